import { regions } from '../catalogues/regions';
import type { Field, FieldValue } from '../entities/field';
import { formatDate, formatGap, formatRate } from '../terms/format';

/** What a cell holds, for the search: a declared kind, or a figure that is computed: a rate 0…1, or percentage points. */
export type FoundKind = Field['kind'] | 'rate' | 'points';

/** A text as the search compares it: full-width as half-width, capitals as small letters. */
export const foldText = (text: string): string => text.normalize('NFKC').toLowerCase();

/** Yuan as a plain number of 万元, exact: 69600000 → '6960'. */
export function plainAmount(yuan: number): string {
  const digits = String(Math.abs(yuan)).padStart(5, '0');
  const fraction = digits.slice(-4).replace(/0+$/, '');
  return `${yuan < 0 ? '-' : ''}${digits.slice(0, -4)}${fraction ? `.${fraction}` : ''}`;
}

/** Whether a plain number holds a figure, as it is or as it is shown with commas. */
export const hasFigure = (plain: string, figure: string): boolean =>
  plain.includes(figure) ||
  (figure.includes(',') && plain.replace(/\B(?<!\.\d*)(?=(\d{3})+(?!\d))/g, ',').includes(figure));

const digitsOf = (figure: string) => figure.replace(/[^\d]/g, '');

/** Amounts whose digits do not hold those of the figure, one after another, are passed over before they are written out. */
function amountMatcher(figure: string) {
  const digits = digitsOf(figure);
  return (value: string | number) =>
    String(Math.abs(value as number))
      .padStart(5, '0')
      .includes(digits) && hasFigure(plainAmount(value as number), figure);
}

/**
 * The same for what is shown with one decimal. Rounding is left to the one place that does it: the tenth that is near, and its
 * neighbours, only say whether it is worth asking.
 */
function tenthsMatcher(figure: string, tenthsOf: (value: number) => number, textOf: (value: number) => string) {
  const digits = digitsOf(figure);
  return (value: string | number) => {
    const near = Math.round(Math.abs(tenthsOf(value as number)));
    const maybe = [near - 1, near, near + 1].some((tenths) =>
      String(Math.abs(tenths)).padStart(2, '0').includes(digits),
    );
    return maybe && hasFigure(textOf(value as number), figure);
  };
}

/** A needle made ready for many cells. */
export interface Needle {
  readonly folded: string;
  /** The same for figures: null where no figure can hold it. With a comma it is looked for in what is shown, else in the plain number. */
  readonly figure: string | null;
  /** Whether a date can hold it. */
  readonly dated: boolean;
}

export function needleOf(text: string): Needle {
  const folded = foldText(text);
  const figure = folded.replace(/[−–]/g, '-');
  return {
    folded,
    figure: /^[-+.,\d]+$/.test(figure) ? figure : null,
    dated: /^[\d年月日.-]+$/.test(folded),
  };
}

/** Codes of a catalogue whose label holds the needle. */
export function codesWith(needle: Needle, choices: readonly { code: string; label: string }[]): Set<string> {
  return new Set(choices.filter(({ label }) => foldText(label).includes(needle.folded)).map(({ code }) => code));
}

/**
 * Whether a cell of a kind may hold the needle, as a function of the value that SQL gives: text, codes (`choices` as JSON), ISO dates,
 * whole yuan, rates 0…1. Null where no cell of the kind can. A cell holds what it shows, and figures also without commas.
 */
export function matcherOf(
  needle: Needle,
  kind: FoundKind,
  choices: readonly { code: string; label: string }[] = [],
): ((value: string | number) => boolean) | null {
  const { folded, figure } = needle;
  switch (kind) {
    case 'money':
    case 'money_by_year':
    case 'money_by_channel':
      return figure === null ? null : amountMatcher(figure);
    case 'integer':
      return figure === null ? null : (value) => String(value).includes(figure);
    case 'percent':
      return (value) => `${value}%`.includes(folded);
    case 'rate': {
      const shown = (value: number) => formatRate(value).replace(/,/g, '');
      return figure === null ? null : tenthsMatcher(figure, (value) => value * 1000, shown);
    }
    case 'points': {
      const shown = (value: number) => formatGap(value).replace('−', '-').replace(/,/g, '');
      return figure === null ? null : tenthsMatcher(figure, (value) => value * 10, shown);
    }
    case 'date':
    case 'month':
    case 'day_or_month':
      return needle.dated
        ? (value) => (value as string).includes(folded) || formatDate(value as string).includes(folded)
        : null;
    case 'choice':
    case 'region': {
      const codes = codesWith(needle, kind === 'region' ? regionChoices : choices);
      return codes.size === 0 ? null : (value) => codes.has(value as string);
    }
    case 'choices': {
      const labelOf = new Map(choices.map(({ code, label }) => [code, label]));
      return (value) =>
        foldText(
          (JSON.parse(value as string) as string[]).map((code) => labelOf.get(code) ?? code).join('、'),
        ).includes(folded);
    }
    default:
      return (value) => {
        const text = value as string;
        return text.includes(folded) || foldText(text).includes(folded);
      };
  }
}

const regionChoices = regions.map(({ code, name }) => ({ code, label: name }));

/** Ways in which a typed cell may be searched and in which its words may be replaced, the way it is typed first. */
export function wordings(field: Field, value: FieldValue, typed: string): string[] {
  if (typeof value === 'string' && (field.kind === 'date' || field.kind === 'month' || field.kind === 'day_or_month'))
    return [typed, formatDate(value)];
  return [typed];
}

/**
 * `text` with every occurrence of the needle replaced, or null where there is none. Full-width and capital letters count as their
 * plain ones; what stands around stays as it was written.
 */
export function replaceIn(text: string, needle: string, replacement: string): string | null {
  const wanted = foldText(needle);
  if (wanted === '') return null;
  // Where each letter of the folded text comes from: one letter may become several.
  let folded = '';
  const from: number[] = [];
  let at = 0;
  for (const letter of text) {
    const plain = foldText(letter);
    for (let index = 0; index < plain.length; index += 1) from.push(at);
    folded += plain;
    at += letter.length;
  }
  from.push(text.length);
  let result = '';
  let done = 0;
  let place = folded.indexOf(wanted);
  if (place < 0) return null;
  while (place >= 0) {
    const start = from[place] ?? text.length;
    const end = from[place + wanted.length] ?? text.length;
    result += text.slice(done, start) + replacement;
    // A letter that was folded into several is replaced whole.
    done = end > start ? end : start + 1;
    place = folded.indexOf(wanted, place + wanted.length);
    while (place >= 0 && (from[place] ?? 0) < done) place = folded.indexOf(wanted, place + 1);
  }
  return result + text.slice(done);
}
