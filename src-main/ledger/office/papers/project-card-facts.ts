import type { PaperCell } from '../../../../src-shared/contract/paper-values';
import { permit as permitEntity } from '../../../../src-shared/entities/permit';
import { project as projectEntity } from '../../../../src-shared/entities/project';
import { percentagePoints, rate } from '../../../../src-shared/rules/indicators';
import { isStarted } from '../../../../src-shared/rules/ledger-views';
import type { LightRuleSet } from '../../../../src-shared/rules/light-rules';
import { monthsOfYear, planCurve } from '../../../../src-shared/rules/month-plans';
import { latestPeriod, timeProportional } from '../../../../src-shared/rules/period';
import { isBeforeStart } from '../../../../src-shared/rules/permit-nodes';
import type { Stage } from '../../../../src-shared/rules/stages';
import { formatDate, formatDay, formatMoney, formatMoneyWithUnit, unknown } from '../../../../src-shared/terms/format';
import type { RowOf } from '../../queries/rows';
import type { CardCurve, CardStage, ProjectCard } from './project-card-paper';

/** The parts of a project card that follow from its records; `project-card.ts` puts them together. */

/** Words that fit: the card stays one page whatever somebody wrote. */
export function clip(text: string, most: number): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > most ? `${line.slice(0, most - 1)}…` : line;
}

/** '9月30日' this year, '19年6月' in another. */
export function shortDate(date: string | null, today: string): string {
  if (date === null) return formatDate(date);
  if (date.slice(0, 4) === today.slice(0, 4))
    return date.length === 10 ? formatDay(date) : `${Number(date.slice(5))}月`;
  return `${date.slice(2, 4)}年${Number(date.slice(5, 7))}月`;
}

export function cardStage(stage: Stage, today: string): CardStage {
  return {
    state: stage.state,
    name: `${stage.name} ${stage.done}/${stage.nodes.length}`,
    word: stageWord(stage, today),
  };
}

function stageWord({ state, nodes, done }: Stage, today: string): string {
  const last = nodes
    .flatMap(({ date }) => date ?? [])
    .sort()
    .at(-1);
  if (done === nodes.length) return last ? `完成，${shortDate(last, today)}` : '完成';
  if (state === 'past') return `${nodes.length - done} 项没有记录`;
  const next = nodes.find((node) => node.state === 'next');
  if (next) {
    if (next.late !== null) return `缺${next.name}，迟 ${next.late} 天`;
    return next.planned ? `${next.name}，${shortDate(next.planned, today)}前` : `下一步 ${next.name}`;
  }
  const planned = nodes
    .flatMap((node) => node.planned ?? [])
    .sort()
    .at(-1);
  return planned ? `计划 ${shortDate(planned, today)}` : '';
}

type Rows = readonly RowOf<'progress'>[];

const yuanPerWan = 10_000;

/** Curve of the year from its beginning; null without a plan, or before the start. */
export function cardCurve(
  project: Pick<RowOf<'project'>, 'annual_plan' | 'lifecycle' | 'actual_start' | 'actual_finish'>,
  rows: Rows,
  today: string,
  rules: LightRuleSet,
): CardCurve | null {
  const year = Number(today.slice(0, 4));
  const plan = project.annual_plan?.[year] ?? null;
  if (plan === null || plan <= 0 || !isStarted(project)) return null;
  const known = rows.filter(({ month, completed }) => month !== null && month <= today && completed !== null);
  const last =
    known
      .map(({ month }) => month ?? '')
      .sort()
      .at(-1) ?? '';
  let total = 0;
  const actual = monthsOfYear(year).map((month) => {
    total += known.find((row) => row.month === month)?.completed ?? 0;
    return month <= last ? total / yuanPerWan : null;
  });
  const planned = planCurve(rows, year)?.cumulative.map((yuan) => yuan / yuanPerWan) ?? null;
  const due = Array.from(
    { length: 12 },
    (_, month) => (plan * timeProportional(month + 1, 2, rules.monthShares)) / yuanPerWan,
  );
  return { actual: [0, ...actual], planned: planned && [0, ...planned], due: [0, ...due] };
}

/** The last three months that were reported, the newest first; cumulative within the year. The present month stands at its half-month. */
export function cardPeriods(
  project: Pick<RowOf<'project'>, 'annual_plan' | 'lifecycle' | 'actual_start' | 'actual_finish'>,
  rows: Rows,
  today: string,
  rules: LightRuleSet,
): PaperCell[][] {
  const known = rows
    .flatMap((row) => (row.month === null ? [] : [{ ...row, month: row.month }]))
    .sort((a, b) => a.month.localeCompare(b.month));
  const latest = latestPeriod(today);
  return known
    .map((row) => {
      const year = row.month.slice(0, 4);
      const total = known
        .filter(({ month }) => month.startsWith(year) && month <= row.month)
        .reduce((sum, { completed }) => sum + (completed ?? 0), 0);
      const isLatest = latest.code.startsWith(row.month);
      const due = timeProportional(Number(row.month.slice(5)), isLatest ? latest.half : 2, rules.monthShares);
      // What has not begun is not behind: its plan is not due yet.
      const plan = isStarted(project) ? (project.annual_plan?.[year] ?? 0) : 0;
      const gap = percentagePoints(rate(total, plan), due);
      return [
        isLatest ? latest.shortName : shortDate(row.month, today),
        row.completed,
        total,
        gap,
        clip(row.image_progress ?? '', 26),
      ];
    })
    .slice(-3)
    .reverse();
}

const permitStates = permitEntity.fields.state.choices;
/** More permits than these the column beside the curve does not hold. */
const mostPermits = 7;

/** Permits that building waits for: how many are granted, and the open ones, soonest first. */
export function cardPermits(permits: readonly RowOf<'permit'>[], today: string): ProjectCard['permits'] {
  const counted = permits.filter((permit) => isBeforeStart(permit) && permit.state !== 'not_needed');
  const open = counted
    .filter((permit) => permit.state !== 'granted' && permit.actual_finish === null)
    .sort((a, b) => (a.planned_finish ?? '9').localeCompare(b.planned_finish ?? '9'));
  if (counted.length === 0) return { count: '', rows: [['没有列手续', '']] };
  const count = `办结 ${counted.length - open.length} / ${counted.length}`;
  if (open.length === 0) return { count, rows: [['已全部办结', '']] };
  const shown = open.length > mostPermits ? open.slice(0, mostPermits - 1) : open;
  const rows = shown.map((permit): [string, string] => [
    clip(permit.name ?? '手续', 13),
    [
      permitStates.find(({ code }) => code === permit.state)?.label ?? '未启动',
      permit.planned_finish && shortDate(permit.planned_finish, today),
    ]
      .filter(Boolean)
      .join('，'),
  ]);
  return {
    count,
    rows: open.length > shown.length ? [...rows, [`另 ${open.length - shown.length} 项未办结`, '']] : rows,
  };
}

const choiceOf = (
  name: 'promotion_stage' | 'readiness' | 'national_library' | 'intended_channel',
  code: string | null,
) => projectEntity.fields[name].choices.find((choice) => choice.code === code)?.label ?? unknown;

/** A third row of facts while a project is planned or promoted: whose money, how far, how ripe. Nothing for one that is prepared or built. */
export function promotionFacts(project: RowOf<'project'>, today: string): [string, string][] {
  if (project.lifecycle === 'reserve') {
    const year = Number(today.slice(0, 4));
    const needs = [1, 2, 3].map((after) => project.funding_need?.[year + after] ?? null);
    const known = needs.filter((need) => need !== null);
    const need = known.length > 0 ? known.reduce((sum, one) => sum + one, 0) : null;
    return [
      ['谋划深度', choiceOf('readiness', project.readiness)],
      ['国家库状态', choiceOf('national_library', project.national_library)],
      ['拟投向', choiceOf('intended_channel', project.intended_channel)],
      [`${year + 1}至${year + 3}年需求`, formatMoneyWithUnit(need)],
    ];
  }
  if (project.lifecycle !== 'negotiation' && project.lifecycle !== 'signed') return [];
  return [
    ['投资方', clip(project.investor ?? unknown, 12)],
    ['招商进展', choiceOf('promotion_stage', project.promotion_stage)],
    ['签约日期', formatDate(project.signed_on)],
    ['协议 / 到位', `${formatMoney(project.agreed_amount)} / ${formatMoneyWithUnit(project.paid_in_amount)}`],
  ];
}
