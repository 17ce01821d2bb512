import { project as projectEntity } from '../../../src-shared/entities/project';
import { lifecycleLabel, moveEdit } from '../../../src-shared/rules/lifecycle-moves';
import { type PlannedStart, plannedStartOf } from '../../../src-shared/rules/planned-start';
import { promotionRates } from '../../../src-shared/rules/promotion-rates';
import { Refusal } from '../../../src-shared/terms/errors';
import type { Handler } from '../handler';
import { projectRow, projectSource, rowsByProject, toRow } from './rows';
import { viewSql } from './view-sql';

/** Came from a signing and was not given up: the denominator of 落地率, as in the bulletin. */
const signedOnce = `deleted <> 1 AND lifecycle IS NOT 'terminated'
  AND (lifecycle = 'signed' OR signed_on IS NOT NULL OR signing_event IS NOT NULL)`;

export const showLedger: Handler<'ledgers.show'> = (context, { ledger }) => {
  const { database } = context;
  const find = (condition: string) =>
    (
      database.prepare(`SELECT * FROM ${projectSource} WHERE ${condition} ORDER BY record`).all() as Record<
        string,
        unknown
      >[]
    ).map((raw) => toRow('project', raw));
  const projects = find(viewSql(ledger));
  const rates = ledger === 'signed' ? promotionRates(find(signedOnce)) : [];
  if (ledger !== 'planned-start') return { projects, starts: {}, rates };
  const permits = rowsByProject(database, 'permit');
  const today = context.clock.today();
  const starts: Record<string, PlannedStart> = {};
  for (const project of projects) {
    const start = plannedStartOf(project, permits.get(project.id) ?? [], today);
    if (start) starts[project.id] = start;
  }
  return { projects, starts, rates };
};

export const moveProject: Handler<'projects.move'> = (context, { id, to, reason, set: given }) => {
  const project = projectRow(context.database, id);
  if (!project) throw new Refusal('no_record', { entity: projectEntity.label, id });
  const edit = moveEdit(project, to, given, reason, context.clock.today());
  if ('illegal' in edit) {
    throw new Refusal('illegal_move', {
      from: lifecycleLabel(project.lifecycle ?? '') || '未填阶段',
      to: lifecycleLabel(to),
    });
  }
  if ('missing' in edit) throw new Refusal('missing_value', { label: edit.missing });
  const source = reason.trim() || `变更阶段：${lifecycleLabel(to)}`;
  const [written] = context.journal.commit([{ entity: 'project', id, set: edit.set }], { source });
  return { id, dot: written?.dot ?? null };
};
