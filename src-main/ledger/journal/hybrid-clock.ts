const epoch = Date.UTC(2000, 0, 1);
const counterSize = 4096;

/** A remote clock is adopted only this far ahead of the own wall clock. */
const adoptionLimit = 10 * 60_000;
/** From here on a device's clock is suspect. */
const suspicionLimit = 24 * 3_600_000;

/** (ms since 2000-01-01 UTC) × 4096: a safe integer until 2069. */
export function clockOf(moment: Date): number {
  return (moment.getTime() - epoch) * counterSize;
}

/** Moment of a clock value, ISO 8601 in UTC. Clocks out of range of a date are clamped: they may come from anywhere. */
export function momentOf(clock: number): string {
  const milliseconds = Math.floor(clock / counterSize) + epoch;
  return new Date(Math.min(Math.max(milliseconds, -62_135_596_800_000), 253_402_300_799_000)).toISOString();
}

/** Next clock of this machine: never behind the wall, always ahead of `last`. */
export function nextClock(last: number, now: Date): number {
  return Math.max(last + 1, clockOf(now));
}

/** What this machine's clock becomes after it has seen `remote`. Data is never refused for its clock. */
export function adoptClock(own: number, remote: number, now: Date): number {
  return Math.max(own, Math.min(remote, clockOf(new Date(now.getTime() + adoptionLimit))));
}

export function isSuspect(remote: number, now: Date): boolean {
  return remote > clockOf(new Date(now.getTime() + suspicionLimit));
}
