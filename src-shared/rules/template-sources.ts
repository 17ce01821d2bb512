import { entities } from '../entities/entities';
import type { Field, FieldKind } from '../entities/field';

/**
 * What a column of a superior's blank table can be filled from (一数多表). Codes stand in saved mappings, so they never change:
 *
 * | code | is |
 * |---|---|
 * | `name`, `total_investment`, … | a field of the project |
 * | `annual_plan`, `annual_plan.next`, `annual_plan.last` | the plan of the running year, of the next, of the last; `annual_plan.2019` of a fixed one |
 * | `listing.reason_code`, … | a field of its listing case |
 * | `progress.this.completed`, `progress.last.completed` | of the month that is reported, of the month before |
 * | `progress.03.completed`, `progress.2017-11.completed` | of March of the running year, of a fixed month |
 * | `completed_to.03`, `completed_to.2017-11` | completed from January to that month |
 * | `completed_to_date`, `gap`, `light`, … | what is computed, by the same rules as the grid |
 * | `constant:吉林市` | these words in every row |
 */
export interface TemplateSource {
  readonly code: string;
  readonly label: string;
  /** Heading under which a list of sources shows it. */
  readonly group: TemplateGroup;
  readonly kind: TemplateSourceKind;
  /** Headers of superiors' tables that mean it, besides the label. */
  readonly headers: readonly string[];
  /** One sentence about how it comes about, where the label leaves a question. */
  readonly hint?: string;
}

/**
 * What a value is: `money` whole yuan, `rate` a share (0.677), `points` percentage points (-17.8), `number` a plain number, `date` a day
 * or a month as text, `text` words as they are written.
 */
export type TemplateSourceKind = 'text' | 'money' | 'rate' | 'points' | 'number' | 'date';

export const templateGroups = [
  '常用',
  '完成情况',
  '本月进度',
  '上月进度',
  '基本',
  '投资',
  '时间',
  '入统',
  '问题与手续',
  '单位',
  '责任',
  '招商',
  '谋划',
  '各月',
  '其他',
] as const;
export type TemplateGroup = (typeof templateGroups)[number];

const constantPrefix = 'constant:';

/** The source that writes these words into every row. */
export const constantSource = (words: string): string => `${constantPrefix}${words}`;

/** Words of a constant source, or null for every other one. */
export function constantOf(code: string): string | null {
  return code.startsWith(constantPrefix) ? code.slice(constantPrefix.length) : null;
}

const kindOf: Readonly<Record<FieldKind, TemplateSourceKind>> = {
  text: 'text',
  long_text: 'text',
  money: 'money',
  integer: 'number',
  percent: 'number',
  date: 'date',
  month: 'date',
  day_or_month: 'date',
  choice: 'text',
  choices: 'text',
  region: 'text',
  reference: 'text',
  money_by_year: 'money',
  money_by_channel: 'text',
};

function source(
  group: TemplateGroup,
  code: string,
  label: string,
  kind: TemplateSourceKind,
  headers: readonly string[] = [],
  hint?: string,
): TemplateSource {
  return { code, label, group, kind, headers, ...(hint === undefined ? {} : { hint }) };
}

const groupOfSection: Readonly<Record<string, TemplateGroup>> = {
  基本: '基本',
  单位: '单位',
  入统: '入统',
  投资: '投资',
  时间: '时间',
  责任: '责任',
  招商: '招商',
  谋划: '谋划',
};

/** Fields that say nothing to a superior. */
const innerFields = new Set(['parent', 'carried_year', 'lifecycle_since']);
/** Names with which almost every table begins. */
const usualFields = new Set(['name', 'owner', 'region', 'total_investment', 'annual_plan', 'scale', 'patron']);

function projectSources(): TemplateSource[] {
  return Object.entries(entities.project.fields as Readonly<Record<string, Field>>).flatMap(([name, field]) => {
    if (innerFields.has(name)) return [];
    const group = usualFields.has(name) ? '常用' : (groupOfSection[field.section ?? ''] ?? '其他');
    const kind = kindOf[field.kind];
    // 是否入统 asks for 是 or 否, see `is_listed`.
    const headers = (field.headers ?? []).filter((header) => !header.startsWith('是否') || name !== 'listing');
    if (field.kind === 'money_by_year') {
      return [
        source(group, name, `${field.label}（本年）`, kind, [field.label, ...headers], '正在执行的年度'),
        source('投资', `${name}.next`, `${field.label}（下年）`, kind, nextYearHeaders[name] ?? []),
        source('投资', `${name}.last`, `${field.label}（上年）`, kind, lastYearHeaders[name] ?? []),
      ];
    }
    if (name === 'patron') return [source(group, name, field.label, kind, headers, '没有单独填的，按属地的包保分工')];
    return [source(group, name, field.label, kind, headers)];
  });
}

const nextYearHeaders: Readonly<Record<string, readonly string[]>> = {
  annual_plan: ['明年计划', '下年计划', '下年度计划投资', '下年计划投资', '明年计划投资', '次年计划投资'],
};
const lastYearHeaders: Readonly<Record<string, readonly string[]>> = {
  annual_plan: ['上年计划', '上年度计划投资', '去年计划投资'],
};

function listingSources(): TemplateSource[] {
  const fields = Object.entries(entities.listing.fields as Readonly<Record<string, Field>>);
  return [
    ...fields.flatMap(([name, field]) =>
      name === 'project' || name === 'state'
        ? []
        : [source('入统', `listing.${name}`, field.label, kindOf[field.kind], listingHeaders[name] ?? field.headers)],
    ),
    source('入统', 'listing.reasons', '未入统原因（全部）', 'text', ['未入统原因说明'], '首要原因和其他原因连在一起'),
    source(
      '入统',
      'is_listed',
      '是否入统（是／否）',
      'text',
      ['是否入统', '是否入库', '是否纳统', '是否入库纳统', '是否入统计库', '是否已入统', '是否已入库'],
      '已入库写“是”，其他写“否”',
    ),
  ];
}

const listingHeaders: Readonly<Record<string, readonly string[]>> = {
  reason_code: ['未纳统原因', '未入库原因', '未入统计库原因', '未入统主要原因', '原因'],
};

/** What a report of one month holds, as the table calls it without naming a month. */
const monthNames = [
  'completed',
  'construction',
  'installation',
  'land',
  'image_progress',
  'stage_progress',
  'next_step',
  'needs',
  'planned',
  'statistics_completed',
  'explanation',
] as const;
type MonthName = (typeof monthNames)[number];

const monthHeaders: Partial<Record<MonthName, readonly string[]>> = {
  completed: ['本月完成', '当月完成', '本月完成投资', '当月完成投资', '本月实际完成', '当月投资完成', '本月投资'],
  next_step: ['下步打算', '下一步打算', '下步工作', '下一步工作', '下步工作计划', '下步工作打算'],
  needs: ['需协调解决的问题', '需要协调的问题', '需协调解决事项', '需要领导协调和解决的问题及建议'],
};
const lastMonthHeaders: Partial<Record<MonthName, readonly string[]>> = {
  completed: ['上月完成', '上月完成投资'],
  image_progress: ['上月形象进度', '上月进展'],
};
/** The newest words, whichever month they are of, are the better answer to these; see `last_progress`. */
const wordNames = new Set<MonthName>(['image_progress', 'next_step', 'needs']);

function monthSources(): TemplateSource[] {
  const fields: Readonly<Record<string, Field>> = entities.progress.fields;
  return monthNames.flatMap((name) => {
    const field = fields[name];
    if (!field) return [];
    const bare = field.label.replace(/^当月/, '');
    const kind = kindOf[field.kind];
    const own = wordNames.has(name) ? [] : [field.label, ...(field.headers ?? []), ...(monthHeaders[name] ?? [])];
    return [
      source('本月进度', `progress.this.${name}`, `本月${bare}`, kind, own),
      source('上月进度', `progress.last.${name}`, `上月${bare}`, kind, lastMonthHeaders[name] ?? []),
    ];
  });
}

/** Names of which a table may have a column for each month of the year. */
const wideNames = ['completed', 'planned'] as const;

function wideSources(): TemplateSource[] {
  return wideNames.flatMap((name) =>
    Array.from({ length: 12 }, (_, index) => fixedMonthSource(String(index + 1).padStart(2, '0'), name)),
  );
}

function fixedMonthSource(month: string, name: MonthName): TemplateSource {
  const field: Field = entities.progress.fields[name];
  return source(
    '各月',
    `progress.${month}.${name}`,
    `${month.length > 2 ? `${month.slice(0, 4)}年` : ''}${Number(month.slice(-2))}月${field.label.replace(/^当月/, '')}`,
    kindOf[field.kind],
  );
}

function wordHeaders(name: MonthName): string[] {
  const field: Field = entities.progress.fields[name];
  return [field.label, ...(field.headers ?? []), ...(monthHeaders[name] ?? [])];
}

const computedSources: readonly TemplateSource[] = [
  source('常用', 'ordinal', '序号', 'number', ['编号', '序列', '项次', '排序', 'No']),
  source(
    '完成情况',
    'completed_to_date',
    '本年累计完成',
    'money',
    [
      '本年累计',
      '年累计',
      '全年累计',
      '年初至今',
      '自年初累计',
      '年初至今累计完成',
      '年初至今完成',
      '年度累计完成',
      '今年累计完成',
      '本年累计完成投资',
      '年初以来累计完成投资',
      '累计完成投资',
      '累计完成',
      '完成投资',
      '投资完成情况',
      '截至目前完成投资',
      '截至目前累计完成投资',
      '年度投资进度',
    ],
    '1 月到本月的调度数',
  ),
  source('完成情况', 'completed_to_last_month', '截至上月本年累计', 'money', [
    '上月止累计完成',
    '截至上月累计完成',
    '上月累计完成',
  ]),
  source('完成情况', 'completed_since_start', '自开工累计完成', 'money', [
    '开工以来累计完成',
    '开工至今累计完成',
    '自开工以来累计完成投资',
    '开工以来累计完成投资',
    '自开工累计完成投资',
    '开工累计完成投资',
    '项目累计完成投资',
    '累计完成总投资',
  ]),
  source('完成情况', 'completion_rate', '完成率', 'rate', [
    '投资完成率',
    '年度投资完成率',
    '年度计划完成率',
    '投资完成比例',
    '完成比例',
    '占年度计划比例',
    '占年计划比例',
    '占全年计划比例',
    '完成年度计划比例',
    '完成计划比例',
    '完成年计划',
    '占比',
    '投资完成进度',
  ]),
  source('完成情况', 'time_proportional', '序时进度', 'rate', ['时序进度', '序时', '应完成进度', '序时进度要求']),
  source(
    '完成情况',
    'gap',
    '与序时差',
    'points',
    [
      '序时差',
      '与序时进度差',
      '与序时进度差距',
      '差距',
      '差额',
      '比序时进度',
      '较序时进度',
      '高于低于序时进度',
      '快于慢于序时',
    ],
    '完成率减序时进度，百分点',
  ),
  source('完成情况', 'remaining', '年度计划未完成', 'money', [
    '未完成投资',
    '剩余投资',
    '未完成额',
    '年度剩余投资',
    '剩余未完成投资',
    '待完成投资',
    '欠进度',
    '还需完成投资',
  ]),
  source(
    '完成情况',
    'statistics_to_date',
    '统计数本年累计',
    'money',
    ['统计口径本年累计', '统计数累计'],
    '统计部门反馈的数，与调度数分开',
  ),
  source('完成情况', 'light', '红黄绿灯', 'text', [
    '红绿灯',
    '亮灯',
    '亮灯情况',
    '预警',
    '预警等级',
    '灯号',
    '红黄绿',
    '进度评价',
    '预警情况',
    '亮灯预警',
  ]),
  source('完成情况', 'light_sentence', '亮灯原因', 'text', [
    '红灯原因',
    '预警原因',
    '亮灯说明',
    '滞后原因',
    '进度滞后原因',
    '未达序时原因',
  ]),
  source(
    '常用',
    'last_progress',
    '最近形象进度',
    'text',
    [
      ...wordHeaders('image_progress'),
      '最新进展情况',
      '目前进展',
      '目前进展情况',
      '工作进展',
      '工作进展情况',
      '项目进展情况',
      '当前进展',
      '当前进展情况',
      '工程形象进度',
      '工程进展',
      '工程进展情况',
      '建设进展',
      '建设进展情况',
      '推进情况',
      '推进进展',
      '项目推进情况',
      '进度情况',
    ],
    '最近一次报的形象进度，不限哪个月',
  ),
  source('常用', 'last_next_step', '最近下步措施', 'text', wordHeaders('next_step'), '最近一次报的下步措施'),
  source(
    '问题与手续',
    'last_needs',
    '最近需协调事项',
    'text',
    ['需协调事项', ...(monthHeaders.needs ?? []), '需要协调解决的问题', '要素需求', '需市里协调解决事项'],
    '最近一次报的需协调事项',
  ),
  source(
    '问题与手续',
    'problems',
    '未销号问题',
    'text',
    [
      '存在问题',
      '存在的问题',
      '存在问题及困难',
      '存在的主要问题',
      '存在困难和问题',
      '当前存在的问题和困难',
      '存在的困难和问题',
      '主要问题',
      '问题',
    ],
    '问题台账里没有销号的；没有的写最近一次月报里的需协调事项',
  ),
  source('问题与手续', 'problem_requests', '问题诉求', 'text', ['诉求', '企业诉求', '工作建议', '意见建议']),
  source('问题与手续', 'problem_count', '未销号问题数', 'number', ['问题数', '存在问题数', '问题个数']),
  source('问题与手续', 'permits_granted', '已办结手续数', 'number', ['已办手续', '办结手续数', '已办理手续数']),
  source('问题与手续', 'permits_open', '未办结手续数', 'number', ['未办手续数', '未办理手续数', '缺手续数']),
  source('问题与手续', 'permits_open_names', '未办结手续', 'text', [
    '未办手续',
    '未办理手续',
    '前期手续未办理',
    '手续未办理',
    '前期手续未办结',
    '手续缺项',
    '尚缺手续',
    '缺少手续',
    '未办结手续名称',
  ]),
  source('问题与手续', 'permits_granted_names', '已办结手续', 'text', [
    '已办理手续',
    '前期手续已办理',
    '手续已办理',
    '前期手续已办结',
    '手续办理情况',
    '前期手续办理情况',
    '前期手续',
    '已取得手续',
  ]),
  source('问题与手续', 'work_log', '最近工作纪实', 'text', ['工作纪实', '服务情况', '包保工作情况', '包保服务情况']),
  source('时间', 'start', '开工时间（实际，没有写计划）', 'date', [
    '开复工时间',
    '开(复)工时间',
    '开工或计划开工时间',
    '开工（计划开工）时间',
  ]),
  source('时间', 'construction_period', '建设起止年限', 'text', [
    '建设年限',
    '建设周期',
    '建设工期',
    '项目工期',
    '起止年限',
    '建设起止时间',
    '起止时间',
    '建设期限',
    '建设期',
    '工期',
    '建设起止年月',
  ]),
  source('时间', 'is_started', '是否开工（是／否）', 'text', ['是否开工', '是否已开工', '是否开复工', '开工与否']),
  source('时间', 'is_finished', '是否竣工（是／否）', 'text', ['是否竣工', '是否完工', '是否已竣工']),
  source('时间', 'is_operating', '是否投产（是／否）', 'text', ['是否投产', '是否已投产', '是否投产达效']),
  source(
    '基本',
    'continuity',
    '新建／续建',
    'text',
    ['新建续建', '续建新建', '新开工续建', '项目类别新建续建'],
    '按实际开工的年份分',
  ),
  source('单位', 'contact_and_phone', '联系人及电话', 'text', [
    '联系人电话',
    '联系人及联系电话',
    '联系人及联系方式',
    '负责人及电话',
    '联系人和电话',
    '负责人及联系电话',
    '责任人及联系电话',
  ]),
  source('其他', 'today', '填报日期', 'date', ['填表日期', '报送日期', '制表日期', '填报时间']),
  source('其他', 'month', '填报月份', 'date', ['月份', '报告期', '所属月份']),
  source('其他', 'year', '年度', 'number', ['年份']),
  source('其他', 'unit', '填报单位', 'text', ['报送单位', '上报单位']),
  source('其他', 'person', '填报人', 'text', ['填表人', '报送人']),
];

/** Every source that a list offers, by group and within it in the order of the declarations. */
export const templateSources: readonly TemplateSource[] = [
  ...computedSources,
  ...projectSources(),
  ...monthSources(),
  ...listingSources(),
  ...wideSources(),
].sort((one, other) => templateGroups.indexOf(one.group) - templateGroups.indexOf(other.group));

const fixedMonth = /^(?:(?:19|20|21)\d{2}-)?(?:0[1-9]|1[0-2])$/;

const byCode = new Map(templateSources.map((each) => [each.code, each]));

/** The source of a code, constants, fixed years and fixed months among them; undefined where there is none. */
export function templateSource(code: string): TemplateSource | undefined {
  const known = byCode.get(code);
  if (known) return known;
  const words = constantOf(code);
  if (words !== null) return source('其他', code, `固定写“${words}”`, 'text');
  const [first = '', second = '', third, ...rest] = code.split('.');
  if (rest.length > 0) return undefined;
  if (first === 'progress' && fixedMonth.test(second) && monthNames.some((name) => name === third))
    return fixedMonthSource(second, third as MonthName);
  if (first === 'completed_to' && fixedMonth.test(second) && third === undefined)
    return source(
      '各月',
      code,
      `${second.length > 2 ? `${second.slice(0, 4)}年` : ''}1-${Number(second.slice(-2))}月累计完成`,
      'money',
    );
  const field = (entities.project.fields as Readonly<Record<string, Field>>)[first];
  if (third === undefined && field?.kind === 'money_by_year' && /^(19|20|21)\d{2}$/.test(second))
    return source('投资', code, `${second}年${field.label}`, 'money');
  if (third === undefined && field?.kind === 'money_by_channel' && second !== '')
    return source('投资', code, `${field.label}·${second}`, 'money');
  return undefined;
}
