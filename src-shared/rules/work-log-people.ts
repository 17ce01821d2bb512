import type { Contact } from '../entities/contact';
import { regionStems } from './work-log-projects';
import { isFree, matchesOf, placesOf, type Span } from './work-log-spans';
import type { Found } from './work-log-words';

export type KnownContact = Pick<Contact, 'project' | 'name' | 'unit' | 'position'>;

export interface Counterpart {
  readonly department: Found<string> | null;
  readonly person: Found<string> | null;
}

const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');

/** The stems of offices and utilities that a secretary deals with; with a place before or a 局 behind they are a department. */
const offices = [
  '发展和改革',
  '发展改革',
  '发改',
  '住房和城乡建设',
  '住建',
  '城建',
  '自然资源和规划',
  '自然资源',
  '国土资源',
  '国土',
  '规划和自然资源',
  '规划',
  '生态环境',
  '环境保护',
  '环保',
  '水利',
  '水务',
  '林业和草原',
  '林业',
  '应急管理',
  '应急',
  '安监',
  '消防救援',
  '消防',
  '人防',
  '人社',
  '财政',
  '商务',
  '工业和信息化',
  '工信',
  '工信和科技',
  '科技',
  '统计',
  '政务服务和数字化建设管理',
  '政务服务',
  '行政审批',
  '政数',
  '市场监督管理',
  '市场监管',
  '工商',
  '税务',
  '交通运输',
  '交通',
  '农业农村',
  '农业',
  '畜牧',
  '文物',
  '文旅',
  '教育',
  '卫健',
  '卫计',
  '公安',
  '交警',
  '司法',
  '审计',
  '征收',
  '征拆',
  '招商',
  '经合',
  '项目服务',
  '项目',
  '重点项目',
  '供电',
  '电力',
  '供水',
  '自来水',
  '水务集团',
  '供热',
  '热力',
  '燃气',
  '排水',
  '市政',
  '园林',
  '城管',
  '城市管理',
  '电信',
  '移动',
  '联通',
  '通信',
  '铁塔',
  '公积金',
  '农发',
  '建设',
  '工商',
].sort((a, b) => b.length - a.length);

const place = `(?:${[...regionStems].map(literal).join('|')})(?:市|区|县)?|省|市|区|县|州`;
const suffix =
  '管理局|执法局|分局|支局|总局|局|委员会|委|办公室|办|管委会|政府|厅|服务中心|中心|公司|集团|支队|大队|所|站|窗口|支行|分行|银行|处|科';
const office = new RegExp(`(${place})?(${offices.join('|')})(${suffix})?`, 'g');
/** Anything that ends like a unit, after a word that leads to one: 找某某设计院. */
const verbs = '催|问|找|联系|对接|拜访|请|约|向|给|跟|与|和|同|到|去|陪|报|送|电话|致电|让|协调|走访';
const leadIn = `${verbs}|[，,。；;：:、\\s]|^`;
const unit = new RegExp(
  `(?<=${leadIn})((?:(?!${verbs})\\p{Script=Han}){2,10}?(?:管委会|委员会|办公室|人民政府|区政府|市政府|县政府|镇政府|乡政府|街道办|街道|设计院|研究院|勘察院|监理公司|监理|银行|支行|分行|公司|集团|分局|中心|项目部|指挥部|法院|大厅))`,
  'gu',
);

const surnames =
  '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦柳邢路岳齐梅莫庄辛管祝左涂谷祁耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游裴席卫查屈鲍位覃霍翁甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑臧畅宫来嵺苟全褚廉简娄盖符奚木穆党燕郎邸冀谈姬屠连郜晏栾郁商蒙计喻揭窦迟宇敖糜鄢冷卓花仇艾蓝都巩稽井练仲乐虞卞封竺冼原官衣楚佟栗匡宗应台巫鞠僧桑荆谌银扬明沙薄伏岑习胥保和蔺';
const titles =
  '董事长|总经理|副总经理|总工程师|总工|副局长|局长|副主任|主任|副科长|科长|副处长|处长|副书记|书记|副区长|区长|副市长|市长|副县长|县长|副镇长|镇长|副乡长|乡长|副所长|所长|副站长|站长|副院长|院长|副厂长|厂长|副部长|部长|副股长|股长|副行长|行长|副队长|大队长|队长|经理|科员|会计|师傅|老师|秘书|主席|委员|常委|律师|工(?![程地作期业人资艺厂商信会])|总(?![投额量计体结数包部局工建])';
const titled = new RegExp(
  `([${surnames}])(?:(?![区县市局委办科处副总院所站司团行府部队厂会心])\\p{Script=Han}){0,2}?(${titles})`,
  'gu',
);
const nicknamed = new RegExp(`(?<=${leadIn}|[局委办电水司心院])([老小])([${surnames}])(?=[，,。；;、\\s]|$)`, 'gu');

interface Piece {
  readonly words: string;
  readonly span: Span;
}

/** Longest first, then the first in the text. */
const byLength = (a: Piece, b: Piece) => b.words.length - a.words.length || a.span.start - b.span.start;

/** Whether nothing but blanks, 的 or a rank of the office stands between two pieces. */
const adjoins = (text: string, left: Span, right: Span) =>
  left.end <= right.start && /^[\s的·]*$/.test(text.slice(left.end, right.start));

function personsIn(text: string, taken: readonly Span[]): Piece[] {
  const pieces: Piece[] = [];
  for (const expression of [titled, nicknamed]) {
    for (const { match, span } of matchesOf(text, expression)) {
      // 施工, 总工期: a title inside a longer word; 于工地: a preposition that looks like a surname.
      if (isFree(span, [...taken, ...pieces.map((piece) => piece.span)])) pieces.push({ words: match[0], span });
    }
  }
  return pieces.sort((a, b) => a.span.start - b.span.start);
}

function departmentsIn(
  text: string,
  known: readonly string[],
  persons: readonly Piece[],
  taken: readonly Span[],
): Piece[] {
  const pieces: Piece[] = [];
  for (const name of known) {
    if (name.length < 2) continue;
    for (const span of placesOf(text, name)) if (isFree(span, taken)) pieces.push({ words: name, span });
  }
  for (const { match, span } of matchesOf(text, office)) {
    const [words, before, , behind] = match;
    const meetsPerson = persons.some((person) => adjoins(text, span, person.span));
    // 供电 alone is no department; 昌邑供电, 供电公司 and 供电刘工 are.
    if ((before || behind || meetsPerson) && isFree(span, taken)) pieces.push({ words, span });
  }
  for (const { match, span } of matchesOf(text, unit)) {
    if (match[1] && isFree(span, taken)) pieces.push({ words: match[1], span });
  }
  return pieces.sort(byLength);
}

/** People who are known by name, or by surname and title: 王科长 is 王建国 where his position says 科长. */
function contactIn(text: string, contacts: readonly KnownContact[], project: string | null, taken: readonly Span[]) {
  let best: { contact: KnownContact; span: Span; words: string } | null = null;
  const near = (contact: KnownContact) => (contact.project !== null && contact.project === project ? 1 : 0);
  for (const contact of contacts) {
    const { name, position } = contact;
    if (!name || name.length < 2) continue;
    const titledName = position && !name.endsWith(position) ? `${name[0]}${position}` : null;
    for (const words of titledName ? [name, titledName] : [name]) {
      const span = placesOf(text, words).find((at) => isFree(at, taken));
      if (!span) continue;
      if (
        best === null ||
        words.length > best.words.length ||
        (words.length === best.words.length && near(contact) > near(best.contact))
      )
        best = { contact, span, words };
    }
  }
  return best;
}

/**
 * The department and the person that a sentence names: people who are known first, then 昌邑供电刘工, 区自然资源局 王科长 by their form.
 * A person is written as the text has it; the unit of a person who is known is that of the contact where the text names none.
 */
export function counterpartIn(
  text: string,
  contacts: readonly KnownContact[],
  departments: readonly string[],
  project: string | null,
  taken: readonly Span[],
): Counterpart {
  const known = contactIn(text, contacts, project, taken);
  const persons = known ? [{ words: known.words, span: known.span }] : personsIn(text, taken);
  const units = [...departments, ...contacts.flatMap(({ unit: of }) => (of ? [of] : []))];
  const found = departmentsIn(text, [...new Set(units)], persons, [...taken, ...persons.map(({ span }) => span)]);
  // A department and a person side by side belong together; else the first person and the longest name of a department.
  for (const person of persons) {
    const department = found.find(({ span }) => adjoins(text, span, person.span));
    if (department) return pair(department, person);
  }
  const [person] = persons;
  const [department] = found;
  if (known && person) {
    const { unit: of } = known.contact;
    return department
      ? pair(department, person)
      : { ...pair(null, person), department: of ? { value: of, span: person.span } : null };
  }
  return pair(department ?? null, person ?? null);
}

const pair = (department: Piece | null, person: Piece | null): Counterpart => ({
  department: department && { value: department.words, span: department.span },
  person: person && { value: person.words, span: person.span },
});
