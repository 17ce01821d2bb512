import { type FundingApplication, fundingStages } from '../entities/funding-application';
import type { FundingMaterial } from '../entities/funding-material';
import { formatMoneyWithUnit } from '../terms/format';

export type FundingStage = (typeof fundingStages)[number]['code'];

const way: readonly FundingStage[] = fundingStages.map(({ code }) => code).filter((code) => code !== 'refused');
const reviews = new Set<FundingStage>(['county_review', 'city_review', 'province_review', 'national_review']);
/** Money that the province gives does not go to the state for review. */
const withoutState = new Set<string | null>(['province']);

export function fundingStageLabel(stage: string | null): string {
  return fundingStages.find(({ code }) => code === stage)?.label ?? '线索';
}

/** Stage of an application; one that nobody set is a lead. */
export function stageOf(application: Pick<FundingApplication, 'stage'>): FundingStage {
  return fundingStages.find(({ code }) => code === application.stage)?.code ?? 'lead';
}

/** The stages that an application of this channel goes through, in order; refusal stands beside them. */
export function fundingWay(channel: string | null): FundingStage[] {
  return way.filter((code) => code !== 'national_review' || !withoutState.has(channel));
}

export interface FundingMoves {
  /** Next stage; null at the end, and from a refusal. */
  readonly forward: FundingStage | null;
  /** Stages that it may go back to, the nearest first: a review sends back, a refusal is handed in again. */
  readonly back: readonly FundingStage[];
  readonly refuse: boolean;
}

/** Where an application may go from here. It goes forward one stage at a time, back to any, and is refused until money is granted. */
export function fundingMoves(application: Pick<FundingApplication, 'stage' | 'channel'>): FundingMoves {
  const stage = stageOf(application);
  const stages = fundingWay(application.channel);
  if (stage === 'refused') {
    return { forward: null, back: ['materials', 'reserved', 'matched', 'lead'], refuse: false };
  }
  // A stage that this channel does not have (the channel was changed) goes on with what follows it.
  const at = way.indexOf(stage);
  return {
    forward: stages.find((code) => way.indexOf(code) > at) ?? null,
    back: stages.filter((code) => way.indexOf(code) < at).reverse(),
    refuse: stage !== 'granted' && stage !== 'paid',
  };
}

export type ChecklistItem = Pick<FundingMaterial, 'state'>;

/** How far the papers are; what is not needed does not count. */
export function checklistOf(materials: readonly ChecklistItem[]): { ready: number; needed: number } {
  const needed = materials.filter(({ state }) => state !== 'not_needed');
  return { ready: needed.filter(({ state }) => state === 'ready').length, needed: needed.length };
}

/** What to look at before an application goes to `to`; it warns and never blocks. */
export function moveWarning(
  application: Pick<FundingApplication, 'stage' | 'asked' | 'granted' | 'paid'>,
  to: FundingStage,
  materials: readonly ChecklistItem[],
): string | null {
  const { ready, needed } = checklistOf(materials);
  if (reviews.has(to) && ready < needed) return `申报材料还差 ${needed - ready} 份`;
  if (reviews.has(to) && application.asked === null) return '还没有填申请金额';
  if (to === 'granted' && application.granted === null) return '还没有填下达金额';
  if (to === 'paid' && application.paid === null) return '还没有填支付金额';
  return null;
}

/** Doubts about what is written in an application, by field; they warn and never block, and never say what a figure should be. */
export function fundingDoubts(
  application: Pick<
    FundingApplication,
    | 'stage'
    | 'asked'
    | 'granted'
    | 'paid'
    | 'granted_on'
    | 'document_number'
    | 'library_code'
    | 'channel'
    | 'refusal_reason'
  >,
  today: string,
): Readonly<Partial<Record<keyof FundingApplication, string>>> {
  const { asked, granted, paid } = application;
  const stage = stageOf(application);
  const doubts: Partial<Record<keyof FundingApplication, string>> = {};
  if (granted !== null && asked !== null && granted > asked) doubts.granted = `大于申请 ${formatMoneyWithUnit(asked)}`;
  if (paid !== null && granted !== null && paid > granted) doubts.paid = `大于下达 ${formatMoneyWithUnit(granted)}`;
  else if (paid !== null && paid > 0 && granted === null) doubts.paid = '还没有下达金额';
  const isGranted = stage === 'granted' || stage === 'paid';
  if (isGranted && application.granted_on === null) doubts.granted_on = '已下达，日期未填';
  if (application.granted_on !== null && application.granted_on > today) doubts.granted_on = '在今天以后';
  if (isGranted && application.document_number === null) doubts.document_number = '已下达，文号未填';
  if (application.channel === 'special_bond' && reviews.has(stage) && application.library_code === null) {
    doubts.library_code = '专项债申报须有入库编码';
  }
  if (stage === 'refused' && application.refusal_reason === null) doubts.refusal_reason = '未通过，原因未填';
  return doubts;
}
