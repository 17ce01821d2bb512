import { defineEntity } from './field';

/**
 * One rule or catalogue entry that differs from what the program brings: a limit, a window, a light rule, a year of the calendar.
 * `scope` is 'city' for the Commission's, else the code of the region whose it is; a region's own goes before the city's.
 */
export const ruleSetting = defineEntity({
  name: 'rule_setting',
  label: '规则设置',
  title: 'key',
  naturalKey: ['scope', 'key'],
  fields: {
    scope: { kind: 'text', label: '范围', required: true, maxLength: 40 },
    key: { kind: 'text', label: '规则', required: true, maxLength: 80 },
    value: { kind: 'long_text', label: '内容', maxLength: 400_000 },
  },
});
