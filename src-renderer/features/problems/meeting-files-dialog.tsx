import { Modal } from '@mantine/core';
import type { FileHandle } from '../../components/file-drop';
import { WrittenFiles } from '../../components/written-files';

export interface MeetingFiles {
  readonly folder: FileHandle;
  readonly names: readonly string[];
}

export function MeetingFilesDialog({ files, onClose }: { files: MeetingFiles; onClose: () => void }) {
  return (
    <Modal opened onClose={onClose} title="会前一页纸已生成" size={560}>
      <WrittenFiles folder={files.folder} names={files.names} onClose={onClose} />
    </Modal>
  );
}
