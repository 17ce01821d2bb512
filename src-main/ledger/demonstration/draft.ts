import type { Kind } from './kinds';

/** Money in 万元. */
export interface MonthFigures {
  readonly completed: number;
  readonly construction: number;
  readonly installation: number;
  readonly land: number;
}

/** What was reported for one month of the plan year. */
export interface MonthReport extends MonthFigures {
  /** 1…9. */
  readonly month: number;
  readonly image: string;
  /** Per cent of the whole work. */
  readonly stage: number;
  readonly nextStep?: string;
}

/** A month that the pictures show; without figures it gets its share of the year like the others. */
export interface FixedReport {
  readonly month: number;
  readonly figures?: MonthFigures;
  readonly image: string;
  readonly nextStep?: string;
}

export interface ListingDraft {
  readonly state: 'not_due' | 'missing' | 'city_review' | 'returned' | 'listed';
  readonly reason?: string;
  readonly missing?: string;
  readonly returned?: string;
}

/** One project of the city before it becomes records. Money in 万元, dates as in the ledger. */
export interface Draft {
  readonly name: string;
  readonly shortName?: string;
  readonly region: string;
  readonly address?: string;
  readonly owner: string;
  readonly kind: Pick<Kind, 'sector' | 'industry' | 'bureau' | 'track'> & { readonly scale: string };
  readonly lifecycle:
    | 'construction'
    | 'preparation'
    | 'signed'
    | 'negotiation'
    | 'reserve'
    | 'suspended'
    | 'terminated';
  readonly nature: 'new' | 'expansion' | 'renovation' | 'relocation';
  readonly approval: 'approval' | 'verification' | 'filing';
  readonly total: number;
  /** Plan of the year and what was done of it; 0 where it has none. */
  readonly plan: number;
  readonly completed: number;
  /** Done before the year. */
  readonly before: number;
  readonly plannedStart?: string;
  readonly start?: string;
  readonly finish?: string;
  readonly listing?: ListingDraft;
  readonly reports?: readonly FixedReport[];
  /** False where September has not been reported yet. */
  readonly september?: boolean;
  /** For a planned start: all its permits are granted. */
  readonly prepared?: boolean;
  /** Permits with their own dates, where the pictures show them. */
  readonly permits?: 'cold-chain';
  /** For a signed one: the company is registered and money has come. */
  readonly landed?: boolean;
  readonly investor?: string;
  readonly signedOn?: string;
  readonly note?: string;
  readonly code?: string;
  readonly contact?: string;
  /** Who looks after it, where it is not the secretary who keeps the region's ledger. */
  readonly secretary?: string;
}
