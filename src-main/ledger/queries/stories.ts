import { regionName } from '../../../src-shared/catalogues/regions';
import type { StoryLine } from '../../../src-shared/contract/publicity-methods';
import { project as projectEntity } from '../../../src-shared/entities/project';
import { story as storyEntity } from '../../../src-shared/entities/story';
import { type StoryLayout, storyLayout } from '../../../src-shared/rules/story-layout';
import {
  photosOf,
  storyMove,
  storyStanding,
  storyState,
  storyStateLabel,
} from '../../../src-shared/rules/story-states';
import { Refusal } from '../../../src-shared/terms/errors';
import type { LedgerContext } from '../context';
import type { Handler } from '../handler';
import { projectRow, type RowOf, toRow } from './rows';

function refuse(reasons: readonly string[]): never {
  throw new Refusal('step_refused', { reason: reasons.join('；') });
}

/** A story that is not withdrawn. Throws Refusal no_record. */
export function storyRow({ database }: Pick<LedgerContext, 'database'>, id: string): RowOf<'story'> {
  const raw = database.prepare('SELECT * FROM story WHERE id = @id AND deleted <> 1').get({ id }) as
    | Record<string, unknown>
    | undefined;
  if (!raw) throw new Refusal('no_record', { entity: storyEntity.label, id });
  return toRow('story', raw);
}

/** The project of a story. Throws Refusal no_record. */
export function storyProject({ database }: Pick<LedgerContext, 'database'>, story: RowOf<'story'>): RowOf<'project'> {
  const project = projectRow(database, story.project ?? '');
  if (!project) throw new Refusal('no_record', { entity: projectEntity.label, id: story.project ?? '' });
  return project;
}

/** Ids of the photos that are pictures of the ledger still, in the story's order. */
export function knownPhotos({ database }: Pick<LedgerContext, 'database'>, story: RowOf<'story'>): string[] {
  const find = database.prepare(
    `SELECT 1 FROM attachment WHERE id = @id AND deleted <> 1 AND type LIKE 'image/%' AND project IS @project`,
  );
  return photosOf(story.photos).filter((id) => find.get({ id, project: story.project }) !== undefined);
}

/** What stands under the title of a story: where its project is, its name, whose it is. */
export const storyUnder = ({ region, name, owner }: RowOf<'project'>): string =>
  [region === null ? null : regionName(region), name, owner].filter(Boolean).join('　');

/** How a story stands on its page. */
export function layoutOf(story: RowOf<'story'>, project: RowOf<'project'>, photos: number): StoryLayout {
  const { title, lead, body } = story;
  return storyLayout({ title, lead, body, photos, under: storyUnder(project) });
}

const nameOf = (row: Pick<RowOf<'project'>, 'name' | 'short_name'>) => row.short_name ?? row.name ?? '未填名称';

export const listStories: Handler<'stories.list'> = ({ database }, { month, project }) => {
  const rows = database
    .prepare(
      `SELECT s.*, p.name AS project_name, p.short_name AS project_short, p.region AS project_region
       FROM story s JOIN project p ON p.id = s.project AND p.deleted <> 1
       WHERE s.deleted <> 1 AND (@month IS NULL OR s.month IS NULL OR s.month = @month) AND (@project IS NULL OR s.project = @project)
       ORDER BY coalesce(s.month, '') DESC, s.record DESC`,
    )
    .all({ month: month ?? null, project: project ?? null }) as Record<string, string | null>[];
  const stories = rows.map((raw): StoryLine => {
    const story = toRow('story', raw);
    return {
      id: story.id,
      title: story.title ?? '',
      month: story.month,
      state: storyState(story.state),
      standing: storyStanding(story),
      photos: photosOf(story.photos).length,
      project: {
        id: story.project ?? '',
        name: raw.project_short ?? raw.project_name ?? '未填名称',
        region: raw.project_region ?? null,
      },
    };
  });
  const months = database
    .prepare(
      `SELECT s.month AS month, count(*) AS count FROM story s JOIN project p ON p.id = s.project AND p.deleted <> 1
       WHERE s.deleted <> 1 AND s.month IS NOT NULL GROUP BY s.month ORDER BY s.month DESC`,
    )
    .all() as { month: string; count: number }[];
  return { stories, months };
};

export const showStory: Handler<'stories.show'> = (context, { id }) => {
  const story = storyRow(context, id);
  const project = storyProject(context, story);
  const photos = knownPhotos(context, story);
  const { role } = context.identity;
  const { fits, over } = layoutOf(story, project, photos.length);
  return {
    story,
    project: { id: project.id, name: nameOf(project), region: project.region, deleted: project.deleted },
    photos,
    fits,
    over,
    approve: storyMove(story, 'approved', role),
    publish: storyMove(story, 'published', role),
  };
};

export const beginStory: Handler<'stories.begin'> = (context, { project: id, month, title }) => {
  const { database, journal, identity, clock } = context;
  const project = projectRow(database, id);
  if (!project || project.deleted) throw new Refusal('no_record', { entity: projectEntity.label, id });
  const [made] = journal.commit(
    [
      {
        entity: 'story',
        id: null,
        set: {
          project: id,
          title: title ?? nameOf(project),
          month: month ?? clock.today().slice(0, 7),
          state: 'draft',
          author: identity.person,
        },
      },
    ],
    { source: '' },
  );
  if (!made) throw new Error('commit answered nothing');
  return { id: made.id };
};

const written: ReadonlySet<string> = new Set(['title', 'month', 'lead', 'body', 'photos', 'author', 'note']);

export const saveStory: Handler<'stories.save'> = (context, { id, set }) => {
  const story = storyRow(context, id);
  if (storyState(story.state) !== 'draft')
    refuse([`宣传稿已${storyStateLabel(story.state).replace(/^已/, '')}，先退回起草再改`]);
  const strange = Object.keys(set).find((name) => !written.has(name));
  if (strange !== undefined) throw new Refusal('unknown_field', { entity: storyEntity.label, field: strange });
  const [committed] = context.journal.commit([{ entity: 'story', id, set }], { source: '' });
  return { changed: committed?.dot !== null };
};

export const advanceStory: Handler<'stories.advance'> = (context, { id, to }) => {
  const { journal, identity, clock } = context;
  const story = storyRow(context, id);
  const reasons = storyMove(story, to, identity.role);
  if (reasons.length > 0) refuse(reasons);
  const today = clock.today();
  const set =
    to === 'approved'
      ? { state: to, approved_by: identity.person, approved_on: today }
      : to === 'published'
        ? { state: to, published_by: identity.person, published_on: today }
        : { state: to, approved_by: null, approved_on: null };
  journal.commit([{ entity: 'story', id, set }], { source: `宣传稿${storyStateLabel(to)}` });
  return {};
};
