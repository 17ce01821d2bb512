import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { runCommandLine } from '../../src-main/cli/run';

export interface Run {
  readonly status: 0 | 1 | 2;
  readonly out: string;
  readonly error: string;
}

/** The command line of a folder, in this process: what it prints and its exit status. */
export class Terminal {
  constructor(
    readonly folder: string,
    readonly now = '2018-09-16T09:00:00+08:00',
  ) {}

  async run(...words: readonly string[]): Promise<Run> {
    const out: string[] = [];
    const error: string[] = [];
    const status = await runCommandLine(words, {
      out: (text) => out.push(text),
      error: (text) => error.push(text),
      environment: { WUBAO_NOW: this.now },
      folder: this.folder,
      migrations: path.resolve('migrations'),
    });
    return { status, out: out.join(''), error: error.join('') };
  }

  /** The one JSON document of a command that must be done. */
  // biome-ignore lint/suspicious/noExplicitAny: a document from outside, read as a script would
  async json(...words: readonly string[]): Promise<any> {
    const { status, out, error } = await this.run(...words, '--json');
    if (status !== 0) throw new Error(`wubao ${words.join(' ')} ended with ${status}: ${error}`);
    return JSON.parse(out);
  }
}

/** A folder whose path has Chinese characters and a blank; gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), '五包 命令行 '));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
