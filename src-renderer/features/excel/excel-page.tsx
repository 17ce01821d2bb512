/** Stub until the page is written. */
export function ImportPage() {
  return null;
}
