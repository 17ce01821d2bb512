import { useCallback } from 'react';
import type { FieldValue } from '../../../src-shared/entities/field';
import { progress as entity, type Progress } from '../../../src-shared/entities/progress';
import { percentagePoints, rate } from '../../../src-shared/rules/indicators';
import { type PlanCurve, planCurve } from '../../../src-shared/rules/month-plans';
import { latestPeriod, monthClosed, timeProportional } from '../../../src-shared/rules/period';
import type { MonthShares } from '../../../src-shared/rules/time-curve';
import type { Failure } from '../../../src-shared/terms/errors';
import { formatGap, formatMoney, unknown } from '../../../src-shared/terms/format';
import { readClipboardTexts } from '../../components/data-grid/clipboard';
import { fieldKeys } from '../../components/record-form/field-keys';
import { useField } from '../../components/record-form/use-field';
import type { ProjectFile } from './project-file';
import classes from './project-page.module.css';

/** Takes a row or a column of pasted texts as plans of the months from `month` on. */
export type PastePlans = (month: string, texts: readonly string[]) => void;
export type SaveMonth = (month: string, name: string, value: FieldValue) => Promise<Failure | null>;
type Amount = 'completed' | 'construction' | 'installation' | 'land' | 'planned' | 'statistics_completed';

interface AmountRow {
  readonly name: Amount;
  readonly label: string;
  readonly part: boolean;
}

const amounts: readonly AmountRow[] = [
  { name: 'completed', label: '当月完成', part: false },
  { name: 'construction', label: '建安', part: true },
  { name: 'installation', label: '设备', part: true },
  { name: 'land', label: '土地', part: true },
];
const planRow: AmountRow = { name: 'planned', label: '当月计划', part: false };
const statisticsRow: AmountRow = { name: 'statistics_completed', label: '统计数', part: false };

export interface MonthColumn {
  readonly month: string;
  readonly label: string;
  readonly future: boolean;
  readonly closed: boolean;
  readonly record: Progress | undefined;
  /** Yuan completed from the beginning of the year to the end of this month; null in the future. */
  readonly total: number | null;
  /** Where the month ends within the year, 0…1; of the running month, where its figures stand. */
  readonly at: number;
  /** Part of the annual plan that is due by then, 0…1. */
  readonly due: number;
  /** Yuan planned for the months up to this one, or null where no month has a plan. */
  readonly planned: number | null;
}

/** The twelve months of the year of `today`, what is known of each, and how they add up. */
export function monthsOf(file: ProjectFile, shares: MonthShares | undefined): MonthColumn[] {
  const year = file.today.slice(0, 4);
  const present = Number(file.today.slice(5, 7));
  const latest = latestPeriod(file.today);
  const half = latest.year === Number(year) && latest.month === present && latest.half === 1;
  const plans = planOf(file);
  let total = 0;
  return Array.from({ length: 12 }, (_, index) => {
    const number = index + 1;
    const month = `${year}-${String(number).padStart(2, '0')}`;
    const record = file.progress.find((entry) => entry.month === month);
    const future = number > present;
    total += future ? 0 : (record?.completed ?? 0);
    // In the first days of a month its figures are held against the month before.
    const until = number === present && latest.month === present ? latest.half : number === present ? 1 : 2;
    return {
      month,
      label: `${number}月${number === present && half ? '上' : ''}`,
      future,
      closed: monthClosed(month, file.today),
      record,
      total: future ? null : total,
      at: timeProportional(number, until),
      due: timeProportional(number, until, shares),
      planned: plans?.cumulative[index] ?? null,
    };
  });
}

/** Plans of the months of this year. */
export function planOf(file: ProjectFile): PlanCurve | null {
  return planCurve(file.progress, Number(file.today.slice(0, 4)));
}

/** Months across, figures down. The chosen month is typed in; the others show what was reported. A month to come takes only a plan. */
export function MonthTable({
  file,
  months,
  chosen,
  choose,
  save,
  pastePlans,
  attempt,
}: {
  file: ProjectFile;
  months: readonly MonthColumn[];
  chosen: string;
  choose: (month: string) => void;
  save: SaveMonth;
  pastePlans: PastePlans;
  /** Another one throws away what is typed and not saved. */
  attempt: number;
}) {
  const plan = file.derived.annualPlan;
  const planned = months.some((column) => column.planned !== null);
  const mark = (column: MonthColumn) => (column.month === chosen ? `num ${classes.chosen}` : 'num');
  const amountRow = ({ name, label, part }: AmountRow) => (
    <tr key={name} className={part ? classes.part : undefined}>
      <td>{label}</td>
      {months.map((column) => (
        <td key={column.month} className={mark(column)}>
          {column.month === chosen && file.writable && (name === 'planned' || !column.future) ? (
            <MonthCell
              key={`${column.month} ${attempt}`}
              column={column}
              name={name}
              label={label}
              save={save}
              pastePlans={name === 'planned' ? pastePlans : undefined}
            />
          ) : (
            <Figure column={column} yuan={column.record?.[name] ?? null} quiet={name === 'planned'} />
          )}
        </td>
      ))}
    </tr>
  );
  return (
    <table className={`table ${classes.months}`}>
      <thead>
        <tr>
          <th scope="col">
            <span className="visually-hidden">项目</span>
          </th>
          {months.map((column) => (
            <th
              key={column.month}
              scope="col"
              className={mark(column)}
              aria-current={column.month === chosen ? 'true' : undefined}
            >
              <button
                type="button"
                className={classes.monthButton}
                title={column.future ? `填写${column.label}计划` : `填写${column.label}`}
                onClick={() => choose(column.month)}
              >
                {column.label}
              </button>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {amounts.map(amountRow)}
        <tr className={classes.bold}>
          <td>实际累计</td>
          {months.map((column) => (
            <td key={column.month} className={mark(column)}>
              {column.total === null ? (
                ''
              ) : column.total === 0 ? (
                <span className="muted">0</span>
              ) : (
                formatMoney(column.total)
              )}
            </td>
          ))}
        </tr>
        {amountRow(planRow)}
        {planned && (
          <tr>
            <td>计划累计</td>
            {months.map((column) => (
              <td key={column.month} className={mark(column)}>
                {formatMoney(column.planned)}
              </td>
            ))}
          </tr>
        )}
        <tr>
          <td>序时计划</td>
          {months.map((column) => (
            <td key={column.month} className={mark(column)}>
              {plan === null ? unknown : formatMoney(Math.round((plan * column.due) / 10_000) * 10_000)}
            </td>
          ))}
        </tr>
        <tr>
          <td>序时差</td>
          {months.map((column) => (
            <td key={column.month} className={mark(column)}>
              {column.total === null ? '' : formatGap(percentagePoints(rate(column.total, plan ?? 0), column.due))}
            </td>
          ))}
        </tr>
        {amountRow(statisticsRow)}
      </tbody>
    </table>
  );
}

function Figure({ column, yuan, quiet }: { column: MonthColumn; yuan: number | null; quiet: boolean }) {
  if ((column.future || quiet) && yuan === null) return null;
  return yuan ? formatMoney(yuan) : <span className="muted">{yuan === 0 ? '0' : unknown}</span>;
}

function MonthCell({
  column,
  name,
  label,
  save,
  pastePlans,
}: {
  column: MonthColumn;
  name: Amount;
  label: string;
  save: SaveMonth;
  pastePlans: PastePlans | undefined;
}) {
  const saveThis = useCallback((value: FieldValue) => save(column.month, name, value), [save, column.month, name]);
  const control = useField(entity.fields[name], column.record?.[name] ?? null, saveThis);
  return (
    <input
      className={column.closed ? `${classes.cellInput} ${classes.closedInput}` : classes.cellInput}
      aria-label={`${column.label}${label}，万元`}
      aria-invalid={control.fault ? true : undefined}
      title={control.fault ?? (column.closed ? '这个月已关闭，改数要写更正原因' : undefined)}
      inputMode="decimal"
      autoComplete="off"
      value={control.text}
      onChange={(event) => control.type(event.currentTarget.value)}
      onBlur={() => void control.leave()}
      onPaste={(event) => {
        const table = pastePlans && readClipboardTexts(event.clipboardData);
        const texts = table?.length === 1 ? table[0] : table?.map((row) => row[0] ?? '');
        if (!pastePlans || !texts || texts.length < 2) return;
        event.preventDefault();
        pastePlans(column.month, texts);
      }}
      onKeyDown={(event) => fieldKeys(event, control)}
    />
  );
}
