import { Button, Popover } from '@mantine/core';
import { IconCalendarEvent } from '@tabler/icons-react';
import { useState } from 'react';
import type { InputOf } from '../../../src-shared/contract/contract';
import { lastDay } from '../../../src-shared/rules/dates';
import { ChoiceGroup } from '../../components/choice-group';
import { DayField } from '../../components/day-field';
import { showDone, showFailure } from '../../components/toast';
import { useLedgerCommand } from '../../ledger-client';
import styles from './permits.module.css';
import { type Road, tryToSchedule } from './road';
import { roomWords, shortDay } from './words';

type Manner = InputOf<'permits.plan'>['manner'];

/** Sets the day to start on and writes planned days for everything that is still to be handed in. */
export function PlanPopover({ road }: { road: Road }) {
  const { today, target } = road.input;
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState<string | null>(null);
  const [fault, setFault] = useState(false);
  const [manner, setManner] = useState<Manner>('earliest');
  const day = typed ?? (target === null ? null : lastDay(target));
  const plan = useLedgerCommand('permits.plan', {
    onDone: ({ planned, earliestStart, float }) => {
      setOpen(false);
      setTyped(null);
      showDone(`已安排 ${planned} 项手续，最早 ${shortDay(earliestStart, today)}可开工，${roomWords(float)}`, {
        undo: true,
      });
    },
    onFailure: showFailure,
  });
  const tried = day === null ? null : tryToSchedule({ ...road.input, target: day }).schedule;
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" trapFocus>
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<IconCalendarEvent className="icon" aria-hidden="true" />}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          安排计划
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <div className={styles.form}>
          <div className={styles.line}>
            <span>目标开工</span>
            <DayField label="目标开工" value={day} today={today} width={200} onChange={setTyped} onFault={setFault} />
          </div>
          <div className={styles.line}>
            <span>怎么排</span>
            <ChoiceGroup<Manner>
              label="怎么排"
              options={[
                { value: 'earliest', label: '尽早报件' },
                { value: 'latest', label: '最迟报件' },
              ]}
              value={manner}
              onChange={setManner}
            />
          </div>
          <p className="muted" role="status">
            {tried?.float === null || tried?.float === undefined
              ? '先定目标开工日期。'
              : `最早 ${shortDay(tried.earliestStart, today)}可开工，${roomWords(tried.float)}。${
                  tried.float < 0 ? '赶不上，一律按最早排。' : ''
                }还没报件的手续都会写上计划报件和计划办结。`}
          </p>
          <div className={styles.buttons}>
            <button type="button" className="btn" onClick={() => setOpen(false)}>
              取消
            </button>
            <button
              type="button"
              className="btn primary"
              disabled={day === null || fault || plan.isPending}
              onClick={() => day !== null && plan.mutate({ project: road.file.id, target: day, manner })}
            >
              写入计划
            </button>
          </div>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
