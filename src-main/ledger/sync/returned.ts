import type { ReturnedTodo, ReturnedValue } from '../../../src-shared/contract/return-methods';
import { businessEntityNames, type EntityName, entityOf, isEntityName } from '../../../src-shared/entities/entities';
import type { FieldValue } from '../../../src-shared/entities/field';
import { slip as slipEntity } from '../../../src-shared/entities/slip';
import type { LedgerContext } from '../context';
import type { Handler } from '../handler';
import { columnsOf, fromColumn, targetOf } from '../journal/cells';
import { linesOf, type RecordedLine } from '../journal/history';
import { segmentLines } from '../journal/stream-reader';
import { PackageRegister, type RegisterEntry } from './package-register';
import { Roster } from './roster';

/** So many corrections are listed; the others stand in the histories of their records. */
const mostListed = 200;
const mostTodos = 50;

/** See `returns.show`. */
export const showReturned: Handler<'returns.show'> = (context) => {
  const { database } = context;
  const own = new Roster(database).own();
  const last = newestReturn(context);
  const brought = last ? changesIn(context, last) : [];
  const settled = brought.filter(({ mine }) => mine !== undefined).map(settledOf);
  const corrected = brought.filter(({ mine }) => mine === undefined).map(correctedOf);
  return {
    last: last ? { name: last.name, at: last.at, person: last.person, changes: last.changes } : null,
    settled,
    corrected: corrected.slice(0, mostListed),
    moreCorrected: Math.max(corrected.length - mostListed, 0),
    todos: todosOf(context),
    receipted: {
      name: new PackageRegister(database).lastReceipted(own.id, own.receipt)?.name ?? null,
      seq: own.receipt,
      at: own.receipt > 0 ? own.receipt_at : null,
    },
  };
};

/** The newest package from a commission that brought changes; the newest at all where none did. */
function newestReturn({ database }: LedgerContext): RegisterEntry | undefined {
  return database
    .prepare(
      "SELECT * FROM package WHERE direction = 'in' AND kind = 'return' AND state = 'merged' ORDER BY changes > 0 DESC, number DESC LIMIT 1",
    )
    .get() as RegisterEntry | undefined;
}

interface Brought {
  readonly id: string;
  readonly entity: EntityName;
  readonly record: string;
  readonly title: string;
  readonly to: string;
  readonly field: string;
  readonly value: FieldValue;
  /** Where the change settled a conflict in which a value of this machine stood: that value, and what the other said. */
  readonly mine: FieldValue | undefined;
  readonly theirs: FieldValue;
  readonly before: FieldValue;
  readonly person: string;
  readonly reason: string;
}

/** What commissions changed with a package in records that were here before, field by field. */
function changesIn(context: LedgerContext, last: RegisterEntry): Brought[] {
  const { database, journal } = context;
  const { core } = journal;
  const roster = new Roster(database);
  const segments = database
    .prepare(
      `SELECT s.device, s.lines FROM segment s JOIN device d ON d.number = s.device
       WHERE s.package = @number AND d.role = 'commission' ORDER BY s.first_line`,
    )
    .all({ number: last.number }) as { device: number; lines: Buffer }[];
  const dots = new Map<string, Set<string>>();
  for (const { device, lines } of segments)
    for (const bytes of segmentLines(lines)) {
      const { e, r, n } = JSON.parse(bytes.toString('utf8')) as { e: string; r: string; n: number };
      if (!isEntityName(e) || !businessEntityNames.includes(e)) continue;
      const key = `${e} ${r}`;
      const known = dots.get(key) ?? new Set();
      dots.set(key, known.add(`${core.devices.id(device)}:${n}`));
    }
  return [...dots].flatMap(([key, wanted]) => {
    const [entity, record] = key.split(' ') as [EntityName, string];
    const lines = linesOf(core, entity, record);
    // What the package brought whole is new, not corrected.
    if (lines.every(({ dot }) => wanted.has(dot))) return [];
    const about = { entity, record, ...nameOf(context, entity, record) };
    // The last word on a field counts; earlier ones in the same package are its way there.
    const latest = new Map<string, Brought>();
    for (const line of lines)
      if (wanted.has(line.dot))
        for (const field of Object.keys(line.line.set))
          if (targetOf(entity, field)) {
            const one = broughtBy(line, field, lines, ({ device }) => roster.isOwn(device.id));
            latest.set(field, { ...about, ...one, before: latest.get(field)?.before ?? one.before });
          }
    return [...latest.values()].filter((one) => one.mine !== undefined || !isSame(one.before, one.value));
  });
}

/** What one change did to one field, beside what its author saw there. */
function broughtBy(
  { dot, line }: RecordedLine,
  field: string,
  lines: readonly RecordedLine[],
  isOwn: (line: RecordedLine) => boolean,
): Omit<Brought, 'entity' | 'record' | 'title' | 'to'> {
  const named = new Set(line.prev?.[field] ?? []);
  const seen = lines.filter((head) => named.has(head.dot));
  const said = (head: RecordedLine | undefined) => plain(head?.line.set[field]);
  // A decision about what was outside the scope names what stood at the Commission too, which may be an earlier word of the same hand.
  const own = seen.findLast(isOwn);
  const other = seen.findLast((head) => !isOwn(head));
  const value = plain(line.set[field]);
  const source = line.w ?? '';
  const isSettled = own !== undefined && (source.startsWith('裁定') || other !== undefined);
  return {
    id: `${dot}:${field}`,
    field,
    value,
    mine: isSettled ? said(own) : undefined,
    theirs: other ? said(other) : value,
    before: said(own ?? other),
    person: line.p,
    // Whose change was refused is plain here: it stands beside it.
    reason: source.replace(/^裁定：?/, '').replace(/^(不?采纳)[^：]*的改动/, '$1'),
  };
}

function plain(value: unknown): FieldValue {
  return (value === true ? 1 : value === false ? null : (value ?? null)) as FieldValue;
}

function isSame(a: FieldValue, b: FieldValue): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function settledOf({ before: _, mine = null, theirs, value, ...rest }: Brought): ReturnedValue {
  const adopted = isSame(value, mine) ? 'mine' : isSame(value, theirs) ? 'theirs' : 'other';
  return { ...rest, mine, theirs, value, adopted };
}

function correctedOf({ before, value, theirs: _, ...rest }: Brought): ReturnedValue {
  return { ...rest, mine: before, theirs: value, value, adopted: 'theirs' };
}

/** Name of the project that a record is or belongs to, else of the record itself; and where one click leads. */
function nameOf({ database }: LedgerContext, entity: EntityName, record: string): { title: string; to: string } {
  const columns = columnsOf(entity);
  const row = database.prepare(`SELECT * FROM "${entity}" WHERE id = @record`).get({ record }) as
    | Record<string, string | number | null>
    | undefined;
  const project = entity === 'project' ? record : row?.project;
  const name =
    typeof project === 'string'
      ? (database.prepare('SELECT name FROM project WHERE id = @project').pluck().get({ project }) as
          | string
          | undefined)
      : undefined;
  const title = fromColumn(columns.fields[columns.title] ?? null, row?.[columns.names[columns.title] ?? ''] ?? null);
  return {
    title: name ?? (title === null ? entityOf(entity).label : String(title)),
    to: typeof project === 'string' ? `/projects/${encodeURIComponent(project)}` : '/projects',
  };
}

interface TodoRow {
  readonly id: string;
  readonly kind: string;
  readonly number: string | null;
  readonly problem: string;
  readonly reply_due: string | null;
  readonly name: string;
}

/** What waits for this person after what came down: slips without an answer, what was sent back, conflicts of hers that are open. */
function todosOf({ database }: LedgerContext): ReturnedTodo[] {
  const slips = database
    .prepare(
      `SELECT s.id, s.kind, s.number, s.problem, s.reply_due, p.name FROM slip s JOIN project p ON p.id = s.project
       WHERE s.deleted <> 1 AND p.deleted <> 1 AND s.replied_on IS NULL AND s.reply_due IS NOT NULL ORDER BY s.reply_due LIMIT ${mostTodos}`,
    )
    .all() as TodoRow[];
  const problems = database
    .prepare(
      `SELECT b.id, b.number, b.description, p.name FROM problem b JOIN project p ON p.id = b.project
       WHERE b.deleted <> 1 AND p.deleted <> 1 AND b.state = 'returned' LIMIT ${mostTodos}`,
    )
    .all() as { id: string; number: string | null; description: string | null; name: string }[];
  const listings = database
    .prepare(
      `SELECT l.id, l.return_reason, p.id AS project, p.name FROM listing l JOIN project p ON p.id = l.project
       WHERE l.deleted <> 1 AND p.deleted <> 1 AND l.state = 'returned' LIMIT ${mostTodos}`,
    )
    .all() as { id: string; return_reason: string | null; project: string; name: string }[];
  const problemPath = (id: string) => `/problems/${encodeURIComponent(id)}`;
  const kindOf = (code: string) =>
    slipEntity.fields.kind.choices?.find((choice) => choice.code === code)?.label ?? '督办件';
  return [
    ...slips.map(({ id, kind, number, problem, name }) => ({
      id: `slip:${id}`,
      title: name,
      kind: `${kindOf(kind)}回复`,
      text: `${number ?? kindOf(kind)}未见回复，请补`,
      to: problemPath(problem),
      label: '写回复',
    })),
    ...problems.map(({ id, number, description, name }) => ({
      id: `problem:${id}`,
      title: name,
      kind: '问题退回',
      text: [number, description].filter(Boolean).join('，'),
      to: problemPath(id),
      label: '去处理',
    })),
    ...listings.map(({ id, return_reason, project, name }) => ({
      id: `listing:${id}`,
      title: name,
      kind: '入统退回',
      text: return_reason ?? '没有写明原因',
      to: `/listing/${encodeURIComponent(project)}`,
      label: '去处理',
    })),
  ];
}
