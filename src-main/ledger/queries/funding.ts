import type { Database } from 'better-sqlite3';
import { v7 as uuidv7 } from 'uuid';
import { regionName } from '../../../src-shared/catalogues/regions';
import { fundingApplication } from '../../../src-shared/entities/funding-application';
import { policyMaterials } from '../../../src-shared/rules/funding-materials';
import { Refusal } from '../../../src-shared/terms/errors';
import type { Handler } from '../handler';
import type { Edit } from '../journal/edit';
import { findPolicy } from './policies';
import { type RowOf, toRow } from './rows';

type Raw = Record<string, unknown>;

function materialsOf(database: Database): Map<string, RowOf<'funding_material'>[]> {
  const groups = new Map<string, RowOf<'funding_material'>[]>();
  for (const raw of database
    .prepare('SELECT * FROM funding_material WHERE deleted <> 1 ORDER BY record')
    .iterate() as Iterable<Raw>) {
    const row = toRow('funding_material', raw);
    const key = row.application ?? '';
    const known = groups.get(key);
    if (known) known.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}

export const listApplications: Handler<'funding.applications'> = ({ database }, input) => {
  const rows = database
    .prepare(
      `SELECT a.*, coalesce(p.short_name, p.name) AS project_name, p.region AS project_region, y.title AS policy_title, y.materials AS policy_materials, y.deleted AS policy_deleted
       FROM funding_application a JOIN project p ON p.id = a.project AND p.deleted <> 1 LEFT JOIN policy y ON y.id = a.policy
       WHERE a.deleted <> 1 ${input.project === undefined ? '' : 'AND a.project = @project'}
       ORDER BY a.due IS NULL, a.due, a.record`,
    )
    .all(input.project === undefined ? {} : { project: input.project }) as Raw[];
  const materials = materialsOf(database);
  return rows.map(({ project_name, project_region, policy_title, policy_materials, policy_deleted, ...raw }) => {
    const application = toRow('funding_application', raw);
    const papers = materials.get(application.id) ?? [];
    return {
      application,
      project: {
        id: application.project ?? '',
        name: String(project_name ?? ''),
        region: typeof project_region === 'string' ? regionName(project_region) : null,
      },
      policy:
        application.policy !== null && policy_deleted !== null
          ? { id: application.policy, title: String(policy_title ?? ''), deleted: policy_deleted === 1 }
          : null,
      materials: papers,
      absent: absentPapers(policy_materials, papers).map(({ name }) => name),
    };
  });
};

/** What a policy asks for and a list does not have. */
function absentPapers(materials: unknown, listed: readonly { readonly name: string | null }[]) {
  const names = new Set(listed.map(({ name }) => name));
  return policyMaterials(typeof materials === 'string' ? materials : null).filter(({ name }) => !names.has(name));
}

const paperEdits = (project: string | null, application: string, papers: ReturnType<typeof policyMaterials>): Edit[] =>
  papers.map(({ name, detail }) => ({
    entity: 'funding_material',
    id: null,
    set: { project, application, name, detail, state: 'missing' },
  }));

export const addPapers: Handler<'funding.addPapers'> = ({ database, journal }, { id }) => {
  const found = database
    .prepare(
      'SELECT a.project, y.materials FROM funding_application a LEFT JOIN policy y ON y.id = a.policy WHERE a.id = @id AND a.deleted <> 1',
    )
    .get({ id }) as { project: string | null; materials: string | null } | undefined;
  if (!found) throw new Refusal('no_record', { entity: fundingApplication.label, id });
  const listed = database
    .prepare('SELECT name FROM funding_material WHERE application = @id AND deleted <> 1')
    .all({ id }) as { name: string | null }[];
  const edits = paperEdits(found.project, id, absentPapers(found.materials, listed));
  if (edits.length > 0) journal.commit(edits, { source: '按政策列材料' });
  return { added: edits.length };
};

export const makeApplication: Handler<'funding.apply'> = (context, input) => {
  const { database, journal, clock } = context;
  const policy = findPolicy(database, input.policy);
  const taken = database
    .prepare('SELECT 1 FROM funding_application WHERE deleted <> 1 AND policy = @policy AND project = @project')
    .get(input);
  if (taken) throw new Refusal('record_exists', { entity: fundingApplication.label });
  const id = uuidv7();
  const edits: Edit[] = [
    {
      entity: 'funding_application',
      id,
      create: true,
      set: {
        project: input.project,
        policy: policy.id,
        title: policy.title,
        channel: policy.channel,
        stage: 'matched',
        stage_since: clock.today(),
        due: policy.closes_on,
        handler: context.identity.person,
      },
    },
    ...paperEdits(input.project, id, policyMaterials(policy.materials)),
  ];
  journal.commit(edits, { source: `申报 ${policy.title ?? ''}`.slice(0, 200) });
  return { id };
};

export const withdrawApplication: Handler<'funding.withdraw'> = ({ database, journal }, input) => {
  const papers = database
    .prepare('SELECT id FROM funding_material WHERE deleted <> 1 AND application = @id')
    .pluck()
    .all({ id: input.id }) as string[];
  journal.commit(
    [
      { entity: 'funding_application', id: input.id, set: {}, deleted: true },
      ...papers.map((id): Edit => ({ entity: 'funding_material', id, set: {}, deleted: true })),
    ],
    { source: `删除${fundingApplication.label}` },
  );
  return { id: input.id };
};
