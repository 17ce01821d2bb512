import { readFileSync, writeFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import { CFB, utils, write } from '@e965/xlsx';
import { describe, expect, test } from 'vitest';
import yazl from 'yazl';
import { walkRecords } from '../../src-main/ledger/office/excel-records';
import { makeLedger, temporaryFolder } from '../support/ledger';
import { ledgerFile, putFile, workbookBytes } from '../support/workbook';

const rows = [
  ['项目名称', '建设单位', '属地', '总投资（万元）', '开工时间'],
  ['江澜碳纤维复合材料产业园', '吉林江澜新材料有限公司', '昌邑区', 68000, '2018.7'],
  ['禾沐大米精深加工扩建', '吉林禾沐食品有限公司', '龙潭区', 15800, '2017.5'],
];

async function zipOf(entries: Record<string, Buffer | string>): Promise<Buffer> {
  const zip = new yazl.ZipFile();
  for (const [name, content] of Object.entries(entries)) zip.addBuffer(Buffer.from(content), name);
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

const workbookXml = '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>';

/** A zip of one deflated entry, by hand, so that its directory can say whatever it likes about the size. */
function lyingZip(declared: number, real: Buffer): Buffer {
  const entries = [
    { name: 'xl/workbook.xml', data: Buffer.from(workbookXml), size: workbookXml.length },
    { name: 'xl/worksheets/sheet1.xml', data: real, size: declared },
  ];
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, data, size } of entries) {
    const packed = deflateRawSync(data);
    const header = Buffer.alloc(30);
    header.writeUInt32LE(0x04034b50, 0);
    header.writeUInt16LE(20, 4);
    header.writeUInt16LE(8, 8);
    header.writeUInt32LE(packed.length, 18);
    header.writeUInt32LE(size, 22);
    header.writeUInt16LE(name.length, 26);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(20, 4);
    central.writeUInt16LE(20, 6);
    central.writeUInt16LE(8, 10);
    central.writeUInt32LE(packed.length, 20);
    central.writeUInt32LE(size, 24);
    central.writeUInt16LE(name.length, 28);
    central.writeUInt32LE(offset, 42);
    locals.push(header, Buffer.from(name), packed);
    directory.push(central, Buffer.from(name));
    offset += 30 + name.length + packed.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, central, end]);
}

/** A workbook whose directory says that its sheet unpacks to so many bytes more. */
function claimingMore(bytes: Buffer, more: number): Buffer {
  // In the directory a name stands 46 bytes behind the beginning of its entry, the size 24 bytes behind it.
  const at = bytes.lastIndexOf('xl/worksheets/sheet1.xml') - 46 + 24;
  bytes.writeUInt32LE(bytes.readUInt32LE(at) + more, at);
  return bytes;
}

/** An OLE compound file with these streams, as the library's own writer makes it. */
function compoundFile(streams: readonly string[]): Buffer {
  const file = CFB.utils.cfb_new();
  for (const name of streams) CFB.utils.cfb_add(file, `/${name}`, Buffer.from('内容'.repeat(400)));
  return CFB.write(file, { type: 'buffer' }) as Buffer;
}

const refused: Record<string, readonly [string, () => Buffer | Promise<Buffer>, string]> = {
  'no bytes at all': ['空.xlsx', () => Buffer.alloc(0), 'workbook_empty'],
  noise: [
    '乱码.xlsx',
    () => Buffer.from(Array.from({ length: 5_000 }, (_, index) => (index * 7919 + (index >> 3) * 104_729) & 0xff)),
    'not_a_workbook',
  ],
  'a picture': [
    '照片.xlsx',
    () => Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]),
    'not_a_workbook',
  ],
  'a PDF': ['通报.xlsx', () => Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n'), 'not_a_workbook'],
  prose: [
    '说明.csv',
    () => Buffer.from('各县（市）区人民政府，各开发区管委会：\n现将有关事项通知如下。\n'),
    'no_header',
  ],
  'a document in disguise': [
    '方案.xlsx',
    () => zipOf({ '[Content_Types].xml': '<Types/>', 'word/document.xml': '<w:document/>' }),
    'not_a_workbook',
  ],
  'a zip of something': ['包.xlsx', () => zipOf({ 'a.txt': '你好' }), 'not_a_workbook'],
  'half a workbook': ['半截.xlsx', () => workbookBytes([{ rows }]).subarray(0, 900), 'not_a_workbook'],
  'a workbook with a damaged middle': [
    '坏.xlsx',
    () => {
      const bytes = Buffer.from(workbookBytes([{ rows }]));
      bytes.fill(0x5a, 200, 1_200);
      return bytes;
    },
    'not_a_workbook',
  ],
  'an encrypted workbook': [
    '加密.xlsx',
    () => compoundFile(['EncryptedPackage', 'EncryptionInfo']),
    'workbook_password',
  ],
  'an old text document': ['旧文档.xls', () => compoundFile(['WordDocument', '1Table']), 'not_a_workbook'],
  'a bomb that says so': [
    '炸弹.xlsx',
    () => zipOf({ 'xl/workbook.xml': workbookXml, 'xl/worksheets/sheet1.xml': Buffer.alloc(210 * 1024 * 1024, 0x20) }),
    'workbook_too_large',
  ],
  'a bomb that lies about its size': [
    '谎报.xlsx',
    () => lyingZip(1_000, Buffer.alloc(60 * 1024 * 1024, 0x20)),
    'not_a_workbook',
  ],
  'a part that is shorter than the directory says': [
    '缺尾.xlsx',
    () => claimingMore(workbookBytes([{ rows }]), 1),
    'not_a_workbook',
  ],
  'a workbook without a table': ['空表.xlsx', () => workbookBytes([{ rows: [] }]), 'workbook_empty'],
  'a table without projects': [
    '只有表头.xlsx',
    () => workbookBytes([{ rows: [rows[0] ?? [], ['合计', null, null, 0]] }]),
    'workbook_empty',
  ],
  'a table of something else': [
    '通讯录.xlsx',
    () =>
      workbookBytes([
        {
          rows: [
            ['姓名', '电话'],
            ['张三', '123'],
          ],
        },
      ]),
    'no_header',
  ],
  'a mark of secrecy in a cell': ['内部.xlsx', () => workbookBytes([{ rows: [['秘密★1年'], ...rows] }]), 'secret_mark'],
  'a mark of secrecy on a hidden sheet': [
    '隐藏.xlsx',
    () => workbookBytes([{ rows }, { name: '附', rows: [['机密★']], hidden: true }]),
    'secret_mark',
  ],
};

describe('a file that is refused says why and changes nothing', () => {
  test.each(Object.keys(refused))('%s', async (what) => {
    const [name, bytes, code] = refused[what] ?? ['', () => Buffer.alloc(0), ''];
    const file = putFile(name, await bytes());
    const ledger = await makeLedger();
    const before = await ledger.call('ledger.digest', {});
    expect(await ledger.refused('excel.preview', { file })).toBe(code);
    expect(await ledger.refused('excel.import', { file })).toBe(code);
    expect(await ledger.call('ledger.digest', {})).toEqual(before);
  });

  test('a file that is not there, a folder, an unknown sheet, an unknown column or field', async () => {
    const ledger = await makeLedger();
    const file = ledgerFile(rows, { name: '台账' });
    expect(await ledger.refused('excel.preview', { file: `${file}.gone` })).toBe('no_file');
    expect(await ledger.refused('excel.preview', { file: temporaryFolder() })).toBe('not_a_workbook');
    expect(await ledger.refused('excel.preview', { file, sheet: '别的' })).toBe('no_sheet');
    expect(await ledger.refused('excel.preview', { file, mapping: { B: 'nonsense' } })).toBe('invalid_input');
    expect(await ledger.refused('excel.preview', { file, mapping: { 甲: 'name' } })).toBe('invalid_input');
  });

  test('a real old workbook with a password', async () => {
    const ledger = await makeLedger();
    const plain = workbookBytes([{ rows }], { bookType: 'biff8' });
    // FILEPASS (2F 00) in place of the record behind BOF marks the stream as encrypted.
    const bytes = Buffer.from(plain);
    const bof = bytes.indexOf(Buffer.from([0x09, 0x08, 0x10, 0x00]));
    const next = bof + 4 + bytes.readUInt16LE(bof + 2);
    bytes.writeUInt16LE(0x2f, next);
    const file = putFile('密码.xls', bytes);
    expect(await ledger.refused('excel.import', { file })).toBe('workbook_password');
  });
});

const expected = [
  ['江澜碳纤维复合材料产业园', '昌邑区', 680_000_000, '2018-07'],
  ['禾沐大米精深加工扩建', '龙潭区', 158_000_000, '2017-05'],
];

async function read(name: string, bytes: Uint8Array | string) {
  const ledger = await makeLedger();
  const outcome = await ledger.call('excel.import', { file: putFile(name, bytes) });
  const projects = await ledger.call('projects.list', { view: 'all' });
  return {
    outcome,
    projects: projects.map(({ name: title, region, total_investment, start }) => [
      title,
      region,
      total_investment,
      start,
    ]),
  };
}

/** GB 18030 bytes of a text, by the table that decodes them. */
function gbk(text: string): Buffer {
  const decoder = new TextDecoder('gb18030');
  const bytesOf = new Map<string, number[]>();
  for (let high = 0x81; high <= 0xfe; high++) {
    for (let low = 0x40; low <= 0xfe; low++)
      if (low !== 0x7f) bytesOf.set(decoder.decode(new Uint8Array([high, low])), [high, low]);
  }
  return Buffer.from(
    [...text].flatMap((sign) => (sign < '\u0080' ? [sign.charCodeAt(0)] : (bytesOf.get(sign) ?? [0x3f]))),
  );
}

describe('every kind of file that people send is read alike', () => {
  const csv = rows.map((row) => row.map((cell) => `"${cell}"`).join(',')).join('\r\n');
  const tabs = rows.map((row) => row.join('\t')).join('\n');
  const page = `<html><head><meta charset="gbk"></head><body><table>${rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')}</table></body></html>`;
  const kinds: Record<string, readonly [string, () => Uint8Array | string]> = {
    xlsx: ['a.xlsx', () => workbookBytes([{ rows }])],
    'old xls': ['a.xls', () => workbookBytes([{ rows }], { bookType: 'biff8' })],
    'WPS et, which is an old xls': ['a.et', () => workbookBytes([{ rows }], { bookType: 'biff8' })],
    xlsb: ['a.xlsb', () => workbookBytes([{ rows }], { bookType: 'xlsb' })],
    ods: ['a.ods', () => workbookBytes([{ rows }], { bookType: 'ods' })],
    'xlsx called xls': ['a.xls', () => workbookBytes([{ rows }])],
    'csv in UTF-8': ['a.csv', () => csv],
    'csv in UTF-8 with a mark': ['a.csv', () => `\ufeff${csv}`],
    'csv in GBK': ['a.csv', () => gbk(csv)],
    'csv in UTF-16': ['a.csv', () => Buffer.from(`\ufeff${csv}`, 'utf16le')],
    'csv in UTF-16 without a mark': ['a.csv', () => Buffer.from(csv, 'utf16le')],
    'text with tabs': ['a.txt', () => tabs],
    'a web page called xls, in GBK': ['a.xls', () => gbk(page)],
    'XML called xls': [
      'a.xls',
      () =>
        write(
          { SheetNames: ['S'], Sheets: { S: utils.aoa_to_sheet(rows) } },
          { type: 'buffer', bookType: 'xlml' },
        ) as Buffer,
    ],
  };
  test.each(Object.keys(kinds))('%s', async (what) => {
    const [name, bytes] = kinds[what] ?? ['', () => ''];
    const { outcome, projects } = await read(name, bytes());
    expect(outcome).toMatchObject({ created: 2, problems: [] });
    expect(projects).toEqual(expected);
  });

  test('quoted line ends, commas and quotes of a csv', async () => {
    const { projects } = await read('a.csv', '项目名称,总投资（万元）,备注,属地\n"一,二""三""",5200,"甲\n乙",昌邑区\n');
    expect(projects).toEqual([['一,二"三"', '昌邑区', 52_000_000, null]]);
  });
});

describe('what lies inside a workbook', () => {
  test('dates of 1904 and of 1900 are the same days', async () => {
    const dated = [
      ['项目名称', '属地', '实际开工时间'],
      ['甲厂房', '昌邑区', { day: '2018-07-31' }],
      ['乙厂房', '昌邑区', { day: '2017-02-28' }],
    ];
    for (const date1904 of [false, true]) {
      const { projects } = await read('a.xlsx', workbookBytes([{ rows: dated }], { date1904 }));
      expect(projects.map((project) => project[3])).toEqual(['2018-07-31', '2017-02-28']);
    }
  });

  test('a month format is a month, a bare serial a day', async () => {
    const dated = [
      ['项目名称', '属地', '实际开工时间'],
      ['甲厂房', '昌邑区', { day: '2018-07-01', format: 'yyyy"年"m"月"' }],
      ['乙厂房', '昌邑区', 43_210],
    ];
    const { projects } = await read('a.xlsx', workbookBytes([{ rows: dated }]));
    expect(projects.map((project) => project[3])).toEqual(['2018-07', '2018-04-20']);
  });

  test('errors of formulas are named by row and column and not written', async () => {
    const broken = [
      ['项目名称', '属地', '总投资（万元）', '开工时间'],
      ['甲厂房', '昌邑区', { formula: '#REF!' }, { formula: '#N/A' }],
      ['乙厂房', '昌邑区', 5200, '2018.4'],
    ];
    const { outcome, projects } = await read('a.xlsx', workbookBytes([{ rows: broken }]));
    expect(outcome.problems).toEqual([
      { row: 2, column: 'C', value: '#REF!', message: '公式出错，没有写入' },
      { row: 2, column: 'D', value: '#N/A', message: '公式出错，没有写入' },
    ]);
    expect(projects).toEqual([
      ['甲厂房', '昌邑区', null, null],
      ['乙厂房', '昌邑区', 52_000_000, '2018-04'],
    ]);
  });

  test('a formula that nobody computed is named', async () => {
    const xml = `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">${['项目名称', '总投资（万元）', '属地'].map((text, index) => `<c r="${'ABC'[index]}1" t="inlineStr"><is><t>${text}</t></is></c>`).join('')}</row><row r="2"><c r="A2" t="inlineStr"><is><t>甲厂房</t></is></c><c r="B2"><f>1+2</f><v></v></c><c r="C2" t="inlineStr"><is><t>昌邑区</t></is></c></row></sheetData></worksheet>`;
    const { outcome } = await read('a.xlsx', await withSheet(xml));
    expect(outcome.problems).toEqual([
      { row: 2, column: 'B', value: '公式', message: '公式还没有算出结果，请用 Excel 打开保存一次' },
    ]);
  });

  test('hidden sheets are not read, and a sheet of explanations is passed over', async () => {
    const bytes = workbookBytes([
      { name: '填报说明', rows: [['请勿修改表头'], ['项目名称', '与批文一致', '建设单位']] },
      {
        name: '旧表',
        rows: [
          ...rows,
          ['旧项目', '旧单位', '昌邑区', 5200, '2016.5'],
          ['旧项目二', '旧单位', '昌邑区', 5200, '2016.5'],
        ],
        hidden: true,
      },
      { name: '台账', rows },
    ]);
    const { outcome, projects } = await read('a.xlsx', bytes);
    expect(outcome.sheet).toBe('台账');
    expect(projects).toEqual(expected);
    const ledger = await makeLedger();
    const preview = await ledger.call('excel.preview', { file: putFile('a.xlsx', bytes) });
    expect(preview.sheets).toEqual(['填报说明', '台账']);
    expect(preview.notes).toContain('隐藏的工作表“旧表”没有读。');
    expect(await ledger.call('excel.preview', { file: putFile('b.xlsx', bytes), sheet: '旧表' })).toMatchObject({
      created: 4,
    });
  });

  test('1,048,576 blank rows with a style do not hang it', { timeout: 120_000 }, async () => {
    const head = `<row r="1"><c r="A1" t="inlineStr"><is><t>项目名称</t></is></c><c r="B1" t="inlineStr"><is><t>总投资（万元）</t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>甲厂房</t></is></c><c r="B2"><v>5200</v></c></row>`;
    const blank = Array.from(
      { length: 1_048_574 },
      (_, index) => `<row r="${index + 3}" s="1"><c r="A${index + 3}" s="1"/></row>`,
    ).join('');
    const xml = `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${head}${blank}</sheetData></worksheet>`;
    const { outcome } = await read('a.xlsx', await withSheet(xml));
    expect(outcome).toMatchObject({ created: 1, problems: [] });
  });

  test('the word of secrecy inside other words is no mark', async () => {
    const { outcome } = await read(
      'a.xlsx',
      workbookBytes([{ rows: [rows[0] ?? [], ['秘密花园文旅度假区', '吉林机密仪器厂', '昌邑区', 5200, '2018.4']] }]),
    );
    expect(outcome.created).toBe(1);
  });
});

/** A workbook whose first sheet is this XML. */
async function withSheet(xml: string, parts: Record<string, string> = {}, name = 'Sheet1'): Promise<Buffer> {
  const type = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  return zipOf({
    '[Content_Types].xml':
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
    '_rels/.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${type}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${type}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${type}"><sheets><sheet name="${name}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/worksheets/sheet1.xml': xml,
    ...parts,
  });
}

const spreadsheet = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const text = (at: string, words: string) => `<c r="${at}" t="inlineStr"><is><t>${words}</t></is></c>`;
const smallTable = `<row r="1">${text('A1', '项目名称')}${text('B1', '总投资（万元）')}</row><row r="2">${text('A2', '甲厂房')}<c r="B2"><v>5200</v></c></row>`;
/** A sheet of one project, with more rows and what stands behind the cells. */
const sheetXml = (rows = '', behind = '') =>
  `<worksheet xmlns="${spreadsheet}"><sheetData>${smallTable}${rows}</sheetData>${behind}</worksheet>`;

const heavy: Record<string, readonly [() => Buffer | Promise<Buffer>, string]> = {
  'a hundred thousand merges and one': [
    () => withSheet(sheetXml('', `<mergeCells>${'<mergeCell ref="A3:B4"/>'.repeat(100_001)}</mergeCells>`)),
    'workbook_too_heavy',
  ],
  'more cells than any ledger has': [
    () => withSheet(sheetXml(`<row r="3">${'<c><v>1</v></c>'.repeat(2_500_001)}</row>`)),
    'workbook_too_heavy',
  ],
  'more shared strings than any ledger has': [
    () => withSheet(sheetXml(), { 'xl/sharedStrings.xml': `<sst>${'<si><t>a</t></si>'.repeat(1_000_001)}</sst>` }),
    'workbook_too_heavy',
  ],
  'a cell of a million signs': [
    () => withSheet(sheetXml(`<row r="3">${text('A3', '甲'.repeat(1_000_000))}</row>`)),
    'workbook_too_heavy',
  ],
  'entities that unfold': [
    () =>
      withSheet(
        `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "甲甲甲甲"><!ENTITY b "&a;&a;&a;&a;">]>${sheetXml(`<row r="3">${text('A3', '&b;')}</row>`)}`,
      ),
    'not_a_workbook',
  ],
  'a few lines of a table that stand for millions': [
    () =>
      zipOf({
        mimetype: 'application/vnd.oasis.opendocument.spreadsheet',
        'META-INF/manifest.xml': '<manifest:manifest/>',
        'content.xml':
          '<office:document-content><table:table table:name="S"><table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384" office:value-type="string"><text:p>项目名称</text:p></table:table-cell></table:table-row></table:table></office:document-content>',
      }),
    'workbook_too_heavy',
  ],
  'a text of nothing but commas': [
    () => Buffer.from(`项目名称,总投资\n${','.repeat(2_500_001)}`),
    'workbook_too_heavy',
  ],
  'a workbook packed into a zip': [() => zipOf({ '报送/台账.xlsx': workbookBytes([{ rows }]) }), 'workbook_zipped'],
};

test.each(Object.keys(heavy))('what is made to choke readers is refused before it is parsed: %s', async (what) => {
  const [bytes, code] = heavy[what] ?? [() => Buffer.alloc(0), ''];
  const ledger = await makeLedger();
  expect(await ledger.refused('excel.preview', { file: putFile('台账.xlsx', await bytes()) })).toBe(code);
});

test('merges that reach over everything, again and again, and a cell at the far end do not hang it', async () => {
  const rest = Array.from(
    { length: 3_000 },
    (_, at) => `<row r="${at + 3}">${text(`A${at + 3}`, `${at}号厂房`)}</row>`,
  ).join('');
  const far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>';
  const merges = `<mergeCells>${'<mergeCell ref="C3:XFD1048576"/>'.repeat(90_000)}</mergeCells>`;
  const { outcome } = await read('a.xlsx', await withSheet(sheetXml(rest + far, merges)));
  expect(outcome.created).toBe(3_001);
});

const marked: Record<string, () => Promise<Buffer>> = {
  'in a header': () =>
    withSheet(
      sheetXml(
        '',
        '<headerFooter><oddHeader>&amp;L&amp;"宋体,常规"&amp;12秘密★1年&amp;R第&amp;P页</oddHeader></headerFooter>',
      ),
    ),
  'in a text box, written in two pieces': () =>
    withSheet(sheetXml(), {
      'xl/drawings/drawing1.xml':
        '<xdr:txBody><a:p><a:r><a:t>机密</a:t></a:r><a:r><a:t>★</a:t></a:r></a:p></xdr:txBody>',
    }),
  'in a comment': () =>
    withSheet(sheetXml(), {
      'xl/comments1.xml': '<comments><comment ref="A1"><text><r><t>密级：秘密</t></r></text></comment></comments>',
    }),
  'in the properties, as numbers of signs': () =>
    withSheet(sheetXml(), { 'docProps/core.xml': '<cp:keywords>&#26426;&#x5BC6;</cp:keywords>' }),
  'in the name of a sheet': () => withSheet(sheetXml(), {}, '【秘密】台账'),
};

test.each(Object.keys(marked))('a mark of secrecy is found %s', async (where) => {
  const ledger = await makeLedger();
  const file = putFile('台账.xlsx', (await marked[where]?.()) ?? Buffer.alloc(0));
  expect(await ledger.refused('excel.import', { file })).toBe('secret_mark');
});

test('the word of secrecy in a header, a box or a property is no mark where it only tells of something', async () => {
  const bytes = await withSheet(
    sheetXml('', '<headerFooter><oddFooter>&amp;C商业秘密保护处编</oddFooter></headerFooter>'),
    {
      'xl/drawings/drawing1.xml': '<a:p><a:r><a:t>本表不含国家秘密</a:t></a:r></a:p>',
      'docProps/core.xml': '<dc:title>秘密花园项目</dc:title>',
    },
  );
  expect((await read('a.xlsx', bytes)).outcome.created).toBe(1);
});

/** One record of an old workbook. */
function record(kind: number, body: Buffer): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt16LE(kind, 0);
  head.writeUInt16LE(body.length, 2);
  return Buffer.concat([head, body]);
}

test('headers and text boxes of an old workbook are looked through as well', () => {
  const letters = (words: string) => Buffer.concat([Buffer.from([1]), Buffer.from(words, 'utf16le')]);
  const counted = Buffer.concat([Buffer.from([6, 0]), letters('&C机密★2年')]);
  const stream = Buffer.concat([record(0x14, counted), record(0x1b6, Buffer.alloc(18)), record(0x3c, letters('绝密'))]);
  expect(walkRecords(stream, '台账.xls').texts).toEqual(['&C机密★2年', '绝密']);
});

test('the file that was read stays as it was', async () => {
  const file = ledgerFile(rows);
  const before = readFileSync(file);
  const ledger = await makeLedger();
  await ledger.call('excel.import', { file });
  expect(readFileSync(file).equals(before)).toBe(true);
  writeFileSync(file, Buffer.alloc(0));
  expect(await ledger.refused('excel.import', { file })).toBe('workbook_empty');
});
