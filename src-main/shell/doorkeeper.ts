import { randomUUID } from 'node:crypto';
import {
  isMethodName,
  type MethodOf,
  methodOf,
  type OutputOf,
  type ParsedInputOf,
} from '../../src-shared/contract/contract';
import type { Method, Result } from '../../src-shared/contract/method';
import { type ErrorCode, Refusal } from '../../src-shared/terms/errors';
import { isOwnAddress } from './app-protocol';
import { type FileTokens, isNetworkPath } from './file-tokens';
import { inspect } from './limits';

export type ShellHandlers = {
  readonly [Name in MethodOf<'shell'>]: (input: ParsedInputOf<Name>) => OutputOf<Name> | Promise<OutputOf<Name>>;
};

/** Who speaks: the address of the frame, and whether it is the main frame of a window of ours. */
export interface Sender {
  readonly address: string;
  readonly isMainFrame: boolean;
}

export interface DoorkeeperParts {
  readonly handlers: ShellHandlers;
  readonly tokens: FileTokens;
  callLedger(method: string, input: unknown, key?: string): Promise<Result<unknown>>;
  /** Writes something unexpected into the log under an incident id. */
  report(incident: string, what: unknown): void;
}

const refuse = (code: ErrorCode, params: Record<string, string> = {}): Result<never> => ({
  ok: false,
  error: { code, params },
});

/**
 * Stands between the windows and everything else: every call passes here, whatever a page sends comes back as a value, and
 * nothing is thrown. Knows no Electron, so that all of it can be tried with anything.
 */
export class Doorkeeper {
  readonly #parts: DoorkeeperParts;

  constructor(parts: DoorkeeperParts) {
    this.#parts = parts;
  }

  async answer(sender: Sender, method: unknown, input: unknown, key: unknown): Promise<Result<unknown>> {
    try {
      if (!isTrusted(sender)) return this.#unexpected(`call from a foreign page: ${sender.address.slice(0, 200)}`);
      if (typeof method !== 'string' || method.length > 100 || !isMethodName(method)) {
        return refuse('unknown_method', { method: typeof method === 'string' ? method.slice(0, 100) : typeof method });
      }
      if (key !== undefined && (typeof key !== 'string' || key.length === 0 || key.length > 64))
        return refuse('invalid_input', { detail: '重复标记不对' });
      const verdict = inspect(input);
      if (verdict === 'too_large') return refuse('too_large');
      if (verdict === 'not_plain') return refuse('invalid_input', { detail: '只接受文字、数字和列表' });
      const declaration = methodOf(method);
      if (declaration.process === 'shell')
        return await this.#answerHere(method as MethodOf<'shell'>, declaration, input);
      const withPaths = this.#withPaths(declaration.files ?? [], input);
      if (!withPaths.ok) return withPaths;
      return await this.#parts.callLedger(
        method,
        withPaths.value,
        key ?? (declaration.kind === 'command' ? randomUUID() : undefined),
      );
    } catch (error) {
      if (error instanceof Refusal) return { ok: false, error: error.failure };
      return this.#unexpected(error);
    }
  }

  /** Token of a file that was dropped on a window; null for anything that is not a file of this computer. */
  tokenOf(sender: Sender, path: unknown): string | null {
    if (!isTrusted(sender) || typeof path !== 'string' || path === '' || path.length > 4096 || isNetworkPath(path))
      return null;
    return this.#parts.tokens.give(path);
  }

  async #answerHere(name: MethodOf<'shell'>, declaration: Method, input: unknown): Promise<Result<unknown>> {
    const parsed = declaration.input.safeParse(input);
    if (!parsed.success) return refuse('invalid_input', { detail: describeIssues(parsed.error.issues) });
    return { ok: true, value: await this.#parts.handlers[name](parsed.data as never) };
  }

  /** Puts paths in the place of tokens. A name that is no token never reaches the ledger. */
  #withPaths(fields: readonly string[], input: unknown): Result<unknown> {
    if (fields.length === 0 || typeof input !== 'object' || input === null || Array.isArray(input))
      return { ok: true, value: input };
    const paths: Record<string, unknown> = { ...input };
    for (const field of fields) {
      const value = paths[field];
      if (value === undefined) continue;
      const tokens = Array.isArray(value) ? value : [value];
      const found = tokens.map((token) => (typeof token === 'string' ? this.#parts.tokens.pathOf(token) : undefined));
      const lost = found.indexOf(undefined);
      if (lost >= 0) return refuse('no_file', { name: '未经选择的文件' });
      paths[field] = Array.isArray(value) ? found : found[0];
    }
    return { ok: true, value: paths };
  }

  #unexpected(what: unknown): Result<never> {
    const incident = randomUUID().slice(0, 8);
    this.#parts.report(incident, what);
    return { ok: false, error: { code: 'unexpected', params: {}, incident } };
  }
}

function isTrusted(sender: Sender): boolean {
  return sender.isMainFrame && isOwnAddress(sender.address);
}

function describeIssues(
  issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[],
): string {
  return issues
    .slice(0, 3)
    .map(({ path, message }) => (path.length > 0 ? `${path.map(String).join('.')} ${message}` : message))
    .join('；');
}
