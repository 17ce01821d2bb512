import { type PointerEvent, useId, useMemo, useRef } from 'react';
import type { Permit } from '../../../src-shared/entities/permit';
import { prerequisiteCodes } from '../../../src-shared/rules/road-map';
import type { RoadRow } from '../../../src-shared/rules/road-map-rows';
import { dayNumber, dayText } from '../../../src-shared/rules/work-calendar';
import type { Line } from './gantt';
import styles from './gantt.module.css';
import { GanttBar, labelOf } from './gantt-bar';
import { holidaysOf, monthsOf, type Scale } from './gantt-scale';
import type { Road } from './road';
import type { Planning } from './use-planning';
import { shortDay } from './words';

export const rowHeight = 32;

const within = (x: number, half: number, width: number) => Math.min(Math.max(x, half + 2), width - half - 2);

/** Whether a flag lies over the name of the month that begins at `x`. */
const isCovered = (x: number, flag: number, half: number) => x + 8 < flag + half && x + 34 > flag - half;

/** Months, today and the target. */
export function GanttHead({ scale, today, target }: { scale: Scale; today: string; target: string | null }) {
  const months = useMemo(() => monthsOf(scale), [scale]);
  const label = target === null ? '' : `目标 ${shortDay(target, today)}`;
  const half = label.length > 9 ? 76 : 50;
  const flag = target === null ? 0 : within(scale.x(target), half, scale.width);
  const now = within(scale.x(today), 21, scale.width);
  return (
    <svg className={`chart ${styles.head}`} width={scale.width} height={rowHeight} aria-hidden="true">
      {months.map(({ x, label: month }) => (
        <g key={x}>
          {x > 0 && <line className="gridline" x1={x} x2={x} y1={0} y2={rowHeight} />}
          {!isCovered(x, now, 21) && !(target !== null && isCovered(x, flag, half)) && (
            <text x={x + 8} y={21}>
              {month}
            </text>
          )}
        </g>
      ))}
      <rect className={styles.todayFlag} x={now - 21} y={6} width={42} height={20} rx={3} />
      <text className={styles.todayText} x={now} y={21} textAnchor="middle">
        今天
      </text>
      {target !== null && (
        <>
          <rect className={styles.targetFlag} x={flag - half} y={6} width={half * 2} height={20} rx={3} />
          <text className={styles.targetText} x={flag} y={21} textAnchor="middle">
            {label}
          </text>
        </>
      )}
    </svg>
  );
}

/** The bars. An open one can be dragged; it moves in worked days. */
export function GanttChart({
  lines,
  scale,
  road,
  target,
  earliestStart,
  selected,
  onSelect,
  planning,
}: {
  lines: readonly Line[];
  scale: Scale;
  road: Road;
  target: string | null;
  earliestStart: string;
  selected: string | null;
  onSelect: (permit: string) => void;
  planning: Planning;
}) {
  const hatch = useId();
  const { today, calendar } = road.input;
  const height = lines.length * rowHeight;
  const holidays = useMemo(() => holidaysOf(scale, calendar), [scale, calendar]);
  const months = useMemo(() => monthsOf(scale), [scale]);
  const grip = useRef<{ row: RoadRow<Permit>; x: number; day: string; moved: boolean } | null>(null);
  const todayX = scale.x(today);

  const take = (event: PointerEvent<SVGElement>, row: RoadRow<Permit>) => {
    if (event.button !== 0) return;
    onSelect(row.permit.id);
    const day = planning.startOf(row);
    if (row.scheduled?.phase !== 'open' || !road.file.writable || day === null) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    grip.current = { row, x: event.clientX, day, moved: false };
  };
  const drag = (event: PointerEvent<SVGElement>) => {
    const held = grip.current;
    if (!held) return;
    const days = Math.round((event.clientX - held.x) / scale.perDay);
    if (days === 0 && !held.moved) return;
    held.moved = true;
    planning.moveTo(held.row, dayText(dayNumber(held.day) + days));
  };
  const drop = (keep: boolean) => {
    const held = grip.current;
    grip.current = null;
    if (!held?.moved) return;
    if (keep) planning.commit();
    else planning.cancel();
  };
  return (
    <svg
      className={`chart ${styles.chart}`}
      width={scale.width}
      height={height}
      role="img"
      aria-label={`路线图：最早 ${shortDay(earliestStart, today)}可开工${target === null ? '' : `，目标 ${shortDay(target, today)}`}`}
    >
      <defs>
        <pattern id={hatch} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="5" height="5" className={styles.hatchGround} />
          <line x1="0" y1="0" x2="0" y2="5" className={styles.hatchLine} />
        </pattern>
      </defs>
      {lines.map((line, index) => (
        <rect
          key={line.kind === 'group' ? line.group.stage : line.row.permit.id}
          x={0}
          y={index * rowHeight}
          width={scale.width}
          height={rowHeight - 1}
          className={
            line.kind === 'group'
              ? styles.groupGround
              : line.row.permit.id === selected
                ? styles.nowGround
                : styles.none
          }
        />
      ))}
      {holidays.map(({ x, width, name }) => (
        <rect key={x} className={styles.holiday} x={x} y={0} width={width} height={height}>
          <title>{name}</title>
        </rect>
      ))}
      {months.map(({ x }) => x > 0 && <line key={x} className="gridline" x1={x} x2={x} y1={0} y2={height} />)}
      {lines.map((line, index) => (
        <line
          key={line.kind === 'group' ? line.group.stage : line.row.permit.id}
          className="gridline"
          x1={0}
          x2={scale.width}
          y1={(index + 1) * rowHeight - 0.5}
          y2={(index + 1) * rowHeight - 0.5}
        />
      ))}
      <Links lines={lines} scale={scale} />
      {lines.map(
        (line, index) =>
          line.kind === 'row' && (
            <GanttBar
              key={line.row.permit.id}
              row={line.row}
              draft={planning.draft?.permit === line.row.permit.id ? planning.draft : null}
              y={index * rowHeight}
              scale={scale}
              hatch={hatch}
              movable={line.row.scheduled?.phase === 'open' && road.file.writable}
              onPointerDown={(event) => take(event, line.row)}
              onPointerMove={drag}
              onPointerUp={() => drop(true)}
              onPointerCancel={() => drop(false)}
            />
          ),
      )}
      {target !== null && (
        <line className={styles.target} x1={scale.x(target)} x2={scale.x(target)} y1={0} y2={height} />
      )}
      <line className={styles.today} x1={todayX} x2={todayX} y1={0} y2={height} />
      {lines.map((line, index) => {
        if (line.kind !== 'row') return null;
        const draft = planning.draft?.permit === line.row.permit.id ? planning.draft : null;
        const label = labelOf(line.row, draft, scale, today);
        return (
          label && (
            <text
              key={line.row.permit.id}
              className={line.row.permit.id === selected ? styles.labelNow : styles.label}
              x={label.x}
              y={index * rowHeight + 20}
              textAnchor={label.anchor}
            >
              {label.text}
            </text>
          )
        );
      })}
    </svg>
  );
}

/** From the end of a critical permit down to the begin of the critical one that waits for it. */
function Links({ lines, scale }: { lines: readonly Line[]; scale: Scale }) {
  const critical = lines.flatMap((line, index) =>
    line.kind === 'row' && line.row.scheduled?.critical && line.row.scheduled.phase !== 'granted'
      ? [{ row: line.row, index }]
      : [],
  );
  return critical.flatMap(({ row, index }) =>
    critical
      .filter(
        (next) =>
          next.index > index &&
          row.permit.catalogue_code !== null &&
          prerequisiteCodes(next.row.permit.prerequisites).includes(row.permit.catalogue_code) &&
          row.bar !== null &&
          next.row.bar?.from === row.bar.to,
      )
      .map((next) => {
        const x = scale.x(row.bar?.to ?? '') - 1;
        return (
          <path
            key={`${row.permit.id}-${next.row.permit.id}`}
            className={styles.link}
            d={`M${x} ${index * rowHeight + 22}V${next.index * rowHeight + 10}`}
          />
        );
      }),
  );
}
