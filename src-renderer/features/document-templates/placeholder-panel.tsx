import { IconCopy } from '@tabler/icons-react';
import { useState } from 'react';
import type { Placeholder } from '../../../src-shared/contract/document-template-methods';
import type { PaperKind } from '../../../src-shared/entities/paper';
import { failureMessage } from '../../../src-shared/terms/errors';
import { copyText } from '../../components/copy-text';
import { ScrollRegion } from '../../components/scroll-region';
import { showDone } from '../../components/toast';
import { useLedgerQuery } from '../../ledger-client';
import styles from './document-templates.module.css';

interface Line {
  /** What is written into the form. */
  readonly tag: string;
  readonly sample: string;
  readonly depth: number;
}

/** Every placeholder with what it would write today, those within a list set in. */
function linesOf(placeholders: readonly Placeholder[], depth = 0, prefix = ''): Line[] {
  return placeholders.flatMap(({ name, kind, sample, items }): Line[] => {
    if (kind === 'text') return [{ tag: `{${prefix}${name}}`, sample, depth }];
    if (kind === 'group') return linesOf(items, depth, `${name}.`);
    return [{ tag: `{#${name}} … {/${name}}`, sample: `循环，现有 ${sample}`, depth }, ...linesOf(items, depth + 1)];
  });
}

/** Names that a form of this kind may use, found by a word and copied with one press. */
export function PlaceholderPanel({ kind }: { kind: PaperKind }) {
  const [words, setWords] = useState('');
  const answer = useLedgerQuery('documentTemplates.placeholders', { kind }, { keep: true });
  const lines = linesOf(answer.data?.placeholders ?? []);
  const shown = lines.filter(({ tag, sample }) => words === '' || tag.includes(words) || sample.includes(words));
  const copy = async (tag: string) => {
    if (await copyText(tag.replace(' … ', ''))) showDone(`已复制 ${tag}`);
  };
  return (
    <section className={styles.panel} aria-label="可用的占位符">
      <div className="panel-h">
        <h2>可用的占位符</h2>
        <span className="right" />
        <input
          className="text-input"
          aria-label="找占位符"
          placeholder="找占位符"
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
      </div>
      {answer.error ? (
        <p className={styles.hint}>{failureMessage(answer.error.failure)}</p>
      ) : (
        <>
          <p className={styles.hint} title={answer.data?.title}>
            右边是按“{answer.data?.title ?? ''}”会写出的内容。点一下就复制，粘到 WPS 或 Word 里。
          </p>
          <ScrollRegion label="占位符">
            <table className="table">
              <colgroup>
                <col style={{ width: '52%' }} />
                <col />
              </colgroup>
              <thead>
                <tr>
                  <th scope="col">占位符</th>
                  <th scope="col">现在写出</th>
                </tr>
              </thead>
              <tbody>
                {shown.map(({ tag, sample, depth }, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: the same name may stand in several lists
                  <tr key={`${index}${tag}`} className="act">
                    <td title={tag} style={{ paddingLeft: 16 + depth * 20 }}>
                      <button type="button" className="link" onClick={() => void copy(tag)}>
                        <IconCopy className="icon" aria-hidden="true" />
                        {tag}
                      </button>
                    </td>
                    <td className="sub-fg" title={sample}>
                      {sample || '空'}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
            {shown.length === 0 && lines.length > 0 && <p className={styles.hint}>没有带“{words}”的占位符。</p>}
          </ScrollRegion>
        </>
      )}
    </section>
  );
}
