import { library } from '../attachments/pictures';
import type { DemonstrationLedger } from './ledger';

interface Scene {
  readonly sky: string;
  readonly ground: string;
  readonly walls: string;
  /** Left edge, width and height of each building, in hundredths of the picture. */
  readonly buildings: readonly (readonly [number, number, number])[];
  readonly crane: boolean;
}

const scenes: Readonly<Record<string, Scene>> = {
  hall: {
    sky: '#b9d5e0',
    ground: '#8d9a7a',
    walls: '#e4e7ea',
    buildings: [
      [8, 40, 30],
      [50, 34, 22],
    ],
    crane: true,
  },
  frame: { sky: '#dceaf0', ground: '#a39a86', walls: '#b3bac1', buildings: [[22, 56, 38]], crane: true },
  line: {
    sky: '#e4e7ea',
    ground: '#c9c3b6',
    walls: '#8fbccd',
    buildings: [
      [4, 26, 18],
      [34, 26, 18],
      [64, 30, 18],
    ],
    crane: false,
  },
};

/** A drawn building site, as a JPEG; null where this machine has nothing to draw with. */
async function drawing({ sky, ground, walls, buildings, crane }: Scene): Promise<string | null> {
  const sharp = await library();
  if (!sharp) return null;
  const houses = buildings
    .map(([left, width, height]) => {
      const top = 66 - height;
      const windows = Array.from(
        { length: Math.floor(width / 6) },
        (_, at) => `<rect x="${left + 2 + at * 6}" y="${top + 5}" width="3" height="4" fill="#606973" opacity=".55"/>`,
      ).join('');
      return `<rect x="${left}" y="${top}" width="${width}" height="${height}" fill="${walls}"/><path d="M${left - 1} ${top}h${width + 2}l-3 -4h${4 - width}z" fill="#606973"/>${windows}`;
    })
    .join('');
  const tower = crane
    ? '<path d="M90 66V14M70 16h28M90 14l-14 2M78 16v12" stroke="#a8791a" stroke-width="1" fill="none"/>'
    : '';
  const picture = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 75" width="1200" height="900"><rect width="100" height="75" fill="${sky}"/><path d="M0 56q22 -16 44 -4t56 -8v31h-100z" fill="#7d947f"/>${houses}${tower}<rect y="65" width="100" height="10" fill="${ground}"/></svg>`;
  return (await sharp(Buffer.from(picture)).jpeg({ quality: 80 }).toBuffer()).toString('base64');
}

interface Told {
  readonly project: string;
  readonly month: string;
  readonly title: string;
  readonly lead: string;
  readonly body: string;
  readonly photos: readonly (readonly [scene: string, name: string])[];
  readonly to: 'draft' | 'approved' | 'published';
}

const stories: readonly Told[] = [
  {
    project: '江澜碳纤维复合材料产业园',
    month: '2018-09',
    title: '一根碳纤维，串起一个产业园',
    lead: '7月31日，江澜碳纤维复合材料产业园开工。一个半月过去，2号厂房钢结构吊装完成六成。',
    body: '清早六点，塔吊准时转动。2号厂房的钢梁一根接一根升到半空，安装班组分成两班，抢在上冻以前把屋面封上。\n项目秘书每周到现场三次，把缺什么、卡在哪、该找谁记成一张单子，当天就跑。施工用水提前十天接通，临时道路按时通车。\n园区建成后，从原丝到复合材料在一个园区里完成，上下游企业不出门就能配套。',
    photos: [
      ['frame', '2号厂房钢结构.jpg'],
      ['hall', '1号厂房.jpg'],
      ['line', '设备区.jpg'],
    ],
    to: 'published',
  },
  {
    project: '大口钦现代物流园',
    month: '2018-08',
    title: '物流园里的“三班倒”',
    lead: '抢在入冬前封顶，大口钦现代物流园的工地上，灯一直亮到后半夜。',
    body: '园区规划五座仓库，眼下三座同时施工。项目部把工序排到了小时，混凝土一到现场就浇筑。\n属地干部驻点服务，每天碰头一次，问题不过夜。',
    photos: [
      ['line', '三座仓库同时施工.jpg'],
      ['hall', '仓库主体.jpg'],
    ],
    to: 'published',
  },
];

/** Stories of two projects with drawn pictures, by the Commission on its day. */
export async function tellStories(ledger: DemonstrationLedger): Promise<void> {
  for (const { project: name, month, title, lead, body, photos, to } of stories) {
    const [project] = await ledger.call('records.find', { entity: 'project', text: name });
    if (!project) continue;
    const { id } = await ledger.call('stories.begin', { project: project.id, month, title });
    const ids: string[] = [];
    for (const [scene, file] of photos) {
      const data = await drawing(scenes[scene] as Scene);
      if (data === null) break;
      const added = await ledger.call('attachments.addPicture', {
        entity: 'story',
        id,
        name: file,
        data,
      });
      ids.push(added.id);
      await ledger.call('records.revise', {
        entity: 'attachment',
        id: added.id,
        set: { note: file.replace(/\.jpg$/, '') },
      });
    }
    await ledger.call('stories.save', { id, set: { lead, body, photos: JSON.stringify(ids) } });
    if (to !== 'draft') await ledger.call('stories.advance', { id, to: 'approved' });
    if (to === 'published') await ledger.call('stories.advance', { id, to });
  }
}
