import { IconAlertTriangle, IconPlus, IconSearch } from '@tabler/icons-react';
import { Fragment, type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import type { ContactRow } from '../../../src-shared/contract/liaison-methods';
import { checkPhone } from '../../../src-shared/rules/phone';
import { ScrollRegion } from '../../components/scroll-region';
import { Empty, Trouble } from '../../components/trouble';
import { useLedgerQuery } from '../../ledger-client';
import { AddContact } from './add-contact';
import { ContactPanel } from './contact-panel';
import classes from './liaison.module.css';

/** Rows that a table draws at once; whoever looks for one among more has a search box. */
const mostRows = 500;

/** People to call: those of departments, then those of each project. */
export function ContactsView({ title, writable }: { title: ReactNode; writable: boolean }) {
  const [words, setWords] = useState('');
  const list = useLedgerQuery('contacts.list', { words: words.trim() }, { keep: true });
  const [chosen, setChosen] = useState<string | null>(null);
  const [adding, setAdding] = useState(false);
  if (list.error) return <Trouble failure={list.error.failure} retry={() => void list.refetch()} />;
  if (!list.data) return null;
  const contact = list.data.find(({ id }) => id === chosen);
  const groups = new Map<string, ContactRow[]>();
  for (const each of list.data.slice(0, mostRows)) {
    const key = each.project ?? '';
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  const added = (id: string) => {
    setWords('');
    setChosen(id);
  };
  return (
    <>
      <div className="bar">
        {title}
        <span className="right" />
        <span className={classes.search}>
          <IconSearch className="icon" aria-hidden="true" />
          <input
            className="text-input"
            aria-label="搜索联系人"
            placeholder="搜姓名、单位、电话"
            maxLength={100}
            value={words}
            onChange={(event) => setWords(event.currentTarget.value)}
          />
        </span>
        {writable && (
          <AddContact open={adding} setOpen={setAdding} onAdded={added}>
            <button type="button" className="btn primary" aria-expanded={adding} onClick={() => setAdding(!adding)}>
              <IconPlus className="icon" aria-hidden="true" />
              加联系人
            </button>
          </AddContact>
        )}
      </div>
      <div className="split">
        {list.data.length === 0 ? (
          words.trim() ? (
            <Empty title={`没有找到“${words.trim()}”。`} hint="换个词，姓名、单位、电话都能搜。">
              <button type="button" className="btn" onClick={() => setWords('')}>
                看全部
              </button>
            </Empty>
          ) : (
            <Empty
              title="这里放要打交道的人：各部门的经办人、各项目的企业联系人。"
              hint="记下以后，记一笔时写到姓名就能认出来。"
            >
              {writable && (
                <button type="button" className="btn" onClick={() => setAdding(true)}>
                  加联系人
                </button>
              )}
            </Empty>
          )
        ) : (
          <ScrollRegion label="联系人">
            <table className={`table ${classes.notes}`} aria-label="联系人">
              <colgroup>
                <col style={{ width: 104 }} />
                <col />
                <col style={{ width: 120 }} />
                <col style={{ width: 104 }} />
                <col style={{ width: 190 }} />
                {!contact && <col style={{ width: 260 }} />}
              </colgroup>
              <thead>
                <tr>
                  <th scope="col">姓名</th>
                  <th scope="col">单位</th>
                  <th scope="col">科室</th>
                  <th scope="col">职务</th>
                  <th scope="col">电话</th>
                  {!contact && <th scope="col">负责事项</th>}
                </tr>
              </thead>
              <tbody>
                {[...groups].map(([project, people]) => (
                  <Fragment key={project}>
                    <tr className="group">
                      <th scope="colgroup" colSpan={contact ? 5 : 6}>
                        {project === '' ? (
                          '部门'
                        ) : (
                          <Link to={`/projects/${encodeURIComponent(project)}/liaison`}>{people[0]?.project_name}</Link>
                        )}
                        <span className={classes.dayCount}>{people.length} 人</span>
                      </th>
                    </tr>
                    {people.map((each) => (
                      <Person
                        key={each.id}
                        contact={each}
                        chosen={each.id === chosen}
                        wide={!contact}
                        onChoose={() => setChosen(each.id === chosen ? null : each.id)}
                      />
                    ))}
                  </Fragment>
                ))}
              </tbody>
            </table>
            {list.data.length > mostRows && (
              <p className={classes.more}>
                只列出前 {mostRows} 人，共 {list.data.length} 人。搜姓名、单位或项目来找。
              </p>
            )}
          </ScrollRegion>
        )}
        {contact && (
          <ContactPanel key={contact.id} contact={contact} writable={writable} onClose={() => setChosen(null)} />
        )}
      </div>
    </>
  );
}

function Person({
  contact,
  chosen,
  wide,
  onChoose,
}: {
  contact: ContactRow;
  chosen: boolean;
  wide: boolean;
  onChoose: () => void;
}) {
  const cell = (text: string | null) => <td title={text ?? ''}>{text ?? <span className="muted">—</span>}</td>;
  const warning = contact.phone ? checkPhone(contact.phone) : null;
  return (
    <tr className={`act ${classes.row} ${chosen ? 'on' : ''}`}>
      <td>
        <button type="button" className={classes.open} aria-expanded={chosen} onClick={onChoose}>
          {contact.name}
        </button>
      </td>
      {cell(contact.unit)}
      {cell(contact.department)}
      {cell(contact.position)}
      <td title={warning ?? contact.phone ?? ''} className={warning ? 'yellow-fg' : ''}>
        {contact.phone ?? <span className="muted">—</span>}
        {warning && (
          <span className={classes.warned}>
            <IconAlertTriangle className="icon" aria-hidden="true" />
            请核对
          </span>
        )}
      </td>
      {wide && cell(contact.matters)}
    </tr>
  );
}
