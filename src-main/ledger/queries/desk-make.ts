import {
  type DeskLine,
  type DeskPart,
  deskHorizon,
  deskLines,
  deskPartOf,
  firstProjects,
  type GatheredDesk,
  gatherDesk,
} from '../../../src-shared/rules/desk';
import { reportPeriods } from '../../../src-shared/rules/desk-reports';
import type { PutOff } from '../../../src-shared/rules/desk-snooze';
import { Refusal } from '../../../src-shared/terms/errors';
import type { LedgerContext } from '../context';
import { Turns } from '../turns';
import { openDesk } from './desk-load';
import { countReports, deskProjectIds } from './desk-projects';

/** Projects that are read together. */
const portion = 200;

/** To-dos that a person put off to a day that has not come. */
function snoozesOf({ database, identity, clock }: LedgerContext): PutOff[] {
  return database
    .prepare('SELECT todo, until, reason FROM snooze WHERE deleted <> 1 AND person = @person AND until > @today')
    .all({ person: identity.person, today: clock.today() }) as PutOff[];
}

/** All that is to be done, every project, and the lines of the first ones. */
export interface MadeDesk extends GatheredDesk {
  readonly lines: readonly DeskLine[];
}

/**
 * The desk of the person at this machine, a portion of the projects at a time: between them whatever else is asked is answered first.
 * Throws Refusal ledger_stopped where the ledger is closed meanwhile.
 */
export async function makeDesk(context: LedgerContext, lines: number): Promise<MadeDesk> {
  const { database, clock, identity } = context;
  const city = identity.role === 'commission';
  const today = clock.today();
  const turns = new Turns(() => {
    if (!database.open) throw new Refusal('ledger_stopped');
  });
  const { surroundings, items } = openDesk(context, deskHorizon);
  await turns.rest();
  const ids = deskProjectIds(context);
  await turns.rest();
  const parts: DeskPart[] = [];
  for (let at = 0; at < ids.length; at += portion) {
    parts.push(deskPartOf(items(ids.slice(at, at + portion)), surroundings, today, city));
    await turns.rest();
  }
  const period = city ? await countReports(database, reportPeriods(today).present, turns) : null;
  await turns.rest();
  const desk = gatherDesk(parts, surroundings, ids.length, snoozesOf(context), today, city);
  const first = firstProjects(desk.projects, lines);
  return {
    ...desk,
    // A city looks only into some of its projects, but it counts the reports of all.
    period: { ...desk.period, ...period },
    lines: deskLines(first, items(first.map(({ id }) => id)), surroundings, today),
  };
}
