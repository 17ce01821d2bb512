import type { Database } from 'better-sqlite3';
import { meeting as meetingEntity } from '../../../src-shared/entities/meeting';
import { compareLines } from '../../../src-shared/rules/problem-board';
import {
  agendaDraft,
  decisionCounts,
  levelsOfMeeting,
  meetingBefore,
} from '../../../src-shared/rules/problem-meetings';
import { Refusal } from '../../../src-shared/terms/errors';
import type { LedgerContext } from '../context';
import type { Handler } from '../handler';
import type { Edit } from '../journal/edit';
import { asData, linesOf, selectProblems } from './problems-board';
import { type RowOf, toRow } from './rows';

type Raw = Record<string, unknown>;

/** Meetings, newest first. */
function meetingsOf(database: Database): RowOf<'meeting'>[] {
  return (
    database.prepare('SELECT * FROM meeting WHERE deleted <> 1 ORDER BY date DESC, record DESC').all() as Raw[]
  ).map((raw) => toRow('meeting', raw));
}

export interface MeetingItemFile {
  readonly item: RowOf<'meeting_item'>;
  readonly project: { readonly id: string; readonly name: string; readonly region: string | null } | null;
  readonly problem: RowOf<'problem'> | null;
}

function itemsOf(database: Database, meeting: string): MeetingItemFile[] {
  const problem = database.prepare('SELECT * FROM problem WHERE id = @id AND deleted <> 1');
  return (
    database
      .prepare(
        `SELECT i.*, coalesce(j.short_name, j.name) AS project_name, j.region AS project_region
         FROM meeting_item i LEFT JOIN project j ON j.id = i.project AND j.deleted <> 1
         WHERE i.deleted <> 1 AND i.meeting = @meeting ORDER BY i.record`,
      )
      .all({ meeting }) as Raw[]
  ).map(({ project_name, project_region, ...raw }) => {
    const item = toRow('meeting_item', raw);
    const found = item.problem === null ? undefined : (problem.get({ id: item.problem }) as Raw | undefined);
    return {
      item,
      project:
        item.project === null || project_name === null
          ? null
          : { id: item.project, name: String(project_name), region: project_region as string | null },
      problem: found ? toRow('problem', found) : null,
    };
  });
}

export interface MeetingFile {
  readonly meeting: RowOf<'meeting'>;
  readonly items: MeetingItemFile[];
  /** What the meeting before it decided. */
  readonly last: { readonly meeting: RowOf<'meeting'>; readonly items: MeetingItemFile[] } | null;
}

/** Throws Refusal no_record. */
export function meetingFile({ database }: LedgerContext, id: string): MeetingFile {
  const meetings = meetingsOf(database);
  const meeting = meetings.find((one) => one.id === id);
  if (!meeting) throw new Refusal('no_record', { entity: meetingEntity.label, id });
  const before = meetingBefore(meetings, meeting);
  return {
    meeting,
    items: itemsOf(database, id),
    last: before
      ? {
          meeting: before,
          items: itemsOf(database, before.id).filter(({ item }) => item.decision !== null),
        }
      : null,
  };
}

export const listMeetings: Handler<'meetings.list'> = ({ database, clock }) => {
  const items = new Map<string, RowOf<'meeting_item'>[]>();
  for (const raw of database.prepare('SELECT * FROM meeting_item WHERE deleted <> 1').iterate() as Iterable<Raw>) {
    const item = toRow('meeting_item', raw);
    const key = item.meeting ?? '';
    items.set(key, [...(items.get(key) ?? []), item]);
  }
  return meetingsOf(database).map((meeting) => ({
    meeting,
    ...decisionCounts(items.get(meeting.id) ?? [], clock.today()),
  }));
};

export const showMeeting: Handler<'meetings.show'> = (context, { id }) => {
  const file = meetingFile(context, id);
  const levels = levelsOfMeeting(file.meeting.level);
  const listed = new Set(file.items.map(({ item }) => item.problem));
  const candidates = linesOf(
    context,
    selectProblems(context.database, "p.state IS NOT 'closed' AND p.state IS NOT 'shelved'"),
  )
    .filter((line) => levels.includes(line.clock.level) && !listed.has(line.problem.id))
    .sort((a, b) => levels.indexOf(a.clock.level) - levels.indexOf(b.clock.level) || compareLines(a, b));
  return { ...file, candidates: candidates.map(asData) };
};

export const proposeItems: Handler<'meetings.propose'> = (context, input) => {
  const { meeting, items } = meetingFile(context, input.meeting);
  const listed = new Set(items.map(({ item }) => item.problem));
  const wanted = input.problems.filter((id) => !listed.has(id));
  const lines = linesOf(
    context,
    selectProblems(context.database, 'p.id IN (SELECT value FROM json_each(@ids))', { ids: JSON.stringify(wanted) }),
  );
  if (lines.length > 0) {
    context.journal.commit(
      lines.map(
        ({ problem, project, clock }): Edit => ({
          entity: 'meeting_item',
          id: null,
          set: {
            meeting: meeting.id,
            project: project.id,
            problem: problem.id,
            ...agendaDraft(problem, clock, meeting),
          },
        }),
      ),
      { source: '列入议题' },
    );
  }
  return { added: lines.length };
};
