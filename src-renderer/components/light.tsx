import type { Light as LightValue } from '../../src-shared/contract/record-methods';

export type LightColor = LightValue['color'];

export const lightWords: Record<LightColor, string> = { red: '红', yellow: '黄', green: '绿', none: '无' };

/** The shape alone: ● red, ▲ yellow, ■ green, ○ none. Use it where word or reason stands beside it. */
export function LightShape({ color, label }: { color: LightColor; label?: string }) {
  const title = label ?? (color === 'none' ? '无灯' : `${lightWords[color]}灯`);
  return (
    <svg viewBox="0 0 11 11" role="img" aria-label={title}>
      {color === 'red' && <circle cx="5.5" cy="5.5" r="4.75" />}
      {color === 'yellow' && <path d="M5.5 .6 L10.8 10.2 H.2 Z" />}
      {color === 'green' && <rect x="1" y="1" width="9" height="9" />}
      {color === 'none' && <circle cx="5.5" cy="5.5" r="4" />}
    </svg>
  );
}

/** A light is never a colour alone: shape, colour and a word (the colour's own unless `word` says more). */
export function Light({ color, word, sentence }: { color: LightColor; word?: string; sentence?: string }) {
  const text = word ?? (color === 'none' ? '—' : lightWords[color]);
  return (
    <span className={`light ${color}`} title={sentence || undefined}>
      <LightShape color={color} />
      {text}
    </span>
  );
}
