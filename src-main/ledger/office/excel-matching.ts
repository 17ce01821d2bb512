import { areNamesAlike, codeKey, nameKey, unitKey } from '../../../src-shared/rules/names';
import type { KnownProject } from './excel-known';

/**
 * What a row was recognised as. `perhaps` is a guess that a person should see, the likeliest project first; `preset` says whether that
 * one is taken for the same unless a person says otherwise.
 */
export type Match =
  | { readonly kind: 'none' }
  | { readonly kind: 'sure'; readonly project: KnownProject }
  | {
      readonly kind: 'perhaps';
      readonly projects: readonly [KnownProject, ...KnownProject[]];
      readonly why: string;
      readonly preset: 'update' | 'create';
    };

const plain = (text: string) => text.normalize('NFKC').replace(/\s/g, '');

/** A project with its names made comparable: made once, held against many. */
export interface Entry {
  readonly project: KnownProject;
  readonly name: string;
  readonly owner: string;
  readonly code: string | undefined;
}

export function entryOf(project: KnownProject): Entry {
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

/** More than this many candidates are no help. */
const offered = 3;

function perhaps(entries: readonly Entry[], why: string, preset: 'update' | 'create'): Match | undefined {
  const [first, ...others] = entries.slice(0, offered).map((entry) => entry.project);
  return first && { kind: 'perhaps', projects: [first, ...others], why, preset };
}

/** Known projects by what they are recognised by: our own id, code, then normalised name with unit and region, then likeness (domain.md rule 7). */
export class ProjectIndex {
  readonly #byId = new Map<string, Entry>();
  readonly #byCode = new Map<string, Entry[]>();
  readonly #byName = new Map<string, Entry[]>();
  readonly #byOwner = new Map<string, Entry[]>();

  constructor(projects: Iterable<KnownProject>) {
    for (const project of projects) this.add(entryOf(project));
  }

  add(entry: Entry): void {
    this.#byId.set(entry.project.id, entry);
    if (entry.code) push(this.#byCode, entry.code, entry);
    push(this.#byName, entry.name, entry);
    if (entry.owner) push(this.#byOwner, entry.owner, entry);
  }

  /**
   * What a row is, as far as can be told; `id` is our own where the row names one. `isTaken` says that another row of the same file was
   * this project already.
   */
  find(wanted: Entry, id: string | null, isTaken: (id: string) => boolean = () => false): Match {
    // An id is made by the program and typed by nobody: it holds whatever else was changed.
    const own = id === null ? undefined : this.#byId.get(id);
    if (own) return { kind: 'sure', project: own.project };
    return this.#findByCode(wanted) ?? this.#findByName(wanted, isTaken) ?? this.#findAlike(wanted) ?? { kind: 'none' };
  }

  #findByCode(wanted: Entry): Match | undefined {
    const found = wanted.code ? (this.#byCode.get(wanted.code) ?? []) : [];
    const same =
      found.find((entry) => areNamesAlike(entry.name, wanted.name)) ??
      found.find((entry) => entry.owner !== '' && entry.owner === wanted.owner);
    if (same) return { kind: 'sure', project: same.project };
    const unknown = found.filter((entry) => entry.owner === '' || wanted.owner === '');
    // Codes are typed by hand: one that leads to another name and another unit is a slip more often than a project.
    return unknown.length > 0
      ? perhaps(unknown, '项目代码相同，名称不同', 'update')
      : perhaps(found, '项目代码相同，名称和单位不同', 'create');
  }

  #findByName(wanted: Entry, isTaken: (id: string) => boolean): Match | undefined {
    const named = this.#byName.get(wanted.name) ?? [];
    if (named.length === 0) return undefined;
    const agreeing = named.filter((entry) => agrees(entry, wanted));
    const [only] = agreeing;
    if (agreeing.length > 1) return chooseAmong(agreeing, wanted, isTaken);
    if (!only) {
      const near = named.filter((entry) => sameOrUnknown(entry.project.region, wanted.project.region));
      return perhaps(near, '名称相同，建设单位不同', 'create');
    }
    if (only.code && wanted.code && only.code !== wanted.code)
      return perhaps([only], '名称、单位相同，项目代码不同', 'update');
    if (plain(only.project.name) === plain(wanted.project.name)) return { kind: 'sure', project: only.project };
    const more = Math.abs(plain(only.project.name).length - plain(wanted.project.name).length);
    return perhaps([only], `单位、属地相同，名称${more > 0 ? `差 ${more} 字` : '写法不同'}`, 'update');
  }

  #findAlike(wanted: Entry): Match | undefined {
    if (!wanted.owner) return undefined;
    const near = (this.#byOwner.get(wanted.owner) ?? [])
      .filter(
        (entry) =>
          sameOrUnknown(entry.project.region, wanted.project.region) &&
          !(entry.code && wanted.code && entry.code !== wanted.code) &&
          areNamesAlike(entry.name, wanted.name),
      )
      .sort((one, other) => farFrom(one, wanted) - farFrom(other, wanted));
    return perhaps(near, '单位、属地相同，名称相近', 'create');
  }
}

/** How far two names are apart, for putting candidates into an order. */
const farFrom = (entry: Entry, wanted: Entry) => Math.abs(entry.name.length - wanted.name.length);

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
  const [same] = exact;
  if (same) return { kind: 'sure', project: same.project };
  return perhaps(candidates, `台账里有 ${entries.length} 个同名项目`, 'create') ?? { kind: 'none' };
}
