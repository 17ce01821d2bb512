import type { ProblemAction } from '../contract/problem-methods';
import type { ClockStop } from '../entities/clock-stop';
import type { FieldValue } from '../entities/field';
import type { Measure } from '../entities/measure';
import type { Problem } from '../entities/problem';
import { type Actor, rulingOf, samePerson } from './problem-actions';
import { levelAbove, levelOf } from './problem-clock';

type Values = Readonly<Record<string, FieldValue>>;
type StopReason = 'extension' | 'checking' | 'shelved';

/** What a step writes: fields of the problem, and what becomes of the stops of its clock. */
export interface Advance {
  readonly set: Values;
  /** A stop that begins today. */
  readonly stop: StopReason | null;
  /** Stops without an end, by reason, that end today. */
  readonly end: readonly StopReason[];
  /** Stops that are taken back because something else now says how long it may last. */
  readonly forget: readonly StopReason[];
  /** What the journal says beside it. */
  readonly source: string;
}

/** Fields that each step may write beside the state; others are refused. */
const allowedFields: Readonly<Record<ProblemAction, readonly (keyof Problem)[]>> = {
  verify: ['responsible_unit', 'supporting_units', 'category', 'request'],
  assign: ['responsible_unit', 'supporting_units', 'handler', 'promised_on'],
  handle: ['handler', 'promised_on'],
  hand_in: ['handler', 'checker', 'evidence', 'measures'],
  close: ['company_confirmation', 'satisfaction'],
  return: ['return_reason'],
  raise: [],
  request_extension: ['extension_until', 'extension_reason'],
  grant_extension: ['extension_until', 'extension_approver'],
  refuse_extension: ['return_reason', 'extension_approver'],
  shelve: ['shelving_reason', 'shelving_approver', 'review_on'],
  resume: [],
};

const text = (value: FieldValue | undefined): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : null;

/** Sentences about what the step itself needs to be told. */
function valueReasons(action: ProblemAction, merged: Problem, values: Values, actor: Actor, today: string): string[] {
  const reasons: string[] = [];
  const need = (value: FieldValue | undefined, sentence: string) => {
    if (text(value) === null) reasons.push(sentence);
  };
  const approver = (name: string | null, what: string) => {
    if (name === null) reasons.push(`请写明${what}的批准人`);
    else if (samePerson(name, merged.handler)) reasons.push(`${what}的批准人不能是承办人`);
    else if (actor.role !== 'commission' && samePerson(name, actor.person))
      reasons.push(`${what}须由市发改委或领导批准，不能自己批`);
  };
  const later = (day: string | null, what: string) => {
    if (day !== null && day <= today) reasons.push(`${what}须在今天之后`);
  };
  switch (action) {
    case 'assign':
      need(merged.responsible_unit, '请写明责任单位');
      break;
    case 'raise':
      need(values.reason, '请写明提级理由');
      break;
    case 'request_extension':
      need(values.extension_until, '请写明延到哪一天');
      later(text(values.extension_until), '延期');
      need(values.extension_reason, '请写明延期理由');
      break;
    case 'grant_extension':
      need(merged.extension_until, '请写明延到哪一天');
      approver(text(values.extension_approver), '延期');
      break;
    case 'refuse_extension':
      need(values.return_reason, '请写明不同意的理由');
      approver(text(values.extension_approver), '延期');
      break;
    case 'return':
      need(values.return_reason, '请写明退回原因');
      break;
    case 'shelve':
      need(values.shelving_reason, '请写明挂账理由');
      approver(text(values.shelving_approver), '挂账');
      need(values.review_on, '请写明哪一天复核');
      later(text(values.review_on), '复核日期');
      break;
    default:
  }
  if (action === 'hand_in' && merged.checker !== null && samePerson(merged.checker, merged.handler))
    reasons.push('核验人不能是承办人');
  return reasons;
}

const advance = (set: Values, more: Partial<Omit<Advance, 'set'>> = {}): Advance => ({
  set,
  stop: null,
  end: [],
  forget: [],
  source: '',
  ...more,
});

function written(action: ProblemAction, merged: Problem, values: Values, today: string): Advance {
  switch (action) {
    case 'verify':
      return advance({ ...values, state: 'verified' });
    case 'assign':
      return advance({ ...values, state: 'assigned' });
    case 'handle':
      return advance({ ...values, state: 'handling' });
    case 'raise':
      return advance(
        {
          level: levelAbove(levelOf(merged.level)),
          level_since: today,
          // A request for more time was made to the level below.
          ...(merged.state === 'deferred' ? { state: 'handling', extension_until: null } : {}),
        },
        { forget: ['extension'], source: `提级：${values.reason}`.slice(0, 200) },
      );
    case 'request_extension':
      return advance({ ...values, extension_approver: null, state: 'deferred' }, { stop: 'extension' });
    case 'grant_extension':
      return advance({ ...values, state: 'handling' }, { forget: ['extension'] });
    case 'refuse_extension': {
      const { extension_approver: who, return_reason: why } = values;
      const sentence = `${who}不同意延期：${why}`;
      return advance(
        { return_reason: sentence, extension_until: null, extension_approver: null, state: 'handling' },
        { end: ['extension'] },
      );
    }
    case 'hand_in':
      return advance({ ...values, handler: merged.handler, state: 'checking' }, { stop: 'checking' });
    case 'close':
      return advance(
        { ...values, checker: merged.checker, closed_on: today, state: 'closed' },
        { end: ['checking', 'extension', 'shelved'] },
      );
    case 'return':
      return advance({ ...values, state: 'returned' }, { end: ['checking'] });
    case 'shelve':
      return advance({ ...values, state: 'shelved' }, { stop: 'shelved', end: ['extension'] });
    case 'resume':
      return advance({ state: 'handling', review_on: null }, { end: ['shelved'] });
  }
}

/**
 * One step of a problem. `problem.level` is that of the clock. Either what is to be written, or the reasons why not, each a sentence
 * without its full stop.
 */
export function advanceProblem(
  problem: Problem,
  measures: readonly Pick<Measure, 'done_on'>[],
  actor: Actor,
  action: ProblemAction,
  values: Values,
  today: string,
): { readonly ok: true; readonly advance: Advance } | { readonly ok: false; readonly reasons: readonly string[] } {
  // The reason of a step up is no field of the problem: it stands in the journal beside the change.
  const foreign = Object.keys(values).filter(
    (name) =>
      !(allowedFields[action] as readonly string[]).includes(name) && !(action === 'raise' && name === 'reason'),
  );
  if (foreign.length > 0) return { ok: false, reasons: [`这一步不能改“${foreign.join('、')}”`] };
  const kept: Record<string, FieldValue> = Object.fromEntries(
    Object.entries(values).filter(([, value]) => text(value) !== null),
  );
  // The Commission decides in its own name where it names nobody else.
  const approves = allowedFields[action].find((name) => name === 'extension_approver' || name === 'shelving_approver');
  if (approves && actor.role === 'commission') kept[approves] ??= actor.person;
  const all = { ...problem, ...kept };
  const merged: Problem = {
    ...all,
    handler: all.handler ?? (action === 'hand_in' ? actor.person : null),
    checker: all.checker ?? (action === 'close' ? actor.person : null),
  };
  const { fits, reasons } = rulingOf(action, merged, measures, actor);
  const against = fits ? [...reasons, ...valueReasons(action, merged, kept, actor, today)] : [...reasons];
  if (against.length > 0) return { ok: false, reasons: [...new Set(against)] };
  return { ok: true, advance: written(action, merged, kept, today) };
}

/** The stops that a step ends or takes back, of those that have no end. */
export function touchedStops<Stop extends Pick<ClockStop, 'reason' | 'resumed_on'>>(
  stops: readonly Stop[],
  reasons: readonly StopReason[],
): Stop[] {
  return stops.filter(({ reason, resumed_on }) => resumed_on === null && reasons.some((one) => one === reason));
}
