import type { TemplateFinding } from '../../../../src-shared/contract/document-template-methods';

interface LibraryError {
  readonly properties?: {
    readonly id?: string;
    readonly xtag?: string;
    readonly context?: string;
    readonly file?: string;
    readonly openingtag?: string;
    readonly closingtag?: string;
    readonly errors?: readonly LibraryError[];
  };
}

/** Where a part of a .docx stands for a person. */
export function placeOf(part: string): string {
  if (part.startsWith('word/header')) return '页眉';
  if (part.startsWith('word/footer')) return '页脚';
  if (part.startsWith('word/footnotes') || part.startsWith('word/endnotes')) return '脚注';
  return '正文';
}

const clean = (text: string | undefined) =>
  (text ?? '')
    .replace(/[{}#/]/g, '')
    .trim()
    .slice(0, 30);

function words({ properties }: LibraryError): string {
  const { id, xtag, context, openingtag, closingtag } = properties ?? {};
  const tag = clean(xtag);
  switch (id) {
    case 'unopened_tag':
      return `“${(context ?? '').slice(0, 30)}”前面少了左花括号 {。`;
    case 'unclosed_tag':
      return `“{${tag}”后面少了右花括号 }。`;
    case 'duplicate_open_tag':
      return `“${(context ?? '').slice(0, 30)}”多了一个左花括号 {。`;
    case 'duplicate_close_tag':
      return `“${(context ?? '').slice(0, 30)}”多了一个右花括号 }。`;
    case 'unopened_loop':
      return `“{/${tag}}”没有对应的开头“{#${tag}}”。`;
    case 'unclosed_loop':
      return `“{#${tag}}”没有对应的结尾“{/${tag}}”。`;
    case 'closing_tag_does_not_match_opening_tag':
      return `开头“{#${clean(openingtag)}}”和结尾“{/${clean(closingtag)}}”对不上。`;
    case 'unbalanced_loop_tags':
      return `循环的开头和结尾不在同一个单元格或同一段里${tag ? `：“${tag}”` : ''}，要放在同一行的第一格和最后一格。`;
    case 'loop_position_invalid':
      return `循环“${tag}”的位置不对，开头和结尾要在同一张表的同一行，或各占一段。`;
    case 'scopeparser_compilation_failed':
      return `占位符“{${tag}}”不是一个名字，只能写对照表里的名字。`;
    case 'raw_xml_tag_should_be_only_text_in_paragraph':
    case 'unimplemented_tag_type':
    case 'invalid_raw_xml_value':
      return `占位符“{${tag}}”用了不支持的写法，只支持 {名字}、{#名字} 和 {/名字}。`;
    default:
      return `模板里有读不懂的地方${tag ? `：“${tag}”` : ''}。`;
  }
}

/** Every error that the library threw at once; null where what it threw is none of a form's errors. */
export function formErrors(thrown: unknown): TemplateFinding[] | null {
  const { properties } = (thrown ?? {}) as LibraryError;
  if (!properties) return null;
  const all = properties.errors ?? [thrown as LibraryError];
  const findings = all.map((error): TemplateFinding => {
    return { level: 'error', message: words(error), place: placeOf(error.properties?.file ?? '') };
  });
  return findings.filter(
    (one, index) =>
      findings.findIndex(({ message, place }) => message === one.message && place === one.place) === index,
  );
}
