import { type Entity, type Field, isKeyed } from '../../src-shared/entities/field';
import { listing } from '../../src-shared/entities/listing';
import { progress } from '../../src-shared/entities/progress';
import { project } from '../../src-shared/entities/project';
import type { ExpectedProject, ExpectedSheet, Wanted } from '../corpus/expectation';
import { makeLedger } from './ledger';

type Facts = Readonly<Record<string, unknown>>;

/** What one sheet of a file became in a fresh ledger, without an answer to any question. */
export async function readThroughTheDoor(file: string, sheet?: string) {
  const ledger = await makeLedger();
  const asked = { file, ...(sheet === undefined ? {} : { sheet }) };
  const preview = await ledger.call('excel.preview', asked);
  const required = preview.doubts.filter((doubt) => doubt.required && doubt.chosen === null);
  // A question that must be answered: the clerk of the test leaves the cell empty, where that is offered.
  const decisions = Object.fromEntries(
    required.map((doubt) => [
      doubt.id,
      (doubt.choices.find(({ code }) => /leave|skip|empty|blank|omit/.test(code)) ?? doubt.choices[0])?.code ?? '',
    ]),
  );
  await ledger.call('excel.import', { ...asked, decisions });
  const rows = await ledger.call('projects.list', { view: 'all' });
  const projects = await Promise.all(
    rows.map(async (row) => ({ row: row as Facts, shown: await ledger.call('projects.show', { id: row.id }) })),
  );
  return { preview, projects };
}

type Reading = Awaited<ReturnType<typeof readThroughTheDoor>>;
type Read = Reading['projects'][number];

const isEmpty = (value: unknown) =>
  value === null ||
  value === undefined ||
  value === '' ||
  (typeof value === 'object' && Object.keys(value).length === 0);

/** As text, whatever the order of the keys. */
const sorted = (value: unknown) =>
  JSON.stringify(
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1))
      : value,
  );

function isSame(found: unknown, wanted: Wanted | undefined): boolean {
  if (wanted === undefined || wanted === null) return isEmpty(found);
  if (typeof wanted === 'object' && 'anyOf' in wanted)
    return (wanted as { anyOf: readonly Wanted[] }).anyOf.some((value) => isSame(found, value));
  if (typeof wanted === 'object' && 'contains' in wanted)
    return (wanted as { contains: readonly string[] }).contains.every((piece) => String(found ?? '').includes(piece));
  return sorted(found) === sorted(wanted);
}

/** Kinds of which nothing may be made up: what is not expected must be empty. Choices are free unless they are named. */
const free: readonly Field['kind'][] = ['choice', 'choices', 'reference'];
/** Kept by the ledger itself, not by the table. */
const kept = ['name', 'region', 'lifecycle_since', 'carried_year', 'project', 'month', 'listing'];

function differences(
  entity: Entity,
  found: Facts | null | undefined,
  wanted: Readonly<Record<string, Wanted>>,
  place: string,
): string[] {
  const wrong: string[] = [];
  for (const [name, field] of Object.entries(entity.fields)) {
    if (kept.includes(name) || (free.includes(field.kind) && !(name in wanted))) continue;
    const raw = found?.[name];
    const value = isKeyed(field) && typeof raw === 'string' ? JSON.parse(raw) : raw;
    if (!isSame(value, wanted[name]))
      wrong.push(`${place} ${name}: ${JSON.stringify(value)} ≠ ${JSON.stringify(wanted[name] ?? null)}`);
  }
  return wrong;
}

function projectDifferences(expected: ExpectedProject, { row, shown }: Read): string[] {
  const place = `row ${expected.row}`;
  const wrong = differences(project, shown.project as Facts, expected.fields, place);
  const region = isEmpty(row.region) ? null : row.region;
  if (region !== expected.region) wrong.push(`${place} region: ${region} ≠ ${expected.region}`);
  if (expected.start !== undefined && row.start !== expected.start)
    wrong.push(`${place} start: ${row.start} ≠ ${expected.start}`);
  const done = Number(row.completed_this_year ?? 0);
  if (expected.completedThisYear !== undefined && done !== expected.completedThisYear)
    wrong.push(`${place} completed this year: ${done} ≠ ${expected.completedThisYear}`);
  const months = expected.months ?? {};
  const found = new Map(shown.progress.map((record) => [String(record.month), record as Facts]));
  for (const [month, facts] of Object.entries(months))
    wrong.push(...differences(progress, found.get(month), facts, `${place} ${month}`));
  // A sum since January must be put into some month before; a table that names months names all of them.
  const others = [...found].filter(([month]) => !(month in months));
  const mayHaveOthers = expected.completedThisYear !== undefined && Object.keys(months).length < 2;
  for (const [month, facts] of others) {
    const stray = differences(progress, facts, {}, `${place} ${month}`).filter(
      (text) => !mayHaveOthers || !/ (completed|stage_progress): /.test(text),
    );
    wrong.push(...stray);
  }
  if (expected.listing)
    wrong.push(...differences(listing, shown.listing as Facts | null, expected.listing, `${place} listing`));
  return wrong;
}

const rowsOf = (rows: readonly number[]) => [...rows].sort((one, other) => one - other).join(' ');

/** Everything in which the reading is not what the clerk concluded; empty when both agree. */
export function disagreements(expected: ExpectedSheet, { preview, projects }: Reading): string[] {
  const wrong: string[] = [];
  const byName = new Map(projects.map((read) => [String(read.row.name), read]));
  for (const wanted of expected.projects) {
    const read = byName.get(String(wanted.name));
    if (read) wrong.push(...projectDifferences(wanted, read));
    else wrong.push(`row ${wanted.row}: no project ${JSON.stringify(wanted.name)}`);
  }
  const names = new Set(expected.projects.map(({ name }) => String(name)));
  for (const name of byName.keys()) if (!names.has(name)) wrong.push(`a project too many: ${JSON.stringify(name)}`);
  if (projects.length !== names.size && byName.size === names.size)
    wrong.push(`${projects.length} projects for ${names.size} names`);

  const left = new Set([...preview.skipped.map(({ row }) => row), ...preview.headerRows]);
  const missing = expected.skipped.filter((row) => !left.has(row));
  if (missing.length) wrong.push(`rows not named as left out: ${rowsOf(missing)}`);
  const lost = expected.projects.filter(({ row }) => left.has(row)).map(({ row }) => row);
  if (lost.length) wrong.push(`rows of projects left out: ${rowsOf(lost)}`);

  // A clerk who is sure asks nobody: a question that holds up the import must be one that was expected.
  const foreseen = new Set(expected.doubts.map(({ row, column }) => `${column}${row}`));
  for (const { row, column, message, required, chosen } of preview.doubts) {
    const isOpen = required && chosen === null && !foreseen.has(`${column}${row}`);
    if (isOpen && !expected.says.some((words) => message.includes(words)))
      wrong.push(`${column}${row} is asked without need: ${message}`);
  }
  for (const { row, column, message } of preview.problems)
    if (!foreseen.has(`${column}${row}`) && !expected.says.includes(`"row":${row}`))
      wrong.push(`${column}${row} is no problem: ${message}`);
  const named = [...preview.doubts, ...preview.problems];
  for (const { row, column, why } of expected.doubts)
    if (!named.some((doubt) => doubt.row === row && doubt.column === column))
      wrong.push(`${column}${row} is not asked: ${why}`);
  const all = JSON.stringify([preview.notes, preview.doubts, preview.problems, preview.skipped]);
  for (const words of expected.says) if (!all.includes(words)) wrong.push(`nothing is said about ${words}`);
  return wrong;
}
