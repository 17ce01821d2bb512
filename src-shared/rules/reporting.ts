import type { Device } from '../contract/trust-methods';
import { latestPeriod } from './period';

/** Secretaries from whom a report is expected, and those of them who have not reported since the last half-month ended. */
export function reportingOf<Reporter extends Pick<Device, 'state' | 'role' | 'lastReport'>>(
  devices: readonly Reporter[],
  today: string,
): { expected: Reporter[]; missing: Reporter[] } {
  const since = latestPeriod(today).end;
  const expected = devices.filter((device) => device.state === 'approved' && device.role === 'secretary');
  return {
    expected,
    missing: expected.filter((device) => device.lastReport === null || device.lastReport < since),
  };
}
