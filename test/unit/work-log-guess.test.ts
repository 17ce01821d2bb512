import { describe, expect, test } from 'vitest';
import { guessWorkLog, type WorkLogSurroundings } from '../../src-shared/rules/work-log-guess';

const today = '2018-09-16'; // a Sunday

const projects = [
  { id: 'songzhu', name: '松筑装配式建筑构件基地', short_name: '松筑构件基地' },
  { id: 'jianglan', name: '吉林市江澜碳纤维产业园项目', short_name: '江澜碳纤维产业园' },
  { id: 'heat', name: '昌邑区供热管网改造工程', short_name: '供热管网改造' },
  { id: 'cold', name: '哈达湾冷链物流园', short_name: '哈达湾冷链物流' },
  { id: 'hemu1', name: '禾沐大米加工一期', short_name: '禾沐大米一期' },
  { id: 'hemu2', name: '禾沐大米加工二期', short_name: '禾沐大米二期' },
  { id: 'xindihao', name: '新地号雨污分流工程', short_name: '新地号雨污分流' },
];
const problems = [
  {
    id: 'p17',
    project: 'songzhu',
    number: '昌邑-2018-017',
    description: '施工用电未接通',
    category: '供电',
    request: '10千伏专线接入',
    responsible_unit: '区供电公司',
  },
  {
    id: 'p18',
    project: 'songzhu',
    number: '昌邑-2018-018',
    description: '进场道路泥泞',
    category: '进场道路',
    request: '铺设砂石',
    responsible_unit: '区交通局',
  },
];
const around: WorkLogSurroundings = {
  today,
  projects,
  contacts: [
    { project: null, name: '孙立新', unit: '区住建局', position: '科长' },
    { project: 'jianglan', name: '马晓东', unit: '江澜新材料公司', position: '项目经理' },
  ],
  departments: ['市行政审批局'],
  problems,
  place: { project: null, duty: null },
};

/** Values of a guess without places, empty ones left out. */
function plain(text: string, more: Partial<WorkLogSurroundings> = {}) {
  const guess = guessWorkLog(text, { ...around, ...more });
  return Object.fromEntries(Object.entries(guess).flatMap(([key, found]) => (found ? [[key, found.value]] : [])));
}

test('the sentence of the design', () => {
  const text = '松筑 电话催昌邑供电刘工，答应周三出专线方案，周五再问';
  expect(plain(text)).toEqual({
    project: 'songzhu',
    duty: 'problems',
    way: 'telephone',
    department: '昌邑供电',
    person: '刘工',
    problem: 'p17',
    next_step: '再问昌邑供电刘工',
    next_date: '2018-09-21',
  });
  const guess = guessWorkLog(text, around);
  const words = (found: { span: { start: number; end: number } | null } | null) =>
    found?.span ? text.slice(found.span.start, found.span.end) : null;
  expect(words(guess.project)).toBe('松筑');
  expect(words(guess.way)).toBe('电话');
  expect(words(guess.department)).toBe('昌邑供电');
  expect(words(guess.person)).toBe('刘工');
  expect(words(guess.next_step)).toBe('周五再问');
  expect(words(guess.next_date)).toBe('周五');
  expect(words(guess.duty)).toBeNull();
});

describe('the project', () => {
  test.each([
    ['松筑构件基地送件', 'songzhu'],
    ['去江澜看设备', 'jianglan'],
    ['江澜碳纤维产业园主体封顶', 'jianglan'],
    ['哈达湾的节能审查报上去了', 'cold'],
    ['禾沐大米二期的图审', 'hemu2'],
    ['新地号雨污分流月报已填', 'xindihao'],
    // Many projects have these words, or none of its own is in them.
    ['供热公司来人看现场', null],
    ['昌邑区开会', null],
    ['禾沐的手续', null],
    ['电话问了产业园的事', null],
    ['改造工程进度', null],
  ])('%s → %s', (text, id) => {
    expect(plain(text).project ?? null).toBe(id);
  });

  test('without one in the text it is that of the screen, and only then', () => {
    const place = { project: 'cold', duty: null };
    expect(plain('电话问了节能审查', { place }).project).toBe('cold');
    expect(plain('电话问了江澜的节能审查', { place }).project).toBe('jianglan');
    expect(plain('禾沐的手续', { place: { project: 'hemu1', duty: null } }).project).toBe('hemu1');
    expect(plain('问进度', { place: { project: 'not here', duty: null } }).project).toBeUndefined();
  });
});

describe('the day of the next step', () => {
  test.each([
    ['周五再问', '2018-09-21'],
    ['下周三去看', '2018-09-19'],
    ['下周三去看', '2018-09-26', '2018-09-18'],
    ['本周四前报', '2018-09-20', '2018-09-18'],
    ['周二再去', '2018-09-25', '2018-09-18'],
    ['星期天开会', '2018-09-23'],
    ['明天送件', '2018-09-17'],
    ['明早送件', '2018-09-17'],
    ['后天取批复', '2018-09-18'],
    ['大后天取批复', '2018-09-19'],
    ['9月21日前补正', '2018-09-21'],
    ['九月二十一号前补正', '2018-09-21'],
    ['21日再报', '2018-09-21'],
    ['14日前再报', '2018-10-14'],
    ['月底前出证', '2018-09-30'],
    ['下月初复核', '2018-10-01'],
    ['下个月10号复核', '2018-10-10'],
    ['10月底入统', '2018-10-31'],
    ['1月5日报送', '2019-01-05', '2018-12-20'],
    ['三天后再催', '2018-09-19'],
    ['两周后回访', '2018-09-30'],
    ['10天内答复', '2018-09-26'],
    ['一个月后复核', '2018-10-16'],
    ['半个月后复核', '2018-10-01'],
    ['下周再问', '2018-09-17'],
    ['年底前竣工', '2018-12-31'],
    ['2018年9月28日开联席会', '2018-09-28'],
    ['2018-09-28再报', '2018-09-28'],
  ])('%s → %s', (text, date, now?: string) => {
    expect(plain(text, now ? { today: now } : {}).next_date).toBe(date);
  });

  test.each(['2月30日再报', '13月1日再报', '3个工作日办结', '3号楼封顶', '三号院拆迁', '共21日工期', '5000万到位'])(
    '%s has none',
    (text) => {
      expect(plain(text).next_date).toBeUndefined();
    },
  );

  test('a day that is past is the day of the note, and no next step', () => {
    expect(plain('昨天到江澜现场')).toMatchObject({ date: '2018-09-15', way: 'site' });
    expect(plain('14日去了江澜现场')).toMatchObject({ date: '2018-09-14' });
    expect(plain('上周五开会，下周一再报')).toMatchObject({ date: '2018-09-07', next_date: '2018-09-17' });
    expect(plain('昨天到江澜现场').next_date).toBeUndefined();
  });

  test('the clause is the step; of two days the one to come back on wins', () => {
    expect(plain('到住建局送施工许可，9月21日去取证')).toMatchObject({
      next_step: '去取证',
      next_date: '2018-09-21',
    });
    expect(plain('下周一开协调会，周三再报方案给市发改委').next_step).toBe('再报方案给市发改委');
    expect(plain('周三再问刘工，他周五去省里开会').next_date).toBe('2018-09-19');
    expect(plain('答应周三出专线方案')).toMatchObject({ next_date: '2018-09-19' });
  });
});

describe('department and person', () => {
  test.each([
    ['电话催昌邑供电刘工', '昌邑供电', '刘工'],
    ['找区自然资源局 王科长问供地', '区自然资源局', '王科长'],
    ['到市发改委报送材料', '市发改委', null],
    ['和孙立新对接图审', '区住建局', '孙立新'],
    ['孙科长说材料齐了', '区住建局', '孙科长'],
    ['市行政审批局张主任受理了', '市行政审批局', '张主任'],
    ['马晓东来电，设备到场', '江澜新材料公司', '马晓东'],
    ['问吉林市建筑设计院李总图纸', '吉林市建筑设计院', '李总'],
    ['供电公司赵建国经理到现场', '供电公司', '赵建国经理'],
    // Words that only look like people or departments.
    ['现场施工正常，工人 80 名', null, null],
    ['关于工程款的事', null, null],
    ['项目总投资核对', null, null],
    ['供热管网改造开工', null, null],
  ])('%s → %s, %s', (text, department, person) => {
    const found = plain(text);
    expect([found.department ?? null, found.person ?? null]).toEqual([department, person]);
  });
});

describe('duty and way', () => {
  test.each([
    ['送施工许可材料到政务大厅', 'permits', 'errand'],
    ['到工地看主体进度', 'progress', 'site'],
    ['入统材料报送统计局', 'progress', 'errand'],
    ['开协调会解决征拆', 'problems', 'meeting'],
    ['专项债申报材料电话问财政局', 'funding', 'telephone'],
    ['陪同区领导走访企业', 'liaison', 'site'],
  ])('%s → %s, %s', (text, duty, way) => {
    expect(plain(text)).toMatchObject({ duty, way });
  });

  test('the screen decides where no word does, and whoever only talked kept contact', () => {
    expect(plain('看了一下', { place: { project: null, duty: 'funding' } }).duty).toBe('funding');
    expect(plain('给王科长回话').duty).toBe('liaison');
    expect(plain('看了一下').duty).toBeUndefined();
    // A word of the next step does not say how this note was made.
    expect(plain('刘工同意了，周五到现场').way).toBeUndefined();
  });
});

describe('time spent', () => {
  test.each([
    ['用时20分钟', 20],
    ['跑政务大厅花了半个小时', 30],
    ['开了两个小时会', 120],
    ['电话催刘工，20分钟', 20],
    ['谈了1.5小时', 90],
    ['开了一个半小时', 90],
    ['打了十分钟电话', 10],
    ['用时1小时20分', 80],
    ['等了三刻钟', 45],
    ['24小时值守', null],
    ['供电半径20分钟车程', null],
  ])('%s → %s', (text, minutes) => {
    expect(plain(text).minutes ?? null).toBe(minutes);
  });
});

describe('the problem', () => {
  test('by its number, by its words, by being the only one; a tie is none', () => {
    expect(plain('昌邑-2018-018 砂石到了').problem).toBe('p18');
    expect(plain('松筑进场道路铺完了').problem).toBe('p18');
    expect(plain('松筑问题有进展').problem).toBeUndefined();
    expect(plain('松筑问题有进展', { problems: problems.slice(0, 1) }).problem).toBe('p17');
    expect(plain('江澜进场道路铺完了').problem).toBeUndefined();
    expect(plain('松筑主体封顶').problem).toBeUndefined();
  });
});
