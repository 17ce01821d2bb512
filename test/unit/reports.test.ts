import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { tablesOf } from '../../src-main/ledger/office/papers/paper-xlsx';
import type { Paper, PaperTable } from '../../src-shared/contract/paper-values';
import { makeLedger } from '../support/ledger';
import { wordText, zipText } from '../support/zip-text';

const wide = { timeout: 30_000 };
type Entity = 'project' | 'progress' | 'problem' | 'listing' | 'permit' | 'slip' | 'commitment';

/** A Commission's ledger with one region of a leader who has no other (永吉县) and one of another leader's. */
async function city() {
  const ledger = await makeLedger({ role: 'commission', person: '周科长', unit: '市发改委' });
  const create = (entity: Entity, set: Record<string, unknown>) =>
    ledger.context.journal.commit([{ entity, id: null, set: set as never }], { source: '' })[0]?.id ?? '';
  const project = (name: string, more: Record<string, unknown> = {}) =>
    create('project', {
      name,
      region: '220221',
      lifecycle: 'construction',
      total_investment: 120_000_000,
      annual_plan: { '2018': 60_000_000 },
      actual_start: '2018-04',
      ...more,
    });
  const show = (kind: 'special_report' | 'leader_sheet', subject: string, about: string) =>
    ledger.call('papers.show', { kind, subject, about });
  return { ledger, create, project, show };
}

/** All words of a paper outside its tables. */
const textOf = ({ blocks }: Paper) =>
  blocks
    .map((block) => {
      switch (block.kind) {
        case 'heading':
          return `${block.text}${block.after ?? ''}`;
        case 'paragraph':
          return block.runs.map(({ text }) => text).join('');
        case 'box':
          return [block.title, ...block.lines].join('\n');
        case 'section':
          return block.text;
        default:
          return '';
      }
    })
    .filter((text) => text !== '')
    .join('\n');

const table = (paper: Paper, caption: string) =>
  tablesOf(paper).find((one) => one.caption === caption) as PaperTable | undefined;

describe('special report', () => {
  test(
    'about projects that are not listed: figures, reasons, decisions, and a list with what each one lacks',
    wide,
    async () => {
      const { create, project, show } = await city();
      const [one, two, three] = ['甲车间', '乙车间', '丙车间'].map((name) => project(name)) as [string, string, string];
      project('丁车间', { region: '220202' });
      create('listing', {
        project: one,
        state: 'missing',
        reason_code: 'C',
        missing_materials: '施工合同备案\n照片',
        promised_month: '2018-09',
      });
      create('listing', { project: two, state: 'missing', reason_code: 'C' });
      create('listing', { project: three, state: 'listed', listed_month: '2018-08' });
      create('problem', {
        project: two,
        description: '合同备案卡在两个部门之间。已开过会。',
        request: '请市里定由谁备案',
        responsible_unit: '永吉县住建局',
        level: 'city',
        level_since: '2018-09-10',
        reported_on: '2018-09-01',
        state: 'handling',
      });
      // Before the joint meeting too, but about a project that the report does not speak of.
      const elsewhere = {
        description: '道路未通',
        level: 'city',
        level_since: '2018-09-10',
        reported_on: '2018-09-01',
      };
      create('problem', { ...elsewhere, project: three, state: 'handling' });
      const paper = await show('special_report', '2018-09-H1', 'listing');
      expect(paper).toMatchObject({
        form: 'red',
        letterhead: '项目建设专报',
        number: '第　　期',
        draft: '送审稿，数据未冻结',
      });
      expect(paper.title.join('')).toBe('关于9月上半月全市未入统项目情况的专报');
      expect(textOf(paper)).toBe(
        [
          '一、基本情况',
          '全市应入统项目4项，已入统1项，入统率25.0%；未入统3项，涉及昌邑区、永吉县。各地情况见下表。',
          '二、制约因素',
          '未入统的3项中，按首要原因分，施工合同缺或未备案2项、台账未记原因1项；已承诺9月底前入统的1项。名单附后。',
          '三、提请协调事项',
          '1.乙车间（永吉县）。合同备案卡在两个部门之间；企业诉求：请市里定由谁备案；责任单位：永吉县住建局。',
        ].join('\n'),
      );
      const list = table(paper, '未入统项目名单');
      expect(list?.rows.map((row) => [row[1], row[5], row[6]])).toEqual([
        ['丁车间', '台账未记原因', null],
        ['甲车间', '缺施工合同备案', '2018.9'],
        ['乙车间', '施工合同缺或未备案', null],
      ]);
      expect(table(paper, '各地项目入统情况')?.totals).toEqual(['全市', 4, 1, 3, 0.25, null, 1]);
    },
  );

  test('about planned starts: what is due, what permits are open; nothing is guessed', wide, async () => {
    const { create, project, show } = await city();
    const waiting = { lifecycle: 'preparation', actual_start: null };
    const late = project('晚开车间', { ...waiting, planned_start: '2018-08' });
    const ready = project('备齐车间', { ...waiting, planned_start: '2018-10' });
    project('无证车间', { ...waiting, planned_start: '2018-12' });
    for (const name of ['用地预审', '环评批复', '施工许可证'])
      create('permit', { project: late, name, state: 'accepted' });
    create('permit', { project: ready, name: '施工许可证', state: 'granted', actual_finish: '2018-08-20' });
    const paper = await show('special_report', '2018-09-H1', 'start');
    const text = textOf(paper);
    expect(text).toContain(
      '全市应开工1项，已开工0项，开工率0.0%；前期阶段计划开工3项，手续齐备1项，前期工作成熟率33.3%。',
    );
    expect(text).toMatch(/应开工未开工1项；开工手续未齐备2项；未办结手续较多的是.*1件/);
    expect(table(paper, '计划开工项目名单')?.rows.map((row) => [row[1], row[4], row[5]])).toEqual([
      ['晚开车间', '2018.8', '施工许可证、环评批复等3项手续未办结'],
      ['备齐车间', '2018.10', '开工手续已齐备'],
      ['无证车间', '2018.12', '台账未记原因'],
    ]);
    expect(text).not.toContain('提请协调');
  });

  test('about what lags and about problems: the reported hindrance, the longest overdue first', wide, async () => {
    const { create, project, show } = await city();
    const slow = project('慢车间');
    const slower = project('更慢车间');
    create('progress', { project: slow, month: '2018-08', completed: 20_000_000, needs: '专线未接通；请协调' });
    create('problem', { project: slower, description: '资金未到位', reported_on: '2018-09-14', state: 'registered' });
    create('problem', {
      project: slow,
      description: '道路未通',
      reported_on: '2018-08-01',
      state: 'registered',
      category: null,
    });
    const progress = await show('special_report', '2018-09', 'progress');
    expect(progress.title.join('')).toBe('关于9月全市投资进度滞后项目情况的专报');
    expect(table(progress, '投资进度滞后项目名单')?.rows.map((row) => [row[1], row[3], row[4], row[7]])).toEqual([
      ['更慢车间', 60_000_000, 0, '资金未到位'],
      ['慢车间', 60_000_000, 20_000_000, '道路未通'],
    ]);
    expect(textOf(progress)).toContain('滞后的2项年度计划1.2亿元，本年完成0.2亿元；有未销号问题的2项。');
    const problems = await show('special_report', '2018-09-H1', 'problems');
    expect(textOf(problems)).toContain('截至9月15日，未销号问题2个，涉及项目2项；其中超过时限1个。');
    expect(textOf(problems)).toContain('按办理层级分，项目秘书1个、市联席会议1个');
    expect(table(problems, '项目建设问题清单')?.rows[0]?.slice(1, 4)).toEqual(['慢车间', '永吉县', '道路未通']);
  });

  test('about signed projects that have not landed', wide, async () => {
    const { project, show } = await city();
    const signed = { lifecycle: 'signed', actual_start: null, signed_on: '2018-05-20', agreed_amount: 500_000_000 };
    project('签约产业园', { ...signed, promotion_stage: 'registered', performance: 'stalled' });
    project('落地产业园', { ...signed, lifecycle: 'preparation' });
    const paper = await show('special_report', '2018-09-H1', 'landing');
    expect(textOf(paper)).toContain('全市招商签约项目2项，落地1项，招商落地率50.0%；未落地1项，涉及永吉县。');
    expect(textOf(paper)).toContain('按招商进展分，已注册1项。');
    expect(table(paper, '未落地签约项目名单')?.rows).toEqual([
      [1, '签约产业园', '永吉县', 500_000_000, '2018.5', '已注册', '履约状态为停滞'],
    ]);
  });

  test('an empty ledger: every topic is a paper without list, decisions or invented sentence', wide, async () => {
    const { show } = await city();
    for (const topic of ['overall', 'listing', 'start', 'progress', 'problems', 'landing']) {
      const paper = await show('special_report', '2018-09-H1', topic);
      expect(textOf(paper)).not.toMatch(/NaN|null|undefined|提请协调|名单附后/);
      expect(paper.blocks.some(({ kind }) => kind === 'annex')).toBe(false);
    }
  });

  test('an unknown topic and an unknown period are refused', wide, async () => {
    const { ledger } = await city();
    expect(await ledger.refused('papers.show', { kind: 'special_report', subject: '2018-09-H1', about: '别的' })).toBe(
      'step_refused',
    );
    expect(await ledger.refused('papers.show', { kind: 'special_report', subject: '第一期', about: '' })).toBe(
      'invalid_period',
    );
  });

  test('registered, it bears the number of its issue', wide, async () => {
    const { ledger, project } = await city();
    project('甲车间');
    await ledger.call('bulletins.freeze', { period: '2018-09-H1' });
    const issue = () =>
      ledger.call('papers.issue', { kind: 'special_report', subject: '2018-09-H1', about: 'listing' });
    expect((await issue()).number).toBe('第1期');
    expect((await issue()).number).toBe('第2期');
  });
});

describe('sheet of a leader', () => {
  test(
    'his region alone: figures beside the city, the worst five, what is overdue, what he is to decide, what is due',
    wide,
    async () => {
      const { create, project, show } = await city();
      for (let index = 0; index < 7; index++) {
        const id = project(`滞后车间${index}`);
        create('progress', { project: id, month: '2018-08', completed: index * 2_000_000 });
        create('problem', {
          project: id,
          description: `第${index}个难处${'，说来话长'.repeat(20)}`,
          reported_on: '2018-07-01',
          level: index < 6 ? 'city' : 'unit',
          level_since: '2018-07-01',
          responsible_unit: '永吉县自然资源和规划建设管理服务中心',
          state: 'handling',
        });
      }
      const foreign = project('别处车间', { region: '220202' });
      const since = { level: 'city', level_since: '2018-06-01', reported_on: '2018-06-01', state: 'handling' };
      create('problem', { ...since, project: foreign, description: '别处的难处' });
      for (const [matter, due, scope] of [
        ['九月十日前的事', '2018-09-10', '220221'],
        ['月底前的事', '2018-09-30', '220221'],
        ['十月的事', '2018-10-20', '220221'],
        ['别处的事', '2018-09-10', '220202'],
      ])
        create('commitment', {
          scope,
          month: '2018-09',
          matter,
          due,
          state: 'open',
          unit: '县发改局',
          person: '赵科长',
        });
      const paper = await show('leader_sheet', '贾树城', '2018-09-H1');
      expect(paper).toMatchObject({
        form: 'sheet',
        title: ['贾树城副市长包保领导调度单'],
        subtitle: '包保永吉县',
        number: '2018年9月上半月',
        draft: '送审稿，数据未冻结',
      });
      expect(textOf(paper)).toMatch(
        /^在建项目7项，本年完成0.4亿元，完成率10.0%，低于序时进度60.8个百分点，高于全市1.3个百分点；/,
      );
      expect(table(paper, '包保地区推进情况')?.rows.map(([region]) => region)).toEqual(['永吉县']);
      expect(table(paper, '包保地区推进情况')?.totals?.[0]).toBe('全市');
      const worst = table(paper, '重点关注项目');
      expect(worst?.rows.map(([name]) => name)).toEqual([0, 1, 2, 3, 4].map((index) => `滞后车间${index}`));
      expect(worst?.unit).toBe('红灯、黄灯项目共7项，另有2项');
      expect(worst?.rows[0]?.[2]).toMatch(/^完成率 0.0%，低于序时 70.8 个百分点/);
      const overdue = table(paper, '超期问题');
      expect(overdue?.rows.length).toBeGreaterThan(0);
      expect(overdue?.rows.length).toBeLessThan(4);
      expect(overdue?.unit).toBe(`共7项，另有${7 - (overdue?.rows.length ?? 0)}项`);
      expect(table(paper, '到期压实事项')?.rows.map(([matter, , when]) => [matter, when])).toEqual([
        ['九月十日前的事', '9月10日，超5天'],
        ['月底前的事', '9月30日'],
      ]);
      const box = paper.blocks.find((block) => block.kind === 'box');
      expect(box?.lines.at(-1)).toBe(`另有${8 - (box?.lines.length ?? 0)}项，见问题清单。`);
      expect(JSON.stringify(paper)).not.toContain('别处');
      for (const line of box?.lines ?? []) expect(Array.from(line).length).toBeLessThanOrEqual(92);
      for (const one of tablesOf(paper))
        for (const cell of one.rows.flat())
          if (typeof cell === 'string') expect(Array.from(cell).length).toBeLessThanOrEqual(56);
    },
  );

  test('with short words a page holds more of each list', wide, async () => {
    const { create, project, show } = await city();
    for (let index = 0; index < 6; index++) {
      const id = project(`滞后车间${index}`);
      const since = { level: 'city', level_since: '2018-07-01', reported_on: '2018-07-01', state: 'handling' };
      create('problem', { ...since, project: id, description: `第${index}个难处` });
      create('commitment', {
        scope: '220221',
        month: '2018-09',
        matter: `第${index}件`,
        due: '2018-09-20',
        state: 'open',
      });
    }
    const paper = await show('leader_sheet', '贾树城', '2018-09-H1');
    expect(tablesOf(paper).map(({ rows }) => rows.length)).toEqual([1, 5, 4, 3]);
    expect(paper.blocks.find((block) => block.kind === 'box')?.lines).toHaveLength(5);
    expect(tablesOf(paper).flatMap(({ columns }) => columns.map(({ header }) => header))).not.toContain('属地');
  });

  test('nothing to tell is said in a word, and nothing is asked for', wide, async () => {
    const { show } = await city();
    const paper = await show('leader_sheet', '熊亮华', '2018-09-H1');
    expect(textOf(paper)).toBe(
      '在建项目0项，本年完成0.0亿元，没有年度计划，不计完成率。\n重点关注项目\n没有红灯、黄灯项目。\n超期问题\n没有超过时限的问题。',
    );
  });

  test('a slip without an answer waits for him', wide, async () => {
    const { create, project, show } = await city();
    const id = project('甲车间');
    const problem = create('problem', {
      project: id,
      description: '道路未通',
      reported_on: '2018-09-14',
      state: 'handling',
    });
    const slip = {
      project: id,
      problem,
      kind: 'supervision',
      number: '吉市督单〔2018〕3号',
      addressee: '永吉县交通局',
      issued_on: '2018-09-01',
    };
    create('slip', { ...slip, reply_due: '2018-09-10' });
    create('slip', { ...slip, number: '吉市督单〔2018〕4号', reply_due: '2018-09-10', replied_on: '2018-09-12' });
    const paper = await show('leader_sheet', '贾树城', '2018-09-H1');
    expect(paper.blocks.find((block) => block.kind === 'box')?.lines).toEqual([
      '1. 甲车间（永吉县）：吉市督单〔2018〕3号应于9月10日前回复，已超5天，请督促永吉县交通局回复。',
    ]);
  });

  test('all leaders at once, a document each, as each is shown', wide, async () => {
    const { ledger, project, show } = await city();
    project('甲车间');
    const { files } = await ledger.call('papers.writeLeaders', {
      period: '2018-09-H1',
      folder: path.join(ledger.folder, '调度 单'),
    });
    expect(files.map((file) => path.basename(file))).toEqual(
      ['李天林', '陈东', '贾树城', '盖东平', '谢义', '熊亮华'].map(
        (leader) => `包保领导调度单（${leader}，2018年9月上半月，送审稿）.docx`,
      ),
    );
    const words = wordText(await zipText(readFileSync(files[2] ?? ''), 'word/document.xml'));
    expect(words).toContain(textOf(await show('leader_sheet', '贾树城', '2018-09-H1')).split('\n')[0]);
  });

  test('who is in charge of nothing has no sheet', wide, async () => {
    const { ledger } = await city();
    expect(await ledger.refused('papers.show', { kind: 'leader_sheet', subject: '无此人', about: '2018-09-H1' })).toBe(
      'step_refused',
    );
  });
});
