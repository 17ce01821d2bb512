import { Popover } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import { figureKinds } from '../../../src-shared/rules/figure-parts';
import { copyText } from '../../components/copy-text';
import { showDone } from '../../components/toast';
import { useLedgerQuery } from '../../ledger-client';
import { type BehindWhat, behindAddress } from './behind-address';
import styles from './dispatch.module.css';
import { sourceWords } from './source-words';

/**
 * A figure that says on a click how it came about, whose reports it comes from, and opens the projects behind it. `sum` is the arithmetic;
 * `what.part` the one that the figure itself counts.
 */
export function FigureSource({
  what,
  row,
  name,
  text,
  sum,
  children,
  className,
}: {
  what: BehindWhat;
  /** '昌邑区' */
  row: string;
  /** '项目入统率' */
  name: string;
  /** '74.2%' */
  text: string;
  sum: string;
  children: ReactNode;
  className?: string | undefined;
}) {
  const [open, setOpen] = useState(false);
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" withinPortal trapFocus returnFocus>
      <Popover.Target>
        <button type="button" className={className} onClick={() => setOpen(!open)}>
          {children}
          <span className="visually-hidden">
            ，{row}
            {name}从哪来
          </span>
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        {open && <Source what={what} row={row} name={name} text={text} sum={sum} close={() => setOpen(false)} />}
      </Popover.Dropdown>
    </Popover>
  );
}

function Source({
  what,
  row,
  name,
  text,
  sum,
  close,
}: {
  what: BehindWhat;
  row: string;
  name: string;
  text: string;
  sum: string;
  close: () => void;
}) {
  const behind = useLedgerQuery('dispatch.behind', what).data;
  const { parts } = figureKinds[what.figure];
  const own = what.part;
  // The part that the figure counts first, the others behind it; a part with nothing in it opens nothing.
  const shown = (['all', 'open', 'done'] as const)
    .filter((part) => parts[part] !== undefined && (behind?.counts[part] ?? 0) > 0)
    .sort((a, b) => Number(b === own) - Number(a === own));
  return (
    <div className={styles.source} aria-busy={behind === undefined}>
      <h3>
        {row} {name} {text}
        <button type="button" className="btn sm quiet icon-only right" aria-label="关闭" onClick={close}>
          <IconX className="icon" aria-hidden="true" />
        </button>
      </h3>
      <dl className="dl">
        <dt>算式</dt>
        <dd>{sum}</dd>
        {behind?.breakdown.map(({ label, text: words }) => (
          <div key={label} className={styles.sourceLine}>
            <dt>{label}</dt>
            <dd>{words}</dd>
          </div>
        ))}
        <dt>来自</dt>
        <dd>
          {behind === undefined
            ? ''
            : behind.projects === null
              ? '别的电脑上冻结的数，项目清单在那台电脑上'
              : sourceWords(behind.source)}
        </dd>
      </dl>
      <p>
        {shown.map((part) => (
          <Link key={part} className="btn sm" to={behindAddress({ ...what, part })}>
            {part === 'all' ? '打开' : parts[part]} {behind?.counts[part]} 项
          </Link>
        ))}
        <button
          type="button"
          className="btn sm quiet"
          onClick={() => void copyText(`${row}${name} ${text}：${sum}`).then((done) => done && showDone('算式已复制'))}
        >
          复制算式
        </button>
      </p>
    </div>
  );
}
