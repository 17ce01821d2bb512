import { Link } from 'wouter';
import { formatGap, unknown } from '../../../src-shared/terms/format';
import { Light, LightShape, lightWords } from '../../components/light';
import styles from './desk.module.css';
import type { Desk } from './desk-page';

/** Pixels for one percentage point: 45 points fill one side of the bar. */
const scale = 30 / 45;

const colors = ['red', 'yellow', 'green'] as const;

/**
 * One line a project: light, next node, days left, gap to the time-proportional progress. For the `city`, those on red. The rest is one
 * click away in the grid, and the last line says so.
 */
export function MyProjects({ projects, lights, city }: Pick<Desk, 'projects' | 'lights'> & { city: boolean }) {
  const total = lights.red + lights.yellow + lights.green + lights.none;
  return (
    <section className={styles.mine} aria-label={city ? '红灯项目' : '我的项目'}>
      <div className={styles.mineHead}>
        <h2>
          {city ? '红灯项目' : '我的项目'} {total}
        </h2>
        <span className="right" />
        {(city ? [] : colors).map((color) => (
          <span key={color} className={`light ${color}`}>
            <LightShape color={color} />
            {lightWords[color]} {lights[color]}
          </span>
        ))}
      </div>
      <table className="table">
        <colgroup>
          <col style={{ width: 138 }} />
          <col style={{ width: 44 }} />
          <col style={{ width: 96 }} />
          <col style={{ width: 54 }} />
          <col style={{ width: 54 }} />
          <col />
        </colgroup>
        <thead>
          <tr>
            <th>项目</th>
            <th>灯</th>
            <th>下一节点</th>
            <th className="num">剩余天</th>
            <th className="num">序时差</th>
            <th className="mid">百分点</th>
          </tr>
        </thead>
        <tbody>
          {projects.map((project) => (
            <tr key={project.id} className="act">
              <td title={project.name}>
                <Link to={`/projects/${encodeURIComponent(project.id)}`}>{project.name}</Link>
              </td>
              <td>
                <Light color={project.light} sentence={project.sentence} />
              </td>
              <td className={styles.soft} title={project.nextNode ?? undefined}>
                {project.nextNode ?? unknown}
              </td>
              <td className={`num ${(project.days ?? 0) < 0 ? styles.late : ''}`}>
                {project.days === null ? unknown : String(project.days).replace('-', '−')}
              </td>
              <td className="num">{formatGap(project.gap)}</td>
              <td>
                <GapBar gap={project.gap} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles.legend}>
        {total > projects.length && (
          <>
            这里列出前 {projects.length} 项，其余在
            <Link to="/projects" className="link">
              全部项目
            </Link>
            。<br />
          </>
        )}
        序时差为完成率减序时进度，前期、签约项目不计。
      </p>
    </section>
  );
}

function GapBar({ gap }: { gap: number | null }) {
  if (gap === null) return null;
  const width = Math.min(30, Math.abs(gap) * scale);
  return (
    <span className={styles.gap} aria-hidden="true">
      <i style={gap < 0 ? { right: 30, width } : { left: 30, width }} />
    </span>
  );
}
