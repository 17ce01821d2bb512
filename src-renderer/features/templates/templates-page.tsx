import { ActionIcon, Menu } from '@mantine/core';
import { IconDots, IconFileSpreadsheet, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { usePageTitle } from '../../app/page-title';
import { useCanWrite, useStatus } from '../../app/status';
import { chooseFiles, useFileDrop } from '../../components/file-drop';
import { PickMenu } from '../../components/pick-menu';
import { withdrawRecord } from '../../components/record-actions';
import { ScrollRegion } from '../../components/scroll-region';
import { showFailure } from '../../components/toast';
import { Empty, Trouble } from '../../components/trouble';
import { failureOf, useLedgerQuery } from '../../ledger-client';
import { FillResult } from './fill-result';
import { fillTemplate, useFill } from './fill-session';
import { NoTables, useTeachFile } from './no-tables';
import { RenameDialog } from './rename-dialog';
import { beginTeaching, endTeaching, resumeTeaching, useTeachings } from './teach-session';
import { monthLabel, monthsUpTo, reportedMonth, type Template, templatePath } from './template-words';
import styles from './templates.module.css';

/** Superiors' tables that were taught once: each is filled with one click. */
export function TemplatesPage() {
  usePageTitle([{ label: '台账', to: '/projects' }, { label: '上级表样' }]);
  const [, navigate] = useLocation();
  const status = useStatus();
  const writable = useCanWrite();
  const templates = useLedgerQuery('templates.list', {}, { keep: true });
  const teach = useTeachFile();
  const due = reportedMonth(status?.today ?? '2018-01-01');
  const [chosen, setChosen] = useState<string | null>(null);
  const month = chosen ?? due;
  const drop = useFileDrop(([first]) => {
    if (!first) return;
    beginTeaching(first);
    navigate('/templates/new');
  });
  if (templates.error && !templates.data)
    return <Trouble failure={templates.error.failure} retry={() => void templates.refetch()} />;
  if (!templates.data || !status) return null;
  const list = templates.data;
  return (
    <div
      className={styles.page}
      data-over={(drop.over && list.length > 0) || undefined}
      {...(writable ? drop.props : {})}
    >
      <div className="bar">
        <h1 className="title">上级表样</h1>
        {writable && list.length > 0 && <span className="muted">教过一次的表，点一下就填好</span>}
        <span className="right" />
        {writable && list.length > 0 && (
          <>
            <PickMenu
              label="填报月份"
              value={month}
              options={monthsUpTo(due, 12).map((value) => ({ value, label: monthLabel(value) }))}
              onChange={setChosen}
            />
            <button type="button" className="btn" onClick={() => void teach()}>
              <IconPlus className="icon" aria-hidden="true" />
              教一张新表
            </button>
          </>
        )}
      </div>
      {writable && <Pending templates={list} />}
      {list.length > 0 ? (
        <TemplateTable templates={list} month={month} writable={writable} />
      ) : writable ? (
        <NoTables over={drop.over} />
      ) : (
        <Empty title="这里放上级发来的空白表，教一次，以后一键填好。" hint="还没有教过。" />
      )}
      <FillResult />
    </div>
  );
}

/** Tables that were taught half-way: nothing that was settled is lost. */
function Pending({ templates }: { templates: readonly Template[] }) {
  const [, navigate] = useLocation();
  const lines = [...useTeachings()].flatMap(([key, { file, settled }]) => {
    const known = templates.find(({ id }) => id === key);
    if (known && settled) return [{ key, what: `“${known.name}”改了一半`, to: templatePath(key) }];
    return file ? [{ key, what: `“${file.name}”教了一半`, to: '/templates/new' }] : [];
  });
  return lines.map(({ key, what, to }) => (
    <div key={key} className={styles.pending}>
      <span className="ell">{what}，还没有记住。</span>
      <button
        type="button"
        className="link"
        onClick={() => {
          resumeTeaching(key);
          navigate(to);
        }}
      >
        接着来
      </button>
      <button type="button" className="link" onClick={() => endTeaching(key)}>
        不要了
      </button>
    </div>
  ));
}

function TemplateTable(props: { templates: readonly Template[]; month: string; writable: boolean }) {
  const { templates, month, writable } = props;
  const [renaming, setRenaming] = useState<Template | null>(null);
  return (
    <ScrollRegion label="教过的表">
      <table className="table">
        <colgroup>
          <col style={{ width: 360 }} />
          <col style={{ width: 96 }} />
          <col style={{ width: 112 }} />
          <col />
          {writable && <col style={{ width: 164 }} />}
        </colgroup>
        <thead>
          <tr>
            <th scope="col">表名</th>
            <th scope="col">谁的</th>
            <th scope="col" className="num">
              会填的列
            </th>
            <th scope="col">备注</th>
            {writable && (
              <th scope="col">
                <span className="visually-hidden">填表</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {templates.map((template) => (
            <TemplateRow
              key={template.id}
              template={template}
              month={month}
              writable={writable}
              onRename={() => setRenaming(template)}
            />
          ))}
        </tbody>
      </table>
      {renaming && <RenameDialog template={renaming} onClose={() => setRenaming(null)} />}
    </ScrollRegion>
  );
}

function TemplateRow(props: { template: Template; month: string; writable: boolean; onRename: () => void }) {
  const { template, month, writable, onRename } = props;
  const { id, name, scopeLabel, own, columns, mapped, note, fileName } = template;
  const [, navigate] = useLocation();
  const running = useFill()?.state === 'running';
  const fill = () => void fillTemplate({ id, name }, month);
  const compare = async () => {
    try {
      const [previous] = await chooseFiles('excel');
      if (previous) await fillTemplate({ id, name }, month, previous);
    } catch (error) {
      showFailure(failureOf(error));
    }
  };
  return (
    <tr className="act">
      <td title={`${name}（原文件：${fileName}）`}>
        <Link className="link" to={templatePath(id)}>
          {name}
        </Link>
      </td>
      <td>{scopeLabel}</td>
      <td className="num">
        {mapped} / {columns}
      </td>
      <td className="sub-fg" title={note}>
        {note}
      </td>
      {writable && (
        <td className={styles.actions}>
          <button type="button" className="btn sm" disabled={running} aria-label={`填这张表：${name}`} onClick={fill}>
            <IconFileSpreadsheet className="icon" aria-hidden="true" />
            填这张表
          </button>
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon size="sm" aria-label={`${name}：更多`}>
                <IconDots className="icon" aria-hidden="true" />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item disabled={running} onClick={() => void compare()}>
                填，并与上月填的表比对…
              </Menu.Item>
              <Menu.Divider />
              <Menu.Item onClick={() => navigate(templatePath(id))}>{own ? '改对应关系' : '看对应关系'}</Menu.Item>
              {own && <Menu.Item onClick={onRename}>改名</Menu.Item>}
              {own && <Menu.Item onClick={() => void withdrawRecord('template', id, `表样“${name}”`)}>删除</Menu.Item>}
            </Menu.Dropdown>
          </Menu>
        </td>
      )}
    </tr>
  );
}
