import type { MethodOf } from '../../src-shared/contract/contract';
import { addAttachments, addPicture, listAttachments } from './attachments/attachments';
import { lendAttachment, saveAttachment, saveAttachments } from './attachments/copies';
import { showPicture } from './attachments/pictures';
import { listLeftovers, purgeLeftovers } from './attachments/purge';
import type { Handler } from './handler';
import { saveChart } from './office/chart-files';
import {
  checkDocumentTemplate,
  listDocumentTemplates,
  listPlaceholders,
  saveDocumentTemplate,
  writeFromTemplate,
  writeOriginal,
  writeTemplateExample,
} from './office/document-templates/document-templates';
import { exportExcel } from './office/excel-export';
import { forgetExcel, importExcel, previewExcel, rememberExcel } from './office/excel-import';
import { cancelExcel } from './office/excel-source';
import { exportHandovers, exportImportLog, writeHandoverSlip } from './office/handover-files';
import { writeListingChecklist } from './office/listing-files';
import { writeMeeting } from './office/meeting-files';
import { writeBulletin } from './office/papers/bulletin';
import { writeLeaderSheets } from './office/papers/leader-sheet';
import { issuePaper, listPapers, nextPaperNumber, showPaper, writePaper } from './office/papers/paper-register';
import { listPaperKinds, listPaperSubjects } from './office/papers/paper-subjects';
import { writeReminder } from './office/papers/reminder';
import { readCatalogue, writeCatalogue } from './office/permit-catalogue-file';
import { writeRoadMapSheet } from './office/permit-sheet';
import { writeProjectCard } from './office/project-card-files';
import { readRegionMapFile } from './office/region-map-file';
import { writeSlip } from './office/slip-files';
import { fillTemplate, learnTemplate, previewTemplate, saveTemplate, showTemplate } from './office/template-tables';
import { writeHandbook } from './office/work-log-files';
import { showAssignments, takeRegions } from './queries/assignments';
import { compareBulletins, listChanges, listFrozen } from './queries/bulletin-compare';
import { showCorrections } from './queries/bulletin-corrections';
import { bulletinFigures, bulletinProjects } from './queries/bulletin-figures';
import { freezeBulletin } from './queries/bulletin-freeze';
import { listSources } from './queries/bulletin-sources';
import { findProjectsByName, showCommitments, writeCampaign, writeCommitments } from './queries/commitments';
import { adoptSide, listConflicts, resolveConflict } from './queries/conflicts';
import { listContacts } from './queries/contacts';
import { countDesk, showDesk, snoozeTodo, wakeTodo } from './queries/desk';
import { behindFigure, trailOf } from './queries/dispatch-behind';
import { showCharts } from './queries/dispatch-charts';
import { showCity, showSlices } from './queries/dispatch-city';
import { showLeader } from './queries/dispatch-leader';
import { decideMark, proposeMark } from './queries/evaluation-marks';
import {
  evaluatedProjects,
  listEvaluations,
  previewEvaluation,
  publishEvaluation,
  showEvaluation,
  simulateEvaluation,
} from './queries/evaluations';
import { addPapers, listApplications, makeApplication, withdrawApplication } from './queries/funding';
import { listHandovers } from './queries/handovers';
import { listImportLog } from './queries/import-log';
import { createBackup, ledgerDigest, listOwnBackups } from './queries/ledger';
import { moveProject, showLedger } from './queries/ledgers';
import { previewLights } from './queries/lights-preview';
import { addListingEvent, listListingCases, reviseListing, reviseListingMaterial } from './queries/listing';
import { listSmallProjects } from './queries/listing-small';
import { findNamed, showRecord } from './queries/lookup';
import { listMeetings, proposeItems, showMeeting } from './queries/meetings';
import { showMissing } from './queries/missing-reports';
import { writeNodes } from './queries/nodes';
import { listPermitProjects, showSchedule } from './queries/permits';
import { planPermits, startRoadMap } from './queries/permits-plan';
import { listPolicies, matchProjects, policiesOfProject } from './queries/policies';
import { showBoard } from './queries/problems-board';
import { showProblem } from './queries/problems-show';
import { issueSlip } from './queries/problems-slips';
import { advanceStep, confirmNumbers, escalateProblems, registerProblem } from './queries/problems-steps';
import { showMonth } from './queries/progress';
import { writeProgress } from './queries/progress-write';
import { previewRollOver, rollOver } from './queries/progress-year';
import { findInProjects } from './queries/project-find';
import { countProjects, valuesOfProjects } from './queries/project-values';
import { listProjects, showProject } from './queries/projects';
import { pageOfProjects } from './queries/projects-page';
import {
  createRecord,
  recordAsOfMoment,
  recordHistory,
  restoreRecord,
  reviseRecord,
  reviseRecords,
  undoStep,
  withdrawRecord,
} from './queries/records';
import { chooseRubric, listRubrics, removeRubric, saveRubric } from './queries/rubrics';
import { reviseRules, showRules } from './queries/rules';
import { findRecords } from './queries/search';
import { showStartTimetable } from './queries/start-timetable';
import { advanceStory, beginStory, listStories, saveStory, showStory } from './queries/stories';
import {
  dropRoute,
  planSurvey,
  proposeRoutes,
  recordVisits,
  reorderRoute,
  showSurvey,
  surveysOfProject,
} from './queries/surveys';
import { previewWriteBack, writeBackSurvey } from './queries/surveys-write-back';
import { showTargets, writeTargets } from './queries/targets';
import { listTemplates } from './queries/templates';
import { listViews } from './queries/views';
import { openWorkLogSteps, pageOfWorkLogs } from './queries/work-logs';
import { workLogSurroundings } from './queries/work-logs-surroundings';
import { listDevices } from './sync/device-list';
import { decideDevice, enrolDevice, reviseDevice, writeEnrolment } from './sync/enrolment';
import { exportPackage, packagesSummary } from './sync/export-package';
import { compareHandover, reviseHandover } from './sync/handover';
import { cancelImport } from './sync/import-cancel';
import { importPackages, listPackages } from './sync/import-methods';
import { reviseIdentity } from './sync/own-identity';
import { readReceipt, writeReceipt } from './sync/receipt-code';
import { cancelReturns, listRecipients, writeReturns } from './sync/return-package';
import { showReturned } from './sync/returned';
import { decideReview, listReviews } from './sync/review';
import { snapshotSummary, writeSnapshot } from './sync/snapshot';
import { ownDevice } from './sync/trust-own';
import { protectKey, renewKey } from './sync/trust-renewal';
import { verifyLedger } from './verification';

/** Methods that open, close or replace the ledger itself; the door does them. */
type SessionMethod =
  | 'ledger.status'
  | 'ledger.initialize'
  | 'ledger.openReadOnly'
  | 'backups.restore'
  | 'demonstration.open'
  | 'demonstration.remove';

/** Methods of an open ledger. */
export type OpenMethod = Exclude<MethodOf<'ledger'>, SessionMethod>;

export const handlers = {
  'identity.revise': reviseIdentity,
  'ledger.verify': verifyLedger,
  'ledger.digest': ledgerDigest,
  'backups.create': createBackup,
  'backups.list': listOwnBackups,

  'projects.page': pageOfProjects,
  'projects.find': findInProjects,
  'projects.values': valuesOfProjects,
  'projects.count': countProjects,
  'views.list': listViews,
  'projects.list': listProjects,
  'projects.show': showProject,
  'records.create': createRecord,
  'records.revise': reviseRecord,
  'records.reviseMany': reviseRecords,
  'records.withdraw': withdrawRecord,
  'records.restore': restoreRecord,
  'records.undo': undoStep,
  'records.history': recordHistory,
  'records.asOf': recordAsOfMoment,
  'records.find': findNamed,
  'records.show': showRecord,
  'search.find': findRecords,
  'desk.show': showDesk,
  'desk.counts': countDesk,
  'desk.snooze': snoozeTodo,
  'desk.wake': wakeTodo,
  'conflicts.adopt': adoptSide,
  'conflicts.list': listConflicts,
  'conflicts.resolve': resolveConflict,
  'review.list': listReviews,
  'review.decide': decideReview,

  'ledgers.show': showLedger,
  'projects.move': moveProject,
  'projects.writeCard': writeProjectCard,

  'rules.show': showRules,
  'rules.revise': reviseRules,

  'permits.projects': listPermitProjects,
  'permits.schedule': showSchedule,
  'permits.start': startRoadMap,
  'permits.plan': planPermits,
  'permits.writeSheet': writeRoadMapSheet,
  'permits.readCatalogue': readCatalogue,
  'permits.writeCatalogue': writeCatalogue,

  'progress.month': showMonth,
  'progress.write': writeProgress,
  'progress.rollOverPreview': previewRollOver,
  'progress.rollOver': rollOver,
  'nodes.write': writeNodes,
  'lights.preview': previewLights,

  'funding.policies': listPolicies,
  'funding.matches': matchProjects,
  'funding.ofProject': policiesOfProject,
  'funding.applications': listApplications,
  'funding.apply': makeApplication,
  'funding.addPapers': addPapers,
  'funding.withdraw': withdrawApplication,

  'workLogs.surroundings': workLogSurroundings,
  'workLogs.page': pageOfWorkLogs,
  'workLogs.steps': openWorkLogSteps,
  'workLogs.write': writeHandbook,
  'contacts.list': listContacts,

  'listing.cases': listListingCases,
  'listing.revise': reviseListing,
  'listing.reviseMaterial': reviseListingMaterial,
  'listing.addEvent': addListingEvent,
  'listing.small': listSmallProjects,
  'listing.writeChecklist': writeListingChecklist,

  'problems.board': showBoard,
  'problems.show': showProblem,
  'problems.register': registerProblem,
  'problems.advance': advanceStep,
  'problems.escalate': escalateProblems,
  'problems.confirmNumbers': confirmNumbers,
  'slips.issue': issueSlip,
  'slips.write': writeSlip,
  'meetings.list': listMeetings,
  'meetings.show': showMeeting,
  'meetings.propose': proposeItems,
  'meetings.write': writeMeeting,

  'assignments.show': showAssignments,
  'assignments.take': takeRegions,
  'commitments.show': showCommitments,
  'commitments.write': writeCommitments,
  'commitments.projects': findProjectsByName,
  'campaigns.write': writeCampaign,
  'starts.timetable': showStartTimetable,
  'targets.show': showTargets,
  'targets.write': writeTargets,
  'surveys.show': showSurvey,
  'surveys.propose': proposeRoutes,
  'surveys.plan': planSurvey,
  'surveys.reorder': reorderRoute,
  'surveys.record': recordVisits,
  'surveys.drop': dropRoute,
  'surveys.previewBack': previewWriteBack,
  'surveys.writeBack': writeBackSurvey,
  'surveys.ofProject': surveysOfProject,
  'stories.list': listStories,
  'stories.show': showStory,
  'stories.begin': beginStory,
  'stories.save': saveStory,
  'stories.advance': advanceStory,

  'attachments.list': listAttachments,
  'attachments.add': addAttachments,
  'attachments.addPicture': addPicture,
  'attachments.save': saveAttachment,
  'attachments.saveAll': saveAttachments,
  'attachments.lend': lendAttachment,
  'attachments.picture': showPicture,
  'attachments.leftovers': listLeftovers,
  'attachments.purge': purgeLeftovers,

  'excel.preview': previewExcel,
  'excel.import': importExcel,
  'excel.remember': rememberExcel,
  'excel.forget': forgetExcel,
  'excel.cancel': cancelExcel,
  'excel.export': exportExcel,
  'documentTemplates.list': listDocumentTemplates,
  'documentTemplates.placeholders': listPlaceholders,
  'documentTemplates.check': checkDocumentTemplate,
  'documentTemplates.save': saveDocumentTemplate,
  'documentTemplates.writeExample': writeTemplateExample,
  'documentTemplates.writeOriginal': writeOriginal,
  'documentTemplates.write': writeFromTemplate,
  'templates.list': listTemplates,
  'templates.learn': learnTemplate,
  'templates.show': showTemplate,
  'templates.save': saveTemplate,
  'templates.preview': previewTemplate,
  'templates.fill': fillTemplate,
  'packages.summary': packagesSummary,
  'packages.export': exportPackage,
  'packages.import': importPackages,
  'packages.cancel': cancelImport,
  'packages.list': listPackages,
  'returns.recipients': listRecipients,
  'returns.write': writeReturns,
  'returns.cancel': cancelReturns,
  'returns.show': showReturned,
  'reports.writeReminder': writeReminder,
  'reports.missing': showMissing,
  'snapshots.summary': snapshotSummary,
  'snapshots.write': writeSnapshot,
  'handovers.list': listHandovers,
  'handovers.revise': reviseHandover,
  'handovers.writeSlip': writeHandoverSlip,
  'handovers.export': exportHandovers,
  'handovers.compare': compareHandover,
  'receipts.write': writeReceipt,
  'receipts.read': readReceipt,
  'importLog.list': listImportLog,
  'importLog.export': exportImportLog,
  'devices.list': listDevices,
  'devices.enrol': enrolDevice,
  'devices.decide': decideDevice,
  'devices.revise': reviseDevice,
  'devices.own': ownDevice,
  'devices.renewKey': renewKey,
  'devices.protectKey': protectKey,
  'devices.writeEnrolment': writeEnrolment,
  'papers.show': showPaper,
  'papers.write': writePaper,
  'papers.writeLeaders': writeLeaderSheets,
  'papers.kinds': listPaperKinds,
  'papers.subjects': listPaperSubjects,
  'papers.nextNumber': nextPaperNumber,
  'papers.issue': issuePaper,
  'papers.list': listPapers,
  'dispatch.city': showCity,
  'dispatch.slices': showSlices,
  'dispatch.behind': behindFigure,
  'dispatch.trail': trailOf,
  'dispatch.charts': showCharts,
  'dispatch.leader': showLeader,
  'dispatch.readMap': readRegionMapFile,
  'charts.save': saveChart,
  'bulletins.figures': bulletinFigures,
  'bulletins.freeze': freezeBulletin,
  'bulletins.projects': bulletinProjects,
  'bulletins.frozen': listFrozen,
  'bulletins.corrections': showCorrections,
  'bulletins.compare': compareBulletins,
  'bulletins.changes': listChanges,
  'bulletins.sources': listSources,
  'bulletins.write': writeBulletin,

  'evaluations.show': showEvaluation,
  'evaluations.preview': previewEvaluation,
  'evaluations.publish': publishEvaluation,
  'evaluations.list': listEvaluations,
  'evaluations.simulate': simulateEvaluation,
  'evaluations.projects': evaluatedProjects,
  'evaluations.propose': proposeMark,
  'evaluations.decide': decideMark,
  'rubrics.list': listRubrics,
  'rubrics.save': saveRubric,
  'rubrics.remove': removeRubric,
  'rubrics.use': chooseRubric,
} satisfies { [Name in OpenMethod]: Handler<Name> };

/** Commands that are plain database work: done and answered in one transaction, so that a repeat finds both or neither. */
export const atomicCommands: ReadonlySet<OpenMethod> = new Set<OpenMethod>([
  'records.create',
  'records.revise',
  'records.reviseMany',
  'records.withdraw',
  'records.restore',
  'records.undo',
  'conflicts.adopt',
  'conflicts.resolve',
  'review.decide',
  'handovers.revise',
  'receipts.write',
  'receipts.read',
  'desk.snooze',
  'desk.wake',
  'rules.revise',
  'projects.move',
  'permits.start',
  'permits.plan',
  'progress.write',
  'progress.rollOver',
  'nodes.write',
  'funding.apply',
  'funding.addPapers',
  'funding.withdraw',
  'listing.revise',
  'listing.reviseMaterial',
  'listing.addEvent',
  'problems.register',
  'problems.advance',
  'problems.escalate',
  'problems.confirmNumbers',
  'slips.issue',
  'meetings.propose',
  'assignments.take',
  'commitments.write',
  'campaigns.write',
  'targets.write',
  'surveys.plan',
  'surveys.reorder',
  'surveys.record',
  'surveys.drop',
  'surveys.writeBack',
  'stories.begin',
  'stories.save',
  'stories.advance',
  'bulletins.freeze',
  'evaluations.publish',
  'evaluations.propose',
  'evaluations.decide',
  'rubrics.save',
  'rubrics.remove',
  'rubrics.use',
]);
