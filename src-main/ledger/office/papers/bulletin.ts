import type { Paper, PaperBlock } from '../../../../src-shared/contract/paper-values';
import { type BulletinFacts, bulletinText } from '../../../../src-shared/rules/bulletin-prose';
import { paperNumber, paperNumberPattern, paperNumberPatterns } from '../../../../src-shared/rules/paper-numbers';
import { headingMark } from '../../../../src-shared/rules/prose';
import { formatDate } from '../../../../src-shared/terms/format';
import type { Handler } from '../../handler';
import { bulletinFacts } from '../../queries/bulletin-facts';
import { requirePeriod } from '../../queries/bulletin-figures';
import { freezeFigures } from '../../queries/bulletin-freeze';
import { ownScope, settingsOf } from '../../queries/rules';
import { dispatchNotice, draftNotice, letterhead } from '../bulletin-letterhead';
import { writeDocuments } from '../document-files';
import { bulletinTable } from './bulletin-tables';
import type { PaperMaker } from './makers';
import { paperFiles } from './paper-files';

/** '项目建设督查通报（2018年9月上半月）'; a draft has another name, so that it never replaces the published paper. */
function bulletinName({ figures, period }: Pick<BulletinFacts, 'figures' | 'period'>): string {
  return `${letterhead.title}（${period.name}${figures.frozenAt === null ? '，送审稿' : ''}）`;
}

const openNumber = ({ year }: Pick<BulletinFacts['period'], 'year'>, pattern = paperNumberPatterns.bulletin) =>
  paperNumber(pattern, year, null);

/**
 * The bulletin of a period. `day` is the day of the paper. The serial number is given by the office that registers it, so it stays open;
 * unfrozen figures say so on every page.
 */
export function bulletinPaper(facts: BulletinFacts, day: string, number: string = openNumber(facts.period)): Paper {
  const { figures, period } = facts;
  const parts = bulletinText(facts);
  return {
    name: bulletinName(facts),
    form: 'red',
    landscape: false,
    letterhead: letterhead.title,
    number,
    title: [`关于${period.kind === 'year' ? period.name : period.shortName}全市重点项目`, '推进情况的通报'],
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

/** A frozen paper bears the day on which its figures were frozen, whenever it is made again. */
const dayOf = ({ figures }: BulletinFacts, today: string) => figures.frozenAt?.slice(0, 10) ?? today;

export const makeBulletin: PaperMaker = (context, subject) => {
  const facts = bulletinFacts(context, requirePeriod(subject));
  const pattern = paperNumberPattern('bulletin', settingsOf(context), ownScope(context));
  return bulletinPaper(facts, dayOf(facts, context.clock.today()), openNumber(facts.period, pattern));
};

/** Writes the paper, its tables as a workbook and the figures of a period under one name. */
export const writeBulletin: Handler<'bulletins.write'> = async (context, { period: code, folder, freeze }) => {
  const period = requirePeriod(code);
  if (freeze) freezeFigures(context, period);
  const { figures } = bulletinFacts(context, period);
  const paper = await makeBulletin(context, code, '');
  const files = await paperFiles(paper, ['docx', 'xlsx']);
  files.push({ name: `${paper.name}.json`, bytes: Buffer.from(`${JSON.stringify(figures, null, 2)}\n`) });
  return { files: writeDocuments(folder, files), frozenAt: figures.frozenAt };
};
