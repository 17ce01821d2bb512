import { QueryClient, type UseMutationResult, type UseQueryResult, useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Bridge } from '../src-shared/contract/bridge';
import type { InputOf, MethodName, OutputOf } from '../src-shared/contract/contract';
import type { LedgerEvent, Result } from '../src-shared/contract/method';
import { type Failure, failureMessage } from '../src-shared/terms/errors';

declare global {
  interface Window {
    readonly wubao: Bridge;
  }
}

/** An expected failure on its way through a library that knows only thrown errors. */
export class LedgerError extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failureMessage(failure));
    this.name = 'LedgerError';
    this.failure = failure;
  }
}

/** The failure behind anything that was thrown in the window. */
export function failureOf(error: unknown): Failure {
  return error instanceof LedgerError ? error.failure : { code: 'unexpected', params: {} };
}

/** Calls one method of the contract. Never rejects: a broken bridge is a failure like any other. `key` makes a command idempotent. */
export async function call<Name extends MethodName>(
  method: Name,
  input: InputOf<Name>,
  key?: string,
): Promise<Result<OutputOf<Name>>> {
  try {
    return (await window.wubao.call(method, input, key)) as Result<OutputOf<Name>>;
  } catch {
    return { ok: false, error: { code: 'ledger_stopped', params: {} } };
  }
}

/** Like `call`, but throws LedgerError; for query functions and sequences that stop at the first failure. */
export async function demand<Name extends MethodName>(
  method: Name,
  input: InputOf<Name>,
  key?: string,
): Promise<OutputOf<Name>> {
  const result = await call(method, input, key);
  if (!result.ok) throw new LedgerError(result.error);
  return result.value;
}

export const queryClient = new QueryClient({
  defaultOptions: {
    // The ledger tells when something changed; time and focus do not make a local answer stale.
    queries: {
      retry: false,
      staleTime: Number.POSITIVE_INFINITY,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
      networkMode: 'always',
    },
    mutations: { retry: false, networkMode: 'always' },
  },
});

let refreshing = false;
const staleListeners = new Set<() => void>();

/** Marks every cached answer stale; several calls in a row become one round of queries. */
export function refreshSoon(): void {
  if (refreshing) return;
  refreshing = true;
  setTimeout(() => {
    refreshing = false;
    for (const listener of staleListeners) listener();
    void queryClient.invalidateQueries();
  }, 30);
}

/** For caches outside the query client (the pages of a grid): called when the ledger's records changed. Returns the way to stop. */
export function onStale(listener: () => void): () => void {
  staleListeners.add(listener);
  return () => staleListeners.delete(listener);
}

/** Starts to follow the ledger's events; once for the window. Returns the function that stops it. */
export function followLedger(onEvent?: (event: LedgerEvent) => void): () => void {
  return window.wubao.listen((event) => {
    if (event.type === 'changed' || (event.type === 'ledger' && event.state === 'restarted')) refreshSoon();
    onEvent?.(event);
  });
}

/**
 * Answer of a query method, kept fresh by the ledger's events. `undefined` as input waits.
 *
 * const status = useLedgerQuery('ledger.status', {});
 * if (status.data) status.data.today; else if (status.error) <Trouble failure={status.error.failure} />
 */
export function useLedgerQuery<Name extends MethodName>(
  method: Name,
  input: InputOf<Name> | undefined,
  options: { keep?: boolean } = {},
): UseQueryResult<OutputOf<Name>, LedgerError> {
  return useQuery<OutputOf<Name>, LedgerError>({
    queryKey: [method, input],
    queryFn: () => demand(method, input as InputOf<Name>),
    enabled: input !== undefined,
    // With `keep` the former answer stays on the screen until the next one is there.
    ...(options.keep ? { placeholderData: (previous: OutputOf<Name> | undefined) => previous } : {}),
  } as Parameters<typeof useQuery<OutputOf<Name>, LedgerError>>[0]);
}

/**
 * Runs a command outside a component: with an idempotency key, once more with the same key where the ledger was just restarting,
 * and with a refresh of what is cached after success. `isStep` tells from the answer whether anything was done at all.
 */
export async function run<Name extends MethodName>(
  method: Name,
  input: InputOf<Name>,
  key: string = crypto.randomUUID(),
  isStep: (output: OutputOf<Name>) => boolean = () => true,
): Promise<Result<OutputOf<Name>>> {
  let result = await call(method, input, key);
  if (!result.ok && result.error.code === 'ledger_stopped') {
    await new Promise((resolve) => setTimeout(resolve, 1500));
    result = await call(method, input, key);
  }
  if (result.ok && isStep(result.value)) {
    for (const listener of stepListeners) listener();
    refreshSoon();
  }
  return result;
}

const stepListeners = new Set<() => void>();

/** Called after every step of this window, before whoever took it goes on: an offer to take the step before back is void then. */
export function onStep(listener: () => void): () => void {
  stepListeners.add(listener);
  return () => stepListeners.delete(listener);
}

export interface Progress {
  readonly step: string;
  readonly done: number;
  readonly total: number;
}

export type LedgerCommand<Name extends MethodName> = UseMutationResult<OutputOf<Name>, LedgerError, InputOf<Name>> & {
  /** How far a long command is, while it runs and says so. */
  readonly progress: Progress | null;
};

/**
 * A command method as a mutation: `command.mutate(input)` or `await command.mutateAsync(input)` (throws LedgerError). Every run
 * has its own idempotency key, and one that met a restarting ledger is repeated once with the same key. Cached answers are
 * refreshed after success. Failures are not shown by themselves: pass `onFailure: showFailure` or show `command.error`.
 */
export function useLedgerCommand<Name extends MethodName>(
  method: Name,
  options: {
    onDone?: (output: OutputOf<Name>, input: InputOf<Name>) => void;
    onFailure?: (failure: Failure) => void;
  } = {},
): LedgerCommand<Name> {
  const [running, setRun] = useState<{ key: string; progress: Progress | null } | null>(null);
  const key = running?.key;
  useEffect(() => {
    if (!key) return undefined;
    return window.wubao.listen((event) => {
      if (event.type === 'progress' && event.key === key) setRun({ key, progress: event });
    });
  }, [key]);
  const mutation = useMutation<OutputOf<Name>, LedgerError, InputOf<Name>>({
    mutationFn: async (input) => {
      const attempt = crypto.randomUUID();
      setRun({ key: attempt, progress: null });
      try {
        const result = await run(method, input, attempt);
        if (!result.ok) throw new LedgerError(result.error);
        return result.value;
      } finally {
        setRun(null);
      }
    },
    onSuccess: (output, input) => options.onDone?.(output, input),
    onError: (error) => options.onFailure?.(failureOf(error)),
  });
  return Object.assign({}, mutation, { progress: running?.progress ?? null });
}
