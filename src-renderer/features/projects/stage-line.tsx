import { IconCheck } from '@tabler/icons-react';
import { useMemo } from 'react';
import { type Stage, type StageNode, stagesOf } from '../../../src-shared/rules/stages';
import { formatDate, formatDay } from '../../../src-shared/terms/format';
import { useRuleBook } from '../../app/rule-book';
import type { ProjectFile } from './project-file';
import classes from './project-page.module.css';

/** '10月31日' this year, '19年3月' in another. */
function shortDate(date: string, today: string): string {
  if (date.slice(0, 4) === today.slice(0, 4))
    return date.length === 10 ? formatDay(date) : `${Number(date.slice(5))}月`;
  return `${date.slice(2, 4)}年${Number(date.slice(5, 7))}月`;
}

function Mark({ node }: { node: Pick<StageNode, 'state' | 'late'> }) {
  return (
    <i className={node.state === 'done' ? classes.done : node.state === 'next' ? classes.next : undefined}>
      {node.state === 'done' && <IconCheck className="icon" aria-hidden="true" />}
    </i>
  );
}

const stateWords: Record<StageNode['state'], string> = { done: '已办', next: '下一步', open: '未办' };

/** What stands under a node: the day it was done, how late it is, or for when it is planned. */
function nodeDate(node: StageNode, today: string): string {
  if (node.state === 'done') return node.date ? shortDate(node.date, today) : '已办';
  if (node.late !== null) return `迟 ${node.late} 天`;
  return node.planned ? shortDate(node.planned, today) : '';
}

function StageInWords({ stage, today }: { stage: Stage; today: string }) {
  return (
    <ol>
      {stage.nodes.map((node) => (
        <li key={node.code} data-state={node.state} data-late={node.late !== null || undefined}>
          <Mark node={node} />
          <span>
            {node.name}
            <span className="visually-hidden">，{stateWords[node.state]}</span>
          </span>
          <em>{nodeDate(node, today)}</em>
        </li>
      ))}
    </ol>
  );
}

/** From when to when the nodes were done, or for when the stage is planned. */
function spanWords(stage: Stage): string {
  const done = stage.nodes
    .flatMap((node) => (node.state === 'done' && node.date ? [node.date.slice(0, 7)] : []))
    .sort();
  const [first] = done;
  const last = done.at(-1);
  if (first && last) {
    if (first === last) return formatDate(first);
    return `${formatDate(first)}至${first.slice(0, 4) === last.slice(0, 4) ? formatDate(last).replace(/^\d+年/, '') : formatDate(last)}`;
  }
  const planned = stage.nodes
    .flatMap((node) => (node.planned ? [node.planned.slice(0, 7)] : []))
    .sort()
    .at(-1);
  return planned ? `计划 ${formatDate(planned)}` : '';
}

/** The five stages; only the present one and the next are spelled out. */
export function StageLine({ file }: { file: ProjectFile }) {
  const { project, permits, listing, today, nodes } = file;
  const rules = useRuleBook()?.lightRules;
  const stages = useMemo(
    () => stagesOf(project, permits, listing, today, nodes, rules),
    [project, permits, listing, today, nodes, rules],
  );
  const present = stages.findIndex((stage) => stage.state === 'present');
  return (
    <section className={classes.line} aria-label="五个阶段">
      {stages.map((stage, index) => {
        const spelled =
          index === present || index === present + 1 || (present === stages.length - 1 && index === present - 1);
        return (
          <div
            key={stage.code}
            className={stage.state === 'present' ? `${classes.stage} ${classes.present}` : classes.stage}
            data-spelled={spelled || undefined}
          >
            <h3>
              {stage.name}
              <span>
                {stage.done} / {stage.nodes.length}
              </span>
            </h3>
            {spelled ? (
              <StageInWords stage={stage} today={today} />
            ) : (
              <>
                <div className={classes.dots} aria-hidden="true">
                  {stage.nodes.map((node) => (
                    <Mark key={node.code} node={node} />
                  ))}
                </div>
                <div className={classes.span}>{spanWords(stage)}</div>
              </>
            )}
          </div>
        );
      })}
    </section>
  );
}
