import type { ContactRow } from '../../../src-shared/contract/liaison-methods';
import type { Handler } from '../handler';
import { toRow } from './rows';

/** People of departments by unit, then those of projects by project. */
export const listContacts: Handler<'contacts.list'> = ({ database }, { words, project }) => {
  const wanted = words.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const rows = database
    .prepare(
      `SELECT contact.*, coalesce(project.short_name, project.name) AS project_name FROM contact
       LEFT JOIN project ON project.id = contact.project WHERE contact.deleted <> 1 AND (@project IS NULL OR contact.project = @project)
       ORDER BY contact.project IS NOT NULL, project_name, contact.project, contact.unit, contact.record`,
    )
    .all({ project }) as Record<string, unknown>[];
  return rows
    .map((row) => toRow('contact', row) as unknown as ContactRow)
    .filter((contact) => {
      const { name, unit, department, position, phone, matters, project_name: projectName } = contact;
      const text = [name, unit, department, position, phone, matters, projectName].join(' ').toLowerCase();
      return wanted.every((word) => text.includes(word));
    });
};
