import type { Handler } from '../handler';
import { writeDocuments } from './document-files';
import { paperFiles } from './papers/paper-files';
import { makeProjectCard } from './papers/project-card';

/** Writes '项目卡片（江澜碳纤维产业园）.docx', one page, into a folder. */
export const writeProjectCard: Handler<'projects.writeCard'> = async (context, { id, folder }) => {
  const paper = await makeProjectCard(context, id, '');
  return { files: writeDocuments(folder, await paperFiles(paper, ['docx'])) };
};
