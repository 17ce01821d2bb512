import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expectationOf, type Ledger } from './ledger';
import { blockLedgers } from './ledgers-blocks';
import { bureauLedgers } from './ledgers-bureaus';
import { dayLedgers } from './ledgers-days';
import { figureLedgers } from './ledgers-figures';
import { fileLedgers } from './ledgers-files';
import { habitLedgers } from './ledgers-habits';
import { headerLedgers } from './ledgers-headers';
import { listingLedgers } from './ledgers-listing';
import { listLedgers } from './ledgers-lists';
import { monthLedgers } from './ledgers-months';
import { moreLedgers } from './ledgers-more';
import { promotionLedgers } from './ledgers-promotion';
import { regionLedgers } from './ledgers-regions';
import { trapLedgers } from './ledgers-traps';

export const corpus: readonly Ledger[] = [
  ...bureauLedgers,
  ...regionLedgers,
  ...headerLedgers,
  ...monthLedgers,
  ...figureLedgers,
  ...dayLedgers,
  ...listingLedgers,
  ...promotionLedgers,
  ...habitLedgers,
  ...trapLedgers,
  ...listLedgers,
  ...blockLedgers,
  ...moreLedgers,
  ...fileLedgers,
];

/** Writes every ledger and what it means into the folder, anew. */
export async function writeCorpus(folder: string): Promise<number> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const ledger of corpus) {
    const { bytes, expectation } = await expectationOf(ledger);
    writeFileSync(path.join(folder, ledger.file), bytes);
    writeFileSync(path.join(folder, `${ledger.file}.expected.json`), `${JSON.stringify(expectation, null, 1)}\n`);
  }
  return corpus.length;
}
