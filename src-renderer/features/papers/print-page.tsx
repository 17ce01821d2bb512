import { useCallback, useEffect, useRef } from 'react';
import { useSearch } from 'wouter';
import type { PaperKind } from '../../../src-shared/entities/paper';
import { type PrintNews, printNewsTitle } from '../../../src-shared/rules/print-news';
import { PaperView } from '../../components/paper/paper-view';
import { useLedgerQuery } from '../../ledger-client';
import styles from './papers.module.css';

/** Pictures must be there before the page is printed. */
async function whenShown(place: HTMLElement | null): Promise<void> {
  await document.fonts.ready;
  await Promise.all([...(place?.querySelectorAll('img') ?? [])].map((image) => image.decode().catch(() => undefined)));
}

/** A paper alone, for the window that nobody sees; tells the shell by the title when it is on its pages. */
export function PrintPage({ kind, subject }: { kind: string; subject: string }) {
  const search = new URLSearchParams(useSearch());
  const issued = search.get('issued');
  const answer = useLedgerQuery('papers.show', {
    kind: kind as PaperKind,
    subject,
    about: search.get('about') ?? '',
    ...(issued === null ? {} : { issued }),
  });
  const place = useRef<HTMLDivElement>(null);
  const failure = answer.error?.failure;
  useEffect(() => {
    if (failure) tell({ ready: false, failure: { ...failure, params: { ...failure.params } } });
  }, [failure]);
  const paper = answer.data;
  const onPages = useCallback(
    (pages: number) => {
      if (!paper) return;
      void whenShown(place.current).then(() =>
        tell({ ready: true, name: paper.name, pages, landscape: paper.landscape }),
      );
    },
    [paper],
  );
  return (
    <div className={styles.print} ref={place}>
      {paper && <PaperView paper={paper} onPages={onPages} />}
    </div>
  );
}

function tell(news: PrintNews): void {
  document.title = printNewsTitle(news);
}
