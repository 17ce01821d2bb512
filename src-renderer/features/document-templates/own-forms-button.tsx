import { Menu } from '@mantine/core';
import { IconFileText } from '@tabler/icons-react';
import { useRef } from 'react';
import type { PaperKind } from '../../../src-shared/entities/paper';
import { DocumentButton } from '../../components/document-button';
import { demand, useLedgerQuery } from '../../ledger-client';

/** Writes a paper in one of the city's own forms; nothing where there is none of its kind. */
export function OwnFormsButton({
  which,
}: {
  which: { kind: PaperKind; subject: string; about: string; issued?: string };
}) {
  const { kind, ...rest } = which;
  const templates = useLedgerQuery('documentTemplates.list', { kind }, { keep: true });
  const chosen = useRef('');
  if (!templates.data?.length) return null;
  return (
    <DocumentButton
      what="本市格式的文件"
      paper="Word 文档"
      write={(folder) => demand('documentTemplates.write', { ...rest, id: chosen.current, folder })}
    >
      {(start, busy) => (
        <Menu position="bottom-end">
          <Menu.Target>
            <button type="button" className="btn" disabled={busy}>
              <IconFileText className="icon" aria-hidden="true" />
              按模板写
            </button>
          </Menu.Target>
          <Menu.Dropdown>
            {templates.data?.map(({ id, name, scopeLabel }) => (
              <Menu.Item
                key={id}
                onClick={() => {
                  chosen.current = id;
                  start();
                }}
              >
                {name}（{scopeLabel}）
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </DocumentButton>
  );
}
