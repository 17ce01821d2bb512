import { entities } from '../entities/entities';
import type { Field } from '../entities/field';
import { computedSources } from './template-computed-sources';
import { fixedMonthSource, type MonthName, monthNames, monthSources, wideSources } from './template-month-sources';
import { source, sourceKinds, type TemplateGroup, type TemplateSource, templateGroups } from './template-source';

const constantPrefix = 'constant:';

/** The source that writes these words into every row. */
export const constantSource = (words: string): string => `${constantPrefix}${words}`;

/** Words of a constant source, or null for every other one. */
export function constantOf(code: string): string | null {
  return code.startsWith(constantPrefix) ? code.slice(constantPrefix.length) : null;
}

const groupOfSection: Readonly<Record<string, TemplateGroup>> = {
  基本: '基本',
  单位: '单位',
  入统: '入统',
  投资: '投资',
  时间: '时间',
  责任: '责任',
  招商: '招商',
  谋划: '谋划',
};

/** Fields that say nothing to a superior. */
const innerFields = new Set(['parent', 'carried_year', 'lifecycle_since']);
/** Names with which almost every table begins. */
const usualFields = new Set(['name', 'owner', 'region', 'total_investment', 'annual_plan', 'scale', 'patron']);

function projectSources(): TemplateSource[] {
  return Object.entries(entities.project.fields as Readonly<Record<string, Field>>).flatMap(([name, field]) => {
    if (innerFields.has(name)) return [];
    const group = usualFields.has(name) ? '常用' : (groupOfSection[field.section ?? ''] ?? '其他');
    const kind = sourceKinds[field.kind];
    // 是否入统 asks for 是 or 否, see `is_listed`.
    const headers = (field.headers ?? []).filter((header) => !header.startsWith('是否') || name !== 'listing');
    if (field.kind === 'money_by_year') {
      return [
        source(group, name, `${field.label}（本年）`, kind, [field.label, ...headers], '正在执行的年度'),
        source('投资', `${name}.next`, `${field.label}（下年）`, kind, nextYearHeaders[name] ?? []),
        source('投资', `${name}.last`, `${field.label}（上年）`, kind, lastYearHeaders[name] ?? []),
      ];
    }
    if (name === 'patron') return [source(group, name, field.label, kind, headers, '没有单独填的，按属地的包保分工')];
    return [source(group, name, field.label, kind, headers)];
  });
}

const nextYearHeaders: Readonly<Record<string, readonly string[]>> = {
  annual_plan: ['明年计划', '下年计划', '下年度计划投资', '下年计划投资', '明年计划投资', '次年计划投资'],
};
const lastYearHeaders: Readonly<Record<string, readonly string[]>> = {
  annual_plan: ['上年计划', '上年度计划投资', '去年计划投资'],
};

function listingSources(): TemplateSource[] {
  const fields = Object.entries(entities.listing.fields as Readonly<Record<string, Field>>);
  return [
    ...fields.flatMap(([name, field]) =>
      name === 'project' || name === 'state'
        ? []
        : [
            source(
              '入统',
              `listing.${name}`,
              field.label,
              sourceKinds[field.kind],
              listingHeaders[name] ?? field.headers,
            ),
          ],
    ),
    source('入统', 'listing.reasons', '未入统原因（全部）', 'text', ['未入统原因说明'], '首要原因和其他原因连在一起'),
    source(
      '入统',
      'is_listed',
      '是否入统（是／否）',
      'text',
      ['是否入统', '是否入库', '是否纳统', '是否入库纳统', '是否入统计库', '是否已入统', '是否已入库'],
      '已入库写“是”，其他写“否”',
    ),
  ];
}

const listingHeaders: Readonly<Record<string, readonly string[]>> = {
  reason_code: ['未纳统原因', '未入库原因', '未入统计库原因', '未入统主要原因', '原因'],
};

/** Every source that a list offers, by group and within it in the order of the declarations. */
export const templateSources: readonly TemplateSource[] = [
  ...computedSources,
  ...projectSources(),
  ...monthSources(),
  ...listingSources(),
  ...wideSources(),
].sort((one, other) => templateGroups.indexOf(one.group) - templateGroups.indexOf(other.group));

const fixedMonth = /^(?:(?:19|20|21)\d{2}-)?(?:0[1-9]|1[0-2])$/;

const byCode = new Map(templateSources.map((each) => [each.code, each]));

/** The source of a code, constants, fixed years and fixed months among them; undefined where there is none. */
export function templateSource(code: string): TemplateSource | undefined {
  const known = byCode.get(code);
  if (known) return known;
  const words = constantOf(code);
  if (words !== null) return source('其他', code, `固定写“${words}”`, 'text');
  const [first = '', second = '', third, ...rest] = code.split('.');
  if (rest.length > 0) return undefined;
  if (first === 'progress' && fixedMonth.test(second) && monthNames.some((name) => name === third))
    return fixedMonthSource(second, third as MonthName);
  if (first === 'completed_to' && fixedMonth.test(second) && third === undefined)
    return source(
      '各月',
      code,
      `${second.length > 2 ? `${second.slice(0, 4)}年` : ''}1-${Number(second.slice(-2))}月累计完成`,
      'money',
    );
  const field = (entities.project.fields as Readonly<Record<string, Field>>)[first];
  if (third === undefined && field?.kind === 'money_by_year' && /^(19|20|21)\d{2}$/.test(second))
    return source('投资', code, `${second}年${field.label}`, 'money');
  if (third === undefined && field?.kind === 'money_by_channel' && second !== '')
    return source('投资', code, `${field.label}·${second}`, 'money');
  return undefined;
}
