import catalogue from '../catalogues/problem-categories.json';
import { defineEntity, type Row } from './field';

/** A difficulty that somebody must solve; it closes only with evidence (domain.md, 问题). */
export const problem = defineEntity({
  name: 'problem',
  label: '问题',
  title: 'description',
  fields: {
    project: { kind: 'reference', entity: 'project', label: '项目', required: true },
    number: { kind: 'text', label: '编号', maxLength: 40, width: 120 },
    category: {
      kind: 'choice',
      label: '类别',
      choices: catalogue.categories.flatMap((group) =>
        group.items.map((item) => ({ code: item, label: `${group.group}·${item}` })),
      ),
      width: 130,
    },
    description: { kind: 'long_text', label: '问题描述', required: true, searched: true, width: 260 },
    source: { kind: 'text', label: '来源', width: 100 },
    request: { kind: 'long_text', label: '诉求', width: 200 },
    responsible_unit: { kind: 'text', label: '责任单位', width: 140 },
    supporting_units: { kind: 'text', label: '配合单位', width: 140 },
    level: {
      kind: 'choice',
      label: '层级',
      choices: [
        { code: 'secretary', label: '秘书' },
        { code: 'unit', label: '部门' },
        { code: 'county', label: '县区' },
        { code: 'city', label: '市联席会议' },
      ],
      width: 100,
    },
    promised_on: { kind: 'date', label: '承诺办结', width: 110 },
    state: {
      kind: 'choice',
      label: '状态',
      choices: [
        { code: 'registered', label: '已登记' },
        { code: 'verified', label: '已核实' },
        { code: 'assigned', label: '已交办' },
        { code: 'handling', label: '办理中' },
        { code: 'deferred', label: '申请延期' },
        { code: 'checking', label: '待核验' },
        { code: 'closed', label: '销号' },
        { code: 'returned', label: '退回' },
        { code: 'shelved', label: '挂账' },
      ],
      width: 90,
    },
    reported_on: { kind: 'date', label: '提出日期', width: 110 },
    measures: { kind: 'long_text', label: '办理措施', width: 200 },
    evidence: { kind: 'long_text', label: '办结依据', width: 200 },
    company_confirmation: { kind: 'text', label: '企业确认', width: 120 },
    handler: { kind: 'text', label: '经办人', width: 90 },
    checker: { kind: 'text', label: '核验人', width: 90, hint: '不能是经办人' },
    closed_on: { kind: 'date', label: '销号日期', width: 110 },
    provisional_number: { kind: 'text', label: '临时编号', maxLength: 40, width: 140 },
    level_since: { kind: 'date', label: '到本层级', width: 110 },
    extension_until: { kind: 'date', label: '延期到', width: 110 },
    extension_reason: { kind: 'text', label: '延期理由', width: 160 },
    extension_approver: { kind: 'text', label: '延期批准人', width: 90 },
    shelving_reason: { kind: 'text', label: '挂账理由', width: 160 },
    shelving_approver: { kind: 'text', label: '挂账批准人', width: 90 },
    review_on: { kind: 'date', label: '挂账复核', width: 110 },
    return_reason: { kind: 'text', label: '退回原因', width: 160 },
    satisfaction: {
      kind: 'choice',
      label: '企业评价',
      choices: [
        { code: 'satisfied', label: '满意' },
        { code: 'unsatisfied', label: '不满意' },
      ],
      width: 90,
    },
  },
});

export type Problem = Row<typeof problem>;
