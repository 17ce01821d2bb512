import { useComputedColorScheme } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { type PointerEvent, useEffect, useMemo, useRef, useState } from 'react';
import { ChoiceGroup } from '../choice-group';
import styles from './chart.module.css';
import { type ChartColors, paperColors, screenColors } from './chart-colors';
import { type ChartOption, drawChart } from './draw-chart';
import { framed } from './picture';
import { PictureMenu } from './picture-menu';
import type { Sheet } from './sheet';
import { SheetTable } from './sheet-table';

/** Which shape of the data lies under the pointer. */
function shapeAt(target: EventTarget): { series: number; index: number } | null {
  const shape = target instanceof Element ? target.closest('[ecmeta_data_index]') : null;
  if (!shape) return null;
  return {
    series: Number(shape.getAttribute('ecmeta_series_index')),
    index: Number(shape.getAttribute('ecmeta_data_index')),
  };
}

/** Puts a drawing into the page as it is. */
function Drawing({
  svg,
  label,
  ...pointer
}: {
  svg: string;
  label: string;
  onPointerMove: (event: PointerEvent<HTMLDivElement>) => void;
  onPointerLeave: () => void;
}) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const drawn = svg === '' ? null : new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement;
    ref.current?.replaceChildren(...(drawn ? [document.adoptNode(drawn)] : []));
  }, [svg]);
  return <div ref={ref} className={styles.canvas} role="img" aria-label={label} {...pointer} />;
}

/**
 * A chart in a panel: heading, 图 or 表, 复制, 另存. The table holds the same data, for the keyboard, for a screen reader and for whoever
 * wants the figures.
 *
 * <Chart title="投资进度" summary="年度计划 443 亿元，完成 299.9 亿元" sheet={sheet} option={(colors) => …} describe={(series, index) => '8月 …'} />
 */
export function Chart({
  title,
  summary,
  sheet,
  option,
  describe,
}: {
  title: string;
  /** What the chart shows, in a sentence: its text for who cannot see it, and its second line. */
  summary: string;
  sheet: Sheet;
  option: (colors: ChartColors) => ChartOption;
  /** Words about one shape, shown at the pointer. */
  describe?: (series: number, index: number) => string | null;
}) {
  const [view, setView] = useState<'chart' | 'table'>('chart');
  const { ref, width, height } = useElementSize();
  const scheme = useComputedColorScheme('light');
  const [hover, setHover] = useState<{ x: number; y: number; words: string } | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the colours are those of the scheme
  const svg = useMemo(
    () => (width > 0 && height > 0 ? drawChart(option(screenColors()), Math.floor(width), Math.floor(height)).svg : ''),
    [option, width, height, scheme],
  );
  const draw = () => framed(drawChart(option(paperColors()), 760, 360), sheet.title, sheet.note, paperColors());
  const onMove = (event: PointerEvent<HTMLDivElement>) => {
    const shape = shapeAt(event.target);
    const words = shape && describe?.(shape.series, shape.index);
    const box = event.currentTarget.getBoundingClientRect();
    setHover(words ? { x: event.clientX - box.left, y: event.clientY - box.top, words } : null);
  };
  return (
    <section className={styles.panel} aria-label={title}>
      <div className={styles.head}>
        <h2>{title}</h2>
        <span className={styles.summary} title={summary}>
          {summary}
        </span>
        <ChoiceGroup
          label={`${title}怎样看`}
          options={[
            { value: 'chart', label: '图' },
            { value: 'table', label: '表' },
          ]}
          value={view}
          onChange={setView}
        />
        <PictureMenu sheet={sheet} draw={view === 'chart' ? draw : undefined} />
      </div>
      {view === 'table' ? (
        <SheetTable sheet={sheet} />
      ) : (
        <div ref={ref} className={styles.body}>
          <Drawing
            svg={svg}
            label={`${title}：${summary}`}
            onPointerMove={onMove}
            onPointerLeave={() => setHover(null)}
          />
          {hover && (
            <div
              className={styles.words}
              data-side={hover.x > width / 2 ? 'left' : 'right'}
              ref={(element) => {
                if (!element) return;
                element.style.left = `${hover.x}px`;
                element.style.top = `${hover.y}px`;
              }}
            >
              {hover.words}
            </div>
          )}
        </div>
      )}
    </section>
  );
}
