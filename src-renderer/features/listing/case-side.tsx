import { Button, Popover, TextInput } from '@mantine/core';
import { IconCheckbox } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import reasons from '../../../src-shared/catalogues/listing-reasons.json';
import { workLog } from '../../../src-shared/entities/work-log';
import { isStarted } from '../../../src-shared/rules/ledger-views';
import { listingNextStep } from '../../../src-shared/rules/listing-outlook';
import { reasonName, reasonsOf } from '../../../src-shared/rules/listing-reasons';
import { formatDay } from '../../../src-shared/terms/format';
import { readText } from '../../components/fields/read-text';
import { showFailure } from '../../components/toast';
import { CaseHistory } from './case-history';
import { CaseVisits } from './case-visits';
import classes from './clinic.module.css';
import { type ListingFile, saveCase } from './listing-file';
import { addStep, openStep } from './next-steps';

/** Why the case is not through, what to do next, and what has happened to it. */
export function CaseSide({ file }: { file: ListingFile }) {
  return (
    <aside className={classes.side} aria-label="原因、下一步和历史">
      <Reasons file={file} />
      <NextStep file={file} />
      <CaseVisits project={file.id} />
      <CaseHistory file={file} />
    </aside>
  );
}

function Reasons({ file }: { file: ListingFile }) {
  const codes = reasonsOf(file.listing);
  const { return_reason: returned, missing_materials: missing } = file.listing ?? {};
  return (
    <>
      <div className="bar">
        <h2>原因和退回</h2>
        <span className="right" />
        {file.writable && <ReasonPopover file={file} codes={codes} />}
      </div>
      <div className={classes.block}>
        {codes.length === 0 && <p className="muted">没有填未入统原因。</p>}
        <ul className={classes.reasons}>
          {codes.map((code) => (
            <li key={code}>
              <b>{code}</b>
              <span>{reasonName(code)}</span>
            </li>
          ))}
        </ul>
        {missing && <p className="sub-fg">缺失材料：{missing.trim().split(/\r?\n/).join('、')}</p>}
        {file.listing?.state === 'returned' && returned && <p className={classes.returned}>退回：{returned}</p>}
      </div>
    </>
  );
}

/** All reasons of the catalogue; the first one chosen is the main one until another is made it. */
function ReasonPopover({ file, codes: known }: { file: ListingFile; codes: readonly string[] }) {
  // What was ticked stands at once, so that the next tick goes by it and not by an answer that is still on its way.
  const [ticked, setTicked] = useState<readonly string[] | null>(null);
  const codes = ticked ?? known;
  const write = async (next: readonly string[]) => {
    setTicked(next);
    const [main = null, ...others] = next;
    const failure = await saveCase(file, { reason_code: main, other_reasons: others.length > 0 ? [...others] : null });
    if (!failure) return;
    setTicked(null);
    showFailure(failure);
  };
  return (
    <Popover position="bottom-end" trapFocus width={320} onOpen={() => setTicked(null)}>
      <Popover.Target>
        <button type="button" className="link">
          改原因
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <fieldset className={classes.reasonList}>
          <legend className="visually-hidden">未入统原因</legend>
          {reasons.map(({ code, name }) => (
            <div key={code}>
              <label>
                <input
                  type="checkbox"
                  checked={codes.includes(code)}
                  onChange={(event) =>
                    void write(event.currentTarget.checked ? [...codes, code] : codes.filter((known) => known !== code))
                  }
                />
                <b>{code}</b>
                <span>{name}</span>
              </label>
              {codes[0] === code && codes.length > 1 && <span className="muted">主要</span>}
              {codes.indexOf(code) > 0 && (
                <button
                  type="button"
                  className="link"
                  aria-label={`把 ${code} 设为主要原因`}
                  onClick={() => void write([code, ...codes.filter((known) => known !== code)])}
                >
                  设为主要
                </button>
              )}
            </div>
          ))}
        </fieldset>
      </Popover.Dropdown>
    </Popover>
  );
}

function waitWords({ project }: ListingFile): string {
  if (project.listing === 'listed') return '已经入库，没有要办的。';
  return isStarted(project) ? '没有要办的，等审核结果。' : '开工以后才能入统，材料可以先备。';
}

function NextStep({ file }: { file: ListingFile }) {
  const isStill = isStarted(file.project) && file.project.listing !== 'listed';
  const step = isStill ? listingNextStep(file.outlook, file.listing) : null;
  const taken = step && openStep(file, step.text);
  const own = file.workLogs.filter(
    (log) => log.duty === 'progress' && log.next_date !== null && log.next_done === null,
  );
  return (
    <div className={classes.block}>
      <div className="muted">下一步</div>
      {step ? (
        <p>
          {formatDay(step.date)}前{step.text}。
        </p>
      ) : (
        <p>{waitWords(file)}</p>
      )}
      {step && !file.rules.calendar.isKnown(step.date) && (
        <p className="muted">{step.date.slice(0, 4)}年的放假安排还没有，只按周末算。</p>
      )}
      {own
        .filter((log) => log.id !== taken?.id)
        .slice(0, 3)
        .map((log) => (
          <p key={log.id} className="sub-fg">
            {formatDay(log.next_date)}前{log.next_step}。<span className="muted">已在待办</span>
          </p>
        ))}
      {file.writable && (
        <div className={classes.stepButtons}>
          {step &&
            (taken ? (
              <span className="muted">已在待办，{formatDay(taken.next_date)}</span>
            ) : (
              <button type="button" className="btn sm" onClick={() => void addStep(file, step.text, step.date)}>
                <IconCheckbox className="icon" aria-hidden="true" />
                加入待办
              </button>
            ))}
          <OwnStep file={file} />
        </div>
      )}
    </div>
  );
}

/** A step in one's own words and on one's own day. */
function OwnStep({ file }: { file: ListingFile }) {
  const [open, setOpen] = useState(false);
  const [text, setText] = useState('');
  const [day, setDay] = useState('');
  const [fault, setFault] = useState<string | null>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const read = readText({ ...workLog.fields.next_date, required: true }, day);
    if (!read.ok) return setFault(read.message);
    if (!(await addStep(file, text.trim(), String(read.value)))) return;
    setText('');
    setOpen(false);
  };
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" trapFocus>
      <Popover.Target>
        <button
          type="button"
          className="link"
          aria-expanded={open}
          onClick={() => {
            setDay(file.outlook.deadline ?? file.today);
            setOpen(!open);
          }}
        >
          自己写
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <form className={classes.form} onSubmit={(event) => void submit(event)}>
          <TextInput
            label="下一步"
            value={text}
            maxLength={200}
            placeholder="做什么"
            onChange={(event) => setText(event.currentTarget.value)}
            data-autofocus
          />
          <TextInput
            label="哪天前"
            value={day}
            error={fault}
            onChange={(event) => {
              setDay(event.currentTarget.value);
              setFault(null);
            }}
          />
          <Button type="submit" variant="filled" disabled={!text.trim()}>
            加入待办
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
