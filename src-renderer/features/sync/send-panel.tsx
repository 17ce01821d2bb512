import { IconPackageExport } from '@tabler/icons-react';
import { useState } from 'react';
import type { OutputOf } from '../../../src-shared/contract/contract';
import { entityOf, isEntityName } from '../../../src-shared/entities/entities';
import { formatMoment } from '../../../src-shared/terms/format';
import { ChoiceGroup } from '../../components/choice-group';
import type { FileHandle } from '../../components/file-drop';
import { formatBytes } from '../../components/format-bytes';
import { ProgressBar } from '../../components/progress-bar';
import { showFailure } from '../../components/toast';
import { call, demand, failureOf, useLedgerCommand, useLedgerQuery } from '../../ledger-client';
import {
  type Closing,
  ReturnSealingLine,
  SealingLine,
  sealedName,
  useReturnSealing,
  useSealing,
} from './passphrase-sealing';
import styles from './send.module.css';

type Part = 'down' | 'up';

const day = (at: string) => formatMoment(at).split(' ')[0];

/** What leaves the Commission: to every machine below what concerns it, to the superior everything as it came. */
export function SendPanel({ hasRegion }: { hasRegion: boolean }) {
  const [part, setPart] = useState<Part>('down');
  const recipients = useLedgerQuery('returns.recipients', {}, { keep: true }).data ?? [];
  const summary = useLedgerQuery('snapshots.summary', {}, { keep: true }).data;
  const written = recipients.flatMap(({ last }) => (last ? [last] : []));
  const lastDown = written
    .map(({ at }) => at)
    .sort()
    .at(-1);
  const words =
    part === 'down'
      ? lastDown
        ? `上次 ${day(lastDown)}，${written.filter(({ confirmed }) => confirmed).length} / ${written.length} 份已回执`
        : '还没有返还过'
      : summary?.lastAt
        ? `上次 ${day(summary.lastAt)}，${summary.receipted ? '已回执' : '还没有回执'}`
        : '还没有上报过';
  return (
    <section className={styles.send} aria-label="上报和返还">
      <div className={styles.head}>
        <h2 className="title">{part === 'down' ? '返还' : '上报'}</h2>
        <ChoiceGroup<Part>
          label="上报还是返还"
          options={[
            { value: 'down', label: `返还${hasRegion ? '各秘书' : '各属地'} ${recipients.length}` },
            { value: 'up', label: hasRegion ? '报市发改委' : '报省发改委' },
          ]}
          value={part}
          onChange={setPart}
        />
        <span className="right sub-fg">{words}</span>
      </div>
      {part === 'down' ? <Down recipients={recipients} /> : summary && <Up summary={summary} />}
    </section>
  );
}

function Figures({ figures }: { figures: readonly (readonly [label: string, value: string])[] }) {
  return (
    <dl className={styles.counts}>
      {figures.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

const count = (value: number) => value.toLocaleString('zh-CN');

function Down({ recipients }: { recipients: OutputOf<'returns.recipients'> }) {
  const devices = useLedgerQuery('devices.list', {}, { keep: true }).data ?? [];
  const write = useLedgerCommand('returns.write', { onFailure: showFailure });
  const { encrypt, setEncrypt } = useReturnSealing();
  const [done, setDone] = useState<(OutputOf<'returns.write'> & { folder: FileHandle }) | null>(null);
  const waiting = recipients.filter(({ unreceipted }) => unreceipted > 0);
  const unconfirmed = recipients.filter(({ last }) => last !== null && !last.confirmed);
  const fresh = recipients.filter(({ last }) => last === null);
  const bytes = recipients.reduce((sum, { last }) => sum + (last?.bytes ?? 0), 0);
  const keyless = devices.filter(
    ({ id, recipient }) => recipient === null && recipients.some(({ device }) => device === id),
  );
  const start = async () => {
    try {
      const folder = await demand('files.chooseFolder', {});
      if (!folder) return;
      setDone({ ...(await write.mutateAsync({ file: folder.token, encrypt })), folder });
    } catch (error) {
      if (!write.isError) showFailure(failureOf(error));
    }
  };
  if (recipients.length === 0)
    return <p className={styles.nothing}>还没有批准的设备。收下登记文件、批准以后，从这里把各自的改动返还下去。</p>;
  return (
    <>
      <Figures
        figures={[
          ['待回执', count(waiting.length)],
          ['返还未确认', count(unconfirmed.length)],
          ['还没返还过', count(fresh.length)],
          ['上次共', bytes > 0 ? formatBytes(bytes) : '—'],
        ]}
      />
      <div className={styles.go}>
        {write.isPending ? (
          <Progress step={write.progress?.step} done={write.progress?.done ?? 0} total={recipients.length} />
        ) : (
          <button type="button" className="btn primary" onClick={() => void start()}>
            <IconPackageExport className="icon" aria-hidden="true" />
            生成返还包
          </button>
        )}
        {!write.isPending &&
          (done ? (
            <Done
              words={`${done.cancelled ? '已停下，' : ''}已生成 ${done.written.length} 个包，${formatBytes(
                done.written.reduce((sum, { files }) => sum + files.reduce((all, file) => all + file.bytes, 0), 0),
              )}`}
              folder={done.folder}
            />
          ) : (
            <span className="sub-fg">一台设备一个包，写进你选的文件夹；对方没有确认的，下次再带上</span>
          ))}
      </div>
      <ReturnSealingLine encrypt={encrypt} setEncrypt={setEncrypt} unknown={keyless.length} />
    </>
  );
}

function Progress({ step, done, total }: { step: string | undefined; done: number; total: number }) {
  const cancel = useLedgerCommand('returns.cancel', { onFailure: showFailure });
  return (
    <div className={styles.running} role="status">
      <span className="sub-fg">
        {step ?? '正在挑选改动'}，{done} / {total}
      </span>
      <ProgressBar label="返还进度" done={done} total={total} />
      <button type="button" className="btn sm" onClick={() => cancel.mutate({})}>
        停下
      </button>
    </div>
  );
}

function Done({ words, folder }: { words: string; folder: FileHandle }) {
  return (
    <div role="status" className={styles.done}>
      <span>{words}</span>
      <button type="button" className="link" onClick={() => void call('files.reveal', { token: folder.token })}>
        打开所在文件夹
      </button>
    </div>
  );
}

function Up({ summary }: { summary: OutputOf<'snapshots.summary'> }) {
  const own = useLedgerQuery('packages.summary', {}, { keep: true }).data;
  const write = useLedgerCommand('snapshots.write', { onFailure: showFailure });
  const [done, setDone] = useState<(OutputOf<'snapshots.write'> & { target: FileHandle }) | null>(null);
  const sealing = useSealing(true);
  const start = async (closing: Closing) => {
    try {
      const target = await demand('files.chooseSave', { purpose: 'package', name: sealedName(summary.name, closing) });
      if (!target) return;
      setDone({ ...(await write.mutateAsync({ file: target.token, ...closing })), target });
    } catch (error) {
      if (!write.isError) showFailure(failureOf(error));
    }
  };
  const figures = (own?.byEntity ?? [])
    .slice(0, 5)
    .map(({ entity, records }) => [isEntityName(entity) ? entityOf(entity).label : entity, count(records)] as const);
  const isEmpty = summary.packages === 0 && summary.changes === 0;
  return (
    <>
      <Figures figures={[['原包', count(summary.packages)], ...figures]} />
      <div className={styles.go}>
        <button
          type="button"
          className="btn primary"
          disabled={write.isPending || isEmpty}
          onClick={() => void start(sealing.closing)}
        >
          <IconPackageExport className="icon" aria-hidden="true" />
          {write.isPending ? '正在生成' : '生成上报包'}
        </button>
        {done ? (
          <Done
            words={`已生成 ${done.files.length} 个文件，内有 ${done.packages} 个原包，${formatBytes(
              done.files.reduce((sum, { bytes }) => sum + bytes, 0),
            )}`}
            folder={done.target}
          />
        ) : (
          <span className="sub-fg" title="各秘书的上报包原样带上，签名一直到最上面">
            {isEmpty
              ? '上次回执以后没有新的改动和来包'
              : `${summary.lastAt ? '自上次回执' : '共'} ${count(summary.changes)} 处改动，约 ${formatBytes(summary.bytes)}${
                  summary.volumes > 1 ? `，分 ${summary.volumes} 卷` : ''
                }`}
          </span>
        )}
      </div>
      <SealingLine
        sealing={sealing}
        busy={write.isPending || isEmpty}
        onPassphrase={(closing) => void start(closing)}
      />
    </>
  );
}
