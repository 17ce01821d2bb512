import { Modal } from '@mantine/core';
import type { Owner } from './attachment-intake';
import { AttachmentPart } from './attachment-part';

/** Attachments of a record that has no panel of its own. */
export function AttachmentDialog({
  owner,
  title,
  writable,
  onClose,
}: {
  owner: Owner;
  title: string;
  writable: boolean;
  onClose: () => void;
}) {
  return (
    <Modal opened onClose={onClose} title={title} size={520}>
      <AttachmentPart owner={owner} writable={writable} />
    </Modal>
  );
}
