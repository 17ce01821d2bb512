import catalogue from '../catalogues/listing-reasons.json';
import type { Listing } from '../entities/listing';

/** '施工合同缺或未备案'. */
export function reasonName(code: string): string {
  return catalogue.find((reason) => reason.code === code)?.name ?? code;
}

/** Codes of a case: the first one, then the others in the order of the catalogue, each once. */
export function reasonsOf(listing: Pick<Listing, 'reason_code' | 'other_reasons'> | null): string[] {
  return [...new Set([...(listing?.reason_code ? [listing.reason_code] : []), ...(listing?.other_reasons ?? [])])];
}
