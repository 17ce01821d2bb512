import type { Database } from 'better-sqlite3';
import type { Device } from '../../../src-shared/contract/trust-methods';

/** Who is expected to report, with the newest package of each that was merged. */
export type Reporter = Pick<
  Device,
  'id' | 'person' | 'unit' | 'region' | 'role' | 'state' | 'lastReport' | 'lastPackage'
> & {
  /** As somebody wrote it down among the contacts: of the same unit first, the newest where there are several; '' where nobody did. */
  readonly phone: string;
};

/** Approved devices but this one, those that reported longest ago first. */
export function loadReporters(database: Database): Reporter[] {
  return database
    .prepare(
      `SELECT d.id, d.person, d.unit, d.region, d.role, d.state, substr(p.at, 1, 10) AS lastReport, p.name AS lastPackage,
         coalesce((SELECT c.phone FROM contact c WHERE c.deleted <> 1 AND replace(c.name, ' ', '') = replace(d.person, ' ', '')
           AND coalesce(c.phone, '') <> '' ORDER BY c.unit = d.unit DESC, c.record DESC LIMIT 1), '') AS phone
       FROM device d LEFT JOIN package p ON p.number = (SELECT r.number FROM package r
         WHERE r.device = d.id AND r.direction = 'in' AND r.kind = 'report' AND r.state = 'merged' ORDER BY r.at DESC, r.number DESC LIMIT 1)
       WHERE d.state = 'approved' ORDER BY coalesce(p.at, ''), d.number`,
    )
    .all() as Reporter[];
}
