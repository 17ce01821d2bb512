import { describe, expect, test } from 'vitest';
import { bulletinText } from '../../src-main/ledger/office/bulletin-prose';
import type { RegionCounts } from '../../src-shared/rules/indicators';
import { type Period, parsePeriod } from '../../src-shared/rules/period';
import { figuresFrom } from '../support/figures';

const text = (set: Readonly<Record<string, Partial<RegionCounts>>>, period = '2018-09-H1') =>
  bulletinText(figuresFrom(set, { period }), parsePeriod(period) as Period);
const lines = (set: Parameters<typeof text>[0], period?: string) =>
  text(set, period).flatMap((part) => part.items.map((item) => `${item.lead}：${item.text}`));
const city = {
  龙潭区: {
    projects: 38,
    annual_plan: 6_150_000_000,
    completed: 4_100_000_000,
    due: 38,
    listed: 29,
    planned_starts: 4,
    started: 2,
    signed: 4,
    landed: 2,
    preparing: 4,
    prepared: 1,
    reserve: 3,
  },
  舒兰市: { projects: 22, annual_plan: 2_290_000_000, completed: 1_210_000_000, due: 22, listed: 22, reserve: 1 },
};

describe('text of the bulletin', () => {
  test('every figure in it is one of the figures', () => {
    expect(lines(city)).toEqual([
      '投资进度：全市在建项目60项，本年完成53.1亿元，占年度计划的62.9%，低于序时进度7.9个百分点。',
      '项目入统：已入统51项，入统率85.0%，未入统9项，须于9月底前完成。各地情况见下表。',
      '开工和储备：应开工4项，已开工2项，开工率50.0%；计划开工4项，手续齐备1项，前期工作成熟率25.0%；招商签约4项，落地2项，招商落地率50.0%；谋划储备4项。各地情况见下表。',
      '存在问题：舒兰市完成率低于序时进度10个百分点以上；龙潭区还有未入统项目；2项到期未开工，涉及龙潭区。',
      '紧盯入统窗口：9月20日前报齐市级材料，未入统的9项逐项说明原因，不得代填代报。',
      '加快投资进度：低于序时进度的舒兰市、龙潭区要逐个项目明确进度目标，做好要素保障，实施精准调度。',
      '确保按期开工：到期未开工的2项要逐项制定开工时间表，倒排推进前期工作，加快各项手续批办。',
    ]);
  });

  test('without a denominator there is no rate, and what nothing supports is left out', () => {
    const parts = text({});
    expect(parts.map((part) => part.heading)).toEqual(['总体情况']);
    expect(lines({})).toEqual([
      '投资进度：全市在建项目0项，本年完成0.0亿元，没有年度计划，不计完成率。',
      '项目入统：没有应入统项目。各地情况见下表。',
      '开工和储备：谋划储备0项。各地情况见下表。',
      '存在问题：没有完成率低于序时进度10个百分点以上的地区，没有到期未开工和应入未入项目。',
    ]);
    expect(lines({}).join('')).not.toMatch(/NaN|Infinity|null|—|100\.0%/);
  });

  test('above and on 序时进度', () => {
    const at = (completed: number) => lines({ 龙潭区: { projects: 1, annual_plan: 12_000_000, completed } })[0];
    expect(at(9_000_000)).toContain('高于序时进度4.2个百分点');
    expect(at(8_500_000)).toContain('与序时进度持平');
  });

  test('the plan’s deadline stands only in the month that the plan speaks of, the window follows the period', () => {
    expect(lines(city, '2018-10-H1')[1]).toBe('项目入统：已入统51项，入统率85.0%，未入统9项。各地情况见下表。');
    const window = (period: string) =>
      lines(city, period)
        .find((line) => line.startsWith('紧盯'))
        ?.slice(7, 13);
    expect(['2018-10-H1', '2018-10-H2', '2018-12-H2', '2019-01-H1'].map(window)).toEqual([
      '10月20日',
      '11月20日',
      '2月20日前',
      '2月20日前',
    ]);
  });

  test('the last three by listing are named when there are enough regions, those who share the place with them', () => {
    const due = (listed: number) => ({ due: 10, listed });
    const six = { 昌邑区: due(9), 龙潭区: due(8), 船营区: due(7), 丰满区: due(4), 永吉县: due(3), 蛟河市: due(2) };
    expect(lines(six)[3]).toContain('蛟河市、永吉县、丰满区入统率居后三位');
    expect(lines({ ...six, 船营区: due(4) })[3]).toContain('蛟河市、永吉县、船营区、丰满区入统率居后四位');
  });
});
