import type { Setting } from '../../../src-shared/contract/rule-values';
import {
  type EvaluationEvent,
  type EventFrame,
  listingEvent,
  monthEvent,
  permitsEvent,
  problemEvent,
  reportEvent,
  startEvent,
} from '../../../src-shared/rules/evaluation-events';
import { listingOutlook } from '../../../src-shared/rules/listing-outlook';
import { type PlannedStart, plannedStartOf } from '../../../src-shared/rules/planned-start';
import { type RuleBook, ruleBook } from '../../../src-shared/rules/rule-book';
import type { LedgerContext } from '../context';
import type { EvaluationMaterial } from './evaluation-counts';
import { projectRow, type RowOf, rowsOfProject } from './rows';
import { settingsOf } from './rules';

interface Known {
  readonly project: RowOf<'project'>;
  readonly name: string;
}

/** Where a project of the planned-start ledger stands, by its permits. */
function plannedStart(context: LedgerContext, project: RowOf<'project'>, book: RuleBook): PlannedStart | null {
  const { database } = context;
  return plannedStartOf(project, {
    permits: rowsOfProject(database, 'permit', project.id),
    nodes: rowsOfProject(database, 'node', project.id),
    stops: rowsOfProject(database, 'clock_stop', project.id),
    today: context.clock.today(),
    calendar: book.calendar,
    items: book.permits,
  });
}

/** Everything that could still be got done in a region, or is too late, as events of the simulator. */
export function candidateEvents(
  context: LedgerContext,
  material: EvaluationMaterial,
  region: string,
  frame: EventFrame,
): EvaluationEvent[] {
  const { database } = context;
  const settings: Setting[] = settingsOf(context);
  // Windows and limits are those of the region itself.
  const book = ruleBook(settings, region);
  const here = (one: { readonly region: string | null }) => one.region === region;
  const known = (id: string): Known | null => {
    const project = projectRow(database, id);
    return project ? { project, name: project.short_name ?? project.name ?? '' } : null;
  };
  const events: EvaluationEvent[] = [];
  for (const facts of material.present.filter(here)) {
    const { counted } = facts;
    const unlisted = counted.due === true && counted.listed !== true;
    const planned = facts.planned_start !== null && facts.actual_start === null;
    if (!unlisted && !planned) continue;
    const found = known(facts.id);
    if (!found) continue;
    const { project, name } = found;
    if (planned) {
      const start = plannedStart(context, project, book);
      if (counted.preparing && !counted.prepared) events.push(permitsEvent(facts, name, start, frame));
      const event = startEvent(facts, name, start, frame);
      if (event) events.push(event);
    }
    if (unlisted) {
      const outlook = listingOutlook(
        { project, listing: rowsOfProject(database, 'listing', facts.id)[0] ?? null },
        rowsOfProject(database, 'material', facts.id),
        rowsOfProject(database, 'listing_event', facts.id),
        book.listingWindows,
        book.calendar,
        frame.today,
      );
      events.push(listingEvent(facts, name, outlook, material.lateListings.includes(facts), frame));
    }
  }
  for (const { joined, deadline, outcome } of material.problems) {
    if (joined.project.region !== region) continue;
    const { problem, project } = joined;
    const event = problemEvent(
      {
        id: problem.id,
        project: project.id,
        name: project.name,
        description: problem.description ?? '',
        state: problem.state,
        extension: problem.extension_until,
        deadline,
        counted: outcome !== 'outside',
      },
      frame,
    );
    if (event) events.push(event);
  }
  for (const { month, projects } of material.incomplete.filter(here)) {
    events.push(
      monthEvent(
        month,
        projects.map(({ id, name }) => known(id)?.name ?? name),
      ),
    );
  }
  const person = database.prepare('SELECT person FROM device WHERE id = @id').pluck();
  for (const missed of material.missed.filter(({ reporter }) => here(reporter))) {
    events.push(reportEvent(missed, (person.get({ id: missed.reporter.id }) as string | undefined) ?? '', frame));
  }
  return events;
}
