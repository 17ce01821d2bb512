import { createHash } from 'node:crypto';
import type { Journal } from '../../src-main/ledger/journal/journal';
import { chainNext, chainStart, type Line, writeLine } from '../../src-main/ledger/journal/line';
import type { Received } from '../../src-main/ledger/journal/receive';
import type { Stream } from '../../src-main/ledger/journal/receive-check';
import type { TestLedger } from './ledger';

/** Cuts a device's lines into streams at the given borders, chained as their author would chain them. */
export function cutStream(lines: readonly Line[], borders: readonly number[]): Omit<Stream, 'package'>[] {
  const ends = [...new Set([...borders.filter((border) => border > 0 && border < lines.length), lines.length])].sort(
    (a, b) => a - b,
  );
  const streams: Omit<Stream, 'package'>[] = [];
  let chain: Buffer = chainStart;
  let start = 0;
  for (const end of ends) {
    const part = lines.slice(start, end).map(writeLine);
    const before = chain;
    for (const line of part) chain = chainNext(chain, line);
    const device = lines[0]?.d ?? '';
    streams.push({
      device,
      from: start + 1,
      to: end,
      before,
      after: chain,
      ndjson: Buffer.concat(part.flatMap((line) => [line, Buffer.from('\n')])),
    });
    start = end;
  }
  return streams;
}

let packages = 0;

/** Puts a package row under a stream, as the import does, and hands it to the journal. */
export function deliver(ledger: TestLedger, streams: readonly Omit<Stream, 'package'>[]): Received[] {
  const { database, journal } = ledger.context;
  const numbered = streams.map((stream) => {
    packages += 1;
    database
      .prepare("INSERT OR IGNORE INTO device (id, person, state) VALUES (@id, @id, 'approved')")
      .run({ id: stream.device });
    const { lastInsertRowid } = database
      .prepare(
        "INSERT INTO package (sha256, name, direction, kind, at, state) VALUES (@sha256, @name, 'in', 'report', '2018-09-16', 'merged')",
      )
      .run({
        sha256: createHash('sha256').update(String(packages)).digest('hex'),
        name: `${stream.device}-${stream.from}.wubao`,
      });
    return { ...stream, package: Number(lastInsertRowid) };
  });
  return journal.receive(numbered);
}

/** Everything that this ledger's own device has written, as one stream. */
export function streamOf(journal: Journal): Omit<Stream, 'package'> {
  const own = journal.ownStream(1);
  if (!own) throw new Error('nothing was written');
  const { from, to, before, after, ndjson } = own;
  return { device: journal.device, from, to, before, after, ndjson };
}
