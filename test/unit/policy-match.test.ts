import { describe, expect, test } from 'vitest';
import { type KnownPermit, permitKnowledge } from '../../src-shared/rules/permit-nodes';
import {
  type MatchedProject,
  matchPolicy,
  type PolicyConditions,
  policyKnowledge,
} from '../../src-shared/rules/policy-match';
import { isClosing, policyWindow, windowSpan, windowWords } from '../../src-shared/rules/policy-window';
import { isSectorWanted, regionsOf, sectorsOf } from '../../src-shared/rules/policy-words';

const today = '2018-09-16';

const open: PolicyConditions = {
  opens_on: null,
  closes_on: null,
  sectors: null,
  regions: null,
  stages: null,
  least_investment: null,
  most_investment: null,
  requirements: null,
};

const carbon: MatchedProject = {
  region: '220202',
  sector: '新材料产业',
  industry: '2829',
  lifecycle: 'preparation',
  actual_start: null,
  actual_finish: null,
  total_investment: 680_000_000,
  code: '2018-220202-28-03-004217',
  code_state: 'has',
  listing: null,
  national_library: 'pushed',
};

const permit = (name: string, state: KnownPermit['state']): KnownPermit => ({
  catalogue_code: null,
  name,
  state,
  planned_submit: null,
  planned_finish: null,
  actual_submit: null,
  actual_finish: null,
});

function judged(
  policy: Partial<PolicyConditions>,
  project: Partial<MatchedProject> = {},
  permits: readonly KnownPermit[] = [],
  nodes: { code: 'approved'; actual: string | null }[] = [],
) {
  const whole = { ...carbon, ...project };
  const { match, missing } = matchPolicy({ ...open, ...policy }, whole, policyKnowledge(whole, permits, nodes), today);
  return [match, ...missing.map(({ sentence }) => sentence)];
}

describe('conditions of a policy', () => {
  test('none at all fits', () => {
    expect(judged({})).toEqual(['fits']);
    expect(judged({ sectors: '', regions: '', stages: [], requirements: [] })).toEqual(['fits']);
  });

  test('sectors meet by their words, not by their spelling', () => {
    expect(judged({ sectors: '装备制造、新材料' })).toEqual(['fits']);
    expect(judged({ sectors: '新材料业' }, { sector: '化工新材料' })).toEqual(['fits']);
    expect(judged({ sectors: '现代农业，旅游' })).toEqual(['excluded', '领域“新材料产业”不在支持范围']);
    expect(judged({ sectors: '现代农业' }, { sector: null })).toEqual(['lacks', '项目领域未填']);
    expect(judged({ sectors: '不限' }, { sector: null })).toEqual(['fits']);
    expect(judged({ sectors: 'C28' })).toEqual(['fits']);
    expect(judged({ sectors: 'C27' })).toEqual(['excluded', '领域“新材料产业”不在支持范围']);
  });

  test('regions by name; a word that names none is for a person to check', () => {
    expect(judged({ regions: '昌邑、龙潭区' })).toEqual(['fits']);
    expect(judged({ regions: '全市' })).toEqual(['fits']);
    expect(judged({ regions: '龙潭区' })).toEqual(['excluded', '昌邑区不在适用地区']);
    expect(judged({ regions: '老工业基地' })).toEqual(['lacks', '适用地区“老工业基地”请自己核对']);
    expect(judged({ regions: '龙潭区' }, { region: null })).toEqual(['lacks', '项目属地未填']);
  });

  test('a stage that is still to come is missing, one that has passed excludes', () => {
    expect(judged({ stages: ['preparation', 'construction'] })).toEqual(['fits']);
    expect(judged({ stages: ['construction', 'completed'] })).toEqual(['lacks', '还在前期阶段，须到在建']);
    expect(judged({ stages: ['reserve'] })).toEqual(['excluded', '已过阶段，现为前期']);
    expect(judged({ stages: ['construction'] }, { lifecycle: 'suspended' })).toEqual(['excluded', '已停工']);
    expect(judged({ stages: ['construction'] }, { lifecycle: null })).toEqual(['lacks', '项目阶段未填']);
    expect(judged({ stages: ['construction'] }, { lifecycle: null, actual_start: '2018-06' })).toEqual(['fits']);
  });

  test('size is named with its limit, both limits are inside', () => {
    expect(judged({ least_investment: 680_000_000, most_investment: 680_000_000 })).toEqual(['fits']);
    expect(judged({ least_investment: 50_000_000 }, { total_investment: 49_999_999 })).toEqual([
      'excluded',
      '总投资低于下限 5,000万元',
    ]);
    expect(judged({ most_investment: 100_000_000 })).toEqual(['excluded', '总投资高于上限 10,000万元']);
    expect(judged({ least_investment: 1 }, { total_investment: null })).toEqual(['lacks', '总投资未填']);
  });

  test('a prerequisite nobody recorded is unknown, one that is open is missing, a granted one is there', () => {
    const requirements = ['approval', 'land', 'environment', 'building'];
    expect(judged({ requirements })).toEqual([
      'lacks',
      '立项情况未登记',
      '用地情况未登记',
      '环评情况未登记',
      '施工许可情况未登记',
    ]);
    expect(
      judged({ requirements }, {}, [
        permit('企业投资项目备案', 'granted'),
        permit('国有建设用地使用权出让', 'granted'),
        permit('环境影响报告表审批', 'accepted'),
        permit('建筑工程施工许可证', 'not_needed'),
        permit('土地出让合同', 'granted'),
      ]),
    ).toEqual(['lacks', '缺环评批复']);
    expect(judged({ requirements: ['approval'] }, {}, [], [{ code: 'approved', actual: '2018-03-01' }])).toEqual([
      'fits',
    ]);
    expect(judged({ requirements: ['approval'] }, {}, [], [{ code: 'approved', actual: null }])).toEqual([
      'lacks',
      '缺立项批复',
    ]);
    expect(permitKnowledge('building', [permit('建筑工程施工许可证', 'not_needed')])?.done).toBe(true);
  });

  test('what nobody recorded is told apart from what is known to be missing', () => {
    const policy = { ...open, requirements: ['approval', 'environment', 'listed', 'project_code'], sectors: '旅游' };
    const project = { ...carbon, listing: 'missing', code: null };
    const knowledge = policyKnowledge(project, [permit('环境影响报告表审批', 'accepted')], []);
    const { missing } = matchPolicy(policy, project, knowledge, today);
    expect(missing.map(({ condition, state, excludes }) => [condition, state, excludes])).toEqual([
      ['sector', 'no', true],
      ['requirement', 'unknown', false],
      ['requirement', 'no', false],
      ['requirement', 'no', false],
      ['requirement', 'unknown', false],
    ]);
  });

  test('code, listing and national library are known from the project itself', () => {
    const requirements = ['project_code', 'listed', 'national_library'];
    expect(judged({ requirements })).toEqual(['lacks', '入统状态未填', '未入国家重大建设项目库（已推送）']);
    expect(
      judged({ requirements }, { code: null, code_state: 'pending', listing: 'missing', national_library: 'entered' }),
    ).toEqual(['lacks', '项目代码待赋码', '未入统（缺材料）']);
    expect(judged({ requirements: ['project_code'] }, { code: null, code_state: null })).toEqual([
      'lacks',
      '项目代码未填',
    ]);
  });
});

describe('windows', () => {
  const at = (opens_on: string | null, closes_on: string | null) => policyWindow({ opens_on, closes_on }, today);

  test('the first and the last day are inside', () => {
    expect(at(today, today)).toEqual({ state: 'open', days: 0 });
    expect(at('2018-09-17', null)).toEqual({ state: 'upcoming', days: 1 });
    expect(at(null, '2018-09-15')).toEqual({ state: 'closed', days: 1 });
    expect(at(null, null)).toEqual({ state: 'open', days: null });
  });

  test('in words, and the near end is marked', () => {
    expect(windowWords(at(null, '2018-09-28'))).toBe('还有 12 天');
    expect(windowWords(at(null, today))).toBe('今天截止');
    expect(windowWords(at('2018-09-18', null))).toBe('2 天后开始');
    expect(windowWords(at(null, '2018-09-13'))).toBe('已截止 3 天');
    expect(windowWords(at(null, null))).toBe('常年受理');
    expect([at(null, '2018-09-30'), at(null, '2018-10-01'), at(null, null)].map(isClosing)).toEqual([
      true,
      false,
      false,
    ]);
    expect(windowSpan({ opens_on: '2018-09-01', closes_on: '2019-01-05' }, today)).toBe('9月1日至2019年1月5日');
    expect(windowSpan({ opens_on: null, closes_on: null }, today)).toBeNull();
  });
});

test('lists are read as people type them', () => {
  expect(sectorsOf('装备制造业、新材料产业，旅游；C 28')).toEqual(['装备制造', '新材料', '旅游', 'c', '28']);
  expect(sectorsOf(null)).toEqual([]);
  expect(isSectorWanted(['制造'], '业', null)).toBe(false);
  expect(regionsOf('昌邑区 高新区')).toMatchObject({ unclear: [] });
  expect(regionsOf('吉林市')).toEqual({ codes: [], unclear: [] });
});
