import type { PaperKind } from '../../../src-shared/entities/paper';

/** Address of a paper's preview; `issued` opens what went out, as it was. */
export function paperPath(kind: PaperKind, subject: string, about = '', issued?: string): string {
  const query = new URLSearchParams({
    ...(about === '' ? {} : { about }),
    ...(issued === undefined ? {} : { issued }),
  });
  const tail = query.size > 0 ? `?${query}` : '';
  return `/papers/${kind}/${encodeURIComponent(subject)}${tail}`;
}
