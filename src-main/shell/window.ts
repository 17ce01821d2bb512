import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { app, BrowserWindow, screen } from 'electron';
import { z } from 'zod';
import { origin } from './app-protocol';

const smallest = { width: 1024, height: 700 };
const usual = { width: 1366, height: 768 };
/** The work area's own colour: no flash of another before the first paint. */
const background = '#ffffff';

const remembered = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().min(smallest.width),
  height: z.number().int().min(smallest.height),
  maximized: z.boolean(),
});
type Remembered = z.infer<typeof remembered>;

function recall(file: string): Remembered | undefined {
  try {
    return remembered.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}

/** Bounds of last time, where a screen that is still there shows a good part of them. */
function startingBounds(last: Remembered | undefined): Partial<Electron.Rectangle> {
  const area = screen.getPrimaryDisplay().workAreaSize;
  const usualHere = { width: Math.min(usual.width, area.width), height: Math.min(usual.height, area.height) };
  if (!last) return usualHere;
  const { workArea } = screen.getDisplayMatching(last);
  const width = Math.min(last.x + last.width, workArea.x + workArea.width) - Math.max(last.x, workArea.x);
  const height = Math.min(last.y + last.height, workArea.y + workArea.height) - Math.max(last.y, workArea.y);
  const { maximized: _, ...bounds } = last;
  return width > 200 && height > 200 ? bounds : usualHere;
}

/** Ctrl and +, −, 0: without a menu bar nobody else listens to them. */
function listenForZoom(window: BrowserWindow): void {
  const contents = window.webContents;
  contents.on('before-input-event', (event, input) => {
    if (input.type !== 'keyDown' || !(input.control || input.meta) || input.alt) return;
    const step = { '=': 0.5, '+': 0.5, '-': -0.5, _: -0.5, '0': 0 }[input.key];
    if (step === undefined) return;
    event.preventDefault();
    contents.setZoomLevel(step === 0 ? 0 : Math.max(-3, Math.min(4, contents.getZoomLevel() + step)));
  });
}

const locked = (preload: string): Electron.WebPreferences => ({
  preload,
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  webSecurity: true,
  webviewTag: false,
  spellcheck: false,
  devTools: !app.isPackaged,
});

/** A window that nobody sees, in which papers are set for print; locked like the other. Whoever opens it destroys it. */
export function openPrintWindow(preload: string): BrowserWindow {
  return new BrowserWindow({
    show: false,
    width: 1200,
    height: 900,
    skipTaskbar: true,
    focusable: false,
    backgroundColor: background,
    webPreferences: { ...locked(preload), backgroundThrottling: false },
  });
}

/** The only place that makes windows. `folder` remembers its size. */
export function openWindow(folder: string, preload: string): BrowserWindow {
  const file = path.join(folder, 'window.json');
  const last = recall(file);
  const window = new BrowserWindow({
    ...startingBounds(last),
    minWidth: smallest.width,
    minHeight: smallest.height,
    show: false,
    title: '五包工作台',
    backgroundColor: background,
    autoHideMenuBar: true,
    webPreferences: locked(preload),
  });
  if (last?.maximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('close', () => {
    const now: Remembered = { ...window.getNormalBounds(), maximized: window.isMaximized() };
    try {
      writeFileSync(file, JSON.stringify(now));
    } catch {
      // A size that cannot be remembered is no reason to disturb a person who is leaving.
    }
  });
  listenForZoom(window);
  void window.loadURL(`${origin}/`);
  return window;
}
