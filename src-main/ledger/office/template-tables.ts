import path from 'node:path';
import type { TemplateMapping } from '../../../src-shared/contract/template-values';
import { Refusal } from '../../../src-shared/terms/errors';
import type { LedgerContext } from '../context';
import type { Handler } from '../handler';
import { ownScope } from '../queries/rules';
import { savedTemplate } from '../queries/templates';
import { writeDocuments } from './document-files';
import { compareWithPrevious, differencesWorkbook } from './template-differences';
import type { ProjectChoice } from './template-facts';
import { readTableFile } from './template-files';
import { filledColumns, fillOpenTemplate } from './template-fill';
import { learnt, openTemplate } from './template-learn';
import { maximumTemplateBytes } from './template-parts';
import { previewRows } from './template-preview';

/** Last month's copy may hold pictures that a blank table has not. */
const maximumPreviousBytes = 32 * 1024 * 1024;

export const learnTemplate: Handler<'templates.learn'> = async (context, { file, sheet }) => {
  const { name, bytes } = await readTableFile(file, maximumTemplateBytes);
  return learnt(await openTemplate(bytes, name, context.clock.today(), sheet));
};

/** A saved table as it was settled: what the file says anew, with the mapping that holds. */
export const showTemplate: Handler<'templates.show'> = async (context, { id }) => {
  const { row, mapping } = savedTemplate(context, id);
  const bytes = Buffer.from(row.content ?? '', 'base64');
  const found = learnt(await openTemplate(bytes, row.file_name ?? '', context.clock.today(), mapping.sheet));
  const guesses = new Map(
    found.mapping.columns.map((column, index) => [
      column.column,
      { source: column.source, confidence: found.confidence[index] ?? 'low' },
    ]),
  );
  return {
    ...found,
    name: row.name ?? found.name,
    mapping,
    // What a person settled otherwise than it was guessed is sure.
    confidence: mapping.columns.map(({ column, source }) => {
      const guess = guesses.get(column);
      return guess && guess.source === source ? guess.confidence : 'high';
    }),
  };
};

export const saveTemplate: Handler<'templates.save'> = async (context, { id, file, name, note, mapping }) => {
  filledColumns(mapping, name);
  const set = { name, note: note || null, mapping: JSON.stringify(mapping) };
  if (id !== null) {
    const known = savedTemplate(context, id);
    if (!known.own) throw new Refusal('template_unfit', { name, detail: '这是市发改委的表样，只有市发改委能改' });
    const more = file === undefined ? {} : await contentOf(context, file, mapping);
    context.journal.commit([{ entity: 'template', id, set: { ...set, ...more } }], { source: '表样' });
    return { id };
  }
  if (file === undefined) throw new Refusal('invalid_input', { detail: '没有给出表样的文件' });
  const content = await contentOf(context, file, mapping);
  const [made] = context.journal.commit(
    [{ entity: 'template', id: null, set: { scope: ownScope(context), ...set, ...content } }],
    { source: '表样' },
  );
  return { id: made?.id ?? '' };
};

/** The file as the record carries it, opened once to see that it can be filled. */
async function contentOf(
  context: LedgerContext,
  file: string,
  mapping: TemplateMapping,
): Promise<{ content: string; file_name: string }> {
  const { name, bytes } = await readTableFile(file, maximumTemplateBytes);
  await openTemplate(bytes, name, context.clock.today(), mapping.sheet);
  return { content: bytes.toString('base64'), file_name: name };
}

export const previewTemplate: Handler<'templates.preview'> = (context, { mapping, month, limit }) => {
  const { columns, rows, total, month: filled } = previewRows(context, mapping, month, limit);
  return {
    columns: columns.map(({ column, header, source, unit }) => ({ column, header, source, unit })),
    rows,
    total,
    month: filled,
  };
};

export const fillTemplate: Handler<'templates.fill'> = async (context, { id, file, previousFile, month }) => {
  const { row, mapping } = savedTemplate(context, id);
  const bytes = Buffer.from(row.content ?? '', 'base64');
  // Read first: the target may be last month's copy itself.
  const previous = previousFile === undefined ? null : await readTableFile(previousFile, maximumPreviousBytes);
  const template = await openTemplate(bytes, row.file_name ?? '', context.clock.today(), mapping.sheet);
  const table = await fillOpenTemplate(context, template, mapping, month);
  const [folder, name] = [path.dirname(file), path.basename(file)];
  const base = name.replace(/\.xlsx$/i, '');
  const documents = [{ name, bytes: table.bytes as Uint8Array }];
  const notes = [...table.notes];
  let found: Awaited<ReturnType<typeof compareWithPrevious>> | null = null;
  if (previous) {
    found = await compareWithPrevious(table, mapping.sheet, previous.bytes, previous.name);
    notes.push(...found.notes);
    const workbook = await differencesWorkbook(row.name ?? base, table.time.month, found.differences);
    documents.push({ name: `${base}与上月比对.xlsx`, bytes: workbook });
  }
  const [filled = file, differencesFile = null] = writeDocuments(folder, documents);
  return {
    rows: table.rows.length,
    file: filled,
    month: table.time.month,
    differencesFile,
    differences: (found?.differences ?? []).map(({ change: _, ...difference }) => difference),
    notes,
  };
};

/** Learns a blank table and fills it at once with the projects of a view: `export-excel --template`. */
export async function fillTemplateFile(
  context: LedgerContext,
  input: ProjectChoice & { readonly templateFile: string; readonly file: string },
): Promise<{ rows: number; file: string }> {
  const { name, bytes } = await readTableFile(input.templateFile, maximumTemplateBytes);
  const template = await openTemplate(bytes, name, context.clock.today());
  const { view, filters, orders, words = '' } = input;
  const mapping = { ...learnt(template).mapping, view, filters, orders, words };
  const table = await fillOpenTemplate(context, template, mapping, undefined);
  const target = { name: path.basename(input.file), bytes: table.bytes };
  const [file = input.file] = writeDocuments(path.dirname(input.file), [target]);
  return { rows: table.rows.length, file };
}
