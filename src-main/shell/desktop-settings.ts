import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

const settings = z.object({ notify: z.boolean(), stayInTray: z.boolean() });
export type DesktopSettings = z.infer<typeof settings>;

/** She is told of what is due unless she says otherwise; closing the window ends the program unless she says otherwise. */
const usual: DesktopSettings = { notify: true, stayInTray: false };

/** What this machine remembers about notifications and the tray, in one small file beside the window's size; it never travels. */
export class DesktopMemory {
  readonly #file: string;
  #present: DesktopSettings;

  constructor(file: string) {
    this.#file = file;
    this.#present = recall(file);
  }

  get present(): DesktopSettings {
    return this.#present;
  }

  revise(change: { readonly notify?: boolean | undefined; readonly stayInTray?: boolean | undefined }): void {
    this.#present = {
      notify: change.notify ?? this.#present.notify,
      stayInTray: change.stayInTray ?? this.#present.stayInTray,
    };
    try {
      writeFileSync(this.#file, JSON.stringify(this.#present));
    } catch {
      // It holds until the program ends; a choice that cannot be remembered is no reason to disturb anybody.
    }
  }
}

function recall(file: string): DesktopSettings {
  try {
    return settings.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return usual;
  }
}
