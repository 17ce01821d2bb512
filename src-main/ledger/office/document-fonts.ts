import type { IFontAttributesProperties } from 'docx';

/**
 * The fonts of official papers (GB/T 9704-2012) by name. They may not be passed on, so none is embedded; a machine without one finds the
 * nearest by the alternative names in the document's font table.
 */
const faces = {
  // 方正小标宋, for titles
  title: { name: '方正小标宋简体', alternatives: ['FZXiaoBiaoSong-B05S', '华文中宋', 'STZhongsong'], family: 'roman' },
  // 仿宋, for the text
  body: {
    name: '仿宋_GB2312',
    alternatives: ['FangSong_GB2312', '仿宋', 'FangSong', '华文仿宋', 'STFangsong'],
    family: 'modern',
  },
  // 楷体, for （一）
  second: {
    name: '楷体_GB2312',
    alternatives: ['KaiTi_GB2312', '楷体', 'KaiTi', '华文楷体', 'STKaiti'],
    family: 'modern',
  },
  // 黑体, for 一、 and table heads
  first: { name: '黑体', alternatives: ['SimHei', '华文黑体', 'STHeiti'], family: 'modern' },
  // 宋体, for page numbers
  number: { name: '宋体', alternatives: ['SimSun', '华文宋体', 'STSong'], family: 'roman' },
} as const;

export type Face = keyof typeof faces;

export function fontName(face: Face): string {
  return faces[face].name;
}

/** The font of a run: one name for Chinese and for digits, so that both come from one face. */
export function fontOf(face: Face): IFontAttributesProperties {
  const { name } = faces[face];
  return { ascii: name, hAnsi: name, eastAsia: name, cs: name, hint: 'eastAsia' };
}

/** The font of figures in tables: digits of Times New Roman, Chinese of 仿宋. */
export function figureFont(): IFontAttributesProperties {
  return { ...fontOf('body'), ascii: 'Times New Roman', hAnsi: 'Times New Roman' };
}

/** `word/fontTable.xml`: character set GB 2312, family and alternative names of every font in use. */
export function fontTable(): { path: string; data: string } {
  const fonts = Object.values(faces).map(
    ({ name, alternatives, family }) =>
      `<w:font w:name="${name}"><w:altName w:val="${alternatives.join(',')}"/><w:charset w:val="86"/><w:family w:val="${family}"/><w:pitch w:val="default"/></w:font>`,
  );
  return {
    path: 'word/fontTable.xml',
    data: `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${fonts.join('')}</w:fonts>`,
  };
}
