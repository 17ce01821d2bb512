import { useEffect, useState } from 'react';

/**
 * An order that a person is changing, ahead of the ledger's answer: the next move starts from what she sees, however fast it follows. Ids
 * that are gone fall out, new ones come last; once the ledger has the same order it speaks again, so that a step back is seen.
 */
export function usePendingOrder(
  known: readonly string[],
): readonly [order: readonly string[], put: (order: readonly string[]) => void, forget: () => void] {
  const [pending, setPending] = useState<readonly string[] | null>(null);
  const order = pending
    ? [...pending.filter((id) => known.includes(id)), ...known.filter((id) => !pending.includes(id))]
    : known;
  const isSame = order.join() === known.join();
  useEffect(() => {
    if (isSame) setPending(null);
  }, [isSame]);
  return [order, setPending, () => setPending(null)];
}
