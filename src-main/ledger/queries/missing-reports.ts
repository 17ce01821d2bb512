import { regions } from '../../../src-shared/catalogues/regions';
import type { MissingReports } from '../../../src-shared/contract/bulletin-methods';
import { daysBetween } from '../../../src-shared/rules/dates';
import type { Period } from '../../../src-shared/rules/period';
import { reportingFor } from '../../../src-shared/rules/reporting';
import type { LedgerContext } from '../context';
import type { Handler } from '../handler';
import { requirePeriod } from './bulletin-figures';
import { loadReporters } from './reporters';

const places = new Map(regions.map(({ code }, index) => [code, index]));
// Who works for the whole city stands before the regions.
const placeOf = (region: string | null) => (region === null ? -1 : (places.get(region) ?? regions.length));

/** Who has not reported for a period; see `reports.missing`. */
export function missingReports(
  { database, clock }: Pick<LedgerContext, 'database' | 'clock'>,
  period: Period,
): MissingReports {
  const today = clock.today();
  const over = period.end <= today;
  const { expected, missing } = reportingFor(loadReporters(database), period);
  const count = database
    .prepare(
      `SELECT count(*) FROM project WHERE deleted <> 1 AND replace(secretary, ' ', '') = replace(@person, ' ', '')
       AND (@region IS NULL OR region = @region)`,
    )
    .pluck();
  return {
    name: period.name,
    deadline: period.deadline,
    over,
    expected: expected.length,
    missing: (over ? missing : [])
      .toSorted((a, b) => placeOf(a.region) - placeOf(b.region))
      .map(({ id, person, unit, region, phone, lastReport, lastPackage }) => ({
        ...{ id, person, unit, region, phone, lastReport, lastPackage },
        days: lastReport === null ? null : daysBetween(lastReport, today),
        projects: count.get({ person, region }) as number,
      })),
  };
}

export const showMissing: Handler<'reports.missing'> = (context, { period }) =>
  missingReports(context, requirePeriod(period));
