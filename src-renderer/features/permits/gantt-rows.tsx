import {
  type Icon,
  IconAlertTriangle,
  IconArrowBackUp,
  IconCheck,
  IconCircle,
  IconFilePencil,
  IconPlayerPause,
  IconPlayerPlay,
} from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import { type Permit, permit as permitEntity } from '../../../src-shared/entities/permit';
import { phaseOf } from '../../../src-shared/rules/road-map';
import { limitText, type RoadGroup, type RoadRow } from '../../../src-shared/rules/road-map-rows';
import { formatValue } from '../../../src-shared/terms/format';
import styles from './gantt.module.css';
import { briefDay, floatWords, shortDay } from './words';

const icons: Record<string, Icon> = {
  not_started: IconCircle,
  preparing: IconFilePencil,
  accepted: IconPlayerPlay,
  paused: IconPlayerPause,
  granted: IconCheck,
  returned: IconArrowBackUp,
};

export function GanttGroup({ group }: { group: RoadGroup<Permit> }) {
  return (
    <div className={`${styles.row} ${styles.group}`}>
      <span>{group.stage}</span>
      <span className={styles.count}>
        {group.granted} / {group.rows.length}
      </span>
    </div>
  );
}

/** What stands in place of the latest day where there is none. */
function latestWords(
  { permit, scheduled }: RoadRow<Permit>,
  today: string,
): { text: string; tone: 'soft' | 'plain' | 'late' } {
  const phase = phaseOf(permit);
  if (phase === 'granted') return { text: '办结', tone: 'soft' };
  if (phase === 'running') return { text: permit.state === 'paused' ? '停表中' : '已受理', tone: 'soft' };
  if (!scheduled) return { text: '开工后', tone: 'soft' };
  const { latestSubmit } = scheduled;
  if (latestSubmit === null) return { text: '—', tone: 'soft' };
  return { text: briefDay(latestSubmit, today), tone: latestSubmit < today ? 'late' : 'plain' };
}

/** Everything about the permit in one sentence, for those who hear it and for the pointer that rests on it. */
function describe(row: RoadRow<Permit>, state: string, today: string): string {
  const { permit, scheduled, bar, limit, approximate, aheadOf, plannedLate } = row;
  const latest = latestWords(row, today);
  const parts = [
    permit.name,
    permit.department,
    state,
    `时限${limitText(limit, approximate)}${approximate ? '（经验值）' : ''}`,
  ];
  if (scheduled?.phase === 'open') {
    parts.push(`最迟 ${latest.text}报件`);
    if (bar) parts.push(`现排 ${shortDay(bar.from, today)}报件、${shortDay(bar.to, today)}办结`);
  } else if (scheduled?.phase === 'running') parts.push(`预计 ${shortDay(scheduled.earliestFinish, today)}办结`);
  else if (bar) parts.push(`${shortDay(bar.to, today)}办结`);
  if (scheduled?.float !== null && scheduled?.float !== undefined) parts.push(`浮动 ${floatWords(scheduled.float)}`);
  if (scheduled?.critical) parts.push('关键线路');
  if (plannedLate) parts.push('计划晚于最迟报件日');
  if (aheadOf.length > 0) parts.push(`前置${aheadOf.join('、')}未办结，按容缺或告知承诺办`);
  return parts.filter(Boolean).join('，');
}

export function GanttRow({
  row,
  today,
  selected,
  writable,
  onSelect,
  onKeyDown,
  onBlur,
}: {
  row: RoadRow<Permit>;
  today: string;
  selected: boolean;
  writable: boolean;
  onSelect: () => void;
  onKeyDown: (event: KeyboardEvent<HTMLButtonElement>) => void;
  onBlur: () => void;
}) {
  const { permit, scheduled, limit, approximate, aheadOf, plannedLate } = row;
  const state = permit.state ? formatValue(permitEntity.fields.state, permit.state) : '未启动';
  const StateIcon = icons[permit.state ?? 'not_started'] ?? IconCircle;
  const critical = scheduled?.critical === true && scheduled.phase !== 'granted';
  const latest = latestWords(row, today);
  const sentence = describe(row, state, today);
  return (
    <button
      type="button"
      data-permit={permit.id}
      className={[styles.row, critical && styles.critical, selected && styles.now].filter(Boolean).join(' ')}
      aria-pressed={selected}
      title={`${sentence}${writable && scheduled?.phase === 'open' ? '。左右键移动计划' : ''}`}
      onClick={onSelect}
      onKeyDown={onKeyDown}
      onBlur={onBlur}
    >
      <StateIcon className={`icon ${styles.state}`} aria-hidden="true" />
      <span className={styles.name}>
        <span className="ell">{permit.name}</span>
        {(aheadOf.length > 0 || plannedLate) && (
          <IconAlertTriangle className={`icon ${styles.warning}`} aria-hidden="true" />
        )}
      </span>
      <span className={`ell ${styles.soft}`}>{permit.department}</span>
      <span className={`${styles.end} ${styles.soft}`}>{limitText(limit, approximate)}</span>
      <span
        className={`${styles.end} ${latest.tone === 'soft' ? styles.faint : latest.tone === 'late' ? styles.late : ''}`}
      >
        {latest.text}
      </span>
    </button>
  );
}
