import { useElementSize } from '@mantine/hooks';
import { formatDay, formatGap, formatMoney } from '../../../src-shared/terms/format';

export interface CurvePoint {
  /** Position within the year, 0 at its beginning, 1 at its end. */
  readonly at: number;
  /** Yuan completed since the beginning of the year. */
  readonly yuan: number;
}

const height = 158;
const top = 19;
const bottom = 150;

/** Steps of a scale that ends at or above `most`: 1, 2, 2.5 or 5 times a power of ten, about four of them. */
export function scaleSteps(most: number): number[] {
  if (!(most > 0)) return [0];
  const raw = most / 4;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step =
    [1, 2, 2.5, 3, 4, 5, 6, 8, 10].map((factor) => factor * power).find((candidate) => candidate >= raw) ?? raw;
  return Array.from({ length: Math.ceil(most / step - 1e-9) + 1 }, (_, index) => index * step);
}

/**
 * Investment of one year: what is completed (accent) against what the months plan (grey) and what is due by the time (dotted).
 * Its twelve months stand over the columns of the table below; `margin` is the width of that table's first column.
 */
export function SCurve({
  points,
  plan,
  due,
  annualPlan,
  today,
  now,
  dueNow,
  gap,
  margin,
}: {
  points: readonly CurvePoint[];
  /** Plans of the months added up, or null where there are none. */
  plan: readonly CurvePoint[] | null;
  /** 序时 through the year; empty without an annual plan. */
  due: readonly CurvePoint[];
  annualPlan: number | null;
  /** Day to which the figures belong, ISO. */
  today: string;
  /** Its place within the year, 0…1. */
  now: number;
  /** Yuan due by then, or null. */
  dueNow: number | null;
  gap: number | null;
  margin: number;
}) {
  const { ref, width } = useElementSize();
  const last = points.at(-1);
  const most = Math.max(annualPlan ?? 0, ...[...points, ...(plan ?? [])].map((point) => point.yuan));
  const steps = scaleSteps(most / 10_000);
  const full = (steps.at(-1) ?? 0) * 10_000 || 1;
  const x = (at: number) => margin + (width - margin) * at;
  const y = (yuan: number) => bottom - ((bottom - top) * yuan) / full;
  const path = (line: readonly CurvePoint[]) => line.map((point) => `${x(point.at)},${y(point.yuan)}`).join(' ');
  const beyond = x(now) + 176 > width;
  return (
    <div ref={ref}>
      <svg
        className="chart"
        width={width}
        height={height}
        role="img"
        aria-label={describe(points, annualPlan, plan !== null, gap)}
      >
        {width > 0 && (
          <>
            {steps.map((step) => (
              <g key={step}>
                <line className="gridline" x1={margin} x2={width} y1={y(step * 10_000)} y2={y(step * 10_000)} />
                <text x={margin - 8} y={y(step * 10_000) + 4} textAnchor="end">
                  {step.toLocaleString('zh-CN')}
                </text>
              </g>
            ))}
            {due.length > 0 && (
              <polyline points={path(due)} fill="none" stroke="var(--chart-plan)" strokeDasharray="2 4" />
            )}
            {plan && <polyline points={path(plan)} fill="none" stroke="var(--chart-plan)" strokeWidth={1.5} />}
            <polyline points={path(points)} fill="none" stroke="var(--chart-actual)" strokeWidth={2.25} />
            {points.slice(1).map((point) => (
              <circle
                key={point.at}
                cx={x(point.at)}
                cy={y(point.yuan)}
                r={3}
                fill="var(--bg)"
                stroke="var(--chart-actual)"
                strokeWidth={1.75}
              />
            ))}
            <line x1={x(now)} x2={x(now)} y1={10} y2={bottom} stroke="var(--accent-fg)" strokeDasharray="3 3" />
            <text
              x={beyond ? x(now) - 5 : x(now) + 5}
              y={12}
              textAnchor={beyond ? 'end' : 'start'}
              fill="var(--accent-fg)"
              style={{ fill: 'var(--accent-fg)' }}
            >
              {formatDay(today)}
            </text>
            {dueNow !== null && last && gap !== null && Math.abs(y(dueNow) - y(last.yuan)) >= 1 && (
              <g stroke={gap < 0 ? 'var(--yellow)' : 'var(--fg-3)'} strokeWidth={1.5}>
                <line x1={x(now) + 9} x2={x(now) + 9} y1={y(dueNow)} y2={y(last.yuan)} />
                <path d={`M${x(now) + 5} ${y(dueNow)}h8M${x(now) + 5} ${y(last.yuan)}h8`} />
              </g>
            )}
            {gap !== null && last && (
              <text
                x={beyond ? x(now) - 9 : x(now) + 18}
                y={Math.min(bottom - 6, y(last.yuan) - 4)}
                textAnchor={beyond ? 'end' : 'start'}
                style={{ fill: gap < 0 ? 'var(--yellow-fg)' : 'var(--fg-2)', fontSize: 14 }}
              >
                {gapWords(gap)}
              </text>
            )}
          </>
        )}
      </svg>
    </div>
  );
}

function gapWords(gap: number): string {
  if (Math.abs(gap) < 0.05) return '与序时持平';
  return gap < 0
    ? `低于序时 ${formatGap(-gap).replace('+', '')} 个百分点`
    : `高于序时 ${formatGap(gap).replace('+', '')} 个百分点`;
}

function describe(
  points: readonly CurvePoint[],
  annualPlan: number | null,
  planned: boolean,
  gap: number | null,
): string {
  const done = points.at(-1)?.yuan ?? 0;
  return `年度计划 ${formatMoney(annualPlan)}，累计完成 ${formatMoney(done)}，单位万元${planned ? '，有各月计划' : ''}${gap === null ? '' : `，${gapWords(gap)}`}`;
}
