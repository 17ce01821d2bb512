/** A label on a line: where its middle should be and how wide it is, in pixels. */
export interface LineLabel {
  readonly center: number;
  readonly width: number;
}

/**
 * Middles of labels so that none covers another where there is room for all, none is cut off at the ends, and their order stays. Labels are
 * given in the order of their middles and move as little as a pass to the right and one back to the left allow.
 */
export function spreadLabels(labels: readonly LineLabel[], length: number, gap = 6): number[] {
  const centers = labels.map(({ center, width }) => Math.min(Math.max(center, width / 2), length - width / 2));
  const apart = (left: number) => ((labels[left]?.width ?? 0) + (labels[left + 1]?.width ?? 0)) / 2 + gap;
  for (let index = 1; index < centers.length; index += 1) {
    centers[index] = Math.max(centers[index] ?? 0, (centers[index - 1] ?? 0) + apart(index - 1));
  }
  const last = centers.length - 1;
  if (last >= 0) centers[last] = Math.min(centers[last] ?? 0, length - (labels[last]?.width ?? 0) / 2);
  for (let index = last - 1; index >= 0; index -= 1) {
    centers[index] = Math.min(centers[index] ?? 0, (centers[index + 1] ?? 0) - apart(index));
  }
  return centers;
}
