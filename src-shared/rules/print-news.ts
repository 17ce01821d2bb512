/** What a page that is set for print tells the shell, as the title of its window. */
export type PrintNews =
  | { readonly ready: true; readonly name: string; readonly pages: number; readonly landscape: boolean }
  | {
      readonly ready: false;
      readonly failure: { readonly code: string; readonly params: Record<string, string>; readonly incident?: string };
    };

const mark = 'print:';

export const printNewsTitle = (news: PrintNews) => `${mark}${JSON.stringify(news)}`;

/** Null for the title of any other page. */
export function readPrintNews(title: string): PrintNews | null {
  if (!title.startsWith(mark)) return null;
  try {
    return JSON.parse(title.slice(mark.length)) as PrintNews;
  } catch {
    return null;
  }
}
