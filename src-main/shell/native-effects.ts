import { app, BrowserWindow, ClipboardItem, clipboard, dialog, type FileFilter, nativeImage, shell } from 'electron';
import type { ParsedInputOf } from '../../src-shared/contract/contract';
import type { Purpose, ShellEffects } from './shell-handlers';

const kinds: Record<Purpose, { readonly title: string; readonly filters: FileFilter[] }> = {
  excel: {
    title: '选择表格',
    filters: [{ name: '表格', extensions: ['xlsx', 'xls', 'et', 'xlsm', 'ods', 'csv', 'txt'] }],
  },
  package: { title: '选择上报包', filters: [{ name: '上报包', extensions: ['wubao', 'age'] }] },
  enrolment: { title: '选择登记文件', filters: [{ name: '登记文件', extensions: ['wubao'] }] },
  backup: { title: '选择备份', filters: [{ name: '备份', extensions: ['sqlite'] }] },
  attachment: { title: '选择附件', filters: [{ name: '所有文件', extensions: ['*'] }] },
  png: { title: '选择图片', filters: [{ name: 'PNG 图片', extensions: ['png'] }] },
  svg: { title: '选择图片', filters: [{ name: 'SVG 图片', extensions: ['svg'] }] },
  document: { title: '选择模板', filters: [{ name: 'Word 文档', extensions: ['docx'] }] },
};

const savedAs: Record<Purpose, FileFilter[]> = {
  excel: [{ name: 'Excel 表格', extensions: ['xlsx'] }],
  package: kinds.package.filters,
  enrolment: kinds.enrolment.filters,
  backup: kinds.backup.filters,
  attachment: kinds.attachment.filters,
  png: kinds.png.filters,
  svg: kinds.svg.filters,
  document: kinds.document.filters,
};

// A dialog that belongs to a window keeps the person from working on underneath it.
function owned<Options, Answer>(
  show: (window: BrowserWindow, options: Options) => Promise<Answer>,
  alone: (options: Options) => Promise<Answer>,
) {
  return (options: Options): Promise<Answer> => {
    const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0];
    return window ? show(window, options) : alone(options);
  };
}

/** Newer runtimes take items as the web does, the older one an object with a picture of its own kind. */
async function copyContent({ png, html, text }: ParsedInputOf<'charts.copy'>): Promise<void> {
  const bytes = png === undefined ? undefined : Buffer.from(png, 'base64');
  if (typeof ClipboardItem === 'function') {
    const item = {
      'text/plain': text,
      ...(html === undefined ? {} : { 'text/html': html }),
      ...(bytes === undefined ? {} : { 'image/png': new Blob([bytes], { type: 'image/png' }) }),
    };
    await clipboard.write([new ClipboardItem(item)]);
    return;
  }
  const older = clipboard as unknown as { write(content: object): void };
  older.write({
    text,
    ...(html === undefined ? {} : { html }),
    ...(bytes === undefined ? {} : { image: nativeImage.createFromBuffer(bytes) }),
  });
}

/** All but what stands outside the window (`desktop.ts`). */
export const nativeEffects: Omit<ShellEffects, 'desktop' | 'reviseDesktop' | 'lendAttachment' | 'printPaper'> = {
  about: () => ({ version: app.getVersion(), electron: process.versions.electron, packaged: app.isPackaged }),
  chooseFiles: async (purpose, multiple) => {
    const { title, filters } = kinds[purpose];
    const answer = await showOpen({
      title,
      filters,
      properties: ['openFile', ...(multiple ? ['multiSelections' as const] : [])],
    });
    return answer.canceled ? [] : answer.filePaths;
  },
  chooseSave: async (purpose, name) => {
    const answer = await showSave({ title: '保存到', defaultPath: name, filters: savedAs[purpose] });
    return answer.canceled || !answer.filePath ? undefined : answer.filePath;
  },
  chooseFolder: async () => {
    const answer = await showOpen({ title: '选择文件夹', properties: ['openDirectory', 'createDirectory'] });
    return answer.canceled ? undefined : answer.filePaths[0];
  },
  copy: copyContent,
  reveal: (path) => shell.showItemInFolder(path),
  open: (path) => shell.openPath(path),
  quit: () => app.quit(),
};

const showOpen = owned<Electron.OpenDialogOptions, Electron.OpenDialogReturnValue>(
  (window, options) => dialog.showOpenDialog(window, options),
  (options) => dialog.showOpenDialog(options),
);
const showSave = owned<Electron.SaveDialogOptions, Electron.SaveDialogReturnValue>(
  (window, options) => dialog.showSaveDialog(window, options),
  (options) => dialog.showSaveDialog(options),
);
