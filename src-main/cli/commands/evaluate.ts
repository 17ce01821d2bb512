import type { ScoredRegion } from '../../../src-shared/contract/evaluation-values';
import { extraPoints } from '../../../src-shared/rules/evaluation';
import { parsePeriod } from '../../../src-shared/rules/period';
import { indicatorKinds } from '../../../src-shared/rules/rubric-indicators';
import { Refusal } from '../../../src-shared/terms/errors';
import { command } from '../invocation';
import { columns } from '../table';

const points = (value: number | null) => (value === null ? '—' : value.toFixed(1));

const line = (scored: ScoredRegion) => [
  scored.rank === null ? '—' : String(scored.rank),
  scored.region,
  ...scored.indicators.map((one) => points(one.points)),
  points(scored.basic),
  points(extraPoints(scored)),
  points(scored.total),
];

export const evaluateCommand = command(
  'evaluate',
  '按考评规则给各地打分、排名次',
  {
    options: {
      period: { type: 'string', valueHint: '2018-Q3', required: true, description: '期次，季度、年，或者半月、月' },
      rubric: { type: 'string', valueHint: 'NAME', description: '考评规则的名称，不写就用现行的' },
    },
  },
  async (invocation, { period = '', rubric }) => {
    if (!parsePeriod(period)) throw new Refusal('invalid_period', { period });
    const sheet = await invocation.call('evaluations.show', { period, ...(rubric ? { rubric } : {}) });
    const regions = [...sheet.regions].sort((a, b) => (a.rank ?? 99) - (b.rank ?? 99));
    const heads = sheet.rubric.indicators.map(({ code }) => indicatorKinds[code].short);
    const head = ['名次', '属地', ...heads, '基本分', '加减分', '总分'];
    const state = sheet.publishedAt ? '已公布' : sheet.running ? '试算，本期未结束' : '未公布';
    return {
      json: regions.map((scored) => ({
        region: scored.region,
        indicators: scored.indicators.map(({ code, value, points: earned }) => ({ code, value, points: earned })),
        bonus: extraPoints(scored),
        total: scored.total,
        rank: scored.rank,
      })),
      text: [
        `${sheet.periodName}考评（${sheet.rubric.name}，${state}），数据截至 ${sheet.asOf}`,
        columns([head, ...regions.map(line)], [0, ...Array.from(head, (_, index) => index).slice(2)]),
        '调度口径，不作统计数据使用',
      ].join('\n'),
    };
  },
);
