import { regionName } from '../catalogues/regions';
import type { Role } from '../contract/common';
import { type EntityName, entityOf } from '../entities/entities';

/** A machine as the roster knows it: who sits there and what the Commission said of it. */
export interface ScopeDevice {
  readonly id: string;
  readonly person: string;
  readonly role: Role;
  /** None: no regional limit. */
  readonly region: string | null;
  /** Ids of projects that it may change besides those of its person and region. */
  readonly projects: readonly string[];
}

export interface ScopeProject {
  readonly id: string;
  readonly region: string | null;
  readonly secretary: string | null;
}

/** What of a record decides whose it is. */
export interface ScopeRecord {
  readonly entity: EntityName;
  /** The project that it is or belongs to; null where it belongs to none; 'missing' where that project, or the record itself, is not here. */
  readonly project: ScopeProject | null | 'missing';
  /** Of an entity with the field `scope`: 'city' or the code of a region. */
  readonly scope?: string | null;
  /** Of a `trusted_device`: the device that it speaks of. */
  readonly subject?: { readonly id: string; readonly role: Role | null; readonly region: string | null };
}

/** Why a change is outside the scope of its device; `about` is a region code, a person or nothing, as the code needs it. */
export interface Outside {
  readonly code: 'revoked' | 'trust' | 'city' | 'other_scope' | 'region' | 'moved' | 'secretary' | 'missing';
  readonly about: string;
}

/** `scope` of what the Commission keeps for the whole city. */
const cityScope = 'city';

/** Entities that are nobody else's business while they belong to no project. */
const privateEntities: ReadonlySet<EntityName> = new Set(['work_log', 'contact', 'snooze']);

const nameKey = (person: string): string => person.normalize('NFKC').replace(/\s/g, '');

/** Names of people who sit at an approved device of their own, to be handed to the rules below. */
export function personsOf(devices: Iterable<{ readonly person: string }>): ReadonlySet<string> {
  return new Set([...devices].map(({ person }) => nameKey(person)).filter((person) => person !== ''));
}

function isUnlimited(device: ScopeDevice): boolean {
  return device.region === null;
}

function isCommission(device: ScopeDevice): boolean {
  return device.role === 'commission';
}

/** Whether a region is the device's. A project that stands in no region yet stands in nobody else's. */
function isOwnRegion(device: ScopeDevice, region: string | null): boolean {
  return isUnlimited(device) || region === null || region === '' || region === device.region;
}

/** Whether a project of the device's region is in other hands: its secretary is somebody else who has a device of her own. */
function othersSecretary(device: ScopeDevice, project: ScopeProject, persons: ReadonlySet<string>): string | null {
  const secretary = nameKey(project.secretary ?? '');
  if (secretary === '' || secretary === nameKey(device.person) || !persons.has(secretary)) return null;
  return project.secretary;
}

function outsideProject(
  device: ScopeDevice,
  project: ScopeProject | 'missing',
  persons: ReadonlySet<string>,
): Outside | null {
  if (isUnlimited(device)) return null;
  if (project === 'missing') return { code: 'missing', about: '' };
  if (device.projects.includes(project.id)) return null;
  if (!isOwnRegion(device, project.region)) return { code: 'region', about: project.region ?? '' };
  // Who inspects sites is sent to projects of every secretary; where the two differ, that is a conflict.
  if (device.role !== 'secretary') return null;
  const other = othersSecretary(device, project, persons);
  return other === null ? null : { code: 'secretary', about: other };
}

/** Whether a record as it stands at one moment is the device's to change. */
function outside(device: ScopeDevice, record: ScopeRecord, persons: ReadonlySet<string>): Outside | null {
  if (entityOf(record.entity).administrative) {
    if (!isCommission(device)) return { code: 'trust', about: '' };
    const region = record.subject?.region ?? null;
    return isUnlimited(device) || region === device.region ? null : { code: 'trust', about: region ?? '' };
  }
  if (record.scope !== undefined && record.scope !== null) {
    const { scope } = record;
    if (scope === cityScope && !(isCommission(device) && isUnlimited(device))) return { code: 'city', about: '' };
    return scope === cityScope || isUnlimited(device) || scope === device.region
      ? null
      : { code: 'other_scope', about: scope };
  }
  return record.project === null ? null : outsideProject(device, record.project, persons);
}

/**
 * Scope of a device (sync.md section 3): why this change of one record is outside it, or null where the device may make it. `before` is
 * the record as it stands here, null where the change makes it; `after` the record as the change leaves it. Both must be in scope, so that nothing
 * is fetched from others and nothing is pushed into another region; to hand a project of one's own over to a colleague of the region is no breach.
 */
export function mayChange(
  device: ScopeDevice,
  before: ScopeRecord | null,
  after: ScopeRecord,
  persons: ReadonlySet<string>,
): Outside | null {
  const now = before === null ? null : outside(device, before, persons);
  if (now !== null) return now;
  if (after.entity !== 'project') return outside(device, after, persons);
  const { project } = after;
  if (project === null || project === 'missing') return outside(device, after, persons);
  if (isOwnRegion(device, project.region) || device.projects.includes(project.id)) return null;
  return { code: before === null ? 'region' : 'moved', about: project.region ?? '' };
}

/**
 * Whether a record is the recipient's concern and belongs into its return package. `authors` are the people who wrote its changes:
 * notes, contacts and put-off to-dos that belong to no project go to nobody else.
 */
export function concerns(
  recipient: ScopeDevice,
  record: ScopeRecord,
  authors: readonly string[],
  persons: ReadonlySet<string>,
): boolean {
  if (entityOf(record.entity).administrative)
    return record.subject?.id === recipient.id || record.subject?.role === 'commission';
  if (record.scope !== undefined && record.scope !== null)
    return record.scope === cityScope || isUnlimited(recipient) || record.scope === recipient.region;
  if (record.project === null)
    return (
      !privateEntities.has(record.entity) || authors.some((author) => nameKey(author) === nameKey(recipient.person))
    );
  return outsideProject(recipient, record.project, persons) === null;
}

/** The reason in one sentence, for the person who decides. */
export function outsideWords({ code, about }: Outside): string {
  switch (code) {
    case 'revoked':
      return '这台设备已停用，这处改动是停用以后的。';
    case 'trust':
      return '设备授权只能由市发改委改。';
    case 'city':
      return '全市通用的设置、表样和视图只能由市发改委改。';
    case 'other_scope':
      return `这是${regionName(about)}的设置、表样或视图，不是本区的。`;
    case 'region':
      return `项目属地是${regionName(about)}，不是它分管的属地。`;
    case 'moved':
      return `要把项目转到${regionName(about)}，不是它分管的属地。`;
    case 'secretary':
      return `项目由${about}负责，没有分给它。`;
    case 'missing':
      return '所属项目不在本机台账里，分不清归谁管。';
  }
}
