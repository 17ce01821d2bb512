import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Sheet, sheetHtml, sheetText } from '../../src-renderer/components/charts/sheet';
import { makeLedger } from '../support/ledger';

const sheet: Sheet = {
  title: '四率 <9月>',
  unit: '单位：项',
  note: '调度口径，不作统计数据使用。',
  columns: [{ label: '属地' }, { label: '入统率', right: true }],
  rows: [{ cells: ['昌邑\t区', '74.2'] }, { cells: ['全市', '74.5'], strong: true }],
};

describe('a table that leaves the program', () => {
  test('is cells for Word and Excel, with unit and note', () => {
    const html = sheetHtml(sheet);
    expect(html).toContain('四率 &lt;9月&gt;');
    expect(html.match(/<td/g)).toHaveLength(7);
    expect(html).toContain('text-align:right;font-weight:bold">74.5');
    expect(html).toContain('调度口径，不作统计数据使用');
  });
  test('is lines with tabs as text; a tab in a cell is no cell', () => {
    expect(sheetText(sheet).split('\n')).toEqual([
      '四率 <9月>',
      '单位：项',
      '属地\t入统率',
      '昌邑 区\t74.2',
      '全市\t74.5',
      '调度口径，不作统计数据使用。',
    ]);
  });
});

describe('a picture that is saved', () => {
  const base64 = (text: string) => Buffer.from(text).toString('base64');
  const save = async (kind: 'png' | 'svg', data: string) => {
    const ledger = await makeLedger();
    const file = path.join(ledger.folder, `进度 图.${kind}`);
    const result = await ledger.door.call('charts.save', { file, kind, data });
    return { ok: result.ok, names: readdirSync(ledger.folder), file };
  };
  test('is written whole', async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg"><text fill="url(#a)">图</text></svg>';
    const saved = await save('svg', base64(svg));
    expect(saved.ok).toBe(true);
    expect(readFileSync(saved.file, 'utf8')).toBe(svg);
  });
  test.each([
    ['svg', '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'],
    ['svg', '<svg onload="x()"></svg>'],
    ['svg', '<svg><image href="http://example.com/a.png"/></svg>'],
    ['svg', '<html></html>'],
    ['png', 'not a picture'],
  ] as const)('as %s is no %s', async (kind, text) => {
    const saved = await save(kind, base64(text));
    expect(saved.ok).toBe(false);
    expect(saved.names.some((name) => name.startsWith('进度'))).toBe(false);
  });
});
