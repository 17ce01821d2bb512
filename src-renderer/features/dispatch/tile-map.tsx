import type { RegionFigures } from '../../../src-shared/contract/exchange-methods';
import { formatRate } from '../../../src-shared/terms/format';
import { ChoiceGroup } from '../../components/choice-group';
import styles from './dispatch.module.css';
import { type Rate, type RateName, rates, shadeBounds, shadeOf } from './rates';
import { tilePlaces } from './tiles';

/** The thirteen regions where they roughly lie, shaded by one rate. */
export function TileMap(props: {
  regions: readonly RegionFigures[];
  rate: Rate;
  onRate: (rate: RateName) => void;
  chosen: string | null;
  onChoose: (region: string | null) => void;
}) {
  const { regions, rate, onRate, chosen, onChoose } = props;
  const placed = regions.flatMap((figures) => {
    const place = tilePlaces[figures.region];
    return place ? [{ figures, place }] : [];
  });
  const bounds = shadeBounds(placed.map(({ figures }) => rate.rate(figures)));
  return (
    <section className={styles.map} aria-label={`各属地${rate.label}`}>
      <div className={styles.mapHead}>
        <h2>属地</h2>
        <ChoiceGroup
          className="right"
          label="按哪个率着色"
          options={rates.map(({ name, short }) => ({ value: name, label: short }))}
          value={rate.name}
          onChange={onRate}
        />
      </div>
      <div className={styles.tiles}>
        {placed.map(({ figures, place: [column, row] }) => {
          const value = rate.rate(figures);
          return (
            <button
              key={figures.region}
              type="button"
              className={styles.tile}
              style={{ gridColumn: column + 1, gridRow: row + 1 }}
              data-shade={value === null ? 0 : shadeOf(value, bounds)}
              aria-pressed={chosen === figures.region}
              onClick={() => onChoose(chosen === figures.region ? null : figures.region)}
            >
              <span>{figures.region.replace('开发区', '')}</span>
              <b>{formatRate(value)}</b>
              <span>
                {rate.above(figures)} / {rate.below(figures)}
              </span>
            </button>
          );
        })}
      </div>
      {bounds.length > 0 && (
        <div className={styles.ramp} aria-hidden="true">
          <span style={{ borderColor: 'var(--ramp-1)' }}>{bounds[0]} 以下</span>
          {bounds.map((bound, index) => (
            <span key={bound} style={{ borderColor: `var(--ramp-${index + 2})` }}>
              {bound}
              {index === bounds.length - 1 && ' 以上'}
            </span>
          ))}
        </div>
      )}
      <p className={styles.place}>
        {rate.label} %{rate.unit === '亿元' && '，下行单位亿元'}。示意位置，不是地图。
      </p>
    </section>
  );
}
