import { SSF } from '@e965/xlsx';
import type { Element } from '@xmldom/xmldom';
import { childNamed, childrenNamed, type WorkbookParts } from './template-parts';

const stylesPart = 'xl/styles.xml';
const usualFontSize = 11;

/** Formats that need no declaration (ECMA-376, 18.8.30); dates of the Chinese system among them. */
const percentIds = new Set([9, 10]);
const dateIds = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58]);
/** 二〇一八年九月: shows no day. */
const monthIds = new Set([17, 27, 36, 50, 52, 57]);

/** What a cell's number format makes of a number. */
export interface CellFormat {
  readonly isDate: boolean;
  /** A date that shows no day. */
  readonly isMonth: boolean;
  readonly isPercent: boolean;
  readonly isGeneral: boolean;
}

const codesOf = (format: string) => format.replace(/"[^"]*"|\\.|\[[^\]]*\]|_./g, '').toLowerCase();

function formatOf(id: number, code: string | undefined): CellFormat {
  if (code === undefined) {
    return {
      isDate: dateIds.has(id),
      isMonth: monthIds.has(id),
      isPercent: percentIds.has(id),
      isGeneral: id === 0 || id === 49,
    };
  }
  const codes = codesOf(code);
  const isDate = SSF.is_date(code) && /[yde]/.test(codes);
  return {
    isDate,
    isMonth: isDate && !codes.includes('d'),
    isPercent: codes.includes('%'),
    isGeneral: code === '@' || /^general$/i.test(code),
  };
}

/** The cell styles of a workbook: what each says about numbers and borders. It changes only where a text must be kept from being a formula. */
export class TemplateStyles {
  readonly #xfs: Element[];
  readonly #formats = new Map<number, string>();
  readonly #bordered: boolean[];
  readonly #fontSizes: number[];
  readonly #quoted = new Map<number, number>();

  constructor(readonly parts: WorkbookParts) {
    const root = parts.has(stylesPart) ? parts.root(stylesPart) : undefined;
    const cellXfs = root && childNamed(root, 'cellXfs');
    const numFmts = root && childNamed(root, 'numFmts');
    const borders = root && childNamed(root, 'borders');
    this.#xfs = cellXfs ? childrenNamed(cellXfs, 'xf') : [];
    for (const format of numFmts ? childrenNamed(numFmts, 'numFmt') : []) {
      this.#formats.set(Number(format.getAttribute('numFmtId')), format.getAttribute('formatCode') ?? '');
    }
    const fonts = root && childNamed(root, 'fonts');
    this.#fontSizes = (fonts ? childrenNamed(fonts, 'font') : []).map((font) => {
      const size = childNamed(font, 'sz');
      return Number(size?.getAttribute('val') ?? usualFontSize) || usualFontSize;
    });
    this.#bordered = (borders ? childrenNamed(borders, 'border') : []).map((border) =>
      ['left', 'right', 'top', 'bottom'].some((side) => {
        const style = childNamed(border, side)?.getAttribute('style');
        return style !== null && style !== undefined && style !== '' && style !== 'none';
      }),
    );
  }

  format(style: number): CellFormat {
    const id = Number(this.#xfs[style]?.getAttribute('numFmtId') ?? 0);
    return formatOf(id, this.#formats.get(id));
  }

  hasBorder(style: number): boolean {
    return this.#bordered[Number(this.#xfs[style]?.getAttribute('borderId') ?? 0)] ?? false;
  }

  /** Whether words that are too long go on in the next line of the cell. */
  wraps(style: number): boolean {
    const xf = this.#xfs[style];
    const wrap = xf && childNamed(xf, 'alignment')?.getAttribute('wrapText');
    return wrap === '1' || wrap === 'true';
  }

  /** In points. */
  fontSize(style: number): number {
    return this.#fontSizes[Number(this.#xfs[style]?.getAttribute('fontId') ?? 0)] ?? usualFontSize;
  }

  /** The same style for a text that begins like a formula: who edits the cell gets the text back, not a formula. */
  quoted(style: number): number {
    const known = this.#quoted.get(style);
    if (known !== undefined) return known;
    const xf = this.#xfs[style];
    const list = xf?.parentNode as Element | null | undefined;
    if (!xf || !list) return style;
    if (xf.getAttribute('quotePrefix') === '1') return style;
    const copy = xf.cloneNode(true) as Element;
    copy.setAttribute('quotePrefix', '1');
    list.appendChild(copy);
    const index = this.#xfs.push(copy) - 1;
    list.setAttribute('count', String(this.#xfs.length));
    this.#quoted.set(style, index);
    return index;
  }

  /** Puts the part back where a style was added; untouched styles stay byte for byte. */
  save(): void {
    if (this.#quoted.size > 0) this.parts.save(stylesPart);
  }
}
