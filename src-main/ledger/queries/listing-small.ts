import { hasOutgrownCheck, outgrownWords } from '../../../src-shared/rules/listing-small';
import type { Handler } from '../handler';
import { projectSource, toRow } from './rows';
import { viewSql } from './view-sql';

export const listSmallProjects: Handler<'listing.small'> = ({ database }) => {
  const read = (condition: string) =>
    (
      database.prepare(`SELECT * FROM ${projectSource} WHERE ${condition} ORDER BY record`).all() as Record<
        string,
        unknown
      >[]
    ).map((raw) => toRow('project', raw));
  const checked = `${viewSql('all')} AND (project.lead_source IS NOT NULL OR project.omission_check IS NOT NULL)`;
  return {
    projects: read(viewSql('small')),
    outgrown: read(checked)
      .filter(hasOutgrownCheck)
      .map((project) => ({
        id: project.id,
        name: project.short_name ?? project.name ?? '',
        words: outgrownWords(project),
      })),
  };
};
