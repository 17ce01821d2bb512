import { expect, test } from 'vitest';
import { makeLedger, type TestLedger } from '../support/ledger';

const zhou = { role: 'commission', person: '周科长', unit: '市发改委', region: null } as const;

async function addProject(ledger: TestLedger, fields: Record<string, string | number> = {}): Promise<string> {
  const set = {
    name: '江澜碳纤维复合材料产业园',
    region: '220202',
    lifecycle: 'construction',
    actual_start: '2018-07-31',
    total_investment: 680_000_000,
    ...fields,
  };
  return (await ledger.call('records.create', { entity: 'project', set })).id;
}

/** Two projects of one region on a route of September. */
async function surveyed() {
  const ledger = await makeLedger(zhou);
  const one = await addProject(ledger, { name: '甲项目', address: '昌邑区左家镇' });
  const two = await addProject(ledger, { name: '乙项目', address: '昌邑区桦皮厂镇', actual_start: '2018-05-02' });
  await ledger.call('records.create', {
    entity: 'listing',
    set: { project: one, state: 'missing', reason_code: 'C', promised_month: '2018-08' },
  });
  const routes = await ledger.call('surveys.propose', { month: '2018-09', projects: [one, two] });
  await ledger.call('surveys.plan', {
    month: '2018-09',
    routes: routes.map(({ region, date, projects }) => ({
      region,
      date,
      leader: '周科长',
      projects: projects.map(({ id }) => id),
    })),
  });
  const survey = await ledger.call('surveys.show', { month: '2018-09' });
  const visits = survey.routes[0]?.visits ?? [];
  const of = (project: string) => String(visits.find((visit) => visit.project.id === project)?.record.id);
  return { ledger, one, two, survey, visitOf: { one: of(one), two: of(two) } };
}

test('due projects are proposed, planned once, and stand on the route in order', async () => {
  const { ledger, one, two, survey } = await surveyed();
  expect(survey.due.map(({ id, urgency, visit }) => [id, urgency, visit !== null])).toEqual([
    [one, 'broken', true],
    [two, 'waiting', true],
  ]);
  expect(survey.routes).toHaveLength(1);
  expect(survey.routes[0]?.inspection).toMatchObject({
    scope: 'city',
    kind: 'listing_survey',
    month: '2018-09',
    date: '2018-09-21',
    region: '220202',
    leader: '周科长',
    title: '昌邑区未入统踏查（9月21日）',
  });
  expect(survey.routes[0]?.visits.map(({ project }) => project.id)).toEqual([one, two]);
  // On a route already: neither proposed nor planned again.
  expect(await ledger.call('surveys.propose', { month: '2018-09', projects: [one, two] })).toEqual([]);
  const again = { month: '2018-09', routes: [{ region: '220202', date: '2018-09-25', projects: [one] }] };
  expect(await ledger.refused('surveys.plan', again)).toBe('step_refused');
});

test('a route is put into another order, and taken away while nobody was there', async () => {
  const { ledger, one, two, survey, visitOf } = await surveyed();
  const inspection = String(survey.routes[0]?.inspection.id);
  await ledger.call('surveys.reorder', { inspection, visits: [visitOf.two, visitOf.one] });
  const after = await ledger.call('surveys.show', { month: '2018-09' });
  expect(after.routes[0]?.visits.map(({ project }) => project.id)).toEqual([two, one]);
  await ledger.call('surveys.drop', { inspection });
  expect((await ledger.call('surveys.show', { month: '2018-09' })).routes).toEqual([]);
  // The same project goes on a route again.
  await ledger.call('surveys.plan', {
    month: '2018-09',
    routes: [{ region: '220202', date: '2018-09-25', leader: '周科长', projects: [one] }],
  });
  const planned = await ledger.call('surveys.show', { month: '2018-09' });
  await ledger.call('surveys.record', {
    edits: [{ id: String(planned.routes[0]?.visits[0]?.record.id), set: { verdict: 'ready' } }],
  });
  expect(await ledger.refused('surveys.drop', { inspection: String(planned.routes[0]?.inspection.id) })).toBe(
    'step_refused',
  );
});

test('a finding makes a visit visited, on a day that is not in the future', async () => {
  const { ledger, visitOf } = await surveyed();
  await ledger.call('surveys.record', { edits: [{ id: visitOf.one, set: { finding: '主体已封顶' } }] });
  await ledger.call('surveys.record', { edits: [{ id: visitOf.two, set: { state: 'missed' } }] });
  const { routes, totals } = await ledger.call('surveys.show', { month: '2018-09' });
  expect(routes[0]?.visits.map(({ record }) => [record.state, record.visited_on])).toEqual([
    ['visited', '2018-09-16'],
    ['missed', null],
  ]);
  expect(totals).toMatchObject({ due: 2, planned: 2, visited: 1, missed: 1, open: 1, broken: 1 });
});

test('writing back makes exactly the changes that were shown, and says where they came from', async () => {
  const { ledger, one, visitOf } = await surveyed();
  await ledger.call('surveys.record', {
    edits: [
      {
        id: visitOf.one,
        set: {
          verdict: 'lacking',
          visited_on: '2018-09-15',
          reason_code: 'L',
          missing: '现场照片',
          promised_month: '2018-10',
        },
      },
    ],
  });
  const before = await ledger.call('projects.show', { id: one });
  const [shown] = await ledger.call('surveys.previewBack', { visits: [visitOf.one, visitOf.two] });
  expect(shown?.changes).toEqual([
    { field: 'other_reasons', before: null, after: ['L'], contradicts: false },
    { field: 'missing_materials', before: null, after: '现场照片', contradicts: false },
    { field: 'promised_month', before: '2018-08', after: '2018-10', contradicts: false },
  ]);
  expect(await ledger.call('surveys.writeBack', { items: [{ visit: visitOf.one }] })).toEqual({ cases: 1, changes: 3 });

  const after = await ledger.call('projects.show', { id: one });
  expect(after.listing).toEqual({
    ...before.listing,
    ...Object.fromEntries((shown?.changes ?? []).map((change) => [change.field, change.after])),
  });
  expect(after.project).toEqual(before.project);
  expect(after.listing_events).toMatchObject([
    { kind: 'surveyed', date: '2018-09-15', level: 'city', reason_code: 'L', detail: shown?.detail },
  ]);
  const history = await ledger.call('records.history', { entity: 'listing', id: String(after.listing?.id) });
  expect(history[0]?.source).toBe('未入统踏查，2018年9月15日踏查');
  const { routes } = await ledger.call('surveys.show', { month: '2018-09' });
  expect(routes[0]?.visits.map(({ back }) => back)).toEqual(['written', 'none']);
  expect(await ledger.refused('surveys.writeBack', { items: [{ visit: visitOf.one }] })).toBe('step_refused');
});

test('what contradicts the report stays unless it is taken, and one undo takes all of it back', async () => {
  const { ledger, one, visitOf } = await surveyed();
  const id = String((await ledger.call('projects.show', { id: one })).listing?.id);
  await ledger.call('records.revise', { entity: 'listing', id, set: { state: 'ready', promised_month: '2018-11' } });
  await ledger.call('surveys.record', {
    edits: [{ id: visitOf.one, set: { verdict: 'lacking', promised_month: '2018-12' } }],
  });
  await ledger.call('surveys.writeBack', { items: [{ visit: visitOf.one }] });
  const kept = await ledger.call('projects.show', { id: one });
  expect(kept.listing).toMatchObject({ state: 'ready', promised_month: '2018-11' });
  expect(kept.listing_events[0]?.detail).toContain('上报“齐套”，踏查结论“缺材料”');
  await ledger.call('records.undo', {});
  expect((await ledger.call('projects.show', { id: one })).listing_events).toEqual([]);
  await ledger.call('surveys.writeBack', { items: [{ visit: visitOf.one, take: ['state'] }] });
  expect((await ledger.call('projects.show', { id: one })).listing).toMatchObject({
    state: 'missing',
    promised_month: '2018-11',
  });
});

test('routes and writing back are the Commission’s; a region’s own commission plans under its own scope', async () => {
  const secretary = await makeLedger({ region: '220202' });
  const project = await addProject(secretary);
  const routes = [{ region: '220202', date: '2018-09-21', projects: [project] }];
  expect(await secretary.refused('surveys.plan', { month: '2018-09', routes })).toBe('step_refused');
  expect(await secretary.refused('surveys.writeBack', { items: [{ visit: 'x' }] })).toBe('step_refused');
  const district = await makeLedger({ ...zhou, region: '220202' });
  const own = await addProject(district);
  await district.call('surveys.plan', {
    month: '2018-09',
    routes: [{ region: '220202', date: '2018-09-21', projects: [own] }],
  });
  const { routes: planned } = await district.call('surveys.show', { month: '2018-09' });
  expect(planned[0]?.inspection.scope).toBe('220202');
});

test('an announced visit stands on the secretary’s desk until it is over, and in the listing case afterwards', async () => {
  const ledger = await makeLedger({ region: '220202' });
  const project = await addProject(ledger, { secretary: '王秘书' });
  // As the Commission's return package brings them.
  const inspection = await ledger.call('records.create', {
    entity: 'inspection',
    set: {
      scope: 'city',
      kind: 'listing_survey',
      title: '昌邑区未入统踏查',
      month: '2018-09',
      date: '2018-09-21',
      region: '220202',
      leader: '周科长',
    },
  });
  const visit = await ledger.call('records.create', {
    entity: 'visit',
    set: { inspection: inspection.id, project, position: 1, state: 'planned' },
  });
  const todo = async () => (await ledger.call('desk.show', {})).todos.find(({ id }) => id === `visit:${visit.id}`);
  expect(await todo()).toMatchObject({
    group: 'this_week',
    what: '迎接未入统踏查',
    why: expect.stringMatching(/^9月21日市发改委、市统计局来现场，周科长带队，备好.+/),
    due: '2018-09-21',
    to: `/listing/${project}`,
  });
  await ledger.call('surveys.record', { edits: [{ id: visit.id, set: { verdict: 'ready' } }] });
  expect(await todo()).toBeUndefined();
  expect(await ledger.call('surveys.ofProject', { project })).toMatchObject([
    { visit: { verdict: 'ready', visited_on: '2018-09-16' }, inspection: { leader: '周科长' } },
  ]);
});
