import { regionName } from '../../../src-shared/catalogues/regions';
import type { Conflict } from '../../../src-shared/contract/record-methods';
import { entityOf } from '../../../src-shared/entities/entities';
import type { Field, FieldValue } from '../../../src-shared/entities/field';
import { formatMoney, formatValue } from '../../../src-shared/terms/format';

/** How the sides of a conflict are called, in the order of the heads. */
export const sides = ['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛', '壬', '癸'] as const;

export function sideOf(index: number): string {
  return sides[index] ?? `第 ${index + 1} 个`;
}

/** The declared field in which people disagree; undefined where they disagree about the record's being there at all. */
export function fieldOf(conflict: Pick<Conflict, 'entity' | 'field'>): Field | undefined {
  return entityOf(conflict.entity).fields[conflict.field.split('.')[0] ?? ''];
}

/** '实际开工', '年度计划 2018年', '是否删除' */
export function fieldLabel(conflict: Pick<Conflict, 'entity' | 'field'>): string {
  const [name = '', key] = conflict.field.split('.');
  if (name === 'deleted') return '是否删除';
  const field = fieldOf(conflict);
  const label = field?.label ?? name;
  return key ? `${label} ${key}${field?.kind === 'money_by_year' ? '年' : ''}` : label;
}

/** One value as a person reads it; an empty one is 未填. */
export function valueText(conflict: Pick<Conflict, 'entity' | 'field'>, value: FieldValue): string {
  if (conflict.field === 'deleted') return value ? '删除' : '保留';
  if (value === null || value === '') return '未填';
  const field = fieldOf(conflict);
  return field ? formatValue(field, value) : String(value);
}

/** Where the record belongs, for lists. */
export function placeText(conflict: Conflict): string {
  return conflict.region ? regionName(conflict.region) : '属地未填';
}

/** The values in a few words: '8,200 / 8,600万元', or how many ways of writing there are. */
export function valuesText(conflict: Conflict): string {
  const kind = fieldOf(conflict)?.kind;
  const values = conflict.heads.map((head) => head.value);
  if (kind === 'money' || kind === 'money_by_year' || kind === 'money_by_channel') {
    return `${values.map((value) => (typeof value === 'number' ? formatMoney(value) : '未填')).join(' / ')}万元`;
  }
  const short = values.map((value) => valueText(conflict, value)).join(' / ');
  return short.length <= 26 ? short : `${values.length} 个写法`;
}
