import { expect } from '@playwright/test';
import { latestPeriod, nextPeriod, previousPeriod } from '../../src-shared/rules/period';
import { expectAccessible } from './accessibility';
import { test } from './harness';
import { ask, begin, go, zhou } from './people';

test('what was corrected after a freeze is found by region, project and person, and told by the next bulletin', async ({
  workbench,
}) => {
  const { page } = workbench;
  await begin(workbench, zhou);
  const { today } = await ask<{ today: string }>(workbench, 'ledger.status', {});
  const period = latestPeriod(today);
  const year = period.code.slice(0, 4);
  const month = previousPeriod(previousPeriod(period)).end.slice(0, 7);
  const create = (entity: string, set: Record<string, unknown>) =>
    ask<{ id: string }>(workbench, 'records.create', { entity, set });
  const { id: project } = await create('project', {
    name: '江澜碳纤维产业园',
    region: '220202',
    lifecycle: 'construction',
    actual_start: `${Number(year) - 1}-05`,
    total_investment: 200_000_000,
    annual_plan: { [year]: 60_000_000 },
  });
  const { id: progress } = await create('progress', { project, month, completed: 50_000_000 });
  const isSameYear = month.startsWith(year);

  await go(workbench, '/dispatch/compare');
  await expect(page.getByText('还没有冻结过的一期。')).toBeVisible();
  const frozen = await ask(workbench, 'bulletins.freeze', { period: period.code });
  await ask(workbench, 'records.revise', {
    entity: 'progress',
    id: progress,
    set: { completed: 20_000_000, correction_reason: '把土地款算进去了' },
  });
  await ask(workbench, 'records.revise', {
    entity: 'project',
    id: project,
    set: { annual_plan: { [year]: 80_000_000 } },
  });

  await go(workbench, `/dispatch?period=${period.code}`);
  await expect(page.getByText(/^已冻结/)).toBeVisible();
  // The next one follows the ledger, and is held against the freeze.
  await page.getByRole('button', { name: `${period.name} 换一期` }).click();
  await page.getByRole('radio', { name: '月', exact: true }).check();
  await page.getByRole('radio', { name: '半月', exact: true }).check();
  await expect(page.getByRole('button', { name: `${period.name} 已冻结` })).toBeVisible();
  await page.keyboard.press('Escape');
  await go(workbench, '/dispatch/compare?to=now');
  await page.getByRole('button', { name: '昌邑区年度计划 +0.2' }).click();
  await expect(page.getByText('年度计划 6,000 → 8,000万元')).toBeVisible();
  if (isSameYear) await expect(page.getByRole('button', { name: '全市本年完成投资 −0.3' })).toBeVisible();
  const line = page.getByRole('button', { name: /江澜碳纤维产业园/ });
  await expect(line).toContainText('周科长，本机录入');
  await line.click();
  await expect(page.getByText(/年度计划 .*：/)).toBeVisible();
  await workbench.screenshot('compare');
  await expectAccessible(page);

  expect(await ask(workbench, 'bulletins.figures', { period: period.code })).toEqual(frozen);
  const paper = await ask(workbench, 'papers.show', { kind: 'bulletin', subject: nextPeriod(period).code });
  expect(JSON.stringify(paper)).toContain('更正为');
  expect(JSON.stringify(paper)).toContain('年度计划0.6亿元更正为0.8亿元');
  expect(workbench.complaints).toEqual([]);
});
