import { readFile } from 'node:fs/promises';
import path from 'node:path';

export const scheme = 'app';
/** The one origin that this program loads. */
export const origin = `${scheme}://wubao`;

export function isOwnAddress(address: string): boolean {
  return address === origin || address.startsWith(`${origin}/`);
}

/** The policy of every page; only the nonce of its styles differs. */
export function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};

// Plain names only: no escapes, no backslash, no NUL, no segment that begins with a dot.
const plainPath = /^(?:\/[A-Za-z0-9_-][A-Za-z0-9_.-]*)*\/?$/;

/** Kinds of pictures that leave the ledger's store for the window, and nothing else does. */
const pictureTypes = new Set(['image/jpeg', 'image/png', 'image/gif', 'image/webp']);
const pictureRoot = `${origin}/attachment/`;
const picturePath = /^(thumbnail|whole)\/([0-9a-f]{64})$/;

export interface WantedPicture {
  readonly size: 'thumbnail' | 'whole';
  readonly sha256: string;
}

/** Whether an address stands below the place of pictures; what exactly it names is for `servePicture`. */
export function isPictureAddress(address: string): boolean {
  return address.startsWith(pictureRoot);
}

/**
 * Answers a request for a picture of an attachment, `app://wubao/attachment/whole/<sha256>` or `…/thumbnail/<sha256>`, to the letter: no
 * query, no escape, no other method. `find` asks the ledger, which looks at the bytes; what it calls anything but a picture is not served.
 */
export async function servePicture(
  request: { readonly url: string; readonly method: string },
  find: (wanted: WantedPicture) => Promise<{ readonly place: string; readonly type: string } | null>,
): Promise<Response> {
  if (request.method !== 'GET') return refusal(405);
  if (!isPictureAddress(request.url)) return refusal(403);
  const [, size, sha256] = picturePath.exec(request.url.slice(pictureRoot.length)) ?? [];
  if (sha256 === undefined) return refusal(400);
  const found = await find({ size: size === 'whole' ? 'whole' : 'thumbnail', sha256 });
  if (!found || !pictureTypes.has(found.type)) return refusal(404);
  let body: Buffer;
  try {
    body = await readFile(found.place);
  } catch {
    return refusal(404);
  }
  return new Response(new Uint8Array(body), {
    headers: {
      'content-type': found.type,
      // Shown on its own it may do nothing at all.
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    },
  });
}

function refusal(status: number): Response {
  return new Response(null, { status });
}

/**
 * Answers a request for a file of the built window. Everything that is not plainly one of them is refused: the wrong host or
 * method, escapes, traversal, unknown types.
 */
export async function serveFile(
  request: { readonly url: string; readonly method: string },
  folder: string,
  makeNonce: () => string,
): Promise<Response> {
  if (request.method !== 'GET') return refusal(405);
  if (!isOwnAddress(request.url)) return refusal(403);
  const pathname = request.url.slice(origin.length).replace(/[?#].*$/s, '') || '/';
  if (!plainPath.test(pathname)) return refusal(400);
  const name = pathname === '/' ? '/index.html' : pathname;
  const type = types[path.posix.extname(name)];
  if (!type) return refusal(404);
  let body: Buffer;
  try {
    body = await readFile(path.join(folder, ...name.split('/')));
  } catch {
    return refusal(404);
  }
  const nonce = makeNonce();
  return new Response(name === '/index.html' ? pageWithNonce(body.toString('utf8'), nonce) : new Uint8Array(body), {
    headers: {
      'content-type': type,
      'content-security-policy': contentSecurityPolicy(nonce),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    },
  });
}

/** Where the window's code looks for the nonce that its style elements need. */
function pageWithNonce(page: string, nonce: string): string {
  return page.replace('<head>', `<head><meta property="csp-nonce" nonce="${nonce}">`);
}
