import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { Refusal } from '../../../src-shared/terms/errors';
import type { Handler } from '../handler';
import { askAgain } from './excel-answer';
import type { Doubts } from './excel-doubts';
import { SheetView } from './excel-layout';
import { unpackProjects } from './excel-packed';
import { openSession, type WorkbookSession } from './excel-session';
import type { SheetRows, TypedRows, Workbook } from './excel-sheet';
import type { Understanding, UnderstandingOptions } from './excel-understanding';

const keptForMilliseconds = 5 * 60_000;
/** Above this many bytes of file a workbook is not kept between two calls. */
const keptBelowBytes = 16 * 1024 * 1024;

let kept: { readonly sha256: string; readonly session: WorkbookSession; readonly timer: NodeJS.Timeout } | undefined;

interface Reading {
  cancelled: boolean;
  session?: WorkbookSession;
}

/** What somebody waits for. */
const readings = new Set<Reading>();

/** Tells what is being done, and how much of two steps is behind. */
export type ReadingProgress = (step: string, done: number) => void;

/**
 * Reads a file and says what it says; doubts, problems and notes go into `doubts`. Throws Refusal as `readWorkbook` and `understand`
 * do, no_file and file_unreadable, and reading_cancelled where `excel.cancel` ended it.
 */
export function understandFile(
  file: string,
  options: UnderstandingOptions,
  doubts: Doubts,
  progress: ReadingProgress = () => undefined,
): Promise<Understanding> {
  progress('读取表格', 0);
  return withWorkbook(file, options.fileName, async (session) => {
    const { typed: typedIn, recall, ...plain } = options;
    const { sheet, sheets, notes } = await session.sheet(plain);
    progress('认表头和数据', 1);
    for (const note of notes) doubts.note(note);
    const typed = typedIn?.(sheet) ?? [];
    const { fileName, today } = plain;
    const head = recall && (await session.head({ options: { fileName, today, sheet: sheet.name }, typed }));
    const answer = await session.answer({
      options: { ...plain, ...recall?.(head), sheet: sheet.name },
      answers: doubts.answers,
      typed,
    });
    askAgain(answer, doubts);
    const view = new SheetView({ ...sheet, rows: rowsWith(sheet.rows, typed) });
    return { ...answer.understanding, sheets, projects: unpackProjects(answer.projects), view };
  });
}

function rowsWith(rows: SheetRows, typed: TypedRows): SheetRows {
  if (typed.length === 0) return rows;
  const anew = new Map(typed);
  return { length: rows.length, at: (index) => anew.get(index) ?? rows.at(index) };
}

/** Reads a workbook from a file as it is. Throws Refusal as `understandFile` does. */
export function loadWorkbook(file: string, name: string): Promise<Workbook> {
  return withWorkbook(file, name, (session) => session.workbook());
}

/** Ends every reading in progress; the preview or import that waits for it is refused with reading_cancelled. */
export const cancelExcel: Handler<'excel.cancel'> = () => {
  const cancelled = readings.size > 0;
  for (const reading of readings) {
    reading.cancelled = true;
    reading.session?.end();
  }
  return { cancelled };
};

/**
 * Asks a workbook. The last one is kept for a few minutes, because a preview is asked again with every choice that is made in it; it
 * is recognised by the hash of its bytes.
 */
async function withWorkbook<Result>(
  file: string,
  name: string,
  ask: (session: WorkbookSession) => Promise<Result>,
): Promise<Result> {
  const reading: Reading = { cancelled: false };
  readings.add(reading);
  try {
    const session = await open(reading, file, name);
    if (reading.cancelled) throw new Refusal('reading_cancelled', { name });
    return await ask(session);
  } catch (error) {
    // What could not be read is read anew when it is asked for again.
    const isRead = error instanceof Refusal && passing.has(error.failure.code);
    if (kept && kept.session === reading.session && !isRead) forgetWorkbook();
    throw error;
  } finally {
    readings.delete(reading);
    endUnused(reading.session);
  }
}

/** Refusals that another choice may mend; the workbook itself was read. */
const passing = new Set(['no_sheet', 'no_header', 'workbook_empty', 'invalid_input']);

async function open(reading: Reading, file: string, name: string): Promise<WorkbookSession> {
  const bytes = await readBytes(file, name);
  if (kept && kept.sha256 === hashOf(bytes)) {
    reading.session = kept.session;
    return kept.session;
  }
  const session = await openSession(bytes, name);
  reading.session = session;
  if (bytes.length < keptBelowBytes) {
    forgetWorkbook();
    // Worked out while the thread is under way already.
    kept = { sha256: hashOf(bytes), session, timer: setTimeout(forgetWorkbook, keptForMilliseconds).unref() };
  }
  return session;
}

const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

/** Lets the kept workbook go. */
export function forgetWorkbook(): void {
  if (!kept) return;
  clearTimeout(kept.timer);
  const { session } = kept;
  kept = undefined;
  endUnused(session);
}

/** Ends a workbook that is neither kept nor waited for. */
function endUnused(session: WorkbookSession | undefined): void {
  const isWanted = kept?.session === session || [...readings].some((reading) => reading.session === session);
  if (!isWanted) session?.end();
}

async function readBytes(file: string, name: string): Promise<Buffer> {
  try {
    const status = await stat(file);
    if (!status.isFile()) throw new Refusal('not_a_workbook', { name });
    return await readFile(file);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'ENOENT') throw new Refusal('no_file', { name });
    throw new Refusal('file_unreadable', {
      name,
      detail: code === 'EBUSY' || code === 'EACCES' || code === 'EPERM' ? '文件正被占用或没有权限' : code || '未知原因',
    });
  }
}
