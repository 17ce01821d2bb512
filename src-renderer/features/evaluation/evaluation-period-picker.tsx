import { Menu } from '@mantine/core';
import { IconCheck, IconChevronDown } from '@tabler/icons-react';
import { type Period, periodOf, previousPeriod } from '../../../src-shared/rules/period';

/** Quarters of two years and the years themselves, the newest first: what evaluations are made of. */
function choicesOf(today: string): Period[] {
  const quarters = [periodOf(today, 'quarter')];
  while (quarters.length < 8) quarters.push(previousPeriod(quarters.at(-1) as Period));
  const year = periodOf(today, 'year');
  return [...quarters, year, previousPeriod(year)];
}

export function EvaluationPeriodPicker(props: { period: Period; today: string; onChange: (code: string) => void }) {
  const { period, today, onChange } = props;
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <button type="button" className="btn quiet" style={{ marginLeft: -10 }}>
          <h1 className="title" style={{ color: 'var(--fg)' }}>
            {period.name}考评
          </h1>
          <IconChevronDown className="icon" aria-hidden="true" />
        </button>
      </Menu.Target>
      <Menu.Dropdown mah={360} style={{ overflowY: 'auto' }}>
        {choicesOf(today).map((choice) => (
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
  );
}
