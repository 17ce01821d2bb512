import type { ChangeAuthor, ShiftedProject } from '../../../src-shared/contract/bulletin-methods';
import type { HistoryEntry } from '../../../src-shared/contract/record-methods';
import type { EntityName } from '../../../src-shared/entities/entities';
import { dependsOn } from '../../../src-shared/rules/project-shifts';
import type { LedgerContext } from '../context';
import { historyOf, unpackOnce } from '../journal/history';
import type { JournalCore } from '../journal/journal';
import { splitDot } from '../journal/line';
import { readLine } from '../journal/renamed-fields';
import { segmentLines } from '../journal/stream-reader';
import type { StreamEnd } from './bulletin-frozen';

/** Changes after one freeze and, where there is a later one, up to it. */
export interface Between {
  readonly from: readonly StreamEnd[];
  readonly to: readonly StreamEnd[] | null;
}

/** Which of a project's progress may have moved its figures: months 'YYYY-MM' from … up to and including … */
export interface Months {
  readonly from: string;
  readonly to: string;
}

const related = ['progress', 'listing', 'permit'] as const;

/** Last seq of each device that is not between any more. */
function boundsOf({ from, to }: Between) {
  const first = new Map(from.map(({ device, seq }) => [device, seq]));
  const last = to && new Map(to.map(({ device, seq }) => [device, seq]));
  return (device: string) => ({
    after: first.get(device) ?? 0,
    upTo: last ? (last.get(device) ?? 0) : Number.MAX_SAFE_INTEGER,
  });
}

/** Reads of each project what changed between and can have moved its figures, newest first, each segment of the journal unpacked once. */
export function changesReader({ database, journal }: Pick<LedgerContext, 'database' | 'journal'>, between: Between) {
  const bounds = boundsOf(between);
  const unpack = unpackOnce();
  const records = {
    progress: database
      .prepare('SELECT id FROM progress WHERE project = @project AND month BETWEEN @from AND @to')
      .pluck(),
    listing: database.prepare('SELECT id FROM listing WHERE project = @project').pluck(),
    permit: database.prepare('SELECT id FROM permit WHERE project = @project').pluck(),
  };
  const isBetween = ({ dot }: HistoryEntry) => {
    const { device, seq } = splitDot(dot);
    const { after, upTo } = bounds(device);
    return seq > after && seq <= upTo;
  };
  return (project: ShiftedProject, year: number, months: Months): { changes: HistoryEntry[]; reasons: string[] } => {
    const changes: HistoryEntry[] = [];
    const reasons = new Set<string>();
    const read = (entity: EntityName, id: string) => {
      const entries = historyOf(journal.core, entity, id, undefined, unpack).filter(isBetween);
      const moving = entries.filter((entry) => entry.review !== 'open' && dependsOn(project, year, entry));
      changes.push(...moving);
      // A reason stands in the change itself, or was the word with which somebody settled a conflict.
      const dots = new Set(moving.map(({ dot }) => dot));
      for (const entry of entries)
        if (reasonFields.has(entry.field) && typeof entry.to === 'string' && dots.has(entry.dot)) reasons.add(entry.to);
    };
    read('project', project.id);
    for (const entity of related) {
      if (!dependsOn(project, year, { entity, field: 'deleted' })) continue;
      const ids = records[entity].all({ project: project.id, ...(entity === 'progress' ? months : {}) }) as string[];
      for (const id of ids) read(entity, id);
    }
    changes.sort((a, b) => b.clock - a.clock || (a.dot < b.dot ? 1 : -1));
    return { changes, reasons: [...reasons] };
  };
}

const reasonFields: ReadonlySet<string> = new Set(['correction_reason', 'lifecycle_reason', 'return_reason']);

interface StoredLine {
  readonly line: Buffer;
  readonly package: string | null;
}

/** Every line of a device between two of its seqs, with the file that brought it. */
function* linesBetween(core: JournalCore, number: number, after: number, upTo: number): Generator<StoredLine> {
  const range = { number, after, upTo };
  for (const line of core.database
    .prepare('SELECT line FROM change WHERE device = @number AND seq > @after AND seq <= @upTo')
    .pluck()
    .iterate(range) as Iterable<Buffer>)
    yield { line, package: null };
  const segments = core.database
    .prepare(
      'SELECT s.from_seq, s.lines, k.name FROM segment s JOIN package k ON k.number = s.package WHERE s.device = @number AND s.from_seq <= @upTo AND s.from_seq + s.line_count > @after + 1',
    )
    .all(range) as { from_seq: number; lines: Buffer; name: string }[];
  for (const { from_seq: first, lines, name } of segments)
    for (const [index, line] of segmentLines(lines).entries())
      if (first + index > after && first + index <= upTo) yield { line, package: name };
}

/** Of each project that moved, who wrote something between that its figures depend on; one entry a person, machine and package. */
export function authorsOf(
  { database, journal }: Pick<LedgerContext, 'database' | 'journal'>,
  between: Between,
  shifted: readonly ShiftedProject[],
  year: number,
): Map<string, ChangeAuthor[]> {
  const wanted = new Map(shifted.map((project) => [project.id, project]));
  const authors = new Map<string, Map<string, ChangeAuthor>>();
  if (wanted.size === 0) return new Map();
  const bounds = boundsOf(between);
  const projectOf = Object.fromEntries(
    related.map((entity) => [entity, database.prepare(`SELECT project FROM ${entity} WHERE id = @id`).pluck()]),
  );
  const devices = database.prepare('SELECT number, id, unit FROM device').all() as {
    number: number;
    id: string;
    unit: string;
  }[];
  for (const device of devices) {
    const { after, upTo } = bounds(device.id);
    for (const stored of linesBetween(journal.core, device.number, after, upTo)) {
      const line = readLine(stored.line);
      const id = line.e === 'project' ? line.r : projectOf[line.e]?.get({ id: line.r });
      const project = typeof id === 'string' ? wanted.get(id) : undefined;
      if (!project || !Object.keys(line.set).some((field) => dependsOn(project, year, { entity: line.e, field })))
        continue;
      const known = authors.get(project.id) ?? new Map<string, ChangeAuthor>();
      authors.set(project.id, known);
      known.set(`${line.p} ${device.id} ${stored.package ?? ''}`, {
        person: line.p,
        unit: device.unit,
        device: device.id,
        package: stored.package,
      });
    }
  }
  return new Map([...authors].map(([id, known]) => [id, [...known.values()]]));
}
