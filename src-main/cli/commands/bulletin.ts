import type { RegionFigures } from '../../../src-shared/contract/exchange-methods';
import { parsePeriod } from '../../../src-shared/rules/period';
import { Refusal } from '../../../src-shared/terms/errors';
import { formatGap, formatRate, formatYi } from '../../../src-shared/terms/format';
import { command } from '../invocation';
import { columns } from '../table';

const head = [
  '名次',
  '属地',
  '在建',
  '年度计划',
  '本年完成',
  '完成率%',
  '较序时',
  '已入统',
  '入统率%',
  '计划开工',
  '已开工',
  '储备',
];

const line = (figures: RegionFigures) => [
  figures.rank === null ? '—' : String(figures.rank),
  figures.region,
  String(figures.projects),
  formatYi(figures.annual_plan),
  formatYi(figures.completed),
  formatRate(figures.completion_rate),
  formatGap(figures.gap),
  `${figures.listed} / ${figures.due}`,
  formatRate(figures.listing_rate),
  String(figures.planned_starts),
  String(figures.started),
  String(figures.reserve),
];

export const bulletinCommand = command(
  'bulletin',
  '冻结一期的数，写出通报（.docx .xlsx .json）',
  {
    options: {
      period: {
        type: 'string',
        valueHint: '2018-09-H1',
        required: true,
        description: '期次：2018-09-H1 上半月，2018-09-H2 下半月，2018-09 月，2018-Q3 季度，2018 年',
      },
      out: { type: 'string', valueHint: 'DIR', required: true, description: '写到哪个文件夹' },
    },
  },
  async (invocation, { period = '', out = '' }) => {
    if (!parsePeriod(period)) throw new Refusal('invalid_period', { period });
    const { files } = await invocation.call('bulletins.write', { period, folder: invocation.path(out), freeze: true });
    const { regions, totals } = await invocation.call('bulletins.figures', { period });
    const rows = [...regions].sort((a, b) => (a.rank ?? 99) - (b.rank ?? 99)).map(line);
    const table = columns([head, ...rows, line(totals)], [0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    return {
      json: { regions, totals, files },
      text: [table, '金额单位亿元，调度口径，不作统计数据使用', ...files.map((file) => `已写出 ${file}`)].join('\n'),
    };
  },
);
