import { city, regionName } from '../../../src-shared/catalogues/regions';
import type { Slip } from '../../../src-shared/entities/slip';
import { levelLabel } from '../../../src-shared/rules/problem-clock';
import { slipLabel, storySoFar } from '../../../src-shared/rules/problem-slips';
import { formatDate, formatDay } from '../../../src-shared/terms/format';
import type { ProblemFile } from '../queries/problems-show';
import type { SlipPaper, SlipRow } from './slip-docx';

const blank = (count: number) => '　'.repeat(count);

/** '县区，9月13日提级' */
function levelText({ clock, problem }: ProblemFile): string {
  const raised = clock.level !== 'secretary' && clock.since !== null && clock.since !== problem.reported_on;
  return `${levelLabel(clock.level)}${raised ? `，${formatDay(clock.since)}提级` : ''}`;
}

const ended = (text: string | null) => {
  const clean = text?.trim() ?? '';
  return clean === '' || /[。！？]$/.test(clean) ? clean : `${clean}。`;
};

/** Requests one a line; numbered where there are several and nobody has numbered them. */
function requestLines(requests: string | null): string[] {
  const lines = (requests ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  const numbered =
    lines.length > 1 && !lines.every((line) => /^(\d+[.、．]|[（(]\d+[)）]|[一二三四五六七八九十]+、)/.test(line));
  return lines.length === 0 ? [''] : lines.map((line, index) => (numbered ? `${index + 1}. ${line}` : line));
}

const pair = (left: string, leftText: string | null, right: string, rightText: string | null): SlipRow => ({
  kind: 'pair',
  cells: [
    { label: left, text: leftText ?? '' },
    { label: right, text: rightText ?? '' },
  ],
});

const signed = (slip: Slip): SlipRow => ({
  kind: 'line',
  label: '签发',
  parts: [`拟稿：${slip.issued_by ?? ''}`, '核稿：', '签发：'],
});

/** The matter itself; what the company asks for stands among the requests, but a reminder has none of it. */
function matter({ problem }: ProblemFile, withRequest: boolean): string {
  const request = withRequest ? ended(problem.request) : '';
  return `${ended(problem.description)}${request ? `企业诉求：${request}` : ''}`;
}

function rowsOf(slip: Slip, file: ProblemFile, today: string): SlipRow[] {
  const { problem, project, clock } = file;
  const number = problem.number ?? (problem.provisional_number ? `${problem.provisional_number}（临时）` : '');
  const head = [
    pair('问题编号', number, '级别', levelText(file)),
    pair('项　　目', project.name, '建设单位', project.owner),
  ];
  switch (slip.kind) {
    case 'reminder':
      return [
        ...head,
        pair('主　　送', slip.addressee, '包保领导', file.patron),
        pair(
          '办结时限',
          clock.due ? formatDate(clock.due) : '',
          '回复时限',
          slip.reply_due ? formatDate(slip.reply_due) : '',
        ),
        { kind: 'text', label: '提示事项', paragraphs: [matter(file, true)] },
        { kind: 'text', label: '请您办理', paragraphs: requestLines(slip.requests) },
        signed(slip),
        {
          kind: 'room',
          label: '进展情况',
          height: 2250,
          parts: ['', '责任单位负责人：', `${blank(3)}年${blank(1)}月${blank(1)}日`],
        },
      ];
    case 'liaison':
      return [
        ...head,
        pair('主　　送', slip.addressee, '函复时限', slip.reply_due ? formatDate(slip.reply_due) : ''),
        { kind: 'text', label: '联系事项', paragraphs: [matter(file, false)] },
        { kind: 'text', label: '请予协助', paragraphs: requestLines(slip.requests) },
        signed(slip),
        {
          kind: 'room',
          label: '函复意见',
          height: 3000,
          parts: ['', '单位（盖章）：', `${blank(3)}年${blank(1)}月${blank(1)}日`],
        },
        { kind: 'line', label: '联系人', parts: ['姓名：', '电话：'] },
      ];
    default:
      return [
        ...head,
        pair('责任单位', problem.responsible_unit ?? slip.addressee, '配合单位', problem.supporting_units),
        pair('办结时限', clock.due ? formatDate(clock.due) : '', '包保领导', file.patron),
        { kind: 'text', label: '督办事项', paragraphs: [matter(file, false)] },
        {
          kind: 'text',
          label: '办理经过',
          paragraphs: [storySoFar(file.history, file.measures, problem.promised_on, today)],
        },
        { kind: 'text', label: '办理要求', paragraphs: requestLines(slip.requests) },
        signed(slip),
        {
          kind: 'room',
          label: '办理结果',
          height: 2250,
          parts: ['', '责任单位负责人：', `${blank(3)}年${blank(1)}月${blank(1)}日`],
        },
        { kind: 'line', label: '企业意见', parts: [`□ 满意${blank(1)}□ 不满意`, '说明：'], height: 660 },
        {
          kind: 'line',
          label: '核验意见',
          parts: [`□ 销号${blank(1)}□ 退回`, '核验人（不得为承办人）：'],
          height: 660,
        },
      ];
  }
}

/** What stands on a slip. `region` is the place that sends it; null is the city. */
export function slipPaper(slip: Slip, file: ProblemFile, region: string | null, today: string): SlipPaper {
  const label = slipLabel(slip.kind);
  const number = slip.number ?? '';
  return {
    title: `${region === null ? city.name : regionName(region)}重点项目${label}`,
    number,
    day: formatDate(slip.issued_on ?? today),
    rows: rowsOf(slip, file, today),
    receipt: [`回执：${number}${blank(1)}收到人：`, `月${blank(1)}日${blank(1)}时`],
  };
}
