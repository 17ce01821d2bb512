import { assignment } from './assignment';
import { attachment } from './attachment';
import { bulletin } from './bulletin';
import { campaign } from './campaign';
import { clockStop } from './clock-stop';
import { commitment } from './commitment';
import { contact } from './contact';
import { documentTemplate } from './document-template';
import { evaluation } from './evaluation';
import { evaluationMark } from './evaluation-mark';
import type { Entity } from './field';
import { fundingApplication } from './funding-application';
import { fundingMaterial } from './funding-material';
import { inspection } from './inspection';
import { listing } from './listing';
import { listingEvent } from './listing-event';
import { material } from './material';
import { measure } from './measure';
import { meeting } from './meeting';
import { meetingItem } from './meeting-item';
import { node } from './node';
import { paper } from './paper';
import { permit } from './permit';
import { policy } from './policy';
import { problem } from './problem';
import { progress } from './progress';
import { project } from './project';
import { ruleSetting } from './rule-setting';
import { savedView } from './saved-view';
import { slip } from './slip';
import { snooze } from './snooze';
import { story } from './story';
import { target } from './target';
import { template } from './template';
import { trustedDevice } from './trusted-device';
import { visit } from './visit';
import { workLog } from './work-log';

/** Every entity. Its order is the order of tables in `show`, in packages' summaries and in the digest. */
export const entities = {
  project,
  permit,
  progress,
  listing,
  problem,
  node,
  clock_stop: clockStop,
  material,
  listing_event: listingEvent,
  work_log: workLog,
  contact,
  measure,
  slip,
  meeting,
  meeting_item: meetingItem,
  policy,
  funding_application: fundingApplication,
  funding_material: fundingMaterial,
  snooze,
  rule_setting: ruleSetting,
  template,
  saved_view: savedView,
  attachment,
  assignment,
  target,
  campaign,
  commitment,
  bulletin,
  paper,
  document_template: documentTemplate,
  evaluation,
  evaluation_mark: evaluationMark,
  inspection,
  visit,
  story,
  trusted_device: trustedDevice,
} as const satisfies Record<string, Entity>;

export type EntityName = keyof typeof entities;

export const entityNames = Object.keys(entities) as EntityName[];

/** What people keep in the ledger; the others are how machines trust each other. Digest, exports and the general door know these alone. */
export const businessEntityNames = entityNames.filter((name) => !(entities[name] as Entity).administrative);

/** Entities whose records belong to a project: each has the field `project`. */
export type RelatedEntityName = {
  [Name in EntityName]: 'project' extends keyof (typeof entities)[Name]['fields'] ? Name : never;
}[EntityName];

export const relatedEntityNames = entityNames.filter((name): name is RelatedEntityName =>
  Object.hasOwn(entities[name].fields, 'project'),
);

export function isEntityName(name: string): name is EntityName {
  return Object.hasOwn(entities, name);
}

/** The declaration as the general code reads it, whatever the entity. */
export function entityOf(name: EntityName): Entity {
  return entities[name];
}
