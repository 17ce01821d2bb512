import { entities } from '../../../src-shared/entities/entities';
import type { Field, FieldValue } from '../../../src-shared/entities/field';
import { formatMoneyWithUnit, formatValue } from '../../../src-shared/terms/format';
import { isStepBack, isUnitApart, saysTheSame } from './excel-difference';
import type { Doubts } from './excel-doubts';
import type { KnownRecord } from './excel-known';
import type { FieldDifference, PlannedProject } from './excel-planned';
import type { Policies } from './excel-policies';
import { monthsOf } from './excel-progress';
import type { ReadProject } from './excel-table';
import { type Target, targetOf, toDate } from './excel-targets';

const listingFields: Readonly<Record<string, Field>> = entities.listing.fields;
const progressFields: Readonly<Record<string, Field>> = entities.progress.fields;

/** Who decides about a field that has a value already. */
export interface Decider {
  readonly policies: Policies;
  /** Columns whose unit was asked about as a whole: their cells are not asked one by one. */
  readonly settled: ReadonlySet<string>;
  readonly doubts: Doubts;
}

interface Candidate {
  readonly row: number;
  readonly column: string;
  readonly path: string;
  readonly label: string;
  readonly field: Field;
  /** Name of the field in its entity. */
  readonly name: string;
  /** What both sides are shown as; the value that is replaced may be a part of it. */
  readonly mine: FieldValue;
  readonly file: FieldValue;
  /** True where there is nothing to replace. */
  readonly isBlank: boolean;
}

/** Only what the file says and the ledger does not say already; an empty cell never clears. */
export function changesOf(read: ReadProject, known: KnownRecord | null, decider: Decider): PlannedProject {
  const project: Record<string, FieldValue> = {};
  const listing: Record<string, FieldValue> = {};
  const differences: FieldDifference[] = [];
  const asked = new Map<string, number>();
  const take = (candidate: Candidate): boolean => {
    if (known === null) return true;
    const taken = candidate.isBlank || isWanted(candidate, decider, asked);
    const { row, column, path, label, field, mine, file } = candidate;
    differences.push({ row, column, path, label, field, mine, file, taken });
    return taken;
  };

  const values = [...read.values.entries()];
  for (const [path, value] of values) {
    const target = targetOf(path);
    if (!target || target.entity === 'progress' || path === 'id') continue;
    const isListing = target.entity === 'listing';
    const current = isListing ? known?.listing?.values[target.name] : currentOf(known, target.name, target.key);
    const field = isListing ? (listingFields[target.name] ?? target.field) : target.field;
    const home = isListing ? listing : project;
    // A new project takes everything.
    if (known === null) {
      set(home, target, value);
      continue;
    }
    if (saysTheSame(target.name, field, current, value)) continue;
    const candidate = {
      row: read.row,
      column: read.columns.get(path) ?? '',
      path,
      label: labelOf(target, field),
      field,
      name: target.name,
      mine: current ?? null,
      file: value,
      isBlank: isNothing(current),
    };
    if (take(candidate)) set(home, target, value);
  }
  for (const [path, value] of read.implied.entries()) {
    const target = targetOf(path);
    if (!target || read.values.has(path)) continue;
    const isListing = target.entity === 'listing';
    const home = isListing ? listing : project;
    const current = isListing ? known?.listing?.values[target.name] : currentOf(known, target.name, null);
    if (!isNothing(current) || home[target.name] !== undefined) continue;
    const field = isListing ? (listingFields[target.name] ?? target.field) : target.field;
    const said = { row: read.row, column: '', path, label: labelOf(target, field), field, name: target.name };
    if (take({ ...said, mine: null, file: value, isBlank: true })) home[target.name] = value;
  }

  const months = monthsOf(read, values, known, decider.doubts);
  for (const [month, said] of known ? months : []) {
    const current = known?.progress.get(month)?.values;
    for (const [name, value] of Object.entries(said.set)) {
      const field = progressFields[name];
      if (!field) continue;
      const column = read.columns.get(said.paths[name] ?? '') ?? '';
      const sum = name === 'completed' ? said.sum : undefined;
      const candidate = {
        row: read.row,
        column,
        path: `progress.${month}.${name}`,
        label: sum ? `1-${Number(month.slice(5))}月累计完成` : `${Number(month.slice(5))}月${field.label}`,
        field,
        name,
        mine: sum ? sum.mine : (current?.[name] ?? null),
        file: sum ? sum.file : value,
        isBlank: isNothing(current?.[name]),
      };
      if (saysTheSame(name, field, current?.[name], value) || !take(candidate)) delete said.set[name];
    }
  }
  return { read, known, project, listing, months, differences };
}

const isNothing = (value: FieldValue | undefined) =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

function set(home: Record<string, FieldValue>, target: Target, value: FieldValue): void {
  if (target.key === null) home[target.name] = value;
  else
    home[target.name] = {
      ...((home[target.name] ?? {}) as Record<string, number>),
      [target.key]: value as number,
    };
}

function labelOf(target: Target, field: Field): string {
  if (target.name === toDate) return '本年累计完成';
  if (target.key === null) return field.label;
  return target.field.kind === 'money_by_year'
    ? `${target.key}年${field.label.replace(/^年/, '')}`
    : `${field.label}（${target.key}）`;
}

/** A value of the ledger by the name and, for plans and sources of funds, the key of its field. */
export function currentOf(known: KnownRecord | null, name: string, key: string | null): FieldValue | undefined {
  const value = known?.project[name];
  return key === null ? value : (value as Record<string, number> | null | undefined)?.[key];
}

/**
 * Whether a value of the file replaces one of the ledger: by the policy of its column, but for what must not happen in passing, a
 * project thrown back a stage, an amount ten thousand times what it was.
 */
function isWanted(candidate: Candidate, decider: Decider, asked: Map<string, number>): boolean {
  const { row, column, field, name, mine, file } = candidate;
  const { policies, settled, doubts } = decider;
  const policy = policies.of(column);
  if (policy === 'fill') return false;
  const at = { row, column };
  if (name === 'lifecycle' && isStepBack(mine, file)) {
    const answer = doubts.ask({
      ...at,
      kind: 'stage',
      message: `阶段由“${formatValue(field, mine)}”退回“${formatValue(field, file)}”`,
      detail: '退回要有理由，请到项目页面里改',
      choices: [
        { code: 'keep', label: '照原值' },
        { code: 'skip', label: '跳过此格' },
      ],
      preset: 'skip',
    });
    return answer === 'keep';
  }
  if (isUnitApart(mine, file) && !settled.has(column)) {
    const answer = doubts.ask({
      ...at,
      kind: 'known-unit',
      message: `${formatMoneyWithUnit(file as number)}，与台账差一万倍`,
      detail: `台账里是 ${formatMoneyWithUnit(mine as number)}`,
      choices: [
        { code: 'skip', label: '保留台账' },
        { code: 'keep', label: '照表写入' },
      ],
      preset: null,
    });
    return answer === 'keep';
  }
  if (policy === 'file') return true;
  // Two fields may come from one cell: a planned start and finish.
  const before = asked.get(column) ?? 0;
  asked.set(column, before + 1);
  const answer = doubts.ask({
    ...at,
    kind: before === 0 ? 'differs' : `differs-${before + 1}`,
    message: `${candidate.label}与台账不同`,
    detail: `台账 ${formatValue(field, mine)}，表里 ${formatValue(field, file)}`,
    choices: [
      { code: 'keep', label: '保留台账' },
      { code: 'file', label: '照表写入' },
    ],
    preset: null,
  });
  return answer === 'file';
}
