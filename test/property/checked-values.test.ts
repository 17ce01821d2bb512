import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainlyFits } from '../../src-main/ledger/journal/checked-values';
import { type EntityName, entityNames, entityOf } from '../../src-shared/entities/entities';
import { type FieldValue, fieldSchema } from '../../src-shared/entities/field';

const fields = entityNames.flatMap((entity: EntityName) => Object.values(entityOf(entity).fields));

const value: fc.Arbitrary<unknown> = fc.oneof(
  fc.constant(null),
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.integer({ min: 0, max: 4200 }).map((length) => '字'.repeat(length)),
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10)),
  fc.constantFrom('2018-02-30', '2018-09', '2018-13', '1899-12-31', '2199-12-31', '2018-9-1', '9999-01-01'),
  fc.integer({ min: -5, max: 120 }),
  fc.double(),
  fc.constantFrom(Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER + 1, -0, Number.NaN, Number.POSITIVE_INFINITY),
  fc.boolean(),
  fc.array(fc.string({ maxLength: 6 }), { maxLength: 3 }),
  fc.dictionary(
    fc.oneof(fc.integer({ min: 1890, max: 2210 }).map(String), fc.string({ maxLength: 42 })),
    fc.oneof(fc.maxSafeInteger(), fc.double(), fc.constant(null)),
    { maxKeys: 3, noNullPrototype: true },
  ),
);

const own = fields.flatMap((field) => field.choices?.map(({ code }) => code) ?? []);
const fitting = fc.oneof(
  value,
  fc.constantFrom(...own),
  fc.subarray(own, { maxLength: 3 }),
  fc.dictionary(fc.integer({ min: 2000, max: 2030 }).map(String), fc.maxSafeInteger(), {
    maxKeys: 4,
    noNullPrototype: true,
  }),
);

test('a rare character, which takes two places of a string, counts once', () => {
  const field = { kind: 'text', label: '期次', maxLength: 3 } as const;
  for (const text of ['𠮷𠮷𠮷', '𠮷𠮷𠮷𠮷', '字字字', '字字字字']) {
    expect(plainlyFits(field, text)).toBe(fieldSchema(field).safeParse(text).success);
  }
});

test('what fits plainly is just what the schema of the field takes', () => {
  fc.assert(
    fc.property(fc.constantFrom(...fields), fitting, (field, candidate) => {
      const taken = fieldSchema(field).nullable().safeParse(candidate).success;
      expect(plainlyFits(field, candidate as FieldValue)).toBe(taken);
    }),
    { numRuns: 20_000 },
  );
});
