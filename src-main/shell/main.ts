import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { app, dialog, Menu, protocol, safeStorage, session, shell } from 'electron';
import type { OutputOf } from '../../src-shared/contract/contract';
import { Refusal } from '../../src-shared/terms/errors';
import { isPictureAddress, scheme, serveFile, servePicture, type WantedPicture } from './app-protocol';
import { Desktop } from './desktop';
import { Doorkeeper } from './doorkeeper';
import { FileTokens } from './file-tokens';
import { openGateway, tellWindows } from './gateway';
import { keySecret } from './key-guard';
import { Attempts } from './ledger-process/attempts';
import { childTransport } from './ledger-process/child-transport';
import { LedgerProcess } from './ledger-process/ledger-process';
import type { StartTransport } from './ledger-process/transport';
import { utilityTransport } from './ledger-process/utility-transport';
import { lockContents, lockSession } from './locks';
import { openLog } from './log';
import { nativeEffects } from './native-effects';
import { dataFolder, ledgerArgument, placesFor, unpacked } from './places';
import { printPaper } from './print-paper';
import { shellHandlers } from './shell-handlers';
import { openPrintWindow, openWindow } from './window';

const built = (...names: string[]) => path.join(__dirname, '..', ...names);
/** The database's addon speaks Node-API 10; an Electron below that needs an outside Node for the ledger. */
const ownNodeWillDo = Number(process.versions.napi) >= 10;

function outsideNode(): string {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  return app.isPackaged
    ? path.join(process.resourcesPath, 'node', name)
    : path.join(
        app.getAppPath(),
        'node_modules',
        `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`,
        'bin',
        name,
      );
}

function ledgerTransport(): StartTransport {
  const bundle = unpacked(built('main', 'ledger.cjs'));
  return ownNodeWillDo ? utilityTransport(bundle) : childTransport(bundle, outsideNode());
}

function start(): void {
  const data = dataFolder(process.platform, process.env, homedir());
  const places = placesFor(data, ledgerArgument(process.argv, process.cwd()));
  mkdirSync(places.window, { recursive: true });
  app.setPath('userData', places.window);
  if (!app.requestSingleInstanceLock()) {
    app.exit(0);
    return;
  }
  const log = openLog(places.logs);
  process.on('uncaughtException', (error) => log.error('uncaught exception', error));
  process.on('unhandledRejection', (reason) => log.error('unhandled rejection', reason));

  const guarded = app.whenReady().then(() => keySecret(data, safeStorage, (message) => log.error(message)));
  const ledger = new LedgerProcess({
    start: ledgerTransport(),
    folder: places.ledger,
    migrations: unpacked(built('migrations')),
    // Ledgers of the program under development are shared with the command line, which could not open a wrapped key.
    ...(app.isPackaged ? { keySecret: () => guarded } : {}),
    onEvent: (event) => {
      tellWindows(event);
      desktop.onLedgerEvent(event);
    },
    log: (message) => log.info(message),
  });
  const desktop = new Desktop({
    folder: places.window,
    callLedger: (method, input) => ledger.call(method, input),
    tellWindow: tellWindows,
    log: (message) => log.info(message),
  });
  const lendAttachment = async (id: string): Promise<string> => {
    const answer = await ledger.call('attachments.lend', { id }, randomUUID());
    if (!answer.ok) throw new Refusal(answer.error.code, answer.error.params);
    return (answer.value as OutputOf<'attachments.lend'>).place;
  };
  const findPicture = async (wanted: WantedPicture) => {
    const answer = await ledger.call('attachments.picture', wanted);
    return answer.ok ? (answer.value as OutputOf<'attachments.picture'>) : null;
  };
  const tokens = new FileTokens();
  const doorkeeper = new Doorkeeper({
    handlers: shellHandlers(
      {
        ...nativeEffects,
        lendAttachment,
        printPaper: (which) => printPaper(which, () => openPrintWindow(built('preload', 'preload.cjs'))),
        desktop: () => desktop.desktop(),
        reviseDesktop: (change) => desktop.reviseDesktop(change),
      },
      tokens,
    ),
    tokens,
    callLedger: (method, input, key) => ledger.call(method, input, key),
    report: (incident, what) => log.error(`incident ${incident}`, what),
  });

  const reloads = new Attempts(3, 60_000);
  app.on('web-contents-created', (_event, contents) => {
    lockContents(contents, (address) => void shell.openExternal(address));
    contents.on('render-process-gone', (_gone, { reason, exitCode }) => {
      if (reason === 'clean-exit') return;
      log.error(`window ended: ${reason}, status ${exitCode}`);
      if (reloads.take()) contents.reload();
      else dialog.showErrorBox('窗口一再停止', '已保存的内容都在台账里。请关闭程序后重新打开；仍出现时告诉维护人员。');
    });
  });
  app.on('second-instance', () => desktop.show());
  app.on('window-all-closed', () => app.quit());

  let drained = false;
  app.on('before-quit', (event) => {
    if (drained) return;
    event.preventDefault();
    void ledger.close().finally(() => {
      drained = true;
      app.quit();
    });
  });

  // An outside Node can start while Chromium is still waking up.
  if (!ownNodeWillDo) ledger.start();
  void app.whenReady().then(() => {
    if (ownNodeWillDo) ledger.start();
    Menu.setApplicationMenu(
      process.platform === 'darwin'
        ? Menu.buildFromTemplate([{ role: 'appMenu' }, { role: 'editMenu' }, { role: 'windowMenu' }])
        : null,
    );
    lockSession(session.defaultSession, !app.isPackaged);
    session.defaultSession.protocol.handle(scheme, (request) =>
      isPictureAddress(request.url)
        ? servePicture(request, findPicture)
        : serveFile(request, built('renderer'), () => randomBytes(16).toString('base64')),
    );
    openGateway(doorkeeper);
    if (existsSync(built('renderer', 'index.html'))) {
      desktop.start(openWindow(places.window, built('preload', 'preload.cjs')));
    } else {
      dialog.showErrorBox('程序不完整', '找不到窗口文件。台账没有变化。请重新安装。');
      app.quit();
    }
  });
}

// Root has no sandbox on Linux: a run as root (tests) must pass --no-sandbox, which Chromium forgets for its children when this is
// called. Whoever is not root has the sandbox, whatever is asked.
const hasNoSandbox = process.getuid?.() === 0 && app.commandLine.hasSwitch('no-sandbox');
if (!hasNoSandbox) app.enableSandbox();
protocol.registerSchemesAsPrivileged([{ scheme, privileges: { standard: true, secure: true } }]);
// This program opens no socket: nothing of Chromium's own may either.
app.commandLine.appendSwitch('disable-background-networking');
app.commandLine.appendSwitch('disable-component-update');
app.commandLine.appendSwitch('disable-domain-reliability');
app.commandLine.appendSwitch('no-pings');
app.commandLine.appendSwitch('no-proxy-server');
app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
start();
