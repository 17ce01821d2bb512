import { regionName } from '../../../../src-shared/catalogues/regions';
import type { Paper, PaperBlock, PaperTable } from '../../../../src-shared/contract/paper-values';
import type { Survey } from '../../../../src-shared/contract/survey-methods';
import { monthName } from '../../../../src-shared/rules/lights';
import { reasonName } from '../../../../src-shared/rules/listing-reasons';
import { headingMark } from '../../../../src-shared/rules/prose';
import { noticeText, surveySites } from '../../../../src-shared/rules/survey-prose';
import { Refusal } from '../../../../src-shared/terms/errors';
import { formatDate, formatDay } from '../../../../src-shared/terms/format';
import type { LedgerContext } from '../../context';
import { loadSurvey } from '../../queries/surveys-load';
import { dispatchNotice } from '../bulletin-letterhead';
import type { PaperMaker } from './makers';

export interface SurveyIssuers {
  /** In the text: '市发改委、市统计局'. */
  readonly short: string;
  /** Under it. */
  readonly full: string;
}

/** Who surveys: the Commission and the statistics bureau together; a district's commission goes under its own name. */
export function surveyIssuers({ identity }: Pick<LedgerContext, 'identity'>): SurveyIssuers {
  if (identity.region === null) return { short: '市发改委、市统计局', full: '吉林市发展和改革委员会　吉林市统计局' };
  const place = regionName(identity.region);
  return { short: `${identity.unit}、${place}统计局`, full: `${identity.unit}　${place}统计局` };
}

/** The survey of a month with its routes. Throws refusals: no such month, no routes. */
export function requireSurvey(context: LedgerContext, month: string): Survey {
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) throw new Refusal('invalid_period', { period: month });
  const survey = loadSurvey(context, month, false);
  if (survey.routes.every(({ visits }) => visits.length === 0))
    throw new Refusal('step_refused', { reason: `${formatDate(month)}还没有编踏查路线，先在“踏查”里编路线` });
  return survey;
}

export const said = (text: string): PaperBlock => ({
  kind: 'paragraph',
  runs: [{ text }],
  indent: true,
  align: 'left',
});

const numbered = (texts: readonly string[]): PaperBlock[] =>
  texts.map((text, index) => ({
    kind: 'heading',
    level: 3,
    text: headingMark(3, index),
    after: text,
  }));

function routeTable(survey: Survey): PaperTable {
  const sites = surveySites(survey);
  const rounds = [...new Set(sites.map(({ inspection }) => inspection.id))].map((id) =>
    sites.filter(({ inspection }) => inspection.id === id),
  );
  return {
    kind: 'table',
    caption: '踏查路线',
    unit: `单位：项，截至${formatDate(survey.asOf)}`,
    look: 'figures',
    columns: [
      { header: '日期', width: 12, format: 'text', align: 'center' },
      { header: '属地', width: 14, format: 'text' },
      { header: '带队', width: 10, format: 'text', align: 'center' },
      { header: '项目', width: 7, format: 'count' },
      { header: '路线', width: 57, format: 'text' },
    ],
    rows: rounds.map((round) => {
      const inspection = round[0]?.inspection;
      return [
        formatDay(inspection?.date),
        inspection?.region ? regionName(inspection.region) : '',
        inspection?.leader ?? null,
        round.length,
        round.map(({ site }) => site.project.name).join('—'),
      ];
    }),
    totals: ['合计', '', '', sites.length, ''],
    notes: [],
  };
}

function listTable(survey: Survey): PaperTable {
  const due = new Map(survey.due.map((one) => [one.id, one]));
  return {
    kind: 'table',
    caption: '',
    unit: `单位：亿元，截至${formatDate(survey.asOf)}`,
    look: 'figures',
    columns: [
      { header: '序号', width: 6, format: 'place' },
      { header: '项目', width: 22, format: 'text' },
      { header: '属地', width: 12, format: 'text' },
      { header: '总投资', width: 9, format: 'yi' },
      { header: '未入统原因（上报）', width: 24, format: 'text' },
      { header: '承诺\n入统', width: 9, format: 'text', align: 'center' },
      { header: '项目\n秘书', width: 10, format: 'text', align: 'center' },
      { header: '踏查\n日期', width: 14, format: 'text', align: 'center' },
    ],
    rows: surveySites(survey).map(({ site, inspection }, index) => {
      const { project } = site;
      const one = due.get(project.id);
      const reason = one?.reasons[0];
      return [
        index + 1,
        project.name,
        project.region === null ? null : regionName(project.region),
        project.total,
        reason ? `${reason} ${reasonName(reason)}` : null,
        one?.promisedMonth ? monthName(one.promisedMonth, survey.asOf) : null,
        project.secretary,
        formatDay(inspection.date),
      ];
    }),
    totals: null,
    notes: [`${dispatchNotice}。`, '未入统原因、承诺入统月份为项目秘书上报。'],
  };
}

/** 未入统踏查通知 to the regions: what is looked at, when, by whom, what to have ready; the projects as an annex. */
function surveyNotice(survey: Survey, issuers: SurveyIssuers, day: string): Paper {
  const text = noticeText(survey, issuers.short);
  const month = `${Number(survey.month.slice(5))}月`;
  const list = `${month}未入统踏查项目名单`;
  const heading = (index: number, words: string): PaperBlock => ({
    kind: 'heading',
    level: 1,
    text: `${headingMark(1, index)}${words}`,
  });
  return {
    name: `未入统踏查通知（${formatDate(survey.month)}）`,
    form: 'red',
    landscape: false,
    letterhead: '未入统项目踏查通知',
    number: null,
    title: [`关于开展${month}`, '未入统项目联合踏查的通知'],
    subtitle: null,
    addressee: text.addressee,
    blocks: [
      said(text.opening),
      heading(0, '踏查范围'),
      said(text.scope),
      heading(1, '时间和路线'),
      said(text.time),
      routeTable(survey),
      heading(2, '踏查内容'),
      ...numbered([
        '现场。是否破土或打桩，是否正常施工，形象进度与上报是否一致。',
        '材料。营业执照、立项文件、施工合同、现场照片是否齐全，各处名称、总投资、日期是否一致。',
        '原因和承诺。未入统原因、还缺哪些材料、由谁办理、哪个月入统。',
      ]),
      heading(3, '准备事项'),
      ...(text.lacking === null ? [] : [said(text.lacking)]),
      ...numbered([
        '属地发改局、统计局各派1人陪同，项目秘书和建设单位负责人在现场等候。',
        '建设单位备好材料原件和复印件，现场照片带时间、地点。',
        '入统材料由企业提供，不得代填代报，不得编造。',
      ]),
      { kind: 'annexes', titles: [list] },
      { kind: 'signature', issuer: issuers.full, date: formatDate(day) },
      { kind: 'annex', mark: '附件', title: list },
      listTable(survey),
    ],
    imprint: null,
    draft: null,
    notice: dispatchNotice,
  };
}

export const makeSurveyNotice: PaperMaker = (context, subject) =>
  surveyNotice(requireSurvey(context, subject), surveyIssuers(context), context.clock.today());
