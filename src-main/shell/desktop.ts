import path from 'node:path';
import { app, type BrowserWindow, Menu, Notification, nativeImage, Tray } from 'electron';
import type { LedgerEvent, Result } from '../../src-shared/contract/method';
import { countWords, DeskBell, type DeskCounts } from './desk-bell';
import { DesktopMemory } from './desktop-settings';
import { badgePixels, type Pixels, trayPixels } from './icon-pixels';
import type { ShellEffects } from './shell-handlers';

export interface DesktopParts {
  /** Remembers the choices of this machine. */
  readonly folder: string;
  callLedger(method: string, input: unknown): Promise<Result<unknown>>;
  tellWindow(event: LedgerEvent): void;
  log(message: string): void;
}

const productName = '五包工作台';

function imageOf({ width, height, bytes }: Pixels): Electron.NativeImage {
  return nativeImage.createFromBitmap(bytes, { width, height, scaleFactor: 2 });
}

/**
 * What stands outside the window: messages of the system, the tray, the number on the icon and before the window's title. A system that
 * lacks one of them goes without; the title always works.
 */
export class Desktop {
  readonly #parts: DesktopParts;
  readonly #memory: DesktopMemory;
  readonly #bell: DeskBell;
  #window: BrowserWindow | undefined;
  #tray: Tray | undefined;
  #due = 0;
  #pageTitle = productName;
  /** Held here so that a message whose click is still awaited is not collected. */
  #shown: Notification | undefined;
  #isQuitting = false;

  constructor(parts: DesktopParts) {
    this.#parts = parts;
    this.#memory = new DesktopMemory(path.join(parts.folder, 'desktop.json'));
    this.#bell = new DeskBell({
      counts: async () => {
        const result = await parts.callLedger('desk.counts', {});
        return result.ok ? (result.value as DeskCounts) : null;
      },
      announce: (title, body) => this.#announce(title, body),
      mark: (counts) => this.#mark(counts),
      wantsNews: () => this.#memory.present.notify && Notification.isSupported(),
      isLookedAt: () => this.#window?.isFocused() ?? false,
      now: () => new Date(),
      after: (milliseconds, work) => void setTimeout(work, milliseconds).unref(),
    });
  }

  /** Once, when the window is there. */
  start(window: BrowserWindow): void {
    this.#window = window;
    window.on('page-title-updated', (event, title) => {
      event.preventDefault();
      this.#pageTitle = title;
      this.#showTitle();
    });
    window.on('close', (event) => {
      if (this.#isQuitting || !this.#tray || !this.#memory.present.stayInTray) return;
      event.preventDefault();
      window.hide();
    });
    app.on('before-quit', () => {
      this.#isQuitting = true;
    });
    this.#makeTray();
    this.#bell.start();
  }

  onLedgerEvent(event: LedgerEvent): void {
    if (event.type === 'changed' || event.type === 'ledger') this.#bell.onChange();
  }

  desktop(): ReturnType<ShellEffects['desktop']> {
    return { ...this.#memory.present, canNotify: Notification.isSupported(), hasTray: this.#tray !== undefined };
  }

  reviseDesktop(change: Parameters<ShellEffects['reviseDesktop']>[0]): void {
    this.#memory.revise(change);
  }

  /** Brings the window to the front, wherever it is. */
  show(): void {
    const window = this.#window;
    if (!window || window.isDestroyed()) return;
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  }

  #open(deed: 'desk' | 'note'): void {
    this.show();
    this.#parts.tellWindow({ type: 'asked', deed });
  }

  #announce(title: string, body: string): void {
    this.#attempt('notification', () => {
      this.#shown?.close();
      const message = new Notification({ title: `${productName}：${title}`, body });
      message.on('click', () => this.#open('desk'));
      message.show();
      this.#shown = message;
    });
  }

  #makeTray(): void {
    this.#attempt('tray', () => {
      const tray = new Tray(imageOf(trayPixels(false)));
      tray.setToolTip(productName);
      tray.setContextMenu(
        Menu.buildFromTemplate([
          { label: '打开', click: () => this.show() },
          { label: '记一笔', click: () => this.#open('note') },
          { type: 'separator' },
          { label: '退出', click: () => app.quit() },
        ]),
      );
      tray.on('click', () => this.show());
      this.#tray = tray;
    });
  }

  #mark(counts: DeskCounts | null): void {
    const window = this.#window;
    if (!window || window.isDestroyed()) return;
    const due = counts ? counts.overdue + counts.dueToday : 0;
    const words = counts ? countWords(counts) : '';
    this.#due = due;
    this.#showTitle();
    this.#attempt('badge', () => {
      if (process.platform === 'win32')
        window.setOverlayIcon(due > 0 ? imageOf(badgePixels(due)) : null, due > 0 ? words : '');
      else app.setBadgeCount(due);
    });
    this.#attempt('tray', () => {
      this.#tray?.setImage(imageOf(trayPixels(due > 0)));
      this.#tray?.setToolTip(words ? `${productName}：${words}` : productName);
    });
  }

  /** '(5) 工作台 · 五包工作台': seen on the task bar of every system. */
  #showTitle(): void {
    if (!this.#window || this.#window.isDestroyed()) return;
    this.#window.setTitle(this.#due > 0 ? `(${this.#due}) ${this.#pageTitle}` : this.#pageTitle);
  }

  #attempt(what: string, work: () => void): void {
    try {
      work();
    } catch (error) {
      this.#parts.log(`${what} does not work here: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}
