import path from 'node:path';
import type { OutputOf, ParsedInputOf } from '../../../src-shared/contract/contract';
import { Refusal } from '../../../src-shared/terms/errors';
import type { LedgerContext } from '../context';
import type { Handler } from '../handler';
import { Doubts } from './excel-doubts';
import { knownProjects } from './excel-known';
import { type ImportPlan, planImport } from './excel-plan';
import { previewRows } from './excel-preview';
import { understandFile } from './excel-source';
import type { Understanding } from './excel-understanding';

type Options = ParsedInputOf<'excel.preview'>;

interface Prepared {
  readonly name: string;
  readonly understanding: Understanding;
  readonly plan: ImportPlan;
  readonly doubts: Doubts;
}

/** Everything up to the point of writing: the same for the preview and for the import itself, so that they cannot differ. */
async function prepare(context: LedgerContext, input: Options): Promise<Prepared> {
  const name = path.basename(input.file);
  const doubts = new Doubts(input.decisions);
  const options = {
    fileName: name,
    sheet: input.sheet,
    unit: input.unit,
    mapping: input.mapping,
    today: context.clock.today(),
    homeRegion: context.identity.region,
  };
  const understanding = await understandFile(input.file, options, doubts, (step, done) =>
    context.progress(step, done, 3),
  );
  context.progress('与台账比对', 2, 3);
  const plan = planImport(understanding.projects, knownProjects(context.database), doubts);
  return { name, understanding, plan, doubts };
}

function outcomeOf({ understanding, plan, doubts }: Prepared): OutputOf<'excel.import'> {
  return {
    sheet: understanding.sheet,
    headerRows: [...understanding.headerRows],
    mapping: understanding.columns.map((column) => ({
      column: column.letter,
      header: column.header,
      field: column.target?.path ?? null,
      unit: column.target && isAmount(column.target.field.kind) ? (column.unit ?? understanding.unit) : null,
      confidence: column.confidence,
    })),
    created: plan.created,
    updated: plan.updated,
    unchanged: plan.unchanged,
    skipped: [...understanding.skipped, ...plan.merged].sort((one, other) => one.row - other.row),
    problems: [...doubts.problems].sort((one, other) => one.row - other.row),
  };
}

const isAmount = (kind: string) => kind === 'money' || kind === 'money_by_year' || kind === 'money_by_channel';

/** What the reader understood; writes nothing. */
export const previewExcel: Handler<'excel.preview'> = async (context, input) => {
  const prepared = await prepare(context, input);
  const { understanding, doubts } = prepared;
  return {
    name: prepared.name,
    sheets: [...understanding.sheets],
    unit: understanding.unit,
    ...outcomeOf(prepared),
    doubts: doubts.sorted(),
    notes: [...doubts.notes],
    totalRows: understanding.grid.rows.length,
    rows: previewRows(understanding, prepared.plan, doubts),
  };
};

/** Writes what `excel.preview` with the same options showed, as one step that one undo takes back. */
export const importExcel: Handler<'excel.import'> = async (context, input) => {
  const prepared = await prepare(context, input);
  const open = prepared.doubts.open();
  if (open) throw new Refusal('unit_undecided', { row: open.row, column: open.column });
  const { edits } = prepared.plan;
  if (edits.length > 0) context.journal.commit([...edits], { source: `导入 ${prepared.name}` });
  context.progress('写入', 3, 3);
  const outcome = outcomeOf(prepared);
  // Nobody may have seen a preview: what was decided without a person is named, too.
  const settled = prepared.doubts
    .sorted()
    .filter(
      (doubt) =>
        !Object.hasOwn(input.decisions, doubt.id) &&
        doubt.chosen !== null &&
        doubt.row > (prepared.understanding.headerRows.at(-1) ?? 0),
    )
    .map((doubt) => ({
      row: doubt.row,
      column: doubt.column,
      value: prepared.understanding.grid
        .text(doubt.row - 1, columnOf(doubt.column))
        .trim()
        .slice(0, 60),
      message: `${doubt.message}，按“${doubt.choices.find((choice) => choice.code === doubt.chosen)?.label ?? doubt.chosen}”处理`,
    }));
  return { ...outcome, problems: [...outcome.problems, ...settled].sort((one, other) => one.row - other.row) };
};

function columnOf(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}
