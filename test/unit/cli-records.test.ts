import { describe, expect, test } from 'vitest';
import { regionName } from '../../src-shared/catalogues/regions';
import { businessEntityNames, type EntityName, entityOf } from '../../src-shared/entities/entities';
import type { Field } from '../../src-shared/entities/field';
import { Terminal, temporaryFolder } from '../support/terminal';

const project = '2018-220202-28-03-004217';

async function made(): Promise<Terminal> {
  const terminal = new Terminal(temporaryFolder());
  const who = ['--role', 'secretary', '--person', '王秘书', '--unit', '昌邑区发改局', '--region', '昌邑区'];
  await terminal.json('init', '--ledger', '甲', ...who);
  return terminal;
}

/** What a person types for a field, and what the ledger then holds; `second` for a change. */
function sample(entity: EntityName, field: Field, second: boolean): readonly [typed: string, held: unknown] {
  const choice = field.choices?.[second ? 1 : 0];
  switch (field.kind) {
    case 'money':
      return second ? ['1.2亿', 120_000_000] : ['6800万', 68_000_000];
    case 'integer':
    case 'percent':
      return second ? ['25', 25] : ['20', 20];
    case 'date':
      return second ? ['2018.9.6', '2018-09-06'] : ['2018年9月16日', '2018-09-16'];
    case 'month':
      return second ? ['2018/8', '2018-08'] : ['2018年9月', '2018-09'];
    case 'day_or_month':
      return second ? ['2018-10', '2018-10'] : ['2018-09-16', '2018-09-16'];
    case 'choice':
      return [choice?.label ?? '', choice?.code];
    case 'choices':
      return second
        ? [`${field.choices?.[0]?.label}、${choice?.label}`, [field.choices?.[0]?.code, choice?.code]]
        : [choice?.label ?? '', [choice?.code]];
    case 'region':
      return second ? ['龙潭', '龙潭区'] : ['昌邑', regionName('220202')];
    case 'money_by_year':
      return second ? ['2000万', { 2018: 20_000_000 }] : ['3000万', { 2018: 30_000_000 }];
    case 'money_by_channel':
      return second ? ['2000万', { 自筹: 20_000_000 }] : ['3000万', { 自筹: 30_000_000 }];
    default: {
      const text = `${entityOf(entity).label}的${field.label}${second ? '二' : ''}`;
      return [text.slice(0, field.maxLength ?? 200), text.slice(0, field.maxLength ?? 200)];
    }
  }
}

const assigned = (name: string, field: Field) =>
  field.kind === 'money_by_year' ? `${name}.2018` : field.kind === 'money_by_channel' ? `${name}.自筹` : name;

/** How a record that another refers to is named on the command line: the project by its code, others by title, else by id. */
class Named {
  readonly #ids = new Map<EntityName, string>();

  set(entity: EntityName, id: string): void {
    this.#ids.set(entity, id);
  }

  id(entity: EntityName): string {
    return this.#ids.get(entity) ?? '';
  }

  words(entity: EntityName): string {
    if (entity === 'project') return project;
    const declared = entityOf(entity);
    const field = declared.fields[declared.title] as Field;
    return field.kind === 'text' || field.kind === 'long_text'
      ? String(sample(entity, field, false)[1])
      : this.id(entity);
  }
}

/** Records of a project that `show` lists, by the name of their list. */
const listOf: Partial<Record<EntityName, string>> = {
  permit: 'permits',
  progress: 'progress',
  problem: 'problems',
  node: 'nodes',
  clock_stop: 'clock_stops',
  material: 'materials',
  listing_event: 'listing_events',
  work_log: 'work_logs',
  contact: 'contacts',
  measure: 'measures',
  slip: 'slips',
  meeting_item: 'meeting_items',
  funding_application: 'funding_applications',
  funding_material: 'funding_materials',
};

/** Fields that are set after the record is made: its own names stay, and its natural key cannot change. */
const fixed = (entity: EntityName) =>
  new Set([...(entityOf(entity).naturalKey ?? []), entityOf(entity).title, 'parent', 'code', 'listing']);

describe('add, set, show, history', () => {
  test('of every entity: each field as a person types it, references by name, and back', async () => {
    const terminal = await made();
    const named = new Named();
    for (const entity of businessEntityNames) {
      const fields = Object.entries(entityOf(entity).fields).filter(
        ([name]) => name !== 'parent' && name !== 'listing',
      );
      const held = (second: boolean) =>
        Object.fromEntries(
          fields
            .filter(([name]) => !second || !fixed(entity).has(name))
            .map(([name, field]) => {
              if (field.kind === 'reference')
                return [name, [named.words(field.entity as EntityName), named.id(field.entity as EntityName)]];
              if (entity === 'project' && name === 'code') return [name, [project, project]];
              return [name, sample(entity, field, second)];
            }),
        ) as Record<string, readonly [string, unknown]>;
      const words = (second: boolean) =>
        Object.entries(held(second)).map(
          ([name, [typed]]) => `${assigned(name, entityOf(entity).fields[name] as Field)}=${typed}`,
        );
      const expected = (second: boolean) =>
        Object.fromEntries(Object.entries(held(second)).map(([name, [, value]]) => [name, value]));
      const shown = async () => {
        if (entity === 'project') {
          const { project: row } = await terminal.json('show', project, '--ledger', '甲');
          return { ...row, annual_plan: row.annual_plans };
        }
        const list = listOf[entity];
        if (!list && entity !== 'listing') return (await terminal.json('show', entity, id, '--ledger', '甲')).record;
        const file = await terminal.json('show', project, '--ledger', '甲');
        return list ? file[list].find((row: { id: string }) => row.id === id) : file.listing;
      };

      const { id, dot } = await terminal.json('add', entity, ...words(false), '--ledger', '甲');
      expect(dot, entity).toMatch(/:\d+$/);
      named.set(entity, id);
      expect(await shown(), entity).toMatchObject(expected(false));

      const set = words(true);
      if (set.length > 0) {
        expect((await terminal.json('set', entity, named.words(entity), ...set, '--ledger', '甲')).id).toBe(id);
        expect(await shown(), entity).toMatchObject(expected(true));
      }
      const history = await terminal.json('history', entity, named.words(entity), '--ledger', '甲');
      expect(new Set(history.map(({ record }: { record: string }) => record)), entity).toEqual(new Set([id]));
      expect(history.length).toBeGreaterThanOrEqual(fields.length);
    }
    const text = (await terminal.run('show', project, '--ledger', '甲')).out;
    for (const label of ['手续 1', '节点 1', '入统材料 1', '工作纪实 1', '措施 1', '争取资金 1', '申报材料 1']) {
      expect(text).toContain(label);
    }
    expect(text).toContain('问题 问题的问题描述');
    expect(text).not.toMatch(/undefined|\[object|null/);
  });

  test('a natural key names a record, with slashes', async () => {
    const terminal = await made();
    await terminal.json('add', 'project', 'name=江澜碳纤维', 'short_name=江澜', '--ledger', '甲');
    const add = (...words: string[]) => terminal.json('add', ...words, '--ledger', '甲');
    const node = await add('node', 'project=江澜', 'code=环评', 'planned=2018-10-08');
    const progress = await add('progress', 'project=江澜', 'month=2018-9', 'completed=100万');
    const listing = await add('listing', 'project=江澜', 'state=缺材料');
    const material = await add('material', 'project=江澜', 'name=合同/协议', 'state=缺');
    const set = async (...words: string[]) => (await terminal.json('set', ...words, '--ledger', '甲')).id;
    expect(await set('node', '江澜/环评', 'actual=2018-09-30')).toBe(node.id);
    expect(await set('节点', '江澜碳纤维/environment', 'note=好')).toBe(node.id);
    expect(await set('progress', '江澜/2018.9', 'completed=200万')).toBe(progress.id);
    expect(await set('listing', '江澜', 'promised_month=2018-12')).toBe(listing.id);
    expect(await set('material', '江澜/合同/协议', 'state=齐')).toBe(material.id);
    const again = await terminal.run('add', 'node', 'project=江澜', 'code=环评', '--ledger', '甲', '--json');
    expect([again.status, JSON.parse(again.out).error.code]).toEqual([1, 'record_exists']);
    for (const words of ['江澜/开工', '江澜', '没有/环评', '环评']) {
      const { status, out } = await terminal.run('set', 'node', words, 'note=x', '--ledger', '甲', '--json');
      expect([words, status, JSON.parse(out).error.code]).toEqual([words, 1, 'no_record']);
    }
  });

  test('a title that several records bear is not guessed, but within a project it may be one', async () => {
    const terminal = await made();
    const add = (...words: string[]) => terminal.json('add', ...words, '--ledger', '甲');
    for (const name of ['甲项目', '乙项目']) {
      await add('project', `name=${name}`);
      await add('problem', `project=${name}`, 'description=施工用电未接通');
    }
    const refused = await terminal.run('set', 'problem', '施工用电未接通', 'level=县区', '--ledger', '甲', '--json');
    expect(refused.status).toBe(1);
    expect(JSON.parse(refused.out).error.message).toContain('有 2 条问题');
    const { id } = await add('measure', 'project=乙项目', 'problem=施工用电未接通', 'content=接专线');
    const shown = await terminal.json('show', '乙项目', '--ledger', '甲');
    expect(shown.measures).toMatchObject([{ id, problem: shown.problems[0].id, project: shown.project.id }]);
    const unknown = await terminal.run(
      'add',
      'measure',
      'project=甲项目',
      'problem=没有',
      'content=x',
      '--ledger',
      '甲',
      '--json',
    );
    expect([unknown.status, JSON.parse(unknown.out).error.code]).toEqual([1, 'no_record']);
  });

  test('any record can be shown by its id, with what refers to it', async () => {
    const terminal = await made();
    const add = (...words: string[]) => terminal.json('add', ...words, '--ledger', '甲');
    await add('project', 'name=江澜', 'region=昌邑');
    const policy = await add('policy', 'title=工业专项', 'sectors=新材料', 'regions=昌邑区');
    const application = await add(
      'funding_application',
      'project=江澜',
      'policy=工业专项',
      'title=申报',
      'asked=300万',
    );
    const shown = await terminal.json('show', policy.id, '--ledger', '甲');
    expect(shown).toMatchObject({
      entity: 'policy',
      record: { title: '工业专项', deleted: false },
      related: { funding_application: [{ id: application.id, asked: 3_000_000 }] },
    });
    expect(await terminal.json('show', '政策', '工业专项', '--ledger', '甲')).toEqual(shown);
    const text = (await terminal.run('show', 'policy', '工业专项', '--ledger', '甲')).out;
    expect(text).toContain('争取资金 1');
    expect(text).toContain('申报：申请 300万元');
    const gone = await terminal.run('show', '没有这个', '--ledger', '甲', '--json');
    expect([gone.status, JSON.parse(gone.out).error.code]).toEqual([1, 'no_record']);
  });
});
