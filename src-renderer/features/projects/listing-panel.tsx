import { useCallback, useMemo } from 'react';
import { Link } from 'wouter';
import catalogue from '../../../src-shared/catalogues/listing-materials.json';
import type { Field, FieldValue } from '../../../src-shared/entities/field';
import { listing } from '../../../src-shared/entities/listing';
import { isListingDue } from '../../../src-shared/rules/ledger-views';
import { listingLimits } from '../../../src-shared/rules/lights';
import type { Failure } from '../../../src-shared/terms/errors';
import { formatDate } from '../../../src-shared/terms/format';
import { LightShape } from '../../components/light';
import { FieldControl } from '../../components/record-form/field-control';
import { run } from '../../ledger-client';
import type { ProjectFile } from './project-file';
import classes from './project-page.module.css';

/** Saves a field of the project's listing case, which is made with its first fact. */
export function useListingSave(file: ProjectFile): (name: string, value: FieldValue) => Promise<Failure | null> {
  const listingId = file.listing?.id;
  return useCallback(
    async (name, value) => {
      const result = listingId
        ? await run('records.revise', { entity: 'listing', id: listingId, set: { [name]: value } as never })
        : await run('records.create', { entity: 'listing', set: { project: file.id, [name]: value } as never });
      return result.ok ? null : result.error;
    },
    [listingId, file.id],
  );
}

function ListingField({ file, name }: { file: ProjectFile; name: keyof typeof listing.fields }) {
  const save = useListingSave(file);
  const saveThis = useMemo(() => (value: FieldValue) => save(name, value), [save, name]);
  const field = listing.fields[name] as Field;
  return (
    <FieldControl
      field={field}
      value={(file.listing?.[name] as FieldValue | undefined) ?? null}
      save={saveThis}
      readOnly={!file.writable}
    />
  );
}

/** How the case stands in a word with its shape: listed, not due, in time, late. */
function standing(file: ProjectFile): { color: 'red' | 'yellow' | 'green' | 'none'; words: string } {
  const state = file.project.listing;
  const label = listing.fields.state.choices.find((choice) => choice.code === state)?.label;
  if (state === 'listed') return { color: 'green', words: label ?? '已入库' };
  if (!isListingDue(file.project)) return { color: 'none', words: label ?? '未到期' };
  const limits = listingLimits(file.project);
  const color = !limits || file.today <= limits.yellow ? 'none' : file.today > limits.red ? 'red' : 'yellow';
  return { color, words: label ?? '未填' };
}

function DueWords({ file }: { file: ProjectFile }) {
  const limits = listingLimits(file.project);
  if (file.project.listing === 'listed' || !limits || !isListingDue(file.project)) return null;
  return (
    <p className="muted">
      {formatDate(file.project.actual_start)}开工，应在{formatDate(limits.yellow)}前入统，{formatDate(limits.red)}
      后亮红灯。
    </p>
  );
}

/** Beside overview and progress: where the listing case stands, editable in place. */
export function ListingPanel({ file }: { file: ProjectFile }) {
  const { color, words } = standing(file);
  return (
    <aside className={classes.side} aria-label="入统">
      <div className="panel-h">
        <h2>入统体检</h2>
        <span className={`light ${color}`}>
          <LightShape color={color} />
          {words}
        </span>
        <Link className="link right" to={`/projects/${file.id}/listing`}>
          打开
        </Link>
      </div>
      <DueWords file={file} />
      <div className={classes.fields}>
        <ListingField file={file} name="state" />
        {file.project.listing !== 'listed' && (
          <>
            <ListingField file={file} name="reason_code" />
            <ListingField file={file} name="missing_materials" />
            <ListingField file={file} name="promised_month" />
          </>
        )}
        {file.project.listing === 'listed' && <ListingField file={file} name="listed_month" />}
      </div>
      <Materials file={file} />
    </aside>
  );
}

/** What has to be handed in, by the kind of building; a reminder, not a verdict. */
function Materials({ file }: { file: ProjectFile }) {
  const kind = file.project.nature === 'purchase' ? '单纯购置' : '建设项目';
  const list = catalogue.kinds.find((entry) => entry.kind === kind);
  if (!list || file.project.listing === 'listed') return null;
  return (
    <>
      <h3>
        <span>必备材料（{kind}）</span>
        <span>{list.required.length} 件</span>
      </h3>
      <ul className={classes.materials}>
        {list.required.map((name) => (
          <li key={name}>{name}</li>
        ))}
      </ul>
      {list.consistency && (
        <>
          <h3>
            <span>一致性，申报前核对</span>
          </h3>
          <ul className={classes.materials}>
            {list.consistency.map((name) => (
              <li key={name}>{name}</li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

/** The whole listing case on a page of its own. */
export function ListingTab({ file }: { file: ProjectFile }) {
  const { color, words } = standing(file);
  return (
    <div className={classes.body}>
      <div className={classes.left}>
        <div className={classes.progress}>
          <div className="panel-h">
            <h2>入统</h2>
            <span className={`light ${color}`}>
              <LightShape color={color} />
              {words}
            </span>
            <span className="muted">统计库项目名称、统计局项目编码在“概况”里填。</span>
          </div>
          <DueWords file={file} />
          <div className={classes.monthFacts}>
            {(
              [
                'state',
                'reason_code',
                'missing_materials',
                'promised_month',
                'batch',
                'listed_month',
                'return_reason',
              ] as const
            ).map((name) => (
              <ListingField key={name} file={file} name={name} />
            ))}
          </div>
        </div>
      </div>
      <aside className={classes.side} aria-label="入统材料">
        <Materials file={file} />
      </aside>
    </div>
  );
}
