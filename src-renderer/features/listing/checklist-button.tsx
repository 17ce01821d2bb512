import { IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { showDone, showFailure } from '../../components/toast';
import { call, demand, failureOf, run } from '../../ledger-client';

/** Writes the list of papers into a chosen folder and opens it to be printed. */
export function ChecklistButton({ project, size }: { project: string; size?: 'sm' }) {
  const [busy, setBusy] = useState(false);
  const write = async () => {
    setBusy(true);
    try {
      const folder = await demand('files.chooseFolder', {});
      if (!folder) return;
      const result = await run('listing.writeChecklist', { project, folder: folder.token });
      if (!result.ok) return showFailure(result.error);
      const name = result.value.files[0]?.split(/[\\/]/).at(-1) ?? '';
      showDone(`已写到“${folder.name}”：${name}`);
      const opened = await call('files.open', { token: folder.token, name });
      if (!opened.ok) showFailure(opened.error);
    } catch (error) {
      showFailure(failureOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <button type="button" className={size ? `btn ${size}` : 'btn'} disabled={busy} onClick={() => void write()}>
      <IconPrinter className="icon" aria-hidden="true" />
      材料清单
    </button>
  );
}
