import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useLedgerQuery } from '../../ledger-client';

/** Chooses another project by its name or initials. */
export function ReferencePick({
  id,
  label,
  value,
  take,
  readOnly,
}: {
  id: string;
  label: string;
  value: string | null;
  take: (value: string | null) => Promise<void>;
  readOnly: boolean;
}) {
  const [words, setWords] = useState('');
  const [asked] = useDebouncedValue(words, 150);
  const present = useLedgerQuery('projects.show', value ? { id: value } : undefined);
  const hits = useLedgerQuery('search.find', asked.trim() ? { words: asked.trim(), limit: 20 } : undefined, {
    keep: true,
  });
  const name = present.data ? String(present.data.project.name ?? '') : (value ?? '');
  const found = (hits.data ?? [])
    .filter((hit) => hit.entity === 'project')
    .map((hit) => ({ value: hit.id, label: hit.title }));
  const data = value && !found.some((option) => option.value === value) ? [{ value, label: name }, ...found] : found;
  return (
    <Select
      id={id}
      searchable
      clearable={!readOnly}
      readOnly={readOnly}
      value={value}
      data={data}
      // The ledger has chosen already: every option it gave stays in the list.
      filter={({ options }) => options}
      onSearchChange={setWords}
      onChange={(next) => void take(next)}
      placeholder="输入名称或拼音首字母"
      nothingFoundMessage={words.trim() ? '没有找到' : '输入名称或拼音首字母'}
      clearButtonProps={{ 'aria-label': `清空${label}` }}
    />
  );
}
