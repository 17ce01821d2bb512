import { describe, expect, test } from 'vitest';
import { type BulletinFacts, bulletinText, type CorrectionLine } from '../../src-shared/rules/bulletin-prose';
import type { RegionCounts } from '../../src-shared/rules/indicators';
import { factsOfFigures } from '../support/bulletin-facts';
import { figuresFrom } from '../support/figures';

type Counts = Readonly<Record<string, Partial<RegionCounts>>>;

const parts = (set: Counts, more: Partial<BulletinFacts> = {}, period = '2018-09-H1') =>
  bulletinText(factsOfFigures(figuresFrom(set, { period }), more));
const lines = (...given: Parameters<typeof parts>) =>
  parts(...given).flatMap((part) => part.items.map((item) => `${item.lead}：${item.text}`));
const line = (lead: string, ...given: Parameters<typeof parts>) =>
  lines(...given)
    .find((text) => text.startsWith(`${lead}：`))
    ?.slice(lead.length + 1);

const city: Counts = {
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
      '项目入统：应入统60项，已入统51项，入统率85.0%，未入统9项，须于9月底前完成。各地情况见下表。',
      '开工和储备：应开工4项，已开工2项，开工率50.0%；计划开工4项，手续齐备1项，前期工作成熟率25.0%；招商签约4项，落地2项，招商落地率50.0%；谋划储备4项。各地情况见下表。',
      '存在问题：舒兰市完成率低于序时进度10个百分点以上；龙潭区还有未入统项目；2项到期未开工，涉及龙潭区。',
      '紧盯入统窗口：9月20日前报齐市级材料，未入统的9项逐项说明原因，不得代填代报。',
      '加快投资进度：低于序时进度的舒兰市、龙潭区要逐个项目明确进度目标，做好要素保障，实施精准调度。',
      '确保按期开工：到期未开工的2项要逐项制定开工时间表，倒排推进前期工作，加快各项手续批办。',
    ]);
  });

  test('without a denominator there is no rate, and what nothing supports is left out', () => {
    expect(parts({}).map((part) => part.heading)).toEqual(['总体情况']);
    expect(lines({})).toEqual([
      '投资进度：全市在建项目0项，本年完成0.0亿元，没有年度计划，不计完成率。',
      '项目入统：没有应入统项目。各地情况见下表。',
      '开工和储备：谋划储备0项。各地情况见下表。',
      '存在问题：没有完成率低于序时进度10个百分点以上的地区，没有到期未开工和应入未入项目。',
    ]);
    expect(lines({}).join('')).not.toMatch(/NaN|Infinity|null|undefined|—|100\.0%/);
  });

  test('all listed: nothing is asked for, nobody stands last', () => {
    const through = Object.fromEntries(
      ['昌邑区', '龙潭区', '船营区', '丰满区', '永吉县', '蛟河市', '桦甸市'].map((name) => [
        name,
        { due: 5, listed: 5 },
      ]),
    );
    expect(line('项目入统', through)).toBe(
      '应入统35项，已入统35项，入统率100.0%，应入统项目已全部入统。各地情况见下表。',
    );
    expect(line('紧盯入统窗口', through)).toBeUndefined();
    expect(line('存在问题', through)).not.toContain('居后');
  });

  test('above and on 序时进度', () => {
    const at = (completed: number) => line('投资进度', { 龙潭区: { projects: 1, annual_plan: 12_000_000, completed } });
    expect(at(9_000_000)).toContain('高于序时进度4.2个百分点');
    expect(at(8_500_000)).toContain('与序时进度持平');
  });

  test('the plan’s deadline stands only in the month that the plan speaks of, the window follows the period', () => {
    expect(line('项目入统', city, {}, '2018-10-H1')).toBe(
      '应入统60项，已入统51项，入统率85.0%，未入统9项。各地情况见下表。',
    );
    for (const period of ['2018-09-H2', '2018-09', '2018-Q3'])
      expect(line('项目入统', city, {}, period)).toContain('须于9月底前完成');
    const window = (period: string, cityWindow = 20) =>
      line('紧盯入统窗口', city, { cityWindow }, period)?.split('前报齐')[0];
    expect(
      ['2018-10-H1', '2018-10-H2', '2018-10', '2018-Q3', '2018-12-H2', '2018', '2019-01-H1'].map((one) => window(one)),
    ).toEqual(['10月20日', '11月20日', '11月20日', '10月20日', '2019年2月20日', '2019年2月20日', '2月20日']);
    expect(window('2018-09-H1', 12)).toBe('10月12日');
  });

  test('the last three by listing are named when there are enough regions, those who share the place with them', () => {
    const due = (listed: number) => ({ due: 10, listed });
    const six = { 昌邑区: due(9), 龙潭区: due(8), 船营区: due(7), 丰满区: due(4), 永吉县: due(3), 蛟河市: due(2) };
    expect(line('存在问题', six)).toContain('蛟河市、永吉县、丰满区入统率居后三位');
    expect(line('存在问题', { ...six, 船营区: due(4) })).toContain('蛟河市、永吉县、船营区、丰满区入统率居后四位');
  });

  test('many regions are three and a number', () => {
    const names = ['昌邑区', '龙潭区', '船营区', '丰满区', '永吉县', '蛟河市', '桦甸市'];
    const slow = Object.fromEntries(
      names.map((name, index) => [name, { projects: 1, annual_plan: 100_000_000, completed: index * 1_000_000 }]),
    );
    expect(line('存在问题', slow)).toContain('昌邑区、龙潭区、船营区等7个地区完成率低于序时进度10个百分点以上');
  });
});

describe('what stands beside the figures', () => {
  const before = figuresFrom(
    {
      龙潭区: { projects: 38, annual_plan: 6_150_000_000, completed: 3_600_000_000, due: 38, listed: 26, reserve: 5 },
      舒兰市: { projects: 22, annual_plan: 2_290_000_000, completed: 1_350_000_000, due: 22, listed: 22 },
    },
    { period: '2018-08-H2', frozenAt: '2018-09-01T09:00:00+08:00' },
  );

  test('against the period before: sums, shares, and who rose and fell', () => {
    expect(line('较上期变化', city, { previous: { name: '8月下半月', figures: before } })).toBe(
      '与8月下半月相比，本年完成投资增加3.6亿元，完成率提高4.3个百分点，已入统项目增加3项，入统率提高5.0个百分点，谋划储备项目减少1项；进度名次上升的有龙潭区；进度名次下降的有舒兰市。',
    );
    expect(line('较上期变化', city)).toBeUndefined();
  });

  test('a year begins anew: no investment of the year before is held against it', () => {
    const text = line('较上期变化', city, { previous: { name: '2018年12月下半月', figures: before } }, '2019-01-H1');
    expect(text).toContain('与2018年12月下半月相比，已入统项目增加3项');
    expect(text).not.toMatch(/本年完成投资|完成率|名次/);
  });

  test('corrections: three by name, the others counted and in a table', () => {
    const one = (index: number): CorrectionLine => ({
      period: '8月下半月',
      region: ['昌邑区', '龙潭区', '船营区', '丰满区'][index] ?? '永吉县',
      measure: index === 1 ? 'completed' : 'listed',
      before: index === 1 ? 3_890_000_000 : 29,
      after: index === 1 ? 3_790_000_000 : 28,
      reasons: [],
    });
    const of = (count: number) => parts(city, { corrections: Array.from({ length: count }, (_, index) => one(index)) });
    const text = (count: number) => of(count).find(({ heading }) => heading === '更正事项')?.items[0];
    expect(text(0)).toBeUndefined();
    expect(text(2)).toEqual({
      lead: '数据更正',
      text: '8月下半月通报中，昌邑区已入统项目29项更正为28项；龙潭区本年完成投资38.9亿元更正为37.9亿元。',
    });
    expect(text(4)?.text).toMatch(/船营区已入统项目29项更正为28项；另有1处，见下表。$/);
    expect(text(4)?.table).toBe('corrections');
    expect(of(4).map(({ heading }) => heading)).toEqual(['总体情况', '更正事项', '下步要求']);
  });

  test('a correction of a figure that this program does not know is not worded', () => {
    const unknown = { period: '8月', region: '龙潭区', measure: 'toString', before: 1, after: 2, reasons: [] };
    expect(parts(city, { corrections: [unknown] }).map(({ heading }) => heading)).not.toContain('更正事项');
  });

  test('targets: what is reached, what is left, whom it concerns; a target without figures says so', () => {
    const target = { region: '全市', by: '9月底前', measure: 'listed', value: 60, actual: 51 };
    expect(line('目标完成', city, { targets: [target] })).toBe('9月底前已入统项目目标60项，现为51项，还差9项。');
    expect(line('目标完成', city, { targets: [{ ...target, actual: 60 }] })).toContain('现为60项，已完成');
    expect(line('目标完成', city, { targets: [{ ...target, actual: null }] })).toContain('现无可比数据');
    const rate = { region: '全市', by: '年底前', measure: 'completion_rate', value: 1, actual: 0.629 };
    const own = { ...target, region: '龙潭区', value: 38, actual: 29 };
    expect(line('目标完成', city, { targets: [rate, own, { ...own, region: '舒兰市', value: 22, actual: 22 }] })).toBe(
      '年底前投资完成率目标100.0%，现为62.9%，还差37.1个百分点；有目标的2个地区中1个尚未完成，为龙潭区。',
    );
    expect(line('目标完成', city)).toBeUndefined();
  });

  test('scores: first and last places only where there are enough', () => {
    const scores = ['高新区', '桦甸市', '磐石市', '龙潭区', '丰满区', '舒兰市'].map((region, index) => ({
      region,
      score: 90 - index,
      place: index + 1,
    }));
    expect(line('综合考评', city, { evaluation: { name: '默认考评规则', scores } })).toBe(
      '各地得分按“默认考评规则”计，见推进情况表；高新区、桦甸市、磐石市居前三位；舒兰市、丰满区、龙潭区居后三位。',
    );
    expect(line('综合考评', city, { evaluation: { name: '默认考评规则', scores: scores.slice(0, 2) } })).toBe(
      '各地得分按“默认考评规则”计，见推进情况表。',
    );
  });

  test('problems: counted, and asked for only where some are overdue', () => {
    const problems = { open: 12, raised: 3, closed: 2, overdue: 0, city: 0 };
    expect(line('存在问题', city, { problems })).toMatch(/截至9月15日未销号问题12个，本期新增3个、销号2个。$/);
    expect(line('加快问题办结', city, { problems })).toBeUndefined();
    const late = { ...problems, overdue: 4, city: 1 };
    expect(line('存在问题', city, { problems: late })).toMatch(/，超过时限4个，由市联席会议协调1个。$/);
    expect(line('加快问题办结', city, { problems: late })).toMatch(/^超过时限的4个问题/);
    const nothing = { open: 0, raised: 0, closed: 0, overdue: 0, city: 0 };
    expect(line('存在问题', city, { problems: nothing })).not.toContain('未销号');
  });
});
