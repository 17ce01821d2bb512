import { IconFileSpreadsheet, IconTableShare } from '@tabler/icons-react';
import { useLocation } from 'wouter';
import { DropPlace } from '../../components/drop-place';
import { chooseFiles } from '../../components/file-drop';
import { showFailure } from '../../components/toast';
import { failureOf } from '../../ledger-client';
import { beginTeaching } from './teach-session';

/** Asks for a blank table and goes on to teach it. */
export function useTeachFile(): () => Promise<void> {
  const [, navigate] = useLocation();
  return async () => {
    try {
      const [file] = await chooseFiles('excel');
      if (!file) return;
      beginTeaching(file);
      navigate('/templates/new');
    } catch (error) {
      showFailure(failureOf(error));
    }
  };
}

/** What to do first. */
export function NoTables({ over }: { over: boolean }) {
  const choose = useTeachFile();
  return (
    <DropPlace over={over}>
      <IconTableShare className="icon" aria-hidden="true" />
      <p>
        <b>把上级发来的空白表拖进来，教它一次，以后一键填好。</b>
        <br />
        <span className="muted">上个月填过的表也行；格式、公式、合计、打印设置都照原样</span>
      </p>
      <button type="button" className="btn primary" onClick={() => void choose()}>
        <IconFileSpreadsheet className="icon" aria-hidden="true" />
        选择表格
      </button>
    </DropPlace>
  );
}
