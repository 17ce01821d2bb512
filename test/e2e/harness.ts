import { mkdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test as base, type ElectronApplication, _electron as electron, type Page } from '@playwright/test';
import { acquire } from '../../scripts/electron-runtime.mjs';
import { appArguments, root } from '../../scripts/shared.mjs';

export interface Workbench {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** The ledger's folder, fresh for every test unless `start` was given one; its path has Chinese characters and a blank. */
  readonly ledger: string;
  /** A folder beside the ledger for files that the test makes; removed with it. */
  readonly folder: string;
  /** What the page wrote as errors to its console, policy violations among them. Should stay empty. */
  readonly complaints: string[];
  /** The next native dialogs to choose files or a folder answer with these paths; no path means that the person cancels. */
  answerOpen(...paths: string[]): Promise<void>;
  /** The next native dialogs to save answer with this path; undefined means that the person cancels. */
  answerSave(path: string | undefined): Promise<void>;
  /** Calls a method of the contract through the window, as the screens do. */
  call(method: string, input: unknown, key?: string): Promise<unknown>;
  /** Writes `out/screenshots/<name>.png`, 1366 × 768. */
  screenshot(name: string): Promise<void>;
  /** Quits as a person does and waits until the process is gone. */
  quit(): Promise<void>;
}

export interface StartOptions {
  /** Folder of an existing ledger; without it a fresh one. */
  readonly ledger?: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

type Fixtures = {
  /** Starts the built app; it is quit, and what it left is removed, when the test ends. */
  start: (options?: StartOptions) => Promise<Workbench>;
  /** The app on a fresh, empty ledger folder: first start. */
  workbench: Workbench;
};

async function launch(folder: string, options: StartOptions): Promise<Workbench> {
  const ledger = options.ledger ?? path.join(folder, '项目 台账');
  const { exe } = await acquire({ allowDownload: false });
  const app = await electron.launch({
    executablePath: exe,
    args: appArguments(['--ledger', ledger, ...(options.args ?? [])]),
    env: { ...definedEnvironment(), XDG_DATA_HOME: path.join(folder, '程序 数据'), ...options.env },
    cwd: root,
  });
  const page = await app.firstWindow();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.setViewportSize({ width: 1366, height: 768 });
  return {
    app,
    page,
    ledger,
    folder,
    complaints,
    answerOpen: (...paths) =>
      app.evaluate(({ dialog }, filePaths) => {
        dialog.showOpenDialog = async () => ({ canceled: filePaths.length === 0, filePaths });
      }, paths),
    answerSave: (filePath) =>
      app.evaluate(({ dialog }, chosen) => {
        dialog.showSaveDialog = async () => ({ canceled: chosen === null, filePath: chosen ?? '' });
      }, filePath ?? null),
    call: (method, input, key) =>
      page.evaluate(
        ([name, value, repeat]) => window.wubao.call(name as string, value, repeat as string | undefined),
        [method, input, key],
      ),
    screenshot: async (name) => {
      const pictures = path.join(root, 'out', 'screenshots');
      mkdirSync(pictures, { recursive: true });
      await page.screenshot({ path: path.join(pictures, `${name}.png`), animations: 'disabled', caret: 'hide' });
    },
    quit: () => app.close(),
  };
}

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads which fixtures are wanted from this pattern
  start: async ({}, use) => {
    const folder = await mkdtemp(path.join(tmpdir(), '五包 试验-'));
    const started: Workbench[] = [];
    await use(async (options = {}) => {
      const workbench = await launch(folder, options);
      started.push(workbench);
      return workbench;
    });
    for (const { app } of started) await app.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  },
  workbench: async ({ start }, use) => {
    await use(await start());
  },
});
