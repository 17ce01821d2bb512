import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from '@playwright/test';
import { expectAccessible } from './accessibility';
import { test, type Workbench } from './harness';
import { ask, begin, go, wang, zhou } from './people';

const isEnvelope = (file: string) => readFileSync(file).toString('latin1', 0, 22) === 'age-encryption.org/v1\n';

async function receive(workbench: Workbench, ...files: string[]): Promise<void> {
  await go(workbench, '/sync');
  await workbench.answerOpen(...files);
  await workbench.page.getByRole('button', { name: '选择文件' }).first().click();
}

test('packages are closed for the Commission, handed over with a slip, and answered with a code', async ({ start }) => {
  test.slow();
  const secretary = await start();
  await begin(secretary, wang);
  await ask(secretary, 'records.create', { entity: 'project', set: { name: '大口钦现代物流园', region: '220202' } });
  const commission = await start({ ledger: path.join(secretary.folder, '市 台账') });
  await begin(commission, zhou);

  // The two come to know each other.
  await receive(commission, path.join(secretary.ledger, 'enrolment.wubao'));
  const approval = commission.page.getByRole('dialog', { name: '核对登记申请' });
  await approval.getByRole('checkbox').check();
  await approval.getByRole('button', { name: '批准', exact: true }).click();
  await expect(approval).toBeHidden();
  const down = await ask<{ written: { file: string }[] }>(commission, 'returns.write', { full: false });
  await receive(secretary, down.written[0]?.file ?? '');
  const trust = secretary.page.getByRole('dialog');
  await trust.getByRole('checkbox').check();
  await trust.getByRole('button', { name: /确认|一致|信任/ }).click();
  await expect(trust).toBeHidden();

  // Encryption is on by itself now.
  const { page } = secretary;
  await go(secretary, '/sync?tab=handover');
  await expect(page.getByRole('switch', { name: '加密' })).toBeChecked();
  await expect(page.getByText('只有市发改委周科长能打开')).toBeVisible();
  const file = path.join(secretary.folder, '昌邑-王-0001.wubao.age');
  await secretary.answerSave(file);
  await page.getByRole('button', { name: '生成上报包' }).click();
  await expect.poll(() => existsSync(file)).toBe(true);
  expect(isEnvelope(file)).toBe(true);
  await page
    .getByRole('textbox', { name: '王-0001 的介质' })
    .or(page.getByRole('combobox', { name: '王-0001 的介质' }))
    .fill('U盘 07');
  await page.keyboard.press('Enter');
  await page.getByLabel('王-0001 的经手人').fill('李姝');
  await page.getByLabel('王-0001 的经手人').blur();
  await expect(page.getByText('昌邑-王-0001，U盘 07')).toBeVisible();
  await expect(page.getByText('王秘书 → 李姝')).toBeVisible();
  await expectAccessible(page);
  await secretary.screenshot('sync-handover');
  await secretary.answerOpen(secretary.folder);
  await page.getByRole('button', { name: '打印交接单' }).click();
  await expect(page.getByRole('dialog', { name: '交接单已生成' })).toBeVisible();
  expect(readdirSync(secretary.folder)).toContain('交接单 昌邑-王-0001.docx');
  await page.getByRole('button', { name: '完成' }).click();

  // The Commission holds the slip against the file, takes it, and answers with a code on its screen.
  const city = commission.page;
  const { entries } = await ask<{ entries: { code: string }[] }>(secretary, 'handovers.list', {});
  await go(commission, '/sync?tab=handover');
  await city.getByRole('button', { name: '核对', exact: true }).click();
  const compare = city.getByRole('dialog', { name: '核对交接单' });
  await compare.getByRole('textbox').fill(entries[0]?.code ?? '');
  await commission.answerOpen(file);
  await compare.getByRole('button', { name: '选择文件' }).click();
  await compare.getByRole('button', { name: '比一比' }).click();
  await expect(compare.getByRole('status')).toContainText('一致：');
  await commission.screenshot('sync-compare');
  await compare.getByText('关闭', { exact: true }).click();
  await receive(commission, file);
  await expect(city.getByRole('region', { name: '刚才收到的', exact: true }).first()).toContainText('已并入');
  await city.getByRole('button', { name: '王秘书' }).click();
  await city.getByRole('button', { name: '出回执码' }).click();
  const code = city.getByRole('img', { name: '回执二维码' });
  await expect(code).toBeVisible();
  await commission.screenshot('sync-receipt-code');
  const photo = await code.screenshot();
  await city.getByRole('button', { name: '完成' }).click();
  await page.getByRole('button', { name: '扫回执' }).click();
  const reader = page.getByRole('dialog', { name: '扫回执' });
  await reader.locator('input[type=file]').setInputFiles({ name: '回执.png', mimeType: 'image/png', buffer: photo });
  await expect(reader.getByRole('status')).toContainText('回执已收');
  await expectAccessible(page);
  await secretary.screenshot('sync-receipt-read');
  await reader.getByRole('button', { name: '收下回执' }).click();
  await expect(reader.getByRole('status')).toContainText('不用再收');
  await reader.getByText('关闭', { exact: true }).click();
  const register = page.getByRole('region', { name: '交接登记', exact: true });
  await expect(register.getByRole('row', { name: /王-0001/ })).not.toContainText('待回执');
  expect(secretary.complaints).toEqual([]);
  expect(commission.complaints).toEqual([]);
});

test('a package with a passphrase asks for it, and the log tells every import', async ({ start }) => {
  test.slow();
  const secretary = await start();
  await begin(secretary, wang);
  await ask(secretary, 'records.create', { entity: 'project', set: { name: '大口钦现代物流园', region: '220202' } });
  await go(secretary, '/sync');
  const { page } = secretary;
  await expect(page.getByRole('switch', { name: '加密' })).toBeDisabled();
  const file = path.join(secretary.folder, '昌邑-王-0001.wubao.age');
  await page.getByRole('button', { name: '另存为口令包' }).click();
  const dialog = page.getByRole('dialog', { name: '另存为口令包' });
  const [first, second] = [dialog.getByLabel('口令', { exact: true }), dialog.getByLabel('再填一遍')];
  await first.fill('松花江');
  await second.fill('松花江');
  await dialog.getByRole('button', { name: '选位置，生成' }).click();
  await expect(dialog.getByText('太短，至少 10 个字')).toBeVisible();
  await first.fill('松花江边七棵老白桦树');
  await second.fill('松花江边七棵老白桦树');
  await secretary.screenshot('sync-passphrase-new');
  await secretary.answerSave(file);
  await dialog.getByRole('button', { name: '选位置，生成' }).click();
  await expect.poll(() => existsSync(file), { timeout: 20_000 }).toBe(true);
  expect(isEnvelope(file)).toBe(true);

  const commission = await start({ ledger: path.join(secretary.folder, '市 台账') });
  await begin(commission, zhou);
  const city = commission.page;
  await receive(commission, file, path.join(secretary.ledger, 'enrolment.wubao'));
  const approval = city.getByRole('dialog', { name: '核对登记申请' });
  await approval.getByRole('checkbox').check();
  await approval.getByRole('button', { name: '批准', exact: true }).click();
  await expect(approval).toBeHidden();
  const asked = city.getByRole('dialog', { name: '这个包有口令' });
  await expect(asked).toContainText('昌邑-王-0001.wubao.age');
  await asked.getByLabel('口令', { exact: true }).fill('松花江边七棵小白桦树');
  await asked.getByRole('button', { name: '打开并收下' }).click();
  await expect(asked.getByText('口令不对')).toBeVisible({ timeout: 20_000 });
  await commission.screenshot('sync-passphrase-asked');
  await asked.getByLabel('口令', { exact: true }).fill('松花江边七棵老白桦树');
  await asked.getByRole('button', { name: '打开并收下' }).click();
  await expect(asked).toBeHidden({ timeout: 20_000 });
  await expect.poll(async () => (await ask<unknown[]>(commission, 'projects.list', {})).length).toBe(1);

  await go(commission, '/sync?tab=log');
  const log = city.getByRole('region', { name: '收包记录', exact: true });
  await expect(log).toContainText('是用口令加密的');
  await expect(log).toContainText('口令不对');
  await expect(log).toContainText('已并入昌邑区');
  await expectAccessible(city);
  await commission.screenshot('sync-import-log');
  await go(commission, '/sync?tab=handover');
  await expect(city.getByRole('region', { name: '交接登记', exact: true })).toContainText('王-0001');
  await commission.screenshot('sync-handover-city');
  expect(commission.complaints).toEqual([]);
});
