import type { SlipKind } from '../contract/problem-methods';
import type { Measure } from '../entities/measure';
import type { Problem } from '../entities/problem';
import { slip as slipEntity } from '../entities/slip';
import { formatDay } from '../terms/format';
import type { ProblemClock } from './problem-clock';
import { levelAbove, levelLabel } from './problem-clock';
import type { Told } from './problem-history';
import { addWorkdays, dayNumber, dayText, type WorkCalendar } from './work-calendar';

export function slipLabel(kind: string | null): string {
  return slipEntity.fields.kind.choices?.find(({ code }) => code === kind)?.label ?? '督办单';
}

export interface SlipDraft {
  readonly addressee: string | null;
  readonly requests: string;
  readonly reply_due: string;
}

const replyDays: Readonly<Record<SlipKind, number>> = { supervision: 5, reminder: 3, liaison: 5 };

const sentence = (text: string) => text.trim().replace(/[。；;.]+$/, '');

type Drafted = Pick<Problem, 'description' | 'request' | 'responsible_unit' | 'supporting_units'>;

/**
 * What a slip asks for, to be changed by whoever sends it: open measures with their days, what the company asks for, the last day of
 * the level and what is to be done where it cannot be kept. One request a line, without its number.
 */
export function slipDraft(
  kind: SlipKind,
  problem: Drafted,
  measures: readonly Pick<Measure, 'content' | 'due' | 'done_on'>[],
  clock: Pick<ProblemClock, 'level' | 'due'>,
  calendar: WorkCalendar,
  today: string,
): SlipDraft {
  const later = addWorkdays(calendar, today, replyDays[kind]);
  const due = clock.due !== null && clock.due > today ? clock.due : null;
  // Word is asked for before the last day, where there is a day before it.
  const eve = due === null ? null : dayText(calendar.onOrBefore(dayNumber(due) - 1));
  const reply_due = due === null || later < due ? later : eve !== null && eve > today ? eve : due;
  const asked = measures
    .filter(({ done_on, content }) => done_on === null && content !== null)
    .map(({ content, due: day }) =>
      day !== null && day >= today
        ? `${formatDay(day)}前：${sentence(content ?? '')}。`
        : `${sentence(content ?? '')}。`,
    );
  const request = problem.request === null ? [] : [`${sentence(problem.request)}。`];
  const above = levelAbove(clock.level);
  switch (kind) {
    case 'supervision':
      return {
        addressee: problem.responsible_unit,
        requests: [
          ...asked,
          ...request,
          `${due ? `${formatDay(due)}前办结` : '抓紧办结'}。不能按期的，${formatDay(reply_due)}前书面说明原因${above ? `，提请${levelLabel(above)}${above === 'city' ? '' : '级'}协调` : ''}。`,
        ].join('\n'),
        reply_due,
      };
    case 'reminder':
      return {
        addressee: problem.responsible_unit,
        requests: [
          ...asked,
          due ? `离${formatDay(due)}到期不远，请抓紧办理。` : '请抓紧办理。',
          `${formatDay(reply_due)}前告知进展。`,
        ].join('\n'),
        reply_due,
      };
    case 'liaison':
      return {
        addressee: problem.supporting_units ?? problem.responsible_unit,
        requests: [
          ...request,
          ...(request.length === 0 ? ['请协助解决上述问题。'] : []),
          `${formatDay(reply_due)}前函复。`,
        ].join('\n'),
        reply_due,
      };
  }
}

/** 办理经过: what happened so far in one paragraph, oldest first; of a long story the begin and the latest. */
export function storySoFar(
  history: readonly Told[],
  measures: readonly Pick<Measure, 'content' | 'done_on'>[],
  promised: string | null,
  today: string,
): string {
  const steps = [
    ...[...history]
      .reverse()
      .filter(({ text }) => !text.startsWith('发督办单') && !text.startsWith('编号定为'))
      .map(({ day, text }) => ({ day, text })),
    ...measures
      .filter(({ done_on }) => done_on !== null)
      .map(({ content, done_on }) => ({ day: done_on ?? today, text: sentence(content ?? '') })),
  ]
    .map((step, order) => ({ ...step, order }))
    .sort((a, b) => (a.day === b.day ? a.order - b.order : a.day < b.day ? -1 : 1));
  const kept = steps.length > 10 ? [...steps.slice(0, 2), ...steps.slice(-8)] : steps;
  const missed = promised !== null && promised < today ? [`原承诺${formatDay(promised)}办结，未办结`] : [];
  const words = [...kept.map(({ day, text }) => `${formatDay(day)}${sentence(text)}`), ...missed];
  return words.length === 0 ? '' : `${words.join('；')}。`;
}
