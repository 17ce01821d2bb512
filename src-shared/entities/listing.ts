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

/** How ledgers word the reasons of the catalogue, by its code. */
const reasonWords: Readonly<Record<string, readonly string[]>> = {
  A: ['仅完成平场', '仅平场', '平场阶段', '未实质开工', '未实质性开工', '未动工', '仅围挡'],
  B: ['立项未批', '未立项', '无立项', '立项手续缺', '缺立项', '立项手续不全', '未备案'],
  C: ['施工合同未签', '合同未签', '未签施工合同', '无施工合同', '缺施工合同', '合同未备案', '施工合同缺'],
  D: ['名称不一致', '单位不一致', '主体不一致'],
  E: ['总投资不一致', '投资额不一致'],
  F: ['时间倒挂', '日期倒挂'],
  G: ['未入名录库', '名录库', '未注册', '单位未入库'],
  H: ['不足5000万', '不足门槛', '达不到门槛', '低于门槛'],
  I: ['打捆', '拆分', '重复入库', '与在库项目重复'],
  J: ['企业不配合', '不愿入统', '不愿入库', '企业不愿'],
  K: ['跨区', '归属争议', '归属不清'],
  L: ['照片不合格', '佐证不合格', '照片不全', '缺照片', '佐证材料不全'],
  M: ['已申报待审', '待审', '审核中', '已申报', '已上报'],
  N: ['退回待补正', '退回', '待补正', '补正中'],
  O: ['用地手续', '土地手续', '规划手续', '施工许可', '手续不全', '手续未办结', '手续缺'],
};

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
        synonyms: [reason.name, ...(reasonWords[reason.code] ?? [])],
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
    other_reasons: {
      kind: 'choices',
      label: '其他原因',
      choices: reasons.map(({ code, name }) => ({ code, label: `${code} ${name}`, synonyms: [name] })),
      width: 160,
    },
    material_kind: {
      kind: 'choice',
      label: '材料类型',
      choices: [
        { code: 'construction', label: '建设项目' },
        { code: 'property', label: '房地产项目' },
        { code: 'purchase', label: '单纯购置' },
      ],
      width: 100,
    },
    approval_owner: { kind: 'text', label: '批文建设单位', width: 180 },
    contract_owner: { kind: 'text', label: '合同甲方', width: 180 },
    form_owner: { kind: 'text', label: '申请表单位', width: 180 },
    approval_investment: { kind: 'money', label: '批文总投资', width: 110 },
    form_investment: { kind: 'money', label: '申请表总投资', width: 110 },
    approval_date: { kind: 'date', label: '批文日期', width: 110 },
    contract_date: { kind: 'date', label: '合同日期', width: 110 },
    declared_on: { kind: 'date', label: '申报日期', width: 110 },
  },
});

export type Listing = Row<typeof listing>;
