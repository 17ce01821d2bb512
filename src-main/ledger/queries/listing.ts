import type { ListingLine } from '../../../src-shared/contract/listing-methods';
import type { Setting } from '../../../src-shared/contract/rule-values';
import { isListingDue } from '../../../src-shared/rules/ledger-views';
import { caseAfter, type KnownEvent } from '../../../src-shared/rules/listing-events';
import { listingOutlook } from '../../../src-shared/rules/listing-outlook';
import { reasonsOf } from '../../../src-shared/rules/listing-reasons';
import { isListingLater, laterWords, listingStanding } from '../../../src-shared/rules/listing-standing';
import { currentRound } from '../../../src-shared/rules/listing-windows';
import { type RuleBook, ruleBook } from '../../../src-shared/rules/rule-book';
import type { LedgerContext } from '../context';
import type { Handler } from '../handler';
import type { Committed, Edit } from '../journal/edit';
import { projectSource, type RowOf, rowsByProject, toRow } from './rows';
import { loadRuleBook, settingsOf } from './rules';
import { viewSql } from './view-sql';

/** Rules by region: the Commission sees every region by the windows that hold there. */
function rulesByRegion(context: LedgerContext): (region: string | null) => RuleBook {
  const own = loadRuleBook(context);
  const settings: Setting[] = settingsOf(context);
  const scopes = new Set(settings.map((setting) => setting.scope));
  const known = new Map<string, RuleBook>();
  return (region) => {
    if (region === null || region === context.identity.region || !scopes.has(region)) return own;
    const found = known.get(region) ?? ruleBook(settings, region);
    known.set(region, found);
    return found;
  };
}

const nameOf = (project: RowOf<'project'>) => project.short_name ?? project.name ?? '';

function isMine(context: LedgerContext, project: RowOf<'project'>): boolean {
  return project.secretary === null || project.secretary === context.identity.person;
}

const groupOrder: readonly ListingLine['group'][] = ['possible', 'at_risk', 'hopeless', 'later'];

export const listListingCases: Handler<'listing.cases'> = (context) => {
  const { database } = context;
  const today = context.clock.today();
  const rulesOf = rulesByRegion(context);
  const materials = rowsByProject(database, 'material');
  const events = rowsByProject(database, 'listing_event');
  const listings = rowsByProject(database, 'listing');
  const lineOf = (project: RowOf<'project'>): { line: ListingLine; start: string } | null => {
    const base = { id: project.id, name: nameOf(project), region: project.region, mine: isMine(context, project) };
    const listing = listings.get(project.id)?.[0] ?? null;
    if (isListingLater(project)) {
      const line = { ...base, group: 'later', color: 'none', reasons: [], why: laterWords(project, today) } as const;
      return { line: { ...line, reasons: [] }, start: project.expected_start ?? project.planned_start ?? '9' };
    }
    if (!isListingDue(project) || project.listing === 'listed') return null;
    const rules = rulesOf(project.region);
    const outlook = listingOutlook(
      { project, listing },
      materials.get(project.id) ?? [],
      events.get(project.id) ?? [],
      rules.listingWindows,
      rules.calendar,
      today,
    );
    return {
      line: {
        ...base,
        group: outlook.verdict,
        color: listingStanding(project, today, rules.lightRules).color,
        reasons: reasonsOf(listing),
        why: outlook.why,
      },
      start: project.actual_start ?? '9',
    };
  };
  const rows = database
    .prepare(`SELECT * FROM ${projectSource} WHERE ${viewSql('all')} AND listing IS NOT 'listed' ORDER BY record`)
    .all() as Record<string, unknown>[];
  const lines = rows
    .map((raw) => lineOf(toRow('project', raw)))
    .filter((line) => line !== null)
    // The oldest start first: it is the nearest to the red light.
    .sort(
      (a, b) =>
        groupOrder.indexOf(a.line.group) - groupOrder.indexOf(b.line.group) ||
        a.start.localeCompare(b.start) ||
        a.line.name.localeCompare(b.line.name, 'zh-CN'),
    );
  const { listingWindows } = loadRuleBook(context);
  return { round: currentRound(listingWindows, today), lines: lines.map(({ line }) => line) };
};

/** The edit that writes into the case of a project, which it makes where there is none. */
function caseEdit({ database }: LedgerContext, project: string, set: Edit['set']): Edit {
  const id = database
    .prepare('SELECT id FROM listing WHERE project = @project AND deleted <> 1')
    .pluck()
    .get({ project }) as string | undefined;
  return id === undefined ? { entity: 'listing', id: null, set: { ...set, project } } : { entity: 'listing', id, set };
}

function written(committed: readonly Committed[]): { id: string } {
  const [first] = committed;
  if (!first) throw new Error('commit answered nothing');
  return { id: first.id };
}

export const reviseListing: Handler<'listing.revise'> = (context, { project, set }) =>
  written(context.journal.commit([caseEdit(context, project, set)], { source: '' }));

export const reviseListingMaterial: Handler<'listing.reviseMaterial'> = (context, { project, name, set }) => {
  const id = context.database
    .prepare('SELECT id FROM material WHERE project = @project AND name = @name AND deleted <> 1')
    .pluck()
    .get({ project, name }) as string | undefined;
  const edit: Edit =
    id === undefined
      ? { entity: 'material', id: null, set: { ...set, project, name } }
      : { entity: 'material', id, set };
  return written(context.journal.commit([edit], { source: '' }));
};

export const addListingEvent: Handler<'listing.addEvent'> = (context, { project, event, move }) => {
  const after = move ? caseAfter({ ...noEvent, ...event } as KnownEvent) : {};
  const edits: Edit[] = [{ entity: 'listing_event', id: null, set: { ...event, project } }];
  if (Object.keys(after).length > 0) edits.push(caseEdit(context, project, after));
  return written(context.journal.commit(edits, { source: '记入统经过' }));
};

const noEvent: Omit<KnownEvent, 'kind' | 'date'> = {
  level: null,
  batch: null,
  reason_code: null,
  unit: null,
  detail: null,
  deadline: null,
};
