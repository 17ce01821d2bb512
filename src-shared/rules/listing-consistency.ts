import catalogue from '../catalogues/listing-materials.json';
import type { Listing } from '../entities/listing';
import type { Project } from '../entities/project';
import { formatDay } from '../terms/format';
import { lastDay } from './dates';
import { type KnownMaterial, kindName, type MaterialKind } from './listing-materials';

/** The papers' own words, as `listing` keeps them. */
export type StatedFacts = Pick<
  Listing,
  | 'approval_owner'
  | 'contract_owner'
  | 'form_owner'
  | 'approval_investment'
  | 'form_investment'
  | 'approval_date'
  | 'contract_date'
  | 'declared_on'
>;

/** One value and the paper that it stands in. `field` says where it lives, so that it can be typed where it is shown. */
export interface Stated {
  readonly entity: 'listing' | 'project';
  readonly field: keyof StatedFacts | 'actual_start';
  readonly value: string | number | null;
  readonly source: string;
}

export type CheckCode = 'owner' | 'investment' | 'approval_date' | 'start_date';
export type CheckResult = 'agree' | 'differ' | 'pending';

/**
 * Two statements side by side. The result says whether they agree, never which of them is right, and nothing here is a figure that no
 * paper has.
 */
export interface ConsistencyCheck {
  readonly code: CheckCode;
  readonly name: string;
  /** The catalogue's own sentence. */
  readonly rule: string;
  readonly one: readonly Stated[];
  readonly other: readonly Stated[];
  readonly result: CheckResult;
  /** 一致, 相符, 不一致, 待补, or what the result waits for. */
  readonly word: string;
}

const approvalNames: Readonly<Record<string, string>> = {
  approval: '批复',
  verification: '核准文件',
  filing: '备案证明',
};

/** Brackets and blanks are written either way; the legal form counts, for another form is another company. */
const ownerKey = (name: string) => name.normalize('NFKC').replace(/\s/g, '');

const dated = (paper: string, date: string | null) => (date ? `${paper} ${formatDay(date)}` : paper);

interface Context {
  readonly facts: StatedFacts;
  readonly start: string | null;
  readonly approval: string;
  /** What the contract waits for; null where its paper is good or nothing is known of it. */
  readonly contractWaits: string | null;
}

type Check = Omit<ConsistencyCheck, 'rule'>;

function stated(field: keyof StatedFacts, facts: StatedFacts, source: string): Stated {
  return { entity: 'listing', field, value: facts[field], source };
}

function judge(isKnown: boolean, agrees: boolean, word: string): Pick<Check, 'result' | 'word'> {
  if (!isKnown) return { result: 'pending', word: '待补' };
  return agrees ? { result: 'agree', word } : { result: 'differ', word: '不一致' };
}

function ownerCheck({ facts, approval }: Context): Check {
  const names = [facts.approval_owner, facts.contract_owner, facts.form_owner];
  const known = names.flatMap((name) => (name ? [ownerKey(name)] : []));
  const differs = new Set(known).size > 1;
  return {
    code: 'owner',
    name: '建设单位',
    one: [stated('approval_owner', facts, approval)],
    other: [stated('contract_owner', facts, '合同'), stated('form_owner', facts, '申请表')],
    // Two of three that differ are enough to know.
    ...judge(differs || known.length === names.length, !differs, '一致'),
  };
}

function investmentCheck({ facts, approval }: Context): Check {
  const { approval_investment: one, form_investment: other } = facts;
  return {
    code: 'investment',
    name: '总投资',
    one: [stated('approval_investment', facts, dated(approval, facts.approval_date))],
    other: [stated('form_investment', facts, `${dated('申请表', facts.declared_on)}，企业填`)],
    ...judge(one !== null && other !== null, one === other, '一致'),
  };
}

function approvalDateCheck({ facts, approval, contractWaits }: Context): Check {
  const { approval_date: one, contract_date: other } = facts;
  const verdict = judge(one !== null && other !== null, one !== null && other !== null && one < other, '相符');
  return {
    code: 'approval_date',
    name: '批文早于合同',
    one: [stated('approval_date', facts, approval)],
    other: [stated('contract_date', facts, contractWaits ? `合同签订日，${contractWaits}` : '合同签订日')],
    // A contract that is not good yet may be signed anew.
    ...(contractWaits && verdict.result !== 'differ'
      ? { result: 'pending', word: contractWaits.includes('未备案') ? '待备案后判定' : '待合同齐后判定' }
      : verdict),
  };
}

function startDateCheck({ facts, start }: Context): Check {
  const { declared_on: declared } = facts;
  const isSure = start !== null && declared !== null && (lastDay(start) <= declared || `${start}-01` > declared);
  const agrees = start !== null && declared !== null && lastDay(start) <= declared;
  return {
    code: 'start_date',
    name: '开工不晚于申报',
    one: [{ entity: 'project', field: 'actual_start', value: start, source: '台账实际开工' }],
    other: [stated('declared_on', facts, '申请表')],
    ...(start !== null && declared !== null && !isSure && start.length === 7
      ? { result: 'pending', word: '待补开工日' }
      : judge(start !== null && declared !== null, agrees, '相符')),
  };
}

const checks = [ownerCheck, investmentCheck, approvalDateCheck, startDateCheck];

const nothingStated: StatedFacts = {
  approval_owner: null,
  contract_owner: null,
  form_owner: null,
  approval_investment: null,
  form_investment: null,
  approval_date: null,
  contract_date: null,
  declared_on: null,
};

/** '已签，未备案' → '未备案'; null where the contract is good or not recorded. */
function contractFault(materials: readonly Pick<KnownMaterial, 'name' | 'state' | 'detail'>[]): string | null {
  const contract = materials.find((material) => material.name?.startsWith('施工合同'));
  if (contract?.state !== 'faulty') return null;
  return (
    contract.detail
      ?.split(/[，,；;]/)
      .at(-1)
      ?.trim() || '不合格'
  );
}

/** The checks that the catalogue has for a kind of papers; a kind without any gives none. */
export function consistencyChecks(
  kind: MaterialKind,
  listing: StatedFacts | null,
  project: Pick<Project, 'actual_start' | 'approval_type'>,
  materials: readonly Pick<KnownMaterial, 'name' | 'state' | 'detail'>[] = [],
): ConsistencyCheck[] {
  const rules = catalogue.kinds.find((entry) => entry.kind === kindName(kind))?.consistency ?? [];
  const context: Context = {
    facts: listing ?? nothingStated,
    start: project.actual_start,
    approval: approvalNames[project.approval_type ?? ''] ?? '批文',
    contractWaits: contractFault(materials),
  };
  return rules.flatMap((rule, index) => {
    const check = checks[index];
    return check ? [{ ...check(context), rule }] : [];
  });
}
