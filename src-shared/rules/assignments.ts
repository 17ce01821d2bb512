import { assignments as planned, regionCode, regionName, regions } from '../catalogues/regions';
import type { Assignment } from '../entities/assignment';
import { formatDate } from '../terms/format';
import { addDays } from './dates';
import type { LeaderOf } from './slices';

/** What the rules read of a record of 包保分工. */
export type AssignmentRecord = Pick<Assignment, 'leader' | 'post' | 'region' | 'since' | 'until'> & {
  readonly id: string;
};

/** A leader with the regions in his charge on a day. */
export interface Leader {
  readonly leader: string;
  readonly post: string | null;
  /** Codes, in the order of the catalogue. */
  readonly regions: readonly string[];
}

interface Charge {
  readonly leader: string;
  readonly post: string | null;
}

const firstDay = '0000-00-00';
const lastDay = '9999-99-99';

/** Charges of the plan (section 二(一)) by region code, and the place of each leader in it. */
const ofPlan = new Map<string, Charge>();
for (const { leader, post, regions: names } of planned)
  for (const name of names) {
    const code = regionCode(name);
    if (code !== undefined) ofPlan.set(code, { leader, post });
  }
const placeInPlan = new Map(planned.map(({ leader }, index) => [leader, index]));
const postInPlan = new Map(planned.map(({ leader, post }) => [leader, post]));

const beginOf = ({ since }: AssignmentRecord) => since ?? firstDay;
const endOf = ({ until }: AssignmentRecord) => until ?? lastDay;

/** Records that can hold at all, by region. */
function byRegion(records: readonly AssignmentRecord[]): Map<string, AssignmentRecord[]> {
  const grouped = new Map<string, AssignmentRecord[]>();
  for (const record of records) {
    if (record.region === null || !record.leader || endOf(record) < beginOf(record)) continue;
    const own = grouped.get(record.region);
    if (own) own.push(record);
    else grouped.set(record.region, [record]);
  }
  return grouped;
}

function chargeOf(region: string, own: readonly AssignmentRecord[], day: string): Charge | undefined {
  let holds: AssignmentRecord | undefined;
  let spoken = false;
  for (const record of own) {
    if (beginOf(record) > day) continue;
    spoken = true;
    if (endOf(record) < day) continue;
    // The later start wins; of two of the same day the later record, whose id is the greater one.
    const isLater = holds === undefined || beginOf(record) > beginOf(holds);
    if (isLater || (holds && beginOf(record) === beginOf(holds) && record.id > holds.id)) holds = record;
  }
  if (holds?.leader) return { leader: holds.leader, post: holds.post ?? postInPlan.get(holds.leader) ?? null };
  return spoken ? undefined : ofPlan.get(region);
}

/**
 * Who is in charge of a region on a day ('YYYY-MM-DD'). The plan's leader holds until the first record of the region begins; after a record
 * has ended without another one nobody is, for who has left does not come back by himself. Asked for once and kept for many projects.
 */
export function leadersByRegion(records: readonly AssignmentRecord[], day: string): LeaderOf {
  const own = byRegion(records);
  const charges = new Map<string, string>();
  for (const { code } of regions) {
    const charge = chargeOf(code, own.get(code) ?? [], day);
    if (charge) charges.set(code, charge.leader);
  }
  return (region) => charges.get(region);
}

export function leaderOn(records: readonly AssignmentRecord[], region: string, day: string): string | undefined {
  return chargeOf(region, byRegion(records).get(region) ?? [], day)?.leader;
}

/** Leaders of the plan in its order, then others in the order of their first region. */
export function leadersOn(records: readonly AssignmentRecord[], day: string): Leader[] {
  const own = byRegion(records);
  const found = new Map<string, { leader: string; post: string | null; regions: string[] }>();
  for (const { code } of regions) {
    const charge = chargeOf(code, own.get(code) ?? [], day);
    if (!charge) continue;
    const known = found.get(charge.leader);
    if (known) {
      known.regions.push(code);
      known.post ??= charge.post;
    } else found.set(charge.leader, { ...charge, regions: [code] });
  }
  const place = ({ leader }: Leader) => placeInPlan.get(leader) ?? planned.length;
  return [...found.values()].sort((a, b) => place(a) - place(b));
}

/** Codes of the regions in a leader's charge on a day, in the order of the catalogue. */
export function regionsOf(records: readonly AssignmentRecord[], leader: string, day: string): readonly string[] {
  return leadersOn(records, day).find((one) => one.leader === leader)?.regions ?? [];
}

/** A stretch of time in which one leader has a region, as the table of the settings shows it. */
export interface Term {
  readonly region: string;
  /** Null where nobody has it. */
  readonly leader: string | null;
  readonly post: string | null;
  /** Null: from the beginning, without end. */
  readonly since: string | null;
  readonly until: string | null;
  /** Where it comes from: the plan, or the record with this id. */
  readonly record: string | null;
}

/** Who had a region when, from the beginning to the end of time without a gap: the very answers of `leaderOn`. */
export function termsOf(records: readonly AssignmentRecord[], region: string): Term[] {
  const own = byRegion(records).get(region) ?? [];
  const starts = new Set([firstDay]);
  for (const record of own) {
    starts.add(beginOf(record));
    if (record.until !== null) starts.add(addDays(record.until, 1));
  }
  const days = [...starts].sort();
  const terms: Term[] = [];
  days.forEach((day, index) => {
    const next = days[index + 1];
    const charge = chargeOf(region, own, day);
    const holding = own
      .filter((record) => beginOf(record) <= day && endOf(record) >= day)
      .sort((a, b) => beginOf(b).localeCompare(beginOf(a)) || b.id.localeCompare(a.id))[0];
    const term: Term = {
      region,
      leader: charge?.leader ?? null,
      post: charge?.post ?? null,
      since: day === firstDay ? null : day,
      until: next === undefined ? null : addDays(next, -1),
      record: holding?.id ?? null,
    };
    const before = terms.at(-1);
    if (before && before.record === term.record && before.leader === term.leader)
      terms[terms.length - 1] = { ...before, until: term.until };
    else terms.push(term);
  });
  return terms;
}

/** A sentence about records that disagree or leave somebody out. It never blocks. */
export interface AssignmentDoubt {
  readonly region: string;
  readonly sentence: string;
}

/** '甲（2018年3月1日起）', '乙（2018年6月1日至2018年6月30日）'. */
function span({ leader, since, until }: AssignmentRecord): string {
  const [from, to] = [since && formatDate(since), until && formatDate(until)];
  if (from) return `${leader}（${from}${to ? `至${to}` : '起'}）`;
  return `${leader}（${to ? `至${to}` : '一直'}）`;
}

/** Records that overlap, that end before they begin, and regions that nobody has on a day. */
export function assignmentDoubts(records: readonly AssignmentRecord[], today: string): AssignmentDoubt[] {
  const doubts: AssignmentDoubt[] = [];
  for (const record of records)
    if (record.region !== null && endOf(record) < beginOf(record))
      doubts.push({
        region: record.region,
        sentence: `${regionName(record.region)}：${record.leader ?? ''}的截止日期早于开始日期，这一条不起作用`,
      });
  const grouped = byRegion(records);
  for (const { code, name } of regions) {
    const own = (grouped.get(code) ?? []).sort(
      (a, b) => beginOf(a).localeCompare(beginOf(b)) || a.id.localeCompare(b.id),
    );
    own.forEach((later, index) => {
      for (const earlier of own.slice(0, index))
        if (endOf(earlier) >= beginOf(later))
          doubts.push({
            region: code,
            sentence: `${name}：${span(earlier)}与${span(later)}时间重叠，重叠期间按后开始的${later.leader}算`,
          });
    });
    if (chargeOf(code, own, today) === undefined) doubts.push({ region: code, sentence: `${name}：今天没有包保领导` });
  }
  return doubts;
}

/** A leader takes regions over from a day on. */
export interface Takeover {
  readonly regions: readonly string[];
  readonly leader: string;
  readonly post: string | null;
  readonly since: string;
}

export type AssignmentEdit =
  | { readonly id: string; readonly set: Partial<Record<'leader' | 'post' | 'until', string | null>> }
  | {
      readonly id: null;
      readonly set: Record<'leader' | 'region' | 'since', string> & Record<'post' | 'until', string | null>;
    };

/**
 * Edits of a change of leader: what was holds until the day before, and what was arranged for later stays. One who begins on the very day of
 * a record that is there takes its place, for then somebody corrects what was typed.
 */
export function takeoverEdits(records: readonly AssignmentRecord[], takeover: Takeover): AssignmentEdit[] {
  const { leader, post, since } = takeover;
  const grouped = byRegion(records);
  return takeover.regions.flatMap((region): AssignmentEdit[] => {
    const own = grouped.get(region) ?? [];
    const same = own.find((record) => record.since === since);
    if (same) return [{ id: same.id, set: { leader, post } }];
    const later = own.map(beginOf).filter((begin) => begin > since);
    const next = later.sort()[0];
    return [
      ...own
        .filter((record) => beginOf(record) < since && endOf(record) >= since)
        .map(({ id }) => ({ id, set: { until: addDays(since, -1) } })),
      { id: null, set: { leader, post, region, since, until: next === undefined ? null : addDays(next, -1) } },
    ];
  });
}
