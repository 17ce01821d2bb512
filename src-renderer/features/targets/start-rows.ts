import type { OutputOf } from '../../../src-shared/contract/contract';
import {
  type StartCounts,
  type StartStanding,
  startCounts,
  startStanding,
  type TimetableStart,
} from '../../../src-shared/rules/start-timetable';

type Timetable = OutputOf<'starts.timetable'>;

/** A project of the timetable with where it stands today. */
export type TimetableRow = Timetable['projects'][number] & { readonly standing: StartStanding };

const asStart = ({ planned, actual, begun, start }: Timetable['projects'][number]): TimetableStart => ({
  planned_start: planned,
  actual_start: actual,
  begun,
  outlook: start?.outlook ?? null,
});

export function timetableRows({ projects, asOf }: Timetable): TimetableRow[] {
  return projects.flatMap((project) => {
    const standing = startStanding(asStart(project), asOf);
    return standing === null ? [] : [{ ...project, standing }];
  });
}

export const countsOf = (rows: readonly TimetableRow[], day: string): StartCounts =>
  startCounts(rows.map(asStart), day);

export const startFilters = ['all', 'open', 'overdue', 'delayed', 'on_time', 'begun'] as const;
export type StartFilter = (typeof startFilters)[number];

export const startFilterLabels: Readonly<Record<StartFilter, string>> = {
  all: '全部',
  open: '未开工',
  overdue: '逾期',
  delayed: '预计推迟',
  on_time: '按期',
  begun: '已开工',
};

const isBegun = ({ standing }: TimetableRow) =>
  standing === 'punctual' || standing === 'late' || standing === 'undated';

export const passesStart: Readonly<Record<StartFilter, (row: TimetableRow) => boolean>> = {
  all: () => true,
  open: (row) => !isBegun(row),
  overdue: ({ standing }) => standing === 'overdue',
  delayed: ({ standing }) => standing === 'delayed',
  on_time: ({ standing }) => standing === 'on_time',
  begun: isBegun,
};
