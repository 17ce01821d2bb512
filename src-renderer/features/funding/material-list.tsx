import { Checkbox, Select, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useState } from 'react';
import { fundingMaterial as entity, type FundingMaterial } from '../../../src-shared/entities/funding-material';
import { materialStates } from '../../../src-shared/entities/material';
import { checklistOf } from '../../../src-shared/rules/funding-stages';
import { formatDay } from '../../../src-shared/terms/format';
import { showDone, showFailure } from '../../components/toast';
import { run } from '../../ledger-client';
import { DetailLine } from './detail-line';
import classes from './funding.module.css';

/** The papers of an application: ticked when they are there, with what is wrong with one in words. */
export function MaterialList({
  application,
  project,
  materials,
  absent,
  today,
  writable,
}: {
  application: string;
  project: string;
  materials: readonly FundingMaterial[];
  /** Papers that the policy asks for and the list does not have. */
  absent: readonly string[];
  today: string;
  writable: boolean;
}) {
  const { ready, needed } = checklistOf(materials);
  return (
    <section aria-label="材料清单">
      <div className={classes.sectionHead}>
        <h3>材料清单</h3>
        <span className="muted">{needed === 0 ? '还没有列' : `齐 ${ready} / ${needed}`}</span>
      </div>
      <ul className={classes.papers}>
        {materials.map((material) => (
          <Paper key={material.id} material={material} today={today} writable={writable} />
        ))}
      </ul>
      {writable && absent.length > 0 && (
        <div className={classes.moves}>
          <button
            type="button"
            className="btn sm"
            title={absent.join('、')}
            onClick={() => void addPapers(application)}
          >
            按政策列出 {absent.length} 份
          </button>
        </div>
      )}
      {writable && <AddPaper application={application} project={project} />}
    </section>
  );
}

async function addPapers(id: string): Promise<void> {
  const result = await run('funding.addPapers', { id });
  if (!result.ok) showFailure(result.error);
  else showDone(`已列出 ${result.value.added} 份材料`, { undo: true });
}

type Set = Partial<Record<keyof typeof entity.fields, string | null>>;

async function revise(material: FundingMaterial, set: Set): Promise<void> {
  const result = await run('records.revise', { entity: 'funding_material', id: material.id, set });
  if (!result.ok) showFailure(result.error);
}

/** The state as it was just chosen, until the ledger has answered: a tick shows at once. */
function useChosenState(material: FundingMaterial): [string, (next: string) => void] {
  const [chosen, setChosen] = useState<string | null>(null);
  // Whatever the ledger says of the paper now is the truth again.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new record is the sign
  useEffect(() => setChosen(null), [material]);
  return [chosen ?? material.state ?? 'missing', setChosen];
}

function Paper({ material, today, writable }: { material: FundingMaterial; today: string; writable: boolean }) {
  const name = material.name ?? '';
  const [state, setState] = useChosenState(material);
  const take = async (next: string) => {
    setState(next);
    await revise(material, {
      state: next,
      // A tick means that it came today; unticking the same day takes the day back.
      ...(next === 'ready' && material.received_on === null ? { received_on: today } : {}),
      ...(next === 'missing' && material.received_on === today ? { received_on: null } : {}),
    });
  };
  const remove = async () => {
    const result = await run('records.withdraw', { entity: 'funding_material', id: material.id });
    if (!result.ok) showFailure(result.error);
    else showDone(`已删除材料“${name}”`, { undo: true });
  };
  return (
    <li data-state={state}>
      <Checkbox
        className={classes.tick as string}
        label={name}
        title={name}
        checked={state === 'ready'}
        disabled={!writable}
        onChange={(event) => void take(event.currentTarget.checked ? 'ready' : 'missing')}
      />
      {state === 'ready' && material.received_on && <span className="muted">{formatDay(material.received_on)}</span>}
      <Select
        className={classes.state as string}
        aria-label={`${name}的状态`}
        value={state}
        data={materialStates.map(({ code, label }) => ({ value: code, label }))}
        onChange={(next) => next && void take(next)}
        allowDeselect={false}
        readOnly={!writable}
      />
      {writable && (
        <button
          type="button"
          className="btn sm icon-only quiet"
          aria-label={`删除材料 ${name}`}
          title="删除材料"
          onClick={() => void remove()}
        >
          <IconTrash className="icon" aria-hidden="true" />
        </button>
      )}
      {(state === 'faulty' || material.detail !== null) && (
        <DetailLine
          label={`${name}的情况`}
          value={material.detail}
          writable={writable}
          save={(detail) => revise(material, { detail })}
        />
      )}
    </li>
  );
}

function AddPaper({ application, project }: { application: string; project: string }) {
  const [name, setName] = useState('');
  const add = async () => {
    const words = name.trim();
    if (!words) return;
    const result = await run('records.create', {
      entity: 'funding_material',
      set: { project, application, name: words, state: 'missing' },
    });
    if (!result.ok) return showFailure(result.error);
    setName('');
    showDone(`已添加材料“${words}”`, { undo: true });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    void add();
  };
  return (
    <div className={classes.addPaper}>
      <TextInput
        aria-label="添加一份材料"
        placeholder="添加一份材料，回车"
        value={name}
        maxLength={entity.fields.name.maxLength}
        onChange={(event) => setName(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <button
        type="button"
        className="btn icon-only"
        aria-label="添加"
        disabled={!name.trim()}
        onClick={() => void add()}
      >
        <IconPlus className="icon" aria-hidden="true" />
      </button>
    </div>
  );
}
