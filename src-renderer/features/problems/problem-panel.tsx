import { Button, Menu } from '@mantine/core';
import { IconDots, IconFileText, IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'wouter';
import type { ProblemAction } from '../../../src-shared/contract/problem-methods';
import { type Actor, problemActions } from '../../../src-shared/rules/problem-actions';
import { clockSentence, levelLabel } from '../../../src-shared/rules/problem-clock';
import { formatDay } from '../../../src-shared/terms/format';
import { useStatus } from '../../app/status';
import { ScrollRegion } from '../../components/scroll-region';
import { showDone, showFailure } from '../../components/toast';
import { Trouble } from '../../components/trouble';
import { run, useLedgerQuery } from '../../ledger-client';
import { AttachmentPart } from '../attachments/attachment-part';
import { categoryWords } from './category-filter';
import { ClosingPart } from './closing-part';
import { FieldsDialog } from './fields-dialog';
import { HistoryPart } from './history-part';
import { MeasuresPart } from './measures-part';
import { type KnownProblem, knownProblem, problemTitle } from './problem-data';
import { stepForm, takeStep, takeStepAtOnce } from './problem-steps';
import classes from './problems.module.css';
import { ProgressDialog } from './progress-dialog';
import { SlipDialog } from './slip-dialog';

/** The open problem: where it stands and why, what was done, what is missing to close it, and every step that may be taken. */
export function ProblemPanel({
  id,
  writable,
  ofProject = false,
  onGone,
}: {
  id: string;
  writable: boolean;
  /** On the project's own page the project is not named again. */
  ofProject?: boolean;
  onGone?: () => void;
}) {
  const shown = useLedgerQuery('problems.show', { id }, { keep: true });
  if (shown.error)
    return (
      <aside className={classes.panel} aria-label="问题详情">
        <Trouble failure={shown.error.failure} />
      </aside>
    );
  if (!shown.data) return <aside className={classes.panel} aria-label="问题详情" />;
  return (
    <Panel file={knownProblem(shown.data)} writable={writable} ofProject={ofProject} {...(onGone ? { onGone } : {})} />
  );
}

type Open = { kind: 'step'; action: ProblemAction } | { kind: 'edit' } | { kind: 'progress' } | { kind: 'slip' };

const edited = [
  'description',
  'category',
  'request',
  'source',
  'reported_on',
  'responsible_unit',
  'supporting_units',
  'promised_on',
] as const;

function Panel({
  file,
  writable,
  ofProject,
  onGone,
}: {
  file: KnownProblem;
  writable: boolean;
  ofProject: boolean;
  onGone?: () => void;
}) {
  const [open, setOpen] = useState<Open | null>(null);
  const status = useStatus();
  const { problem, project, clock } = file;
  const today = status?.today ?? '';
  const actor: Actor = { role: status?.identity?.role ?? 'field', person: status?.identity?.person ?? '' };
  const close = () => setOpen(null);
  const remove = async () => {
    const result = await run('records.withdraw', { entity: 'problem', id: problem.id });
    if (!result.ok) return showFailure(result.error);
    close();
    showDone('已删除问题', { undo: true });
    onGone?.();
  };
  const text = problem.description?.trim() ?? '';
  return (
    <aside className={classes.panel} aria-label="问题详情">
      <div className={classes.head}>
        <div className={classes.headLine}>
          <h2 className="ell" title={text}>
            {problemTitle(problem)}
          </h2>
          {writable && (
            <button
              type="button"
              className="btn sm icon-only quiet"
              aria-label="修改问题"
              title="修改"
              onClick={() => setOpen({ kind: 'edit' })}
            >
              <IconPencil className="icon" aria-hidden="true" />
            </button>
          )}
          <span className="right" />
          {writable && actor.role !== 'field' && problem.state !== 'closed' && (
            <Button
              variant="filled"
              leftSection={<IconFileText className="icon" aria-hidden="true" />}
              onClick={() => setOpen({ kind: 'slip' })}
            >
              生成督办单
            </Button>
          )}
        </div>
        <p className={classes.sub}>
          {problem.number ? (
            <span>{problem.number}</span>
          ) : (
            <span title="编号由市发改委统一确认">
              {problem.provisional_number ?? '未编号'} <span className="tag">临时</span>
            </span>
          )}
          {!ofProject && (
            <Link className="link" to={`/projects/${encodeURIComponent(project.id)}/problems`}>
              {project.name}
            </Link>
          )}
          <span className="ell">{categoryWords(problem.category)}</span>
        </p>
      </div>
      <ScrollRegion label="问题内容">
        <dl className={`dl ${classes.facts}`}>
          <dt>级别</dt>
          <dd>
            <span className="strong">{levelLabel(clock.level)}</span>
            {'　'}
            <span className={clock.over > 0 && !clock.stopped ? 'red-fg' : undefined}>
              {clockSentence(clock, problem)}
            </span>
          </dd>
          {text !== problemTitle(problem) && (
            <>
              <dt>描述</dt>
              <dd className={classes.long}>{text}</dd>
            </>
          )}
          {problem.request && (
            <>
              <dt>诉求</dt>
              <dd className={classes.long}>{problem.request}</dd>
            </>
          )}
          <dt>来源</dt>
          <dd>
            {problem.source ?? '未填'}
            {problem.reported_on && `，${formatDay(problem.reported_on)}提出`}
          </dd>
          {(problem.responsible_unit || problem.supporting_units) && (
            <>
              <dt>责任</dt>
              <dd>
                {problem.responsible_unit ?? '未定'}
                {problem.supporting_units && `；配合 ${problem.supporting_units}`}
              </dd>
            </>
          )}
          <Standing file={file} />
        </dl>
        <MeasuresPart file={file} today={today} writable={writable && problem.state !== 'closed'} />
        <ClosingPart file={file} writable={writable && problem.state !== 'closed'} />
        <AttachmentPart
          key={problem.id}
          owner={{ entity: 'problem', id: problem.id }}
          writable={writable}
          heading={<h3 className={classes.partName}>附件</h3>}
          inset
        />
        <HistoryPart file={file} today={today} writable={writable} onSend={() => setOpen({ kind: 'slip' })} />
      </ScrollRegion>
      {writable && <Foot file={file} actor={actor} onOpen={setOpen} />}
      {open?.kind === 'step' && <StepDialog file={file} action={open.action} today={today} onClose={close} />}
      {open?.kind === 'progress' && <ProgressDialog file={file} today={today} person={actor.person} onClose={close} />}
      {open?.kind === 'slip' && <SlipDialog file={file} today={today} onClose={close} />}
      {open?.kind === 'edit' && (
        <FieldsDialog
          title="修改问题"
          entity="problem"
          fields={edited.map((name) => ({ name, required: name === 'description' }))}
          initial={problem}
          today={today}
          confirm="保存"
          size={520}
          save={async (values) => {
            const result = await run('records.revise', { entity: 'problem', id: problem.id, set: values as never });
            if (!result.ok) return result.error;
            showDone('已修改', { undo: true });
            return null;
          }}
          onClose={close}
        >
          {problem.number === null && (
            <button type="button" className="btn" onClick={() => void remove()}>
              删除问题
            </button>
          )}
        </FieldsDialog>
      )}
    </aside>
  );
}

/** What the present state brings with it: what was asked, who allowed it, why it came back. */
function Standing({ file: { problem } }: { file: KnownProblem }) {
  const row = (label: string, text: string) => (
    <>
      <dt>{label}</dt>
      <dd className={classes.long}>{text}</dd>
    </>
  );
  if (problem.state === 'deferred')
    return row('延期', `申请延到 ${formatDay(problem.extension_until)}，待批：${problem.extension_reason ?? ''}`);
  if (problem.state === 'shelved')
    return row(
      '挂账',
      `${problem.shelving_approver ?? ''}批准，${formatDay(problem.review_on)}复核：${problem.shelving_reason ?? ''}`,
    );
  if (problem.state === 'returned') return row('退回', problem.return_reason ?? '');
  if (problem.state === 'closed')
    return row('销号', `${formatDay(problem.closed_on)}${problem.checker ? `，${problem.checker}核验` : ''}`);
  if (problem.extension_until && problem.extension_approver)
    return row('延期', `${problem.extension_approver}同意延到 ${formatDay(problem.extension_until)}`);
  return null;
}

function StepDialog({
  file: { problem, people },
  action,
  today,
  onClose,
}: {
  file: KnownProblem;
  action: ProblemAction;
  today: string;
  onClose: () => void;
}) {
  const form = stepForm(action, people);
  // A new request or reason begins empty; what the record knows of people and papers is there already.
  const begins = ['request_extension', 'return', 'refuse_extension', 'shelve'].includes(action) ? {} : problem;
  return (
    <FieldsDialog
      title={form.title}
      {...(form.note ? { note: form.note } : {})}
      entity="problem"
      fields={form.fields}
      initial={begins}
      today={today}
      confirm={form.title}
      save={(values) => takeStep(problem.id, action, values, form.done)}
      onClose={onClose}
    />
  );
}

/** Steps that are always in sight; the others stand behind the dots. */
const inSight: readonly ProblemAction[] = [
  'verify',
  'assign',
  'handle',
  'hand_in',
  'return',
  'grant_extension',
  'refuse_extension',
  'resume',
  'request_extension',
  'raise',
];

function Foot({ file, actor, onOpen }: { file: KnownProblem; actor: Actor; onOpen: (open: Open) => void }) {
  const { problem, measures, people, clock } = file;
  const rulings = problemActions({ ...problem, level: clock.level }, measures, actor);
  const closing = rulings.find(({ action }) => action === 'close');
  const fitting = rulings.filter(({ fits, action }) => fits && action !== 'close' && actor.role !== 'field');
  const ordered = [...inSight, 'shelve' as const].flatMap((action) => fitting.filter((one) => one.action === action));
  const shown = ordered.slice(0, 3);
  const rest = ordered.slice(3);
  const press = (action: ProblemAction) => {
    const form = stepForm(action, people);
    if (form.fields.length === 0) void takeStepAtOnce(problem.id, action, form.done);
    else onOpen({ kind: 'step', action });
  };
  if (problem.state === 'closed') return null;
  const why = closing?.fits ? closing.reasons.join('；') : '';
  return (
    <>
      {why && (
        <p className={classes.why} id="closing-why" title={why}>
          不能销号：{why}
        </p>
      )}
      <div className={`foot ${classes.foot}`}>
        <button type="button" className="btn sm" onClick={() => onOpen({ kind: 'progress' })}>
          <IconPencil className="icon" aria-hidden="true" />
          写进展
        </button>
        {shown.map(({ action, label }) => (
          <button key={action} type="button" className="btn sm" onClick={() => press(action)}>
            {label}
          </button>
        ))}
        {rest.length > 0 && (
          <Menu position="top-start">
            <Menu.Target>
              <button type="button" className="btn sm icon-only" aria-label="更多步骤">
                <IconDots className="icon" aria-hidden="true" />
              </button>
            </Menu.Target>
            <Menu.Dropdown>
              {rest.map(({ action, label }) => (
                <Menu.Item key={action} onClick={() => press(action)}>
                  {label}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        )}
        <span className="right" />
        <button
          type="button"
          className="btn sm"
          disabled={!closing || closing.reasons.length > 0}
          aria-describedby={why ? 'closing-why' : undefined}
          title={closing && closing.reasons.length > 0 ? closing.reasons.join('；') : undefined}
          onClick={() => press('close')}
        >
          销号
        </button>
      </div>
    </>
  );
}
