import type { Database } from 'better-sqlite3';
import type { Device } from '../../../src-shared/contract/trust-methods';
import type { Handler } from '../handler';
import { openCells } from '../journal/conflicts';
import { clockOf } from '../journal/hybrid-clock';
import { fingerprint, keyIdOf } from './device-key';
import { packageNumber } from './package-name';
import { Roster, type RosterEntry } from './roster';
import { projectsOf } from './trust-countersign';

/** From this many days on a device that reported once is named as late, and from the second figure on it needs attention. */
const lateAfter = 3;
const veryLateAfter = 15;

interface LastReport {
  readonly device: number;
  readonly name: string;
  readonly at: string;
}

interface Waiting {
  readonly device: string;
  readonly name: string;
  readonly state: 'held' | 'quarantined';
  readonly from_seq: number | null;
}

/** The newest merged report of every device; one that went onto a branch is the branch's. */
function lastReports(database: Database): Map<number, LastReport> {
  const reports = database
    .prepare(
      `SELECT coalesce((SELECT s.device FROM segment s WHERE s.package = p.number LIMIT 1), d.number) AS device, p.name, p.at
       FROM package p JOIN device d ON d.id = p.device WHERE p.direction = 'in' AND p.kind = 'report' AND p.state = 'merged' ORDER BY p.number`,
    )
    .all() as LastReport[];
  const last = new Map<number, LastReport>();
  for (const report of reports) {
    const present = last.get(report.device);
    if (!present || present.at <= report.at) last.set(report.device, report);
  }
  return last;
}

/** Open conflicts by device: cells in whose heads it stands, where these do not agree and a person can decide. */
function conflictCounts(database: Database): Map<number, number> {
  return new Map(
    database
      .prepare(
        `SELECT h.device, count(*) FROM (SELECT DISTINCT record, cell, device FROM head) h
         JOIN (${openCells}) c ON c.record = h.record AND c.cell = h.cell
         GROUP BY h.device`,
      )
      .raw()
      .all() as [number, number][],
  );
}

function daysBetween(day: string, today: string): number {
  return Math.round((Date.parse(`${today}T00:00:00Z`) - Date.parse(`${day}T00:00:00Z`)) / 86_400_000);
}

/** What lies between the last merged package and the first that waits, by the numbers in their names, else by changes. */
function missingWords(entry: RosterEntry, last: LastReport | undefined, held: Waiting): string {
  const [before, after] = [packageNumber(last?.name ?? '-0000.wubao'), packageNumber(held.name)];
  const padded = (number: number) => String(number).padStart(4, '0');
  if (before !== undefined && after !== undefined && after - before > 1) {
    return after - before === 2 ? `缺 ${padded(before + 1)}` : `缺 ${padded(before + 1)} 至 ${padded(after - 1)}`;
  }
  return `缺第 ${entry.high_water + 1} 至 ${(held.from_seq ?? 1) - 1} 处`;
}

interface Facts {
  readonly entry: RosterEntry;
  readonly last: LastReport | undefined;
  readonly waiting: readonly Waiting[];
  readonly forked: boolean;
  readonly conflicts: number;
  readonly today: string;
  /** This machine's wall clock, as a clock value. */
  readonly now: number;
}

/** The state column of the sync page: the gravest thing first. */
function wordsFor({ entry, last, waiting, forked, conflicts, today, now }: Facts): {
  note: string;
  severity: Device['severity'];
} {
  const attention = (note: string) => ({ note, severity: 'attention' as const });
  if (entry.state === 'own') return { note: '本机', severity: 'ok' };
  if (entry.state === 'revoked')
    return {
      note: waiting.some(({ state }) => state === 'quarantined') ? '已停用，又来过包，隔离' : '已停用',
      severity: 'info',
    };
  if (entry.state === 'pending')
    return attention(
      entry.replaces !== null
        ? '换了钥匙，待批准'
        : waiting.some(({ state }) => state === 'quarantined')
          ? '待批准，来包已隔离'
          : '待批准',
    );
  if (forked || entry.enrol_again !== 0) return attention('分叉，请重新登记');
  const held = waiting
    .filter(({ state, from_seq }) => state === 'held' && from_seq !== null)
    .sort((a, b) => (a.from_seq ?? 0) - (b.from_seq ?? 0))[0];
  if (held) return attention(`${missingWords(entry, last, held)}，待接续`);
  if (waiting.some(({ state }) => state === 'quarantined')) return attention('隔离');
  if (entry.clock_suspect !== 0 && entry.clock > now) return attention('时钟快一天以上，请校准');
  if (waiting.some(({ state }) => state === 'held')) return attention('等升级程序后并入');
  if (!last) return { note: '还没有报过', severity: 'info' };
  const days = daysBetween(last.at.slice(0, 10), today);
  if (days >= veryLateAfter) return attention(`${days} 天未报`);
  if (conflicts > 0) return { note: `冲突 ${conflicts} 处`, severity: 'info' };
  if (days >= lateAfter) return { note: `${days} 天未报`, severity: 'info' };
  return { note: entry.high_water > entry.receipt ? '已合并，待回执' : '已合并', severity: 'ok' };
}

const order: Readonly<Record<Device['severity'], number>> = { attention: 0, info: 1, ok: 2 };

/** State as the contract names it: a branch is trusted as the device that it left. */
function stateOf(entry: RosterEntry, origin: RosterEntry): Device['state'] | undefined {
  const { state } = origin;
  if (state === 'stranger' || state === 'fork') return undefined;
  return state === 'own' && entry.state === 'fork' ? 'approved' : state;
}

/** See `devices.list`: this machine first, then what needs attention. */
export const listDevices: Handler<'devices.list'> = ({ database, clock }) => {
  const entries = new Roster(database).list();
  const byNumber = new Map(entries.map((entry) => [entry.number, entry]));
  const last = lastReports(database);
  const conflicts = conflictCounts(database);
  const forked = new Set(entries.flatMap((entry) => (entry.branch_of === null ? [] : [entry.branch_of, entry.number])));
  const waiting = database
    .prepare(
      "SELECT device, name, state, from_seq FROM package WHERE direction = 'in' AND state IN ('held', 'quarantined') AND device <> ''",
    )
    .all() as Waiting[];
  const today = clock.today();
  const now = clockOf(clock.now());
  const devices = entries.flatMap((entry): Device[] => {
    const origin = byNumber.get(entry.branch_of ?? entry.number) ?? entry;
    const state = stateOf(entry, origin);
    if (!state || !origin.public_key) return [];
    const report = last.get(entry.number);
    const count = conflicts.get(entry.number) ?? 0;
    const facts = {
      entry,
      last: report,
      waiting: waiting.filter(({ device }) => device === entry.id),
      forked: forked.has(entry.number),
      conflicts: count,
      today,
      now,
    };
    return [
      {
        id: entry.id,
        person: entry.person,
        unit: entry.unit,
        region: entry.region,
        role: entry.role,
        fingerprint: fingerprint(origin.public_key),
        keyId: keyIdOf(origin.public_key),
        recipient: origin.recipient,
        state,
        projects: projectsOf(origin),
        revokedAfter: origin.revoked_after,
        enrolAgain: origin.enrol_again === 1,
        replaces: origin.replaces,
        changes: entry.high_water,
        lastPackage: report?.name ?? null,
        lastReport: report?.at.slice(0, 10) ?? null,
        conflicts: count,
        ...wordsFor(facts),
      },
    ];
  });
  return devices.sort(
    (a, b) =>
      Number(b.state === 'own') - Number(a.state === 'own') ||
      order[a.severity] - order[b.severity] ||
      (a.id < b.id ? -1 : 1),
  );
};
