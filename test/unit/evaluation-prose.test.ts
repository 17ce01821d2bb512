import { describe, expect, test } from 'vitest';
import type { EvaluationSheet, ScoredMark } from '../../src-shared/contract/evaluation-values';
import { scoreRegions } from '../../src-shared/rules/evaluation';
import { evaluationProse, markWords } from '../../src-shared/rules/evaluation-prose';
import { defaultRubric } from '../../src-shared/rules/rubric-presets';
import { changyi, evaluated, september } from '../support/evaluated-regions';

const veto: Partial<ScoredMark> = { kind: 'veto', item: '弄虚作假', points: 0, state: 'proposed' };

function sheetOf(
  marks: Readonly<Record<string, readonly Partial<ScoredMark>[]>> = {},
  set: Partial<EvaluationSheet> = {},
): EvaluationSheet {
  const regions = ['甲区', '乙区', '丙区', '丁区', '戊区', '己区'].map((name, index) =>
    evaluated(name, { ...changyi, listed: 30 - index * 4, problems_due: index === 4 ? 0 : 6 }, marks[name] ?? []),
  );
  return {
    period: '2018-Q3',
    periodName: '2018年第三季度',
    figures: '2018-09-H2',
    asOf: '2018-09-30',
    timeProportional: 0.75,
    timeWords: '9月下半月 9 ÷ 12 ＝ 75.0%',
    running: false,
    frozen: false,
    publishedAt: null,
    comparedWith: null,
    rubric: defaultRubric,
    regions: scoreRegions(defaultRubric, regions, september).map((scored, index) => ({
      ...scored,
      source: '',
      movement: [2, 0, -1, -1, 0, 0][index] ?? null,
    })),
    ...set,
  };
}

describe('考评结果 in sentences', () => {
  test('names first and last places from the scores', () => {
    const sheet = sheetOf();
    const { basis, overall } = evaluationProse(sheet);
    expect(basis).toBe(
      '按照考评规则“默认”，对6个县（市）区、开发区2018年第三季度项目建设工作进行考评，数据截至2018年9月30日，序时进度为75.0%。',
    );
    const of = (name: string) => sheet.regions.find(({ region }) => region === name)?.total?.toFixed(1);
    expect(overall).toEqual([
      `综合得分居前三位的是甲区（${of('甲区')}分）、乙区（${of('乙区')}分）、丙区（${of('丙区')}分）；居后三位的是戊区（${of('戊区')}分）、丁区（${of('丁区')}分）、己区（${of('己区')}分）。`,
    ]);
  });

  test('says a trial is one, and what moved against what', () => {
    const { basis, overall } = evaluationProse(sheetOf({}, { running: true, comparedWith: '2018年第二季度考评' }));
    expect(basis).toContain('2018年第三季度尚未结束，以下为试算，不作为考评结果使用。');
    expect(overall[1]).toBe('与2018年第二季度考评相比，甲区上升2位，丙区、丁区下降1位。');
  });

  test('of an indicator: the most, the fewest, who is not scored; all alike are said so', () => {
    const { indicators } = evaluationProse(sheetOf());
    const of = (name: string) => indicators.find((one) => one.name === name)?.sentence;
    expect(of('项目入统率')).toBe('甲区得分最高，为19.4分；己区得分最低，为6.5分。');
    expect(of('问题办结率')).toBe('各地均得3.3分；戊区不计分。');
  });

  test('what is being checked is never said as if it were so', () => {
    const { marks } = evaluationProse(
      sheetOf({
        甲区: [
          { item: '上争资金', points: 2 },
          { kind: 'deduction', item: '逾期', points: 0.5 },
        ],
        乙区: [veto, { item: '集中开工', state: 'proposed' }],
        丙区: [{ ...veto, state: 'approved' }],
        丁区: [{ state: 'refused' }],
      }),
    );
    expect(marks).toEqual([
      '经认定，甲区因上争资金加2分，甲区因逾期扣0.5分。',
      '丙区因弄虚作假一票否决，保留得分，不参加排名。',
      '乙区有关弄虚作假的反映，乙区集中开工的加分正在核查，本次不计入。',
    ]);
    expect(evaluationProse(sheetOf()).marks).toEqual([]);
  });

  test('marks in words', () => {
    const mark = evaluated('甲', {}, [veto]).marks[0];
    expect(mark && markWords(mark)).toBe('弄虚作假一票否决（核查中）');
  });
});
