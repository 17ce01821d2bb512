import type { Line } from '../../src-main/ledger/journal/line';
import { regions } from '../../src-shared/catalogues/regions';
import type { Field } from '../../src-shared/entities/field';
import { project } from '../../src-shared/entities/project';

/** Twenty devices with 500 projects each, 25 columns, 5,000 edits of 1–4 columns a device; one edit in ten hits somebody else's project. */
export const shape = { devices: 20, rows: 500, edits: 5000 };

const characters =
  '的项目建设工程完成资金到位审批土地征收拆迁施工单位监理投资进度计划年度月份困难问题协调解决推进落实责任领导小组县区市发改委财政局自然资源局住建交通水利能源环评可研初设招标合同开工竣工验收报告材料补充说明因天气影响延期预计下月恢复';

export const columns = [
  'code',
  'name',
  'owner',
  'industry',
  'region',
  'nature',
  'total_investment',
  'fixed_investment',
  'completed_before_year',
  'agreed_amount',
  'paid_in_amount',
  'planned_start',
  'actual_start',
  'planned_finish',
  'actual_finish',
  'lifecycle',
  'scale',
  'note',
  'address',
  'contact',
  'phone',
  'responsible_unit',
  'lead_department',
  'patron',
  'secretary',
] as const satisfies readonly (keyof typeof project.fields)[];

/** Deterministic numbers in 0…1 (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const whole = (random: () => number, most: number) => Math.floor(random() * most);
const textOf = (random: () => number, length: number) =>
  Array.from({ length }, () => characters[whole(random, characters.length)]).join('');

/** A value of a column, as long as the column's words usually are. */
export function cellValue(random: () => number, column: (typeof columns)[number]): string | number {
  const field: Field = project.fields[column];
  switch (field.kind) {
    case 'money':
      return whole(random, 1e9) * 100;
    case 'day_or_month':
      return `202${4 + whole(random, 4)}-${String(1 + whole(random, 12)).padStart(2, '0')}-${String(1 + whole(random, 28)).padStart(2, '0')}`;
    case 'choice':
      return field.choices?.[whole(random, field.choices.length)]?.code ?? '';
    case 'region':
      return regions[whole(random, regions.length)]?.code ?? '';
    case 'long_text':
      return textOf(random, 15 + whole(random, 45));
    default:
      return column === 'name' ? textOf(random, 10 + whole(random, 14)) : textOf(random, 3 + whole(random, 9));
  }
}

const firstClock = 2_418_508_800_000_000;

/** Lines by which one machine made all projects. */
export function baseLines(device: string): Line[] {
  const random = randomOf(7);
  return Array.from({ length: shape.devices * shape.rows }, (_, index) => ({
    d: device,
    n: index + 1,
    t: firstClock + index,
    p: '周科长',
    e: 'project',
    r: `01909c5e-0000-7000-8000-${index.toString(16).padStart(12, '0')}`,
    set: Object.fromEntries(columns.map((column) => [column, cellValue(random, column)])),
  }));
}

const cellKey = (row: number, column: string) => `${row}/${column}`;

/**
 * The edits of all devices, round by round. Within a round a device knows of a column the edits of earlier rounds and its own; what two
 * devices wrote in the same round stands in conflict until somebody edits it again.
 */
export class Rounds {
  readonly #base: readonly Line[];
  readonly #devices: readonly string[];
  readonly #randoms: readonly (() => number)[];
  readonly #clocks: number[];
  readonly #seqs: number[];
  /** Heads of the columns that were edited in earlier rounds. */
  readonly #heads = new Map<string, string[]>();

  constructor(base: readonly Line[], devices: readonly string[]) {
    this.#base = base;
    this.#devices = devices;
    this.#randoms = devices.map((_, index) => randomOf(1000 + index));
    this.#clocks = devices.map(() => firstClock + 4096 * 1_000_000);
    this.#seqs = devices.map(() => 0);
  }

  /** Lines of the next round, device by device. */
  next(): Line[][] {
    const written = new Map<string, string[]>();
    const lines = this.#devices.map((_, index) => this.#edit(index, written));
    for (const [cell, heads] of written) this.#heads.set(cell, heads);
    return lines;
  }

  #edit(index: number, written: Map<string, string[]>): Line[] {
    const device = this.#devices[index] as string;
    const random = this.#randoms[index] as () => number;
    const last = new Map<string, string>();
    const lines = Array.from({ length: shape.edits }, () => {
      this.#seqs[index] = (this.#seqs[index] as number) + 1;
      this.#clocks[index] = (this.#clocks[index] as number) + whole(random, 1_000_000) * 4096;
      const seq = this.#seqs[index] as number;
      const row = random() < 0.9 ? index * shape.rows + whole(random, shape.rows) : whole(random, this.#base.length);
      const target = this.#base[row] as Line;
      const set: Line['set'] = {};
      const prev: NonNullable<Line['prev']> = {};
      const count = 1 + whole(random, 4);
      while (Object.keys(set).length < count) {
        // Code and name are hardly ever edited.
        const column = columns[2 + whole(random, columns.length - 2)] as (typeof columns)[number];
        if (column in set) continue;
        set[column] = cellValue(random, column);
        const cell = cellKey(row, column);
        const before = last.get(cell);
        prev[column] = before ? [before] : (this.#heads.get(cell) ?? [`${target.d}:${target.n}`]);
        last.set(cell, `${device}:${seq}`);
      }
      const clock = this.#clocks[index] as number;
      return { d: device, n: seq, t: clock, p: `秘书${index + 1}`, e: 'project', r: target.r, set, prev };
    });
    for (const [cell, dot] of last) written.set(cell, [...(written.get(cell) ?? []), dot]);
    return lines;
  }
}
