import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { LedgerContext } from '../../src-main/ledger/context';
import { historyOf } from '../../src-main/ledger/journal/history';
import { PackageImport } from '../../src-main/ledger/sync/import-packages';
import { StreamChecker } from '../../src-main/ledger/sync/stream-checker';
import { threadBundle } from '../support/reader-bundle';
import { Author, digest, Ledgers, ndjson, place } from '../support/sync-ledgers';

const ledgers = new Ledgers();
const authors = Array.from({ length: 8 }, () => new Author());
const perPackage = 900;
const note = '征地拆迁尚未完成，预计下月底前交地，施工单位已进场'.repeat(3);

/** Everybody writes of the same records, some of it in a shape that only a later version knows. */
const linesOf = (author: Author, index: number) =>
  author
    .lines(perPackage, 1, (n) => ({
      name: `项目${n}`,
      total_investment: n * 1_000 + index,
      note: n % 7 === 0 ? '\ud800 半个字' : `${note}${n}`,
      ...(n % 50 === 0 ? { not_yet_invented: [n] } : {}),
    }))
    .map((line) => Buffer.from(String(line).replaceAll(`0190-${author.id}`, '0190-same')));
const streams = authors.map(linesOf);

function commission(): LedgerContext {
  const context = ledgers.commission();
  for (const { id, publicKey } of authors)
    context.database
      .prepare("INSERT INTO device (id, public_key, state) VALUES (@id, @publicKey, 'approved')")
      .run({ id, publicKey });
  return context;
}

function packages(context: LedgerContext): string[] {
  return authors.map((author, index) =>
    place(context, `${index}.wubao`, author.package(streams[index] as readonly Buffer[])),
  );
}

const run = (context: LedgerContext, files: string[], checker: StreamChecker) =>
  new PackageImport(context, undefined, () => undefined, checker).run(files);

/** From sources there is no thread. */
const here = () => new StreamChecker();

describe('streams checked ahead in a thread', () => {
  it('leave the ledger as those that are checked here', async () => {
    const [with_, without] = [commission(), commission()];
    const folder = ledgers.folder('线程');
    const [thread, log] = [path.join(folder, 'thread.cjs'), path.join(folder, 'answers')];
    writeFileSync(log, '');
    writeFileSync(
      thread,
      `const { notify } = Atomics; Atomics.notify = (...to) => { require('node:fs').appendFileSync(${JSON.stringify(log)}, '.'); return notify(...to); };
       require(${JSON.stringify(await threadBundle('sync/stream-thread'))});`,
    );
    const outcomes = await run(with_, packages(with_), new StreamChecker(thread));
    expect(readFileSync(log, 'utf8')).toMatch(/^\.{3,}$/);
    expect(outcomes.map(({ outcome, applied }) => [outcome, applied])).toEqual(
      authors.map(() => ['merged', perPackage]),
    );
    await run(without, packages(without), here());
    expect(digest(with_)).toBe(digest(without));
    const id = '0190-same-50';
    const told = (context: LedgerContext) =>
      historyOf(context.journal.core, 'project', id).map(({ dot, field, to }) => [dot, field, to]);
    expect(told(with_)).toEqual(told(without));
    expect(told(with_)).toContainEqual([`${authors[7]?.id}:50`, 'total_investment', 50_007]);
  });

  it('leave out the one that lies, and only that', async () => {
    const context = commission();
    const files = packages(context);
    const liar = authors[4] as Author;
    const lines = [...(streams[4] as readonly Buffer[])];
    const forged = {
      ...liar.manifest(lines),
      range: { ...(liar.manifest(lines).range as object), after: 'ab'.repeat(32) },
    };
    writeFileSync(files[4] as string, liar.seal(forged, ndjson(lines)));
    const outcomes = await run(context, files, new StreamChecker(await threadBundle('sync/stream-thread')));
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(
      authors.map((_, index) => (index === 4 ? 'quarantined' : 'merged')),
    );
    expect(outcomes[4]?.message).toContain('改动的校验链对不上');
  });

  it.each([
    ['fails at its start', "throw new Error('no memory');"],
    ['never answers', 'for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);'],
    [
      'answers that it could not tell',
      "const { workerData: { port, counts } } = require('node:worker_threads'); const n = new Int32Array(counts); port.onmessage = ({ data: { job } }) => { port.postMessage({ job }); Atomics.add(n, 1, 1); Atomics.notify(n, 1); };",
    ],
  ])('are checked here where the thread %s', async (_, source) => {
    const [context, plain] = [commission(), commission()];
    const thread = path.join(ledgers.folder('线程'), 'thread.cjs');
    writeFileSync(thread, source);
    const outcomes = await run(context, packages(context), new StreamChecker(thread));
    expect(outcomes.every(({ outcome }) => outcome === 'merged')).toBe(true);
    await run(plain, packages(plain), here());
    expect(digest(context)).toBe(digest(plain));
  });
});
