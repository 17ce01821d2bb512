import { type EntityName, entityOf, isEntityName } from '../../../src-shared/entities/entities';
import type { FieldValue } from '../../../src-shared/entities/field';
import { newestFirst } from '../../../src-shared/rules/conflict-order';
import { formatMoment, formatValue } from '../../../src-shared/terms/format';
import type { LedgerContext } from '../context';
import { conflictsOf } from '../journal/conflicts';
import { dispatchNotice } from './bulletin-letterhead';
import { textCell } from './excel-export-cells';
import type { ExportTable, TableColumn } from './excel-export-sheet';
import { cellText, type Sheet } from './excel-sheet';
import { partLength } from './ledger-workbook-columns';
import { fieldOf } from './ledger-workbook-paths';

/** Values that stand against the shown one, by `entity id`, then by path. */
export type WorkbookConflicts = ReadonlyMap<string, ReadonlyMap<string, readonly FieldValue[]>>;

const machineHeaders = ['冲突类别（勿改）', '冲突记录（勿改）', '冲突项（勿改）', '冲突值（勿改）'] as const;
const highestHeader = 8;
const tidy = (text: string) => text.replace(/\s+/g, '');

const shownColumns: readonly TableColumn[] = [
  { header: '类别', width: 12, align: 'center' },
  { header: '记录', width: 40, align: 'left' },
  { header: '项', width: 18, align: 'left' },
  { header: '说法', width: 40, align: 'left' },
  { header: '填报人', width: 12, align: 'center' },
  { header: '单位', width: 28, align: 'left' },
  { header: '时间', width: 18, align: 'center' },
  { header: '当前显示', width: 10, align: 'center' },
];

/** The conflicts that are open, every side of each; undefined where there are none. Settled ones are history and stay at home. */
export function conflictTable({ journal }: LedgerContext): ExportTable | undefined {
  // Whether a record is there at all is told by its deletion.
  const conflicts = conflictsOf(journal.core, newestFirst).filter(({ field }) => field !== 'deleted');
  if (conflicts.length === 0) return undefined;
  const rows = conflicts.flatMap(({ entity, record, title, field, heads }) => {
    const declared = fieldOf(entity, field);
    const key = field.includes('.') ? field.slice(field.indexOf('.') + 1) : null;
    const [winner] = heads;
    return heads.map((head) => {
      const isShown = head === winner;
      const plain = JSON.stringify(head.value);
      const isCarried = plain !== JSON.stringify(winner?.value) && plain.length <= partLength;
      const machine = isCarried ? [entity, record, field, plain] : [];
      return [
        entityOf(entity).label,
        title,
        key === null ? declared.label : `${declared.label} ${key}`,
        formatValue(declared, head.value).slice(0, 500),
        head.person,
        head.unit,
        formatMoment(head.at),
        isShown ? '是' : '',
        ...machine,
      ];
    });
  });
  return {
    name: '待裁决的冲突',
    title: '待裁决的冲突',
    under: `${dispatchNotice}　共 ${conflicts.length} 处；导入到新台账时各种说法都带过去，仍待裁决`,
    columns: [
      ...shownColumns,
      ...machineHeaders.map((header) => ({ header, width: 20, align: 'left' as const, isHidden: true })),
    ],
    printed: shownColumns.length,
    frozen: 2,
    isPlain: true,
    count: rows.length,
    notes: [],
    *rows() {
      for (const row of rows) yield { cells: row.map((text) => (text === '' ? { value: null } : textCell(text))) };
    },
  };
}

/** What a sheet of conflicts holds; undefined where it is none. */
export function readConflicts(sheet: Sheet): WorkbookConflicts | undefined {
  for (let index = 0; index < Math.min(sheet.rows.length, highestHeader); index += 1) {
    const headers = (sheet.rows[index] ?? []).map((cell) => tidy(cellText(cell)));
    const places = machineHeaders.map((header) => headers.indexOf(header));
    if (places.includes(-1)) continue;
    const found = new Map<string, Map<string, FieldValue[]>>();
    for (const cells of sheet.rows.slice(index + 1)) {
      const [entity = '', id = '', path = '', plain = ''] = places.map((place) => cellText(cells[place]).trim());
      const value = parsed(plain);
      if (!isEntityName(entity) || value === undefined || !isPath(entity, path)) continue;
      const paths = found.get(`${entity} ${id}`) ?? new Map<string, FieldValue[]>();
      found.set(`${entity} ${id}`, paths.set(path, [...(paths.get(path) ?? []), value]));
    }
    return found;
  }
  return undefined;
}

function isPath(entity: EntityName, path: string): boolean {
  const field = entityOf(entity).fields[path.split('.', 1)[0] ?? ''];
  return field !== undefined && !field.storedIn;
}

/** Undefined for what is no value. */
function parsed(plain: string): FieldValue | undefined {
  try {
    const value: unknown = JSON.parse(plain);
    const isValue = value === null || typeof value === 'string' || typeof value === 'number' || isTexts(value);
    return isValue ? (value as FieldValue) : undefined;
  } catch {
    return undefined;
  }
}

const isTexts = (value: unknown) => Array.isArray(value) && value.every((item) => typeof item === 'string');
