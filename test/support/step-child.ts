// Imports or exports packages in a process of its own and kills itself, as a power cut would, at the named step. Bundled by the tests.

import { shiftedClock } from '../../src-main/ledger/clock';
import { openSession } from '../../src-main/ledger/session';
import { writeReport } from '../../src-main/ledger/sync/export-package';
import { PackageImport } from '../../src-main/ledger/sync/import-packages';

const [folder = '', migrations = '', work = '', step = '', times = '1', ...files] = process.argv.slice(2);
const session = openSession(folder, {
  clock: shiftedClock('2018-09-16T11:00:00+08:00'),
  migrations,
  app: '0.1.0',
  onChange: () => undefined,
  progress: () => undefined,
});
if (session.state !== 'open') throw new Error(`ledger is ${session.state}`);
const { context } = session;

let reached = 0;
function at(name: string): void {
  if (name !== step) return;
  reached += 1;
  if (reached === Number(times)) process.kill(process.pid, 'SIGKILL');
}

if (work === 'import') await new PackageImport(context, undefined, at).run(files);
else await writeReport(context, files[0], at);
context.database.close();
