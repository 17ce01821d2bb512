import type { FieldValue } from '../../../src-shared/entities/field';
import type { Edit } from '../journal/edit';
import type { Draft } from './draft';
import { planYear, type RegionFigures } from './figures';
import { type Random, randomOf } from './random';
import { yuan } from './records';
import { type Placed, plusDays } from './step';

type Fields = Record<string, FieldValue>;

/** How far promotion and planning of a project are; small ones of the reserve are checked for being left out of statistics. */
export function promotionWork({ draft, id }: Placed, figures: RegionFigures): Edit[] {
  const random = randomOf(`promotion work/${draft.name}`);
  const set = { ...stageFields(draft, random), ...omissionFields(draft, figures, random) };
  return Object.keys(set).length > 0 ? [{ entity: 'project', id, set }] : [];
}

function stageFields(draft: Draft, random: Random): Fields {
  switch (draft.lifecycle) {
    case 'negotiation':
      return { promotion_stage: random.pick(['lead', 'talking', 'talking']) };
    case 'signed':
      return draft.landed
        ? {
            promotion_stage: random.pick(['registered', 'approved', 'land']),
            performance: 'performing',
            registered_company: draft.owner,
            registered_on: plusDays(draft.signedOn ?? '2018-05-01', random.between(12, 45)),
          }
        : { promotion_stage: 'signed', performance: random.pick(['performing', 'performing', 'stalled']) };
    case 'reserve': {
      const readiness = random.pick(['concept', 'proposal', 'proposal', 'feasibility', 'mature']);
      const ready = readiness === 'feasibility' || readiness === 'mature';
      const need = Math.max(200, Math.round(draft.total / 1_000) * 100);
      const library = ready ? random.pick(['local', 'pushed', 'reviewing', 'entered']) : 'outside';
      return {
        readiness,
        national_library: library,
        ...(library === 'reviewing' || library === 'entered'
          ? { national_library_code: `2018220200${random.between(100_000, 999_999)}` }
          : {}),
        intended_channel: random.pick(['central', 'special_bond', 'special_bond', 'province']),
        funding_need: {
          [planYear + 1]: yuan(need),
          [planYear + 2]: yuan(need * 2),
          [planYear + 3]: yuan(need),
        },
        planned_start: `${random.pick([2019, 2019, 2020])}-${random.pick(['04', '05', '06', '09'])}`,
      };
    }
    case 'suspended':
      return { lifecycle_reason: draft.note ?? null, lifecycle_since: '2018-06-20', actual_start: draft.start ?? null };
    case 'terminated':
      return { lifecycle_reason: draft.note ?? null, lifecycle_since: '2018-07-31' };
    default:
      return {};
  }
}

function omissionFields(draft: Draft, figures: RegionFigures, random: Random): Fields {
  if (draft.total >= 5_000) return {};
  const conclusion = random.pick(['open', 'open', 'omitted', 'exempt']);
  return {
    lead_source: random.pick(['building_permit', 'filing', 'land', 'power', 'tax']),
    omission_check: conclusion,
    ...(conclusion === 'open'
      ? {}
      : { omission_checker: figures.secretary, omission_checked_on: plusDays(figures.reportedAt.slice(0, 10), -6) }),
  };
}
