import { useElementSize } from '@mantine/hooks';
import { type KeyboardEvent, useEffect, useMemo, useRef } from 'react';
import type { Permit } from '../../../src-shared/entities/permit';
import type { ProjectSchedule } from '../../../src-shared/rules/road-map';
import { type RoadGroup, type RoadRow, roadGroups } from '../../../src-shared/rules/road-map-rows';
import styles from './gantt.module.css';
import { GanttChart, GanttHead } from './gantt-chart';
import { GanttGroup, GanttRow } from './gantt-rows';
import { scaleOf } from './gantt-scale';
import type { Road } from './road';
import { usePlanning } from './use-planning';

/** Width of the list on the left. */
const listWidth = 458;
/** Below this the chart is no help any more. */
const leastChart = 360;

/** One line of list and chart. */
export type Line =
  | { readonly kind: 'group'; readonly group: RoadGroup<Permit> }
  | { readonly kind: 'row'; readonly row: RoadRow<Permit> };

/**
 * The road map: what is to be done on the left, when on the right. `schedule` may be one of an assumption; what is drawn follows it.
 * Rows are walked with ↑ and ↓; ← and → move the plan of the one in focus by a worked day, as dragging its bar does.
 */
export function Gantt({
  road,
  schedule,
  assumed,
  selected,
  onSelect,
}: {
  road: Road;
  schedule: ProjectSchedule;
  assumed: { permit: string; finish: string } | null;
  selected: string | null;
  onSelect: (permit: string) => void;
}) {
  const { ref, width } = useElementSize();
  const scroller = useRef<HTMLElement | null>(null);
  const planning = usePlanning(road);
  const { input, permits, stops } = road;
  const groups = useMemo(
    () => roadGroups(permits, schedule.permits, { ...input, assumed }, stops),
    [permits, schedule, input, assumed, stops],
  );
  const lines = useMemo(
    () =>
      groups.flatMap((group): Line[] => [
        { kind: 'group', group },
        ...group.rows.map((row): Line => ({ kind: 'row', row })),
      ]),
    [groups],
  );
  const room = Math.max(leastChart, width - listWidth);
  // What is assumed or dragged moves bars, not the ground under them.
  const still = useMemo(
    () => (road.schedule ? roadGroups(permits, road.schedule.permits, input, stops) : groups),
    [road.schedule, permits, input, stops, groups],
  );
  const scale = useMemo(
    () => scaleOf(still, road.schedule ?? schedule, input.today, room),
    [still, road.schedule, schedule, input.today, room],
  );
  const todayAt = scale.x(input.today);
  const wide = scale.width > room;
  useEffect(() => {
    // Today stands a third from the left where not everything fits.
    if (wide && scroller.current) scroller.current.scrollLeft = Math.max(0, todayAt - room / 3);
  }, [wide, todayAt, room]);

  const onKeyDown = (event: KeyboardEvent<HTMLButtonElement>, row: RoadRow<Permit>) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step !== undefined && row.scheduled?.phase === 'open' && road.file.writable) planning.moveBy(row, step);
    else if (event.key === 'Escape' && planning.draft) planning.cancel();
    else if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
      planning.commit();
      const rows = [...(scroller.current?.querySelectorAll<HTMLButtonElement>('[data-permit]') ?? [])];
      rows[rows.indexOf(event.currentTarget) + (event.key === 'ArrowDown' ? 1 : -1)]?.focus();
    } else return;
    event.preventDefault();
  };
  return (
    <section
      className={styles.gantt}
      aria-label="路线图"
      ref={(element) => {
        ref(element);
        scroller.current = element;
      }}
    >
      <div className={styles.sheet} style={{ width: listWidth + scale.width }}>
        <div className={styles.top}>
          <div className={`${styles.row} ${styles.headings}`}>
            <span />
            <span>事项</span>
            <span>部门</span>
            <span className={styles.end}>时限</span>
            <span className={styles.end}>最迟报件</span>
          </div>
          <GanttHead scale={scale} today={input.today} target={schedule.target} />
        </div>
        <div className={styles.body}>
          <div className={styles.list}>
            {lines.map((line) =>
              line.kind === 'group' ? (
                <GanttGroup key={line.group.stage} group={line.group} />
              ) : (
                <GanttRow
                  key={line.row.permit.id}
                  row={line.row}
                  today={input.today}
                  selected={selected === line.row.permit.id}
                  writable={road.file.writable}
                  onSelect={() => onSelect(line.row.permit.id)}
                  onKeyDown={(event) => onKeyDown(event, line.row)}
                  onBlur={planning.commit}
                />
              ),
            )}
          </div>
          <GanttChart
            lines={lines}
            scale={scale}
            road={road}
            target={schedule.target}
            earliestStart={schedule.earliestStart}
            selected={selected}
            onSelect={onSelect}
            planning={planning}
          />
        </div>
      </div>
    </section>
  );
}
