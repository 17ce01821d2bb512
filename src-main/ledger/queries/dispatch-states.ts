import type { ProjectFacts } from '../../../src-shared/contract/bulletin-methods';
import { listing as listingEntity } from '../../../src-shared/entities/listing';
import { project as projectEntity } from '../../../src-shared/entities/project';
import type { FigureName } from '../../../src-shared/rules/figure-parts';
import type { Period } from '../../../src-shared/rules/period';
import { formatDate } from '../../../src-shared/terms/format';
import type { LedgerContext } from '../context';
import { permitsBeforeStart } from './dispatch-permits';

type Choices = readonly { readonly code: string; readonly label: string }[];

const labelIn = (choices: Choices | undefined, code: string | null, none: string) =>
  code === null ? none : (choices?.find((choice) => choice.code === code)?.label ?? code);

const lifecycle = (code: string | null) => labelIn(projectEntity.fields.lifecycle.choices, code, '未填阶段');

/** What each project stands at, seen from one figure, in a few words. */
export function statesOf(
  context: LedgerContext,
  figure: FigureName,
  period: Period,
  projects: readonly ProjectFacts[],
): Map<string, string> {
  switch (figure) {
    case 'listing':
      return new Map(
        projects.map(({ id, listing, listed_month, counted }) => {
          const state = labelIn(listingEntity.fields.state.choices, listing, '未填入统状态');
          // Listed after the period: it does not count yet.
          return [id, listing === 'listed' && !counted.listed ? `${formatDate(listed_month)}入库` : state];
        }),
      );
    case 'preparation': {
      const permits = permitsBeforeStart(context.database, period);
      return new Map(
        projects.map(({ id }) => {
          const own = permits.get(id);
          return [id, own ? `手续 ${own.ready} / ${own.total} 办结` : '没有登记手续'];
        }),
      );
    }
    case 'start':
      return new Map(
        projects.map(({ id, actual_start, planned_start, counted }) => [
          id,
          counted.started ? `${formatDate(actual_start)}开工` : `计划${formatDate(planned_start)}开工`,
        ]),
      );
    case 'completion':
      return new Map(projects.map(({ id, plan }) => [id, (plan ?? 0) > 0 ? '' : '无年度计划']));
    case 'projects':
      return new Map(
        projects.map(({ id, actual_start }) => [
          id,
          actual_start === null ? '未填开工时间' : actual_start.startsWith(String(period.year)) ? '新建' : '续建',
        ]),
      );
    case 'landing':
    case 'reserve':
      return new Map(projects.map((one) => [one.id, lifecycle(one.lifecycle)]));
  }
}
