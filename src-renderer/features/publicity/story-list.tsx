import { regionName } from '../../../src-shared/catalogues/regions';
import type { StoryLine } from '../../../src-shared/contract/publicity-methods';
import { formatDate } from '../../../src-shared/terms/format';
import { ScrollRegion } from '../../components/scroll-region';
import classes from './publicity.module.css';

/** Stories by their titles, with whose they are or of which month, and how far they have come. */
export function StoryList({
  stories,
  chosen,
  onChoose,
  withProject = false,
}: {
  stories: readonly StoryLine[];
  chosen: string;
  onChoose: (id: string) => void;
  withProject?: boolean;
}) {
  return (
    <section className={classes.side} aria-label="宣传稿清单">
      <ScrollRegion label="宣传稿">
        <ul className={classes.list}>
          {stories.map((story) => (
            <li key={story.id}>
              <button
                type="button"
                aria-current={story.id === chosen || undefined}
                title={story.title}
                onClick={() => onChoose(story.id)}
              >
                <b className="ell">{story.title}</b>
                <span className="sub-fg ell">
                  {withProject
                    ? [story.project.region && regionName(story.project.region), story.project.name]
                        .filter(Boolean)
                        .join('，')
                    : story.month && formatDate(story.month)}
                </span>
                <span className="muted ell">
                  {story.standing}
                  {story.photos > 0 && `，照片 ${story.photos} 张`}
                </span>
              </button>
            </li>
          ))}
        </ul>
      </ScrollRegion>
    </section>
  );
}
