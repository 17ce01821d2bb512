import PizZip from 'pizzip';
import { secrecyMark } from '../../../../src-shared/rules/secrecy';
import { Refusal } from '../../../../src-shared/terms/errors';
import { containerKind, provenParts } from '../excel-container';

const megabyte = 1024 * 1024;
/** What a record of the ledger can carry, base64 included; see `entities/document-template.ts`. */
export const maximumFormBytes = 2 * megabyte;
const maximumUnpackedBytes = 48 * megabyte;

const paragraphs = (xml: string): string[] =>
  xml
    .split('</w:p>')
    .map((part) => [...part.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map(([, text]) => text ?? '').join(''));

/** Parts whose text a person sees. */
export const textParts = /^word\/(document|header\d*|footer\d*|footnotes|endnotes)\.xml$/;

/**
 * Opens a .docx that is to be filled. Throws Refusal: document_template_kind (no .docx, one with macros, one that draws on other files,
 * damaged), document_template_too_large, secret_mark.
 */
export async function openForm(bytes: Buffer, name: string): Promise<PizZip> {
  if (bytes.length > maximumFormBytes) throw tooLarge(name, bytes.length, maximumFormBytes);
  let parts: { names: string[]; declared: number };
  let zip: PizZip;
  try {
    if (containerKind(bytes, name) !== 'zip') throw new Refusal('document_template_kind', { name });
    // The library unpacks whatever it finds, so sizes are proved first.
    parts = await provenParts(bytes, name, maximumUnpackedBytes);
    if (parts.declared > maximumUnpackedBytes) throw tooLarge(name, parts.declared, maximumUnpackedBytes);
    zip = new PizZip(bytes);
  } catch (error) {
    if (error instanceof Refusal && error.failure.code === 'document_template_too_large') throw error;
    throw new Refusal('document_template_kind', { name });
  }
  const names = parts.names.map((part) => part.toLowerCase());
  if (!names.includes('word/document.xml') || names.some((part) => part.endsWith('vbaproject.bin')))
    throw new Refusal('document_template_kind', { name });
  for (const part of parts.names) {
    const text = textParts.test(part) || part.endsWith('.rels') ? (zip.file(part)?.asText() ?? '') : '';
    // A link is pressed by a person; everything else outside is fetched by the word processor as soon as it opens the file.
    const fetched = [...text.matchAll(/<Relationship [^>]*TargetMode="External"[^>]*>/g)].some(
      ([relationship]) => !/Type="[^"]*\/hyperlink"/.test(relationship),
    );
    if (part.endsWith('.rels') && fetched) throw new Refusal('document_template_kind', { name });
    const mark = paragraphs(text)
      .map((line) => secrecyMark(line))
      .find((found) => found !== undefined);
    if (mark !== undefined) throw new Refusal('secret_mark', { mark });
  }
  return zip;
}

function tooLarge(name: string, bytes: number, limit: number): Refusal {
  return new Refusal('document_template_too_large', {
    name,
    size: Math.ceil(bytes / megabyte),
    limit: limit / megabyte,
  });
}
