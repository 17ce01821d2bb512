import { Modal } from '@mantine/core';
import { useState } from 'react';
import type { Paper } from '../../../src-shared/contract/paper-values';
import type { PaperKind } from '../../../src-shared/entities/paper';
import { DayField } from '../../components/day-field';
import { showDone } from '../../components/toast';
import { Trouble } from '../../components/trouble';
import { useLedgerCommand, useLedgerQuery } from '../../ledger-client';
import styles from './papers.module.css';

/** 登记发文: the number that comes next, the day, who signs; afterwards the paper stands in the register as it is now. */
export function IssueDialog({
  kind,
  subject,
  about,
  paper,
  today,
  onClose,
  onIssued,
}: {
  kind: PaperKind;
  subject: string;
  about: string;
  paper: Paper;
  today: string;
  onClose: () => void;
  onIssued: (id: string) => void;
}) {
  const [day, setDay] = useState(today);
  const next = useLedgerQuery('papers.nextNumber', { kind, year: Number(day.slice(0, 4)) });
  // A paper that has its number already keeps it.
  const given = paper.number !== null && !/[〕第]　+[号期]/.test(paper.number) ? paper.number : null;
  const proposed = given ?? next.data?.number ?? '';
  const [typed, setTyped] = useState<string | null>(null);
  const [fault, setFault] = useState(false);
  const [signer, setSigner] = useState('');
  const [note, setNote] = useState('');
  const issue = useLedgerCommand('papers.issue', {
    onDone: ({ id, number }) => {
      showDone(`已登记 ${number}`);
      onIssued(id);
    },
  });
  const number = (typed ?? proposed).trim();
  return (
    <Modal opened onClose={onClose} title="登记发文" size={520}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          issue.mutate({ kind, subject, about, number, issuedOn: day, signer, note });
        }}
      >
        <p>登记后正文按现在的样子保存，以后数据再变，从登记里打开的还是这一份。</p>
        <label>
          <span>文号</span>
          <input
            className="text-input"
            value={typed ?? proposed}
            maxLength={60}
            onChange={(event) => setTyped(event.target.value)}
          />
        </label>
        <div className={styles.field}>
          <span>印发日期</span>
          <DayField
            label="印发日期"
            value={day}
            today={today}
            onChange={(value) => value && setDay(value)}
            onFault={setFault}
          />
        </div>
        <label>
          <span>签发人</span>
          <input
            className="text-input"
            value={signer}
            maxLength={40}
            onChange={(event) => setSigner(event.target.value)}
          />
        </label>
        <label>
          <span>备注</span>
          <input
            className="text-input"
            value={note}
            maxLength={500}
            onChange={(event) => setNote(event.target.value)}
          />
        </label>
        {issue.error && <Trouble failure={issue.error.failure} />}
        <div className={styles.buttons}>
          <button type="button" className="btn" onClick={onClose}>
            取消
          </button>
          <button type="submit" className="btn primary" disabled={issue.isPending || fault || number === ''}>
            {issue.isPending ? '正在登记' : '登记'}
          </button>
        </div>
      </form>
    </Modal>
  );
}
