import fc from 'fast-check';
import { expect, test } from 'vitest';
import { viewSql } from '../../src-main/ledger/queries/view-sql';
import { views } from '../../src-shared/contract/common';
import { isInView } from '../../src-shared/rules/ledger-views';
import { anyCity, insertCase, plainDatabase } from '../support/plain-ledger';

test('SQL and the pure function put every project into the same ledgers', () => {
  const database = plainDatabase();
  const seen = new Set<string>();
  fc.assert(
    fc.property(anyCity, (city) => {
      database.exec('DELETE FROM project; DELETE FROM listing; DELETE FROM permit; DELETE FROM progress;');
      for (const one of city) insertCase(database, one);
      for (const view of views) {
        const found = database
          .prepare(`SELECT id FROM project WHERE ${viewSql(view)} ORDER BY record`)
          .pluck()
          .all();
        const expected = city.filter(({ project }) => isInView(view, project)).map(({ project }) => project.id);
        if (expected.length > 0) seen.add(view);
        expect(found, view).toEqual(expected);
      }
    }),
    { numRuns: 60 },
  );
  expect([...seen].sort()).toEqual([...views].sort());
});

test('a record that was deleted on one machine and edited on another stands in its ledger', () => {
  const database = plainDatabase();
  database.exec(`INSERT INTO project (id, deleted, lifecycle) VALUES ('a', 2, 'reserve'), ('b', 1, 'reserve')`);
  expect(
    database
      .prepare(`SELECT id FROM project WHERE ${viewSql('reserve')}`)
      .pluck()
      .all(),
  ).toEqual(['a']);
});
