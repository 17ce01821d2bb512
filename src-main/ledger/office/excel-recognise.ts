import { regionName } from '../../../src-shared/catalogues/regions';
import { formatMoneyWithUnit, formatValue } from '../../../src-shared/terms/format';
import { saysTheSame } from './excel-difference';
import type { Doubts } from './excel-doubts';
import type { KnownProject } from './excel-known';
import { type Entry, entryOf, type Match, ProjectIndex } from './excel-matching';
import type { ReadProject } from './excel-table';
import { targetOf } from './excel-targets';

export interface Recognised {
  readonly read: ReadProject;
  /** Null for a new project. */
  readonly id: string | null;
}

export interface Recognition {
  readonly targets: readonly Recognised[];
  /** Rows that turned out to be the same project as an earlier row. */
  readonly merged: readonly { readonly row: number; readonly reason: string }[];
}

/** Holds every row against the ledger, then against the rows above it. A guess is always asked, whatever its preset. */
export function recognise(
  projects: readonly ReadProject[],
  ledger: Iterable<KnownProject>,
  doubts: Doubts,
): Recognition {
  const index = new ProjectIndex(ledger);
  const inFile = new ProjectIndex([]);
  const taken = new Map<string, ReadProject>();
  const targets: Recognised[] = [];
  const merged: { row: number; reason: string }[] = [];
  for (const read of projects) {
    const entry = entryOf(identityOf(read));
    const id = recogniseOne(read, entry, index, (candidate) => taken.has(candidate), doubts);
    const first = id === null ? rowAbove(read, entry, inFile, taken) : taken.get(id);
    if (first && isSameRow(read, first, doubts)) {
      merge(read, first, doubts);
      merged.push({ row: read.row, reason: `与第 ${first.row} 行是同一项目，已合并` });
      continue;
    }
    const kept = id !== null && taken.has(id) ? null : id;
    targets.push({ read, id: kept });
    taken.set(kept ?? entry.project.id, read);
    inFile.add(kept === null ? entry : { ...entry, project: { ...entry.project, id: kept } });
  }
  return { targets, merged };
}

function textOf(read: ReadProject, path: string): string | null {
  const value = read.values.get(path) ?? read.implied.get(path);
  return typeof value === 'string' ? value : null;
}

/** Our own id that a row names, from a table that this program wrote. */
const ownId = (read: ReadProject) => textOf(read, 'id')?.toLowerCase() ?? null;

/** What a row says that a project can be recognised by; it is called by its row. */
function identityOf(read: ReadProject): KnownProject {
  const text = (path: string) => textOf(read, path);
  const total = read.values.get('total_investment');
  return {
    id: `row ${read.row}`,
    name: text('name') ?? '',
    code: text('code'),
    owner: text('owner'),
    region: text('region'),
    total_investment: typeof total === 'number' ? total : null,
  };
}

function recogniseOne(
  read: ReadProject,
  entry: Entry,
  index: ProjectIndex,
  isTaken: (id: string) => boolean,
  doubts: Doubts,
): string | null {
  const match = index.find(entry, ownId(read), isTaken);
  if (match.kind === 'none') return null;
  if (match.kind === 'sure') return match.project.id;
  const [likeliest, ...others] = match.projects;
  const byCode = match.why.startsWith('项目代码');
  const answer = doubts.ask({
    kind: 'same',
    row: read.row,
    column: read.columns.get(byCode ? 'code' : 'name') ?? 'A',
    message: `与台账“${likeliest.name}”疑似同一项目`,
    detail: match.why + placeOf(likeliest, entry.project),
    choices: [
      { code: 'update', label: others.length > 0 ? `更新${shownAs(likeliest, match)}` : '更新它' },
      ...others.map((project) => ({ code: `update ${project.id}`, label: `更新${shownAs(project, match)}` })),
      { code: 'create', label: '新建' },
    ],
    preset: match.preset,
  });
  if (answer === 'update') return likeliest.id;
  return others.find((project) => answer === `update ${project.id}`)?.id ?? null;
}

/** What tells candidates apart: their names, or where these are one, their totals. */
function shownAs(project: KnownProject, match: Match & { kind: 'perhaps' }): string {
  const isOneName = match.projects.every(({ name }) => name === project.name);
  return isOneName ? `总投资 ${formatMoneyWithUnit(project.total_investment)}的` : `“${project.name}”`;
}

function placeOf(project: KnownProject, identity: KnownProject): string {
  if (!project.region || project.region === identity.region) return '';
  return `（台账里在${regionName(project.region)}）`;
}

/** An earlier row of the same file that is plainly this project. */
function rowAbove(
  read: ReadProject,
  entry: Entry,
  inFile: ProjectIndex,
  taken: ReadonlyMap<string, ReadProject>,
): ReadProject | undefined {
  const match = inFile.find(entry, ownId(read));
  if (match.kind === 'none') return undefined;
  if (match.kind === 'perhaps' && !(match.preset === 'update' && match.why.startsWith('单位、属地相同')))
    return undefined;
  const first = taken.get((match.kind === 'sure' ? match.project : match.projects[0]).id);
  // Names alone are too little inside one table: 道路改造 may stand there for every street.
  const { owner, region, code } = entry.project;
  const isHeld = owner !== null || region !== null || code !== null;
  return first && (isHeld || read.values.get('name') === first.values.get('name')) ? first : undefined;
}

/** Asks whether two rows are one project; names and amounts that differ speak against it. */
function isSameRow(read: ReadProject, first: ReadProject, doubts: Doubts): boolean {
  const differing = [...read.values.entries()].some(
    ([path, value]) =>
      targetOf(path)?.field.kind === 'money' && first.values.has(path) && first.values.get(path) !== value,
  );
  // A row that was copied for a new project carries the id of the old one.
  const name = targetOf('name');
  const copied =
    read.values.has('id') &&
    read.values.get('id') === first.values.get('id') &&
    !(name && saysTheSame('name', name.field, first.values.get('name'), read.values.get('name') ?? ''));
  const answer = doubts.ask({
    kind: 'twice',
    row: read.row,
    column: read.columns.get('name') ?? 'A',
    message: `与第 ${first.row} 行疑似同一项目`,
    detail: copied ? '编号相同，名称不同' : differing ? '名称、单位相同，金额不同' : '名称、单位相同',
    choices: [
      { code: 'merge', label: '合并' },
      { code: 'create', label: '分别写入' },
    ],
    preset: differing || copied ? 'create' : 'merge',
  });
  return answer === 'merge';
}

/** What the later row adds to the earlier one; where both speak, the earlier holds. */
function merge(read: ReadProject, first: ReadProject, doubts: Doubts): void {
  for (const [path, value] of read.values.entries()) {
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
