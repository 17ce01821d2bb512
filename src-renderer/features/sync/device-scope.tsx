import { MultiSelect, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import { regionName, regions } from '../../../src-shared/catalogues/regions';
import type { Device } from '../../../src-shared/contract/trust-methods';
import { demand, useLedgerQuery } from '../../ledger-client';
import styles from './device-dialog.module.css';

/** What a person decides about a device besides whether it is trusted. */
export interface Scope {
  readonly person: string;
  readonly unit: string;
  readonly region: string | null;
  readonly projects: readonly string[];
}

export function scopeOf({ person, unit, region, projects }: Device): Scope {
  return { person, unit, region, projects };
}

/** What of a scope differs from what the device has: only that is sent. */
export function scopeChanges(device: Device, scope: Scope) {
  return {
    ...(scope.person.trim() === device.person ? {} : { person: scope.person.trim() }),
    ...(scope.unit.trim() === device.unit ? {} : { unit: scope.unit.trim() }),
    ...(scope.region === device.region ? {} : { region: scope.region }),
    ...(sameProjects(scope.projects, device.projects) ? {} : { projects: [...scope.projects] }),
  };
}

function sameProjects(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((id) => other.includes(id));
}

/** In words what the device may change; what it writes beyond that goes to the review list. */
export function scopeWords(role: Device['role'], { person, region, projects }: Scope): string {
  const place = region === null ? null : regionName(region);
  if (role === 'commission') return place === null ? '可以改全市的一切内容。' : `可以改${place}的一切内容。`;
  if (place === null) return '不限属地，所有项目都可以改。';
  const extra = projects.length > 0 ? `，另加 ${projects.length} 个项目` : '';
  return `可以改${place}里由${person || '本人'}包保、或还没有落实秘书的项目${extra}，可以在${place}新建项目。改了别的，先放到“越权改动”里由你定。`;
}

/** Who sits at a device and what it may change. */
export function ScopeForm(props: {
  role: Device['role'];
  value: Scope;
  onChange: (scope: Scope) => void;
  readOnly: boolean;
}) {
  const { role, value, onChange, readOnly } = props;
  return (
    <div className={styles.scope}>
      <div className={styles.who}>
        <TextInput
          label="姓名"
          value={value.person}
          maxLength={100}
          readOnly={readOnly}
          error={value.person.trim() === '' ? '姓名不能为空' : undefined}
          onChange={(event) => onChange({ ...value, person: event.currentTarget.value })}
        />
        <TextInput
          label="单位"
          value={value.unit}
          maxLength={200}
          readOnly={readOnly}
          onChange={(event) => onChange({ ...value, unit: event.currentTarget.value })}
        />
        <Select
          label="属地"
          value={value.region ?? ''}
          readOnly={readOnly}
          allowDeselect={false}
          data={[{ value: '', label: '不限' }, ...regions.map(({ code, name }) => ({ value: code, label: name }))]}
          onChange={(code) => onChange({ ...value, region: code || null })}
        />
      </div>
      {role !== 'commission' && value.region !== null && (
        <ProjectsPick
          value={value.projects}
          readOnly={readOnly}
          onChange={(projects) => onChange({ ...value, projects })}
        />
      )}
      <p className="sub-fg">{scopeWords(role, value)}</p>
    </div>
  );
}

/** Projects beyond person and region, found by name or initials. */
function ProjectsPick(props: {
  value: readonly string[];
  onChange: (projects: readonly string[]) => void;
  readOnly: boolean;
}) {
  const { value, onChange, readOnly } = props;
  const [words, setWords] = useState('');
  const [asked] = useDebouncedValue(words, 150);
  const hits = useLedgerQuery('search.find', asked.trim() ? { words: asked.trim(), limit: 20 } : undefined, {
    keep: true,
  });
  const chosen = useQueries({
    queries: value.map((id) => ({
      queryKey: ['projects.show', { id }],
      queryFn: () => demand('projects.show', { id }),
    })),
  });
  const names = chosen.map(({ data }, index) => ({
    value: value[index] ?? '',
    label: String(data?.project.name ?? '') || '这里没有的项目',
  }));
  const found = (hits.data ?? [])
    .filter((hit) => hit.entity === 'project' && !value.includes(hit.id))
    .map((hit) => ({ value: hit.id, label: hit.title }));
  return (
    <MultiSelect
      label="另外分管的项目"
      placeholder={value.length > 0 || readOnly ? undefined : '没有；输入名称或拼音首字母'}
      searchable
      hidePickedOptions
      readOnly={readOnly}
      value={[...value]}
      data={[...names, ...found]}
      // The ledger has chosen already.
      filter={({ options }) => options}
      searchValue={words}
      onSearchChange={setWords}
      onChange={onChange}
      nothingFoundMessage={words.trim() ? '没有找到' : undefined}
    />
  );
}
