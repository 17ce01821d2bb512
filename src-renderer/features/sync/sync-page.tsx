/** Stub until the page is written. */
export function SyncPage() {
  return null;
}
