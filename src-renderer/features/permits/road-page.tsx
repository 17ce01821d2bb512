import { IconAlertTriangle } from '@tabler/icons-react';
import { useEffect } from 'react';
import { Link } from 'wouter';
import { formatDate } from '../../../src-shared/terms/format';
import { type Crumb, usePageTitle } from '../../app/page-title';
import { rememberProject } from '../../app/recent-projects';
import { Trouble } from '../../components/trouble';
import { PermitsTab } from '../projects/permits-tab';
import { type Road, useRoad } from './road';
import { RoadHead } from './road-head';
import { RoadMap } from './road-map-view';
import { StartView } from './start-view';
import { StopsView } from './stops-view';

export type RoadView = 'map' | 'list' | 'stops' | 'start';

const viewNames: Record<RoadView, string> = { map: '路线图', list: '列表', stops: '停表', start: '启动路线图' };

/** The road of one project to its start: map, list, clock stops, and the questions with which it begins. */
export function RoadPage({ id, view }: { id: string; view: RoadView }) {
  const { road, error, retry } = useRoad(id);
  const name = road ? (road.file.project.short_name ?? road.file.project.name ?? '') : '';
  const shown: RoadView = road && road.permits.length === 0 && view === 'map' ? 'start' : view;
  const crumbs: Crumb[] = [{ label: '手续办理', to: '/permits' }];
  if (name) crumbs.push({ label: name, to: `/projects/${encodeURIComponent(id)}/permits` });
  usePageTitle([...crumbs, { label: viewNames[shown] }]);
  useEffect(() => {
    if (name) rememberProject({ id, name });
  }, [id, name]);
  if (error) return <Trouble failure={error.failure} retry={retry} />;
  if (!road) return null;
  if (shown === 'start') return <StartView key={id} road={road} />;
  return (
    <>
      <RoadHead road={road} view={shown} />
      <Warnings road={road} />
      {shown === 'map' ? (
        <RoadMap road={road} />
      ) : shown === 'list' ? (
        <PermitsTab file={road.file} link={false} />
      ) : (
        <StopsView road={road} />
      )}
    </>
  );
}

function Warnings({ road }: { road: Road }) {
  const { schedule, trouble, book } = road;
  return (
    <>
      {trouble && (
        <div className="banner" role="status">
          <IconAlertTriangle className="icon" aria-hidden="true" />
          {trouble}。
        </div>
      )}
      {schedule?.beyondCalendar && (
        <div className="banner" role="status">
          <IconAlertTriangle className="icon" aria-hidden="true" />
          节假日安排已知到{formatDate(book.calendar.knownThrough)}，以后只按周末推算，日期可能有出入。
          <Link to="/settings" className="link">
            导入新一年的安排
          </Link>
        </div>
      )}
    </>
  );
}
