/** Twelve shares of a year's work by month, in per cent; they add up to 100. */
export type MonthShares = readonly number[];

/** 序时进度 by the calendar: every month the twelfth part. */
export const linearShares: MonthShares = Array.from({ length: 12 }, () => 100 / 12);

/** Where building stops from November to March (Jilin): the year's work lies between April and October. A preset, settings change it. */
export const winterShares: MonthShares = [0, 0, 2, 10, 14, 16, 16, 16, 14, 9, 2, 1];

/** Whether twelve shares, none below 0, make a whole year. Typed with decimals they may miss 100 by the noise of binary fractions. */
export function areWhole(shares: MonthShares): boolean {
  return (
    shares.length === 12 &&
    shares.every((share) => share >= 0) &&
    Math.abs(shares.reduce((sum, share) => sum + share, 0) - 100) < 0.005
  );
}

export function isLinear(shares: MonthShares): boolean {
  return shares.every((share) => Math.abs(share - 100 / 12) < 0.005);
}

/** Part of the year's work that is due at a half-month's end, 0…1: the months before it, and this one wholly or by half. */
export function dueShare(shares: MonthShares, month: number, half: 1 | 2): number {
  // The calendar's own twelfths stay exact.
  if (shares === linearShares) return (half === 1 ? month - 0.5 : month) / 12;
  if (month === 12 && half === 2) return 1;
  const before = shares.slice(0, month - 1).reduce((sum, share) => sum + share, 0);
  const due = before + (shares[month - 1] ?? 0) * (half === 1 ? 0.5 : 1);
  return Math.min(1, Math.round(due * 1e9) / 1e11);
}
