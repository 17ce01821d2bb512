import { ActionIcon, Select } from '@mantine/core';
import { IconMinus, IconPlus } from '@tabler/icons-react';
import type { ProjectSchedule } from '../../../src-shared/rules/road-map';
import { addWorkdays, dayNumber, dayText } from '../../../src-shared/rules/work-calendar';
import { DayField } from '../../components/day-field';
import styles from './permits.module.css';
import type { Road } from './road';
import type { Assumption } from './road-map-view';
import { roomWords, shortDay } from './words';

/** 'If this one were granted on that day, then building could start on …'. Nothing of it is written. */
export function WhatIf({
  road,
  schedule,
  permit,
  finish,
  onChange,
}: {
  road: Road;
  /** With what is assumed. */
  schedule: ProjectSchedule;
  permit: string;
  finish: string | null;
  onChange: (next: Assumption | null) => void;
}) {
  const { calendar, today } = road.input;
  const open = road.schedule?.permits.filter(({ phase }) => phase !== 'granted') ?? [];
  const stands = open.find(({ id }) => id === permit);
  const day = finish ?? stands?.earliestFinish ?? today;
  const assume = (next: string) => onChange({ permit, finish: next < today ? today : next });
  const { earliestStart, float } = schedule;
  return (
    <div className={`bar ${styles.if}`}>
      <span className="muted">假如</span>
      <Select
        aria-label="假如哪一项"
        w={216}
        data={open.map(({ id, name }) => ({ value: id, label: name }))}
        value={permit}
        allowDeselect={false}
        searchable={open.length > 8}
        onChange={(next) => next && onChange({ permit: next, finish: null })}
        comboboxProps={{ width: 'max-content', position: 'bottom-start' }}
      />
      <span>于</span>
      <ActionIcon
        variant="default"
        size="sm"
        aria-label="提前一个工作日"
        disabled={day <= today}
        onClick={() => assume(dayText(calendar.onOrBefore(dayNumber(day) - 1)))}
      >
        <IconMinus className="icon" aria-hidden="true" />
      </ActionIcon>
      <DayField
        label="办结日期"
        value={day}
        today={today}
        width={138}
        onChange={(next) => next && assume(next)}
        onFault={ignore}
      />
      <ActionIcon
        variant="default"
        size="sm"
        aria-label="推后一个工作日"
        onClick={() => assume(addWorkdays(calendar, day, 1))}
      >
        <IconPlus className="icon" aria-hidden="true" />
      </ActionIcon>
      <span role="status" className="ell">
        办结，则最早 <span className={styles.result}>{shortDay(earliestStart, today)}</span> 可开工
        {float !== null && (
          <>
            ，<span className={float < 0 ? 'red-fg' : undefined}>{roomWords(float)}</span>
            {stands?.latestFinish && (
              <>
                ；最迟可推到 <span className={styles.result}>{shortDay(stands.latestFinish, today)}</span>
              </>
            )}
          </>
        )}
      </span>
      <span className="right" />
      <button type="button" className="btn sm quiet" disabled={finish === null} onClick={() => onChange(null)}>
        恢复
      </button>
    </div>
  );
}

const ignore = () => undefined;
