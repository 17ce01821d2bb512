import type { Handler } from '../handler';
import { writeDocuments } from './document-files';
import { paperFiles } from './papers/paper-files';
import { makeSlip } from './papers/slip';

/** Writes '督办单 昌邑督〔2018〕9号 施工用电未接通.docx'. */
export const writeSlip: Handler<'slips.write'> = async (context, { id, folder }) => {
  const paper = await makeSlip(context, id, '');
  return { files: writeDocuments(folder, await paperFiles(paper, ['docx'])) };
};
