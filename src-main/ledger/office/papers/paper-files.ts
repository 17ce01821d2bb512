import type { Paper } from '../../../../src-shared/contract/paper-values';
import { type DocumentFile, fileWords } from '../document-files';
import { paperDocx } from './paper-docx';
import { paperXlsx } from './paper-xlsx';

/** A paper in the forms asked for, under its name: .docx, and .xlsx where it has tables. */
export async function paperFiles(
  paper: Paper,
  forms: readonly ('docx' | 'xlsx')[],
  name: string = fileWords(paper.name),
): Promise<DocumentFile[]> {
  const files: DocumentFile[] = [];
  if (forms.includes('docx')) files.push({ name: `${name}.docx`, bytes: await paperDocx(paper) });
  const workbook = forms.includes('xlsx') ? await paperXlsx(paper) : null;
  if (workbook) files.push({ name: `${name}.xlsx`, bytes: workbook });
  return files;
}
