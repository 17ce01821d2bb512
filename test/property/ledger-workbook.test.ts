import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { regions } from '../../src-shared/catalogues/regions';
import { entityOf } from '../../src-shared/entities/entities';
import { type Field, type FieldValue, maxLengthOf } from '../../src-shared/entities/field';
import { secrecyMark } from '../../src-shared/rules/secrecy';
import { makeLedger, temporaryFolder } from '../support/ledger';

const text = (limit: number) =>
  fc
    .oneof(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.string({ unit: 'grapheme', maxLength: 12 }),
      fc.stringMatching(/^[ _x&#;<>a-f0-9\n=+@'-]{0,14}$/),
      fc.constantFrom('null', 'true', '2018-09-16', '1E3', '43210', '￥5', '{"a":1}', '删后又改', '编号（勿改）'),
    )
    .map((words) => words.slice(0, limit))
    // What the ledger itself refuses, or another program cannot carry (a lone half of a pair).
    .filter((words) => !/\p{Surrogate}/u.test(words) && secrecyMark(words) === undefined);

const day = fc
  .date({ min: new Date('1900-01-01T00:00:00Z'), max: new Date('2199-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

function sampleOf(field: Field): fc.Arbitrary<FieldValue> {
  switch (field.kind) {
    case 'money':
    case 'integer':
      return fc.oneof(fc.maxSafeInteger(), fc.integer());
    case 'percent':
      return fc.integer({ min: 0, max: 100 });
    case 'date':
      return day;
    case 'month':
      return day.map((date) => date.slice(0, 7));
    case 'day_or_month':
      return fc.oneof(
        day,
        day.map((date) => date.slice(0, 7)),
      );
    case 'choice':
      return fc.constantFrom(...(field.choices ?? []).map(({ code }) => code));
    case 'choices':
      return fc.subarray((field.choices ?? []).map(({ code }) => code));
    case 'region':
      return fc.constantFrom(...regions.map(({ code }) => code));
    case 'money_by_year':
      return fc.dictionary(fc.integer({ min: 1900, max: 2199 }).map(String), fc.maxSafeInteger(), { maxKeys: 3 });
    case 'money_by_channel':
      return fc.dictionary(
        text(40).filter((key) => key.trim() === key && key !== ''),
        fc.maxSafeInteger(),
        { maxKeys: 3 },
      );
    case 'reference':
      return fc.constant(null);
    default:
      return text(maxLengthOf(field));
  }
}

const recordOf = (entity: 'project' | 'listing_event' | 'policy' | 'contact') =>
  fc.record(
    Object.fromEntries(
      Object.entries(entityOf(entity).fields).flatMap(([name, field]) =>
        field.kind === 'reference' || field.storedIn ? [] : [[name, sampleOf(field)]],
      ),
    ),
    { requiredKeys: [] },
  );

test('whatever the records hold, a workbook brings all of it into a new ledger', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(recordOf('project'), { minLength: 1, maxLength: 6 }),
      fc.array(recordOf('policy'), { maxLength: 3 }),
      fc.array(recordOf('contact'), { maxLength: 3 }),
      async (projects, policies, contacts) => {
        const ledger = await makeLedger();
        const { journal } = ledger.context;
        const make = (entity: 'project' | 'policy' | 'contact', sets: readonly object[], required: string) => {
          for (const [index, set] of sets.entries())
            journal.commit([{ entity, id: null, set: { ...set, [required]: `第 ${index} 条` } as never }]);
        };
        make('project', projects, 'name');
        make('policy', policies, 'title');
        make('contact', contacts, 'name');
        const file = path.join(temporaryFolder(), '整本.xlsx');
        await ledger.call('excel.export', { file });
        const before = (await ledger.call('ledger.digest', {})).digest;
        const same = await ledger.call('excel.import', { file });
        expect(same).toMatchObject({ created: 0, updated: 0, problems: [], skipped: [] });
        const other = await makeLedger();
        expect(await other.call('excel.import', { file })).toMatchObject({ problems: [], skipped: [] });
        expect((await other.call('ledger.digest', {})).digest).toBe(before);
        ledger.door.close();
        other.door.close();
      },
    ),
    { numRuns: 60 },
  );
});
