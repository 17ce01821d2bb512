/** What a table kept as text is: values with separators, or a web page or XML that bears the name of a workbook. */
export interface TextFile {
  readonly kind: 'separated' | 'page' | 'spreadsheet-xml';
  readonly text: string;
}

function decode(bytes: Buffer, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** UTF-16 without a mark: every other byte of Latin text, digits and line ends is nought. */
function looksWide(bytes: Buffer): 'utf-16le' | 'utf-16be' | undefined {
  const sample = bytes.subarray(0, 4096);
  let even = 0;
  let odd = 0;
  for (let index = 0; index + 1 < sample.length; index += 2) {
    if (sample[index] === 0) even += 1;
    if (sample[index + 1] === 0) odd += 1;
  }
  const pairs = sample.length / 2;
  if (odd > pairs * 0.1 && even * 4 < odd) return 'utf-16le';
  return even > pairs * 0.1 && odd * 4 < even ? 'utf-16be' : undefined;
}

function decodeAny(bytes: Buffer): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decode(bytes, 'utf-16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decode(bytes, 'utf-16be');
  const wide = bytes.length % 2 === 0 ? looksWide(bytes) : undefined;
  if (wide) return decode(bytes, wide);
  // What is not valid UTF-8 was saved by a Chinese Excel or WPS in the code page of its system.
  return decode(bytes, 'utf-8') ?? decode(bytes, 'gb18030');
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what tells noise from text
const noise = /[\u0000-\u0008\u000b\u000c\u000e-\u001a\u001c-\u001f]|\ufffd/;

/** Text of a .csv, .txt, or of a web page called .xls, in UTF-8, UTF-16 or GB 18030; undefined where the bytes are no text. */
export function readTextFile(bytes: Buffer): TextFile | undefined {
  const text = decodeAny(bytes)?.replace(/^\ufeff/, '');
  if (text === undefined || noise.test(text)) return undefined;
  const start = text.slice(0, 2048).trimStart().toLowerCase();
  if (start.startsWith('%pdf') || start.startsWith('{\\rtf')) return undefined;
  if (start.startsWith('<')) {
    if (/<workbook\b/.test(start) || start.includes('urn:schemas-microsoft-com:office:spreadsheet'))
      return { kind: 'spreadsheet-xml', text };
    return /<table\b/i.test(text) ? { kind: 'page', text } : undefined;
  }
  return { kind: 'separated', text };
}
