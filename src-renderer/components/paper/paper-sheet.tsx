import type { PaperBlock, PaperOf, PaperRun } from '../../../src-shared/contract/paper-values';
import styles from './paper.module.css';
import { PaperChart } from './paper-chart';
import { Lines } from './paper-table';

const faces = { body: styles.body, first: styles.first, second: styles.second } as const;

export function Runs({ runs }: { runs: readonly PaperRun[] }) {
  return runs.map(({ text, face = 'body', bold }, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: runs have no other name
    <span key={index} className={faces[face]} style={bold ? { fontWeight: 700 } : undefined}>
      {text}
    </span>
  ));
}

export function Text({ block }: { block: PaperOf<'paragraph'> }) {
  const { runs, indent, align, hang } = block;
  const style = {
    textAlign: align === 'left' ? undefined : align,
    ...(hang
      ? {
          paddingLeft: `calc(var(--character) * ${hang + (indent ? 2 : 0)})`,
          textIndent: `calc(var(--character) * ${-hang})`,
        }
      : indent
        ? {}
        : { textIndent: 0 }),
  };
  return (
    <p className={styles.text} style={style}>
      <Runs runs={runs} />
    </p>
  );
}

export function Picture({ block, width, height }: { block: PaperOf<'picture'>; width: number; height: number }) {
  const scale = Math.min(1, width / block.width, height / block.height);
  return (
    <figure className={styles.picture}>
      <img
        alt={block.caption}
        src={`data:${block.type};base64,${block.data}`}
        style={{ width: `${block.width * scale}mm`, height: `${block.height * scale}mm` }}
      />
      {block.caption && <figcaption>{block.caption}</figcaption>}
    </figure>
  );
}

type Narrow = PaperOf<'columns'>['left'][number];

function Column({ blocks, width, height }: { blocks: readonly Narrow[]; width: number; height: number }) {
  return blocks.map((block, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: blocks have no other name
    <SheetBlock key={index} block={block} width={width} height={height} />
  ));
}

export type SheetPiece = Extract<
  PaperBlock,
  { kind: 'section' | 'spread' | 'facts' | 'mark' | 'stages' | 'box' | 'columns' | 'chart' | 'picture' | 'paragraph' }
>;

/** One block of a sheet, `width` and `height` millimetres at most. */
export function SheetBlock({ block, width, height }: { block: SheetPiece; width: number; height: number }) {
  switch (block.kind) {
    case 'section':
      return (
        <h2 className={styles.section}>
          <span>{block.text}</span>
          <span>{block.note}</span>
        </h2>
      );
    case 'spread':
      return (
        <p className={block.small ? styles.spreadSmall : styles.spread}>
          <span>{block.left}</span>
          <span>{block.right}</span>
        </p>
      );
    case 'mark':
      return (
        <div className={styles.mark}>
          <b>{block.mark}</b>
          <span>
            <Lines text={block.lines.join('\n')} />
          </span>
        </div>
      );
    case 'facts':
      return (
        <dl className={styles.facts} style={{ gridTemplateColumns: `repeat(${block.across}, 1fr)` }}>
          {block.items.map(({ label, text }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: facts have no other name
            <div key={index} className={index % block.across === 0 ? styles.firstFact : undefined}>
              <dt>{label}</dt>
              <dd>
                <Lines text={text} />
              </dd>
            </div>
          ))}
        </dl>
      );
    case 'stages':
      return (
        <ol className={styles.stages}>
          {block.items.map(({ state, name, word }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: stages have no other name
            <li key={index} data-state={state}>
              <svg viewBox="0 0 16 16" width="15" height="15" aria-hidden="true">
                <circle
                  cx="8"
                  cy="8"
                  r="6.5"
                  fill={state === 'past' ? '#000' : '#fff'}
                  stroke="#000"
                  strokeWidth="1.8"
                />
                {state === 'present' && <circle cx="8" cy="8" r="2.6" fill="#000" />}
              </svg>
              <b>{name}</b>
              <span>
                <Lines text={word} />
              </span>
            </li>
          ))}
        </ol>
      );
    case 'box':
      return (
        <div className={styles.box}>
          <b>{block.title}</b>
          <Lines text={block.lines.join('\n')} />
        </div>
      );
    case 'chart':
      return <PaperChart chart={block} width={width} />;
    case 'picture':
      return <Picture block={block} width={width} height={height} />;
    case 'paragraph':
      return <Text block={block} />;
    default: {
      const gutter = 4.2;
      return (
        <div className={styles.columns} style={{ gridTemplateColumns: `${block.share * 100}% 1fr` }}>
          <div>
            <Column blocks={block.left} width={width * block.share} height={height} />
          </div>
          <div style={{ paddingLeft: `${gutter}mm` }}>
            <Column blocks={block.right} width={width * (1 - block.share) - gutter} height={height} />
          </div>
        </div>
      );
    }
  }
}
