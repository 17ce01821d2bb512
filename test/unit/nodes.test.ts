import { describe, expect, test } from 'vitest';
import { overdueNodes, type WrittenNode } from '../../src-shared/rules/nodes';
import { stagesOf } from '../../src-shared/rules/stages';
import { projectOf } from '../support/plain-ledger';

const today = '2018-09-16';
const node = (code: string, fields: Partial<WrittenNode> = {}): WrittenNode => ({
  code,
  planned: null,
  actual: null,
  responsible_unit: null,
  responsible_person: null,
  ...fields,
});
const building = projectOf({ lifecycle: 'construction', actual_start: '2018-05-02' });
const find = (nodes: readonly WrittenNode[], code: string, project = building) =>
  stagesOf(project, [], null, today, nodes)
    .flatMap((stage) => stage.nodes)
    .find((each) => each.code === code);

describe('overdue nodes', () => {
  test('planned before today and not reached, the longest first, with whose they are', () => {
    const nodes = [
      node('structure', { planned: '2018-09-15', responsible_unit: '施工单位', responsible_person: '李工' }),
      node('tendered', { planned: '2018-06-01' }),
      node('installed', { planned: today }),
      node('accepted', { planned: '2018-08-01', actual: '2018-08-20' }),
      node('trial'),
    ];
    expect(overdueNodes(building, nodes, today)).toEqual([
      { code: 'tendered', name: '招标', planned: '2018-06-01', days: 107, unit: null, person: null },
      { code: 'structure', name: '主体完工', planned: '2018-09-15', days: 1, unit: '施工单位', person: '李工' },
    ]);
  });

  test('what the project or its permits know to be done is not overdue', () => {
    expect(overdueNodes(building, [node('started', { planned: '2018-05-01' })], today)).toEqual([]);
    const granted = {
      catalogue_code: 'P306',
      name: null,
      state: 'granted',
      planned_submit: null,
      planned_finish: null,
      actual_submit: null,
      actual_finish: '2018-05-01',
    };
    const building306 = [node('building', { planned: '2018-04-01' })];
    expect(overdueNodes(building, building306, today)).toHaveLength(1);
    expect(overdueNodes(building, building306, today, { permits: [granted] })).toEqual([]);
  });

  test.each(['suspended', 'terminated'])('a project that is %s is behind with nothing', (lifecycle) => {
    expect(overdueNodes(projectOf({ lifecycle }), [node('structure', { planned: '2018-01-01' })], today)).toEqual([]);
  });
});

describe('node line with a node table', () => {
  test('written days stand in the line, late ones with their days', () => {
    expect(find([node('cleared', { planned: '2018-04-20', actual: '2018-04-12' })], 'cleared')).toMatchObject({
      state: 'done',
      date: '2018-04-12',
    });
    expect(find([node('structure', { planned: '2018-09-06' })], 'structure')).toMatchObject({ late: 10 });
  });

  test('the project’s own start goes before a written one', () => {
    expect(find([node('started', { actual: '2018-05-20' })], 'started')?.date).toBe('2018-05-02');
  });

  test('a planned day for the listing goes before the limit of the rule', () => {
    const large = projectOf({ lifecycle: 'construction', actual_start: '2018-07-31', total_investment: 680_000_000 });
    expect(find([], 'listed', large)?.planned).toBe('2018-08-31');
    expect(find([node('listed', { planned: '2018-10-15' })], 'listed', large)?.planned).toBe('2018-10-15');
  });
});
