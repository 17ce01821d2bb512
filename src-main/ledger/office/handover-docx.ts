import { toBuffer } from 'qrcode';
import type { Handover } from '../../../src-shared/contract/handover-methods';
import type { PaperFormRow } from '../../../src-shared/contract/paper-values';
import { envelopeWords, handoverKind, receiptWords } from '../../../src-shared/rules/handover-words';
import { formatDate, formatMoment } from '../../../src-shared/terms/format';
import { paperDocx } from './papers/paper-docx';

const blank = (count: number) => '　'.repeat(count);
/** '6f3a 91c2 …', four lines of four groups and so on. */
const groups = (digits: string) => digits.match(/.{4}/g) ?? [];

/** Millimetres: a module of the code is then wider than 0.5 mm, which any scanner and telephone reads. */
const codeSide = 40;

const pair = (left: string, leftText: string, right: string, rightText: string): PaperFormRow => ({
  kind: 'pair',
  cells: [
    { label: left, text: leftText },
    { label: right, text: rightText },
  ],
});

function sizeText(bytes: number): string {
  return bytes < 1024 * 1024 ? `${Math.max(Math.round(bytes / 1024), 1)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

/** The slip that goes with a package from hand to hand: what it is called, its check sum, who gave it to whom. `own` names this machine's side. */
export async function handoverSlip(entry: Handover, own: string, day: string): Promise<Buffer> {
  const { name, direction, kind, peer, medium, handler, purpose, sha256, code, changes, bytes, envelope, at } = entry;
  const [from, to] = direction === 'out' ? [own, peer] : [peer, own];
  const sums = groups(sha256);
  const png = await toBuffer(code, { errorCorrectionLevel: 'M', margin: 2, scale: 8, type: 'png' });
  const rows: PaperFormRow[] = [
    pair('移 交 方', from, '接 收 方', to),
    pair('包　　类', handoverKind(direction, kind), '介　　质', medium),
    pair('经 手 人', handler, '生成时间', formatMoment(at)),
    pair(
      '大　　小',
      `${sizeText(bytes)}，${changes.toLocaleString('zh-CN')} 处改动`,
      '加　　密',
      envelopeWords[envelope],
    ),
    { kind: 'text', label: '用　　途', paragraphs: [purpose] },
    { kind: 'text', label: '文 件 名', paragraphs: [name] },
    {
      kind: 'picture',
      label: '校　　验',
      data: png.toString('base64'),
      type: 'image/png',
      side: codeSide,
      lines: ['SHA-256', ...[0, 4, 8, 12].map((start) => sums.slice(start, start + 4).join('　'))],
    },
    {
      kind: 'text',
      label: '怎样核对',
      paragraphs: [
        '接收方在“同步—交接登记”里点“核对”，扫这个二维码或键入前四组校验，再选收到的文件。显示“一致”的，途中没有变。',
      ],
    },
    { kind: 'line', label: '移　　交', parts: ['签字：', `${blank(4)}年${blank(2)}月${blank(2)}日`], height: 15.9 },
    { kind: 'line', label: '接　　收', parts: ['签字：', `${blank(4)}年${blank(2)}月${blank(2)}日`], height: 15.9 },
    { kind: 'text', label: '回　　执', paragraphs: [receiptWords(entry)] },
  ];
  return paperDocx({
    name: `交接单 ${name}`,
    form: 'slip',
    landscape: false,
    letterhead: null,
    number: name.replace(/\.wubao(\.age)?$/i, ''),
    title: ['数据包交接单'],
    subtitle: formatDate(day),
    addressee: null,
    blocks: [{ kind: 'form', rows }],
    imprint: null,
    draft: null,
    notice: null,
  });
}
