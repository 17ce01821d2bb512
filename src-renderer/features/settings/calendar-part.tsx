import { useState } from 'react';
import type { Setting } from '../../../src-shared/contract/rule-values';
import { ruleBook } from '../../../src-shared/rules/rule-book';
import { knownYears } from '../../../src-shared/rules/work-calendar';
import { readCalendarFile } from '../../../src-shared/rules/work-calendar-file';
import { formatDate } from '../../../src-shared/terms/format';
import { showDone, showFailure } from '../../components/toast';
import { useLedgerCommand, useLedgerQuery } from '../../ledger-client';
import styles from './catalogue-part.module.css';
import { FileButton } from './file-button';
import { Part } from './part';
import settings from './settings.module.css';

/** Largest file that is looked into: a year takes a few kilobytes. */
const mostBytes = 1_000_000;

/** How far the State Council's arrangement of days off is known, and the way to add a year. */
export function CalendarPart({ canWrite }: { canWrite: boolean }) {
  const rules = useLedgerQuery('rules.show', {}, { keep: true }).data;
  const [fault, setFault] = useState<string | null>(null);
  const revise = useLedgerCommand('rules.revise', { onFailure: showFailure });
  if (!rules) return null;
  const { calendar } = ruleBook(rules.settings as Setting[], rules.scope);
  const imported = rules.settings.filter(({ key }) => key.startsWith('calendar.'));
  const years = [...new Set([...Object.keys(knownYears), ...imported.map(({ key }) => key.slice(9))])].sort();
  const own = new Set(imported.filter(({ scope }) => scope === rules.scope).map(({ key }) => key.slice(9)));

  const take = async (chosen: File) => {
    setFault(null);
    const read =
      chosen.size > mostBytes
        ? ({ ok: false, fault: '太大，不像节假日安排' } as const)
        : readCalendarFile(await chosen.text());
    if (!read.ok) {
      setFault(`“${chosen.name}”${read.fault}。没有改动，请换一个文件。`);
      return;
    }
    const { year, value } = read.file;
    const known = Object.keys(value.holidays).length;
    await revise.mutateAsync({ settings: [{ key: `calendar.${year}`, value }] }).then(
      () => showDone(`已采用 ${year} 年的安排：放假 ${known} 天，调休上班 ${value.workdays.length} 天`, { undo: true }),
      () => undefined,
    );
  };
  return (
    <Part title="节假日">
      <div className={settings.row}>
        <span style={{ lineHeight: '30px' }}>
          国务院节假日安排已知到 <b>{formatDate(calendar.knownThrough)}</b>
        </span>
        {canWrite && (
          <FileButton accept=".json" label="选择节假日安排文件" onFile={(chosen) => void take(chosen)}>
            导入新一年的安排
          </FileButton>
        )}
      </div>
      {fault && (
        <p className={settings.fault} role="alert">
          {fault}
        </p>
      )}
      <div className={styles.years}>
        {years.map((year) => (
          <span key={year} className={own.has(year) ? 'tag accent' : 'tag'}>
            {year}
            {own.has(year) && canWrite && (
              <>
                {' '}
                <button
                  type="button"
                  className="link"
                  aria-label={`去掉导入的 ${year} 年安排`}
                  onClick={() =>
                    void revise
                      .mutateAsync({ settings: [{ key: `calendar.${year}`, value: null }] })
                      .then(() => showDone(`已不用导入的 ${year} 年安排`, { undo: true }))
                      .catch(() => undefined)
                  }
                >
                  去掉
                </button>
              </>
            )}
          </span>
        ))}
      </div>
      <p className={settings.hint} style={{ marginTop: 10 }}>
        手续时限和问题期限按工作日算，要用放假和调休安排。没有安排的年份只按周末推算，页面上会提醒。新一年的安排发布后，用
        JSON 文件导入：{'{"year": 2027, "holidays": {"2027-01-01": "元旦"}, "workdays": []}'}，也认 chinese-days
        的年度文件。
      </p>
    </Part>
  );
}
