import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from '@playwright/test';
import { test } from './harness';
import { ask, begin, go, type Person, wang, zhou } from './people';
import { create, digest, drop, own, project, report, revise, sendDown } from './three-machines';

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
    const dialog = city.page.getByRole('dialog', { name: '核对登记申请' });
    for (let applicant = 0; applicant < 2; applicant += 1) {
      await expect(dialog).toBeVisible();
      const person = await dialog.getByRole('textbox', { name: '姓名' }).inputValue();
      const secretary = person === wang.person ? first : second;
      for (const word of (await own(secretary)).fingerprint.words)
        await expect(dialog.getByText(word, { exact: true }).first()).toBeVisible();
      await dialog.getByRole('checkbox', { name: '已打电话核对，四个词都对' }).check();
      await dialog.getByRole('button', { name: '批准', exact: true }).click();
      await expect(dialog.getByText(person)).toHaveCount(0);
      await expect(
        dialog.getByRole('textbox', { name: '姓名' }).and(city.page.locator(`[value="${person}"]`)),
      ).toHaveCount(0);
    }
    await expect(dialog).toBeHidden();
    await expect.poll(async () => (await ask<unknown[]>(city, 'projects.list', {})).length).toBe(5);
    await expect(city.page.getByText('已报 2 / 2 人')).toBeVisible();
  });

  await step('the first return comes down, and each machine compares the key of the Commission', async () => {
    const down = await sendDown(city, stick);
    expect([...down.keys()].sort()).toEqual([wang.person, sun.person].sort());
    const { words } = (await own(city)).fingerprint;
    for (const [secretary, person] of [
      [first, wang],
      [second, sun],
    ] as const) {
      const file = down.get(person.person)?.file ?? '';
      expect(readFileSync(file).subarray(0, 21).toString()).toBe('age-encryption.org/v1');
      await drop(secretary, file);
      const dialog = secretary.page.getByRole('dialog', { name: '核对市发改委的指纹' });
      for (const word of words) await expect(dialog.getByText(word, { exact: true }).first()).toBeVisible();
      await dialog.getByRole('checkbox', { name: '已打电话核对，四个词都对' }).check();
      await dialog.getByRole('button', { name: '确认' }).click();
      await expect(dialog).toBeHidden();
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
    const down = await sendDown(city, stick);
    await drop(first, down.get(wang.person)?.file ?? '');
    await expect.poll(async () => (await project(first, rice)).owner).toBe('禾沐食品有限责任公司');
    expect(await project(first, foundry)).toEqual(await project(city, foundry));
    expect(await project(first, sewer)).toMatchObject({ industry: '市政设施管理' });
    const { page } = first;
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
    await drop(first, (await sendDown(city, stick)).get(wang.person)?.file ?? '');
    await expect.poll(async () => (await project(first, sewer)).total_investment).toBe(66_000_000);
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
    await drop(second, (await sendDown(city, stick)).get(sun.person)?.file ?? '');
    await expect.poll(() => digest(second)).toBe(await digest(city));
  });

  await step('in the end all machines that hold the same agree, and nobody complained', async () => {
    for (const id of [park, foundry, rice, sewer]) expect(await project(first, id)).toEqual(await project(city, id));
    for (const { complaints } of [first, second, city]) expect(complaints).toEqual([]);
  });
});
