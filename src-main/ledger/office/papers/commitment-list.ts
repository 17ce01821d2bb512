import { regions } from '../../../../src-shared/catalogues/regions';
import type { OutputOf } from '../../../../src-shared/contract/contract';
import type { Paper, PaperTable } from '../../../../src-shared/contract/paper-values';
import {
  cityCommitments,
  commitmentCounts,
  commitmentKindLabel,
  commitmentPlace,
  standingLabels,
} from '../../../../src-shared/rules/commitments';
import { Refusal } from '../../../../src-shared/terms/errors';
import { formatDate, formatDay } from '../../../../src-shared/terms/format';
import { loadCommitments } from '../../queries/commitments';
import { dispatchNotice } from '../bulletin-letterhead';
import type { PaperMaker } from './makers';

type Shown = OutputOf<'commitments.show'>;

const rateNote = '兑现率＝按时限完成的事项÷到期的事项；没有到期事项的写“—”；已取消的不计。';

function regionTable(shown: Shown): PaperTable {
  const { totals, lines } = shown;
  return {
    kind: 'table',
    caption: '各地落实情况',
    unit: `单位：条，截至${formatDate(shown.asOf)}`,
    look: 'figures',
    columns: [
      { header: '县（市）区、\n开发区', width: 18, format: 'text' },
      { header: '方案报送', width: 14, format: 'text', align: 'center' },
      { header: '负责领导', width: 12, format: 'text', align: 'center' },
      { header: '事项', width: 9, format: 'count' },
      { header: '完成', width: 9, format: 'count' },
      { header: '逾期', width: 9, format: 'count' },
      { header: '到期', width: 9, format: 'count' },
      { header: '按期\n完成', width: 9, format: 'count' },
      { header: '兑现率\n%', width: 11, format: 'rate' },
    ],
    rows: lines.map(({ scope, place, campaign, counts }) => [
      place,
      typeof campaign?.submitted_on === 'string'
        ? formatDay(campaign.submitted_on)
        : scope === cityCommitments
          ? null
          : '未报',
      typeof campaign?.leader === 'string' ? campaign.leader : null,
      counts.total,
      counts.done,
      counts.overdue,
      counts.due,
      counts.onTime,
      counts.rate,
    ]),
    totals: [
      '合计',
      `${shown.handedIn}个已报`,
      '',
      totals.total,
      totals.done,
      totals.overdue,
      totals.due,
      totals.onTime,
      totals.rate,
    ],
    notes: [rateNote],
  };
}

function listTable(shown: Shown, withPlace: boolean): PaperTable {
  const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null);
  const day = (value: unknown) => (typeof value === 'string' ? formatDay(value) : null);
  return {
    kind: 'table',
    caption: '压实清单',
    unit: `单位：条，截至${formatDate(shown.asOf)}`,
    look: 'figures',
    columns: [
      { header: '序号', width: 5, format: 'place' },
      ...(withPlace ? [{ header: '属地', width: 11, format: 'text' as const }] : []),
      { header: '类别', width: 7, format: 'text', align: 'center' },
      { header: '事项', width: 25, format: 'text' },
      { header: '项目', width: 14, format: 'text' },
      { header: '责任单位', width: 12, format: 'text' },
      { header: '责任人', width: 8, format: 'text', align: 'center' },
      { header: '完成时限', width: 9, format: 'text', align: 'center' },
      { header: '状态', width: 9, format: 'text', align: 'center' },
      { header: '完成日期', width: 9, format: 'text', align: 'center' },
      { header: '落实情况', width: 17, format: 'text' },
    ],
    rows: shown.commitments.map(({ record, place, project, standing }, index) => [
      index + 1,
      ...(withPlace ? [place] : []),
      commitmentKindLabel(text(record.kind)) || null,
      text(record.matter),
      project,
      text(record.unit),
      text(record.person),
      day(record.due),
      standingLabels[standing],
      day(record.done_on),
      text(record.result),
    ]),
    totals: null,
    notes: [rateNote],
  };
}

/** The press-down list of a month; `about` is the code of a region, or 'city', where it is that list alone. */
export const makeCommitmentList: PaperMaker = (context, month, about) => {
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) throw new Refusal('invalid_period', { period: month });
  if (about !== '' && about !== cityCommitments && !regions.some(({ code }) => code === about))
    throw new Refusal('step_refused', { reason: `没有“${about}”这个县（市）区、开发区` });
  const all = loadCommitments(context, month);
  const own = all.commitments.filter(({ scope, carried }) => !carried && (about === '' || scope === about));
  if (own.length === 0)
    throw new Refusal('step_refused', { reason: `${formatDate(month)}还没有压实事项，先在“压实清单”里加` });
  const isOne = about !== '' || all.lines.length === 1;
  const shown: Shown = {
    ...all,
    commitments: own,
    totals: commitmentCounts(
      own.map(({ record }) => record as never),
      all.asOf,
    ),
  };
  const place = isOne ? commitmentPlace(own[0]?.scope ?? '') : '全市';
  const name = `${place}项目建设责任压实清单`;
  return {
    name: `${name}（${formatDate(month)}）`,
    form: 'plain',
    landscape: true,
    letterhead: null,
    number: null,
    title: [name],
    subtitle: formatDate(month),
    addressee: null,
    blocks: isOne ? [listTable(shown, false)] : [regionTable(shown), listTable(shown, true)],
    imprint: null,
    draft: null,
    notice: dispatchNotice,
  } satisfies Paper;
};
