import { defineEntity, type Row } from './field';

/** Days that do not count towards the limit of a permit or of a problem. Both ends are inside; without an end it still stands. */
export const clockStop = defineEntity({
  name: 'clock_stop',
  label: '停表',
  title: 'reason',
  fields: {
    project: { kind: 'reference', entity: 'project', label: '项目', required: true },
    permit: { kind: 'reference', entity: 'permit', label: '手续' },
    problem: { kind: 'reference', entity: 'problem', label: '问题' },
    reason: {
      kind: 'choice',
      label: '停表事由',
      required: true,
      choices: [
        { code: 'completion', label: '补正' },
        { code: 'publicity', label: '公示' },
        { code: 'assessment', label: '评估' },
        { code: 'hearing', label: '听证' },
        { code: 'extension', label: '申请延期' },
        { code: 'checking', label: '待核验' },
        { code: 'shelved', label: '挂账' },
        { code: 'other', label: '其他' },
      ],
      width: 90,
    },
    stopped_on: { kind: 'date', label: '停表起', required: true, width: 110 },
    resumed_on: { kind: 'date', label: '停表止', width: 110 },
    note: { kind: 'text', label: '说明', width: 160 },
  },
});

export type ClockStop = Row<typeof clockStop>;
