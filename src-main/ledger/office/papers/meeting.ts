import type { Paper, PaperBlock, PaperTable } from '../../../../src-shared/contract/paper-values';
import { headingMark } from '../../../../src-shared/rules/prose';
import { formatDate, formatDay } from '../../../../src-shared/terms/format';
import { type MeetingFile, meetingFile } from '../../queries/meetings';
import type { PaperMaker } from './makers';

type Column = PaperTable['columns'][number];
const column = (header: string, width: number, more: Partial<Column> = {}): Column => ({
  header,
  width,
  format: 'text',
  ...more,
});

function list(columns: Column[], rows: PaperTable['rows']): PaperTable {
  return { kind: 'table', caption: '', unit: '', columns, rows, totals: null, notes: [], look: 'list' };
}

/** How a decision of the last meeting stands: '未落实，已超期', '9月28日落实'. */
function carriedOut({ done_on, due }: { done_on: string | null; due: string | null }, today: string): string {
  if (done_on !== null) return `${formatDay(done_on)}落实`;
  return due !== null && due < today ? '未落实，已超期' : '正在落实';
}

function lastTable(last: NonNullable<MeetingFile['last']>, today: string): PaperTable {
  return list(
    [
      column('序号', 5, { format: 'place' }),
      column('议定事项', 38),
      column('责任单位', 18),
      column('期限', 11, { align: 'center' }),
      column('落实情况', 28),
    ],
    last.items.map(({ item }, index) => [
      index + 1,
      item.decision ?? '',
      item.responsible_unit ?? '',
      item.due ? formatDay(item.due) : '',
      [carriedOut(item, today), item.result].filter(Boolean).join('，'),
    ]),
  );
}

function agendaTable(items: MeetingFile['items']): PaperTable {
  return list(
    [
      column('序号', 5, { format: 'place' }),
      column('项目', 15),
      column('问题', 22),
      column('症结', 22),
      column('建议', 24),
      column('请谁定', 12, { align: 'center' }),
    ],
    items.map(({ item, project }, index) => [
      index + 1,
      project?.name ?? '',
      item.matter ?? '',
      item.crux ?? '',
      item.suggestion ?? '',
      item.decider ?? '',
    ]),
  );
}

/** 会前一页纸, across: how the last decisions stand, then what is asked. */
function meetingPaper({ meeting, items, last }: MeetingFile, today: string): Paper {
  const parts: { heading: string; table: PaperTable }[] = [
    ...(last && last.items.length > 0
      ? [{ heading: `上次会议（${formatDay(last.meeting.date)}）议定事项落实情况`, table: lastTable(last, today) }]
      : []),
    { heading: '提请研究的问题', table: agendaTable(items) },
  ];
  const title = meeting.title ?? '联席会议';
  return {
    name: `${title} 议题（${meeting.date ?? ''}）`,
    form: 'plain',
    landscape: true,
    letterhead: null,
    number: null,
    title: [`${title}议题`],
    subtitle: [formatDate(meeting.date), meeting.place, meeting.chair && `主持：${meeting.chair}`]
      .filter(Boolean)
      .join('　'),
    addressee: null,
    blocks: parts.flatMap(({ heading, table }, index): PaperBlock[] => [
      { kind: 'heading', level: 1, text: `${headingMark(1, index)}${heading}` },
      table,
    ]),
    imprint: null,
    draft: null,
    notice: null,
  };
}

export const makeMeeting: PaperMaker = (context, id) => meetingPaper(meetingFile(context, id), context.clock.today());
