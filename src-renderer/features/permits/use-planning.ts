import { useCallback, useEffect, useRef, useState } from 'react';
import type { Permit } from '../../../src-shared/entities/permit';
import { plannedFinish } from '../../../src-shared/rules/road-map';
import type { RoadRow } from '../../../src-shared/rules/road-map-rows';
import { addWorkdays, dayNumber, dayText } from '../../../src-shared/rules/work-calendar';
import { showDone, showFailure } from '../../components/toast';
import { run } from '../../ledger-client';
import type { Road } from './road';
import { shortDay } from './words';

/** A plan that is being moved and not yet written. */
export interface PlanDraft {
  readonly permit: string;
  readonly submit: string;
  readonly finish: string;
}

export interface Planning {
  readonly draft: PlanDraft | null;
  /** Day from which the plan of a row is moved: what is drawn now. */
  startOf(row: RoadRow<Permit>): string | null;
  /** Moves the plan of a row to the worked day on or after `day`, never before today. */
  moveTo(row: RoadRow<Permit>, day: string): void;
  /** Moves it by worked days. */
  moveBy(row: RoadRow<Permit>, count: number): void;
  commit(): void;
  cancel(): void;
}

/** Keys are over when none came for this long. */
const keyPause = 900;

/** Planning by hand: the bar follows at once, the ledger is written once, when the hand lets go. */
export function usePlanning(road: Road): Planning {
  const [draft, setDraft] = useState<PlanDraft | null>(null);
  const moved = useRef<{ draft: PlanDraft; row: RoadRow<Permit> } | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const { input } = road;

  // The draft stays until the ledger says the same, so that the bar does not jump back for a moment.
  useEffect(() => {
    if (draft === null || moved.current !== null) return;
    const now = road.permits.find(({ id }) => id === draft.permit);
    if (now?.planned_submit === draft.submit) setDraft(null);
  }, [road, draft]);

  const commit = useCallback(() => {
    clearTimeout(timer.current);
    const done = moved.current;
    moved.current = null;
    if (!done) return;
    const { permit, submit, finish } = done.draft;
    if (done.row.permit.planned_submit === submit && done.row.permit.planned_finish === finish) return setDraft(null);
    void run('records.revise', {
      entity: 'permit',
      id: permit,
      set: { planned_submit: submit, planned_finish: finish },
      source: '路线图上安排',
    }).then((result) => {
      if (result.ok) showDone(sentenceOf(done.row, done.draft, input.today), { undo: true });
      else {
        setDraft(null);
        showFailure(result.error);
      }
    });
  }, [input.today]);
  useEffect(() => commit, [commit]);

  const moveTo = (row: RoadRow<Permit>, day: string) => {
    const wanted = day > input.today ? day : input.today;
    const submit = dayText(input.calendar.onOrAfter(dayNumber(wanted)));
    const next = { permit: row.permit.id, submit, finish: plannedFinish(row.permit, input, submit) };
    moved.current = { draft: next, row };
    setDraft(next);
  };
  const startOf = (row: RoadRow<Permit>) => (draft?.permit === row.permit.id ? draft.submit : (row.bar?.from ?? null));
  return {
    draft,
    startOf,
    moveTo,
    moveBy: (row, count) => {
      const from = startOf(row);
      if (from === null) return;
      moveTo(row, count > 0 ? addWorkdays(input.calendar, from, count) : workdayBefore(road, from));
      clearTimeout(timer.current);
      timer.current = setTimeout(commit, keyPause);
    },
    commit,
    cancel: () => {
      clearTimeout(timer.current);
      moved.current = null;
      setDraft(null);
    },
  };
}

const workdayBefore = ({ input }: Road, day: string) => dayText(input.calendar.onOrBefore(dayNumber(day) - 1));

/** What was planned, and what there is to say about it: a warning, never a bar. */
function sentenceOf({ permit, scheduled }: RoadRow<Permit>, draft: PlanDraft, today: string): string {
  const plan = `已安排“${permit.name ?? '手续'}”${shortDay(draft.submit, today)}报件、${shortDay(draft.finish, today)}办结`;
  if (scheduled?.latestSubmit && draft.submit > scheduled.latestSubmit) {
    return `${plan}，晚于最迟报件日 ${shortDay(scheduled.latestSubmit, today)}，赶不上目标开工`;
  }
  if (scheduled?.earliestSubmit && draft.submit < scheduled.earliestSubmit && scheduled.waitsFor.length > 0) {
    return `${plan}，前置“${scheduled.waitsFor.join('”“')}”那时还没办结，要按容缺或告知承诺办`;
  }
  return plan;
}
