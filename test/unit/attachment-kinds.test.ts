import { describe, expect, it } from 'vitest';
import { typeOfFile } from '../../src-main/ledger/attachments/file-type';
import { cleanFileName, nameOfCopy, secrecyMarkOfName } from '../../src-shared/rules/attachment-names';
import { attachmentKinds, endingOf, kindOf, nameLie, unknownType } from '../../src-shared/rules/attachment-types';
import { noisePdf, ofdFile, officeFile, oleFile, photo, plainZip, writeFile } from '../support/attachment-files';
import { temporaryFolder } from '../support/ledger';

const folder = temporaryFolder();
let count = 0;
/** Type of bytes under a name that says nothing. */
const typeOf = (bytes: Uint8Array | string) => {
  count += 1;
  return typeOfFile(writeFile(folder, `无名 ${count}`, bytes));
};
const office = 'application/vnd.openxmlformats-officedocument';
const box = (brand: string) =>
  Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from(`ftyp${brand}`), Buffer.alloc(60)]);
const latin = (text: string) => Buffer.from(text.padEnd(40, '\x01'), 'latin1');

describe('the kind of a file, by its bytes', () => {
  it.each(['jpeg', 'png', 'webp', 'gif'] as const)('a picture: %s', async (format) => {
    expect(await typeOf(await photo(format))).toBe(`image/${format}`);
  });

  it.each<[string, Uint8Array | string, string]>([
    ['heic', box('heic'), 'image/heic'],
    ['a photo of another phone', box('mif1'), 'image/heic'],
    ['dwg', latin('AC1032'), 'image/vnd.dwg'],
    ['pdf', noisePdf(2000), 'application/pdf'],
    ['pdf after a little junk', Buffer.concat([Buffer.from('\0\0\0'), noisePdf(2000)]), 'application/pdf'],
    ['docx', officeFile('word'), `${office}.wordprocessingml.document`],
    ['xlsx', officeFile('xl'), `${office}.spreadsheetml.sheet`],
    ['pptx', officeFile('ppt'), `${office}.presentationml.presentation`],
    ['docm', officeFile('word', ['word/vbaProject.bin']), 'application/vnd.ms-office.macro'],
    ['xlsm', officeFile('xl', ['xl/vbaProject.bin']), 'application/vnd.ms-office.macro'],
    ['ofd', ofdFile(), 'application/ofd'],
    ['zip', plainZip(), 'application/zip'],
    ['a zip that breaks off', plainZip().subarray(0, 40), 'application/zip'],
    ['doc and wps', oleFile('WordDocument'), 'application/msword'],
    ['xls and et', oleFile('Workbook'), 'application/vnd.ms-excel'],
    ['ppt and dps', oleFile('PowerPoint Document'), 'application/vnd.ms-powerpoint'],
    ['another OLE file: an installer', oleFile('Property'), unknownType],
    ['an OLE file of its head alone', oleFile('WordDocument').subarray(0, 100), unknownType],
    ['mp4', box('isom'), 'video/mp4'],
    ['m4a', box('M4A '), 'audio/mp4'],
    ['mp3 with a tag', latin('ID3\x03'), 'audio/mpeg'],
    ['mp3 without', Buffer.concat([Buffer.from([0xff, 0xfb, 0x90, 0x00]), Buffer.alloc(50)]), 'audio/mpeg'],
    ['wav', latin('RIFF\x01\x01\x01\x01WAVEfmt '), 'audio/wav'],
    ['rar', latin('Rar!\x1a\x07\x01\0'), 'application/vnd.rar'],
    ['7z', latin('7z\xbc\xaf\x27\x1c'), 'application/x-7z-compressed'],
    ['a program', latin('MZ\x90\0'), 'application/x-msdownload'],
    ['text', '施工许可证\r\n编号 220202', 'text/plain'],
    ['text in GBK', Buffer.from('cfeec4bfb1b8b0b8', 'hex'), 'text/plain'],
    ['text in UTF-16', Buffer.from('\ufeff项目', 'utf16le'), 'text/plain'],
    ['long text whose first pages end inside a character', '吉'.repeat(5000), 'text/plain'],
    ['a page', '<!DOCTYPE html><title>x</title>', 'text/html'],
    ['a drawing that is a script too', '<svg xmlns="http://www.w3.org/2000/svg"/>', 'text/html'],
    ['nothing known', Buffer.from([0, 1, 2, 3, 4, 5]), unknownType],
  ])('%s', async (_, bytes, type) => {
    expect(await typeOf(bytes)).toBe(type);
  });

  it('is in the list whatever is told, but for the unknown', async () => {
    const told = new Set(attachmentKinds.map(({ type }) => type));
    expect(told.size).toBe(attachmentKinds.length);
    expect(kindOf('image/png').use).toBe('image');
    for (const type of ['text/html', 'application/zip', 'application/x-msdownload', 'application/vnd.ms-office.macro'])
      expect([type, kindOf(type).use]).toEqual([type, 'none']);
    expect(kindOf('something/else')).toMatchObject({ type: unknownType, use: 'none' });
  });
});

describe('a name whose ending lies', () => {
  it.each([
    ['批复.pdf', 'image/jpeg', '名字以 .pdf 结尾，内容却是 JPEG 图片'],
    ['现场.jpg', 'application/x-msdownload', '内容是可执行程序，名字却以 .jpg 结尾'],
    ['没有结尾', 'application/x-msdownload', '内容是可执行程序'],
    ['合同.docx', unknownType, '名字以 .docx 结尾，内容却不是 Word 文档'],
    ['合同.docx', 'application/zip', '名字以 .docx 结尾，内容却是压缩包'],
    ['台账.xlsx', 'application/vnd.ms-office.macro', '名字以 .xlsx 结尾，内容却是带宏的文档'],
  ])('%s that is %s', (name, type, sentence) => {
    expect(nameLie(name, type)).toBe(sentence);
  });
  it.each([
    ['现场.JPG', 'image/jpeg'],
    ['现场.jpeg', 'image/jpeg'],
    ['方案.wps', 'application/msword'],
    ['没有结尾', 'application/pdf'],
    ['2018.9.16 会议', 'application/pdf'],
    ['数据.dat', unknownType],
    ['录像.mov', 'video/mp4'],
  ])('%s that is %s does not', (name, type) => {
    expect(nameLie(name, type)).toBeNull();
  });
});

describe('a name that any file system takes', () => {
  it.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\王\\批复.pdf', '批复.pdf'],
    ['a/b\\c.jpg', 'c.jpg'],
    ['批复:终稿?.pdf', '批复_终稿_.pdf'],
    ['..', '附件'],
    ['', '附件'],
    ['///', '附件'],
    ['CON.pdf', '_CON.pdf'],
    ['nul', '_nul'],
    ['现场.jpg. . ', '现场.jpg'],
    ['合同\u202efdp.exe', '合同fdp.exe'],
    ['\0合\n同.pdf', '合同.pdf'],
    ['e\u0301.pdf', '\u00e9.pdf'],
  ])('%j becomes %j', (raw, clean) => {
    expect(cleanFileName(raw)).toBe(clean);
    expect(cleanFileName(clean)).toBe(clean);
  });
  it('is cut with its ending kept, never through a character', () => {
    const cut = cleanFileName(`${'😀'.repeat(90)}.jpeg`);
    expect(cut.length).toBeLessThanOrEqual(120);
    expect(endingOf(cut)).toBe('jpeg');
    expect(cut).not.toMatch(/\p{Surrogate}/u);
  });
  it('gives a copy the ending of its bytes', () => {
    expect(nameOfCopy('批复.pdf', 'application/pdf')).toBe('批复.pdf');
    expect(nameOfCopy('批复.exe', 'application/pdf')).toBe('批复.exe.pdf');
    expect(nameOfCopy('批复', 'application/pdf')).toBe('批复.pdf');
    expect(nameOfCopy('方案.wps', 'application/msword')).toBe('方案.wps');
  });
});

describe('a mark of secrecy in a name', () => {
  it.each(['秘密★1年 方案.docx', '【机密】图纸.dwg', '绝密.pdf', '机密-总图.pdf', '总图_秘密.pdf', '(机密)总图.pdf'])(
    '%s',
    (name) => {
      expect(secrecyMarkOfName(name)).toMatch(/^(绝密|机密|秘密)$/);
    },
  );
  it.each(['商业秘密保护协议.pdf', '保密承诺书.docx', '密封条检验.jpg', '批复.pdf'])('not %s', (name) => {
    expect(secrecyMarkOfName(name)).toBeUndefined();
  });
});
