import type { PointerEvent } from 'react';
import { clockStop } from '../../../src-shared/entities/clock-stop';
import type { Permit } from '../../../src-shared/entities/permit';
import { addDays } from '../../../src-shared/rules/dates';
import { phaseOf } from '../../../src-shared/rules/road-map';
import type { Bar, RoadRow } from '../../../src-shared/rules/road-map-rows';
import { formatValue } from '../../../src-shared/terms/format';
import styles from './gantt.module.css';
import type { Scale } from './gantt-scale';
import type { PlanDraft } from './use-planning';
import { briefDay } from './words';

type Pointers = 'onPointerDown' | 'onPointerMove' | 'onPointerUp' | 'onPointerCancel';

/** The bar as it is being moved. */
const drawn = (bar: Bar | null, draft: PlanDraft | null): Bar | null =>
  bar && draft
    ? {
        ...bar,
        from: draft.submit,
        to: draft.finish,
        floatTo: bar.floatTo && bar.floatTo > draft.finish ? bar.floatTo : null,
      }
    : bar;

/** Parts of a bar between the days on which the clock stands. */
function partsOf(bar: Bar): { from: string; to: string }[] {
  let parts = [{ from: bar.from, to: bar.to }];
  for (const stop of bar.stops) {
    const resumed = addDays(stop.to, 1);
    parts = parts.flatMap((part) =>
      stop.from >= part.to || resumed <= part.from
        ? [part]
        : [
            ...(stop.from > part.from ? [{ from: part.from, to: stop.from }] : []),
            ...(resumed < part.to ? [{ from: resumed, to: part.to }] : []),
          ],
    );
  }
  return parts;
}

function classOf({ permit, scheduled }: RoadRow<Permit>): string {
  const critical = scheduled?.critical === true;
  if (phaseOf(permit) === 'granted') return (critical ? styles.grantedCritical : styles.granted) as string;
  return (critical ? styles.criticalBar : styles.openBar) as string;
}

/** One permit on the time line: its bar, cut where the clock stands, and its float behind it. */
export function GanttBar({
  row,
  draft,
  y,
  scale,
  hatch,
  movable,
  ...pointers
}: {
  row: RoadRow<Permit>;
  draft: PlanDraft | null;
  y: number;
  scale: Scale;
  hatch: string;
  movable: boolean;
} & { [Key in Pointers]: (event: PointerEvent<SVGElement>) => void }) {
  const bar = drawn(row.bar, draft);
  if (!bar) return null;
  const edged = phaseOf(row.permit) === 'granted' && row.scheduled?.critical === true;
  const inset = edged ? 0.75 : 0;
  const critical = row.scheduled?.critical === true;
  const end = scale.x(bar.to);
  return (
    <g className={movable ? styles.movable : undefined} {...pointers}>
      {bar.stops.map((stop) => {
        const left = Math.max(scale.x(stop.from), scale.x(bar.from));
        const right = Math.min(scale.x(addDays(stop.to, 1)), Math.max(end, left));
        if (right <= left) return null;
        return (
          <g key={`${stop.from}-${stop.to}`}>
            <line className={styles.stop} x1={left} x2={right} y1={y + 16} y2={y + 16} />
            <path className={styles.tick} d={`M${left + 0.5} ${y + 10}v12M${right - 0.5} ${y + 10}v12`} />
            {right - left >= 34 && (
              <text className={styles.label} x={(left + right) / 2} y={y + 20} textAnchor="middle">
                {formatValue(clockStop.fields.reason, stop.reason)}
              </text>
            )}
          </g>
        );
      })}
      {partsOf(bar).map((part) => (
        <rect
          key={part.from}
          className={classOf(row)}
          x={scale.x(part.from) + inset}
          y={y + 10 + inset}
          width={Math.max(2.5, scale.x(part.to) - scale.x(part.from) - inset * 2)}
          height={12 - inset * 2}
          rx={edged ? 1.5 : 2}
        />
      ))}
      {bar.floatTo !== null && (
        <rect
          className={critical ? styles.floatCritical : styles.float}
          x={end}
          y={y + 10.5}
          width={Math.max(1, scale.x(bar.floatTo) - end - 0.5)}
          height={11}
          fill={`url(#${hatch})`}
        />
      )}
      {/* Easier to take than twelve pixels. */}
      <rect
        className={styles.grip}
        data-bar={row.permit.id}
        x={scale.x(bar.from) - 2}
        y={y + 4}
        width={Math.max(10, end - scale.x(bar.from) + 4)}
        height={24}
      />
    </g>
  );
}

/** Rough width of a label in the size of ticks. */
const widthOf = (text: string) => [...text].reduce((sum, letter) => sum + (letter > '\u00ff' ? 12 : 7), 0);

/** The words at a bar: to its left where there is room, else behind it; of a granted one behind it. */
export function labelOf(
  row: RoadRow<Permit>,
  draft: PlanDraft | null,
  scale: Scale,
  today: string,
): { text: string; x: number; anchor: 'start' | 'end' } | null {
  const bar = drawn(row.bar, draft);
  if (!bar) return null;
  const phase = phaseOf(row.permit);
  const end = Math.max(scale.x(bar.floatTo ?? bar.to), scale.x(bar.from) + 2.5) + 7;
  if (phase === 'granted') return { text: briefDay(bar.to, today), x: end, anchor: 'start' };
  const text =
    phase === 'running'
      ? `预计 ${briefDay(bar.to, today)}`
      : `${briefDay(bar.from, today)} 至 ${briefDay(bar.to, today)}`;
  const start = scale.x(bar.from) - 7;
  return start > widthOf(text) ? { text, x: start, anchor: 'end' } : { text, x: end, anchor: 'start' };
}
