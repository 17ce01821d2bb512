import { describe, expect, test } from 'vitest';
import type { Project } from '../../src-shared/entities/project';
import type { KnownPermit } from '../../src-shared/rules/permit-nodes';
import { type Stage, stagesOf } from '../../src-shared/rules/stages';
import { projectOf } from '../support/plain-ledger';

const today = '2018-09-16';

const permit = (fields: Partial<KnownPermit>): KnownPermit => ({
  catalogue_code: null,
  name: null,
  state: null,
  planned_submit: null,
  planned_finish: null,
  actual_submit: null,
  actual_finish: null,
  ...fields,
});
const granted = (catalogue_code: string, actual_finish: string) =>
  permit({ catalogue_code, state: 'granted', actual_finish });
const stages = (
  project: Partial<Project>,
  permits: KnownPermit[] = [],
  listing: Parameters<typeof stagesOf>[2] = null,
) => stagesOf(projectOf(project), permits, listing, today);
const nodeOf = (list: Stage[], code: string) => list.flatMap((stage) => stage.nodes).find((node) => node.code === code);
const present = (list: Stage[]) => list.find((stage) => stage.state === 'present')?.code;

describe('node line of the five stages', () => {
  test('a project of which nothing is known has every node open', () => {
    const list = stages({});
    expect(list.map((stage) => [stage.code, stage.done, stage.nodes.length])).toEqual([
      ['landing', 0, 4],
      ['approval', 0, 5],
      ['start', 0, 5],
      ['completion', 0, 3],
      ['operation', 0, 3],
    ]);
    expect(
      list.flatMap((stage) => stage.nodes).filter((node) => node.state === 'done' || node.planned !== null),
    ).toEqual([]);
  });

  test('a project under construction without permits does not pretend to have them', () => {
    const list = stages({ lifecycle: 'construction', actual_start: '2018-07-31', total_investment: 680_000_000 });
    expect(list[1]?.done).toBe(0);
    expect(present(list)).toBe('start');
    expect(list[2]?.nodes.map((node) => node.state)).toEqual(['open', 'open', 'open', 'done', 'next']);
    expect(nodeOf(list, 'started')).toMatchObject({ date: '2018-07-31', planned: null });
    expect(nodeOf(list, 'listed')).toMatchObject({ planned: '2018-08-31', late: 16 });
  });

  test('who is listed looks at completion', () => {
    const list = stages(
      { lifecycle: 'construction', actual_start: '2018-03', listing: 'listed', planned_finish: '2019-06' },
      [],
      { listed_month: '2018-05', promised_month: null },
    );
    expect(present(list)).toBe('completion');
    expect(nodeOf(list, 'listed')).toMatchObject({ state: 'done', date: '2018-05' });
    expect(nodeOf(list, 'accepted')).toMatchObject({ state: 'open', planned: '2019-06', late: null });
  });

  test('permits speak by their number, and by their name where they have none', () => {
    const list = stages({ lifecycle: 'preparation', planned_start: '2018-08' }, [
      granted('P106', '2018-02-27'),
      permit({ name: '环境影响报告表批复', state: 'granted', actual_finish: '2018-05-02' }),
      permit({ catalogue_code: 'P108', state: 'accepted', planned_finish: '2018-09-10' }),
    ]);
    expect(present(list)).toBe('approval');
    expect(nodeOf(list, 'approved')).toMatchObject({ state: 'done', date: '2018-02-27' });
    expect(nodeOf(list, 'environment')).toMatchObject({ state: 'done', date: '2018-05-02' });
    expect(nodeOf(list, 'energy')).toMatchObject({ state: 'next', planned: '2018-09-10', late: 6 });
    expect(nodeOf(list, 'started')).toMatchObject({ state: 'open', planned: '2018-08', late: 16 });
  });

  test('planning needs both permits', () => {
    const land = granted('P119', '2018-03-01');
    expect(nodeOf(stages({ lifecycle: 'preparation' }, [land]), 'planning')?.state).toBe('open');
    const both = stages({ lifecycle: 'preparation' }, [land, granted('P205', '2018-04-01')]);
    expect(nodeOf(both, 'planning')).toMatchObject({ state: 'done', date: '2018-04-01' });
  });

  test('one of several ways is enough, and what is not needed is done', () => {
    const list = stages({ lifecycle: 'preparation' }, [
      permit({ catalogue_code: 'P109', state: 'not_started' }),
      granted('P110', '2018-05-02'),
      permit({ catalogue_code: 'P108', state: 'not_needed' }),
    ]);
    expect(nodeOf(list, 'environment')?.state).toBe('done');
    expect(nodeOf(list, 'energy')).toMatchObject({ state: 'done', date: null });
  });

  test('money is in place when all of it has come', () => {
    const funded = (paid_in_amount: number | null) =>
      nodeOf(stages({ lifecycle: 'signed', agreed_amount: 100, paid_in_amount }), 'funded')?.state;
    expect([funded(null), funded(99), funded(100)]).toEqual(['open', 'open', 'done']);
  });
});
