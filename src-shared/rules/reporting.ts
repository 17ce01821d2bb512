import type { Device } from '../contract/trust-methods';
import { latestPeriod, type Period } from './period';

/**
 * Secretaries from whom a report is expected, and those of them who have not reported since the last half-month ended. The second branch
 * of a device whose stream parted (`<id>~…`) is nobody else.
 */
export function reportingOf<Reporter extends Pick<Device, 'id' | 'state' | 'role' | 'lastReport'>>(
  devices: readonly Reporter[],
  today: string,
): { expected: Reporter[]; missing: Reporter[] } {
  return reportingFor(devices, latestPeriod(today));
}

/**
 * The same for any period that is over. A report brings everything that was written before it, so whoever reported after the end of a
 * period has reported for it.
 */
export function reportingFor<Reporter extends Pick<Device, 'id' | 'state' | 'role' | 'lastReport'>>(
  devices: readonly Reporter[],
  { end }: Pick<Period, 'end'>,
): { expected: Reporter[]; missing: Reporter[] } {
  const expected = devices.filter(
    ({ id, state, role }) => state === 'approved' && role === 'secretary' && !id.includes('~'),
  );
  return {
    expected,
    missing: expected.filter((device) => device.lastReport === null || device.lastReport < end),
  };
}
