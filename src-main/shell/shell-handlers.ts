import path from 'node:path';
import type { InputOf, OutputOf, ParsedInputOf } from '../../src-shared/contract/contract';
import { attachmentKinds, endingOf } from '../../src-shared/rules/attachment-types';
import { Refusal } from '../../src-shared/terms/errors';
import type { ShellHandlers } from './doorkeeper';
import { type FileTokens, isNetworkPath } from './file-tokens';
import { writeWhole } from './whole-file';

export type Purpose = InputOf<'files.choose'>['purpose'];

/** What the shell does to the world, given as a parameter so that the rules around it can be tried without it. */
export interface ShellEffects {
  about(): { version: string; electron: string; packaged: boolean };
  /** Paths that a person chose in a native dialog; empty where it was closed. */
  chooseFiles(purpose: Purpose, multiple: boolean): Promise<string[]>;
  chooseSave(purpose: Purpose, name: string): Promise<string | undefined>;
  chooseFolder(): Promise<string | undefined>;
  reveal(path: string): void;
  /** Puts what is given on the clipboard. */
  copy(content: ParsedInputOf<'charts.copy'>): Promise<void>;
  /** Opens with the system's program; returns a sentence where that failed, else ''. */
  open(path: string): Promise<string>;
  /** Asks the ledger for a copy of an attachment that may be opened; its path. Throws Refusal. */
  lendAttachment(id: string): Promise<string>;
  /** Sets a paper on pages in a window that nobody sees; its name and the PDF. Throws Refusal. */
  printPaper(which: PrintedPaper): Promise<{ name: string; bytes: Uint8Array }>;
  quit(): void;
  desktop(): OutputOf<'desktop.show'>;
  reviseDesktop(change: ParsedInputOf<'desktop.revise'>): void;
}

/** Which paper is printed. */
export type PrintedPaper = Omit<ParsedInputOf<'papers.print'>, 'folder'>;

const documents = ['.docx', '.xlsx', '.pdf'];

export function shellHandlers(effects: ShellEffects, tokens: FileTokens): ShellHandlers {
  const handleOf = (chosen: string) => {
    if (isNetworkPath(chosen)) throw new Refusal('unc_refused', { name: path.basename(chosen) });
    return { token: tokens.give(chosen), name: path.basename(chosen) };
  };
  const pathOf = ({ token, name }: { token: string; name?: string | undefined }) => {
    const given = tokens.pathOf(token);
    if (given === undefined) throw new Refusal('no_file', { name: name ?? '未经选择的文件' });
    if (name === undefined) return given;
    if (!isPlainName(name)) throw new Refusal('no_file', { name });
    return path.join(given, name);
  };
  return {
    'app.about': () => effects.about(),
    'app.quit': () => {
      effects.quit();
      return {};
    },
    'desktop.show': () => effects.desktop(),
    'desktop.revise': (change) => {
      effects.reviseDesktop(change);
      return {};
    },
    'papers.print': async ({ folder, ...which }) => {
      const place = pathOf({ token: folder });
      const { name, bytes } = await effects.printPaper(which);
      const file = path.join(place, `${safeName(name).slice(0, 100)}.pdf`);
      writeWhole(file, bytes);
      return { files: [file] };
    },
    'files.choose': async ({ purpose, multiple }) => (await effects.chooseFiles(purpose, multiple)).map(handleOf),
    'files.chooseSave': async ({ purpose, name }) => {
      const chosen = await effects.chooseSave(purpose, safeName(name));
      return chosen === undefined ? null : handleOf(chosen);
    },
    'files.chooseFolder': async () => {
      const chosen = await effects.chooseFolder();
      return chosen === undefined ? null : handleOf(chosen);
    },
    'charts.copy': async (content) => {
      await effects.copy(content);
      return {};
    },
    'files.reveal': (input) => {
      effects.reveal(pathOf(input));
      return {};
    },
    'attachments.open': async ({ id }) => {
      const file = await effects.lendAttachment(id);
      const name = path.basename(file);
      // The ledger judged the bytes and named the copy after them; the system goes by the name, so it is looked at here once more.
      if (!mayBeOpened(name)) throw new Refusal('attachment_unsafe', { name, detail: '不是能直接打开的文件' });
      const trouble = await effects.open(file);
      if (trouble) throw new Refusal('attachment_unsafe', { name, detail: '没有能打开它的程序' });
      return {};
    },
    'files.open': async (input) => {
      const file = pathOf(input);
      const name = path.basename(file);
      if (!documents.includes(path.extname(file).toLowerCase()))
        throw new Refusal('file_unreadable', { name, detail: '只能打开本程序生成的文档' });
      const trouble = await effects.open(file);
      if (trouble) throw new Refusal('file_unreadable', { name, detail: '没有能打开它的程序' });
      return {};
    },
  } satisfies ShellHandlers;
}

/** Whether a name ends like a picture or a document that the program knows. */
function mayBeOpened(name: string): boolean {
  const ending = endingOf(name);
  return attachmentKinds.some(({ use, endings }) => use !== 'none' && endings.includes(ending));
}

/** A name without any path in it. */
function isPlainName(name: string): boolean {
  return name !== '' && name !== '.' && name !== '..' && !/[\\/:\0]/.test(name);
}

/** A proposed file name with what no file system takes replaced. */
function safeName(name: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must go
  return name.replace(/[\\/:*?"<>|\u0000-\u001f]/g, '_');
}
