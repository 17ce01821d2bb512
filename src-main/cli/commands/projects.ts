import { entityOf } from '../../../src-shared/entities/entities';
import { project } from '../../../src-shared/entities/project';
import { formatMoney, formatValue } from '../../../src-shared/terms/format';
import { command } from '../invocation';
import { countOf, viewOf, viewOption, yearOf } from '../options';
import { columns } from '../table';
import { fieldNamed, parseValue, splitAssignment } from '../values';

type Row = Readonly<Record<string, unknown>>;

const yearOption = { type: 'string', valueHint: 'YEAR', description: '年度计划的年份，不写取最近一年' } as const;

/** Columns of the list that are worked out for it and stand in no table. */
const computed = new Set(['annual_plan', 'start', 'completed_this_year']);

/** Splits the conditions into those the database knows and those that are met by the finished row. */
function conditions(texts: readonly string[]): { where: Record<string, string>; meets: (row: Row) => boolean } {
  const where: Record<string, string> = {};
  const rest: [string, string][] = [];
  for (const text of texts) {
    const { name: typed, value } = splitAssignment(text);
    if (typed === 'id') where.id = value;
    else if (typed === 'start' || typed === 'completed_this_year') rest.push([typed, value]);
    else {
      const { name, field } = fieldNamed(project, typed);
      const parsed = parseValue(field, value);
      const plain = Array.isArray(parsed) ? JSON.stringify(parsed) : String(parsed ?? '');
      if (computed.has(name)) rest.push([name, plain]);
      else where[name] = plain;
    }
  }
  return { where, meets: (row) => rest.every(([name, value]) => String(row[name] ?? '') === value) };
}

const text = (value: unknown) => (typeof value === 'string' ? value : '');
const money = (value: unknown) => formatMoney(typeof value === 'number' ? value : null);
const labelOf = (field: 'lifecycle' | 'listing', value: unknown) =>
  typeof value === 'string' ? formatValue(project.fields[field], value) : '';

export const projectsCommand = command(
  'projects',
  '列出项目',
  {
    options: {
      view: viewOption,
      where: { type: 'string', valueHint: 'FIELD=VALUE', description: '只要这样的，可写多次；值为空表示没填的' },
      year: yearOption,
    },
  },
  async (invocation, { view, year }) => {
    const { where, meets } = conditions(invocation.values('where'));
    const found = await invocation.call('projects.list', {
      view: viewOf(view),
      where,
      ...(year === undefined ? {} : { year: yearOf(year) }),
    });
    const rows: Row[] = found.filter(meets);
    const head = ['项目名称', '属地', '阶段', '总投资', '年度计划', '本年完成', '开工', '入统'];
    const lines = rows.map((row) => [
      text(row.name),
      text(row.region),
      labelOf('lifecycle', row.lifecycle),
      money(row.total_investment),
      money(row.annual_plan),
      money(row.completed_this_year),
      text(row.start),
      labelOf('listing', row.listing),
    ]);
    const table = rows.length > 0 ? `${columns([head, ...lines], [3, 4, 5])}\n` : '';
    return { json: rows, text: `${table}共 ${rows.length} 项，金额单位万元，调度口径` };
  },
);

const allHits = 100_000;

export const searchCommand = command(
  'search',
  '按词或拼音首字母找',
  {
    words: { usage: 'WORDS', least: 1, most: 100 },
    options: { limit: { type: 'string', valueHint: 'N', description: '最多列多少条，不写全列' } },
  },
  async (invocation, { limit }) => {
    const hits = await invocation.call('search.find', {
      words: invocation.positionals.join(' '),
      limit: limit === undefined ? allHits : countOf('--limit', limit, allHits),
    });
    const lines = hits.map(({ id, entity, title, detail }) => [entityOf(entity).label, title, detail, id]);
    return {
      json: hits.map(({ id, entity, title }) => ({ id, entity, title })),
      text: [...(lines.length > 0 ? [columns(lines)] : []), `共 ${hits.length} 条`].join('\n'),
    };
  },
);
