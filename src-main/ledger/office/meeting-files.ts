import type { Handler } from '../handler';
import { writeDocuments } from './document-files';
import { makeMeeting } from './papers/meeting';
import { paperFiles } from './papers/paper-files';

/** Writes '项目建设联席会议议题（2018-09-20）.docx', the page before a meeting. */
export const writeMeeting: Handler<'meetings.write'> = async (context, { id, folder }) => {
  const paper = await makeMeeting(context, id, '');
  return { files: writeDocuments(folder, await paperFiles(paper, ['docx'])) };
};
