import { IconChevronRight } from '@tabler/icons-react';
import { type KeyboardEvent, useMemo } from 'react';
import { Link } from 'wouter';
import type { Setting } from '../../../src-shared/contract/rule-values';
import { stateLabel } from '../../../src-shared/rules/problem-actions';
import { boardColumns, type ProblemLine } from '../../../src-shared/rules/problem-board';
import { levelLabel, problemLevels } from '../../../src-shared/rules/problem-clock';
import { ruleBook } from '../../../src-shared/rules/rule-book';
import { useLedgerQuery } from '../../ledger-client';
import { ClockBar, ClockMark } from './clock-mark';
import { problemTitle } from './problem-data';
import classes from './problems.module.css';

/** Moves the focus among cards: up and down within a column, left and right to the column beside. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const card = (event.target as HTMLElement).closest<HTMLElement>('[data-card]');
  if (!card) return;
  const columns = [...event.currentTarget.querySelectorAll('[data-column]')].map((column) => [
    ...column.querySelectorAll<HTMLElement>('[data-card]'),
  ]);
  const at = columns.findIndex((cards) => cards.includes(card));
  const row = columns[at]?.indexOf(card) ?? 0;
  const beside = (step: number) => {
    for (let index = at + step; columns[index]; index += step) {
      const cards = columns[index] ?? [];
      if (cards.length > 0) return cards[Math.min(row, cards.length - 1)];
    }
    return undefined;
  };
  const next =
    event.key === 'ArrowDown'
      ? columns[at]?.[row + 1]
      : event.key === 'ArrowUp'
        ? columns[at]?.[row - 1]
        : event.key === 'ArrowRight'
          ? beside(1)
          : event.key === 'ArrowLeft'
            ? beside(-1)
            : undefined;
  if (!next) return;
  event.preventDefault();
  next.focus();
}

/** Four columns, one a level, each with its limit; a card says what, how long still, whose, and how far. */
export function ProblemBoard({
  lines,
  chosen,
  pathOf,
}: {
  lines: readonly ProblemLine[];
  chosen: string | null;
  pathOf: (id: string) => string;
}) {
  const rules = useLedgerQuery('rules.show', {}, { keep: true }).data;
  const limits = useMemo(
    () => (rules ? ruleBook(rules.settings as Setting[], rules.scope).problemLimits : undefined),
    [rules],
  );
  const columns = useMemo(() => boardColumns(lines), [lines]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrow keys only move the focus among its links
    <div className={classes.columns} onKeyDown={moveFocus}>
      {problemLevels.map((level) => (
        <section
          key={level}
          className={classes.column}
          aria-label={`${levelLabel(level)}，${columns[level].length} 个`}
        >
          <div className={classes.columnHead}>
            <h2>{levelLabel(level)}</h2>
            <span>{columns[level].length}</span>
            <em>{limits ? `${limits[level]} 个工作日` : ''}</em>
            {level !== 'city' && <IconChevronRight className="icon" aria-hidden="true" />}
          </div>
          <ul className={classes.cards} data-column={level}>
            {columns[level].map((line) => (
              <li key={line.problem.id}>
                <Link
                  to={pathOf(line.problem.id)}
                  replace
                  className={`${classes.card} ${line.problem.id === chosen ? classes.chosen : ''}`}
                  aria-current={line.problem.id === chosen ? 'true' : undefined}
                  data-card={line.problem.id}
                  title={line.problem.description ?? ''}
                >
                  <span className={classes.cardLine}>
                    <b className="ell">{problemTitle(line.problem)}</b>
                    <ClockMark clock={line.clock} />
                  </span>
                  <span className={classes.cardLine}>
                    <span className="ell">{line.project.name}</span>
                    <span>{stateLabel(line.problem.state)}</span>
                  </span>
                  <ClockBar clock={line.clock} />
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
