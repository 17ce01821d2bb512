import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { addMonths } from '../../../src-shared/rules/dates';
import { formatDate } from '../../../src-shared/terms/format';

/** One month after the other, as far as `last`. */
export function MonthPicker({
  month,
  last,
  onChange,
}: {
  month: string;
  last: string;
  onChange: (month: string) => void;
}) {
  const step = (count: number) => onChange(addMonths(`${month}-01`, count).slice(0, 7));
  return (
    <>
      <h1 className="title">{formatDate(month)}</h1>
      <button type="button" className="btn sm icon-only" aria-label="上个月" onClick={() => step(-1)}>
        <IconChevronLeft className="icon" aria-hidden="true" />
      </button>
      <button
        type="button"
        className="btn sm icon-only"
        aria-label="下个月"
        disabled={month >= last}
        onClick={() => step(1)}
      >
        <IconChevronRight className="icon" aria-hidden="true" />
      </button>
    </>
  );
}
