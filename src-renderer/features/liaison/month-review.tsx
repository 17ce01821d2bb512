import { Link } from 'wouter';
import type { OutputOf } from '../../../src-shared/contract/contract';
import { dutyLabel, formatMinutes } from '../../../src-shared/rules/work-log-review';
import classes from './liaison.module.css';

type Review = OutputOf<'workLogs.page'>['review'];

/** What the month adds up to; a duty or a project is a click away from its notes. */
export function MonthReview({
  title,
  review,
  duty,
  project,
  onDuty,
  onProject,
}: {
  title: string;
  review: Review;
  duty: string | null;
  project: string | null;
  onDuty: (duty: string | null) => void;
  onProject: (project: string | null) => void;
}) {
  const most = Math.max(1, ...review.duties.map(({ count }) => count));
  const projects = review.projects.filter(({ key }) => key !== null);
  const steps = review.openSteps + review.doneSteps;
  return (
    <section className={classes.review} aria-label={`${title}小结`}>
      <h2>{title}小结</h2>
      <p>
        <b>{review.count}</b> 次，{review.days} 天有记录
        {review.timed > 0 && (
          <>
            ，用时 <b>{formatMinutes(review.minutes)}</b>
            {review.timed < review.count && <span className="muted">（{review.timed} 次记了用时）</span>}
          </>
        )}
      </p>
      {steps > 0 && (
        <p>
          下一步 {steps} 件，
          <Link to="/liaison/steps" className="link">
            未办 {review.openSteps}
          </Link>
        </p>
      )}
      <h3>按五包</h3>
      <ul>
        {review.duties.map(({ key, count, minutes }) => (
          <li key={key ?? ''}>
            <button
              type="button"
              aria-pressed={key !== null && duty === key}
              disabled={key === null}
              onClick={() => onDuty(duty === key ? null : key)}
            >
              <span>{dutyLabel(key)}</span>
              <i aria-hidden="true">
                <u style={{ width: `${(count / most) * 100}%` }} />
              </i>
              <span className="num">{count} 次</span>
              <span className={`num ${classes.spent}`}>{minutes > 0 ? formatMinutes(minutes) : ''}</span>
            </button>
          </li>
        ))}
      </ul>
      {projects.length > 0 && (
        <>
          <h3>按项目，{projects.length} 个</h3>
          <ul className={classes.byProject}>
            {projects.map(({ key, name, count, minutes }) => (
              <li key={key}>
                <button
                  type="button"
                  aria-pressed={project === key}
                  title={name ?? ''}
                  onClick={() => onProject(project === key ? null : key)}
                >
                  <span className="ell">{name}</span>
                  <span className="num">{count} 次</span>
                  <span className={`num ${classes.spent}`}>{minutes > 0 ? formatMinutes(minutes) : ''}</span>
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
