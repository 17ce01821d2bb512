import { formatDay } from '../terms/format';
import { brief, type Demand, type DeskWorkLog } from './desk-item';

/** The next step that a note of the work log named, until it is done. */
export function nextStepDemand(note: DeskWorkLog, to: string): Demand | null {
  if (note.next_date === null || note.next_done !== null) return null;
  return {
    id: `next-step:${note.id}`,
    what: brief(note.next_step, 20) || '下一步',
    why: `${note.date ? `${formatDay(note.date)}` : ''}记：${brief(note.matter, 30)}`,
    due: note.next_date,
    to,
    action: '看纪实',
    node: null,
    tick: { entity: 'work_log', record: note.id, field: 'next_done', label: '已办' },
  };
}
