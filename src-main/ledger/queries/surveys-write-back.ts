import type { ShownWriteBack } from '../../../src-shared/contract/survey-methods';
import {
  surveySource,
  type WriteBack,
  type WrittenField,
  writeBackOf,
  writtenValues,
} from '../../../src-shared/rules/survey-write-back';
import type { LedgerContext } from '../context';
import type { Handler } from '../handler';
import type { Edit } from '../journal/edit';
import { projectRow, type RowOf, rowsOfProject, toRow } from './rows';
import { refuse } from './surveys';
import { eventOfVisit } from './surveys-load';

interface Loaded {
  readonly visit: RowOf<'visit'>;
  readonly project: RowOf<'project'>;
  readonly listing: RowOf<'listing'> | null;
  readonly back: WriteBack;
}

/** A visit with what it would write; null where there is nothing to write from it: withdrawn, not visited, no verdict. */
export function loadBack({ database }: LedgerContext, id: string): Loaded | null {
  const raw = database.prepare('SELECT * FROM visit WHERE id = @id AND deleted <> 1').get({ id }) as
    | Record<string, unknown>
    | undefined;
  if (!raw) return null;
  const visit = toRow('visit', raw);
  const project = visit.project === null ? undefined : projectRow(database, visit.project);
  if (!project || project.deleted) return null;
  const listing = rowsOfProject(database, 'listing', project.id)[0] ?? null;
  const back = writeBackOf(visit, listing, project);
  return back && { visit, project, listing, back };
}

export const previewWriteBack: Handler<'surveys.previewBack'> = (context, { visits }) =>
  visits.flatMap((id): ShownWriteBack[] => {
    const loaded = loadBack(context, id);
    if (!loaded) return [];
    const { visit, project, back } = loaded;
    return [
      {
        visit: visit.id,
        project: project.id,
        name: project.short_name ?? project.name ?? '',
        visitedOn: visit.visited_on ?? '',
        changes: back.changes.map((change) => ({
          ...change,
          after: change.after ?? null,
          before: change.before ?? null,
        })),
        notes: [...back.notes],
        detail: back.detail,
      },
    ];
  });

function editsOf(
  { database }: LedgerContext,
  { visit, project, listing, back }: Loaded,
  take: ReadonlySet<WrittenField>,
) {
  const values = writtenValues(back.changes, take);
  const hasValues = Object.keys(values).length > 0;
  const edits: Edit[] = [];
  if (hasValues)
    edits.push(
      listing
        ? { entity: 'listing', id: listing.id, set: values }
        : { entity: 'listing', id: null, set: { ...values, project: project.id } },
    );
  const id = eventOfVisit(visit.id);
  const known = database.prepare('SELECT deleted FROM listing_event WHERE id = @id').get({ id }) as
    | { deleted: number }
    | undefined;
  const step = {
    date: visit.visited_on,
    kind: 'surveyed',
    level: 'city',
    unit: '市发改委、市统计局',
    detail: back.detail,
    ...(visit.reason_code ? { reason_code: visit.reason_code } : {}),
  };
  if (!known) edits.push({ entity: 'listing_event', id, create: true, set: { ...step, project: project.id } });
  // Once it is written its words stay, unless something is written anew: they tell what was reported at that time.
  else if (hasValues || known.deleted === 1)
    edits.push({ entity: 'listing_event', id, set: step, ...(known.deleted === 1 ? { deleted: false } : {}) });
  return { edits, changes: Object.keys(values).length };
}

export const writeBackSurvey: Handler<'surveys.writeBack'> = (context, { items }) => {
  if (context.identity.role === 'secretary') refuse('踏查结果由市发改委写回，项目秘书在入统页里改自己的');
  const byDay = new Map<string, Edit[]>();
  let cases = 0;
  let changes = 0;
  for (const { visit, take } of items) {
    const loaded = loadBack(context, visit);
    if (!loaded) continue;
    const written = editsOf(context, loaded, new Set(take));
    if (written.edits.length === 0) continue;
    cases += 1;
    changes += written.changes;
    const source = surveySource(loaded.visit.visited_on ?? '');
    byDay.set(source, [...(byDay.get(source) ?? []), ...written.edits]);
  }
  if (cases === 0) refuse('没有要写回的：这些踏查点还没有结论，或者已经写回');
  // One commit: whoever takes the step back takes all of it back. Each change says on which day it was surveyed.
  context.journal.commit(
    [...byDay].flatMap(([source, edits]) => edits.map((edit) => ({ ...edit, source }))),
    { source: '未入统踏查写回' },
  );
  return { cases, changes };
};
