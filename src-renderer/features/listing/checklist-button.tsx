import { IconPrinter } from '@tabler/icons-react';
import { DocumentButton } from '../../components/document-button';
import { useLedgerCommand } from '../../ledger-client';

/** Writes the list of papers into a chosen folder, and offers to open it for printing. */
export function ChecklistButton({ project, size }: { project: string; size?: 'sm' }) {
  const checklist = useLedgerCommand('listing.writeChecklist');
  return (
    <DocumentButton what="材料清单" paper="A4 竖向" write={(folder) => checklist.mutateAsync({ project, folder })}>
      {(start, busy) => (
        <button
          type="button"
          className={size ? `btn ${size}` : 'btn'}
          disabled={busy}
          title="生成可打印的材料清单（Word）"
          onClick={start}
        >
          <IconPrinter className="icon" aria-hidden="true" />
          材料清单
        </button>
      )}
    </DocumentButton>
  );
}
