import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { datesIn } from '../../src-shared/rules/work-log-dates';
import { formatDate, formatDay } from '../../src-shared/terms/format';
import { readText } from './fields/read-text';
import { DatePick } from './record-form/date-pick';

const weekdays = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'];

export const weekdayOf = (day: string): string => weekdays[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? '';

/** '9月21日 周五'; with the year where it is another than that of `today`. */
export function dayWords(day: string, today: string): string {
  return `${day.slice(0, 4) === today.slice(0, 4) ? formatDay(day) : formatDate(day)} ${weekdayOf(day)}`;
}

/** A day of what was typed: 9月21日, 2018-9-21, 周五, 三天后. Null where it is none. */
export function readDay(text: string, today: string): string | null {
  const [first] = datesIn(text.normalize('NFKC'), today);
  if (first) return first.date;
  const reading = readText({ kind: 'date', label: '日期' }, text);
  return reading.ok ? (reading.value as string | null) : null;
}

/** A day that is typed as people say it, or picked. Takes effect while typing, as soon as it can be read. */
export function DayField({
  label,
  value,
  today,
  onChange,
  onFault,
  width = 150,
  disabled = false,
}: {
  label: string;
  value: string | null;
  today: string;
  onChange: (value: string | null) => void;
  /** Told whether what stands in the field cannot be read. */
  onFault: (fault: boolean) => void;
  width?: number;
  disabled?: boolean;
}) {
  const [typed, setTyped] = useState<string | null>(null);
  const unread = typed !== null && typed.trim() !== '' && readDay(typed, today) === null;
  const type = (text: string) => {
    setTyped(text);
    const day = text.trim() === '' ? null : readDay(text, today);
    onFault(text.trim() !== '' && day === null);
    if (text.trim() === '' || day !== null) onChange(day);
  };
  const pick = async (day: string | null) => {
    setTyped(null);
    onFault(false);
    onChange(day);
  };
  return (
    <TextInput
      aria-label={label}
      aria-invalid={unread || undefined}
      title={unread ? '不是日期，可写 9月21日、周五、三天后' : undefined}
      error={unread}
      disabled={disabled}
      w={width}
      placeholder="周五、9月21日"
      value={typed ?? (value ? dayWords(value, today) : '')}
      onChange={(event) => type(event.currentTarget.value)}
      onBlur={() => !unread && setTyped(null)}
      rightSection={!disabled && <DatePick kind="date" label={label} value={value} take={pick} />}
    />
  );
}
