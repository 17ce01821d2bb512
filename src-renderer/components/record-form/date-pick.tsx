import { ActionIcon, Popover } from '@mantine/core';
import { DatePicker, MonthPicker } from '@mantine/dates';
import { IconCalendar } from '@tabler/icons-react';
import { useState } from 'react';

const chinese = {
  yearLabelFormat: 'YYYY年',
  yearsListFormat: 'YYYY',
  decadeLabelFormat: 'YYYY年',
  monthsListFormat: 'M月',
  ariaLabels: {
    monthLevelControl: '换成选月份',
    yearLevelControl: '换成选年份',
    nextMonth: '下个月',
    previousMonth: '上个月',
    nextYear: '下一年',
    previousYear: '上一年',
    nextDecade: '后十年',
    previousDecade: '前十年',
  },
};

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
  const common = { ...chinese, value: chosen, onChange: choose, ...(chosen ? { defaultDate: chosen } : {}) };
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" trapFocus>
      <Popover.Target>
        <ActionIcon size="sm" aria-label={`选择${label}`} aria-expanded={open} onClick={() => setOpen(!open)}>
          <IconCalendar className="icon" aria-hidden="true" />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        {kind === 'month' ? <MonthPicker {...common} /> : <DatePicker {...common} monthLabelFormat="YYYY年M月" />}
      </Popover.Dropdown>
    </Popover>
  );
}
