import type { IssuedPaper } from '../../../../src-shared/contract/paper-methods';
import { type Paper, paperSchema } from '../../../../src-shared/contract/paper-values';
import { type PaperKind, paperChoices, paper as paperEntity } from '../../../../src-shared/entities/paper';
import { nextSerial, paperNumber, paperNumberPattern } from '../../../../src-shared/rules/paper-numbers';
import { Refusal } from '../../../../src-shared/terms/errors';
import type { LedgerContext } from '../../context';
import type { Handler } from '../../handler';
import { ownScope, settingsOf } from '../../queries/rules';
import { fileWords, writeDocuments } from '../document-files';
import { paperMakers } from './makers';
import { paperFiles } from './paper-files';

interface Which {
  readonly kind: PaperKind;
  readonly subject: string;
  readonly about: string;
  readonly issued?: string | undefined;
}

export const paperLabel = (kind: PaperKind) => paperChoices.find(({ code }) => code === kind)?.label ?? kind;

function refuse(reason: string): never {
  throw new Refusal('step_refused', { reason });
}

/** The paper as its maker makes it now. */
async function madeNow(context: LedgerContext, { kind, subject, about }: Which): Promise<Paper> {
  const make = paperMakers[kind];
  if (!make) refuse(`本版本还不能起草${paperLabel(kind)}`);
  return make(context, subject, about);
}

/** The paper that went out under this id, to the letter as it was. */
function asIssued({ database }: LedgerContext, id: string): Paper {
  const row = database.prepare('SELECT body FROM paper WHERE id = @id AND deleted <> 1').get({ id }) as
    | { body: string | null }
    | undefined;
  if (!row) throw new Refusal('no_record', { entity: paperEntity.label, id });
  try {
    return paperSchema.parse(JSON.parse(row.body ?? ''));
  } catch {
    return refuse('这份发文登记的正文读不出来，可能由更新版本的程序写成');
  }
}

/** A number that leaves its serial open. */
const isOpen = (number: string | null) => number === null || /[〕第]　+[号期]/.test(number);

const yearOf = (context: LedgerContext) => Number(context.clock.today().slice(0, 4));
const patternOf = (context: LedgerContext, kind: PaperKind) =>
  paperNumberPattern(kind, settingsOf(context), ownScope(context));

/** The paper as content: made now, or as it was issued. */
export async function paperOf(context: LedgerContext, which: Which): Promise<Paper> {
  if (which.issued !== undefined) return asIssued(context, which.issued);
  const paper = await madeNow(context, which);
  // Under a red head room is left for the number.
  return paper.form === 'red' && paper.number === null
    ? { ...paper, number: paperNumber(patternOf(context, which.kind), yearOf(context), null) }
    : paper;
}

export const showPaper: Handler<'papers.show'> = (context, which) => paperOf(context, which);

/** Writes '项目建设督查通报（2018年9月上半月）.docx' and its workbook; a draft has its own name, which the maker gives. */
export const writePaper: Handler<'papers.write'> = async (context, { folder, forms, ...which }) => {
  const paper = await paperOf(context, which);
  const name = fileWords(paper.name) || paperLabel(which.kind);
  const files = await paperFiles(paper, forms, name);
  if (files.length === 0) refuse('这份公文没有表格，写不出 Excel 附表');
  return { files: writeDocuments(folder, files) };
};

const columns = 'id, kind, subject, about, title, number, year, serial, issued_on, signer, note';

function issuedRows({ database }: LedgerContext, kind: PaperKind | undefined): IssuedPaper[] {
  const rows = database
    .prepare(
      `SELECT ${columns} FROM paper WHERE deleted <> 1 AND body IS NOT NULL ${kind ? 'AND kind = @kind' : ''}
       ORDER BY issued_on DESC, year DESC, serial DESC, id DESC`,
    )
    .all(kind ? { kind } : {}) as Record<string, string | number | null>[];
  return rows
    .filter(({ kind: code }) => paperChoices.some((choice) => choice.code === code))
    .map((row) => ({
      id: String(row.id),
      kind: row.kind as PaperKind,
      subject: String(row.subject ?? ''),
      about: String(row.about ?? ''),
      title: String(row.title ?? ''),
      number: String(row.number ?? ''),
      year: Number(row.year ?? 0),
      serial: Number(row.serial ?? 0),
      issuedOn: String(row.issued_on ?? ''),
      signer: String(row.signer ?? ''),
      note: String(row.note ?? ''),
    }));
}

export const listPapers: Handler<'papers.list'> = (context, { kind }) => issuedRows(context, kind);

/** Serials given in the scope of this machine, withdrawn ones among them: a number is never given twice. */
function next(context: LedgerContext, kind: PaperKind, year: number): number {
  const given = context.database
    .prepare('SELECT year, serial FROM paper WHERE kind = @kind AND scope = @scope')
    .all({ kind, scope: ownScope(context) }) as { year: number | null; serial: number | null }[];
  return nextSerial(given, year);
}

export const nextPaperNumber: Handler<'papers.nextNumber'> = (context, { kind, year = yearOf(context) }) => {
  const serial = next(context, kind, year);
  return { year, serial, number: paperNumber(patternOf(context, kind), year, serial) };
};

export const issuePaper: Handler<'papers.issue'> = async (context, input) => {
  const { kind, subject, about } = input;
  const { database, identity, journal, clock } = context;
  if (identity.role === 'field') refuse('发文由项目秘书或市发改委登记');
  const paper = await madeNow(context, input);
  if (paper.draft !== null) {
    const before = paper.draft.includes('冻结') ? '先冻结这一期的数据' : '先审定';
    refuse(`这份${paperLabel(kind)}还是“${paper.draft}”，${before}再登记发文`);
  }
  const issuedOn = input.issuedOn ?? clock.today();
  const year = Number(issuedOn.slice(0, 4));
  const serial = input.serial ?? next(context, kind, year);
  const own = isOpen(paper.number) ? paperNumber(patternOf(context, kind), year, serial) : (paper.number ?? '');
  const number = input.number ?? own;
  const before = database
    .prepare('SELECT title FROM paper WHERE kind = @kind AND number = @number AND deleted <> 1')
    .pluck()
    .get({ kind, number }) as string | undefined;
  if (before !== undefined) refuse(`${number}已经登记给“${before}”，换一个文号`);
  const title = (paper.title.join('') || paper.name).replaceAll('\n', '');
  const set = {
    scope: ownScope(context),
    kind,
    subject,
    about: about || null,
    title,
    year,
    serial,
    number,
    issued_on: issuedOn,
    signer: input.signer || null,
    note: input.note || null,
    body: JSON.stringify(isOpen(paper.number) ? { ...paper, number } : paper),
  };
  if (set.body.length > (paperEntity.fields.body.maxLength ?? Number.POSITIVE_INFINITY))
    refuse('正文里的照片太大，登记不下；换小一些的照片再试');
  const [committed] = journal.commit([{ entity: 'paper', id: null, set }], { source: `登记发文 ${number}` });
  return { id: committed?.id ?? '', number };
};
