import { type ReactNode, type Ref, useMemo } from 'react';
import type { Span } from '../../../src-shared/rules/work-log-spans';
import classes from './quick-log.module.css';

/** The text in pieces, those that were understood underlined. */
function pieces(text: string, spans: readonly Span[]): ReactNode[] {
  const parts: ReactNode[] = [];
  let at = 0;
  for (const { start, end } of spans) {
    if (start > at) parts.push(text.slice(at, start));
    parts.push(<u key={start}>{text.slice(start, end)}</u>);
    at = end;
  }
  parts.push(text.slice(at));
  return parts;
}

/** One line to type into. Under it lies the same text, unseen but for the lines under what was understood; both wrap and grow alike. */
export function MarkedLine({
  text,
  spans,
  onChange,
  input,
}: {
  text: string;
  spans: readonly Span[];
  onChange: (text: string) => void;
  input: Ref<HTMLTextAreaElement>;
}) {
  const marked = useMemo(() => pieces(text, spans), [text, spans]);
  return (
    <div className={classes.field}>
      <div className={classes.marks} aria-hidden="true">
        {marked}
        {'\u200b'}
      </div>
      <textarea
        ref={input}
        rows={1}
        aria-label="记什么"
        placeholder="做了什么、跟谁、下一步哪天，一句话就行"
        spellCheck={false}
        autoComplete="off"
        maxLength={4000}
        data-autofocus
        value={text}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </div>
  );
}
