import type { Handler } from '../handler';
import { fileWords, writeDocuments } from './document-files';
import { paperDocx } from './papers/paper-docx';
import { makeProjectCard } from './papers/project-card';

/** Writes '项目卡片（江澜碳纤维产业园）.docx', one page, into a folder. */
export const writeProjectCard: Handler<'projects.writeCard'> = async (context, { id, folder }) => {
  const paper = await makeProjectCard(context, id, '');
  return { files: writeDocuments(folder, [{ name: `${fileWords(paper.name)}.docx`, bytes: await paperDocx(paper) }]) };
};
