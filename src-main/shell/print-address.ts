import { origin } from './app-protocol';
import type { PrintedPaper } from './shell-handlers';

/** Where the window's own code sets a paper for print. */
export function printAddress({ kind, subject, about, issued }: PrintedPaper): string {
  const query = new URLSearchParams({ about, ...(issued === undefined ? {} : { issued }) });
  return `${origin}/#/print/${encodeURIComponent(kind)}/${encodeURIComponent(subject)}?${query}`;
}
