import { type EntityName, entityOf } from '../../../src-shared/entities/entities';
import type { FieldValue } from '../../../src-shared/entities/field';
import { formatMoment, formatValue } from '../../../src-shared/terms/format';
import { command, type Invocation } from '../invocation';
import { yearOf } from '../options';
import { recordId } from '../record-reference';
import { columns } from '../table';
import { entityNamed, fieldOfCell, parseAssignments, printedValue, splitAssignment } from '../values';

const yearOption = {
  type: 'string',
  valueHint: 'YEAR',
  description: 'annual_plan=… 是哪一年的，不写取已有的最近一年，没有时取今年',
} as const;

/** Values of an edit. Records that it refers to may be named: a project by code or name, others by title, kept to the edit's own project. */
async function editOf(
  invocation: Invocation,
  entity: EntityName,
  id: string | undefined,
  words: readonly string[],
  year: string | undefined,
) {
  const latest = await latestYears(invocation, entity, id, words, year);
  const declared = entityOf(entity);
  const set: Record<string, FieldValue> = parseAssignments(declared, words.map(splitAssignment), (field) =>
    latest.get(field),
  );
  // The project comes first in every declaration: what else is named is looked for among its records.
  const references = Object.entries(declared.fields).filter(([, field]) => field.kind === 'reference');
  for (const [name, field] of references) {
    const value = set[name];
    if (typeof value !== 'string') continue;
    const project = name === 'project' || typeof set.project !== 'string' ? undefined : set.project;
    set[name] = await recordId(invocation, field.entity as EntityName, value, project);
  }
  return set;
}

/** Year of each field that has one a year and was named without it. */
async function latestYears(
  invocation: Invocation,
  entity: EntityName,
  id: string | undefined,
  words: readonly string[],
  year: string | undefined,
): Promise<Map<string, string>> {
  const fields = Object.entries(entityOf(entity).fields).filter(([, field]) => field.kind === 'money_by_year');
  const named = fields.filter(([name, field]) =>
    words.some((word) => word.startsWith(`${name}=`) || word.startsWith(`${field.label}=`)),
  );
  if (year !== undefined) return new Map(named.map(([name]) => [name, String(yearOf(year))]));
  if (named.length === 0) return new Map();
  const { today } = await invocation.call('ledger.status', {});
  const shown = id === undefined ? undefined : await invocation.call('records.show', { entity, id });
  return new Map(
    named.map(([name]) => {
      const years = Object.keys((shown?.record[name] ?? {}) as Record<string, number>).sort();
      return [name, years.at(-1) ?? today.slice(0, 4)];
    }),
  );
}

export const setCommand = command(
  'set',
  '改一条记录的字段；空值为清空',
  { words: { usage: 'ENTITY ID FIELD=VALUE …', least: 3, most: 200 }, options: { year: yearOption } },
  async (invocation, { year }) => {
    const [typedEntity = '', typedId = '', ...words] = invocation.positionals;
    const entity = entityNamed(typedEntity);
    const id = await recordId(invocation, entity, typedId);
    const set = await editOf(invocation, entity, id, words, year);
    const written = await invocation.call('records.revise', { entity, id, set });
    return { json: written, text: written.dot ? `已改，${written.dot}` : '与原来相同，没有写入。' };
  },
);

export const addCommand = command(
  'add',
  '新建一条记录',
  { words: { usage: 'ENTITY FIELD=VALUE …', least: 2, most: 200 }, options: { year: yearOption } },
  async (invocation, { year }) => {
    const [typedEntity = '', ...words] = invocation.positionals;
    const entity = entityNamed(typedEntity);
    const set = await editOf(invocation, entity, undefined, words, year);
    const written = await invocation.call('records.create', { entity, set });
    return { json: written, text: `已新建${entityOf(entity).label} ${written.id}` };
  },
);

export const historyCommand = command(
  'history',
  '谁在什么时候改了什么，来自哪个包',
  {
    words: { usage: 'ENTITY ID', least: 2, most: 2 },
    options: { field: { type: 'string', valueHint: 'F', description: '只看这个字段' } },
  },
  async (invocation, { field }) => {
    const [typedEntity = '', typedId = ''] = invocation.positionals;
    const entity = entityNamed(typedEntity);
    const id = await recordId(invocation, entity, typedId);
    const entries = await invocation.call('records.history', { entity, id, ...(field ? { field } : {}) });
    const json = entries.map((entry) => {
      const declared = fieldOfCell(entry.entity, entry.field);
      return { ...entry, from: printedValue(declared, entry.from), to: printedValue(declared, entry.to) };
    });
    const lines = entries.map((entry) => {
      const declared = fieldOfCell(entry.entity, entry.field);
      const shown = (value: FieldValue) => (declared ? formatValue(declared, value) : String(value ?? '空'));
      const key = entry.field.includes('.') ? ` ${entry.field.split('.')[1]}` : '';
      return [
        formatMoment(entry.at),
        entry.person,
        `${declared?.label ?? entry.field}${key}`,
        `${shown(entry.from)} → ${shown(entry.to)}`,
        entry.package ?? entry.source,
      ];
    });
    return { json, text: [columns(lines), `共 ${entries.length} 处改动`].filter(Boolean).join('\n') };
  },
);
