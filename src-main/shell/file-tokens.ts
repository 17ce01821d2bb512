import { randomUUID } from 'node:crypto';

/** `\\server\share`, `//server/share` and the `\\?\` forms: never opened, so that no path can make the machine log on somewhere. */
export function isNetworkPath(path: string): boolean {
  return /^[\\/]{2}/.test(path) || /^file:/i.test(path);
}

/**
 * The window never sees a path: it holds tokens for what a person chose in a native dialog or dropped. A token is good until the
 * program ends or many newer ones were given.
 */
export class FileTokens {
  static readonly #most = 5000;
  readonly #paths = new Map<string, string>();

  give(path: string): string {
    const token = randomUUID();
    this.#paths.set(token, path);
    for (const oldest of this.#paths.keys()) {
      if (this.#paths.size <= FileTokens.#most) break;
      this.#paths.delete(oldest);
    }
    return token;
  }

  pathOf(token: string): string | undefined {
    return this.#paths.get(token);
  }
}
