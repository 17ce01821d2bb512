import { regionName, regions } from '../catalogues/regions';
import type { SiteVisit, Survey } from '../contract/survey-methods';
import type { Inspection } from '../entities/inspection';
import type { Visit } from '../entities/visit';
import { formatDay } from '../terms/format';
import { monthName } from './lights';
import { reasonName } from './listing-reasons';
import { sentence } from './prose';

/** A site of the survey with its round, as papers list it. */
export interface SurveySite {
  readonly site: SiteVisit;
  readonly visit: Visit;
  readonly inspection: Inspection;
}

/** Sites in the order of days, regions and routes. The contract gives records loosely; here it is known which is which. */
export function surveySites({ routes }: Pick<Survey, 'routes'>): SurveySite[] {
  return routes
    .flatMap((route) =>
      route.visits.map((site) => ({
        site,
        visit: site.record as unknown as Visit,
        inspection: route.inspection as unknown as Inspection,
      })),
    )
    .sort(
      (a, b) =>
        (a.inspection.date ?? '').localeCompare(b.inspection.date ?? '') ||
        placeOf(a.inspection.region) - placeOf(b.inspection.region) ||
        a.inspection.id.localeCompare(b.inspection.id) ||
        (a.visit.position ?? 0) - (b.visit.position ?? 0),
    );
}

const places = new Map(regions.map(({ code }, index) => [code, index]));
const placeOf = (region: string | null) => places.get(region ?? '') ?? regions.length;

/** How often each reason is the first one, the most frequent first: '施工合同缺或未备案15项'. */
function counted(codes: readonly (string | null)[]): string[] {
  const counts = new Map<string, number>();
  for (const code of codes) if (code) counts.set(code, (counts.get(code) ?? 0) + 1);
  return [...counts]
    .sort(([a, first], [b, second]) => second - first || a.localeCompare(b))
    .map(([code, count]) => `${reasonName(code)}${count}项`);
}

const passage = (sentences: readonly (string | null)[]): string | null => sentences.filter(Boolean).join('') || null;

const named = (region: string | null) => (region === null ? '属地不明' : regionName(region));

/** '9月21日至28日'; of one day that day alone. */
export function spanWords(days: readonly string[]): string {
  const sorted = [...days].sort();
  const first = sorted[0] ?? '';
  const last = sorted.at(-1) ?? '';
  if (first === last) return formatDay(first);
  return first.slice(0, 7) === last.slice(0, 7)
    ? `${formatDay(first)}至${Number(last.slice(8))}日`
    : `${formatDay(first)}至${formatDay(last)}`;
}

const daysOf = (sites: readonly SurveySite[]) =>
  sites.flatMap(({ inspection }) => (inspection.date === null ? [] : [inspection.date]));

export interface NoticeText {
  readonly addressee: string;
  readonly opening: string;
  /** What is looked at, how much of it. */
  readonly scope: string;
  /** When, over how many routes. */
  readonly time: string;
  /** What is lacking most, so that it is got ready; null where no reason is known. */
  readonly lacking: string | null;
}

/** Sentences of the notice; `issuers` is who comes: '市发改委、市统计局'. */
export function noticeText(survey: Survey, issuers: string): NoticeText {
  const sites = surveySites(survey);
  const due = new Map(survey.due.map((one) => [one.id, one]));
  const broken = sites.filter(({ site }) => due.get(site.project.id)?.urgency === 'broken').length;
  const places = new Set(survey.routes.map(({ inspection }) => inspection.region));
  const days = daysOf(sites);
  // What waits for a level's answer lacks nothing.
  const reasons = counted(
    sites.map(({ site }) => due.get(site.project.id)?.reasons.find((code) => code !== 'M') ?? null),
  );
  return {
    addressee: `${regions.every(({ code }) => places.has(code)) ? '各' : '各有关'}县（市）区、开发区发改局、统计局：`,
    opening: `按照“稳投资”工作方案要求，${issuers}定于${spanWords(days)}联合开展未入统项目踏查。现将有关事项通知如下：`,
    scope:
      passage([
        sentence(
          [
            `截至${formatDay(survey.asOf)}，已开工、总投资5000万元及以上而未入统的项目${survey.totals.due}项`,
            `本次踏查${sites.length}项，涉及${places.size}个县（市）区、开发区`,
          ],
          '，',
        ),
        sentence([broken > 0 && `其中承诺入统到期没有兑现的${broken}项，逐项踏查`]),
      ]) ?? '',
    time: `自${spanWords(days)}，分${survey.routes.length}条路线进行，日期、带队人和项目数见下表；遇有变化另行通知。`,
    lacking: sentence([
      reasons.length > 0 && `从上报的未入统原因看，${reasons.slice(0, 3).join('、')}，请有关项目对照先行准备`,
    ]),
  };
}

export interface SummaryText {
  /** Headed paragraphs; what nothing supports is left out. */
  readonly parts: readonly { readonly heading: string; readonly text: string }[];
}

const verdicts = [
  ['ready', '可入统'],
  ['lacking', '缺材料'],
  ['notStarted', '未实质开工'],
  ['notDue', '不在入统范围'],
  ['hopeless', '本年无望'],
  ['open', '未下结论'],
] as const;

/** Sentences of the summary. `contradictions`: what the survey saw otherwise than reported, '项目：…' each. */
export function summaryText(survey: Survey, contradictions: readonly string[]): SummaryText {
  const sites = surveySites(survey);
  const { totals, promised } = survey;
  const visited = sites.filter(({ visit }) => visit.state === 'visited');
  const found = verdicts.flatMap(([name, label]) => (totals[name] > 0 ? [`${label}${totals[name]}项`] : []));
  const reasons = counted(visited.map(({ visit }) => visit.reason_code));
  const ahead = survey.regions.filter(({ figures }) => figures.planned > figures.visited + figures.missed);
  const written = visited.filter(({ site }) => site.back === 'written').length;
  const parts: [string, string | null][] = [
    [
      '总体情况',
      passage([
        sentence(
          [
            `应踏查未入统项目${totals.due}项，编入路线${totals.planned}项，已踏查${totals.visited}项`,
            totals.missed > 0 && `未到场${totals.missed}项`,
          ],
          '，',
        ),
        sentence([
          ahead.length > 0 &&
            `还没有踏查完的有${ahead
              .map(({ region, figures }) => `${named(region)}${figures.planned - figures.visited - figures.missed}项`)
              .join('、')}`,
        ]),
      ]),
    ],
    ['踏查结论', sentence([found.length > 0 && `已踏查的项目中，${found.join('、')}`])],
    ['未入统原因', sentence([reasons.length > 0 && `踏查认定的原因：${reasons.join('、')}`])],
    [
      '承诺入统',
      sentence(
        [
          promised.length > 0 &&
            `现场承诺入统的${totals.promised}项，其中${promised
              .map(({ month, count }) => `${monthName(month, survey.asOf)}${count}项`)
              .join('、')}`,
          totals.broken > 0 && `此前承诺到期没有兑现的${totals.broken}项`,
        ],
        '，',
      ),
    ],
    [
      '与上报不一致',
      sentence([
        contradictions.length > 0 && `踏查所见与上报不一致的${contradictions.length}项，两种说法都予保留，由属地核实：`,
      ])?.replace(/：。$/, '：') ?? null,
    ],
    [
      '结果运用',
      sentence(
        [
          written > 0 && `已写回入统台账${written}项`,
          visited.length - written > 0 && `待写回${visited.length - written}项`,
        ],
        '，',
      ),
    ],
  ];
  return { parts: parts.flatMap(([heading, text]) => (text === null ? [] : [{ heading, text }])) };
}
