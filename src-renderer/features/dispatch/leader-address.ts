export function leaderAddress(leader: string, period: string): string {
  return `/dispatch/leaders/${encodeURIComponent(leader)}?period=${period}`;
}
