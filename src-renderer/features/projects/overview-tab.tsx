import { type ReactNode, useMemo } from 'react';
import { checkFigures, type Finding } from '../../../src-shared/rules/checks';
import { formatMoneyWithUnit } from '../../../src-shared/terms/format';
import { RecordForm } from '../../components/record-form/record-form';
import { ListingPanel } from './listing-panel';
import type { ProjectFile } from './project-file';
import classes from './project-page.module.css';

export function findingWords(finding: Finding): string {
  const [found, against] = finding.amounts ?? [];
  return found === undefined
    ? `${finding.message}。只提醒，已保存。`
    : `${finding.message}：${formatMoneyWithUnit(found)}，对照 ${formatMoneyWithUnit(against)}。只提醒，已保存。`;
}

export function findingsOf(file: ProjectFile): Finding[] {
  const { project, listing, progress } = file;
  return checkFigures({
    total_investment: project.total_investment,
    annual_plan: project.annual_plan,
    completed_before_year: project.completed_before_year,
    actual_start: project.actual_start,
    lifecycle: project.lifecycle,
    listed_month: listing?.listed_month ?? null,
    months: progress.flatMap(({ month, completed, land }) => (month ? [{ month, completed, land }] : [])),
  });
}

/** Sentences under the fields: they warn, they never block. */
function warningsOf(file: ProjectFile): Record<string, ReactNode> {
  const warnings: Record<string, ReactNode> = {};
  for (const finding of findingsOf(file)) {
    const name = finding.field.split('.')[0] ?? '';
    if (name !== 'completed') warnings[name] = findingWords(finding);
  }
  return warnings;
}

/** Listing has its tab; the stage is changed by a move at the head of the page, with the dates and the reason that it needs. */
const withoutFields = ['listing', 'lifecycle', 'lifecycle_since'];

/** The record itself, every other field by its section. */
export function OverviewTab({ file }: { file: ProjectFile }) {
  const warnings = useMemo(() => warningsOf(file), [file]);
  return (
    <div className={classes.body}>
      <div className={classes.left}>
        <RecordForm
          entity="project"
          id={file.id}
          record={file.project as unknown as Record<string, unknown>}
          without={withoutFields}
          warnings={warnings}
          readOnly={!file.writable}
          year={file.derived.year}
        />
      </div>
      <ListingPanel file={file} />
    </div>
  );
}
