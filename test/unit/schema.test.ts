import { mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { listBackups } from '../../src-main/ledger/database/backup';
import { readMigrations } from '../../src-main/ledger/database/migrations';
import { openDatabase } from '../../src-main/ledger/database/open';
import { entityNames, entityOf } from '../../src-shared/entities/entities';
import { fieldSchema, sqlType } from '../../src-shared/entities/field';
import { failureMessage, Refusal } from '../../src-shared/terms/errors';
import { makeLedger, migrations, TestLedger, temporaryFolder } from '../support/ledger';

const now = new Date('2018-09-16T01:00:00Z');
const app = '0.1.0';

function refusalOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof Refusal) return error.failure.code;
    throw error;
  }
  return 'not refused';
}

describe('schema', () => {
  it('has for every entity the columns that its declaration says, in that order, STRICT', () => {
    const database = openDatabase(temporaryFolder(), { migrations, now, app, create: true });
    for (const entity of entityNames) {
      const columns = database.pragma(`table_info("${entity}")`) as { name: string; type: string }[];
      const stored = Object.entries(entityOf(entity).fields).filter(([, field]) => !field.storedIn);
      expect(columns.map(({ name, type }) => `${name} ${type}`)).toEqual([
        'record INTEGER',
        'id TEXT',
        'deleted INTEGER',
        ...stored.map(([name, field]) => `${name} ${sqlType(field.kind)}`),
      ]);
    }
    const loose = database
      .prepare(
        "SELECT name FROM pragma_table_list WHERE type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'search_text%'",
      )
      .pluck()
      .all();
    expect(loose).toEqual([]);
    database.close();
  });

  it('has a home for every field that lives elsewhere, of the same kind', () => {
    for (const entity of entityNames) {
      for (const field of Object.values(entityOf(entity).fields)) {
        if (!field.storedIn) continue;
        const home = entityOf(field.storedIn.entity as 'listing');
        expect(home.fields[field.storedIn.field]?.kind).toBe(field.kind);
        expect(home.naturalKey).toEqual([entity]);
      }
    }
  });

  it('names no header twice for two fields of one entity', () => {
    for (const entity of entityNames) {
      const headers = Object.values(entityOf(entity).fields).flatMap((field) => [
        ...new Set([field.label, ...(field.headers ?? [])]),
      ]);
      expect(headers.filter((header, index) => headers.indexOf(header) !== index)).toEqual([]);
    }
  });

  it('takes every declared choice and no other', () => {
    for (const entity of entityNames) {
      for (const field of Object.values(entityOf(entity).fields)) {
        if (field.kind !== 'choice') continue;
        const schema = fieldSchema(field);
        expect((field.choices ?? []).every((choice) => schema.safeParse(choice.code).success)).toBe(true);
        expect(schema.safeParse('no such code').success).toBe(false);
      }
    }
  });

  it('sets all pragmas on every open', () => {
    const folder = temporaryFolder();
    openDatabase(folder, { migrations, now, app, create: true }).close();
    const database = openDatabase(folder, { migrations, now, app });
    const pragma = (name: string) => database.pragma(name, { simple: true });
    expect([
      pragma('journal_mode'),
      pragma('synchronous'),
      pragma('foreign_keys'),
      pragma('trusted_schema'),
      pragma('cell_size_check'),
      pragma('wal_autocheckpoint'),
    ]).toEqual(['wal', 2, 1, 0, 1, 8192]);
    database.close();
  });
});

describe('migrations', () => {
  const folderWith = (files: Record<string, string>) => {
    const folder = mkdtempSync(path.join(os.tmpdir(), '升级 脚本-'));
    for (const [name, sql] of Object.entries(files)) writeFileSync(path.join(folder, name), sql);
    return folder;
  };
  const first = Object.fromEntries(readMigrations(migrations).map(({ name, sql }) => [name, sql]));

  it('backs up before an upgrade and keeps the data', () => {
    const folder = temporaryFolder();
    const database = openDatabase(folder, { migrations: folderWith(first), now, app, create: true });
    database.exec("INSERT INTO setting VALUES ('probe', '1')");
    database.close();
    const upgraded = openDatabase(folder, {
      migrations: folderWith({ ...first, '0990_more.sql': 'CREATE TABLE more (id TEXT) STRICT;' }),
      now,
      app,
    });
    expect(upgraded.prepare("SELECT value FROM setting WHERE key = 'probe'").pluck().get()).toBe('1');
    upgraded.close();
    const [backup] = listBackups(path.join(folder, 'backups'));
    expect(backup).toMatchObject({ reason: '升级前', schema: Number(Object.keys(first).at(-1)?.slice(0, 4)) });
    expect(backup?.rows.setting).toBe(1);
  });

  it('fills the search anew where an upgrade made its index anew', async () => {
    const files = Object.entries(first).filter(([name]) => name < '0051');
    const ledger = await makeLedger({}, { migrations: folderWith(Object.fromEntries(files)) });
    const add = (name: string) => ledger.call('records.create', { entity: 'project', set: { name, region: '220202' } });
    const { id } = await add('松筑构件基地');
    const { id: gone } = await add('松筑旧址');
    await ledger.call('records.withdraw', { entity: 'project', id: gone });
    await ledger.call('records.create', { entity: 'problem', set: { project: id, description: '征地 A 区未交' } });
    ledger.door.close();
    const upgraded = new TestLedger(ledger.folder);
    const found = async (words: string) =>
      (await upgraded.call('search.find', { words, limit: 9 })).map(({ entity, title }) => [entity, title]);
    expect(await found('松筑')).toEqual([['project', '松筑构件基地']]);
    expect(await found('a')).toEqual([['problem', '征地 A 区未交']]);
    expect(await found('szgj')).toEqual([['project', '松筑构件基地']]);
  });

  it('takes back a failing upgrade whole and says where the backup is', () => {
    const folder = temporaryFolder();
    openDatabase(folder, { migrations: folderWith(first), now, app, create: true }).close();
    const broken = folderWith({
      ...first,
      '0990_more.sql': 'CREATE TABLE more (id TEXT) STRICT; INSERT INTO nowhere VALUES (1);',
    });
    expect(refusalOf(() => openDatabase(folder, { migrations: broken, now, app }))).toBe('migration_failed');
    const database = openDatabase(folder, { migrations: folderWith(first), now, app });
    expect(database.prepare("SELECT count(*) FROM sqlite_schema WHERE name = 'more'").pluck().get()).toBe(0);
    database.close();
  });

  it('refuses a file of a newer program and a script that was changed', () => {
    const folder = temporaryFolder();
    openDatabase(folder, {
      migrations: folderWith({ ...first, '0990_more.sql': 'CREATE TABLE more (id TEXT) STRICT;' }),
      now,
      app,
      create: true,
    }).close();
    expect(refusalOf(() => openDatabase(folder, { migrations: folderWith(first), now, app }))).toBe('ledger_newer');
    const changed = folderWith({ ...first, '0990_more.sql': 'CREATE TABLE more (id INTEGER) STRICT;' });
    expect(refusalOf(() => openDatabase(folder, { migrations: changed, now, app }))).toBe('migration_changed');
  });

  it('says that a file which is no database is damaged, and leaves it alone', () => {
    const folder = temporaryFolder();
    writeFileSync(path.join(folder, 'ledger.sqlite'), '这不是数据库'.repeat(2000));
    expect(refusalOf(() => openDatabase(folder, { migrations, now, app }))).toBe('ledger_damaged');
    expect(failureMessage({ code: 'ledger_damaged', params: { detail: '' } })).toContain('备份');
  });
});
