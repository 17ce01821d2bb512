import { describe, expect, test } from 'vitest';
import type { FundingApplication } from '../../src-shared/entities/funding-application';
import { policyMaterials } from '../../src-shared/rules/funding-materials';
import { checklistOf, fundingDoubts, fundingMoves, moveWarning } from '../../src-shared/rules/funding-stages';
import { fundingSums } from '../../src-shared/rules/funding-sums';
import { applicationDemand, type FundingDeskProject, policyDemands } from '../../src-shared/rules/funding-todos';
import { policyKnowledge } from '../../src-shared/rules/policy-match';

const today = '2018-09-16';
const application: FundingApplication = {
  id: 'a1',
  deleted: false,
  project: 'p1',
  policy: 'y1',
  title: '申请省级工业专项',
  channel: 'central',
  stage: 'materials',
  stage_since: '2018-09-01',
  due: '2018-09-25',
  asked: 30_000_000,
  granted: null,
  paid: null,
  granted_on: null,
  document_number: null,
  library_code: null,
  handler: null,
  refusal_reason: null,
  note: null,
};

describe('stages', () => {
  test('forward by one, back to any, refused until money is granted', () => {
    expect(fundingMoves({ stage: 'materials', channel: 'central' })).toEqual({
      forward: 'county_review',
      back: ['reserved', 'matched', 'lead'],
      refuse: true,
    });
    expect(fundingMoves({ stage: null, channel: null })).toEqual({ forward: 'matched', back: [], refuse: true });
    expect(fundingMoves({ stage: 'granted', channel: null })).toMatchObject({ forward: 'paid', refuse: false });
    expect(fundingMoves({ stage: 'paid', channel: null })).toMatchObject({ forward: null, refuse: false });
    expect(fundingMoves({ stage: 'refused', channel: null })).toMatchObject({ forward: null, refuse: false });
    expect(fundingMoves({ stage: 'refused', channel: null }).back[0]).toBe('materials');
  });

  test('provincial money is not reviewed by the state', () => {
    expect(fundingMoves({ stage: 'province_review', channel: 'province' }).forward).toBe('granted');
    expect(fundingMoves({ stage: 'province_review', channel: 'central' }).forward).toBe('national_review');
    expect(fundingMoves({ stage: 'national_review', channel: 'province' })).toMatchObject({ forward: 'granted' });
  });

  test('papers that are missing are a word before the review, not a bar', () => {
    const papers = [{ state: 'ready' }, { state: 'missing' }, { state: null }, { state: 'not_needed' }];
    expect(checklistOf(papers)).toEqual({ ready: 1, needed: 3 });
    expect(moveWarning(application, 'county_review', papers)).toBe('申报材料还差 2 份');
    expect(moveWarning(application, 'county_review', [{ state: 'ready' }])).toBeNull();
    expect(moveWarning({ ...application, asked: null }, 'city_review', [])).toBe('还没有填申请金额');
    expect(moveWarning(application, 'reserved', papers)).toBeNull();
    expect(moveWarning(application, 'granted', papers)).toBe('还没有填下达金额');
  });

  test('doubts stand beside their field', () => {
    expect(fundingDoubts(application, today)).toEqual({});
    expect(fundingDoubts({ ...application, granted: 40_000_000, paid: 50_000_000 }, today)).toEqual({
      granted: '大于申请 3,000万元',
      paid: '大于下达 4,000万元',
    });
    expect(fundingDoubts({ ...application, paid: 1, stage: 'refused' }, today)).toEqual({
      paid: '还没有下达金额',
      refusal_reason: '未通过，原因未填',
    });
    expect(fundingDoubts({ ...application, stage: 'granted', granted_on: '2018-09-17' }, today)).toEqual({
      granted_on: '在今天以后',
      document_number: '已下达，文号未填',
    });
    expect(fundingDoubts({ ...application, channel: 'special_bond', stage: 'city_review' }, today)).toEqual({
      library_code: '专项债申报须有入库编码',
    });
  });
});

test('what no application names is not nought', () => {
  const { channels, total } = fundingSums([
    { ...application, granted: 20_000_000 },
    { ...application, channel: 'central', asked: 5_000_000, stage: 'refused' },
    { ...application, channel: null, asked: null },
  ]);
  expect(channels).toEqual([
    {
      channel: 'central',
      label: '中央预算内',
      count: 2,
      refused: 1,
      asked: 35_000_000,
      granted: 20_000_000,
      paid: null,
    },
    { channel: null, label: '未定渠道', count: 1, refused: 0, asked: null, granted: null, paid: null },
  ]);
  expect(total).toMatchObject({ count: 3, asked: 35_000_000, granted: 20_000_000, paid: null });
});

test('papers of a policy lose their numbers and stand once', () => {
  expect(policyMaterials('1. 资金申请报告；\n（二）立项批复\n\n立项批复\n- 真实性承诺\n2018年审计报告')).toEqual([
    { name: '资金申请报告', detail: null },
    { name: '立项批复', detail: null },
    { name: '真实性承诺', detail: null },
    { name: '2018年审计报告', detail: null },
  ]);
  const long = '附'.repeat(90);
  expect(policyMaterials(long)).toEqual([{ name: '附'.repeat(80), detail: long }]);
  expect(policyMaterials(null)).toEqual([]);
});

describe('what the desk is told', () => {
  const project = {
    id: 'p1',
    region: '220202',
    sector: '新材料',
    industry: null,
    lifecycle: 'preparation',
    actual_start: null,
    actual_finish: null,
    total_investment: 680_000_000,
    code: 'x',
    code_state: null,
    listing: null,
    national_library: null,
  };
  const item: FundingDeskProject = { project, knowledge: policyKnowledge(project, [], []), applications: [] };
  const policy = {
    id: 'y1',
    title: '省级工业专项',
    opens_on: null,
    closes_on: '2018-09-28',
    sectors: '新材料',
    regions: null,
    stages: null,
    least_investment: null,
    most_investment: null,
    requirements: ['approval', 'land'],
  };

  test('a window that closes, with what is missing', () => {
    expect(policyDemands(item, [policy], today)).toEqual([
      {
        id: 'policy:y1:p1',
        what: '申报 省级工业专项',
        why: '9月28日申报截止，立项情况未登记等 2 项',
        due: '2018-09-28',
        to: '/funding/policies/y1',
        action: '看政策',
        node: null,
      },
    ]);
  });

  test('nothing for who has applied, for other sectors, for windows that are shut or not yet open', () => {
    const applied = { ...item, applications: [application] };
    expect(policyDemands(applied, [policy], today)).toEqual([]);
    for (const other of [
      { ...policy, sectors: '旅游' },
      { ...policy, closes_on: '2018-09-15' },
      { ...policy, opens_on: '2018-09-20' },
      { ...policy, closes_on: null },
    ])
      expect(policyDemands(item, [other], today)).toEqual([]);
    expect(policyDemands({ ...item, project: { ...project, lifecycle: 'terminated' } }, [policy], today)).toEqual([]);
  });

  test('an application that is not handed in, with its papers', () => {
    expect(applicationDemand(application, [{ state: 'missing' }, { state: 'ready' }])).toMatchObject({
      id: 'funding:a1',
      due: '2018-09-25',
      why: '9月25日申报截止，现在材料阶段，材料还差 1 份',
    });
    expect(applicationDemand({ ...application, stage: 'county_review' }, [])).toBeNull();
    expect(applicationDemand({ ...application, due: null }, [])).toBeNull();
  });
});
