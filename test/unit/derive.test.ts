import { describe, expect, test } from 'vitest';
import type { Project } from '../../src-shared/entities/project';
import { derive, deriveFromSums } from '../../src-shared/rules/derive';
import { projectOf } from '../support/plain-ledger';

const today = '2018-09-16';
const rows = [
  { month: '2017-12', completed: 900_000_000 },
  { month: '2018-06', completed: 62_000_000 },
  { month: '2018-08', completed: 53_600_000 },
  { month: '2018-09', completed: 11_600_000 },
  { month: '2018-10', completed: 70_000_000 },
  { month: '2018-07', completed: null },
];
const fields: Partial<Project> = {
  lifecycle: 'construction',
  region: '220202',
  annual_plan: { '2017': 1, '2018': 240_000_000 },
  planned_start: '2018-06-15',
  actual_start: '2018-07-31',
  listing: 'listed',
};

describe('derived figures', () => {
  test('this year up to this month, to the yuan', () => {
    const derived = derive(projectOf(fields), rows, null, today);
    expect(derived).toMatchObject({
      year: 2018,
      annualPlan: 240_000_000,
      completedThisYear: 127_200_000,
      completedThisMonth: 11_600_000,
      completionRate: 0.53,
      timeProportional: 8.5 / 12,
      start: '2018-07-31',
      patron: '谢义',
      light: { color: 'yellow' },
    });
    expect(derived.gap).toBeCloseTo(-17.8333, 4);
  });

  test('the same from sums that the database made', () => {
    const project = projectOf(fields);
    const sums = { completedThisYear: 127_200_000, completedThisMonth: 11_600_000 };
    expect(deriveFromSums(project, sums, null, today)).toEqual(derive(project, rows, null, today));
  });

  test('a project that has not started has no completion rate', () => {
    const derived = derive(projectOf({ ...fields, lifecycle: 'preparation', actual_start: null }), rows, null, today);
    expect([derived.completionRate, derived.gap, derived.start]).toEqual([null, null, '2018-06-15']);
  });

  test('no plan is no rate, and a plan of nothing neither', () => {
    expect(derive(projectOf({ ...fields, annual_plan: null }), rows, null, today)).toMatchObject({
      annualPlan: null,
      completionRate: null,
      gap: null,
    });
    expect(derive(projectOf({ ...fields, annual_plan: { '2018': 0 } }), rows, null, today)).toMatchObject({
      annualPlan: 0,
      completionRate: null,
    });
    expect(derive(projectOf({ ...fields, annual_plan: { '2017': 5 } }), rows, null, today).annualPlan).toBeNull();
  });

  test('a month that nobody reported is unknown, not nothing', () => {
    expect(derive(projectOf(fields), [], null, today)).toMatchObject({
      completedThisMonth: null,
      completedThisYear: 0,
    });
  });

  test('a patron of its own goes before the one of the region', () => {
    expect(derive(projectOf({ ...fields, patron: '陈东' }), [], null, today).patron).toBe('陈东');
    expect(derive(projectOf({ ...fields, region: null }), [], null, today).patron).toBeNull();
  });
});
