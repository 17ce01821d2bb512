import { defineEntity, type Row } from './field';

/** 宣传稿: the one-page story of a project. `photos` are ids of its attachments as a JSON array, in the order in which they are shown. */
export const story = defineEntity({
  name: 'story',
  label: '宣传稿',
  title: 'title',
  fields: {
    project: { kind: 'reference', entity: 'project', label: '项目', required: true },
    title: { kind: 'text', label: '标题', required: true, searched: true, width: 240 },
    month: { kind: 'month', label: '月份', width: 90 },
    lead: { kind: 'text', label: '导语', maxLength: 200, width: 240 },
    body: { kind: 'long_text', label: '正文', width: 240 },
    photos: { kind: 'long_text', label: '照片', maxLength: 2_000 },
    state: {
      kind: 'choice',
      label: '状态',
      choices: [
        { code: 'draft', label: '起草' },
        { code: 'approved', label: '审定' },
        { code: 'published', label: '已刊发' },
      ],
      width: 90,
    },
    author: { kind: 'text', label: '撰稿人', width: 90 },
    approved_by: { kind: 'text', label: '审定人', width: 90 },
    approved_on: { kind: 'date', label: '审定日期', width: 110 },
    published_by: { kind: 'text', label: '刊发人', width: 90 },
    published_on: { kind: 'date', label: '刊发日期', width: 110 },
    note: { kind: 'long_text', label: '备注', width: 160 },
  },
});

export type Story = Row<typeof story>;
