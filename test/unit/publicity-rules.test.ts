import { describe, expect, test } from 'vitest';
import type { ProjectFacts } from '../../src-shared/contract/bulletin-methods';
import { cityPageText, listedIn, publicityPeriod, startedIn } from '../../src-shared/rules/publicity-prose';
import { cutText, storyLayout, textLines } from '../../src-shared/rules/story-layout';
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
    expect(layout(22, 0)).toMatchObject({ hero: null, small: null, shown: 0, fits: true, over: 0 });
  });

  test('what is too long is counted and cut where the page ends, and says so', () => {
    const five = { lead: '导'.repeat(200), photos: 5 };
    const none = storyLayout({ ...five, body: null });
    expect(none.lines).toBeGreaterThanOrEqual(3);
    const whole = '字'.repeat(none.lines * 41 - 2);
    expect(storyLayout({ ...five, body: whole })).toMatchObject({ fits: true, over: 0 });
    expect(cutText(whole, none.lines)).toEqual([whole]);
    expect(storyLayout({ ...five, body: `${whole}字` })).toMatchObject({ fits: false, over: 41 });
    const cut = cutText(`${whole}字`, none.lines);
    expect(textLines(cut.join('\n'))).toBe(none.lines);
    expect(cut.at(-1)).toMatch(/字……〔未完〕$/);
    // The last paragraph that is kept whole never hides that there was more.
    const many = cutText(['甲'.repeat(39), '乙'.repeat(80), '丙'].join('\n'), 3);
    expect(many.at(-1)).toMatch(/〔未完〕$/);
    expect(textLines(many.join('\n'))).toBeLessThanOrEqual(3);
    expect(cutText('甲\n乙', 0)).toEqual([]);
  });

  test('a title of two lines takes room from the photos', () => {
    const layout = (title: string) => storyLayout({ lead: null, body: '字\n'.repeat(14), photos: 1, title });
    expect(layout('题'.repeat(25)).hero?.height).toBeLessThan(layout('题'.repeat(24)).hero?.height ?? 0);
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
    for (const to of ['approved', 'published', 'draft'] as const)
      expect(storyMove({ ...draft, state: to === 'draft' ? 'approved' : 'draft' }, to, 'secretary')).toEqual([
        '宣传稿由市发改委审定、刊发和退回',
      ]);
    expect(storyMove({ ...draft, body: ' ' }, 'approved', 'commission')).toEqual(['没有正文']);
    expect(storyMove(draft, 'published', 'commission')).toEqual(['先审定，再刊发']);
    const approved = { ...draft, state: 'approved' };
    expect(storyMove(approved, 'published', 'commission')).toEqual([]);
    expect(storyMove(approved, 'draft', 'commission')).toEqual([]);
    expect(storyMove({ ...draft, state: 'published' }, 'draft', 'commission')).toHaveLength(1);
    const standing = {
      author: '王秘书',
      approved_by: '周科长',
      approved_on: '2018-09-14',
      published_by: '李主任',
      published_on: '2018-09-16',
    };
    expect(storyStanding({ ...standing, state: null })).toBe('起草，王秘书');
    expect(storyStanding({ ...standing, state: 'approved' })).toBe('审定，周科长 9月14日');
    expect(storyStanding({ ...standing, state: 'published' })).toBe('已刊发，李主任 9月16日');
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
