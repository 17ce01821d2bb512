import { IconAlertTriangle } from '@tabler/icons-react';
import { type ReactNode, useEffect, useState } from 'react';
import { describeFailure, isErrorCode } from '../../src-shared/terms/errors';
import { undoLast } from '../components/toast';
import { useEscalation } from '../features/problems/use-escalation';
import { Notices } from './notices';
import { Palette } from './palette';
import { openPalette } from './palette-state';
import { QuickLog } from './quick-log';
import { Rail } from './rail';
import { useCanWrite, useStatus } from './status';
import { TopBar } from './top-bar';
import { useAsked } from './use-asked';

const typing = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'));

/** Keys of the whole window. Nothing reacts while an input method composes; Ctrl+Z in a field belongs to the field. */
function useWindowKeys(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.isComposing || event.keyCode === 229 || event.defaultPrevented) return;
      const control = event.ctrlKey || event.metaKey;
      if (control && !event.shiftKey && !event.altKey && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        openPalette();
      } else if (
        control &&
        !event.shiftKey &&
        !event.altKey &&
        event.key.toLowerCase() === 'z' &&
        !typing(event.target)
      ) {
        event.preventDefault();
        void undoLast();
      }
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
}

function ReadOnlyBanner() {
  const status = useStatus();
  if (status?.state !== 'readonly') return null;
  const { failure } = status;
  const text =
    failure && isErrorCode(failure.code) ? describeFailure({ code: failure.code, params: failure.params }) : null;
  return (
    <div className="banner" role="status">
      <IconAlertTriangle className="icon" aria-hidden="true" />
      <span>
        台账是只读打开的，不能修改。{text?.what}
        {text?.next}
      </span>
    </div>
  );
}

/** What the ledger warns of (clock, folder, key), until it is read. */
function Warnings() {
  const status = useStatus();
  const [read, setRead] = useState<readonly string[]>([]);
  return status?.warnings
    .filter((warning) => !read.includes(warning))
    .map((warning) => (
      <div key={warning} className="banner" role="status">
        <IconAlertTriangle className="icon" aria-hidden="true" />
        <span className="grow">{warning}</span>
        <button type="button" className="btn sm" onClick={() => setRead([...read, warning])}>
          知道了
        </button>
      </div>
    ));
}

/** Rail, top bar and the work. */
export function Frame({ children }: { children: ReactNode }) {
  useWindowKeys();
  useAsked();
  useEscalation(useCanWrite());
  return (
    <div className="app">
      <Rail />
      <TopBar />
      <main className="main" id="main">
        <ReadOnlyBanner />
        <Notices />
        <Warnings />
        {children}
      </main>
      <Palette />
      <QuickLog />
    </div>
  );
}
