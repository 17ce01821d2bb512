import { regionName } from '../../../src-shared/catalogues/regions';
import type { ListingWindows, Setting } from '../../../src-shared/contract/rule-values';
import { levelName, levels } from '../../../src-shared/rules/listing-windows';
import { cityScope, defaultListingWindows, ruleBook } from '../../../src-shared/rules/rule-book';
import { useCanWrite } from '../../app/status';
import { showDone, showFailure } from '../../components/toast';
import { run, useLedgerQuery } from '../../ledger-client';
import { BackToCommon, NumberLine } from './number-line';
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
          <NumberLine
            key={level}
            label={levelName(level)}
            most={31}
            unit="日"
            value={windows[level]}
            canWrite={canWrite}
            save={(day) => void write({ ...windows, [level]: day }, `${levelName(level)}窗口改为每月 ${day} 日`)}
          />
        ))}
        <BackToCommon
          isOwn={own !== undefined && canWrite}
          isCity={rules.scope === cityScope}
          back={() => void write(null, '已恢复原来的入统窗口')}
        />
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
