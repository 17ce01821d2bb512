import type { FieldValue } from '../../../src-shared/entities/field';
import type { Edit } from '../journal/edit';
import type { Draft } from './draft';
import { demonstrationDay, type RegionFigures } from './figures';
import { recordId } from './ids';
import { type Random, randomOf } from './random';
import { type Placed, plusDays } from './step';

type Fields = Record<string, FieldValue>;

const offices: readonly (readonly [unit: string, department: string, position: string, matters: string])[] = [
  ['发改局', '投资科', '科长', '立项、节能审查、中央预算内资金'],
  ['自然资源分局', '利用科', '科长', '供地、用地规划许可'],
  ['住建局', '建管科', '科长', '施工许可、质量安全监督'],
  ['环保局', '环评科', '科长', '环评审批'],
  ['统计局', '投资股', '股长', '入统审核'],
  ['供电分公司', '客户服务部', '工程师', '施工用电、专线接入'],
  ['政务服务中心', '综合窗口', '主任', '联审联批、容缺受理'],
  ['金融办', '服务科', '科长', '融资对接'],
];
const surnames = [...'李张刘赵孙周郑冯陈韩杨许'];

/** The people of the departments that a secretary calls, the same for all projects of her region. Nobody of them is real. */
export function departmentContacts(figures: RegionFigures): readonly Fields[] {
  const random = randomOf(`contacts/${figures.name}`);
  const names = random.sample(surnames, offices.length);
  return offices.map(([unit, department, position, matters], index) => ({
    name: `${names[index]}${position.replace('工程师', '工')}`,
    unit: `${figures.name}${unit}`,
    department,
    position,
    phone: `0432-6000${String(random.between(0, 9_999)).padStart(4, '0')}`,
    matters,
  }));
}

interface Note {
  readonly duty: string;
  readonly way: string;
  readonly matter: string;
  /** Index into the offices, or null for the company. */
  readonly office: number | null;
  readonly result: string;
  readonly next?: string;
  readonly minutes: number;
}

const preparing: readonly Note[] = [
  {
    duty: 'permits',
    way: 'errand',
    matter: '到窗口递交建设工程规划许可申请',
    office: 1,
    result: '已受理',
    next: '问规划许可审到哪一步',
    minutes: 90,
  },
  {
    duty: 'permits',
    way: 'telephone',
    matter: '问环评报告编制进度',
    office: 3,
    result: '报告已送审，待公示',
    next: '看环评公示有没有异议',
    minutes: 10,
  },
  {
    duty: 'permits',
    way: 'meeting',
    matter: '参加联审联批碰头会，核对施工许可要件',
    office: 6,
    result: '缺质量安全监督手续，其余容缺',
    next: '催质量安全监督手续',
    minutes: 60,
  },
  {
    duty: 'liaison',
    way: 'telephone',
    matter: '与企业核对开工准备和施工队伍',
    office: null,
    result: '临建已搭设，队伍月底进场',
    minutes: 15,
  },
  {
    duty: 'progress',
    way: 'site',
    matter: '现场看场平和围挡',
    office: null,
    result: '场平完成八成，进场道路已通',
    next: '复核进场道路',
    minutes: 80,
  },
  {
    duty: 'funding',
    way: 'telephone',
    matter: '转告省级专项申报通知',
    office: 0,
    result: '企业愿意申报，先备材料',
    next: '收申报材料',
    minutes: 10,
  },
];
const building: readonly Note[] = [
  {
    duty: 'progress',
    way: 'site',
    matter: '现场核对形象进度和投资完成情况',
    office: null,
    result: '与月报一致，照片已留存',
    minutes: 70,
  },
  { duty: 'progress', way: 'telephone', matter: '催报当月进度', office: null, result: '企业答应按期报', minutes: 8 },
  {
    duty: 'progress',
    way: 'errand',
    matter: '送入统材料到统计局',
    office: 4,
    result: '收件，缺合同备案页',
    next: '补合同备案页',
    minutes: 60,
  },
  {
    duty: 'liaison',
    way: 'meeting',
    matter: '参加企业周例会，记下三件难处',
    office: null,
    result: '用电、道路、用工各一件',
    next: '把三件难处报给包保领导',
    minutes: 90,
  },
  {
    duty: 'liaison',
    way: 'telephone',
    matter: '约包保领导到现场的时间',
    office: 0,
    result: '定在下周',
    next: '准备现场汇报一页纸',
    minutes: 5,
  },
  {
    duty: 'problems',
    way: 'telephone',
    matter: '催施工用电接入方案',
    office: 5,
    result: '方案在会签',
    next: '问接入方案出了没有',
    minutes: 10,
  },
  {
    duty: 'problems',
    way: 'meeting',
    matter: '银企对接，谈流动资金贷款',
    office: 7,
    result: '银行要补抵押材料',
    next: '催企业补抵押材料',
    minutes: 75,
  },
  { duty: 'permits', way: 'errand', matter: '陪企业办消防设计审查补正', office: 2, result: '补正件已交', minutes: 50 },
  {
    duty: 'funding',
    way: 'meeting',
    matter: '对接中央预算内投资申报口径',
    office: 0,
    result: '需补节能审查意见',
    next: '补节能审查意见',
    minutes: 45,
  },
];

const lastDay = plusDays(demonstrationDay, -1);
/** No note on a Saturday or a Sunday. */
const onWorkday = (day: string) => {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday === 0 ? plusDays(day, -2) : weekday === 6 ? plusDays(day, -1) : day;
};

function notesOf(draft: Draft, random: Random): readonly Note[] {
  if (draft.lifecycle === 'construction') return random.sample(building, random.between(3, 5));
  return draft.lifecycle === 'preparation' ? random.sample(preparing, random.between(3, 5)) : [];
}

/** Contacts of departments and companies, and what the secretary noted of her own projects since July; the last next steps are open. */
export function noteEdits(figures: RegionFigures, own: readonly Placed[], at: string): Edit[] {
  const departments = departmentContacts(figures);
  const made = (entity: 'contact' | 'work_log', key: string, set: Fields): Edit => ({
    entity,
    id: recordId(`${entity}/${figures.name}/${key}`, at),
    create: true,
    set,
  });
  const edits = departments.map((set, index) => made('contact', `department/${index}`, set));
  const latest = at.slice(0, 10) < lastDay ? at.slice(0, 10) : lastDay;
  for (const { draft, id } of own) {
    const random = randomOf(`notes/${draft.name}`);
    const company = draft.contact ?? `${random.pick(surnames)}经理`;
    edits.push(
      made('contact', draft.name, {
        project: id,
        name: company,
        unit: draft.owner,
        position: company.replace(/^./, ''),
        phone: `0432-6001${String(random.between(0, 9_999)).padStart(4, '0')}`,
        matters: '项目现场和报表',
      }),
    );
    const notes = notesOf(draft, random);
    for (const [index, note] of notes.entries()) {
      const back = (notes.length - 1 - index) * random.between(9, 16) + random.between(1, 8);
      const date = onWorkday(plusDays(latest, -back));
      const person = note.office === null ? null : departments[note.office];
      // What was promised last is still to come, for most.
      const isLast = index === notes.length - 1;
      const nextDate = onWorkday(plusDays(date, random.between(isLast ? 7 : 3, isLast ? 14 : 9)));
      // What was promised for days that have passed was done, but for one here and there of the last days.
      const isRecent = nextDate >= plusDays(demonstrationDay, -10);
      const done = nextDate < demonstrationDay && !(isRecent && random.chance(0.1));
      edits.push(
        made('work_log', `${draft.name}/${index}`, {
          project: id,
          date,
          duty: note.duty,
          way: note.way,
          matter: note.matter,
          department: person ? String(person.unit) : draft.owner,
          person: person ? String(person.name) : company,
          result: note.result,
          ...(note.next
            ? {
                next_step: note.next,
                next_date: nextDate,
                ...(done ? { next_done: nextDate < latest ? nextDate : latest } : {}),
              }
            : {}),
          minutes: note.minutes,
          secretary: figures.secretary,
        }),
      );
    }
  }
  return edits;
}
