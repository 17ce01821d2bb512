import { describe, expect, test } from 'vitest';
import type { ProblemAction } from '../../src-shared/contract/problem-methods';
import { problem as entity, type Problem } from '../../src-shared/entities/problem';
import { type Actor, closingNeeds, problemActions, rulingOf, samePerson } from '../../src-shared/rules/problem-actions';
import { advanceProblem, touchedStops } from '../../src-shared/rules/problem-advance';

const empty = Object.fromEntries(Object.keys(entity.fields).map((name) => [name, null])) as unknown as Problem;
const problemOf = (fields: Partial<Problem>): Problem => ({
  ...empty,
  id: 'q',
  deleted: false,
  level: 'unit',
  state: 'handling',
  handler: '刘工，昌邑供电',
  ...fields,
});
const wang: Actor = { role: 'secretary', person: '王秘书' };
const li: Actor = { role: 'secretary', person: '李主任' };
const liu: Actor = { role: 'secretary', person: '刘工' };
const zhou: Actor = { role: 'commission', person: '周科长' };
const field: Actor = { role: 'field', person: '踏查组' };
const done = [{ done_on: '2018-09-06' }];
const ready: Partial<Problem> = {
  state: 'checking',
  evidence: '送电照片',
  company_confirmation: '陈厂长：已送电',
  satisfaction: 'satisfied',
  checker: '李主任',
};
const fitting = (problem: Problem, actor: Actor) =>
  problemActions(problem, done, actor)
    .filter(({ fits }) => fits)
    .map(({ action }) => action);
const today = '2018-09-14';
const take = (fields: Partial<Problem>, actor: Actor, action: ProblemAction, values = {}, measures = done) =>
  advanceProblem(problemOf(fields), measures, actor, action, values, today);
const reasons = (result: ReturnType<typeof take>) => (result.ok ? [] : result.reasons);

describe('which step fits which state', () => {
  test.each([
    ['registered', ['verify', 'raise']],
    ['verified', ['assign', 'raise', 'shelve']],
    ['assigned', ['handle', 'hand_in', 'raise', 'request_extension', 'shelve']],
    ['handling', ['hand_in', 'raise', 'request_extension', 'shelve']],
    ['deferred', ['raise', 'grant_extension', 'refuse_extension', 'shelve']],
    ['checking', ['close', 'return']],
    ['returned', ['handle', 'hand_in', 'raise', 'request_extension', 'shelve']],
    ['shelved', ['resume']],
    ['closed', []],
  ])('%s', (state, actions) => {
    expect(fitting(problemOf({ state }), wang)).toEqual(actions);
  });

  test('one that does not fit says what it is and when it would', () => {
    expect(rulingOf('assign', problemOf({ state: 'registered' }), [], wang).reasons).toEqual([
      '现在是“登记”，交办须在“核实”时办理',
    ]);
  });
});

describe('who', () => {
  test('field staff take no step; the Commission assigns before the joint meeting', () => {
    const registered = problemOf({ state: 'registered' });
    expect(rulingOf('verify', registered, [], field).reasons[0]).toContain('由项目秘书或市发改委办理');
    const verified = problemOf({ state: 'verified', level: 'city' });
    expect(rulingOf('assign', verified, [], wang).reasons).toEqual(['已到市联席会议层级，由市发改委交办']);
    expect(rulingOf('assign', verified, [], zhou).reasons).toEqual([]);
  });

  test('only the named checker closes, and never the handler', () => {
    expect(rulingOf('close', problemOf(ready), done, li).reasons).toEqual([]);
    expect(rulingOf('close', problemOf(ready), done, wang).reasons).toEqual(['核验人是李主任，由本人销号']);
    expect(rulingOf('close', problemOf(ready), done, zhou).reasons).toEqual(['核验人是李主任，由本人销号']);
    expect(rulingOf('close', problemOf(ready), done, liu).reasons).toEqual(['您是承办人，销号由别人办理']);
    expect(reasons(take({ ...ready, checker: '刘工' }, liu, 'close'))).toContain('您是承办人，销号由别人办理');
  });

  test('nobody makes himself another by values', () => {
    expect(reasons(take(ready, wang, 'close', { checker: '王秘书' }))).toEqual(['这一步不能改“checker”']);
    expect(reasons(take(ready, liu, 'close', { handler: '赵工' }))).toEqual(['这一步不能改“handler”']);
  });

  test('where no checker is named, whoever closes it is the checker', () => {
    const result = take({ ...ready, checker: null }, li, 'close');
    expect(result).toMatchObject({
      ok: true,
      advance: { set: { state: 'closed', checker: '李主任', closed_on: today } },
    });
    expect(take({ ...ready, checker: null }, liu, 'close').ok).toBe(false);
  });

  test('an extension is decided by the Commission or in the name of somebody else', () => {
    const deferred = { state: 'deferred', extension_until: '2018-09-28' };
    expect(reasons(take(deferred, wang, 'grant_extension'))).toEqual(['请写明延期的批准人']);
    expect(reasons(take(deferred, wang, 'grant_extension', { extension_approver: '王秘书' }))).toEqual([
      '延期须由市发改委或领导批准，不能自己批',
    ]);
    expect(reasons(take(deferred, wang, 'grant_extension', { extension_approver: '刘工' }))).toEqual([
      '延期的批准人不能是承办人',
    ]);
    expect(take(deferred, wang, 'grant_extension', { extension_approver: '谢义' })).toMatchObject({
      ok: true,
      advance: { set: { state: 'handling', extension_approver: '谢义' }, forget: ['extension'] },
    });
    expect(take(deferred, zhou, 'grant_extension')).toMatchObject({
      ok: true,
      advance: { set: { extension_approver: '周科长' } },
    });
  });
});

describe('the four without which nothing is closed', () => {
  test.each([
    [{ evidence: null }, done, '没有佐证'],
    [{ company_confirmation: null }, done, '没有企业意见'],
    [{ satisfaction: null }, done, '没有写明企业是否满意'],
    [{ satisfaction: 'unsatisfied' }, done, '企业不满意'],
    [{ handler: null }, done, '没有写承办人'],
    [{}, [...done, { done_on: null }], '还有 1 条措施没有落实'],
    [{}, [], '没有写措施'],
  ])('%o', (fields, measures, sentence) => {
    expect(reasons(take({ ...ready, ...fields }, li, 'close', {}, measures as never))).toEqual([sentence]);
  });

  test('are all met in a finished case, and words stand for measures where none are listed', () => {
    expect(closingNeeds(problemOf(ready), done).every(({ met }) => met)).toBe(true);
    expect(take({ ...ready, measures: '架空线已接通' }, li, 'close', {}, [])).toMatchObject({ ok: true });
  });

  test('checker and handler are one person whatever unit or blank is added', () => {
    expect(samePerson('刘工，昌邑供电', '刘 工')).toBe(true);
    expect(samePerson('刘工（供电）', '刘工')).toBe(true);
    expect(samePerson('刘工', '刘工程师')).toBe(false);
    expect(samePerson(null, null)).toBe(false);
  });
});

describe('what a step writes', () => {
  test('handing in stops the clock, and needs measures and evidence', () => {
    expect(reasons(take({}, wang, 'hand_in', {}, [{ done_on: null }] as never))).toEqual([
      '还有 1 条措施没有落实',
      '没有佐证',
    ]);
    expect(take({ handler: null }, wang, 'hand_in', { evidence: '照片', checker: '李主任' })).toEqual({
      ok: true,
      advance: {
        set: { evidence: '照片', checker: '李主任', handler: '王秘书', state: 'checking' },
        stop: 'checking',
        end: [],
        forget: [],
        source: '',
      },
    });
    expect(reasons(take({ handler: null }, wang, 'hand_in', { evidence: '照片', checker: '王秘书' }))).toEqual([
      '核验人不能是承办人',
    ]);
  });

  test('a return needs a reason and ends the stop', () => {
    expect(reasons(take(ready, li, 'return'))).toEqual(['请写明退回原因']);
    expect(take(ready, zhou, 'return', { return_reason: '照片看不清' })).toMatchObject({
      ok: true,
      advance: { set: { state: 'returned', return_reason: '照片看不清' }, end: ['checking'] },
    });
  });

  test('shelving needs reason, approver and a day of review that is to come', () => {
    expect(reasons(take({}, wang, 'shelve', { review_on: today }))).toEqual([
      '请写明挂账理由',
      '请写明挂账的批准人',
      '复核日期须在今天之后',
    ]);
    const values = { shelving_reason: '林地指标', shelving_approver: '谢义', review_on: '2018-12-01' };
    expect(take({}, wang, 'shelve', values)).toMatchObject({
      ok: true,
      advance: { set: { ...values, state: 'shelved' }, stop: 'shelved', end: ['extension'] },
    });
    expect(take({ state: 'shelved' }, wang, 'resume')).toMatchObject({ ok: true, advance: { end: ['shelved'] } });
  });

  test('a step up says why and goes one level, not beyond the city', () => {
    expect(reasons(take({}, wang, 'raise'))).toEqual(['请写明提级理由']);
    expect(take({}, wang, 'raise', { reason: '部门定不了' })).toMatchObject({
      ok: true,
      advance: { set: { level: 'county', level_since: today }, source: '提级：部门定不了' },
    });
    expect(reasons(take({ level: 'city' }, wang, 'raise', { reason: '再提' }))).toEqual([
      '已在市联席会议层级，上面没有了',
    ]);
  });

  test('only open stops of the named reasons are touched', () => {
    const stops = [
      { reason: 'checking', resumed_on: null },
      { reason: 'checking', resumed_on: '2018-09-01' },
      { reason: 'other', resumed_on: null },
    ];
    expect(touchedStops(stops, ['checking'])).toEqual([stops[0]]);
  });
});
