import { expect, test } from 'vitest';
import { type SlipPaper, slipDocx } from '../../src-main/ledger/office/slip-docx';
import { zipText } from '../support/zip-text';

const paper = (lines: number): SlipPaper => ({
  title: '昌邑区重点项目督办单',
  number: '昌邑督〔2018〕10号',
  day: '2018年9月16日',
  rows: [
    ...Array.from({ length: 4 }, () => ({
      kind: 'pair' as const,
      cells: [
        { label: '项　　目', text: '松筑构件基地' },
        { label: '责任单位', text: '昌邑供电' },
      ] as const,
    })),
    { kind: 'text', label: '办理要求', paragraphs: Array.from({ length: lines }, () => '接通专线，增供临时容量。') },
    { kind: 'line', label: '签发', parts: ['拟稿：', '核稿：', '签发：'] },
    { kind: 'room', label: '办理结果', height: 1_800, parts: ['责任单位负责人：', '年　月　日'] },
    { kind: 'line', label: '核验意见', parts: ['□ 销号', '□ 退回'] },
  ],
  receipt: ['回执：昌邑督〔2018〕10号', '月　日　时'],
});

test('much text moves its lines together, so that the receipt stays on the sheet; little text keeps its own', async () => {
  const document = async (lines: number) => zipText(await slipDocx(paper(lines)), 'word/document.xml');
  const tight = /<w:spacing[^>]*w:line="330"/;
  expect(await document(6)).not.toMatch(tight);
  expect(await document(18)).toMatch(tight);
});
