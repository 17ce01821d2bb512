import { defineEntity, type Row } from './field';

/** A joint meeting (联席会议) or dispatch meeting. What it deals with are its items. */
export const meeting = defineEntity({
  name: 'meeting',
  label: '会议',
  title: 'title',
  fields: {
    title: { kind: 'text', label: '会议名称', required: true, searched: true, width: 220 },
    level: {
      kind: 'choice',
      label: '层级',
      choices: [
        { code: 'unit', label: '部门' },
        { code: 'county', label: '县区' },
        { code: 'city', label: '市' },
      ],
      width: 80,
    },
    date: { kind: 'date', label: '日期', required: true, width: 110 },
    place: { kind: 'text', label: '地点', width: 140 },
    chair: { kind: 'text', label: '主持人', width: 90 },
    attendees: { kind: 'long_text', label: '参加单位', width: 200 },
    note: { kind: 'long_text', label: '备注', width: 160 },
  },
});

export type Meeting = Row<typeof meeting>;
