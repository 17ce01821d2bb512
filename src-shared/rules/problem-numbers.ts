import { city, regionName } from '../catalogues/regions';
import type { SlipKind } from '../contract/problem-methods';

/** How a place is called in numbers: 昌邑区 → 昌邑, 北大壶开发区 → 北大壶, the city itself → 吉市. */
export function placeShort(region: string | null): string {
  return region === null
    ? `${city.name.slice(0, 1)}市`
    : regionName(region).replace(/(?<=..)(食品区|开发区|新区|[县市区])$/, '');
}

const padded = (serial: number) => String(serial).padStart(3, '0');

/**
 * Number that a machine gives by itself: '昌邑-2018-临3F2A9C1B-001'. The first eight of the sixteen characters of the device id stand in
 * it, so that machines that know nothing of each other never give the same.
 */
export function provisionalNumber(region: string | null, year: string, device: string, serial: number): string {
  return `${placeShort(region)}-${year}-临${device.slice(0, 8).toUpperCase()}-${padded(serial)}`;
}

/** The next one of this machine after all that it has given, withdrawn problems among them. */
export function nextProvisional(given: readonly string[], region: string | null, year: string, device: string): string {
  const stem = provisionalNumber(region, year, device, 0).slice(0, -3);
  return provisionalNumber(region, year, device, highest(given, stem, '') + 1);
}

/** The greatest serial among texts of the form stem + digits + tail; 0 where there is none. */
function highest(texts: readonly string[], stem: string, tail: string): number {
  let greatest = 0;
  for (const text of texts) {
    if (!text.startsWith(stem) || !text.endsWith(tail)) continue;
    const digits = text.slice(stem.length, text.length - tail.length);
    if (/^\d{1,6}$/.test(digits)) greatest = Math.max(greatest, Number(digits));
  }
  return greatest;
}

export interface NumberedProblem {
  readonly id: string;
  readonly deleted: boolean;
  /** Of its project. */
  readonly region: string | null;
  readonly reported_on: string | null;
  readonly number: string | null;
  readonly provisional_number: string | null;
}

const yearOf = (problem: NumberedProblem, today: string) =>
  problem.reported_on?.slice(0, 4) ?? problem.provisional_number?.match(/-(\d{4})-临/)?.[1] ?? today.slice(0, 4);

/**
 * Final numbers, '昌邑-2018-017', for those that have none: one series a place and year, in the order of report, then of the provisional
 * numbers, then of the ids, so that the order in which packages came in does not matter. What was given stays, and no number is given
 * twice, not even that of a withdrawn problem: pass those too.
 */
export function confirmedNumbers(
  problems: readonly NumberedProblem[],
  today: string,
): { readonly id: string; readonly number: string }[] {
  const given = problems.flatMap(({ number }) => (number === null ? [] : [number]));
  const last = new Map<string, number>();
  const key = (problem: NumberedProblem) =>
    [problem.reported_on ?? '9999', problem.provisional_number ?? '\uffff', problem.id].join('\u0000');
  return problems
    .filter(({ deleted, number }) => !deleted && number === null)
    .map((problem) => ({ problem, key: key(problem) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ problem }) => {
      const stem = `${placeShort(problem.region)}-${yearOf(problem, today)}-`;
      const serial = (last.get(stem) ?? highest(given, stem, '')) + 1;
      last.set(stem, serial);
      return { id: problem.id, number: `${stem}${padded(serial)}` };
    });
}

const slipWords: Readonly<Record<SlipKind, string>> = { supervision: '督', reminder: '提', liaison: '联' };

/** The next slip number of a place and year: '昌邑督〔2018〕9号'. A person may change it, because the office that registers papers decides. */
export function nextSlipNumber(given: readonly string[], region: string | null, year: string, kind: SlipKind): string {
  const stem = `${placeShort(region)}${slipWords[kind]}〔${year}〕`;
  return `${stem}${highest(given, stem, '号') + 1}号`;
}
