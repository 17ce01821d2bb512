import { describe, expect, test } from 'vitest';
import { ageClass, curveSteps, funnelCounts, funnelReached, weeksBefore } from '../../src-shared/rules/dispatch-charts';
import { linearShares, winterShares } from '../../src-shared/rules/time-curve';

const sums = {
  year: 2018,
  month: 3,
  half: 1 as const,
  annualPlan: 1200,
  completed: [100, 50, 30, 0, 0, 0, 0, 0, 0, 0, 0, 0],
  planned: [null, 80, 90, null, null, null, null, null, null, null, null, null],
  frozenHalves: new Map([
    [1, 40],
    [2, 90],
  ]),
};
const at = (label: string, own: Partial<typeof sums> = {}, shares = linearShares) =>
  curveSteps({ ...sums, ...own }, shares).find((step) => step.label === label);

describe('the S-curve', () => {
  test('ends in the period itself, knows frozen halves, and nothing later', () => {
    expect(curveSteps(sums, linearShares)).toHaveLength(24);
    expect(at('1月上')).toMatchObject({ end: '2018-01-15', due: 50, completed: 40, planned: null });
    expect(at('1月')).toMatchObject({ end: '2018-01-31', due: 100, completed: 100, planned: 0 });
    expect(at('2月')).toMatchObject({ end: '2018-02-28', completed: 150, planned: 80 });
    expect(at('3月上')).toMatchObject({ completed: 180, due: 250 });
    expect(at('3月')).toMatchObject({ completed: null, planned: 170 });
  });
  test('a frozen half that is below the month before it was corrected since: it is left out', () => {
    expect(at('2月上')).toMatchObject({ completed: null });
    expect(at('2月上', { frozenHalves: new Map([[2, 120]]) })).toMatchObject({ completed: 120 });
  });
  test('goes by the chosen curve of the year, and without plans of months has none', () => {
    expect(at('1月', {}, winterShares)?.due).toBe(0);
    expect(at('12月', {}, winterShares)?.due).toBe(1200);
    expect(at('3月', { planned: sums.completed.map(() => null) as never })?.planned).toBeNull();
  });
});

describe('signed projects', () => {
  const project = { started: false, preparing: false, registered: false, paidIn: false };
  test('have landed where money of a registered company is there, or where they went on', () => {
    expect(funnelReached(project)).toBe(1);
    expect(funnelReached({ ...project, paidIn: true })).toBe(1);
    expect(funnelReached({ ...project, registered: true })).toBe(2);
    expect(funnelReached({ ...project, registered: true, paidIn: true })).toBe(3);
    expect(funnelReached({ ...project, preparing: true })).toBe(4);
    expect(funnelReached({ ...project, started: true })).toBe(5);
  });
  test('are counted at every step that they have passed', () => {
    expect(funnelCounts([project, { ...project, registered: true }, { ...project, started: true }])).toEqual([
      3, 2, 1, 1, 1,
    ]);
  });
});

test('ages end on their last day', () => {
  expect([0, 7, 8, 15, 16, 30, 31, 60, 61, 900].map(ageClass)).toEqual([0, 0, 1, 1, 2, 2, 3, 3, 4, 4]);
});

test('weeks begin on Monday, the last one is that of the day', () => {
  expect(weeksBefore('2018-09-16', 2)).toEqual(['2018-09-03', '2018-09-10']);
  expect(weeksBefore('2018-09-17', 2)).toEqual(['2018-09-10', '2018-09-17']);
});
