import { type Face, fontName } from './document-fonts';

/** Millimetres in twips, the unit of paper sizes and margins. */
export const mm = (length: number) => Math.round((length * 1440) / 25.4);

/**
 * Paragraph styles of official papers, written by hand because the document library has no name for `snapToGrid` and `autoSpaceDN`:
 * `Normal` is the text (3号 仿宋, 22 lines of 28 characters, no extra blank between Chinese and digits), `Apart` is everything that
 * does not stand on the line grid: red head, title, tables, notes, 版记.
 */
export const styleOf = { apart: 'Apart' } as const;

const fonts = (face: Face) => {
  const name = fontName(face);
  return `<w:rFonts w:ascii="${name}" w:hAnsi="${name}" w:eastAsia="${name}" w:cs="${name}" w:hint="eastAsia"/>`;
};

/** `word/styles.xml`. `pitch` is the height of a line in twips, `size` that of its characters in half-points. */
export function styleSheet(pitch: number, size: number): { path: string; data: string } {
  return {
    path: 'word/styles.xml',
    data: [
      '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
      '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">',
      `<w:docDefaults><w:rPrDefault><w:rPr>${fonts('body')}<w:sz w:val="${size}"/><w:szCs w:val="${size}"/>`,
      '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>',
      '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/><w:pPr>',
      '<w:widowControl w:val="0"/><w:overflowPunct/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:adjustRightInd w:val="0"/>',
      `<w:spacing w:before="0" w:after="0" w:line="${pitch}" w:lineRule="exact"/><w:jc w:val="both"/></w:pPr></w:style>`,
      '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/></w:style>',
      `<w:style w:type="paragraph" w:customStyle="1" w:styleId="${styleOf.apart}"><w:name w:val="不对齐网格"/><w:basedOn w:val="Normal"/>`,
      '<w:qFormat/><w:pPr><w:adjustRightInd w:val="0"/><w:snapToGrid w:val="0"/></w:pPr></w:style>',
      '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>',
      '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="0" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>',
      '</w:tblPr></w:style></w:styles>',
    ].join(''),
  };
}
