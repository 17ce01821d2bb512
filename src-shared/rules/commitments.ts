import { city, regionName, regions } from '../catalogues/regions';
import { type Commitment, commitment } from '../entities/commitment';
import { daysBetween } from './dates';
import { rate } from './indicators';

/** What decides where a commitment stands. */
export type CommitmentState = Pick<Commitment, 'state' | 'due' | 'done_on'>;

/**
 * Where it stands at the end of nothing but a day: `overdue` from the day after its limit. `late`: done after its limit, or nobody wrote on
 * which day it was done.
 */
export type Standing = 'open' | 'overdue' | 'done' | 'late' | 'dropped';

export const standingLabels: Readonly<Record<Standing, string>> = {
  open: '进行中',
  overdue: '逾期',
  done: '按期完成',
  late: '超期完成',
  dropped: '已取消',
};

export function standingOn({ state, due, done_on: doneOn }: CommitmentState, day: string): Standing {
  if (state === 'dropped') return 'dropped';
  // What was done later than the day was still open on it.
  if (state === 'done' && (doneOn === null || doneOn <= day))
    return doneOn !== null && (due === null || doneOn <= due) ? 'done' : 'late';
  return due !== null && due < day ? 'overdue' : 'open';
}

/** Days over the limit: so far of what is overdue, in the end of what was done late; 0 else. */
export function daysOver(commitment: CommitmentState, day: string): number {
  const { due, done_on: doneOn } = commitment;
  if (due === null) return 0;
  const standing = standingOn(commitment, day);
  if (standing === 'overdue') return daysBetween(due, day);
  return standing === 'late' && doneOn !== null ? daysBetween(due, doneOn) : 0;
}

/** A region's list as its superior counts it. What was dropped is no part of any of them. */
export interface CommitmentCounts {
  readonly total: number;
  /** Done, whenever. */
  readonly done: number;
  readonly overdue: number;
  /** Whose limit has passed, and those of today that are done: the denominator of the carry-out rate. */
  readonly due: number;
  /** Of them those that were done within their limit: its numerator. */
  readonly onTime: number;
  /** 兑现率 0…1; null where nothing was due. */
  readonly rate: number | null;
}

export function commitmentCounts(commitments: readonly CommitmentState[], day: string): CommitmentCounts {
  let [total, done, overdue, due, onTime] = [0, 0, 0, 0, 0];
  for (const one of commitments) {
    const standing = standingOn(one, day);
    if (standing === 'dropped') continue;
    total += 1;
    const isDone = standing === 'done' || standing === 'late';
    if (isDone) done += 1;
    if (standing === 'overdue') overdue += 1;
    if (one.due === null || one.due > day || (one.due === day && !isDone)) continue;
    due += 1;
    if (standing === 'done') onTime += 1;
  }
  return { total, done, overdue, due, onTime, rate: rate(onTime, due) };
}

const kindLabels = new Map<string, string>(commitment.fields.kind.choices.map(({ code, label }) => [code, label]));

export function commitmentKindLabel(kind: string | null): string {
  return kind === null ? '' : (kindLabels.get(kind) ?? kind);
}

/** Place of a commitment's region in the lists: the catalogue's, the city's own before them, unknown ones last. */
export function placeOfRegion(code: string): number {
  if (code === cityCommitments) return -1;
  const place = regions.findIndex((region) => region.code === code);
  return place < 0 ? regions.length : place;
}

/** `scope` of what the city's own departments are to do. */
export const cityCommitments = 'city';

/** '市直部门' of the city's own list, else the name of the region. */
export function commitmentPlace(scope: string): string {
  return scope === cityCommitments || scope === city.code ? '市直部门' : regionName(scope);
}

/** Sentences about one commitment that does not fit together. They never block. */
export function commitmentDoubts({ month, due, done_on: doneOn, state, person, unit }: Partial<Commitment>): string[] {
  return [
    ...(state === 'done' && !doneOn ? ['没有填完成日期，不计入按期兑现'] : []),
    ...(state === 'open' && doneOn ? ['填了完成日期，状态还是进行中'] : []),
    ...(due && month && due < `${month}-01` ? ['完成时限早于方案月份'] : []),
    ...(person || unit ? [] : ['没有写责任人和责任单位']),
  ];
}
