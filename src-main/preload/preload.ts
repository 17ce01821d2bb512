import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { Bridge } from '../../src-shared/contract/bridge';
import { channels } from '../../src-shared/contract/channels';
import type { LedgerEvent } from '../../src-shared/contract/method';

/** Put in by the build from the contract. */
declare const contractMethodNames: readonly string[];

const known = new Set(contractMethodNames);

/** Path of a real file. Electron before 32 has it on the file itself; read through the prototype, so that a look-alike has none. */
function pathOf(file: unknown): string {
  try {
    if (webUtils) return webUtils.getPathForFile(file as File);
    const path: unknown = Object.getOwnPropertyDescriptor(File.prototype, 'path')?.get?.call(file);
    return typeof path === 'string' ? path : '';
  } catch {
    return '';
  }
}

const bridge: Bridge = {
  call: (method, input, key) =>
    known.has(method)
      ? ipcRenderer.invoke(channels.call, method, input, key)
      : Promise.resolve({
          ok: false,
          error: { code: 'unknown_method', params: { method: String(method).slice(0, 100) } },
        }),
  listen: (listener) => {
    // The event object of Electron stays here: it leads to the sender.
    const forward = (_event: unknown, message: LedgerEvent) => listener(message);
    ipcRenderer.on(channels.event, forward);
    return () => {
      ipcRenderer.removeListener(channels.event, forward);
    };
  },
  tokenOf: (file) => {
    const path = pathOf(file);
    return path === '' ? Promise.resolve(null) : ipcRenderer.invoke(channels.token, path);
  },
};

contextBridge.exposeInMainWorld('wubao', Object.freeze(bridge));
