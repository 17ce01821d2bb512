import { IconPencil, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { formatMinutes } from '../../../src-shared/rules/work-log-review';
import { openQuickLog } from '../../app/quick-log-state';
import { ScrollRegion } from '../../components/scroll-region';
import { Empty, Trouble } from '../../components/trouble';
import { useLedgerQuery } from '../../ledger-client';
import { AddContact } from './add-contact';
import classes from './liaison.module.css';
import { NotePanel } from './note-panel';
import { NoteTable } from './note-table';

/** Notes of one project, and the people to call about it. */
export function LiaisonTab({ project, today, writable }: { project: string; today: string; writable: boolean }) {
  const page = useLedgerQuery('workLogs.page', { project }, { keep: true });
  const [chosen, setChosen] = useState<string | null>(null);
  if (page.error) return <Trouble failure={page.error.failure} retry={() => void page.refetch()} />;
  if (!page.data) return null;
  const { notes, total, review } = page.data;
  const note = notes.find(({ id }) => id === chosen);
  return (
    <div className={classes.tab}>
      <div className={classes.list}>
        <div className="bar">
          <b>纪实</b>
          <span className="sub-fg">
            {total} 次{review.minutes > 0 && `，用时 ${formatMinutes(review.minutes)}`}
            {review.openSteps > 0 && `，未办的下一步 ${review.openSteps} 件`}
          </span>
          <span className="right" />
          {writable && (
            <button type="button" className="btn sm" onClick={openQuickLog}>
              <IconPencil className="icon" aria-hidden="true" />
              记一笔
            </button>
          )}
        </div>
        {notes.length === 0 ? (
          <Empty title="这里放为这个项目做过的事。" hint="跟谁说了什么、结果怎样、下一步哪天，一句话记下来。">
            {writable && (
              <button type="button" className="btn primary" onClick={openQuickLog}>
                <IconPencil className="icon" aria-hidden="true" />
                记一笔
              </button>
            )}
          </Empty>
        ) : (
          <ScrollRegion label="这个项目的纪实">
            <NoteTable
              notes={notes}
              today={today}
              chosen={chosen}
              narrow={note !== undefined}
              withProject={false}
              writable={writable}
              onChoose={setChosen}
            />
          </ScrollRegion>
        )}
      </div>
      {note ? (
        <NotePanel key={note.id} note={note} today={today} writable={writable} onClose={() => setChosen(null)} />
      ) : (
        <ProjectContacts project={project} writable={writable} />
      )}
    </div>
  );
}

function ProjectContacts({ project, writable }: { project: string; writable: boolean }) {
  const list = useLedgerQuery('contacts.list', { project }, { keep: true });
  const [adding, setAdding] = useState(false);
  const own = list.data ?? [];
  return (
    <aside className={classes.contacts} aria-label="这个项目的联系人">
      <div className={classes.panelHead}>
        <h2>联系人</h2>
        {writable && (
          <AddContact open={adding} setOpen={setAdding} project={project} onAdded={() => undefined}>
            <button type="button" className="btn sm" aria-expanded={adding} onClick={() => setAdding(!adding)}>
              <IconPlus className="icon" aria-hidden="true" />
              加联系人
            </button>
          </AddContact>
        )}
      </div>
      <ul>
        {own.map(({ id, name, unit, position, phone }) => (
          <li key={id}>
            <b>{name}</b>
            <span className="num">{phone}</span>
            <span className="sub-fg ell">{[unit, position].filter(Boolean).join(' ')}</span>
          </li>
        ))}
      </ul>
      {own.length === 0 && <p className="muted">还没有联系人。</p>}
      <Link className="link" to="/liaison/contacts">
        {own.length > 0 ? '改联系人、看各部门的人' : '看各部门的联系人'}
      </Link>
    </aside>
  );
}
