import { Redirect, Route, Switch } from 'wouter';
import { DeskPage } from '../features/desk/desk-page';
import { DispatchPage } from '../features/dispatch/dispatch-page';
import { ImportPage } from '../features/excel/import-page';
import { ProjectPage } from '../features/projects/project-page';
import { ProjectsPage } from '../features/projects/projects-page';
import { SettingsPage } from '../features/settings/settings-page';
import { SyncPage } from '../features/sync/sync-page';

/** Every address of the window. First start and recovery have none: they stand in place of the frame. */
export function Routes() {
  return (
    <Switch>
      <Route path="/" component={DeskPage} />
      <Route path="/projects" component={ProjectsPage} />
      <Route path="/projects/:id/:tab?">
        {({ id, tab }) => <ProjectPage key={id} id={decodeURIComponent(id)} tab={tab ?? 'overview'} />}
      </Route>
      <Route path="/import" component={ImportPage} />
      <Route path="/sync" component={SyncPage} />
      <Route path="/dispatch" component={DispatchPage} />
      <Route path="/settings" component={SettingsPage} />
      <Route>
        <Redirect to="/" replace />
      </Route>
    </Switch>
  );
}
