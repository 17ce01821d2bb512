import { defineEntity, type Row } from './field';

/** What a paper of the Commission can be. */
export const paperChoices = [
  { code: 'bulletin', label: '督查通报' },
  { code: 'special_report', label: '项目建设专报' },
  { code: 'leader_sheet', label: '包保领导调度单' },
  { code: 'meeting', label: '联席会议材料' },
  { code: 'minutes', label: '会议纪要' },
  { code: 'slip', label: '督办单' },
  { code: 'survey_notice', label: '未入统踏查通知' },
  { code: 'survey_summary', label: '未入统踏查汇总' },
  { code: 'evaluation', label: '考评结果' },
  { code: 'project_card', label: '项目卡片' },
  { code: 'story', label: '宣传一页纸' },
  { code: 'city_page', label: '全市宣传月页' },
  { code: 'reminder', label: '催报单' },
  { code: 'commitment_list', label: '压实清单' },
] as const;

export type PaperKind = (typeof paperChoices)[number]['code'];

/** 发文登记: a paper that went out, under its number, with its text as it was then (`body`, JSON of `Paper`). */
export const paper = defineEntity({
  name: 'paper',
  label: '发文',
  title: 'title',
  fields: {
    scope: { kind: 'text', label: '范围', required: true, maxLength: 40 },
    kind: { kind: 'choice', label: '文种', required: true, choices: paperChoices, width: 130 },
    /** Which one of its kind: a period, or the id of the record that it is about. */
    subject: { kind: 'text', label: '对象', maxLength: 64 },
    /** What else it needed: the period of a leader's sheet. */
    about: { kind: 'text', label: '附加条件', maxLength: 64 },
    title: { kind: 'text', label: '标题', required: true, searched: true, width: 280 },
    year: { kind: 'integer', label: '年份' },
    serial: { kind: 'integer', label: '期号' },
    number: { kind: 'text', label: '文号', maxLength: 60, width: 160 },
    issued_on: { kind: 'date', label: '印发日期', width: 110 },
    signer: { kind: 'text', label: '签发人', width: 90 },
    body: { kind: 'long_text', label: '正文', maxLength: 2_800_000 },
    note: { kind: 'long_text', label: '备注', width: 160 },
  },
});

export type PaperRecord = Row<typeof paper>;
