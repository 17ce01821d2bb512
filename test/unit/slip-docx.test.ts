import { expect, test } from 'vitest';
import { paperDocx } from '../../src-main/ledger/office/papers/paper-docx';
import type { Paper } from '../../src-shared/contract/paper-values';
import { slip } from '../support/papers';
import { zipText } from '../support/zip-text';

const paper = (lines: number): Paper => ({
  ...slip,
  blocks: [
    {
      kind: 'form',
      rows: [
        ...Array.from({ length: 4 }, () => ({
          kind: 'pair' as const,
          cells: [
            { label: '项　　目', text: '松筑构件基地' },
            { label: '责任单位', text: '昌邑供电' },
          ] as [{ label: string; text: string }, { label: string; text: string }],
        })),
        {
          kind: 'text',
          label: '办理要求',
          paragraphs: Array.from({ length: lines }, () => '接通专线，增供临时容量。'),
        },
        { kind: 'line', label: '签发', parts: ['拟稿：', '核稿：', '签发：'] },
        { kind: 'room', label: '办理结果', height: 31.8, parts: ['责任单位负责人：', '年　月　日'] },
        { kind: 'line', label: '核验意见', parts: ['□ 销号', '□ 退回'] },
      ],
    },
    ...slip.blocks.slice(1),
  ],
});

test('much text moves its lines together, so that the receipt stays on the sheet; little text keeps its own', async () => {
  const document = async (lines: number) => zipText(await paperDocx(paper(lines)), 'word/document.xml');
  const tight = /<w:spacing[^>]*w:line="330"/;
  expect(await document(6)).not.toMatch(tight);
  expect(await document(18)).toMatch(tight);
});
