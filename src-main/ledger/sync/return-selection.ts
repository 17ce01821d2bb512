import type { Database } from 'better-sqlite3';
import { type EntityName, entityNames, entityOf } from '../../../src-shared/entities/entities';
import { concerns, personsOf, type ScopeDevice, type ScopeProject } from '../../../src-shared/rules/sync-scope';
import type { LedgerContext } from '../context';
import { branchId } from '../journal/device-table';
import { linesOf } from '../journal/history';
import { chainAt, segmentLines } from '../journal/stream-reader';
import { Confirmed, type Ranges, rangesOf } from './delivery';
import type { SectionEntry } from './manifest';
import { hasUpTo } from './receipt';
import type { RosterEntry } from './roster';
import { projectsOf } from './trust-countersign';

/** What one recipient shall get. */
export interface ReturnLines {
  readonly sections: readonly SectionEntry[];
  readonly ndjson: Buffer;
  readonly lines: number;
  readonly dots: ReadonlyMap<number, Ranges>;
  /** Hashes of files of attachments that lines among these speak of. */
  readonly files: readonly string[];
}

interface Found {
  readonly device: number;
  readonly seq: number;
  readonly line: Buffer;
}

interface SegmentRow {
  readonly device: number;
  readonly first_line: number;
  readonly line_count: number;
  readonly from_seq: number;
  readonly lines: Buffer;
}

interface RecordRow {
  readonly record: number;
  readonly id: string;
  readonly project?: string | null;
  readonly scope?: string | null;
  readonly device?: string | null;
  readonly role?: ScopeDevice['role'] | null;
  readonly region?: string | null;
  readonly secretary?: string | null;
}

const lineEnd = Buffer.from('\n');

function columnsFor(entity: EntityName): string {
  const { administrative, fields } = entityOf(entity);
  if (administrative) return 'record, id, device, role, region';
  if (entity === 'project') return 'record, id, region, secretary';
  if (fields.scope) return 'record, id, scope';
  return fields.project ? 'record, id, project' : 'record, id';
}

/** Whom a device of the roster is to the rules of scope. */
function scopeOf(entry: RosterEntry): ScopeDevice {
  const { id, person, role, region } = entry;
  return { id, person, role, region, projects: projectsOf(entry) };
}

/**
 * Chooses what goes down to whom (`concerns` of the rules of scope). Made once for a run over many recipients: what is the same for all of them
 * is read once. Lines that wait for a decision are nobody's.
 */
export class ReturnSelection {
  readonly #database: Database;
  readonly #persons: ReadonlySet<string>;
  readonly #projects = new Map<string, ScopeProject>();
  readonly #rows: readonly (readonly [EntityName, readonly RecordRow[]])[];
  readonly #authors = new Map<number, readonly string[]>();

  constructor(readonly context: LedgerContext) {
    const { database } = context;
    this.#database = database;
    this.#persons = personsOf(
      database.prepare("SELECT person FROM device WHERE state IN ('own', 'approved')").all() as { person: string }[],
    );
    this.#rows = entityNames.map(
      (entity) =>
        [entity, database.prepare(`SELECT ${columnsFor(entity)} FROM "${entity}"`).all() as RecordRow[]] as const,
    );
    for (const [entity, rows] of this.#rows)
      if (entity === 'project')
        for (const { id, region = null, secretary = null } of rows) this.#projects.set(id, { id, region, secretary });
  }

  /** With `full` also what the recipient is known to have. */
  of(recipient: RosterEntry, full: boolean): ReturnLines {
    const confirmed = full ? undefined : new Confirmed(this.#database, recipient.number);
    const known = full ? new Map<number, number>() : hasUpTo(this.context, recipient.number);
    const wanted = this.#recordsOf(scopeOf(recipient));
    const found = this.#linesOf(wanted, recipient);
    // Beyond a parting nobody can tell which of the two sides the recipient is: both get both.
    const { after: hers } = this.#partingOf(recipient.number);
    const isKnown = ({ device, seq }: Found) =>
      device === recipient.number ? seq <= hers : seq <= (known.get(device) ?? 0);
    const news = found.filter((one) => !isKnown(one) && !confirmed?.has(one.device, one.seq));
    news.sort((a, b) => a.device - b.device || a.seq - b.seq);
    const byDevice = new Map<number, Found[]>();
    for (const one of news) {
      const lines = byDevice.get(one.device);
      if (lines) lines.push(one);
      else byDevice.set(one.device, [one]);
    }
    return {
      sections: [...byDevice].flatMap(([device, lines]) => this.#sections(device, lines)),
      ndjson: Buffer.concat(news.flatMap(({ line }) => [line, lineEnd])),
      lines: news.length,
      dots: new Map([...byDevice].map(([device, lines]) => [device, rangesOf(lines.map(({ seq }) => seq))])),
      files: this.#filesOf(news).filter((file) => !confirmed?.files.has(file)),
    };
  }

  /** Local numbers of the records that concern a device. */
  #recordsOf(recipient: ScopeDevice): Set<number> {
    const wanted = new Set<number>();
    // Whether an ordinary record of a project concerns it, by the project's id.
    const verdicts = new Map<string, boolean>();
    for (const [entity, rows] of this.#rows)
      for (const row of rows) if (this.#concerns(recipient, entity, row, verdicts)) wanted.add(row.record);
    return wanted;
  }

  #concerns(recipient: ScopeDevice, entity: EntityName, row: RecordRow, verdicts: Map<string, boolean>): boolean {
    const { administrative, fields } = entityOf(entity);
    const ask = (more: Partial<Parameters<typeof concerns>[1]>, authors: readonly string[] = []) =>
      concerns(recipient, { entity, project: null, ...more }, authors, this.#persons);
    if (administrative)
      return ask({ subject: { id: row.device ?? '', role: row.role ?? null, region: row.region ?? null } });
    if (fields.scope) return ask({ scope: row.scope ?? null });
    const id = entity === 'project' ? row.id : row.project;
    if (id === undefined || id === null || id === '') {
      if (ask({})) return true;
      return ask({}, this.#authorsOf(entity, row));
    }
    let verdict = verdicts.get(id);
    if (verdict === undefined) {
      verdict = concerns(
        recipient,
        { entity: 'permit', project: this.#projects.get(id) ?? 'missing' },
        [],
        this.#persons,
      );
      verdicts.set(id, verdict);
    }
    return verdict;
  }

  #authorsOf(entity: EntityName, { record, id }: RecordRow): readonly string[] {
    let authors = this.#authors.get(record);
    if (!authors) {
      authors = [...new Set(linesOf(this.context.journal.core, entity, id).map(({ line }) => line.p))];
      this.#authors.set(record, authors);
    }
    return authors;
  }

  /**
   * Lines of wanted records; and of others those that build on what the recipient wrote: a project that was moved away, a change that was
   * refused. Whoever has said something is told what became of it.
   */
  #linesOf(wanted: ReadonlySet<number>, recipient: RosterEntry): Found[] {
    const touched = new Set(
      this.#database
        .prepare('SELECT DISTINCT p.record FROM posting p JOIN package k ON k.number = p.package WHERE k.device = @id')
        .pluck()
        .all({ id: recipient.id }) as number[],
    );
    const named = Buffer.from(`"${recipient.id}:`);
    const found: Found[] = [];
    const take = (record: number, line: Found) => {
      if (wanted.has(record) || (touched.has(record) && line.line.includes(named))) found.push(line);
    };
    for (const [device, seq, record, line] of this.#database
      .prepare('SELECT device, seq, record, line FROM change')
      .raw()
      .iterate() as Iterable<[number, number, number, Buffer]>)
      take(record, { device, seq, line });
    // By package: which of its lines tell of which record.
    const records = new Map<number, Map<number, number>>();
    for (const [record, bringer, lines] of this.#database
      .prepare('SELECT record, package, lines FROM posting')
      .raw()
      .iterate() as Iterable<[number, number, Buffer]>) {
      if (!wanted.has(record) && !touched.has(record)) continue;
      let byLine = records.get(bringer);
      if (!byLine) {
        byLine = new Map();
        records.set(bringer, byLine);
      }
      for (let offset = 0; offset + 4 <= lines.length; offset += 4) byLine.set(lines.readUInt32LE(offset), record);
    }
    const segments = this.#database.prepare(
      'SELECT device, first_line, line_count, from_seq, lines FROM segment WHERE package = @bringer',
    );
    for (const [bringer, byLine] of records)
      for (const segment of segments.iterate({ bringer }) as Iterable<SegmentRow>) this.#pick(segment, byLine, take);
    return found;
  }

  #pick(segment: SegmentRow, byLine: ReadonlyMap<number, number>, take: (record: number, line: Found) => void): void {
    const { device, first_line, line_count, from_seq } = segment;
    let lines: Buffer[] | undefined;
    for (let index = 0; index < line_count; index += 1) {
      const record = byLine.get(first_line + index);
      if (record === undefined) continue;
      lines ??= segmentLines(segment.lines);
      take(record, { device, seq: from_seq + index, line: lines[index] as Buffer });
    }
  }

  /** One section, or two where the device's stream parted: what lies beyond the parting bears the name of its side. */
  #sections(number: number, lines: readonly Found[]): SectionEntry[] {
    const { core } = this.context.journal;
    const row = core.devices.byNumber(number);
    const { person, unit } = row;
    const who = { ...(person ? { person } : {}), ...(unit ? { unit } : {}) };
    if (row.branch_of !== null)
      return [
        {
          device: row.id,
          branch: { of: core.devices.id(row.branch_of), after: row.branch_after ?? 0 },
          lines: lines.length,
          ...who,
        },
      ];
    const { after, name } = this.#partingOf(number);
    const beyond = name === undefined ? 0 : lines.filter(({ seq }) => seq > after).length;
    const plain = { device: row.id, branch: null, lines: lines.length - beyond, ...who };
    const side = { device: name ?? '', branch: { of: row.id, after }, lines: beyond, ...who };
    return [plain, side].filter((section) => section.lines > 0);
  }

  /** Up to which seq a device's stream is one, and the name of its own continuation beyond; infinite where nothing parted. */
  #partingOf(number: number): { after: number; name: string | undefined } {
    const { core } = this.context.journal;
    const row = core.devices.byNumber(number);
    const partings = core.devices.branchesOf(number).map(({ branch_after }) => branch_after ?? 0);
    if (row.branch_name !== null) partings.push(row.branch_after ?? 0);
    const after = Math.min(...partings);
    const name = row.high_water > after ? branchId(row.id, chainAt(core, row, after + 1)) : undefined;
    return { after, name: row.branch_name ?? name };
  }

  #filesOf(lines: readonly Found[]): string[] {
    const mark = Buffer.from('"sha256"');
    const named = lines.flatMap(({ line }) => {
      if (!line.includes(mark)) return [];
      const { e, r } = JSON.parse(line.toString('utf8')) as { e: string; r: string };
      return e === 'attachment' ? [r] : [];
    });
    const find = this.#database
      .prepare('SELECT sha256 FROM attachment WHERE id = @id AND deleted <> 1 AND sha256 IS NOT NULL')
      .pluck();
    return [...new Set(named)].flatMap((id) => (find.get({ id }) as string | undefined) ?? []);
  }
}
