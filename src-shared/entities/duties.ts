import type { Choice } from './field';

/** The five duties (五包) of a project secretary, in the order of the plan. */
export const duties = [
  { code: 'permits', label: '包手续办理', synonyms: ['手续办理', '手续'] },
  { code: 'progress', label: '包组织推进', synonyms: ['组织推进', '进度', '入统'] },
  { code: 'liaison', label: '包沟通联络', synonyms: ['沟通联络', '联络'] },
  { code: 'problems', label: '包问题破解', synonyms: ['问题破解', '问题'] },
  { code: 'funding', label: '包政策争取', synonyms: ['政策争取', '政策', '资金'] },
] as const satisfies readonly Choice[];

export type Duty = (typeof duties)[number]['code'];

/** Who works at a machine. */
export const roleChoices = [
  { code: 'secretary', label: '项目秘书' },
  { code: 'field', label: '踏查人员' },
  { code: 'commission', label: '发改委' },
] as const satisfies readonly Choice[];
