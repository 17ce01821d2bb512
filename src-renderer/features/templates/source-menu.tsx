import type { MoneyUnit } from '../../../src-shared/contract/excel-methods';
import type { TemplateColumn } from '../../../src-shared/contract/template-values';
import { moneyUnitLabels } from '../../../src-shared/terms/format';
import { SearchMenu } from '../../components/search-menu';
import { Sureness, sheetStyles } from '../../components/sheet-frame';
import styles from './teach-sheet.module.css';
import {
  type Confidence,
  isMoney,
  isOwnFormula,
  ownFormulaWords,
  sourceLabel,
  sourceOptions,
  typedSources,
  units,
} from './template-words';

/** Head of one column: what is written into it, how sure that is, in which unit; a click changes it. */
export function SourceMenu(props: {
  column: TemplateColumn;
  /** Null where a person chose the source. */
  confidence: Confidence | null;
  writable: boolean;
  onSource: (source: string | null) => void;
  onUnit: (unit: MoneyUnit) => void;
}) {
  const { column, confidence, writable, onSource, onUnit } = props;
  const { column: letter, header, source, unit } = column;
  const ownFormula = isOwnFormula(column, confidence);
  const name = `${letter} 列“${header}”`;
  const face =
    source === null ? (
      <span className={sheetStyles.blank}>{ownFormula ? ownFormulaWords : '照原样'}</span>
    ) : (
      <>
        <b className="ell">{sourceLabel(source)}</b>
        {confidence === null ? (
          <span className={`${sheetStyles.sure} ${sheetStyles.high}`}>
            <span className="visually-hidden">，</span>自定
          </span>
        ) : (
          <Sureness level={confidence} />
        )}
      </>
    );
  const title =
    source === null
      ? `${header}：${ownFormula ? '表里自带的公式，由表自己算' : '照原样留空'}`
      : `${header}：填${sourceLabel(source)}`;
  return (
    <div className={styles.head}>
      {writable ? (
        <SearchMenu
          options={sourceOptions}
          value={source}
          none="照原样留空"
          what="内容"
          extra={typedSources}
          className={sheetStyles.field}
          title={title}
          onChange={onSource}
        >
          <span className="visually-hidden">{name}填</span>
          {face}
        </SearchMenu>
      ) : (
        <div className={sheetStyles.field} title={title}>
          {face}
        </div>
      )}
      {isMoney(source) &&
        (writable ? (
          <select
            className={styles.unit}
            aria-label={`${name}的金额单位`}
            value={unit ?? 'wan'}
            onChange={(event) => onUnit(event.currentTarget.value as MoneyUnit)}
          >
            {units.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        ) : (
          <span className={styles.unit}>{moneyUnitLabels[unit ?? 'wan']}</span>
        ))}
    </div>
  );
}
