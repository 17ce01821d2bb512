import type { Entity } from './field';
import { listing } from './listing';
import { permit } from './permit';
import { problem } from './problem';
import { progress } from './progress';
import { project } from './project';

/** Every business entity. Its order is the order of tables in `show`, in packages' summaries and in the digest. */
export const entities = { project, permit, progress, listing, problem } as const satisfies Record<string, Entity>;

export type EntityName = keyof typeof entities;

export const entityNames = Object.keys(entities) as EntityName[];

export type RelatedEntityName = Exclude<EntityName, 'project'>;

/** Entities whose records belong to a project: each has the field `project`. */
export const relatedEntityNames = entityNames.filter((name): name is RelatedEntityName => name !== 'project');

export function isEntityName(name: string): name is EntityName {
  return Object.hasOwn(entities, name);
}

/** The declaration as the general code reads it, whatever the entity. */
export function entityOf(name: EntityName): Entity {
  return entities[name];
}
