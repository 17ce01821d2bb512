import fc from 'fast-check';
import { expect, test } from 'vitest';
import { viewSql } from '../../src-main/ledger/queries/view-sql';
import { views } from '../../src-shared/contract/common';
import type { Project } from '../../src-shared/entities/project';
import { isInView, lifecycleOf } from '../../src-shared/rules/ledger-views';
import { ledgerChange, lifecycleMoves, moveEdit, wayOfLife } from '../../src-shared/rules/lifecycle-moves';
import { insert, plainDatabase, projectOf } from '../support/plain-ledger';

const today = '2018-09-16';
const begin = fc.constantFrom('reserve', 'negotiation', 'signed', 'preparation', 'construction');
const choices = fc.array(fc.nat({ max: 40 }), { minLength: 1, maxLength: 12 });
const dates = {
  signed_on: '2018-02-01',
  planned_start: '2018-05',
  actual_start: '2018-06-01',
  actual_finish: '2018-09',
};

const ledgerOf: Record<string, string[]> = {
  reserve: ['reserve'],
  negotiation: ['negotiation'],
  preparation: ['planned-start'],
  construction: ['construction'],
  suspended: ['aside'],
  terminated: ['aside'],
};
const ownLedgers = new Set<string>(Object.values(ledgerOf).flat());
const beforeStart = new Set(['reserve', 'negotiation', 'preparation', 'suspended']);

function walk(lifecycle: string, picks: readonly number[], see: (project: Project, before: Project) => void): void {
  let project = projectOf({
    lifecycle,
    total_investment: 80_000_000,
    leader_in_charge: '谢义',
    ...(lifecycle === 'construction' ? { actual_start: '2018-04-02' } : {}),
    ...(lifecycle === 'preparation' ? { planned_start: '2018-10' } : {}),
  });
  for (const pick of picks) {
    const moves = lifecycleMoves(project);
    const move = moves[pick % moves.length];
    if (!move) throw new Error('a project without a next step');
    const edit = moveEdit(project, move.to, dates, '会议议定', today);
    if (!('set' in edit)) throw new Error(`a legal move was refused: ${JSON.stringify(edit)}`);
    const after = { ...project, ...edit.set } as Project;
    see(after, project);
    project = after;
  }
}

test('every walk of legal moves leaves the project where its stage says, in SQL and in the rule alike', () => {
  const database = plainDatabase();
  fc.assert(
    fc.property(begin, choices, (lifecycle, picks) => {
      walk(lifecycle, picks, (project, before) => {
        database.exec('DELETE FROM project');
        const { listing: _, ...columns } = project;
        insert(database, 'project', columns);
        const found = views.filter(
          (view) =>
            database
              .prepare(`SELECT count(*) FROM project WHERE ${viewSql(view)}`)
              .pluck()
              .get() === 1,
        );
        expect(found).toEqual(views.filter((view) => isInView(view, project)));
        // Of the ledgers that stand for a stage it is in its own and in no other.
        expect(found.filter((view) => ownLedgers.has(view))).toEqual(ledgerOf[project.lifecycle ?? ''] ?? []);
        expect(found.includes('signed')).toBe(
          project.lifecycle === 'signed' ||
            (project.signed_on !== null && project.actual_start === null && beforeStart.has(project.lifecycle ?? '')),
        );
        const change = ledgerChange(before, project);
        expect(change.leaves.every((view) => !found.includes(view))).toBe(true);
        expect(change.enters.every((view) => found.includes(view))).toBe(true);
        // A project that is prepared or earlier has not begun, one that is built has.
        const place = wayOfLife.indexOf(project.lifecycle as never);
        if (place >= 0 && place < 4) expect(project.actual_start).toBeNull();
        if (place === 4) expect(project.actual_start).not.toBeNull();
        expect(lifecycleOf(project)).toBe(project.lifecycle);
        expect(project.lifecycle_since).toBe(today);
      });
    }),
    { numRuns: 80 },
  );
});

test('a step back, aside or out of standing still is kept with its reason, a step forward needs none', () => {
  fc.assert(
    fc.property(begin, choices, (lifecycle, picks) => {
      walk(lifecycle, picks, (project) => {
        for (const move of lifecycleMoves(project)) {
          const without = moveEdit(project, move.to, dates, '  ', today);
          if (move.reason) expect(without).toEqual({ missing: '原因' });
          else expect(without).toMatchObject({ set: { lifecycle: move.to, lifecycle_reason: null } });
        }
      });
    }),
    { numRuns: 40 },
  );
});
