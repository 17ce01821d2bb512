import { regionCode } from '../../../src-shared/catalogues/regions';
import type { Comparison, ProjectFacts } from '../../../src-shared/contract/bulletin-methods';
import type { BulletinFigures, RegionFigures } from '../../../src-shared/contract/exchange-methods';
import { emptyCounts, regionFigures } from '../../../src-shared/rules/indicators';
import { lastMonth, type Period, periodOf } from '../../../src-shared/rules/period';
import { shiftOf, shiftsOf } from '../../../src-shared/rules/project-shifts';
import { Refusal } from '../../../src-shared/terms/errors';
import type { LedgerContext } from '../context';
import type { Handler } from '../handler';
import { authorsOf, type Between, changesReader } from './bulletin-changes';
import { figuresNow, requirePeriod } from './bulletin-figures';
import { type FoundBulletin, frozenBulletin, frozenFacts, frozenPeriods } from './bulletin-frozen';
import { projectFacts } from './project-facts';

interface Side {
  readonly period: Period;
  readonly figures: BulletinFigures;
  /** Null where it is as the ledger stands. */
  readonly frozen: FoundBulletin | null;
  /** Null where it was frozen on another machine. */
  readonly facts: ProjectFacts[] | null;
}

function frozenSide({ database }: LedgerContext, period: Period, frozen: FoundBulletin): Side {
  return { period, frozen, figures: frozen.figures, facts: frozenFacts(database, frozen) };
}

function fromSide(context: LedgerContext, code: string): Side & { frozen: FoundBulletin } {
  const period = requirePeriod(code);
  const frozen = frozenBulletin(context, period);
  if (!frozen) throw new Refusal('not_frozen', { period: period.name });
  return { ...frozenSide(context, period, frozen), frozen };
}

function toSide(context: LedgerContext, code: string): Side {
  const period = code === 'now' ? periodOf(context.clock.today()) : requirePeriod(code);
  const frozen = code === 'now' ? null : frozenBulletin(context, period);
  if (frozen) return frozenSide(context, period, frozen);
  const { database } = context;
  return { period, frozen: null, figures: figuresNow(database, period), facts: projectFacts(database, period) };
}

const described = ({ period, figures }: Side) => ({
  period: period.code,
  name: period.name,
  asOf: figures.asOf,
  frozenAt: figures.frozenAt,
});

const between = (from: Side & { frozen: FoundBulletin }, to: Side): Between => ({
  from: from.frozen.through,
  to: to.frozen?.through ?? null,
});

function regionPairs(from: BulletinFigures, to: BulletinFigures): Comparison['regions'] {
  const none = (name: string, { timeProportional }: BulletinFigures): RegionFigures =>
    regionFigures(emptyCounts(name), timeProportional);
  const names = new Set([...to.regions, ...from.regions].map(({ region }) => region));
  const find = (figures: BulletinFigures, name: string) =>
    figures.regions.find(({ region }) => region === name) ?? none(name, figures);
  return [...names].map((name) => ({
    code: regionCode(name) ?? null,
    before: find(from, name),
    after: find(to, name),
  }));
}

export const compareBulletins: Handler<'bulletins.compare'> = (context, input) => {
  const from = fromSide(context, input.from);
  const to = toSide(context, input.to);
  const shifted = from.facts && to.facts && shiftsOf(from.facts, to.facts);
  const authors = shifted && authorsOf(context, between(from, to), shifted, to.period.year);
  return {
    from: described(from),
    to: described(to),
    regions: regionPairs(from.figures, to.figures),
    totals: { before: from.figures.totals, after: to.figures.totals },
    projects: shifted?.map((project) => ({ ...project, authors: authors?.get(project.id) ?? [] })) ?? null,
  };
};

export const listChanges: Handler<'bulletins.changes'> = (context, { project: id, ...input }) => {
  const from = fromSide(context, input.from);
  const to = toSide(context, input.to);
  const find = ({ facts }: Side) => facts?.find((one) => one.id === id) ?? null;
  const project = shiftOf(find(from), find(to));
  if (!project) return [];
  const months = { from: `${to.period.end.slice(0, 4)}-01`, to: lastMonth(to.period) };
  return changesReader(context, between(from, to))(project, to.period.year, months).changes;
};

export const listFrozen: Handler<'bulletins.frozen'> = (context) =>
  frozenPeriods(context).flatMap((period) => {
    try {
      const frozen = frozenBulletin(context, period);
      return frozen ? [described({ period, frozen, figures: frozen.figures, facts: null })] : [];
    } catch (error) {
      // One that nobody can read is told where it is asked for; the others can still be chosen.
      if (error instanceof Refusal) return [];
      throw error;
    }
  });
