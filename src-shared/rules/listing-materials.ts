import catalogue from '../catalogues/listing-materials.json';
import { listing as listingEntity } from '../entities/listing';
import type { Material } from '../entities/material';
import type { Project } from '../entities/project';

export type MaterialKind = (typeof listingEntity.fields.material_kind.choices)[number]['code'];
export type MaterialState = 'missing' | 'faulty' | 'ready' | 'not_needed';
export type KnownMaterial = Pick<
  Material,
  'id' | 'name' | 'state' | 'detail' | 'file_name' | 'received_on' | 'received_from'
>;

export interface ChecklistItem<Known extends KnownMaterial = KnownMaterial> {
  /** As the catalogue or a person names it; the natural key of its record. */
  readonly name: string;
  /** Short enough for a line: '施工合同'. */
  readonly short: string;
  readonly state: MaterialState;
  /** False for a paper that a person added, or that belongs to another kind. */
  readonly catalogued: boolean;
  readonly record: Known | null;
}

export interface MaterialChecklist<Known extends KnownMaterial = KnownMaterial> {
  readonly kind: MaterialKind;
  readonly kindName: string;
  readonly required: readonly ChecklistItem<Known>[];
  /** What the catalogue asks for besides, then what somebody added. */
  readonly extra: readonly ChecklistItem<Known>[];
  /** Required papers that are there, of those that are needed here. */
  readonly ready: number;
  readonly needed: number;
  readonly complete: boolean;
  /** Required papers that are missing or not good enough. */
  readonly open: readonly ChecklistItem<Known>[];
}

const kinds = listingEntity.fields.material_kind.choices;
/** '建设项目'. */
export const kindName = (kind: MaterialKind): string => kinds.find((choice) => choice.code === kind)?.label ?? '';

/**
 * Which papers apply: what somebody chose, else pure purchase by the kind of building, real estate by industry 70 of GB/T 4754 or its
 * name, else a building project.
 */
export function materialKindOf(
  chosen: string | null | undefined,
  project: Pick<Project, 'nature' | 'industry' | 'sector'>,
): MaterialKind {
  const known = kinds.find((choice) => choice.code === chosen);
  if (known) return known.code;
  if (project.nature === 'purchase') return 'purchase';
  return /^K?70/.test(project.industry ?? '') || project.sector?.includes('房地产') ? 'property' : 'construction';
}

/** '营业执照或统一社会信用代码证' → '营业执照', '施工合同（项目名称、…）' → '施工合同'. */
export function shortMaterialName(name: string): string {
  const plain = name.replace(/（[^（）]*）$/, '');
  const short = plain.length > 8 ? (plain.split('或')[0] ?? plain) : plain;
  return short || name;
}

/**
 * The papers of a case by its kind, required and besides, each with what is recorded of it; a paper of which nothing is recorded is
 * missing. Papers that the catalogue of this kind does not
 * know stand among those besides.
 */
export function materialChecklist<Known extends KnownMaterial>(
  kind: MaterialKind,
  records: readonly Known[],
): MaterialChecklist<Known> {
  const name = kindName(kind);
  const entry = catalogue.kinds.find((candidate) => candidate.kind === name);
  const byName = new Map(records.map((record) => [record.name ?? '', record]));
  const listed = new Set([...(entry?.required ?? []), ...(entry?.extra ?? [])]);
  const itemOf = (paper: string): ChecklistItem<Known> => {
    const record = byName.get(paper) ?? null;
    const state = (record?.state as MaterialState | null | undefined) ?? 'missing';
    return { name: paper, short: shortMaterialName(paper), state, catalogued: listed.has(paper), record };
  };
  const required = (entry?.required ?? []).map(itemOf);
  const added = records.flatMap((record) => (record.name && !listed.has(record.name) ? [record.name] : []));
  const needed = required.filter((item) => item.state !== 'not_needed');
  const open = needed.filter((item) => item.state !== 'ready');
  return {
    kind,
    kindName: name,
    required,
    extra: [...(entry?.extra ?? []), ...added].map(itemOf),
    ready: needed.length - open.length,
    needed: needed.length,
    complete: open.length === 0,
    open,
  };
}
