import type { PaperOf } from '../../../src-shared/contract/paper-values';
import styles from './paper.module.css';

/** Round steps for an axis from 0 to `most`, four to six of them. */
function steps(most: number): number[] {
  if (!(most > 0)) return [0, 1];
  const rough = most / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step =
    [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].map((factor) => factor * power).find((size) => size >= rough) ?? 10 * power;
  return Array.from({ length: Math.ceil(most / step) + 1 }, (_, index) => index * step);
}

const strokes = {
  strong: { stroke: '#000', strokeWidth: 2.2 },
  thin: { stroke: '#777', strokeWidth: 1.4 },
  dotted: { stroke: '#666', strokeWidth: 1, strokeDasharray: '2 3' },
} as const;
const fills = { strong: '#000', thin: '#999', dotted: '#ccc' } as const;

/** Pixels of 1/96 inch. */
const px = (millimetres: number) => (millimetres * 96) / 25.4;
const words = new Intl.NumberFormat('zh-CN', { maximumFractionDigits: 1 });

/** The chart of a paper in black and grey, `width` millimetres wide. */
export function PaperChart({ chart, width }: { chart: PaperOf<'chart'>; width: number }) {
  const { categories, series, look } = chart;
  const box = { width: px(width), height: px(chart.height) };
  const lowest = Math.min(0, ...series.flatMap(({ values }) => values.map((value) => value ?? 0)));
  const ticks = steps(Math.max(0, ...series.flatMap(({ values }) => values.map((value) => value ?? 0))));
  const top = ticks.at(-1) ?? 1;
  const area = { left: 48, right: 10, top: 24, bottom: 20 };
  const high = box.height - area.top - area.bottom;
  const wide = box.width - area.left - area.right;
  const y = (value: number) => area.top + high * (1 - (value - lowest) / (top - lowest || 1));
  const step = wide / Math.max(1, look === 'line' ? categories.length - 1 : categories.length);
  const x = (index: number) => area.left + step * (look === 'line' ? index : index + 0.5);
  const barWidth = (step * 0.7) / series.length;
  return (
    <svg
      className={styles.chart}
      viewBox={`0 0 ${box.width} ${box.height}`}
      width={box.width}
      height={box.height}
      role="img"
      aria-label={chart.description}
    >
      {series.map(({ name, stroke }, index) => (
        <g key={name} transform={`translate(${box.width / 2 + (index - series.length / 2) * 72}, 8)`}>
          <line x1="0" x2="24" y1="2" y2="2" {...strokes[stroke]} />
          <text x="29" y="6">
            {name}
          </text>
        </g>
      ))}
      {ticks.map((tick) => (
        <g key={tick}>
          <line x1={area.left} x2={box.width - area.right} y1={y(tick)} y2={y(tick)} stroke="#d9d9d9" />
          <text x={area.left - 6} y={y(tick) + 4} textAnchor="end">
            {words.format(tick)}
          </text>
        </g>
      ))}
      {categories.map((category, index) =>
        category === '' ? null : (
          // biome-ignore lint/suspicious/noArrayIndexKey: the place is what a category is
          <text key={index} x={x(index)} y={box.height - 4} textAnchor="middle">
            {category}
          </text>
        ),
      )}
      {series.map(({ name, values, stroke }, at) => {
        const known = values.flatMap((value, index) =>
          value === null || index >= categories.length ? [] : [{ value, index }],
        );
        if (look === 'bar')
          return known.map(({ value, index }) => (
            <rect
              key={`${name}-${index}`}
              x={x(index) - (barWidth * series.length) / 2 + barWidth * at}
              y={Math.min(y(value), y(0))}
              width={barWidth}
              height={Math.abs(y(value) - y(0))}
              fill={fills[stroke]}
            />
          ));
        return (
          <g key={name}>
            <polyline
              points={known.map(({ value, index }) => `${x(index)},${y(value)}`).join(' ')}
              fill="none"
              {...strokes[stroke]}
            />
            {stroke === 'strong' &&
              known.map(({ value, index }) => (
                <circle key={index} cx={x(index)} cy={y(value)} r="2.4" fill="#fff" stroke="#000" strokeWidth="1.5" />
              ))}
          </g>
        );
      })}
    </svg>
  );
}
