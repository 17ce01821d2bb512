import { IconTrash } from '@tabler/icons-react';
import { Link, useLocation } from 'wouter';
import {
  fundingApplication as entity,
  type FundingApplication,
} from '../../../src-shared/entities/funding-application';
import { daysBetween } from '../../../src-shared/rules/dates';
import { fundingDoubts, fundingStageLabel, stageOf } from '../../../src-shared/rules/funding-stages';
import { policyPath } from '../../../src-shared/rules/funding-todos';
import { formatDay, formatValue } from '../../../src-shared/terms/format';
import { EditField } from './edit-field';
import classes from './funding.module.css';
import { deleteApplication } from './funding-actions';
import type { KnownApplication } from './funding-data';
import { MaterialList } from './material-list';
import { StageLine } from './stage-line';

const money = ['asked', 'granted', 'paid'] as const;
const rest = [
  'title',
  'channel',
  'due',
  'granted_on',
  'document_number',
  'library_code',
  'handler',
  'refusal_reason',
  'note',
] as const;

/** One application: where it stands, its money, its papers, and every field. */
export function ApplicationPanel({
  line,
  today,
  writable,
  ofProject = false,
}: {
  line: KnownApplication;
  today: string;
  writable: boolean;
  /** On the project's own page the project is not named again, and deleting leads nowhere else. */
  ofProject?: boolean;
}) {
  const [, navigate] = useLocation();
  const { application, project, policy, materials, absent } = line;
  const doubts = fundingDoubts(application, today);
  const remove = async () => {
    if ((await deleteApplication(application)) && !ofProject) navigate('/funding/applications');
  };
  const field = (name: keyof typeof entity.fields) => (
    <EditField
      key={name}
      entity="funding_application"
      record={application}
      name={name}
      writable={writable}
      warning={doubts[name] ? `${doubts[name]}。只提醒，已保存。` : null}
    />
  );
  return (
    <aside className={classes.panel} aria-label="申报详情">
      <div className={classes.head}>
        <div className={classes.headLine}>
          <h2>{application.title}</h2>
          {writable && (
            <span className={classes.tools}>
              <button
                type="button"
                className="btn sm icon-only"
                aria-label="删除申报"
                title="删除申报和它的材料"
                onClick={() => void remove()}
              >
                <IconTrash className="icon" aria-hidden="true" />
              </button>
            </span>
          )}
        </div>
        <p className={classes.sub}>
          {!ofProject && (
            <span>
              <Link to={`/projects/${project.id}/funding`} className="link">
                {project.name}
              </Link>
              {project.region && ` · ${project.region}`}
            </span>
          )}
          {application.channel && <span>{formatValue(entity.fields.channel, application.channel)}</span>}
          {policy &&
            (policy.deleted ? (
              <span>{policy.title}（政策已删除）</span>
            ) : (
              <Link to={policyPath(policy.id)} className="link">
                看政策
              </Link>
            ))}
          <Due application={application} today={today} />
        </p>
      </div>
      <div className={classes.panelBody}>
        <StageLine application={application} materials={materials} today={today} writable={writable} />
        <div className={classes.money}>{money.map(field)}</div>
        <MaterialList
          application={application.id}
          project={application.project ?? ''}
          materials={materials}
          absent={policy?.deleted ? [] : absent}
          today={today}
          writable={writable}
        />
        <div className={classes.fields}>
          {rest.filter((name) => name !== 'refusal_reason' || stageOf(application) === 'refused').map(field)}
        </div>
      </div>
    </aside>
  );
}

function Due({ application, today }: { application: FundingApplication; today: string }) {
  const { due, stage_since: since } = application;
  const stage = stageOf(application);
  const waiting = ['lead', 'matched', 'reserved', 'materials'].includes(stage);
  if (due !== null && waiting) {
    const days = daysBetween(today, due);
    return (
      <span className={days < 0 ? 'red-fg' : days <= 14 ? 'yellow-fg' : undefined}>
        {formatDay(due)}截止，{days < 0 ? `已过 ${-days} 天` : days === 0 ? '就是今天' : `还有 ${days} 天`}
      </span>
    );
  }
  return since === null ? null : (
    <span>
      {formatDay(since)}起{fundingStageLabel(stage)}
    </span>
  );
}
