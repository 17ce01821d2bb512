import type { Role } from '../../src-shared/contract/common';
import type { Workbench } from './harness';

export interface Person {
  readonly role: Role;
  readonly person: string;
  readonly unit: string;
  readonly region: string | null;
}

/** Who sits at the machines of these tests. */
export const wang: Person = {
  role: 'secretary',
  person: '王秘书',
  unit: '昌邑区重点项目服务中心',
  region: '220202',
};
export const zhou: Person = { role: 'commission', person: '周科长', unit: '市发改委', region: null };

/** Calls a method of the contract and gives its value; a failure ends the test with its sentence. */
export async function ask<Value>(workbench: Workbench, method: string, input: unknown): Promise<Value> {
  const result = (await workbench.call(method, input)) as
    | { ok: true; value: Value }
    | { ok: false; error: { code: string } };
  if (!result.ok) throw new Error(`${method}: ${JSON.stringify(result.error)}`);
  return result.value;
}

/** Makes the ledger of a person and waits until the frame is there. */
export async function begin(workbench: Workbench, person: Person): Promise<void> {
  await ask(workbench, 'ledger.initialize', person);
  await workbench.page.reload();
  await workbench.page.getByRole('navigation', { name: '主导航' }).waitFor();
}

/** Goes to a path of the window. */
export async function go(workbench: Workbench, path: string): Promise<void> {
  await workbench.page.evaluate((to) => {
    location.hash = to;
  }, path);
}
