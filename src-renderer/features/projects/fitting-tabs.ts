import { type RefObject, useLayoutEffect, useState } from 'react';

/** Room for '更多' and the plus behind the tabs. */
const reserved = 132;

/**
 * How many of the tabs fit, given their widths and the gap between them: all of them, or as many as leave room for a menu of the rest.
 * The one at `active` always has a place.
 */
export function fittingTabs(widths: readonly number[], gap: number, room: number, active: number): number[] {
  const total = widths.reduce((sum, width) => sum + width + gap, 0);
  const all = widths.map((_, index) => index);
  if (total <= room - 60) return all;
  const shown: number[] = [];
  let used = active >= 0 ? (widths[active] ?? 0) + gap : 0;
  for (const index of all) {
    if (index === active) {
      shown.push(index);
      continue;
    }
    used += (widths[index] ?? 0) + gap;
    if (used > room - reserved) break;
    shown.push(index);
  }
  if (active >= 0 && !shown.includes(active)) shown.push(active);
  return shown;
}

/** The places of the tabs that fit into `row`; `ruler` holds each of them once, out of sight, to be measured. */
export function useFittingTabs(
  row: RefObject<HTMLElement | null>,
  ruler: RefObject<HTMLElement | null>,
  key: string,
  active: number,
  taken: number,
): number[] {
  const [fitting, setFitting] = useState<number[]>([]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other tabs have other widths
  useLayoutEffect(() => {
    const element = row.current;
    if (!element) return undefined;
    const measure = () => {
      const widths = [...(ruler.current?.children ?? [])].map((child) => (child as HTMLElement).offsetWidth);
      setFitting(fittingTabs(widths, 20, element.clientWidth - taken, active));
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    if (ruler.current) observer.observe(ruler.current);
    measure();
    return () => observer.disconnect();
  }, [key, active, taken]);
  return fitting;
}
