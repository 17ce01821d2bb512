/** Command palette; filled in its own step. */
export function Palette() {
  return null;
}
