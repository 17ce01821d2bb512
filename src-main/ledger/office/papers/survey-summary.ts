import { regionName } from '../../../../src-shared/catalogues/regions';
import type { Paper, PaperBlock, PaperTable } from '../../../../src-shared/contract/paper-values';
import type { Survey } from '../../../../src-shared/contract/survey-methods';
import { monthName } from '../../../../src-shared/rules/lights';
import { headingMark, shortened } from '../../../../src-shared/rules/prose';
import { summaryText, surveySites } from '../../../../src-shared/rules/survey-prose';
import { notesIn, verdictLabel } from '../../../../src-shared/rules/survey-write-back';
import { formatDate, formatDay } from '../../../../src-shared/terms/format';
import type { LedgerContext } from '../../context';
import { eventOfVisit } from '../../queries/surveys-load';
import { loadBack } from '../../queries/surveys-write-back';
import { dispatchNotice } from '../bulletin-letterhead';
import type { PaperMaker } from './makers';
import { requireSurvey, type SurveyIssuers, said, surveyIssuers } from './survey-notice';

/** A line a region, as far as the survey has come there. */
function regionTable({ regions, totals, asOf }: Survey): PaperTable {
  const cells = (figures: Survey['totals']) => [
    figures.due,
    figures.planned,
    figures.visited,
    figures.ready,
    figures.lacking,
    figures.notStarted,
    figures.notDue,
    figures.hopeless,
    figures.promised,
  ];
  return {
    kind: 'table',
    caption: '各地未入统踏查情况',
    unit: `单位：项，截至${formatDate(asOf)}`,
    look: 'figures',
    columns: [
      { header: '县（市）区、\n开发区', width: 20, format: 'text' },
      { header: '应踏查', width: 9, format: 'count' },
      { header: '已编\n路线', width: 9, format: 'count' },
      { header: '已踏查', width: 9, format: 'count' },
      { header: '可入统', group: '结论', width: 9, format: 'count' },
      { header: '缺材料', group: '结论', width: 9, format: 'count' },
      { header: '未实质\n开工', group: '结论', width: 9, format: 'count' },
      { header: '不在\n范围', group: '结论', width: 8, format: 'count' },
      { header: '本年\n无望', group: '结论', width: 8, format: 'count' },
      { header: '承诺\n入统', width: 9, format: 'count' },
    ],
    rows: regions.map(({ region, figures }) => [region === null ? '属地不明' : regionName(region), ...cells(figures)]),
    totals: ['合计', ...cells(totals)],
    notes: ['应踏查为已开工、总投资5000万元及以上，月初未入统的项目。', `${dispatchNotice}。`],
  };
}

function listTable(survey: Survey): PaperTable {
  return {
    kind: 'table',
    caption: '',
    unit: `截至${formatDate(survey.asOf)}`,
    look: 'figures',
    columns: [
      { header: '序号', width: 6, format: 'place' },
      { header: '项目', width: 20, format: 'text' },
      { header: '属地', width: 11, format: 'text' },
      { header: '踏查\n日期', width: 14, format: 'text', align: 'center' },
      { header: '结论', width: 12, format: 'text', align: 'center' },
      { header: '原\n因', width: 5, format: 'text', align: 'center' },
      { header: '还缺', width: 16, format: 'text' },
      { header: '承诺\n入统', width: 8, format: 'text', align: 'center' },
      { header: '现场情况', width: 24, format: 'text' },
    ],
    rows: surveySites(survey).map(({ site, visit }, index) => [
      index + 1,
      site.project.name,
      site.project.region === null ? null : regionName(site.project.region),
      visit.visited_on ? formatDay(visit.visited_on) : null,
      visit.state === 'visited' ? verdictLabel(visit.verdict) : visit.state === 'missed' ? '未到场' : '待踏查',
      visit.reason_code,
      visit.missing ? shortened(visit.missing.replace(/\s+/g, '、'), 30) : null,
      visit.promised_month ? monthName(visit.promised_month, survey.asOf) : null,
      visit.finding ? shortened(visit.finding.replace(/\s+/g, ' '), 60) : null,
    ]),
    totals: null,
    notes: ['原因为未入统原因代码；承诺入统为现场承诺。', `${dispatchNotice}。`],
  };
}

/** 未入统踏查汇总: figures, findings, promises, what differs from the reports, a line a region, every site. */
function surveySummary(survey: Survey, contradictions: readonly string[], issuers: SurveyIssuers, day: string): Paper {
  const { parts } = summaryText(survey, contradictions);
  const month = `${Number(survey.month.slice(5))}月`;
  const list = `${month}未入统踏查项目明细`;
  return {
    name: `未入统踏查汇总（${formatDate(survey.month)}）`,
    form: 'plain',
    landscape: false,
    letterhead: null,
    number: null,
    title: [`${month}未入统项目联合踏查情况汇总`],
    subtitle: null,
    addressee: null,
    blocks: [
      ...parts.flatMap(({ heading, text }, index): PaperBlock[] => [
        { kind: 'heading', level: 1, text: `${headingMark(1, index)}${heading}` },
        said(text),
        ...(heading === '总体情况' ? [regionTable(survey)] : []),
        ...(heading === '与上报不一致'
          ? contradictions.slice(0, 20).map(
              (words, at): PaperBlock => ({
                kind: 'heading',
                level: 3,
                text: headingMark(3, at),
                after: `${words}。`,
              }),
            )
          : []),
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

/** What the visits of a survey saw otherwise than it was reported, '项目：…' each. */
function contradictionsOf(context: LedgerContext, survey: Survey): string[] {
  const told = context.database.prepare('SELECT detail FROM listing_event WHERE id = @id AND deleted <> 1').pluck();
  return surveySites(survey).flatMap(({ site, visit }) => {
    const detail = told.get({ id: eventOfVisit(visit.id) }) as string | undefined;
    // Once it is written back the case agrees with the survey: what was reported before stands in the step alone.
    const notes = (detail && notesIn(detail, visit)) || loadBack(context, visit.id)?.back.notes || [];
    return notes.length > 0 ? [`${site.project.name}：${notes.join('；')}`] : [];
  });
}

export const makeSurveySummary: PaperMaker = (context, subject) => {
  const survey = requireSurvey(context, subject);
  return surveySummary(survey, contradictionsOf(context, survey), surveyIssuers(context), context.clock.today());
};
