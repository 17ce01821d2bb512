import { type Story, story } from '../entities/story';
import { formatDay } from '../terms/format';

export type StoryState = 'draft' | 'approved' | 'published';

export function storyState(state: string | null): StoryState {
  return state === 'approved' || state === 'published' ? state : 'draft';
}

export function storyStateLabel(state: string | null): string {
  return story.fields.state.choices.find(({ code }) => code === storyState(state))?.label ?? '';
}

/** What may be done with a story, and why not: reasons without a full stop, none where it may. */
export function storyMove(
  known: Pick<Story, 'title' | 'lead' | 'body' | 'state'>,
  to: StoryState,
  role: 'secretary' | 'field' | 'commission',
): string[] {
  const from = storyState(known.state);
  if (from === to) return [`宣传稿已经是“${storyStateLabel(to)}”`];
  if (role !== 'commission') return ['宣传稿由市发改委审定、刊发和退回'];
  if (to === 'draft') return from === 'published' ? ['已刊发的宣传稿不能退回，另写一篇'] : [];
  if (to === 'published') return from === 'approved' ? [] : ['先审定，再刊发'];
  const missing = [
    (known.title ?? '').trim() === '' && '没有标题',
    (known.body ?? '').trim() === '' && '没有正文',
  ].filter((reason) => reason !== false);
  return missing;
}

/** Ids of the photos, in their order; nothing where the text is no such list. */
export function photosOf(photos: string | null): string[] {
  try {
    const list: unknown = JSON.parse(photos ?? '[]');
    return Array.isArray(list) ? [...new Set(list.filter((one) => typeof one === 'string'))] : [];
  } catch {
    return [];
  }
}

/** '审定，周科长 9月14日': where a story stands, who brought it there and when. */
export function storyStanding(
  known: Pick<Story, 'state' | 'author' | 'approved_by' | 'approved_on' | 'published_by' | 'published_on'>,
): string {
  const state = storyState(known.state);
  const [who, day] =
    state === 'published'
      ? [known.published_by, known.published_on]
      : state === 'approved'
        ? [known.approved_by, known.approved_on]
        : [known.author, null];
  const told = [who, day && formatDay(day)].filter(Boolean).join(' ');
  return [storyStateLabel(state), told].filter(Boolean).join('，');
}
