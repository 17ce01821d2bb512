import type { ShownCommitment } from '../../../src-shared/contract/commitment-methods';
import { standingLabels } from '../../../src-shared/rules/commitments';
import { formatDay } from '../../../src-shared/terms/format';
import { type RecordColumn, type RecordRow, recordColumn } from '../../components/record-grid';

const shortDay = (value: unknown) => (typeof value === 'string' ? formatDay(value) : '');

/** '逾期 4 天', '超期 2 天完成', '9月20日按期完成' is the day's own column. */
export function standingWords({ standing, over }: Pick<ShownCommitment, 'standing' | 'over'>): string {
  if (standing === 'overdue') return `逾期 ${over} 天`;
  if (standing === 'late' && over > 0) return `超期 ${over} 天完成`;
  return standingLabels[standing];
}

/** Columns of a press-down list; `withPlace` where it holds more than one region. */
export function commitmentColumns(commitments: readonly ShownCommitment[], withPlace: boolean): RecordColumn[] {
  const known = new Map(commitments.map((one) => [String(one.record.id), one]));
  const of = (row: RecordRow) => known.get(row.id);
  const column = (name: string, more: Partial<RecordColumn> = {}) =>
    recordColumn('commitment', name, {
      lockedFor: (row) => (of(row)?.mayWrite === false ? '这是别处的清单，这里只能看' : null),
      ...more,
    });
  return [
    column('matter', { width: 180, grow: 3 }),
    ...(withPlace
      ? [
          {
            key: 'place',
            label: '属地',
            width: 92,
            locked: '属地在加进清单时定下',
            text: (row: RecordRow) => of(row)?.place ?? '',
          },
        ]
      : []),
    column('kind', { width: 72 }),
    {
      key: 'project_name',
      label: '项目',
      width: 120,
      grow: 1,
      locked: '换项目请点“改”',
      text: (row) => of(row)?.project ?? '',
    },
    column('unit', { width: 96, grow: 1 }),
    column('person', { width: 72 }),
    column('due', {
      label: '时限',
      width: 76,
      text: (row) => shortDay(row.record.due),
      doubt: (row) => of(row)?.doubts.join('；') || null,
    }),
    column('state', {
      width: 112,
      text: (row) => {
        const one = of(row);
        return one ? standingWords(one) : '';
      },
      tone: (row) => (of(row)?.standing === 'overdue' ? 'strong' : null),
    }),
    column('done_on', { label: '完成日期', width: 80, text: (row) => shortDay(row.record.done_on) }),
    column('result', { width: 120, grow: 2 }),
  ];
}
