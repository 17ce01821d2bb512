import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect } from '@playwright/test';
import { expectAccessible } from './accessibility';
import { test, type Workbench } from './harness';
import { ask, begin, go, wang, zhou } from './people';

const longtan = '220203';

async function exported(workbench: Workbench, file: string, button: string): Promise<string> {
  await go(workbench, '/sync');
  await workbench.answerSave(file);
  await workbench.page.getByRole('button', { name: button }).click();
  await expect.poll(() => existsSync(file)).toBe(true);
  return file;
}

async function receive(workbench: Workbench, ...files: string[]): Promise<void> {
  await go(workbench, '/sync');
  await workbench.answerOpen(...files);
  await workbench.page.getByRole('button', { name: '选择文件' }).click();
}

const create = (workbench: Workbench, entity: string, set: Record<string, unknown>) =>
  ask<{ id: string }>(workbench, 'records.create', { entity, set });
const names = async (workbench: Workbench) =>
  (await ask<{ name: string }[]>(workbench, 'projects.list', {})).map((project) => project.name);

test('changes outside the scope of a device wait by project and are accepted or refused, several at once', async ({
  start,
}) => {
  test.slow();
  const secretary = await start();
  await begin(secretary, wang);
  const { id } = await create(secretary, 'project', {
    name: '大口钦现代物流园',
    region: '220202',
    total_investment: 80_000_000,
  });
  const first = await exported(secretary, path.join(secretary.folder, '昌邑-王-0001.wubao'), '生成上报包');
  const enrolment = await exported(secretary, path.join(secretary.folder, '登记-王秘书.wubao'), '导出登记文件');

  const commission = await start({ ledger: path.join(secretary.folder, '市 台账') });
  await begin(commission, zhou);
  const { page } = commission;
  await receive(commission, first, enrolment);
  const dialog = page.getByRole('dialog', { name: '核对登记申请' });
  await dialog.getByRole('checkbox').first().check();
  await dialog.getByRole('button', { name: '批准', exact: true }).click();
  await expect.poll(() => names(commission)).toEqual(['大口钦现代物流园']);

  // The Commission has given the project to another region; she does not know yet.
  await ask(commission, 'records.revise', { entity: 'project', id, set: { region: longtan } });
  const set = { total_investment: 999_000_000, owner: '吉林大口钦物流有限公司' };
  await ask(secretary, 'records.revise', { entity: 'project', id, set });
  await ask(secretary, 'records.revise', { entity: 'project', id, set: { note: '业主来电更正' } });
  const foreign = await create(secretary, 'project', {
    name: '龙潭区精细化工园',
    region: longtan,
    total_investment: 300_000_000,
    owner: '吉林精化有限公司',
    lifecycle: 'preparation',
    planned_start: '2018-11',
    nature: 'new',
    address: '龙潭经济开发区',
  });
  await create(secretary, 'permit', { project: foreign.id, name: '环境影响评价' });
  const second = await exported(secretary, path.join(secretary.folder, '昌邑-王-0002.wubao'), '生成上报包');
  await receive(commission, second);
  await expect(page.getByRole('region', { name: '刚才收到的', exact: true }).first()).toContainText('越权改动');
  await expect(page.getByText('4 处越权改动').first()).toBeVisible();
  await page.getByRole('link', { name: '越权改动 4' }).click();
  const project = page.getByRole('region', { name: '大口钦现代物流园的越权改动' });
  await expect(project).toContainText('99,900');
  await expect(project).toContainText('项目属地是龙潭区，不是它分管的属地。');
  await expectAccessible(page);
  await commission.screenshot('sync-review');

  // Nothing is chosen for the person, and to refuse takes a reason.
  await page.getByRole('button', { name: '采纳', exact: true }).click();
  await expect(page.getByRole('alert').getByText('请先勾选要裁定的改动')).toBeVisible();
  await project.getByRole('checkbox', { name: '大口钦现代物流园', exact: true }).check();
  await expect(page.getByText('已选 2 / 4 处')).toBeVisible();
  await page.getByRole('button', { name: '不采纳' }).click();
  await expect(page.getByText('不采纳要写明理由')).toBeVisible();
  await page.getByRole('textbox', { name: '理由' }).fill('项目已划归龙潭区');
  await page.getByRole('button', { name: '不采纳' }).click();
  await expect(page.getByRole('link', { name: '越权改动 2' })).toBeVisible();
  const shown = await ask<{ project: Record<string, unknown> }>(commission, 'projects.show', { id });
  expect(shown.project).toMatchObject({ total_investment: 80_000_000, owner: null, note: null });

  // By keyboard: arrows walk the boxes, the blank marks, Ctrl+A marks all.
  await page.getByRole('checkbox', { name: '龙潭区精细化工园', exact: true }).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await expect(page.getByText('已选 1 / 2 处')).toBeVisible();
  await page.keyboard.press('Control+a');
  await expect(page.getByText('已选 2 / 2 处')).toBeVisible();
  await page.getByRole('button', { name: '采纳', exact: true }).press('Enter');
  await expect(page.getByText('没有越权改动。')).toBeVisible();
  expect((await names(commission)).sort()).toEqual(['大口钦现代物流园', '龙潭区精细化工园']);

  await go(commission, `/projects/${id}/history`);
  await expect(page.getByText('越权改动，没有采纳').first()).toBeVisible();
  await expect(page.getByText('不采纳王秘书的改动：项目已划归龙潭区').first()).toBeVisible();
  await commission.screenshot('sync-review-history');
  expect(commission.complaints).toEqual([]);
});
