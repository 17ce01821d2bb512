import { Button, Checkbox, Modal } from '@mantine/core';
import { useState } from 'react';
import type { ShownWriteBack } from '../../../src-shared/contract/survey-methods';
import { listing } from '../../../src-shared/entities/listing';
import { failureMessage } from '../../../src-shared/terms/errors';
import { formatDay, formatValue } from '../../../src-shared/terms/format';
import { showDone } from '../../components/toast';
import { useLedgerCommand, useLedgerQuery } from '../../ledger-client';
import classes from './surveys.module.css';

type Change = ShownWriteBack['changes'][number];

const words = (field: Change['field'], value: Change['before']) =>
  formatValue(listing.fields[field], value).replaceAll('\n', '、');

/** What the listing cases take over from the visits, line by line, before anything is written. */
export function WriteBackDialog({ visits, onClose }: { visits: readonly string[]; onClose: () => void }) {
  const preview = useLedgerQuery('surveys.previewBack', { visits: [...visits] });
  const [out, setOut] = useState<ReadonlySet<string>>(new Set());
  const [taken, setTaken] = useState<ReadonlySet<string>>(new Set());
  const write = useLedgerCommand('surveys.writeBack', {
    onDone: ({ cases, changes }) => {
      showDone(`已写回 ${cases} 个项目，改了 ${changes} 处，都记“未入统踏查”`, { undo: true });
      onClose();
    },
  });
  const items = preview.data ?? [];
  const toggle = (set: ReadonlySet<string>, key: string) => {
    const next = new Set(set);
    if (!next.delete(key)) next.add(key);
    return next;
  };
  const sent = items.filter(({ visit }) => !out.has(visit));
  const keyOf = (item: ShownWriteBack, change: Change) => `${item.visit} ${change.field}`;
  return (
    <Modal opened onClose={onClose} title="写回入统" size={760}>
      <div className={classes.dialog}>
        <p className="muted">
          下面是要改的每一处，没有列出的不动。和上报不一致的默认两说并存，只记在入统经过里；勾“以踏查为准”才改。
        </p>
        <ul className={classes.backs} aria-label="要写回的项目">
          {items.map((item) => (
            <li key={item.visit}>
              <Checkbox
                label={`${item.name}，${formatDay(item.visitedOn)}踏查`}
                checked={!out.has(item.visit)}
                onChange={() => setOut(toggle(out, item.visit))}
              />
              <div className={classes.changes}>
                {item.changes.map((change) => (
                  <div key={change.field} data-contradicts={change.contradicts || undefined}>
                    <span className="muted">{listing.fields[change.field].label}</span>
                    <span title={`${words(change.field, change.before)} → ${words(change.field, change.after)}`}>
                      {words(change.field, change.before)} → <b>{words(change.field, change.after)}</b>
                    </span>
                    {change.contradicts && (
                      <Checkbox
                        label="以踏查为准"
                        aria-label={`${item.name} ${listing.fields[change.field].label} 以踏查为准`}
                        checked={taken.has(keyOf(item, change))}
                        onChange={() => setTaken(toggle(taken, keyOf(item, change)))}
                      />
                    )}
                  </div>
                ))}
              </div>
              {item.changes.length === 0 && <p className="muted">和上报一致，不改数，只在入统经过里记一步</p>}
              {item.notes.map((note) => (
                <p key={note} className="yellow-fg">
                  {note}
                </p>
              ))}
            </li>
          ))}
        </ul>
        {(write.error ?? preview.error) && (
          <div className="note red" role="alert">
            {failureMessage((write.error ?? preview.error)?.failure ?? { code: 'unexpected', params: {} })}
          </div>
        )}
        <div className={classes.buttons}>
          <span className="right" />
          <Button onClick={onClose}>取消</Button>
          <Button
            variant="filled"
            loading={write.isPending}
            disabled={sent.length === 0}
            onClick={() =>
              write.mutate({
                items: sent.map((item) => ({
                  visit: item.visit,
                  take: item.changes.filter((change) => taken.has(keyOf(item, change))).map(({ field }) => field),
                })),
              })
            }
          >
            写回 {sent.length} 个项目
          </Button>
        </div>
      </div>
    </Modal>
  );
}
