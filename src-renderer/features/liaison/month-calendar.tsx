import { DatePicker } from '@mantine/dates';
import { formatDate, formatDay } from '../../../src-shared/terms/format';
import classes from './liaison.module.css';

/** The month with the number of notes under each day; a second click on the chosen day goes back to the whole month. */
export function MonthCalendar({
  month,
  day,
  today,
  counts,
  onMonth,
  onDay,
}: {
  month: string;
  day: string | null;
  today: string;
  counts: ReadonlyMap<string, number>;
  onMonth: (month: string) => void;
  onDay: (day: string | null) => void;
}) {
  return (
    <DatePicker
      className={classes.calendar as string}
      value={day}
      onChange={onDay}
      allowDeselect
      date={`${month}-01`}
      onDateChange={(date) => onMonth(date.slice(0, 7))}
      hideOutsideDates
      maxLevel="year"
      monthLabelFormat="YYYY年M月"
      yearLabelFormat="YYYY年"
      monthsListFormat="M月"
      size="sm"
      fullWidth
      ariaLabels={{
        monthLevelControl: `${formatDate(month)}，换成选月份`,
        nextMonth: '下个月',
        previousMonth: '上个月',
        nextYear: '下一年',
        previousYear: '上一年',
      }}
      getDayAriaLabel={(date) => `${formatDay(date)}，${counts.get(date) ?? 0} 次`}
      getDayProps={(date) => (date === today ? { 'data-today': true } : {})}
      renderDay={(date) => (
        <span className={classes.date}>
          {Number(date.slice(8))}
          <small data-count={counts.get(date)} />
        </span>
      )}
    />
  );
}
