import path from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { projectIds } from '../../src-main/ledger/queries/projects-page';
import { groupings } from '../../src-shared/contract/common';
import type { InputOf, OutputOf } from '../../src-shared/contract/contract';
import { makeLedger, type TestLedger } from '../support/ledger';

const regions = ['220202', '220203', '2202-gaoxin'] as const;

async function filled(): Promise<{ ledger: TestLedger; ids: string[] }> {
  const ledger = await makeLedger({ role: 'commission', person: '周科长' });
  const ids: string[] = [];
  for (let index = 0; index < 30; index += 1) {
    const { id } = await ledger.call('records.create', {
      entity: 'project',
      set: {
        name: `项目 ${String(index).padStart(2, '0')}`,
        short_name: index === 3 ? '松筑构件基地' : null,
        region: index % 10 === 9 ? null : (regions[index % 3] as string),
        total_investment: ((index * 7) % 30) * 10_000_000,
        annual_plan: index % 4 === 0 ? null : { 2018: (index + 1) * 1_000_000, 2019: 5 },
        lifecycle: index % 5 === 0 ? 'preparation' : 'construction',
        listing: index % 2 === 0 ? 'listed' : null,
      },
    });
    ids.push(id);
    if (index % 3 === 0)
      for (const month of ['2017-12', '2018-02', '2018-09', '2018-10'])
        await ledger.call('records.create', { entity: 'progress', set: { project: id, month, completed: 100_000 } });
  }
  return { ledger, ids };
}

type Page = OutputOf<'projects.page'>;

/** All rows of an answer, taken in pages of `limit`. */
async function allRows(ledger: TestLedger, input: InputOf<'projects.page'>, limit: number): Promise<Page['rows']> {
  const rows: Page['rows'] = [];
  for (;;) {
    const page = await ledger.call('projects.page', { ...input, offset: rows.length, limit });
    rows.push(...page.rows);
    if (rows.length >= page.total || page.rows.length === 0) return rows;
  }
}

describe('page of projects', () => {
  it('is the same list however it is cut', async () => {
    const { ledger } = await filled();
    for (const group of [null, 'region', 'patron', 'lifecycle'] as const) {
      const input = { group, orders: [{ field: 'total_investment', descending: true }] };
      const whole = await allRows(ledger, input, 500);
      for (const limit of [1, 3, 7]) expect(await allRows(ledger, input, limit)).toEqual(whole);
      const ordinals = whole.flatMap((row) => (row.kind === 'project' ? [row.ordinal] : []));
      expect(ordinals).toEqual(ordinals.map((_, index) => index + 1));
    }
  });

  it('adds up groups to the whole, in the order of the catalogue, and leaves out folded rows', async () => {
    const { ledger } = await filled();
    const page = await ledger.call('projects.page', { group: 'region', limit: 500 });
    const groups = page.rows.filter((row) => row.kind === 'group');
    expect(groups.map((group) => group.label)).toEqual(['昌邑区', '龙潭区', '高新区', '未填']);
    expect(groups.reduce((sum, group) => sum + group.count, 0)).toBe(30);
    expect(groups.reduce((sum, group) => sum + group.completed_this_year, 0)).toBe(page.sums.completed_this_year);
    // February and September of this year: December is last year's, October has not come.
    expect(page.sums.completed_this_year).toBe(10 * 2 * 100_000);
    const folded = await ledger.call('projects.page', { group: 'region', folded: ['region:220203'], limit: 500 });
    expect(folded.total).toBe(page.total - 10 + 1);
    expect(folded.rows.at(-1)).toEqual(page.rows.at(-1));
  });

  it('filters by declared and by derived fields, and sorts choices as they are declared', async () => {
    const { ledger } = await filled();
    const count = async (filters: NonNullable<InputOf<'projects.page'>['filters']>) =>
      (await ledger.call('projects.page', { filters })).projects;
    expect(await count([{ field: 'region', operator: 'is', value: ['220202', '220203'] }])).toBe(18);
    expect(await count([{ field: 'region', operator: 'empty', value: null }])).toBe(3);
    expect(await count([{ field: 'listing', operator: 'is', value: 'listed' }])).toBe(15);
    expect(await count([{ field: 'name', operator: 'contains', value: '0' }])).toBe(12);
    expect(await count([{ field: 'name', operator: 'contains', value: '%' }])).toBe(0);
    expect(await count([{ field: 'annual_plan', operator: 'at_least', value: 20_000_000 }])).toBe(8);
    expect(await count([{ field: 'patron', operator: 'is', value: '谢义' }])).toBe(18);
    const sorted = await ledger.call('projects.page', {
      orders: [{ field: 'lifecycle', descending: false }],
      limit: 1,
    });
    expect(sorted.rows[0]).toMatchObject({ lifecycle: 'preparation' });
    expect(
      await ledger.refused('projects.page', { filters: [{ field: 'nothing', operator: 'empty', value: null }] }),
    ).toBe('unknown_field');
  });

  it('remembers sums only until something is written', async () => {
    const { ledger, ids } = await filled();
    const before = await ledger.call('projects.page', {});
    await ledger.call('records.revise', {
      entity: 'project',
      id: ids[0] as string,
      set: { total_investment: 1_000_000_000 },
    });
    const after = await ledger.call('projects.page', {});
    expect(after.sums.total_investment - before.sums.total_investment).toBe(1_000_000_000);
  });

  it('finds a project by the initials of its name or its short name', async () => {
    const { ledger, ids } = await filled();
    expect((await ledger.call('search.find', { words: 'szgj' })).map((hit) => hit.id)).toEqual([ids[3]]);
    await ledger.call('records.revise', { entity: 'project', id: ids[3] as string, set: { short_name: '江湾里' } });
    expect(await ledger.call('search.find', { words: 'szgj' })).toEqual([]);
    expect((await ledger.call('search.find', { words: 'JWL' })).map((hit) => hit.id)).toEqual([ids[3]]);
  });
});

describe('groups of the page', () => {
  it('can all be folded but some', async () => {
    const { ledger } = await filled();
    const all = await ledger.call('projects.page', { group: 'lifecycle', unfolded: [] });
    expect(all.rows.map((row) => row.kind)).toEqual(['group', 'group']);
    const one = await ledger.call('projects.page', { group: 'lifecycle', unfolded: ['lifecycle:preparation'] });
    expect(one.rows.filter((row) => row.kind === 'project')).toHaveLength(6);
    expect(one.total).toBe(8);
  });

  it('stand by whatever is offered, each project in one of them', async () => {
    const { ledger } = await filled();
    for (const group of groupings) {
      const { rows } = await ledger.call('projects.page', { group, limit: 500 });
      const groups = rows.filter((row) => row.kind === 'group');
      expect(groups.reduce((sum, row) => sum + row.count, 0)).toBe(30);
      expect(new Set(rows.flatMap((row) => (row.kind === 'project' ? [row.id] : []))).size).toBe(30);
    }
  });
});

describe('a grid that is scrolled far down', () => {
  it('goes on in the same order beyond the part that is sought', async () => {
    const { ledger } = await filled();
    const { database } = ledger.context;
    const add = database.prepare('INSERT INTO project (id, name, total_investment) VALUES (?, ?, ?)');
    for (let index = 0; index < 1500; index += 1) add.run(`x${index}`, `批量 ${index}`, (index * 577) % 1499);
    const input = { orders: [{ field: 'total_investment', descending: true }] };
    const rows = await allRows(ledger, input, 400);
    const totals = rows.map((row) => (row.kind === 'project' ? ((row.total_investment as number | null) ?? 0) : 0));
    expect(totals).toEqual(totals.toSorted((a, b) => b - a));
    expect(new Set(rows.map(({ id }) => id)).size).toBe(1530);
    // What was remembered of the order is void as soon as something is written.
    database.prepare("UPDATE project SET total_investment = -5 WHERE id = 'x0'").run();
    const last = await ledger.call('projects.page', { ...input, offset: 1529, limit: 1 });
    expect(last.rows[0]?.id).toBe('x0');
  });
});

describe('what is worked out beforehand', () => {
  it('is there in the middle of a transaction, and forgotten with it', async () => {
    const { ledger, ids } = await filled();
    const { context } = ledger;
    const red = {
      view: 'all',
      filters: [{ field: 'total_investment', operator: 'at_least', value: 1 }],
      orders: [],
    } as const;
    const count = () => projectIds(context, { ...red, filters: [...red.filters], orders: [] }).length;
    expect(() =>
      context.database.transaction(() => {
        context.database.prepare('UPDATE project SET total_investment = NULL').run();
        expect(count()).toBe(0);
        throw new Error('taken back');
      })(),
    ).toThrow('taken back');
    expect(count()).toBe(29);
    await ledger.call('progress.write', {
      rows: [{ project: ids[1] as string, month: '2018-09', set: { completed: 7 } }],
    });
    const done = await ledger.call('projects.page', {
      filters: [{ field: 'completed_this_year', operator: 'between', value: [7, 7] }],
    });
    expect(done.rows.map(({ id }) => id)).toEqual([ids[1]]);
  });

  it('can be asked of a ledger that is only read', async () => {
    const { ledger } = await filled();
    const database = new BetterSqlite(path.join(ledger.folder, 'ledger.sqlite'), { readonly: true });
    try {
      const context = { ...ledger.context, database };
      const filters = [{ field: 'light', operator: 'is' as const, value: ['red', 'yellow', 'green', 'none'] }];
      expect(projectIds(context, { view: 'all', filters, orders: [] })).toHaveLength(30);
    } finally {
      database.close();
    }
  });
});
