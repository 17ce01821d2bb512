import { type CSSProperties, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { Paper } from '../../../src-shared/contract/paper-values';
import { paperPage, textArea } from '../../../src-shared/rules/paper-page';
import { type Measured, paginate, type Slice } from './paginate';
import styles from './paper.module.css';
import { type Piece, piecesOf } from './paper-pieces';

const px = (millimetres: number) => (millimetres * 96) / 25.4;
const heightOf = (element: Element | null | undefined) => element?.getBoundingClientRect().height ?? 0;

/** Measures the pieces as they were set one under the other. */
function measure(column: HTMLElement, pieces: readonly Piece[]): Measured[] {
  const places = [...column.children];
  return pieces.map((piece, at): Measured => {
    const flags = {
      ...(piece.breakBefore ? { breakBefore: true } : {}),
      ...(piece.keepNext ? { keepNext: true } : {}),
    };
    const height = heightOf(places[at]);
    if (piece.kind !== 'table') return { ...flags, kind: piece.kind, height, pitch: piece.pitch };
    const rows = [...(places[at]?.querySelectorAll(':scope [data-row]') ?? [])].map(heightOf);
    const tail = pieces
      .slice(at + 1, at + 1 + piece.notes)
      .reduce((sum, _, index) => sum + heightOf(places[at + 1 + index]), 0);
    return {
      ...flags,
      kind: 'table',
      // Rules between rows are counted to them; the outer ones are not.
      over: height - rows.reduce((sum, row) => sum + row, 0) + 2,
      rows,
      tail,
      held: piece.held,
      more: piece.more,
      padding: piece.padding,
      pitch: piece.pitch,
    };
  });
}

function Part({ piece, slice }: { piece: Piece; slice: Slice }) {
  if (piece.kind === 'table') return piece.render(slice.kind === 'rows' ? slice : undefined);
  if (slice.kind === 'rows' || slice.whole) return piece.node;
  return (
    <div className={styles.window} style={{ height: slice.bottom - slice.top }} data-continued={slice.top > 0}>
      <div style={{ marginTop: -slice.top }}>{piece.node}</div>
    </div>
  );
}

/** Number at the outer side, one character in, the notice at the inner side (GB/T 9704-2012, 7.5). */
function Footer({ paper, number, isNumbered }: { paper: Paper; number: number; isNumbered: boolean }) {
  if (!isNumbered)
    return (
      <footer className={styles.footer}>
        <span>{paper.notice}</span>
        <span>{paper.foot}</span>
      </footer>
    );
  const notice = <span>{paper.notice}</span>;
  const page = <span className={styles.pageNumber}>{`— ${number} —`}</span>;
  const isOdd = number % 2 === 1;
  return (
    <footer className={styles.footer}>
      {isOdd ? notice : page}
      {isOdd ? page : notice}
    </footer>
  );
}

/**
 * A paper on its pages, as the .docx shows it: set once in one column, measured, and put on pages with heads repeated. Lengths are real
 * millimetres; `scale` makes all of it smaller or larger without setting it anew. `onPages` hears how many pages there are.
 */
export function PaperView({
  paper,
  scale = 1,
  onPages,
}: {
  paper: Paper;
  scale?: number;
  onPages?: (count: number) => void;
}) {
  const page = useMemo(() => paperPage(paper), [paper]);
  const pieces = useMemo(() => piecesOf(paper, page), [paper, page]);
  const column = useRef<HTMLDivElement>(null);
  const [laid, setLaid] = useState<{ pieces: readonly Piece[]; pages: Slice[][] } | null>(null);
  const area = textArea(page);
  useLayoutEffect(() => {
    if (!column.current) return;
    setLaid({ pieces, pages: paginate(measure(column.current, pieces), px(area.height)) });
  }, [pieces, area.height]);
  const pages = laid?.pieces === pieces ? laid.pages : null;
  const count = pages?.length;
  useEffect(() => {
    if (count !== undefined) onPages?.(count);
  }, [count, onPages]);
  const { margin, text } = page;
  const lengths = {
    '--page-width': `${page.width}mm`,
    '--page-height': `${page.height}mm`,
    '--top': `${margin.top}mm`,
    '--right': `${margin.right}mm`,
    '--bottom': `${margin.bottom}mm`,
    '--left': `${margin.left}mm`,
    '--head': `${page.header}mm`,
    '--foot': `${page.footer}mm`,
    '--text-width': `${area.width}mm`,
    '--text-height': `${area.height}mm`,
    '--size': `${text.size}pt`,
    '--closer': `${-text.closer}pt`,
    '--character': `${text.size - text.closer}pt`,
    '--pitch': `${text.pitch}pt`,
    '--scale': scale,
  } as CSSProperties;
  return (
    <div className={styles.paper} style={lengths} data-form={paper.form} data-pages={count}>
      {pages === null ? (
        <div className={styles.column} ref={column} aria-hidden="true">
          {pieces.map((piece, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a piece is its place
            <div key={at} className={styles.piece}>
              {piece.kind === 'table' ? piece.render() : piece.node}
            </div>
          ))}
        </div>
      ) : (
        pages.map((slices, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a page is its place
          <div key={index} className={styles.frame}>
            <article className={styles.page} aria-label={`第 ${index + 1} 页`} data-page={index + 1}>
              {paper.draft !== null && <header className={styles.draft}>{paper.draft}</header>}
              <div className={styles.core} data-core>
                {slices.map((slice) => {
                  const piece = pieces[slice.piece];
                  if (!piece) return null;
                  return (
                    <div
                      key={`${slice.piece}-${slice.kind === 'rows' ? `${slice.from}-${slice.window?.top ?? 0}` : slice.top}`}
                      className={piece.isFoot ? styles.foot : styles.piece}
                    >
                      <Part piece={piece} slice={slice} />
                    </div>
                  );
                })}
              </div>
              <Footer paper={paper} number={index + 1} isNumbered={page.numbered} />
            </article>
          </div>
        ))
      )}
    </div>
  );
}
