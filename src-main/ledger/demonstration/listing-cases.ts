import materials from '../../../src-shared/catalogues/listing-materials.json';
import type { FieldValue } from '../../../src-shared/entities/field';
import type { Edit } from '../journal/edit';
import type { Draft } from './draft';
import type { RegionFigures } from './figures';
import { recordId } from './ids';
import { type Random, randomOf } from './random';
import { listingId, yuan } from './records';
import { type Placed, plusDays } from './step';

type Fields = Record<string, FieldValue>;

const kind = materials.kinds[0];
const [licence = '', approval = '', contract = '', photos = ''] = kind?.required ?? [];
const extra = kind?.extra ?? [];

/** The paper that a reason speaks of, and how it stands. */
const faults: Readonly<Record<string, readonly [name: string, state: string, detail: string]>> = {
  B: [approval, 'missing', '备案申请已报'],
  C: [contract, 'faulty', '已签，未备案'],
  D: [contract, 'faulty', '甲方与批文不同'],
  L: [photos, 'faulty', '3 张，无时间地点'],
  N: [photos, 'faulty', '缺地点水印'],
  O: [extra[2] ?? '', 'missing', '施工许可办理中'],
};

/** The case of江澜碳纤维 as its picture shows it. */
const carbonEvents: readonly Fields[] = [
  {
    date: '2018-08-09',
    kind: 'submitted',
    level: 'county',
    batch: '2018-08',
    unit: '王秘书',
    detail: '第一次报县级，材料 2 / 4',
  },
  {
    date: '2018-08-14',
    kind: 'returned',
    level: 'county',
    batch: '2018-08',
    reason_code: 'L',
    unit: '昌邑区统计局',
    detail: '照片无时间地点，顺延到 9月',
  },
  {
    date: '2018-09-07',
    kind: 'submitted',
    level: 'county',
    batch: '2018-09',
    unit: '王秘书',
    detail: '第二次报县级，材料 3 / 4',
  },
  {
    date: '2018-09-10',
    kind: 'lenient',
    level: 'county',
    batch: '2018-09',
    reason_code: 'C',
    unit: '昌邑区统计局',
    detail: '容缺收件，缺合同备案',
    deadline: '2018-09-19',
  },
  {
    date: '2018-09-12',
    kind: 'questioned',
    level: 'city',
    batch: '2018-09',
    reason_code: 'E',
    unit: '市统计局',
    detail: '预审提出，未退回',
    deadline: '2018-09-20',
  },
];

/** Papers, values side by side and steps of every listing case that is not through. */
export function listingEdits(figures: RegionFigures, placed: readonly Placed[], at: string): Edit[] {
  return placed.flatMap(({ draft, id }) => {
    const { listing } = draft;
    if (draft.lifecycle !== 'construction' || !listing || listing.state === 'listed') return [];
    const random = randomOf(`listing/${draft.name}`);
    const isCarbon = draft.shortName === '江澜碳纤维产业园';
    const events = isCarbon ? carbonEvents : eventsOf(draft, figures, at.slice(0, 10), random);
    return [
      ...papersOf(draft, random, figures.secretary).map(
        (set): Edit => ({ entity: 'material', id: null, set: { project: id, ...set } }),
      ),
      {
        entity: 'listing' as const,
        id: listingId(id),
        set: {
          material_kind: 'construction',
          ...valuesOf(draft, random),
          ...(isCarbon ? { other_reasons: ['E'] } : {}),
        },
      },
      ...events.map(
        (set, index): Edit => ({
          entity: 'listing_event',
          id: recordId(`listing_event/${draft.name}/${index}`, at),
          create: true,
          set: { project: id, ...set },
        }),
      ),
    ];
  });
}

function papersOf(draft: Draft, random: Random, secretary: string): Fields[] {
  const fault = faults[draft.listing?.reason ?? ''];
  const begun = draft.start?.length === 10 ? draft.start : `${draft.start ?? '2018-07'}-15`;
  const paper = (name: string, detail: string, file: string, before: number): Fields =>
    fault?.[0] === name
      ? { name, state: fault[1], detail: fault[2], ...(fault[1] === 'faulty' ? { file_name: file } : {}) }
      : {
          name,
          state: 'ready',
          detail,
          file_name: file,
          received_on: plusDays(begun, -before),
          received_from: secretary,
        };
  return [
    paper(licence, '有效至 2037年', '营业执照.jpg', 26),
    paper(approval, draft.approval === 'filing' ? '有备案号' : '有批复文号', '立项文件.pdf', 150),
    paper(contract, '已签并备案', '施工合同-总包.pdf', 32),
    paper(photos, `${random.between(3, 6)} 张，有水印`, '现场照片', -40),
    paper(extra[0] ?? '', '企业已盖章', '投资项目申请表.pdf', -36),
    paper(extra[2] ?? '', '有证号', '施工许可证.pdf', 5),
  ].filter((one) => one.name !== '');
}

/** What stands in the papers, each for itself: nobody says which is right. */
function valuesOf(draft: Draft, random: Random): Fields {
  const begun = draft.start?.length === 10 ? draft.start : `${draft.start ?? '2018-07'}-15`;
  const reason = draft.listing?.reason;
  const isCarbon = draft.shortName === '江澜碳纤维产业园';
  const formTotal = isCarbon ? 66_800 : reason === 'E' ? draft.total - 100 * random.between(3, 12) : draft.total;
  return {
    approval_owner: draft.owner,
    contract_owner: reason === 'D' ? draft.owner.replace(/有限公司$/, '建设分公司') : draft.owner,
    form_owner: draft.owner,
    approval_investment: yuan(draft.total),
    form_investment: yuan(formTotal),
    approval_date: isCarbon ? '2018-02-27' : plusDays(begun, -150),
    ...(reason === 'B' ? { approval_date: null } : {}),
    contract_date: isCarbon ? '2018-06-29' : plusDays(begun, -32),
    ...(draft.listing?.state === 'missing' && !isCarbon ? {} : { declared_on: '2018-09-07' }),
  };
}

function eventsOf(draft: Draft, figures: RegionFigures, until: string, random: Random): Fields[] {
  const bureau = `${figures.name}统计局`;
  const batch = until.slice(0, 7);
  const early = plusDays(`${batch}-01`, random.between(4, 7));
  const submitted = {
    date: early,
    kind: 'submitted',
    level: 'county',
    batch,
    unit: figures.secretary,
    detail: '报县级审核',
  };
  const passed = {
    date: plusDays(early, 3),
    kind: 'passed',
    level: 'county',
    batch,
    unit: bureau,
    detail: '转市级审核',
  };
  const events: Fields[] =
    draft.listing?.state === 'city_review'
      ? [submitted, passed]
      : draft.listing?.state === 'returned'
        ? [
            submitted,
            passed,
            {
              date: plusDays(early, 5),
              kind: 'returned',
              level: 'city',
              batch,
              reason_code: 'L',
              unit: '市统计局',
              detail: '现场照片缺地点水印',
              deadline: `${batch}-20`,
            },
          ]
        : random.chance(0.5)
          ? [
              submitted,
              {
                date: plusDays(early, 3),
                kind: 'questioned',
                level: 'county',
                batch,
                reason_code: draft.listing?.reason ?? 'P',
                unit: bureau,
                detail: '材料未齐，补齐再收',
              },
            ]
          : [];
  return events.filter(({ date }) => String(date) <= until);
}
