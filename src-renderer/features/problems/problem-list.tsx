import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import { stateLabel } from '../../../src-shared/rules/problem-actions';
import { compareLines, type ProblemLine } from '../../../src-shared/rules/problem-board';
import { levelLabel, problemLevels } from '../../../src-shared/rules/problem-clock';
import { formatDay } from '../../../src-shared/terms/format';
import { ScrollRegion } from '../../components/scroll-region';
import { ClockMark } from './clock-mark';
import { problemTitle } from './problem-data';
import classes from './problems.module.css';

interface Column {
  readonly key: string;
  readonly label: string;
  readonly width?: number;
  readonly text: (line: ProblemLine) => string;
  readonly compare?: (a: ProblemLine, b: ProblemLine) => number;
}

const byText = (text: (line: ProblemLine) => string) => (a: ProblemLine, b: ProblemLine) =>
  text(a).localeCompare(text(b), 'zh-CN');
const numberOf = ({ problem }: ProblemLine) => problem.number ?? problem.provisional_number ?? '';

const common: readonly Column[] = [
  { key: 'number', label: '编号', width: 122, text: numberOf },
  { key: 'what', label: '问题', text: ({ problem }) => problemTitle(problem) },
  { key: 'project', label: '项目', width: 128, text: ({ project }) => project.name },
  {
    key: 'level',
    label: '层级',
    width: 84,
    text: ({ clock }) => levelLabel(clock.level),
    compare: (a, b) => problemLevels.indexOf(a.clock.level) - problemLevels.indexOf(b.clock.level),
  },
];
const open: readonly Column[] = [
  ...common,
  { key: 'state', label: '状态', width: 76, text: ({ problem }) => stateLabel(problem.state) },
  { key: 'clock', label: '时限', width: 92, text: () => '', compare: compareLines },
];
const closed: readonly Column[] = [
  ...common,
  { key: 'checker', label: '核验人', width: 84, text: ({ problem }) => problem.checker ?? '' },
  {
    key: 'closed',
    label: '销号日期',
    width: 96,
    text: ({ problem }) => formatDay(problem.closed_on),
    compare: (a, b) => ((a.problem.closed_on ?? '') < (b.problem.closed_on ?? '') ? -1 : 1),
  },
];

/** Problems as a table, sorted by the head that was pressed; open ones with their clocks, closed ones with who checked them. */
export function ProblemList({
  lines,
  chosen,
  closed: isClosed,
  pathOf,
}: {
  lines: readonly ProblemLine[];
  chosen: string | null;
  closed: boolean;
  pathOf: (id: string) => string;
}) {
  const [, navigate] = useLocation();
  const columns = isClosed ? closed : open;
  const [sorting, setSorting] = useState<{ key: string; descending: boolean } | null>(null);
  const sorted = useMemo(() => {
    const column = columns.find(({ key }) => key === sorting?.key);
    if (!column || !sorting) return lines;
    const compare = column.compare ?? byText(column.text);
    return [...lines].sort((a, b) => (sorting.descending ? -compare(a, b) : compare(a, b)));
  }, [lines, columns, sorting]);
  const press = (key: string) =>
    setSorting((now) =>
      now?.key !== key ? { key, descending: false } : now.descending ? null : { key, descending: true },
    );
  return (
    <ScrollRegion label={isClosed ? '已销号的问题' : '问题列表'}>
      <table className="table">
        <colgroup>
          {columns.map(({ key, width }) => (
            <col key={key} {...(width ? { style: { width } } : {})} />
          ))}
        </colgroup>
        <thead>
          <tr>
            {columns.map(({ key, label }) => {
              const isSorted = sorting?.key === key;
              return (
                <th
                  key={key}
                  scope="col"
                  aria-sort={isSorted ? (sorting.descending ? 'descending' : 'ascending') : 'none'}
                >
                  <button type="button" className={classes.sort} onClick={() => press(key)}>
                    {label}
                    {isSorted &&
                      (sorting.descending ? (
                        <IconArrowDown className="icon" aria-hidden="true" />
                      ) : (
                        <IconArrowUp className="icon" aria-hidden="true" />
                      ))}
                  </button>
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {sorted.map((line) => (
            // The button in the row does the same by keyboard.
            <tr
              key={line.problem.id}
              className={line.problem.id === chosen ? 'on' : 'act'}
              onClick={() => navigate(pathOf(line.problem.id), { replace: true })}
            >
              {columns.map(({ key, text }) => (
                <td key={key} title={key === 'what' ? (line.problem.description ?? '') : text(line)}>
                  {key === 'clock' ? (
                    <ClockMark clock={line.clock} />
                  ) : key === 'what' ? (
                    <button
                      type="button"
                      className={`${classes.rowLink} ell`}
                      aria-current={line.problem.id === chosen ? 'true' : undefined}
                    >
                      {text(line)}
                    </button>
                  ) : (
                    text(line)
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {sorted.length === 0 && <p className={classes.none}>{isClosed ? '还没有销号的问题。' : '没有未销号的问题。'}</p>}
    </ScrollRegion>
  );
}
