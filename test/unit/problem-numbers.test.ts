import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  confirmedNumbers,
  type NumberedProblem,
  nextProvisional,
  nextSlipNumber,
  placeShort,
  provisionalNumber,
} from '../../src-shared/rules/problem-numbers';

const changyi = '220202';
const problemOf = (fields: Partial<NumberedProblem>): NumberedProblem => ({
  id: 'q',
  deleted: false,
  region: changyi,
  reported_on: '2018-09-16',
  number: null,
  provisional_number: null,
  ...fields,
});

describe('provisional numbers', () => {
  test('carry the machine, and go on after all that it has given', () => {
    const first = nextProvisional([], changyi, '2018', '3f2a9c1b00000000');
    expect(first).toBe('昌邑-2018-临3F2A9C1B-001');
    expect(nextProvisional([first, '昌邑-2018-临3F2A9C1B-009'], changyi, '2018', '3f2a9c1b00000000')).toBe(
      '昌邑-2018-临3F2A9C1B-010',
    );
    expect(nextProvisional([first], changyi, '2019', '3f2a9c1b00000000')).toBe('昌邑-2019-临3F2A9C1B-001');
    expect(provisionalNumber(changyi, '2018', 'aaaaaaaa00000000', 1)).not.toBe(first);
    expect([placeShort(null), placeShort(changyi)]).toEqual(['吉市', '昌邑']);
  });
});

const anyProblems = fc
  .array(
    fc.record({
      region: fc.constantFrom(changyi, '220203', null),
      reported_on: fc.option(fc.constantFrom('2017-12-31', '2018-01-01', '2018-09-16'), { nil: null }),
      number: fc.option(fc.constantFrom('昌邑-2018-003', '昌邑-2018-017', '手工编号'), { nil: null, freq: 2 }),
      provisional_number: fc.option(
        fc.integer({ min: 1, max: 9 }).map((serial) => `昌邑-2018-临AAAAAAAA-00${serial}`),
        { nil: null },
      ),
      deleted: fc.boolean(),
    }),
    { maxLength: 12 },
  )
  .map((problems) => problems.map((problem, index): NumberedProblem => ({ ...problem, id: `q${index}` })));

describe('final numbers', () => {
  test('are one series a place and year, in the order of report', () => {
    const given = confirmedNumbers(
      [
        problemOf({ id: 'b', reported_on: '2018-09-16' }),
        problemOf({ id: 'a', reported_on: '2018-09-16', provisional_number: '昌邑-2018-临BBBBBBBB-001' }),
        problemOf({ id: 'c', reported_on: '2018-09-01' }),
        problemOf({ id: 'd', region: '220203' }),
        problemOf({ id: 'e', reported_on: '2017-05-01' }),
        problemOf({ id: 'gone', deleted: true, number: '昌邑-2018-017' }),
      ],
      '2018-09-16',
    );
    expect(Object.fromEntries(given.map(({ id, number }) => [id, number]))).toEqual({
      e: '昌邑-2017-001',
      c: '昌邑-2018-018',
      a: '昌邑-2018-019',
      b: '昌邑-2018-020',
      d: '龙潭-2018-001',
    });
  });

  test('are never given twice, never changed, and do not depend on the order of the rows', () => {
    fc.assert(
      fc.property(anyProblems, fc.infiniteStream(fc.nat()), (problems, randoms) => {
        const confirmed = confirmedNumbers(problems, '2018-09-16');
        const stream = randoms[Symbol.iterator]();
        const shuffled = problems
          .map((problem) => ({ problem, at: stream.next().value as number }))
          .sort((a, b) => a.at - b.at)
          .map(({ problem }) => problem);
        expect(confirmedNumbers(shuffled, '2018-09-16')).toEqual(confirmed);
        const numbers = confirmed.map(({ number }) => number);
        expect(new Set(numbers).size).toBe(numbers.length);
        for (const number of numbers) expect(problems.some((problem) => problem.number === number)).toBe(false);
        const after = problems.map((problem) => ({
          ...problem,
          number: confirmed.find(({ id }) => id === problem.id)?.number ?? problem.number,
        }));
        expect(confirmedNumbers(after, '2018-09-16')).toEqual([]);
      }),
    );
  });
});

test('slips have a series a place, year and kind', () => {
  const given = ['昌邑督〔2018〕9号', '昌邑督〔2017〕40号', '昌邑提〔2018〕2号'];
  expect(nextSlipNumber(given, changyi, '2018', 'supervision')).toBe('昌邑督〔2018〕10号');
  expect(nextSlipNumber(given, changyi, '2018', 'liaison')).toBe('昌邑联〔2018〕1号');
  expect(nextSlipNumber(given, null, '2018', 'reminder')).toBe('吉市提〔2018〕1号');
});
