import { areNamesAlike, codeKey, nameKey, unitKey } from '../../../src-shared/rules/names';
import type { KnownProject } from './excel-known';

/** What a row says that a project can be recognised by. */
export type Identity = Omit<KnownProject, 'id'>;

/**
 * What a row was recognised as. `perhaps` is a guess that a person should see; `preset` says whether the project is taken for the
 * same unless a person says otherwise.
 */
export type Match =
  | { readonly kind: 'none' }
  | { readonly kind: 'sure'; readonly project: KnownProject }
  | {
      readonly kind: 'perhaps';
      readonly project: KnownProject;
      readonly why: string;
      readonly preset: 'update' | 'create';
    };

const plain = (text: string) => text.normalize('NFKC').replace(/\s/g, '');

interface Entry {
  readonly project: KnownProject;
  readonly name: string;
  readonly owner: string;
  readonly code: string | undefined;
}

function entryOf(project: KnownProject): Entry {
  return {
    project,
    name: nameKey(project.name),
    owner: project.owner ? unitKey(project.owner) : '',
    code: project.code ? codeKey(project.code) : undefined,
  };
}

function push<Key>(map: Map<Key, Entry[]>, key: Key, entry: Entry): void {
  const list = map.get(key);
  if (list) list.push(entry);
  else map.set(key, [entry]);
}

/** Known projects by what they are recognised by: code, then normalised name with unit and region, then likeness (domain.md rule 7). */
export class ProjectIndex {
  readonly #byCode = new Map<string, Entry[]>();
  readonly #byName = new Map<string, Entry[]>();
  readonly #byOwner = new Map<string, Entry[]>();

  constructor(projects: Iterable<KnownProject>) {
    for (const project of projects) this.add(project);
  }

  add(project: KnownProject): void {
    const entry = entryOf(project);
    if (entry.code) push(this.#byCode, entry.code, entry);
    push(this.#byName, entry.name, entry);
    if (entry.owner) push(this.#byOwner, entry.owner, entry);
  }

  /** What a row is, as far as can be told. `isTaken` says that another row of the same file was this project already. */
  find(identity: Identity, isTaken: (id: string) => boolean = () => false): Match {
    const wanted = entryOf({ id: '', ...identity });
    return this.#findByCode(wanted) ?? this.#findByName(wanted, isTaken) ?? this.#findAlike(wanted) ?? { kind: 'none' };
  }

  #findByCode(wanted: Entry): Match | undefined {
    const found = wanted.code ? (this.#byCode.get(wanted.code) ?? []) : [];
    const named = found.filter((entry) => areNamesAlike(entry.name, wanted.name));
    const same = named[0] ?? found.find((entry) => sameOrUnknown(entry.owner, wanted.owner));
    if (same) return { kind: 'sure', project: same.project };
    // Codes are typed by hand: one that leads to another name and another unit is a slip more often than a project.
    return found[0]
      ? { kind: 'perhaps', project: found[0].project, why: '项目代码相同，名称和单位不同', preset: 'create' }
      : undefined;
  }

  #findByName(wanted: Entry, isTaken: (id: string) => boolean): Match | undefined {
    const named = this.#byName.get(wanted.name) ?? [];
    if (named.length === 0) return undefined;
    const agreeing = named.filter((entry) => agrees(entry, wanted));
    const [only] = agreeing;
    if (agreeing.length > 1) return chooseAmong(agreeing, wanted, isTaken);
    if (!only) {
      const [near] = named.filter((entry) => sameOrUnknown(entry.project.region, wanted.project.region));
      return near
        ? { kind: 'perhaps', project: near.project, why: '名称相同，建设单位不同', preset: 'create' }
        : undefined;
    }
    if (only.code && wanted.code && only.code !== wanted.code) {
      return { kind: 'perhaps', project: only.project, why: '名称、单位相同，项目代码不同', preset: 'update' };
    }
    if (plain(only.project.name) === plain(wanted.project.name)) return { kind: 'sure', project: only.project };
    const more = Math.abs(plain(only.project.name).length - plain(wanted.project.name).length);
    return {
      kind: 'perhaps',
      project: only.project,
      why: `单位、属地相同，名称${more > 0 ? `差 ${more} 字` : '写法不同'}`,
      preset: 'update',
    };
  }

  #findAlike(wanted: Entry): Match | undefined {
    if (!wanted.owner) return undefined;
    const near = (this.#byOwner.get(wanted.owner) ?? []).find(
      (entry) =>
        sameOrUnknown(entry.project.region, wanted.project.region) &&
        !(entry.code && wanted.code && entry.code !== wanted.code) &&
        areNamesAlike(entry.name, wanted.name),
    );
    return near
      ? { kind: 'perhaps', project: near.project, why: '单位、属地相同，名称相近', preset: 'create' }
      : undefined;
  }
}

function sameOrUnknown(one: string | null, other: string | null): boolean {
  return !one || !other || one === other;
}

function agrees(entry: Entry, wanted: Entry): boolean {
  return sameOrUnknown(entry.owner, wanted.owner) && sameOrUnknown(entry.project.region, wanted.project.region);
}

/** Several projects of one name, unit and region: the one with the same total, else one that no other row has taken. */
function chooseAmong(entries: readonly Entry[], wanted: Entry, isTaken: (id: string) => boolean): Match {
  const free = entries.filter((entry) => !isTaken(entry.project.id));
  const candidates = free.length > 0 ? free : entries;
  const exact = candidates.filter((entry) => entry.project.total_investment === wanted.project.total_investment);
  const project = (exact[0] ?? candidates[0])?.project;
  if (!project) return { kind: 'none' };
  return exact.length > 0
    ? { kind: 'sure', project }
    : { kind: 'perhaps', project, why: `台账里有 ${entries.length} 个同名项目`, preset: 'create' };
}
