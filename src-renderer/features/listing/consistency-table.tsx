import { IconCheck, IconClock, IconX } from '@tabler/icons-react';
import type { Field, FieldValue } from '../../../src-shared/entities/field';
import { listing } from '../../../src-shared/entities/listing';
import { project } from '../../../src-shared/entities/project';
import type { CheckResult, ConsistencyCheck, Stated } from '../../../src-shared/rules/listing-consistency';
import classes from './clinic.module.css';
import { InlineField } from './inline-field';
import { type ListingFile, saveCase, saveProject } from './listing-file';
import { addStep, openStep } from './next-steps';

const marks = {
  agree: { Icon: IconCheck, tone: 'ok' },
  differ: { Icon: IconX, tone: 'bad' },
  pending: { Icon: IconClock, tone: 'wait' },
} as const satisfies Record<CheckResult, unknown>;

/** Two statements side by side with the paper that each stands in. What they should be is for the company to say. */
export function ConsistencyTable({ file }: { file: ListingFile }) {
  const { checks, checklist } = file.outlook;
  return (
    <section aria-label="一致性">
      <div className={classes.section}>
        <h2>一致性</h2>
        <span className="muted">
          {checks.length > 0
            ? '两处数值并排，软件不判断哪个对，也不提出数值'
            : `${checklist.kindName}没有规定一致性检查`}
        </span>
      </div>
      {checks.length > 0 && (
        <table className={`table ${classes.table}`}>
          <colgroup>
            <col style={{ width: 36 }} />
            <col style={{ width: 118 }} />
            <col style={{ width: 172 }} />
            <col />
            <col style={{ width: 118 }} />
          </colgroup>
          <thead>
            <tr>
              <th>
                <span className="visually-hidden">相符否</span>
              </th>
              <th>检查</th>
              <th>一处</th>
              <th>另一处</th>
              <th>结果</th>
            </tr>
          </thead>
          <tbody>
            {checks.map((check) => (
              <CheckRow key={check.code} file={file} check={check} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function CheckRow({ file, check }: { file: ListingFile; check: ConsistencyCheck }) {
  const { Icon, tone } = marks[check.result];
  return (
    <tr className={classes.check} data-result={check.result}>
      <td className={classes.mark}>
        <Icon className={`icon ${classes[tone]}`} aria-hidden="true" />
      </td>
      <td title={check.rule}>{check.name}</td>
      <td>
        <Statements file={file} stated={check.one} />
      </td>
      <td>
        <Statements file={file} stated={check.other} />
      </td>
      <td className={classes[tone]}>
        {check.result === 'differ' ? (
          <>
            <b>{check.word}</b>
            <br />
            <Ask file={file} check={check} />
          </>
        ) : (
          check.word
        )}
      </td>
    </tr>
  );
}

function Statements({ file, stated }: { file: ListingFile; stated: readonly Stated[] }) {
  return stated.map((one) =>
    stated.length === 1 ? (
      <div key={one.field}>
        <Statement file={file} stated={one} />
        <div className={`${classes.source} ell`} title={one.source}>
          {one.source}
        </div>
      </div>
    ) : (
      <div key={one.field} className={classes.beside}>
        <Statement file={file} stated={one} />
        <span className={classes.source}>{one.source}</span>
      </div>
    ),
  );
}

function Statement({ file, stated }: { file: ListingFile; stated: Stated }) {
  const field: Field =
    stated.entity === 'project'
      ? project.fields.actual_start
      : listing.fields[stated.field as keyof typeof listing.fields];
  const save = (value: FieldValue) =>
    stated.entity === 'project'
      ? saveProject(file, { [stated.field]: value })
      : saveCase(file, { [stated.field]: value });
  return (
    <InlineField
      field={field}
      label={field.label}
      value={stated.value}
      save={save}
      today={file.today}
      readOnly={!file.writable}
      placeholder="待填"
      className={classes.value}
      whole
    />
  );
}

/** Asking the company is a to-do; the answer is what the company says. */
function Ask({ file, check }: { file: ListingFile; check: ConsistencyCheck }) {
  const text = `请企业核对${check.name}`;
  const date = file.outlook.deadline ?? file.today;
  if (openStep(file, check.name)) return <span className="muted">已在待办</span>;
  if (!file.writable) return null;
  return (
    <button type="button" className="link" title={`把“${text}”加入待办`} onClick={() => void addStep(file, text, date)}>
      请企业核对
    </button>
  );
}
