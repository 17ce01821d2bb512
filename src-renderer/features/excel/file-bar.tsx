import { IconFileSpreadsheet } from '@tabler/icons-react';
import type { MoneyUnit } from '../../../src-shared/contract/excel-methods';
import { formatMoment, moneyUnitLabels } from '../../../src-shared/terms/format';
import { PickMenu } from '../../components/pick-menu';
import styles from './import.module.css';
import type { Preview } from './sheet-layout';

const units: readonly MoneyUnit[] = ['wan', 'yi', 'yuan'];

/** Above the sheet: which file and sheet, the unit of amounts without one, whether a remembered header was followed. */
export function FileBar(props: {
  preview: Preview;
  name: string;
  /** '第 2 / 5 个文件'; undefined for a single one. */
  place: string | undefined;
  onSheet: (sheet: string) => void;
  onUnit: (unit: MoneyUnit) => void;
  onRecall: (recall: boolean) => void;
  onForget: (fingerprint: string) => void;
  onChoose: () => void;
}) {
  const { preview, name, place, onSheet, onUnit, onRecall, onForget, onChoose } = props;
  return (
    <div className={`bar ${styles.file}`}>
      <IconFileSpreadsheet className="icon" aria-hidden="true" />
      <h1 className="ell" title={name}>
        {name}
      </h1>
      {place && <span className="tag">{place}</span>}
      <PickMenu
        label="工作表"
        value={preview.sheet}
        options={preview.sheets.map((sheet) => ({ value: sheet, label: sheet }))}
        onChange={onSheet}
      />
      <PickMenu
        label="默认单位"
        value={preview.unit}
        options={units.map((unit) => ({ value: unit, label: moneyUnitLabels[unit] }))}
        onChange={onUnit}
      />
      <span className="sub-fg nowrap">
        {(preview.rows.at(-1)?.row ?? 0).toLocaleString('zh-CN')} 行，表头 {preview.headerRows.length} 行
      </span>
      <span className={`right sub-fg ${styles.recalled}`}>
        <Recalled preview={preview} onRecall={onRecall} onForget={onForget} />
      </span>
      <button type="button" className="btn sm quiet" onClick={onChoose}>
        换文件
      </button>
    </div>
  );
}

function Recalled(props: {
  preview: Preview;
  onRecall: (recall: boolean) => void;
  onForget: (fingerprint: string) => void;
}) {
  const { remembered } = props.preview;
  if (!remembered) return '按名称、单位、属地查重';
  if (remembered.used) {
    return (
      <>
        按记住的表头读入（上次 {formatMoment(remembered.usedAt).split(' ')[0]}）
        <button type="button" className="btn sm quiet" onClick={() => props.onRecall(false)}>
          不用
        </button>
      </>
    );
  }
  return (
    <>
      没有用记住的表头
      <button type="button" className="btn sm quiet" onClick={() => props.onRecall(true)}>
        用它
      </button>
      <button type="button" className="btn sm quiet" onClick={() => props.onForget(remembered.fingerprint)}>
        忘掉它
      </button>
    </>
  );
}
