import path from 'node:path';
import { runCommandLine } from './run';

// A reader that has seen enough (head, less) closes the pipe; that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

void runCommandLine(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  error: (text) => process.stderr.write(text),
  environment: process.env,
  folder: process.cwd(),
  migrations: path.join(__dirname, '..', 'migrations'),
}).then((status) => {
  process.exitCode = status;
});
