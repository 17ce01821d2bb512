import { describe, expect, test } from 'vitest';
import { type Listing, listing as listingEntity } from '../../src-shared/entities/listing';
import { listingEvent } from '../../src-shared/entities/listing-event';
import { type Material, material as materialEntity } from '../../src-shared/entities/material';
import type { Project } from '../../src-shared/entities/project';
import { consistencyChecks } from '../../src-shared/rules/listing-consistency';
import { caseAfter, type KnownEvent, metLevels, stateAfter, waitingSince } from '../../src-shared/rules/listing-events';
import { completedSums } from '../../src-shared/rules/listing-figures';
import { materialChecklist, materialKindOf, shortMaterialName } from '../../src-shared/rules/listing-materials';
import { listingNextStep, listingOutlook, verdictLabel } from '../../src-shared/rules/listing-outlook';
import { hasOutgrownCheck, omissionCounts } from '../../src-shared/rules/listing-small';
import { isListingLater, laterWords, listingStanding } from '../../src-shared/rules/listing-standing';
import { currentRound, lastOfficeDay, shownMonths, windowOf, windowsOf } from '../../src-shared/rules/listing-windows';
import { defaultListingWindows } from '../../src-shared/rules/rule-book';
import { WorkCalendar } from '../../src-shared/rules/work-calendar';
import { projectOf } from '../support/plain-ledger';

const today = '2018-09-16';
const calendar = new WorkCalendar();
const windows = defaultListingWindows;

const nothing = (fields: object) => Object.fromEntries(Object.keys(fields).map((name) => [name, null]));
const caseOf = (fields: Partial<Listing>): Listing =>
  ({ id: 'l1', deleted: false, ...nothing(listingEntity.fields), project: 'p1', ...fields }) as Listing;
const paper = (name: string, state: string, detail: string | null = null): Material =>
  ({ id: name, deleted: false, ...nothing(materialEntity.fields), project: 'p1', name, state, detail }) as Material;
const event = (date: string, kind: string, level: string | null, more: Partial<KnownEvent> = {}): KnownEvent =>
  ({ ...nothing(listingEvent.fields), date, kind, level, ...more }) as unknown as KnownEvent;

const [licence = '', approval = '', contract = '', photos = ''] = materialChecklist('construction', []).required.map(
  (item) => item.name,
);
const allPapers = [licence, approval, contract, photos].map((name) => paper(name, 'ready'));
const agreeing: Partial<Listing> = {
  approval_owner: '吉林江澜新材料有限公司',
  contract_owner: '吉林江澜新材料有限公司',
  form_owner: '吉林江澜新材料有限公司',
  approval_investment: 680_000_000,
  form_investment: 680_000_000,
  approval_date: '2018-02-27',
  contract_date: '2018-06-29',
  declared_on: '2018-09-07',
};
const started: Partial<Project> = {
  lifecycle: 'construction',
  actual_start: '2018-07-31',
  total_investment: 680_000_000,
  approval_type: 'filing',
};

function outlook(
  listing: Partial<Listing> | null,
  materials: readonly Material[],
  events: readonly KnownEvent[] = [],
  day = today,
  project: Partial<Project> = started,
) {
  const found = listing && caseOf(listing);
  return listingOutlook({ project: projectOf(project), listing: found }, materials, events, windows, calendar, day);
}

describe('windows', () => {
  test('a month has three, January none, and a day that the month lacks is its last', () => {
    expect(windowsOf('2018-09', windows).map((window) => window.date)).toEqual([
      '2018-09-10',
      '2018-09-20',
      '2018-09-25',
    ]);
    expect(windowsOf('2018-01', windows)).toEqual([]);
    expect(windowsOf('2018-02', { county: 10, city: 20, province: 31 }).at(-1)?.date).toBe('2018-02-28');
    expect(windowsOf('2020-02', { county: 30, city: 30, province: 30 })[0]?.date).toBe('2020-02-29');
    expect(() => windowOf('city', '2018-01', windows)).toThrow(RangeError);
  });

  test.each([
    ['2018-09-16', '2018-09'],
    ['2018-09-25', '2018-09'],
    ['2018-09-26', '2018-10'],
    ['2018-12-25', '2018-12'],
    ['2018-12-26', '2019-02'],
    ['2019-01-01', '2019-02'],
    ['2019-01-31', '2019-02'],
  ])('on %s the round is that of %s', (day, round) => {
    expect(currentRound(windows, day)).toBe(round);
  });

  test('the line shows the present month, the round and the round after it', () => {
    expect(shownMonths(windows, '2018-09-16')).toEqual(['2018-09', '2018-10']);
    expect(shownMonths(windows, '2018-09-26')).toEqual(['2018-09', '2018-10', '2018-11']);
    expect(shownMonths(windows, '2018-12-20')).toEqual(['2018-12', '2019-01', '2019-02']);
    expect(shownMonths(windows, '2018-12-31')).toEqual(['2018-12', '2019-01', '2019-02', '2019-03']);
  });

  test('the office takes it up to the last worked day; on the days off before the window, up to the window', () => {
    // 2018-02-20 lies in the Spring Festival, 2018-02-14 is the last worked day before it.
    const window = windowOf('city', '2018-02', windows);
    expect(lastOfficeDay(window, calendar, '2018-02-01')).toBe('2018-02-14');
    expect(lastOfficeDay(window, calendar, '2018-02-16')).toBe('2018-02-20');
    expect(lastOfficeDay(window, calendar, '2018-02-25')).toBe('2018-02-14');
  });
});

describe('materials', () => {
  test('the kind decides what is required', () => {
    expect(materialChecklist('construction', []).required.map((item) => item.short)).toEqual([
      '营业执照',
      '立项文件',
      '施工合同',
      '现场照片',
    ]);
    expect(materialChecklist('property', []).needed).toBe(4);
    expect(materialChecklist('purchase', []).required.map((item) => item.short)).toEqual([
      '设备购置合同',
      '付款凭证或发票',
      '设备到位照片',
    ]);
    expect(shortMaterialName('用地、规划、环评文件')).toBe('用地、规划、环评文件');
  });

  test('a paper that nobody wrote about is missing, one that is not needed is not counted, an added one stands besides', () => {
    const list = materialChecklist('construction', [
      paper(licence, 'ready'),
      paper(contract, 'faulty', '已签，未备案'),
      paper(photos, 'not_needed'),
      paper('夜间施工照片', 'ready'),
    ]);
    expect([list.ready, list.needed, list.complete]).toEqual([1, 3, false]);
    expect(list.open.map((item) => item.short)).toEqual(['立项文件', '施工合同']);
    expect(list.extra.at(-1)).toMatchObject({ name: '夜间施工照片', state: 'ready' });
    expect(list.extra).toHaveLength(5);
    expect(materialChecklist('construction', allPapers).complete).toBe(true);
  });

  test('the kind follows the project until somebody chooses', () => {
    const kind = (chosen: string | null, project: Partial<Project>) => materialKindOf(chosen, projectOf(project));
    expect(kind(null, {})).toBe('construction');
    expect(kind(null, { nature: 'purchase' })).toBe('purchase');
    expect(kind(null, { industry: '7010' })).toBe('property');
    expect(kind(null, { sector: '房地产开发' })).toBe('property');
    expect(kind('construction', { nature: 'purchase' })).toBe('construction');
  });
});

describe('consistency', () => {
  const checksOf = (fields: Partial<Listing>, project: Partial<Project> = started, materials: Material[] = []) =>
    consistencyChecks('construction', caseOf(fields), projectOf(project), materials);
  const results = (fields: Partial<Listing>, project?: Partial<Project>) =>
    checksOf(fields, project).map(({ word }) => word);

  test('two values of two papers agree, differ, or wait', () => {
    expect(results(agreeing)).toEqual(['一致', '一致', '相符', '相符']);
    expect(results({})).toEqual(['待补', '待补', '待补', '待补']);
    expect(results({ ...agreeing, form_investment: 668_000_000 })[1]).toBe('不一致');
    expect(results({ ...agreeing, contract_owner: '江澜新材料有限公司' })[0]).toBe('不一致');
    expect(results({ ...agreeing, contract_date: '2018-02-27' })[2]).toBe('不一致');
    expect(results({ ...agreeing, declared_on: '2018-07-30' })[3]).toBe('不一致');
  });

  test('names are the same with either brackets; two that differ are enough to know', () => {
    expect(results({ ...agreeing, form_owner: '吉林江澜新材料有限公司 ' })[0]).toBe('一致');
    expect(
      results({ approval_owner: '甲（吉林）公司', contract_owner: '甲(吉林)公司', form_owner: '甲(吉林)公司' })[0],
    ).toBe('一致');
    expect(results({ approval_owner: '甲公司', form_owner: '甲公司' })[0]).toBe('待补');
    expect(results({ approval_owner: '甲公司', form_owner: '乙公司' })[0]).toBe('不一致');
  });

  test('a start known by its month waits where the month does not decide', () => {
    expect(results(agreeing, { ...started, actual_start: '2018-08' })[3]).toBe('相符');
    expect(results(agreeing, { ...started, actual_start: '2018-09' })[3]).toBe('待补开工日');
    expect(results(agreeing, { ...started, actual_start: '2018-10' })[3]).toBe('不一致');
  });

  test('a contract that is not filed leaves the order of dates open', () => {
    const checks = checksOf(agreeing, started, [paper(contract, 'faulty', '已签，未备案')]);
    expect(checks[2]).toMatchObject({ result: 'pending', word: '待备案后判定' });
    expect(checks[2]?.other[0]?.source).toBe('合同签订日，未备案');
  });

  test('each value says where it stands, and every value shown is one that was typed', () => {
    const checks = checksOf({ ...agreeing, form_investment: 668_000_000 });
    expect(checks[1]?.one).toEqual([
      { entity: 'listing', field: 'approval_investment', value: 680_000_000, source: '备案证明 2月27日' },
    ]);
    expect(checks[1]?.other[0]).toMatchObject({ value: 668_000_000, source: '申请表 9月7日，企业填' });
    expect(JSON.stringify(checks)).not.toMatch(/建议|应为|正确/);
    expect(consistencyChecks('purchase', caseOf(agreeing), projectOf(started))).toEqual([]);
  });
});

describe('events', () => {
  const round = '2018-09';

  test('a window is met by handing in or taking, and open again after a return', () => {
    const met = (events: KnownEvent[], state: string | null = 'missing') => [...metLevels(state, events, round)];
    expect(met([])).toEqual([]);
    expect(met([event('2018-09-10', 'lenient', 'county')])).toEqual(['county']);
    expect(met([event('2018-09-12', 'submitted', 'city')])).toEqual(['county', 'city']);
    expect(met([event('2018-09-12', 'submitted', 'city'), event('2018-09-14', 'returned', 'city')])).toEqual([
      'county',
    ]);
    expect(met([event('2018-09-14', 'questioned', 'city')])).toEqual([]);
    expect(met([event('2018-08-09', 'submitted', 'county')])).toEqual([]);
    expect(met([event('2018-08-30', 'submitted', 'county', { batch: round })])).toEqual(['county']);
    expect(met([], 'listed')).toEqual(['county', 'city', 'province']);
    expect(met([], 'province_review')).toEqual(['county', 'city', 'province']);
    // Written out of order: days count.
    expect(met([event('2018-09-08', 'submitted', 'county'), event('2018-09-05', 'returned', 'county')])).toEqual([
      'county',
    ]);
  });

  test('what an event makes of the case is offered with batch, reason and month', () => {
    expect(stateAfter(event(today, 'submitted', 'county'))).toBe('county_review');
    expect(stateAfter(event(today, 'passed', 'county'))).toBe('city_review');
    expect(stateAfter(event(today, 'passed', 'province'))).toBeNull();
    expect(stateAfter(event(today, 'lenient', 'county'))).toBeNull();
    expect(stateAfter(event(today, 'questioned', 'city'))).toBeNull();
    expect(caseAfter(event('2018-08-14', 'returned', 'county', { detail: '照片无时间地点' }))).toEqual({
      state: 'returned',
      batch: '2018-08',
      return_reason: '照片无时间地点',
    });
    expect(caseAfter(event('2018-09-28', 'listed', 'province'))).toEqual({
      state: 'listed',
      batch: '2018-09',
      listed_month: '2018-09',
    });
  });

  test('waiting counts from the day on which the level got it', () => {
    const events = [event('2018-09-08', 'submitted', 'county'), event('2018-09-11', 'passed', 'county')];
    expect(waitingSince('city_review', events)).toBe('2018-09-11');
    expect(waitingSince('county_review', events)).toBe('2018-09-08');
    expect(waitingSince('missing', events)).toBeNull();
  });
});

describe('outlook', () => {
  test('taken with a gap at the county: the city window is the limit, and an open limit comes before it', () => {
    const found = outlook(
      {
        ...agreeing,
        form_investment: 668_000_000,
        state: 'missing',
        reason_code: 'C',
        missing_materials: '施工合同备案',
      },
      [
        paper(licence, 'ready'),
        paper(approval, 'ready'),
        paper(contract, 'faulty', '已签，未备案'),
        paper(photos, 'ready'),
      ],
      [event('2018-09-10', 'lenient', 'county', { deadline: '2018-09-19' })],
    );
    expect(found).toMatchObject({
      verdict: 'at_risk',
      why: '20日前须补施工合同备案',
      nextWindow: { level: 'city', date: '2018-09-20' },
      deadline: '2018-09-19',
    });
    expect(listingNextStep(found, caseOf({ missing_materials: '施工合同备案' }))).toEqual({
      text: '补齐施工合同备案，并请企业核对总投资',
      date: '2018-09-19',
    });
  });

  test('waiting at a level with all papers is possible, and says for how long', () => {
    const found = outlook({ ...agreeing, state: 'city_review', reason_code: 'M' }, allPapers, [
      event('2018-09-08', 'submitted', 'county'),
      event('2018-09-11', 'passed', 'county'),
    ]);
    expect(found).toMatchObject({
      verdict: 'possible',
      why: '材料 4 / 4，市级待审 5 天',
      nextWindow: { level: 'province' },
    });
    expect(listingNextStep(found, caseOf({ state: 'city_review' }))).toEqual({
      text: '跟进市级审核',
      date: '2018-09-25',
    });
    expect(listingNextStep(outlook({ ...agreeing, state: 'province_review' }, allPapers), null)).toBeNull();
    expect(verdictLabel('possible', found.round, today)).toBe('9月底前可入统');
    expect(verdictLabel('possible', '2019-02', '2018-12-28')).toBe('2019年2月底前可入统');
  });

  test('a missed window is hopeless until the month after', () => {
    const found = outlook({ state: 'missing' }, [
      paper(licence, 'ready'),
      paper(approval, 'ready'),
      paper(photos, 'ready'),
    ]);
    expect(found).toMatchObject({
      verdict: 'hopeless',
      why: '县级窗口已过，缺施工合同',
      nextWindow: { level: 'county', round: '2018-10', date: '2018-10-10' },
      deadline: '2018-10-10',
    });
    expect(outlook(agreeing, allPapers).why).toBe('县级窗口已过，顺延到 10月');
    expect(
      outlook(agreeing, allPapers, [event('2018-12-11', 'submitted', 'county')], '2018-12-21').nextWindow,
    ).toMatchObject({
      level: 'city',
      round: '2019-02',
    });
  });

  test('before the window everything is open, and the last missing paper decides', () => {
    const day = '2018-09-04';
    expect(outlook(agreeing, allPapers, [], day)).toMatchObject({
      verdict: 'possible',
      why: '材料 4 / 4，10日前报县级',
    });
    expect(outlook(agreeing, allPapers.slice(1), [], day)).toMatchObject({
      verdict: 'at_risk',
      why: '10日前须补营业执照',
    });
    expect(outlook(null, [], [], day)).toMatchObject({ verdict: 'at_risk', why: '10日前须补营业执照等 4 份材料' });
    expect(outlook({ ...agreeing, approval_owner: '另一公司' }, allPapers, [], day).why).toBe(
      '10日前须请企业核对建设单位',
    );
    expect(outlook({}, allPapers, [], day).why).toBe('10日前须补全一致性 4 项');
    expect(outlook({ ...agreeing, reason_code: 'J' }, allPapers, [], day)).toMatchObject({
      verdict: 'at_risk',
      why: '10日前须解决：企业不配合',
    });
    expect(outlook({ ...agreeing, state: 'returned', reason_code: 'N' }, allPapers, [], day).why).toBe(
      '已退回，10日前须补正再报',
    );
  });

  test('a line about what is missing counts while it speaks of an open paper, or while nothing is ticked off', () => {
    const why = (missing_materials: string, papers: readonly Material[]) =>
      outlook({ ...agreeing, missing_materials }, papers, [], '2018-09-04').why;
    const others = allPapers.filter((known) => known.name !== contract);
    expect(why('缺施工合同备案。', others)).toBe('10日前须补施工合同备案');
    expect(why('立项批复', others)).toBe('10日前须补施工合同');
    expect(why('立项批复', [])).toBe('10日前须补立项批复');
    expect(why('施工合同备案', allPapers)).toBe('材料 4 / 4，10日前报县级');
  });

  test('what no paper can mend is hopeless', () => {
    expect(outlook({ ...agreeing, reason_code: 'C', other_reasons: ['A'] }, allPapers, [], '2018-09-04')).toMatchObject(
      {
        verdict: 'hopeless',
        why: '未实质开工（仅平场、围挡）',
      },
    );
  });

  test('on the window itself it is not missed, the day after it is', () => {
    expect(outlook(agreeing, allPapers, [], '2018-09-10').verdict).toBe('possible');
    expect(outlook(agreeing, allPapers, [], '2018-09-11').verdict).toBe('hopeless');
  });

  test('after the last window the next round is looked at, January left out', () => {
    expect(outlook(agreeing, allPapers, [], '2018-09-26')).toMatchObject({
      verdict: 'possible',
      round: '2018-10',
      why: '材料 4 / 4，10月10日前报县级',
    });
    expect(outlook(agreeing, allPapers, [], '2019-01-08')).toMatchObject({
      round: '2019-02',
      nextWindow: { date: '2019-02-10' },
      // The 10th of February 2019 is the last day of the Spring Festival.
      deadline: '2019-02-03',
    });
  });
});

describe('light, later starts, small projects, two sums', () => {
  test('the light of listing alone', () => {
    expect(listingStanding(projectOf(started), today)).toEqual({ color: 'yellow', words: '开工 47 天未入统' });
    expect(listingStanding(projectOf(started), '2018-10-01').color).toBe('red');
    expect(listingStanding(projectOf({ ...started, listing: 'listed' }), today).color).toBe('green');
    expect(listingStanding(projectOf({ ...started, total_investment: 1 }), today).color).toBe('none');
  });

  test('what has not started says when it will', () => {
    const later = (fields: Partial<Project>) => projectOf({ total_investment: 60_000_000, ...fields });
    expect(laterWords(later({ lifecycle: 'preparation', planned_start: '2018-08' }), today)).toBe(
      '计划 8月开工，逾期 16 天',
    );
    expect(laterWords(later({ lifecycle: 'preparation', expected_start: '2018-11-01' }), today)).toBe(
      '目标 11月1日开工',
    );
    expect(laterWords(later({ lifecycle: 'signed' }), today)).toBe('签约，未注册');
    expect(isListingLater(later({ lifecycle: 'signed' }))).toBe(true);
    expect(isListingLater(later({ lifecycle: 'signed', total_investment: 49_999_999 }))).toBe(false);
    expect(isListingLater(later({ lifecycle: 'construction' }))).toBe(false);
  });

  test('findings of the small check are counted, and who grew over the threshold is named', () => {
    expect(
      omissionCounts([
        { omission_check: 'omitted', lead_source: null },
        { omission_check: null, lead_source: 'tax' },
      ]),
    ).toMatchObject({ none: 1, omitted: 1, open: 0 });
    expect(hasOutgrownCheck(projectOf({ lead_source: 'tax', total_investment: 50_000_000 }))).toBe(true);
    expect(hasOutgrownCheck(projectOf({ lead_source: 'tax', total_investment: 49_999_999 }))).toBe(false);
    expect(hasOutgrownCheck(projectOf({ total_investment: 90_000_000 }))).toBe(false);
    expect(hasOutgrownCheck(projectOf({ lead_source: 'tax', total_investment: 90_000_000, listing: 'listed' }))).toBe(
      false,
    );
  });

  test('dispatch and statistics are summed apart, and nothing given is not zero', () => {
    const month = (name: string, completed: number | null, statistics_completed: number | null) => ({
      month: name,
      completed,
      statistics_completed,
    });
    expect(
      completedSums(
        [month('2017-12', 9, 9), month('2018-07', 5, null), month('2018-09', 7, 2), month('2018-10', 1, 1)],
        today,
      ),
    ).toEqual({
      dispatch: { yuan: 12, from: '2018-07', to: '2018-09' },
      statistics: { yuan: 2, from: '2018-09', to: '2018-09' },
    });
    expect(completedSums([month('2018-09', 0, null)], today)).toEqual({
      dispatch: { yuan: 0, from: '2018-09', to: '2018-09' },
      statistics: null,
    });
  });
});
