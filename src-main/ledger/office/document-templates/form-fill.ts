import Docxtemplater from 'docxtemplater';
import type PizZip from 'pizzip';
import type { Placeholder, TemplateFinding } from '../../../../src-shared/contract/document-template-methods';
import type { Facts } from '../../../../src-shared/rules/document-facts';
import { unknown } from '../../../../src-shared/terms/format';
import { formErrors, placeOf } from './form-errors';
import { textParts } from './form-file';

/** A placeholder as the form uses it; a loop has those within it. */
interface UsedTag {
  readonly name: string;
  readonly isLoop: boolean;
  readonly within: readonly UsedTag[];
}

interface Part {
  readonly type: string;
  readonly value: string;
  readonly module?: string;
  readonly subparsed?: readonly Part[];
}

function tagsOf(parts: readonly Part[]): UsedTag[] {
  return parts
    .filter(({ type }) => type === 'placeholder')
    .map(({ value, module, subparsed }) => ({
      name: value.trim(),
      isLoop: module === 'loop',
      within: tagsOf(subparsed ?? []),
    }));
}

/** What stands under a name, '全市合计.在建项目' going into the group; '.' is the line itself. */
function factOf(facts: Facts, name: string): Facts[string] | undefined {
  if (name === '.') return facts;
  if (Object.hasOwn(facts, name)) return facts[name];
  let value: Facts[string] | undefined = facts;
  for (const step of name.split('.')) {
    if (typeof value !== 'object' || Array.isArray(value) || !Object.hasOwn(value, step)) return undefined;
    value = (value as Facts)[step];
  }
  return value;
}

/**
 * A form ready to be filled. Throws what the library throws, all errors of the form at once. `onTags` gets the placeholders of each part.
 * Names are looked up and never run: there are no expressions.
 */
function compile(zip: PizZip, onTags: (part: string, tags: readonly UsedTag[]) => void = () => undefined) {
  const watcher = {
    name: 'used tags',
    set({ inspect }: { inspect?: { filePath?: string; postparsed?: readonly Part[] } }) {
      if (inspect?.filePath && inspect.postparsed) onTags(inspect.filePath, tagsOf(inspect.postparsed));
    },
  };
  return new Docxtemplater(zip, {
    modules: [watcher],
    paragraphLoop: true,
    linebreaks: true,
    errorLogging: false,
    nullGetter: (part: { module?: string }) => (part.module ? '' : unknown),
    parser: (tag: string) => ({
      get: (scope: unknown) => {
        const value = typeof scope === 'object' && scope !== null ? factOf(scope as Facts, tag.trim()) : undefined;
        return value === '' ? ' ' : value;
      },
    }),
  });
}

/** Placeholders written with full-width braces, which a Chinese input method makes: they would stay in the paper as they are. */
function wideBraces(zip: PizZip): TemplateFinding[] {
  return Object.keys(zip.files)
    .filter((part) => textParts.test(part))
    .flatMap((part) => {
      const text = (zip.file(part)?.asText() ?? '').replace(/<[^>]+>/g, '');
      return [...text.matchAll(/｛[^｛｝{}]{1,40}｝/g)].map(
        ([found]): TemplateFinding => ({
          level: 'warning',
          message: `“${found}”用的是全角花括号，不会填内容，要改成半角 { }。`,
          place: placeOf(part),
        }),
      );
    });
}

function nearest(name: string, known: readonly string[]): string | undefined {
  const shared = (other: string) => [...name].filter((letter) => other.includes(letter)).length;
  const [best] = known
    .map((other) => ({ other, score: (2 * shared(other)) / (name.length + other.length) }))
    .sort((a, b) => b.score - a.score);
  return best && best.score >= 0.6 ? best.other : undefined;
}

/** Names that the paper does not know, and loops over what is no list. They would be filled with nothing, so a person should look. */
function unknownNames(
  tags: readonly UsedTag[],
  scopes: readonly (readonly Placeholder[])[],
  place: string,
): TemplateFinding[] {
  const find = (name: string): Placeholder | undefined => {
    for (const scope of scopes) {
      const whole = scope.find((one) => one.name === name);
      if (whole) return whole;
      const [group = '', ...rest] = name.split('.');
      const items = scope.find((one) => one.name === group && one.kind === 'group')?.items ?? [];
      const inner = items.find((one) => one.name === rest.join('.'));
      if (inner) return inner;
    }
    return undefined;
  };
  return tags.flatMap(({ name, isLoop, within }): TemplateFinding[] => {
    const found = name === '.' ? undefined : find(name);
    const written = isLoop ? `{#${name}}` : `{${name}}`;
    if (!found && name !== '.') {
      const hint = nearest(
        name,
        scopes.flat().map((one) => one.name),
      );
      const message = `没有叫“${written}”的内容，会空着${hint ? `；是不是“${hint}”？` : '。'}`;
      return [{ level: 'warning', message, place }];
    }
    if (!isLoop && found?.kind === 'loop') {
      const message = `“${written}”是多行的，要写成 {#${name}} … {/${name}}。`;
      return [{ level: 'warning', message, place }];
    }
    return isLoop ? unknownNames(within, [found?.items ?? [], ...scopes], place) : [];
  });
}

/** Everything that is wrong with a form at once, and the names that it uses. `placeholders` are those of a paper of its kind. */
export function checkForm(
  zip: PizZip,
  placeholders: readonly Placeholder[],
): { findings: TemplateFinding[]; used: string[] } {
  const tags = new Map<string, readonly UsedTag[]>();
  try {
    compile(zip, (part, found) => tags.set(part, found));
  } catch (error) {
    const errors = formErrors(error);
    if (!errors) throw error;
    return { findings: [...errors, ...wideBraces(zip)], used: [] };
  }
  const unknowns = [...tags].flatMap(([part, found]) => unknownNames(found, [placeholders], placeOf(part)));
  const used = new Set<string>();
  const collect = (found: readonly UsedTag[]) => {
    for (const { name, within } of found) {
      used.add(name);
      collect(within);
    }
  };
  for (const found of tags.values()) collect(found);
  const none: TemplateFinding[] =
    used.size === 0 ? [{ level: 'warning', message: '模板里一个占位符也没有，每次写出的都一样。', place: '正文' }] : [];
  return { findings: [...unknowns, ...wideBraces(zip), ...none], used: [...used] };
}

/** The form filled with the words of one paper. Throws what the library throws on a form with errors. */
export function fillForm(zip: PizZip, facts: Facts): Buffer {
  const document = compile(zip);
  document.render(facts);
  return document.toBuffer();
}
