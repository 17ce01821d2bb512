import { once } from 'node:events';
import { buffer } from 'node:stream/consumers';
import { DOMParser, type Document, type Element, XMLSerializer } from '@xmldom/xmldom';
import { ZipFile } from 'yazl';
import { Refusal } from '../../../src-shared/terms/errors';
import { containerKind, declaredSize, unpackZip, workbookStream } from './excel-container';

const megabyte = 1024 * 1024;
/** What a record of the ledger can carry, base64 included; see `entities/template.ts`. */
export const maximumTemplateBytes = 2 * megabyte;
/** A blank table unpacks to very little; everything is held in memory at once. */
const maximumUnpackedBytes = 48 * megabyte;

/** Elements under `parent` with this name, whatever the prefix. */
export function childrenNamed(parent: Element | Document, name: string): Element[] {
  const found: Element[] = [];
  for (let node = parent.firstChild; node; node = node.nextSibling) {
    if (node.nodeType === 1 && (node as Element).localName === name) found.push(node as Element);
  }
  return found;
}

export function childNamed(parent: Element | Document, name: string): Element | undefined {
  return childrenNamed(parent, name)[0];
}

/** Every element below `parent` with this name, whatever the prefix. */
export function descendantsNamed(parent: Element | Document, name: string): Element[] {
  return [...parent.getElementsByTagNameNS('*', name)];
}

/** The parts of an .xlsx file. A part that nobody changes is written back byte for byte. */
export class WorkbookParts {
  readonly #parts: Map<string, Buffer>;
  readonly #open = new Map<string, Document>();

  private constructor(
    readonly name: string,
    parts: Map<string, Buffer>,
  ) {
    this.#parts = parts;
  }

  /**
   * Takes a file apart. Throws Refusal: template_kind (no .xlsx, or one with macros), template_too_large, and what damaged, locked or
   * bursting files are refused with.
   */
  static async read(bytes: Buffer, name: string): Promise<WorkbookParts> {
    if (bytes.length > maximumTemplateBytes) throw tooLarge(name, bytes.length, maximumTemplateBytes);
    const kind = containerKind(bytes, name);
    // An encrypted .xlsx has the outside of an old .xls, and is told apart inside.
    if (kind === 'compound') workbookStream(bytes, name);
    if (kind !== 'zip') throw new Refusal('template_kind', { name });
    const declared = await declaredSize(bytes, name);
    if (declared > maximumUnpackedBytes) throw tooLarge(name, declared, maximumUnpackedBytes);
    const parts = await unpackZip(bytes, name, () => true);
    const names = [...parts.keys()].map((part) => part.toLowerCase());
    // A table with macros is a program: it is not filled by another one.
    if (!parts.has('xl/workbook.xml') || names.some((part) => part.endsWith('vbaproject.bin')))
      throw new Refusal('template_kind', { name });
    return new WorkbookParts(name, parts);
  }

  get names(): string[] {
    return [...this.#parts.keys()];
  }

  has(part: string): boolean {
    return this.#parts.has(part);
  }

  /** A part as a tree that may be changed; the same tree every time. Throws Refusal not_a_workbook when it is no XML. */
  tree(part: string): Document {
    const known = this.#open.get(part);
    if (known) return known;
    const bytes = this.#parts.get(part);
    if (!bytes) throw new Refusal('not_a_workbook', { name: this.name });
    try {
      const text = bytes.toString('utf8').replace(/^\uFEFF/, '');
      const tree = new DOMParser({
        onError: (level, message) => {
          if (level !== 'warning') throw new Error(message);
        },
      }).parseFromString(text, 'text/xml');
      this.#open.set(part, tree);
      return tree;
    } catch {
      throw new Refusal('not_a_workbook', { name: this.name });
    }
  }

  /** The root element of a part. */
  root(part: string): Element {
    const { documentElement } = this.tree(part);
    if (!documentElement) throw new Refusal('not_a_workbook', { name: this.name });
    return documentElement;
  }

  /** Puts the changed tree of a part back. `finish` may change its text once more. */
  save(part: string, finish: (xml: string) => string = (xml) => xml): void {
    const tree = this.#open.get(part);
    if (!tree) return;
    const xml = finish(new XMLSerializer().serializeToString(tree));
    const declared = xml.startsWith('<?xml') ? xml : `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${xml}`;
    this.#parts.set(part, Buffer.from(declared, 'utf8'));
    this.#open.delete(part);
  }

  remove(part: string): void {
    this.#parts.delete(part);
    this.#open.delete(part);
  }

  /** Parts that `part` points at, by the id of the relation. */
  relations(part: string): { id: string; type: string; target: string }[] {
    const at = part.lastIndexOf('/');
    const file = `${part.slice(0, at)}/_rels/${part.slice(at + 1)}.rels`;
    if (!this.has(file)) return [];
    return childrenNamed(this.root(file), 'Relationship').flatMap((relation) =>
      relation.getAttribute('TargetMode') === 'External'
        ? []
        : [
            {
              id: relation.getAttribute('Id') ?? '',
              type: (relation.getAttribute('Type') ?? '').replace(/^.*\//, ''),
              target: resolve(part, relation.getAttribute('Target') ?? ''),
            },
          ],
    );
  }

  /** Bytes of the whole file, the parts in their old order. `at` is the time inside the zip. */
  async write(at: Date): Promise<Buffer> {
    const zip = new ZipFile();
    const failed = once(zip as never, 'error').then(([error]) => Promise.reject(error));
    failed.catch(() => undefined);
    for (const [part, bytes] of this.#parts) zip.addBuffer(bytes, part, { compress: true, mtime: at });
    zip.end();
    return (await Promise.race([buffer(zip.outputStream), failed])) as Buffer;
  }
}

function tooLarge(name: string, bytes: number, limit: number): Refusal {
  return new Refusal('template_too_large', {
    name,
    size: (bytes / megabyte).toFixed(1),
    limit: limit / megabyte,
  });
}

/** A relation's target as a path from the top of the file. */
function resolve(part: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1);
  const steps = part.split('/').slice(0, -1);
  for (const step of target.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '.') steps.push(step);
  }
  return steps.join('/');
}
