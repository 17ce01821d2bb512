import { config, type z } from 'zod';
import { zhCN } from 'zod/locales';
import { assignmentMethods } from './assignment-methods';
import { attachmentMethods } from './attachment-methods';
import { bulletinMethods } from './bulletin-methods';
import { commitmentMethods } from './commitment-methods';
import { deskMethods } from './desk-methods';
import { dispatchMethods } from './dispatch-methods';
import { documentTemplateMethods } from './document-template-methods';
import { evaluationMethods } from './evaluation-methods';
import { excelMethods } from './excel-methods';
import { exchangeMethods } from './exchange-methods';
import { findMethods } from './find-methods';
import { fundingMethods } from './funding-methods';
import { handoverMethods } from './handover-methods';
import { ledgerMethods } from './ledger-methods';
import { liaisonMethods } from './liaison-methods';
import { listingMethods } from './listing-methods';
import { lookupMethods } from './lookup-methods';
import type { Method } from './method';
import { paperMethods } from './paper-methods';
import { permitMethods } from './permit-methods';
import { problemMethods } from './problem-methods';
import { progressMethods } from './progress-methods';
import { promotionMethods } from './promotion-methods';
import { publicityMethods } from './publicity-methods';
import { recordMethods } from './record-methods';
import { returnMethods } from './return-methods';
import { reviewMethods } from './review-methods';
import { ruleMethods } from './rule-methods';
import { shellMethods } from './shell-methods';
import { startTimetableMethods } from './start-timetable-methods';
import { surveyMethods } from './survey-methods';
import { targetMethods } from './target-methods';
import { templateMethods } from './template-methods';
import { trustMethods } from './trust-methods';
import { viewMethods } from './view-methods';

// What a schema says about a wrong input is read by people.
config(zhCN());

/** The one door: every method of every process. Handlers, preload names and the typed client all come from here. */
export const contract = {
  ...ledgerMethods,
  ...recordMethods,
  ...commitmentMethods,
  ...deskMethods,
  ...dispatchMethods,
  ...exchangeMethods,
  ...bulletinMethods,
  ...evaluationMethods,
  ...handoverMethods,
  ...excelMethods,
  ...returnMethods,
  ...reviewMethods,
  ...ruleMethods,
  ...paperMethods,
  ...permitMethods,
  ...progressMethods,
  ...promotionMethods,
  ...fundingMethods,
  ...lookupMethods,
  ...liaisonMethods,
  ...listingMethods,
  ...problemMethods,
  ...startTimetableMethods,
  ...surveyMethods,
  ...publicityMethods,
  ...targetMethods,
  ...templateMethods,
  ...documentTemplateMethods,
  ...trustMethods,
  ...viewMethods,
  ...findMethods,
  ...assignmentMethods,
  ...attachmentMethods,
  ...shellMethods,
} as const satisfies Record<string, Method>;

export type Contract = typeof contract;
export type MethodName = keyof Contract;
export type InputOf<Name extends MethodName> = z.input<Contract[Name]['input']>;
/** Input after validation, with defaults filled in: what a handler receives. */
export type ParsedInputOf<Name extends MethodName> = z.output<Contract[Name]['input']>;
export type OutputOf<Name extends MethodName> = z.output<Contract[Name]['output']>;

export type MethodOf<Process extends Method['process']> = {
  [Name in MethodName]: Contract[Name]['process'] extends Process
    ? Process extends Contract[Name]['process']
      ? Name
      : never
    : never;
}[MethodName];

export const methodNames = Object.keys(contract) as MethodName[];

export function isMethodName(name: string): name is MethodName {
  return Object.hasOwn(contract, name);
}

/** The declaration as the general code reads it. */
export function methodOf(name: MethodName): Method {
  return contract[name];
}
