import { Button, Menu } from '@mantine/core';
import { IconDownload, IconFileSpreadsheet, IconForms, IconTable } from '@tabler/icons-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { ledgerViews } from '../../app/rail';
import { showDone, showFailure } from '../../components/toast';
import { call, run } from '../../ledger-client';
import type { GridState } from './grid-state';

/** What is seen, or every field of it, as a workbook; or a superior's own table. */
export function ExportMenu({
  state,
  columns,
  year,
  name,
}: {
  state: GridState;
  columns: readonly string[];
  year: number;
  /** Name of the saved view in sight. */
  name: string | null;
}) {
  const [busy, setBusy] = useState(false);
  const [, navigate] = useLocation();
  const label = name ?? ledgerViews.find(({ view }) => view === state.view)?.label ?? '项目';
  const write = async (seen: boolean) => {
    const place = await call(
      'files.chooseSave',
      { purpose: 'excel', name: `${label.replace(/[\\/:*?"<>|]/g, ' ')}${year || ''}.xlsx` },
      crypto.randomUUID(),
    );
    if (!place.ok) return showFailure(place.error);
    if (!place.value) return;
    setBusy(true);
    const result = await run('excel.export', {
      view: state.view,
      filters: [...state.filters],
      words: state.words,
      orders: [...state.sortings],
      file: place.value.token,
      ...(seen ? { columns: [...columns], group: state.group } : {}),
      ...(year ? { year } : {}),
    });
    setBusy(false);
    if (!result.ok) return showFailure(result.error);
    showDone(`已导出 ${result.value.rows.toLocaleString('zh-CN')} 项到 ${place.value.name}`);
  };
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          size="compact-xs"
          variant="subtle"
          loading={busy}
          title="导出"
          leftSection={<IconDownload className="icon" aria-hidden="true" />}
        >
          导出
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconTable className="icon" aria-hidden="true" />} onClick={() => void write(true)}>
          导出看到的
        </Menu.Item>
        <Menu.Item
          leftSection={<IconFileSpreadsheet className="icon" aria-hidden="true" />}
          onClick={() => void write(false)}
        >
          导出全部字段
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconForms className="icon" aria-hidden="true" />}
          onClick={() => navigate('/templates')}
        >
          填上级的表…
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
