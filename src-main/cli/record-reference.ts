import { type EntityName, entityOf } from '../../src-shared/entities/entities';
import type { Field } from '../../src-shared/entities/field';
import { Refusal } from '../../src-shared/terms/errors';
import type { Invocation } from './invocation';
import { projectId } from './project-reference';
import { parseValue } from './values';

/**
 * Id of a record that was named by its id, its exact title, or its natural key with slashes: `江澜/2018-09` for a progress row, `江澜` for a
 * listing case. A project goes by id, code or name. What names nothing is handed on as it is, so that the ledger answers that it
 * has no such record. `project` keeps to the records of that project. Throws Refusal where several records bear the title.
 */
export async function recordId(
  invocation: Invocation,
  entity: EntityName,
  typed: string,
  project?: string,
): Promise<string> {
  if (entity === 'project') return projectId(invocation, typed);
  const key = await keyOf(invocation, entity, typed);
  const found = await invocation.call('records.find', {
    entity,
    text: typed,
    ...(key ? { key } : {}),
    ...(project === undefined ? {} : { project }),
  });
  if (found.length > 1) {
    throw new Refusal('invalid_input', {
      detail: `有 ${found.length} 条${entityOf(entity).label}叫“${typed}”，请用编号：${found.map(({ id }) => id).join('、')}`,
    });
  }
  return found[0]?.id ?? typed;
}

/** Parts of a natural key as the ledger keeps them; undefined where the text is not one. The last part may hold slashes itself. */
async function keyOf(invocation: Invocation, entity: EntityName, typed: string): Promise<string[] | undefined> {
  const { naturalKey, fields } = entityOf(entity);
  if (!naturalKey) return undefined;
  const parts = typed.split('/');
  if (parts.length < naturalKey.length) return undefined;
  const texts = [...parts.slice(0, naturalKey.length - 1), parts.slice(naturalKey.length - 1).join('/')];
  const key: string[] = [];
  for (const [index, name] of naturalKey.entries()) {
    const field = fields[name] as Field;
    const text = texts[index] ?? '';
    if (field.kind === 'reference') key.push(await recordId(invocation, field.entity as EntityName, text));
    else {
      const value = read(field, text);
      if (value === undefined) return undefined;
      key.push(value);
    }
  }
  return key;
}

function read(field: Field, text: string): string | undefined {
  try {
    const value = parseValue(field, text);
    return value === null ? undefined : String(value);
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}
