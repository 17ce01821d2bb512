import { defineEntity, type Row } from './field';

/** A to-do that one person put off, with the reason. It comes back on the day. */
export const snooze = defineEntity({
  name: 'snooze',
  label: '待办推迟',
  title: 'reason',
  naturalKey: ['todo', 'person'],
  fields: {
    project: { kind: 'reference', entity: 'project', label: '项目' },
    todo: { kind: 'text', label: '待办', required: true, maxLength: 120 },
    person: { kind: 'text', label: '推迟人', required: true, maxLength: 80 },
    until: { kind: 'date', label: '推迟到', required: true },
    reason: { kind: 'text', label: '理由', required: true },
  },
});

export type Snooze = Row<typeof snooze>;
