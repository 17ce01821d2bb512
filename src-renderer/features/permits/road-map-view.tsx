import { useMemo, useState } from 'react';
import { Link } from 'wouter';
import { itemsByCode, limitOf } from '../../../src-shared/rules/road-map';
import { isApproximate, isChangedLimit } from '../../../src-shared/rules/road-map-rows';
import { Empty } from '../../components/trouble';
import { Gantt } from './gantt';
import styles from './gantt.module.css';
import { type Road, tryToSchedule } from './road';
import { WhatIf } from './what-if';

/** What is assumed about one permit; without a day it stands as the schedule has it. */
export interface Assumption {
  readonly permit: string;
  readonly finish: string | null;
}

/** The first open permit of the critical path, else the first open one: what one would ask about. */
function usualPermit({ schedule }: Road): string | null {
  const open = (schedule?.permits ?? []).filter(({ phase }) => phase !== 'granted');
  const first = open.filter(({ critical }) => critical).sort(byFinish)[0] ?? open.sort(byFinish)[0];
  return first?.id ?? null;
}

const byFinish = (a: { earliestFinish: string | null }, b: { earliestFinish: string | null }) =>
  (a.earliestFinish ?? '').localeCompare(b.earliestFinish ?? '');

/** What-if line, Gantt chart, legend. */
export function RoadMap({ road }: { road: Road }) {
  const [asked, setAsked] = useState<Assumption | null>(null);
  const [selected, setSelected] = useState<string | null>(null);
  const open = road.schedule?.permits.filter(({ phase }) => phase !== 'granted') ?? [];
  // A permit that was granted or deleted meanwhile is no question any more.
  const assumption = asked && open.some(({ id }) => id === asked.permit) ? asked : null;
  const permit = assumption?.permit ?? usualPermit(road);
  const finish = assumption?.finish ?? null;
  const schedule = useMemo(
    () =>
      permit !== null && finish !== null
        ? tryToSchedule({ ...road.input, assumed: { permit, finish } }).schedule
        : road.schedule,
    [road, permit, finish],
  );
  if (!road.schedule || !schedule) return <NoMap id={road.file.id} />;
  const select = (id: string) => {
    setSelected(id);
    if (id !== permit && open.some((one) => one.id === id)) setAsked({ permit: id, finish: null });
  };
  return (
    <>
      {permit !== null && (
        <WhatIf road={road} schedule={schedule} permit={permit} finish={finish} onChange={setAsked} />
      )}
      <Gantt
        road={road}
        schedule={schedule}
        assumed={permit !== null && finish !== null ? { permit, finish } : null}
        selected={selected}
        onSelect={select}
      />
      <Legend road={road} />
    </>
  );
}

/** Stands in place of a map that cannot be drawn. */
function NoMap({ id }: { id: string }) {
  return (
    <Empty title="先后顺序有矛盾，路线图画不出来。" hint="在列表里改“前置手续”这一列，改好就能看到路线图。">
      <Link to={`/permits/${encodeURIComponent(id)}/list`} className="btn primary">
        去列表里改
      </Link>
    </Empty>
  );
}

function Legend({ road }: { road: Road }) {
  const items = itemsByCode(road.book.permits);
  const limits = road.permits
    .filter(({ state }) => state !== 'not_needed')
    .map((permit) => {
      const item = permit.catalogue_code === null ? undefined : items.get(permit.catalogue_code);
      const limit = limitOf(permit, item);
      return {
        changed: isChangedLimit(permit.catalogue_code, limit),
        approximate: isApproximate(permit.catalogue_code, limit, item),
      };
    });
  const changed = limits.filter((limit) => limit.changed).length;
  return (
    <div className="foot">
      <span className={styles.legend}>
        <i className={styles.grantedMark} />
        已办结
      </span>
      <span className={styles.legend}>
        <i className={styles.grantedCriticalMark} />
        已办结的关键
      </span>
      <span className={styles.legend}>
        <i className={styles.criticalMark} />
        关键线路
      </span>
      <span className={styles.legend}>
        <i className={styles.openMark} />
        非关键
      </span>
      <span className={styles.legend}>
        <i className={styles.hatched} />
        浮动
      </span>
      <span className={styles.legend}>
        <svg width="20" height="12" aria-hidden="true">
          <path className={styles.tick} d="M.5 0v12M19.5 0v12" />
          <path className={styles.stop} d="M0 6h20" />
        </svg>
        停表
      </span>
      <span className={styles.legend}>
        <i className={styles.freeMark} />
        法定节假日
      </span>
      <span className="right muted ell">
        时限按本市设置{changed > 0 && `，其中 ${changed} 项改自目录`}
        {limits.some(({ approximate }) => approximate) && '；“约”为经验值'}
      </span>
    </div>
  );
}
