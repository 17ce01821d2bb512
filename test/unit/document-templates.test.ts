import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import PizZip from 'pizzip';
import { describe, expect, it } from 'vitest';
import { openForm } from '../../src-main/ledger/office/document-templates/form-file';
import { checkForm, fillForm } from '../../src-main/ledger/office/document-templates/form-fill';
import { paperDocx } from '../../src-main/ledger/office/papers/paper-docx';
import type { Paper } from '../../src-shared/contract/paper-values';
import { exampleOf, factsOf, placeholderName, placeholdersOf } from '../../src-shared/rules/document-facts';
import { makeLedger, temporaryFolder } from '../support/ledger';

const paper: Paper = {
  name: '通报',
  form: 'red',
  landscape: false,
  letterhead: '项目建设督查通报',
  number: '吉市督〔2018〕9号',
  title: ['关于9月上半月全市重点项目', '推进情况的通报'],
  subtitle: null,
  addressee: '各县（市）区人民政府：',
  blocks: [
    { kind: 'heading', level: 1, text: '一、总体情况' },
    { kind: 'heading', level: 2, text: '（一）投资进度', after: '。本年完成299.9亿元。' },
    {
      kind: 'table',
      caption: '各地重点项目推进情况',
      unit: '单位：亿元，截至2018年9月15日',
      look: 'figures',
      columns: [
        { header: '县（市）区、\n开发区', width: 2, format: 'text' },
        { header: '年度\n计划', width: 1, format: 'yi' },
        { header: '完成率\n%', width: 1, format: 'rate' },
      ],
      rows: [
        ['高新区', 5_240_000_000, 0.742],
        ['舒兰市', 1_000_000_000, null],
      ],
      totals: ['全市', 6_240_000_000, 0.677],
      notes: ['完成率＝本年完成÷年度计划'],
    },
    { kind: 'signature', issuer: '吉林市发展和改革委员会', date: '2018年9月16日' },
  ],
  imprint: null,
  draft: null,
  notice: '调度口径，不作统计数据使用',
};

/** A .docx of these paragraphs, each a run of its own; a row of cells becomes a table of one row. */
async function form(...content: (string | readonly string[])[]): Promise<Buffer> {
  const base = new PizZip(await paperDocx({ ...paper, blocks: [], draft: null, notice: null }));
  const run = (text: string) => `<w:p><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
  const body = content.map((one) =>
    typeof one === 'string'
      ? run(one)
      : `<w:tbl><w:tblPr/><w:tblGrid/><w:tr>${one.map((cell) => `<w:tc><w:tcPr/>${run(cell)}</w:tc>`).join('')}</w:tr></w:tbl>`,
  );
  base.file(
    'word/document.xml',
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body.join('')}</w:body></w:document>`,
  );
  return base.generate({ type: 'nodebuffer' });
}

/** Text of each paragraph of a .docx. */
function lines(bytes: Buffer): string[] {
  const xml = new PizZip(bytes).file('word/document.xml')?.asText() ?? '';
  return xml
    .split('</w:p>')
    .map((part) => [...part.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map(([, text]) => text).join(''))
    .filter((line) => line !== '');
}

const open = async (...content: (string | readonly string[])[]) => openForm(await form(...content), '模板.docx');
const messages = async (...content: (string | readonly string[])[]) =>
  checkForm(await open(...content), placeholdersOf(paper)).findings.map(({ level, message }) => `${level} ${message}`);

describe('names', () => {
  it('leave out numbers, blanks and what a placeholder gives a meaning of its own', () => {
    expect(
      ['（一）投资进度', '一、总体情况', '县（市）区、\n开发区', '完成率\n%', '1. 甲 {乙}'].map(placeholderName),
    ).toEqual(['投资进度', '总体情况', '县（市）区开发区', '完成率', '甲乙']);
  });

  it('are there for a table without rows', () => {
    const empty = { ...paper, blocks: paper.blocks.map((b) => (b.kind === 'table' ? { ...b, rows: [] } : b)) };
    const table = placeholdersOf(empty).find(({ name }) => name === '各地重点项目推进情况');
    expect(table?.items.map(({ name }) => name)).toEqual(['县（市）区开发区', '年度计划', '完成率']);
  });
});

describe('filling', () => {
  it('says what the paper says: texts, groups, and a row for every row', async () => {
    const zip = await open(
      '{标题}（{文号}）',
      '{投资进度}',
      ['{#各地重点项目推进情况}{县（市）区开发区}', '{年度计划}', '{完成率}{/各地重点项目推进情况}'],
      '合计{各地重点项目推进情况合计.年度计划}亿元',
    );
    expect(lines(fillForm(zip, factsOf(paper)))).toEqual([
      '关于9月上半月全市重点项目推进情况的通报（吉市督〔2018〕9号）',
      '本年完成299.9亿元。',
      '高新区',
      '52.4',
      '74.2',
      '舒兰市',
      '10.0',
      '—',
      '合计62.4亿元',
    ]);
  });

  it('shows what is not there as not known, and drops lines of a list that is not there', async () => {
    const zip = await open('{没有的}', '{#没有的表}{甲}{/没有的表}', '末');
    expect(lines(fillForm(zip, factsOf(paper)))).toEqual(['—', '末']);
  });

  it('runs nothing: a name of every object is no name of the paper', async () => {
    const zip = await open('{constructor}', '{各地重点项目推进情况.length}', '{__proto__.x}');
    expect(lines(fillForm(zip, factsOf(paper)))).toEqual(['—', '—', '—']);
  });

  it('of the example gives back every word of the built-in paper', async () => {
    const built = lines(await paperDocx(paper));
    const zip = await openForm(await paperDocx(exampleOf(paper)), '模板.docx');
    expect(checkForm(zip, placeholdersOf(paper)).findings).toEqual([]);
    const filled = lines(fillForm(await openForm(await paperDocx(exampleOf(paper)), '模板.docx'), factsOf(paper)));
    expect(filled.join('').replaceAll(' ', '')).toBe(built.join('').replaceAll(' ', ''));
  });
});

describe('checking', () => {
  it('lists every error at once, in Chinese', async () => {
    expect(await messages('文号}', '{#章节}', '{#甲}{/乙}', '{/丙}', '{标题')).toEqual([
      'error “文号”前面少了左花括号 {。',
      'error “{标题”后面少了右花括号 }。',
      'error 开头“{#甲}”和结尾“{/乙}”对不上。',
      'error 开头“{#章节}”和结尾“{/丙}”对不上。',
    ]);
    expect(await messages('{#章节}', '{/甲}', '{/乙}')).toEqual([
      'error 开头“{#章节}”和结尾“{/甲}”对不上。',
      'error “{/乙}”没有对应的开头“{#乙}”。',
    ]);
  });

  it('names what would stay empty with the nearest name, lists that are not repeated, wide braces, a form without placeholders', async () => {
    expect(await messages('{标提}', '{各地重点项目推进情况}', '｛文号｝')).toEqual([
      'warning 没有叫“{标提}”的内容，会空着。',
      'warning “{各地重点项目推进情况}”是多行的，要写成 {#各地重点项目推进情况} … {/各地重点项目推进情况}。',
      'warning “｛文号｝”用的是全角花括号，不会填内容，要改成半角 { }。',
    ]);
    expect(await messages('{项目推进情况}')).toEqual([
      'warning 没有叫“{项目推进情况}”的内容，会空着；是不是“各地重点项目推进情况”？',
    ]);
    expect(await messages('没有占位符')).toEqual(['warning 模板里一个占位符也没有，每次写出的都一样。']);
  });

  it('knows the columns within a loop and the outer names there', async () => {
    expect(await messages('{#各地重点项目推进情况}{年度计划}{文号}{没有的列}{/各地重点项目推进情况}')).toEqual([
      'warning 没有叫“{没有的列}”的内容，会空着。',
    ]);
  });
});

describe('a file that is to be a form', () => {
  const code = async (bytes: Buffer) =>
    openForm(bytes, '模板.docx').then(
      () => 'taken',
      (error) => error.failure?.code ?? String(error),
    );
  const changed = async (change: (zip: PizZip) => void) => {
    const zip = new PizZip(await form('{标题}'));
    change(zip);
    return zip.generate({ type: 'nodebuffer' }) as Buffer;
  };

  it('is a .docx without macros and without anything fetched from elsewhere', async () => {
    expect(await code(await form('{标题}'))).toBe('taken');
    expect(await code(Buffer.from('不是文档'))).toBe('document_template_kind');
    expect(await code((await form('{标题}')).subarray(0, 900))).toBe('document_template_kind');
    expect(await code(await changed((zip) => zip.file('word/vbaProject.bin', 'x')))).toBe('document_template_kind');
    const relation = (type: string) =>
      changed((zip) =>
        zip.file(
          'word/_rels/settings.xml.rels',
          `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="http://example.com/a" TargetMode="External"/></Relationships>`,
        ),
      );
    expect(await code(await relation('attachedTemplate'))).toBe('document_template_kind');
    expect(await code(await relation('hyperlink'))).toBe('taken');
  });

  it('bears no mark of secrecy', async () => {
    expect(await code(await form('秘密★1年'))).toBe('secret_mark');
  });

  it('does not unpack to more than it may', async () => {
    const bomb = new PizZip(await form('{标题}'));
    bomb.file('word/media/a.bin', Buffer.alloc(60 * 1024 * 1024));
    expect(await code(bomb.generate({ type: 'nodebuffer', compression: 'DEFLATE' }))).toBe(
      'document_template_too_large',
    );
  });
});

describe('kept forms', () => {
  it('are refused with all their errors, kept when they have none, filled, and given back as they came', async () => {
    const ledger = await makeLedger({ role: 'commission', person: '周科长', unit: '市发改委' });
    const folder = temporaryFolder();
    const bad = path.join(folder, '坏.docx');
    const good = path.join(folder, '好.docx');
    writeFileSync(bad, await form('{标题', '{#甲}'));
    writeFileSync(good, await form('第一行', '{标题}'));
    const which = { kind: 'bulletin' as const };
    expect(await ledger.refused('documentTemplates.save', { ...which, file: bad, name: '坏' })).toBe(
      'document_template_unfit',
    );
    const { id } = await ledger.call('documentTemplates.save', { ...which, file: good, name: '本市通报' });
    expect(await ledger.call('documentTemplates.list', { kind: 'bulletin' })).toMatchObject([
      { id, name: '本市通报', own: true, fileName: '好.docx', scopeLabel: '市级' },
    ]);
    expect(await ledger.call('documentTemplates.list', { kind: 'slip' })).toEqual([]);
    const written = await ledger.call('documentTemplates.write', { id, subject: '2018-09-H1', folder });
    const shown = await ledger.call('papers.show', { ...which, subject: '2018-09-H1' });
    expect(lines(readFileSync(written.files[0] ?? ''))).toEqual(['第一行', shown.title.join('')]);
    const original = await ledger.call('documentTemplates.writeOriginal', { id, folder: path.join(folder, '原件') });
    expect(readFileSync(original.files[0] ?? '')).toEqual(readFileSync(good));
  });

  it("of a county's Commission are the county's: the city's are not its to change", async () => {
    const ledger = await makeLedger({ role: 'commission', person: '孙局长', unit: '永吉县发改局', region: '220221' });
    const file = path.join(temporaryFolder(), '县.docx');
    writeFileSync(file, await form('{标题}'));
    const { id } = await ledger.call('documentTemplates.save', { kind: 'bulletin', file, name: '县通报' });
    const { record } = await ledger.call('records.show', { entity: 'document_template', id });
    expect(record.scope).toBe('220221');
  });
});
