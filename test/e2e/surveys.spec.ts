import { expect } from '@playwright/test';
import { expectAccessible } from './accessibility';
import { test, type Workbench } from './harness';
import { ask, begin, go, zhou } from './people';

/** Four unlisted projects of two regions; one has promised to be listed by August. */
async function fill(workbench: Workbench): Promise<Record<string, string>> {
  await begin(workbench, zhou);
  const ids: Record<string, string> = {};
  const projects = [
    ['江澜碳纤维产业园', '220202', '昌邑区左家镇', '2018-07-31'],
    ['松筑构件基地', '220202', '昌邑区桦皮厂镇', '2018-05-02'],
    ['翼川通航零部件', '220202', '昌邑区左家镇', '2018-06-11'],
    ['大口钦现代物流园', '220203', '龙潭区大口钦镇', '2018-05-10'],
  ] as const;
  for (const [name, region, address, start] of projects) {
    const { id } = await ask<{ id: string }>(workbench, 'records.create', {
      entity: 'project',
      set: {
        name,
        region,
        address,
        owner: `${name}公司`,
        lifecycle: 'construction',
        actual_start: start,
        total_investment: 680_000_000,
      },
    });
    ids[name] = id;
  }
  await ask(workbench, 'records.create', {
    entity: 'listing',
    set: { project: ids.江澜碳纤维产业园, state: 'ready', reason_code: 'C', promised_month: '2018-08' },
  });
  return ids;
}

test('from who is due over routes and findings to the listing case, and the papers that go with it', async ({
  workbench,
}) => {
  test.slow();
  const ids = await fill(workbench);
  const { page } = workbench;
  const year = new Date().getFullYear();
  await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '调度' }).click();
  await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '踏查' }).click();
  const due = page.getByRole('region', { name: '待编项目' });
  await expect(due.getByRole('row').nth(1)).toContainText('江澜碳纤维产业园');
  await expect(due.getByRole('row').nth(1)).toContainText('已过');
  await expect(due.getByRole('row')).toHaveCount(5);
  await expectAccessible(page);
  await workbench.screenshot('survey-due');

  // A region filters; all are chosen, one is left out again.
  await page.getByRole('button', { name: '龙潭区' }).click();
  await expect(due.getByRole('row')).toHaveCount(2);
  await page.getByRole('button', { name: '全市' }).click();
  await due.getByRole('checkbox', { name: '全选' }).check();
  await due.getByRole('checkbox', { name: '选 大口钦现代物流园' }).uncheck();
  await page.getByRole('button', { name: '编制路线 3' }).click();
  const plan = page.getByRole('dialog', { name: '编制路线：3 个项目' });
  // The town of the broken promise comes first, and its sites stand together.
  await expect(plan.getByRole('row').nth(1)).toContainText('翼川通航零部件');
  await expect(plan.getByRole('row').nth(1)).toContainText('江澜碳纤维产业园');
  await plan.getByLabel('一组带队').fill('周科长');
  await expectAccessible(page);
  await workbench.screenshot('survey-plan');
  await plan.getByRole('button', { name: '编 1 条路线' }).click();
  await expect(plan).toBeHidden();

  const grid = page.getByRole('grid', { name: '踏查点' });
  await expect(grid.getByText('松筑构件基地')).toBeVisible();
  await expect(page.getByText('应踏查 4，已编 3，已踏查 0')).toBeVisible();
  // The last site first: buttons move the chosen row.
  await grid.getByText('松筑构件基地').click();
  await page.getByRole('button', { name: '上移' }).click();
  await page.getByRole('button', { name: '上移' }).click();
  await expect(page.getByRole('button', { name: '上移' })).toBeDisabled();
  await expect
    .poll(async () => {
      const { routes } = await survey(workbench);
      return routes[0]?.visits.map(({ project }) => project.name)[0];
    })
    .toBe('松筑构件基地');

  // Typed in the cells: a finding is a visit.
  const { routes } = await survey(workbench);
  const visit = routes[0]?.visits.find(({ project }) => project.id === ids.江澜碳纤维产业园);
  await grid.getByText('江澜碳纤维产业园').click();
  for (let at = 0; at < 7; at += 1) await page.keyboard.press('ArrowRight');
  await page.keyboard.type('主体在建，合同未备案');
  await page.keyboard.press('Enter');
  await expect(page.getByText('应踏查 4，已编 3，已踏查 1')).toBeVisible();
  await ask(workbench, 'surveys.record', {
    edits: [
      {
        id: visit?.record.id,
        set: { verdict: 'lacking', reason_code: 'L', missing: '现场照片', promised_month: `${year}-12` },
      },
    ],
  });
  await page.reload();
  await expect(grid.getByText('待写回')).toBeVisible();
  await expectAccessible(page);

  // The finding becomes a problem.
  await grid.getByText('江澜碳纤维产业园').click();
  await page.getByRole('button', { name: '登记问题' }).click();
  const problem = page.getByRole('dialog', { name: '登记问题：江澜碳纤维产业园' });
  await expect(problem.getByRole('textbox', { name: '问题描述' })).toHaveValue('主体在建，合同未备案');
  await problem.getByRole('button', { name: '登记', exact: true }).click();
  await expect(page.getByRole('button', { name: '已登记问题' })).toBeDisabled();

  // Written back only after it was seen; what contradicts is taken on purpose.
  await page.getByRole('button', { name: '写回入统 1' }).click();
  const back = page.getByRole('dialog', { name: '写回入统' });
  await expect(back.getByText('上报“齐套”，踏查结论“缺材料”')).toBeVisible();
  await expect(back.getByText('上报原因 C，踏查原因 L，两个都记')).toBeVisible();
  await expect(back.getByRole('checkbox', { name: '江澜碳纤维产业园 入统状态 以踏查为准' })).not.toBeChecked();
  await expectAccessible(page);
  await workbench.screenshot('survey-write-back');
  await back.getByRole('button', { name: '写回 1 个项目' }).click();
  await expect(back).toBeHidden();
  await expect(grid.getByText('已写回')).toBeVisible();
  const shown = await ask<{ listing: Record<string, unknown> }>(workbench, 'projects.show', {
    id: ids.江澜碳纤维产业园,
  });
  expect(shown.listing).toMatchObject({
    state: 'ready',
    reason_code: 'C',
    other_reasons: ['L'],
    missing_materials: '现场照片',
    promised_month: `${year}-12`,
  });
  await workbench.screenshot('survey-route');

  await page.getByRole('link', { name: '踏查汇总' }).click();
  await expect(page.getByRole('article').first()).toContainText('未入统项目联合踏查情况汇总');
  await workbench.screenshot('survey-summary');
  await go(workbench, `/listing/${ids.江澜碳纤维产业园}`);
  await expect(page.getByRole('list', { name: '未入统踏查' })).toContainText('主体在建，合同未备案');
  await workbench.screenshot('survey-listing');
  expect(workbench.complaints).toEqual([]);
});

interface Shown {
  routes: { visits: { record: { id: string }; project: { id: string; name: string } }[] }[];
}
const survey = async (workbench: Workbench) => {
  const { today } = await ask<{ today: string }>(workbench, 'ledger.status', {});
  return ask<Shown>(workbench, 'surveys.show', { month: today.slice(0, 7) });
};
