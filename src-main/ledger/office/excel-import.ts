import path from 'node:path';
import type { ParsedInputOf } from '../../../src-shared/contract/contract';
import type { ImportDoubt, ImportOutcome } from '../../../src-shared/contract/excel-methods';
import { settledDoubts } from '../../../src-shared/rules/import-doubts';
import { Refusal } from '../../../src-shared/terms/errors';
import type { LedgerContext } from '../context';
import type { Handler } from '../handler';
import { readMoneyCell } from './excel-cells';
import type { MoneySheet } from './excel-column-units';
import { Corrections } from './excel-corrections';
import { byPlace, Doubts } from './excel-doubts';
import type { TableHead } from './excel-fingerprint';
import { knownProjects } from './excel-known';
import { forgetTable, markRecalled, type Reading, type Remembered, recallTable, rememberTable } from './excel-memory';
import { type ImportPlan, planImport } from './excel-plan';
import { Policies } from './excel-policies';
import { previewRows, shownDifferences } from './excel-preview';
import { readWorkbook } from './excel-reader';
import { columnIndex, columnLetter } from './excel-sheet';
import { forgetWorkbook, understandFile } from './excel-source';
import { type Understanding, type UnderstandingOptions, understand } from './excel-understanding';
import { commitLedgerWorkbook, prepareLedgerWorkbook } from './ledger-workbook';

type Options = ParsedInputOf<'excel.preview'>;

/** A table as it was understood, with what is remembered of its like. */
interface Understood {
  readonly name: string;
  readonly understanding: Understanding;
  readonly doubts: Doubts;
  readonly corrections: Corrections;
  readonly head: TableHead | undefined;
  readonly remembered: Remembered | undefined;
  /** What holds in this import: told this time, else remembered. */
  readonly reading: Reading;
}

interface Prepared extends Understood {
  readonly policies: Policies;
  readonly plan: ImportPlan;
  readonly shown: readonly ImportDoubt[];
}

const pastedName = '粘贴的表格';

async function understandInput(context: LedgerContext, input: Options): Promise<Understood> {
  const name = input.file === undefined ? pastedName : path.basename(input.file);
  const doubts = new Doubts(input.decisions);
  const corrections = new Corrections(input.decisions);
  const today = context.clock.today();
  let head: TableHead | undefined;
  let remembered: Remembered | undefined;
  const told: Reading = { ...input, unit: input.unit, policy: input.policy, answers: input.decisions };
  let reading = told;
  const options: UnderstandingOptions = {
    fileName: name,
    sheet: input.sheet,
    unit: input.unit,
    mapping: input.mapping,
    today,
    homeRegion: context.identity.region,
    typed: (sheet) => corrections.typedRows(sheet),
    recall(found) {
      head = found;
      remembered = head && recallTable(context.database, head);
      if (remembered && input.recall) {
        for (const [id, choice] of Object.entries(remembered.reading.answers)) doubts.recall(id, choice);
        reading = joined(remembered.reading, told);
      }
      return { mapping: reading.mapping, unit: reading.unit };
    },
  };
  const tell = (step: string, done: number) => context.progress(step, done, 3);
  const understanding =
    input.file === undefined
      ? understand(await readWorkbook(Buffer.from(input.text ?? '', 'utf8'), name), options, doubts)
      : await understandFile(input.file, options, doubts, tell);
  return { name, understanding, doubts, corrections, head, remembered, reading };
}

const joined = (kept: Reading, told: Reading): Reading => ({
  mapping: { ...kept.mapping, ...told.mapping },
  unit: told.unit ?? kept.unit,
  policy: told.policy ?? kept.policy,
  policies: { ...kept.policies, ...told.policies },
  answers: { ...kept.answers, ...told.answers },
});

/** Everything up to the point of writing: the same for the preview and for the import itself, so that they cannot differ. */
async function prepare(context: LedgerContext, input: Options, writes: boolean): Promise<Prepared> {
  const understood = await understandInput(context, input);
  const { name, understanding, doubts, corrections, reading } = understood;
  context.progress('与台账比对', 2, 3);
  const policies = new Policies(reading.policy ?? 'file', reading.policies);
  const plan = planImport(
    understanding.projects,
    knownProjects(context.database),
    {
      policies,
      sheet: moneySheet(understanding),
      sourceOf: writes ? (row) => `导入 ${name}·${understanding.sheet} 第${row}行` : undefined,
    },
    doubts,
  );
  corrections.report(doubts);
  return { ...understood, policies, plan, shown: shownDoubts(understanding, doubts) };
}

function moneySheet({ view, headerRows }: Understanding): MoneySheet {
  return {
    headerRowOf: (row) => headerRows.findLast((header) => header < row) ?? row,
    amount(row, column, unit) {
      const reading = readMoneyCell(view.cells(row - 1)[columnIndex(column) ?? 0] ?? null, unit);
      return reading.kind === 'value' && reading.unit === null ? reading.yuan : undefined;
    },
  };
}

/** Doubts about which project a row is are no matter of one cell. */
const notOfCells = new Set(['same', 'twice']);
const maximumValue = 60;

function shownDoubts({ view, headerRows, columns }: Understanding, doubts: Doubts): ImportDoubt[] {
  const headers = new Set(headerRows);
  const mapped = new Set(columns.filter((column) => column.target).map((column) => column.letter));
  return doubts.sorted().map((doubt) => ({
    ...doubt,
    value: view
      .text(doubt.row - 1, columnIndex(doubt.column) ?? 0)
      .trim()
      .slice(0, maximumValue),
    fixable:
      !headers.has(doubt.row) && mapped.has(doubt.column) && !notOfCells.has(doubt.id.slice(0, doubt.id.indexOf(':'))),
  }));
}

function outcomeOf({ understanding, plan, doubts }: Prepared): ImportOutcome {
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
    problems: [...doubts.problems].sort(byPlace),
  };
}

const isAmount = (kind: string) => kind === 'money' || kind === 'money_by_year' || kind === 'money_by_channel';

/** What the reader understood; writes nothing. */
export const previewExcel: Handler<'excel.preview'> = async (context, input) => {
  const ledger = await prepareLedgerWorkbook(context, input);
  if (ledger) return ledger.preview;
  const prepared = await prepare(context, input, false);
  const { understanding, doubts, plan, policies, head, remembered } = prepared;
  return {
    name: prepared.name,
    sheets: [...understanding.sheets],
    unit: understanding.unit,
    ...outcomeOf(prepared),
    doubts: [...prepared.shown],
    differences: shownDifferences(plan),
    differenceCount: plan.differences.length,
    policy: policies.sheet,
    policies: { ...policies.columns },
    remembered:
      head && remembered
        ? {
            fingerprint: head.fingerprint,
            usedAt: remembered.usedAt,
            columns: Object.keys(remembered.reading.mapping).filter((letter) => !Object.hasOwn(input.mapping, letter)),
            used: input.recall,
          }
        : null,
    notes: [...doubts.notes],
    hiddenColumns: understanding.view.sheet.hiddenColumns.map(columnLetter),
    totalRows: understanding.view.sheet.rows.length,
    rows: previewRows(understanding, plan, doubts),
  };
};

/** Writes what `excel.preview` with the same options showed, as one step that one undo takes back. */
export const importExcel: Handler<'excel.import'> = async (context, input) => {
  const ledger = await prepareLedgerWorkbook(context, input);
  if (ledger) return commitLedgerWorkbook(context, ledger);
  const prepared = await prepare(context, input, true);
  const open = prepared.doubts.open();
  if (open) {
    const { id, row, column, message } = open;
    throw ofUnits.test(id)
      ? new Refusal('unit_undecided', { row, column })
      : new Refusal('doubt_undecided', { row, column, message });
  }
  const { edits } = prepared.plan;
  // What was read is not asked for again; together with what is written it would be twice as much.
  if (edits.length > 0) forgetWorkbook();
  if (edits.length > 0) context.journal.commit([...edits], { source: `导入 ${prepared.name}` });
  const { head, remembered, reading } = prepared;
  const now = context.clock.now();
  if (head && input.remember && wasTold(input)) rememberTable(context.database, head, reading, now);
  else if (head && remembered && input.recall) markRecalled(context.database, head, now);
  context.progress('写入', 3, 3);
  const outcome = outcomeOf(prepared);
  // Nobody may have seen a preview: what was decided without a person is named, too.
  const settled = settledDoubts(
    prepared.shown.filter((doubt) => !Object.hasOwn(input.decisions, doubt.id)),
    outcome.headerRows,
  );
  return {
    ...outcome,
    problems: [...outcome.problems, ...settled].sort(byPlace),
    recalledFrom: remembered && input.recall ? remembered.usedAt : null,
  };
};

const ofUnits = /^(?:unit|table-unit|known-unit):/;

/** Whether a person changed how the table is read, beyond what is remembered of it. */
function wasTold({ mapping, unit, policy, policies, decisions }: Options): boolean {
  return (
    Object.keys(mapping).length > 0 ||
    Object.keys(policies).length > 0 ||
    unit !== undefined ||
    policy !== undefined ||
    Object.keys(decisions).some((id) => ofUnits.test(id))
  );
}

/** Keeps how this table is read for the next one with the same header. */
export const rememberExcel: Handler<'excel.remember'> = async (context, input) => {
  const { name, head, reading } = await understandInput(context, input);
  if (!head) throw new Refusal('no_header', { name });
  return {
    fingerprint: head.fingerprint,
    columns: rememberTable(context.database, head, reading, context.clock.now()),
  };
};

export const forgetExcel: Handler<'excel.forget'> = (context, { fingerprint }) => {
  forgetTable(context.database, fingerprint);
  return {};
};
