import { useDebouncedValue } from '@mantine/hooks';
import { useQueries } from '@tanstack/react-query';
import type { OutputOf } from '../../src-shared/contract/contract';
import type { Derived } from '../../src-shared/contract/record-methods';
import { applicationPath, policyPath } from '../../src-shared/rules/funding-todos';
import { demand, useLedgerQuery } from '../ledger-client';
import { useColorScheme } from './color-scheme';
import { type Command, generalCommands, matches, projectCommands } from './palette-commands';
import { recentProjects } from './recent-projects';
import { useStatus } from './status';

type Hit = OutputOf<'search.find'>[number];

export type PaletteItem =
  | {
      readonly key: string;
      readonly kind: 'project';
      readonly id: string;
      readonly title: string;
      readonly detail: string;
      readonly derived: Derived | undefined;
    }
  | {
      readonly key: string;
      readonly kind: 'record';
      readonly title: string;
      readonly detail: string;
      readonly to: string;
      readonly project: string | null;
    }
  | { readonly key: string; readonly kind: 'command'; readonly command: Command };

export interface PaletteGroup {
  readonly name: string;
  readonly items: readonly PaletteItem[];
}

const tabOf: Partial<Record<Hit['entity'], string>> = {
  project: 'overview',
  permit: 'permits',
  progress: 'progress',
  listing: 'listing',
  problem: 'problems',
};
/** Policies and applications have pages of their own. */
function fundingPath({ entity, id }: Hit): string | null {
  if (entity === 'policy') return policyPath(id);
  return entity === 'funding_application' ? applicationPath(id) : null;
}

/** Projects whose light is asked for: what is in sight without scrolling. */
const lit = 6;

/** What the palette shows for the words: projects, other records, commands; with a project chosen, what may be done with it. */
export function usePaletteItems(
  words: string,
  chosen: { id: string; name: string } | null,
): { groups: PaletteGroup[]; waiting: boolean } {
  const status = useStatus();
  const { shown } = useColorScheme();
  const [asked] = useDebouncedValue(words.trim(), 60);
  const found = useLedgerQuery('search.find', asked ? { words: asked, limit: 30 } : undefined, { keep: true });
  const hits: readonly Hit[] = asked
    ? (found.data ?? [])
    : recentProjects().map(({ id, name }) => ({ id, entity: 'project', title: name, project: id, detail: '' }));
  const projects = hits.filter((hit) => hit.entity === 'project').slice(0, 12);
  const details = useQueries({
    queries: projects
      .slice(0, lit)
      .map(({ id }) => ({ queryKey: ['projects.show', { id }], queryFn: () => demand('projects.show', { id }) })),
  });
  const groups: PaletteGroup[] = [
    {
      name: asked ? '项目' : '最近打开',
      items: projects.map((hit, index) => ({
        key: `project-${hit.id}`,
        kind: 'project',
        id: hit.id,
        title: hit.title,
        detail: hit.detail,
        derived: details[index]?.data?.derived,
      })),
    },
    {
      name: '其他记录',
      items: hits
        .filter((hit) => hit.entity !== 'project')
        .slice(0, 8)
        .map((hit) => ({
          key: `${hit.entity}-${hit.id}`,
          kind: 'record',
          title: hit.title,
          detail: hit.detail,
          to:
            fundingPath(hit) ??
            (hit.project ? `/projects/${hit.project}/${tabOf[hit.entity] ?? 'overview'}` : '/projects'),
          project: hit.project,
        })),
    },
    {
      name: '命令',
      items: [
        ...(asked && chosen ? projectCommands(chosen.id, chosen.name) : []),
        ...generalCommands(status, shown).filter((command) => matches(command, words)),
      ].map((command) => ({ key: `command-${command.id}`, kind: 'command', command })),
    },
  ];
  return {
    groups: groups.filter((group) => group.items.length > 0),
    waiting: asked !== words.trim() || found.isFetching,
  };
}
