import type { Draft, FixedReport, ListingDraft } from './draft';
import type { Track } from './kinds';

type Named = Omit<Draft, 'region' | 'kind' | 'nature' | 'approval' | 'before'> & {
  readonly nature?: Draft['nature'];
  readonly approval?: Draft['approval'];
  readonly before?: number;
};

export const listed: ListingDraft = { state: 'listed' };
export const missing = (reason: string, text: string): ListingDraft => ({ state: 'missing', reason, missing: text });

/** A project of the pictures; what is not given is a new one that a company files or a public body gets approved. */
export function named(
  region: string,
  about: readonly [sector: string, industry: string, bureau: string, track: Track, scale: string],
  fields: Named,
): Draft {
  const [sector, industry, bureau, track, scale] = about;
  const company = /公司$/.test(fields.owner);
  return {
    nature: 'new',
    approval: company ? 'filing' : 'approval',
    before: 0,
    ...fields,
    region,
    kind: { sector, industry, bureau, track, scale },
  };
}

/** A month of the pictures: construction, installation, land; the sum may differ from them, which the checks point out. */
export const month = (
  number: number,
  [construction, installation, land]: readonly [number, number, number],
  image: string,
  nextStep?: string,
  completed = construction + installation + land,
): FixedReport => ({
  month: number,
  figures: { completed, construction, installation, land },
  image,
  ...(nextStep ? { nextStep } : {}),
});
