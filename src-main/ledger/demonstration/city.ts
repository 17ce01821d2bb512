import type { Draft } from './draft';
import { regionFigures } from './figures';
import { namedProjects } from './named';
import { Namer } from './namer';
import { regionDrafts } from './region';

/** The projects of the demonstration city by region, in the order of `regionFigures`; with `scale` N all figures are N times as large. */
export function demonstrationCity(scale = 1): ReadonlyMap<string, readonly Draft[]> {
  const namer = new Namer(namedProjects.map((draft) => draft.name));
  return new Map(
    regionFigures.map((figures) => [
      figures.name,
      Array.from({ length: scale }, (_, copy) => regionDrafts(figures, namer, copy)).flat(),
    ]),
  );
}
