import { regionName } from '../../../src-shared/catalogues/regions';
import type { Conflict } from '../../../src-shared/contract/record-methods';
import { entityOf } from '../../../src-shared/entities/entities';
import type { Field, FieldValue } from '../../../src-shared/entities/field';
import type { ConflictSource } from '../../../src-shared/rules/conflict-order';
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

const sourceNames: Readonly<Record<ConflictSource, string>> = {
  newest: '改得晚的',
  secretary: '项目秘书填的',
  field: '踏查看到的',
  commission: '发改委填的',
};

/** Why the sides stand in this order; null where the order is that of time, or where nobody of the preferred role has a side. */
export function orderWords({ first, heads }: Pick<Conflict, 'first' | 'heads'>): string | null {
  if (first === 'newest' || !heads.some(({ role }) => role === first)) return null;
  return `按规则先列${sourceNames[first]}，只是排列，不代表采用。`;
}

/** The conflicts in which the same machines stand against each other, `present` among them. */
export function sameSources(present: Conflict, conflicts: readonly Conflict[]): Conflict[] {
  const key = ({ heads }: Conflict) => [...new Set(heads.map(({ device }) => device))].sort().join(' ');
  const wanted = key(present);
  // One machine with two branches of its own: its name tells nothing apart.
  if (!wanted.includes(' ')) return [];
  return conflicts.filter((conflict) => key(conflict) === wanted);
}
