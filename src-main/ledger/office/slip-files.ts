import { slip as slipEntity } from '../../../src-shared/entities/slip';
import { slipLabel } from '../../../src-shared/rules/problem-slips';
import { Refusal } from '../../../src-shared/terms/errors';
import type { Handler } from '../handler';
import { problemFile } from '../queries/problems-show';
import { toRow } from '../queries/rows';
import { writeDocuments } from './document-files';
import { slipDocx } from './slip-docx';
import { slipPaper } from './slip-paper';

/** Text as part of a file name on any system. */
export const fileWords = (text: string) =>
  text
    .replace(/[\\/:*?"<>|\p{Cc}]/gu, ' ')
    .trim()
    .slice(0, 60);

/** Writes '督办单 昌邑督〔2018〕9号 施工用电未接通.docx'. A slip that nobody has sent has no number yet and is refused. */
export const writeSlip: Handler<'slips.write'> = async (context, { id, folder }) => {
  const raw = context.database.prepare('SELECT * FROM slip WHERE id = @id AND deleted <> 1').get({ id }) as
    | Record<string, unknown>
    | undefined;
  if (!raw) throw new Refusal('no_record', { entity: slipEntity.label, id });
  const slip = toRow('slip', raw);
  if (slip.number === null) throw new Refusal('step_refused', { reason: '这张督办单还没有签发，没有文号' });
  const file = problemFile(context, slip.problem ?? '');
  const region = context.identity.role === 'commission' ? null : file.project.region;
  const paper = slipPaper(slip, file, region, context.clock.today());
  const matter = fileWords((file.problem.description ?? '').split(/[，。\n]/)[0]?.slice(0, 24) ?? '');
  const name = [slipLabel(slip.kind), fileWords(slip.number), matter].filter(Boolean).join(' ');
  return { files: writeDocuments(folder, [{ name: `${name}.docx`, bytes: await slipDocx(paper) }]) };
};
