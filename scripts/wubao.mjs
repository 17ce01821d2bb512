#!/usr/bin/env node
// The command line of the project folder: `npm run --silent wubao -- COMMAND …`. Standard output belongs to the command.
import { buildStale } from './build.mjs';
import { follow, inProject, orGiveUp } from './shared.mjs';

await orGiveUp(buildStale({ parts: ['main'] }));
// npm changes to the project folder; relative paths of the command belong to the folder it was typed in.
const folder = (process.env.npm_lifecycle_event === 'wubao' && process.env.INIT_CWD) || process.cwd();
process.exitCode = await follow(process.execPath, [inProject('out', 'main', 'cli.cjs'), ...process.argv.slice(2)], {
  cwd: folder,
});
