import { regionName } from '../../../src-shared/catalogues/regions';
import type { ShownAttachment } from '../../../src-shared/contract/attachment-methods';
import { businessEntityNames, type EntityName, entityOf } from '../../../src-shared/entities/entities';
import type { Field, FieldValue } from '../../../src-shared/entities/field';
import { formatMoment, formatValue } from '../../../src-shared/terms/format';
import { type Answer, command, type Invocation } from '../invocation';
import { yearOf } from '../options';
import { projectId } from '../project-reference';
import { recordId } from '../record-reference';
import { columns } from '../table';
import { entityNamed, printedValue } from '../values';

type Row = Readonly<Record<string, unknown>>;

/** Lists of a project, in the order of the five duties, with the entity of their rows. */
const lists = [
  ['permits', 'permit'],
  ['clock_stops', 'clock_stop'],
  ['nodes', 'node'],
  ['progress', 'progress'],
  ['materials', 'material'],
  ['listing_events', 'listing_event'],
  ['work_logs', 'work_log'],
  ['contacts', 'contact'],
  ['problems', 'problem'],
  ['measures', 'measure'],
  ['slips', 'slip'],
  ['meeting_items', 'meeting_item'],
  ['funding_applications', 'funding_application'],
  ['funding_materials', 'funding_material'],
] as const satisfies readonly (readonly [string, EntityName])[];

/** A record as JSON prints it: regions by their Chinese names. */
function printedRow(entity: EntityName, row: Row): Row {
  const { fields } = entityOf(entity);
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, printedValue(fields[name], value as FieldValue)]),
  );
}

/** The project as `projects` lists it: region by name, one plan, one start; all plans beside it. */
function shownProject(raw: Row, year: number | undefined): Row {
  const plans = (raw.annual_plan ?? {}) as Record<string, number>;
  const key = year === undefined ? Object.keys(plans).sort().at(-1) : String(year);
  return {
    ...raw,
    region: typeof raw.region === 'string' ? regionName(raw.region) : null,
    annual_plan: (key === undefined ? undefined : plans[key]) ?? null,
    annual_plans: plans,
    start: raw.actual_start ?? raw.planned_start ?? null,
  };
}

type Titles = ReadonlyMap<string, string>;

/** Titles of records by their ids, so that what refers to them can name them. */
function titlesOf(groups: readonly (readonly [EntityName, readonly Row[]])[]): Titles {
  return new Map(
    groups.flatMap(([entity, rows]) => rows.map((row) => [String(row.id), String(row[entityOf(entity).title] ?? '')])),
  );
}

/** Filled fields of a record with their labels. A reference is named by its title; one to what is not shown beside it says nothing. */
function filled(entity: EntityName, row: Row, titles: Titles): [name: string, label: string, value: string][] {
  return Object.entries(entityOf(entity).fields).flatMap(([name, field]: [string, Field]) => {
    const raw = row[name] as FieldValue | undefined;
    const value = field.kind === 'reference' ? titles.get(String(raw)) : raw;
    if (value === null || value === undefined || value === '') return [];
    return [[name, field.label, formatValue(field, value)]];
  });
}

function fieldLines(entity: EntityName, row: Row): string {
  return columns(filled(entity, row, new Map()).map(([, label, value]) => [`  ${label}`, value]));
}

/** A record in one line: its title, then what else is filled. */
function recordLine(entity: EntityName, row: Row, titles: Titles): string {
  const { title } = entityOf(entity);
  const words = filled(entity, row, titles);
  const name = words.find(([field]) => field === title)?.[2] ?? '未命名';
  const rest = words.filter(([field]) => field !== title).map(([, label, value]) => `${label} ${value}`);
  const line = rest.length > 0 ? `${name}：${rest.join('，')}` : name;
  return `  ${line.replace(/\s*\n\s*/g, '；')}`;
}

function section(entity: EntityName, rows: readonly Row[], titles: Titles): string[] {
  if (rows.length === 0) return [];
  return ['', `${entityOf(entity).label} ${rows.length}`, ...rows.map((row) => recordLine(entity, row, titles))];
}

/** Files with what they belong to, their size, who attached them and when. */
function attachmentLines(attachments: readonly ShownAttachment[]): string[] {
  if (attachments.length === 0) return [];
  const lines = attachments.map(({ name, owner_title: owner, bytes, person, at, state, lie }) => [
    `  ${name}`,
    owner,
    `${bytes} 字节`,
    `${person} ${formatMoment(at)}`,
    [state === 'awaiting' ? '等待文件' : '', lie ?? ''].filter(Boolean).join('；'),
  ]);
  return ['', `附件 ${attachments.length}`, columns(lines)];
}

async function showProject(invocation: Invocation, id: string, year: number | undefined): Promise<Answer> {
  const shown = await invocation.call('projects.show', { id });
  const titles = titlesOf(lists.map(([name, entity]) => [entity, shown[name]]));
  const rowsOf = new Map(lists.map(([name, entity]) => [name, shown[name].map((row) => printedRow(entity, row))]));
  const { attachments } = await invocation.call('attachments.list', { entity: 'project', id, related: true });
  return {
    json: { ...shown, ...Object.fromEntries(rowsOf), project: shownProject(shown.project, year), attachments },
    text: [
      String(shown.project.name ?? ''),
      shown.derived.light.sentence,
      fieldLines('project', shown.project),
      ...section('listing', shown.listing ? [shown.listing] : [], titles),
      ...lists.flatMap(([name, entity]) => section(entity, shown[name], titles)),
      ...attachmentLines(attachments),
    ].join('\n'),
  };
}

async function showOther(invocation: Invocation, entity: EntityName, id: string): Promise<Answer> {
  const { record, related } = await invocation.call('records.show', { entity, id });
  const found = businessEntityNames.flatMap((name) => {
    const rows = related[name];
    return rows ? [[name, rows] as const] : [];
  });
  const titles = titlesOf(found);
  const { attachments } = await invocation.call('attachments.list', { entity, id });
  return {
    json: {
      entity,
      record: printedRow(entity, record),
      related: Object.fromEntries(found.map(([name, rows]) => [name, rows.map((row) => printedRow(name, row))])),
      attachments,
    },
    text: [
      entityOf(entity).label,
      fieldLines(entity, record),
      ...found.flatMap(([name, rows]) => section(name, rows, titles)),
      ...attachmentLines(attachments),
    ].join('\n'),
  };
}

/** The entity that a record id belongs to, or null; projects apart. */
async function entityOfId(invocation: Invocation, id: string): Promise<EntityName | null> {
  for (const entity of businessEntityNames) {
    const found = await invocation.call('records.find', { entity, text: id });
    if (found.some((record) => record.id === id)) return entity;
  }
  return null;
}

export const showCommand = command(
  'show',
  '一个项目和它的全部记录；写明种类时，一条别的记录和引用它的记录',
  {
    words: { usage: '[ENTITY] ID', least: 1, most: 2 },
    options: { year: { type: 'string', valueHint: 'YEAR', description: '年度计划的年份，不写取最近一年' } },
  },
  async (invocation, { year }) => {
    const [first = '', second] = invocation.positionals;
    const plan = year === undefined ? undefined : yearOf(year);
    if (second !== undefined) {
      const entity = entityNamed(first);
      const id = await recordId(invocation, entity, second);
      return entity === 'project' ? showProject(invocation, id, plan) : showOther(invocation, entity, id);
    }
    const id = await projectId(invocation, first);
    const entity = await entityOfId(invocation, id);
    return entity === null || entity === 'project'
      ? showProject(invocation, id, plan)
      : showOther(invocation, entity, id);
  },
);
