import { Popover } from '@mantine/core';
import { IconCheck, IconChevronDown, IconChevronLeft, IconChevronRight, IconLock } from '@tabler/icons-react';
import { useState } from 'react';
import {
  nextPeriod,
  type Period,
  type PeriodKind,
  periodKinds,
  previousPeriod,
} from '../../../src-shared/rules/period';
import { ChoiceGroup } from '../../components/choice-group';
import { useLedgerQuery } from '../../ledger-client';
import { periodsOffered } from './period-choice';
import styles from './period-picker.module.css';

const kindLabels: Readonly<Record<PeriodKind, string>> = { half: '半月', month: '月', quarter: '季度', year: '年' };
/** Chooses a half-month, month, quarter or year that is over or has begun, or begins by `until`: one step at a time, or out of a list that shows which are frozen. */
export function PeriodPicker({
  period,
  today,
  until = today,
  onChange,
}: {
  period: Period;
  today: string;
  /** Periods that begin later are not offered; today where nothing is planned ahead. */
  until?: string;
  onChange: (code: string) => void;
}) {
  const [opened, setOpened] = useState(false);
  const [kind, setKind] = useState(period.kind);
  const frozen = useLedgerQuery('bulletins.frozen', {});
  const isFrozen = new Set((frozen.data ?? []).map((one) => one.period));
  const after = nextPeriod(period);
  const open = (next: boolean) => {
    if (next) setKind(period.kind);
    setOpened(next);
  };
  return (
    <>
      <Popover opened={opened} onChange={open} position="bottom-start" trapFocus returnFocus withinPortal>
        <Popover.Target>
          <button type="button" className={`btn quiet ${styles.target}`} onClick={() => open(!opened)}>
            <h1 className="title">{period.name}</h1>
            <IconChevronDown className="icon" aria-hidden="true" />
            <span className="visually-hidden">换一期</span>
          </button>
        </Popover.Target>
        <Popover.Dropdown p={8}>
          <ChoiceGroup
            label="期的长短"
            options={periodKinds.map((value) => ({ value, label: kindLabels[value] }))}
            value={kind}
            onChange={setKind}
          />
          <ul className={styles.list}>
            {periodsOffered(kind, today, until).map((choice) => (
              <li key={choice.code}>
                <button
                  type="button"
                  aria-current={choice.code === period.code || undefined}
                  onClick={() => {
                    setOpened(false);
                    onChange(choice.code);
                  }}
                >
                  <span>{choice.name}</span>
                  {isFrozen.has(choice.code) && (
                    <span className="muted">
                      <IconLock className="icon" aria-hidden="true" /> 已冻结
                    </span>
                  )}
                  {choice.code === period.code && <IconCheck className="icon" aria-label="现在看的" />}
                </button>
              </li>
            ))}
          </ul>
        </Popover.Dropdown>
      </Popover>
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
        disabled={after.start > until}
        onClick={() => onChange(after.code)}
      >
        <IconChevronRight className="icon" aria-hidden="true" />
      </button>
    </>
  );
}
