import { createHash } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import type { Corrections, ProjectFacts } from '../../../src-shared/contract/bulletin-methods';
import type { BulletinFigures } from '../../../src-shared/contract/exchange-methods';
import { type Period, parsePeriod } from '../../../src-shared/rules/period';
import { cityScope } from '../../../src-shared/rules/rule-book';
import { Refusal } from '../../../src-shared/terms/errors';
import type { LedgerContext } from '../context';
import type { BulletinSurroundings } from './bulletin-facts';

/** Last change of one device's stream that the figures came from, with the link of its chain there: the same link, the same changes. */
export interface StreamEnd {
  readonly device: string;
  readonly seq: number;
  /** Hexadecimal. */
  readonly chain: string;
}

/** What stands in the field `figures` of a bulletin. */
export interface FrozenBulletin {
  readonly figures: BulletinFigures;
  readonly through: readonly StreamEnd[];
  /** What was known by then of the frozen period before: the paper of this period tells it. */
  readonly corrections: Corrections;
  /** What the paper says beyond its figures; what was frozen before papers kept it has none. */
  readonly surroundings?: BulletinSurroundings;
}

/** A frozen bulletin as it was found, with the key under which its projects are kept on the machine that froze it. */
export interface FoundBulletin extends FrozenBulletin {
  readonly freeze: string;
}

/** Key of a freeze: a hash of the text in which its figures are kept. */
export function freezeKey(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

/** Whose figures this machine freezes: a county's commission its region's, every other Commission the city's. */
export function bulletinScope({ identity }: Pick<LedgerContext, 'identity'>): string {
  return identity.role === 'commission' && identity.region !== null ? identity.region : cityScope;
}

/** The frozen figures of a scope and period; null where it is not frozen. Throws Refusal frozen_unreadable. */
export function bulletinIn(database: Database, scope: string, period: Pick<Period, 'code'>): FoundBulletin | null {
  const text = database
    .prepare(
      'SELECT figures FROM bulletin WHERE scope = @scope AND period = @period AND deleted <> 1 AND figures IS NOT NULL',
    )
    .pluck()
    .get({ scope, period: period.code }) as string | undefined;
  return text === undefined ? null : { ...readFrozen(text, period.code), freeze: freezeKey(text) };
}

/** Only what is needed to tell a freeze from something else is looked at: a newer program may have frozen more figures. */
const frozenSchema = z.looseObject({
  figures: z.looseObject({
    frozenAt: z.string(),
    asOf: z.string(),
    timeProportional: z.number(),
    regions: z.array(z.looseObject({ region: z.string() })),
    totals: z.looseObject({ region: z.string() }),
  }),
  through: z.array(z.looseObject({ device: z.string(), seq: z.number() })),
});

/** Throws Refusal frozen_unreadable for a text that no freeze wrote: somebody typed over it. */
function readFrozen(text: string, period: string): FrozenBulletin {
  try {
    return frozenSchema.parse(JSON.parse(text)) as unknown as FrozenBulletin;
  } catch {
    throw new Refusal('frozen_unreadable', { period });
  }
}

/** The frozen figures of a period that hold at this machine: those of its own scope, else the city's. */
export function frozenBulletin(
  context: Pick<LedgerContext, 'database' | 'identity'>,
  period: Pick<Period, 'code'>,
): FoundBulletin | null {
  const scope = bulletinScope(context);
  const own = bulletinIn(context.database, scope, period);
  return own ?? (scope === cityScope ? null : bulletinIn(context.database, cityScope, period));
}

/** The projects of a freeze as they were frozen; null where it was made on another machine. */
export function frozenFacts(database: Database, { freeze, figures }: FoundBulletin): ProjectFacts[] | null {
  const rows = database
    .prepare('SELECT facts FROM frozen_project WHERE freeze = @freeze')
    .pluck()
    .all({ freeze }) as string[];
  // A city without a project has no rows either.
  if (rows.length === 0 && Object.values(figures.totals).some((value) => typeof value === 'number' && value > 0))
    return null;
  return rows.map((facts) => JSON.parse(facts) as ProjectFacts);
}

/** Periods that are frozen here, in this machine's own scope or the city's; the last that ended first. */
export function frozenPeriods(context: Pick<LedgerContext, 'database' | 'identity'>): Period[] {
  const codes = context.database
    .prepare(
      'SELECT DISTINCT period FROM bulletin WHERE scope IN (@own, @city) AND deleted <> 1 AND figures IS NOT NULL',
    )
    .pluck()
    .all({ own: bulletinScope(context), city: cityScope }) as string[];
  return codes
    .flatMap((code) => parsePeriod(code) ?? [])
    .sort((a, b) => (a.end === b.end ? (a.start < b.start ? 1 : -1) : a.end < b.end ? 1 : -1));
}

/** The newest frozen period that ended before this one: of the same kind where there is one, else of any. */
export function frozenBefore(context: Pick<LedgerContext, 'database' | 'identity'>, period: Period): Period | null {
  const earlier = frozenPeriods(context).filter(({ end }) => end < period.end);
  return earlier.find(({ kind }) => kind === period.kind) ?? earlier[0] ?? null;
}
