import { describe, expect, test } from 'vitest';
import type { LedgerContext } from '../../src-main/ledger/context';
import { compareBulletins, listChanges, listFrozen } from '../../src-main/ledger/queries/bulletin-compare';
import { showCorrections } from '../../src-main/ledger/queries/bulletin-corrections';
import { bulletinFigures, bulletinProjects, requirePeriod } from '../../src-main/ledger/queries/bulletin-figures';
import { freezeFigures } from '../../src-main/ledger/queries/bulletin-freeze';
import { listSources } from '../../src-main/ledger/queries/bulletin-sources';
import { adoptSide, listConflicts } from '../../src-main/ledger/queries/conflicts';
import { writeOwnEnrolment } from '../../src-main/ledger/sync/enrolment';
import { listReviews } from '../../src-main/ledger/sync/review';
import { regionName } from '../../src-shared/catalogues/regions';
import type { Comparison, Corrections } from '../../src-shared/contract/bulletin-methods';
import { contract } from '../../src-shared/contract/contract';
import type { BulletinFigures } from '../../src-shared/contract/exchange-methods';
import type { HistoryEntry } from '../../src-shared/contract/record-methods';
import { entityOf } from '../../src-shared/entities/entities';
import type { FieldValue } from '../../src-shared/entities/field';
import { formatValue } from '../../src-shared/terms/format';
import { addProject, approve, digest, Ledgers, report, revise, takeOne } from '../support/sync-ledgers';

const ledgers = new Ledgers();
const first = '2018-09-H1';
const second = '2018-09-H2';

function add(context: LedgerContext, entity: 'progress' | 'listing', set: Record<string, FieldValue>): string {
  return context.journal.commit([{ entity, id: null, set }])[0]?.id as string;
}

const built = { lifecycle: 'construction', actual_start: '2018-03', total_investment: 80_000_000 };

async function pair() {
  const commission = ledgers.commission();
  const secretary = ledgers.make();
  await approve(commission, secretary, await writeOwnEnrolment(secretary));
  let number = 0;
  const up = async () => {
    number += 1;
    const outcome = await takeOne(commission, await report(secretary, `昌邑-${number}.wubao`));
    expect(outcome.outcome).toBe('merged');
  };
  return { commission, secretary, up };
}

const corrections = (context: LedgerContext, period: string) => {
  const answer = showCorrections(context, { period }) as Corrections;
  expect(contract['bulletins.corrections'].output.safeParse(answer).success).toBe(true);
  return answer;
};
const figuresAt = (context: LedgerContext, period: string) => bulletinFigures(context, { period }) as BulletinFigures;
const shiftsIn = ({ projects }: Corrections) =>
  Object.fromEntries(
    (projects ?? []).map(({ name, kind, shifts }) => [
      name,
      [kind, ...shifts.map(({ figure, before, after }) => `${figure} ${before}→${after}`)],
    ]),
  );

describe('corrections', () => {
  test('what a secretary corrects in the past stands in the next bulletin, by whom, from which package, why', async () => {
    const { commission, secretary, up } = await pair();
    const project = addProject(secretary, '精密铸造扩能', { ...built, annual_plan: { 2018: 30_000_000 } });
    const august = add(secretary, 'progress', { project, month: '2018-08', completed: 5_000_000 });
    const september = add(secretary, 'progress', { project, month: '2018-09', completed: 1_000_000 });
    await up();
    const frozen = freezeFigures(commission, requirePeriod(first));
    expect(corrections(commission, first)).toMatchObject({ of: null, projects: [] });
    expect(corrections(commission, second)).toMatchObject({ of: { period: first }, projects: [], regions: [] });

    // The running month grows, which corrects nothing; August was wrong, and the plan changed.
    secretary.journal.commit([{ entity: 'progress', id: september, set: { completed: 4_000_000 } }]);
    secretary.journal.commit([
      { entity: 'progress', id: august, set: { completed: 3_000_000, correction_reason: '把土地款算进去了' } },
    ]);
    revise(secretary, project, { annual_plan: { 2018: 36_000_000 }, note: '与数字无关' });
    await up();

    const answer = corrections(commission, second);
    expect(shiftsIn(answer)).toEqual({
      精密铸造扩能: ['changed', 'annual_plan 30000000→36000000', 'completed 6000000→4000000'],
    });
    expect(answer.regions).toEqual([
      {
        region: '昌邑区',
        figure: 'annual_plan',
        before: 30_000_000,
        after: 36_000_000,
        reasons: ['把土地款算进去了'],
      },
      { region: '昌邑区', figure: 'completed', before: 6_000_000, after: 4_000_000, reasons: ['把土地款算进去了'] },
    ]);
    expect(answer.totals).toMatchObject([{ region: '全市' }, { region: '全市', before: 6_000_000, after: 4_000_000 }]);
    const changes = answer.projects?.[0]?.changes ?? [];
    expect(
      changes.map(({ field, from, to, person, package: name, entity, record }) => [
        entity,
        record,
        field,
        from,
        to,
        person,
        name,
      ]),
    ).toEqual([
      ['project', project, 'annual_plan.2018', 30_000_000, 36_000_000, '王秘书', '昌邑-2.wubao'],
      ['progress', august, 'completed', 5_000_000, 3_000_000, '王秘书', '昌邑-2.wubao'],
    ]);
    expect(figuresAt(commission, first)).toEqual(frozen);

    // The next paper keeps what it said of the past, whatever comes after it.
    freezeFigures(commission, requirePeriod(second));
    revise(commission, project, { annual_plan: { 2018: 40_000_000 } });
    expect(corrections(commission, second)).toEqual(answer);
    expect(shiftsIn(corrections(commission, '2018-10-H1'))).toEqual({
      精密铸造扩能: ['changed', 'annual_plan 36000000→40000000'],
    });
    expect(corrections(commission, '2018-10-H1').projects?.[0]?.changes).toMatchObject([
      { person: '周科长', package: null, from: 36_000_000, to: 40_000_000 },
    ]);
  });

  test('starts and listings count by their dates, regions and withdrawals as they are, stages not at all', () => {
    const commission = ledgers.commission();
    const started = addProject(commission, '后来才知道开工', {
      lifecycle: 'preparation',
      planned_start: '2018-08',
      total_investment: 60_000_000,
    });
    const late = addProject(commission, '冻结后开工', {
      lifecycle: 'preparation',
      planned_start: '2018-08',
      total_investment: 60_000_000,
    });
    const staged = addProject(commission, '只改阶段', { lifecycle: 'reserve', total_investment: 60_000_000 });
    const moved = addProject(commission, '换了属地', { ...built, annual_plan: { 2018: 7 } });
    const gone = addProject(commission, '撤回', built);
    const listed = addProject(commission, '上月入统', built);
    const running = addProject(commission, '本月入统', built);
    const lost = addProject(commission, '退库', built);
    const lostCase = add(commission, 'listing', { project: lost, state: 'listed', listed_month: '2018-05' });
    freezeFigures(commission, requirePeriod(first));

    revise(commission, started, { lifecycle: 'construction', actual_start: '2018-09-15' });
    revise(commission, late, { lifecycle: 'construction', actual_start: '2018-09-16' });
    revise(commission, staged, { lifecycle: 'preparation', planned_start: '2018-12' });
    revise(commission, moved, { region: '220203' });
    commission.journal.commit([{ entity: 'project', id: gone, set: {}, deleted: true }]);
    add(commission, 'listing', { project: listed, state: 'listed', listed_month: '2018-08' });
    add(commission, 'listing', { project: running, state: 'listed', listed_month: '2018-09' });
    commission.journal.commit([
      { entity: 'listing', id: lostCase, set: { state: 'returned', return_reason: '重复入库' } },
    ]);
    addProject(commission, '漏报的老项目', built);
    addProject(commission, '新谋划', { lifecycle: 'reserve' });

    const answer = corrections(commission, second);
    expect(shiftsIn(answer)).toEqual({
      后来才知道开工: ['changed', 'projects 0→1', 'started 0→1', 'due 0→1'],
      换了属地: ['changed', 'projects 1→0', 'projects 0→1', 'due 1→0', 'due 0→1', 'annual_plan 7→0', 'annual_plan 0→7'],
      上月入统: ['changed', 'listed 0→1'],
      退库: ['changed', 'listed 1→0'],
      漏报的老项目: ['added', 'projects 0→1', 'due 0→1'],
      撤回: ['withdrawn', 'projects 1→0', 'due 1→0'],
    });
    const of = (name: string) => answer.projects?.find((project) => project.name === name);
    expect(of('换了属地')).toMatchObject({ region: '220203', formerRegion: '220202' });
    expect(of('撤回')?.changes).toMatchObject([{ field: 'deleted', to: 1, person: '周科长' }]);
    expect(of('退库')?.reasons).toEqual(['重复入库']);
    expect(
      of('后来才知道开工')
        ?.changes.map(({ field }) => field)
        .sort(),
    ).toEqual(['actual_start', 'lifecycle']);
    const region = (name: string, figure: string) =>
      answer.regions.find((one) => one.region === name && one.figure === figure);
    expect(region('昌邑区', 'started')).toMatchObject({ before: 0, after: 1 });
    // Two more and two fewer: nothing to correct.
    expect(region('昌邑区', 'projects')).toBeUndefined();
    expect(region(regionName('220203'), 'annual_plan')).toMatchObject({ before: 0, after: 7 });
    // What moved from one region to another comes out even in the city.
    expect(answer.totals.map(({ figure }) => figure)).not.toContain('annual_plan');
  });

  test('of the same kind first: a month corrects a month, and a month that was over has no running month', () => {
    const commission = ledgers.commission();
    const project = addProject(commission, '精密铸造扩能', built);
    const august = add(commission, 'progress', { project, month: '2018-08', completed: 5 });
    freezeFigures(commission, requirePeriod('2018-08'));
    freezeFigures(commission, requirePeriod(first));
    commission.journal.commit([{ entity: 'progress', id: august, set: { completed: 9 } }]);
    expect(corrections(commission, '2018-09')).toMatchObject({
      of: { period: '2018-08' },
      regions: [{ figure: 'completed', before: 5, after: 9 }],
    });
    expect(corrections(commission, second).of?.period).toBe(first);
    // Of a kind that was never frozen: the newest of any.
    expect(corrections(commission, '2018-Q3').of?.period).toBe(first);
    expect(listFrozen(commission, {})).toMatchObject([{ period: first }, { period: '2018-08', name: '2018年8月' }]);
  });
});

describe('two freezes', () => {
  test('what moved, by whom, in which region', async () => {
    const { commission, secretary, up } = await pair();
    const project = addProject(secretary, '精密铸造扩能', {
      lifecycle: 'preparation',
      planned_start: '2018-08',
      total_investment: 60_000_000,
    });
    await up();
    freezeFigures(commission, requirePeriod(first));
    expect(() => compareBulletins(commission, { from: '2018-08-H2', to: first })).toThrow(
      '2018年8月下半月没有冻结，没有可比的底数。',
    );
    revise(secretary, project, { lifecycle: 'construction', actual_start: '2018-09-20' });
    await up();
    const compare = (to: string) => {
      const answer = compareBulletins(commission, { from: first, to }) as Comparison;
      expect(contract['bulletins.compare'].output.safeParse(answer).success).toBe(true);
      return answer;
    };
    const moved = {
      id: project,
      region: '220202',
      authors: [{ person: '王秘书', device: secretary.journal.device, package: '昌邑-2.wubao' }],
    };
    expect(compare('now')).toMatchObject({
      from: { period: first },
      to: { period: second, frozenAt: null },
      totals: { before: { started: 0 }, after: { started: 1 } },
      projects: [moved],
    });
    freezeFigures(commission, requirePeriod(second));
    // What came after the second freeze is no part of what lies between.
    revise(commission, project, { total_investment: 70_000_000 });
    const between = compare(second);
    expect(between.to.frozenAt).not.toBeNull();
    expect(between.projects).toMatchObject([moved]);
    expect(between.projects?.[0]?.authors).toHaveLength(1);
    const [region] = between.regions.filter(({ before, after }) => before.projects !== after.projects);
    expect(region).toMatchObject({ code: '220202', before: { projects: 0 }, after: { projects: 1 } });
    const changes = (listChanges(commission, { from: first, to: second, project }) as HistoryEntry[]).toSorted(
      (a, b) => (a.field < b.field ? -1 : 1),
    );
    expect(changes).toMatchObject([
      { field: 'actual_start', from: null, to: '2018-09-20' },
      { field: 'lifecycle', from: 'preparation', to: 'construction' },
    ]);
    expect(listChanges(commission, { from: first, to: second, project: 'nobody' })).toEqual([]);
  });
});

describe('a freeze and other machines', () => {
  test('one that came by sync shows its figures, and says that its projects are elsewhere', async () => {
    const one = ledgers.commission();
    const other = ledgers.make({ role: 'commission', person: '吴科员', unit: '市发改委', region: null });
    await approve(other, one, await writeOwnEnrolment(one));
    const project = addProject(one, '精密铸造扩能', built);
    const frozen = freezeFigures(one, requirePeriod(first));
    await takeOne(other, await report(one, '市-1.wubao'));
    expect(figuresAt(other, first)).toEqual(frozen);
    // The same changes lie on both machines, and one more since: the freeze itself.
    for (const context of [one, other])
      expect(listSources(context, { period: first })).toEqual([
        { person: '周科长', unit: '市发改委', device: one.journal.device, through: 1, since: 1, state: 'here' },
      ]);
    other.database
      .prepare('UPDATE device SET chain = zeroblob(32), high_water = 1 WHERE id = ?')
      .run(one.journal.device);
    expect(listSources(other, { period: first })).toMatchObject([{ state: 'other', since: 0 }]);
    other.database.prepare('UPDATE device SET high_water = 0 WHERE id = ?').run(one.journal.device);
    expect(listSources(other, { period: first })).toMatchObject([{ state: 'missing' }]);
    expect(() => listSources(other, { period: second })).toThrow('2018年9月下半月没有冻结');
    expect(bulletinProjects(other, { period: first })).toEqual({ frozenAt: frozen.frozenAt, projects: null });
    expect(bulletinProjects(one, { period: first })).toMatchObject({ projects: [{ id: project }] });
    expect(corrections(other, second)).toMatchObject({ of: { period: first }, projects: null });
    expect(compareBulletins(other, { from: first, to: 'now' })).toMatchObject({ projects: null });
  });

  test('the own freeze of a county commission goes up and changes nothing there', async () => {
    const city = ledgers.commission();
    const county = ledgers.make({ role: 'commission', person: '县主任', unit: '昌邑区发改局', region: '220202' });
    await approve(city, county, await writeOwnEnrolment(county));
    addProject(city, '全市的', built);
    const whole = freezeFigures(city, requirePeriod(first));
    addProject(county, '本区的', built);
    const own = freezeFigures(county, requirePeriod(first));
    expect(figuresAt(county, first)).toEqual(own);
    expect(bulletinProjects(county, { period: first })).toMatchObject({ projects: [{ name: '本区的' }] });
    await takeOne(city, await report(county, '昌邑-0001.wubao'));
    expect(figuresAt(city, first)).toEqual(whole);
    expect(listConflicts(city, {})).toEqual([]);
    expect(listReviews(city, { decided: false })).toEqual([]);
  });

  test('a county commission sees the city’s freeze until it has its own', () => {
    const county = ledgers.make({ role: 'commission', person: '县主任', unit: '昌邑区发改局', region: '220202' });
    const city = { ...figuresAt(county, first), frozenAt: '2018-09-16T08:00:00+08:00' };
    const text = JSON.stringify({ figures: city, through: [] });
    county.journal.commit([{ entity: 'bulletin', id: null, set: { scope: 'city', period: first, figures: text } }]);
    addProject(county, '本区的', built);
    expect(figuresAt(county, first)).toEqual(city);
    expect(listFrozen(county, {})).toMatchObject([{ period: first, frozenAt: city.frozenAt }]);
    const own = freezeFigures(county, requirePeriod(first));
    expect(own.totals.projects).toBe(1);
    expect(figuresAt(county, first)).toEqual(own);
  });

  test('what a secretary’s machine calls frozen waits for a decision and counts for nothing', async () => {
    const { commission, secretary, up } = await pair();
    addProject(secretary, '精密铸造扩能', built);
    const figures = JSON.stringify({ figures: figuresAt(secretary, first), through: [] });
    secretary.journal.commit([{ entity: 'bulletin', id: null, set: { scope: 'city', period: first, figures } }]);
    await up();
    expect(figuresAt(commission, first).frozenAt).toBeNull();
    expect(listFrozen(commission, {})).toEqual([]);
    expect(freezeFigures(commission, requirePeriod(first)).frozenAt).not.toBeNull();
  });

  test('two of one period are one conflict that people settle, and never a mixture', async () => {
    const one = ledgers.commission();
    const other = ledgers.make({ role: 'commission', person: '吴科员', unit: '市发改委', region: null });
    await approve(other, one, await writeOwnEnrolment(one));
    await approve(one, other, await writeOwnEnrolment(other));
    addProject(one, '只在一台上', built);
    const mine = freezeFigures(one, requirePeriod(first));
    const theirs = freezeFigures(other, requirePeriod(first));
    expect([mine.totals.projects, theirs.totals.projects]).toEqual([1, 0]);
    await takeOne(other, await report(one, '甲.wubao'));
    await takeOne(one, await report(other, '乙.wubao'));
    expect(digest(one)).toBe(digest(other));

    const conflicts = listConflicts(one, {}) as {
      id: string;
      entity: string;
      field: string;
      heads: { value: FieldValue }[];
    }[];
    expect(conflicts).toMatchObject([{ entity: 'bulletin', field: 'figures' }]);
    const words = conflicts[0]?.heads.map(({ value }) =>
      formatValue(entityOf('bulletin').fields.figures as never, value),
    );
    expect(words?.sort()).toEqual([
      '2018-09-16 09:00 冻结，在建 0 项，本年完成 0.0亿元，入统 0/0 项',
      '2018-09-16 09:00 冻结，在建 1 项，本年完成 0.0亿元，入统 0/1 项',
    ]);
    for (const context of [one, other]) {
      const shown = figuresAt(context, first);
      expect([mine, theirs]).toContainEqual(shown);
      const isOwn = shown.totals.projects === (context === one ? 1 : 0);
      const { projects } = bulletinProjects(context, { period: first }) as { projects: unknown[] | null };
      if (shown.totals.projects > 0) expect(projects?.length ?? null).toBe(isOwn ? 1 : null);
    }
    const ids = (listConflicts(other, {}) as { id: string }[]).map(({ id }) => id);
    await adoptSide(other, { ids, device: one.journal.device, reason: '以先上报的为准' });
    expect(figuresAt(other, first)).toEqual(mine);
    expect(bulletinProjects(other, { period: first })).toMatchObject({ projects: null });
    await takeOne(one, await report(other, '乙二.wubao'));
    expect(figuresAt(one, first)).toEqual(mine);
    expect(bulletinProjects(one, { period: first })).toMatchObject({ projects: [{ name: '只在一台上' }] });
    expect(listConflicts(one, {})).toEqual([]);
  });
});
