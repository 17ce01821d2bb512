import { defineEntity, type Row } from './field';

/** A slip that was sent out for a problem: supervision, reminder or liaison, with the answer that came back. */
export const slip = defineEntity({
  name: 'slip',
  label: '督办件',
  title: 'number',
  fields: {
    project: { kind: 'reference', entity: 'project', label: '项目', required: true },
    problem: { kind: 'reference', entity: 'problem', label: '问题', required: true },
    kind: {
      kind: 'choice',
      label: '种类',
      required: true,
      choices: [
        { code: 'supervision', label: '督办单' },
        { code: 'reminder', label: '提示单' },
        { code: 'liaison', label: '联系单' },
      ],
      width: 80,
    },
    number: { kind: 'text', label: '文号', maxLength: 40, width: 140 },
    addressee: { kind: 'text', label: '主送', width: 160 },
    issued_on: { kind: 'date', label: '签发日期', required: true, width: 110 },
    issued_by: { kind: 'text', label: '签发人', width: 90 },
    requests: { kind: 'long_text', label: '要求', width: 240 },
    reply_due: { kind: 'date', label: '回复期限', width: 110 },
    replied_on: { kind: 'date', label: '回复日期', width: 110 },
    reply: { kind: 'long_text', label: '回复', width: 200 },
  },
});

export type Slip = Row<typeof slip>;
