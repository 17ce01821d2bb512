import { createHash } from 'node:crypto';
import { v7 } from 'uuid';

/** UUIDv7 of a record that is made at `at`; the same city has the same ids on every machine. */
export function recordId(key: string, at: string): string {
  const random = createHash('sha256').update(`wubao demonstration ${key}`).digest().subarray(0, 16);
  return v7({ msecs: Date.parse(at), random });
}
