import { regionCode } from '../../../src-shared/catalogues/regions';
import type { FieldValue } from '../../../src-shared/entities/field';
import { naturalId } from '../journal/cells';
import type { Edit } from '../journal/edit';
import { creditCode, projectCode } from './codes';
import type { Draft, MonthReport } from './draft';
import { planYear, type RegionFigures } from './figures';
import { placesOf } from './kinds';
import { isNamed } from './named';
import { type Random, randomOf } from './random';

type Fields = Record<string, FieldValue>;

/** 万元 → yuan. */
export const yuan = (amount: number) => amount * 10_000;

const isCompany = (owner: string) => owner.endsWith('公司');

/** Everything that the plan says of a project; what happens later (start, listing) is set by the steps that tell it. */
export function planFields(draft: Draft, figures: RegionFigures): Fields {
  const random = randomOf(`fields/${draft.region}/${draft.name}`);
  const early =
    draft.lifecycle === 'negotiation' ||
    draft.lifecycle === 'reserve' ||
    (draft.lifecycle === 'signed' && !draft.landed);
  const bureau =
    /区$/.test(figures.unit) || figures.unit.endsWith('经济发展局')
      ? figures.unit
      : `${draft.region}${draft.kind.bureau}`;
  return {
    name: draft.name,
    ...(draft.shortName ? { short_name: draft.shortName } : {}),
    region: regionCode(draft.region) ?? null,
    owner: draft.owner,
    ...(draft.address ? { address: draft.address } : {}),
    ...codeFields(draft, random, early),
    approval_type: draft.approval,
    industry: draft.kind.industry,
    sector: draft.kind.sector,
    nature: draft.nature,
    tiers: draft.total >= 50_000 ? ['province', 'city'] : draft.total >= 10_000 ? ['city'] : ['county'],
    scale: draft.kind.scale,
    total_investment: yuan(draft.total),
    ...(draft.plan > 0 ? { annual_plan: { [planYear]: yuan(draft.plan) } } : {}),
    ...(draft.before > 0 ? { completed_before_year: yuan(draft.before) } : {}),
    ...(draft.plannedStart ? { planned_start: draft.plannedStart } : {}),
    ...(draft.finish ? { planned_finish: draft.finish } : {}),
    ...contactFields(draft, random),
    responsible_unit: bureau,
    lead_department: `市${draft.kind.bureau.replace(/^建设局$/, '住建局')}`,
    secretary: secretaryOf(draft, figures, random),
    ...(draft.prepared ? { fund_sources: fundsOf(draft) } : {}),
    ...(draft.note ? { note: draft.note } : {}),
  };
}

/** A company pays the greater part itself, a public body gets it from the budget. */
function fundsOf(draft: Draft): Record<string, number> {
  const own = Math.round((draft.total * 6) / 1_000) * 100;
  const [first, second] = isCompany(draft.owner) ? ['企业自筹', '银行贷款'] : ['省预算内', '市县配套'];
  return { [first]: yuan(own), [second]: yuan(draft.total - own) };
}

function codeFields(draft: Draft, random: Random, early: boolean): Fields {
  const division = placesOf[draft.region]?.division ?? '220200';
  const credit = isCompany(draft.owner) && !early ? { credit_code: creditCode(random, division) } : {};
  if (early) return { code_state: draft.lifecycle === 'signed' ? 'pending' : 'none' };
  const year = Math.max(2015, Math.min(planYear, Number(draft.start?.slice(0, 4) ?? planYear)));
  const code =
    draft.code ?? projectCode(year, division, draft.kind.industry, draft.approval, random.between(1_000, 98_999));
  return { code, code_state: 'has', ...credit };
}

/** Those of the pictures are their secretary's own; of the others she has a part, and colleagues, whose reports she keeps, the rest. */
function secretaryOf(draft: Draft, figures: RegionFigures, random: Random): string {
  if (draft.secretary) return draft.secretary;
  if (isNamed(draft)) return figures.secretary;
  const own = figures.name === '昌邑区' ? 0 : 0.4;
  return random.chance(own) ? figures.secretary : `${random.pick([...'李赵周吴郑冯陈何'])}秘书`;
}

const surnames = [...'张李刘赵孙周吴郑冯陈褚卫蒋沈韩杨朱秦许何吕施曹严华金魏陶姜'];

/** A family name and an office: nobody real. */
function contactFields(draft: Draft, random: Random): Fields {
  const title = isCompany(draft.owner)
    ? random.pick(['经理', '总', '厂长', '工'])
    : random.pick(['科长', '主任', '工']);
  return {
    contact: draft.contact ?? `${random.pick(surnames)}${title}`,
    phone: `0432-6000${String(random.between(0, 9_999)).padStart(4, '0')}`,
  };
}

/** What a signed or negotiated project knows of its investor. Money that has come is a part of what was agreed. */
export function promotionFields(draft: Draft, leader: string | undefined): Fields {
  const random = randomOf(`promotion/${draft.region}/${draft.name}`);
  if (draft.lifecycle === 'negotiation') {
    return { lifecycle: 'negotiation', leader_in_charge: leader ?? null, investor: draft.investor ?? draft.owner };
  }
  if (draft.lifecycle !== 'signed') return { lifecycle: draft.lifecycle };
  return {
    lifecycle: 'signed',
    signed_on: draft.signedOn ?? null,
    signing_event: random.pick([
      '全市春季集中签约',
      '省重点项目集中签约',
      '长三角招商推介会',
      '珠三角招商推介会',
      '冰雪产业招商推介会',
    ]),
    investor: draft.investor ?? draft.owner,
    leader_in_charge: leader ?? null,
    agreed_amount: yuan(draft.total),
    ...(draft.landed ? { paid_in_amount: yuan(Math.round((draft.total * random.between(10, 60)) / 1_000) * 10) } : {}),
  };
}

export const listingId = (project: string) => naturalId('listing', [project]);
export const progressId = (project: string, month: number) => naturalId('progress', [project, monthCode(month)]);
export const monthCode = (month: number) => `${planYear}-${String(month).padStart(2, '0')}`;

/** Fields of the listing case as it stands in the end. */
export function listingFields(draft: Draft, listedMonth: string | null): Fields {
  const { listing } = draft;
  if (!listing) return {};
  if (listing.state === 'listed') return { state: 'listed', ...(listedMonth ? { listed_month: listedMonth } : {}) };
  return {
    state: listing.state,
    ...(listing.reason ? { reason_code: listing.reason } : {}),
    ...(listing.missing ? { missing_materials: listing.missing } : {}),
    ...(listing.returned ? { return_reason: listing.returned } : {}),
    ...(listing.state === 'not_due' ? {} : { promised_month: monthCode(9) }),
  };
}

/**
 * What statistics wrote back for a month, in 万元: nothing before the project is listed, mostly the same as what was dispatched, here and
 * there what came in late.
 */
function statisticsOf(draft: Draft, report: MonthReport): number | null {
  const listed = draft.listing?.state === 'listed';
  if (!listed || report.month > 8 || (draft.start ?? '') > monthCode(report.month)) return null;
  const random = randomOf(`statistics/${draft.name}/${report.month}`);
  return random.chance(0.12) ? Math.floor(report.completed * 0.8) : report.completed;
}

export function progressEdit(project: string, draft: Draft, report: MonthReport): Edit {
  const statistics = statisticsOf(draft, report);
  return {
    entity: 'progress',
    id: null,
    set: {
      project,
      month: monthCode(report.month),
      completed: yuan(report.completed),
      construction: yuan(report.construction),
      installation: yuan(report.installation),
      land: yuan(report.land),
      image_progress: report.image,
      stage_progress: report.stage,
      ...(report.nextStep ? { next_step: report.nextStep } : {}),
      ...(statistics === null ? {} : { statistics_completed: yuan(statistics) }),
    },
  };
}
