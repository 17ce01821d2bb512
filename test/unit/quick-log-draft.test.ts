import { expect, test } from 'vitest';
import {
  emptyDraft,
  placeOfAddress,
  problemName,
  recordOf,
  understand,
} from '../../src-renderer/features/liaison/quick-log-draft';

const today = '2018-09-16';
const around = {
  today,
  projects: [
    { id: 'songzhu', name: '松筑装配式建筑构件基地', short_name: '松筑构件基地' },
    { id: 'jianglan', name: '江澜碳纤维产业园', short_name: null },
  ],
  contacts: [],
  departments: [],
  problems: [
    {
      id: 'power',
      project: 'songzhu',
      number: '昌邑-2018-017',
      description: '施工用电未接通',
      category: null,
      request: null,
      responsible_unit: '区供电公司',
    },
    {
      id: 'road',
      project: 'jianglan',
      number: null,
      description: '进场道路泥泞，供电车辆进不来，请协调',
      category: null,
      request: null,
      responsible_unit: null,
    },
  ],
};
const nowhere = { project: null, duty: null };
const draft = { ...emptyDraft(nowhere), text: '松筑 电话催昌邑供电刘工，周五再问' };

test('what the text says becomes the record, empty fields left out', () => {
  expect(recordOf(draft, understand(draft, around), today, '王秘书')).toEqual({
    matter: '松筑 电话催昌邑供电刘工，周五再问',
    date: today,
    project: 'songzhu',
    duty: 'problems',
    way: 'telephone',
    department: '昌邑供电',
    person: '刘工',
    problem: 'power',
    next_step: '再问昌邑供电刘工',
    next_date: '2018-09-21',
    secretary: '王秘书',
  });
});

test('the hand wins: what was taken off stays off and is not underlined, what was set stays', () => {
  const hand = { ...draft, hand: { way: null, duty: 'liaison', result: '答应了', minutes: 10 } };
  const understood = understand(hand, around);
  const record = recordOf(hand, understood, today, undefined);
  expect(record).toMatchObject({ duty: 'liaison', result: '答应了', minutes: 10 });
  expect(record).not.toHaveProperty('way');
  expect(record).not.toHaveProperty('secretary');
  expect(understood.spans.map(({ start, end }) => hand.text.slice(start, end))).toEqual([
    '松筑',
    '昌邑供电刘工',
    '周五再问',
  ]);
});

test('the project that was chosen by hand decides which problem is meant; one taken off leaves none', () => {
  expect(understand({ ...draft, hand: { project: 'jianglan' } }, around).values).toMatchObject({
    project: 'jianglan',
    problem: 'road',
  });
  const off = understand({ ...draft, place: { project: 'songzhu', duty: null }, hand: { project: null } }, around);
  expect(off.values).toMatchObject({ project: null, problem: null });
});

test('a next step that was switched off is neither saved nor underlined; one switched on takes what is typed', () => {
  const off = { ...draft, next: false };
  const understood = understand(off, around);
  expect(recordOf(off, understood, today, '王秘书')).not.toHaveProperty('next_date');
  expect(understood.spans.map(({ start, end }) => off.text.slice(start, end))).not.toContain('周五再问');
  const on = { ...emptyDraft(nowhere), text: '看现场', next: true, hand: { next_step: '写汇报' } };
  expect(recordOf(on, understand(on, around), today, '王秘书')).toMatchObject({ next_step: '写汇报' });
});

test.each([
  ['/projects/a%20b/permits', '', { project: 'a b', duty: 'permits' }],
  ['/projects/p/listing', '', { project: 'p', duty: 'progress' }],
  ['/projects/p/overview', '', { project: 'p', duty: null }],
  ['/projects', '?view=signed', nowhere],
  ['/funding', '', { project: null, duty: 'funding' }],
  ['/permits', '?project=p', { project: 'p', duty: 'permits' }],
  ['/liaison', '', nowhere],
  ['/', '', nowhere],
])('%s%s is about %o', (path, search, place) => {
  expect(placeOfAddress(path, search)).toEqual(place);
});

test('a problem is called by its number, else by how it begins', () => {
  expect(around.problems.map(problemName)).toEqual(['昌邑-2018-017', '进场道路泥泞，供电车辆进不…']);
});
