import { Popover } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import type { EvaluationSheet, ScoredIndicator, ScoredRegion } from '../../../src-shared/contract/evaluation-values';
import { indicatorKinds } from '../../../src-shared/rules/rubric-indicators';
import { copyText } from '../../components/copy-text';
import { showDone } from '../../components/toast';
import { useLedgerQuery } from '../../ledger-client';
import styles from './evaluation.module.css';
import { projectsAddress } from './projects-address';
import { pointsText } from './score-words';

/** A score; a click says how it came about and leads to the projects behind it. */
export function ScoreSource(props: {
  sheet: EvaluationSheet;
  scored: ScoredRegion;
  indicator: ScoredIndicator;
  live: boolean;
  children: ReactNode;
}) {
  const { sheet, scored, indicator, live, children } = props;
  const [open, setOpen] = useState(false);
  const name = indicatorKinds[indicator.code].short;
  const title = `${scored.region} ${name} ${pointsText(indicator.points)} 分`;
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-start" withinPortal trapFocus returnFocus>
      <Popover.Target>
        <button type="button" onClick={() => setOpen(!open)}>
          {children}
          <span className="visually-hidden">
            ，{scored.region}
            {name}怎么算的
          </span>
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <div className={styles.source}>
          <h3>
            {indicator.points === null ? `${scored.region} ${name} 不计分` : title}
            <button type="button" className="btn quiet sm icon-only" aria-label="关闭" onClick={() => setOpen(false)}>
              <IconX className="icon" aria-hidden="true" />
            </button>
          </h3>
          <dl className="dl">
            <dt>算式</dt>
            <dd>{indicator.sentence}</dd>
            {indicator.facts.map(({ label, words }) => (
              <Fact key={label} label={label} words={words} />
            ))}
            <dt>来自</dt>
            <dd>{scored.source}</dd>
          </dl>
          <p>
            {!live && <Behind sheet={sheet} scored={scored} code={indicator.code} />}
            <button
              type="button"
              className="btn sm quiet"
              onClick={() =>
                void copyText(`${title}：${indicator.sentence}`).then((done) => done && showDone('算式已复制'))
              }
            >
              复制算式
            </button>
          </p>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

function Fact({ label, words }: { label: string; words: string }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{words}</dd>
    </>
  );
}

/** Buttons that open the projects behind a score in the grid. */
function Behind({
  sheet,
  scored,
  code,
}: {
  sheet: EvaluationSheet;
  scored: ScoredRegion;
  code: ScoredIndicator['code'];
}) {
  const answer = useLedgerQuery('evaluations.projects', { period: sheet.period, region: scored.code, code });
  const groups = answer.data?.groups ?? [];
  const several = groups.length > 1;
  return groups.map(({ label, projects }) =>
    projects && projects.length > 0 ? (
      <Link key={label} className="btn sm" to={projectsAddress(scored.code, projects)}>
        {several ? label : '打开'} {projects.length} 项
      </Link>
    ) : null,
  );
}
