/** Filled in its own step. */
export function ProjectsPage() {
  return null;
}
