import { IconPaperclip, IconPlus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { ShownAttachment } from '../../../src-shared/contract/attachment-methods';
import type { Material } from '../../../src-shared/entities/material';
import type { ChecklistItem } from '../../../src-shared/rules/listing-materials';
import { showFailure } from '../../components/toast';
import { run } from '../../ledger-client';
import { type Owner, useIntake } from '../attachments/attachment-intake';
import { AttachmentsInCell } from '../attachments/attachment-part';
import { IntakeWords } from '../attachments/intake-words';
import classes from './clinic.module.css';
import type { ListingFile } from './listing-file';

/**
 * The files of a paper: what is attached, else the words that stand for it (`children`). Files may be chosen or dropped on the cell; the
 * record of the paper is made with the first one, and whether the paper is in order stays for a person to say.
 */
export function PaperFiles({
  file,
  item,
  attachments,
  children,
}: {
  file: ListingFile;
  item: ChecklistItem<Material>;
  attachments: readonly ShownAttachment[];
  children: ReactNode;
}) {
  const ownerOf = async (): Promise<Owner | null> => {
    if (item.record) return { entity: 'material', id: item.record.id };
    const result = await run('records.create', {
      entity: 'material',
      set: { project: file.id, name: item.name, state: 'missing' },
    });
    if (result.ok) return { entity: 'material', id: result.value.id };
    showFailure(result.error);
    return null;
  };
  const intake = useIntake(ownerOf);
  return (
    <div
      className={classes.papers}
      data-over={(file.writable && intake.over) || undefined}
      {...(file.writable ? intake.dropProps : {})}
    >
      {attachments.length > 0 ? (
        <AttachmentsInCell attachments={attachments} />
      ) : (
        <span className={classes.file}>
          <IconPaperclip className="icon" aria-hidden="true" data-empty={item.record?.file_name ? undefined : ''} />
          {children}
        </span>
      )}
      {file.writable && (
        <button
          type="button"
          className={classes.addPaper}
          aria-label={`${item.short} 添加附件`}
          title="添加附件，也可以把文件拖到这里"
          disabled={intake.busy}
          onClick={() => void intake.choose()}
        >
          <IconPlus className="icon" aria-hidden="true" />
        </button>
      )}
      {intake.refused.length > 0 && <IntakeWords intake={intake} />}
    </div>
  );
}
