export interface Share {
  readonly weight: number;
  readonly least: number;
  readonly most: number;
}

/**
 * Splits a whole number into whole shares, in proportion to the weights as far as the bounds allow, so that they add up to it exactly.
 * Throws RangeError where the bounds leave no solution.
 */
export function apportion(total: number, shares: readonly Share[]): number[] {
  const least = shares.reduce((sum, share) => sum + share.least, 0);
  const most = shares.reduce((sum, share) => sum + share.most, 0);
  if (total < least || total > most) throw new RangeError(`cannot split ${total} between ${least} and ${most}`);
  const exact = boundedShares(total, shares);
  const whole = exact.map((value, index) => Math.max(shares[index]?.least ?? 0, Math.floor(value + 1e-9)));
  let rest = total - whole.reduce((sum, value) => sum + value, 0);
  // The largest fractions get what rounding left over; a share that reached its bound passes it on.
  const order = exact.map((_, index) => index).sort((a, b) => fraction(exact[b]) - fraction(exact[a]) || a - b);
  while (rest !== 0) {
    const step = Math.sign(rest);
    const before = rest;
    for (const index of order) {
      if (rest === 0) break;
      const value = (whole[index] ?? 0) + step;
      const share = shares[index];
      if (!share || value < share.least || value > share.most) continue;
      whole[index] = value;
      rest -= step;
    }
    if (rest === before) throw new RangeError('the bounds are not whole numbers');
  }
  return whole;
}

const fraction = (value = 0) => value - Math.floor(value);

/** Proportional shares with bounds: those that would leave them are fixed at the bound, the others split what is left. */
function boundedShares(total: number, shares: readonly Share[]): number[] {
  const fixed = new Map<number, number>();
  for (;;) {
    let rest = total;
    for (const value of fixed.values()) rest -= value;
    const open = shares.map((share, index) => ({ share, index })).filter(({ index }) => !fixed.has(index));
    const weights = open.reduce((sum, { share }) => sum + share.weight, 0);
    const wanted = (weight: number) => (weights > 0 ? (rest * weight) / weights : 0);
    // Only one kind of bound is fixed in a round, the one that is hurt more, or a share could be fixed wrongly.
    let over = 0;
    let under = 0;
    for (const { share } of open) {
      const value = wanted(share.weight);
      if (value > share.most) over += value - share.most;
      if (value < share.least) under += share.least - value;
    }
    if (over === 0 && under === 0) return shares.map((share, index) => fixed.get(index) ?? wanted(share.weight));
    for (const { share, index } of open) {
      const value = wanted(share.weight);
      if (over >= under && value > share.most) fixed.set(index, share.most);
      if (under > over && value < share.least) fixed.set(index, share.least);
    }
  }
}
