import type { Paper } from '../../../../src-shared/contract/paper-values';
import type { PaperKind } from '../../../../src-shared/entities/paper';
import { leadersOn } from '../../../../src-shared/rules/assignments';
import { latestPeriod } from '../../../../src-shared/rules/period';
import { Refusal } from '../../../../src-shared/terms/errors';
import type { LedgerContext } from '../../context';
import { assignmentRecords } from '../../queries/assignments';
import { paperLabel, paperOf } from '../papers/paper-register';

/** The newest record that a paper of the kind can be about. */
const subjectSql: Partial<Record<PaperKind, string>> = {
  meeting: 'SELECT id FROM meeting WHERE deleted <> 1 ORDER BY date DESC, record DESC LIMIT 1',
  minutes: 'SELECT id FROM meeting WHERE deleted <> 1 ORDER BY date DESC, record DESC LIMIT 1',
  slip: 'SELECT id FROM slip WHERE deleted <> 1 ORDER BY issued_on DESC, record DESC LIMIT 1',
  project_card: 'SELECT id FROM project WHERE deleted <> 1 ORDER BY actual_start DESC, record LIMIT 1',
  story: 'SELECT id FROM story WHERE deleted <> 1 ORDER BY month DESC, record DESC LIMIT 1',
  survey_notice: 'SELECT month FROM inspection WHERE deleted <> 1 AND month IS NOT NULL ORDER BY month DESC LIMIT 1',
  commitment_list: 'SELECT month FROM commitment WHERE deleted <> 1 AND month IS NOT NULL ORDER BY month DESC LIMIT 1',
  survey_summary: 'SELECT month FROM inspection WHERE deleted <> 1 AND month IS NOT NULL ORDER BY month DESC LIMIT 1',
};

/**
 * The newest paper of a kind that the ledger has something for: what a form is tried with. Throws the refusal `step_refused` where there
 * is nothing yet.
 */
export async function samplePaper(context: LedgerContext, kind: PaperKind): Promise<Paper> {
  const { database, clock } = context;
  const period = latestPeriod(clock.today());
  if (kind === 'leader_sheet')
    return paperOf(context, {
      kind,
      subject: leadersOn(assignmentRecords(database), period.end)[0]?.leader ?? '',
      about: period.code,
    });
  if (kind === 'evaluation')
    return paperOf(context, { kind, subject: `${period.year}-Q${Math.ceil(period.month / 3)}`, about: '' });
  if (kind === 'city_page') return paperOf(context, { kind, subject: period.code.slice(0, 7), about: '' });
  const sql = subjectSql[kind];
  const subject = sql === undefined ? period.code : (database.prepare(sql).pluck().get() as string | undefined);
  if (subject === undefined)
    throw new Refusal('step_refused', { reason: `台账里还没有能写${paperLabel(kind)}的内容，先有一份再做模板` });
  return paperOf(context, { kind, subject, about: '' });
}
