import type { Placeholder } from '../contract/document-template-methods';
import type { Paper, PaperBlock, PaperTable } from '../contract/paper-values';
import { cellWords } from './paper-cells';

/** What a city's own form of a paper can be filled with, by name: a text, a group of texts, or lines that repeat. */
export interface Facts {
  readonly [name: string]: string | Facts | readonly Facts[];
}

/** A heading, a caption or a label as a name: without its number, blanks and what a placeholder gives a meaning of its own. */
export function placeholderName(text: string): string {
  return text
    .normalize('NFC')
    .replace(/^\s*([一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+[.．])/, '')
    .replace(/[\s{}｛｝#/^@%&<>=.．:：;；,，。、"“”'‘’\\|-]/g, '')
    .slice(0, 40);
}

/** Names of the columns of a table, each once. */
function columnNames({ columns }: Pick<PaperTable, 'columns'>): string[] {
  const seen = new Map<string, number>();
  return columns.map(({ header, group = '' }, index) => {
    const name = placeholderName(group + header) || `第${index + 1}列`;
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? name : `${name}${count}`;
  });
}

interface Section {
  readonly title: string;
  readonly items: { readonly lead: string; readonly text: string }[];
}

const textOf = (block: PaperBlock): string =>
  block.kind === 'paragraph' ? block.runs.map(({ text }) => text).join('') : '';

function sectionsOf(blocks: readonly PaperBlock[]): Section[] {
  const sections: Section[] = [];
  let open: Section = { title: '', items: [] };
  for (const block of blocks) {
    if (block.kind === 'heading' && block.level === 1) {
      open = { title: placeholderName(block.text), items: [] };
      sections.push(open);
    } else if (block.kind === 'heading') {
      open.items.push({ lead: placeholderName(block.text), text: (block.after ?? '').replace(/^。/, '') });
    } else if (textOf(block) !== '') {
      open.items.push({ lead: '', text: textOf(block) });
      if (sections.length === 0) sections.push(open);
    }
  }
  return sections;
}

/** Tables with a name, each name once. */
function namedTables(blocks: readonly PaperBlock[]): { readonly name: string; readonly table: PaperTable }[] {
  const seen = new Map<string, number>();
  return blocks.flatMap((block) => {
    if (block.kind !== 'table' || block.look === 'form') return [];
    const base = placeholderName(block.caption) || '表';
    const count = (seen.get(base) ?? 0) + 1;
    seen.set(base, count);
    return [{ name: count === 1 ? base : `${base}${count}`, table: block }];
  });
}

/** Labels with their texts: of forms, fact strips and tables that are forms. */
function labelled(block: PaperBlock): [string, string][] {
  switch (block.kind) {
    case 'facts':
      return block.items.map(({ label, text }) => [label, text]);
    case 'form':
      return block.rows.flatMap((row): [string, string][] =>
        row.kind === 'pair'
          ? row.cells.map(({ label, text }) => [label, text])
          : row.kind === 'text'
            ? [[row.label, row.paragraphs.join('\n')]]
            : [],
      );
    case 'table':
      return block.look === 'form'
        ? block.rows.flatMap((row) =>
            row.flatMap((cell, index): [string, string][] =>
              index % 2 === 0
                ? [[String(cell ?? ''), cellWords(row[index + 1] ?? null, block.columns[index + 1]?.format ?? 'text')]]
                : [],
            ),
          )
        : [];
    default:
      return [];
  }
}

function rowFacts(names: readonly string[], cells: PaperTable['rows'][number], table: PaperTable): Facts {
  return Object.fromEntries(
    names.map((name, index) => [name, cellWords(cells[index] ?? null, table.columns[index]?.format ?? 'text')]),
  );
}

/**
 * Everything that a paper says, by name. Words come from the paper itself, so a city's own form says what the built-in one says. What has
 * the same name twice keeps its first meaning.
 */
export function factsOf(paper: Paper): Facts {
  const facts: Record<string, Facts[string]> = {};
  const put = (name: string, value: Facts[string]) => {
    if (name !== '' && !Object.hasOwn(facts, name)) facts[name] = value;
  };
  const signature = paper.blocks.find((block) => block.kind === 'signature');
  put('标题', paper.title.join(''));
  put('文头', paper.letterhead ?? '');
  put('文号', paper.number ?? '');
  put('副标题', paper.subtitle ?? '');
  put('主送', paper.addressee ?? '');
  put('落款', signature?.issuer ?? '');
  put('日期', signature?.date ?? '');
  put('抄送', paper.imprint?.copies ?? '');
  put('印发机关', paper.imprint?.printer ?? '');
  put('印发日期', paper.imprint?.date ?? '');
  put('送审说明', paper.draft ?? '');
  put('口径说明', paper.notice ?? '');
  const sections = sectionsOf(paper.blocks);
  put(
    '章节',
    sections.map(({ title, items }) => ({
      章节标题: title,
      段落: items.map(({ lead, text }) => ({ 段落标题: lead, 段落文字: text })),
    })),
  );
  for (const { items } of sections) for (const { lead, text } of items) if (lead !== '') put(lead, text);
  for (const block of paper.blocks) for (const [label, text] of labelled(block)) put(placeholderName(label), text);
  for (const { name, table } of namedTables(paper.blocks)) {
    const names = columnNames(table);
    put(
      name,
      table.rows.map((row) => rowFacts(names, row, table)),
    );
    if (table.totals) put(`${name}合计`, rowFacts(names, table.totals, table));
    put(`${name}单位`, table.unit);
    put(`${name}附注`, table.notes.join('\n'));
  }
  return facts;
}

/** The names of `factsOf` for people, with what stands there now. A table without rows still has its columns. */
export function placeholdersOf(paper: Paper): Placeholder[] {
  const tables = new Map(namedTables(paper.blocks).map(({ name, table }) => [name, table]));
  const leaf = (name: string, sample: string): Placeholder => ({ name, kind: 'text', sample, items: [] });
  const items = (facts: Facts): Placeholder[] => Object.entries(facts).map(([name, value]) => of(name, value));
  const of = (name: string, value: Facts[string]): Placeholder => {
    if (typeof value === 'string') return leaf(name, value);
    if (!Array.isArray(value)) return { name, kind: 'group', sample: '', items: items(value as Facts) };
    const lines = value as readonly Facts[];
    const table = tables.get(name);
    const first = lines[0] ?? (table ? rowFacts(columnNames(table), [], table) : {});
    return { name, kind: 'loop', sample: `${lines.length} 行`, items: items(first) };
  };
  return items(factsOf(paper));
}

/**
 * The paper with placeholders where its words were: what a person begins with who wants a form of her own. Headings, constant words and
 * heads of tables stay.
 */
export function exampleOf(paper: Paper): Paper {
  const names = new Map(namedTables(paper.blocks).map(({ name, table }) => [table as PaperBlock, name]));
  const blank = (text: string | null, name: string) => (text === null ? null : `{${name}}`);
  const blocks = paper.blocks.map((block): PaperBlock => {
    switch (block.kind) {
      case 'heading':
        return block.level === 1 || block.after === undefined
          ? block
          : { ...block, after: `。{${placeholderName(block.text)}}` };
      case 'signature':
        return { ...block, issuer: '{落款}', date: '{日期}' };
      case 'facts':
        return { ...block, items: block.items.map(({ label }) => ({ label, text: `{${placeholderName(label)}}` })) };
      case 'form':
        return {
          ...block,
          rows: block.rows.map((row): typeof row => {
            if (row.kind === 'text') return { ...row, paragraphs: [`{${placeholderName(row.label)}}`] };
            if (row.kind !== 'pair') return row;
            const [one, other] = row.cells;
            const named = ({ label }: { label: string }) => ({ label, text: `{${placeholderName(label)}}` });
            return { ...row, cells: [named(one), named(other)] };
          }),
        };
      case 'table':
        return exampleTable(block, names.get(block) ?? '');
      default:
        return block;
    }
  });
  return {
    ...paper,
    name: `${paper.name}模板`,
    title: ['{标题}'],
    number: blank(paper.number, '文号'),
    subtitle: blank(paper.subtitle, '副标题'),
    addressee: blank(paper.addressee, '主送'),
    draft: null,
    blocks,
  };
}

function exampleTable(table: PaperTable, name: string): PaperTable {
  if (table.look === 'form') {
    const rows = table.rows.map((row) =>
      row.map((cell, index) => (index % 2 === 0 ? cell : `{${placeholderName(String(row[index - 1] ?? ''))}}`)),
    );
    return { ...table, rows };
  }
  const columns = columnNames(table);
  const last = columns.length - 1;
  const row = columns.map(
    (column, index) => `${index === 0 ? `{#${name}}` : ''}{${column}}${index === last ? `{/${name}}` : ''}`,
  );
  return {
    ...table,
    unit: `{${name}单位}`,
    rows: [row],
    totals: table.totals && columns.map((column) => `{${name}合计.${column}}`),
    notes: table.notes.length > 0 ? [`{${name}附注}`] : [],
  };
}
