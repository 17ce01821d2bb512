/** Days and months as text (`YYYY-MM-DD`, `YYYY-MM`), so that no zone and no clock can shift them. Text order is date order. */

const dayLength = 86_400_000;

function toTime(day: string): number {
  return Date.parse(`${day}T00:00:00Z`);
}

export function addDays(day: string, count: number): string {
  return new Date(toTime(day) + count * dayLength).toISOString().slice(0, 10);
}

/** Whole days from `from` to `to`; negative when `to` lies before. */
export function daysBetween(from: string, to: string): number {
  return Math.round((toTime(to) - toTime(from)) / dayLength);
}

const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** '2018-09' or any day of it → '2018-09-30'. */
export function monthEnd(dayOrMonth: string): string {
  // Reckoned without a date where it is written as everywhere: the lights of a city ask a hundred thousand times.
  const length =
    dayOrMonth.length >= 7 && dayOrMonth[4] === '-' ? monthLengths[Number(dayOrMonth.slice(5, 7)) - 1] : undefined;
  if (length !== undefined && length !== 28) return `${dayOrMonth.slice(0, 7)}-${length}`;
  const [year, month] = dayOrMonth.split('-').map(Number);
  return new Date(Date.UTC(year ?? 0, month ?? 1, 0)).toISOString().slice(0, 10);
}

/** Months since year 0, for differences. */
export function monthNumber(dayOrMonth: string): number {
  const [year, month] = dayOrMonth.split('-').map(Number);
  return (year ?? 0) * 12 + (month ?? 1) - 1;
}

/** The same day `count` months later, or the last day of that month where it is shorter: 2018-07-31 + 2 → 2018-09-30. */
export function addMonths(day: string, count: number): string {
  const target = monthNumber(day) + count;
  const month = `${String(Math.floor(target / 12)).padStart(4, '0')}-${String((target % 12) + 1).padStart(2, '0')}`;
  const end = monthEnd(month);
  const same = `${month}-${day.slice(8, 10)}`;
  return same < end ? same : end;
}

/** The last day that a date given as a day or a month can mean: where nobody knows the day, nobody is late before the month is over. */
export function lastDay(dayOrMonth: string): string {
  return dayOrMonth.length === 7 ? monthEnd(dayOrMonth) : dayOrMonth;
}
