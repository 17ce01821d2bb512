import { defineEntity, type Row } from './field';

/** One line of a press-down list (责任压实清单): who is responsible for what by when. `scope` is the code of the region, or 'city'. */
export const commitment = defineEntity({
  name: 'commitment',
  label: '压实事项',
  title: 'matter',
  fields: {
    scope: { kind: 'text', label: '范围', required: true, maxLength: 40 },
    month: { kind: 'month', label: '月份', required: true, width: 90 },
    project: { kind: 'reference', entity: 'project', label: '项目' },
    kind: {
      kind: 'choice',
      label: '类别',
      choices: [
        { code: 'progress', label: '进度' },
        { code: 'listing', label: '入统' },
        { code: 'start', label: '开工' },
        { code: 'landing', label: '签约落地' },
        { code: 'reserve', label: '谋划' },
        { code: 'problem', label: '问题' },
        { code: 'other', label: '其他' },
      ],
      width: 80,
    },
    matter: { kind: 'text', label: '事项', required: true, searched: true, width: 260 },
    unit: { kind: 'text', label: '责任单位', width: 140 },
    person: { kind: 'text', label: '责任人', width: 90 },
    due: { kind: 'date', label: '完成时限', required: true, width: 110 },
    state: {
      kind: 'choice',
      label: '状态',
      required: true,
      choices: [
        { code: 'open', label: '进行中' },
        { code: 'done', label: '已完成' },
        { code: 'dropped', label: '已取消' },
      ],
      width: 90,
    },
    done_on: { kind: 'date', label: '完成日期', width: 110 },
    result: { kind: 'long_text', label: '落实情况', width: 200 },
  },
});

export type Commitment = Row<typeof commitment>;
