import { IconCheck, IconClock, IconMinus, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { materialStates } from '../../../src-shared/entities/material';
import { daysBetween } from '../../../src-shared/rules/dates';
import type { ConsistencyCheck } from '../../../src-shared/rules/listing-consistency';
import type { ChecklistItem } from '../../../src-shared/rules/listing-materials';
import { levelName } from '../../../src-shared/rules/listing-windows';
import { formatDay } from '../../../src-shared/terms/format';
import classes from './case-summary.module.css';
import type { ListingFile } from './listing-file';

/** Beside the other tabs of a project: the window that is next, papers and checks in a line each. */
export function CaseSummary({ file }: { file: ListingFile }) {
  const { checklist, checks, nextWindow, why } = file.outlook;
  const agreeing = checks.filter((check) => check.result === 'agree').length;
  return (
    <>
      <p className={classes.why}>
        {nextWindow && (
          <span>
            {levelName(nextWindow.level)}窗口 {formatDay(nextWindow.date)}，还有{' '}
            {daysBetween(file.today, nextWindow.date)} 天。
          </span>
        )}
        {why}。
      </p>
      <h3>
        <span>材料</span>
        <span>
          {checklist.ready} / {checklist.needed}
        </span>
      </h3>
      <ul className={classes.list}>
        {checklist.required.map((item) => (
          <Line
            key={item.name}
            tone={tones[item.state]}
            name={item.short}
            words={materialWords(item)}
            title={item.name}
          />
        ))}
      </ul>
      {checks.length > 0 && (
        <>
          <h3>
            <span>一致性</span>
            <span>
              {agreeing} / {checks.length}
            </span>
          </h3>
          <ul className={classes.list}>
            {checks.map((check) => (
              <Line
                key={check.code}
                tone={check.result}
                name={check.name}
                words={checkWords(check)}
                title={check.rule}
              />
            ))}
          </ul>
        </>
      )}
    </>
  );
}

const icons = { agree: IconCheck, differ: IconX, pending: IconClock, not_needed: IconMinus } as const;
type Tone = keyof typeof icons;
const tones: Record<ChecklistItem['state'], Tone> = {
  ready: 'agree',
  faulty: 'differ',
  missing: 'differ',
  not_needed: 'not_needed',
};

function materialWords(item: ChecklistItem): string {
  if (item.record?.detail) return item.record.detail;
  if (item.state === 'ready') return item.record?.received_on ? formatDay(item.record.received_on) : '';
  return materialStates.find((state) => state.code === item.state)?.label ?? '';
}

const checkWords = (check: ConsistencyCheck) => (check.result === 'agree' ? '' : check.word);

function Line({ tone, name, words, title }: { tone: Tone; name: string; words: ReactNode; title: string }) {
  const Icon = icons[tone];
  return (
    <li data-tone={tone} title={title}>
      <Icon className="icon" aria-hidden="true" />
      <span>{name}</span>
      <span className="ell">{words}</span>
    </li>
  );
}
