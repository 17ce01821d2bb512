import type { BrowserWindow } from 'electron';
import { type PrintNews, readPrintNews } from '../../src-shared/rules/print-news';
import { isErrorCode, Refusal } from '../../src-shared/terms/errors';
import { printAddress } from './print-address';
import type { PrintedPaper } from './shell-handlers';

/** How long a page may take to say that it is ready, in milliseconds. */
const patience = 60_000;

const refuse = (detail: string) => new Refusal('print_failed', { detail });

/** Waits for what the page tells by its title, the one thing that it can say without being asked. */
function newsOf(window: BrowserWindow, address: string): Promise<PrintNews> {
  return new Promise((resolve, reject) => {
    const stop = setTimeout(() => reject(refuse('排版用了太长时间')), patience);
    const end = (act: () => void) => {
      clearTimeout(stop);
      act();
    };
    window.on('page-title-updated', (_event, title) => {
      const news = readPrintNews(title);
      if (news) end(() => resolve(news));
    });
    window.webContents.on('render-process-gone', () => end(() => reject(refuse('排版进程意外停止'))));
    window.on('closed', () => end(() => reject(refuse('打印被中断'))));
    window.loadURL(address).catch(() => end(() => reject(refuse('打印页没有打开'))));
  });
}

let turn: Promise<unknown> = Promise.resolve();

/**
 * Sets a paper in a window that nobody sees and takes its PDF: the page sets itself on A4 sheets with heads and page numbers as the screen
 * shows them, so that nothing is added here. The number of sheets must be the page's own. One paper at a time.
 */
export function printPaper(
  which: PrintedPaper,
  open: () => BrowserWindow,
): Promise<{ name: string; bytes: Uint8Array }> {
  const print = async () => {
    const window = open();
    try {
      const news = await newsOf(window, printAddress(which));
      if (!news.ready) {
        const { code, params, incident } = news.failure;
        throw isErrorCode(code) ? new Refusal(code, params) : refuse(incident ?? '原因不明');
      }
      const bytes = await window.webContents.printToPDF({
        pageSize: 'A4',
        landscape: news.landscape,
        printBackground: true,
        margins: { top: 0, bottom: 0, left: 0, right: 0 },
        preferCSSPageSize: false,
      });
      return { name: news.name, bytes: await finished(bytes, news) };
    } finally {
      if (!window.isDestroyed()) window.destroy();
    }
  };
  const mine = turn.then(print, print);
  turn = mine.catch(() => undefined);
  return mine;
}

/** Counts the sheets, and names the document. */
async function finished(bytes: Uint8Array, { pages, name }: Extract<PrintNews, { ready: true }>): Promise<Uint8Array> {
  const { PDFDocument } = await import('@cantoo/pdf-lib');
  const document = await PDFDocument.load(bytes, { updateMetadata: false });
  if (document.getPageCount() !== pages) throw refuse(`应有 ${pages} 页，印出 ${document.getPageCount()} 页`);
  document.setTitle(name, { showInWindowTitleBar: true });
  document.setCreator('五包工作台');
  return document.save();
}
