import { type FigureName, type FigurePart, figureNames, figureParts } from '../../../src-shared/rules/figure-parts';
import { type SliceKind, sliceKinds } from '../../../src-shared/rules/slices';

/** Which projects a list shows: those behind one part of one figure of one row. */
export interface BehindWhat {
  readonly period: string;
  readonly by: SliceKind;
  /** Key of the slice; null for the whole city. */
  readonly key: string | null;
  readonly figure: FigureName;
  readonly part: FigurePart;
  /** Only the projects that this leader has; all without. */
  readonly leader?: string | undefined;
}

export function behindAddress({ period, by, key, figure, part, leader }: BehindWhat): string {
  const query = new URLSearchParams({
    period,
    by,
    figure,
    part,
    ...(key === null ? {} : { key }),
    ...(leader ? { leader } : {}),
  });
  return `/dispatch/behind?${query}`;
}

/** Undefined where the address names no figure. */
export function readBehind(search: string): BehindWhat | undefined {
  const query = new URLSearchParams(search);
  const by = sliceKinds.find((kind) => kind === query.get('by'));
  const figure = figureNames.find((name) => name === query.get('figure'));
  const part = figureParts.find((name) => name === query.get('part')) ?? 'all';
  const period = query.get('period');
  const leader = query.get('leader');
  return by && figure && period
    ? { period, by, key: query.get('key'), figure, part, ...(leader ? { leader } : {}) }
    : undefined;
}
