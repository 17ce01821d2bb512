import type { Draft } from './draft';
import { changyiProjects } from './named-changyi';
import { longtanProjects, otherProjects } from './named-others';

/** Projects that the pictures of the product name, with the figures that stand there. */
export const namedProjects: readonly Draft[] = [...changyiProjects, ...longtanProjects, ...otherProjects];

const names = new Set(namedProjects.map(({ name }) => name));

/** Whether the pictures name it. */
export function isNamed({ name }: Pick<Draft, 'name'>): boolean {
  return names.has(name);
}
