import { city, regionName } from '../../../../src-shared/catalogues/regions';
import type { ProjectFacts } from '../../../../src-shared/contract/bulletin-methods';
import type { Paper, PaperBlock, PaperOf } from '../../../../src-shared/contract/paper-values';
import { moreOf, shortened } from '../../../../src-shared/rules/prose';
import { cityPageText, listedIn, publicityPeriod, startedIn } from '../../../../src-shared/rules/publicity-prose';
import { paragraphsOf } from '../../../../src-shared/rules/story-layout';
import { storyState } from '../../../../src-shared/rules/story-states';
import { Refusal } from '../../../../src-shared/terms/errors';
import { formatDate, formatRate, formatYi, unknown } from '../../../../src-shared/terms/format';
import { printPicture } from '../../attachments/print-pictures';
import type { LedgerContext } from '../../context';
import { factsOf, figuresOf } from '../../queries/bulletin-figures';
import { projectFacts } from '../../queries/project-facts';
import { type RowOf, toRow } from '../../queries/rows';
import { knownPhotos, storyProject } from '../../queries/stories';
import { dispatchNotice, draftNotice } from '../bulletin-letterhead';
import type { PaperMaker } from './makers';

/** Lines of a list, and stories, that two pages hold. */
const mostLines = { alone: 8, beside: 6 } as const;
const mostStories = 6;
const photo = { width: 62, height: 40 } as const;
/** Characters of a story's lead beside its photo. */
const mostLead = 100;

const said = (text: string): PaperBlock => ({ kind: 'paragraph', runs: [{ text }], indent: true, align: 'left' });

/** A short list of projects under its heading; nothing where there are none. */
function list(text: string, projects: readonly ProjectFacts[], most: number): PaperBlock[] {
  if (projects.length === 0) return [];
  const rest = moreOf(projects.length, most);
  return [
    { kind: 'section', text, note: `${projects.length} 项，单位：亿元` },
    {
      kind: 'table',
      caption: '',
      unit: '',
      look: 'figures',
      columns: [
        { header: '项目', width: 40, format: 'text' },
        { header: '属地', width: 16, format: 'text' },
        { header: '建设单位', width: 34, format: 'text' },
        { header: '总投资', width: 10, format: 'yi' },
      ],
      rows: projects
        .slice(0, most)
        .map(({ name, region, owner, total }) => [name, region === null ? null : regionName(region), owner, total]),
      totals: null,
      notes: rest ? [`${rest}，见台账。`] : [],
    },
  ];
}

/** Published stories of a month, the first written first. */
function storiesOf({ database }: LedgerContext, month: string): RowOf<'story'>[] {
  return (
    database
      .prepare(
        `SELECT s.* FROM story s JOIN project p ON p.id = s.project AND p.deleted <> 1
         WHERE s.deleted <> 1 AND s.month = @month ORDER BY s.record`,
      )
      .all({ month }) as Record<string, unknown>[]
  )
    .map((raw) => toRow('story', raw))
    .filter(({ state }) => storyState(state) === 'published');
}

async function storyBlocks(context: LedgerContext, story: RowOf<'story'>): Promise<PaperBlock[]> {
  const project = storyProject(context, story);
  const [first] = knownPhotos(context, story);
  const picture = first === undefined ? null : await printPicture(context, first, photo);
  const place = project.region === null ? '' : regionName(project.region);
  const words: PaperOf<'columns'>['right'] = [
    { kind: 'section', text: story.title ?? '', note: place },
    {
      kind: 'paragraph',
      runs: [{ text: shortened(story.lead?.trim() || (paragraphsOf(story.body)[0] ?? ''), mostLead) }],
      indent: true,
      align: 'left',
    },
  ];
  if (!picture) return words;
  return [{ kind: 'columns', share: 0.36, left: [{ ...picture, caption: '' }], right: words }];
}

/** 全市宣传月页: figures of the month, what was started and listed, its stories. One page, or two where there are many stories. */
export const makeCityPage: PaperMaker = async (context, subject): Promise<Paper> => {
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(subject)) throw new Refusal('invalid_period', { period: subject });
  const period = publicityPeriod(subject, context.clock.today());
  const shown = figuresOf(context, period);
  const { totals } = shown;
  const facts = factsOf(context, period) ?? projectFacts(context.database, period);
  const started = startedIn(subject, facts);
  const listed = listedIn(subject, facts);
  const stories = storiesOf(context, subject);
  const told = stories.slice(0, mostStories);
  const lines = told.length > 0 ? mostLines.beside : mostLines.alone;
  const rest = moreOf(stories.length, told.length, '篇');
  const storyParts: PaperBlock[] = [];
  for (const story of told) storyParts.push(...(await storyBlocks(context, story)));
  const percent = (value: number | null) => (value === null ? unknown : `${formatRate(value)}%`);
  const isDraft = shown.frozenAt === null;
  return {
    name: `全市宣传月页（${formatDate(subject)}${isDraft ? '，送审稿' : ''}）`,
    form: 'sheet',
    landscape: false,
    letterhead: null,
    number: null,
    title: [`${city.name}重点项目建设 ${Number(subject.slice(5))}月`],
    subtitle: `${formatDate(subject)}　市发展和改革委员会编`,
    addressee: null,
    blocks: [
      { kind: 'rule' },
      ...cityPageText(shown.asOf, totals, started, listed).map(said),
      { kind: 'section', text: '本月数据', note: `截至${formatDate(shown.asOf)}` },
      {
        kind: 'facts',
        across: 4,
        items: [
          { label: '在建项目', text: `${totals.projects}项` },
          { label: '年度计划投资', text: `${formatYi(totals.annual_plan)}亿元` },
          { label: '本年完成投资', text: `${formatYi(totals.completed)}亿元` },
          { label: '投资完成率', text: percent(totals.completion_rate) },
          { label: '本月新开工', text: `${started.length}项` },
          { label: '应开工 / 已开工', text: `${totals.planned_starts} / ${totals.started}项` },
          { label: '本月新入统', text: `${listed.length}项` },
          { label: '应入统 / 已入统', text: `${totals.due} / ${totals.listed}项` },
        ],
      },
      ...list('本月新开工项目', started, lines),
      ...list('本月新入统项目', listed, lines),
      ...(told.length === 0
        ? []
        : [{ kind: 'section' as const, text: '项目故事', note: `${stories.length} 篇${rest ? `，${rest}` : ''}` }]),
      ...storyParts,
    ],
    imprint: null,
    draft: isDraft ? draftNotice : null,
    notice: dispatchNotice,
    foot: `数据截至${formatDate(shown.asOf)}`,
  };
};
