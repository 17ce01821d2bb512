import type { Device } from '../contract/trust-methods';
import { latestPeriod } from './period';

/**
 * Secretaries from whom a report is expected, and those of them who have not reported since the last half-month ended. The second branch
 * of a device whose stream parted (`<id>~…`) is nobody else.
 */
export function reportingOf<Reporter extends Pick<Device, 'id' | 'state' | 'role' | 'lastReport'>>(
  devices: readonly Reporter[],
  today: string,
): { expected: Reporter[]; missing: Reporter[] } {
  const since = latestPeriod(today).end;
  const expected = devices.filter(
    ({ id, state, role }) => state === 'approved' && role === 'secretary' && !id.includes('~'),
  );
  return {
    expected,
    missing: expected.filter((device) => device.lastReport === null || device.lastReport < since),
  };
}
