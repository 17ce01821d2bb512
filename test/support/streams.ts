import { createHash } from 'node:crypto';
import type { Journal } from '../../src-main/ledger/journal/journal';
import { chainNext, chainStart, type Line, writeLine } from '../../src-main/ledger/journal/line';
import type { Received } from '../../src-main/ledger/journal/receive';
import type { Stream } from '../../src-main/ledger/journal/receive-check';
import type { Section } from '../../src-main/ledger/journal/receive-selection';
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

/** A package row as the import makes it; returns its number. */
function packageRow(ledger: TestLedger, name: string): number {
  packages += 1;
  const { lastInsertRowid } = ledger.context.database
    .prepare(
      "INSERT INTO package (sha256, name, direction, kind, at, state) VALUES (@sha256, @name, 'in', 'report', '2018-09-16', 'merged')",
    )
    .run({ sha256: createHash('sha256').update(String(packages)).digest('hex'), name });
  return Number(lastInsertRowid);
}

/** A section of a selection with its lines. */
export interface SectionLines extends Pick<Section, 'device' | 'branch'> {
  readonly lines: readonly Line[];
}

/** Hands a selection of lines to the journal, vouched for by a commission without limits. */
export function deliverSelection(ledger: TestLedger, sections: readonly SectionLines[]): Received {
  const { database, journal } = ledger.context;
  const voucher = 'commission';
  database
    .prepare(
      "INSERT OR IGNORE INTO device (id, person, state, role) VALUES (@voucher, '周科长', 'approved', 'commission')",
    )
    .run({ voucher });
  return journal.receiveSelection({
    sections: sections.map(({ device, branch, lines }) => ({ device, branch, lines: lines.length })),
    ndjson: Buffer.concat(
      sections.flatMap(({ lines }) => lines.flatMap((line) => [writeLine(line), Buffer.from('\n')])),
    ),
    package: packageRow(ledger, '市-返-0001.wubao'),
    voucher,
  });
}

/** Puts a package row under a stream, as the import does, and hands it to the journal. */
export function deliver(ledger: TestLedger, streams: readonly Omit<Stream, 'package'>[]): Received[] {
  const { database, journal } = ledger.context;
  const numbered = streams.map((stream) => {
    database
      .prepare("INSERT OR IGNORE INTO device (id, person, state) VALUES (@id, @id, 'approved')")
      .run({ id: stream.device });
    return { ...stream, package: packageRow(ledger, `${stream.device}-${stream.from}.wubao`) };
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
