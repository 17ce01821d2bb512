import { useState } from 'react';
import { Link } from 'wouter';
import { regionName, regions } from '../../../src-shared/catalogues/regions';
import { caseGroups, type ListingLine } from '../../../src-shared/contract/listing-methods';
import { verdictLabel } from '../../../src-shared/rules/listing-outlook';
import { ChoiceGroup } from '../../components/choice-group';
import { LightShape } from '../../components/light';
import { ScrollRegion } from '../../components/scroll-region';
import { InlineChoice } from './inline-field';
import classes from './listing-page.module.css';

export type Scope = 'mine' | 'all';

/** More than these of one group nobody reads in a list; the grid shows them all. */
const most = 100;

/** Cases of a person or of the place, by what can become of them this round. */
export function CaseList({
  lines,
  round,
  today,
  chosen,
  scope,
  setScope,
  place,
}: {
  lines: readonly ListingLine[];
  round: string;
  today: string;
  chosen: string | undefined;
  scope: Scope;
  setScope: (scope: Scope) => void;
  /** '本区' or '全市': what everybody's cases are. */
  place: '本区' | '全市';
}) {
  const [region, setRegion] = useState<string | null>(null);
  const counted = lines.filter((line) => line.group !== 'later');
  const mine = counted.filter((line) => line.mine).length;
  const shown = lines.filter((line) => (scope === 'all' || line.mine) && (region === null || line.region === region));
  return (
    <section className={classes.left} aria-label="未入统项目">
      <div className="bar">
        <h2>未入统</h2>
        <span className="right" />
        {place === '全市' ? (
          <InlineChoice
            label="属地"
            value={region}
            options={regions.map(({ code, name }) => ({ code, label: name }))}
            onChange={(code) => {
              setRegion(code);
              return null;
            }}
            readOnly={false}
            empty={`全市 ${counted.length}`}
            className="sub-fg"
            caret
          />
        ) : (
          <ChoiceGroup
            label="范围"
            options={[
              { value: 'mine', label: `我的 ${mine}` },
              { value: 'all', label: `${place} ${counted.length}` },
            ]}
            value={scope}
            onChange={setScope}
          />
        )}
      </div>
      <ScrollRegion label="未入统项目清单">
        {caseGroups.map((group) => (
          <Group
            key={group}
            title={group === 'later' ? '未开工，暂不计' : verdictLabel(group, round, today)}
            isLater={group === 'later'}
            lines={shown.filter((line) => line.group === group)}
            chosen={chosen}
            withRegion={place === '全市' && region === null}
          />
        ))}
      </ScrollRegion>
      <p className={classes.note}>
        字母为原因代码。可入统、有风险、无望按材料和剩余窗口判定。
        <Link className="link" to="/projects?view=not-listed">
          在表格里看
        </Link>
      </p>
    </section>
  );
}

function Group({
  title,
  isLater,
  lines,
  chosen,
  withRegion,
}: {
  title: string;
  isLater: boolean;
  lines: readonly ListingLine[];
  chosen: string | undefined;
  withRegion: boolean;
}) {
  if (isLater && lines.length === 0) return null;
  return (
    <>
      <h3 className={classes.group} data-later={isLater || undefined}>
        <span>{title}</span>
        <span>{lines.length}</span>
      </h3>
      <ul>
        {lines.slice(0, most).map((line) => (
          <li key={line.id}>
            <Line line={line} on={line.id === chosen} withRegion={withRegion} />
          </li>
        ))}
      </ul>
      {lines.length > most && <p className={classes.more}>还有 {lines.length - most} 个，请在表格里看。</p>}
    </>
  );
}

function Line({ line, on, withRegion }: { line: ListingLine; on: boolean; withRegion: boolean }) {
  return (
    <Link
      to={`/listing/${encodeURIComponent(line.id)}`}
      className={`${classes.line} ${on ? classes.on : ''}`}
      aria-current={on ? 'true' : undefined}
    >
      <span className={`light ${line.color}`}>
        <LightShape color={line.color} />
      </span>
      <span className={classes.text}>
        <span className={classes.name}>
          <span className="ell" title={line.name}>
            {line.name}
          </span>
          <span className={classes.codes}>{line.reasons.join(' ') || '—'}</span>
        </span>
        <span className={`${classes.why} ell`} title={line.why}>
          {withRegion && line.region ? `${regionName(line.region)}，` : ''}
          {line.why}
        </span>
      </span>
    </Link>
  );
}
