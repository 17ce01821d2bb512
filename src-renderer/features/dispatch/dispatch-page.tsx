/** Stub until the page is written. */
export function DispatchPage() {
  return null;
}
