import type { DueProject } from '../../../src-shared/contract/survey-methods';
import type { DemonstrationLedger } from './ledger';

const august = '2018-08';
const september = '2018-09';
const leaders = ['周科长', '刘科长'];

/** Every third site has words of its own. */
const seen: Readonly<Record<string, string>> = {
  A: '场地平整完成，基坑未开挖，现场无施工人员。',
  B: '基础在施工，备案材料在区行政服务窗口。',
  C: '主体在建，总包合同已签，备案窗口要求补授权书。',
  O: '施工许可在办，临时道路已通，土方作业中。',
  L: '正常施工，照片没有时间和地点，现场已重拍。',
};

const missing: Readonly<Record<string, string>> = {
  B: '立项文件',
  C: '施工合同备案',
  L: '带时间、地点的现场照片',
  O: '施工许可',
};

async function plan(ledger: DemonstrationLedger, month: string, chosen: readonly DueProject[], from: string) {
  const routes = await ledger.call('surveys.propose', {
    month,
    projects: chosen.map(({ id }) => id),
    from,
    teams: 2,
    most: 6,
  });
  await ledger.call('surveys.plan', {
    month,
    routes: routes.map(({ region, date, team, projects }) => ({
      region,
      date,
      leader: leaders[team - 1] ?? '',
      team: `${team === 1 ? '一' : '二'}组，市发改委、市统计局各 1 人`,
      projects: projects.map(({ id }) => id),
    })),
  });
}

/** What was found on a site, in keeping with what its secretary reported: the survey of a demonstration changes no figure. */
function findingOf(project: DueProject, index: number) {
  const reason = project.reasons[0] ?? null;
  const verdict = reason === 'A' ? 'not_started' : reason === 'M' ? 'ready' : 'lacking';
  const finding = (reason && index % 3 === 0 ? seen[reason] : null) ?? '现场正常施工。';
  return {
    verdict,
    finding: verdict === 'not_started' ? (seen.A ?? finding) : finding,
    visitor: leaders[index % 2] ?? '',
    ...(reason ? { reason_code: reason } : {}),
    ...(reason && missing[reason] ? { missing: missing[reason] } : {}),
    ...(project.promisedMonth ? { promised_month: project.promisedMonth } : {}),
  };
}

/** The survey of August, done but for one route, and that of September, planned: both written down by the Commission on its day. */
export async function makeSurveys(ledger: DemonstrationLedger): Promise<void> {
  const before = await ledger.call('surveys.show', { month: august });
  await plan(ledger, august, before.due.filter(({ listed }) => !listed).slice(0, 26), '2018-08-21');
  const { routes, due } = await ledger.call('surveys.show', { month: august });
  const known = new Map(due.map((project) => [project.id, project]));
  const sites = routes.flatMap(({ visits }) => visits);
  const edits = sites.flatMap(({ record, project }, index) => {
    const one = known.get(project.id);
    if (!one) return [];
    // Two gates were closed.
    const set = index % 13 === 12 ? { state: 'missed' } : findingOf(one, index);
    return [{ id: String(record.id), set }];
  });
  if (edits.length > 0) await ledger.call('surveys.record', { edits });
  const after = await ledger.call('surveys.show', { month: september });
  const open = after.due.filter(({ listed }) => !listed);
  const urgent = open.filter(({ urgency }) => urgency !== 'waiting');
  const rest = open.filter(({ urgency }) => urgency === 'waiting');
  await plan(ledger, september, [...urgent, ...rest].slice(0, 40), '2018-09-21');
}
