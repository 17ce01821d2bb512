import { Checkbox } from '@mantine/core';
import { IconFileSpreadsheet } from '@tabler/icons-react';
import { useMemo, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { useCanWrite, useStatus } from '../../app/status';
import type { FileHandle } from '../../components/file-drop';
import { PickMenu } from '../../components/pick-menu';
import { showDone, showFailure } from '../../components/toast';
import { queryClient, run, useLedgerQuery } from '../../ledger-client';
import { fillTemplate } from './fill-session';
import styles from './teach.module.css';
import { TeachFoot } from './teach-foot';
import { chooseSheet, endTeaching, newTable, type Settled, settle, useTeaching } from './teach-session';
import { TeachSettings } from './teach-settings';
import { type SheetHandle, TeachSheet } from './teach-sheet';
import { confidenceOf, type Learnt, reportedMonth, tableName, templatePath } from './template-words';

/** A table with its meaning, new (`file`) or known (`id`): nothing is written before it is said so. */
export function TeachTable(props: {
  id: string | null;
  file: FileHandle | null;
  learnt: Learnt;
  note: string;
  own: boolean;
  onChoose: (() => void) | null;
}) {
  const { id, file, learnt, note, own, onChoose } = props;
  const key = id ?? newTable;
  const [, navigate] = useLocation();
  const status = useStatus();
  const canWrite = useCanWrite();
  const writable = canWrite && own;
  const kept = useTeaching(key)?.settled ?? null;
  const sheet = useRef<SheetHandle>(null);
  const [pressed, setPressed] = useState(false);
  const [busy, setBusy] = useState(false);
  const [replacing, setReplacing] = useState(false);
  const templates = useLedgerQuery('templates.list', id === null ? {} : undefined, { keep: true });
  const understood = useMemo<Settled>(
    () => ({ name: id === null ? tableName(learnt.name) : learnt.name, note, mapping: learnt.mapping }),
    [id, learnt.name, learnt.mapping, note],
  );
  const settled = kept ?? understood;
  const { mapping } = settled;
  const month = reportedMonth(status?.today ?? '2018-01-01');
  const preview = useLedgerQuery('templates.preview', status ? { mapping, month } : undefined, { keep: true });
  const confidence = useMemo(() => confidenceOf(learnt, mapping, id !== null), [learnt, mapping, id]);
  const changed = id === null || (kept !== null && JSON.stringify(kept) !== JSON.stringify(understood));
  const name = settled.name.trim();
  // A superior changed the table: the new one can take the place of the one with its name.
  const twin = id === null ? templates.data?.find((template) => template.own && template.name === name) : undefined;
  const fault =
    name === ''
      ? '请填表名'
      : mapping.columns.every(({ source }) => source === null)
        ? '还没有一列选了内容，请先在表头上面选'
        : null;

  const save = async () => {
    setPressed(true);
    if (fault) return;
    setBusy(true);
    const result = await run('templates.save', {
      id: replacing && twin ? twin.id : id,
      ...(file ? { file: file.token } : {}),
      name,
      note: settled.note.trim(),
      mapping,
    });
    if (!result.ok) {
      setBusy(false);
      showFailure(result.error);
      return;
    }
    if (id === null) navigate(templatePath(result.value.id), { replace: true });
    // What was settled is let go only when the ledger's own answer says the same.
    else await queryClient.invalidateQueries();
    endTeaching(key);
    endTeaching(result.value.id);
    setBusy(false);
    showDone(id === null ? `记住了“${name}”，以后一键填好` : `“${name}”的改动记住了`);
  };
  const fill = async (template: string) => {
    if (await fillTemplate({ id: template, name: learnt.name }, month)) navigate('/templates');
  };
  const drop = () => {
    endTeaching(key);
    if (id === null) navigate('/templates');
  };

  return (
    <>
      <div className={`bar ${styles.bar}`}>
        <IconFileSpreadsheet className="icon" aria-hidden="true" />
        <h1 className="ell" title={learnt.fileName}>
          {id === null ? learnt.fileName : learnt.name}
        </h1>
        {id === null ? (
          <PickMenu
            label="工作表"
            value={mapping.sheet}
            options={learnt.sheets.map((each) => ({ value: each, label: each }))}
            onChange={chooseSheet}
          />
        ) : (
          <span className="sub-fg">工作表：{mapping.sheet}</span>
        )}
        <span className="sub-fg">
          表头 {mapping.headerRows.length} 行，{mapping.columns.length} 列
        </span>
        {!own && <span className="tag">市级的表样，由市发改委修改</span>}
        {onChoose && (
          <button type="button" className="btn sm quiet right" onClick={onChoose}>
            换文件
          </button>
        )}
      </div>
      <div className="split">
        <TeachSheet
          learnt={learnt}
          mapping={mapping}
          confidence={confidence}
          preview={preview.data}
          failure={preview.error?.failure ?? null}
          writable={writable}
          onChange={(next) => settle(key, { ...settled, mapping: next })}
          handle={sheet}
        />
        <TeachSettings
          learnt={learnt}
          settled={settled}
          confidence={confidence}
          writable={writable}
          fault={pressed ? fault : null}
          onChange={(next) => settle(key, next)}
          onShow={(letter) => sheet.current?.show(letter)}
        >
          {twin && writable && (
            <Checkbox
              label="换掉已有的同名表样"
              checked={replacing}
              onChange={(event) => setReplacing(event.currentTarget.checked)}
            />
          )}
        </TeachSettings>
      </div>
      <TeachFoot
        mapping={mapping}
        confidence={confidence}
        total={preview.data?.total ?? null}
        busy={busy}
        isNew={id === null}
        onDrop={writable && changed ? drop : null}
        onSave={writable && changed ? () => void save() : null}
        onFill={canWrite && id !== null && !changed ? () => void fill(id) : null}
      />
    </>
  );
}
