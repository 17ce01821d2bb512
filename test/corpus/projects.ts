/** Made-up projects in the style of the plan; no name of a person, no real company. */
export interface Facts {
  readonly name: string;
  readonly region: string;
  readonly owner: string;
  readonly scale: string;
  readonly sector: string;
  /** Whole yuan. */
  readonly total: number;
  readonly plan: number;
  readonly before: number;
  /** January to August, whole yuan. */
  readonly months: readonly number[];
  /** `YYYY-MM-DD`, never the first of a month. */
  readonly started: string;
  readonly starts: string;
  readonly finishes: string;
  readonly code: string;
  readonly phone: string;
  readonly contact: string;
}

export const regionNames = [
  '昌邑区',
  '龙潭区',
  '船营区',
  '丰满区',
  '永吉县',
  '蛟河市',
  '桦甸市',
  '舒兰市',
  '磐石市',
  '高新区',
  '经开区',
  '中新食品区',
  '北大壶开发区',
] as const;

const places = ['河湾', '东岭', '北岗', '双泉', '柳树屯', '白石', '新立', '大荒地', '红叶', '长岗', '金珠', '沿江'];
const topics: readonly (readonly [string, string, string])[] = [
  ['年产2万吨玉米淀粉糖项目', '农产品加工', '新建淀粉糖生产线2条，建筑面积1.2万平方米'],
  ['污水处理厂提标改造工程', '基础设施', '日处理能力4万吨，出水达到一级A标准'],
  ['冷链物流园建设项目', '现代服务业', '冷库3万立方米，交易大厅8000平方米'],
  ['碳纤维预浸料生产线项目', '新材料', '年产预浸料300万平方米'],
  ['康养中心项目', '民生', '床位500张，总建筑面积2.6万平方米'],
  ['热力管网改造工程', '基础设施', '改造一次网12公里，换热站18座'],
  ['城区道路改扩建工程', '基础设施', '改扩建道路7条，全长9.3公里'],
  ['棚户区改造（二期）项目', '民生', '回迁安置1260户'],
  ['智慧停车场建设项目', '基础设施', '停车位1500个'],
  ['中药饮片加工项目', '医药健康', '年加工中药饮片3000吨'],
  ['食用菌产业园项目', '农业', '菌棚200栋'],
  ['风力发电项目', '能源', '总装机容量49.5兆瓦'],
  ['生物质热电联产项目', '能源', '1×30兆瓦抽凝机组'],
  ['滑雪场配套酒店项目', '旅游', '客房320间'],
  ['汽车零部件生产基地项目', '装备制造', '年产制动系统20万套'],
  ['职业教育实训基地项目', '民生', '实训楼3栋'],
  ['人民医院门诊综合楼项目', '民生', '地上12层、地下2层'],
  ['河道综合治理工程', '水利', '治理河长15公里'],
  ['装配式建筑构件厂项目', '建材', '年产预制构件10万立方米'],
  ['矿泉水灌装生产线项目', '食品', '年产矿泉水10万吨'],
  ['肉牛屠宰加工项目', '农产品加工', '年屠宰肉牛5万头'],
  ['固废处置中心项目', '环保', '年处置固废6万吨'],
  ['标准化厂房建设项目', '基础设施', '厂房12栋'],
  ['大数据中心一期项目', '信息', '机柜2000架'],
  ['新材料中试基地项目', '新材料', '中试线4条'],
  ['乙醇储罐扩建项目', '化工', '新增5000立方米储罐4座'],
  ['跨江桥梁改建工程', '基础设施', '桥长860米'],
  ['老旧小区改造工程', '民生', '改造小区23个'],
  ['旅游集散中心项目', '旅游', '游客中心6000平方米'],
];
const trades = ['实业', '建设投资', '农业科技', '新能源', '食品', '置业', '机械制造'];

const twoDigits = (value: number) => String(value).padStart(2, '0');

/** The same `seed` makes the same projects for ever. */
export function inventProjects(seed: number, count: number, regions: readonly string[] = regionNames): Facts[] {
  let state = (seed * 2_654_435_761 + 12_345) >>> 0;
  const roll = (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  return Array.from({ length: count }, (_, index) => {
    const [topic, sector, scale] = topics[(index + seed * 5) % topics.length] as readonly [string, string, string];
    const place = places[(index * 5 + seed * 7) % places.length] as string;
    const total =
      [52_000_000, 68_500_000, 99_995_000, 126_340_000, 230_000_000, 365_280_000, 1_250_000_000][roll(7)] ?? 0;
    const plan = Math.round((total * (20 + roll(45))) / 100 / 1000) * 1000 + 300;
    const started = `${2017 + roll(2)}-${twoDigits(3 + roll(6))}-${twoDigits(2 + roll(26))}`;
    return {
      name: `${place}${topic}`,
      region: regions[roll(regions.length)] as string,
      owner: `吉林${place}${trades[roll(trades.length)]}有限公司`,
      scale,
      sector,
      total,
      plan,
      before: Math.round((total * roll(20)) / 100 / 1000) * 1000,
      months: Array.from({ length: 8 }, () => Math.round((plan * (1 + roll(11))) / 100 / 100) * 100 + 100),
      started,
      starts: `2018-${twoDigits(9 + roll(4))}`,
      finishes: `${2019 + roll(2)}-${twoDigits(1 + roll(12))}`,
      code: `2018-2202${twoDigits(2 + roll(3))}-${twoDigits(10 + roll(80))}-03-${String(10_000 + roll(80_000)).padStart(6, '0')}`,
      phone: `0432-6${String(1_000_000 + roll(8_000_000)).slice(0, 7)}`,
      contact: `${['周', '郑', '冯', '蒋', '沈'][roll(5)]}工`,
    };
  });
}

export type Unit = '元' | '千元' | '万元' | '亿元';
const yuanOf: Readonly<Record<Unit, number>> = { 元: 1, 千元: 1_000, 万元: 10_000, 亿元: 100_000_000 };

/** The figure as it is typed into a column of that unit. */
export const inUnit = (yuan: number, unit: Unit) => Number((yuan / yuanOf[unit]).toFixed(8));
export const wan = (yuan: number) => inUnit(yuan, '万元');
export const yi = (yuan: number) => inUnit(yuan, '亿元');
export const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
export const withCommas = (value: number) => value.toLocaleString('en-US', { maximumFractionDigits: 8 });
/** Full-width digits and point. */
export const fullWidth = (text: string) =>
  text.replace(/[0-9.]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));
