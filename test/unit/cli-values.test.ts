import { describe, expect, test } from 'vitest';
import { parseMoney } from '../../src-main/cli/money-text';
import { columns } from '../../src-main/cli/table';
import { entityNamed, parseAssignments, splitAssignment } from '../../src-main/cli/values';
import { entityOf } from '../../src-shared/entities/entities';

describe('money as it is typed', () => {
  test.each([
    ['68000000', 68_000_000],
    ['6800万', 68_000_000],
    ['6,800万元', 68_000_000],
    ['６８００万', 68_000_000],
    ['1.2亿', 120_000_000],
    ['0.00012345亿元', 12_345],
    ['9999.5万', 99_995_000],
    ['-300万', -3_000_000],
    ['0', 0],
  ])('%s is %d yuan', (text, yuan) => {
    expect(parseMoney(text)).toBe(yuan);
  });

  test.each(['', '万', '六千万', '6800.5', '0.00001万', '1e8', '12美元', '1.2.3亿', '99999999999亿', 'NaN'])(
    '%s is no whole number of yuan',
    (text) => {
      expect(parseMoney(text)).toBeUndefined();
    },
  );
});

describe('field=value', () => {
  const project = entityOf('project');
  const parse = (...words: string[]) => parseAssignments(project, words.map(splitAssignment), () => '2018');

  test('reads money, dates, choices and regions as people write them', () => {
    expect(
      parse(
        'total_investment=1.2亿',
        '属地=昌邑',
        'lifecycle=在建',
        'actual_start=2018年4月6日',
        'planned_finish=2019.8',
        'signed_on=2018/3/5',
        'tiers=省、市',
        'note=a=b',
      ),
    ).toEqual({
      total_investment: 120_000_000,
      region: '220202',
      lifecycle: 'construction',
      actual_start: '2018-04-06',
      planned_finish: '2019-08',
      signed_on: '2018-03-05',
      tiers: ['province', 'city'],
      note: 'a=b',
    });
  });

  test('an empty value clears, a plan takes its year from the name or from outside', () => {
    expect(parse('code=', 'annual_plan.2017=300万', 'annual_plan=', 'fund_sources.中央预算内=1亿')).toEqual({
      code: null,
      annual_plan: { 2017: 3_000_000, 2018: null },
      fund_sources: { 中央预算内: 100_000_000 },
    });
  });

  test.each([
    ['region=火星', 'invalid_value'],
    ['lifecycle=不知道', 'invalid_value'],
    ['total_investment=很多', 'invalid_value'],
    ['fund_sources=1亿', 'invalid_value'],
    ['nonsense=1', 'unknown_field'],
    ['name.2018=1', 'unknown_field'],
  ])('%s is refused with %s', (word, code) => {
    expect(() => parse(word)).toThrow(expect.objectContaining({ failure: expect.objectContaining({ code }) }));
  });

  test('what is no assignment, or names a field twice, is wrong usage', () => {
    expect(() => splitAssignment('总投资')).toThrow('字段=值');
    expect(() => parse('name=甲', '项目名称=乙')).toThrow('写了两次');
    expect(() => parse('annual_plan=1', 'annual_plan.2018=2')).toThrow('写了两次');
  });

  test('choices go by names that hold brackets, blanks and the signs that part a list', () => {
    const listing = entityOf('listing');
    const reasons = (text: string) =>
      parseAssignments(listing, [{ name: 'other_reasons', value: text }], () => undefined);
    const [first, , , , , , , , ninth] = listing.fields.other_reasons?.choices ?? [];
    expect(reasons(`${first?.label}，${ninth?.label} B`)).toEqual({ other_reasons: ['A', 'I', 'B'] });
    expect(reasons('')).toEqual({ other_reasons: null });
    expect(() => reasons('A、没有的')).toThrow(
      expect.objectContaining({ failure: expect.objectContaining({ code: 'invalid_value' }) }),
    );
    expect(() => reasons('AB')).toThrow();
  });

  test('entities go by name or label', () => {
    expect(entityNamed('permit')).toBe('permit');
    expect(entityNamed('手续')).toBe('permit');
    expect(() => entityNamed('projekt')).toThrow('projekt');
  });
});

test('a table of Chinese text stands in straight columns', () => {
  const table = columns(
    [
      ['名称', '金额'],
      ['a', '1,200'],
      ['碳纤维', '3'],
    ],
    [1],
  );
  expect(table).toBe('名称     金额\na       1,200\n碳纤维      3');
});
