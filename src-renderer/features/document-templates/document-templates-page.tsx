import { ActionIcon, Menu } from '@mantine/core';
import { IconDots, IconFileText, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { DocumentTemplateEntry } from '../../../src-shared/contract/document-template-methods';
import { type PaperKind, paperChoices } from '../../../src-shared/entities/paper';
import { usePageTitle } from '../../app/page-title';
import { useCanWrite } from '../../app/status';
import { DocumentButton } from '../../components/document-button';
import { chooseFiles, type FileHandle, useFileDrop } from '../../components/file-drop';
import { PickMenu } from '../../components/pick-menu';
import { withdrawRecord } from '../../components/record-actions';
import { ScrollRegion } from '../../components/scroll-region';
import { showFailure } from '../../components/toast';
import { Empty, Trouble } from '../../components/trouble';
import { demand, failureOf, useLedgerQuery } from '../../ledger-client';
import styles from './document-templates.module.css';
import { FormDialog } from './form-dialog';
import { PlaceholderPanel } from './placeholder-panel';

/** What a chosen file is for: a new form of a kind, or the file of a known one. */
interface Chosen {
  readonly file: FileHandle;
  readonly known: DocumentTemplateEntry | null;
}

/** Forms of papers that a city made itself: a .docx with placeholders, filled with what the built-in paper says. */
export function DocumentTemplatesPage() {
  usePageTitle([{ label: '调度', to: '/dispatch' }, { label: '公文模板' }]);
  const writable = useCanWrite();
  const [kind, setKind] = useState<PaperKind>('bulletin');
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const templates = useLedgerQuery('documentTemplates.list', { kind }, { keep: true });
  const choose = async (known: DocumentTemplateEntry | null) => {
    try {
      const [file] = await chooseFiles('document');
      if (file) setChosen({ file, known });
    } catch (error) {
      showFailure(failureOf(error));
    }
  };
  const drop = useFileDrop(([file]) => {
    if (file) setChosen({ file, known: null });
  });
  if (templates.error && !templates.data)
    return <Trouble failure={templates.error.failure} retry={() => void templates.refetch()} />;
  if (!templates.data) return null;
  return (
    <div className={styles.page} data-over={drop.over || undefined} {...(writable ? drop.props : {})}>
      <div className="bar">
        <h1 className="title">公文模板</h1>
        <PickMenu
          label="文种"
          value={kind}
          options={paperChoices.map(({ code, label }) => ({ value: code, label }))}
          onChange={setKind}
        />
        <span className="right" />
        <DocumentButton
          what="起步模板"
          paper="Word 文档"
          write={(folder) => demand('documentTemplates.writeExample', { kind, folder })}
        >
          {(start, busy) => (
            <button type="button" className="btn" disabled={busy} onClick={start}>
              <IconFileText className="icon" aria-hidden="true" />
              下载起步模板
            </button>
          )}
        </DocumentButton>
        {writable && (
          <button type="button" className="btn primary" onClick={() => void choose(null)}>
            <IconPlus className="icon" aria-hidden="true" />
            选一份 .docx
          </button>
        )}
      </div>
      <div className={styles.columns}>
        <section className={styles.list} aria-label="已有模板">
          {templates.data.length > 0 ? (
            <FormTable templates={templates.data} writable={writable} onReplace={(known) => void choose(known)} />
          ) : (
            <Empty
              title="这里放本市自己的公文格式，放一次，以后一键写出。"
              hint="先下载起步模板，在 WPS 或 Word 里改成自己的格式，再拖进来。"
            />
          )}
        </section>
        <PlaceholderPanel kind={kind} />
      </div>
      {chosen && <FormDialog key={chosen.file.token} {...chosen} kind={kind} onClose={() => setChosen(null)} />}
    </div>
  );
}

function FormTable(props: {
  templates: readonly DocumentTemplateEntry[];
  writable: boolean;
  onReplace: (known: DocumentTemplateEntry) => void;
}) {
  const { templates, writable, onReplace } = props;
  return (
    <ScrollRegion label="已有模板">
      <table className="table">
        <colgroup>
          <col />
          <col style={{ width: 88 }} />
          <col style={{ width: 200 }} />
          <col style={{ width: 56 }} />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">模板</th>
            <th scope="col">谁的</th>
            <th scope="col">原文件</th>
            <th scope="col">
              <span className="visually-hidden">更多</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {templates.map((template) => (
            <tr key={template.id} className="act">
              <td title={template.note || template.name}>{template.name}</td>
              <td>{template.scopeLabel}</td>
              <td className="sub-fg" title={template.fileName}>
                {template.fileName}
              </td>
              <td>
                <FormMenu template={template} writable={writable} onReplace={() => onReplace(template)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function FormMenu(props: { template: DocumentTemplateEntry; writable: boolean; onReplace: () => void }) {
  const { template, writable, onReplace } = props;
  const { id, name, own } = template;
  return (
    <DocumentButton
      what="原文件"
      paper="Word 文档"
      write={(folder) => demand('documentTemplates.writeOriginal', { id, folder })}
    >
      {(start) => (
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon size="sm" aria-label={`${name}：更多`}>
              <IconDots className="icon" aria-hidden="true" />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={start}>另存原文件</Menu.Item>
            {writable && own && <Menu.Item onClick={onReplace}>换一份文件…</Menu.Item>}
            {writable && own && (
              <Menu.Item onClick={() => void withdrawRecord('document_template', id, `模板“${name}”`)}>删除</Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
      )}
    </DocumentButton>
  );
}
