import { IconPaperclip } from '@tabler/icons-react';
import { useMemo } from 'react';
import type { ShownAttachment } from '../../../src-shared/contract/attachment-methods';
import type { RecordColumn } from '../../components/record-grid';
import { useLedgerQuery } from '../../ledger-client';
import classes from './attachments.module.css';

/** Attachments of a project's records by the id of the record. */
export function useAttachmentsByOwner(project: string): ReadonlyMap<string, readonly ShownAttachment[]> {
  const { data } = useLedgerQuery(
    'attachments.list',
    { entity: 'project', id: project, related: true },
    { keep: true },
  );
  return useMemo(() => {
    const byOwner = new Map<string, ShownAttachment[]>();
    for (const attachment of data?.attachments ?? []) {
      const known = byOwner.get(attachment.owner);
      if (known) known.push(attachment);
      else byOwner.set(attachment.owner, [attachment]);
    }
    return byOwner;
  }, [data]);
}

/** How many of them each record has. */
export function useAttachmentCounts(project: string): ReadonlyMap<string, number> {
  const byOwner = useAttachmentsByOwner(project);
  return useMemo(() => new Map([...byOwner].map(([owner, list]) => [owner, list.length])), [byOwner]);
}

/** A column with the number of files of each record and the way to them. */
export function attachmentColumn(counts: ReadonlyMap<string, number>, onOpen: (id: string) => void): RecordColumn {
  return {
    key: 'attachments',
    label: '附件',
    width: 58,
    locked: '点它看附件、添加附件',
    text: (row) => String(counts.get(row.id) ?? ''),
    render: (row) => {
      const count = counts.get(row.id) ?? 0;
      return (
        <button
          type="button"
          className={classes.inGrid}
          data-empty={count === 0 || undefined}
          aria-label={count === 0 ? '添加附件' : `附件 ${count} 个`}
          onClick={() => onOpen(row.id)}
        >
          <IconPaperclip className="icon" aria-hidden="true" />
          {count === 0 ? '' : count}
        </button>
      );
    },
  };
}
