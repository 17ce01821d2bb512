import { z } from 'zod';
import { file, nothing } from './common';
import { command, query } from './method';

/** What a file is for: decides filters and title of the native dialog. */
const purpose = z.enum(['excel', 'package', 'enrolment', 'backup', 'attachment', 'png', 'svg', 'document']);
const handle = z.strictObject({ token: z.string(), name: z.string() });

export const shellMethods = {
  'app.about': query(
    'shell',
    nothing,
    z.strictObject({ version: z.string(), electron: z.string(), packaged: z.boolean() }),
  ),
  'files.choose': command('shell', z.strictObject({ purpose, multiple: z.boolean().default(false) }), z.array(handle)),
  'files.chooseSave': command(
    'shell',
    z.strictObject({ purpose, name: z.string().min(1).max(120) }),
    handle.nullable(),
  ),
  'files.chooseFolder': command('shell', nothing, handle.nullable()),
  /**
   * Puts a picture (PNG in base64), or a table as HTML and as text, on the clipboard, for Word and Excel: a window may not reach the
   * clipboard for more than text. Nothing is read from it.
   */
  'charts.copy': command(
    'shell',
    z.strictObject({
      png: z.base64().max(15_900_000).optional(),
      html: z.string().max(4_000_000).optional(),
      text: z.string().max(4_000_000),
    }),
    nothing,
  ),
  /** Shows a file or folder that a token names in the system's file manager; `name` picks a file inside a folder token. */
  'files.reveal': command('shell', z.strictObject({ token: file, name: z.string().max(200).optional() }), nothing),
  /** Opens a document (.docx, .xlsx) that a token names with the system's program. */
  'files.open': command('shell', z.strictObject({ token: file, name: z.string().max(200).optional() }), nothing),
  /** Notifications and the tray of this machine: what she chose, and what the system can do. */
  'desktop.show': query(
    'shell',
    nothing,
    z.strictObject({ notify: z.boolean(), stayInTray: z.boolean(), canNotify: z.boolean(), hasTray: z.boolean() }),
  ),
  'desktop.revise': command(
    'shell',
    z.strictObject({ notify: z.boolean().optional(), stayInTray: z.boolean().optional() }),
    nothing,
  ),
  'app.quit': command('shell', nothing, nothing),
} as const;
