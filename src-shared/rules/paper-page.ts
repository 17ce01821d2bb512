import type { Paper } from '../contract/paper-values';

/** Millimetres and points of a page and of the text on it. */
export interface PaperPage {
  readonly width: number;
  readonly height: number;
  readonly margin: { readonly top: number; readonly right: number; readonly bottom: number; readonly left: number };
  /** Of the header's top edge and the footer's lower one from the edge of the sheet. */
  readonly header: number;
  readonly footer: number;
  /** Text: points of a character, taken off between two of them, and of a line. */
  readonly text: { readonly size: number; readonly closer: number; readonly pitch: number };
  /** Whether '— 1 —' stands at its foot. */
  readonly numbered: boolean;
}

/** 3号 on lines of 28 points: 22 lines on 225 mm; a quarter point less between characters: 28 of them on 156 mm (GB/T 9704-2012, 5.2). */
const official = { size: 16, closer: 0.25, pitch: 28 } as const;
const dense = { size: 12, closer: 0, pitch: 20 } as const;

/** The page of a form of paper: A4, upright with the margins 37/26/35/28 mm of GB/T 9704-2012, or across. */
export function paperPage({ form, landscape }: Pick<Paper, 'form' | 'landscape'>): PaperPage {
  const size = landscape ? { width: 297, height: 210 } : { width: 210, height: 297 };
  if (form === 'sheet')
    return {
      ...size,
      margin: { top: 17, right: 18, bottom: 15, left: 18 },
      header: 9,
      footer: 8,
      text: dense,
      numbered: false,
    };
  if (form === 'slip')
    return {
      ...size,
      margin: { top: 30, right: 26, bottom: 22, left: 28 },
      header: 15,
      footer: 12,
      text: official,
      numbered: false,
    };
  return landscape
    ? {
        ...size,
        margin: { top: 26, right: 25, bottom: 24, left: 25 },
        header: 16,
        footer: 14,
        text: official,
        numbered: true,
      }
    : {
        ...size,
        margin: { top: 37, right: 26, bottom: 35, left: 28 },
        header: 26,
        footer: 23,
        text: official,
        numbered: true,
      };
}

/** Width and height of what is printed on, in millimetres. */
export function textArea({ width, height, margin }: PaperPage): { width: number; height: number } {
  return { width: width - margin.left - margin.right, height: height - margin.top - margin.bottom };
}
