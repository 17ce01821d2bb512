// Takes a file into the store of a ledger folder in a process of its own and kills itself, as a power cut would, at the named step.
// Bundled by the tests.
import { BlobStore } from '../../src-main/ledger/attachments/blob-store';
import { takeFile } from '../../src-main/ledger/attachments/intake';

const [folder = '', file = '', wanted = ''] = process.argv.slice(2);
await takeFile(new BlobStore(folder), file, (step) => {
  if (step === wanted) process.kill(process.pid, 'SIGKILL');
});
