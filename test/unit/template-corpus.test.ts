import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readWorkbook } from '../../src-main/ledger/office/excel-reader';
import { cellText, columnIndex } from '../../src-main/ledger/office/excel-sheet';
import { addBuildings } from '../support/filled-tables';
import { makeLedger, temporaryFolder } from '../support/ledger';

const ledgers = path.resolve('test/fixtures/ledgers');
/** Why one of them cannot be a blank table: its rows lie on their side, its parts are nobody's. */
const refusals = ['no_header', 'template_unfit'];

/** As somebody else's copy of last month each is learnt and filled with other projects, or refused in words. */
test.each(readdirSync(ledgers).filter((name) => name.endsWith('.xlsx')))('%s', async (name) => {
  const ledger = await makeLedger({ role: 'commission', region: null });
  for (const region of ['220202', '220203', '220281']) await addBuildings(ledger, 2, { region });
  const file = path.join(ledgers, name);
  const learnt = await ledger.door.call('templates.learn', { file });
  if (!learnt.ok) return expect(refusals).toContain(learnt.error.code);
  const mapping = { ...learnt.value.mapping, view: 'all' as const, filters: [] };
  const { id } = await ledger.call('templates.save', { file, name, mapping });
  const filled = await ledger.door.call('templates.fill', { id, file: path.join(temporaryFolder(), name) });
  if (!filled.ok) return expect(refusals).toContain(filled.error.code);
  const workbook = await readWorkbook(readFileSync(filled.value.file), name);
  const sheet = workbook.sheets.find((each) => each.name === mapping.sheet);
  const column = columnIndex(mapping.columns.find(({ source }) => source === 'name')?.column ?? 'A') ?? 0;
  const names = sheet?.rows.flatMap((row) => cellText(row[column]).match(/^第\d号厂房项目$/) ?? []);
  expect(names).toHaveLength(filled.value.rows);
  if (!/段/.test(filled.value.notes.join(''))) expect(filled.value.rows).toBe(6);
  // Excel repairs a file in which merged cells overlap, and asks who broke it.
  const merged = new Set<string>();
  for (const { top, left, bottom, right } of sheet?.merges ?? []) {
    for (let row = top; row <= bottom; row++) {
      for (let at = left; at <= right; at++) {
        expect(merged.has(`${row} ${at}`)).toBe(false);
        merged.add(`${row} ${at}`);
      }
    }
  }
  return undefined;
});
