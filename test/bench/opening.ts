import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { _electron as electron } from '@playwright/test';
import { acquire } from '../../scripts/electron-runtime.mjs';

/** What a window is opened for: to see a static page, or something that the app shows after going somewhere. */
export interface Awaited {
  readonly goTo?: string;
  readonly shown?: string;
}

/**
 * Runs in the page, because asking from outside takes longer than much of what is measured: goes where it shall as soon as there is a
 * frame, and answers the time of day at which the awaited was painted; of a static page the browser has written it down.
 */
export function paintOf({ goTo, shown }: Awaited): Promise<number> {
  return new Promise((resolve) => {
    let isGone = goTo === undefined;
    const look = () => {
      if (!isGone && document.querySelector('nav')) {
        isGone = true;
        location.hash = goTo ?? '';
      }
      if (shown === undefined) {
        const [paint] = performance.getEntriesByName('first-contentful-paint');
        if (paint) return resolve(performance.timeOrigin + paint.startTime);
      } else if (document.querySelector(shown)) {
        return requestAnimationFrame(() => setTimeout(() => resolve(Date.now())));
      }
      return setTimeout(look, 2);
    };
    look();
  });
}

/** Milliseconds from the start of a program to the paint of what is awaited in its first window. */
export async function timeToPaint(args: string[], folder: string, awaited: Awaited): Promise<number> {
  const { exe } = await acquire({ allowDownload: false });
  const start = Date.now();
  const running = await electron.launch({
    executablePath: exe,
    args,
    env: { ...(process.env as Record<string, string>), XDG_DATA_HOME: path.join(folder, '程序 数据') },
  });
  const page = await running.firstWindow();
  const painted = await page.evaluate(paintOf, awaited);
  await running.close();
  return painted - start;
}

/** An app that shows a static page and nothing else. */
export function bareApp(folder: string): string {
  const app = path.join(folder, '空窗口');
  mkdirSync(app);
  writeFileSync(path.join(app, 'package.json'), JSON.stringify({ name: 'bare', main: 'main.cjs' }));
  writeFileSync(path.join(app, 'page.html'), '<meta charset="utf-8"><h1>项目</h1>');
  writeFileSync(
    path.join(app, 'main.cjs'),
    "const {app,BrowserWindow}=require('electron');app.whenReady().then(()=>{const w=new BrowserWindow({width:1366,height:768});w.loadFile(require('node:path').join(__dirname,'page.html'))});",
  );
  return app;
}

export const middleOf = (times: readonly number[]) =>
  [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
