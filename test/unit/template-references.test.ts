import { describe, expect, test } from 'vitest';
import {
  copyFormula,
  RowPlan,
  rowFormula,
  shiftFormula,
  shiftRanges,
} from '../../src-main/ledger/office/template-references';

/** Rows 5 to 14 become 20: everything below moves by 10. */
const grown = new RowPlan([{ first: 5, last: 14, rows: 20 }]);
/** Rows 5 to 14 become 3. */
const shrunk = new RowPlan([{ first: 5, last: 14, rows: 3 }]);
/** A table without a row of its own: 4 rows are put in before row 5. */
const added = new RowPlan([{ first: 5, last: 4, rows: 4 }]);

describe('a formula outside the rows', () => {
  test.each([
    ['SUM(D5:D14)', 'SUM(D5:D24)', 'SUM(D5:D7)'],
    ['SUM(D$5:D$14)/COUNTA($B$5:$B$14)', 'SUM(D$5:D$24)/COUNTA($B$5:$B$24)', 'SUM(D$5:D$7)/COUNTA($B$5:$B$7)'],
    ['SUM(D5:D13)', 'SUM(D5:D24)', 'SUM(D5:D7)'],
    ['SUM(D4:D15)', 'SUM(D4:D25)', 'SUM(D4:D8)'],
    ['D15+D16-D3', 'D25+D26-D3', 'D8+D9-D3'],
    [
      'IF(A15="D15:D16",LOG10(D15),D15*1E5)',
      'IF(A25="D15:D16",LOG10(D25),D25*1E5)',
      'IF(A8="D15:D16",LOG10(D8),D8*1E5)',
    ],
    ['SUM(A:A)+SUM($5:$14)', 'SUM(A:A)+SUM($5:$24)', 'SUM(A:A)+SUM($5:$7)'],
    [
      "表一!D15+'表 二'!D15+D15_合计+Table1[D15]",
      "表一!D25+'表 二'!D15+D15_合计+Table1[D15]",
      "表一!D8+'表 二'!D15+D15_合计+Table1[D15]",
    ],
  ])('%s', (formula, whenGrown, whenShrunk) => {
    expect(shiftFormula(formula, '表一', true, grown)).toBe(whenGrown);
    expect(shiftFormula(formula, '表一', true, shrunk)).toBe(whenShrunk);
  });

  test('in another sheet moves only where it names this one', () => {
    expect(shiftFormula("D15+'表 一'!D15+SUM('表 一'!D5:D14)", '表 一', false, grown)).toBe(
      "D15+'表 一'!D25+SUM('表 一'!D5:D24)",
    );
  });

  test('below a table without rows moves down', () => {
    expect(shiftFormula('D5+D4', '表一', true, added)).toBe('D9+D4');
    expect(shiftRanges('A5:D6 F4', added)).toBe('A9:D10 F4');
  });

  test('of two regions each moves by what stands above it', () => {
    const plan = new RowPlan([
      { first: 12, last: 13, rows: 5 },
      { first: 5, last: 7, rows: 1 },
    ]);
    expect(shiftFormula('SUM(D5:D7)+SUM(D12:D13)+D9+D20', '表一', true, plan)).toBe('SUM(D5:D5)+SUM(D10:D14)+D7+D21');
  });
});

describe('a formula of a row', () => {
  const region = grown.regions[0];
  if (!region) throw new Error('no region');
  test.each([
    // own row and the one above it
    ['F6/E6', 6, 9, 'F9/E9'],
    ['D5+C6', 6, 9, 'D8+C9'],
    // share of a total below, fixed or not
    ['D5/D15', 5, 11, 'D11/D25'],
    ['D5/$D$15', 5, 11, 'D11/$D$25'],
    // place among all
    ['RANK(D5,D$5:D$14)', 5, 24, 'RANK(D24,D$5:D$24)'],
    ['RANK(D5,D5:D14)', 5, 24, 'RANK(D24,D5:D24)'],
    // running sum
    ['SUM(D$5:D6)', 6, 20, 'SUM(D$5:D20)'],
    ['ROW()-4', 5, 20, 'ROW()-4'],
    // another sheet is looked up by the same key
    ['VLOOKUP(B5,库!A:C,2,0)', 5, 8, 'VLOOKUP(B8,库!A:C,2,0)'],
    ['库!C5', 5, 8, '库!C8'],
  ])('%s from row %i in row %i', (formula, source, target, expected) => {
    expect(rowFormula(formula, '表一', grown, region, source, target)).toBe(expected);
  });

  test('of a table with one blank row', () => {
    const plan = new RowPlan([{ first: 5, last: 5, rows: 8 }]);
    const [only] = plan.regions;
    if (!only) throw new Error('no region');
    expect(rowFormula('SUM(D5:G5)+F5', '表一', plan, only, 5, 7)).toBe('SUM(D7:G7)+F7');
    expect(shiftFormula('SUM(D5:D5)', '表一', true, plan)).toBe('SUM(D5:D12)');
  });
});

test('a copied formula moves rows and columns that are not fixed', () => {
  expect(copyFormula('B5*$C5+D$5+$E$5', 2, 1)).toBe('C7*$C7+E$5+$E$5');
});
