import { Checkbox } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { regionName, regions } from '../../../src-shared/catalogues/regions';
import type { ShownTerm } from '../../../src-shared/contract/assignment-methods';
import { formatDate, unknown } from '../../../src-shared/terms/format';
import { useStatus } from '../../app/status';
import { DayField } from '../../components/day-field';
import { withdrawRecord } from '../../components/record-actions';
import { showDone, showFailure } from '../../components/toast';
import { useLedgerCommand, useLedgerQuery } from '../../ledger-client';
import styles from './assignments-part.module.css';
import { Part } from './part';
import settings from './settings.module.css';

/** '起初至2018年10月10日', '2018年10月11日起'. */
function spanWords({ since, until }: ShownTerm): string {
  if (since === null && until === null) return '一直';
  if (until === null) return `${formatDate(since)}起`;
  return since === null ? `至${formatDate(until)}` : `${formatDate(since)}至${formatDate(until)}`;
}

function isPast({ until }: ShownTerm, today: string): boolean {
  return until !== null && until < today;
}

/** Who is in charge of which region and when (包保分工): dated, so that a change leaves what was before it as it was. */
export function AssignmentsPart({ canWrite }: { canWrite: boolean }) {
  const status = useStatus();
  const shown = useLedgerQuery('assignments.show', {}, { keep: true }).data;
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  if (!shown || !status?.identity) return null;
  const { identity, today } = status;
  const writable = canWrite && identity.role === 'commission' && identity.region === null;
  const toggle = (region: string) => {
    const next = new Set(chosen);
    if (!next.delete(region)) next.add(region);
    setChosen(next);
  };
  return (
    <Part title="包保分工">
      {shown.doubts.length > 0 && (
        <ul className={styles.doubts} role="status">
          {shown.doubts.map(({ sentence }) => (
            <li key={sentence}>{sentence}。</li>
          ))}
        </ul>
      )}
      <table className={`table ${styles.terms}`} aria-label="包保分工">
        <colgroup>
          {writable && <col style={{ width: 32 }} />}
          <col style={{ width: 110 }} />
          <col style={{ width: 90 }} />
          <col />
          <col style={{ width: 246 }} />
          <col style={{ width: 104 }} />
        </colgroup>
        <thead>
          <tr>
            {writable && (
              <th>
                <span className="visually-hidden">选</span>
              </th>
            )}
            <th>属地</th>
            <th>包保领导</th>
            <th>职务</th>
            <th>起止</th>
            <th>依据</th>
          </tr>
        </thead>
        <tbody>
          {shown.terms.map((term, index) => {
            const isFirst = shown.terms[index - 1]?.region !== term.region;
            return (
              <tr key={`${term.region} ${term.since ?? ''}`} className={isPast(term, today) ? styles.past : undefined}>
                {writable && (
                  <td>
                    {isFirst && (
                      <Checkbox
                        aria-label={`选${regionName(term.region)}`}
                        checked={chosen.has(term.region)}
                        onChange={() => toggle(term.region)}
                      />
                    )}
                  </td>
                )}
                <td>{isFirst ? regionName(term.region) : ''}</td>
                <td>{term.leader ?? <span className="muted">无人</span>}</td>
                <td className="ell" title={term.post ?? undefined}>
                  {term.post ?? unknown}
                </td>
                <td>{spanWords(term)}</td>
                <td>
                  {term.record === null ? (
                    <span className="muted">{term.leader === null ? unknown : '2018年方案'}</span>
                  ) : writable ? (
                    <button
                      type="button"
                      className="link"
                      aria-label={`删除${regionName(term.region)}${term.leader ?? ''}这一条`}
                      onClick={() => void withdrawRecord('assignment', term.record ?? '', '这一条分工')}
                    >
                      删除
                    </button>
                  ) : (
                    '市发改委'
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {writable ? (
        <Takeover
          today={today}
          chosen={regions.filter(({ code }) => chosen.has(code)).map(({ code }) => code)}
          leaders={shown.leaders}
          onDone={() => setChosen(new Set())}
        />
      ) : (
        <p className={settings.hint} style={{ marginTop: 10 }}>
          包保分工由市发改委设置，随下发包到各地。
        </p>
      )}
    </Part>
  );
}

function Takeover({
  today,
  chosen,
  leaders,
  onDone,
}: {
  today: string;
  chosen: readonly string[];
  leaders: readonly { readonly leader: string; readonly post: string | null }[];
  onDone: () => void;
}) {
  const [leader, setLeader] = useState('');
  const [post, setPost] = useState<string | null>(null);
  const [since, setSince] = useState<string | null>(today);
  const [fault, setFault] = useState(false);
  const take = useLedgerCommand('assignments.take', { onFailure: showFailure });
  const known = leaders.find((one) => one.leader === leader.trim());
  const ready = chosen.length > 0 && leader.trim() !== '' && since !== null && !fault;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!ready || since === null) return;
    take.mutate(
      { regions: [...chosen], leader: leader.trim(), post: (post ?? known?.post ?? '').trim() || null, since },
      {
        onSuccess: () => {
          setLeader('');
          setPost(null);
          onDone();
          showDone(`自${formatDate(since)}起由${leader.trim()}包保`, { undo: true });
        },
      },
    );
  };
  return (
    <form className={styles.takeover} onSubmit={submit} aria-label="换包保领导">
      <span className="sub-fg">
        {chosen.length > 0 ? `选中 ${chosen.map(regionName).join('、')}，改由` : '先在上面选属地，再写改由谁包保'}
      </span>
      <input
        className={`text-input ${styles.leader}`}
        aria-label="包保领导"
        placeholder="姓名"
        list="known-leaders"
        maxLength={40}
        value={leader}
        onChange={(event) => setLeader(event.target.value)}
      />
      <datalist id="known-leaders">
        {leaders.map((one) => (
          <option key={one.leader} value={one.leader} />
        ))}
      </datalist>
      <input
        className={`text-input ${styles.post}`}
        aria-label="职务"
        placeholder="职务"
        maxLength={80}
        value={post ?? known?.post ?? ''}
        onChange={(event) => setPost(event.target.value)}
      />
      <span className="sub-fg">自</span>
      <DayField label="从哪天起" value={since} today={today} onChange={setSince} onFault={setFault} width={156} />
      <button type="submit" className="btn" disabled={!ready || take.isPending}>
        换人
      </button>
      <p className={settings.hint}>这一天以前的还归原来的领导，已经写出的通报、调度单不变。</p>
    </form>
  );
}
