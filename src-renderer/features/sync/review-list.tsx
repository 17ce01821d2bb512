import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { regionName } from '../../../src-shared/catalogues/regions';
import type { ReviewedChange } from '../../../src-shared/contract/review-methods';
import { showDone, showFailure } from '../../components/toast';
import { Trouble } from '../../components/trouble';
import { useLedgerCommand, useLedgerQuery } from '../../ledger-client';
import conflict from './conflict.module.css';
import { ReviewItem } from './review-item';
import styles from './review-list.module.css';

interface Group {
  readonly key: string;
  readonly name: string;
  readonly region: string | null;
  readonly changes: readonly ReviewedChange[];
}

/** The list is sorted by project already; what belongs to none stands together. */
function groupsOf(changes: readonly ReviewedChange[]): Group[] {
  const groups = new Map<string, ReviewedChange[]>();
  for (const change of changes) {
    const key = change.project?.id ?? '';
    groups.set(key, [...(groups.get(key) ?? []), change]);
  }
  return [...groups].map(([key, list]) => ({
    key,
    name: list[0]?.project?.name || (key === '' ? '不属于项目的' : '不在本机的项目'),
    region: list[0]?.region ?? null,
    changes: list,
  }));
}

/** Changes outside their devices' scope, by project: several are chosen and accepted or refused at once. */
export function ReviewList() {
  const query = useLedgerQuery('review.list', {}, { keep: true });
  const changes = query.data ?? [];
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const [reason, setReason] = useState('');
  const [fault, setFault] = useState<string | null>(null);
  const list = useRef<HTMLDivElement>(null);
  const hint = useId();
  const decide = useLedgerCommand('review.decide', { onFailure: showFailure });
  // What somebody else decided meanwhile is not chosen any more.
  const chosen = changes.filter(({ id }) => marked.has(id)).map(({ id }) => id);

  if (query.error) return <Trouble failure={query.error.failure} retry={() => void query.refetch()} />;
  if (changes.length === 0)
    return query.isLoading ? null : (
      <p className={conflict.none}>没有越权改动。超出分管范围的改动先放在这里，裁定前不计入任何数字。</p>
    );

  const mark = (ids: readonly string[], on: boolean) => {
    const next = new Set(marked);
    for (const id of ids)
      if (on) next.add(id);
      else next.delete(id);
    setMarked(next);
    setFault(null);
  };
  const settle = (accept: boolean) => {
    if (chosen.length === 0) return setFault('请先勾选要裁定的改动');
    if (!accept && reason.trim() === '') return setFault('不采纳要写明理由，理由会随返还包告诉对方');
    setFault(null);
    decide.mutate(
      { ids: chosen, accept, reason: reason.trim() },
      {
        onSuccess: ({ decided }) => {
          showDone(accept ? `已采纳 ${decided} 处越权改动` : `没有采纳 ${decided} 处越权改动，理由已写入历史`);
          setMarked(new Set());
          setReason('');
        },
      },
    );
  };
  // Arrows walk the boxes, as Tab does; Ctrl+A marks all of them.
  const walk = (event: KeyboardEvent) => {
    if ((event.ctrlKey || event.metaKey) && event.key === 'a') {
      event.preventDefault();
      mark(
        changes.map(({ id }) => id),
        true,
      );
      return;
    }
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const boxes = [...(list.current?.querySelectorAll<HTMLInputElement>('input[type="checkbox"]') ?? [])];
    const at = boxes.indexOf(document.activeElement as HTMLInputElement);
    boxes[Math.min(Math.max(at + step, 0), boxes.length - 1)]?.focus();
  };
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys are an addition to those of the boxes in it */}
      <div ref={list} className={styles.groups} onKeyDown={walk}>
        {groupsOf(changes).map(({ key, name, region, changes: own }) => {
          const ids = own.map(({ id }) => id);
          const count = ids.filter((id) => marked.has(id)).length;
          return (
            <section key={key} aria-label={`${name}的越权改动`}>
              <h3 className={styles.project}>
                <label>
                  <input
                    type="checkbox"
                    checked={count === ids.length}
                    ref={(box) => {
                      if (box) box.indeterminate = count > 0 && count < ids.length;
                    }}
                    onChange={(event) => mark(ids, event.currentTarget.checked)}
                  />
                  <span className="ell" title={name}>
                    {name}
                  </span>
                </label>
                <span className="muted">{region ? regionName(region) : ''}</span>
                <span className="right muted">{ids.length} 处</span>
              </h3>
              {own.map((change) => (
                <ReviewItem
                  key={change.id}
                  change={change}
                  isMarked={marked.has(change.id)}
                  onMark={(on) => mark([change.id], on)}
                />
              ))}
            </section>
          );
        })}
      </div>
      <div className={styles.act}>
        <span id={hint}>
          已选 {chosen.length} / {changes.length} 处
        </span>
        <input
          type="text"
          className="text-input grow"
          aria-label="理由"
          aria-invalid={(fault !== null && chosen.length > 0) || undefined}
          maxLength={200}
          placeholder="理由，写入历史；不采纳时必填"
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <button
          type="button"
          className="btn"
          disabled={decide.isPending}
          aria-describedby={hint}
          onClick={() => settle(false)}
        >
          不采纳
        </button>
        <button
          type="button"
          className="btn primary"
          disabled={decide.isPending}
          aria-describedby={hint}
          onClick={() => settle(true)}
        >
          采纳
        </button>
      </div>
      {fault && (
        <p className={styles.fault} role="alert">
          {fault}
        </p>
      )}
    </>
  );
}
