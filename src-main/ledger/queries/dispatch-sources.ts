import type { ProjectFacts } from '../../../src-shared/contract/bulletin-methods';
import type { OutputOf } from '../../../src-shared/contract/contract';
import { type FigureName, figureKinds } from '../../../src-shared/rules/figure-parts';
import { lastMonth, type Period } from '../../../src-shared/rules/period';
import type { LedgerContext } from '../context';
import { RecordCells } from '../journal/heads';
import { momentOf } from '../journal/hybrid-clock';

/**
 * Who wrote the cells that decide over some projects, as they stand now: persons whose changes came in packages, persons at this machine
 * (each counted once), and the moment of the latest change.
 */
export function sourceOf(
  context: LedgerContext,
  figure: FigureName,
  period: Period,
  projects: readonly ProjectFacts[],
): OutputOf<'dispatch.behind'>['source'] {
  const { database, journal } = context;
  const ids = JSON.stringify(projects.map(({ id }) => id));
  const numberOf = database.prepare('SELECT number FROM cell WHERE name = ?').pluck();
  const devices = new Set<number>();
  let latest = 0;
  const fields = new Map<string, string[]>();
  for (const { entity, field } of figureKinds[figure].cells) {
    const name = field === 'annual_plan' ? `annual_plan.${period.year}` : field;
    fields.set(entity, [...(fields.get(entity) ?? []), name]);
  }
  for (const [entity, names] of fields) {
    const numbers = names.flatMap((name) => (numberOf.get(name) as number | undefined) ?? []);
    const column = entity === 'project' ? 'id' : 'project';
    const inTime = entity === 'progress' ? 'AND t.month BETWEEN @first AND @last' : '';
    const rows = database
      .prepare(
        `SELECT f.packed FROM ${entity} t JOIN fields f ON f.record = t.record
         WHERE t.deleted <> 1 AND t.${column} IN (SELECT value FROM json_each(@ids)) ${inTime}`,
      )
      .pluck()
      .iterate(
        entity === 'progress' ? { ids, first: `${period.year}-01`, last: lastMonth(period) } : { ids },
      ) as Iterable<Buffer>;
    for (const packed of rows) {
      const cells = new RecordCells(packed);
      for (const number of numbers) {
        const head = cells.get(number)?.heads[0];
        if (!head) continue;
        devices.add(head.device);
        if (head.clock > latest) latest = head.clock;
      }
    }
  }
  const people = { reporters: new Set<string>(), here: new Set<string>() };
  for (const number of devices) {
    const { state, person, id } = journal.core.devices.byNumber(number);
    people[state === 'own' ? 'here' : 'reporters'].add(person || id);
  }
  return {
    reporters: people.reporters.size,
    here: people.here.size,
    until: latest > 0 ? momentOf(latest) : null,
  };
}
