import { formatDay } from '../terms/format';
import { lastDay } from './dates';
import { type Demand, type DeskItem, type DeskPermit, projectPath } from './desk-item';
import { isStarted, lifecycleOf } from './ledger-views';
import { monthName } from './lights';
import { isBeforeStart } from './permit-nodes';

/** What the permits of a project ask for, and its start. */
export function permitDemands(item: DeskItem, today: string): Demand[] {
  return [...item.permits.map((permit) => permitDemand(item, permit)), startDemand(item, today)].filter(
    (demand) => demand !== null,
  );
}

/** Papers that a permit lacks: '，缺能评报告', '，缺 2 份材料'. */
function missingPapers(documents: string | null): string {
  const lines = (documents ?? '').split(/\r?\n/).filter((line) => line.trim() !== '');
  if (lines.length === 0) return '';
  return lines.length === 1 ? `，缺${lines[0]?.trim().replace(/^缺/, '')}` : `，缺 ${lines.length} 份材料`;
}

function permitDemand({ project }: DeskItem, permit: DeskPermit): Demand | null {
  if (permit.state === 'granted' || permit.state === 'not_needed' || permit.actual_finish !== null) return null;
  const submitted = permit.state === 'accepted' || permit.state === 'paused' || permit.actual_submit !== null;
  const handIn = !submitted && permit.planned_submit !== null;
  const due = handIn ? permit.planned_submit : permit.planned_finish;
  if (due === null) return null;
  const what = `${permit.name ?? '手续'}${handIn ? '报件' : '办结'}`;
  const state = handIn
    ? permit.state === 'returned'
      ? '，已退件'
      : ''
    : permit.state === 'paused'
      ? '，停表中'
      : submitted
        ? '，已受理'
        : '，尚未报件';
  return {
    id: `permit:${permit.id}`,
    what,
    why: `计划 ${formatDay(due)}${handIn ? '报件' : '办结'}${state}${missingPapers(permit.missing_documents)}`,
    due,
    to: projectPath(project.id, 'permits'),
    action: '看手续',
    node: what,
  };
}

function startDemand({ project, permits }: DeskItem, today: string): Demand | null {
  const planned = project.planned_start;
  if (planned === null || isStarted(project) || lifecycleOf(project) === 'suspended') return null;
  const due = lastDay(planned);
  const open = permits.filter(
    (permit) => isBeforeStart(permit) && permit.state !== 'granted' && permit.state !== 'not_needed',
  );
  const holding = open.length === 1 ? `，${open[0]?.name ?? '1 项手续'}未办结` : `，还有 ${open.length} 项手续未办结`;
  return {
    id: `start:${project.id}`,
    what: due < today ? '未按计划开工' : '按计划开工',
    why: `计划 ${planned.length === 7 ? monthName(planned, today) : formatDay(planned)}开工${open.length > 0 ? holding : ''}`,
    due,
    to: projectPath(project.id, open.length > 0 ? 'permits' : 'progress'),
    action: open.length > 0 ? '看手续' : '看进度',
    node: '开工',
  };
}
