import { Button } from '@mantine/core';
import { IconPaperclip, IconPlus } from '@tabler/icons-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { ShownAttachment } from '../../../src-shared/contract/attachment-methods';
import { ChoiceGroup } from '../../components/choice-group';
import { DropPlace } from '../../components/drop-place';
import { formatBytes } from '../../components/format-bytes';
import { Empty } from '../../components/trouble';
import { useLedgerQuery } from '../../ledger-client';
import { isHere, isPicture, saveAll, withdrawAttachment } from './attachment-deeds';
import { AttachmentDetail } from './attachment-detail';
import { AttachmentGrid } from './attachment-grid';
import { type Intake, useIntake } from './attachment-intake';
import { AttachmentPreview } from './attachment-preview';
import classes from './attachments.module.css';
import { IntakeWords } from './intake-words';

type Which = 'all' | 'pictures' | 'papers';

const fits = (which: Which, attachment: ShownAttachment) =>
  which === 'all' || isPicture(attachment) === (which === 'pictures');

/** Every file of a project and of all its records: cards, the chosen one beside them. The whole page takes drops and pastes. */
export function AttachmentsTab({ project, writable }: { project: string; writable: boolean }) {
  const { data } = useLedgerQuery(
    'attachments.list',
    { entity: 'project', id: project, related: true },
    { keep: true },
  );
  const intake = useIntake({ entity: 'project', id: project });
  const [which, setWhich] = useState<Which>('all');
  const [active, setActive] = useState(0);
  const [at, setAt] = useState<number | null>(null);
  const all = useMemo(() => data?.attachments ?? [], [data]);
  const shown = useMemo(() => all.filter((attachment) => fits(which, attachment)), [all, which]);
  usePastedFiles(writable ? intake.paste : undefined);
  if (!data) return null;

  const index = Math.min(active, shown.length - 1);
  const chosen = shown[index];
  const pictures = all.filter(isPicture).length;
  const waiting = all.filter((attachment) => !isHere(attachment)).length;
  const bytes = all.reduce((sum, attachment) => sum + attachment.bytes, 0);
  return (
    <div
      className={classes.tab}
      data-over={(writable && intake.over) || undefined}
      {...(writable ? intake.dropProps : {})}
    >
      <div className="pane">
        <div className="bar">
          <b>附件</b>
          <span className="muted">
            {all.length === 0 ? '还没有' : `${all.length} 个，共 ${formatBytes(bytes)}`}
            {waiting > 0 && <span className="yellow-fg">，{waiting} 个等待文件</span>}
          </span>
          <span className="right" />
          {pictures > 0 && pictures < all.length && (
            <ChoiceGroup
              label="看哪些"
              options={[
                { value: 'all', label: '全部' },
                { value: 'pictures', label: `图片 ${pictures}` },
                { value: 'papers', label: `文件 ${all.length - pictures}` },
              ]}
              value={which}
              onChange={(next: Which) => {
                setWhich(next);
                setActive(0);
              }}
            />
          )}
          {shown.some(isHere) && (
            <button type="button" className="btn sm" onClick={() => void saveAll(shown.filter(isHere))}>
              全部另存
            </button>
          )}
          {writable && all.length > 0 && (
            <Button
              size="compact-xs"
              variant="filled"
              leftSection={<IconPlus className="icon" aria-hidden="true" />}
              disabled={intake.busy}
              onClick={() => void intake.choose()}
            >
              添加附件
            </Button>
          )}
        </div>
        <IntakeWords intake={intake} />
        {all.length === 0 ? (
          <NoFiles writable={writable} intake={intake} />
        ) : (
          <AttachmentGrid
            attachments={shown}
            active={Math.max(index, 0)}
            onActive={setActive}
            onOpen={setAt}
            onDelete={
              writable
                ? (place) => void (shown[place] && withdrawAttachment(shown[place] as ShownAttachment))
                : undefined
            }
          />
        )}
      </div>
      {chosen && <AttachmentDetail attachment={chosen} writable={writable} onPreview={() => setAt(index)} />}
      {at !== null && shown[at] && (
        <AttachmentPreview
          attachments={shown}
          at={at}
          onMove={(to) => {
            setAt(to);
            setActive(to);
          }}
          onClose={() => setAt(null)}
        />
      )}
    </div>
  );
}

function NoFiles({ writable, intake }: { writable: boolean; intake: Intake }) {
  if (!writable) return <Empty title="这个项目还没有附件。" />;
  return (
    <DropPlace over={intake.over}>
      <IconPaperclip className="icon" aria-hidden="true" />
      <p>
        <b>把这个项目的批复、合同、照片拖到这里</b>
        <br />
        <span className="muted">
          截图可以直接按 Ctrl+V 粘贴
          <br />
          手续、问题、纪实里添加的附件也列在这里
        </span>
      </p>
      <Button variant="filled" disabled={intake.busy} onClick={() => void intake.choose()}>
        选择文件
      </Button>
    </DropPlace>
  );
}

/** Files that are pasted anywhere on the page but into a line of text or a dialog. */
function usePastedFiles(paste: ((event: ClipboardEvent) => boolean) | undefined): void {
  const latest = useRef(paste);
  latest.current = paste;
  useEffect(() => {
    const listen = (event: ClipboardEvent) => {
      const target = event.target as Element | null;
      if (target?.closest('input, textarea, [contenteditable], [role="dialog"]')) return;
      latest.current?.(event);
    };
    window.addEventListener('paste', listen);
    return () => window.removeEventListener('paste', listen);
  }, []);
}
