import { Refusal } from '../../src-shared/terms/errors';
import type { Invocation } from './invocation';

/**
 * Id of a project that was named by its id, its code or its exact name. What is none of them is handed on as it is, so that the ledger
 * answers that it has no such record. Throws Refusal where several projects bear the name.
 */
export async function projectId(invocation: Invocation, typed: string): Promise<string> {
  for (const field of ['id', 'code', 'name', 'short_name']) {
    const found = await invocation.call('projects.list', { where: { [field]: typed } });
    if (found.length > 1) {
      throw new Refusal('invalid_input', {
        detail: `有 ${found.length} 个项目叫“${typed}”，请用编号：${found.map(({ id }) => id).join('、')}`,
      });
    }
    if (found[0]) return found[0].id;
  }
  return typed;
}
