import fc from 'fast-check';
import { expect, test } from 'vitest';
import { layoutArbitrary } from '../corpus/random-choices';
import { randomLedger } from '../corpus/random-layout';
import { disagreements, readThroughTheDoor } from '../support/ledger-reading';
import { putFile } from '../support/workbook';

test('random projects written in a random layout come back to the yuan and the day', async () => {
  await fc.assert(
    fc.asyncProperty(layoutArbitrary, async (layout) => {
      const { file, bytes, expected, drawn } = await randomLedger(layout);
      const reading = await readThroughTheDoor(putFile(file, bytes));
      const wrong = disagreements(expected, reading);
      expect(wrong, `${file}\n${drawn}\n${wrong.join('\n')}`).toEqual([]);
    }),
    { numRuns: 80, includeErrorInReport: true },
  );
});
