import { Menu } from '@mantine/core';
import { IconCheck, IconChevronDown, IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { addDays } from '../../../src-shared/rules/dates';
import { type Period, periodOf, previousPeriod } from '../../../src-shared/rules/period';

/** The half-month after this one. */
export function nextPeriod(period: Period): Period {
  return periodOf(addDays(period.end, 1));
}

const listed = 24;

/** Chooses a half-month that is over or has begun: one step at a time, or out of the last year. */
export function PeriodPicker({
  period,
  today,
  onChange,
}: {
  period: Period;
  today: string;
  onChange: (code: string) => void;
}) {
  const latest = periodOf(today);
  const choices: Period[] = [latest];
  while (choices.length < listed) choices.push(previousPeriod(choices.at(-1) as Period));
  const after = nextPeriod(period);
  return (
    <>
      <Menu position="bottom-start">
        <Menu.Target>
          <button type="button" className="btn quiet" style={{ marginLeft: -10 }}>
            <h1 className="title" style={{ color: 'var(--fg)' }}>
              {period.name}
            </h1>
            <IconChevronDown className="icon" aria-hidden="true" />
          </button>
        </Menu.Target>
        <Menu.Dropdown mah={320} style={{ overflowY: 'auto' }}>
          {choices.map((choice) => (
            <Menu.Item
              key={choice.code}
              aria-current={choice.code === period.code || undefined}
              rightSection={choice.code === period.code ? <IconCheck className="icon" aria-hidden="true" /> : undefined}
              onClick={() => onChange(choice.code)}
            >
              {choice.name}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <button
        type="button"
        className="btn sm icon-only"
        aria-label="前一期"
        onClick={() => onChange(previousPeriod(period).code)}
      >
        <IconChevronLeft className="icon" aria-hidden="true" />
      </button>
      <button
        type="button"
        className="btn sm icon-only"
        aria-label="后一期"
        disabled={after.start > today}
        onClick={() => onChange(after.code)}
      >
        <IconChevronRight className="icon" aria-hidden="true" />
      </button>
    </>
  );
}
