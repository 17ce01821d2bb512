import catalogue from './regions.json';

export interface Region {
  readonly code: string;
  readonly name: string;
  readonly kind: string;
}

export const city: { readonly code: string; readonly name: string } = catalogue.city;
export const regions: readonly Region[] = catalogue.regions;
export const assignments = catalogue.assignments;

const byCode = new Map(regions.map((region) => [region.code, region]));

/** Chinese name of a region code, 全市 of the city's own; an unknown code is shown as it is. */
export function regionName(code: string): string {
  return byCode.get(code)?.name ?? (code === city.code ? '全市' : code);
}

// Ledgers write 北大壶, 中新食品区（中新区）, 吉林市昌邑区: the stem decides.
const stem = (text: string) =>
  text
    .normalize('NFKC')
    .replace(/[\s()（）]/g, '')
    .replace(/^(吉林省)?(吉林市)?/, '')
    .replace(/^(?:吉林)?经济(?:技术)?开发区/, '经开区');

/** Code of a region written by a person: the code itself, its name, or its name without the last character. Undefined when unclear. */
export function regionCode(text: string): string | undefined {
  if (byCode.has(text)) return text;
  const wanted = stem(text);
  if (wanted.length < 2) return undefined;
  const exact = regions.find((region) => region.name === wanted);
  if (exact) return exact.code;
  const close = regions.filter((region) => region.name.startsWith(wanted) || wanted.startsWith(region.name));
  if (close.length === 1) return close[0]?.code;
  const short = regions.filter((region) => wanted.startsWith(region.name.replace(/(食品区|开发区|[市区县])$/, '')));
  return short.length === 1 ? short[0]?.code : undefined;
}

/** Code of the whole city written by a person: the code itself, 全市 or its name. Undefined for anything else. */
export function cityCode(text: string): string | undefined {
  return [city.code, '全市', city.name].includes(text) ? city.code : undefined;
}

/** The city leader in charge of a region by the plan's assignment (plan section 二(一)), or undefined. */
export function patronOf(code: string): string | undefined {
  const name = regionName(code);
  return assignments.find((assignment) => assignment.regions.includes(name))?.leader;
}
