import { randomBytes } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from '@playwright/test';
import { expectAccessible } from './accessibility';
import { test } from './harness';
import { ask, begin, go, type Person, wang, zhou } from './people';
import { approve, compareCity, create, digest, drop, own, project, report, revise, sendDown } from './three-machines';

const sun: Person = { role: 'secretary', person: '孙秘书', unit: '市重点项目办', region: null };
const step = test.step;

test('two secretaries and the Commission hand files around until all three agree', async ({ start }) => {
  test.setTimeout(300_000);
  const first = await start();
  await begin(first, wang);
  const second = await start({ ledger: path.join(first.folder, '孙 台账') });
  await begin(second, sun);
  const city = await start({ ledger: path.join(first.folder, '市 台账') });
  await begin(city, zhou);
  const stick = path.join(first.folder, 'U 盘');
  mkdirSync(stick);
  const onStick = (name: string) => path.join(stick, name);
  const came = city.page.getByRole('region', { name: '刚才收到的', exact: true }).first();

  const park = await create(first, { name: '大口钦现代物流园', region: '220202', total_investment: 80_000_000 });
  const foundry = await create(first, { name: '铸衡精铸技改', region: '220202', total_investment: 35_000_000 });
  const rice = await create(first, { name: '禾沐大米加工', region: '220202', total_investment: 12_000_000 });
  const sewer = await create(first, { name: '新地号雨污分流', region: '220202', total_investment: 66_000_000 });
  const slopes = await create(second, { name: '北大壶滑雪场二期', region: '220211', total_investment: 310_000_000 });

  await step('enrolment goes up with the first report, and is approved after its words were compared', async () => {
    const files: string[] = [];
    for (const [secretary, name] of [
      [first, '昌邑-王'],
      [second, '市重点办-孙'],
    ] as const) {
      files.push(await report(secretary, stick, `${name}-0001.wubao`));
      const enrolment = onStick(`登记-${name}.wubao`);
      await secretary.answerSave(enrolment);
      await secretary.page.getByRole('button', { name: '导出登记文件' }).click();
      await expect(secretary.page.getByText(`已写好 登记-${name}.wubao`)).toBeVisible();
      files.push(enrolment);
    }
    await drop(city, ...files);
    const name = city.page.getByRole('dialog').getByRole('textbox', { name: '姓名' });
    for (let turn = 0; turn < 2; turn += 1)
      await approve(city, (await name.inputValue()) === wang.person ? first : second);
    await expect(city.page.getByRole('dialog')).toBeHidden();
    await expect.poll(async () => (await ask<unknown[]>(city, 'projects.list', {})).length).toBe(5);
    await expect(city.page.getByText('已报 2 / 2 人')).toBeVisible();
  });

  await step('the first return comes down, and each machine compares the key of the Commission', async () => {
    const down = await sendDown(city, stick);
    for (const [secretary, person] of [
      [first, wang],
      [second, sun],
    ] as const) {
      const [file = ''] = down(person);
      expect(readFileSync(file).subarray(0, 21).toString()).toBe('age-encryption.org/v1');
      await drop(secretary, file);
      await compareCity(secretary, city);
      expect(await own(secretary)).toMatchObject({ trust: 'mutual' });
    }
    // Whoever has no regional limit has everything of the city.
    expect(await digest(second)).toBe(await digest(city));
    expect((await ask<unknown[]>(first, 'projects.list', {})).length).toBe(4);
    await first.screenshot('three-secretary-mutual');
  });

  await step('the next report is closed for the Commission; what both changed is a conflict', async () => {
    await revise(first, park, { total_investment: 82_000_000 });
    await revise(first, foundry, { owner: '吉林铸衡精铸有限公司', actual_start: '2018-06-20' });
    await revise(first, rice, { owner: '吉林禾沐食品有限公司' });
    await revise(city, park, { total_investment: 86_000_000 });
    await revise(city, foundry, { owner: '铸衡精铸公司', actual_start: '2018-06-29' });
    await revise(city, rice, { owner: '禾沐食品有限责任公司' });
    await revise(city, sewer, { industry: '市政设施管理' });
    const file = await report(first, stick, '昌邑-王-0002.wubao.age');
    expect(readFileSync(file).subarray(0, 21).toString()).toBe('age-encryption.org/v1');
    await drop(city, file);
    await expect(came).toContainText('已并入');
    await expect(city.page.getByRole('link', { name: '冲突 4' })).toBeVisible();
    await city.screenshot('three-city-conflicts');
  });

  await step('one is settled with a reason, those of equal sources all at once', async () => {
    const { page } = city;
    const heading = page.getByRole('heading', { name: '大口钦现代物流园：总投资' });
    for (let turn = 0; turn < 4 && !(await heading.isVisible()); turn += 1)
      await page.getByRole('button', { name: '下一个' }).click();
    await page
      .getByRole('row', { name: /^数值/ })
      .getByRole('radio', { name: /8,200万元/ })
      .check();
    await page.getByRole('textbox', { name: '理由', exact: true }).fill('与备案证一致');
    await city.screenshot('three-city-conflict');
    await page.getByRole('button', { name: /^采用/ }).click();
    await expect(page.getByRole('link', { name: '冲突 3' })).toBeVisible();
    await page.getByRole('textbox', { name: '一次裁定的说明' }).fill('以市里核实的为准');
    await page.getByRole('button', { name: `全用${zhou.person}的` }).click();
    await expect(page.getByRole('link', { name: '冲突 0' })).toBeVisible();
    expect(await project(city, park)).toMatchObject({ total_investment: 82_000_000 });
    expect(await project(city, foundry)).toMatchObject({ owner: '铸衡精铸公司', actual_start: '2018-06-29' });
  });

  await step('she sees what was decided; the receipt moves, and her next report is small', async () => {
    const problem = await create(city, { project: rice, description: '临时用电容量不足', level: 'city' }, 'problem');
    const slip = { kind: 'supervision', number: '昌邑督〔2018〕6号', issued_on: '2018-09-01', reply_due: '2018-09-10' };
    await create(city, { project: rice, problem, ...slip }, 'slip');
    const down = await sendDown(city, stick);
    await drop(first, ...down(wang));
    await expect.poll(async () => (await project(first, rice)).owner).toBe('禾沐食品有限责任公司');
    expect(await project(first, foundry)).toEqual(await project(city, foundry));
    expect(await project(first, sewer)).toMatchObject({ industry: '市政设施管理' });
    const returned = first.page.getByRole('region', { name: '返回了什么' });
    await expect(returned).toContainText('我的冲突，市里已裁定');
    await expect(returned).toContainText('周科长：与备案证一致');
    await expect(returned).toContainText('周科长：以市里核实的为准');
    await expect(returned).toContainText('要你处理 1，其余已并入');
    await expect(returned.getByRole('link', { name: '写回复' })).toHaveAttribute('href', `#/problems/${problem}`);
    await expect(returned).toContainText('0002 及以前已全部回执');
    await expectAccessible(first.page);
    await first.screenshot('three-secretary-settled');
    expect(await ask(first, 'packages.summary', {})).toMatchObject({ changes: 0, receiptName: '昌邑-王-0002.wubao' });
    await revise(first, park, { note: '施工单位已进场' });
    const file = await report(first, stick, '昌邑-王-0003.wubao.age');
    await drop(city, file);
    await expect(came).toContainText('已并入昌邑区重点项目服务中心王秘书的 1 处改动');
  });

  await step('a change outside her scope waits, is refused, and she reads why', async () => {
    // The Commission gives the project to another region; she does not know yet.
    await revise(city, sewer, { region: '220203' });
    await revise(first, sewer, { total_investment: 70_000_000 });
    await drop(city, await report(first, stick, '昌邑-王-0004.wubao.age'));
    await city.page.getByRole('link', { name: '越权改动 1' }).click();
    const item = city.page.getByRole('region', { name: '新地号雨污分流的越权改动' });
    await item.getByRole('checkbox', { name: '新地号雨污分流', exact: true }).check();
    await city.page.getByRole('textbox', { name: '理由' }).fill('项目已划归龙潭区');
    await city.screenshot('three-city-review');
    await city.page.getByRole('button', { name: '不采纳' }).click();
    await expect(city.page.getByText('没有越权改动。')).toBeVisible();
    expect(await project(city, sewer)).toMatchObject({ total_investment: 66_000_000 });
    await drop(first, ...(await sendDown(city, stick))(wang));
    await expect.poll(async () => (await project(first, sewer)).total_investment).toBe(66_000_000);
    await expect(first.page.getByRole('region', { name: '返回了什么' })).toContainText('项目已划归龙潭区');
    await first.screenshot('three-secretary-refused');
  });

  await step('attachments in further volumes: the second comes late, until then the file is awaited', async () => {
    const source = path.join(first.folder, '来源');
    mkdirSync(source);
    const large = ['施工图.pdf', '现场录像.mp4'].map((name) => {
      const file = path.join(source, name);
      writeFileSync(
        file,
        Buffer.concat([
          Buffer.from(name.endsWith('.pdf') ? '%PDF-1.4\n' : '\0\0\0\x18ftypmp42'),
          randomBytes(30_000_000),
        ]),
      );
      return file;
    });
    await go(first, `/projects/${park}/attachments`);
    await first.answerOpen(...large);
    await first.page.getByRole('button', { name: '选择文件' }).click();
    await expect(first.page.getByRole('option')).toHaveCount(2);
    const file = await report(first, stick, '昌邑-王-0005.wubao.age');
    await expect(first.page.getByText('要一并交')).toBeVisible();
    await first.screenshot('three-secretary-volumes');
    await drop(city, file);
    await expect(came).toContainText('还有 1 个附件的文件没到');
    const states = async () =>
      (
        await ask<{ attachments: { state: string }[] }>(city, 'attachments.list', { entity: 'project', id: park })
      ).attachments
        .map(({ state }) => state)
        .sort();
    expect(await states()).toEqual(['awaiting', 'here']);
    await drop(city, onStick('昌邑-王-0005-附件1.wubao.age'));
    await expect(came).toContainText('收下了昌邑区重点项目服务中心王秘书的 1 个附件');
    expect(await states()).toEqual(['here', 'here']);
  });

  await step('what was lost on the way comes with the next package without being asked for', async () => {
    // Up: the report is lost on the way; the next one has all of it, and the lost one brings nothing when it is found.
    await revise(second, slopes, { owner: '北大壶滑雪场公司' });
    const lost = await report(second, stick, '市重点办-孙-0002.wubao.age');
    const found = `${lost}.捡到的`;
    renameSync(lost, found);
    await revise(second, slopes, { note: '资金已到位' });
    await drop(city, await report(second, stick, '市重点办-孙-0003.wubao.age'));
    await expect.poll(async () => (await project(city, slopes)).owner).toBe('北大壶滑雪场公司');
    renameSync(found, lost);
    await drop(city, lost);
    await expect(came).toContainText('已有');
    // Down: she never got the second and third return; the fourth has all of it.
    await drop(second, ...(await sendDown(city, stick))(sun));
    await expect.poll(() => digest(second)).toBe(await digest(city));
  });

  await step('the register of each tells what went, what came, and what a receipt covers', async () => {
    await go(first, '/sync?tab=handover');
    const register = first.page.getByRole('region', { name: '交接登记', exact: true });
    await expect(register.getByRole('row', { name: /王-0004/ })).not.toContainText('待回执');
    await register.getByLabel('王-0004 的介质').fill('U盘 07');
    await register.getByLabel('王-0004 的经手人').fill('李姝');
    await register.getByLabel('王-0004 的经手人').blur();
    await register.getByRole('button', { name: '王-0004', exact: true }).click();
    await expect(register).toContainText('王秘书 → 李姝');
    await first.screenshot('three-secretary-register');
    await first.answerOpen(first.folder);
    await first.page.getByRole('button', { name: '打印交接单' }).click();
    await expect(first.page.getByRole('dialog', { name: '交接单已生成' })).toBeVisible();
    expect(existsSync(path.join(first.folder, '交接单 昌邑-王-0004.docx'))).toBe(true);
    await first.page.getByRole('button', { name: '完成' }).click();
    await go(city, '/sync?tab=handover');
    await expect(city.page.getByRole('region', { name: '交接登记', exact: true })).toContainText('王-0005');
    await city.screenshot('three-city-register');
  });

  await step('in the end all machines that hold the same agree, and nobody complained', async () => {
    for (const id of [park, foundry, rice, sewer]) expect(await project(first, id)).toEqual(await project(city, id));
    for (const { complaints } of [first, second, city]) expect(complaints).toEqual([]);
  });
});

test('a copied folder: both machines are told to enrol again, and everything of both arrives', async ({ start }) => {
  test.setTimeout(300_000);
  const before = await start();
  await begin(before, wang);
  const city = await start({ ledger: path.join(before.folder, '市 台账') });
  await begin(city, zhou);
  const stick = path.join(before.folder, 'U 盘');
  mkdirSync(stick);
  const park = await create(before, { name: '大口钦现代物流园', region: '220202', total_investment: 80_000_000 });
  const came = city.page.getByRole('region', { name: '刚才收到的', exact: true }).first();

  await step('the machine is known', async () => {
    await drop(city, await report(before, stick, '昌邑-王-0001.wubao'), path.join(before.ledger, 'enrolment.wubao'));
    await approve(city, before);
    await drop(before, ...(await sendDown(city, stick))(wang));
    await compareCity(before, city);
    await before.quit();
  });

  const copy = path.join(before.folder, '拷贝的 台账');
  cpSync(before.ledger, copy, { recursive: true });
  const one = await start({ ledger: before.ledger });
  const two = await start({ ledger: copy });
  for (const { page } of [one, two]) await page.getByRole('navigation', { name: '主导航' }).waitFor();

  await step('both go on writing; the Commission takes both branches and says so', async () => {
    await revise(one, park, { owner: '吉林大口钦物流有限公司' });
    await revise(two, park, { note: '业主来电更正' });
    await drop(city, await report(one, stick, '昌邑-王-0002.wubao.age'));
    await expect(came).toContainText('已并入');
    await drop(city, await report(two, stick, '昌邑-王-0002-2.wubao.age'));
    await expect(came).toContainText('分成了两支');
    expect(await project(city, park)).toMatchObject({ owner: '吉林大口钦物流有限公司', note: '业主来电更正' });
    await expect(city.page.getByText('已报 1 / 1 人')).toBeVisible();
    await city.screenshot('three-city-fork');
  });

  await step('each of them reads that it has to enrol again, and does', async () => {
    const [down = ''] = (await sendDown(city, stick))(wang);
    const files: string[] = [];
    for (const [index, machine] of [one, two].entries()) {
      const { page } = machine;
      await drop(machine, down);
      await expect(page.getByRole('status').filter({ hasText: '分成了两支' }).first()).toBeVisible();
      await go(machine, '/');
      await machine.screenshot(`three-secretary-fork-${index}`);
      await page.getByRole('status').getByRole('link', { name: '重新登记' }).click();
      await page.getByRole('button', { name: '重新登记', exact: true }).click();
      const folder = path.join(stick, `王 ${index}`);
      mkdirSync(folder);
      await machine.answerOpen(folder);
      await page.getByRole('button', { name: '选文件夹，重新登记' }).click();
      await expect(page.getByText('旧钥匙已为新钥匙签字')).toBeVisible();
      files.push(...readdirSync(folder).map((name) => path.join(folder, name)));
      await page.getByRole('dialog').getByRole('button', { name: '关闭' }).last().click();
      await expect(page.getByRole('status').filter({ hasText: '分成了两支' })).toHaveCount(0);
    }
    await drop(city, ...files);
    const dialog = city.page.getByRole('dialog', { name: '王秘书换了钥匙' });
    await expect(dialog).toBeVisible();
    const firstWord = (await own(one)).fingerprint.words.join('');
    const order = (await dialog.textContent())?.includes(firstWord) ? [one, two] : [two, one];
    for (const machine of order) await approve(city, machine, '王秘书换了钥匙');
    await expect(city.page.getByRole('dialog')).toBeHidden();
  });

  await step('what they write from then on arrives, and all agree', async () => {
    await revise(one, park, { total_investment: 81_000_000 });
    await create(two, { name: '左家产业园二期', region: '220202', total_investment: 20_000_000 });
    await drop(
      city,
      await report(one, stick, '昌邑-王-0004.wubao.age'),
      await report(two, stick, '昌邑-王-0004-2.wubao.age'),
    );
    await expect.poll(async () => (await ask<unknown[]>(city, 'projects.list', {})).length).toBe(2);
    expect(await project(city, park)).toMatchObject({ total_investment: 81_000_000 });
    for (const { complaints } of [one, two, city]) expect(complaints).toEqual([]);
  });
});
