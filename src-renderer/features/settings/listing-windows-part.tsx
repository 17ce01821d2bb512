import { useId, useState } from 'react';
import { regionName } from '../../../src-shared/catalogues/regions';
import type { ListingWindows, Setting } from '../../../src-shared/contract/rule-values';
import { type Level, levelName, levels } from '../../../src-shared/rules/listing-windows';
import { cityScope, defaultListingWindows, ruleBook } from '../../../src-shared/rules/rule-book';
import { useCanWrite } from '../../app/status';
import { showDone, showFailure } from '../../components/toast';
import { run, useLedgerQuery } from '../../ledger-client';
import { Part } from './part';
import styles from './settings.module.css';

/** Days of the month on which statistics close their windows here; saved when a field is left. */
export function ListingWindowsPart() {
  const canWrite = useCanWrite();
  const rules = useLedgerQuery('rules.show', {}, { keep: true }).data;
  if (!rules) return null;
  const settings = rules.settings as Setting[];
  const { listingWindows: windows } = ruleBook(settings, rules.scope);
  const own = settings.find(({ scope, key, value }) => scope === rules.scope && key === 'listing_windows' && value);
  const place = rules.scope === cityScope ? '全市' : regionName(rules.scope);
  const write = async (value: ListingWindows | null, done: string) => {
    const result = await run('rules.revise', { settings: [{ key: 'listing_windows', value }] });
    if (!result.ok) showFailure(result.error);
    else showDone(done, { undo: true });
  };
  const isAscending = windows.county <= windows.city && windows.city <= windows.province;
  return (
    <Part title="入统窗口">
      <div className={styles.row}>
        {levels.map((level) => (
          <DayLine
            key={level}
            level={level}
            value={windows[level]}
            canWrite={canWrite}
            save={(day) => void write({ ...windows, [level]: day }, `${levelName(level)}窗口改为每月 ${day} 日`)}
          />
        ))}
        {own && canWrite && (
          <button
            type="button"
            className="link"
            style={{ lineHeight: '30px' }}
            onClick={() => void write(null, '已恢复原来的入统窗口')}
          >
            恢复{rules.scope === cityScope ? '默认' : '全市的'}
          </button>
        )}
      </div>
      {!isAscending && (
        <p className="yellow-fg" role="status">
          现在后一级的窗口早于前一级，请核对。只提醒，已保存。
        </p>
      )}
      <p className={styles.hint}>
        {place}每月的截止日，1月免报；错过的顺延到下个月。月份没有这一天的，按月末算。默认{' '}
        {defaultListingWindows.county}、{defaultListingWindows.city}、{defaultListingWindows.province} 日。
      </p>
    </Part>
  );
}

function DayLine({
  level,
  value,
  canWrite,
  save,
}: {
  level: Level;
  value: number;
  canWrite: boolean;
  save: (day: number) => void;
}) {
  const id = useId();
  const [text, setText] = useState(String(value));
  const [known, setKnown] = useState(value);
  // What another window or an undo changed shows here, unless something else is being typed.
  if (value !== known) {
    setKnown(value);
    setText(String(value));
  }
  const plain = text.normalize('NFKC').replace(/[\s日号]/g, '');
  const day = /^\d{1,2}$/.test(plain) ? Number(plain) : 0;
  const isWrong = day < 1 || day > 31;
  const leave = () => {
    if (!isWrong && day !== value) save(day);
  };
  return (
    <div>
      <div className={styles.row}>
        <label className={styles.label} htmlFor={id}>
          {levelName(level)}
        </label>
        <input
          id={id}
          className="text-input num"
          style={{ width: 64 }}
          value={text}
          inputMode="numeric"
          maxLength={4}
          readOnly={!canWrite}
          autoComplete="off"
          aria-invalid={isWrong || undefined}
          aria-describedby={isWrong ? `${id}-fault` : undefined}
          onChange={(event) => setText(event.currentTarget.value)}
          onBlur={leave}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !event.nativeEvent.isComposing && event.keyCode !== 229) leave();
          }}
        />
        <span style={{ lineHeight: '30px', marginRight: 16 }}>日</span>
      </div>
      {isWrong && (
        <p id={`${id}-fault`} className={styles.fault} role="alert">
          请填 1 至 31，原来的 {value} 日还在
        </p>
      )}
    </div>
  );
}
