import type { Database } from 'better-sqlite3';
import type { Corrections } from '../../../src-shared/contract/bulletin-methods';
import type { BulletinFigures } from '../../../src-shared/contract/exchange-methods';
import type { Period } from '../../../src-shared/rules/period';
import { Refusal } from '../../../src-shared/terms/errors';
import { beijingTimestamp } from '../clock';
import type { LedgerContext } from '../context';
import type { Handler } from '../handler';
import { correctionsNow } from './bulletin-corrections';
import { surroundingsNow } from './bulletin-facts';
import { figuresNow, requirePeriod } from './bulletin-figures';
import { bulletinIn, bulletinScope, type FrozenBulletin, freezeKey, type StreamEnd } from './bulletin-frozen';
import { projectFacts } from './project-facts';

/** Where every device's stream ends here. */
export function streamEnds(database: Database): StreamEnd[] {
  return database
    .prepare(
      'SELECT id AS device, high_water AS seq, lower(hex(chain)) AS chain FROM device WHERE high_water > 0 ORDER BY id',
    )
    .all() as StreamEnd[];
}

/** Longest text of a freeze: well within what the field takes. */
const mostText = 350_000;

/** The text of a freeze. Where very much was corrected, single changes are left out of it first, then single projects: sums always stand. */
function frozenText(frozen: FrozenBulletin): string {
  const { corrections } = frozen;
  const withProjects = (projects: Corrections['projects']) =>
    JSON.stringify({ ...frozen, corrections: { ...corrections, projects } } satisfies FrozenBulletin);
  const whole = withProjects(corrections.projects);
  if (whole.length <= mostText) return whole;
  const short = withProjects(corrections.projects?.map((project) => ({ ...project, changes: [] })) ?? null);
  return short.length <= mostText ? short : withProjects(null);
}

/**
 * Keeps the figures of a period for good, so that a published paper can always be made again, with the changes they came from and, on
 * this machine, the projects behind them; a second call returns the first figures. No step that undo takes back. Refused: a period that
 * has not begun, as nobody could ever correct its figures; a machine that is no commission's.
 */
export function freezeFigures(context: LedgerContext, period: Period): BulletinFigures {
  const { database, clock, journal, identity } = context;
  const scope = bulletinScope(context);
  const frozen = bulletinIn(database, scope, period);
  if (frozen) return frozen.figures;
  if (identity.role !== 'commission') throw new Refusal('freeze_not_commission', {});
  if (clock.today() < period.start) throw new Refusal('period_not_begun', { period: period.name });
  return journal.transaction(() => {
    const figures = { ...figuresNow(database, period), frozenAt: beijingTimestamp(clock.now()) };
    const text = frozenText({
      figures,
      through: streamEnds(database),
      corrections: correctionsNow(context, period),
      surroundings: surroundingsNow(context, period, figures),
    });
    journal.commit([{ entity: 'bulletin', id: null, set: { scope, period: period.code, figures: text } }], {
      source: '冻结',
      final: true,
    });
    const keep = database.prepare('INSERT OR REPLACE INTO frozen_project (freeze, project, facts) VALUES (?, ?, ?)');
    const freeze = freezeKey(text);
    for (const facts of projectFacts(database, period)) keep.run(freeze, facts.id, JSON.stringify(facts));
    return figures;
  });
}

export const freezeBulletin: Handler<'bulletins.freeze'> = (context, { period }) =>
  freezeFigures(context, requirePeriod(period));
