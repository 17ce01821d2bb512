import { mkdtempSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import type { Paper, PaperOf } from '../../src-shared/contract/paper-values';
import { makeLedger, type TestLedger } from '../support/ledger';
import { wordText, zipText } from '../support/zip-text';

const zhou = { role: 'commission', person: '周科长', unit: '市发改委', region: null } as const;

async function picture(color: string, width = 1600, height = 900): Promise<string> {
  const bytes = await sharp({ create: { width, height, channels: 3, background: color } })
    .jpeg()
    .toBuffer();
  return bytes.toString('base64');
}

async function addProject(ledger: TestLedger): Promise<string> {
  const { id } = await ledger.call('records.create', {
    entity: 'project',
    set: {
      name: '江澜碳纤维复合材料产业园',
      short_name: '江澜碳纤维产业园',
      region: '220202',
      owner: '吉林江澜新材料有限公司',
      lifecycle: 'construction',
      actual_start: '2018-09-03',
      total_investment: 680_000_000,
      annual_plan: { 2018: 240_000_000 },
    },
  });
  await ledger.call('records.create', {
    entity: 'progress',
    set: { project: id, month: '2018-09', completed: 127_200_000 },
  });
  return id;
}

const picturesOf = (paper: Paper) =>
  paper.blocks.flatMap((block): PaperOf<'picture'>[] =>
    block.kind === 'picture'
      ? [block]
      : block.kind === 'columns'
        ? [...block.left, ...block.right].filter((part) => part.kind === 'picture')
        : [],
  );

async function told(ledger: TestLedger) {
  const project = await addProject(ledger);
  const { id } = await ledger.call('stories.begin', { project, title: '一根碳纤维' });
  const photos: string[] = [];
  for (const color of ['#a00000', '#00a000', '#0000a0']) {
    const data = await picture(color);
    photos.push(
      (await ledger.call('attachments.addPicture', { entity: 'project', id: project, name: `${color}.jpg`, data })).id,
    );
  }
  const set = { lead: '七月开工。', body: '钢梁升到半空。\n当天就跑。', photos: JSON.stringify(photos) };
  await ledger.call('stories.save', { id, set });
  return { id, project, photos };
}

test('a story goes from draft to published by the Commission, each step with who; what is approved is not changed', async () => {
  const ledger = await makeLedger(zhou);
  const { id, photos } = await told(ledger);
  expect(await ledger.call('stories.show', { id })).toMatchObject({
    story: { state: 'draft', author: '周科长', month: '2018-09' },
    photos,
    fits: true,
    approve: [],
    publish: ['先审定，再刊发'],
  });
  await ledger.call('stories.advance', { id, to: 'approved' });
  expect(await ledger.refused('stories.save', { id, set: { title: '改' } })).toBe('step_refused');
  await ledger.call('stories.advance', { id, to: 'draft' });
  await ledger.call('stories.save', { id, set: { title: '一根碳纤维的故事' } });
  await ledger.call('stories.advance', { id, to: 'approved' });
  await ledger.call('stories.advance', { id, to: 'published' });
  const { story } = await ledger.call('stories.show', { id });
  expect(story).toMatchObject({
    title: '一根碳纤维的故事',
    state: 'published',
    approved_by: '周科长',
    approved_on: '2018-09-16',
    published_by: '周科长',
    published_on: '2018-09-16',
  });
  expect(await ledger.refused('stories.advance', { id, to: 'draft' })).toBe('step_refused');
  const { stories, months } = await ledger.call('stories.list', { month: '2018-09' });
  expect(stories.map(({ standing }) => standing)).toEqual(['已刊发，周科长 9月16日']);
  expect(months).toEqual([{ month: '2018-09', count: 1 }]);
});

test('a secretary writes about her project, and cannot approve; a secret mark is refused', async () => {
  const ledger = await makeLedger({ region: '220202' });
  const { id } = await told(ledger);
  expect(await ledger.refused('stories.advance', { id, to: 'approved' })).toBe('step_refused');
  expect(await ledger.refused('stories.save', { id, set: { body: '秘密★1年 新厂房' } })).toBe('secret_mark');
  expect(await ledger.refused('stories.save', { id, set: { state: 'published' } })).toBe('unknown_field');
  expect((await ledger.call('stories.show', { id })).story.body).toBe('钢梁升到半空。\n当天就跑。');
});

test('the page has the photos in their order at print size, figures of the ledger with their date, and the source', async () => {
  const ledger = await makeLedger(zhou);
  const { id, photos } = await told(ledger);
  await ledger.call('stories.save', { id, set: { photos: JSON.stringify([photos[2], photos[0], photos[1]]) } });
  const paper = await ledger.call('papers.show', { kind: 'story', subject: id });
  expect(paper).toMatchObject({
    title: ['一根碳纤维'],
    draft: '起草稿，未审定',
    notice: '调度口径，不作统计数据使用',
  });
  const strip = paper.blocks.find((block) => block.kind === 'facts');
  expect(strip?.items).toEqual(
    expect.arrayContaining([
      { label: '总投资', text: '68,000万元' },
      { label: '2018年计划', text: '24,000万元' },
      { label: '本年完成', text: '12,720万元' },
      { label: '完成率', text: '53.0%' },
    ]),
  );
  expect(JSON.stringify(paper.blocks)).toContain('截至2018年9月15日');
  const pictures = picturesOf(paper);
  const colors = await Promise.all(
    pictures.map(async ({ data, width, height }) => {
      const image = sharp(Buffer.from(data, 'base64'));
      const { width: pixels = 0, height: lines = 0 } = await image.metadata();
      // Cut to the place on the page, at the resolution of print.
      expect(pixels / lines).toBeCloseTo(width / height, 1);
      expect((pixels / width) * 25.4).toBeCloseTo(170, 0);
      const { dominant } = await image.stats();
      return dominant.r > 100 ? 'red' : dominant.g > 100 ? 'green' : 'blue';
    }),
  );
  expect(colors).toEqual(['blue', 'red', 'green']);
  expect(JSON.stringify(paper).length).toBeLessThan(2_800_000);
  expect(await ledger.refused('papers.issue', { kind: 'story', subject: id })).toBe('step_refused');
  await ledger.call('stories.advance', { id, to: 'approved' });
  expect((await ledger.call('papers.issue', { kind: 'story', subject: id })).number).toBe('宣传〔2018〕1号');
});

test('a photo that was taken away, or whose file has not come, leaves the page whole', async () => {
  const ledger = await makeLedger(zhou);
  const { id, photos } = await told(ledger);
  await ledger.call('records.withdraw', { entity: 'attachment', id: photos[0] ?? '' });
  await ledger.call('records.revise', {
    entity: 'attachment',
    id: photos[1] ?? '',
    set: { sha256: '0'.repeat(64) },
  });
  expect((await ledger.call('stories.show', { id })).photos).toEqual(photos.slice(1));
  const paper = await ledger.call('papers.show', { kind: 'story', subject: id });
  expect(picturesOf(paper)).toHaveLength(1);
  expect(JSON.stringify(paper.blocks)).toContain('〔照片的文件还没到本机，或打不开〕');
});

test('a busy photo is packed until it is small enough to be sent', async () => {
  const ledger = await makeLedger(zhou);
  const { id, project } = await told(ledger);
  // Noise packs worst of all.
  const noise = await sharp({
    create: {
      width: 1500,
      height: 1000,
      channels: 3,
      background: '#888888',
      noise: { type: 'gaussian', mean: 128, sigma: 40 },
    },
  })
    .jpeg({ quality: 95 })
    .toBuffer();
  const { id: photo } = await ledger.call('attachments.addPicture', {
    entity: 'project',
    id: project,
    name: '工地.jpg',
    data: noise.toString('base64'),
  });
  await ledger.call('stories.save', { id, set: { photos: JSON.stringify([photo]) } });
  const [shown] = picturesOf(await ledger.call('papers.show', { kind: 'story', subject: id }));
  const bytes = Buffer.from(shown?.data ?? '', 'base64').length;
  expect(bytes).toBeGreaterThan(50_000);
  expect(bytes).toBeLessThanOrEqual(200_000);
});

test('a story that is too long says by how much, and its page ends with the word that it goes on', async () => {
  const ledger = await makeLedger(zhou);
  const { id } = await told(ledger);
  await ledger.call('stories.save', { id, set: { body: '厂房一天一个样。'.repeat(200) } });
  const { fits, over } = await ledger.call('stories.show', { id });
  expect(fits).toBe(false);
  expect(over).toBeGreaterThan(800);
  const paper = await ledger.call('papers.show', { kind: 'story', subject: id });
  expect(JSON.stringify(paper.blocks.at(-1))).toContain('〔未完〕');
});

test('the city’s page shows the month’s start and its published story; the file has them too', async () => {
  const ledger = await makeLedger(zhou);
  const { id } = await told(ledger);
  const before = await ledger.call('papers.show', { kind: 'city_page', subject: '2018-09' });
  expect(picturesOf(before)).toEqual([]);
  await ledger.call('stories.advance', { id, to: 'approved' });
  const waiting = await ledger.call('papers.show', { kind: 'city_page', subject: '2018-09' });
  expect(picturesOf(waiting)).toEqual([]);
  await ledger.call('stories.advance', { id, to: 'published' });
  const paper = await ledger.call('papers.show', { kind: 'city_page', subject: '2018-09' });
  expect(paper).toMatchObject({ draft: '送审稿，数据未冻结', notice: '调度口径，不作统计数据使用' });
  expect(picturesOf(paper)).toHaveLength(1);
  const folder = mkdtempSync(path.join(os.tmpdir(), '五包 宣传-'));
  const { files } = await ledger.call('papers.write', {
    kind: 'city_page',
    subject: '2018-09',
    folder,
    forms: ['docx'],
  });
  const text = wordText(await zipText(readFileSync(files[0] ?? ''), 'word/document.xml'));
  expect(text).toContain('本月新开工项目1项，总投资6.8亿元，有昌邑区江澜碳纤维复合材料产业园。');
  expect(text).toContain('一根碳纤维');
  expect(await ledger.refused('papers.show', { kind: 'city_page', subject: '2018' })).toBe('invalid_period');
});
