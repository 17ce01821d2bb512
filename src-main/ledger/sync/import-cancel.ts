import type { Handler } from '../handler';

/** An import under way; it looks at `cancelled` between files and between batches. */
export interface CancellableImport {
  cancelled: boolean;
}

const running = new Set<CancellableImport>();

/** Runs an import that a person may cancel. */
export async function whileCancellable<Result>(work: (flag: CancellableImport) => Promise<Result>): Promise<Result> {
  const flag: CancellableImport = { cancelled: false };
  running.add(flag);
  try {
    return await work(flag);
  } finally {
    running.delete(flag);
  }
}

/** See `packages.cancel`: what is merged stays; files that have not been merged yet are told as not taken. */
export const cancelImport: Handler<'packages.cancel'> = () => {
  for (const flag of running) flag.cancelled = true;
  return { cancelled: running.size > 0 };
};
