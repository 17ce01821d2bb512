import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { corpus } from '../corpus/corpus';
import type { Expectation } from '../corpus/expectation';
import { expectationOf } from '../corpus/ledger';
import { disagreements, readThroughTheDoor } from '../support/ledger-reading';

const ledgers = path.join(import.meta.dirname, '../fixtures/ledgers');
const suffix = '.expected.json';
const files = readdirSync(ledgers)
  .filter((name) => name.endsWith(suffix))
  .map((name) => name.slice(0, -suffix.length));
const expectationIn = (file: string) =>
  JSON.parse(readFileSync(path.join(ledgers, `${file}${suffix}`), 'utf8')) as Expectation;

describe.each(files)('%s', (file) => {
  const { sheets, tries } = expectationIn(file);
  test.each(sheets)(`is read as a clerk reads it: ${tries}`, async (expected) => {
    const reading = await readThroughTheDoor(path.join(ledgers, file), expected.sheet).catch((error: Error) => {
      if (expected.orRefused && error.message.startsWith('excel.preview: ')) return null;
      throw error;
    });
    if (!reading) return;
    const wrong = disagreements(expected, reading);
    expect(wrong, wrong.join('\n')).toEqual([]);
  });
});

test('the files are those that the generator writes', async () => {
  expect(files.toSorted()).toEqual(corpus.map((ledger) => ledger.file).toSorted());
  for (const ledger of corpus) {
    const { expectation } = await expectationOf(ledger);
    expect(expectationIn(ledger.file)).toEqual(JSON.parse(JSON.stringify(expectation)));
  }
});
