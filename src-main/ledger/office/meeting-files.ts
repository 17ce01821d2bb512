import { formatDate, formatDay } from '../../../src-shared/terms/format';
import type { Handler } from '../handler';
import { type MeetingFile, meetingFile } from '../queries/meetings';
import { writeDocuments } from './document-files';
import { type MeetingPaper, type MeetingTable, meetingDocx } from './meeting-docx';
import { fileWords } from './slip-files';

function lastTable(last: NonNullable<MeetingFile['last']>, today: string): MeetingTable {
  return {
    heading: `一、上次会议（${formatDay(last.meeting.date)}）议定事项落实情况`,
    columns: [
      { header: '序号', share: 5, centred: true },
      { header: '议定事项', share: 38 },
      { header: '责任单位', share: 18 },
      { header: '期限', share: 11, centred: true },
      { header: '落实情况', share: 28 },
    ],
    rows: last.items.map(({ item }, index) => {
      const late = item.done_on === null && item.due !== null && item.due < today;
      const state = item.done_on === null ? (late ? '未落实，已超期' : '正在落实') : `${formatDay(item.done_on)}落实`;
      return [
        String(index + 1),
        item.decision ?? '',
        item.responsible_unit ?? '',
        item.due ? formatDay(item.due) : '',
        [state, item.result].filter(Boolean).join('，'),
      ];
    }),
  };
}

function agendaTable(items: MeetingFile['items'], heading: string): MeetingTable {
  return {
    heading,
    columns: [
      { header: '序号', share: 5, centred: true },
      { header: '项目', share: 15 },
      { header: '问题', share: 22 },
      { header: '症结', share: 22 },
      { header: '建议', share: 24 },
      { header: '请谁定', share: 12, centred: true },
    ],
    rows: items.map(({ item, project }, index) => [
      String(index + 1),
      project?.name ?? '',
      item.matter ?? '',
      item.crux ?? '',
      item.suggestion ?? '',
      item.decider ?? '',
    ]),
  };
}

export function meetingPaper({ meeting, items, last }: MeetingFile, today: string): MeetingPaper {
  const before = last && last.items.length > 0 ? [lastTable(last, today)] : [];
  return {
    title: `${meeting.title ?? '联席会议'}议题`,
    subtitle: [formatDate(meeting.date), meeting.place, meeting.chair && `主持：${meeting.chair}`]
      .filter(Boolean)
      .join('　'),
    tables: [...before, agendaTable(items, `${before.length > 0 ? '二' : '一'}、提请研究的问题`)],
  };
}

export const writeMeeting: Handler<'meetings.write'> = async (context, { id, folder }) => {
  const file = meetingFile(context, id);
  const name = `${fileWords(file.meeting.title ?? '会议')} 议题（${file.meeting.date ?? ''}）.docx`;
  return {
    files: writeDocuments(folder, [{ name, bytes: await meetingDocx(meetingPaper(file, context.clock.today())) }]),
  };
};
