import type { Paper, PaperBlock } from '../../../../src-shared/contract/paper-values';
import { type BulletinFacts, bulletinText } from '../../../../src-shared/rules/bulletin-prose';
import { headingMark } from '../../../../src-shared/rules/prose';
import { formatDate } from '../../../../src-shared/terms/format';
import { dispatchNotice, draftNotice, letterhead } from '../bulletin-letterhead';
import { bulletinTable } from './bulletin-tables';

/** '项目建设督查通报（2018年9月上半月）'; a draft has another name, so that it never replaces the published paper. */
export function bulletinName({ figures, period }: Pick<BulletinFacts, 'figures' | 'period'>): string {
  return `${letterhead.title}（${period.name}${figures.frozenAt === null ? '，送审稿' : ''}）`;
}

/**
 * The bulletin of a period. `day` is the day of the paper. The serial number is given by the office that registers it, so it stays open;
 * unfrozen figures say so on every page.
 */
export function bulletinPaper(facts: BulletinFacts, day: string): Paper {
  const { figures, period } = facts;
  const parts = bulletinText(facts);
  return {
    name: bulletinName(facts),
    form: 'red',
    landscape: false,
    letterhead: letterhead.title,
    number: `${letterhead.numberBefore}〔${period.year}〕　　${letterhead.numberAfter}`,
    title: [`关于${period.shortName}全市重点项目`, '推进情况的通报'],
    subtitle: null,
    addressee: letterhead.addressees,
    blocks: [
      { kind: 'paragraph', runs: [{ text: letterhead.opening }], indent: true, align: 'left' },
      ...parts.flatMap((part, index): PaperBlock[] => [
        { kind: 'heading', level: 1, text: `${headingMark(1, index)}${part.heading}` },
        ...part.items.flatMap((item, at): PaperBlock[] => [
          { kind: 'heading', level: 2, text: `${headingMark(2, at)}${item.lead}`, after: `。${item.text}` },
          ...(item.table ? [bulletinTable(item.table, facts)] : []),
        ]),
      ]),
      { kind: 'signature', issuer: letterhead.issuer, date: formatDate(day) },
    ],
    imprint: { copies: letterhead.copies, printer: letterhead.issuer, date: formatDate(day) },
    draft: figures.frozenAt === null ? draftNotice : null,
    notice: dispatchNotice,
  };
}
