import { type ClipboardEvent as ReactClipboardEvent, useState } from 'react';
import type { InputOf } from '../../../src-shared/contract/contract';
import { failureMessage } from '../../../src-shared/terms/errors';
import { chooseFiles, type FileHandle, sortFiles, useFileDrop } from '../../components/file-drop';
import { showDone, showFailure } from '../../components/toast';
import { failureOf, type Progress, run, useLedgerCommand } from '../../ledger-client';

export interface Owner {
  readonly entity: InputOf<'attachments.add'>['entity'];
  readonly id: string;
}

/** A record that is there already, or the way to make it when the first file comes; null where that failed. */
export type OwnerSource = Owner | (() => Promise<Owner | null>);

interface Refused {
  readonly name: string;
  readonly message: string;
}

export interface Intake {
  readonly over: boolean;
  readonly dropProps: ReturnType<typeof useFileDrop>['props'];
  readonly busy: boolean;
  readonly progress: Progress | null;
  /** What was not taken the last time, with the reason. */
  readonly refused: readonly Refused[];
  forgetRefused(): void;
  choose(): Promise<void>;
  /** Takes files of a paste; answers whether there were any. A copied table is left to whoever pastes text. */
  paste(event: ClipboardEvent | ReactClipboardEvent): boolean;
}

/** As much of a picture as crosses the bridge in one message. */
const mostLoose = 11 * 1024 * 1024;

/** Files for a record: chosen, dropped, or pasted; pictures without a place on the disk too. */
export function useIntake(source: OwnerSource): Intake {
  const add = useLedgerCommand('attachments.add');
  const [refused, setRefused] = useState<readonly Refused[]>([]);
  const [loading, setLoading] = useState(false);

  const take = async (files: readonly FileHandle[], loose: readonly File[]): Promise<void> => {
    setRefused([]);
    setLoading(true);
    try {
      const owner = typeof source === 'function' ? await source() : source;
      if (!owner) return;
      const left: Refused[] = [];
      let added = 0;
      if (files.length > 0) {
        const answer = await add.mutateAsync({ ...owner, files: files.map(({ token }) => token) });
        added += answer.added.length;
        left.push(...answer.refused);
      }
      for (const file of loose) {
        const failed = await takePicture(owner, file);
        if (failed) left.push({ name: file.name, message: failed });
        else added += 1;
      }
      setRefused(left);
      // One step takes all chosen files back; pasted pictures are a step each.
      if (added > 0) showDone(`已添加 ${added} 个附件`, { undo: loose.length === 0 || added === 1 });
    } catch (error) {
      showFailure(failureOf(error));
    } finally {
      setLoading(false);
    }
  };
  const drop = useFileDrop(
    (files) => void take(files, []),
    (loose) => void take([], loose),
  );
  return {
    over: drop.over,
    dropProps: drop.props,
    busy: loading,
    progress: add.progress,
    refused,
    forgetRefused: () => setRefused([]),
    choose: async () => {
      try {
        const files = await chooseFiles('attachment', true);
        if (files.length > 0) await take(files, []);
      } catch (error) {
        showFailure(failureOf(error));
      }
    },
    paste: (event) => {
      const data = event.clipboardData;
      const files = [...(data?.files ?? [])];
      // Excel puts a picture of the cells beside their text.
      if (files.length === 0 || data?.types.includes('text/plain')) return false;
      event.preventDefault();
      void sortFiles(files).then(({ files: onDisk, loose }) => take(onDisk, loose));
      return true;
    },
  };
}

/** Sends the bytes of a picture over the bridge; answers the sentence where it was not taken. */
async function takePicture(owner: Owner, file: File): Promise<string | null> {
  if (!file.type.startsWith('image/')) return '不是本机上的文件，也不是图片。请先存到本机，再拖进来。';
  if (file.size > mostLoose) return '图片太大，粘贴不了。请先存成文件，再拖进来。';
  const result = await run('attachments.addPicture', {
    ...owner,
    name: pictureName(file),
    data: base64Of(new Uint8Array(await file.arrayBuffer())),
  });
  return result.ok ? null : failureMessage(result.error);
}

/** Chromium calls every pasted picture image.png. */
function pictureName(file: File): string {
  const ending = /\.(\w{1,5})$/.exec(file.name)?.[1] ?? file.type.slice('image/'.length);
  return /^image\.\w+$/.test(file.name) || !file.name ? `截图.${ending}` : file.name;
}

function base64Of(bytes: Uint8Array): string {
  const step = 0x8000;
  let text = '';
  for (let at = 0; at < bytes.length; at += step) text += String.fromCharCode(...bytes.subarray(at, at + step));
  return btoa(text);
}
