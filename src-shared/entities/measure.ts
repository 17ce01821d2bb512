import { defineEntity, type Row } from './field';

/** One measure against a problem: what, by whom, by when. */
export const measure = defineEntity({
  name: 'measure',
  label: '措施',
  title: 'content',
  fields: {
    project: { kind: 'reference', entity: 'project', label: '项目', required: true },
    problem: { kind: 'reference', entity: 'problem', label: '问题', required: true },
    content: { kind: 'text', label: '措施', required: true, width: 220 },
    unit: { kind: 'text', label: '责任单位', width: 120 },
    due: { kind: 'date', label: '期限', width: 110 },
    done_on: { kind: 'date', label: '完成日期', width: 110 },
  },
});

export type Measure = Row<typeof measure>;
