import { useMemo } from 'react';
import { Link } from 'wouter';
import type { Field, FieldValue } from '../../../src-shared/entities/field';
import { listing } from '../../../src-shared/entities/listing';
import { isListingDue } from '../../../src-shared/rules/ledger-views';
import { listingStanding } from '../../../src-shared/rules/listing-standing';
import { LightShape } from '../../components/light';
import { FieldControl } from '../../components/record-form/field-control';
import { CaseSide } from '../listing/case-side';
import { CaseSummary } from '../listing/case-summary';
import { ChecklistButton } from '../listing/checklist-button';
import { Clinic } from '../listing/clinic';
import { type ListingFile, saveCase, useListingFile } from '../listing/listing-file';
import type { ProjectFile } from './project-file';
import classes from './project-page.module.css';

function ListingField({ file, name }: { file: ListingFile; name: keyof typeof listing.fields }) {
  const save = useMemo(() => (value: FieldValue) => saveCase(file, { [name]: value }), [file, name]);
  const field = listing.fields[name] as Field;
  return (
    <FieldControl
      field={field}
      value={(file.listing?.[name] as FieldValue | undefined) ?? null}
      save={save}
      readOnly={!file.writable}
    />
  );
}

const panelFields = ['state', 'reason_code', 'missing_materials', 'promised_month'] as const;

/** Beside overview and progress: where the listing case stands, its first facts editable in place. */
export function ListingPanel({ file: { id } }: { file: ProjectFile }) {
  const { file } = useListingFile(id);
  if (!file) return <aside className={classes.side} aria-label="入统" />;
  const isListed = file.project.listing === 'listed';
  const { color } = listingStanding(file.project, file.today, file.rules.lightRules);
  const label = listing.fields.state.choices.find((choice) => choice.code === file.project.listing)?.label ?? '未填';
  return (
    <aside className={classes.side} aria-label="入统">
      <div className="panel-h">
        <h2>入统体检</h2>
        <span className={`light ${color}`}>
          <LightShape color={color} />
          {label}
        </span>
        <Link className="link right" to={`/projects/${id}/listing`}>
          打开
        </Link>
      </div>
      <div className={classes.fields}>
        {(isListed ? (['state', 'listed_month'] as const) : panelFields).map((name) => (
          <ListingField key={name} file={file} name={name} />
        ))}
      </div>
      {!isListed && isListingDue(file.project) && <CaseSummary file={file} />}
    </aside>
  );
}

/** The whole listing case, of the same parts as the page of unlisted projects. */
export function ListingTab({ file: { id } }: { file: ProjectFile }) {
  const { file } = useListingFile(id);
  if (!file) return null;
  const { color, words } = listingStanding(file.project, file.today, file.rules.lightRules);
  return (
    <div className={classes.body}>
      <section className="pane" aria-label="入统体检">
        <div className="bar">
          <h2>入统</h2>
          <span className={`light ${color}`}>
            <LightShape color={color} />
            {words}
          </span>
          <span className="right" />
          <ChecklistButton project={id} size="sm" />
        </div>
        <Clinic file={file} low />
      </section>
      <CaseSide file={file} />
    </div>
  );
}
