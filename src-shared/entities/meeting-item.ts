import { defineEntity, type Row } from './field';

/** One item of a meeting: before it a question (问题、症结、建议、请谁定), after it a decision that is a task with a unit and a day. */
export const meetingItem = defineEntity({
  name: 'meeting_item',
  label: '议题',
  title: 'matter',
  fields: {
    project: { kind: 'reference', entity: 'project', label: '项目' },
    meeting: { kind: 'reference', entity: 'meeting', label: '会议' },
    problem: { kind: 'reference', entity: 'problem', label: '问题' },
    matter: { kind: 'text', label: '议题', required: true, width: 200 },
    crux: { kind: 'long_text', label: '症结', width: 200 },
    suggestion: { kind: 'long_text', label: '建议', width: 200 },
    decider: { kind: 'text', label: '请谁定', width: 120 },
    decision: { kind: 'long_text', label: '议定事项', width: 240 },
    responsible_unit: { kind: 'text', label: '责任单位', width: 140 },
    due: { kind: 'date', label: '期限', width: 110 },
    done_on: { kind: 'date', label: '落实日期', width: 110 },
    result: { kind: 'long_text', label: '落实情况', width: 200 },
  },
});

export type MeetingItem = Row<typeof meetingItem>;
