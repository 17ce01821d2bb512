import { writeFilter } from '../projects/grid-filters';

/** As many names as a filter takes. */
const most = 60;

/** Address of the grid with these projects of a region; of all its projects where they are too many to be named. */
export function projectsAddress(region: string, projects: readonly { readonly name: string }[]): string {
  const filters = [writeFilter({ field: 'region', operator: 'is', value: [region] })];
  if (projects.length <= most) {
    filters.push(writeFilter({ field: 'name', operator: 'is', value: projects.map(({ name }) => name) }));
  }
  return `/projects?${filters.map((filter) => `f=${encodeURIComponent(filter)}`).join('&')}`;
}
