import { describe, expect, test } from 'vitest';
import type { Project } from '../../src-shared/entities/project';
import {
  clearedBy,
  ledgerChange,
  lifecycleMoves,
  moveEdit,
  moveWarnings,
  skippedWords,
} from '../../src-shared/rules/lifecycle-moves';
import { projectOf } from '../support/plain-ledger';

const today = '2018-09-16';
const names = (lifecycle: string | null) => lifecycleMoves(projectOf({ lifecycle })).map(({ to }) => to);

describe('moves along the life of a project', () => {
  test('lead forward and back, and aside where something can stand still', () => {
    expect(names('preparation')).toEqual([
      'reserve',
      'negotiation',
      'signed',
      'construction',
      'completed',
      'operating',
      'suspended',
      'terminated',
    ]);
    expect(names('reserve')).not.toContain('suspended');
    expect(names('terminated')).not.toContain('terminated');
    expect(names(null)).toContain('construction');
  });

  test('ask for the date that makes them true, and for nothing that is known', () => {
    const project = projectOf({ lifecycle: 'preparation' });
    expect(moveEdit(project, 'construction', {}, '', today)).toEqual({ missing: '实际开工' });
    expect(moveEdit(project, 'construction', { actual_start: '2018-09-10' }, '', today)).toEqual({
      set: { lifecycle: 'construction', lifecycle_since: today, lifecycle_reason: null, actual_start: '2018-09-10' },
    });
    expect(moveEdit({ ...project, actual_start: '2018-08' }, 'construction', {}, '', today)).toEqual({
      set: { lifecycle: 'construction', lifecycle_since: today, lifecycle_reason: null },
    });
    expect(moveEdit(project, 'preparation', {}, '', today)).toEqual({ illegal: true });
    expect(moveEdit(project, 'nowhere', {}, '', today)).toEqual({ illegal: true });
  });

  test('offer what the ledger of the stage reads, and do not insist on it', () => {
    const signed = projectOf({ lifecycle: 'signed' });
    expect(moveEdit(signed, 'preparation', {}, '', today)).toEqual({
      set: { lifecycle: 'preparation', lifecycle_since: today, lifecycle_reason: null },
    });
    expect(moveEdit(signed, 'preparation', { planned_start: '2018-10' }, '', today)).toMatchObject({
      set: { planned_start: '2018-10' },
    });
    const words = (project: Partial<Project>, to: string, given: object = {}) => {
      const whole = projectOf(project);
      const move = lifecycleMoves(whole).find((one) => one.to === to);
      return move ? moveWarnings(whole, move, given, today) : null;
    };
    expect(words({ lifecycle: 'signed' }, 'preparation')).toEqual(['没有计划开工时间，不进计划开工台账']);
    expect(words({ lifecycle: 'signed' }, 'preparation', { planned_start: '2018-10' })).toEqual([]);
    expect(words({ lifecycle: 'reserve' }, 'negotiation')).toEqual(['没有招商包保领导，不进重点招商台账']);
    expect(words({ lifecycle: 'reserve', patron: '谢义' }, 'negotiation')).toEqual([]);
    expect(words({ lifecycle: 'preparation' }, 'construction', { actual_start: '2018-09-17' })).toEqual([
      '实际开工晚于今天，请核对',
    ]);
    expect(
      words({ lifecycle: 'construction', actual_start: '2018-08-05' }, 'completed', { actual_finish: '2018-07' }),
    ).toEqual(['实际竣工早于实际开工，请核对']);
    expect(
      words({ lifecycle: 'construction', actual_start: '2018-08-05' }, 'completed', { actual_finish: '2018-08' }),
    ).toEqual([]);
  });

  test('take back the start of a project that is taken back before it', () => {
    const project = projectOf({ lifecycle: 'construction', actual_start: '2018-08-01', planned_start: '2018-08' });
    expect(moveEdit(project, 'preparation', {}, '误报开工', today)).toEqual({
      set: {
        lifecycle: 'preparation',
        lifecycle_since: today,
        lifecycle_reason: '误报开工',
        actual_start: null,
      },
    });
    expect(clearedBy(project, 'preparation')).toEqual(['actual_start']);
    expect(clearedBy(project, 'suspended')).toEqual([]);
    expect(clearedBy({ ...project, actual_finish: '2018-09' }, 'construction')).toEqual(['actual_finish']);
  });

  test('warn of steps that were left out, but not of promotion', () => {
    const move = (from: string, to: string) => lifecycleMoves(projectOf({ lifecycle: from })).find((m) => m.to === to);
    const words = (from: string, to: string) => {
      const found = move(from, to);
      return found ? skippedWords(found) : undefined;
    };
    expect(words('reserve', 'preparation')).toBeNull();
    expect(words('reserve', 'construction')).toBe('跳过了前期，请确认不是漏记');
    expect(words('preparation', 'operating')).toBe('跳过了在建、竣工，请确认不是漏记');
  });

  test('name the ledgers that are left and entered', () => {
    const before = projectOf({ lifecycle: 'preparation', planned_start: '2018-09', total_investment: 60_000_000 });
    const after = { ...before, lifecycle: 'construction', actual_start: '2018-09-10' };
    expect(ledgerChange(before, after)).toEqual({ leaves: ['planned-start'], enters: ['construction', 'not-listed'] });
  });
});
