import { Link } from 'wouter';
import { regions as catalogue } from '../../../src-shared/catalogues/regions';
import type { RegionFigures } from '../../../src-shared/contract/exchange-methods';
import type { RegionMap } from '../../../src-shared/contract/rule-values';
import { formatRate } from '../../../src-shared/terms/format';
import { PictureMenu } from '../../components/charts/picture-menu';
import type { Sheet } from '../../components/charts/sheet';
import { ChoiceGroup } from '../../components/choice-group';
import { useRemembered } from '../../components/remembered';
import styles from './dispatch.module.css';
import { type Rate, type RateName, rates, shadeBounds, shadeOf } from './rates';
import { RegionMapView } from './region-map';
import { tilePlaces } from './tiles';

/** The thirteen regions where they roughly lie, or on the city's own map where one was loaded, shaded by one rate. */
export function TileMap(props: {
  regions: readonly RegionFigures[];
  rate: Rate;
  onRate: (rate: RateName) => void;
  chosen: string | null;
  onChoose: (region: string | null) => void;
  map: RegionMap | null;
  sheet: Sheet;
}) {
  const { regions, rate, onRate, chosen, onChoose, map } = props;
  const [wanted, setWanted] = useRemembered<'tiles' | 'map'>('dispatch-map', 'map');
  const shown = map ? wanted : 'tiles';
  const placed = regions.flatMap((figures) => {
    const place = tilePlaces[figures.region];
    return place ? [{ figures, place }] : [];
  });
  const bounds = shadeBounds(placed.map(({ figures }) => rate.rate(figures)));
  return (
    <section className={styles.map} aria-label={`各属地${rate.label}`}>
      <div className={styles.mapHead}>
        {map ? (
          <ChoiceGroup
            label="示意或地图"
            options={[
              { value: 'tiles', label: '示意' },
              { value: 'map', label: '地图' },
            ]}
            value={shown}
            onChange={setWanted}
          />
        ) : (
          <h2>属地</h2>
        )}
        <ChoiceGroup
          className="right"
          label="按哪个率着色"
          options={rates.map(({ name, short }) => ({ value: name, label: short }))}
          value={rate.name}
          onChange={onRate}
        />
        <PictureMenu sheet={props.sheet} />
      </div>
      {shown === 'map' && map ? (
        <RegionMapView {...{ map, regions, rate, bounds, chosen, onChoose }} />
      ) : (
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
      )}
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
        {rate.label} %{rate.unit === '亿元' && shown === 'tiles' && '，下行单位亿元'}。
        {shown === 'map' && map ? mapWords(map) : '示意位置，不是地图。'}
      </p>
      {!map && (
        <Link className="link" to="/settings">
          载入自己的地图
        </Link>
      )}
    </section>
  );
}

/** Where the outlines come from, and which regions have none. */
function mapWords(map: RegionMap): string {
  const missing = catalogue.filter(({ code }) => map.shapes[code] === undefined).map(({ name }) => name);
  return `边界来自“${map.source}”，只供调度参考。${missing.length > 0 ? `地图上没有${missing.join('、')}。` : ''}`;
}
