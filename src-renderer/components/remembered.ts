import { useCallback, useState } from 'react';

/** A small preference of this window, kept on this machine; a value that does not read back falls back to `start`. */
export function useRemembered<Value>(name: string, start: Value): [Value, (next: Value) => void] {
  const key = `wubao-${name}`;
  const [value, setValue] = useState<Value>(() => {
    try {
      const kept = localStorage.getItem(key);
      return kept === null ? start : (JSON.parse(kept) as Value);
    } catch {
      return start;
    }
  });
  const keep = useCallback(
    (next: Value) => {
      setValue(next);
      localStorage.setItem(key, JSON.stringify(next));
    },
    [key],
  );
  return [value, keep];
}
