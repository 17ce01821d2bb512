import type { Draft } from './draft';
import type { Expectation, ExpectedSheet } from './expectation';
import { type WorkbookStyle, xlsx } from './workbook-xml';

export interface Built {
  readonly bytes: Uint8Array;
  readonly sheets: readonly ExpectedSheet[];
}

export interface Ledger {
  readonly file: string;
  readonly tries: string;
  readonly build: () => Built | Promise<Built>;
}

export const ledger = (file: string, tries: string, build: Ledger['build']): Ledger => ({ file, tries, build });

/** A workbook of several sheets of which one is the ledger. */
export async function bookOf(sheets: readonly Draft[], draft: Draft, style?: WorkbookStyle): Promise<Built> {
  return { bytes: await xlsx(sheets, style), sheets: [draft.expected()] };
}

export const book = (draft: Draft, style?: WorkbookStyle) => bookOf([draft], draft, style);

/** Bytes of a text file, an old workbook and the like, of one sheet. */
export const plain = (draft: Draft, bytes: Uint8Array): Built => ({ bytes, sheets: [draft.expected()] });

export async function expectationOf({
  file,
  tries,
  build,
}: Ledger): Promise<{ bytes: Uint8Array; expectation: Expectation }> {
  const { bytes, sheets } = await build();
  return { bytes, expectation: { file, tries, sheets } };
}
