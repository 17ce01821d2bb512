import { businessEntityNames, type EntityName, entityOf } from '../../../src-shared/entities/entities';
import { kindOf } from '../../../src-shared/rules/attachment-types';
import { isErrorCode, Refusal } from '../../../src-shared/terms/errors';
import { command, type Invocation } from '../invocation';
import { projectId } from '../project-reference';
import { recordId } from '../record-reference';
import { entityNamed } from '../values';

/** The record that a file goes to: `ENTITY/NAME`, or an id of any record, or a project by id, code or name. */
async function ownerOf(invocation: Invocation, typed: string): Promise<{ entity: EntityName; id: string }> {
  const slash = typed.indexOf('/');
  const [head, rest] = [typed.slice(0, slash), typed.slice(slash + 1)];
  if (slash > 0 && businessEntityNames.some((name) => name === head || entityOf(name).label === head)) {
    const entity = entityNamed(head);
    return { entity, id: await recordId(invocation, entity, rest) };
  }
  for (const entity of businessEntityNames) {
    const found = await invocation.call('records.find', { entity, text: typed });
    if (found.some(({ id }) => id === typed)) return { entity, id: typed };
  }
  return { entity: 'project', id: await projectId(invocation, typed) };
}

export const attachCommand = command(
  'attach',
  '把一个文件存进台账，附到一条记录上',
  {
    words: { usage: 'FILE', least: 1, most: 1 },
    options: {
      to: {
        type: 'string',
        valueHint: 'ID',
        required: true,
        description: '记录的编号；项目也可写代码或名称，别的记录也可写 种类/名称，如 permit/施工许可证',
      },
    },
  },
  async (invocation, { to }) => {
    const owner = await ownerOf(invocation, to ?? '');
    const file = invocation.path(invocation.positionals[0] ?? '');
    const { added, refused } = await invocation.call('attachments.add', { ...owner, files: [file] });
    const [first] = added;
    // The only file was refused: that is the failure of the command.
    if (!first) {
      const [why] = refused;
      throw why && isErrorCode(why.code) ? new Refusal(why.code, why.params) : new Refusal('no_file', { name: file });
    }
    const { id, sha256, bytes, type, name, lie } = first;
    return {
      json: { id, sha256, bytes, type },
      text: `已添加附件 ${name}（${kindOf(type).label}，${bytes} 字节）。${lie ? `注意：${lie}。` : ''}`,
    };
  },
);
