import { Modal } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { Link } from 'wouter';
import type { EvaluationSheet } from '../../../src-shared/contract/evaluation-values';
import { figure } from '../../../src-shared/rules/evaluation-points';
import { markWords } from '../../../src-shared/rules/evaluation-prose';
import { formatDate } from '../../../src-shared/terms/format';
import styles from './evaluation.module.css';
import { movementWords } from './score-table';
import { extraText, pointsText } from './score-words';

/** Every point of one region with its arithmetic; the same sheet goes out as an annex of 考评结果. */
export function RegionSheet(props: { sheet: EvaluationSheet; region: string; onClose: () => void }) {
  const { sheet, region, onClose } = props;
  const scored = sheet.regions.find(({ code }) => code === region);
  if (!scored) return null;
  const rank = scored.rank === null ? '不排名' : `第 ${scored.rank} 名`;
  return (
    <Modal opened onClose={onClose} title={`${scored.region} ${sheet.periodName}考评得分表`} size={860}>
      <div className={styles.dialog}>
        <p>
          总分 {pointsText(scored.total)}，{rank}
          {movementWords(scored, sheet) && `，${movementWords(scored, sheet)}`}。规则“{sheet.rubric.name}”，数据截至{' '}
          {formatDate(sheet.asOf)}。
        </p>
        <table className="table">
          <colgroup>
            <col style={{ width: 150 }} />
            <col style={{ width: 60 }} />
            <col />
            <col style={{ width: 70 }} />
          </colgroup>
          <thead>
            <tr>
              <th>指标</th>
              <th className="num">分值</th>
              <th>算式和来由</th>
              <th className="num">得分</th>
            </tr>
          </thead>
          <tbody>
            {scored.indicators.map((one, index) => (
              <tr key={one.code}>
                <td>{sheet.rubric.indicators[index]?.name}</td>
                <td className="num">{figure(sheet.rubric.indicators[index]?.weight ?? 0)}</td>
                <td>
                  {one.sentence}
                  <div className="muted">{one.facts.map(({ label, words }) => `${label}：${words}`).join('；')}</div>
                </td>
                <td className="num">{pointsText(one.points)}</td>
              </tr>
            ))}
            <tr className="total">
              <td>基本分</td>
              <td />
              <td>{scored.sentence}</td>
              <td className="num">{pointsText(scored.basic)}</td>
            </tr>
            <tr>
              <td>加减分</td>
              <td />
              <td>{scored.marks.length === 0 ? '没有' : scored.marks.map(markWords).join('；')}</td>
              <td className="num">{extraText(scored)}</td>
            </tr>
          </tbody>
        </table>
        <div className={styles.buttons}>
          <button type="button" className="btn" onClick={onClose}>
            关闭
          </button>
          <Link className="btn primary" to={`/papers/evaluation/${sheet.period}?about=${encodeURIComponent(region)}`}>
            <IconPrinter className="icon" aria-hidden="true" />
            打印这张表
          </Link>
        </div>
      </div>
    </Modal>
  );
}
