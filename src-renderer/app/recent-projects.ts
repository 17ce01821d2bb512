/** Projects opened last on this machine, newest first, to begin with in the palette. */
export interface RecentProject {
  readonly id: string;
  readonly name: string;
}

const key = 'wubao-recent-projects';
const most = 6;

export function recentProjects(): RecentProject[] {
  try {
    return JSON.parse(localStorage.getItem(key) ?? '[]') as RecentProject[];
  } catch {
    return [];
  }
}

export function rememberProject(project: RecentProject): void {
  localStorage.setItem(
    key,
    JSON.stringify([project, ...recentProjects().filter(({ id }) => id !== project.id)].slice(0, most)),
  );
}
