import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect } from '@playwright/test';
import { expectAccessible } from './accessibility';
import { test, type Workbench } from './harness';
import { ask, begin, go, wang, zhou } from './people';

interface Created {
  id: string;
}

async function receive(workbench: Workbench, ...files: string[]): Promise<void> {
  await go(workbench, '/sync');
  await workbench.answerOpen(...files);
  await workbench.page.getByRole('button', { name: '选择文件' }).click();
}

async function report(workbench: Workbench, file: string): Promise<void> {
  await go(workbench, '/sync');
  await workbench.answerSave(file);
  await workbench.page.getByRole('button', { name: '生成上报包' }).click();
  await expect(workbench.page.getByText(path.basename(file)).first()).toBeVisible();
  await expect.poll(() => readdirSync(path.dirname(file)).includes(path.basename(file))).toBe(true);
}

/** Presses 生成返还包 and answers the file for the one secretary. */
async function sendDown(commission: Workbench, folder: string): Promise<string> {
  const before = new Set(readdirSync(folder));
  await go(commission, '/sync');
  await commission.answerOpen(folder);
  await commission.page.getByRole('button', { name: '生成返还包' }).click();
  await expect.poll(() => readdirSync(folder).filter((name) => !before.has(name)).length).toBe(1);
  return path.join(folder, readdirSync(folder).find((name) => !before.has(name)) as string);
}

test('what the Commission decided comes back, and the next report begins behind the receipt', async ({ start }) => {
  test.slow();
  const secretary = await start();
  await begin(secretary, wang);
  const set = { name: '铸衡精铸技改', region: '220202', owner: '吉林铸衡精铸公司', actual_start: '2018-06-20' };
  const { id } = await ask<Created>(secretary, 'records.create', { entity: 'project', set });
  const first = path.join(secretary.folder, '昌邑-王-0001.wubao');
  await report(secretary, first);

  const commission = await start({ ledger: path.join(secretary.folder, '市 台账') });
  await begin(commission, zhou);
  await receive(commission, first, path.join(secretary.ledger, 'enrolment.wubao'));
  const approval = commission.page.getByRole('dialog', { name: '核对登记申请' });
  await approval.getByRole('checkbox', { name: '已打电话核对，四个词都对' }).check();
  await approval.getByRole('button', { name: '批准', exact: true }).click();
  await expect(commission.page.getByText('已合并，待回执')).toBeVisible();

  // Both go on without knowing of each other; the Commission settles it.
  const revise = (workbench: Workbench, change: Record<string, unknown>) =>
    ask(workbench, 'records.revise', { entity: 'project', id, set: change });
  await revise(secretary, { actual_start: '2018-06-21' });
  await revise(commission, { actual_start: '2018-06-29', industry: '5211' });
  const second = path.join(secretary.folder, '昌邑-王-0002.wubao');
  await report(secretary, second);
  await receive(commission, second);
  await expect.poll(async () => (await ask<{ id: string }[]>(commission, 'conflicts.list', {})).length).toBe(1);
  const [conflict] = await ask<{ id: string }[]>(commission, 'conflicts.list', {});
  await ask(commission, 'conflicts.resolve', { id: conflict?.id, value: '2018-06-29', reason: '依踏查照片' });

  const stick = path.join(secretary.folder, 'U 盘');
  mkdirSync(stick);
  const down = await sendDown(commission, stick);
  expect(path.basename(down)).toMatch(/^市-返-0001-昌邑王\.wubao(\.age)?$/);
  await expect(commission.page.getByText('已生成 1 个包')).toBeVisible();
  await expect(commission.page.getByRole('cell', { name: '已合并', exact: true })).toBeVisible();
  await expectAccessible(commission.page);
  await commission.screenshot('sync-return-city');

  const { page } = secretary;
  await receive(secretary, down);
  const compare = page.getByRole('dialog', { name: '核对市发改委的指纹' });
  await compare.getByRole('checkbox', { name: '已打电话核对，四个词都对' }).check();
  await compare.getByRole('button', { name: '确认' }).click();
  await expect(compare).toBeHidden();
  const came = page.getByRole('region', { name: '返回了什么' });
  await expect(came.getByText('市-返-0001')).toBeVisible();
  const settled = came.getByRole('row', { name: /实际开工/ });
  await expect(settled).toContainText('周科长：依踏查照片');
  await expect(settled.getByRole('cell', { name: /2018年6月29日\s*（采用）/ })).toBeVisible();
  await expect(came.getByRole('row', { name: /行业/ })).toContainText('5211');
  await expect(came.getByText('0002 及以前已全部回执')).toBeVisible();
  await expectAccessible(page);
  await secretary.screenshot('sync-returned');

  await revise(secretary, { note: '已按市里的口径改' });
  await expect(page.getByText(/回执（0002）以来 1 处改动/)).toBeVisible();
  const third = path.join(secretary.folder, '昌邑-王-0003.wubao');
  await report(secretary, third);
  await expect(page.getByText(/1 处改动，/).first()).toBeVisible();
  await receive(commission, third);
  await expect(commission.page.getByText('已合并，待回执')).toBeVisible();
  expect((await ask<{ digest: string }>(secretary, 'ledger.digest', {})).digest).toBe(
    (await ask<{ digest: string }>(commission, 'ledger.digest', {})).digest,
  );
  // The other tab: everything as it came, for the superior.
  await commission.page.getByRole('radio', { name: '报省发改委' }).check();
  await commission.answerSave(path.join(stick, '市-汇-0001.wubao'));
  await commission.page.getByRole('button', { name: '生成上报包' }).click();
  await expect(commission.page.getByText(/已生成 1 个文件，内有 4 个原包/)).toBeVisible();
  await commission.screenshot('sync-snapshot');
  expect(secretary.complaints).toEqual([]);
  expect(commission.complaints).toEqual([]);
});
