/** The only source of time in the ledger: the system's, `WUBAO_NOW` on the command line, or the fixed day of a demonstration. */
export interface Clock {
  now(): Date;
  /** Today in China (UTC+8), `YYYY-MM-DD`. */
  today(): string;
}

const beijingOffset = 8 * 3_600_000;

/** Day in China of a moment, `YYYY-MM-DD`. */
export function beijingDay(moment: Date): string {
  return new Date(moment.getTime() + beijingOffset).toISOString().slice(0, 10);
}

/** ISO 8601 with China's offset, as manifests and documents carry it. */
export function beijingTimestamp(moment: Date): string {
  return `${new Date(moment.getTime() + beijingOffset).toISOString().slice(0, 19)}+08:00`;
}

export function systemClock(): Clock {
  return { now: () => new Date(), today: () => beijingDay(new Date()) };
}

/** A clock that starts at `start` and goes on with the system's, so that order within a run is kept. Throws RangeError on a bad date. */
export function shiftedClock(start: string): Clock {
  const begin = new Date(start).getTime();
  if (Number.isNaN(begin)) throw new RangeError(`not a date: ${start}`);
  const since = performance.now();
  const now = () => new Date(begin + Math.floor(performance.now() - since));
  return { now, today: () => beijingDay(now()) };
}
