import { regions } from '../../../src-shared/catalogues/regions';
import type { OutputOf } from '../../../src-shared/contract/contract';
import { commitment as commitmentEntity } from '../../../src-shared/entities/commitment';
import type { FieldValue } from '../../../src-shared/entities/field';
import {
  cityCommitments,
  commitmentCounts,
  commitmentDoubts,
  commitmentPlace,
  daysOver,
  placeOfRegion,
  standingOn,
} from '../../../src-shared/rules/commitments';
import { nameKey } from '../../../src-shared/rules/names';
import { Refusal } from '../../../src-shared/terms/errors';
import type { LedgerContext } from '../context';
import type { Handler } from '../handler';
import type { Edit } from '../journal/edit';
import { type RowOf, rowsOf, toRow } from './rows';

/** Whether this machine may change what is kept under a scope: the same line that the merge draws (rules/sync-scope.ts). */
function mayWrite({ identity }: Pick<LedgerContext, 'identity'>, scope: string): boolean {
  if (scope === cityCommitments) return identity.role === 'commission' && identity.region === null;
  return identity.region === null || identity.region === scope;
}

/** Throws Refusal step_refused where a list is not this machine's to change. */
function requireOwn(context: LedgerContext, scope: string): void {
  if (mayWrite(context, scope)) return;
  throw new Refusal('step_refused', { reason: `这是${commitmentPlace(scope)}的清单，这里只能改本区的` });
}

function projectNames({ database }: LedgerContext): Map<string, string> {
  const rows = database
    .prepare(
      `SELECT id, coalesce(short_name, name, '') AS name FROM project
       WHERE deleted <> 1 AND id IN (SELECT project FROM commitment WHERE deleted <> 1)`,
    )
    .all() as { id: string; name: string }[];
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Scopes whose lists this machine shows: a region its own, everybody else all. */
function shownScopes({ identity }: LedgerContext, found: readonly string[]): string[] {
  if (identity.region !== null) return [identity.region];
  const known = new Set<string>(regions.map(({ code }) => code));
  const others = [...new Set(found)].filter((scope) => !known.has(scope));
  return [...others, ...known].sort((a, b) => placeOfRegion(a) - placeOfRegion(b));
}

/** Plans and press-down lists of a month, as far as they are this machine's to see. */
export function loadCommitments(context: LedgerContext, month: string): OutputOf<'commitments.show'> {
  const { database, clock } = context;
  const today = clock.today();
  const campaigns = rowsOf(database, 'campaign').filter((one) => one.month === month);
  const all = rowsOf(database, 'commitment');
  const own = all.filter((one) => one.month === month);
  const scopes = shownScopes(
    context,
    own.map(({ scope }) => scope ?? ''),
  );
  const isShown = new Set(scopes);
  const names = projectNames(context);
  const ofMonth = own.filter(({ scope }) => isShown.has(scope ?? ''));
  const carried = all.filter(
    (one) => (one.month ?? '9') < month && one.state === 'open' && isShown.has(one.scope ?? ''),
  );
  const lines = scopes.map((scope) => ({
    scope,
    place: commitmentPlace(scope),
    campaign: campaigns.find((one) => one.scope === scope) ?? null,
    counts: commitmentCounts(
      ofMonth.filter((one) => one.scope === scope),
      today,
    ),
    mayWrite: mayWrite(context, scope),
  }));
  const ofRegions = lines.filter(({ scope }) => scope !== cityCommitments);
  const months = database
    .prepare(
      `SELECT month FROM commitment WHERE deleted <> 1 AND month IS NOT NULL
       UNION SELECT month FROM campaign WHERE deleted <> 1 AND month IS NOT NULL ORDER BY 1 DESC`,
    )
    .pluck()
    .all() as string[];
  return {
    month,
    asOf: today,
    lines,
    totals: commitmentCounts(ofMonth, today),
    handedIn: ofRegions.filter(({ campaign }) => campaign?.submitted_on).length,
    regions: ofRegions.length,
    commitments: [...carried, ...ofMonth]
      .sort(
        (a, b) =>
          placeOfRegion(a.scope ?? '') - placeOfRegion(b.scope ?? '') || (a.due ?? '9').localeCompare(b.due ?? '9'),
      )
      .map((one) => ({
        record: one,
        scope: one.scope ?? '',
        place: commitmentPlace(one.scope ?? ''),
        project: one.project === null ? null : (names.get(one.project) ?? null),
        standing: standingOn(one, today),
        over: daysOver(one, today),
        doubts: commitmentDoubts(one),
        carried: one.month !== month,
        mayWrite: mayWrite(context, one.scope ?? ''),
      })),
    months,
  };
}

export const showCommitments: Handler<'commitments.show'> = (context, { month }) => loadCommitments(context, month);

type Values = Readonly<Record<string, FieldValue>>;

/** What is settled has a day: done today unless somebody says when; open again, it has none. */
function settled(set: Values, present: RowOf<'commitment'> | undefined, today: string): Values {
  if (set.state === 'done' && !set.done_on && !present?.done_on) return { ...set, done_on: today };
  if (set.state === 'open' && present?.state === 'done' && set.done_on === undefined) return { ...set, done_on: null };
  // Who writes the day on which it was done says that it is done.
  if (typeof set.done_on === 'string' && set.state === undefined && present?.state !== 'dropped')
    return { ...set, state: 'done' };
  return set;
}

export const writeCommitments: Handler<'commitments.write'> = (context, { edits, source }) => {
  const { database, journal, clock } = context;
  const today = clock.today();
  const byId = database.prepare('SELECT * FROM commitment WHERE id = @id AND deleted <> 1');
  const regionOf = database.prepare('SELECT region FROM project WHERE id = @id AND deleted <> 1').pluck();
  const commits = edits.map(({ id, set }): Edit => {
    const raw = id === null ? undefined : (byId.get({ id }) as Record<string, unknown> | undefined);
    if (id !== null && !raw) throw new Refusal('no_record', { entity: commitmentEntity.label, id });
    const present = raw && toRow('commitment', raw);
    const project = typeof set.project === 'string' ? set.project : null;
    const scope =
      (set.scope as string | undefined) ??
      present?.scope ??
      (project === null ? undefined : (regionOf.get({ id: project }) as string | undefined)) ??
      context.identity.region ??
      undefined;
    if (scope === undefined) throw new Refusal('missing_value', { label: '属地' });
    requireOwn(context, present?.scope ?? scope);
    requireOwn(context, scope);
    if (present) return { entity: 'commitment', id, set: settled(set, present, today) };
    return { entity: 'commitment', id: null, set: settled({ state: 'open', ...set, scope }, undefined, today) };
  });
  const written = journal.commit(commits, { source: source ?? '' });
  return { changed: written.filter(({ dot }) => dot !== null).length, ids: written.map(({ id }) => id) };
};

export const writeCampaign: Handler<'campaigns.write'> = (context, { month, edits }) => {
  const find = context.database
    .prepare('SELECT id FROM campaign WHERE scope = @scope AND month = @month AND deleted <> 1')
    .pluck();
  const written = context.journal.commit(
    edits.map(({ scope, set }): Edit => {
      requireOwn(context, scope);
      if (!regions.some(({ code }) => code === scope))
        throw new Refusal('step_refused', { reason: `没有“${scope}”这个县（市）区、开发区` });
      const found = find.get({ scope, month }) as string | undefined;
      return found
        ? { entity: 'campaign', id: found, set }
        : { entity: 'campaign', id: null, set: { scope, month, ...set } };
    }),
    { source: '' },
  );
  return { changed: written.filter(({ dot }) => dot !== null).length, ids: written.map(({ id }) => id) };
};

export const findProjectsByName: Handler<'commitments.projects'> = ({ database }, { names }) => {
  const rows = database
    .prepare('SELECT id, name, short_name, statistics_name, region FROM project WHERE deleted <> 1 ORDER BY record')
    .all() as Record<'id' | 'name' | 'short_name' | 'statistics_name' | 'region', string | null>[];
  const byKey = new Map<string, (typeof rows)[number] | null>();
  for (const row of rows)
    for (const key of new Set([row.name, row.short_name, row.statistics_name].map((name) => nameKey(name ?? '')))) {
      if (!key) continue;
      // Two projects under one name: nobody may guess which one is meant.
      byKey.set(key, byKey.has(key) ? null : row);
    }
  return names.map((name) => {
    const row = byKey.get(nameKey(name));
    return row?.id ? { id: row.id, name: row.short_name ?? row.name ?? '', region: row.region } : null;
  });
};
