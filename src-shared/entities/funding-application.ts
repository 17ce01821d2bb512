import { defineEntity, type Row } from './field';
import { fundingChannels } from './funding-channels';

export const fundingStages = [
  { code: 'lead', label: '线索' },
  { code: 'matched', label: '匹配' },
  { code: 'reserved', label: '储备' },
  { code: 'materials', label: '材料' },
  { code: 'county_review', label: '县审' },
  { code: 'city_review', label: '市审' },
  { code: 'province_review', label: '省推' },
  { code: 'national_review', label: '国家审核' },
  { code: 'granted', label: '下达' },
  { code: 'paid', label: '支付' },
  { code: 'refused', label: '未通过' },
] as const;

/** One application of one project for policy money (争取资金). */
export const fundingApplication = defineEntity({
  name: 'funding_application',
  label: '争取资金',
  title: 'title',
  fields: {
    project: { kind: 'reference', entity: 'project', label: '项目', required: true },
    policy: { kind: 'reference', entity: 'policy', label: '政策' },
    title: { kind: 'text', label: '申报事项', required: true, searched: true, width: 220 },
    channel: { kind: 'choice', label: '资金渠道', choices: fundingChannels, width: 110 },
    stage: { kind: 'choice', label: '阶段', choices: fundingStages, width: 90 },
    stage_since: { kind: 'date', label: '进入本阶段', width: 110 },
    due: { kind: 'date', label: '申报截止', width: 110 },
    asked: { kind: 'money', label: '申请', headers: ['申请金额', '申报额度'], width: 110 },
    granted: { kind: 'money', label: '下达', headers: ['下达金额'], width: 110 },
    paid: { kind: 'money', label: '支付', headers: ['支付金额', '到位金额'], width: 110 },
    granted_on: { kind: 'date', label: '下达日期', width: 110 },
    document_number: { kind: 'text', label: '下达文号', searched: true, width: 140 },
    library_code: { kind: 'text', label: '入库编码', maxLength: 38, width: 160 },
    handler: { kind: 'text', label: '经办人', width: 90 },
    refusal_reason: { kind: 'long_text', label: '未通过原因', width: 180 },
    note: { kind: 'long_text', label: '备注', width: 160 },
  },
});

export type FundingApplication = Row<typeof fundingApplication>;
