import { attachCommand } from './commands/attach';
import { bulletinCommand } from './commands/bulletin';
import { conflictsCommand } from './commands/conflicts';
import { demoCommand } from './commands/demo';
import { addCommand, historyCommand, setCommand } from './commands/edits';
import { evaluateCommand } from './commands/evaluate';
import { exportExcelCommand, importExcelCommand } from './commands/excel';
import { backupCommand, digestCommand, initCommand, restoreCommand, verifyCommand } from './commands/ledger';
import { enrolCommand, exportPackageCommand, importPackageCommand } from './commands/packages';
import { projectsCommand, searchCommand } from './commands/projects';
import { reviewCommand } from './commands/review';
import { scheduleCommand } from './commands/schedule';
import { showCommand } from './commands/show';
import type { Command } from './invocation';

/** Every command, in the order of a year's work. */
export const commands: readonly Command[] = [
  initCommand,
  importExcelCommand,
  exportExcelCommand,
  projectsCommand,
  showCommand,
  setCommand,
  addCommand,
  historyCommand,
  searchCommand,
  scheduleCommand,
  exportPackageCommand,
  importPackageCommand,
  enrolCommand,
  conflictsCommand,
  reviewCommand,
  attachCommand,
  digestCommand,
  bulletinCommand,
  evaluateCommand,
  backupCommand,
  restoreCommand,
  verifyCommand,
  demoCommand,
];

export function findCommand(name: string): Command | undefined {
  return commands.find((command) => command.name === name);
}
