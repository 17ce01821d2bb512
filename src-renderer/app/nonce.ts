/**
 * Nonce of this page's content security policy, '' where there is none. Style elements without it are not applied
 * (`style-src 'self' 'nonce-…'`). A browser hides the attribute `nonce`, but not the property.
 */
export function readNonce(): string {
  const tagged = document.querySelector<HTMLElement>('meta[property="csp-nonce"], script[nonce]');
  return tagged?.nonce ?? '';
}

/** Lets libraries that make style elements of their own (scroll lock of dialogs) find the nonce where they look for it. */
export function publishNonce(nonce: string): void {
  Object.assign(globalThis, { __webpack_nonce__: nonce });
}
