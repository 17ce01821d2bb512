import { defineEntity, type Row } from './field';
import { fundingChannels } from './funding-channels';
import { lifecycles } from './project';

/** A policy that brings money or relief, with its window and its conditions. An empty condition excludes nobody. */
export const policy = defineEntity({
  name: 'policy',
  label: '政策',
  title: 'title',
  fields: {
    title: { kind: 'text', label: '政策名称', required: true, searched: true, initials: true, width: 240 },
    issuer: { kind: 'text', label: '发文单位', searched: true, width: 140 },
    document_number: { kind: 'text', label: '文号', searched: true, width: 140 },
    issued_on: { kind: 'date', label: '发文日期', width: 110 },
    channel: { kind: 'choice', label: '资金渠道', choices: fundingChannels, width: 120 },
    opens_on: { kind: 'date', label: '申报开始', width: 110 },
    closes_on: { kind: 'date', label: '申报截止', width: 110 },
    sectors: { kind: 'text', label: '支持领域', width: 160, hint: '用顿号隔开，不填为不限' },
    regions: { kind: 'text', label: '适用地区', width: 140, hint: '县区名用顿号隔开，不填为全市' },
    stages: { kind: 'choices', label: '项目阶段', choices: lifecycles, width: 140, hint: '不填为不限' },
    least_investment: { kind: 'money', label: '总投资下限', width: 110 },
    most_investment: { kind: 'money', label: '总投资上限', width: 110 },
    requirements: {
      kind: 'choices',
      label: '前提条件',
      choices: [
        { code: 'project_code', label: '有项目代码' },
        { code: 'approval', label: '已立项' },
        { code: 'land', label: '用地已落实' },
        { code: 'environment', label: '环评已批复' },
        { code: 'building', label: '有施工许可' },
        { code: 'listed', label: '已入统' },
        { code: 'national_library', label: '已入国家重大建设项目库' },
      ],
      width: 180,
    },
    materials: { kind: 'long_text', label: '申报材料', width: 200, hint: '一行一份' },
    conditions: { kind: 'long_text', label: '其他条件', searched: true, width: 240 },
    support: { kind: 'long_text', label: '支持标准', width: 200 },
    contact: { kind: 'text', label: '咨询人', width: 140 },
    note: { kind: 'long_text', label: '备注', width: 160 },
  },
});

export type Policy = Row<typeof policy>;
