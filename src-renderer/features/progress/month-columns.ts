import type { Field, FieldValue } from '../../../src-shared/entities/field';
import { progress } from '../../../src-shared/entities/progress';
import type { MonthField } from '../../../src-shared/rules/month-notes';
import { formatMoney, formatRate, unknown } from '../../../src-shared/terms/format';
import type { GridColumn } from '../../components/data-grid/grid-types';
import type { GridMonth } from './month-rows';

export type MonthColumn = GridColumn<GridMonth>;
/** Columns that somebody types in; their keys are the fields of a progress record. */
export type TypedField = 'completed' | 'construction' | 'installation' | 'land' | 'image_progress' | 'next_step';

const doubt = (field: MonthField) => (row: GridMonth) =>
  row.notes.find((note) => note.fields.includes(field))?.hint ?? null;

/** Yuan computed from what was reported: grey, never typed. */
function computed(key: string, label: string, width: number, yuan: (row: GridMonth) => number | null): MonthColumn {
  return { key, label, width, right: true, tone: () => 'locked', text: (row) => formatMoney(yuan(row)) };
}

function typed(key: TypedField, label: string, width: number, rest: Partial<MonthColumn>): MonthColumn {
  return {
    key,
    label,
    width,
    field: progress.fields[key] as Field,
    value: (row) => (row.record?.[key] ?? null) as FieldValue,
    text: () => '',
    doubt: doubt(key),
    ...rest,
  };
}

function money(
  key: 'completed' | 'construction' | 'installation' | 'land',
  label: string,
  width: number,
  over?: string,
) {
  const missing = (row: GridMonth) => {
    if (row.filled) return unknown;
    return key === 'completed' && row.row.expected ? '未填' : '';
  };
  return typed(key, label, width, {
    right: true,
    ...(over ? { over } : {}),
    text: (row) => (row.record?.[key] == null ? missing(row) : formatMoney(row.record[key])),
    tone: (row) => (row.record?.[key] == null ? 'quiet' : null),
  });
}

/** Words: those of last time stand in grey until they are confirmed or changed. */
function words(key: 'image_progress' | 'next_step', label: string, width: number): MonthColumn {
  const carried = (row: GridMonth) => row.row.previous?.[key] ?? '';
  return typed(key, label, width, {
    grow: 1,
    text: (row) => row.record?.[key] ?? carried(row),
    tone: (row) => (row.record?.[key] == null ? 'quiet' : null),
    startText: carried,
  });
}

export const monthColumns: readonly MonthColumn[] = [
  {
    key: 'name',
    label: '项目',
    width: 132,
    text: (row) => row.row.name,
    tone: (row) => (row.row.expected && !row.filled ? 'strong' : null),
    doubt: doubt('name'),
  },
  { ...computed('plan', '年度计划', 72, (row) => row.figures.plan), doubt: doubt('plan') },
  computed('before', '上月累计', 72, (row) => row.figures.before),
  money('completed', '本月完成', 76),
  money('construction', '建安', 60, '其中'),
  money('installation', '设备', 60, '其中'),
  money('land', '土地', 48, '其中'),
  computed('cumulative', '累计', 72, (row) => row.figures.cumulative),
  { ...computed('rate', '完成率 %', 77, () => null), text: (row) => formatRate(row.figures.rate) },
  words('image_progress', '形象进度', 266),
  words('next_step', '下一步', 204),
];

export const columnAt = (key: string) => monthColumns.findIndex((column) => column.key === key);
