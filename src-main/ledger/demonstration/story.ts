import { patronOf, regionCode } from '../../../src-shared/catalogues/regions';
import { escalationSource } from '../../../src-shared/rules/problem-history';
import type { Edit } from '../journal/edit';
import type { Draft, MonthReport } from './draft';
import { planYear, type RegionFigures } from './figures';
import { fundingEdits, policyEdits } from './funding';
import { recordId } from './ids';
import { listingEdits } from './listing-cases';
import { isNamed } from './named';
import { coldChainStops, permitsOf } from './permits';
import { meetingEdits, powerWork, problemWork } from './problem-work';
import { boardProblems, composedProblems, type ProblemDraft, powerProblem } from './problems';
import { monthReports, quietReports } from './progress';
import { promotionWork } from './promotion-work';
import { randomOf } from './random';
import {
  listingFields,
  listingId,
  monthCode,
  planFields,
  progressEdit,
  progressId,
  promotionFields,
  yuan,
} from './records';
import { nodeEdits } from './stage-nodes';
import { earlier, finder, type Placed, type Step } from './step';
import { noteEdits } from './work-notes';

const planAt = '2018-03-12T10:31:00+08:00';
const promotionAt = '2018-08-29T09:30:00+08:00';
/** Moments at which months were reported, but for the last one, which each region reports on its own day. */
const monthly: readonly (readonly [at: string, months: readonly number[]])[] = [
  ['2018-04-03T15:10:00+08:00', [1, 2, 3]],
  ['2018-05-03T14:20:00+08:00', [4]],
  ['2018-06-04T10:05:00+08:00', [5]],
  ['2018-07-03T15:40:00+08:00', [6]],
  ['2018-08-02T16:15:00+08:00', [7]],
  ['2018-08-29T15:30:00+08:00', [8]],
];

/** Steps of one secretary's year, in the order of time. Keys are unique in a city: names are. */
export function regionSteps(figures: RegionFigures, drafts: readonly Draft[]): Step[] {
  const building = drafts.filter(({ lifecycle }) => lifecycle === 'construction' || lifecycle === 'preparation');
  const promoted = drafts.filter((draft) => !building.includes(draft));
  const placed = building.map((draft): Placed => ({ draft, id: recordId(`project/${draft.name}`, planAt) }));
  const later = promoted.map((draft): Placed => ({ draft, id: recordId(`project/${draft.name}`, promotionAt) }));
  const short = figures.name.replace(/(食品区|开发区|[县市区])$/, '') || figures.name;
  const steps: Step[] = [
    { at: planAt, source: '导入 2018年投资计划.xlsx', edits: placed.flatMap((one) => planEdits(one, figures)) },
    { at: promotionAt, source: '导入 招商和储备项目台账.xlsx', edits: later.map((one) => promotionEdit(one, figures)) },
    ...monthSteps(figures, [...placed, ...later], short),
    ...paperSteps(figures, placed, later),
    ...specialSteps(figures, placed, later),
    ...dutySteps(figures, placed, later),
  ];
  return steps.filter((step) => step.edits.length > 0).sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

/** Whether the plan of March already knew it as started. */
const startedBefore = (draft: Draft, at: string) =>
  draft.lifecycle === 'construction' && (draft.start ?? '') < at.slice(0, draft.start?.length ?? 0);

/** Projects whose actual start the pictures let two people write on their own. */
const unknownStart = (draft: Draft) => draft.name === '大口钦现代物流园';
/** First plan of a project that was changed later, in 万元. */
const firstPlans: Readonly<Record<string, number>> = { 金珠生物基材料产业园: 30_000, 欢喜乡冷链仓储: 8_000 };

function planEdits({ draft, id }: Placed, figures: RegionFigures): Edit[] {
  const started = startedBefore(draft, planAt);
  const firstPlan = firstPlans[draft.name];
  const fields = {
    ...planFields(draft, figures),
    ...(firstPlan ? { annual_plan: { [planYear]: yuan(firstPlan) } } : {}),
    lifecycle: started ? 'construction' : 'preparation',
    ...(started && draft.start ? { actual_start: draft.start } : {}),
  };
  const listedMonth = draft.start && draft.start < '2018' ? monthCode(1) : null;
  const listing = started ? listingFields(draft, listedMonth) : { state: 'not_due' };
  return [
    { entity: 'project', id, create: true, set: fields },
    { entity: 'listing', id: null, set: { project: id, ...listing } },
  ];
}

function promotionEdit({ draft, id }: Placed, figures: RegionFigures): Edit {
  const leader = patronOf(regionCode(figures.name) ?? '');
  return {
    entity: 'project',
    id,
    create: true,
    set: { ...planFields(draft, figures), ...promotionFields(draft, leader) },
  };
}

function monthSteps(figures: RegionFigures, all: readonly Placed[], short: string): Step[] {
  const last = [earlier(figures.reportedAt, 2), [9]] as const;
  const moments = figures.reportedAt < '2018-09' ? monthly : [...monthly, last];
  const lastMonth = moments.at(-1)?.[1].at(-1) ?? 9;
  const reports = new Map(all.map(({ draft, id }) => [id, reportsOf(draft, lastMonth)]));
  return moments.map(([at, months]): Step => {
    const wanted = new Set(months);
    const name = months.length > 1 ? '一季度' : `${months[0]}月${months[0] === 9 ? '上半月' : ''}`;
    return {
      at,
      source: `导入 ${short}${name}调度表.xlsx`,
      edits: all.flatMap(({ draft, id }) => [
        ...startEdits(draft, id, at, months),
        ...(reports.get(id) ?? [])
          .filter(({ month }) => wanted.has(month))
          .map((report) => progressEdit(id, draft, report)),
      ]),
    };
  });
}

function reportsOf(draft: Draft, lastMonth: number): MonthReport[] {
  if (draft.lifecycle === 'construction') return monthReports(draft, randomOf(`progress/${draft.name}`), lastMonth);
  return draft.lifecycle === 'preparation' || draft.lifecycle === 'signed' ? quietReports(draft, lastMonth) : [];
}

/** Work that began since the last report, and what statistics made of that of the month before. */
function startEdits(draft: Draft, id: string, at: string, months: readonly number[]): Edit[] {
  if (draft.lifecycle !== 'construction' || !draft.start || startedBefore(draft, planAt)) return [];
  const startMonth = Number(draft.start.slice(5, 7));
  const month = months.at(-1) ?? 0;
  const edits: Edit[] = [];
  if (months.includes(startMonth)) {
    const start = unknownStart(draft) ? {} : { actual_start: draft.start };
    edits.push({ entity: 'project', id, set: { lifecycle: 'construction', ...start } });
    if (draft.listing?.state !== 'listed')
      edits.push({ entity: 'listing', id: listingId(id), set: listingFields(draft, null) });
  }
  // A month of review, then it is in.
  if (draft.listing?.state === 'listed' && month === Math.min(startMonth + 1, 8) && at > draft.start) {
    edits.push({ entity: 'listing', id: listingId(id), set: listingFields(draft, monthCode(month)) });
  }
  return edits;
}

/** Nodes, listing cases, notes and policy money, typed before the report. */
function dutySteps(figures: RegionFigures, placed: readonly Placed[], later: readonly Placed[]): Step[] {
  const at = (hours: number) => earlier(figures.reportedAt, hours);
  const own = placed.filter(({ draft }) => (draft.secretary ?? figures.secretary) === figures.secretary);
  const noted = figures.name === '昌邑区' ? own.filter(({ draft }) => isNamed(draft)) : own.slice(0, 8);
  return [
    { ...policyEdits(), source: '政策汇编' },
    { at: at(30), source: '', edits: nodeEdits(placed) },
    { at: at(29), source: '', edits: listingEdits(figures, placed, at(29)) },
    { at: at(28), source: '', edits: fundingEdits(figures, placed, at(28)) },
    { at: at(27), source: '', edits: noteEdits(figures, noted, at(27)) },
    // Promotion is told of only after its ledger was begun.
    {
      at: at(26.5) > promotionAt ? at(26.5) : '2018-08-29T10:00:00+08:00',
      source: '',
      edits: later.flatMap((one) => promotionWork(one, figures)),
    },
  ];
}

/** Permits and problems, typed in the days before the report. */
function paperSteps(figures: RegionFigures, placed: readonly Placed[], later: readonly Placed[]): Step[] {
  const permitsAt = earlier(figures.reportedAt, 22.5);
  const problemsAt = earlier(figures.reportedAt, 22);
  const today = permitsAt.slice(0, 10);
  const permits = placed.flatMap(({ draft, id }) =>
    permitsOf(draft, randomOf(`permits/${draft.name}`), today).map(
      (fields): Edit => ({
        entity: 'permit',
        id: recordId(`permit/${draft.name}/${fields.catalogue_code}`, permitsAt),
        create: true,
        set: { project: id, ...fields },
      }),
    ),
  );
  for (const { draft, id } of placed) {
    if (draft.permits !== 'cold-chain') continue;
    for (const { code, ...stop } of coldChainStops) {
      const permit = recordId(`permit/${draft.name}/${code}`, permitsAt);
      const stopId = recordId(`clock_stop/${draft.name}/${code}`, permitsAt);
      permits.push({ entity: 'clock_stop', id: stopId, create: true, set: { project: id, permit, ...stop } });
    }
  }
  const drafts = placed.map(({ draft }) => draft);
  const problems =
    figures.name === '昌邑区' && drafts.some((draft) => draft.shortName === powerProblem.project)
      ? boardProblems()
      : composedProblems(figures.name, drafts, randomOf(`problems/${figures.name}`), today);
  const projectId = finder([...placed, ...later]);
  const steps = new Map<string, Edit[]>();
  const told: { id: string; project: string; fields: ProblemDraft['fields'] }[] = [];
  for (const problem of problems) {
    // One that was raised after the report is not in it.
    const at = String(problem.fields.reported_on) > today ? '2018-09-14T16:10:00+08:00' : problemsAt;
    const edit = problemEdit(problem, projectId(problem.project), at);
    const one = { id: edit.id ?? '', project: projectId(problem.project), fields: problem.fields };
    // The meeting knows only what had been raised before.
    if (at === problemsAt) told.push(one);
    steps.set(at, [...(steps.get(at) ?? []), edit, ...problemWork(one.id, one.project, one.fields, at)]);
  }
  const meetings = meetingEdits(figures.name, told, problemsAt);
  steps.set(problemsAt, [...(steps.get(problemsAt) ?? []), ...meetings]);
  return [
    { at: permitsAt, source: '', edits: permits },
    ...[...steps].map(([at, edits]): Step => ({ at, source: '', edits })),
  ];
}

function problemEdit({ project, fields }: ProblemDraft, projectId: string, at: string): Edit {
  const id = recordId(`problem/${project}/${fields.number}`, at);
  return { entity: 'problem', id, create: true, set: { project: projectId, ...fields } };
}

/** What the pictures tell of single projects: changed plans, a late start, a problem step by step, work since the last report. */
function specialSteps(figures: RegionFigures, placed: readonly Placed[], later: readonly Placed[]): Step[] {
  const projectId = finder([...placed, ...later]);
  const has = (name: string) => placed.some(({ draft }) => draft.name === name);
  const revise = (at: string, name: string, set: Edit['set']): Step => ({
    at,
    source: '',
    edits: [{ entity: 'project', id: projectId(name), set }],
  });
  const plan = (amount: number) => ({ annual_plan: { [planYear]: yuan(amount) } });
  if (figures.name === '龙潭区' && has('大口钦现代物流园')) {
    return [
      revise('2018-08-20T17:48:00+08:00', '金珠生物基材料产业园', plan(32_000)),
      revise('2018-09-13T16:20:00+08:00', '金珠生物基材料产业园', plan(28_000)),
      revise('2018-09-13T16:20:30+08:00', '大口钦现代物流园', { actual_start: '2018-04-28' }),
    ];
  }
  if (figures.name === '船营区' && has('欢喜乡冷链仓储')) {
    return [
      revise('2018-09-14T10:40:00+08:00', '欢喜乡冷链仓储', plan(8_200)),
      revise('2018-09-14T10:42:00+08:00', '大绥河温泉度假区', { owner: '吉林省绥河温泉度假有限公司' }),
    ];
  }
  if (figures.name !== '昌邑区' || !has('松筑装配式建筑构件基地')) return [];
  const project = projectId(powerProblem.project);
  const id = recordId('problem/power', powerProblem.story[0]?.at ?? planAt);
  const told = powerProblem.story.map(({ at, set, cause }, index): Step => {
    const edit: Edit =
      index === 0 ? { entity: 'problem', id, create: true, set: { project, ...set } } : { entity: 'problem', id, set };
    return { at, source: cause ? escalationSource({ cause }) : '', edits: [edit] };
  });
  const workAt = '2018-09-13T16:30:00+08:00';
  return [
    ...told,
    { at: workAt, source: '', edits: powerWork(id, project, workAt) },
    unreportedStep(placed, project, id),
  ];
}

const unreportedAt = '2018-09-15T11:20:00+08:00';

/** What 王秘书 typed after her last report: no figures, so that her ledger and the city's add up alike. */
function unreportedStep(placed: readonly Placed[], project: string, problem: string): Step {
  const reported = placed.filter(
    ({ draft }) => draft.lifecycle === 'construction' && draft.september !== false && !draft.reports,
  );
  const unlisted = placed.filter(
    ({ draft }) => draft.lifecycle === 'construction' && draft.listing?.state === 'missing',
  );
  return {
    at: unreportedAt,
    source: '',
    edits: [
      {
        entity: 'problem',
        id: problem,
        set: { measures: '9月6日现场勘察，定接入点' },
      },
      {
        entity: 'work_log',
        id: recordId('work_log/power', unreportedAt),
        create: true,
        set: {
          project,
          problem,
          date: '2018-09-14',
          duty: 'problems',
          way: 'telephone',
          matter: '电话催办，供电答复方案待批',
          department: '昌邑供电分公司',
          person: '刘工',
          result: '方案待批',
          minutes: 5,
          secretary: '王秘书',
        },
      },
      ...reported.map(
        ({ id }): Edit => ({
          entity: 'progress',
          id: progressId(id, 9),
          set: { needs: '无', next_step: '抢抓入冬前工期，按周调度' },
        }),
      ),
      ...unlisted.map(({ id }): Edit => ({ entity: 'listing', id: listingId(id), set: { batch: '2018年9月' } })),
    ],
  };
}
