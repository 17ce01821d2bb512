import { unknown } from '../../../src-shared/terms/format';

/** Places won (↑) or lost (↓); — for none and for nothing to compare with. */
export function Movement({ places }: { places: number | null }) {
  if (places === null || places === 0) return <span className="muted">{unknown}</span>;
  const words = places > 0 ? `上升 ${places} 位` : `下降 ${-places} 位`;
  return (
    <span className="sub-fg" title={words}>
      <span aria-hidden="true">
        {places > 0 ? '↑' : '↓'} {Math.abs(places)}
      </span>
      <span className="visually-hidden">{words}</span>
    </span>
  );
}
