/**
 * Puts text on the clipboard, from the handler of a click or a key. The window has no permission for the asynchronous clipboard,
 * so the old way comes first: it needs none while a person acts. False where neither worked.
 */
export async function copyText(text: string): Promise<boolean> {
  const field = document.createElement('textarea');
  field.value = text;
  field.setAttribute('aria-hidden', 'true');
  field.style.position = 'fixed';
  field.style.opacity = '0';
  const focused = document.activeElement;
  document.body.append(field);
  field.select();
  const copied = document.execCommand('copy');
  field.remove();
  if (focused instanceof HTMLElement) focused.focus();
  if (copied) return true;
  return navigator.clipboard.writeText(text).then(
    () => true,
    () => false,
  );
}
