import { duties } from './duties';
import { defineEntity, type Row } from './field';

/** One note of the work log 工作纪实: what was done for a project, with whom, and what follows. */
export const workLog = defineEntity({
  name: 'work_log',
  label: '工作纪实',
  title: 'matter',
  fields: {
    project: { kind: 'reference', entity: 'project', label: '项目' },
    date: { kind: 'date', label: '日期', required: true, width: 110 },
    duty: { kind: 'choice', label: '五包', choices: duties, width: 110 },
    way: {
      kind: 'choice',
      label: '方式',
      choices: [
        { code: 'site', label: '现场', synonyms: ['到现场', '实地', '走访', '踏勘'] },
        { code: 'telephone', label: '电话', synonyms: ['致电', '打电话', '通话'] },
        { code: 'meeting', label: '会议', synonyms: ['开会', '例会', '座谈', '协调会', '调度会'] },
        { code: 'errand', label: '跑办', synonyms: ['代办', '送件', '报件', '取件', '递交'] },
      ],
      width: 80,
    },
    matter: { kind: 'long_text', label: '事项', required: true, searched: true, width: 300 },
    department: { kind: 'text', label: '部门', searched: true, width: 120 },
    person: { kind: 'text', label: '对方', searched: true, width: 90 },
    result: { kind: 'long_text', label: '结果', searched: true, width: 200 },
    next_step: { kind: 'text', label: '下一步', width: 180 },
    next_date: { kind: 'date', label: '下一步日期', width: 110 },
    next_done: { kind: 'date', label: '下一步办结', width: 110 },
    minutes: { kind: 'integer', label: '用时（分钟）', width: 100 },
    problem: { kind: 'reference', entity: 'problem', label: '问题' },
    secretary: { kind: 'text', label: '记录人', width: 90 },
  },
});

export type WorkLog = Row<typeof workLog>;
