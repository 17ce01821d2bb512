import { BrowserWindow, type IpcMainInvokeEvent, ipcMain } from 'electron';
import { channels } from '../../src-shared/contract/channels';
import type { LedgerEvent } from '../../src-shared/contract/method';
import type { Doorkeeper, Sender } from './doorkeeper';

function senderOf(event: IpcMainInvokeEvent): Sender {
  const frame = event.senderFrame;
  const ownWindow = BrowserWindow.fromWebContents(event.sender) !== null;
  return { address: frame?.url ?? '', isMainFrame: ownWindow && frame !== null && frame === event.sender.mainFrame };
}

/** The one place where messages of windows come in. */
export function openGateway(doorkeeper: Doorkeeper): void {
  ipcMain.handle(channels.call, (event, method: unknown, input: unknown, key: unknown) =>
    doorkeeper.answer(senderOf(event), method, input, key),
  );
  ipcMain.handle(channels.token, (event, path: unknown) => doorkeeper.tokenOf(senderOf(event), path));
}

export function tellWindows(event: LedgerEvent): void {
  for (const window of BrowserWindow.getAllWindows()) {
    if (!window.isDestroyed()) window.webContents.send(channels.event, event);
  }
}
