/** Headers of every build: centred by eye, four rows deep, with line ends, in an order of their own, over formulas. */
import { broken, computed, day, looking } from './cell';
import { Draft } from './draft';
import { book, type Ledger, ledger } from './ledger';
import { inventProjects, sum, wan } from './projects';

const centredByEye = ledger(
  'centred-by-eye.xlsx',
  'three header rows without one merge: a group stands in the middle of its columns, names in the middle of the three rows',
  () => {
    const sheet = new Draft('Sheet1');
    sheet.line('title', [null, null, null, '重点项目投资进度表']);
    sheet.line('title', [null, null, null, null, null, null, null, '计量单位：万元']);
    sheet.line('header', [null, null, null, null, '投资完成情况', null, null, null]);
    sheet.line('header', ['序号', '项目名称', '所在地', null, '2018年', null, '开工时间', '备注']);
    sheet.line('header', [null, null, null, '年度计划', '1-8月累计完成', '8月份完成', null, null]);
    inventProjects(11, 6).forEach((project, index) => {
      const done = sum(project.months);
      sheet.project(
        project,
        {
          fields: {
            annual_plan: { 2018: project.plan },
            actual_start: project.started,
            note: index === 2 ? '省重点' : null,
          },
          completedThisYear: done,
          months: { '2018-08': { completed: project.months[7] ?? 0 } },
        },
        [
          index + 1,
          project.name,
          project.region,
          wan(project.plan),
          wan(done),
          wan(project.months[7] ?? 0),
          day(project.started, 'yyyy/m/d'),
          index === 2 ? '省重点' : null,
        ],
      );
    });
    return book(sheet);
  },
);

const fourDeep = ledger(
  'four-deep.xlsx',
  'a header of four merged rows: completed → August → of it construction, installation, land; the unit in the uppermost group',
  () => {
    const sheet = new Draft('8月');
    sheet.across('title', '项目调度表（2018年8月）', 11);
    const first = sheet.header([
      ['序号', '项目名称', '建设单位', '属地', '投资情况（万元）', '<', '<', '<', '<', '<', '形象进度'],
      ['^', '^', '^', '^', '总投资', '年度计划投资', '当月完成情况', '<', '<', '<', '^'],
      ['^', '^', '^', '^', '^', '^', '当月完成', '其中', '<', '<', '^'],
      ['^', '^', '^', '^', '^', '^', '^', '建安', '设备', '土地', '^'],
    ]);
    if (first !== 2) throw new Error('the header begins in row 2');
    inventProjects(12, 6).forEach((project, index) => {
      const [construction = 0, installation = 0, land = 0] = project.months;
      const image = ['基础施工', '主体封顶', '设备安装调试', '土方开挖', '桩基完成80%', '钢结构吊装'][index] ?? '';
      sheet.project(
        project,
        {
          fields: {
            owner: project.owner,
            total_investment: project.total,
            annual_plan: { 2018: project.plan },
          },
          months: {
            '2018-08': {
              completed: construction + installation + land,
              construction,
              installation,
              land,
              image_progress: image,
            },
          },
        },
        [
          index + 1,
          project.name,
          project.owner,
          project.region,
          wan(project.total),
          wan(project.plan),
          computed(`SUM(H${sheet.next}:J${sheet.next})`, wan(construction + installation + land)),
          wan(construction),
          wan(installation),
          wan(land),
          image,
        ],
      );
    });
    return book(sheet);
  },
);

const brokenWords = ledger(
  'broken-words.xlsx',
  'line ends and blanks within headers and names; a star for what must be filled in',
  () => {
    const sheet = new Draft('Sheet2');
    sheet.across('title', looking('项 目 基 本 情 况 表', { bold: true }), 8);
    sheet.header([
      [
        '序\n号',
        '项  目  名  称*',
        '建 设\n单 位',
        '属   地',
        '总 投 资\n（万元）',
        '2018年度\n计划投资\n（万元）',
        '开　工\n时　间\n（年月日）',
        '联系人及\n职务',
      ],
    ]);
    inventProjects(18, 6).forEach((project, index) => {
      const middle = Math.floor(project.name.length / 2);
      const name =
        index % 2 === 0 ? `${project.name.slice(0, middle)}\n${project.name.slice(middle)}` : ` ${project.name}　 `;
      sheet.project(
        project,
        {
          fields: {
            owner: project.owner,
            total_investment: project.total,
            annual_plan: { 2018: project.plan },
            actual_start: project.started,
            contact: { anyOf: [project.contact, null] },
          },
        },
        [
          index + 1,
          looking(name, { wrap: true }),
          ` ${project.owner}`,
          project.region,
          wan(project.total),
          wan(project.plan),
          project.started,
          project.contact,
        ],
      );
    });
    return book(sheet);
  },
);

const nameFarRight = ledger(
  'name-far-right.xlsx',
  'columns in an order of their own: dates and money first, the name sixth, the number last; empty columns on the left, rows on top',
  () => {
    const sheet = new Draft('数据', 3);
    sheet.blank(4);
    sheet.line('header', [
      '开工时间',
      '竣工时间',
      '总投资(万元)',
      '其中：固定资产投资(万元)',
      '县区',
      '项目名称',
      '项目代码',
      '联系电话',
      '序号',
    ]);
    inventProjects(19, 7).forEach((project, index) => {
      sheet.project(
        project,
        {
          fields: {
            actual_start: project.started,
            planned_finish: project.finishes,
            total_investment: project.total,
            fixed_investment: project.total - 2_000_000,
            code: project.code,
            phone: project.phone,
          },
        },
        [
          project.started.replaceAll('-', '/'),
          project.finishes.replace('-', '/'),
          wan(project.total),
          wan(project.total - 2_000_000),
          project.region,
          project.name,
          project.code,
          project.phone,
          index + 1,
        ],
      );
    });
    return book(sheet);
  },
);

const ratesAndErrors = ledger(
  'rates-and-errors.xlsx',
  'formulas with their values, rates as formulas with #DIV/0!, one sum that is #REF!: named, and nothing written for it',
  () => {
    const sheet = new Draft('完成率');
    sheet.across('title', '截至2018年8月底投资完成情况表（万元）', 9);
    sheet.header([
      ['序号', '项目名称', '属地', '总投资', '2018年计划投资', '1-8月完成投资', '完成率', '较序时进度', '项目进度%'],
    ]);
    inventProjects(20, 6).forEach((project, index) => {
      const done = sum(project.months);
      const row = sheet.next;
      const noPlan = index === 3;
      const lost = index === 4;
      const stage = 20 + index * 11;
      sheet.project(
        project,
        {
          fields: {
            ...(lost ? {} : { total_investment: project.total }),
            annual_plan: noPlan ? { anyOf: [null, 0] } : { 2018: project.plan },
          },
          completedThisYear: done,
        },
        [
          index + 1,
          project.name,
          project.region,
          lost ? broken('#REF!', 'SUM(#REF!)') : computed(`${wan(project.total)}*1`, wan(project.total)),
          noPlan ? null : computed(`ROUND(${wan(project.plan)},2)`, wan(project.plan)),
          computed('SUM(K1:R1)', wan(done)),
          noPlan ? broken('#DIV/0!', `F${row}/E${row}`) : computed(`F${row}/E${row}`, done / project.plan, '0.0%'),
          noPlan ? broken('#DIV/0!', `G${row}-8/12`) : computed(`G${row}-8/12`, done / project.plan - 8 / 12, '0.0%'),
          `${stage}%`,
        ],
      );
      if (lost) sheet.doubt(row, 3, 'the formula of the total investment lost what it adds up');
    });
    return book(sheet);
  },
);

export const headerLedgers: readonly Ledger[] = [centredByEye, fourDeep, brokenWords, nameFarRight, ratesAndErrors];
