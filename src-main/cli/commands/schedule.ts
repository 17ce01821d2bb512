import { isIsoDate } from '../../../src-shared/entities/field';
import { Refusal } from '../../../src-shared/terms/errors';
import { formatDate, unknown } from '../../../src-shared/terms/format';
import { command } from '../invocation';
import { projectId } from '../project-reference';
import { columns } from '../table';

export const scheduleCommand = command(
  'schedule',
  '手续倒排：要在某天开工，每项手续最迟哪天报件',
  {
    words: { usage: 'PROJECT', least: 1, most: 1 },
    options: {
      target: { type: 'string', valueHint: 'DATE', description: '目标开工日期，写成 2018-11-01', required: true },
    },
  },
  async (invocation, { target = '' }) => {
    if (!isIsoDate(target)) {
      throw new Refusal('invalid_value', { label: '--target', detail: `没有“${target}”这一天，请写成 2018-11-01` });
    }
    const id = await projectId(invocation, invocation.positionals[0] ?? '');
    const schedule = await invocation.call('permits.schedule', { project: id, target });
    if (schedule.beyondCalendar) {
      invocation.say(
        `节假日安排已知到${formatDate(schedule.knownThrough)}，有的日子在这以外，只按周末推算，可能有出入。`,
      );
    }
    const json = schedule.permits.map(
      ({ code, name, latestSubmit, latestFinish, earliestFinish, float, critical, phase }) => ({
        permit: code === null ? name : `${code} ${name}`,
        latest_submit: latestSubmit,
        latest_finish: latestFinish,
        earliest_finish: earliestFinish,
        float_workdays: float,
        critical: critical && phase !== 'granted',
      }),
    );
    const head = ['手续', '最迟报件', '最迟办结', '最早办结', '浮动（工作日）', '关键'];
    const lines = json.map((row, index) => [
      row.permit,
      submitText(schedule.permits[index]?.phase, row.latest_submit),
      row.latest_finish ?? unknown,
      row.earliest_finish ?? unknown,
      row.float_workdays === null ? unknown : String(row.float_workdays).replace('-', '−'),
      row.critical ? '是' : '',
    ]);
    const float = schedule.float ?? 0;
    const room = float >= 0 ? `早于目标 ${float} 个工作日` : `晚于目标 ${-float} 个工作日`;
    return {
      json,
      text:
        json.length === 0
          ? '这个项目还没有开工前要办的手续'
          : `${columns([head, ...lines], [4])}\n最早 ${schedule.earliestStart} 可开工，${room}`,
    };
  },
);

function submitText(phase: string | undefined, latestSubmit: string | null): string {
  if (phase === 'granted') return '已办结';
  return phase === 'running' ? '已受理' : (latestSubmit ?? unknown);
}
