import type { ShownAttachment } from '../../../src-shared/contract/attachment-methods';
import { kindOf } from '../../../src-shared/rules/attachment-types';
import { formatDate, formatMoment } from '../../../src-shared/terms/format';
import { withdrawRecord } from '../../components/record-actions';
import { showDone, showFailure } from '../../components/toast';
import { call, demand, failureOf, run } from '../../ledger-client';

/** Addresses below which the shell serves pictures of the store, and nothing else. */
export const thumbnailOf = ({ sha256 }: ShownAttachment): string => `/attachment/thumbnail/${sha256}`;
export const pictureOf = ({ sha256 }: ShownAttachment): string => `/attachment/whole/${sha256}`;

export const isPicture = ({ type }: ShownAttachment): boolean => kindOf(type).use === 'image';
export const isHere = ({ state }: ShownAttachment): boolean => state === 'here';
/** Whether the system's program may open it. */
export const mayOpen = (attachment: ShownAttachment): boolean =>
  isHere(attachment) && kindOf(attachment.type).use !== 'none';

/** 王秘书 9月16日 09:00 */
export function whoAndWhen({ person, at }: ShownAttachment): string {
  return [person, at && formatMoment(at)].filter(Boolean).join('，');
}

/** 2018年9月14日 08:30, as the camera wrote it. */
export function takenWords({ taken_at: taken }: ShownAttachment): string {
  return taken ? `${formatDate(taken.slice(0, 10))} ${taken.slice(11, 16)}` : '';
}

export async function openAttachment({ id }: ShownAttachment): Promise<void> {
  const result = await call('attachments.open', { id });
  if (!result.ok) showFailure(result.error);
}

export async function saveAttachment({ id, name }: ShownAttachment): Promise<void> {
  try {
    const place = await demand('files.chooseSave', { purpose: 'attachment', name: name.slice(0, 120) });
    if (!place) return;
    await demand('attachments.save', { id, file: place.token }, crypto.randomUUID());
    showDone(`已另存为“${place.name}”`);
  } catch (error) {
    showFailure(failureOf(error));
  }
}

export async function saveAll(attachments: readonly ShownAttachment[]): Promise<void> {
  try {
    const place = await demand('files.chooseFolder', {});
    if (!place) return;
    const { names, missing } = await demand(
      'attachments.saveAll',
      { ids: attachments.map(({ id }) => id), folder: place.token },
      crypto.randomUUID(),
    );
    const lacking = missing.length > 0 ? `，${missing.length} 个的文件还没到` : '';
    showDone(`已另存 ${names.length} 个到“${place.name}”${lacking}`);
  } catch (error) {
    showFailure(failureOf(error));
  }
}

export function withdrawAttachment({ id, name }: ShownAttachment): Promise<void> {
  return withdrawRecord('attachment', id, `附件“${name}”`);
}

/** Saves the note; answers whether it is saved. */
export async function noteAttachment({ id }: ShownAttachment, note: string): Promise<boolean> {
  const result = await run('records.revise', { entity: 'attachment', id, set: { note: note.trim() || null } });
  if (!result.ok) showFailure(result.error);
  else if (result.value.dot !== null) showDone('已保存说明', { undo: true });
  return result.ok;
}
