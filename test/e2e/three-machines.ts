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

/** At the Commission: compares the words of a device that asks, and approves it. `title` is that of the dialog. */
export async function approve(city: Workbench, applicant: Workbench, title = '核对登记申请'): Promise<void> {
  const dialog = city.page.getByRole('dialog', { name: title });
  const { words } = (await own(applicant)).fingerprint;
  for (const word of words) await expect(dialog.getByText(word, { exact: true }).first()).toBeVisible();
  await dialog.getByRole('checkbox', { name: '已打电话核对，四个词都对' }).check();
  await dialog.getByRole('button', { name: '批准', exact: true }).click();
  // The next one who asks has another dialog, with words of its own.
  await expect(dialog.getByText(words.join(''), { exact: true })).toHaveCount(0);
}

/** At a secretary's machine: compares the Commission's words with what came down. */
export async function compareCity(secretary: Workbench, city: Workbench): Promise<void> {
  const dialog = secretary.page.getByRole('dialog', { name: '核对市发改委的指纹' });
  for (const word of (await own(city)).fingerprint.words)
    await expect(dialog.getByText(word, { exact: true }).first()).toBeVisible();
  await dialog.getByRole('checkbox', { name: '已打电话核对，四个词都对' }).check();
  await dialog.getByRole('button', { name: '确认' }).click();
  await expect(dialog).toBeHidden();
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
