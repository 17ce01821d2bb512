import { defineEntity, type Row } from './field';

/** 踏查: one round of visits to building sites, by one team in one region. `scope` is 'city' for the city's own, else the region's code. */
export const inspection = defineEntity({
  name: 'inspection',
  label: '踏查',
  title: 'title',
  fields: {
    scope: { kind: 'text', label: '范围', required: true, maxLength: 40 },
    kind: {
      kind: 'choice',
      label: '种类',
      required: true,
      choices: [
        { code: 'listing_survey', label: '未入统踏查' },
        { code: 'site', label: '现场踏查' },
      ],
      width: 110,
    },
    title: { kind: 'text', label: '名称', required: true, searched: true, width: 220 },
    month: { kind: 'month', label: '月份', width: 90 },
    date: { kind: 'date', label: '日期', width: 110 },
    region: { kind: 'region', label: '属地', width: 110 },
    leader: { kind: 'text', label: '带队人', width: 90 },
    team: { kind: 'long_text', label: '组成人员', width: 200 },
    note: { kind: 'long_text', label: '备注', width: 160 },
  },
});

export type Inspection = Row<typeof inspection>;
