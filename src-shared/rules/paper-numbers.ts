import type { Setting } from '../contract/rule-values';
import type { PaperKind } from '../entities/paper';
import { cityScope } from './rule-book';

/** How papers of each kind are numbered where nobody has set it otherwise. */
export const paperNumberPatterns: Readonly<Record<PaperKind, string>> = {
  bulletin: '吉市督〔{year}〕{serial}号',
  special_report: '第{serial}期',
  leader_sheet: '吉市调〔{year}〕{serial}号',
  meeting: '吉市联〔{year}〕{serial}号',
  minutes: '第{serial}期',
  slip: '吉市督单〔{year}〕{serial}号',
  survey_notice: '吉市踏〔{year}〕{serial}号',
  survey_summary: '吉市踏〔{year}〕{serial}号',
  evaluation: '吉市考〔{year}〕{serial}号',
  project_card: '卡片〔{year}〕{serial}号',
  story: '宣传〔{year}〕{serial}号',
  city_page: '宣传〔{year}〕{serial}期',
  reminder: '吉市催〔{year}〕{serial}号',
  commitment_list: '吉市压〔{year}〕{serial}号',
};

/** The pattern of a kind: the place's setting, else the city's, else what the program brings. */
export function paperNumberPattern(kind: PaperKind, settings: readonly Setting[], scope: string): string {
  const key = `paper_number.${kind}`;
  const own = settings.find((setting) => setting.key === key && setting.scope === scope);
  const city = settings.find((setting) => setting.key === key && setting.scope === cityScope);
  return String(own?.value ?? city?.value ?? paperNumberPatterns[kind]);
}

/** '吉市督〔2018〕9号'; without a serial room is left for it. */
export function paperNumber(pattern: string, year: number, serial: number | null): string {
  return pattern.replaceAll('{year}', String(year)).replaceAll('{serial}', serial === null ? '　　' : String(serial));
}

/** One after the greatest of its year; a hole in between was given and withdrawn. */
export function nextSerial(
  given: readonly { readonly year: number | null; readonly serial: number | null }[],
  year: number,
): number {
  return given.reduce((most, paper) => (paper.year === year ? Math.max(most, paper.serial ?? 0) : most), 0) + 1;
}
