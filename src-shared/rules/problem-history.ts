import type { ShownProblem } from '../contract/problem-methods';
import type { HistoryEntry } from '../contract/record-methods';
import type { FieldValue } from '../entities/field';
import type { Problem } from '../entities/problem';
import { type Slip, slip as slipEntity } from '../entities/slip';
import type { WorkLog } from '../entities/work-log';
import { formatDay } from '../terms/format';
import { type DueCause, type Escalation, levelLabel, levelOf } from './problem-clock';

export type Told = ShownProblem['history'][number];

/** How the journal words a step up that time made; the history knows it again by its end. */
const automaticSources: Readonly<Record<DueCause, string>> = {
  limit: '超过时限，自动提级',
  promise: '超过承诺日期，自动提级',
  extension: '超过延期日期，自动提级',
};

export const escalationSource = ({ cause }: Pick<Escalation, 'cause'>): string => automaticSources[cause];

const isAutomatic = (source: string) => source.endsWith('自动提级');

/** Day in China of a moment. */
const dayOf = (moment: string) => new Date(Date.parse(moment) + 8 * 3_600_000).toISOString().slice(0, 10);

interface Change {
  readonly clock: number;
  /** Milliseconds. */
  readonly moment: number;
  readonly day: string;
  readonly person: string;
  readonly source: string;
  readonly first: boolean;
  readonly from: Readonly<Record<string, FieldValue>>;
  readonly to: Readonly<Record<string, FieldValue>>;
}

/** Entries of one line of the journal together; oldest first. */
function changesOf(entries: readonly HistoryEntry[]): Change[] {
  const groups = new Map<string, HistoryEntry[]>();
  for (const entry of entries) {
    const group = groups.get(entry.dot);
    if (group) group.push(entry);
    else groups.set(entry.dot, [entry]);
  }
  return [...groups.values()]
    .map((group): Change => {
      const [head] = group as [HistoryEntry];
      return {
        clock: head.clock,
        moment: Date.parse(head.at),
        day: dayOf(head.at),
        person: head.person,
        source: head.source,
        first: group.some(({ field, from }) => field === 'project' && from === null),
        from: Object.fromEntries(group.map(({ field, from }) => [field, from])),
        to: Object.fromEntries(group.map(({ field, to }) => [field, to])),
      };
    })
    .sort((a, b) => a.clock - b.clock);
}

const say = (value: FieldValue | undefined) => (typeof value === 'string' ? value.trim().replace(/[。；]$/, '') : '');
const after = (sign: string, words: string) => (words ? `${sign}${words}` : '');

function stateWords({ from, to }: Change, problem: Problem): string {
  const value = (name: keyof Problem) => say(to[name] ?? (problem[name] as FieldValue));
  switch (to.state) {
    case 'verified':
      return `核实${after('，请', say(to.responsible_unit))}${to.responsible_unit ? '办理' : ''}`;
    case 'assigned':
      return `交办${value('responsible_unit')}`;
    case 'deferred':
      return `申请延期到 ${formatDay(value('extension_until'))}${after('：', value('extension_reason'))}`;
    case 'checking':
      return '提请核验';
    case 'returned':
      return `退回${after('：', value('return_reason'))}`;
    case 'closed':
      return `销号${after('，', value('checker'))}核验`;
    case 'shelved':
      return `挂账${after('，', value('shelving_approver'))}批准${after('，', to.review_on ? `${formatDay(value('review_on'))}复核` : '')}${after('：', value('shelving_reason'))}`;
    case 'handling':
      if (from.state === 'shelved') return '恢复办理';
      if (from.state !== 'deferred') return '开始办理';
      return to.extension_approver ? `${say(to.extension_approver)}同意延期` : value('return_reason');
    default:
      return '';
  }
}

function levelWords(change: Change, problem: Problem): string {
  const { from, to, source } = change;
  const reached = levelLabel(levelOf(say(to.level) || null));
  if (!isAutomatic(source)) return `提至${reached}${after('：', source.startsWith('提级：') ? source.slice(3) : '')}`;
  const since = say(to.level_since);
  if (source === automaticSources.promise) {
    const promised = problem.promised_on !== null && problem.promised_on < since ? problem.promised_on : null;
    return `超承诺${promised ? ` ${formatDay(promised)}` : ''}，提至${reached}`;
  }
  if (source === automaticSources.extension) return `延期到期，提至${reached}`;
  return `${levelLabel(levelOf(say(from.level) || null))}级到期，提至${reached}`;
}

function wordsOf(change: Change, problem: Problem): string[] {
  const { from, to, first } = change;
  if (first) return [`登记${after('，', say(to.source).split(/[，,]/)[0] ?? '')}`];
  const words: string[] = [];
  if (to.level !== undefined && to.level !== null && to.level !== from.level) words.push(levelWords(change, problem));
  if (to.state !== undefined && to.state !== from.state) words.push(stateWords(change, problem));
  if (words.length > 0) return words.filter(Boolean);
  if (typeof to.company_confirmation === 'string') return [`企业意见：${say(to.company_confirmation)}`];
  if (typeof to.evidence === 'string') return [`佐证：${say(to.evidence)}`];
  if (typeof to.promised_on === 'string') return [`承诺 ${formatDay(to.promised_on)}办结`];
  if (typeof to.number === 'string') return [`编号定为 ${to.number}`];
  return [];
}

const slipLabel = (kind: string | null) =>
  slipEntity.fields.kind.choices?.find(({ code }) => code === kind)?.label ?? '督办件';

/** Place of a record among the changes of its day: the moment in its UUIDv7, in milliseconds; else after all. */
function madeAt(id: string): number {
  return id[14] === '7' ? Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16) : Number.MAX_SAFE_INTEGER;
}

/** What happened to a problem in words, newest first, and how often it went up. */
export function problemHistory(
  problem: Problem,
  entries: readonly HistoryEntry[],
  logs: readonly WorkLog[],
  slips: readonly Slip[],
): { readonly history: Told[]; readonly raised: number } {
  const told: (Told & { order: number })[] = [];
  let raised = 0;
  for (const change of changesOf(entries)) {
    const rises = !change.first && typeof change.to.level === 'string' && change.to.level !== change.from.level;
    if (rises) raised += 1;
    const automatic = rises && isAutomatic(change.source);
    const since = say(change.to.level_since);
    const day = change.first ? (problem.reported_on ?? change.day) : automatic && since ? since : change.day;
    for (const text of wordsOf(change, problem))
      told.push({ day, who: automatic ? '系统' : change.person, text, automatic, order: change.moment });
  }
  for (const log of logs) {
    const text = [log.matter, log.result]
      .map((part) => say(part))
      .filter(Boolean)
      .join('，');
    if (log.date !== null)
      told.push({ day: log.date, who: log.secretary ?? '', text, automatic: false, order: madeAt(log.id) });
  }
  for (const slip of slips) {
    const label = slipLabel(slip.kind);
    if (slip.number !== null && slip.issued_on !== null)
      told.push({
        day: slip.issued_on,
        who: slip.issued_by ?? '',
        text: `发${label} ${slip.number}${after('，主送', say(slip.addressee))}`,
        automatic: false,
        order: madeAt(slip.id),
      });
    if (slip.replied_on !== null)
      told.push({
        day: slip.replied_on,
        who: slip.addressee ?? '',
        text: `回复${label}${after('：', say(slip.reply))}`,
        automatic: false,
        order: Number.MAX_SAFE_INTEGER,
      });
  }
  return {
    history: told
      .map((one, index) => ({ one, index }))
      .sort((a, b) =>
        a.one.day === b.one.day ? b.one.order - a.one.order || b.index - a.index : a.one.day < b.one.day ? 1 : -1,
      )
      .map(({ one: { order: _, ...rest } }) => rest),
    raised,
  };
}
