import type { OutputOf } from '../../../src-shared/contract/contract';
import { leadersOn } from '../../../src-shared/rules/assignments';
import { regionFigures } from '../../../src-shared/rules/indicators';
import { countsOf } from '../../../src-shared/rules/project-facts';
import { type ReportedProblem, worstProjects } from '../../../src-shared/rules/report-project';
import { leaderOfProject, slicesOf } from '../../../src-shared/rules/slices';
import type { Handler } from '../handler';
import { assignmentRecords } from './assignments';
import { dispatchScope } from './dispatch-scope';
import { reportDay, reportedProblems, reportProjects } from './report-facts';

const worstShown = 10;

type Line = OutputOf<'dispatch.leader'>['problems'][number];

const lineOf = ({
  id,
  number,
  project,
  projectName,
  region,
  description,
  request,
  level,
  due,
  over,
}: ReportedProblem): Line => ({
  id,
  number,
  project,
  projectName,
  region,
  description,
  request,
  level,
  due,
  over,
});

export const showLeader: Handler<'dispatch.leader'> = (context, { period: code, leader }) => {
  const { period, figures, facts, leaderOf } = dispatchScope(context, code);
  const own = (facts ?? []).filter((one) => leaderOfProject(one, leaderOf) === leader);
  const ids = new Set(own.map(({ id }) => id));
  const problems = reportedProblems(context, reportDay(period, context.clock.today()));
  const projects = reportProjects(context, period, problems, own);
  const shares = figures.timeProportional;
  const mine = problems.filter(({ project }) => ids.has(project)).map(lineOf);
  return {
    post: leadersOn(assignmentRecords(context.database), period.end).find((one) => one.leader === leader)?.post ?? null,
    regions: slicesOf('region', own, shares, leaderOf),
    totals: regionFigures(countsOf(leader, own), shares),
    worst: worstProjects(projects)
      .slice(0, worstShown)
      .map(({ id, name, regionName, plan, completed, completionRate, gap, light, needs }) => ({
        id,
        name,
        region: regionName,
        plan,
        completed,
        rate: completionRate,
        gap,
        light: light.color,
        sentence: light.sentence,
        needs,
      })),
    problems: mine,
    decisions: mine.filter(({ level, request }) => (level === 'county' || level === 'city') && request !== null),
  };
};
