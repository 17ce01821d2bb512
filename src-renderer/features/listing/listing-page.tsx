import { useEffect } from 'react';
import { Link, Redirect } from 'wouter';
import { listingStanding } from '../../../src-shared/rules/listing-standing';
import { usePageTitle } from '../../app/page-title';
import { rememberProject } from '../../app/recent-projects';
import { useStatus } from '../../app/status';
import { LightShape, lightWords } from '../../components/light';
import { useRemembered } from '../../components/remembered';
import { Empty, Trouble } from '../../components/trouble';
import { useLedgerQuery } from '../../ledger-client';
import { CaseList, type Scope } from './case-list';
import { CaseSide } from './case-side';
import { ChecklistButton } from './checklist-button';
import { Clinic } from './clinic';
import { type ListingFile, useListingFile } from './listing-file';
import classes from './listing-page.module.css';

/** 入统体检: unlisted projects by what can become of them, and the case of one of them. Without `project` the first one. */
export function ListingPage({ project }: { project?: string | undefined }) {
  const status = useStatus();
  const cases = useLedgerQuery('listing.cases', {}, { keep: true });
  const [remembered, setScope] = useRemembered<Scope>('listing-scope', 'mine');
  const { file, failure, retry } = useListingFile(project);
  const name = file ? (file.project.short_name ?? file.project.name ?? '') : '';
  usePageTitle([
    { label: '台账', to: '/projects' },
    ...(name ? [{ label: '未入统', to: '/listing' }, { label: name }] : [{ label: '未入统' }]),
  ]);
  useEffect(() => {
    if (name && project) rememberProject({ id: project, name });
  }, [project, name]);

  if (cases.error && !cases.data) return <Trouble failure={cases.error.failure} retry={() => void cases.refetch()} />;
  if (!cases.data || !status) return null;
  const { lines, round } = cases.data;
  const isCity = status.identity?.role === 'commission' || !status.identity?.region;
  // Who has none of her own looks at everybody's.
  const scope: Scope = isCity || !lines.some((line) => line.mine) ? 'all' : remembered;
  const first = lines.find((line) => scope === 'all' || line.mine) ?? lines[0];
  if (project === undefined && first) return <Redirect to={`/listing/${encodeURIComponent(first.id)}`} replace />;
  return (
    <div className="split">
      <CaseList
        lines={lines}
        round={round}
        today={status.today}
        chosen={project}
        scope={scope}
        setScope={setScope}
        place={isCity ? '全市' : '本区'}
      />
      {failure ? (
        <Trouble failure={failure} retry={retry} />
      ) : file ? (
        <Case key={file.id} file={file} />
      ) : (
        lines.length === 0 &&
        project === undefined && (
          <Empty
            title="这里放已开工、应入统而还没有入统的项目。"
            hint="现在没有。开工并且总投资满 5000 万元的项目会自己到这里来。"
          >
            <Link className="btn" to="/projects">
              看全部项目
            </Link>
          </Empty>
        )
      )}
    </div>
  );
}

function Case({ file }: { file: ListingFile }) {
  const { color, words } = listingStanding(file.project, file.today, file.rules.lightRules);
  return (
    <>
      <section className="pane" aria-label="入统体检">
        <div className={classes.head}>
          <h1 className="ell" title={file.project.name ?? undefined}>
            {file.project.short_name ?? file.project.name ?? '未填名称'}
          </h1>
          <span className={`light ${color}`}>
            <LightShape color={color} />
            {color === 'none' ? words : `${lightWords[color]}，${words}`}
          </span>
          <span className="right" />
          <Link className="link" to={`/projects/${encodeURIComponent(file.id)}/listing`}>
            项目页
          </Link>
          <ChecklistButton project={file.id} />
        </div>
        <Clinic file={file} />
      </section>
      <CaseSide file={file} />
    </>
  );
}
