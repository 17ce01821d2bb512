import path from 'node:path';
import type PizZip from 'pizzip';
import { regionName } from '../../../../src-shared/catalogues/regions';
import type { DocumentTemplateEntry } from '../../../../src-shared/contract/document-template-methods';
import {
  type DocumentTemplate,
  documentTemplate as documentTemplateEntity,
} from '../../../../src-shared/entities/document-template';
import type { PaperKind } from '../../../../src-shared/entities/paper';
import { exampleOf, factsOf, placeholdersOf } from '../../../../src-shared/rules/document-facts';
import { cityScope } from '../../../../src-shared/rules/rule-book';
import { Refusal } from '../../../../src-shared/terms/errors';
import type { LedgerContext } from '../../context';
import type { Handler } from '../../handler';
import { toRow } from '../../queries/rows';
import { ownScope } from '../../queries/rules';
import { fileWords, writeDocuments } from '../document-files';
import { paperFiles } from '../papers/paper-files';
import { paperOf } from '../papers/paper-register';
import { readTableFile } from '../template-files';
import { formErrors } from './form-errors';
import { maximumFormBytes, openForm } from './form-file';
import { checkForm, fillForm } from './form-fill';
import { samplePaper } from './sample-paper';

/** The record, with its file. Throws Refusal no_record. */
function savedForm({ database }: LedgerContext, id: string): DocumentTemplate {
  const raw = database.prepare('SELECT * FROM document_template WHERE id = @id AND deleted <> 1').get({ id }) as
    | Record<string, unknown>
    | undefined;
  if (!raw) throw new Refusal('no_record', { entity: documentTemplateEntity.label, id });
  return toRow('document_template', raw);
}

const bytesOf = ({ content }: DocumentTemplate) => Buffer.from(content ?? '', 'base64');

export const listDocumentTemplates: Handler<'documentTemplates.list'> = (context, { kind }) => {
  const scope = ownScope(context);
  const rows = context.database
    .prepare('SELECT id, scope, name, kind, file_name, note FROM document_template WHERE deleted <> 1')
    .all() as Pick<DocumentTemplate, 'id' | 'scope' | 'name' | 'kind' | 'file_name' | 'note'>[];
  return rows
    .filter((row) => row.kind !== null && (kind === undefined || row.kind === kind))
    .map(
      (row): DocumentTemplateEntry => ({
        id: row.id,
        name: row.name ?? '',
        kind: row.kind as PaperKind,
        fileName: row.file_name ?? '',
        note: row.note ?? '',
        own: row.scope === scope,
        scopeLabel: row.scope === cityScope || row.scope === null ? '市级' : regionName(row.scope),
      }),
    )
    .sort((one, other) => Number(other.own) - Number(one.own) || one.name.localeCompare(other.name, 'zh-CN'));
};

export const listPlaceholders: Handler<'documentTemplates.placeholders'> = async (context, { kind }) => {
  const paper = await samplePaper(context, kind);
  return { title: paper.title.join('') || paper.name, placeholders: placeholdersOf(paper) };
};

async function checked(context: LedgerContext, kind: PaperKind, zip: PizZip) {
  return checkForm(zip, placeholdersOf(await samplePaper(context, kind)));
}

export const checkDocumentTemplate: Handler<'documentTemplates.check'> = async (context, { file, kind }) => {
  const { name, bytes } = await readTableFile(file, maximumFormBytes);
  return checked(context, kind, await openForm(bytes, name));
};

export const saveDocumentTemplate: Handler<'documentTemplates.save'> = async (context, input) => {
  const { file, id, name, note, kind } = input;
  const { name: fileName, bytes } = await readTableFile(file, maximumFormBytes);
  const { findings } = await checked(context, kind, await openForm(bytes, fileName));
  const errors = findings.filter(({ level }) => level === 'error');
  if (errors.length > 0) {
    const detail = errors.map(({ message, place }) => `${place}：${message}`).join('');
    throw new Refusal('document_template_unfit', { name: fileName, detail });
  }
  const scope = ownScope(context);
  if (id !== undefined && savedForm(context, id).scope !== scope)
    throw new Refusal('document_template_unfit', { name, detail: '这是别处的模板，只有它的主人能改' });
  const set = {
    name,
    kind,
    note: note || null,
    file_name: fileName,
    content: bytes.toString('base64'),
  };
  const [made] = context.journal.commit(
    [{ entity: 'document_template', id: id ?? null, set: id === undefined ? { scope, ...set } : set }],
    { source: '公文模板' },
  );
  return { id: id ?? made?.id ?? '' };
};

export const writeTemplateExample: Handler<'documentTemplates.writeExample'> = async (context, { folder, kind }) => {
  const example = exampleOf(await samplePaper(context, kind));
  return {
    files: writeDocuments(folder, await paperFiles(example, ['docx'])),
  };
};

export const writeOriginal: Handler<'documentTemplates.writeOriginal'> = (context, { id, folder }) => {
  const form = savedForm(context, id);
  const name = path.basename(form.file_name ?? '') || `${form.name}.docx`;
  return { files: writeDocuments(folder, [{ name, bytes: bytesOf(form) }]) };
};

export const writeFromTemplate: Handler<'documentTemplates.write'> = async (context, { id, folder, ...which }) => {
  const form = savedForm(context, id);
  const paper = await paperOf(context, { kind: form.kind as PaperKind, ...which });
  const zip = await openForm(bytesOf(form), form.file_name ?? '');
  try {
    const bytes = fillForm(zip, factsOf(paper));
    return { files: writeDocuments(folder, [{ name: `${fileWords(`${paper.name}（${form.name}）`)}.docx`, bytes }]) };
  } catch (error) {
    const errors = error instanceof Refusal ? null : formErrors(error);
    if (!errors) throw error;
    throw new Refusal('document_template_unfit', {
      name: form.name ?? '',
      detail: errors.map(({ message }) => message).join(''),
    });
  }
};
