/** Width and height in millimetres. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface StoryLayout {
  /** Full width, over the text; null without photos. */
  readonly hero: Size | null;
  /** Each of those that stand side by side under it, two in a row. */
  readonly small: Size | null;
  /** Photos that find room: one, or one and two, or one and four. */
  readonly shown: number;
  /** Whether title, photos, figures and text stand on one page. */
  readonly fits: boolean;
  /** Lines of the body that find room under photos of the least size. */
  readonly lines: number;
  /** About how many characters of the body are too many. */
  readonly over: number;
}

export interface StoryText {
  readonly lead: string | null;
  readonly body: string | null;
  /** Photos that are chosen. */
  readonly photos: number;
  readonly title?: string | null;
  /** What stands under the title: where, of which project, of whom. */
  readonly under?: string;
}

/** Most photos of a story. */
export const mostPhotos = 5;

/** Of a sheet (A4): text in 小四 on lines of 20 points. */
const page = { width: 174, height: 265, line: 7.06, characters: 41 } as const;
/** Characters on a line of the title (二号) and of what stands under it, and what a further line takes. */
const titleLine = { characters: 24, height: 9.6 } as const;
const underLine = { characters: 42, height: 5.1 } as const;
/** Title, line under it, rules; two rows of figures; a caption; headings of text and figures; what is lost at paragraph ends. */
const fixed = { head: 24, figures: 27, caption: 5.5, sections: 16, spare: 14 } as const;
/** Of two columns whose texts are equally wide, the right one behind a gutter of 4.2 mm. */
export const pair = { share: 0.488, width: 84.8 } as const;
const heroHeights = { most: 98, least: 46 } as const;
const smallHeights = { most: 54, least: 32 } as const;

/** Paragraphs of a text that say anything. */
export function paragraphsOf(text: string | null | undefined): string[] {
  return (text ?? '')
    .split(/\r?\n/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

const linesOf = (part: string) => Math.ceil((Array.from(part).length + 2) / page.characters);

/** Lines that a text takes, each paragraph begun two characters in. */
export function textLines(text: string | null | undefined): number {
  return paragraphsOf(text).reduce((sum, part) => sum + linesOf(part), 0);
}

/** Stands at the end of a text that is cut. */
const unfinished = '……〔未完〕';

/** Paragraphs of a text as far as `lines` hold them; one that is cut says so. */
export function cutText(text: string | null | undefined, lines: number): string[] {
  const kept: string[] = [];
  const parts = paragraphsOf(text);
  let free = lines;
  for (const [at, part] of parts.entries()) {
    const needed = linesOf(part);
    if (needed < free || (needed === free && at === parts.length - 1)) {
      kept.push(part);
      free -= needed;
      continue;
    }
    const room = free * page.characters - 2 - unfinished.length;
    if (room > 0) kept.push(`${Array.from(part).slice(0, room).join('')}${unfinished}`);
    break;
  }
  return kept;
}

/** Millimetres that lines over the first of `characters` each take. */
const further = (text: string | null | undefined, { characters, height }: { characters: number; height: number }) =>
  Math.max(0, Math.ceil(Array.from(text ?? '').length / characters) - 1) * height;

/**
 * How large the photos of a story are, so that everything stays on one page: they give way to the text down to their least size; then it
 * says that it does not fit, and how much of the text is too much. An even number loses its last photo: photos under the first stand in pairs.
 */
export function storyLayout(story: StoryText): StoryLayout {
  const asked = Math.min(story.photos, mostPhotos);
  const shown = asked === 0 || asked % 2 === 1 ? asked : asked === 2 ? 2 : asked - 1;
  const head = fixed.head + further(story.title, titleLine) + further(story.under, underLine);
  const whole = page.height - head - fixed.figures - fixed.sections - fixed.spare;
  const bodyLines = textLines(story.body);
  const room = whole - (textLines(story.lead) + bodyLines) * page.line;
  // Two photos stand side by side alone.
  const rows = shown === 2 ? 1 : Math.floor(shown / 2);
  const heroes = shown === 0 || shown === 2 ? 0 : 1;
  const captions = (rows + heroes) * fixed.caption;
  const least = heroes * heroHeights.least + rows * smallHeights.least + captions;
  const lines = Math.max(0, Math.floor((whole - least) / page.line + 1e-9) - textLines(story.lead));
  const free = Math.max(0, room - least);
  const wanted = heroes * (heroHeights.most - heroHeights.least) + rows * (smallHeights.most - smallHeights.least);
  const share = wanted === 0 ? 0 : Math.min(1, free / wanted);
  const between = ({ most, least: low }: { most: number; least: number }) =>
    Math.round((low + (most - low) * share) * 10) / 10;
  return {
    hero: heroes > 0 ? { width: page.width, height: between(heroHeights) } : null,
    small: rows > 0 ? { width: pair.width, height: between(smallHeights) } : null,
    shown,
    fits: bodyLines <= lines,
    lines,
    over: Math.max(0, bodyLines - lines) * page.characters,
  };
}
