import type { ReactNode } from 'react';
import type { Paper, PaperBlock, PaperOf, PaperTable } from '../../../src-shared/contract/paper-values';
import { type PaperPage, textArea } from '../../../src-shared/rules/paper-page';
import styles from './paper.module.css';
import { Runs, SheetBlock, Text } from './paper-sheet';
import { FormPart, type RowSlice, TablePart } from './paper-table';

/** Points in pixels of 1/96 inch. */
const pt = (points: number) => (points * 96) / 72;

/** A piece of a paper as it is measured and put on pages. */
export type Piece = {
  readonly breakBefore?: boolean;
  readonly keepNext?: boolean;
  /** At the foot of its page. */
  readonly isFoot?: boolean;
} & (
  | { readonly kind: 'solid'; readonly node: ReactNode; readonly pitch: number }
  | { readonly kind: 'lines'; readonly node: ReactNode; readonly pitch: number }
  | {
      readonly kind: 'table';
      readonly render: (slice?: RowSlice) => ReactNode;
      /** Pieces of notes that follow. */
      readonly notes: number;
      /** Rows at the end that do not part. */
      readonly held: number;
      readonly more: number;
      readonly padding: number;
      readonly pitch: number;
    }
);

function head(paper: Paper): ReactNode {
  const { form, letterhead, number, title, subtitle } = paper;
  const lines = title.map((text, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other name
    <span key={index} className={styles.line}>
      {text}
    </span>
  ));
  if (form === 'red')
    return (
      <>
        {letterhead !== null && <p className={styles.letterhead}>{letterhead}</p>}
        <p className={styles.redNumber}>{number}</p>
        <h1 className={styles.title}>{lines}</h1>
        {subtitle !== null && <p className={styles.subtitle}>{subtitle}</p>}
      </>
    );
  if (form === 'plain')
    return (
      <>
        {number !== null && <p className={styles.plainNumber}>{number}</p>}
        <h1 className={styles.title}>{lines}</h1>
        {subtitle !== null && <p className={styles.subtitle}>{subtitle}</p>}
      </>
    );
  const under = (
    <p className={form === 'sheet' ? styles.under : styles.slipUnder}>
      <span>{form === 'sheet' ? subtitle : number}</span>
      <span>{form === 'sheet' ? number : subtitle}</span>
    </p>
  );
  return (
    <>
      <h1 className={form === 'sheet' ? styles.sheetTitle : styles.slipTitle}>{lines}</h1>
      {form === 'slip' || subtitle !== null || number !== null ? under : null}
    </>
  );
}

const headingFaces = { 1: 'first', 2: 'second', 3: 'body' } as const;

function heading({ level, text, after }: PaperOf<'heading'>): ReactNode {
  const runs = <Runs runs={[{ text, face: headingFaces[level] }, ...(after ? [{ text: after }] : [])]} />;
  return after ? <p className={styles.text}>{runs}</p> : <h2 className={styles.text}>{runs}</h2>;
}

function annexes({ titles }: PaperOf<'annexes'>): ReactNode {
  return (
    <div className={styles.annexes}>
      {titles.map((title, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: their number is their place
        <p key={index} className={styles.text} data-many={titles.length > 1} data-first={index === 0}>
          {index === 0 && '附件：'}
          {titles.length > 1 && `${index + 1}．`}
          {title}
        </p>
      ))}
    </div>
  );
}

const tablePitches: Record<PaperTable['look'], { padding: number; pitch: number }> = {
  figures: { padding: 0, pitch: pt(15) },
  list: { padding: pt(2), pitch: pt(19) },
  form: { padding: pt(2), pitch: pt(20) },
};

/** Blocks before the signature that hold on to it: the last text, and the list of annexes under it. */
function heldBySignature(blocks: readonly PaperBlock[]): ReadonlySet<PaperBlock> {
  const held = new Set<PaperBlock>();
  for (let at = blocks.findIndex(({ kind }) => kind === 'signature') - 1; at >= 0; at--) {
    const block = blocks[at];
    if (!block || (block.kind !== 'paragraph' && block.kind !== 'heading' && block.kind !== 'annexes')) break;
    held.add(block);
    if (block.kind !== 'annexes') break;
  }
  return held;
}

/** Every piece of a paper in its order, on pages like `page`. */
export function piecesOf(paper: Paper, page: PaperPage): Piece[] {
  const area = textArea(page);
  const line = pt(page.text.pitch);
  const isSheet = paper.form === 'sheet';
  const held = heldBySignature(paper.blocks);
  const pieces: Piece[] = [{ kind: 'solid', node: head(paper), pitch: line, keepNext: true }];
  let breakNext = false;
  const add = (piece: Piece) => {
    pieces.push(breakNext ? { ...piece, breakBefore: true } : piece);
    breakNext = false;
  };
  const text = (node: ReactNode, keepNext = false) => add({ kind: 'lines', node, pitch: line, keepNext });
  const solid = (node: ReactNode, more: { keepNext?: boolean; breakBefore?: boolean } = {}) =>
    add({ kind: 'solid', node, pitch: line, ...more });
  if (paper.addressee !== null) text(<p className={styles.addressee}>{paper.addressee}</p>);
  for (const block of paper.blocks) {
    switch (block.kind) {
      case 'page':
        breakNext = true;
        break;
      case 'heading':
        text(heading(block), block.after ? held.has(block) : true);
        break;
      case 'paragraph':
        text(<Text block={block} />, held.has(block));
        break;
      case 'table': {
        const isOpen = isSheet && block.look !== 'form';
        add({
          kind: 'table',
          render: (slice) => <TablePart table={block} isOpen={isOpen} {...(slice ? { slice } : {})} />,
          notes: block.notes.length,
          held: block.totals ? 3 : 1,
          more: isOpen ? 0 : pt(15),
          ...(isOpen ? { padding: pt(1.5), pitch: pt(14.5) } : tablePitches[block.look]),
        });
        block.notes.forEach((note, index) => {
          const isLast = index === block.notes.length - 1;
          add({ kind: 'lines', node: <p className={isLast ? styles.lastNote : styles.note}>{note}</p>, pitch: pt(15) });
        });
        break;
      }
      case 'form':
        add({
          kind: 'table',
          render: (slice) => <FormPart form={block} {...area} {...(slice ? { slice } : {})} />,
          notes: 0,
          held: 1,
          more: 0,
          padding: 4,
          pitch: pt(20),
        });
        break;
      case 'signature':
        solid(
          <div className={styles.signature}>
            {block.issuer !== '' && <p>{block.issuer}</p>}
            <p>{block.date}</p>
          </div>,
          // What the reader finds last stays with the foot of the paper.
          { keepNext: paper.imprint !== null && block === paper.blocks.at(-1) },
        );
        break;
      case 'annex':
        solid(
          <>
            <p className={styles.annexMark}>{block.mark}</p>
            <h1 className={styles.annexTitle}>{block.title}</h1>
          </>,
          { breakBefore: true, keepNext: true },
        );
        break;
      case 'annexes':
        solid(annexes(block), { keepNext: held.has(block) });
        break;
      case 'rule':
        solid(<div className={block.cut ? styles.cut : styles.rule} />);
        break;
      case 'spread':
        solid(
          isSheet ? (
            <SheetBlock block={block} {...area} />
          ) : (
            <p className={styles.slipUnder}>
              <span>{block.left}</span>
              <span>{block.right}</span>
            </p>
          ),
        );
        break;
      case 'picture':
        solid(<SheetBlock block={block} width={area.width} height={area.height - 20} />);
        break;
      default:
        add({
          kind: 'solid',
          node: <SheetBlock block={block} width={area.width} height={area.height - 20} />,
          pitch: pt(14.5),
          keepNext: block.kind === 'section',
        });
    }
  }
  if (paper.imprint) {
    const { copies, printer, date } = paper.imprint;
    add({
      kind: 'solid',
      pitch: line,
      isFoot: true,
      node: (
        <div className={styles.imprint}>
          {copies !== '' && printer !== '' && <p>{copies}</p>}
          <p>
            <span>{printer || copies}</span>
            <span>{date}印发</span>
          </p>
        </div>
      ),
    });
  }
  return pieces;
}
