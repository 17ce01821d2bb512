import { useMemo } from 'react';
import type { FieldValue } from '../../../src-shared/entities/field';
import type { Listing } from '../../../src-shared/entities/listing';
import type { ListingEvent } from '../../../src-shared/entities/listing-event';
import type { Material } from '../../../src-shared/entities/material';
import type { Progress } from '../../../src-shared/entities/progress';
import type { Project } from '../../../src-shared/entities/project';
import type { WorkLog } from '../../../src-shared/entities/work-log';
import { listingOutlook, type Outlook } from '../../../src-shared/rules/listing-outlook';
import type { RuleBook } from '../../../src-shared/rules/rule-book';
import type { Failure } from '../../../src-shared/terms/errors';
import { useRuleBook } from '../../app/rule-book';
import { useCanWrite, useStatus } from '../../app/status';
import { run, useLedgerQuery } from '../../ledger-client';

/** The listing case of one project with all that belongs to it, and what follows from it by the rules that hold in its place. */
export interface ListingFile {
  readonly id: string;
  readonly project: Project;
  readonly listing: Listing | null;
  readonly materials: readonly Material[];
  readonly events: readonly ListingEvent[];
  readonly progress: readonly Progress[];
  readonly workLogs: readonly WorkLog[];
  readonly rules: RuleBook;
  readonly outlook: Outlook;
  readonly today: string;
  readonly person: string;
  readonly writable: boolean;
}

export function useListingFile(id: string | undefined): {
  file: ListingFile | null;
  failure: Failure | null;
  retry: () => void;
} {
  const shown = useLedgerQuery('projects.show', id === undefined ? undefined : { id }, { keep: true });
  const status = useStatus();
  const canWrite = useCanWrite();
  // While another project is on its way the former one's answer is kept; it must not be written to under the new one's name.
  const data = shown.data?.project.id === id ? shown.data : undefined;
  const rules = useRuleBook(data?.project.region as string | null | undefined);
  const file = useMemo(() => {
    if (!data || !status || !rules) return null;
    // The contract gives records loosely, because one method serves every entity; here it is known which is which.
    const known = {
      id: data.project.id,
      project: data.project,
      listing: data.listing,
      materials: data.materials,
      events: data.listing_events,
      progress: data.progress,
      workLogs: data.work_logs,
    } as unknown as Omit<ListingFile, 'rules' | 'outlook' | 'today' | 'person' | 'writable'>;
    const { project, listing, materials, events } = known;
    return {
      ...known,
      rules,
      outlook: listingOutlook(
        { project, listing },
        materials,
        events,
        rules.listingWindows,
        rules.calendar,
        status.today,
      ),
      today: status.today,
      person: status.identity?.person ?? '',
      writable: canWrite && !project.deleted,
    };
  }, [data, status, rules, canWrite]);
  return {
    file,
    failure: shown.error && !data ? shown.error.failure : null,
    retry: () => void shown.refetch(),
  };
}

type Set = Readonly<Record<string, FieldValue>>;

/** Saves fields of the case, which is made with its first fact. */
export async function saveCase(file: ListingFile, set: Set): Promise<Failure | null> {
  const result = await run('listing.revise', { project: file.id, set: set as never });
  return result.ok ? null : result.error;
}

export async function saveProject(file: ListingFile, set: Set): Promise<Failure | null> {
  const result = await run('records.revise', { entity: 'project', id: file.id, set: set as never });
  return result.ok ? null : result.error;
}

/** Saves what is known of a paper, by its name; the record is made with the first fact. */
export async function saveMaterial(file: ListingFile, name: string, set: Set): Promise<Failure | null> {
  const result = await run('listing.reviseMaterial', { project: file.id, name, set: set as never });
  return result.ok ? null : result.error;
}
