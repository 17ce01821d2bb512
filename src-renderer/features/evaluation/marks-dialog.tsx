import { Modal } from '@mantine/core';
import { useState } from 'react';
import type { EvaluationSheet, ScoredMark } from '../../../src-shared/contract/evaluation-values';
import { markWords } from '../../../src-shared/rules/evaluation-prose';
import { failureMessage } from '../../../src-shared/terms/errors';
import { formatDay } from '../../../src-shared/terms/format';
import { ChoiceGroup } from '../../components/choice-group';
import { showDone } from '../../components/toast';
import { useLedgerCommand } from '../../ledger-client';
import styles from './evaluation.module.css';

/** Bonuses, deductions and vetoes of a region: proposed with evidence by one person, decided by another. */
export function MarksDialog(props: { sheet: EvaluationSheet; region: string; canWrite: boolean; onClose: () => void }) {
  const { sheet, region, canWrite, onClose } = props;
  const scored = sheet.regions.find(({ code }) => code === region);
  if (!scored) return null;
  return (
    <Modal opened onClose={onClose} title={`${scored.region} ${sheet.periodName} 加减分和一票否决`} size={640}>
      <div className={styles.dialog}>
        {scored.marks.length === 0 && <p>这一期还没有提出加分、扣分或一票否决。</p>}
        {scored.marks.map((mark) => (
          <Mark key={mark.id} mark={mark} canWrite={canWrite} />
        ))}
        {canWrite ? (
          <Proposal sheet={sheet} region={region} />
        ) : (
          <p>{sheet.publishedAt ? '这一期已经公布，加减分不再改。' : '加减分由发改委提出和认定。'}</p>
        )}
      </div>
    </Modal>
  );
}

function Mark({ mark, canWrite }: { mark: ScoredMark; canWrite: boolean }) {
  const [person, setPerson] = useState('');
  const decide = useLedgerCommand('evaluations.decide', {
    onDone: () => showDone('已认定', { undo: true }),
  });
  const settle = (approve: boolean) => decide.mutate({ id: mark.id, approve, person });
  return (
    <section className={styles.mark} aria-label={mark.item}>
      <b>{markWords(mark)}</b>
      <dl className="dl">
        {mark.reason && (
          <>
            <dt>理由</dt>
            <dd>{mark.reason}</dd>
          </>
        )}
        <dt>依据</dt>
        <dd>{mark.evidence || '没有写'}</dd>
        <dt>提出</dt>
        <dd>{mark.proposedBy}</dd>
        {mark.decidedBy && (
          <>
            <dt>认定</dt>
            <dd>
              {mark.decidedBy}，{formatDay(mark.decidedOn)}
            </dd>
          </>
        )}
      </dl>
      {decide.error && (
        <div className="note red" role="alert" style={{ marginTop: 6 }}>
          {failureMessage(decide.error.failure)}
        </div>
      )}
      {canWrite && mark.state === 'proposed' && (
        <div className={styles.decide}>
          <input
            className="text-input"
            value={person}
            maxLength={40}
            placeholder="认定人，不能是提出人"
            aria-label={`${mark.item}的认定人`}
            onChange={(event) => setPerson(event.target.value)}
          />
          <button
            type="button"
            className="btn"
            disabled={!person.trim() || decide.isPending}
            onClick={() => settle(true)}
          >
            认定
          </button>
          <button
            type="button"
            className="btn"
            disabled={!person.trim() || decide.isPending}
            onClick={() => settle(false)}
          >
            不认定
          </button>
        </div>
      )}
    </section>
  );
}

const kinds = [
  { value: 'bonus', label: '加分' },
  { value: 'deduction', label: '扣分' },
  { value: 'veto', label: '一票否决' },
] as const;
type Kind = (typeof kinds)[number]['value'];

function Proposal({ sheet, region }: { sheet: EvaluationSheet; region: string }) {
  const empty = { item: '', points: '', reason: '', evidence: '' };
  const [kind, setKind] = useState<Kind>('bonus');
  const [typed, setTyped] = useState(empty);
  const propose = useLedgerCommand('evaluations.propose', {
    onDone: () => {
      setTyped(empty);
      showDone('已提出，等另一个人认定', { undo: true });
    },
  });
  const { rubric } = sheet;
  const offered = kinds.filter(
    ({ value }) => value === 'deduction' || (value === 'bonus' ? rubric.bonus !== null : rubric.veto.length > 0),
  );
  const items = kind === 'bonus' ? (rubric.bonus?.items ?? []) : kind === 'veto' ? rubric.veto : [];
  const points = Math.round(Number(typed.points.normalize('NFKC')) * 100);
  const ready = typed.item.trim() && typed.evidence.trim() && (kind === 'veto' || points > 0);
  const field = (name: keyof typeof empty, label: string, hint = '') => (
    <>
      <label htmlFor={`mark-${name}`}>{label}</label>
      <input
        id={`mark-${name}`}
        className="text-input wide"
        list={name === 'item' ? 'mark-items' : undefined}
        placeholder={hint}
        maxLength={name === 'item' ? 80 : 2000}
        value={typed[name]}
        onChange={(event) => setTyped({ ...typed, [name]: event.target.value })}
      />
    </>
  );
  return (
    <form
      className={styles.mark}
      onSubmit={(event) => {
        event.preventDefault();
        propose.mutate({
          period: sheet.period,
          region,
          kind,
          item: typed.item,
          points: kind === 'veto' ? 0 : points,
          reason: typed.reason,
          evidence: typed.evidence,
        });
      }}
    >
      <div className={styles.editorHead}>
        <b>提出一条</b>
        <ChoiceGroup label="种类" options={offered} value={kind} onChange={setKind} />
      </div>
      <datalist id="mark-items">
        {items.map((item) => (
          <option key={item} value={item} />
        ))}
      </datalist>
      <div className={styles.form}>
        {field('item', '事项', items.join('、'))}
        {kind !== 'veto' && field('points', '分值', '如 0.5，最多一位小数')}
        {field('reason', '理由')}
        {field('evidence', '依据', '文件、照片、核查记录，必填')}
      </div>
      {propose.error && (
        <div className="note red" role="alert" style={{ marginTop: 8 }}>
          {failureMessage(propose.error.failure)}
        </div>
      )}
      <div className={styles.buttons}>
        <button type="submit" className="btn primary" disabled={!ready || propose.isPending}>
          提出
        </button>
      </div>
    </form>
  );
}
