import fc from 'fast-check';
import type { Paper, PaperBlock, PaperTable } from '../../src-shared/contract/paper-values';

/** Papers that are nobody's, with every kind of block. */

export const regionTable: PaperTable = {
  kind: 'table',
  caption: '各地重点项目推进情况',
  unit: '单位：项、亿元、百分点，截至2018年9月15日',
  columns: [
    { header: '名次', width: 38, format: 'place' },
    { header: '县（市）区、\n开发区', width: 98, format: 'text' },
    { header: '在建\n项目', width: 44, format: 'count' },
    { header: '年度\n计划', width: 58, format: 'yi' },
    { header: '本年\n完成', width: 58, format: 'yi' },
    { header: '完成率\n%', width: 54, format: 'rate' },
    { header: '较序时', width: 58, format: 'gap' },
    { header: '已入\n统', width: 44, format: 'count' },
    { header: '入统率\n%', width: 54, format: 'rate' },
    { header: '未入\n统', width: 42, format: 'count' },
    { header: '得分', width: 41, format: 'points' },
  ],
  rows: Array.from({ length: 13 }, (_, index) => [
    index + 1,
    [
      '高新区',
      '中新食品区',
      '桦甸市',
      '磐石市',
      '龙潭区',
      '蛟河市',
      '昌邑区',
      '船营区',
      '北大壶开发区',
      '经开区',
      '永吉县',
      '丰满区',
      '舒兰市',
    ][index] ?? '',
    32 - index,
    5_240_000_000 - index * 123_456_789,
    3_890_000_001 - index * 200_000_000,
    index === 12 ? null : 0.742 - index * 0.01234,
    index === 3 ? 0.04 : 3.4 - index * 1.7,
    26 - index,
    0.813 - index / 200,
    6,
    89.8 - index,
  ]),
  totals: [null, '全市', 314, 44_300_000_000, 29_990_000_000, 0.677, -3.1, 234, 0.745, 80, null],
  notes: ['调度口径，不作统计数据使用。', '完成率＝本年完成÷年度计划；入统率＝已入统÷在建；序时进度为70.8%。'],
  look: 'figures',
};

const said = (text: string): PaperBlock => ({ kind: 'paragraph', runs: [{ text }], indent: true, align: 'left' });

/** A red-headed bulletin of two pages and an annex. */
export const bulletin: Paper = {
  name: '项目建设督查通报（2018年9月上半月，送审稿）',
  form: 'red',
  landscape: false,
  letterhead: '项目建设督查通报',
  number: '吉市督〔2018〕　　号',
  title: ['关于9月上半月全市重点项目', '推进情况的通报'],
  subtitle: null,
  addressee: '各县（市）区人民政府，各开发区管委会：',
  blocks: [
    said('按照“稳投资”工作方案要求，市政府督查室、市发改委、市统计局对重点项目推进情况开展联合督查，现通报如下：'),
    { kind: 'heading', level: 1, text: '一、总体情况' },
    {
      kind: 'heading',
      level: 2,
      text: '（一）投资进度',
      after: '。全市在建项目314项，本年完成299.9亿元，占年度计划的67.7%，低于序时进度3.1个百分点。',
    },
    {
      kind: 'heading',
      level: 2,
      text: '（二）项目入统',
      after: '。已入统234项，入统率74.5%，未入统80项，须于9月底前完成。各地情况见下表。',
    },
    regionTable,
    {
      kind: 'heading',
      level: 2,
      text: '（三）开工和储备',
      after: '。计划开工49项，手续齐备28项，前期工作成熟率57.1%；谋划储备31项。',
    },
    {
      kind: 'heading',
      level: 2,
      text: '（四）存在问题',
      after: '。舒兰市、丰满区完成率低于序时15个百分点以上；永吉县、丰满区、舒兰市未入统项目材料补齐较慢。',
    },
    { kind: 'heading', level: 1, text: '二、下步要求' },
    {
      kind: 'heading',
      level: 2,
      text: '（一）紧盯入统窗口',
      after: '。9月20日前报齐市级材料，逐项说明原因，不得代填代报。',
    },
    { kind: 'heading', level: 3, text: '1. 县区自查', after: '。逐项对照清单。' },
    { kind: 'annexes', titles: ['未入统项目名单', '计划开工项目倒排表'] },
    { kind: 'signature', issuer: '吉林市人民政府督查室', date: '2018年9月16日' },
  ],
  imprint: { copies: '抄送：市委办公室，市政府各位副市长。', printer: '吉林市人民政府督查室', date: '2018年9月16日' },
  draft: '送审稿，数据未冻结',
  notice: '调度口径，不作统计数据使用',
};

/** Across, sentences in cells over several pages. */
export const meeting: Paper = {
  name: '联席会议议题（2018-09-20）',
  form: 'plain',
  landscape: true,
  letterhead: null,
  number: null,
  title: ['第九次联席会议议题'],
  subtitle: '2018年9月20日　市政府三楼会议室　主持：分管副市长',
  addressee: null,
  blocks: [
    { kind: 'heading', level: 1, text: '一、提请研究的问题' },
    {
      kind: 'table',
      caption: '',
      unit: '',
      columns: [
        { header: '序号', width: 5, format: 'place' },
        { header: '项目', width: 15, format: 'text' },
        { header: '问题', width: 22, format: 'text' },
        { header: '症结', width: 22, format: 'text' },
        { header: '建议', width: 24, format: 'text' },
        { header: '请谁定', width: 12, format: 'text', align: 'center' },
      ],
      rows: Array.from({ length: 14 }, (_, index) => [
        index + 1,
        `松筑装配式建筑构件基地第${index + 1}期`,
        '施工用电未接通，临时用电容量不足，构件养护线不能调试，影响主体完工',
        '专线接入方案未定\n两家单位意见不一',
        '请昌邑供电分公司9月28日前接通',
        '分管副市长',
      ]),
      totals: null,
      notes: [],
      look: 'list',
    },
  ],
  imprint: null,
  draft: null,
  notice: null,
};

export const slip: Paper = {
  name: '督办单 昌邑督〔2018〕9号',
  form: 'slip',
  landscape: false,
  letterhead: null,
  number: '昌邑督〔2018〕9号',
  title: ['昌邑区重点项目督办单'],
  subtitle: '2018年9月14日',
  addressee: null,
  blocks: [
    {
      kind: 'form',
      rows: [
        {
          kind: 'pair',
          cells: [
            { label: '问题编号', text: '昌邑-2018-017' },
            { label: '级别', text: '县区，9月13日提级' },
          ],
        },
        {
          kind: 'pair',
          cells: [
            { label: '项　　目', text: '松筑装配式建筑构件基地' },
            { label: '建设单位', text: '吉林松筑住工有限公司' },
          ],
        },
        {
          kind: 'pair',
          cells: [
            { label: '责任单位', text: '昌邑供电分公司' },
            { label: '配合单位', text: '区发改局、区城管局' },
          ],
        },
        {
          kind: 'pair',
          cells: [
            { label: '办结时限', text: '2018年9月28日' },
            { label: '包保领导', text: '谢义' },
          ],
        },
        {
          kind: 'text',
          label: '督办事项',
          paragraphs: [
            '施工用电未接通。临时用电容量400千伏安，构件养护线需1250千伏安，10千伏专线未接，1#车间设备不能调试，影响10月主体完工。',
          ],
        },
        {
          kind: 'text',
          label: '办理要求',
          paragraphs: ['1. 9月19日前出具10千伏专线供电方案。', '2. 接通前增供临时容量，保证设备调试。'],
        },
        { kind: 'line', label: '签发', parts: ['拟稿：王秘书', '核稿：', '签发：'] },
        { kind: 'room', label: '办理结果', height: 39.7, parts: ['', '责任单位负责人：', '　　　年　月　日'] },
        { kind: 'line', label: '企业意见', parts: ['□ 满意　□ 不满意', '说明：'], height: 11.6 },
        { kind: 'line', label: '核验意见', parts: ['□ 销号　□ 退回', '核验人（不得为承办人）：'], height: 11.6 },
      ],
    },
    { kind: 'rule', cut: true },
    { kind: 'spread', left: '回执：昌邑督〔2018〕9号　收到人：', right: '月　日　时' },
  ],
  imprint: null,
  draft: null,
  notice: null,
};

/** A grey pixel. */
export const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mOor6//DwAFfgJ/gA9P5QAAAABJRU5ErkJggg==';

export const card: Paper = {
  name: '项目卡片（江澜碳纤维）',
  form: 'sheet',
  landscape: false,
  letterhead: null,
  number: '2018-220202-28-03-004217',
  title: ['江澜碳纤维复合材料产业园'],
  subtitle: '吉林江澜新材料有限公司　　昌邑区，新建',
  addressee: null,
  blocks: [
    { kind: 'mark', mark: '▲ 黄灯', lines: ['完成率53.0%，低于序时17.8个百分点；开工47天未入统，缺合同备案。'] },
    {
      kind: 'facts',
      across: 4,
      items: [
        { label: '总投资', text: '68,000万元' },
        { label: '年度计划', text: '24,000万元' },
        { label: '本年完成', text: '12,720万元' },
        { label: '完成率 / 序时', text: '53.0% / 70.8%' },
        { label: '包保领导', text: '谢义 副市长' },
        { label: '责任单位', text: '昌邑区工信局' },
        { label: '项目秘书', text: '王秘书' },
        { label: '计划 / 实际开工', text: '6月15日 / 7月31日' },
      ],
    },
    { kind: 'section', text: '五个阶段', note: '节点已完成 13 / 20' },
    {
      kind: 'stages',
      items: [
        { state: 'past', name: '招商落地 4/4', word: '完成，18年1月' },
        { state: 'past', name: '前期审批 5/5', word: '完成，7月18日' },
        { state: 'present', name: '开工入统 4/5', word: '缺入统，9月30日前' },
        { state: 'future', name: '竣工验收 0/3', word: '19年6月' },
        { state: 'future', name: '投产达效 0/3', word: '19年8月' },
      ],
    },
    {
      kind: 'columns',
      share: 0.58,
      left: [
        { kind: 'section', text: '投资进度', note: '各月累计，万元　序时差 −17.8' },
        {
          kind: 'chart',
          description: '本年投资的实际、计划和序时累计，万元',
          look: 'line',
          categories: ['', '', '', '3', '', '', '6', '', '', '9', '', '', '12'],
          series: [
            { name: '实际', values: [0, 0, 0, 0, 0, 0, 6200, 6200, 11560, 12720], stroke: 'strong' },
            {
              name: '计划',
              values: [0, 0, 0, 200, 1600, 3600, 7200, 10600, 14200, 17300, 20000, 22600, 24000],
              stroke: 'thin',
            },
            {
              name: '序时',
              values: [0, 2000, 4000, 6000, 8000, 10000, 12000, 14000, 16000, 18000, 20000, 22000, 24000],
              stroke: 'dotted',
            },
          ],
          height: 46,
        },
      ],
      right: [
        { kind: 'section', text: '现场', note: '9月14日' },
        { kind: 'picture', data: pixel, type: 'image/png', width: 64, height: 44, caption: '2#厂房钢结构吊装' },
      ],
    },
    {
      kind: 'table',
      caption: '近三期',
      unit: '万元',
      columns: [
        { header: '时间', width: 15, format: 'text' },
        { header: '完成', width: 12, format: 'wan' },
        { header: '累计', width: 12, format: 'wan' },
        { header: '序时差', width: 12, format: 'gap' },
        { header: '形象进度', width: 49, format: 'text' },
      ],
      rows: [
        ['9月上半月', 11_600_000, 127_200_000, -17.8, '2#厂房钢结构吊装完成60%'],
        ['8月', 53_600_000, 115_600_000, -18.5, '2#厂房基础完成，钢构进场'],
        ['7月', 0, 62_000_000, -32.5, '7月31日开工，桩基进场'],
      ],
      totals: null,
      notes: [],
      look: 'list',
    },
    {
      kind: 'table',
      caption: '入统和问题',
      unit: '',
      columns: [
        { header: '', width: 18, format: 'text' },
        { header: '', width: 56, format: 'text' },
        { header: '', width: 26, format: 'text', align: 'right' },
      ],
      rows: [
        ['入统材料 3 / 4', '施工合同已签，未备案（原因 C）', '市级窗口 9月20日'],
        ['问题 1', '施工合同备案，部门级，区住建局办理中', '剩 4 个工作日'],
      ],
      totals: null,
      notes: [],
      look: 'list',
    },
    {
      kind: 'box',
      title: '请领导定',
      lines: [
        '1. 请区住建局9月19日前办结施工合同备案，赶上9月20日市级窗口。',
        '2. 2#厂房钢构第二供货商进场，争取10月31日主体完工。',
      ],
    },
  ],
  imprint: null,
  draft: null,
  notice: '调度口径，不作统计数据使用',
  foot: '数据截至2018年9月15日，9月16日打印',
};

export const minutes: Paper = {
  name: '第九次联席会议纪要',
  form: 'red',
  landscape: false,
  letterhead: '联席会议纪要',
  number: '第9期',
  title: ['第九次联席会议纪要'],
  subtitle: null,
  addressee: null,
  blocks: [
    said('2018年9月20日，分管副市长主持召开联席会议，研究3个项目的问题。现纪要如下：'),
    { kind: 'heading', level: 1, text: '一、议定事项' },
    {
      kind: 'heading',
      level: 3,
      text: '1. 松筑装配式建筑构件基地用电',
      after: '。由昌邑供电分公司9月28日前接通10千伏专线。',
    },
    {
      kind: 'paragraph',
      runs: [
        { text: '出席：', face: 'first' },
        { text: '市发改委谢义，市住建局赵一，昌邑区政府钱二，昌邑供电分公司孙三，吉林松筑住工有限公司李四。' },
      ],
      indent: true,
      align: 'left',
      hang: 3,
    },
    { kind: 'annex', mark: '附件1', title: '落实情况' },
    {
      kind: 'table',
      ...{ caption: '', unit: '' },
      columns: [
        { header: '', width: 1, format: 'text' },
        { header: '', width: 3, format: 'text' },
      ],
      rows: [
        ['项目', '松筑'],
        ['期限', '2018年9月28日'],
      ],
      totals: null,
      notes: [],
      look: 'form',
      rowHeight: 12,
    },
    { kind: 'rule' },
    { kind: 'page' },
    said('末页。'),
  ],
  imprint: null,
  draft: null,
  notice: null,
};

export const samples = { bulletin, meeting, slip, card, minutes } as const;

const character = fc.constantFrom(...'吉林市项目建设通报〔〕（）一二三，。ABC123<>&"\'−%·');
const text = fc.string({ unit: character, maxLength: 24 });
const longText = fc.string({ unit: character, maxLength: 400 });
const cell = fc.oneof(text, fc.integer({ min: -5_000_000_000, max: 500_000_000_000 }), fc.constant(null));
const formats = ['text', 'count', 'yi', 'wan', 'rate', 'gap', 'points', 'date', 'place'] as const;

const anyTable: fc.Arbitrary<PaperTable> = fc
  .array(
    fc.record({
      header: text,
      width: fc.integer({ min: 1, max: 90 }),
      format: fc.constantFrom(...formats),
      group: fc.constantFrom('', '甲', '乙'),
    }),
    { minLength: 1, maxLength: 7 },
  )
  .chain((columns) =>
    fc.record({
      kind: fc.constant('table' as const),
      caption: text,
      unit: text,
      columns: fc.constant(columns),
      rows: fc.array(fc.array(cell, { minLength: columns.length, maxLength: columns.length }), { maxLength: 6 }),
      totals: fc.option(fc.array(cell, { minLength: columns.length, maxLength: columns.length })),
      notes: fc.array(text, { maxLength: 2 }),
      look: fc.constantFrom('figures' as const, 'list' as const, 'form' as const),
    }),
  );

const entry = fc.record({ label: text, text: longText });
const anyForm: fc.Arbitrary<PaperBlock> = fc.record({
  kind: fc.constant('form' as const),
  rows: fc.array(
    fc.oneof(
      fc.record({ kind: fc.constant('pair' as const), cells: fc.tuple(entry, entry) }),
      fc.record({ kind: fc.constant('text' as const), label: text, paragraphs: fc.array(longText, { maxLength: 3 }) }),
      fc.record({ kind: fc.constant('line' as const), label: text, parts: fc.array(text, { maxLength: 3 }) }),
      fc.record({
        kind: fc.constant('room' as const),
        label: text,
        height: fc.integer({ min: 1, max: 90 }),
        parts: fc.array(text, { maxLength: 3 }),
      }),
    ),
    { minLength: 1, maxLength: 6 },
  ),
});

const anySection = fc.record({ kind: fc.constant('section' as const), text, note: text });
const anyParagraph = fc.record({
  kind: fc.constant('paragraph' as const),
  runs: fc.array(
    fc.record({ text: longText, face: fc.constantFrom('body' as const, 'first' as const, 'second' as const) }),
    {
      maxLength: 3,
    },
  ),
  indent: fc.boolean(),
  align: fc.constantFrom('left' as const, 'center' as const, 'right' as const),
});
const anyPicture = fc.record({
  kind: fc.constant('picture' as const),
  data: fc.constant(pixel),
  type: fc.constant('image/png' as const),
  width: fc.integer({ min: 1, max: 300 }),
  height: fc.integer({ min: 1, max: 400 }),
  caption: text,
});

const anyBlock: fc.Arbitrary<PaperBlock> = fc.oneof(
  fc.record({
    kind: fc.constant('heading' as const),
    level: fc.constantFrom(1 as const, 2 as const, 3 as const),
    text,
    after: longText,
  }),
  anyParagraph,
  anyTable,
  anyForm,
  anySection,
  anyPicture,
  fc.record({ kind: fc.constant('spread' as const), left: text, right: text }),
  fc.record({ kind: fc.constant('signature' as const), issuer: text, date: text }),
  fc.record({ kind: fc.constant('annex' as const), mark: text, title: text }),
  fc.record({ kind: fc.constant('annexes' as const), titles: fc.array(text, { maxLength: 3 }) }),
  fc.record({ kind: fc.constant('rule' as const), cut: fc.boolean() }),
  fc.record({ kind: fc.constant('page' as const) }),
  fc.record({
    kind: fc.constant('facts' as const),
    across: fc.integer({ min: 1, max: 6 }),
    items: fc.array(entry, { maxLength: 9 }),
  }),
  fc.record({ kind: fc.constant('mark' as const), mark: text, lines: fc.array(longText, { maxLength: 3 }) }),
  fc.record({
    kind: fc.constant('stages' as const),
    items: fc.array(
      fc.record({
        state: fc.constantFrom('past' as const, 'present' as const, 'future' as const),
        name: text,
        word: text,
      }),
      { maxLength: 6 },
    ),
  }),
  fc.record({ kind: fc.constant('box' as const), title: text, lines: fc.array(longText, { maxLength: 3 }) }),
  fc.record({
    kind: fc.constant('columns' as const),
    share: fc.constantFrom(0.3, 0.58),
    left: fc.array(fc.oneof(anySection, anyParagraph, anyPicture), { maxLength: 3 }),
    right: fc.array(fc.oneof(anySection, anyParagraph, anyPicture), { maxLength: 3 }),
  }),
);

/** Any paper that the model allows. */
export const anyPaper: fc.Arbitrary<Paper> = fc.record({
  name: text,
  form: fc.constantFrom('red' as const, 'plain' as const, 'sheet' as const, 'slip' as const),
  landscape: fc.boolean(),
  letterhead: fc.option(text),
  number: fc.option(text),
  title: fc.array(text, { maxLength: 3 }),
  subtitle: fc.option(text),
  addressee: fc.option(text),
  blocks: fc.array(anyBlock, { maxLength: 7 }),
  imprint: fc.option(fc.record({ copies: text, printer: text, date: text })),
  draft: fc.option(text),
  notice: fc.option(text),
});
