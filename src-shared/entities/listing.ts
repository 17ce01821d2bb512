import reasons from '../catalogues/listing-reasons.json';
import { defineEntity, type Row } from './field';

export const listingStates = [
  { code: 'not_due', label: '未到期', synonyms: ['未达条件', '不需入统'] },
  { code: 'missing', label: '缺材料', synonyms: ['否', '未入统', '未入库', '未纳统', '未申报', '×'] },
  { code: 'ready', label: '齐套', synonyms: ['材料齐全'] },
  { code: 'county_review', label: '县级审核', synonyms: ['县审', '区审'] },
  { code: 'city_review', label: '市级审核', synonyms: ['市审', '审核中'] },
  { code: 'province_review', label: '省级审核', synonyms: ['省审'] },
  { code: 'listed', label: '已入库', synonyms: ['是', '已入统', '已纳统', '已入统计库', '√', '入库'] },
  { code: 'returned', label: '退回', synonyms: ['已退回', '被退回'] },
] as const;

/** The case of getting a started project into the statistics ledger: one a project. */
export const listing = defineEntity({
  name: 'listing',
  label: '入统',
  title: 'state',
  naturalKey: ['project'],
  fields: {
    project: { kind: 'reference', entity: 'project', label: '项目', required: true },
    state: { kind: 'choice', label: '入统状态', choices: listingStates, width: 100 },
    reason_code: {
      kind: 'choice',
      label: '未入统原因',
      headers: ['未纳统原因', '原因'],
      choices: reasons.map((reason) => ({
        code: reason.code,
        label: `${reason.code} ${reason.name}`,
        synonyms: [reason.name],
      })),
      width: 180,
    },
    missing_materials: { kind: 'long_text', label: '缺失材料', headers: ['缺失材料清单', '缺少材料'], width: 200 },
    promised_month: {
      kind: 'month',
      label: '承诺入统月份',
      headers: ['计划入统时间', '承诺入统时间', '预计入统时间'],
      width: 110,
    },
    batch: { kind: 'text', label: '申报批次', width: 100 },
    listed_month: { kind: 'month', label: '入库月份', headers: ['入统时间', '入库时间'], width: 100 },
    return_reason: { kind: 'long_text', label: '退回原因', width: 200 },
  },
});

export type Listing = Row<typeof listing>;
