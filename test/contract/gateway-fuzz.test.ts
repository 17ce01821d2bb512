import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Door, openDoor } from '../../src-main/ledger/door';
import { Doorkeeper } from '../../src-main/shell/doorkeeper';
import { FileTokens } from '../../src-main/shell/file-tokens';
import { type ShellEffects, shellHandlers } from '../../src-main/shell/shell-handlers';
import { methodNames, methodOf } from '../../src-shared/contract/contract';
import type { Result } from '../../src-shared/contract/method';
import { isErrorCode } from '../../src-shared/terms/errors';
import { inputsOf } from './input-arbitrary';

/** The whole way of a call but for Electron: doorkeeper, tokens, door, ledger. */
let folder: string;
let door: Door;
let doorkeeper: Doorkeeper;
let token: string;
const ids: string[] = [];
const incidents: unknown[] = [];
const call = (method: string, input: unknown, key?: string) =>
  doorkeeper.answer({ address: 'app://wubao/', isMainFrame: true }, method, input, key) as Promise<Result<never>>;
const demand = async <Output>(method: string, input: unknown) => {
  const answer = await call(method, input);
  if (!answer.ok) throw new Error(JSON.stringify(answer.error));
  return answer.value as Output;
};

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), '门口 试验-'));
  const migrations = path.resolve(import.meta.dirname, '..', '..', 'migrations');
  door = openDoor(path.join(folder, '台账 一'), { migrations });
  const tokens = new FileTokens();
  const junk = path.join(folder, '垃圾 文件.xlsx');
  await writeFile(junk, 'not what its name says');
  token = tokens.give(junk);
  const effects: ShellEffects = {
    about: () => ({ version: '1', electron: '2', packaged: false }),
    chooseFiles: async () => [junk],
    chooseSave: async () => path.join(folder, 'saved'),
    chooseFolder: async () => folder,
    reveal: () => undefined,
    copy: async () => undefined,
    open: async () => '',
    printPaper: async () => ({ name: '通报', bytes: new Uint8Array() }),
    lendAttachment: async () => path.join(folder, '批复.pdf'),
    quit: () => undefined,
    desktop: () => ({ notify: true, stayInTray: false, canNotify: true, hasTray: true }),
    reviseDesktop: () => undefined,
  };
  doorkeeper = new Doorkeeper({
    handlers: shellHandlers(effects, tokens),
    tokens,
    callLedger: (method, input, key) => door.call(method, input, key === undefined ? {} : { key }),
    report: (incident, what) => incidents.push([incident, what]),
  });
  await demand('ledger.initialize', {
    role: 'commission',
    person: '王主任',
    unit: '市发改委',
    region: null,
    phone: '',
  });
  const create = async (entity: string, set: Record<string, unknown>) => {
    const { id } = await demand<{ id: string }>('records.create', { entity, set });
    ids.push(id);
    return id;
  };
  const project = await create('project', {
    name: '昌邑万达广场',
    region: '220202',
    annual_plan: { '2018': 240_000_000 },
  });
  await create('progress', { project, month: '2018-09', completed: 1_000_000 });
  await create('problem', { project, description: '征地未完成' });
});
afterAll(async () => {
  door.close();
  await rm(folder, { recursive: true, force: true });
});

/** Every string in a place for files becomes the token of a file that is there, sometimes. */
function withToken(input: unknown, fields: readonly string[], use: boolean): unknown {
  if (!use || typeof input !== 'object' || input === null || Array.isArray(input)) return input;
  const entries = Object.entries(input).map(([name, value]) => [
    name,
    !fields.includes(name) ? value : Array.isArray(value) ? value.map(() => token) : token,
  ]);
  return Object.fromEntries(entries);
}

describe('every method of the contract', () => {
  // Left out: the two that replace the ledger under the test, and the one that builds a whole city for each input.
  const slow = ['demonstration.open'];
  it.each(methodNames.filter((name) => !slow.includes(name)))(
    '%s answers any input with a value or a failure that has a name',
    async (name) => {
      const declaration = methodOf(name);
      const schema = z.toJSONSchema(declaration.input, { io: 'input', unrepresentable: 'any' });
      const inputs = fc.oneof(
        { weight: 3, arbitrary: inputsOf(schema as never, ids) },
        { weight: 1, arbitrary: fc.jsonValue() },
        { weight: 1, arbitrary: fc.anything() },
      );
      await fc.assert(
        fc.asyncProperty(inputs, fc.boolean(), async (input, useToken) => {
          const answer = await call(name, withToken(input, declaration.files ?? [], useToken));
          if (answer.ok) {
            const checked = declaration.output.safeParse(answer.value);
            expect(checked.error?.issues ?? []).toEqual([]);
          } else {
            expect([answer.error.code, isErrorCode(answer.error.code)]).toEqual([answer.error.code, true]);
            // A bug that was caught is still a bug.
            expect(answer.error.code).not.toBe('unexpected');
          }
        }),
        { numRuns: 60 },
      );
      expect(incidents).toEqual([]);
    },
  );

  it('is known to the ledger', async () => {
    for (const name of methodNames) {
      const answer = await call(name, { 'no such field': 1 });
      expect([name, answer.ok ? 'ok' : answer.error.code]).toEqual([name, 'invalid_input']);
    }
  });
});
