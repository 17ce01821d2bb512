const units: Readonly<Record<string, bigint>> = {
  '': 1n,
  元: 1n,
  万: 10_000n,
  万元: 10_000n,
  亿: 100_000_000n,
  亿元: 100_000_000n,
};

/**
 * Whole yuan of '68000000', '6800万', '6,800万元', '1.2亿'. A number without a unit is yuan. Undefined where it is no amount, is not a
 * whole number of yuan, or is too large to be exact.
 */
export function parseMoney(text: string): number | undefined {
  const plain = text
    .normalize('NFKC')
    .replace(/[\s,，]/g, '')
    .replace(/[−－]/g, '-');
  const match = /^(-?)(\d+)(?:\.(\d+))?(元|万元|万|亿元|亿)?$/.exec(plain);
  if (!match) return undefined;
  const [, sign, whole = '', fraction = '', unit = ''] = match;
  const scaled = BigInt(whole + fraction) * (units[unit] ?? 1n);
  const divisor = 10n ** BigInt(fraction.length);
  if (scaled % divisor !== 0n) return undefined;
  const yuan = Number(scaled / divisor) * (sign ? -1 : 1);
  return Number.isSafeInteger(yuan) ? yuan + 0 : undefined;
}
