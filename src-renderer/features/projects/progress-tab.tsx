import { useCallback, useMemo, useState } from 'react';
import type { Field, FieldValue } from '../../../src-shared/entities/field';
import { progress as entity } from '../../../src-shared/entities/progress';
import { latestPeriod } from '../../../src-shared/rules/period';
import { formatDate } from '../../../src-shared/terms/format';
import { SCurve } from '../../components/charts/s-curve';
import { FieldControl } from '../../components/record-form/field-control';
import { run } from '../../ledger-client';
import { ListingPanel } from './listing-panel';
import { MonthTable, monthsOf, type SaveMonth } from './month-table';
import { findingsOf, findingWords } from './overview-tab';
import type { ProjectFile } from './project-file';
import classes from './project-page.module.css';

const facts = ['image_progress', 'stage_progress', 'next_step', 'needs'] as const;

/** Curve and months of the year. A month that is over is changed only with a reason. */
export function ProgressTab({ file }: { file: ProjectFile }) {
  const present = file.today.slice(0, 7);
  const [chosen, setChosen] = useState(present);
  const months = useMemo(() => monthsOf(file), [file]);
  const column = months.find((month) => month.month === chosen);
  const record = column?.record;
  const past = chosen !== present;
  const locked = past && record !== undefined && !record.correction_reason;

  const known = file.progress;
  const save = useCallback<SaveMonth>(
    async (month, name, value) => {
      const entry = known.find((each) => each.month === month);
      const result = entry
        ? await run('records.revise', { entity: 'progress', id: entry.id, set: { [name]: value } as never })
        : await run('records.create', { entity: 'progress', set: { project: file.id, month, [name]: value } as never });
      return result.ok ? null : result.error;
    },
    [known, file.id],
  );

  const points = [
    { at: 0, yuan: 0 },
    ...months.flatMap(({ at, total }) => (total === null ? [] : [{ at, yuan: total }])),
  ];
  const findings = findingsOf(file).filter(
    (finding) => finding.month === chosen || finding.field.startsWith('annual_plan'),
  );
  const year = file.today.slice(0, 4);
  return (
    <div className={classes.body}>
      <div className={classes.left}>
        <div className={classes.progress}>
          <div className="panel-h">
            <h2>{year}年投资进度</h2>
            <span className="muted">万元，调度口径</span>
            <span className="right" />
            <span className={`${classes.key} ${classes.actual}`}>
              <i />
              实际累计
            </span>
            <span className={classes.key}>
              <i />
              年度计划
            </span>
            <span className={`${classes.key} ${classes.dotted}`}>
              <i />
              序时
            </span>
          </div>
          <SCurve
            points={points}
            plan={file.derived.annualPlan}
            today={latestPeriod(file.today).end}
            now={file.derived.timeProportional}
            gap={file.derived.gap}
            margin={84}
          />
          <MonthTable file={file} months={months} chosen={chosen} choose={setChosen} save={save} locked={locked} />
          <div className="panel-h">
            <h2>{formatDate(chosen)}情况</h2>
            {past && (
              <button type="button" className="link" onClick={() => setChosen(present)}>
                回到本月
              </button>
            )}
          </div>
          {findings.length > 0 && (
            <div className={classes.monthNotes}>
              {findings.map((finding) => (
                <div key={finding.code} className="note yellow">
                  {findingWords(finding)}
                </div>
              ))}
            </div>
          )}
          <div className={classes.monthFacts}>
            {past && record && (
              <MonthField
                file={file}
                month={chosen}
                name="correction_reason"
                value={record.correction_reason}
                save={save}
              />
            )}
            {past && record && (
              <p className="muted">{locked ? '往月的数已经上报，先写明更正原因再改。' : '更正原因已写明，可以改。'}</p>
            )}
            {facts.map((name) => (
              <MonthField
                key={`${chosen} ${name}`}
                file={file}
                month={chosen}
                name={name}
                value={record?.[name] ?? null}
                save={save}
                locked={locked}
              />
            ))}
          </div>
        </div>
      </div>
      <ListingPanel file={file} />
    </div>
  );
}

function MonthField({
  file,
  month,
  name,
  value,
  save,
  locked,
}: {
  file: ProjectFile;
  month: string;
  name: (typeof facts)[number] | 'correction_reason';
  value: FieldValue;
  save: SaveMonth;
  locked?: boolean;
}) {
  const saveThis = useCallback((next: FieldValue) => save(month, name, next), [save, month, name]);
  return (
    <FieldControl
      field={entity.fields[name] as Field}
      value={value}
      save={saveThis}
      readOnly={!file.writable || (locked ?? false)}
    />
  );
}
