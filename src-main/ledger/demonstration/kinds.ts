/** How the work on the site goes on, stage by stage, as 形象进度 words it. */
export const tracks = {
  factory: [
    '场地平整，围挡完成',
    '厂房桩基施工',
    '厂房基础完成',
    '主厂房钢结构吊装',
    '厂房主体封顶',
    '设备基础完成，首批设备进场',
    '设备安装过半',
    '单机调试',
  ],
  building: [
    '土方开挖',
    '桩基施工',
    '地下室顶板完成',
    '主体施工至五层',
    '主体封顶',
    '二次结构和外立面施工',
    '机电安装',
    '内装和室外工程',
  ],
  network: [
    '测量放线，管线迁改',
    '沟槽开挖',
    '管线铺设三成',
    '管线铺设过半',
    '管线铺设八成',
    '检查井和阀门安装',
    '闭水和压力试验',
    '路面恢复',
  ],
  road: [
    '征拆和清表',
    '路基土方',
    '路基成型',
    '桥涵下部结构',
    '水稳层铺筑',
    '面层摊铺过半',
    '交安设施安装',
    '绿化和收尾',
  ],
  farm: ['土地整理', '基础开挖', '大棚骨架安装', '圈舍主体完工', '加工车间封顶', '水电配套', '设备安装', '试运行'],
  energy: [
    '场地平整',
    '基础施工',
    '主厂房结构施工',
    '锅炉和支架安装',
    '主体封顶',
    '电气设备安装',
    '线路接入',
    '整套启动调试',
  ],
} as const;

export type Track = keyof typeof tracks;

export interface Kind {
  /** What it is, without the place: 碳纤维复合材料产业园. */
  readonly name: string;
  readonly sector: string;
  /** Class of GB/T 4754. */
  readonly industry: string;
  /** Last part of a company's name; absent where a public body builds it. */
  readonly company?: string;
  /** Bureau that builds it, or that leads where a company does: 工信局. */
  readonly bureau: string;
  readonly track: Track;
  /** Scale and content; # stands for a number. */
  readonly scale: string;
  /** Never in a street or an industrial park. */
  readonly country?: boolean;
}

const kind = (
  name: string,
  sector: string,
  industry: string,
  company: string | undefined,
  bureau: string,
  track: Track,
  scale: string,
): Kind => ({
  name,
  sector,
  industry,
  ...(company ? { company } : {}),
  bureau,
  track,
  scale,
  ...(/农村|农田|养殖|大棚|食用菌|扶贫|森林|度假/.test(name) ? { country: true } : {}),
});

/** What is built anywhere. */
export const commonKinds: readonly Kind[] = [
  kind('棚户区改造', '城市更新', '4710', undefined, '住建局', 'building', '改造棚户#百户，建设回迁楼及配套设施'),
  kind('老旧小区改造', '城市更新', '4710', undefined, '住建局', 'building', '改造老旧小区#个，含外墙保温、屋面和管网'),
  kind('供热管网改造', '基础设施', '4852', undefined, '住建局', 'network', '改造一次网、二次网共#公里，换热站若干座'),
  kind('雨污分流改造', '基础设施', '4852', undefined, '住建局', 'network', '新建雨水、污水管线#公里'),
  kind('污水处理厂提标', '生态环保', '4620', undefined, '住建局', 'network', '日处理污水#千吨，出水提到一级A标准'),
  kind('城区道路改造', '基础设施', '4813', undefined, '住建局', 'road', '改造城区道路#条，含排水、照明和绿化'),
  kind('农村公路改建', '基础设施', '4812', undefined, '交通局', 'road', '改建四级公路#公里，桥涵若干座'),
  kind('河道综合治理', '生态环保', '4822', undefined, '水利局', 'road', '治理河道#公里，新建护岸和生态缓冲带'),
  kind('高标准农田建设', '农业', '0111', undefined, '农业局', 'farm', '建设高标准农田#千亩'),
  kind('中心医院迁建', '社会民生', '8411', undefined, '卫计局', 'building', '新建住院楼、门诊楼，床位#百张'),
  kind('中学新建', '社会民生', '8331', undefined, '教育局', 'building', '新建教学班#个，含宿舍和运动场'),
  kind('社区养老中心', '社会民生', '8514', '养老服务有限公司', '民政局', 'building', '养老床位#十张，配套医养设施'),
  kind('冷链物流中心', '现代物流', '5930', '冷链物流有限公司', '商务局', 'building', '冷库#千吨，配套分拣和信息系统'),
  kind('现代物流园', '现代物流', '5990', '物流有限公司', '商务局', 'building', '仓储和配送中心#千平方米'),
  kind('商贸综合体', '商贸服务', '5212', '置业有限公司', '商务局', 'building', '商业、办公和停车共#千平方米'),
  kind('生物质热电联产', '能源', '4417', '新能源有限公司', '发改局', 'energy', '装机#兆瓦，年消纳秸秆二十万吨'),
  kind('光伏扶贫电站', '能源', '4416', '光伏电力有限公司', '发改局', 'energy', '装机#兆瓦，带动贫困户增收'),
  kind('装配式建筑部件', '建材', '3022', '住工有限公司', '工信局', 'factory', '年产预制构件#万立方米'),
  kind('肉牛养殖加工', '农产品加工', '1351', '牧业有限公司', '畜牧局', 'farm', '年屠宰加工肉牛#万头'),
  kind('蔬菜大棚基地', '农业', '0141', '农业有限公司', '农业局', 'farm', '日光温室#百栋，配套育苗和冷藏'),
];

/** What is built where its industry stands; several times as likely there as the common kinds. */
export const localKinds: Readonly<Record<string, readonly Kind[]>> = {
  chemicals: [
    kind('化工新材料', '化工', '2651', '化工有限公司', '工信局', 'factory', '年产特种树脂#万吨'),
    kind('精细化工中间体', '化工', '2614', '化工有限公司', '工信局', 'factory', '年产精细化学品#千吨'),
    kind('电子级双氧水', '化工', '2619', '化学有限公司', '工信局', 'factory', '年产电子级双氧水#万吨'),
    kind('聚合物改性材料', '化工', '2651', '新材料有限公司', '工信局', 'factory', '年产改性材料#万吨'),
    kind('工业废水深度处理', '生态环保', '4620', '环保科技有限公司', '环保局', 'network', '日处理工业废水#千吨'),
  ],
  carbon: [
    kind('碳纤维原丝扩能', '碳纤维', '2829', '碳纤维有限公司', '工信局', 'factory', '年产碳纤维原丝#千吨'),
    kind('碳纤维复合材料', '碳纤维', '3062', '复合材料有限公司', '工信局', 'factory', '年产碳纤维制品#万件'),
    kind('碳纤维拉挤板材', '碳纤维', '3062', '复材有限公司', '工信局', 'factory', '年产风电叶片板材#千吨'),
    kind('差别化化纤扩建', '化纤', '2822', '纤维有限公司', '工信局', 'factory', '年产差别化纤维#万吨'),
  ],
  vehicles: [
    kind('汽车零部件产业园', '汽车零部件', '3670', '汽车部件有限公司', '工信局', 'factory', '年产汽车零部件#万套'),
    kind('汽车轻量化部件', '汽车零部件', '3670', '汽车部件有限公司', '工信局', 'factory', '年产铝合金部件#万件'),
    kind('新能源汽车线束', '汽车零部件', '3831', '电器有限公司', '工信局', 'factory', '年产高压线束#万套'),
    kind('智能装备制造', '装备制造', '3599', '装备制造有限公司', '工信局', 'factory', '年产成套装备#百台（套）'),
    kind('电力电子器件扩产', '电子信息', '3824', '电子有限公司', '工信局', 'factory', '年产功率器件#百万只'),
    kind('生物医药产业园', '医药健康', '2761', '生物科技有限公司', '工信局', 'factory', '年产生物制剂#万支'),
    kind('大数据中心', '电子信息', '6450', '数据有限公司', '工信局', 'building', '机柜#百架，配套双路供电'),
  ],
  food: [
    kind('玉米精深加工', '农产品加工', '1391', '食品有限公司', '农业局', 'factory', '年加工玉米#万吨'),
    kind('优质大米加工', '农产品加工', '1312', '米业有限公司', '农业局', 'factory', '年加工水稻#万吨'),
    kind('绿色食品加工园', '农产品加工', '1499', '食品有限公司', '农业局', 'factory', '标准化厂房#万平方米'),
    kind('食用菌加工', '农产品加工', '1372', '菌业有限公司', '农业局', 'farm', '年产食用菌#千万袋'),
    kind('速冻食品扩建', '农产品加工', '1432', '食品有限公司', '农业局', 'factory', '年产速冻食品#千吨'),
    kind('果蔬饮料生产线', '农产品加工', '1523', '饮品有限公司', '农业局', 'factory', '年产饮料#万吨'),
  ],
  tourism: [
    kind('冰雪旅游度假区', '文化旅游', '9020', '旅游发展有限公司', '旅游局', 'building', '雪道#条，配套酒店和缆车'),
    kind('温泉度假村', '文化旅游', '6110', '旅游度假有限公司', '旅游局', 'building', '客房#百间，配套温泉设施'),
    kind('雾凇观光带提升', '文化旅游', '7862', '文旅发展有限公司', '旅游局', 'road', '提升观光带#公里，配套服务设施'),
    kind('森林康养基地', '文化旅游', '9020', '康养有限公司', '旅游局', 'building', '康养床位#百张'),
    kind('特色旅游小镇', '文化旅游', '7869', '文旅发展有限公司', '旅游局', 'building', '建设民宿和街区#千平方米'),
  ],
  minerals: [
    kind('黄金选冶技改', '冶金', '3221', '矿业有限公司', '工信局', 'factory', '日处理矿石#百吨'),
    kind('石材精深加工', '建材', '3032', '石材有限公司', '工信局', 'factory', '年产板材#万平方米'),
    kind('冶金装备制造', '装备制造', '3516', '重工有限公司', '工信局', 'factory', '年产冶金装备#百台（套）'),
    kind('镍盐新材料', '冶金', '3213', '新材料有限公司', '工信局', 'factory', '年产镍盐#千吨'),
    kind('油页岩综合利用', '能源', '2519', '能源科技有限公司', '工信局', 'factory', '年加工油页岩#十万吨'),
    kind('中药饮片加工', '医药健康', '2730', '药业有限公司', '工信局', 'factory', '年加工中药材#千吨'),
  ],
};

export interface Place {
  /** Towns, streets and neighbourhoods that names begin with. */
  readonly places: readonly string[];
  readonly industries: readonly string[];
  /** First six digits of project and credit codes; development zones use the city's. */
  readonly division: string;
}

const place = (division: string, industries: string, places: string): Place => ({
  division,
  industries: industries.split(' '),
  places: places.split(' '),
});

export const placesOf: Readonly<Record<string, Place>> = {
  昌邑区: place(
    '220202',
    'vehicles food',
    '孤店子 桦皮厂 左家 两家子 土城子 哈达湾 新地号 莲花街 通江 兴华 文庙 东局子 站前',
  ),
  龙潭区: place(
    '220203',
    'chemicals vehicles',
    '江北 金珠 缸窑 江密峰 大口钦 乌拉街 铁东 龙华 榆树街 新安 湘潭街 泡子沿 承德街',
  ),
  船营区: place(
    '220204',
    'food tourism',
    '搜登站 大绥河 越北 欢喜乡 沙河子 德胜街 南京街 大东 青岛街 北极街 致和 长春路 黄旗',
  ),
  丰满区: place('220211', 'tourism vehicles', '旺起 江南乡 前二道 小白山 泰山街 石井 沿丰 红旗 松花湖 朱雀山 二道乡'),
  永吉县: place('220221', 'food vehicles', '口前 双河镇 西阳 一拉溪 金家 黄榆 春登 万昌 永吉开发区'),
  蛟河市: place('220281', 'minerals tourism food', '新站 天岗 白石山 漂河 黄松甸 乌林 拉法 新农 庆岭 天北 前进'),
  桦甸市: place('220282', 'minerals food', '夹皮沟 红石 二道甸子 老金厂 桦郊 八道河子 常山 金沙 公吉 横道河子 苏密沟'),
  舒兰市: place('220283', 'food minerals', '白旗 溪河 平安 法特 上营 小城 开原 水曲柳 金马 吉舒 亮甲山 七里'),
  磐石市: place('220284', 'minerals vehicles', '烟筒山 明城 红旗岭 石嘴 驿马 呼兰 朝阳山 牛心 吉昌 松山 黑石 取柴河'),
  高新区: place(
    '220200',
    'vehicles carbon',
    '深圳街 高新北区 日升路 恒山路 长江街 白山路 深东路 火炬路 创业园 新北街 软件园',
  ),
  经开区: place('220200', 'carbon chemicals', '九站 双吉 昆仑街 吉孤路 新力 化纤路 人达 农林街'),
  中新食品区: place('220200', 'food', '岔路河 鳌龙河 中新南区 中新北区 万昌西'),
  北大壶开发区: place('220200', 'tourism', '北大壶 五里河 南沟 四家子 三姓村'),
};
