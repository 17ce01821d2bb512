interface SoakOptions {
  /** 1 is the full measure, 0.1 a tenth. */
  readonly runs: number;
  readonly seed: number;
  /** 0: no limit. */
  readonly milliseconds: number;
}

/** What `npm run soak` was asked for. */
export const options: SoakOptions = {
  runs: 1,
  seed: 20_180_916,
  milliseconds: 0,
  ...(JSON.parse(process.env.WUBAO_SOAK ?? '{}') as Partial<SoakOptions>),
};

export function countOf(full: number): number {
  return Math.max(1, Math.round(full * options.runs));
}

/** Whether the share of time that this part may take is used up. */
export function deadline(): () => boolean {
  const start = performance.now();
  return () => options.milliseconds > 0 && performance.now() - start > options.milliseconds;
}

/** One line of the report: 部分：甲 1，乙 2. */
export function say(part: string, counts: Readonly<Record<string, number>>): void {
  const text = Object.entries(counts)
    .map(([name, count]) => `${name} ${count.toLocaleString('en')}`)
    .join('，');
  process.stdout.write(`${part}（seed ${options.seed}）：${text}\n`);
}
