import { useEffect, useState } from 'react';

type Initials = (text: string) => string[];

let initialsOf: Initials | null = null;

/** Pinyin initials, one an item; loaded with the first letters that are typed, because the dictionary is large. */
function useInitials(wanted: boolean): Initials | null {
  const [ready, setReady] = useState<Initials | null>(() => initialsOf);
  useEffect(() => {
    if (!wanted || ready) return;
    let gone = false;
    void import('pinyin-pro').then(({ pinyin }) => {
      initialsOf = (text) =>
        pinyin(text, { pattern: 'first', toneType: 'none', type: 'array' }).map((letter) => letter.toLowerCase());
      if (!gone) setReady(() => initialsOf);
    });
    return () => {
      gone = true;
    };
  }, [wanted, ready]);
  return ready;
}

/** Where the words stand in a title: by themselves, else by the initials of the characters. */
function rangeOf(title: string, words: string, initials: Initials | null): [number, number] | null {
  const wanted = words.trim().toLowerCase();
  if (!wanted) return null;
  const at = title.toLowerCase().indexOf(wanted);
  if (at >= 0) return [at, at + wanted.length];
  if (!initials || !/^[a-z0-9]+$/.test(wanted)) return null;
  const letters = initials(title);
  if (letters.length !== [...title].length) return null;
  const from = letters
    .map((letter) => letter[0] ?? ' ')
    .join('')
    .indexOf(wanted);
  return from < 0 ? null : [from, from + wanted.length];
}

/** A title with what was asked for marked in it. */
export function Highlight({ title, words }: { title: string; words: string }) {
  const initials = useInitials(/^[a-z]+$/i.test(words.trim()));
  const range = rangeOf(title, words, initials);
  if (!range) return <>{title}</>;
  return (
    <>
      {title.slice(0, range[0])}
      <mark>{title.slice(...range)}</mark>
      {title.slice(range[1])}
    </>
  );
}
