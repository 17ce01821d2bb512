import type { Paper } from '../../../../src-shared/contract/paper-values';
import type { PaperKind } from '../../../../src-shared/entities/paper';
import type { LedgerContext } from '../../context';
import { makeBulletin } from './bulletin';
import { makeCityPage } from './city-page';
import { makeCommitmentList } from './commitment-list';
import { makeEvaluation } from './evaluation';
import { makeLeaderSheet } from './leader-sheet';
import { makeMeeting } from './meeting';
import { makeMinutes } from './minutes';
import { makeProjectCard } from './project-card';
import { makeReminder } from './reminder';
import { makeSlip } from './slip';
import { makeSpecialReport } from './special-report';
import { makeStory } from './story';
import { makeSurveyNotice } from './survey-notice';
import { makeSurveySummary } from './survey-summary';

/**
 * Makes one paper from the ledger. `subject` says which one of its kind: a period, a month, a leader, or the id of the record that it is
 * about; `about` what else it needs, '' where nothing. Throws a refusal where there is no such subject.
 */
export type PaperMaker = (context: LedgerContext, subject: string, about: string) => Paper | Promise<Paper>;

/** Every kind of paper with its maker. */
export const paperMakers: Partial<Record<PaperKind, PaperMaker>> = {
  bulletin: makeBulletin,
  evaluation: makeEvaluation,
  special_report: makeSpecialReport,
  leader_sheet: makeLeaderSheet,
  reminder: makeReminder,
  meeting: makeMeeting,
  minutes: makeMinutes,
  slip: makeSlip,
  project_card: makeProjectCard,
  survey_notice: makeSurveyNotice,
  survey_summary: makeSurveySummary,
  story: makeStory,
  city_page: makeCityPage,
  commitment_list: makeCommitmentList,
};
