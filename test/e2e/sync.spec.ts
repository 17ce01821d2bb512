import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect } from '@playwright/test';
import { expectAccessible } from './accessibility';
import { test, type Workbench } from './harness';
import { ask, begin, go, type Person, wang, zhou } from './people';

interface Created {
  id: string;
}
interface Shown {
  project: { name: string; total_investment: number | null; owner: string | null };
  conflicts: number;
}
const name = '大口钦 现代物流园';

const create = (workbench: Workbench, set: Record<string, unknown>): Promise<Created> =>
  ask(workbench, 'records.create', { entity: 'project', set });
const revise = (workbench: Workbench, id: string, set: Record<string, unknown>): Promise<unknown> =>
  ask(workbench, 'records.revise', { entity: 'project', id, set });
const show = (workbench: Workbench, id: string): Promise<Shown> => ask(workbench, 'projects.show', { id });

type Start = (options?: { ledger?: string }) => Promise<Workbench>;

async function machine(start: Start, folder: string, person: Person): Promise<Workbench> {
  const workbench = await start({ ledger: folder });
  await begin(workbench, person);
  return workbench;
}

/** Presses 生成上报包 and puts the file where the test wants it. */
async function report(workbench: Workbench, file: string): Promise<void> {
  await go(workbench, '/sync');
  await workbench.answerSave(file);
  await workbench.page.getByRole('button', { name: '生成上报包' }).click();
  await expect(workbench.page.getByText(path.basename(file)).first()).toBeVisible();
  await expect.poll(() => existsSync(file)).toBe(true);
}

async function receive(workbench: Workbench, ...files: string[]): Promise<void> {
  await go(workbench, '/sync');
  await workbench.answerOpen(...files);
  await workbench.page.getByRole('button', { name: '选择文件' }).click();
}

test('a report goes up, its sender is compared and approved, and it is merged once', async ({ start }) => {
  test.slow();
  const secretary = await start();
  await begin(secretary, wang);
  const { id } = await create(secretary, { name, region: '220202', total_investment: 99_990_000 });
  const file = path.join(secretary.folder, '昌邑-王-0001.wubao');
  await report(secretary, file);
  await expectAccessible(secretary.page);
  await secretary.screenshot('sync-secretary');
  const enrolment = path.join(secretary.folder, '登记-王秘书.wubao');
  await secretary.answerSave(enrolment);
  await secretary.page.getByRole('button', { name: '导出登记文件' }).click();
  await expect.poll(() => existsSync(enrolment)).toBe(true);
  const own = await ask<{ fingerprint: { words: string[] } }>(secretary, 'ledger.status', {});

  const commission = await machine(start, path.join(secretary.folder, '市 台账'), zhou);
  await receive(commission, file, enrolment);
  const dialog = commission.page.getByRole('dialog', { name: '核对登记申请' });
  await expect(dialog).toBeVisible();
  for (const word of own.fingerprint.words) await expect(dialog.getByText(word, { exact: true }).first()).toBeVisible();
  await commission.screenshot('sync-enrolment');
  await dialog.getByRole('button', { name: '批准', exact: true }).click();
  await expect(dialog.getByText('请先核对四个词')).toBeVisible();
  expect((await ask<unknown[]>(commission, 'projects.list', {})).length).toBe(0);
  await dialog.getByRole('checkbox', { name: '已打电话核对，四个词都对' }).check();
  await dialog.getByRole('button', { name: '批准', exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect.poll(async () => (await ask<unknown[]>(commission, 'projects.list', {})).length).toBe(1);
  expect((await show(commission, id)).project.total_investment).toBe(99_990_000);
  await expect(commission.page.getByText('已报 1 / 1 人')).toBeVisible();

  await receive(commission, file);
  await expect(commission.page.getByRole('region', { name: '刚才收到的' })).toContainText('已有');
  await expectAccessible(commission.page);
  expect(secretary.complaints).toEqual([]);
  expect(commission.complaints).toEqual([]);
});

test('two values for one field are both shown, and a person decides with a reason', async ({ start }) => {
  test.slow();
  const secretary = await start();
  await begin(secretary, wang);
  const { id } = await create(secretary, { name, region: '220202', total_investment: 80_000_000 });
  const first = path.join(secretary.folder, '昌邑-王-0001.wubao');
  const second = path.join(secretary.folder, '昌邑-王-0002.wubao');
  await report(secretary, first);

  const commission = await machine(start, path.join(secretary.folder, '市 台账'), zhou);
  await receive(commission, first);
  const dialog = commission.page.getByRole('dialog', { name: '核对登记申请' });
  await dialog.getByRole('checkbox').check();
  await dialog.getByRole('button', { name: '批准', exact: true }).click();
  await expect.poll(async () => (await ask<unknown[]>(commission, 'projects.list', {})).length).toBe(1);
  await revise(commission, id, { total_investment: 86_000_000, owner: '市里 填的单位' });
  await revise(secretary, id, { total_investment: 82_000_000, owner: '吉林大口钦物流有限公司' });
  await report(secretary, second);
  await receive(commission, second);

  const { page } = commission;
  await expect(page.getByText('1 / 2', { exact: true })).toBeVisible();
  const values = page.getByRole('row', { name: /^数值/ });
  await expect(page.getByText('昌邑-王-0002.wubao').first()).toBeVisible();
  await expectAccessible(page);
  // Nothing is chosen for the person.
  for (const radio of await values.getByRole('radio').all()) await expect(radio).not.toBeChecked();
  await page.getByRole('button', { name: '采用', exact: true }).click();
  await expect(page.getByText('请先选定一个值，或者另填')).toBeVisible();

  const money = page.getByRole('heading', { name: `${name}：总投资` });
  if (!(await money.isVisible())) await page.getByRole('button', { name: '下一个' }).click();
  await expect(money).toBeVisible();
  await values.getByRole('radio', { name: /8,200万元/ }).check();
  await commission.screenshot('sync');
  await page.getByRole('button', { name: /^采用/ }).click();
  await expect(page.getByText('请写明理由，会写入历史')).toBeVisible();
  await page.getByRole('textbox', { name: '理由' }).fill('与备案证一致');
  await page.getByRole('button', { name: /^采用/ }).click();
  await expect(page.getByRole('heading', { name: `${name}：建设单位` })).toBeVisible();
  expect((await show(commission, id)).project.total_investment).toBe(82_000_000);

  await page.getByRole('textbox', { name: '另填建设单位' }).fill('吉林市大口钦现代物流有限公司');
  await page.getByRole('textbox', { name: '理由' }).fill('与执照一致');
  await page.getByRole('button', { name: '采用另填的值' }).click();
  await expect(page.getByText('没有冲突。')).toBeVisible();
  const settled = await show(commission, id);
  expect(settled.project.owner).toBe('吉林市大口钦现代物流有限公司');
  expect(settled.conflicts).toBe(0);
});

test('a later report carries what an earlier one did, so a lost file costs nothing', async ({ start }) => {
  test.slow();
  const secretary = await start();
  await begin(secretary, wang);
  await create(secretary, { name, region: '220202' });
  const first = path.join(secretary.folder, '昌邑-王-0001.wubao');
  const second = path.join(secretary.folder, '昌邑-王-0002.wubao');
  await report(secretary, first);
  await create(secretary, { name: '第二个项目', region: '220202' });
  await report(secretary, second);

  const commission = await machine(start, path.join(secretary.folder, '市 台账'), zhou);
  const { page } = commission;
  await receive(commission, second);
  const dialog = page.getByRole('dialog', { name: '核对登记申请' });
  await dialog.getByRole('button', { name: '以后再说' }).click();
  expect((await ask<unknown[]>(commission, 'projects.list', {})).length).toBe(0);
  await page.getByRole('link', { name: '隔离 1' }).click();
  await page.getByRole('button', { name: '核对指纹' }).click();
  await dialog.getByRole('checkbox').check();
  await dialog.getByRole('button', { name: '批准', exact: true }).click();
  await expect.poll(async () => (await ask<unknown[]>(commission, 'projects.list', {})).length).toBe(2);
  await expect(page.getByRole('link', { name: '隔离 0' })).toBeVisible();
  await receive(commission, first);
  await expect(page.getByRole('region', { name: '刚才收到的' })).toContainText('已有');
});
