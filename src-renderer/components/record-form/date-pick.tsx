import { ActionIcon, Popover } from '@mantine/core';
import { DatePicker, MonthPicker } from '@mantine/dates';
import { IconCalendar } from '@tabler/icons-react';
import { useState } from 'react';

/** The calendar behind a date that can also be typed. A field that takes a month alone offers months. */
export function DatePick({
  kind,
  label,
  value,
  take,
}: {
  kind: 'date' | 'month' | 'day_or_month';
  label: string;
  value: string | null;
  take: (value: string | null) => Promise<void>;
}) {
  const [open, setOpen] = useState(false);
  const chosen = value ? (value.length === 7 ? `${value}-01` : value) : null;
  const choose = (day: string | null) => {
    setOpen(false);
    void take(day ? (kind === 'month' ? day.slice(0, 7) : day) : null);
  };
  const common = { value: chosen, onChange: choose, ...(chosen ? { defaultDate: chosen } : {}) };
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" trapFocus>
      <Popover.Target>
        <ActionIcon size="sm" aria-label={`选择${label}`} aria-expanded={open} onClick={() => setOpen(!open)}>
          <IconCalendar className="icon" aria-hidden="true" />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>{kind === 'month' ? <MonthPicker {...common} /> : <DatePicker {...common} />}</Popover.Dropdown>
    </Popover>
  );
}
