import type { FieldValue } from '../../../src-shared/entities/field';
import { lastDay } from '../../../src-shared/rules/dates';
import { plannedFinish } from '../../../src-shared/rules/road-map';
import { permitOfItem } from '../../../src-shared/rules/road-map-questions';
import { Refusal } from '../../../src-shared/terms/errors';
import type { Handler } from '../handler';
import type { Edit } from '../journal/edit';
import { loadRoad, requireDay, scheduleOrRefuse } from './permits';

export const startRoadMap: Handler<'permits.start'> = (context, { project: id, approvalType, codes }) => {
  const { project, permits, book } = loadRoad(context, id);
  const wanted = new Set(codes);
  const known = new Set(book.permits.map(({ code }) => code));
  const unknown = codes.filter((code) => !known.has(code));
  if (unknown.length > 0) throw new Refusal('invalid_input', { detail: `手续目录里没有 ${unknown.join('、')}` });
  const taken = new Set(permits.map((permit) => permit.catalogue_code));
  const items = book.permits.filter(({ code }) => wanted.has(code));
  const edits: Edit[] = items
    .filter(({ code }) => !taken.has(code))
    .map((item) => ({
      entity: 'permit',
      id: null,
      set: { project: id, state: 'not_started', ...permitOfItem(item) },
    }));
  const created = edits.length;
  if (project.approval_type !== approvalType) {
    edits.push({ entity: 'project', id, set: { approval_type: approvalType } });
  }
  if (edits.length > 0) context.journal.commit(edits, { source: '启动路线图' });
  return { created, kept: items.length - created };
};

/**
 * Planned days of every permit that is not granted. `earliest` plans what is possible, `latest` what just keeps the target; where it
 * cannot be kept any more both are the earliest.
 */
export const planPermits: Handler<'permits.plan'> = (context, { project: id, target: typed, manner }) => {
  const target = requireDay('目标开工', typed);
  const { project, permits, input } = loadRoad(context, id, target);
  const schedule = scheduleOrRefuse(input);
  const byId = new Map(permits.map((permit) => [permit.id, permit]));
  const edits = schedule.permits.flatMap((scheduled): Edit[] => {
    const permit = byId.get(scheduled.id);
    const { phase, earliestSubmit, earliestFinish, latestSubmit } = scheduled;
    if (!permit || phase === 'granted' || phase === 'dropped') return [];
    if (phase === 'running') return [{ entity: 'permit', id: permit.id, set: { planned_finish: earliestFinish } }];
    const late = manner === 'latest' && latestSubmit !== null && latestSubmit > (earliestSubmit ?? latestSubmit);
    const submit = late ? latestSubmit : earliestSubmit;
    if (submit === null) return [];
    const set: Record<string, FieldValue> = {
      planned_submit: submit,
      planned_finish: late ? plannedFinish(permit, input, submit) : earliestFinish,
    };
    return [{ entity: 'permit', id: permit.id, set }];
  });
  // A month that ends on the target says the same; it is not made more exact than she said it.
  if (project.planned_start === null || lastDay(project.planned_start) !== target) {
    edits.push({ entity: 'project', id, set: { planned_start: target } });
  }
  const committed = edits.length > 0 ? context.journal.commit(edits, { source: '按目标开工安排手续' }) : [];
  const planned = committed.filter(({ dot }, index) => dot !== null && edits[index]?.entity === 'permit').length;
  return { planned, earliestStart: schedule.earliestStart, float: schedule.float ?? 0 };
};
