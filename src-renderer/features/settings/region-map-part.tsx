import { Modal } from '@mantine/core';
import { useState } from 'react';
import type { OutputOf } from '../../../src-shared/contract/contract';
import type { RegionMap } from '../../../src-shared/contract/rule-values';
import { drawRegionMap } from '../../../src-shared/rules/region-map';
import { cityScope } from '../../../src-shared/rules/rule-book';
import { ChoiceGroup } from '../../components/choice-group';
import { showDone, showFailure } from '../../components/toast';
import { demand, failureOf, run, useLedgerQuery } from '../../ledger-client';
import { FileButton } from './file-button';
import { Part } from './part';
import styles from './settings.module.css';

interface Read extends OutputOf<'dispatch.readMap'> {
  readonly token: string;
}

/** The city's own map for the city picture: read from a GeoJSON file, looked at before it is taken over. */
export function RegionMapPart({ canWrite }: { canWrite: boolean }) {
  const rules = useLedgerQuery('rules.show', {}, { keep: true }).data;
  const [read, setRead] = useState<Read | null>(null);
  if (!rules || rules.scope !== cityScope) return null;
  const present = rules.settings.find(({ scope, key, value }) => scope === cityScope && key === 'region_map' && value)
    ?.value as RegionMap | undefined;
  const guard = async (work: () => Promise<void>) => {
    try {
      await work();
    } catch (error) {
      showFailure(failureOf(error));
    }
  };
  const look = (token: string, property?: string) =>
    guard(async () =>
      setRead({ token, ...(await demand('dispatch.readMap', { file: token, ...(property ? { property } : {}) })) }),
    );
  const choose = async (file: File) => {
    const token = await window.wubao.tokenOf(file);
    if (token !== null) await look(token);
  };
  const write = async (value: RegionMap | null, done: string) => {
    const result = await run('rules.revise', { settings: [{ key: 'region_map', value }] });
    if (!result.ok) showFailure(result.error);
    else {
      setRead(null);
      showDone(done, { undo: true });
    }
  };
  return (
    <Part title="属地地图">
      <div className={styles.row}>
        <span>
          {present
            ? `用的是“${present.source}”，有 ${Object.keys(present.shapes).length} 个属地的边界`
            : '没有载入，调度页用示意图'}
        </span>
        <FileButton accept=".json,.geojson" label="地图文件" disabled={!canWrite} onFile={(file) => void choose(file)}>
          {present ? '换一个文件' : '载入 GeoJSON'}
        </FileButton>
        {present && canWrite && (
          <button type="button" className="btn quiet" onClick={() => void write(null, '已不用地图')}>
            不用地图
          </button>
        )}
      </div>
      <p className={styles.hint}>
        各属地边界的 GeoJSON 文件（经纬度，多边形，有一列写属地名称或代码）。程序不带边界数据，请用本单位有权使用的。
      </p>
      {read && (
        <Modal opened onClose={() => setRead(null)} title="属地地图" size={560}>
          <div className={styles.dialog}>
            <p>{foundWords(read)}</p>
            {read.properties.length > 1 && (
              <ChoiceGroup
                label="哪一列是属地"
                options={read.properties.slice(0, 4).map(({ name, regions }) => ({
                  value: name,
                  label: `${name}（${regions} 个）`,
                }))}
                value={read.map.property}
                onChange={(property) => void look(read.token, property)}
              />
            )}
            <Preview map={read.map} />
            <div className={styles.buttons}>
              <button type="button" className="btn" onClick={() => setRead(null)}>
                取消
              </button>
              <button
                type="button"
                className="btn primary"
                onClick={() => void write(read.map, '已载入地图，调度页可以换成地图看')}
              >
                用这张地图
              </button>
            </div>
          </div>
        </Modal>
      )}
    </Part>
  );
}

function foundWords({ map, missing, unknown, points, pointsBefore }: Read): string {
  const count = Object.keys(map.shapes).length;
  return [
    `“${map.source}”里按“${map.property}”认出 ${count} 个属地。`,
    missing.length > 0 && `没有边界的：${missing.join('、')}。`,
    unknown.length > 0 &&
      `认不出、不用的 ${unknown.length} 块：${unknown.slice(0, 5).join('、')}${unknown.length > 5 ? '等' : ''}。`,
    points < pointsBefore && `边界已简化，由 ${pointsBefore} 个点减到 ${points} 个。`,
  ]
    .filter(Boolean)
    .join('');
}

function Preview({ map }: { map: RegionMap }) {
  return (
    <svg className={styles.mapPreview} viewBox="0 0 480 260" role="img" aria-label="地图的样子">
      {drawRegionMap(map, 480, 260).map(({ code, path }) => (
        <path key={code} d={path} fillRule="evenodd" />
      ))}
    </svg>
  );
}
