import { useCallback } from 'react';
import type { FieldValue } from '../../../src-shared/entities/field';
import { progress as entity, type Progress } from '../../../src-shared/entities/progress';
import { percentagePoints, rate } from '../../../src-shared/rules/indicators';
import { latestPeriod, timeProportional } from '../../../src-shared/rules/period';
import type { Failure } from '../../../src-shared/terms/errors';
import { formatGap, formatMoney, unknown } from '../../../src-shared/terms/format';
import { fieldKeys } from '../../components/record-form/field-keys';
import { useField } from '../../components/record-form/use-field';
import type { ProjectFile } from './project-file';
import classes from './project-page.module.css';

export type SaveMonth = (month: string, name: string, value: FieldValue) => Promise<Failure | null>;
type Amount = 'completed' | 'construction' | 'installation' | 'land';

const amounts: readonly { name: Amount; label: string; part: boolean }[] = [
  { name: 'completed', label: '当月完成', part: false },
  { name: 'construction', label: '建安', part: true },
  { name: 'installation', label: '设备', part: true },
  { name: 'land', label: '土地', part: true },
];

export interface MonthColumn {
  readonly month: string;
  readonly label: string;
  readonly future: boolean;
  readonly record: Progress | undefined;
  /** Yuan completed from the beginning of the year to the end of this month; null in the future. */
  readonly total: number | null;
  /** Where the month ends within the year, 0…1; of the running month, where its figures stand. */
  readonly at: number;
}

/** The twelve months of the year of `today`, what is known of each, and how they add up. */
export function monthsOf(file: ProjectFile): MonthColumn[] {
  const year = file.today.slice(0, 4);
  const present = Number(file.today.slice(5, 7));
  const latest = latestPeriod(file.today);
  const half = latest.year === Number(year) && latest.month === present && latest.half === 1;
  let total = 0;
  return Array.from({ length: 12 }, (_, index) => {
    const number = index + 1;
    const month = `${year}-${String(number).padStart(2, '0')}`;
    const record = file.progress.find((entry) => entry.month === month);
    const future = number > present;
    total += future ? 0 : (record?.completed ?? 0);
    const running = number === present;
    return {
      month,
      label: `${number}月${running && half ? '上' : ''}`,
      future,
      record,
      total: future ? null : total,
      at: running ? file.derived.timeProportional || timeProportional(number, 1) : timeProportional(number, 2),
    };
  });
}

/** Months across, figures down. The chosen month is typed in; the others show what was reported. */
export function MonthTable({
  file,
  months,
  chosen,
  choose,
  save,
  locked,
}: {
  file: ProjectFile;
  months: readonly MonthColumn[];
  chosen: string;
  choose: (month: string) => void;
  save: SaveMonth;
  locked: boolean;
}) {
  const plan = file.derived.annualPlan;
  const mark = (column: MonthColumn) => (column.month === chosen ? `num ${classes.chosen}` : 'num');
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
                disabled={column.future}
                title={column.future ? undefined : `填写${column.label}`}
                onClick={() => choose(column.month)}
              >
                {column.label}
              </button>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {amounts.map(({ name, label, part }) => (
          <tr key={name} className={part ? classes.part : undefined}>
            <td>{label}</td>
            {months.map((column) => (
              <td key={column.month} className={mark(column)}>
                {column.month === chosen && file.writable ? (
                  <MonthCell column={column} name={name} label={label} save={save} locked={locked} />
                ) : (
                  <Figure column={column} yuan={column.record?.[name] ?? null} />
                )}
              </td>
            ))}
          </tr>
        ))}
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
        <tr>
          <td>序时计划</td>
          {months.map((column) => (
            <td key={column.month} className={mark(column)}>
              {plan === null ? unknown : formatMoney(Math.round((plan * column.at) / 10_000) * 10_000)}
            </td>
          ))}
        </tr>
        <tr>
          <td>序时差</td>
          {months.map((column) => (
            <td key={column.month} className={mark(column)}>
              {column.total === null ? '' : formatGap(percentagePoints(rate(column.total, plan ?? 0), column.at))}
            </td>
          ))}
        </tr>
      </tbody>
    </table>
  );
}

function Figure({ column, yuan }: { column: MonthColumn; yuan: number | null }) {
  if (column.future && yuan === null) return null;
  return yuan ? formatMoney(yuan) : <span className="muted">{yuan === 0 ? '0' : unknown}</span>;
}

function MonthCell({
  column,
  name,
  label,
  save,
  locked,
}: {
  column: MonthColumn;
  name: Amount;
  label: string;
  save: SaveMonth;
  locked: boolean;
}) {
  const saveThis = useCallback((value: FieldValue) => save(column.month, name, value), [save, column.month, name]);
  const control = useField(entity.fields[name], column.record?.[name] ?? null, saveThis);
  return (
    <input
      className={classes.cellInput}
      aria-label={`${column.label}${label}，万元`}
      aria-invalid={control.fault ? true : undefined}
      title={control.fault ?? undefined}
      inputMode="decimal"
      autoComplete="off"
      disabled={locked}
      value={control.text}
      onChange={(event) => control.type(event.currentTarget.value)}
      onBlur={() => void control.leave()}
      onKeyDown={(event) => fieldKeys(event, control)}
    />
  );
}
