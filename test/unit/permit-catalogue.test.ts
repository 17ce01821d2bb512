import { describe, expect, test } from 'vitest';
import type { Setting } from '../../src-shared/contract/rule-values';
import {
  type CatalogueRow,
  catalogueDifference,
  catalogueOf,
  overrideOf,
  permitCatalogue,
} from '../../src-shared/rules/permit-catalogue';
import { ruleBook } from '../../src-shared/rules/rule-book';

const rowOf = (settings: Setting[], scope: string, code: string) =>
  catalogueOf(settings, scope, 'city').rows.find(({ item }) => item.code === code) as CatalogueRow;
const citys: Setting = {
  scope: 'city',
  key: 'permit.P306',
  value: { department: '市审批局', workdays: 5, limitUnitInLaw: '工作日' },
};
const own: Setting = {
  scope: '220202',
  key: 'permit.P306',
  value: { department: '区审批局', workdays: 3, limitUnitInLaw: '工作日' },
};

describe('the catalogue of a place', () => {
  test('is what the program brings, then what the city set, then the place itself; the rule book agrees', () => {
    for (const settings of [[], [citys], [own], [citys, own]]) {
      for (const scope of ['city', '220202', '220203']) {
        expect(catalogueOf(settings, scope, 'city').rows.map(({ item }) => item)).toEqual(
          ruleBook(settings, scope).permits,
        );
      }
    }
    expect(rowOf([citys], '220202', 'P306')).toMatchObject({ own: false, fromCity: true });
    expect(rowOf([citys, own], '220202', 'P306')).toMatchObject({ own: true, fromCity: false });
    expect(rowOf([citys, own], '220202', 'P306').without.workdays).toBe(5);
    expect(rowOf([citys], 'city', 'P306')).toMatchObject({ own: true, fromCity: false });
  });

  test('stores a whole override, and none where it says what holds anyway', () => {
    const row = rowOf([citys], '220202', 'P306');
    expect(overrideOf(row, { workdays: 4 })).toEqual({ department: '市审批局', workdays: 4, limitUnitInLaw: '工作日' });
    expect(overrideOf(rowOf([citys, own], '220202', 'P306'), { department: '市审批局', workdays: 5 })).toBeNull();
  });

  test('is replaced as a whole by an imported one', () => {
    const items = permitCatalogue.slice(0, 2);
    const settings: Setting[] = [{ scope: '220202', key: 'permits', value: items }];
    expect(catalogueOf(settings, '220202', 'city')).toMatchObject({ imported: true });
    expect(catalogueOf(settings, '220202', 'city').rows).toHaveLength(2);
    expect(catalogueOf(settings, '220203', 'city')).toMatchObject({ imported: false });
  });

  test('what a file would change is told by code', () => {
    const [first, second, third] = permitCatalogue as [never, never, never] & typeof permitCatalogue;
    const next = [{ ...(first as object), workdays: 9 }, second, { ...(third as object), code: 'X1' }] as never;
    expect(catalogueDifference([first, second, third], next)).toEqual({
      added: ['X1'],
      changed: ['P101'],
      gone: ['P103'],
    });
    expect(catalogueDifference(permitCatalogue, permitCatalogue)).toEqual({ added: [], changed: [], gone: [] });
  });
});
