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
 * Investment of one year: what is completed (accent) against the year's plan (grey) and its time-proportional part (dotted).
 * Its twelve months stand over the columns of the table below; `margin` is the width of that table's first column.
 */
export function SCurve({
  points,
  plan,
  today,
  now,
  gap,
  margin,
}: {
  points: readonly CurvePoint[];
  plan: number | null;
  /** Day to which the figures belong, ISO. */
  today: string;
  now: number;
  gap: number | null;
  margin: number;
}) {
  const { ref, width } = useElementSize();
  const last = points.at(-1);
  const most = Math.max(plan ?? 0, ...points.map((point) => point.yuan));
  const steps = scaleSteps(most / 10_000);
  const full = (steps.at(-1) ?? 0) * 10_000 || 1;
  const x = (at: number) => margin + (width - margin) * at;
  const y = (yuan: number) => bottom - ((bottom - top) * yuan) / full;
  const due = plan === null ? null : plan * now;
  const beyond = x(now) + 176 > width;
  return (
    <div ref={ref}>
      <svg className="chart" width={width} height={height} role="img" aria-label={describe(points, plan, gap)}>
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
            {plan !== null && (
              <>
                <line x1={x(0)} y1={y(0)} x2={x(1)} y2={y(plan)} stroke="var(--chart-plan)" strokeDasharray="2 4" />
                <line x1={x(0)} y1={y(plan)} x2={x(1)} y2={y(plan)} stroke="var(--chart-plan)" strokeWidth={1.5} />
              </>
            )}
            <polyline
              points={points.map((point) => `${x(point.at)},${y(point.yuan)}`).join(' ')}
              fill="none"
              stroke="var(--chart-actual)"
              strokeWidth={2.25}
            />
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
            {due !== null && last && gap !== null && Math.abs(y(due) - y(last.yuan)) >= 1 && (
              <g stroke={gap < 0 ? 'var(--yellow)' : 'var(--fg-3)'} strokeWidth={1.5}>
                <line x1={x(now) + 9} x2={x(now) + 9} y1={y(due)} y2={y(last.yuan)} />
                <path d={`M${x(now) + 5} ${y(due)}h8M${x(now) + 5} ${y(last.yuan)}h8`} />
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

function describe(points: readonly CurvePoint[], plan: number | null, gap: number | null): string {
  const done = points.at(-1)?.yuan ?? 0;
  return `年度计划 ${formatMoney(plan)}，累计完成 ${formatMoney(done)}，单位万元${gap === null ? '' : `，${gapWords(gap)}`}`;
}
