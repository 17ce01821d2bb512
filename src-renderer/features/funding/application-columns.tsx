import { checklistOf, fundingStageLabel } from '../../../src-shared/rules/funding-stages';
import { type RecordColumn, recordColumn } from '../../components/record-grid';
import type { KnownApplication } from './funding-data';

/** Columns of applications; the project's own page leaves the project out. */
export function applicationColumns(
  lines: readonly KnownApplication[],
  { project }: { project: boolean },
): RecordColumn[] {
  const byId = new Map(lines.map((line) => [line.application.id, line]));
  const projectColumn: RecordColumn = {
    key: 'project_name',
    label: '项目',
    width: 104,
    grow: 1,
    locked: '项目在发起申报时定下，不能改',
    text: (row) => byId.get(row.id)?.project.name ?? '',
  };
  return [
    recordColumn('funding_application', 'title', { width: 130, grow: 3 }),
    ...(project ? [projectColumn] : []),
    recordColumn('funding_application', 'channel', { label: '渠道', width: 90 }),
    {
      key: 'stage',
      label: '阶段',
      width: 76,
      locked: '阶段在右边推进或退回',
      text: (row) => fundingStageLabel(String(row.record.stage ?? '')),
    },
    {
      key: 'papers',
      label: '材料',
      width: 58,
      right: true,
      locked: '材料在右边逐份勾选',
      text: (row) => {
        const { ready, needed } = checklistOf(byId.get(row.id)?.materials ?? []);
        return needed === 0 ? '—' : `${ready} / ${needed}`;
      },
    },
    recordColumn('funding_application', 'asked', { width: 78 }),
    recordColumn('funding_application', 'granted', { width: 78 }),
    recordColumn('funding_application', 'paid', { width: 78 }),
  ];
}
