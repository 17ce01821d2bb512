import { Modal, Select } from '@mantine/core';
import { useState } from 'react';
import { monthEnd } from '../../../src-shared/rules/dates';
import { type Failure, failureMessage } from '../../../src-shared/terms/errors';
import { formatDate } from '../../../src-shared/terms/format';
import { useStatus } from '../../app/status';
import { ChoiceGroup } from '../../components/choice-group';
import { DayField } from '../../components/day-field';
import type { FileHandle } from '../../components/file-drop';
import { WrittenFiles } from '../../components/written-files';
import { demand, failureOf, useLedgerCommand } from '../../ledger-client';
import classes from './liaison.module.css';

type Time = 'month' | 'year' | 'own';

/** Writes the handbook of a month, of the year so far, or of any days. */
export function HandbookDialog({
  month,
  today,
  secretaries,
  onClose,
}: {
  month: string;
  today: string;
  secretaries: readonly string[];
  onClose: () => void;
}) {
  const me = useStatus()?.identity?.person ?? null;
  const [time, setTime] = useState<Time>('month');
  const [own, setOwn] = useState({ from: `${month}-01`, to: monthEnd(month) });
  const [person, setPerson] = useState<string | null>(null);
  const [unread, setUnread] = useState({ from: false, to: false });
  const [failure, setFailure] = useState<Failure | null>(null);
  const [done, setDone] = useState<{ folder: FileHandle; name: string; notes: number } | null>(null);
  const write = useLedgerCommand('workLogs.write');
  const year = month.slice(0, 4);
  const days: Record<Time, { from: string; to: string }> = {
    month: { from: `${month}-01`, to: monthEnd(month) },
    year: { from: `${year}-01-01`, to: year === today.slice(0, 4) ? monthEnd(today) : `${year}-12-31` },
    own,
  };
  const people = [...new Set([...(me ? [me] : []), ...secretaries])];
  const start = async () => {
    setFailure(null);
    try {
      const folder = await demand('files.chooseFolder', {});
      if (!folder) return;
      const written = await write.mutateAsync({ ...days[time], folder: folder.token, secretary: person });
      setDone({ folder, name: written.files[0]?.split(/[\\/]/).at(-1) ?? '', notes: written.notes });
    } catch (error) {
      setFailure(failureOf(error));
    }
  };
  const backwards = time === 'own' && own.from > own.to;
  return (
    <Modal opened onClose={onClose} title={done ? '手册已生成' : '生成工作纪实手册'} size={560}>
      {done ? (
        <WrittenFiles folder={done.folder} names={[done.name]} note={`共 ${done.notes} 次记录。`} onClose={onClose} />
      ) : (
        <div className={classes.dialog}>
          <p className="sub-fg">封面、每月一张纪实表、按五包合计，Word 文件，A4 横向，可以再改。</p>
          <ChoiceGroup<Time>
            label="起止时间"
            options={[
              { value: 'month', label: formatDate(month) },
              { value: 'year', label: `${year}年${year === today.slice(0, 4) ? '以来' : '全年'}` },
              { value: 'own', label: '自选日期' },
            ]}
            value={time}
            onChange={setTime}
          />
          {time === 'own' && (
            <div className={classes.range}>
              <DayField
                label="开始日期"
                value={own.from}
                today={today}
                width={190}
                onChange={(day) => day && setOwn((days) => ({ ...days, from: day }))}
                onFault={(from) => setUnread((faults) => ({ ...faults, from }))}
              />
              至
              <DayField
                label="结束日期"
                value={own.to}
                today={today}
                width={190}
                onChange={(day) => day && setOwn((days) => ({ ...days, to: day }))}
                onFault={(to) => setUnread((faults) => ({ ...faults, to }))}
              />
            </div>
          )}
          {people.length > 1 && (
            <Select
              label="谁的手册"
              data={people}
              value={person ?? me}
              searchable={people.length > 9}
              allowDeselect={false}
              onChange={setPerson}
            />
          )}
          {backwards && (
            <div className="note yellow" role="status">
              结束日期早于开始日期。
            </div>
          )}
          {failure && (
            <div className="note red" role="alert">
              {failureMessage(failure)}
            </div>
          )}
          <div className={classes.buttons}>
            <button type="button" className="btn" onClick={onClose}>
              取消
            </button>
            <button
              type="button"
              className="btn primary"
              disabled={write.isPending || backwards || unread.from || unread.to}
              onClick={() => void start()}
            >
              {write.isPending ? '正在生成' : '选择文件夹'}
            </button>
          </div>
        </div>
      )}
    </Modal>
  );
}
