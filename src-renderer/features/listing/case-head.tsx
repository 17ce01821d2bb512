import type { ReactNode } from 'react';
import type { FieldValue } from '../../../src-shared/entities/field';
import { listing, listingStates } from '../../../src-shared/entities/listing';
import { project } from '../../../src-shared/entities/project';
import { reasonsOf } from '../../../src-shared/rules/listing-reasons';
import { nameKey } from '../../../src-shared/rules/names';
import { showFailure } from '../../components/toast';
import classes from './clinic.module.css';
import { InlineChoice, InlineField } from './inline-field';
import { type ListingFile, saveCase, saveProject } from './listing-file';

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

const materialKinds = listing.fields.material_kind.choices;

/** What the case is, in one row, each fact to be changed where it stands. */
export function CaseFacts({ file }: { file: ListingFile }) {
  const { outlook, listing: known } = file;
  const choose = (name: string) => (value: string | null) => saveCase(file, { [name]: value });
  const isListed = known?.state === 'listed';
  const month = isListed ? 'listed_month' : 'promised_month';
  const codes = reasonsOf(known);
  const agreeing = outlook.checks.filter((check) => check.result === 'agree').length;
  return (
    <dl className={classes.facts}>
      <Fact name="材料类型">
        <InlineChoice
          label="材料类型"
          value={outlook.checklist.kind}
          options={materialKinds}
          onChange={choose('material_kind')}
          readOnly={!file.writable}
        />
      </Fact>
      <Fact name="入统状态">
        <InlineChoice
          label="入统状态"
          value={known?.state ?? file.project.listing}
          options={listingStates}
          onChange={choose('state')}
          readOnly={!file.writable}
          empty="未填"
        />
      </Fact>
      {isListed ? (
        <Fact name="统计编码">
          <span className={classes.statisticsName}>
            <InlineField
              field={project.fields.statistics_code}
              label="统计局项目编码"
              value={file.project.statistics_code}
              save={(value) => saveProject(file, { statistics_code: value })}
              today={file.today}
              readOnly={!file.writable}
              placeholder="未填"
            />
          </span>
        </Fact>
      ) : (
        <Fact name="原因">{codes.length > 0 ? codes.join('、') : '未填'}</Fact>
      )}
      <Fact name={isListed ? '入库月份' : '承诺入统'}>
        <span className={classes.month}>
          <InlineField
            key={month}
            field={listing.fields[month]}
            label={listing.fields[month].label}
            value={known?.[month] ?? null}
            save={(value) => saveCase(file, { [month]: value })}
            today={file.today}
            readOnly={!file.writable}
            placeholder="未填"
            className="strong"
          />
        </span>
      </Fact>
      <Fact name="统计库名称">
        <StatisticsName file={file} />
      </Fact>
      <Fact name="材料 / 一致性">
        <span className={classes.counts}>
          <span>
            {outlook.checklist.ready} / {outlook.checklist.needed}
          </span>
          <span>
            {agreeing} / {outlook.checks.length}
          </span>
        </span>
      </Fact>
    </dl>
  );
}

/** The name in the statistics ledger may differ from that of the approval; where it is the same, that is what it says. */
function StatisticsName({ file }: { file: ListingFile }) {
  const { statistics_name: name, name: approved } = file.project;
  const isSame = name !== null && nameKey(name) === nameKey(approved ?? '');
  return (
    <span className={classes.statisticsName}>
      <InlineField
        field={project.fields.statistics_name}
        label="统计库项目名称"
        value={name}
        display={isSame ? '与批文一致' : undefined}
        save={(value: FieldValue) => saveProject(file, { statistics_name: value })}
        today={file.today}
        readOnly={!file.writable}
        placeholder="未填"
      />
    </span>
  );
}

/** Offered once every paper is there; the person decides. */
export function ReadyOffer({ file }: { file: ListingFile }) {
  const { outlook, listing: known } = file;
  const state = known?.state ?? file.project.listing;
  const isBefore = state === null || state === 'missing' || state === 'not_due' || state === 'returned';
  if (!file.writable || !outlook.checklist.complete || !isBefore) return null;
  const set = async () => {
    const failure = await saveCase(file, { state: 'ready' });
    if (failure) showFailure(failure);
  };
  return (
    <div className={`note ${classes.offer}`} role="status">
      必备材料 {outlook.checklist.needed} 份都已标为齐。
      <button type="button" className="btn sm" onClick={() => void set()}>
        改为齐套
      </button>
    </div>
  );
}
