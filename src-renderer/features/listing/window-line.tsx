import { useElementSize } from '@mantine/hooks';
import { IconCheck } from '@tabler/icons-react';
import { formatDay } from '../../../src-shared/terms/format';
import type { ListingFile } from './listing-file';
import { spreadLabels } from './spread-labels';
import classes from './window-line.module.css';
import { type Mark, windowMarks } from './window-marks';

/** Digits and blanks are about half as wide as Chinese characters of 14 px. */
const widthOf = (text: string) => [...text].reduce((sum, letter) => sum + (letter > '\u2e80' ? 14 : 8), 0);

const rows = ['above', 'day', 'note'] as const;

/** Windows of this round and the next on one line: what is met, what is next and in how many days, and when the light turns red. */
export function WindowLine({ file }: { file: ListingFile }) {
  const { ref, width } = useElementSize();
  const { marks, today, solid } = windowMarks(file);
  const sentence = marks
    .filter(({ kind }) => kind !== 'month' && kind !== 'today')
    .map(({ above, date, note }) => `${above} ${formatDay(date)}${note && ` ${note}`}`)
    .join('，');
  return (
    <div className={classes.band}>
      <div className={classes.line} ref={ref} role="img" aria-label={`申报窗口：${sentence}`}>
        <i className={classes.past} style={{ width: `${today * 100}%` }} />
        <i
          className={classes.round}
          style={{ left: `${today * 100}%`, right: `${(1 - Math.max(solid, today)) * 100}%` }}
        />
        <i className={classes.later} style={{ left: `${Math.max(solid, today) * 100}%` }} />
        {marks.map((mark) => (
          <Dot key={mark.key} mark={mark} />
        ))}
        {width > 0 && rows.map((row) => <Labels key={row} row={row} marks={marks} width={width} />)}
      </div>
    </div>
  );
}

function Dot({ mark }: { mark: Mark }) {
  if (mark.kind === 'month') return null;
  return (
    <span className={classes[mark.kind]} style={{ left: `${mark.at * 100}%` }}>
      {mark.kind === 'met' && <IconCheck className="icon" aria-hidden="true" />}
    </span>
  );
}

function Labels({ row, marks, width }: { row: (typeof rows)[number]; marks: readonly Mark[]; width: number }) {
  const shown = marks.filter((mark) => mark[row] !== '');
  const labels = shown.map((mark) => {
    const wide = widthOf(mark[row]);
    // A month begins at its first day; everything else stands around its own.
    return { center: mark.at * width + (mark.kind === 'month' ? wide / 2 - 8 : 0), width: wide };
  });
  const centers = spreadLabels(labels, width);
  return shown.map((mark, index) => (
    <span
      key={mark.key}
      className={`${classes.label} ${classes[row]}`}
      data-kind={mark.kind}
      style={{ left: (centers[index] ?? 0) - (labels[index]?.width ?? 0) / 2, width: labels[index]?.width }}
    >
      {mark[row]}
    </span>
  ));
}
