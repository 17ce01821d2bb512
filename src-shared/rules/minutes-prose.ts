import { formatDate, formatDay } from '../terms/format';

/** What minutes are made of: the meeting and its items as people wrote them. */
export interface MinutesFacts {
  readonly title: string;
  readonly date: string | null;
  readonly place: string | null;
  readonly chair: string | null;
  /** Units, one a line or set apart by commas. */
  readonly attendees: string | null;
  readonly items: readonly MinutesItem[];
  /** Decisions of the meeting before. */
  readonly last: readonly { readonly done_on: string | null }[];
}

export interface MinutesItem {
  readonly project: string | null;
  readonly matter: string | null;
  readonly decision: string | null;
  readonly responsible_unit: string | null;
  readonly due: string | null;
}

interface Part {
  readonly heading: string;
  /** An item without a lead is a paragraph. */
  readonly items: readonly { readonly lead: string; readonly text: string }[];
}

const clean = (text: string | null) => (text ?? '').replace(/\s+/g, ' ').trim();
const ended = (text: string) => (text === '' || /[。！？]$/.test(text) ? text : `${text}。`);
const open = (text: string) => text.replace(/[。；，\s]+$/, '');

/** '研究松筑装配式建筑构件基地有关问题会议纪要', or how many projects it was about. */
export function minutesTitle(projects: readonly (string | null)[]): string[] {
  const names = [...new Set(projects.filter((name) => name !== null && name !== ''))];
  const [only] = names;
  if (only && names.length === 1) return [`研究${only}`, '有关问题会议纪要'];
  return names.length > 1 ? [`研究${names.length}个项目有关问题会议纪要`] : ['研究项目建设有关问题会议纪要'];
}

/** Who does it until when: '由昌邑供电分公司负责，9月28日前办结'. '' where neither is known. */
function task({ responsible_unit, due }: MinutesItem): string {
  const unit = clean(responsible_unit);
  return [unit && `由${unit}负责`, due && `${formatDay(due)}前办结`].filter(Boolean).join('，');
}

function decided(item: MinutesItem): string {
  const matter = clean(item.matter);
  const end = task(item);
  return `${matter === '' ? '' : ended(matter)}会议议定：${open(clean(item.decision))}${end === '' ? '' : `，${end}`}。`;
}

/** Sentences of minutes. What nothing supports is left out: no place, no sentence about it. */
export function minutesText(facts: MinutesFacts): { opening: string; parts: Part[]; present: string } {
  const { title, date, place, chair, attendees, items, last } = facts;
  const agreed = items.filter(({ decision }) => clean(decision) !== '');
  const pending = items.filter(({ decision, matter }) => clean(decision) === '' && clean(matter) !== '');
  const chairman = clean(chair);
  const where = clean(place);
  const held = [
    date ? formatDate(date) : '',
    chairman === '' ? '' : `，${chairman}`,
    where === '' ? '' : `在${where}`,
    chairman === '' ? '召开' : '主持召开',
  ].join('');
  const done = last.filter(({ done_on }) => done_on !== null).length;
  const lead = (item: MinutesItem) => clean(item.project) || open(clean(item.matter)).slice(0, 16);
  const parts: Part[] = [
    ...(last.length > 0
      ? [
          {
            heading: '上次会议议定事项落实情况',
            items: [
              {
                lead: '',
                text: `上次会议议定${last.length}项，已落实${done}项${done < last.length ? `，未落实${last.length - done}项` : ''}。`,
              },
            ],
          },
        ]
      : []),
    ...(agreed.length > 0
      ? [{ heading: '议定事项', items: agreed.map((item) => ({ lead: lead(item), text: decided(item) })) }]
      : []),
    ...(pending.length > 0
      ? [
          {
            heading: '继续研究的事项',
            items: pending.map((item) => ({ lead: lead(item), text: ended(clean(item.matter)) })),
          },
        ]
      : []),
  ];
  const about = items.length > 0 ? `，研究${items.length}个议题` : '';
  return {
    opening: `${held}${title}${about}。${parts.length > 0 ? '现纪要如下：' : ''}`,
    parts,
    present: clean(attendees)
      .split(/[，,、；;\s]+/)
      .filter(Boolean)
      .join('，')
      .replace(/(.)$/, '$1。'),
  };
}
