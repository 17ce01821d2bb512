import type { Duty } from '../entities/duties';
import { numberPattern, smallNumber } from './work-log-dates';
import { isFree, matchesOf, type Span } from './work-log-spans';

export type Way = 'site' | 'telephone' | 'meeting' | 'errand';

export interface Found<Value> {
  readonly value: Value;
  readonly span: Span;
}

const ways: readonly { way: Way; expression: RegExp }[] = [
  { way: 'telephone', expression: /打电话|致电|去电|来电|回电|通电话|通话|电话|微信/g },
  {
    way: 'meeting',
    expression: /专题会|协调会|调度会|推进会|座谈会|联席会|碰头会|例会|视频会|评审会|会商|座谈|开会|参会|会议|会上/g,
  },
  {
    way: 'site',
    expression: /到现场|去现场|现场|工地|实地|走访|踏勘|踏查|察看|查看|到企业|去企业|到厂|进厂|到项目部/g,
  },
  {
    way: 'errand',
    expression:
      /跑办|代办|送件|报件|取件|递交|送交|报送|交材料|送材料|取批复|取证|领证|政务大厅|政务服务中心|大厅|窗口|跑了|去办/g,
  },
];

/** How it was done, by the first word that says so. */
export function wayIn(text: string, taken: readonly Span[]): Found<Way> | null {
  let first: Found<Way> | null = null;
  for (const { way, expression } of ways) {
    for (const { span } of matchesOf(text, expression)) {
      if (!isFree(span, taken)) continue;
      if (first === null || span.start < first.span.start) first = { value: way, span };
      break;
    }
  }
  return first;
}

/** Words of each duty; a word in the first list of a duty decides, one in the second only leans towards it. */
const dutyWords: readonly { duty: Duty; strong: RegExp; weak: RegExp }[] = [
  {
    duty: 'permits',
    strong:
      /手续|施工许可|规划许可|建设用地|用地预审|选址意见|环评|能评|节能审查|节能评估|水土保持|水保|洪评|文物勘探|林地|图审|施工图审查|消防审查|人防|立项|备案证?|核准|批复|受理|补正|报件|可研|土地证|不动产权?证?|供地|招拍挂|容缺|审批/g,
    weak: /窗口|大厅|取证|领证|取件|送件|报审|证照/g,
  },
  {
    duty: 'progress',
    strong:
      /入统|纳统|统计库|入库|月报|形象进度|完成投资|进度|开工|复工|竣工|封顶|浇筑|浇完|主体|吊装|设备安装|设备进场|进场施工|工期|抢工|倒排/g,
    weak: /施工|基础|钢结构|塔吊|设备|工人|报表|台账/g,
  },
  {
    duty: 'problems',
    strong:
      /问题|难题|困难|阻工|拖欠|欠款|欠薪|卡住|卡在|征拆|拆迁|征收|迁改|未接通|接不上|纠纷|督办|销号|化解|破解|协调解决|解决/g,
    weak: /催|协调|专线|供电|供水|接入|挪|清障/g,
  },
  {
    duty: 'funding',
    strong:
      /专项债|中央预算内|国债|资金申请|争取资金|补助|补贴|贴息|奖补|贷款|融资|授信|银行|政策|两书|绩效目标|申报指南|上争/g,
    weak: /资金|申报|到账|拨付/g,
  },
  {
    duty: 'liaison',
    strong: /汇报|转达|传达|通知|告知|陪同|调研|走访|座谈|沟通|对接|拜访|接待/g,
    weak: /联系|上报|反馈/g,
  },
];

/**
 * Which of the five duties a sentence is about: the duty with most words in it, a deciding word as much as three others; on equal terms the
 * one whose word comes first. The place in the text is that of its first deciding word.
 */
export function dutyIn(text: string, taken: readonly Span[], leaning: Duty | null): Found<Duty> | null {
  let best: (Found<Duty> & { weight: number }) | null = null;
  for (const { duty, strong, weak } of dutyWords) {
    const free = (expression: RegExp) =>
      matchesOf(text, expression)
        .map(({ span }) => span)
        .filter((span) => isFree(span, taken));
    const [deciding, others] = [free(strong), free(weak)];
    const first = deciding[0] ?? others[0];
    if (!first) continue;
    const weight = deciding.length * 3 + others.length + (duty === leaning ? 2 : 0);
    if (best === null || weight > best.weight || (weight === best.weight && first.start < best.span.start)) {
      best = { value: duty, span: first, weight };
    }
  }
  return best && { value: best.value, span: best.span };
}

const amount = `(?:\\d{1,3}(?:\\.\\d)?|${numberPattern}|半)`;
const time = `(?:(${amount})\\s*个?(半)?\\s*(小时|钟头)半?(?:\\s*(${numberPattern})\\s*分钟?)?|(${amount})\\s*(分钟|刻钟))`;
/** With a word before it that says what the time was spent on, or alone in its clause: a limit of 24 hours is no time spent. */
const spent = new RegExp(
  `(?:(?:共|总共|一共)?(?:用时|耗时|历时|用了|花了|花费|开了|谈了|聊了|等了|跑了|打了|去了|办了|用|花)(?:约|大概|大约|近)?\\s*|(?<=^|[，,。；;、\\s]))${time}(?=(左右|多)?(?:[，,。；;、\\s]|$)|(?:左右|多)?的?(?:电话|会|现场|工夫|时间|才|了))`,
  'g',
);

const numberOf = (text: string | undefined): number =>
  text === undefined ? 0 : text === '半' ? 0.5 : /^\d/.test(text) ? Number(text) : smallNumber(text);

/** Minutes that a sentence says were spent (用时 20 分钟, 花了半个小时, 开了两个小时会); 1 to 24 × 60. */
export function minutesIn(text: string, taken: readonly Span[]): Found<number> | null {
  for (const { match, span } of matchesOf(text, spent)) {
    if (!isFree(span, taken)) continue;
    const [whole, hours, half, , more, single, unit] = match;
    const inHours = numberOf(hours) * 60 + (half || /(?:小时|钟头)半/.test(whole) ? 30 : 0) + numberOf(more);
    const minutes = Math.round(hours !== undefined ? inHours : numberOf(single) * (unit === '刻钟' ? 15 : 1));
    if (minutes >= 1 && minutes <= 1440) return { value: minutes, span };
  }
  return null;
}
