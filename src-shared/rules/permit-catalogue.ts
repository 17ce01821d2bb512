import brought from '../catalogues/permits.json';
import type { PermitItem } from '../contract/rule-values';

/** The catalogue that the program brings, in its order. A test holds it against the schema. */
export const permitCatalogue = brought as readonly PermitItem[];
