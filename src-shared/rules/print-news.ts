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
    const news = JSON.parse(title.slice(mark.length)) as Record<string, unknown>;
    if (news.ready === true)
      return typeof news.name === 'string' && Number.isInteger(news.pages) && typeof news.landscape === 'boolean'
        ? (news as PrintNews & { ready: true })
        : null;
    const failure = news.failure as { code?: unknown; params?: unknown } | undefined;
    return news.ready === false && typeof failure?.code === 'string' && typeof failure.params === 'object'
      ? (news as PrintNews & { ready: false })
      : null;
  } catch {
    return null;
  }
}
