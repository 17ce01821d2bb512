import type { FieldValue } from '../../../src-shared/entities/field';
import { checkFigures, type Finding } from '../../../src-shared/rules/checks';
import { lifecycleOf } from '../../../src-shared/rules/ledger-views';
import { formatMoney, formatMoneyWithUnit } from '../../../src-shared/terms/format';
import type { Doubts } from './excel-doubts';
import { type PlannedProject, plannedValue } from './excel-planned';
import { targetOf } from './excel-targets';

const numberOf = (value: FieldValue | undefined) => (typeof value === 'number' ? value : null);
const textOf = (value: FieldValue | undefined) => (typeof value === 'string' ? value : null);

/** Checks of domain.md rule 7 on what a row changes: each finding is a doubt that lets the value pass unless a person says otherwise. */
export function checkPlanned(planned: PlannedProject, doubts: Doubts): void {
  const reported = [...planned.months]
    .flatMap(([month, { set }]) => (typeof set.completed === 'number' ? [month] : []))
    .sort();
  const dates = {
    lifecycle: textOf(plannedValue(planned, 'lifecycle')),
    actual_start: textOf(plannedValue(planned, 'actual_start')),
    actual_finish: textOf(plannedValue(planned, 'actual_finish')),
  };
  const figures = {
    total_investment: numberOf(plannedValue(planned, 'total_investment')),
    annual_plan: (plannedValue(planned, 'annual_plan') as Record<string, number> | null | undefined) ?? null,
    completed_before_year: numberOf(plannedValue(planned, 'completed_before_year')),
    actual_start: dates.actual_start,
    lifecycle: lifecycleOf(dates),
    listed_month: textOf(planned.listing.listed_month ?? planned.known?.listing?.values.listed_month),
    months: monthFigures(planned),
  };
  for (const finding of checkFigures(figures, reported.at(-1) ?? null)) ask(planned, finding, doubts);
}

function monthFigures({ known, months }: PlannedProject) {
  const all = new Set([...(known?.progress.keys() ?? []), ...months.keys()]);
  return [...all].sort().map((month) => {
    const current = known?.progress.get(month)?.values;
    const set = months.get(month)?.set;
    return {
      month,
      completed: numberOf(set?.completed ?? current?.completed),
      land: numberOf(set?.land ?? current?.land),
    };
  });
}

/** The cell that a finding is about, where this file changes it; findings about what was there before are not this import's business. */
function cellOf(planned: PlannedProject, finding: Finding): { path: string; drop: () => void } | undefined {
  const [name = '', key] = finding.field.split('.');
  if (finding.month !== null && name === 'completed') {
    const month = planned.months.get(finding.month);
    // What is left of a sum over several months is no month's work.
    if (month?.set.completed === undefined || (month.isRemainder && finding.code === 'month_over_half_plan'))
      return undefined;
    return { path: month.paths.completed ?? '', drop: () => delete month.set.completed };
  }
  const value = planned.project[name];
  if (value === undefined) return undefined;
  if (key === undefined) return { path: name, drop: () => delete planned.project[name] };
  const plans = value as Record<string, number>;
  if (!(key in plans)) return undefined;
  const rest = Object.fromEntries(Object.entries(plans).filter(([year]) => year !== key));
  return {
    path: finding.field,
    drop: () => {
      if (Object.keys(rest).length > 0) planned.project[name] = rest;
      else delete planned.project[name];
    },
  };
}

function ask(planned: PlannedProject, finding: Finding, doubts: Doubts): void {
  // A table that says nothing of starts does not say that nothing has started.
  if (finding.code === 'completed_without_start' && (plannedValue(planned, 'lifecycle') ?? null) === null) return;
  const cell = cellOf(planned, finding);
  const column = cell && planned.read.columns.get(cell.path);
  if (!cell || !column || !targetOf(cell.path)) return;
  const answer = doubts.ask({
    kind: finding.code.replaceAll('_', '-'),
    row: planned.read.row,
    column,
    message: finding.message,
    detail: finding.amounts
      ? `${formatMoney(finding.amounts[0])} 与 ${formatMoneyWithUnit(finding.amounts[1])}，可先导入`
      : '可先导入',
    choices: [
      { code: 'keep', label: '照原值' },
      { code: 'skip', label: '跳过此格' },
    ],
    preset: 'keep',
  });
  if (answer !== 'skip') return;
  cell.drop();
  const path = finding.month === null ? finding.field : `progress.${finding.month}.${finding.field}`;
  for (const difference of planned.differences) if (difference.path === path) difference.taken = false;
}
