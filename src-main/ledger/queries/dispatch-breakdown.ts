import type { ProjectFacts } from '../../../src-shared/contract/bulletin-methods';
import type { OutputOf } from '../../../src-shared/contract/contract';
import { project as projectEntity } from '../../../src-shared/entities/project';
import { completionOf, type FigureName } from '../../../src-shared/rules/figure-parts';
import { percentagePoints } from '../../../src-shared/rules/indicators';
import { reasonName, reasonsOf } from '../../../src-shared/rules/listing-reasons';
import type { LedgerContext } from '../context';
import { permitsBeforeStart } from './dispatch-permits';
import { rowsByProject } from './rows';

type Lines = OutputOf<'dispatch.behind'>['breakdown'];

interface Parts {
  readonly all: readonly ProjectFacts[];
  readonly open: readonly ProjectFacts[];
}

/** '缺材料 5，市级审核 2，其他 1': the most frequent first; all of them, or `most` and the rest together. */
export function tally(words: readonly string[], most: number): string {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  const sorted = [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0], 'zh-CN'));
  const shown = sorted.length <= most + 1 ? sorted : sorted.slice(0, most);
  const rest = sorted.slice(shown.length).reduce((total, [, count]) => total + count, 0);
  return [...shown.map(([word, count]) => `${word} ${count}`), ...(rest > 0 ? [`其他 ${rest}`] : [])].join('，');
}

const line = (label: string, words: readonly string[], most = 3): Lines =>
  words.length > 0 ? [{ label, text: tally(words, most) }] : [];

/** What divides the projects behind a figure, above all those that lack something. */
export function breakdownOf(
  context: LedgerContext,
  figure: FigureName,
  { all, open }: Parts,
  states: ReadonlyMap<string, string>,
  timeProportional: number,
): Lines {
  const openStates = open.map(({ id }) => states.get(id) ?? '');
  switch (figure) {
    case 'listing': {
      if (open.length === 0) return [];
      const cases = rowsByProject(context.database, 'listing');
      const reasons = open.flatMap(({ id }) => reasonsOf(cases.get(id)?.[0] ?? null).slice(0, 1));
      return [
        ...line('未入统', openStates),
        ...line(
          '原因',
          reasons.map((code) => `${code} ${reasonName(code)}`),
          2,
        ),
      ];
    }
    case 'preparation': {
      const permits = open.length > 0 ? permitsBeforeStart(context.database, { end: '9999' }) : null;
      return line(
        '未办结',
        open.flatMap(({ id }) => permits?.get(id)?.open ?? []),
      );
    }
    case 'completion': {
      const without = all.filter((one) => completionOf(one) === null).length;
      const far = open.filter((one) => (percentagePoints(completionOf(one), timeProportional) ?? 0) <= -10).length;
      return [
        ...(open.length > 0
          ? [{ label: '落后', text: `${open.length} 项${far > 0 ? `，其中差 10 个百分点以上 ${far} 项` : ''}` }]
          : []),
        ...(without > 0 ? [{ label: '无计划', text: `${without} 项` }] : []),
      ];
    }
    case 'landing': {
      const projects = context.database
        .prepare('SELECT id, promotion_stage FROM project WHERE deleted <> 1 AND promotion_stage IS NOT NULL')
        .raw()
        .all() as [string, string][];
      const stages = new Map(projects);
      const label = (code: string | undefined) =>
        projectEntity.fields.promotion_stage.choices.find((choice) => choice.code === code)?.label ?? '未填进展';
      return line(
        '未落地',
        open.map(({ id }) => label(stages.get(id))),
      );
    }
    case 'start':
      return line(
        '未开工',
        open.map(
          ({ lifecycle }) =>
            projectEntity.fields.lifecycle.choices.find(({ code }) => code === lifecycle)?.label ?? '未填阶段',
        ),
      );
    case 'projects':
      return line(
        '其中',
        all.map(({ id }) => states.get(id) ?? ''),
      );
    case 'reserve':
      return line(
        '领域',
        all.map(({ sector }) => sector ?? '未填领域'),
      );
  }
}
