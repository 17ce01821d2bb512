import '@mantine/core/styles.css';
import '@mantine/dates/styles.css';
import '@mantine/notifications/styles.css';
import './tokens.css';
import './base.css';
import './frame.css';
import './controls.css';
import './parts.css';
import './theme.css';
import 'dayjs/locale/zh-cn';
import { MantineProvider } from '@mantine/core';
import { DatesProvider } from '@mantine/dates';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useState } from 'react';
import { Route, Router, Switch } from 'wouter';
import { Trouble } from '../components/trouble';
import { FirstStartPage } from '../features/first-start/first-start-page';
import { RecoveryPage } from '../features/recovery/recovery-page';
import { call, followLedger, queryClient, useLedgerQuery } from '../ledger-client';
import { colorSchemeManager } from './color-scheme';
import { Frame } from './frame';
import { useHashLocation } from './hash-location';
import { readNonce } from './nonce';
import { Routes } from './routes';
import { cssVariablesResolver, theme } from './theme';

const PrintPage = lazy(() => import('../features/papers/print-page').then((room) => ({ default: room.PrintPage })));

/** Chooses by the state of the ledger: first start, recovery, or the frame with its pages. */
function Gate() {
  const status = useLedgerQuery('ledger.status', {}, { keep: true });
  const [lost, setLost] = useState(false);
  useEffect(() => followLedger((event) => event.type === 'ledger' && setLost(event.state === 'lost')), []);
  if (lost) {
    return (
      <Trouble failure={{ code: 'ledger_lost', params: {} }}>
        <button type="button" className="btn primary" onClick={() => void call('app.quit', {})}>
          退出
        </button>
      </Trouble>
    );
  }
  if (status.error && !status.data)
    return <Trouble failure={status.error.failure} retry={() => void status.refetch()} />;
  if (!status.data) return null;
  if (status.data.state === 'absent') return <FirstStartPage />;
  if (status.data.state === 'broken') return <RecoveryPage />;
  return (
    <Frame>
      <Routes />
    </Frame>
  );
}

export function App() {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariablesResolver}
      colorSchemeManager={colorSchemeManager}
      defaultColorScheme="light"
      getStyleNonce={readNonce}
    >
      <DatesProvider settings={{ locale: 'zh-cn', firstDayOfWeek: 1, weekendDays: [] }}>
        <QueryClientProvider client={queryClient}>
          <Notifications position="bottom-center" limit={3} containerWidth={460} transitionDuration={80} />
          <Router hook={useHashLocation}>
            <Switch>
              {/* Of the window that nobody sees: a paper alone. */}
              <Route path="/print/:kind/:subject">
                {({ kind, subject }) => (
                  <Suspense fallback={null}>
                    <PrintPage kind={kind} subject={decodeURIComponent(subject)} />
                  </Suspense>
                )}
              </Route>
              <Route>
                <Gate />
              </Route>
            </Switch>
          </Router>
        </QueryClientProvider>
      </DatesProvider>
    </MantineProvider>
  );
}
