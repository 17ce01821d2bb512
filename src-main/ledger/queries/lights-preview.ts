import type { LightCounts } from '../../../src-shared/contract/progress-methods';
import { derive } from '../../../src-shared/rules/derive';
import { lightRulesIn } from '../../../src-shared/rules/rule-book';
import type { Handler } from '../handler';
import { myProjects } from './my-projects';

/** How the person's projects would stand by other rules: the same derivation as everywhere, nothing is written. */
export const previewLights: Handler<'lights.preview'> = (context, { rules }) => {
  const { database, clock } = context;
  const today = clock.today();
  const rows = new Map<string, { month: string; completed: number | null }[]>();
  for (const { project, ...row } of database
    .prepare('SELECT project, month, completed FROM progress WHERE deleted <> 1 AND month BETWEEN @first AND @last')
    .iterate({ first: `${today.slice(0, 4)}-01`, last: today.slice(0, 7) }) as Iterable<{
    project: string;
    month: string;
    completed: number | null;
  }>) {
    const known = rows.get(project);
    if (known) known.push(row);
    else rows.set(project, [row]);
  }
  const counts: LightCounts = { red: 0, yellow: 0, green: 0, none: 0 };
  const set = lightRulesIn(rules);
  for (const project of myProjects(context).mine) {
    counts[derive(project, rows.get(project.id) ?? [], null, today, set).light.color] += 1;
  }
  return counts;
};
