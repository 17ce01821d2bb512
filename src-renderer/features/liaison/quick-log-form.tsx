import { Checkbox } from '@mantine/core';
import { IconCheckbox, IconPencil } from '@tabler/icons-react';
import { type KeyboardEvent, useDeferredValue, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { groupOf } from '../../../src-shared/rules/desk';
import { type Failure, failureMessage } from '../../../src-shared/terms/errors';
import { formatDay } from '../../../src-shared/terms/format';
import { closeQuickLog } from '../../app/quick-log-state';
import { useStatus } from '../../app/status';
import { DayField } from '../../components/day-field';
import { showDone } from '../../components/toast';
import { run, useLedgerQuery } from '../../ledger-client';
import classes from './quick-log.module.css';
import {
  type Draft,
  emptyDraft,
  forgetDraft,
  keepDraft,
  placeOfAddress,
  problemName,
  readDraft,
  recordOf,
  understand,
  type Values,
} from './quick-log-draft';
import { MarkedLine } from './quick-log-line';
import { Tokens } from './quick-log-tokens';

const nothing = { projects: [], contacts: [], departments: [], problems: [] };

/** One line of text, what was understood of it, the next step; Enter saves, Ctrl+Enter saves and goes on. */
export function QuickLogForm() {
  const [path] = useLocation();
  const search = useSearch();
  const status = useStatus();
  const today = status?.today ?? '';
  const here = placeOfAddress(path, search);
  const around = useLedgerQuery('workLogs.surroundings', {}, { keep: true }).data;
  const [draft, setDraft] = useState<Draft>(() => {
    const kept = readDraft();
    return kept && kept.text.trim() !== '' ? kept : emptyDraft(here);
  });
  const [fault, setFault] = useState<string | null>(null);
  const [unread, setUnread] = useState<readonly string[]>([]);
  const [saving, setSaving] = useState(false);
  const line = useRef<HTMLTextAreaElement>(null);

  // Where the end of the line is, the typing goes on.
  useLayoutEffect(() => {
    line.current?.focus();
    line.current?.setSelectionRange(line.current.value.length, line.current.value.length);
  }, []);

  const known = useMemo(() => ({ ...nothing, ...around, today }), [around, today]);
  // Thousands of names are gone through for it: the letters come first, what they mean a moment later.
  const late = useDeferredValue(draft);
  const understood = useMemo(() => understand(late, known), [late, known]);
  const { values, next } = understood;

  const change = (given: Partial<Draft>) => {
    const changed = { ...draft, ...given };
    setDraft(changed);
    keepDraft(changed);
    setFault(null);
  };
  const setByHand = (hand: Partial<Values>) => change({ hand: { ...draft.hand, ...hand } });
  const setNext = (hand: Partial<Values>) => change({ hand: { ...draft.hand, ...hand }, next: true });
  const faultOf = (name: string) => (isUnread: boolean) =>
    setUnread((names) => (isUnread ? [...new Set([...names, name])] : names.filter((other) => other !== name)));

  const save = async (goOn: boolean) => {
    if (saving) return;
    if (draft.text.trim() === '') return setFault('先写一句做了什么。');
    if (unread.length > 0) return setFault(`${unread.join('、')}没看懂，请改成 9月21日、周五、三天后这样的写法。`);
    setSaving(true);
    const set = recordOf(draft, understand(draft, known), today, status?.identity?.person);
    const result = await run('records.create', { entity: 'work_log', set });
    setSaving(false);
    if (!result.ok) return setFault(failureMessage(result.error as Failure));
    forgetDraft();
    showDone(set.next_date ? `已记下，${formatDay(String(set.next_date))}办下一步` : '已记下', { undo: true });
    if (!goOn) return closeQuickLog();
    setDraft(emptyDraft(here));
    setUnread([]);
    line.current?.focus();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.keyCode === 229 || event.key !== 'Enter') return;
    const control = event.ctrlKey || event.metaKey;
    // Enter on a button is a click on it.
    if (
      !control &&
      !(event.target instanceof HTMLElement && event.target.matches('textarea, input:not([type="checkbox"])'))
    )
      return;
    event.preventDefault();
    void save(control);
  };

  const problem = known.problems.find(({ id }) => id === values.problem);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hears the keys of the fields inside
    <div onKeyDown={onKeyDown}>
      <div className={classes.line}>
        <IconPencil className="icon" aria-hidden="true" />
        <MarkedLine
          text={draft.text}
          spans={late.text === draft.text ? understood.spans : []}
          onChange={(text) => change(text.trim() === '' ? emptyDraft(here) : { text })}
          input={line}
        />
      </div>
      <div className={classes.row}>
        <span className={classes.label}>猜出来</span>
        <Tokens
          values={values}
          projects={known.projects}
          problems={known.problems}
          onChange={setByHand}
          onLeave={() => line.current?.focus()}
        />
      </div>
      <div className={classes.row}>
        <span className={classes.label}>下一步</span>
        <div className={classes.fields}>
          <Checkbox
            aria-label="有下一步"
            checked={next}
            onChange={(event) => change({ next: event.currentTarget.checked })}
          />
          <input
            className="text-input"
            aria-label="下一步做什么"
            placeholder="没有就不填"
            style={{ width: 220 }}
            maxLength={200}
            value={next ? (values.next_step ?? '') : ''}
            onChange={(event) => setNext({ next_step: event.currentTarget.value || null })}
          />
          <DayField
            label="下一步日期"
            value={next ? values.next_date : null}
            today={today}
            onChange={(day) => setNext({ next_date: day })}
            onFault={faultOf('下一步日期')}
          />
          {next && values.next_date !== null && (
            <span className={classes.end}>
              <IconCheckbox className="icon" aria-hidden="true" />
              {todoWords(values.next_date, today)}
            </span>
          )}
        </div>
      </div>
      <div className={classes.row}>
        <span className={classes.label}>其他</span>
        <div className={classes.fields}>
          <span className={classes.day}>{(values.date ?? today) === today ? '今天' : '日期'}</span>
          <DayField
            label="哪天的事"
            value={values.date ?? today}
            today={today}
            onChange={(day) => setByHand({ date: day })}
            onFault={faultOf('哪天的事')}
          />
          <span className="sep" />
          <label className={classes.minutes}>
            用时
            <input
              className="text-input"
              inputMode="numeric"
              aria-label="用时（分钟）"
              value={values.minutes ?? ''}
              onChange={(event) => {
                const digits = event.currentTarget.value.normalize('NFKC').replace(/\D/g, '').slice(0, 4);
                setByHand({ minutes: digits === '' ? null : Number(digits) });
              }}
            />
            分钟
          </label>
          {problem && <span className={classes.end}>同时写进 {problemName(problem)} 的进展</span>}
        </div>
      </div>
      {fault && (
        <div className="note red" role="alert">
          {fault}
        </div>
      )}
      <div className={classes.foot}>
        <span>
          <span className="kbd">Enter</span>保存
        </span>
        <span>
          <span className="kbd">Ctrl Enter</span>保存并再记一笔
        </span>
        <span>
          <span className="kbd">Esc</span>关闭，草稿留着
        </span>
        <button type="button" className="btn primary" disabled={saving} onClick={() => void save(false)}>
          保存
        </button>
      </div>
    </div>
  );
}

function todoWords(due: string, today: string): string {
  const group = groupOf(due, today);
  if (group === 'overdue') return '日期已过，进逾期';
  if (due === today) return '进待办，今天';
  return group === 'this_week' ? '进待办，本周' : group === 'next_week' ? '进待办，下周' : '到期前两周进待办';
}
