import { type FormEvent, useId, useState } from 'react';
import type { Todo } from '../../../src-shared/contract/desk-methods';
import { addDays, daysBetween } from '../../../src-shared/rules/dates';
import { nextMonday } from '../../../src-shared/rules/desk-snooze';
import { formatDay } from '../../../src-shared/terms/format';
import { ChoiceGroup } from '../../components/choice-group';
import { readDate } from '../../components/fields/read-text';
import { DatePick } from '../../components/record-form/date-pick';
import { showDone, showFailure } from '../../components/toast';
import { run } from '../../ledger-client';
import styles from './desk.module.css';

type Choice = 'tomorrow' | 'monday' | 'other';

/** Puts one to-do off: until when, and why. The reason is asked for, because a to-do that nobody explains is a to-do forgotten. */
export function SnoozeForm({ todo, today, onDone }: { todo: Todo; today: string; onDone: () => void }) {
  const [choice, setChoice] = useState<Choice>('tomorrow');
  const [day, setDay] = useState('');
  const [reason, setReason] = useState('');
  const [fault, setFault] = useState<{ field: 'day' | 'reason'; text: string } | null>(null);
  const [busy, setBusy] = useState(false);
  const faultId = useId();
  const tomorrow = addDays(today, 1);
  const monday = nextMonday(today);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const until = choice === 'tomorrow' ? tomorrow : choice === 'monday' ? monday : dayOf(day, today);
    if (typeof until !== 'string') return setFault({ field: 'day', text: until.fault });
    if (!reason.trim()) return setFault({ field: 'reason', text: '请写明理由，如“等评审会结果”' });
    setBusy(true);
    const result = await run('desk.snooze', { todo: todo.id, project: todo.project?.id ?? null, until, reason });
    setBusy(false);
    if (!result.ok) return showFailure(result.error);
    showDone(`已推迟到 ${formatDay(until)}：${todo.what}`, { undo: true });
    onDone();
  };

  return (
    <form className={styles.snoozeForm} onSubmit={(event) => void submit(event)} aria-label={`推迟：${todo.what}`}>
      <ChoiceGroup<Choice>
        label="推迟到"
        value={choice}
        onChange={(next) => {
          setChoice(next);
          setFault(null);
        }}
        options={[
          { value: 'tomorrow', label: `明天 ${formatDay(tomorrow)}` },
          ...(monday === tomorrow ? [] : [{ value: 'monday' as const, label: `下周一 ${formatDay(monday)}` }]),
          { value: 'other', label: '选一天' },
        ]}
      />
      {choice === 'other' && (
        <span className={styles.snoozeDay}>
          <input
            className="text-input"
            aria-label="哪一天"
            placeholder="如 9月20日"
            value={day}
            aria-invalid={fault?.field === 'day' || undefined}
            aria-describedby={fault ? faultId : undefined}
            onChange={(event) => {
              setDay(event.target.value);
              setFault(null);
            }}
          />
          <DatePick
            kind="date"
            label="推迟到哪一天"
            value={typeof dayOf(day, today) === 'string' ? (dayOf(day, today) as string) : null}
            take={async (value) => setDay(value ?? '')}
          />
        </span>
      )}
      <input
        className="text-input wide"
        aria-label="推迟的理由"
        placeholder="理由，必填"
        maxLength={200}
        value={reason}
        data-autofocus
        aria-invalid={fault?.field === 'reason' || undefined}
        aria-describedby={fault ? faultId : undefined}
        onChange={(event) => {
          setReason(event.target.value);
          setFault(null);
        }}
      />
      {fault && (
        <p id={faultId} className="red-fg" role="alert">
          {fault.text}
        </p>
      )}
      <span className={styles.snoozeButtons}>
        <button type="button" className="btn sm" onClick={onDone}>
          取消
        </button>
        <button type="submit" className="btn sm primary" disabled={busy}>
          推迟
        </button>
      </span>
    </form>
  );
}

/** The day that was typed. '1月5日' is the one that is nearest: in December it is of the next year. */
function dayOf(text: string, today: string): string | { fault: string } {
  const short = /^(\d{1,2})(?:月|[-/.])(\d{1,2})日?$/.exec(text.trim());
  const inYear = (year: number) => `${year}-${short?.[1]?.padStart(2, '0')}-${short?.[2]?.padStart(2, '0')}`;
  const year = Number(today.slice(0, 4));
  const isLongPast = short !== null && daysBetween(inYear(year), today) > 180;
  const reading = readDate(short ? inYear(isLongPast ? year + 1 : year) : text, 'date');
  if (!reading.ok) return { fault: reading.message };
  const value = reading.value as string | null;
  if (value === null) return { fault: '请填推迟到哪一天' };
  return value > today ? value : { fault: '要晚于今天' };
}
