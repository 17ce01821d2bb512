import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { chainNext, chainStart, type Line, writeLine } from '../../src-main/ledger/journal/line';
import { createDeviceKey, type DeviceKey } from '../../src-main/ledger/sync/device-key';
import { writePackage } from '../../src-main/ledger/sync/package-file';

export interface PackageFile {
  readonly file: string;
  readonly key: DeviceKey;
  readonly bytes: number;
  readonly lines: number;
}

const lineEnd = Buffer.from('\n');

/** One device that writes report packages, each going on where the one before ended. */
export class Reporter {
  readonly key: DeviceKey;
  readonly #folder: string;
  readonly #name: string;
  #next = 1;
  #chain: Buffer = chainStart;

  constructor(folder: string, name: string) {
    this.#folder = folder;
    this.#name = name;
    const own = path.join(folder, name);
    mkdirSync(own, { recursive: true });
    this.key = createDeviceKey(own);
  }

  /** Writes a signed package with these lines, as the device itself would. */
  async write(lines: readonly Line[]): Promise<PackageFile> {
    const bytes = lines.map(writeLine);
    const before = this.#chain;
    for (const line of bytes) this.#chain = chainNext(this.#chain, line);
    const from = this.#next;
    this.#next += lines.length;
    const written = await writePackage(
      {
        kind: 'report',
        dataset: null,
        person: this.#name,
        unit: '',
        range: { from, to: this.#next - 1, before: before.toString('hex'), after: this.#chain.toString('hex') },
        schema: 10,
        app: 'bench',
        createdAt: '2018-09-16T09:00:00+08:00',
        clock: lines.at(-1)?.t ?? 0,
        recipients: [],
        have: {},
        scope: null,
        inReplyTo: null,
      },
      Buffer.concat(bytes.flatMap((line) => [line, lineEnd])),
      this.key,
      new Date('2018-09-16T01:00:00Z'),
    );
    const file = path.join(this.#folder, `${this.#name}-${from}.wubao`);
    writeFileSync(file, written);
    return { file, key: this.key, bytes: written.length, lines: lines.length };
  }
}
