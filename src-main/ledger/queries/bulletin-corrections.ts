import type { Corrections } from '../../../src-shared/contract/bulletin-methods';
import { correctedFigures, correctionsOf, openFrom } from '../../../src-shared/rules/corrections';
import { addMonths } from '../../../src-shared/rules/dates';
import { lastMonth, type Period } from '../../../src-shared/rules/period';
import type { LedgerContext } from '../context';
import type { Handler } from '../handler';
import { changesReader } from './bulletin-changes';
import { bulletinRegion, requirePeriod } from './bulletin-figures';
import { frozenBefore, frozenBulletin, frozenFacts } from './bulletin-frozen';
import { projectFacts } from './project-facts';

type Reading = Pick<LedgerContext, 'database' | 'identity' | 'journal'>;

/** What the ledger now says of the newest frozen period before `period`, against what was frozen. See `bulletins.corrections`. */
export function correctionsNow(context: Reading, period: Period): Corrections {
  const { database } = context;
  const before = frozenBefore(context, period);
  const frozen = before && frozenBulletin(context, before);
  if (!before || !frozen) return { of: null, projects: [], regions: [], totals: [] };
  const { frozenAt, asOf } = frozen.figures;
  const of = { period: before.code, name: before.name, asOf, frozenAt };
  const was = frozenFacts(database, frozen);
  if (!was || frozenAt === null) return { of, projects: null, regions: [], totals: [] };
  const past = { period: before, frozenOn: frozenAt.slice(0, 10) };
  const shifted = correctionsOf(was, projectFacts(database, before), past);
  const open = openFrom(past);
  const months = {
    from: `${before.end.slice(0, 4)}-01`,
    to: open === null ? lastMonth(before) : addMonths(`${open}-01`, -1).slice(0, 7),
  };
  const read = changesReader(context, { from: frozen.through, to: null });
  const projects = shifted.map((project) => ({ ...project, ...read(project, before.year, months) }));
  return { of, projects, ...correctedFigures(frozen.figures, projects, bulletinRegion) };
}

/**
 * The corrections that the paper of a period tells: as they stood when it was frozen, so that it can be made again word for word, else as
 * they stand now. What becomes known after its freeze is told by the next paper.
 */
export function correctionsIn(context: Reading, period: Period): Corrections {
  return frozenBulletin(context, period)?.corrections ?? correctionsNow(context, period);
}

export const showCorrections: Handler<'bulletins.corrections'> = (context, { period }) =>
  correctionsIn(context, requirePeriod(period));
