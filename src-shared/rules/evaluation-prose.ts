import type { EvaluationSheet, ScoredMark, ScoredRegion } from '../contract/evaluation-values';
import { formatDate, formatRate } from '../terms/format';
import { figure } from './evaluation-points';

const kindWords: Record<ScoredMark['kind'], string> = { bonus: '加分', deduction: '扣分', veto: '一票否决' };
const stateWords: Record<ScoredMark['state'], string> = { proposed: '核查中', approved: '已认定', refused: '不认定' };

/** '投产项目加 2 分（已认定）', '弄虚作假一票否决（核查中）'. */
export function markWords({ kind, item, points, state }: ScoredMark): string {
  const what = kind === 'veto' ? kindWords[kind] : `${kind === 'bonus' ? '加' : '扣'} ${figure(points)} 分`;
  return `${item}${what}（${stateWords[state]}）`;
}

const listed = (names: readonly string[]) => names.join('、');
const points = (value: number | null) => (value === null ? '—' : value.toFixed(1).replace('-', '−'));

const ranked = (regions: readonly ScoredRegion[]) =>
  regions.filter(({ rank }) => rank !== null).sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0));

/** '居前三位的是高新区（91.0 分）、…': regions in the first or last places, ties with them. */
function headSentence(regions: readonly ScoredRegion[]): string | null {
  const order = ranked(regions);
  if (order.length < 4) return null;
  const first = order.filter(({ rank }) => (rank ?? 99) <= 3);
  const named = ({ region, total }: ScoredRegion) => `${region}（${points(total)}分）`;
  const rest = order.filter(({ rank }) => (rank ?? 99) > 3);
  const last = rest.length < 3 ? '' : `；居后三位的是${listed(rest.slice(-3).map(named))}`;
  return `综合得分居前三位的是${listed(first.map(named))}${last}。`;
}

/** Who won and lost most places; null where nothing is to compare with or nobody moved. */
function movementSentence(regions: readonly ScoredRegion[], comparedWith: string | null): string | null {
  if (comparedWith === null) return null;
  const most = Math.max(...regions.map(({ movement }) => movement ?? 0));
  const least = Math.min(...regions.map(({ movement }) => movement ?? 0));
  const of = (value: number) =>
    listed(regions.filter(({ movement }) => movement === value).map(({ region }) => region));
  const parts = [
    ...(most > 0 ? [`${of(most)}上升${most}位`] : []),
    ...(least < 0 ? [`${of(least)}下降${-least}位`] : []),
  ];
  return parts.length === 0 ? null : `与${comparedWith}相比，${parts.join('，')}。`;
}

/** Regions with full marks and with the fewest of one indicator, where they differ at all. */
function indicatorSentence(sheet: EvaluationSheet, index: number): string | null {
  const one = sheet.rubric.indicators[index];
  const scored = sheet.regions.flatMap((region) => {
    const cell = region.indicators[index];
    return cell && cell.points !== null ? [{ region: region.region, points: cell.points }] : [];
  });
  if (!one || scored.length < 2) return null;
  const most = Math.max(...scored.map((cell) => cell.points));
  const least = Math.min(...scored.map((cell) => cell.points));
  const of = (value: number) => scored.filter((cell) => cell.points === value).map(({ region }) => region);
  const [best, worst] = [of(most), of(least)];
  const many = (names: readonly string[]) =>
    names.length > 4 ? `${listed(names.slice(0, 3))}等${names.length}个地区` : listed(names);
  const only = sheet.regions.filter((region) => region.indicators[index]?.points === null).map(({ region }) => region);
  const unscored = only.length > 0 ? `；${many(only)}不计分` : '';
  if (most === least) return `各地均得${points(most)}分${unscored}。`;
  return `${many(best)}得分最高，为${points(most)}分；${many(worst)}得分最低，为${points(least)}分${unscored}。`;
}

/** What was approved and what is still being checked; null where nothing was proposed. */
function markSentences({ regions }: EvaluationSheet): string[] {
  const of = (test: (mark: ScoredMark) => boolean) =>
    regions.flatMap(({ region, marks }) => marks.filter(test).map((mark) => ({ region, mark })));
  const approved = of(({ state, kind }) => state === 'approved' && kind !== 'veto');
  const vetoed = of(({ state, kind }) => state === 'approved' && kind === 'veto');
  const checking = of(({ state }) => state === 'proposed');
  const amount = ({ kind, points: value }: ScoredMark) => `${kind === 'bonus' ? '加' : '扣'}${figure(value)}分`;
  const named = (found: typeof approved, words: (mark: ScoredMark) => string) =>
    found.map(({ region, mark }) => `${region}${words(mark)}`).join('，');
  return [
    ...(approved.length > 0 ? [`经认定，${named(approved, (mark) => `因${mark.item}${amount(mark)}`)}。`] : []),
    ...(vetoed.length > 0 ? [`${named(vetoed, ({ item }) => `因${item}一票否决`)}，保留得分，不参加排名。`] : []),
    // What is only reported is never said as if it were so.
    ...(checking.length > 0
      ? [
          `${named(checking, ({ kind, item }) => (kind === 'veto' ? `有关${item}的反映` : `${item}的${kindWords[kind]}`))}正在核查，本次不计入。`,
        ]
      : []),
  ];
}

/** Sentences of 考评结果, each from the scores themselves; one that nothing supports is left out. */
export interface EvaluationProse {
  readonly basis: string;
  readonly overall: readonly string[];
  /** One paragraph an indicator: its name and its sentence. */
  readonly indicators: readonly { readonly name: string; readonly sentence: string }[];
  readonly marks: readonly string[];
}

export function evaluationProse(sheet: EvaluationSheet): EvaluationProse {
  const { rubric, regions } = sheet;
  const state = sheet.running ? `${sheet.periodName}尚未结束，以下为试算，不作为考评结果使用。` : '';
  return {
    basis: `按照考评规则“${rubric.name}”，对${regions.length}个县（市）区、开发区${sheet.periodName}项目建设工作进行考评，数据截至${formatDate(sheet.asOf)}，序时进度为${formatRate(sheet.timeProportional)}%。${state}`,
    overall: [headSentence(regions), movementSentence(regions, sheet.comparedWith)].filter((text) => text !== null),
    indicators: rubric.indicators.flatMap(({ name }, index) => {
      const sentence = indicatorSentence(sheet, index);
      return sentence === null ? [] : [{ name, sentence }];
    }),
    marks: markSentences(sheet),
  };
}
