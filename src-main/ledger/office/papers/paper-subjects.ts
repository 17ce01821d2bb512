import type { OutputOf } from '../../../../src-shared/contract/contract';
import { paperChoices } from '../../../../src-shared/entities/paper';
import { leadersOn } from '../../../../src-shared/rules/assignments';
import { latestPeriod, type PeriodKind, previousPeriod } from '../../../../src-shared/rules/period';
import { reportTopics } from '../../../../src-shared/rules/special-report-prose';
import { formatDate } from '../../../../src-shared/terms/format';
import type { LedgerContext } from '../../context';
import type { Handler } from '../../handler';
import { assignmentRecords } from '../../queries/assignments';
import { paperMakers } from './makers';

export type Subject = OutputOf<'papers.subjects'>[number];

export const listPaperKinds: Handler<'papers.kinds'> = () =>
  paperChoices.map(({ code }) => code).filter((code) => paperMakers[code] !== undefined);

/** The last `count` periods of a kind that have ended, the newest first. */
function periods(today: string, kind: PeriodKind, count: number): Subject[] {
  const found: Subject[] = [];
  let period = latestPeriod(today, kind);
  for (let index = 0; index < count; index++) {
    found.push({ subject: period.code, about: '', label: period.name, note: `截至${formatDate(period.end)}` });
    period = previousPeriod(period);
  }
  return found;
}

const months = (today: string, count: number): Subject[] => periods(today, 'month', count);

/** Half-months first, because they are the rule; then what is asked for now and then. */
const allPeriods = (today: string): Subject[] => [
  ...periods(today, 'half', 6),
  ...periods(today, 'month', 3),
  ...periods(today, 'quarter', 2),
  ...periods(today, 'year', 1),
];

const most = 200;

function rows(context: LedgerContext, sql: string, text: string): Subject[] {
  const like = `%${text.trim().replace(/[\\%_]/g, '\\$&')}%`;
  return (
    context.database.prepare(`${sql} LIMIT ${most}`).all({ like }) as {
      subject: string;
      label: string | null;
      note: string | null;
    }[]
  ).map(({ subject, label, note }) => ({ subject, about: '', label: label ?? '未填名称', note: note ?? '' }));
}

export const listPaperSubjects: Handler<'papers.subjects'> = (context, { kind, text }) => {
  const today = context.clock.today();
  switch (kind) {
    case 'evaluation':
      return [...periods(today, 'quarter', 4), ...periods(today, 'year', 2), ...periods(today, 'half', 2)];
    case 'bulletin':
    case 'reminder':
      return allPeriods(today);
    case 'special_report':
      return [
        ...periods(today, 'half', 2),
        ...periods(today, 'month', 1),
        ...periods(today, 'quarter', 1),
        ...periods(today, 'year', 1),
      ].flatMap((period) =>
        reportTopics.map(({ code, label }) => ({ ...period, about: code, label: `${label}专报`, note: period.label })),
      );
    case 'survey_notice':
    case 'survey_summary':
      return rows(
        context,
        `SELECT DISTINCT i.month AS subject, i.month AS label, '' AS note FROM inspection i JOIN visit v ON v.inspection = i.id
         WHERE i.deleted <> 1 AND v.deleted <> 1 AND i.kind = 'listing_survey' AND i.month IS NOT NULL AND i.month LIKE @like ESCAPE '\\'
         ORDER BY i.month DESC`,
        text,
      ).map((subject) => ({ ...subject, label: formatDate(subject.label) }));
    case 'commitment_list':
      return rows(
        context,
        `SELECT DISTINCT month AS subject, month AS label, '' AS note FROM commitment
         WHERE deleted <> 1 AND month IS NOT NULL AND month LIKE @like ESCAPE '\\' ORDER BY month DESC`,
        text,
      ).map((subject) => ({ ...subject, label: formatDate(subject.label) }));
    case 'city_page':
      // The present month too: its page is drawn up before it ends.
      return [
        { subject: today.slice(0, 7), about: '', label: formatDate(today.slice(0, 7)), note: '本月' },
        ...months(today, 5),
      ];
    case 'leader_sheet': {
      const period = latestPeriod(today);
      return leadersOn(assignmentRecords(context.database), period.end).map(({ leader }) => ({
        subject: leader,
        about: period.code,
        label: leader,
        note: period.name,
      }));
    }
    case 'meeting':
    case 'minutes':
      return rows(
        context,
        `SELECT id AS subject, title AS label, date AS note FROM meeting
         WHERE deleted <> 1 AND coalesce(title, '') LIKE @like ESCAPE '\\' ORDER BY date DESC, record DESC`,
        text,
      );
    case 'slip':
      return rows(
        context,
        `SELECT s.id AS subject, s.number || '　' || coalesce(substr(p.description, 1, 24), '') AS label, s.issued_on AS note
         FROM slip s LEFT JOIN problem p ON p.id = s.problem
         WHERE s.deleted <> 1 AND s.number IS NOT NULL
           AND (s.number LIKE @like ESCAPE '\\' OR coalesce(p.description, '') LIKE @like ESCAPE '\\')
         ORDER BY s.issued_on DESC, s.record DESC`,
        text,
      );
    case 'project_card':
      return rows(
        context,
        `SELECT id AS subject, coalesce(short_name, name) AS label, owner AS note FROM project
         WHERE deleted <> 1 AND (coalesce(name, '') LIKE @like ESCAPE '\\' OR coalesce(short_name, '') LIKE @like ESCAPE '\\'
           OR coalesce(owner, '') LIKE @like ESCAPE '\\')
         ORDER BY coalesce(short_name, name)`,
        text,
      );
    case 'story':
      return rows(
        context,
        `SELECT s.id AS subject, coalesce(s.title, p.short_name, p.name) AS label, coalesce(p.short_name, p.name) AS note
         FROM story s LEFT JOIN project p ON p.id = s.project
         WHERE s.deleted <> 1 AND coalesce(s.title, p.name, '') LIKE @like ESCAPE '\\' ORDER BY s.record DESC`,
        text,
      );
    default:
      return [];
  }
};
