import { Menu, Select, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { duties } from '../../../src-shared/entities/duties';
import { workLog } from '../../../src-shared/entities/work-log';
import type { NamedProject, OpenProblem } from '../../../src-shared/rules/work-log-projects';
import classes from './quick-log.module.css';
import { problemName, type Values } from './quick-log-draft';

export type TokenKind = 'project' | 'duty' | 'way' | 'counterpart' | 'problem' | 'result';

const labels: Readonly<Record<TokenKind, string>> = {
  project: '项目',
  duty: '五包',
  way: '方式',
  counterpart: '部门和人',
  problem: '问题',
  result: '结果',
};
const kinds = Object.keys(labels) as TokenKind[];

const projectName = ({ name, short_name: short }: NamedProject) => short ?? name ?? '';
const choiceLabel = (choices: readonly { code: string; label: string }[], code: string | null) =>
  choices.find((choice) => choice.code === code)?.label ?? code;

/** The words of a token; null where there is nothing to show. */
function wordsOf(kind: TokenKind, values: Values, projects: readonly NamedProject[], problems: readonly OpenProblem[]) {
  switch (kind) {
    case 'project': {
      const project = projects.find(({ id }) => id === values.project);
      return project ? projectName(project) : null;
    }
    case 'duty':
      return choiceLabel(duties, values.duty);
    case 'way':
      return choiceLabel(workLog.fields.way.choices, values.way);
    case 'counterpart':
      return [values.department, values.person].filter(Boolean).join(' ') || null;
    case 'problem': {
      const problem = problems.find(({ id }) => id === values.problem);
      return problem ? (problem.description?.trim().split(/\r?\n/)[0] ?? problemName(problem)) : null;
    }
    case 'result':
      return values.result;
  }
}

const cleared = (kind: TokenKind): Partial<Values> =>
  kind === 'counterpart' ? { department: null, person: null } : { [kind]: null };

/** What was understood as tokens: each may be taken off or set anew, and what is missing may be added. */
export function Tokens({
  values,
  projects,
  problems,
  onChange,
  onLeave,
}: {
  values: Values;
  projects: readonly NamedProject[];
  problems: readonly OpenProblem[];
  onChange: (change: Partial<Values>) => void;
  /** Back to the line of text. */
  onLeave: () => void;
}) {
  const [editing, setEditing] = useState<TokenKind | null>(null);
  const shown = kinds.map((kind) => ({ kind, words: wordsOf(kind, values, projects, problems) }));
  const missing = shown.filter(({ kind, words }) => words === null && kind !== editing);
  const finish = (change: Partial<Values> | null) => {
    if (change) onChange(change);
    setEditing(null);
    onLeave();
  };
  return (
    <div className={classes.tokens}>
      {shown.map(({ kind, words }) =>
        kind === editing ? (
          <Editor key={kind} kind={kind} values={values} projects={projects} problems={problems} onDone={finish} />
        ) : (
          words !== null && (
            <span key={kind} className={classes.token}>
              <button
                type="button"
                className={classes.words}
                title={`改${labels[kind]}`}
                onClick={() => setEditing(kind)}
              >
                <em>{labels[kind]}</em>
                <span className="ell">{words}</span>
              </button>
              <button type="button" aria-label={`去掉 ${words}`} onClick={() => finish(cleared(kind))}>
                <IconX className="icon" aria-hidden="true" />
              </button>
            </span>
          )
        ),
      )}
      {missing.length > 0 && (
        <Menu position="bottom-start" transitionProps={{ duration: 0 }} returnFocus={false}>
          <Menu.Target>
            <button type="button" className={classes.add}>
              <IconPlus className="icon" aria-hidden="true" />
              加一项
            </button>
          </Menu.Target>
          <Menu.Dropdown>
            {missing.map(({ kind }) => (
              <Menu.Item key={kind} onClick={() => setEditing(kind)}>
                {labels[kind]}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </div>
  );
}

function Editor({
  kind,
  values,
  projects,
  problems,
  onDone,
}: {
  kind: TokenKind;
  values: Values;
  projects: readonly NamedProject[];
  problems: readonly OpenProblem[];
  onDone: (change: Partial<Values> | null) => void;
}) {
  const [typed, setTyped] = useState({
    department: values.department ?? '',
    person: values.person ?? '',
    result: values.result ?? '',
  });
  const choose = (data: { value: string; label: string }[], value: string | null) => (
    <Select
      aria-label={labels[kind]}
      data={data}
      value={value}
      searchable={data.length > 9}
      limit={50}
      defaultDropdownOpened
      autoFocus
      w={kind === 'duty' || kind === 'way' ? 150 : 260}
      nothingFoundMessage={kind === 'problem' ? '没有未销号的问题' : '没有找到'}
      placeholder={data.length > 9 ? '输入名称' : '选择'}
      onChange={(chosen) => onDone(chosen === null ? null : { [kind]: chosen })}
    />
  );
  const text = (name: 'department' | 'person' | 'result', label: string, width: number, first: boolean) => (
    <TextInput
      aria-label={label}
      placeholder={label}
      w={width}
      autoFocus={first}
      maxLength={200}
      value={typed[name]}
      onChange={(event) => setTyped({ ...typed, [name]: event.currentTarget.value })}
    />
  );
  const take = (): Partial<Values> => {
    const words = (name: 'department' | 'person' | 'result') => typed[name].trim() || null;
    return kind === 'result'
      ? { result: words('result') }
      : { department: words('department'), person: words('person') };
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    // Enter belongs to the token here, not yet to the note.
    if (event.key === 'Enter' && !event.ctrlKey) {
      event.stopPropagation();
      if (kind !== 'counterpart' && kind !== 'result') return;
      event.preventDefault();
      onDone(take());
    } else if (event.key === 'Escape') {
      event.stopPropagation();
      onDone(null);
    }
  };
  const isText = kind === 'counterpart' || kind === 'result';
  const content: Record<TokenKind, () => ReactNode> = {
    project: () =>
      choose(
        projects.map((project) => ({ value: project.id, label: projectName(project) })),
        values.project,
      ),
    duty: () =>
      choose(
        duties.map(({ code, label }) => ({ value: code, label })),
        values.duty,
      ),
    way: () =>
      choose(
        workLog.fields.way.choices.map(({ code, label }) => ({ value: code, label })),
        values.way,
      ),
    problem: () =>
      choose(
        problems
          .filter(({ project }) => values.project === null || project === values.project)
          .map((problem) => ({ value: problem.id, label: problem.description ?? problemName(problem) })),
        values.problem,
      ),
    counterpart: () => (
      <>
        {text('department', '部门', 140, true)}
        {text('person', '对方', 90, false)}
      </>
    ),
    result: () => text('result', '结果', 260, true),
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hears the keys of the fields inside
    <span
      className={classes.editor}
      data-own-escape
      onKeyDown={onKeyDown}
      onBlur={(event) => {
        if (isText && !event.currentTarget.contains(event.relatedTarget)) onDone(take());
      }}
    >
      <em>{labels[kind]}</em>
      {content[kind]()}
      <button type="button" aria-label={`不改${labels[kind]}`} onClick={() => onDone(null)}>
        <IconX className="icon" aria-hidden="true" />
      </button>
    </span>
  );
}
