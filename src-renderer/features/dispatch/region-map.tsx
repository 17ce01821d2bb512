import { useMemo } from 'react';
import { regionName } from '../../../src-shared/catalogues/regions';
import type { RegionFigures } from '../../../src-shared/contract/exchange-methods';
import type { RegionMap } from '../../../src-shared/contract/rule-values';
import { drawRegionMap } from '../../../src-shared/rules/region-map';
import { formatRate } from '../../../src-shared/terms/format';
import styles from './dispatch.module.css';
import { type Rate, shadeOf } from './rates';

const size = { width: 388, height: 332 };

/** The city's own outlines, shaded by one rate; regions without an outline are named under it. */
export function RegionMapView({
  map,
  regions,
  rate,
  bounds,
  chosen,
  onChoose,
}: {
  map: RegionMap;
  regions: readonly RegionFigures[];
  rate: Rate;
  bounds: readonly number[];
  /** Name of the region that is marked. */
  chosen: string | null;
  onChoose: (region: string | null) => void;
}) {
  const drawn = useMemo(() => drawRegionMap(map, size.width, size.height), [map]);
  const byName = new Map(regions.map((figures) => [figures.region, figures]));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a drawing is no fieldset
    <svg className={styles.outlines} width={size.width} height={size.height} role="group" aria-label="属地地图">
      {drawn.map(({ code, path }) => {
        const name = regionName(code);
        const figures = byName.get(name);
        const value = figures ? rate.rate(figures) : null;
        const choose = () => onChoose(chosen === name ? null : name);
        return (
          // biome-ignore lint/a11y/useSemanticElements: an outline on a map cannot be a button element
          <path
            key={code}
            d={path}
            fillRule="evenodd"
            role="button"
            tabIndex={0}
            aria-pressed={chosen === name}
            aria-label={`${name} ${formatRate(value)}%，${figures ? `${rate.above(figures)} / ${rate.below(figures)}` : ''}`}
            data-shade={value === null ? 0 : shadeOf(value, bounds)}
            onClick={choose}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' && event.key !== ' ') return;
              event.preventDefault();
              choose();
            }}
          />
        );
      })}
      <g>
        {drawn.map(({ code, middle: [x, y] }) => {
          const figures = byName.get(regionName(code));
          const value = figures ? rate.rate(figures) : null;
          return (
            <text key={code} x={x} y={y} data-shade={value === null ? 0 : shadeOf(value, bounds)}>
              <tspan x={x} dy="-0.2em">
                {regionName(code).replace('开发区', '')}
              </tspan>
              <tspan x={x} dy="1.2em" className={styles.outlineRate}>
                {formatRate(value)}
              </tspan>
            </text>
          );
        })}
      </g>
    </svg>
  );
}
