import type { Permit } from '../entities/permit';

export type KnownPermit = Pick<
  Permit,
  'catalogue_code' | 'name' | 'state' | 'planned_submit' | 'planned_finish' | 'actual_submit' | 'actual_finish'
>;

interface Recognised {
  /** Numbers of `permits.json`. */
  readonly codes: readonly string[];
  /** How a permit without a number is called. */
  readonly named: RegExp;
}

/**
 * Which permits speak for a node of the stage model. A node with several lists needs one of each; a node that is not here is known
 * from the project itself, or not at all.
 */
const nodePermits: Readonly<Record<string, readonly Recognised[]>> = {
  sited: [{ codes: ['P103', 'P118', 'P120'], named: /用地预审|选址|供地|土地出让|土地划拨|不动产权证/ }],
  approved: [{ codes: ['P104', 'P105', 'P106'], named: /立项|项目备案|项目核准|可行性研究|可研/ }],
  environment: [{ codes: ['P109', 'P110', 'P111'], named: /环境影响|环评/ }],
  energy: [{ codes: ['P108'], named: /节能/ }],
  planning: [
    { codes: ['P119'], named: /用地规划许可/ },
    { codes: ['P205'], named: /工程规划许可/ },
  ],
  building: [{ codes: ['P306'], named: /施工许可/ }],
  tendered: [{ codes: ['P303'], named: /招标|招投标/ }],
  utilities: [{ codes: ['P307'], named: /用水|用电|水电/ }],
  accepted: [{ codes: ['P405'], named: /竣工验收|联合验收/ }],
  target: [{ codes: ['P410'], named: /达产|达效/ }],
};

export interface PermitKnowledge {
  readonly done: boolean;
  /** Day of the last document that made it so. */
  readonly date: string | null;
  /** Earliest planned day of what is still missing. */
  readonly planned: string | null;
}

function matches(permit: KnownPermit, { codes, named }: Recognised): boolean {
  return permit.catalogue_code ? codes.includes(permit.catalogue_code) : named.test(permit.name ?? '');
}

const latest = (days: readonly (string | null)[]) =>
  days
    .filter((day) => day !== null)
    .sort()
    .at(-1) ?? null;
const earliest = (days: readonly (string | null)[]) => days.filter((day) => day !== null).sort()[0] ?? null;

/** What the permits of a project say about a node; null where none of them speaks of it. */
export function permitKnowledge(node: string, permits: readonly KnownPermit[]): PermitKnowledge | null {
  const kinds = nodePermits[node];
  if (!kinds) return null;
  const groups = kinds.map((kind) => permits.filter((permit) => matches(permit, kind)));
  const all = groups.flat();
  if (all.length === 0) return null;
  const done = groups.every(
    (group) =>
      group.some((permit) => permit.state === 'granted') ||
      (group.length > 0 && group.every((permit) => permit.state === 'not_needed')),
  );
  const granted = all.filter((permit) => permit.state === 'granted');
  const open = all.filter((permit) => permit.state !== 'granted' && permit.state !== 'not_needed');
  return {
    done,
    date: done ? latest(granted.map((permit) => permit.actual_finish)) : null,
    planned: done ? null : earliest(open.map((permit) => permit.planned_finish)),
  };
}

/** Catalogue items that come with or after the start: recognition of the start, listing, acceptance. */
const afterStart = /^(P309|P310|P4\d\d)$/;

/** Whether a permit is one that building must wait for. A permit without a catalogue number is. */
export function isBeforeStart(permit: Pick<Permit, 'catalogue_code'>): boolean {
  return permit.catalogue_code === null || !afterStart.test(permit.catalogue_code);
}
