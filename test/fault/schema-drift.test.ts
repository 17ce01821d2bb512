import { mkdirSync } from 'node:fs';
import path from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Build, buildVersion, type Patch } from '../support/builds';
import { temporaryFolder } from '../support/ledger';

/** The next version: a project has a new field, a contact's field another name, and there is a new entity. */
const newerProgram: Patch = {
  replace: {
    'src-shared/entities/project.ts': [
      [
        '    carried_year: {',
        "    flood_risk: { kind: 'text', label: '防洪影响', searched: true, width: 100 },\n    carried_year: {",
      ],
    ],
    'src-shared/entities/contact.ts': [['matters:', 'duties:']],
    'src-shared/contract/liaison-methods.ts': [['matters:', 'duties:']],
    'src-main/ledger/queries/contacts.ts': [['matters', 'duties']],
    'src-shared/entities/entities.ts': [
      ["import { slip } from './slip';", "import { siteVisit } from './site-visit';\nimport { slip } from './slip';"],
      ['  contact,\n', '  contact,\n  site_visit: siteVisit,\n'],
    ],
    'src-main/ledger/journal/renamed-fields.ts': [
      ['RenamedField[] = [];', "RenamedField[] = [{ entity: 'contact', from: 'matters', to: 'duties', since: 9010 }];"],
    ],
  },
  add: {
    'src-shared/entities/site-visit.ts': `import { defineEntity } from './field';

export const siteVisit = defineEntity({
  name: 'site_visit',
  label: '现场踏查',
  title: 'finding',
  fields: {
    project: { kind: 'reference', entity: 'project', label: '项目' },
    day: { kind: 'date', label: '踏查日期' },
    finding: { kind: 'text', label: '发现', searched: true },
  },
});
`,
    'migrations/9010_drift.sql': `ALTER TABLE project ADD COLUMN flood_risk TEXT;
ALTER TABLE contact RENAME COLUMN matters TO duties;
UPDATE cell SET name = 'duties' WHERE name = 'matters';
CREATE TABLE site_visit (
  record INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  deleted INTEGER NOT NULL DEFAULT 0,
  project TEXT,
  day TEXT,
  finding TEXT
) STRICT;
`,
  },
};

/** The one after that: its packages cannot be read by a reader of version 1 any more. */
const newerFormat: Patch = {
  replace: { 'src-main/ledger/sync/manifest.ts': [['readerVersion = 1;', 'readerVersion = 2;']] },
  add: {},
};

let present: Build;
let newer: Build;
let newest: Build;

beforeAll(async () => {
  [present, newer, newest] = await Promise.all([
    buildVersion('present', []),
    buildVersion('newer', [newerProgram]),
    buildVersion('newest', [newerProgram, newerFormat]),
  ]);
}, 240_000);

/** A machine: a ledger folder and whichever program is installed there at the moment. */
class Installed {
  #minute = 0;
  readonly folder: string;
  device = '';

  constructor(
    place: string,
    readonly name: string,
    public program: Build,
  ) {
    this.folder = path.join(place, name);
  }

  // biome-ignore lint/suspicious/noExplicitAny: a document from outside, read as a script would
  run(...words: readonly string[]): any {
    this.#minute += 1;
    const minute = String(this.#minute).padStart(2, '0');
    return this.program.run(this.folder, `2018-09-16T09:${minute}:00+08:00`, ...words);
  }

  init(role: string): void {
    const made = this.run('init', '--role', role, '--person', this.name, '--unit', '某单位');
    this.device = made.deviceId;
  }

  report(place: string): string {
    return this.run('export-package', '--to', path.join(place, `${this.name}-${this.#minute}.wubao`)).file;
  }

  take(file: string): { outcome: string; applied: number; message: string } {
    return this.run('import-package', file)[0];
  }

  get digest(): string {
    return this.run('digest').digest;
  }

  // biome-ignore lint/suspicious/noExplicitAny: a document from outside, read as a script would
  record(entity: string, id: string): any {
    const shown = this.run('show', entity, id);
    return shown.record ?? shown.project;
  }

  /** Cells that this machine keeps but cannot place. */
  waiting(): string[] {
    const database = new BetterSqlite(path.join(this.folder, 'ledger.sqlite'), { readonly: true });
    const cells = database
      .prepare("SELECT entity || '.' || field FROM unapplied ORDER BY entity, field")
      .pluck()
      .all() as string[];
    database.close();
    return cells;
  }
}

/** Two machines that trust each other. */
function pair(here: Build, there: Build) {
  const place = temporaryFolder();
  const [commission, secretary] = [new Installed(place, '周科长', here), new Installed(place, '王秘书', there)];
  commission.init('commission');
  secretary.init('secretary');
  const stick = path.join(place, 'U盘');
  mkdirSync(stick);
  commission.run('enrol', path.join(secretary.folder, 'enrolment.wubao'), '--approve');
  return { commission, secretary, stick };
}

describe('a newer machine and an older one', () => {
  it('the older keeps what it does not know, and has it all after its upgrade; contradictions are seen then', () => {
    const { commission, secretary, stick } = pair(present, newer);
    // An older package into the newer program: read under today's names.
    const { id: project } = commission.run('add', 'project', 'name=大口钦现代物流园', 'region=昌邑');
    const { id: contact } = commission.run('add', 'contact', `project=${project}`, 'name=李经理', 'matters=报表');
    const { id: other } = commission.run('add', 'contact', `project=${project}`, 'name=赵经理', 'matters=现场');
    const first = commission.report(stick);
    expect(secretary.run('import-package', first, '--trust', commission.device)[0]).toMatchObject({
      outcome: 'merged',
    });
    expect(secretary.record('contact', contact)).toMatchObject({ duties: '报表' });
    expect(secretary.run('history', 'contact', contact).map((entry: { field: string }) => entry.field)).toContain(
      'duties',
    );
    expect(secretary.run('verify').ok).toBe(true);
    expect(secretary.digest).not.toBe(commission.digest);

    // The newer one writes what the older has never heard of.
    secretary.run('set', 'contact', contact, 'duties=报表和入统');
    secretary.run('set', 'contact', other, 'duties=现场和安全', 'phone=13000000000');
    secretary.run('set', 'project', project, 'owner=江城公司', 'flood_risk=要做防洪评价');
    secretary.run('add', 'site_visit', `project=${project}`, 'day=2018-09-15', 'finding=基坑积水');
    const second = secretary.report(stick);
    expect(commission.take(second)).toMatchObject({ outcome: 'merged' });
    expect(commission.record('project', project)).toMatchObject({ owner: '江城公司' });
    // It stands on what it knew; nothing is thrown away, and the ledger is sound.
    expect(commission.record('contact', contact)).toMatchObject({ matters: '报表' });
    expect(commission.waiting()).toEqual([
      'contact.duties',
      'contact.duties',
      'project.flood_risk',
      'site_visit.day',
      'site_visit.finding',
      'site_visit.project',
    ]);
    expect(commission.run('verify').ok).toBe(true);
    // And goes on without having seen the other's value.
    commission.run('set', 'contact', other, 'matters=现场和征拆');
    const third = commission.report(stick);

    commission.program = newer;
    expect(commission.waiting()).not.toEqual([]);
    expect(commission.record('contact', contact)).toMatchObject({ duties: '报表和入统' });
    expect(commission.waiting()).toEqual([]);
    expect(commission.record('project', project)).toMatchObject({ owner: '江城公司', flood_risk: '要做防洪评价' });
    const conflicts = commission.run('conflicts');
    expect(conflicts.map((conflict: { field: string }) => conflict.field)).toEqual(['duties']);
    expect(conflicts[0].heads.map((head: { value: string }) => head.value).sort()).toEqual([
      '现场和安全',
      '现场和征拆',
    ]);
    expect(conflicts[0].base).toBe('现场');

    expect(secretary.take(third)).toMatchObject({ outcome: 'merged' });
    expect(secretary.run('conflicts')).toHaveLength(1);
    expect(secretary.digest).toBe(commission.digest);
    for (const machine of [commission, secretary]) expect(machine.run('verify').ok).toBe(true);
  });

  it('two that knew everything from the start stand where an upgraded one stands', () => {
    const { commission, secretary, stick } = pair(newer, present);
    const { id } = secretary.run('add', 'contact', 'name=李经理', 'matters=报表');
    secretary.run('set', 'contact', id, 'matters=入统');
    expect(commission.take(secretary.report(stick))).toMatchObject({ outcome: 'merged', applied: 2 });
    expect(commission.record('contact', id)).toMatchObject({ duties: '入统' });
    secretary.program = newer;
    expect(secretary.record('contact', id)).toMatchObject({ duties: '入统' });
    expect(secretary.digest).toBe(commission.digest);
    // Its own old lines bear the old name: they are still its past, and can still be built upon.
    secretary.run('set', 'contact', id, 'duties=入统和报表');
    expect(commission.take(secretary.report(stick))).toMatchObject({ outcome: 'merged', applied: 1 });
    expect(commission.run('conflicts')).toEqual([]);
    expect(secretary.digest).toBe(commission.digest);
    for (const machine of [commission, secretary]) expect(machine.run('verify').ok).toBe(true);
  });

  it('a package that needs a newer reader waits, and comes in by itself after the upgrade', () => {
    const { commission, secretary, stick } = pair(present, present);
    secretary.program = newest;
    secretary.run('add', 'project', 'name=翼川通航零部件', 'region=昌邑', 'flood_risk=无');
    const before = commission.digest;
    const file = secretary.report(stick);
    const held = commission.take(file);
    expect(held).toMatchObject({ outcome: 'held', applied: 0 });
    expect(held.message).toContain('升级');
    expect(commission.digest).toBe(before);
    commission.program = newest;
    expect(commission.take(file)).toMatchObject({ outcome: 'duplicate' });
    expect(commission.digest).toBe(secretary.digest);
    expect(commission.run('verify').ok).toBe(true);
  });
});
