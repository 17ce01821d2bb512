import { IconCheck, IconX } from '@tabler/icons-react';
import type { OutputOf } from '../../../src-shared/contract/contract';
import { chooseFiles } from '../../components/file-drop';
import { ScrollRegion } from '../../components/scroll-region';
import { showFailure } from '../../components/toast';
import { Trouble } from '../../components/trouble';
import { call, failureOf } from '../../ledger-client';
import { closeFill, type Fill, runFill, useFill } from './fill-session';
import { fileNameOf, monthLabel } from './template-words';
import styles from './templates.module.css';

/** What became of the last fill: where it is, what to know, what is different from last month. */
export function FillResult() {
  const fill = useFill();
  if (!fill) return null;
  return (
    <section className={styles.result} aria-label="填好的表">
      {fill.state === 'running' && <Running fill={fill} />}
      {fill.state === 'failed' && (
        <Trouble failure={fill.failure} retry={() => void runFill(fill)}>
          <button type="button" className="btn" onClick={closeFill}>
            先不填
          </button>
        </Trouble>
      )}
      {fill.state === 'done' && <Done fill={fill} outcome={fill.outcome} />}
    </section>
  );
}

function Running({ fill }: { fill: Extract<Fill, { state: 'running' }> }) {
  const { progress } = fill;
  const share = progress && progress.total > 0 ? progress.done / progress.total : null;
  return (
    <div className={styles.running} role="status">
      <span>
        正在填“{fill.template.name}”{share !== null && ` ${Math.round(share * 100)}%`}
      </span>
      {share !== null && (
        <div className={`pg ${styles.progress}`}>
          <i style={{ width: `${share * 100}%` }} />
        </div>
      )}
    </div>
  );
}

async function act(method: 'files.open' | 'files.reveal', token: string): Promise<void> {
  const result = await call(method, { token });
  if (!result.ok) showFailure(result.error);
}

/** Asks for last month's copy and writes the same file again, with what is different beside it. */
async function compare(fill: Fill): Promise<void> {
  try {
    const [previous] = await chooseFiles('excel');
    if (previous) await runFill({ ...fill, previous });
  } catch (error) {
    showFailure(failureOf(error));
  }
}

function Done({ fill, outcome }: { fill: Fill; outcome: OutputOf<'templates.fill'> }) {
  const { template, target, previous } = fill;
  return (
    <>
      <div className={styles.done}>
        <IconCheck className="icon" aria-hidden="true" />
        <p role="status" className="ell" title={target.name}>
          “{template.name}”填了 <b>{outcome.rows.toLocaleString('zh-CN')}</b> 个项目（{monthLabel(outcome.month)}
          ），存为 {target.name}
        </p>
        <div className={styles.buttons}>
          <button type="button" className="btn sm" onClick={() => void act('files.open', target.token)}>
            打开文件
          </button>
          <button type="button" className="btn sm" onClick={() => void act('files.reveal', target.token)}>
            打开文件夹
          </button>
          {!previous && (
            <button type="button" className="btn sm" onClick={() => void compare(fill)}>
              与上月填的表比对…
            </button>
          )}
          <button type="button" className="btn sm quiet icon-only" aria-label="关掉这条结果" onClick={closeFill}>
            <IconX className="icon" aria-hidden="true" />
          </button>
        </div>
      </div>
      {outcome.notes.length > 0 && (
        <ul className={styles.notes}>
          {outcome.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
      {previous && <Differences outcome={outcome} previous={previous.name} />}
    </>
  );
}

function Differences({ outcome, previous }: { outcome: OutputOf<'templates.fill'>; previous: string }) {
  const { differences, differencesFile } = outcome;
  return (
    <>
      <div className={`bar ${styles.differences}`}>
        <h2>
          {differences.length === 0 ? '没有不同的地方' : `有 ${differences.length.toLocaleString('zh-CN')} 处不同`}
        </h2>
        <span className="muted ell">
          与“{previous}”比
          {differencesFile && `；已另存 ${fileNameOf(differencesFile)}，在同一文件夹`}
        </span>
      </div>
      {differences.length > 0 && (
        <ScrollRegion label="与上月不同的地方">
          <table className="table">
            <colgroup>
              <col />
              <col style={{ width: 48 }} />
              <col style={{ width: 280 }} />
              <col style={{ width: 200 }} />
              <col style={{ width: 200 }} />
            </colgroup>
            <thead>
              <tr>
                <th scope="col">项目</th>
                <th scope="col">列</th>
                <th scope="col">表头</th>
                <th scope="col">上月填的</th>
                <th scope="col">这次填的</th>
              </tr>
            </thead>
            <tbody>
              {differences.map(({ project, column, header, before, after }) => (
                <tr key={`${project} ${column} ${before} ${after}`}>
                  <td title={project}>{project}</td>
                  <td className="sub-fg">{column}</td>
                  <td className="sub-fg" title={header}>
                    {header}
                  </td>
                  <td className="sub-fg" title={before}>
                    {before || '（空）'}
                  </td>
                  <td title={after}>{after || '（空）'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      )}
    </>
  );
}
