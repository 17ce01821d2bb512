import type { FieldValue } from '../../../src-shared/entities/field';
import { addWorkdays, WorkCalendar } from '../../../src-shared/rules/work-calendar';
import type { Edit } from '../journal/edit';
import { recordId } from './ids';
import { plusDays } from './step';

type Fields = Record<string, FieldValue>;

export const calendar = new WorkCalendar();
/** Worked days that a problem may stand on a level. */
export const limits: Readonly<Record<string, number>> = { secretary: 3, unit: 5, county: 10, city: 15 };

/** Since when it stands on its level, so that the limit of the level ends on the day that was promised. */
export function levelSince(level: string, reported: string, promised: string): string {
  const since = addWorkdays(calendar, promised, -(limits[level] ?? 5));
  return since < reported ? reported : since;
}

/** What stops the clock of a problem that waits for a check or was put aside. */
function stopOf(fields: Fields): Fields | null {
  const from = plusDays(String(fields.level_since), 3);
  if (fields.state === 'checking') return { reason: 'checking', stopped_on: from, note: '待核验' };
  if (fields.state === 'shelved') return { reason: 'shelved', stopped_on: from, note: '指标调整，年内复核' };
  return null;
}

/** Measures and stopped clocks of a problem that somebody works on. */
export function problemWork(problem: string, project: string, fields: Fields, at: string): Edit[] {
  const unit = String(fields.responsible_unit ?? '');
  const since = String(fields.level_since);
  const begun = ['handling', 'deferred', 'checking', 'shelved', 'closed'].includes(String(fields.state));
  const stop = stopOf(fields);
  const done = fields.state === 'checking' || fields.state === 'closed';
  const measures: Fields[] = begun
    ? [
        { content: '现场核实，定解决办法', unit, due: plusDays(since, 2), done_on: plusDays(since, 2) },
        {
          content: '按议定办法办结并回复',
          unit,
          ...(done ? { due: String(fields.promised_on), done_on: plusDays(since, 3) } : {}),
        },
      ]
    : [];
  return [
    ...measures.map(
      (set, index): Edit => ({
        entity: 'measure',
        id: recordId(`measure/${problem}/${index}`, at),
        create: true,
        set: { project, problem, ...set },
      }),
    ),
    ...(stop
      ? [
          {
            entity: 'clock_stop' as const,
            id: recordId(`clock_stop/${problem}`, at),
            create: true,
            set: { project, problem, ...stop },
          },
        ]
      : []),
  ];
}

/** The open problem of the pictures: its measures and the slip that nobody has answered. */
export function powerWork(problem: string, project: string, at: string): Edit[] {
  const measures: readonly Fields[] = [
    { content: '现场勘察，定接入点', unit: '昌邑供电', due: '2018-09-07', done_on: '2018-09-06' },
    { content: '出具供电方案', unit: '昌邑供电', due: '2018-09-12' },
    { content: '沟道开挖占道许可', unit: '区城管局', due: '2018-09-21' },
    { content: '提请市联席会议', unit: '区发改局', due: '2018-09-27' },
  ];
  return [
    ...measures.map(
      (set, index): Edit => ({
        entity: 'measure',
        id: recordId(`measure/${problem}/${index}`, at),
        create: true,
        set: { project, problem, ...set },
      }),
    ),
    {
      entity: 'slip',
      id: recordId(`slip/${problem}`, at),
      create: true,
      set: {
        project,
        problem,
        kind: 'supervision',
        number: '昌邑督〔2018〕9号',
        addressee: '昌邑供电分公司',
        issued_on: '2018-09-13',
        issued_by: '王秘书',
        requests:
          '9月14日前出具 10千伏专线供电方案\n9月21日前完成沟道开挖占道许可\n9月底前接通专线；接通前增供临时容量',
        reply_due: '2018-09-15',
      },
    },
    {
      entity: 'problem',
      id: problem,
      set: { company_confirmation: '陈厂长：未解决，影响 10月主体完工', evidence: '勘察记录、现场照片 2 张' },
    },
  ];
}

/** The joint meeting of the region that was held, and the city's that is to come. */
export function meetingEdits(
  region: string,
  problems: readonly { readonly id: string; readonly project: string; readonly fields: Fields }[],
  at: string,
): Edit[] {
  const held = recordId(`meeting/${region}/held`, at);
  const coming = recordId(`meeting/${region}/coming`, at);
  const item = (key: string, set: Fields): Edit => ({
    entity: 'meeting_item',
    id: recordId(`meeting_item/${region}/${key}`, at),
    create: true,
    set,
  });
  const county = problems.filter(({ fields }) => fields.level === 'county' && fields.state !== 'closed').slice(0, 3);
  const city = problems.filter(({ fields }) => fields.level === 'city' && fields.state !== 'closed').slice(0, 3);
  if (county.length === 0 && city.length === 0) return [];
  return [
    {
      entity: 'meeting',
      id: held,
      create: true,
      set: {
        title: `${region}项目建设联席会议（9月第1次）`,
        level: 'county',
        date: '2018-09-07',
        place: `${region}政务中心二楼会议室`,
        chair: '分管领导',
        attendees: '发改局、自然资源局、住建局、环保局、供电公司',
      },
    },
    {
      entity: 'meeting',
      id: coming,
      create: true,
      set: { title: `${region}项目建设联席会议（9月第2次）`, level: 'county', date: '2018-09-20', chair: '分管领导' },
    },
    ...county.map(({ id, project, fields }, index) =>
      item(`held/${index}`, {
        project,
        meeting: held,
        problem: id,
        matter: String(fields.description),
        crux: '部门意见不一致，时限未定',
        suggestion: '由责任单位牵头，一周内拿出方案',
        decider: '分管领导',
        decision: `由${fields.responsible_unit}牵头办结，每周报一次进展`,
        responsible_unit: String(fields.responsible_unit),
        due: ['2018-09-18', '2018-09-20', '2018-09-21'][index] ?? '2018-09-21',
        ...(index === 2 ? { done_on: '2018-09-13', result: '已按期办结' } : {}),
      }),
    ),
    ...city.map(({ id, project, fields }, index) =>
      item(`coming/${index}`, {
        project,
        meeting: coming,
        problem: id,
        matter: String(fields.description),
        crux: '涉及市级部门，本级定不了',
        suggestion: '提请市联席会议明确牵头单位和时限',
        decider: '市联席会议',
      }),
    ),
  ];
}
