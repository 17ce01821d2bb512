export type Part = 'main' | 'preload' | 'renderer';
/** Brings `out/` up to date for these parts (all without `parts`); does nothing where it is. */
export function buildStale(options?: { parts?: Part[]; force?: boolean; quiet?: boolean }): Promise<void>;
