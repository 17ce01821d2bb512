import { describe, expect, test } from 'vitest';
import { type View, views } from '../../src-shared/contract/common';
import type { Project } from '../../src-shared/entities/project';
import { isInView } from '../../src-shared/rules/ledger-views';
import { projectOf } from '../support/plain-ledger';

const viewsOf = (fields: Partial<Project>): View[] =>
  views.filter((view) => view !== 'all' && isInView(view, projectOf(fields)));

describe('ledgers of the plan', () => {
  test.each<[string, Partial<Project>, View[]]>([
    [
      'under construction and listed',
      { lifecycle: 'construction', total_investment: 50_000_000, listing: 'listed' },
      ['construction'],
    ],
    [
      'under construction at the threshold, not listed',
      { lifecycle: 'construction', total_investment: 50_000_000 },
      ['construction', 'not-listed'],
    ],
    [
      'a yuan below the threshold',
      { lifecycle: 'construction', total_investment: 49_999_999 },
      ['construction', 'small'],
    ],
    [
      'finished but never listed',
      { lifecycle: 'completed', total_investment: 90_000_000, listing: 'returned' },
      ['not-listed'],
    ],
    [
      'suspended after the start',
      { lifecycle: 'suspended', actual_start: '2018-03', total_investment: 90_000_000 },
      ['not-listed', 'aside'],
    ],
    [
      'terminated after the start',
      { lifecycle: 'terminated', actual_start: '2018-03', total_investment: 90_000_000 },
      ['aside'],
    ],
    ['in preparation with a planned start', { lifecycle: 'preparation', planned_start: '2018-10' }, ['planned-start']],
    ['in preparation without one', { lifecycle: 'preparation' }, []],
    [
      'from a signing and in preparation',
      { lifecycle: 'preparation', planned_start: '2018-10', signed_on: '2018-05-18' },
      ['planned-start', 'signed'],
    ],
    ['from a signing and started', { lifecycle: 'construction', signed_on: '2018-05-18' }, ['construction']],
    ['from a signing and terminated', { lifecycle: 'terminated', signing_event: '东北亚博览会' }, ['aside']],
    ['under negotiation with a leader', { lifecycle: 'negotiation', leader_in_charge: '谢义' }, ['negotiation']],
    ['under negotiation without one', { lifecycle: 'negotiation' }, []],
    ['reserve of 500 万元', { lifecycle: 'reserve', total_investment: 5_000_000 }, ['reserve', 'small']],
    [
      'no stage, actual start',
      { actual_start: '2017-05', total_investment: 80_000_000 },
      ['construction', 'not-listed'],
    ],
    ['no stage, planned start only', { planned_start: '2018-10' }, []],
  ])('%s', (_, fields, expected) => {
    expect(viewsOf(fields)).toEqual(expected);
  });

  test('a withdrawn project is in none of them', () => {
    expect(views.filter((view) => isInView(view, projectOf({ deleted: true, lifecycle: 'construction' })))).toEqual([]);
  });
});
