import { Popover } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import { regionCode } from '../../../src-shared/catalogues/regions';
import type { View } from '../../../src-shared/contract/common';
import type { RegionFigures } from '../../../src-shared/contract/exchange-methods';
import { formatRate } from '../../../src-shared/terms/format';
import { copyText } from '../../components/copy-text';
import { showDone } from '../../components/toast';
import styles from './dispatch.module.css';
import type { Rate } from './rates';

const views: Record<Rate['name'], { view: View; label: string }> = {
  landing: { view: 'signed', label: '招商签约项目' },
  preparation: { view: 'planned-start', label: '计划开工项目' },
  completion: { view: 'construction', label: '已开工项目' },
  listing: { view: 'not-listed', label: '未入统项目' },
};

/** A figure of the table; a click says how it came about and leads to the projects behind it. */
export function FigureSource({ figures, rate, children }: { figures: RegionFigures; rate: Rate; children: ReactNode }) {
  const [open, setOpen] = useState(false);
  const value = rate.rate(figures);
  const text = value === null ? '—' : `${formatRate(value)}%`;
  const sum = `${rate.aboveLabel} ${rate.above(figures)} ÷ ${rate.belowLabel} ${rate.below(figures)}`;
  const unit = rate.unit === '项' ? '' : `（${rate.unit}）`;
  const region = regionCode(figures.region);
  const { view, label } = views[rate.name];
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" withinPortal trapFocus returnFocus>
      <Popover.Target>
        <button type="button" onClick={() => setOpen(!open)}>
          {children}
          <span className="visually-hidden">
            ，{figures.region}
            {rate.label}从哪来
          </span>
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <div className={styles.source}>
          <h3>
            {figures.region} {rate.label} {text}
          </h3>
          <dl className="dl">
            <dt>算式</dt>
            <dd>
              {sum}
              {unit}
            </dd>
            {rate.name === 'listing' && (
              <>
                <dt>未入统</dt>
                <dd>{figures.not_listed} 项</dd>
              </>
            )}
          </dl>
          <p>
            {region && (
              <Link className="btn sm" to={`/projects?view=${view}&f=region~is~${region}`}>
                看{label}
              </Link>
            )}
            <button
              type="button"
              className="btn sm quiet"
              onClick={() =>
                void copyText(`${figures.region}${rate.label} ${text}：${sum}${unit}`).then(
                  (done) => done && showDone('算式已复制'),
                )
              }
            >
              复制算式
            </button>
          </p>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
