import { Autocomplete } from '@mantine/core';
import { IconCheck, IconCircle } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { FieldValue } from '../../../src-shared/entities/field';
import { problem as entity } from '../../../src-shared/entities/problem';
import { type ClosingNeed, closingNeeds, samePerson } from '../../../src-shared/rules/problem-actions';
import { ChoiceGroup } from '../../components/choice-group';
import { showDone, showFailure } from '../../components/toast';
import { run } from '../../ledger-client';
import type { KnownProblem } from './problem-data';
import classes from './problems.module.css';

const satisfactions = entity.fields.satisfaction.choices.map(({ code, label }) => ({ value: code as string, label }));

/** The four in a word each, for the head of the part. */
const needWords: Readonly<Record<ClosingNeed['code'], string>> = {
  measures: '措施',
  evidence: '佐证',
  company: '企业',
  checker: '核验人',
};

/** Evidence, the company's word, who handles and who checks: with the measures the four without which nothing is closed. */
export function ClosingPart({ file, writable }: { file: KnownProblem; writable: boolean }) {
  const { problem, measures, people } = file;
  const needs = closingNeeds(problem, measures);
  const save = async (set: Readonly<Record<string, FieldValue>>, what: string) => {
    const result = await run('records.revise', { entity: 'problem', id: problem.id, set: set as never });
    if (!result.ok) showFailure(result.error);
    else if (result.value.dot !== null) showDone(`已保存“${what}”`, { undo: true });
  };
  const same = samePerson(problem.checker, problem.handler);
  return (
    <section aria-label="佐证和确认">
      <h3 className={classes.partHead}>
        <span>佐证和确认</span>
        <ul className={`right ${classes.needs}`} aria-label="销号四项" title="销号须四项齐">
          {needs.map(({ code, met, missing }) => (
            <li key={code} className={met ? 'sub-fg' : undefined} title={met ? undefined : missing}>
              {met ? (
                <IconCheck className="icon" aria-hidden="true" />
              ) : (
                <IconCircle className="icon" aria-hidden="true" />
              )}
              {needWords[code]}
              <span className="visually-hidden">{met ? '已齐' : missing}</span>
            </li>
          ))}
        </ul>
      </h3>
      <Line
        label="佐证"
        value={problem.evidence}
        placeholder="如 勘察记录.pdf、现场照片 2 张"
        writable={writable}
        save={(evidence) => save({ evidence }, '佐证')}
      />
      <Line
        label="企业意见"
        value={problem.company_confirmation}
        placeholder="谁、怎么说"
        writable={writable}
        save={(company_confirmation) => save({ company_confirmation }, '企业意见')}
      />
      <div className={classes.line}>
        <span className={classes.lineLabel}>企业评价</span>
        {writable ? (
          <ChoiceGroup
            label="企业评价"
            appearance="small-chips"
            options={satisfactions}
            value={problem.satisfaction}
            onChange={(satisfaction) => void save({ satisfaction }, '企业评价')}
          />
        ) : (
          <span>{satisfactions.find(({ value }) => value === problem.satisfaction)?.label ?? '未填'}</span>
        )}
      </div>
      <Line
        label="承办人"
        value={problem.handler}
        placeholder="如 刘工，昌邑供电"
        people={people}
        writable={writable}
        save={(handler) => save({ handler }, '承办人')}
      />
      <Line
        label="核验人"
        value={problem.checker}
        placeholder="不能是承办人"
        people={people}
        writable={writable}
        fault={same ? '核验人就是承办人，不能销号' : null}
        save={(checker) => save({ checker }, '核验人')}
      />
    </section>
  );
}

/** One line that is saved on leaving it; names are offered where it holds a person. */
function Line({
  label,
  value,
  placeholder,
  people,
  writable,
  fault = null,
  save,
}: {
  label: string;
  value: string | null;
  placeholder: string;
  people?: readonly string[];
  writable: boolean;
  fault?: string | null;
  save: (value: string | null) => Promise<void>;
}) {
  const [text, setText] = useState(value ?? '');
  useEffect(() => setText(value ?? ''), [value]);
  const leave = (words: string = text) => {
    const next = words.trim() || null;
    if (next !== value) void save(next);
  };
  return (
    <div className={classes.line}>
      <span className={classes.lineLabel} aria-hidden="true">
        {label}
      </span>
      {writable ? (
        <Autocomplete
          className={classes.lineInput as string}
          aria-label={label}
          data={people ? [...people] : []}
          limit={8}
          value={text}
          placeholder={placeholder}
          maxLength={label === '佐证' ? 4000 : 200}
          title={text}
          error={fault}
          onChange={setText}
          onOptionSubmit={(chosen) => leave(chosen)}
          onBlur={() => leave()}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing || event.keyCode === 229) return;
            if (event.key === 'Escape') setText(value ?? '');
            else if (event.key === 'Enter') leave();
          }}
        />
      ) : (
        <span className={value ? undefined : 'muted'}>{value ?? '未填'}</span>
      )}
    </div>
  );
}
