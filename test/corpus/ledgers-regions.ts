/** Where the region of a project may stand: above a block, beside the rows, on the sheet, in many words. */
import { Draft } from './draft';
import { book, type Ledger, ledger } from './ledger';
import { type Facts, inventProjects, type regionNames, sum, wan, yi } from './projects';
import { xlsx } from './workbook-xml';

const month = (iso: string) => `${Number(iso.slice(0, 4))}年${Number(iso.slice(5, 7))}月`;

const regionBlocks = ledger(
  'region-blocks.xlsx',
  'a block per region, each with its own title, header and 小计; the region only in the title of the block',
  () => {
    const sheet = new Draft('在建项目');
    sheet.across('title', '2018年全市在建项目进展情况（按县区）', 6);
    sheet.line('title', [null, null, null, null, null, '单位：万元']);
    const regions = ['蛟河市', '永吉县', '北大壶开发区'];
    regions.forEach((region, block) => {
      const facts = inventProjects(30 + block, 3 + block, [region]);
      sheet.across('title', `${'一二三'[block]}、${region}（${facts.length}个）`, 6);
      sheet.header([['序号', '项目名称', '建设单位', '总投资', '2018年计划投资', '开工时间']]);
      facts.forEach((project, index) => {
        sheet.project(
          project,
          {
            fields: {
              owner: project.owner,
              total_investment: project.total,
              annual_plan: { 2018: project.plan },
              actual_start: project.started.slice(0, 7),
            },
          },
          [
            index + 1,
            project.name,
            project.owner,
            wan(project.total),
            wan(project.plan),
            project.started.slice(0, 7).replace('-', '.'),
          ],
        );
      });
      sheet.line('total', [
        null,
        '小计',
        null,
        wan(sum(facts.map(({ total }) => total))),
        wan(sum(facts.map(({ plan }) => plan))),
      ]);
      if (block < 2) sheet.blank();
    });
    return book(sheet);
  },
);

const regionLeft = ledger(
  'region-left.xlsx',
  'regions in a merged left column, a 小计 within each merge, 总计 last',
  () => {
    const sheet = new Draft('分县区');
    sheet.across('title', '吉林市亿元以上项目投资情况表', 7);
    sheet.header([
      ['县(市)区', '序号', '项目名称', '领域', '计划总投资（亿元）', '2018年计划投资（亿元）', '计划竣工时间'],
    ]);
    let serial = 0;
    const all: Facts[] = [];
    ['龙潭区', '船营区', '舒兰市', '高新区'].forEach((region, block) => {
      const facts = inventProjects(40 + block, 2 + (block % 3), [region]);
      all.push(...facts);
      const first = sheet.next;
      for (const project of facts) {
        serial++;
        sheet.project(
          project,
          {
            fields: {
              sector: project.sector,
              total_investment: project.total,
              annual_plan: { 2018: project.plan },
              planned_finish: project.finishes,
            },
          },
          [
            sheet.next === first ? region : null,
            serial,
            project.name,
            project.sector,
            yi(project.total),
            yi(project.plan),
            month(project.finishes),
          ],
        );
      }
      sheet.line('total', [
        null,
        null,
        '小  计',
        null,
        yi(sum(facts.map(({ total }) => total))),
        yi(sum(facts.map(({ plan }) => plan))),
      ]);
      sheet.merge(first, 0, sheet.next - 1, 0);
    });
    const total = sheet.line('total', [
      '总    计',
      null,
      null,
      null,
      yi(sum(all.map((project) => project.total))),
      yi(sum(all.map((project) => project.plan))),
    ]);
    sheet.merge(total, 0, total, 3);
    return book(sheet);
  },
);

const sheetPerRegion = ledger(
  'sheet-per-region.xlsx',
  'a sheet per region; the region is only the name of the sheet; a cover in front',
  async () => {
    const cover = new Draft('封面');
    cover.line('title', ['吉林市重点项目台账']);
    cover.line('title', ['二〇一八年九月']);
    const sheets = ['磐石市', '丰满区', '经开区'].map((region, block) => {
      const sheet = new Draft(region);
      sheet.across('title', '重点项目明细表（单位：万元）', 5);
      sheet.header([['序号', '项目名称', '总投资', '年度计划投资', '实际开工时间']]);
      inventProjects(50 + block, 4, [region]).forEach((project, index) => {
        sheet.project(
          project,
          {
            fields: {
              total_investment: project.total,
              annual_plan: { 2018: project.plan },
              actual_start: project.started,
            },
          },
          [index + 1, project.name, wan(project.total), wan(project.plan), project.started.replaceAll('-', '.')],
        );
      });
      return sheet;
    });
    return { bytes: await xlsx([cover, ...sheets]), sheets: sheets.map((sheet) => sheet.expected(true)) };
  },
);

const zones = ledger(
  'region-words.xlsx',
  'regions as people write them: without 区/县/市, with 吉林市 in front, with blanks, whole names of the zones',
  () => {
    const sheet = new Draft('Sheet1');
    sheet.header([['项目名称', '属地', '总投资/万元']]);
    const words: readonly (readonly [string, string])[] = [
      ['昌邑', '昌邑区'],
      ['吉林市龙潭区', '龙潭区'],
      ['船 营 区', '船营区'],
      ['永吉', '永吉县'],
      ['蛟河', '蛟河市'],
      ['吉林高新区', '高新区'],
      ['高新技术产业开发区', '高新区'],
      ['经济技术开发区', '经开区'],
      ['中新食品区', '中新食品区'],
      ['北大壶', '北大壶开发区'],
      ['舒兰市 ', '舒兰市'],
    ];
    inventProjects(10, words.length).forEach((project, index) => {
      const [word, region] = words[index] as readonly [string, (typeof regionNames)[number]];
      sheet.project(project, { region, fields: { total_investment: project.total } }, [
        project.name,
        word,
        wan(project.total),
      ]);
    });
    return book(sheet);
  },
);

export const regionLedgers: readonly Ledger[] = [regionBlocks, regionLeft, sheetPerRegion, zones];
