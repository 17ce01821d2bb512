import { Button, Popover, Select, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { regions } from '../../../src-shared/catalogues/regions';
import type { FieldValue } from '../../../src-shared/entities/field';
import { project } from '../../../src-shared/entities/project';
import { listingThreshold, smallThreshold } from '../../../src-shared/rules/ledger-views';
import { failureMessage } from '../../../src-shared/terms/errors';
import { useStatus } from '../../app/status';
import { readText } from '../../components/fields/read-text';
import { showDone } from '../../components/toast';
import { run } from '../../ledger-client';
import classes from './small-page.module.css';

const { lead_source: source, total_investment: total } = project.fields;

/** A new lead: a project of which somebody heard that statistics may not know it. */
export function AddLead() {
  const own = useStatus()?.identity?.region ?? null;
  const [open, setOpen] = useState(false);
  const [name, setName] = useState('');
  const [money, setMoney] = useState('');
  const [owner, setOwner] = useState('');
  const [lead, setLead] = useState<string | null>(null);
  const [region, setRegion] = useState<string | null>(own);
  const [fault, setFault] = useState<{ money?: string; whole?: string }>({});
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const read = readText({ ...total, required: true }, money);
    if (!read.ok) return setFault({ money: read.message });
    const yuan = Number(read.value);
    if (yuan < smallThreshold) return setFault({ money: '不到 500 万元，不用入统' });
    const set: Record<string, FieldValue> = {
      name: name.trim(),
      total_investment: yuan,
      lead_source: lead,
      region,
      omission_check: 'open',
      ...(owner.trim() ? { owner: owner.trim() } : {}),
    };
    const known = Object.fromEntries(Object.entries(set).filter(([, value]) => value !== null));
    const result = await run('records.create', { entity: 'project', set: known as never });
    if (!result.ok) return setFault({ whole: failureMessage(result.error) });
    setName('');
    setMoney('');
    setOwner('');
    setFault({});
    setOpen(false);
    showDone(yuan >= listingThreshold ? '已加入，总投资满 5000 万元，按未入统办理' : '已加入线索，待核查', {
      undo: true,
    });
  };
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" trapFocus>
      <Popover.Target>
        <Button
          variant="filled"
          leftSection={<IconPlus className="icon" aria-hidden="true" />}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          加线索
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form className={classes.lead} onSubmit={(event) => void submit(event)}>
          <TextInput
            label="项目名称"
            value={name}
            maxLength={200}
            onChange={(event) => setName(event.currentTarget.value)}
            data-autofocus
          />
          <Select
            label={source.label}
            placeholder="未填"
            data={source.choices.map(({ code, label }) => ({ value: code, label }))}
            value={lead}
            onChange={setLead}
          />
          <TextInput
            label="总投资"
            value={money}
            error={fault.money ?? null}
            inputMode="decimal"
            rightSection={<span className="muted">万元</span>}
            rightSectionWidth={44}
            rightSectionPointerEvents="none"
            onChange={(event) => {
              setMoney(event.currentTarget.value);
              setFault({});
            }}
          />
          <TextInput
            label="建设单位"
            value={owner}
            maxLength={200}
            onChange={(event) => setOwner(event.currentTarget.value)}
          />
          <Select
            label="属地"
            placeholder="未填"
            searchable
            data={regions.map(({ code, name: label }) => ({ value: code, label }))}
            value={region}
            onChange={setRegion}
          />
          {fault.whole && (
            <div className="note red" role="alert">
              {fault.whole}
            </div>
          )}
          <Button type="submit" variant="filled" disabled={!name.trim() || !money.trim()}>
            加入
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
