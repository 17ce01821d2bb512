import type { ProjectFacts } from '../../../../src-shared/contract/bulletin-methods';
import type { Paper, PaperBlock, PaperOf } from '../../../../src-shared/contract/paper-values';
import { project as projectEntity } from '../../../../src-shared/entities/project';
import { rate } from '../../../../src-shared/rules/indicators';
import type { Period } from '../../../../src-shared/rules/period';
import { publicityPeriod } from '../../../../src-shared/rules/publicity-prose';
import { cutText, pair, type StoryLayout } from '../../../../src-shared/rules/story-layout';
import { storyState } from '../../../../src-shared/rules/story-states';
import { formatDate, formatMoneyWithUnit, formatRate, unknown } from '../../../../src-shared/terms/format';
import { printPicture } from '../../attachments/print-pictures';
import type { LedgerContext } from '../../context';
import { factsOf } from '../../queries/bulletin-figures';
import { projectFacts } from '../../queries/project-facts';
import type { RowOf } from '../../queries/rows';
import { knownPhotos, layoutOf, storyProject, storyRow, storyUnder } from '../../queries/stories';
import { dispatchNotice } from '../bulletin-letterhead';
import type { PaperMaker } from './makers';

/** What every paper of publicity says that is not approved yet. */
const storyDraft = '起草稿，未审定';

const natureLabel = (code: string | null) =>
  projectEntity.fields.nature.choices?.find((choice) => choice.code === code)?.label ?? code;

/** The figures strip: name over value, of the ledger, as of the end of `period`. */
function figures(project: RowOf<'project'>, facts: ProjectFacts | undefined, period: Period): PaperOf<'facts'> {
  const plan = facts?.plan ?? null;
  const completed = facts?.completed ?? null;
  const done = plan === null || completed === null ? null : rate(completed, plan);
  const items = [
    { label: '总投资', text: formatMoneyWithUnit(project.total_investment) },
    { label: `${period.year}年计划`, text: formatMoneyWithUnit(plan) },
    { label: '本年完成', text: formatMoneyWithUnit(completed) },
    { label: '完成率', text: done === null ? unknown : `${formatRate(done)}%` },
    { label: '建设性质', text: natureLabel(project.nature) ?? unknown },
    { label: '行业', text: project.sector ?? unknown },
    { label: '开工', text: formatDate(project.actual_start) },
    { label: '计划竣工', text: formatDate(project.planned_finish) },
  ];
  return { kind: 'facts', across: 4, items };
}

/** In the place of a photo whose file is not here. */
const absent = (): PaperOf<'paragraph'> => ({
  kind: 'paragraph',
  runs: [{ text: '〔照片的文件还没到本机，或打不开〕', face: 'second' }],
  indent: false,
  align: 'center',
});

/** Photos at the sizes that leave room for the text, the first over the width, the others in pairs. */
async function photoBlocks(
  context: LedgerContext,
  photos: readonly string[],
  layout: StoryLayout,
): Promise<PaperBlock[]> {
  const chosen = photos.slice(0, layout.shown);
  const blocks: PaperBlock[] = [];
  if (layout.hero) {
    const first = chosen.shift();
    if (first !== undefined) blocks.push((await printPicture(context, first, layout.hero)) ?? absent());
  }
  const pictures: (PaperOf<'picture'> | PaperOf<'paragraph'>)[] = [];
  if (layout.small) for (const id of chosen) pictures.push((await printPicture(context, id, layout.small)) ?? absent());
  for (let at = 0; at < pictures.length; at += 2) {
    const [left, right] = [pictures[at], pictures[at + 1]];
    if (left) blocks.push({ kind: 'columns', share: pair.share, left: [left], right: right ? [right] : [] });
  }
  return blocks;
}

/** 宣传一页纸 of a project: title, lead, photos, figures of the ledger with their date, text. */
export const makeStory: PaperMaker = async (context, subject): Promise<Paper> => {
  const story = storyRow(context, subject);
  const project = storyProject(context, story);
  const today = context.clock.today();
  const period = publicityPeriod(story.month ?? today.slice(0, 7), today);
  const all = factsOf(context, period) ?? projectFacts(context.database, period);
  const facts = all.find(({ id }) => id === project.id);
  const chosen = knownPhotos(context, story);
  const layout = layoutOf(story, project, chosen.length);
  const photos = await photoBlocks(context, chosen, layout);
  const isApproved = storyState(story.state) !== 'draft';
  const lead = story.lead?.trim() ?? '';
  const body = cutText(story.body, layout.lines);
  return {
    name: `宣传一页纸（${project.short_name ?? project.name ?? ''}${isApproved ? '' : '，起草稿'}）`,
    form: 'sheet',
    landscape: false,
    letterhead: null,
    number: null,
    title: [story.title ?? ''],
    subtitle: storyUnder(project),
    addressee: null,
    blocks: [
      { kind: 'rule' },
      ...(lead === ''
        ? []
        : [
            {
              kind: 'paragraph' as const,
              runs: [{ text: lead, face: 'second' as const }],
              indent: true,
              align: 'left' as const,
            },
          ]),
      ...(photos.length > 0 ? [{ kind: 'spread' as const, left: '', right: '', small: true }, ...photos] : []),
      { kind: 'section', text: '项目数据', note: `截至${formatDate(period.end)}` },
      figures(project, facts, period),
      ...(body.length === 0 ? [] : [{ kind: 'section' as const, text: '建设现场', note: '' }]),
      ...body.map((text): PaperBlock => ({ kind: 'paragraph', runs: [{ text }], indent: true, align: 'left' })),
    ],
    imprint: null,
    draft: isApproved ? null : storyDraft,
    notice: dispatchNotice,
    foot: [story.author && `撰稿 ${story.author}`, story.approved_by && `审定 ${story.approved_by}`]
      .filter(Boolean)
      .join('　'),
  };
};
