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

/** Ledgers that the reader is still being mended for; must be empty. */
const pending: readonly string[] = [
  'borders-without-text.xlsx',
  'broken-words.xlsx',
  'cells-without-addresses.xlsx',
  'centred-by-eye.xlsx',
  'codes-as-numbers.xlsx',
  'commas-gbk.csv',
  'commas-utf8-mark.csv',
  'commas-utf8.csv',
  'date-1904.xlsx',
  'days-of-every-kind.xlsx',
  'days-unclear.xlsx',
  'ditto.xlsx',
  'excel-97.xls',
  'four-deep.xlsx',
  'fund-sources.xlsx',
  'groups-beside-numbers.xlsx',
  'groups-of-groups.xlsx',
  'hidden.xlsx',
  'left-without-header.xlsx',
  'listed-yes-and-no.xlsx',
  'many-sheets.xlsx',
  'merged-everything.xlsx',
  'merged-over-two-rows.xlsx',
  'month-pairs.xlsx',
  'months-as-dates.xlsx',
  'months-as-decimals.xlsx',
  'months-of-two-years.xlsx',
  'name-far-right.xlsx',
  'names-like-furniture.xlsx',
  'natures-and-tiers.xlsx',
  'negotiation.xlsx',
  'not-listed-ticks.xlsx',
  'one-cell-off.xlsx',
  'open-document.ods',
  'printed-pages.xlsx',
  'quarters.xlsx',
  'rates-and-errors.xlsx',
  'region-blocks.xlsx',
  'region-left.xlsx',
  'region-words.xlsx',
  'remarks-beside.xlsx',
  'reporting-unit.xlsx',
  'reserve.xlsx',
  'row-of-units.xlsx',
  'row-without-name.xlsx',
  'same-name.xlsx',
  'side-by-side.xlsx',
  'signed.xlsx',
  'small-projects.xlsx',
  'start-to-finish.xlsx',
  'sums-since-january.xlsx',
  'tabs-gbk.xls',
  'tabs-utf16.csv',
  'text-numbers.xlsx',
  'to-be-started.xlsx',
  'two-kinds-of-figures.xlsx',
  'two-rows-a-project.xlsx',
  'unicode-text.txt',
  'unit-in-a-column.xlsx',
  'unit-in-cells.xlsx',
  'unit-in-corner.xlsx',
  'unit-in-footnote.xlsx',
  'unit-per-block.xlsx',
  'unit-per-column.xlsx',
  'unit-thousand.xlsx',
  'web-page-gb2312.xls',
  'web-page.xls',
  'web-system.xlsx',
  'wordy-headers.xlsx',
  'wps.et',
  'xml-2003.xls',
];

describe.each(files.filter((file) => !pending.includes(file) || process.env.WUBAO_CORPUS_ALL))('%s', (file) => {
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
