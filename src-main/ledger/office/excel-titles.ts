import { regionCode, regions } from '../../../src-shared/catalogues/regions';
import type { MoneyUnit } from '../../../src-shared/contract/excel-methods';
import { dispatchNotice } from './bulletin-letterhead';
import { oddUnitNamed, plainWord, unitsNamed } from './excel-words';

/** Which of the plan's ledgers a table or a block of it is. `continued` and `new` only say how a started project is counted. */
export type LedgerKind =
  | 'construction'
  | 'not-listed'
  | 'preparation'
  | 'signed'
  | 'negotiation'
  | 'reserve'
  | 'completed'
  | 'continued'
  | 'new';

/** What the lines around a table say about all of its rows; null where they say nothing. */
export interface TableContext {
  readonly year: number | null;
  /** Month that the figures reach to, `YYYY-MM`. */
  readonly month: string | null;
  readonly unit: MoneyUnit | null;
  /** Yuan of one unit where it is one that is never shown (千元); `unit` is null then. */
  readonly oddUnit: number | null;
  /** More than one unit is named, so that none can be taken for granted. */
  readonly mixedUnits: boolean;
  readonly region: string | null;
  readonly kind: LedgerKind | null;
  /** Written by this program: a day in it is a day, a month a month. */
  readonly isOwn: boolean;
}

const kinds: readonly (readonly [RegExp, LedgerKind])[] = [
  [/未(?:入统|纳统|入库|进统)/, 'not-listed'],
  [/(?:计划|拟|待|预计|即将)(?:新)?(?:开工|开复工|复工|新开工)|新开工计划|前期(?:推进|谋划|工作)?项目/, 'preparation'],
  [/签约/, 'signed'],
  [/洽谈|在谈|重点招商/, 'negotiation'],
  [/谋划|储备/, 'reserve'],
  [/竣工项目|已竣工|投产项目|已投产|建成投产/, 'completed'],
  [/续建/, 'continued'],
  [/已开工|在建|已开复工|开复工项目/, 'construction'],
  [/新建项目|新开工项目/, 'new'],
];

/** The ledger that a title or the caption of a block names. */
export function ledgerKind(text: string): LedgerKind | null {
  const word = plainWord(text);
  return kinds.find(([pattern]) => pattern.test(word))?.[1] ?? null;
}

/** The one region that a title names; null where it names none or several. */
export function regionNamed(text: string): string | null {
  const word = plainWord(text);
  const found = regions.filter((region) => word.includes(region.name));
  return found.length === 1 ? (found[0]?.code ?? null) : null;
}

/** Region of a block's caption: '昌邑区（12项）', '（一）龙潭区', '三、经开区小计'. */
export function regionOfCaption(text: string): string | null {
  const named = regionNamed(text);
  if (named) return named;
  const bare = plainWord(text)
    .replace(/^[（(]?[一二三四五六七八九十\d]+[)）、.]+/, '')
    .replace(/[（(][^）)]*[)）]|[:：].*$|小计|合计/g, '');
  return bare.length >= 2 && bare.length <= 6 ? (regionCode(bare) ?? null) : null;
}

const month = (value: string | undefined) => String(Number(value)).padStart(2, '0');
const isMonth = (value: string | undefined) => Number(value) >= 1 && Number(value) <= 12;

function yearOf(words: readonly string[]): number | null {
  for (const word of words) {
    const found =
      /(20\d{2})(?:年|[-./]\d{1,2}(?:[-./]|月))/.exec(word)?.[1] ?? /(?:^|\D)(20[12]\d)(?:\D|$)/.exec(word)?.[1];
    if (found) return Number(found);
  }
  return null;
}

function monthOf(words: readonly string[], year: number | null): string | null {
  const patterns = [
    /(?:(20\d{2})年)?(?<!\d)1月?-(\d{1,2})月/,
    /截[至止]到?(?:(20\d{2})[年./-])?(\d{1,2})(?:月|[./-]\d)/,
    /(?:(20\d{2})年)(\d{1,2})月(?!-)/,
    // 8-12月 is a span to come, and no month that figures reach to.
    /(?:(20\d{2})[年./-])?(?<![\d-])(\d{1,2})月(?!-)/,
  ];
  for (const pattern of patterns) {
    for (const word of words) {
      const found = pattern.exec(word);
      const inYear = found?.[1] ? Number(found[1]) : year;
      if (found && inYear && isMonth(found[2])) return `${inYear}-${month(found[2])}`;
    }
  }
  return null;
}

/** Reads the lines above a table, then its sheet's and its file's name, which are believed less. */
export function readContext(lines: readonly string[], sheetName: string, fileName: string): TableContext {
  const above = lines.map(plainWord);
  const around = [...above, plainWord(sheetName), plainWord(fileName.replace(/\.[^.]*$/, ''))];
  // A date of filling in (填报日期) says when, not what for; it is asked last.
  const told = around.filter((word) => !/填报日期|制表日期|打印/.test(word));
  const year = yearOf(told) ?? yearOf(around);
  const units = [...new Set(lines.flatMap(unitsNamed))];
  const kind = around.map(ledgerKind).find((found) => found !== null) ?? null;
  const region = around.map(regionNamed).find((found) => found !== null) ?? null;
  return {
    year,
    month: monthOf(told, year) ?? monthOf(around, year),
    unit: units.length === 1 ? (units[0] ?? null) : null,
    oddUnit: units.length === 0 ? (lines.map(oddUnitNamed).find((found) => found !== null) ?? null) : null,
    mixedUnits: units.length > 1,
    region,
    kind: kind === 'new' ? null : kind,
    isOwn: lines.some((line) => line.startsWith(dispatchNotice)),
  };
}

export const captionNumber = /^(?:[（(]?[一二三四五六七八九十]{1,3}[)）、.．:：]|第[一二三四五六七八九十]+[类批部])/;
export const captionCount = /[（(](?:共)?\d+(?:个|项|户)(?:项目)?[)）]$|^共?\d+(?:个|项)/;

/** Whether a line is the caption of a group of rows by its form alone: numbered, counted, or a bare region; or its number alone. */
export function isGroupCaption(word: string): boolean {
  return (
    captionNumber.test(word) ||
    /^[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）]?$/.test(word) ||
    captionCount.test(word) ||
    (word.length <= 12 && regionOfCaption(word) !== null)
  );
}
