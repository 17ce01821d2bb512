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
}

/** Most photos of a story. */
export const mostPhotos = 5;

/** Of a sheet (A4): text in 小四 on lines of 20 points. */
const page = { width: 174, height: 265, line: 7.06, characters: 41 } as const;
/** Title, line under it, rules; two rows of figures; a caption; headings of text and figures; what is lost at paragraph ends. */
const fixed = { head: 24, figures: 27, caption: 5.5, sections: 16, spare: 14 } as const;
/** Of two columns whose texts are equally wide, the right one behind a gutter of 4.2 mm. */
export const pair = { share: 0.488, width: 84.8 } as const;
const heroHeights = { most: 98, least: 46 } as const;
const smallHeights = { most: 54, least: 32 } as const;

/** Lines that a text takes, each paragraph begun two characters in. */
export function textLines(text: string | null | undefined): number {
  return (text ?? '')
    .split(/\r?\n/)
    .filter((part) => part.trim() !== '')
    .reduce((sum, part) => sum + Math.max(1, Math.ceil((part.trim().length + 2) / page.characters)), 0);
}

/**
 * How large the photos of a story are, so that everything stays on one page: they give way to the text down to their least size; then it
 * says that it does not fit. An even number loses its last photo: photos under the first stand in pairs.
 */
export function storyLayout(story: { lead: string | null; body: string | null; photos: number }): StoryLayout {
  const asked = Math.min(story.photos, mostPhotos);
  const shown = asked === 0 || asked % 2 === 1 ? asked : asked === 2 ? 2 : asked - 1;
  const text = (textLines(story.lead) + textLines(story.body)) * page.line;
  const room = page.height - fixed.head - fixed.figures - fixed.sections - fixed.spare - text;
  // Two photos stand side by side alone.
  const rows = shown === 2 ? 1 : Math.floor(shown / 2);
  const heroes = shown === 0 || shown === 2 ? 0 : 1;
  const captions = (rows + heroes) * fixed.caption;
  const least = heroes * heroHeights.least + rows * smallHeights.least + captions;
  const free = Math.max(0, room - least);
  const wanted = heroes * (heroHeights.most - heroHeights.least) + rows * (smallHeights.most - smallHeights.least);
  const share = wanted === 0 ? 0 : Math.min(1, free / wanted);
  const between = ({ most, least: low }: { most: number; least: number }) =>
    Math.round((low + (most - low) * share) * 10) / 10;
  return {
    hero: heroes > 0 ? { width: page.width, height: between(heroHeights) } : null,
    small: rows > 0 ? { width: pair.width, height: between(smallHeights) } : null,
    shown,
    fits: room >= least,
  };
}
