import { slip as slipEntity } from '../entities/slip';
import { formatDay } from '../terms/format';
import {
  brief,
  type Demand,
  type DeskItem,
  type DeskMeetingItem,
  type DeskProblem,
  meetingPath,
  problemPath,
} from './desk-item';
import { levelLabel, type ProblemClock, problemClock } from './problem-clock';
import type { RuleBook } from './rule-book';

/** What problems, the measures against them, slips and decisions of meetings ask for. */
export function problemDemands(item: DeskItem, today: string, rules: RuleBook): Demand[] {
  return [
    ...item.problems.map((problem) => problemDemand(problem, item.clock_stops, today, rules)),
    ...item.measures.map((measure) => measureDemand(measure, item.problems)),
    ...item.slips.map((slip) => slipDemand(slip, today)),
    ...item.meeting_items.map((one) => meetingDemand(one, today)),
  ].filter((demand) => demand !== null);
}

/** A later day that was granted moves what was promised. */
function promisedDay({
  promised_on: promised,
  extension_until: until,
  extension_approver: approver,
  state,
}: DeskProblem): string | null {
  const isGranted = until !== null && approver !== null && state !== 'deferred';
  return promised !== null && isGranted && until > promised ? until : promised;
}

function problemDemand(
  problem: DeskProblem,
  stops: DeskItem['clock_stops'],
  today: string,
  { problemLimits, calendar }: RuleBook,
): Demand | null {
  if (problem.state === 'closed') return null;
  const to = problemPath(problem.id);
  const what = brief(problem.description, 20) || '问题';
  if (problem.state === 'shelved') {
    if (problem.review_on === null) return null;
    return {
      id: `review:${problem.id}`,
      what: '挂账复核',
      why: `${what}，定于 ${formatDay(problem.review_on)}复核`,
      due: problem.review_on,
      to,
      action: '看问题',
      node: null,
    };
  }
  const own = stops.filter((stop) => stop.problem === problem.id);
  const clock = problemClock(problem, own, problemLimits, calendar, today);
  const deadline = problem.state === 'checking' ? checkingDay(problem) : deadlineOf(problem, clock);
  if (deadline === null) return null;
  return { id: `problem:${problem.id}`, what, ...deadline, to, action: '写进展', node: null };
}

/** What is being checked asks on the day that was promised: the clock stands, but somebody must come and look. */
function checkingDay(problem: DeskProblem): { due: string; why: string } | null {
  const due = promisedDay(problem);
  return due === null ? null : { due, why: `承诺 ${formatDay(due)}办结，待核验` };
}

/**
 * The day on which a problem asks: what was promised, the last day of the level where that is earlier or nobody promised, or the day that
 * passed where it has gone up. While its clock stands it asks for nothing.
 */
function deadlineOf(problem: DeskProblem, clock: ProblemClock): { due: string; why: string } | null {
  if (clock.stopped) return null;
  const level = levelLabel(clock.level);
  const rise = clock.escalations.at(-1);
  const promised = promisedDay(problem);
  const rose = rise
    ? { on: rise.on, after: rise.due }
    : problem.level_since !== null && clock.level !== 'secretary'
      ? { on: problem.level_since, after: null }
      : null;
  const since = (due: string) =>
    rose && rose.on > due ? `，${formatDay(rose.on)}已升级至${level}` : problem.level ? `，在${level}层级` : '';
  const held = problem.state === 'deferred' ? '，已申请延期，待批' : '';
  if (promised !== null && (clock.due === null || promised <= clock.due || rise)) {
    const word = promised === problem.promised_on ? '承诺' : '延期到';
    return { due: promised, why: `${word} ${formatDay(promised)}办结${since(promised)}${held}` };
  }
  if (rise) {
    return {
      due: rise.due,
      why: `${levelLabel(rise.from)}办理时限 ${formatDay(rise.due)}已过${since(rise.due)}${held}`,
    };
  }
  if (clock.due === null) return null;
  return { due: clock.due, why: `${level}办理时限 ${clock.limit} 个工作日，${formatDay(clock.due)}到期${held}` };
}

const settled = new Set<string | null>(['closed', 'shelved']);

function measureDemand(measure: DeskItem['measures'][number], problems: DeskItem['problems']): Demand | null {
  if (measure.due === null || measure.done_on !== null) return null;
  const problem = problems.find((candidate) => candidate.id === measure.problem);
  if (!problem || settled.has(problem.state)) return null;
  return {
    id: `measure:${measure.id}`,
    what: brief(measure.content, 20),
    why: `措施限 ${formatDay(measure.due)}${measure.unit ? `，${measure.unit}` : ''}，问题：${brief(problem.description, 24)}`,
    due: measure.due,
    to: problemPath(measure.problem),
    action: '看问题',
    node: null,
    tick: { entity: 'measure', record: measure.id, field: 'done_on', label: '已落实' },
  };
}

function slipDemand(slip: DeskItem['slips'][number], today: string): Demand | null {
  if (slip.replied_on !== null) return null;
  const kind = slipEntity.fields.kind.choices?.find((choice) => choice.code === slip.kind)?.label ?? '督办件';
  if (slip.reply_due === null) {
    // One that a passed limit has made waits for a person to number and send it.
    if (slip.number !== null || slip.issued_on === null) return null;
    return {
      id: `slip-issue:${slip.id}`,
      what: `签发${kind}`,
      why: `${formatDay(slip.issued_on)}自动提级，${kind}待签发`,
      due: slip.issued_on,
      to: problemPath(slip.problem),
      action: '去签发',
      node: null,
      ofCity: true,
    };
  }
  return {
    id: `slip:${slip.id}`,
    what: slip.reply_due < today ? `${kind}未回复` : `回复${kind}`,
    why: `${slip.number ? `${slip.number}，` : ''}限 ${formatDay(slip.reply_due)}前`,
    due: slip.reply_due,
    to: problemPath(slip.problem),
    action: '看督办件',
    node: null,
    tick: { entity: 'slip', record: slip.id, field: 'replied_on', label: '已回复' },
    ofCity: true,
  };
}

/** Before the meeting its papers, after it what was decided. */
export function meetingDemand(item: DeskMeetingItem, today: string): Demand | null {
  if (item.done_on !== null) return null;
  const { meeting } = item;
  const ofCity = meeting?.level === 'city';
  const to = meetingPath(meeting?.id ?? null);
  if (item.due !== null) {
    const title = meeting?.title ? `（${meeting.title}）` : '';
    const decided = meeting?.date ? `${formatDay(meeting.date)}议定，` : '会议议定，';
    const unit = item.responsible_unit ? `，${item.responsible_unit}` : '';
    return {
      id: `decision:${item.id}`,
      what: brief(item.decision, 20) || brief(item.matter, 20),
      why: `${decided}限 ${formatDay(item.due)}${unit}${title}`,
      due: item.due,
      to,
      action: '看议定事项',
      node: null,
      tick: { entity: 'meeting_item', record: item.id, field: 'done_on', label: '已落实' },
      ofCity,
    };
  }
  // After the day of the meeting an item without a decision asks for nothing: nobody can say what it waits for.
  if (item.decision !== null || !meeting?.date || meeting.date < today) return null;
  const kind = meeting.title?.includes('联席') ? `${ofCity ? '市' : ''}联席会议` : '会议';
  const request = brief(item.suggestion, 24) || brief(item.matter, 24);
  return {
    id: `agenda:${item.id}`,
    what: `${kind}报材料`,
    why: `${formatDay(meeting.date)}开会，提请${request.replace(/^(?:提请|请)/, '')}`,
    due: meeting.date,
    to,
    action: '看议题',
    node: null,
    ofCity,
  };
}
