import { describe, expect, test } from 'vitest';
import type { ProjectFacts } from '../../src-shared/contract/bulletin-methods';
import { cityPageText, listedIn, publicityPeriod, startedIn } from '../../src-shared/rules/publicity-prose';
import { storyLayout, textLines } from '../../src-shared/rules/story-layout';
import { photosOf, storyMove, storyStanding } from '../../src-shared/rules/story-states';

describe('one page', () => {
  test('lines are counted paragraph by paragraph, two characters in', () => {
    expect(textLines(null)).toBe(0);
    expect(textLines('一\n\n二')).toBe(2);
    expect(textLines('字'.repeat(39))).toBe(1);
    expect(textLines('字'.repeat(40))).toBe(2);
  });

  test('photos shrink as the text grows, and at the least size it says that it does not fit', () => {
    const layout = (lines: number, photos: number) =>
      storyLayout({ lead: null, body: Array.from({ length: lines }, () => '字').join('\n'), photos });
    expect(layout(2, 3)).toMatchObject({ hero: { width: 174, height: 98 }, small: { height: 54 }, fits: true });
    const tight = layout(12, 3);
    expect(tight.fits).toBe(true);
    expect(tight.hero?.height).toBeLessThan(98);
    expect(tight.hero?.height).toBeGreaterThan(46);
    expect(layout(22, 3)).toMatchObject({ hero: { height: 46 }, small: { height: 32 }, fits: false });
    expect(layout(22, 0)).toEqual({ hero: null, small: null, shown: 0, fits: true });
  });

  test('photos stand one over the width and the others in pairs', () => {
    const shown = (photos: number) => storyLayout({ lead: null, body: null, photos }).shown;
    expect([0, 1, 2, 3, 4, 5, 9].map(shown)).toEqual([0, 1, 2, 3, 3, 5, 5]);
    expect(storyLayout({ lead: null, body: null, photos: 2 })).toMatchObject({ hero: null, small: { width: 84.8 } });
  });
});

describe('who may do what', () => {
  const draft = { title: '甲', lead: null, body: '正文', state: 'draft' };
  test('the Commission approves and publishes in this order; a published one stays', () => {
    expect(storyMove(draft, 'approved', 'commission')).toEqual([]);
    expect(storyMove(draft, 'approved', 'secretary')).toEqual(['宣传稿由发改委审定和刊发']);
    expect(storyMove({ ...draft, body: ' ' }, 'approved', 'commission')).toEqual(['没有正文']);
    expect(storyMove(draft, 'published', 'commission')).toEqual(['先审定，再刊发']);
    const approved = { ...draft, state: 'approved' };
    expect(storyMove(approved, 'published', 'commission')).toEqual([]);
    expect(storyMove(approved, 'draft', 'secretary')).toEqual([]);
    expect(storyMove({ ...draft, state: 'published' }, 'draft', 'commission')).toHaveLength(1);
    expect(storyStanding({ state: 'approved', author: '王秘书', approved_by: '周科长', published_by: null })).toBe(
      '审定，周科长',
    );
  });

  test('photos are a list of ids, each once; anything else is none', () => {
    expect(photosOf('["b","a","b",3]')).toEqual(['b', 'a']);
    expect([null, '', '{', '{"a":1}'].map(photosOf)).toEqual([[], [], [], []]);
  });
});

const facts = (fields: Partial<ProjectFacts>): ProjectFacts => ({
  id: 'p',
  name: '甲项目',
  region: '220202',
  lifecycle: 'construction',
  sector: null,
  nature: null,
  tiers: [],
  owner: null,
  responsible_unit: null,
  patron: null,
  secretary: null,
  total: 100_000_000,
  plan: null,
  completed: null,
  completed_period: null,
  signed_on: null,
  planned_start: null,
  actual_start: '2018-09-03',
  listing: null,
  listed_month: null,
  counted: {} as ProjectFacts['counted'],
  ...fields,
});

describe('the city’s page of a month', () => {
  test('speaks of the month once it is over, of its first half before, else of the last period that is over', () => {
    expect(publicityPeriod('2018-08', '2018-09-16').code).toBe('2018-08');
    expect(publicityPeriod('2018-09', '2018-09-16').code).toBe('2018-09-H1');
    expect(publicityPeriod('2018-09', '2018-09-14').code).toBe('2018-08-H2');
  });

  test('starts and listings of the month, large ones alone, the largest first', () => {
    const all = [
      facts({ id: 'a', total: 60_000_000 }),
      facts({ id: 'b', total: 900_000_000, actual_start: '2018-09' }),
      facts({ id: 'c', total: 49_999_999 }),
      facts({ id: 'd', actual_start: '2018-08-31', listing: 'listed', listed_month: '2018-09' }),
      facts({ id: 'e', actual_start: '2018-08-31', listing: 'returned', listed_month: '2018-09' }),
    ];
    expect(startedIn('2018-09', all).map(({ id }) => id)).toEqual(['b', 'a']);
    expect(listedIn('2018-09', all).map(({ id }) => id)).toEqual(['d']);
  });

  test('a sentence that nothing supports is left out', () => {
    const totals = { projects: 314, annual_plan: 44_300_000_000, completed: 29_990_000_000, completion_rate: 0.677 };
    expect(cityPageText('2018-09-15', totals, [], [])).toEqual([
      '截至9月15日，全市5000万元及以上在建项目314项，年度计划投资443.0亿元，本年完成299.9亿元，占年度计划的67.7%。',
    ]);
    const text = cityPageText('2018-09-15', { ...totals, completion_rate: null }, [facts({})], []);
    expect(text[0]).not.toContain('占年度计划');
    expect(text[1]).toBe('本月新开工项目1项，总投资1.0亿元，有昌邑区甲项目。');
  });
});
