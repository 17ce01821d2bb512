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

/** Writes a signed report package with these lines, as the device itself would. `linesOf` gets the device id. */
export async function packageOf(
  folder: string,
  name: string,
  linesOf: (device: string) => readonly Line[],
): Promise<PackageFile> {
  const own = path.join(folder, name);
  mkdirSync(own, { recursive: true });
  const key = createDeviceKey(own);
  const lines = linesOf(key.id);
  const bytes = lines.map(writeLine);
  let after: Buffer = chainStart;
  for (const line of bytes) after = chainNext(after, line);
  const range = { from: 1, to: lines.length, before: chainStart.toString('hex'), after: after.toString('hex') };
  const written = await writePackage(
    {
      kind: 'report',
      dataset: null,
      person: name,
      unit: '',
      range,
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
    key,
    new Date('2018-09-16T01:00:00Z'),
  );
  const file = path.join(folder, `${name}.wubao`);
  writeFileSync(file, written);
  return { file, key, bytes: written.length, lines: lines.length };
}
