import type { Session, WebContents } from 'electron';
import { isOwnAddress } from './app-protocol';

/** Addresses that stay inside the window: its own files, and pictures that the page itself made. */
export function isLocalAddress(address: string, devTools: boolean): boolean {
  return isOwnAddress(address) || /^(?:data|blob):/.test(address) || (devTools && address.startsWith('devtools:'));
}

/** Only a plain https address of a named host, without name and password in it, may go to the system's browser. */
export function isPublicAddress(address: unknown): address is string {
  if (typeof address !== 'string' || address.length > 2048) return false;
  try {
    const { protocol, hostname, username, password } = new URL(address);
    return protocol === 'https:' && hostname !== '' && username === '' && password === '';
  } catch {
    return false;
  }
}

/** No permission, no device, no download, no network. */
export function lockSession(session: Session, devTools: boolean): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setSpellCheckerEnabled(false);
  session.on('will-download', (event) => event.preventDefault());
  session.webRequest.onBeforeRequest((request, answer) => answer({ cancel: !isLocalAddress(request.url, devTools) }));
  for (const foreign of ['http', 'https', 'file']) {
    session.protocol.handle(foreign, () => new Response('denied', { status: 403 }));
  }
}

/** The page stays the page: no navigation, no redirect, no second window, no embedded one. */
export function lockContents(contents: WebContents, openExternal: (address: string) => void): void {
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-frame-navigate', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    if (isPublicAddress(url)) openExternal(url);
    return { action: 'deny' };
  });
}
