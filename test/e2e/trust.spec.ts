import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect } from '@playwright/test';
import type { Device, OwnDevice } from '../../src-shared/contract/trust-methods';
import { expectAccessible } from './accessibility';
import { writeFirstReturn } from './first-return';
import { test, type Workbench } from './harness';
import { ask, begin, go, wang, zhou } from './people';

const own = (workbench: Workbench) => ask<OwnDevice>(workbench, 'devices.own', {});
const deviceOf = async (workbench: Workbench, id: string) =>
  (await ask<Device[]>(workbench, 'devices.list', {})).find((device) => device.id === id);

async function receive(workbench: Workbench, ...files: string[]): Promise<void> {
  await go(workbench, '/sync');
  await workbench.answerOpen(...files);
  await workbench.page.getByRole('button', { name: '选择文件' }).click();
}

test('a device is compared, given its scope, changed later and stopped from a change on', async ({ start }) => {
  test.slow();
  const secretary = await start();
  await begin(secretary, wang);
  await ask(secretary, 'records.create', { entity: 'project', set: { name: '大口钦现代物流园', region: '220202' } });
  const enrolment = path.join(secretary.ledger, 'enrolment.wubao');
  const me = await own(secretary);

  const commission = await start({ ledger: path.join(secretary.folder, '市 台账') });
  await begin(commission, zhou);
  await ask(commission, 'records.create', { entity: 'project', set: { name: '左家产业园二期', region: '220203' } });
  await receive(commission, enrolment);
  const { page } = commission;
  const dialog = page.getByRole('dialog', { name: '核对登记申请' });
  await expect(dialog.getByRole('img', { name: '指纹二维码' })).toBeVisible();
  await expect(dialog.getByText(me.fingerprint.hex)).toBeVisible();

  // A wrong fingerprint says so; what a scanner reads off the right one is the comparison.
  const scan = dialog.getByRole('textbox', { name: '扫码或键入对方的指纹' });
  await scan.fill('0000 0000 0000 0000');
  await scan.blur();
  await expect(dialog.getByText('与这台设备的指纹不一样，不要批准')).toBeVisible();
  await expect(dialog.getByRole('checkbox', { name: '已打电话核对，四个词都对' })).not.toBeChecked();
  await scan.fill(me.keyId.toUpperCase());
  await expect(dialog.getByRole('checkbox', { name: '已打电话核对，四个词都对' })).toBeChecked();

  await dialog.getByRole('textbox', { name: '单位' }).fill('昌邑区发改局');
  await dialog.getByRole('combobox', { name: '另外分管的项目' }).fill('左家');
  await page.getByRole('option', { name: '左家产业园二期' }).click();
  await expect(dialog.getByText(/另加 1 个项目/)).toBeVisible();
  await commission.screenshot('device-approve');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: '批准', exact: true }).click();
  await expect(dialog).toBeHidden();
  expect(await deviceOf(commission, me.id)).toMatchObject({
    state: 'approved',
    unit: '昌邑区发改局',
    region: '220202',
  });

  await page.getByRole('button', { name: '王秘书' }).click();
  const standing = page.getByRole('dialog', { name: '王秘书的设备' });
  await standing.getByRole('combobox', { name: '属地' }).click();
  await page.getByRole('option', { name: '不限', exact: true }).click();
  await expect(standing.getByText('不限属地，所有项目都可以改。')).toBeVisible();
  await commission.screenshot('device-scope');
  await standing.getByRole('button', { name: '保存' }).click();
  await expect(standing).toBeHidden();
  expect(await deviceOf(commission, me.id)).toMatchObject({ region: null });

  await page.getByRole('button', { name: '王秘书' }).click();
  await standing.getByRole('button', { name: '停用这台设备' }).click();
  await standing.getByRole('textbox', { name: '理由' }).fill('电脑丢了');
  await commission.screenshot('device-stop');
  await expectAccessible(page);
  await standing.getByRole('button', { name: '确定停用' }).click();
  await expect(standing).toBeHidden();
  expect(await deviceOf(commission, me.id)).toMatchObject({ state: 'revoked', revokedAfter: 0 });
  expect(commission.complaints).toEqual([]);
});

test("the secretary compares the Commission's key, and later changes her own", async ({ start }) => {
  test.slow();
  const secretary = await start();
  const commission = await start({ ledger: path.join(secretary.folder, '市 台账') });
  await begin(secretary, wang);
  await begin(commission, zhou);
  await ask(secretary, 'records.create', { entity: 'project', set: { name: '大口钦现代物流园', region: '220202' } });
  const city = await own(commission);
  const me = await own(secretary);
  const down = path.join(secretary.folder, '市-返-0001.wubao');
  const { ledgerId } = await ask<{ ledgerId: string }>(commission, 'ledger.status', {});
  await writeFirstReturn(
    commission.ledger,
    { dataset: ledgerId, recipient: me.id, person: zhou.person, unit: zhou.unit },
    down,
  );

  const { page } = secretary;
  await receive(secretary, down);
  const dialog = page.getByRole('dialog', { name: '核对市发改委的指纹' });
  for (const word of city.fingerprint.words)
    await expect(dialog.getByText(word, { exact: true }).first()).toBeVisible();
  await expectAccessible(page);
  await secretary.screenshot('commission-compare');
  await dialog.getByRole('button', { name: '以后再说' }).click();
  // It waits, and says so everywhere.
  await go(secretary, '/');
  await expect(page.getByRole('status').getByRole('link', { name: '核对指纹' })).toBeVisible();
  await page.getByRole('status').getByRole('link', { name: '核对指纹' }).click();
  await page.getByRole('button', { name: '核对指纹' }).click();
  await dialog.getByRole('button', { name: '确认' }).click();
  await expect(dialog.getByText('请先核对四个词')).toBeVisible();
  await dialog.getByRole('checkbox', { name: '已打电话核对，四个词都对' }).check();
  await dialog.getByRole('button', { name: '确认' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('status').getByRole('link', { name: '核对指纹' })).toBeHidden();
  expect(await deviceOf(secretary, city.id)).toMatchObject({ state: 'approved', role: 'commission' });

  // Unpackaged, the key lies open, and both pages say so.
  await expect(page.getByText('本机密钥没有操作系统保护').first()).toBeVisible();
  await secretary.screenshot('sync-secretary-trust');
  await go(secretary, '/settings');
  await expect(page.getByText('本机密钥没有操作系统保护').first()).toBeVisible();
  await secretary.screenshot('settings-device');
  await page.getByRole('button', { name: '重新登记本机' }).click();
  const renew = page.getByRole('dialog', { name: '重新登记本机' });
  const folder = path.join(secretary.folder, 'U 盘');
  mkdirSync(folder);
  await secretary.answerOpen(folder);
  await renew.getByRole('button', { name: '选文件夹，重新登记' }).click();
  await expect(renew.getByText('旧钥匙已为新钥匙签字')).toBeVisible();
  await expectAccessible(page);
  await secretary.screenshot('device-renewed');
  expect(readdirSync(folder).sort()).toEqual(['昌邑-王-0001.wubao', '登记-王秘书.wubao'].sort());
  const renewed = await own(secretary);
  expect(renewed.id).not.toBe(me.id);
  expect(renewed).toMatchObject({ trust: 'waiting', renewed: true });

  // The Commission sees one machine with a new key, not a stranger.
  await receive(commission, path.join(secretary.ledger, 'enrolment.wubao'));
  const changed = commission.page.getByRole('dialog', { name: '王秘书换了钥匙' });
  await expect(changed.getByText('旧钥匙签过字，是同一台电脑换了钥匙')).toBeVisible();
  await commission.screenshot('device-renewal');
  await changed.getByRole('checkbox', { name: '已打电话核对，四个词都对' }).check();
  await changed.getByRole('button', { name: '批准', exact: true }).click();
  await expect(changed).toBeHidden();
  expect(await deviceOf(commission, renewed.id)).toMatchObject({ state: 'approved', replaces: me.id });
  expect(secretary.complaints).toEqual([]);
  expect(commission.complaints).toEqual([]);
});
