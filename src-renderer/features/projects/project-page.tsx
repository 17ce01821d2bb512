/** Filled in its own step. */
export function ProjectPage({ id, tab }: { id: string; tab: string }) {
  return (
    <p>
      {id} {tab}
    </p>
  );
}
