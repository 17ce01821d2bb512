import { useCallback, useMemo, useState } from 'react';
import type { Field, FieldValue } from '../../../src-shared/entities/field';
import { progress as entity } from '../../../src-shared/entities/progress';
import { compareStatistics, comparisonWords, monthsOfYear } from '../../../src-shared/rules/month-plans';
import { latestPeriod, timeProportional } from '../../../src-shared/rules/period';
import { formatDate, formatMoneyWithUnit } from '../../../src-shared/terms/format';
import { useRuleBook } from '../../app/rule-book';
import { SCurve } from '../../components/charts/s-curve';
import { readText } from '../../components/fields/read-text';
import { FieldControl } from '../../components/record-form/field-control';
import { showDone, showFailure } from '../../components/toast';
import { NodeTable } from '../progress/node-table';
import { useMonthWriter } from '../progress/use-month-writer';
import { ListingPanel } from './listing-panel';
import { type MonthColumn, MonthTable, monthsOf, planOf, type SaveMonth } from './month-table';
import { findingsOf, findingWords } from './overview-tab';
import type { ProjectFile } from './project-file';
import classes from './project-page.module.css';

const facts = ['image_progress', 'stage_progress', 'next_step', 'needs', 'explanation'] as const;

/** Curve, months of the year and nodes. A closed month is changed only with a reason, which a dialog asks for. */
export function ProgressTab({ file }: { file: ProjectFile }) {
  const present = file.today.slice(0, 7);
  const [chosen, setChosen] = useState(present);
  const [attempt, setAttempt] = useState(0);
  const shares = useRuleBook()?.lightRules.monthShares;
  const months = useMemo(() => monthsOf(file, shares), [file, shares]);
  const column = months.find((month) => month.month === chosen);
  const { write, dialog } = useMonthWriter();
  const save = useCallback<SaveMonth>(
    async (month, name, value) => {
      const outcome = await write([{ project: file.id, month, set: { [name]: value } }]);
      if (outcome !== 'given_up') return outcome;
      setAttempt((before) => before + 1);
      return null;
    },
    [write, file.id],
  );
  const pastePlans = async (month: string, texts: readonly string[]) => {
    const from = Number(month.slice(5)) - 1;
    const wanted = monthsOfYear(month.slice(0, 4)).slice(from, from + texts.length);
    const edits = wanted.map((each, index) => ({ each, reading: readText(entity.fields.planned, texts[index] ?? '') }));
    const wrong = edits.find(({ reading }) => !reading.ok);
    if (wrong && !wrong.reading.ok) {
      showFailure({
        code: 'invalid_value',
        params: { label: `${Number(wrong.each.slice(5))}月当月计划`, detail: wrong.reading.message },
      });
      return;
    }
    const outcome = await write(
      edits.map(({ each, reading }) => ({
        project: file.id,
        month: each,
        set: { planned: reading.ok ? reading.value : null },
      })),
    );
    if (outcome === null) showDone(`已填 ${edits.length} 个月的当月计划`, { undo: true });
    else if (outcome !== 'given_up') showFailure(outcome);
    setAttempt((before) => before + 1);
  };
  return (
    <div className={classes.body}>
      <div className={classes.left}>
        <div className={classes.progress}>
          <Curve file={file} months={months} />
          <MonthTable
            file={file}
            months={months}
            chosen={chosen}
            choose={setChosen}
            save={save}
            pastePlans={(month, texts) => void pastePlans(month, texts)}
            attempt={attempt}
          />
          <TableNotes file={file} />
          <div className="panel-h">
            <h2>{formatDate(chosen)}情况</h2>
            {column?.closed && <span className="muted">已关闭，更正要写原因</span>}
            {chosen !== present && (
              <button type="button" className="link" onClick={() => setChosen(present)}>
                回到本月
              </button>
            )}
          </div>
          {column?.future ? (
            <p className="muted">还没有到这个月，可以先填当月计划。</p>
          ) : (
            column && <MonthFacts key={`${chosen} ${attempt}`} file={file} column={column} save={save} />
          )}
          <NodeTable file={file} />
        </div>
      </div>
      <ListingPanel file={file} />
      {dialog}
    </div>
  );
}

function Curve({ file, months }: { file: ProjectFile; months: readonly MonthColumn[] }) {
  const { annualPlan, gap, timeProportional: due } = file.derived;
  const latest = latestPeriod(file.today);
  const inYear = latest.year === file.derived.year;
  const planned = months.some((column) => column.planned !== null);
  const start = { at: 0, yuan: 0 };
  const points = [start, ...months.flatMap(({ at, total }) => (total === null ? [] : [{ at, yuan: total }]))];
  // The table's months end where the figures stand; plans run to the end of each month.
  const atEnd = (index: number) => timeProportional(index + 1, 2);
  const shares = useRuleBook()?.lightRules.monthShares;
  const dueLine =
    annualPlan === null
      ? []
      : [
          start,
          ...months.map((_, index) => ({
            at: atEnd(index),
            yuan: annualPlan * timeProportional(index + 1, 2, shares),
          })),
        ];
  return (
    <>
      <div className="panel-h">
        <h2>{file.derived.year}年投资进度</h2>
        <span className="muted">万元，调度口径</span>
        <span className="right" />
        <span className={`${classes.key} ${classes.actual}`}>
          <i />
          实际累计
        </span>
        {planned && (
          <span className={classes.key}>
            <i />
            计划累计
          </span>
        )}
        <span className={`${classes.key} ${classes.dotted}`}>
          <i />
          {planned ? '序时' : '序时（没有当月计划，按年度计划折算）'}
        </span>
      </div>
      <SCurve
        points={points}
        plan={
          planned ? [start, ...months.map(({ planned: yuan }, index) => ({ at: atEnd(index), yuan: yuan ?? 0 }))] : null
        }
        due={dueLine}
        annualPlan={annualPlan}
        today={latest.end}
        now={inYear ? latest.timeProportional : 0}
        dueNow={annualPlan === null ? null : annualPlan * due}
        gap={gap}
        margin={84}
      />
    </>
  );
}

/** What is to be said about plans and statistics: it never says which figure is right. */
function TableNotes({ file }: { file: ProjectFile }) {
  const plans = planOf(file);
  const { annualPlan, year } = file.derived;
  const compared = compareStatistics(file.progress, year);
  return (
    <div className={classes.monthNotes}>
      {compared?.far && (
        <p className="note" role="note">
          {comparisonWords(compared)}
        </p>
      )}
      {plans && plans.missing === 0 && annualPlan !== null && plans.total !== annualPlan && (
        <p className="note" role="note">
          12 个月计划合计 {formatMoneyWithUnit(plans.total)}，年度计划 {formatMoneyWithUnit(annualPlan)}
        </p>
      )}
      {plans && plans.missing > 0 && (
        <p className="muted">还有 {plans.missing} 个月没有当月计划，计划累计只加填了的月份。</p>
      )}
      <p className="muted">统计数由统计部门反馈后填写，与调度数分开，互不覆盖。</p>
    </div>
  );
}

function MonthFacts({ file, column, save }: { file: ProjectFile; column: MonthColumn; save: SaveMonth }) {
  const { month, record } = column;
  const findings = record?.explanation
    ? []
    : findingsOf(file).filter((finding) => finding.month === month || finding.field.startsWith('annual_plan'));
  return (
    <>
      {findings.length > 0 && (
        <div className={classes.monthNotes}>
          {findings.map((finding) => (
            <div key={finding.code} className="note yellow">
              {findingWords(finding)}
            </div>
          ))}
        </div>
      )}
      {record?.correction_reason && <p className="muted">更正原因：{record.correction_reason}</p>}
      <div className={classes.monthFacts}>
        {facts.map((name) => (
          <MonthField key={name} file={file} month={month} name={name} value={record?.[name] ?? null} save={save} />
        ))}
      </div>
    </>
  );
}

function MonthField({
  file,
  month,
  name,
  value,
  save,
}: {
  file: ProjectFile;
  month: string;
  name: (typeof facts)[number];
  value: FieldValue;
  save: SaveMonth;
}) {
  const saveThis = useCallback((next: FieldValue) => save(month, name, next), [save, month, name]);
  return <FieldControl field={entity.fields[name] as Field} value={value} save={saveThis} readOnly={!file.writable} />;
}
