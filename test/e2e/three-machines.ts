import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect } from '@playwright/test';
import type { WrittenReturn } from '../../src-shared/contract/return-methods';
import type { OwnDevice } from '../../src-shared/contract/trust-methods';
import type { Workbench } from './harness';
import { ask, go } from './people';

export const own = (workbench: Workbench) => ask<OwnDevice>(workbench, 'devices.own', {});

export const create = async (workbench: Workbench, set: Record<string, unknown>, entity = 'project'): Promise<string> =>
  (await ask<{ id: string }>(workbench, 'records.create', { entity, set })).id;

export const revise = (workbench: Workbench, id: string, set: Record<string, unknown>) =>
  ask(workbench, 'records.revise', { entity: 'project', id, set });

export const project = async (workbench: Workbench, id: string) =>
  (await ask<{ project: Record<string, unknown> }>(workbench, 'projects.show', { id })).project;

export const digest = async (workbench: Workbench) =>
  (await ask<{ digest: string }>(workbench, 'ledger.digest', {})).digest;

/** Drops files on the page of a machine, as one does from a stick. */
export async function drop(workbench: Workbench, ...files: string[]): Promise<void> {
  await go(workbench, '/sync');
  await workbench.answerOpen(...files);
  await workbench.page.getByRole('button', { name: '选择文件' }).click();
}

/** Presses 生成上报包; returns the file, or with volumes the first of them. */
export async function report(workbench: Workbench, folder: string, name: string): Promise<string> {
  const file = path.join(folder, name);
  await go(workbench, '/sync');
  await workbench.answerSave(file);
  await workbench.page.getByRole('button', { name: '生成上报包' }).click();
  await expect.poll(() => existsSync(file)).toBe(true);
  return file;
}

/** What the Commission sends down to everybody, by the name of the person. */
export async function sendDown(commission: Workbench, folder: string): Promise<Map<string, WrittenReturn>> {
  await commission.answerOpen(folder);
  const chosen = await ask<{ token: string }>(commission, 'files.chooseFolder', {});
  const { written } = await ask<{ written: WrittenReturn[] }>(commission, 'returns.write', {
    file: chosen.token,
    encrypt: true,
  });
  return new Map(written.map((one) => [one.person, one]));
}
