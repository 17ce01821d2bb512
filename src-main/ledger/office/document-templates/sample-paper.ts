import type { Paper } from '../../../../src-shared/contract/paper-values';
import type { PaperKind } from '../../../../src-shared/entities/paper';
import { Refusal } from '../../../../src-shared/terms/errors';
import type { LedgerContext } from '../../context';
import { paperLabel, paperOf } from '../papers/paper-register';
import { listPaperSubjects } from '../papers/paper-subjects';

/**
 * The first paper of a kind that the ledger has something for: what a form is tried with. Throws the refusal `step_refused` where there
 * is nothing yet.
 */
export async function samplePaper(context: LedgerContext, kind: PaperKind): Promise<Paper> {
  const [first] = await listPaperSubjects(context, { kind, text: '' });
  if (!first)
    throw new Refusal('step_refused', { reason: `台账里还没有能写${paperLabel(kind)}的内容，先有一份再做模板` });
  return paperOf(context, { kind, subject: first.subject, about: first.about });
}
