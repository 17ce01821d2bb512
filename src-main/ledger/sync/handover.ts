import { handoverCodeStart } from '../../../src-shared/rules/handover-words';
import { Refusal } from '../../../src-shared/terms/errors';
import type { Handler } from '../handler';
import { readOuterFile } from './envelope-opening';
import { reviseHandoverRow } from './handover-record';

/** Fewer digits of a check sum are no comparison: 16 stand on the strip and are read aloud. */
const leastDigits = 16;

/** See `handovers.revise`. Throws Refusal no_record. */
export const reviseHandover: Handler<'handovers.revise'> = (context, { package: number, ...change }) => {
  reviseHandoverRow(context.database, number, change);
  return {};
};

/**
 * The digits of a check sum in what was scanned, pasted or typed: behind the start of a code, else the hex digits alone, in groups or
 * not, full-width ones of an input method too. Undefined where there are too few.
 */
export function checkSumIn(text: string): string | undefined {
  const plain = text.normalize('NFKC').toLowerCase();
  const coded =
    new RegExp(`${handoverCodeStart}\\s+([0-9a-f]{64})`).exec(plain)?.[1] ?? /\b[0-9a-f]{64}\b/.exec(plain)?.[0];
  if (coded) return coded;
  const digits = plain.replace(/[\s:：，,-]/g, '');
  return new RegExp(`^[0-9a-f]{${leastDigits},64}$`).test(digits) ? digits : undefined;
}

/** The file name in a code, or undefined. */
function nameIn(text: string): string | undefined {
  return new RegExp(`${handoverCodeStart}\\s+[0-9a-f]{64}\\s+(.+)$`, 'i').exec(text.normalize('NFKC').trim())?.[1];
}

/** See `handovers.compare`. Throws Refusal invalid_input, no_file, file_unreadable, not_a_package (a file too large to be one). */
export const compareHandover: Handler<'handovers.compare'> = async ({ database }, { text, file }) => {
  const digits = checkSumIn(text);
  if (digits === undefined)
    throw new Refusal('invalid_input', { detail: '没有认出校验码，请重新扫，或键入交接单上至少前 16 位' });
  if (file !== undefined) {
    const { outer } = await readOuterFile(file);
    return outer.sha256.startsWith(digits)
      ? { verdict: 'equal', message: `一致：“${outer.name}”与交接单上的校验相同，途中没有变。` }
      : {
          verdict: 'different',
          message: `不一致：“${outer.name}”不是交接单上的那个文件，或途中变了。先不要导入，请找交来的人核对。`,
        };
  }
  const found = database
    .prepare(
      `SELECT name FROM handover WHERE substr(sha256, 1, length(@digits)) = @digits
       UNION ALL SELECT name FROM import_log WHERE substr(sha256, 1, length(@digits)) = @digits
       UNION ALL SELECT name FROM package WHERE substr(sha256, 1, length(@digits)) = @digits LIMIT 1`,
    )
    .pluck()
    .get({ digits }) as string | undefined;
  if (found !== undefined)
    return { verdict: 'equal', message: `一致：本机收到的“${found}”与交接单上的校验相同，途中没有变。` };
  const name = nameIn(text);
  const namesake =
    name !== undefined &&
    database
      .prepare('SELECT 1 FROM handover WHERE name = @name UNION ALL SELECT 1 FROM import_log WHERE name = @name')
      .get({ name });
  return namesake
    ? {
        verdict: 'different',
        message: `不一致：本机收到过同名的“${name}”，但校验不同，不是交接单上的那个文件。请找交来的人核对。`,
      }
    : { verdict: 'unknown', message: '本机还没有收到过校验相同的文件。文件在手上的，选中它再比一次。' };
};
