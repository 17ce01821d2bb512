import { city, regionName } from '../../../../src-shared/catalogues/regions';
import type { Paper, PaperFormRow } from '../../../../src-shared/contract/paper-values';
import { type Slip, slip as slipEntity } from '../../../../src-shared/entities/slip';
import { levelLabel } from '../../../../src-shared/rules/problem-clock';
import { placeShort } from '../../../../src-shared/rules/problem-numbers';
import { slipLabel, storySoFar } from '../../../../src-shared/rules/problem-slips';
import { Refusal } from '../../../../src-shared/terms/errors';
import { formatDate, formatDay } from '../../../../src-shared/terms/format';
import type { LedgerContext } from '../../context';
import { type ProblemFile, problemFile } from '../../queries/problems-show';
import { type RowOf, toRow } from '../../queries/rows';
import type { PaperMaker } from './makers';

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

const pair = (left: string, leftText: string | null, right: string, rightText: string | null): PaperFormRow => ({
  kind: 'pair',
  cells: [
    { label: left, text: leftText ?? '' },
    { label: right, text: rightText ?? '' },
  ],
});

const signed = (slip: Slip): PaperFormRow => ({
  kind: 'line',
  label: '签发',
  parts: [`拟稿：${slip.issued_by ?? ''}`, '核稿：', '签发：'],
});

/** The matter itself; what the company asks for stands among the requests, but a reminder has none of it. */
function matter({ problem }: ProblemFile, withRequest: boolean): string {
  const request = withRequest ? ended(problem.request) : '';
  return `${ended(problem.description)}${request ? `企业诉求：${request}` : ''}`;
}

function rowsOf(slip: Slip, file: ProblemFile, today: string): PaperFormRow[] {
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
          height: 39.7,
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
          height: 52.9,
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
          height: 39.7,
          parts: ['', '责任单位负责人：', `${blank(3)}年${blank(1)}月${blank(1)}日`],
        },
        { kind: 'line', label: '企业意见', parts: [`□ 满意${blank(1)}□ 不满意`, '说明：'], height: 11.6 },
        {
          kind: 'line',
          label: '核验意见',
          parts: [`□ 销号${blank(1)}□ 退回`, '核验人（不得为承办人）：'],
          height: 11.6,
        },
      ];
  }
}

/** '督办单 昌邑督〔2018〕9号 施工用电未接通' */
function nameOf(slip: Slip, { problem }: ProblemFile): string {
  const matter = (problem.description ?? '').split(/[，。\n]/)[0]?.slice(0, 24) ?? '';
  return [slipLabel(slip.kind), slip.number ?? '', matter].filter(Boolean).join(' ');
}

/** A slip as a paper of one page. `region` is the place that sends it; null is the city. */
export function slipPaper(slip: Slip, file: ProblemFile, region: string | null, today: string): Paper {
  const number = slip.number ?? '';
  return {
    name: nameOf(slip, file),
    form: 'slip',
    landscape: false,
    letterhead: null,
    number,
    title: [`${region === null ? city.name : regionName(region)}重点项目${slipLabel(slip.kind)}`],
    subtitle: formatDate(slip.issued_on ?? today),
    addressee: null,
    blocks: [
      { kind: 'form', rows: rowsOf(slip, file, today) },
      { kind: 'rule', cut: true },
      { kind: 'spread', left: `回执：${number}${blank(1)}收到人：`, right: `月${blank(1)}日${blank(1)}时` },
    ],
    imprint: null,
    draft: null,
    notice: null,
  };
}

/** Throws Refusal no_record. */
function slipRow({ database }: LedgerContext, id: string): RowOf<'slip'> {
  const raw = database.prepare('SELECT * FROM slip WHERE id = @id AND deleted <> 1').get({ id }) as
    | Record<string, unknown>
    | undefined;
  if (!raw) throw new Refusal('no_record', { entity: slipEntity.label, id });
  return toRow('slip', raw);
}

/** A slip that nobody has sent has no number yet and is refused. */
export const makeSlip: PaperMaker = (context, id) => {
  const slip = slipRow(context, id);
  if (slip.number === null) throw new Refusal('step_refused', { reason: '这张督办单还没有签发，没有文号' });
  const file = problemFile(context, slip.problem ?? '');
  const own = file.project.region;
  // Whoever opens it: the place that gave the number sent it.
  const isRegions = own !== null && slip.number.startsWith(placeShort(own));
  const region = isRegions || context.identity.role !== 'commission' ? own : null;
  return slipPaper(slip, file, region, context.clock.today());
};
