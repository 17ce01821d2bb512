import { v7 as uuidv7 } from 'uuid';
import { regionName } from '../../../src-shared/catalogues/regions';
import { entities } from '../../../src-shared/entities/entities';
import type { Field, FieldValue } from '../../../src-shared/entities/field';
import { formatMoneyWithUnit, formatValue } from '../../../src-shared/terms/format';
import type { Edit } from '../journal/edit';
import { isStepBack, isUnitApart, saysTheSame } from './excel-difference';
import type { Doubts } from './excel-doubts';
import type { KnownProject, KnownProjects, KnownRecord } from './excel-known';
import { type Identity, ProjectIndex } from './excel-matching';
import { checkPlanned } from './excel-plan-checks';
import type { PlannedProject } from './excel-planned';
import { monthsOf } from './excel-progress';
import type { ReadProject } from './excel-table';
import { targetOf } from './excel-targets';

export type RowState = 'created' | 'updated' | 'unchanged';

/** What an import would do: one entry a project, in the order of the rows, and the edits of all of them. */
export interface ImportPlan {
  readonly states: ReadonlyMap<number, RowState>;
  /** Rows that turned out to be the same project as an earlier row. */
  readonly merged: readonly { readonly row: number; readonly reason: string }[];
  readonly edits: readonly Edit[];
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
}

const listingFields: Readonly<Record<string, Field>> = entities.listing.fields;
const progressFields: Readonly<Record<string, Field>> = entities.progress.fields;

/** Works out what an import changes. Pure but for fresh ids: the same file against the same ledger gives the same plan. */
export function planImport(projects: readonly ReadProject[], known: KnownProjects, doubts: Doubts): ImportPlan {
  const { targets, merged } = recognise(projects, known, doubts);
  const states = new Map<number, RowState>();
  const edits: Edit[] = [];
  for (const { read, id } of targets) {
    const record = id === null ? null : known.record(id);
    const planned = difference(read, id ?? uuidv7(), record, doubts);
    checkPlanned(planned, doubts);
    const own = editsOf(planned);
    states.set(read.row, id === null ? 'created' : own.length > 0 ? 'updated' : 'unchanged');
    edits.push(...own);
  }
  const count = (state: RowState) => [...states.values()].filter((each) => each === state).length;
  return { states, merged, edits, created: count('created'), updated: count('updated'), unchanged: count('unchanged') };
}

function identityOf(read: ReadProject): Identity {
  const text = (path: string) => {
    const value = read.values.get(path) ?? read.implied.get(path);
    return typeof value === 'string' ? value : null;
  };
  const total = read.values.get('total_investment');
  return {
    name: text('name') ?? '',
    code: text('code'),
    owner: text('owner'),
    region: text('region'),
    total_investment: typeof total === 'number' ? total : null,
  };
}

interface Recognised {
  readonly read: ReadProject;
  /** Null for a new project. */
  readonly id: string | null;
}

/** Holds every row against the ledger, then against the rows above it. */
function recognise(
  projects: readonly ReadProject[],
  known: KnownProjects,
  doubts: Doubts,
): { targets: Recognised[]; merged: { row: number; reason: string }[] } {
  const index = new ProjectIndex(known.all());
  const inFile = new ProjectIndex([]);
  const taken = new Map<string, ReadProject>();
  const targets: Recognised[] = [];
  const merged: { row: number; reason: string }[] = [];
  for (const read of projects) {
    const identity = identityOf(read);
    const id = recogniseOne(read, identity, index, (candidate) => taken.has(candidate), doubts);
    const first = id === null ? rowAbove(read, identity, inFile, taken) : taken.get(id);
    if (first && isSameRow(read, first, doubts)) {
      merge(read, first, doubts);
      merged.push({ row: read.row, reason: `与第 ${first.row} 行是同一项目，已合并` });
      continue;
    }
    const kept = id !== null && taken.has(id) ? null : id;
    targets.push({ read, id: kept });
    const key = kept ?? `row ${read.row}`;
    taken.set(key, read);
    inFile.add({ id: key, ...identity });
  }
  return { targets, merged };
}

function recogniseOne(
  read: ReadProject,
  identity: Identity,
  index: ProjectIndex,
  isTaken: (id: string) => boolean,
  doubts: Doubts,
): string | null {
  const match = index.find(identity, isTaken);
  if (match.kind === 'none') return null;
  if (match.kind === 'sure') return match.project.id;
  const byCode = match.why.startsWith('项目代码');
  const answer = doubts.ask({
    kind: 'same',
    row: read.row,
    column: read.columns.get(byCode ? 'code' : 'name') ?? 'A',
    message: `与台账“${match.project.name}”疑似同一项目`,
    detail: match.why + placeOf(match.project, identity),
    choices: [
      { code: 'update', label: '更新它' },
      { code: 'create', label: '新建' },
    ],
    preset: match.preset,
  });
  return answer === 'update' ? match.project.id : null;
}

function placeOf(project: KnownProject, identity: Identity): string {
  if (!project.region || project.region === identity.region) return '';
  return `（台账里在${regionName(project.region)}）`;
}

/** An earlier row of the same file that is plainly this project. */
function rowAbove(
  read: ReadProject,
  identity: Identity,
  inFile: ProjectIndex,
  taken: ReadonlyMap<string, ReadProject>,
): ReadProject | undefined {
  const match = inFile.find(identity);
  if (
    match.kind !== 'sure' &&
    !(match.kind === 'perhaps' && match.preset === 'update' && match.why.startsWith('单位、属地相同'))
  )
    return undefined;
  const first = taken.get(match.project.id);
  // Names alone are too little inside one table: 道路改造 may stand there for every street.
  const isHeld = identity.owner !== null || identity.region !== null || identity.code !== null;
  return first && (isHeld || read.values.get('name') === first.values.get('name')) ? first : undefined;
}

/** Asks whether two rows are one project; amounts that differ speak against it. */
function isSameRow(read: ReadProject, first: ReadProject, doubts: Doubts): boolean {
  const differing = [...read.values].some(
    ([path, value]) =>
      targetOf(path)?.field.kind === 'money' && first.values.has(path) && first.values.get(path) !== value,
  );
  const answer = doubts.ask({
    kind: 'twice',
    row: read.row,
    column: read.columns.get('name') ?? 'A',
    message: `与第 ${first.row} 行疑似同一项目`,
    detail: differing ? '名称、单位相同，金额不同' : '名称、单位相同',
    choices: [
      { code: 'merge', label: '合并' },
      { code: 'create', label: '分别写入' },
    ],
    preset: differing ? 'create' : 'merge',
  });
  return answer === 'merge';
}

/** What the later row adds to the earlier one; where both speak, the earlier holds. */
function merge(read: ReadProject, first: ReadProject, doubts: Doubts): void {
  for (const [path, value] of read.values) {
    if (!first.values.has(path)) {
      first.values.set(path, value);
      first.columns.set(path, read.columns.get(path) ?? '');
      continue;
    }
    const target = targetOf(path);
    if (target && !saysTheSame(target.name, target.field, first.values.get(path), value)) {
      doubts.problem(
        read.row,
        read.columns.get(path) ?? '',
        formatValue(target.field, value),
        `与第 ${first.row} 行同一项目，值不同，没有写入`,
      );
    }
  }
}

/** Only what the file says and the ledger does not say already; an empty cell never clears. */
function difference(read: ReadProject, id: string, known: KnownRecord | null, doubts: Doubts): PlannedProject {
  const project: Record<string, FieldValue> = {};
  const listing: Record<string, FieldValue> = {};
  for (const [path, value] of read.values) {
    const target = targetOf(path);
    if (!target || target.entity === 'progress') continue;
    const isListing = target.entity === 'listing';
    const current = isListing ? known?.listing?.values[target.name] : currentOf(known, target.name, target.key);
    const field = isListing ? (listingFields[target.name] ?? target.field) : target.field;
    if (
      saysTheSame(target.name, field, current, value) ||
      !isWanted(read, path, field, target.name, current, value, doubts)
    )
      continue;
    if (isListing) listing[target.name] = value;
    else if (target.key)
      project[target.name] = {
        ...((project[target.name] ?? {}) as Record<string, number>),
        [target.key]: value as number,
      };
    else project[target.name] = value;
  }
  for (const [path, value] of read.implied) {
    const target = targetOf(path);
    if (!target || read.values.has(path)) continue;
    if (target.entity === 'listing') {
      if ((known?.listing?.values[target.name] ?? null) === null && listing[target.name] === undefined)
        listing[target.name] = value;
    } else if ((currentOf(known, target.name, null) ?? null) === null) project[target.name] = value;
  }
  const months = monthsOf(read, known, doubts);
  for (const [month, { set }] of months) {
    const current = known?.progress.get(month)?.values;
    for (const [name, value] of Object.entries(set)) {
      const field = progressFields[name];
      if (field && saysTheSame(name, field, current?.[name], value)) delete set[name];
    }
  }
  return { read, id, known, project, listing, months };
}

function currentOf(known: KnownRecord | null, name: string, key: string | null): FieldValue | undefined {
  const value = known?.project[name];
  return key === null ? value : (value as Record<string, number> | null | undefined)?.[key];
}

/** Stops what must not happen in passing: a project thrown back a stage, an amount ten thousand times what it was. */
function isWanted(
  read: ReadProject,
  path: string,
  field: Field,
  name: string,
  current: FieldValue | undefined,
  value: FieldValue,
  doubts: Doubts,
): boolean {
  const at = { row: read.row, column: read.columns.get(path) ?? '' };
  if (name === 'lifecycle' && isStepBack(current, value)) {
    const answer = doubts.ask({
      ...at,
      kind: 'stage',
      message: `阶段由“${formatValue(field, current)}”退回“${formatValue(field, value)}”`,
      detail: '退回要有理由，请到项目页面里改',
      choices: [
        { code: 'keep', label: '照原值' },
        { code: 'skip', label: '跳过此格' },
      ],
      preset: 'skip',
    });
    return answer === 'keep';
  }
  if (isUnitApart(current, value)) {
    const answer = doubts.ask({
      ...at,
      kind: 'known-unit',
      message: `${formatMoneyWithUnit(value as number)}，与台账差一万倍`,
      detail: `台账里是 ${formatMoneyWithUnit(current as number)}`,
      choices: [
        { code: 'skip', label: '保留台账' },
        { code: 'keep', label: '照表写入' },
      ],
      preset: null,
    });
    return answer === 'keep';
  }
  return true;
}

function editsOf({ id, known, project, listing, months }: PlannedProject): Edit[] {
  const edits: Edit[] = [];
  if (known === null) edits.push({ entity: 'project', id, create: true, set: project });
  else if (Object.keys(project).length > 0) edits.push({ entity: 'project', id, set: project });
  if (Object.keys(listing).length > 0) edits.push(attached('listing', known?.listing?.id, { project: id }, listing));
  for (const [month, { set }] of months) {
    if (Object.keys(set).length > 0)
      edits.push(attached('progress', known?.progress.get(month)?.id, { project: id, month }, set));
  }
  return edits;
}

/** An edit of a record that hangs on the project: the one that is there, else a new one under its natural key. */
function attached(
  entity: 'listing' | 'progress',
  id: string | undefined,
  key: Record<string, FieldValue>,
  set: Record<string, FieldValue>,
): Edit {
  return id === undefined ? { entity, id: null, set: { ...key, ...set } } : { entity, id, set };
}
