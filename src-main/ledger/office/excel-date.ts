import { isIsoDate, isIsoMonth } from '../../../src-shared/entities/field';

/**
 * What a cell of a date column says. `loose` holds the word that makes a day or month only approximate (中旬, 底前); an unclear one
 * may come with guesses that a person can choose from.
 */
export type DateReading =
  | { readonly kind: 'empty' }
  | { readonly kind: 'value'; readonly date: string; readonly loose: string }
  | { readonly kind: 'unclear'; readonly message: string; readonly guesses: readonly string[] };

const pad = (number: number | string) => String(number).padStart(2, '0');
const unclear = (message: string, guesses: readonly string[] = []): DateReading => ({
  kind: 'unclear',
  message,
  guesses,
});
const dayLength = 86_400_000;

/** Day of an Excel serial, `YYYY-MM-DD`, by the calendar of the workbook (1900 with its false 29 February, or 1904). */
export function serialDay(serial: number, date1904: boolean): string | undefined {
  const whole = Math.floor(serial);
  if (whole < 1 || whole > 109_574) return undefined;
  // 25569 is 1970-01-01; before March 1900 the false leap day is not yet counted.
  const days = whole - 25_569 + (date1904 ? 1_462 : whole < 60 ? 1 : 0);
  return new Date(days * dayLength).toISOString().slice(0, 10);
}

const digitsOf: Readonly<Record<string, string>> = Object.fromEntries(
  [...'〇零一二三四五六七八九'].map((sign, index) => [sign, String(Math.max(0, index - 1))]),
);

/** 二〇一八年十一月 → 2018年11月. */
function arabic(text: string): string {
  if (!/[〇零一二三四五六七八九十]/.test(text)) return text;
  return text
    .replace(/[〇零一二三四五六七八九]{4}(?=年)/g, (year) => [...year].map((sign) => digitsOf[sign] ?? '').join(''))
    .replace(
      /([一二三]?)十([一二三四五六七八九]?)(?=[月日号])/g,
      (_, tens: string, ones: string) => `${tens ? digitsOf[tens] : '1'}${ones ? digitsOf[ones] : '0'}`,
    )
    .replace(/[一二三四五六七八九](?=[月日号])/g, (sign) => digitsOf[sign] ?? '');
}

const before = /^(?:计划|拟于|拟|预计|预期|大约|约|力争|争取|已于|于|自|从)+/;
const deeds = /(?:开工建设|开复工|开工|复工|开建|动工|竣工|完工|投产|建成|签约|入统|入库|完成|开始|启动)+$/;
const looseAfter = /(?:上旬|中旬|下旬|月初|初|中|底|末|之前|以前|前|之后|以后|后|起|左右)+$/;

function checked(year: number, month: number, day: number | null, loose: string): DateReading {
  const isoMonth = `${year}-${pad(month)}`;
  if (!isIsoMonth(isoMonth)) return unclear(month < 1 || month > 12 ? `没有 ${month} 月` : '年份不对');
  if (day === null) return { kind: 'value', date: isoMonth, loose };
  const date = `${isoMonth}-${pad(day)}`;
  return isIsoDate(date) ? { kind: 'value', date, loose } : unclear(`${year}年${month}月没有 ${day} 日`, [isoMonth]);
}

const fullYear = (digits: string) => (digits.length === 2 ? 2000 + Number(digits) : Number(digits));

/** Reads a date as people write it; `year` is the year of the table, for '4月' and '4月20日', null where nobody knows it. */
export function readDateText(text: string, year: number | null): DateReading {
  let word = arabic(
    text
      .normalize('NFKC')
      .trim()
      .replace(/[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?Z?$/i, '')
      .replace(/\s/g, '')
      // 2018—07—31, 2018、7、31: any dash and any comma between figures stands for a point.
      .replace(/[—–―−‐‑]+/g, '-')
      .replace(/(?<=\d)[、,，](?=\d)/g, '.'),
  );
  if (/^(|[-—–]+|\/|\\|无|暂无|未定|待定|不详|未明确)$/.test(word)) return { kind: 'empty' };
  word = word.replace(before, '').replace(deeds, '');
  const loose = looseAfter.exec(word)?.[0] ?? '';
  word = word.slice(0, word.length - loose.length).replace(deeds, '');

  const day = /^(\d{4}|\d{2})(?:年度?|[-./\\])(\d{1,2})(?:月|[-./\\])(\d{1,2})[日号]?$/.exec(word);
  if (day?.[1]) return checked(fullYear(day[1]), Number(day[2]), Number(day[3]), loose);
  const month = /^(\d{4}|\d{2})(年度?|[-./\\])(\d{1,2})(?:月份?|[-./\\])?$/.exec(word);
  if (month?.[1]) {
    // 18.4 may be the eighteenth of April as well.
    const unsure = month[1].length === 2 && !month[2]?.startsWith('年') ? word : '';
    return checked(fullYear(month[1]), Number(month[3]), null, loose || unsure);
  }
  const compact = /^((?:19|20)\d{2})(0[1-9]|1[0-2])(\d{2})?$/.exec(word);
  if (compact?.[1])
    return checked(Number(compact[1]), Number(compact[2]), compact[3] ? Number(compact[3]) : null, loose);
  const yearless = /^(\d{1,2})月(?:份|(\d{1,2})[日号])?$/.exec(word);
  if (yearless)
    return year === null
      ? unclear('没有写年份')
      : checked(year, Number(yearless[1]), yearless[2] ? Number(yearless[2]) : null, loose);
  if (/^\d{5}(\.0*)?$/.test(word)) return readDateNumber(Number(word), word);
  return readWholeYear(word, loose, year);
}

function readWholeYear(word: string, loose: string, year: number | null): DateReading {
  const written = /^((?:19|20)\d{2})年?度?$/.exec(word)?.[1];
  const meant = written ? Number(written) : word === '年' || word === '今年' || word === '当年' ? year : null;
  if (meant === null) return unclear('不是日期');
  if (loose === '底' || loose === '末' || loose === '底前') return unclear('只写到年底', [`${meant}-12`]);
  return unclear('只有年份');
}

/** Reads a number that stands in a date column without a date format: 43210, 201804, 20180420, 2018.4. `shown` is the cell as displayed. */
export function readDateNumber(number: number, shown: string, date1904 = false): DateReading {
  if (!Number.isFinite(number)) return unclear('不是日期');
  if (number >= 190_001 && Number.isInteger(number)) return readDateText(String(number), null);
  if (number >= 20_000 && number < 80_000) {
    const day = serialDay(number, date1904);
    return day ? { kind: 'value', date: day, loose: '' } : unclear('不是日期');
  }
  if (number < 1_900 || number >= 2_200) return number === 0 ? { kind: 'empty' } : unclear('不是日期');
  const year = Math.floor(number);
  const definite = /^\d{4}\.(\d{2})$/.exec(shown.trim())?.[1];
  const fraction = definite ?? /\.(\d{1,2})$/.exec(String(Number(number.toPrecision(8))))?.[1];
  if (!fraction) return unclear('只有年份');
  // A sheet drops the nought of 2018.10, so that 2018.1 may be either.
  if (fraction === '1') return unclear('可能是 1 月，也可能是 10 月', [`${year}-01`, `${year}-10`]);
  return checked(year, Number(fraction), null, '');
}

/** Splits 2017.3-2019.10 (建设起止年限) into its two ends; null where it is not two dates. */
export function splitPeriod(text: string): [string, string] | null {
  const word = text
    .normalize('NFKC')
    .replace(/\s/g, '')
    .replace(/^[（(]|[）)]$/g, '');
  const parts = word.split(/至|到|~|—+|–|--/).filter(Boolean);
  if (parts.length === 2 && parts[0] && parts[1]) return [parts[0], parts[1]];
  const dotted = /^(\d{4}(?:[.年/]\d{1,2}月?)?年?)-(\d{4}(?:[.年/]\d{1,2}月?)?年?)$/.exec(word);
  return dotted?.[1] && dotted[2] ? [dotted[1], dotted[2]] : null;
}
