import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect } from '@playwright/test';
import type { OwnDevice } from '../../src-shared/contract/trust-methods';
import type { Workbench } from './harness';
import { ask, go, type Person } from './people';

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
  await workbench.page.getByRole('button', { name: '选择文件' }).first().click();
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

/** Presses 生成返还包 at the Commission; answers with the files for a person, further volumes among them. */
export async function sendDown(city: Workbench, folder: string): Promise<(person: Person) => string[]> {
  const before = new Set(readdirSync(folder));
  await go(city, '/sync');
  await city.answerOpen(folder);
  await city.page.getByRole('button', { name: '生成返还包' }).click();
  await expect(city.page.getByRole('status').filter({ hasText: /^已生成 \d+ 个包/ })).toBeVisible();
  const fresh = readdirSync(folder).filter((name) => !before.has(name));
  return ({ person }) =>
    fresh.filter((name) => name.includes(person.slice(0, 1))).map((name) => path.join(folder, name));
}
