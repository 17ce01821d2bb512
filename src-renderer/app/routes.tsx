import { lazy, Suspense } from 'react';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import { DeskPage } from '../features/desk/desk-page';
import { ProjectPage } from '../features/projects/project-page';
import { ProjectsPage } from '../features/projects/projects-page';
import { CrashPage } from './crash-page';

// Only what the first minutes need is loaded at once.
const DispatchPage = lazy(() =>
  import('../features/dispatch/dispatch-page').then((room) => ({ default: room.DispatchPage })),
);
const ComparePage = lazy(() =>
  import('../features/dispatch/compare-page').then((room) => ({ default: room.ComparePage })),
);
const EvaluationPage = lazy(() =>
  import('../features/evaluation/evaluation-page').then((room) => ({ default: room.EvaluationPage })),
);
const ChartsPage = lazy(() =>
  import('../features/dispatch/charts-page').then((room) => ({ default: room.ChartsPage })),
);
const BehindPage = lazy(() =>
  import('../features/dispatch/behind-page').then((room) => ({ default: room.BehindPage })),
);
const LeaderPage = lazy(() =>
  import('../features/dispatch/leader-page').then((room) => ({ default: room.LeaderPage })),
);
const FundingPage = lazy(() =>
  import('../features/funding/funding-page').then((room) => ({ default: room.FundingPage })),
);
const ImportPage = lazy(() => import('../features/excel/import-page').then((room) => ({ default: room.ImportPage })));
const ListingPage = lazy(() =>
  import('../features/listing/listing-page').then((room) => ({ default: room.ListingPage })),
);
const SmallPage = lazy(() => import('../features/listing/small-page').then((room) => ({ default: room.SmallPage })));
const LiaisonPage = lazy(() =>
  import('../features/liaison/liaison-page').then((room) => ({ default: room.LiaisonPage })),
);
const PaperPage = lazy(() => import('../features/papers/paper-page').then((room) => ({ default: room.PaperPage })));
const PapersPage = lazy(() => import('../features/papers/papers-page').then((room) => ({ default: room.PapersPage })));
const PermitsPage = lazy(() =>
  import('../features/permits/permits-page').then((room) => ({ default: room.PermitsPage })),
);
const RoadPage = lazy(() => import('../features/permits/road-page').then((room) => ({ default: room.RoadPage })));
const ProblemsPage = lazy(() =>
  import('../features/problems/problems-page').then((room) => ({ default: room.ProblemsPage })),
);
const MeetingsPage = lazy(() =>
  import('../features/problems/meetings-page').then((room) => ({ default: room.MeetingsPage })),
);
const MeetingPage = lazy(() =>
  import('../features/problems/meeting-page').then((room) => ({ default: room.MeetingPage })),
);
const PromotionPage = lazy(() =>
  import('../features/ledgers/promotion-page').then((room) => ({ default: room.PromotionPage })),
);
const ReservePage = lazy(() =>
  import('../features/ledgers/reserve-page').then((room) => ({ default: room.ReservePage })),
);
const PlannedStartsPage = lazy(() =>
  import('../features/ledgers/planned-starts-page').then((room) => ({ default: room.PlannedStartsPage })),
);
const AsidePage = lazy(() => import('../features/ledgers/aside-page').then((room) => ({ default: room.AsidePage })));
const ProgressPage = lazy(() =>
  import('../features/progress/progress-page').then((room) => ({ default: room.ProgressPage })),
);
const SettingsPage = lazy(() =>
  import('../features/settings/settings-page').then((room) => ({ default: room.SettingsPage })),
);
const TemplatesPage = lazy(() =>
  import('../features/templates/templates-page').then((room) => ({ default: room.TemplatesPage })),
);
const DocumentTemplatesPage = lazy(() =>
  import('../features/document-templates/document-templates-page').then((room) => ({
    default: room.DocumentTemplatesPage,
  })),
);
const TeachPage = lazy(() => import('../features/templates/teach-page').then((room) => ({ default: room.TeachPage })));
const SurveysPage = lazy(() =>
  import('../features/surveys/surveys-page').then((room) => ({ default: room.SurveysPage })),
);
const PublicityPage = lazy(() =>
  import('../features/publicity/publicity-page').then((room) => ({ default: room.PublicityPage })),
);
const TargetsPage = lazy(() =>
  import('../features/targets/targets-page').then((room) => ({ default: room.TargetsPage })),
);
const CommitmentsPage = lazy(() =>
  import('../features/targets/commitments-tab').then((room) => ({ default: room.CommitmentsPage })),
);
const SyncPage = lazy(() => import('../features/sync/sync-page').then((room) => ({ default: room.SyncPage })));

/** Every address of the window. First start and recovery have none: they stand in place of the frame. */
export function Routes() {
  const [address] = useLocation();
  return (
    <CrashPage address={address}>
      <Suspense fallback={null}>
        <Switch>
          <Route path="/" component={DeskPage} />
          <Route path="/projects" component={ProjectsPage} />
          <Route path="/projects/:id/:tab?">
            {({ id, tab }) => <ProjectPage key={id} id={decodeURIComponent(id)} tab={tab ?? 'overview'} />}
          </Route>
          <Route path="/funding/:view?/:id?">
            {({ view, id }) => (
              <FundingPage
                view={view === 'applications' ? 'applications' : 'policies'}
                id={id === undefined ? null : decodeURIComponent(id)}
              />
            )}
          </Route>
          <Route path="/listing/small" component={SmallPage} />
          <Route path="/listing/:project?">
            {({ project }) => <ListingPage project={project === undefined ? undefined : decodeURIComponent(project)} />}
          </Route>
          <Route path="/liaison/:view?">{({ view }) => <LiaisonPage view={view ?? 'notes'} />}</Route>
          <Route path="/permits" component={PermitsPage} />
          <Route path="/permits/:project/:view?">
            {({ project, view }) => (
              <RoadPage
                id={decodeURIComponent(project)}
                view={view === 'list' || view === 'stops' || view === 'start' ? view : 'map'}
              />
            )}
          </Route>
          <Route path="/problems/meetings" component={MeetingsPage} />
          <Route path="/problems/meetings/:id">{({ id }) => <MeetingPage id={decodeURIComponent(id)} />}</Route>
          <Route path="/problems/:id?">
            {({ id }) => <ProblemsPage id={id === undefined ? null : decodeURIComponent(id)} />}
          </Route>
          <Route path="/promotion/:tab?">
            {({ tab }) => <PromotionPage tab={tab === 'negotiation' ? 'negotiation' : 'signed'} />}
          </Route>
          <Route path="/reserve" component={ReservePage} />
          <Route path="/planned-starts" component={PlannedStartsPage} />
          <Route path="/aside" component={AsidePage} />
          <Route path="/progress" component={ProgressPage} />
          <Route path="/progress/commitments" component={CommitmentsPage} />
          <Route path="/import" component={ImportPage} />
          <Route path="/templates" component={TemplatesPage} />
          <Route path="/templates/:id">
            {({ id }) => <TeachPage key={id} id={id === 'new' ? null : decodeURIComponent(id)} />}
          </Route>
          <Route path="/sync" component={SyncPage} />
          <Route path="/dispatch/templates" component={DocumentTemplatesPage} />
          <Route path="/dispatch/surveys" component={SurveysPage} />
          <Route path="/dispatch/publicity" component={PublicityPage} />
          <Route path="/dispatch/papers" component={PapersPage} />
          <Route path="/papers/:kind/:subject">
            {({ kind, subject }) => (
              <PaperPage key={`${kind} ${subject}`} kind={kind} subject={decodeURIComponent(subject)} />
            )}
          </Route>
          <Route path="/dispatch/compare" component={ComparePage} />
          <Route path="/dispatch" component={DispatchPage} />
          <Route path="/dispatch/charts" component={ChartsPage} />
          <Route path="/dispatch/behind" component={BehindPage} />
          <Route path="/dispatch/leaders/:leader">
            {({ leader }) => <LeaderPage leader={decodeURIComponent(leader)} />}
          </Route>
          <Route path="/dispatch/evaluation" component={EvaluationPage} />
          <Route path="/dispatch/targets/:tab?">{({ tab }) => <TargetsPage tab={tab ?? null} />}</Route>
          <Route path="/settings" component={SettingsPage} />
          <Route>
            <Redirect to="/" replace />
          </Route>
        </Switch>
      </Suspense>
    </CrashPage>
  );
}
