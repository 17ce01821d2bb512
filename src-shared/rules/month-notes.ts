import type { MonthRow } from '../contract/progress-methods';
import { formatMoneyWithUnit } from '../terms/format';
import { type CheckCode, checkFigures, type Finding } from './checks';
import { type MonthRecord, type PartName, partNames, recordOf } from './month-report';

export type NoteCode = CheckCode | 'parts_differ' | 'same_text';
/** A column of the month's grid. */
export type MonthField = 'name' | 'plan' | 'completed' | PartName | 'image_progress' | 'next_step';

/** Something that looks odd in one row of the month. It warns and never blocks, and never says what a figure should be. */
export interface MonthNote {
  readonly code: NoteCode;
  /** Cells that are marked; the first is the one to go to. */
  readonly fields: readonly MonthField[];
  /** Name of the column in the list of notes. */
  readonly column: string;
  /** Under the cell, in few words. */
  readonly hint: string;
  /** In the list, with its figures. */
  readonly sentence: string;
}

/** Checks of one row: those of domain.md rule 7, the parts, words that did not change. Silent where somebody wrote an explanation. */
export function monthNotes(row: MonthRow, month: string): MonthNote[] {
  const record = recordOf(row);
  if (!record || record.explanation?.trim()) return [];
  return [...partNotes(record), ...figureNotes(row, month), ...textNotes(row, record)];
}

function partNotes(record: MonthRecord): MonthNote[] {
  const known = partNames.filter((name) => record[name] !== null);
  if (known.length === 0) return [];
  const sum = known.reduce((total, name) => total + (record[name] ?? 0), 0);
  if (sum === record.completed || (record.completed === null && sum === 0)) return [];
  const filled = known.filter((name) => record[name] !== 0);
  const against =
    record.completed === null ? '而本月完成未填' : `与本月完成 ${formatMoneyWithUnit(record.completed)}不一致`;
  return [
    {
      code: 'parts_differ',
      fields: filled.length > 0 ? filled : known,
      column: '其中',
      hint: record.completed === null ? '填了其中，本月完成未填' : '建安、设备、土地合计与本月完成不一致',
      sentence: `建安、设备、土地合计 ${formatMoneyWithUnit(sum)}，${against}`,
    },
  ];
}

function figureNotes(row: MonthRow, month: string): MonthNote[] {
  const findings = checkFigures({ ...row, months: row.months.filter((entry) => entry.month <= month) }, month);
  return findings.flatMap((finding): MonthNote[] => {
    if (finding.field === 'completed' && finding.month !== month) return [];
    if (finding.field.startsWith('annual_plan.') && !finding.field.endsWith(month.slice(0, 4))) return [];
    const place = placeOf(finding);
    return [{ code: finding.code, ...place, hint: `${hintOf(finding)}，请核对`, sentence: sentenceOf(finding, row) }];
  });
}

function placeOf({ field }: Finding): Pick<MonthNote, 'fields' | 'column'> {
  if (field === 'completed') return { fields: ['completed'], column: '本月完成' };
  if (field.startsWith('annual_plan.')) return { fields: ['plan'], column: '年度计划' };
  return { fields: ['name'], column: field === 'actual_start' ? '实际开工' : '截至上年底累计' };
}

function hintOf(finding: Finding): string {
  return finding.code === 'month_over_half_plan' ? '单月完成超过年度计划的 50%' : finding.message;
}

function sentenceOf(finding: Finding, row: MonthRow): string {
  const [found, against] = (finding.amounts ?? []).map((yuan) => formatMoneyWithUnit(yuan));
  switch (finding.code) {
    case 'month_over_half_plan':
      return `单月完成 ${found}，超过年度计划 ${against}的 50%`;
    case 'completed_over_total':
      return `开工以来累计完成 ${found}，超过总投资 ${against}的 110%`;
    case 'plan_over_total':
      return `年度计划 ${found}，大于总投资 ${against}`;
    case 'completed_without_start':
      return `还没有开工，本月完成 ${formatMoneyWithUnit(recordOf(row)?.completed)}（土地费除外的不应有）`;
    case 'start_after_listing':
      return `实际开工 ${row.actual_start}，晚于入统 ${row.listed_month}`;
    default:
      return finding.message;
  }
}

/** Words of a filled row that are last time's: carried over and nobody has looked at them, or written again as they were. */
function textNotes(row: MonthRow, record: MonthRecord): MonthNote[] {
  const before = row.previous?.image_progress?.trim();
  if (!before || record.completed === null) return [];
  const now = record.image_progress?.trim();
  if (now && now !== before) return [];
  return [
    {
      code: 'same_text',
      fields: ['image_progress'],
      column: '形象进度',
      hint: now ? '与上期文字相同，请核对' : '沿用上期文字，尚未确认',
      sentence: now ? '与上期文字相同' : '与上期文字相同，灰字为沿用上期',
    },
  ];
}
