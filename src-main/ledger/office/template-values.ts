import { regionName } from '../../../src-shared/catalogues/regions';
import type { Identity } from '../../../src-shared/contract/ledger-methods';
import { entities } from '../../../src-shared/entities/entities';
import type { Field, FieldValue } from '../../../src-shared/entities/field';
import { completedInYear } from '../../../src-shared/rules/derive';
import { isStarted, lifecycleOf } from '../../../src-shared/rules/ledger-views';
import { completedSums } from '../../../src-shared/rules/listing-figures';
import { reasonName, reasonsOf } from '../../../src-shared/rules/listing-reasons';
import { constantOf } from '../../../src-shared/rules/template-sources';
import { formatDay, formatValue } from '../../../src-shared/terms/format';
import type { ProjectFacts, ReportTime } from './template-facts';

/** Yuan, a share, percentage points, a plain number, a day or month as text, or words: what the source's kind says. Null is nothing. */
export type SourceValue = string | number | null;

/** What the whole table is filled for, and the row's place in it, from 1. */
export interface RowSurroundings {
  readonly ordinal: number;
  readonly time: ReportTime;
  readonly identity: Identity;
}

type Computed = (facts: ProjectFacts, around: RowSurroundings) => SourceValue;

const lines = (texts: readonly string[]) =>
  texts.length <= 1 ? (texts[0] ?? null) : texts.map((text, index) => `${index + 1}. ${text}`).join('\n');
const filled = (texts: readonly (string | null)[]) =>
  texts.filter((text): text is string => text !== null && text !== '');
const yesNo = (is: boolean) => (is ? '是' : '否');

const openProblems = ({ problems }: ProjectFacts) => problems.filter(({ state }) => state !== 'closed');
const neededPermits = ({ permits }: ProjectFacts) => permits.filter(({ state }) => state !== 'not_needed');
const isGranted = ({ state, actual_finish }: ProjectFacts['permits'][number]) =>
  state === 'granted' || actual_finish !== null;

function latestWords({ progress }: ProjectFacts, name: 'image_progress' | 'next_step' | 'needs'): string | null {
  return progress.findLast((row) => row[name] !== null && row[name] !== '')?.[name] ?? null;
}

/** Dispatch figure of the year, in yuan; where nobody reported anything there is none. */
const completedToDate = ({ progress }: ProjectFacts, { time }: RowSurroundings) =>
  completedSums(progress, time.asOf).dispatch?.yuan ?? null;

/** Yuan completed from January to a month; nothing for a month that the table does not reach, or before anybody reported. */
function completedTo(month: string, { progress }: ProjectFacts, time: ReportTime): number | null {
  const known = progress.some(
    (row) =>
      row.completed !== null && row.month !== null && row.month <= month && row.month >= `${month.slice(0, 4)}-01`,
  );
  return known && month <= time.month ? completedInYear(progress, month) : null;
}

const fullMonth = (month: string, time: ReportTime) =>
  month.length > 2 ? month : `${time.month.slice(0, 4)}-${month}`;

const lightWords = { red: '红灯', yellow: '黄灯', green: '绿灯', none: null } as const;

const dots = (date: string) => date.slice(0, 7).replace('-', '.').replace('.0', '.');

const computed: Readonly<Record<string, Computed>> = {
  ordinal: (_, { ordinal }) => ordinal,
  completed_to_date: completedToDate,
  completed_to_last_month: (facts, { time }) =>
    time.lastMonth.startsWith(time.month.slice(0, 4)) ? completedTo(time.lastMonth, facts, time) : null,
  completed_since_start: (facts, around) => {
    const before = facts.project.completed_before_year;
    const now = completedToDate(facts, around);
    return before === null && now === null ? null : (before ?? 0) + (now ?? 0);
  },
  completion_rate: ({ derived }) => derived.completionRate,
  time_proportional: ({ derived }) => derived.timeProportional,
  gap: ({ derived }) => derived.gap,
  remaining: (facts, around) => {
    const done = completedToDate(facts, around);
    const plan = facts.derived.annualPlan;
    return plan === null || done === null ? null : plan - done;
  },
  statistics_to_date: ({ progress }, { time }) => completedSums(progress, time.asOf).statistics?.yuan ?? null,
  light: ({ derived }) => lightWords[derived.light.color],
  light_sentence: ({ derived }) => derived.light.sentence,
  last_progress: (facts) => latestWords(facts, 'image_progress'),
  last_next_step: (facts) => latestWords(facts, 'next_step'),
  last_needs: (facts) => latestWords(facts, 'needs'),
  problems: (facts) => {
    const open = filled(openProblems(facts).map(({ description }) => description));
    return open.length > 0 ? lines(open) : latestWords(facts, 'needs');
  },
  problem_requests: (facts) => lines(filled(openProblems(facts).map(({ request }) => request))),
  problem_count: (facts) => openProblems(facts).length,
  permits_granted: (facts) => neededPermits(facts).filter(isGranted).length,
  permits_open: (facts) => neededPermits(facts).filter((permit) => !isGranted(permit)).length,
  permits_open_names: (facts) =>
    filled(
      neededPermits(facts)
        .filter((permit) => !isGranted(permit))
        .map(({ name }) => name),
    ).join('、') || null,
  permits_granted_names: (facts) =>
    filled(
      neededPermits(facts)
        .filter(isGranted)
        .map(({ name }) => name),
    ).join('、') || null,
  work_log: ({ workLog }) =>
    workLog === null ? null : filled([formatDay(workLog.date), workLog.matter, workLog.result]).join('，'),
  start: ({ derived }) => derived.start,
  construction_period: ({ derived, project }) => {
    const finish = project.actual_finish ?? project.planned_finish;
    if (derived.start === null && finish === null) return null;
    return `${derived.start === null ? '' : dots(derived.start)}—${finish === null ? '' : dots(finish)}`;
  },
  is_started: ({ project }) => yesNo(isStarted(project)),
  is_finished: ({ project }) => {
    const lifecycle = lifecycleOf(project);
    return yesNo(project.actual_finish !== null || lifecycle === 'completed' || lifecycle === 'operating');
  },
  is_operating: ({ project }) => yesNo(lifecycleOf(project) === 'operating'),
  is_listed: ({ project }) => yesNo(project.listing === 'listed'),
  continuity: ({ project }, { time }) =>
    project.actual_start === null ? null : project.actual_start.slice(0, 4) < time.month.slice(0, 4) ? '续建' : '新建',
  contact_and_phone: ({ project }) => filled([project.contact, project.phone]).join(' ') || null,
  patron: ({ derived }) => derived.patron,
  today: (_, { time }) => time.today,
  month: (_, { time }) => time.month,
  year: (_, { time }) => Number(time.month.slice(0, 4)),
  unit: (_, { identity }) => identity.unit || null,
  person: (_, { identity }) => identity.person || null,
  'listing.reasons': ({ listing }) => reasonsOf(listing).map(reasonName).join('；') || null,
  'listing.reason_code': ({ listing }) => (listing?.reason_code ? reasonName(listing.reason_code) : null),
  'listing.other_reasons': ({ listing }) => (listing?.other_reasons ?? []).map(reasonName).join('；') || null,
};

/** Value of a source for one project; null where nothing is known, and for a source that this program does not have. */
export function sourceValue(code: string, facts: ProjectFacts, around: RowSurroundings): SourceValue {
  const words = constantOf(code);
  if (words !== null) return words || null;
  const compute = Object.hasOwn(computed, code) ? computed[code] : undefined;
  if (compute) return compute(facts, around);
  const [first = '', second = '', third = ''] = code.split('.');
  if (first === 'listing' && second !== '') return fieldValue(entities.listing.fields, second, facts.listing);
  if (first === 'completed_to') return completedTo(fullMonth(second, around.time), facts, around.time);
  if (first === 'progress') return monthValue(second, third, facts, around.time);
  const field = (entities.project.fields as Readonly<Record<string, Field>>)[first];
  if (field?.kind === 'money_by_year') {
    const year = Number(around.time.month.slice(0, 4)) + (second === 'next' ? 1 : second === 'last' ? -1 : 0);
    const key = /^\d{4}$/.test(second) ? second : String(year);
    return (facts.project as unknown as Record<string, Record<string, number> | null>)[first]?.[key] ?? null;
  }
  if (field?.kind === 'money_by_channel' && second !== '')
    return (facts.project as unknown as Record<string, Record<string, number> | null>)[first]?.[second] ?? null;
  return fieldValue(entities.project.fields, first, facts.project);
}

function monthValue(which: string, name: string, { progress }: ProjectFacts, time: ReportTime): SourceValue {
  const month = which === 'this' ? time.month : which === 'last' ? time.lastMonth : fullMonth(which, time);
  const row = progress.find((each) => each.month === month);
  return fieldValue(entities.progress.fields, name, row ?? null);
}

/** A declared field: figures and dates as they are stored, choices and regions by their words. */
function fieldValue(fields: Readonly<Record<string, Field>>, name: string, row: object | null): SourceValue {
  const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
  const value = row && field ? ((row as Record<string, FieldValue>)[name] ?? null) : null;
  if (!field || value === null || value === '') return null;
  switch (field.kind) {
    case 'money':
    case 'integer':
    case 'percent':
      return value as number;
    case 'region':
      return regionName(String(value));
    case 'choice':
    case 'choices':
    case 'money_by_channel':
    case 'money_by_year':
      return formatValue(field, value);
    default:
      return String(value);
  }
}
