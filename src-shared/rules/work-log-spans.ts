/** A piece of a text, by UTF-16 positions: `text.slice(start, end)`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export const overlaps = (one: Span, other: Span): boolean => one.start < other.end && other.start < one.end;

export const isFree = (span: Span, taken: readonly Span[]): boolean => !taken.some((other) => overlaps(span, other));

/** Every place where `words` stand in `text`. */
export function placesOf(text: string, words: string): Span[] {
  const places: Span[] = [];
  if (words === '') return places;
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + words.length)) {
    places.push({ start: at, end: at + words.length });
  }
  return places;
}

/** The matches of a global expression with their places. */
export function matchesOf(text: string, expression: RegExp): { match: RegExpMatchArray; span: Span }[] {
  return [...text.matchAll(expression)].map((match) => ({
    match,
    span: { start: match.index ?? 0, end: (match.index ?? 0) + match[0].length },
  }));
}

const ends = /[，,。；;！!？?\n]/;

/** The clause around a place: what stands between the nearest signs, blanks at its ends left out. */
export function clauseAround(text: string, span: Span): Span {
  let { start, end } = span;
  while (start > 0 && !ends.test(text[start - 1] ?? '')) start -= 1;
  while (end < text.length && !ends.test(text[end] ?? '')) end += 1;
  while (start < end && /\s/.test(text[start] ?? '')) start += 1;
  while (end > start && /\s/.test(text[end - 1] ?? '')) end -= 1;
  return { start, end };
}

/** Spans in order, those that touch or cover each other as one: what a screen underlines. */
export function joinSpans(spans: readonly Span[]): Span[] {
  const joined: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start || a.end - b.end)) {
    const last = joined.at(-1);
    if (span.end <= span.start) continue;
    if (last && span.start <= last.end)
      joined[joined.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
    else joined.push(span);
  }
  return joined;
}
