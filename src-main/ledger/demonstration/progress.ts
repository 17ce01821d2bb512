import { apportion } from './apportion';
import type { Draft, FixedReport, MonthFigures, MonthReport } from './draft';
import { planYear } from './figures';
import { tracks } from './kinds';
import type { Random } from './random';

/** How much of a year's work is done in a month: the ground is frozen until March. September counts to its middle. */
const season = [0.05, 0.02, 0.35, 0.9, 1.25, 1.4, 1.4, 1.3, 0.6];

/** First month of the plan year in which the project reports. */
function firstMonth(draft: Draft, random: Random): number {
  if (!draft.start?.startsWith(String(planYear))) return random.chance(0.2) ? 1 : 3;
  return Number(draft.start.slice(5, 7));
}

/** The reports of one project under construction up to `lastMonth`; their figures add up to what it completed. */
export function monthReports(draft: Draft, random: Random, lastMonth: number): MonthReport[] {
  const last = draft.september === false ? Math.min(lastMonth, 8) : lastMonth;
  const fixed = new Map((draft.reports ?? []).map((report) => [report.month, report]));
  const given = [...fixed.values()].reduce((sum, report) => sum + (report.figures?.completed ?? 0), 0);
  const rest = draft.completed - given;
  const first = Math.min(firstMonth(draft, random), ...fixed.keys());
  const months = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  const open = months.filter((month) => !fixed.get(month)?.figures);
  const spread = rest > 0 ? open : [];
  const shares = apportion(
    rest,
    spread.map((month) => ({
      weight: (season[month - 1] ?? 0) * (0.75 + random.next() / 2),
      least: 0,
      most: draft.completed,
    })),
  );
  const completedIn = new Map(spread.map((month, index) => [month, shares[index] ?? 0]));

  let done = draft.before;
  const reports: MonthReport[] = [];
  for (const month of months) {
    const report = fixed.get(month);
    const completed = completedIn.get(month) ?? 0;
    const figures = report?.figures ?? partsOf(draft, completed, done, random);
    if (!report && !completedIn.has(month)) continue;
    done += figures.completed;
    reports.push({ month, ...figures, ...wordsOf(draft, report, done) });
  }
  return reports;
}

const preparing = [
  '前期：选址和用地手续',
  '前期：方案审查',
  '前期：施工图审查',
  '前期：招标公告期',
  '前期：施工许可办理中',
];
const landing = ['签约：企业注册办理中', '签约：选址初审', '签约：已注册，首笔资金到位'];

/** Reports of a project where nothing is built yet: August and September, without figures. */
export function quietReports(draft: Draft, lastMonth: number): MonthReport[] {
  const texts = draft.lifecycle === 'signed' ? landing : preparing;
  const last = texts.length - 1;
  const reached = draft.prepared || draft.landed ? last : draft.name.length % last;
  return [8, 9].flatMap((month): MonthReport[] => {
    const report = draft.reports?.find((fixed) => fixed.month === month);
    // The ledger of signed projects was begun at the end of August.
    if (month > lastMonth || (month === 8 && draft.lifecycle === 'signed')) return [];
    const image = report?.image ?? texts[month === 8 ? Math.max(0, reached - 1) : reached] ?? '';
    const nextStep = report?.nextStep;
    return [
      {
        month,
        completed: 0,
        construction: 0,
        installation: 0,
        land: 0,
        stage: 0,
        image,
        ...(nextStep ? { nextStep } : {}),
      },
    ];
  });
}

/** Building first, machines later; land is bought before the year. */
function partsOf(draft: Draft, completed: number, done: number, random: Random): MonthFigures {
  const equipped = draft.kind.track === 'factory' || draft.kind.track === 'energy';
  const late = draft.total > 0 && done / draft.total > 0.5;
  const share = equipped ? (late ? random.between(35, 60) : random.between(0, 12)) : late ? random.between(5, 15) : 0;
  const installation = Math.floor((completed * share) / 100);
  return { completed, construction: completed - installation, installation, land: 0 };
}

const nextSteps = [
  '加派施工队伍，抢抓入冬前工期',
  '协调材料进场，下月完成本阶段',
  '按周调度，确保封顶',
  '组织设备招标和进场',
  '完善手续，同步推进配套管网',
  '做好冬施准备',
];

function wordsOf(
  draft: Draft,
  report: FixedReport | undefined,
  done: number,
): Pick<MonthReport, 'image' | 'stage' | 'nextStep'> {
  const stages = tracks[draft.kind.track];
  const share = Math.min(0.99, draft.total > 0 ? done / draft.total : 0);
  const image = report?.image ?? stages[Math.min(stages.length - 1, Math.floor(share * stages.length))] ?? '';
  const nextStep = report ? report.nextStep : nextSteps[(done + draft.name.length) % nextSteps.length];
  return { image, stage: Math.round(share * 100), ...(nextStep ? { nextStep } : {}) };
}
