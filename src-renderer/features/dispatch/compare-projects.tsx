import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { regionName, regions } from '../../../src-shared/catalogues/regions';
import type { ChangeAuthor, Comparison, FigureShift } from '../../../src-shared/contract/bulletin-methods';
import { measureOf } from '../../../src-shared/rules/region-measures';
import { HistoryList } from '../../components/history-list';
import { Trouble } from '../../components/trouble';
import { useLedgerQuery } from '../../ledger-client';
import styles from './compare.module.css';
import type { ChosenFigure } from './compare-table';
import { figuresBehind, projectWords } from './compare-words';

type Moved = NonNullable<Comparison['projects']>[number];

/** Name of the line that has the projects of a region. */
const bulletinRegion = (code: string | null) =>
  code !== null && regions.some((region) => region.code === code) ? regionName(code) : '属地不明';

/** More would never be read; a figure that was chosen leaves fewer. */
const most = 200;

const authorWords = ({ person, package: file }: ChangeAuthor) =>
  `${person}${file ? `，${file.replace(/\.wubao(\.age)?$/i, '')}` : '，本机录入'}`;

/** Projects behind what moved: all of them, or those behind the figure that was chosen. */
export function CompareProjects({
  comparison,
  range,
  chosen,
  onClear,
}: {
  comparison: Comparison;
  /** What was compared, as it was asked for. */
  range: { from: string; to: string };
  chosen: ChosenFigure | null;
  onClear: () => void;
}) {
  const [open, setOpen] = useState<string | null>(null);
  const { projects } = comparison;
  if (projects === null)
    return (
      <div className={styles.blank}>
        这两期里有一期在另一台电脑上冻结，本机没有冻结时的项目明细，只能比较各地的数。要看是哪些项目动了，请在冻结的那台电脑上打开。
      </div>
    );
  const wanted = chosen && figuresBehind(chosen.measure);
  const isBehind = ({ figure, region }: FigureShift) =>
    wanted?.includes(figure) && (chosen?.region === null || bulletinRegion(region) === chosen?.region);
  const shown = projects.filter(({ shifts }) => wanted === null || shifts.some(isBehind));
  const words = chosen ? `${chosen.region ?? '全市'} ${measureOf(chosen.measure).label}` : '全部指标';
  return (
    <>
      <div className={`panel-h ${styles.head}`}>
        <h2 className="ell">{words}</h2>
        <span className="sub-fg">{shown.length} 个项目</span>
        {chosen && (
          <button type="button" className="btn sm quiet right" onClick={onClear}>
            看全部
          </button>
        )}
      </div>
      <ul className={`scroll ${styles.projects}`}>
        {shown.slice(0, most).map((project) => (
          <ProjectLine
            key={project.id}
            project={project}
            lines={projectWords(project, wanted)}
            open={open === project.id}
            onToggle={() => setOpen(open === project.id ? null : project.id)}
            range={range}
          />
        ))}
        {shown.length > most && (
          <li className={styles.blank}>还有 {shown.length - most} 个项目没有列出，点左边的数字缩小范围。</li>
        )}
        {shown.length === 0 && <li className={styles.blank}>没有项目变动。</li>}
      </ul>
    </>
  );
}

function ProjectLine({
  project,
  lines,
  open,
  onToggle,
  range,
}: {
  project: Moved;
  lines: readonly string[];
  open: boolean;
  onToggle: () => void;
  range: { from: string; to: string };
}) {
  const Chevron = open ? IconChevronDown : IconChevronRight;
  return (
    <li>
      <button type="button" className={styles.project} aria-expanded={open} onClick={onToggle}>
        <Chevron className="icon" aria-hidden="true" />
        <span>
          <b>{project.name}</b>
          {lines.map((line) => (
            <span key={line}>{line}</span>
          ))}
          <span className="muted">
            {project.authors.length === 0
              ? '其间没有人改过，是到期或阶段带来的'
              : project.authors.slice(0, 3).map(authorWords).join('；') +
                (project.authors.length > 3 ? ` 等 ${project.authors.length} 处` : '')}
          </span>
        </span>
      </button>
      {open && <Changes project={project} range={range} />}
    </li>
  );
}

function Changes({ project, range }: { project: Moved; range: { from: string; to: string } }) {
  const changes = useLedgerQuery('bulletins.changes', { ...range, project: project.id });
  if (changes.error) return <Trouble failure={changes.error.failure} retry={() => void changes.refetch()} />;
  return (
    <div className={styles.changes}>
      {(changes.data?.length ?? 1) > 0 && (
        <HistoryList entries={changes.data ?? []} withField loading={changes.isPending} />
      )}
      {project.kind !== 'withdrawn' && (
        <Link className="btn sm" to={`/projects/${project.id}/history`}>
          打开项目的改动记录
        </Link>
      )}
    </div>
  );
}
