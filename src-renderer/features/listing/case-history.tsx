import { useState } from 'react';
import type { ListingEvent } from '../../../src-shared/entities/listing-event';
import { byDate, returnsOf } from '../../../src-shared/rules/listing-events';
import { levelName } from '../../../src-shared/rules/listing-windows';
import classes from './clinic.module.css';
import { EventDialog } from './event-dialog';
import { eventWords } from './event-words';
import { shortDay } from './inline-field';
import type { ListingFile } from './listing-file';

const tones: Readonly<Record<string, string>> = { returned: 'sentBack', questioned: 'asked', listed: 'asked' };

/** Steps of the case, newest first; each opens to be corrected. */
export function CaseHistory({ file }: { file: ListingFile }) {
  const [shown, setShown] = useState<ListingEvent | 'new' | null>(null);
  const events = byDate(file.events);
  const submitted = events.filter((event) => event.kind === 'submitted').length;
  const returned = returnsOf(events);
  return (
    <>
      <div className={`panel-h ${classes.historyHead}`}>
        <h2>历史</h2>
        <span className="muted">{events.length === 0 ? '没有记录' : `报送 ${submitted} 次，退回 ${returned} 次`}</span>
        <span className="right" />
        {file.writable && (
          <button type="button" className="link" onClick={() => setShown('new')}>
            记一步
          </button>
        )}
      </div>
      <ol className={classes.history}>
        {events
          .map((event, index) => ({ event, words: eventWords(event, events.slice(0, index), file.today) }))
          .reverse()
          .map(({ event, words }) => (
            <li key={event.id} data-tone={tones[event.kind ?? '']}>
              <Step event={event} words={words} file={file} open={() => setShown(event)} />
            </li>
          ))}
      </ol>
      {shown !== null && (
        <EventDialog file={file} event={shown === 'new' ? null : shown} onClose={() => setShown(null)} />
      )}
    </>
  );
}

function Step({
  event,
  words,
  file,
  open,
}: {
  event: ListingEvent;
  words: { what: string; rest: string };
  file: ListingFile;
  open: () => void;
}) {
  const content = (
    <>
      <span className={classes.who}>
        <b className="ell">{event.unit ?? (levelName(event.level) || '未填')}</b>
        <span className="muted">{event.date && shortDay(event.date, file.today)}</span>
      </span>
      <span>{words.what}</span>
      {words.rest && <span className="muted">{words.rest}</span>}
    </>
  );
  if (!file.writable) return <div className={classes.step}>{content}</div>;
  return (
    <button type="button" className={classes.step} onClick={open} title="打开这一步">
      {content}
    </button>
  );
}
