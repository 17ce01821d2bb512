import { Modal } from '@mantine/core';
import { IconFileText, IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { formatRate } from '../../src-shared/terms/format';
import { LightShape } from '../components/light';
import { NewProjectDialog } from '../features/projects/new-project';
import { useColorScheme } from './color-scheme';
import classes from './palette.module.css';
import { Highlight } from './palette-highlight';
import { closePalette, usePaletteOpen } from './palette-state';
import { openQuickLog } from './quick-log-state';
import { type PaletteItem, usePaletteItems } from './use-palette-items';

/** Ctrl+K: projects, their records and commands by Chinese words or pinyin initials; all by keyboard. */
export function Palette() {
  const open = usePaletteOpen();
  const [creating, setCreating] = useState(false);
  return (
    <>
      {/* Without a transition it stands in the very task of Ctrl+K, so that no letter typed behind it is lost. */}
      <Modal.Root
        opened={open}
        onClose={closePalette}
        size={640}
        yOffset={84}
        centered={false}
        padding={0}
        transitionProps={{ duration: 0 }}
      >
        <Modal.Overlay />
        <Modal.Content aria-label="搜索项目和命令">
          <Modal.Body className={classes.body}>
            <PaletteBody onNewProject={() => setCreating(true)} />
          </Modal.Body>
        </Modal.Content>
      </Modal.Root>
      <NewProjectDialog opened={creating} onClose={() => setCreating(false)} />
    </>
  );
}

function PaletteBody({ onNewProject }: { onNewProject: () => void }) {
  const [, navigate] = useLocation();
  const { choose } = useColorScheme();
  const listId = useId();
  const list = useRef<HTMLDivElement>(null);
  const query = useRef<HTMLInputElement>(null);
  const [words, setWords] = useState('');
  const [position, setPosition] = useState(0);
  const [chosen, setChosen] = useState<{ id: string; name: string } | null>(null);
  const { groups, waiting } = usePaletteItems(words, chosen);
  const items = groups.flatMap((group) => group.items);
  const at = Math.min(position, Math.max(0, items.length - 1));
  const selected = items[at];

  // Commands belong to the project that was selected last.
  const project = selected?.kind === 'project' ? selected : undefined;
  if (project && chosen?.id !== project.id) setChosen({ id: project.id, name: project.title });

  useLayoutEffect(() => query.current?.focus(), []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the selected line stays in sight
  useLayoutEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [at, items.length]);

  const take = (item: PaletteItem | undefined) => {
    if (!item) return;
    closePalette();
    if (item.kind === 'project') navigate(`/projects/${item.id}/overview`);
    else if (item.kind === 'record') navigate(item.to);
    else if (item.command.to) navigate(item.command.to);
    else if (item.command.deed === 'new-project') onNewProject();
    else if (item.command.deed === 'quick-log') openQuickLog();
    else if (item.command.deed) choose(item.command.deed);
  };

  // Enter means what the words say: pressed before their answer is there, it waits for it.
  const [hasEntered, setHasEntered] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the answer alone decides
  useEffect(() => {
    if (!hasEntered || waiting) return;
    setHasEntered(false);
    take(selected);
  }, [hasEntered, waiting]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    const firstCommand = items.findIndex((item) => item.kind === 'command');
    if (event.key === 'ArrowDown') setPosition((at + 1) % Math.max(1, items.length));
    else if (event.key === 'ArrowUp') setPosition((at - 1 + items.length) % Math.max(1, items.length));
    else if (event.key === 'Enter') setHasEntered(true);
    else if (event.key === 'Tab' && !event.shiftKey && selected?.kind === 'project' && firstCommand >= 0)
      setPosition(firstCommand);
    else return;
    event.preventDefault();
  };

  let index = -1;
  return (
    <>
      <div className={classes.query}>
        <IconSearch className="icon" aria-hidden="true" />
        <input
          ref={query}
          role="combobox"
          aria-expanded="true"
          aria-controls={listId}
          aria-activedescendant={selected ? `${listId}-${at}` : undefined}
          aria-autocomplete="list"
          aria-label="搜索项目、记录、命令"
          autoComplete="off"
          spellCheck={false}
          data-autofocus
          value={words}
          onChange={(event) => {
            setWords(event.currentTarget.value);
            setHasEntered(false);
            setPosition(0);
            setChosen(null);
          }}
          onKeyDown={onKeyDown}
        />
        <span className={classes.hint}>中文或拼音首字母</span>
        <span className="kbd">Esc</span>
      </div>
      <div className={classes.list} id={listId} role="listbox" aria-label="结果" ref={list}>
        {groups.map((group) => (
          // biome-ignore lint/a11y/useSemanticElements: a group of options is no fieldset
          <div key={group.name} role="group" aria-label={group.name}>
            <div className={classes.group} aria-hidden="true">
              {group.name} <em>{group.items.length}</em>
            </div>
            {group.items.map((item) => {
              index += 1;
              const own = index;
              return (
                <div
                  key={item.key}
                  id={`${listId}-${own}`}
                  role="option"
                  tabIndex={-1}
                  aria-selected={own === at}
                  className={classes.item}
                  onPointerMove={() => setPosition(own)}
                  onPointerDown={(event) => event.preventDefault()}
                  onClick={() => take(item)}
                  onKeyDown={onKeyDown}
                >
                  <Line item={item} words={words} selected={own === at} />
                </div>
              );
            })}
          </div>
        ))}
        {items.length === 0 && !waiting && (
          <p className={classes.none}>没有找到“{words.trim()}”。换个词，或只输入拼音首字母。</p>
        )}
      </div>
      <div className={classes.foot}>
        <span>
          <span className="kbd">↑</span>
          <span className="kbd">↓</span>选择
        </span>
        <span>
          <span className="kbd">Enter</span>打开
        </span>
        <span>
          <span className="kbd">Tab</span>对选中项目用命令
        </span>
        <span className="right muted">共 {items.length} 条</span>
      </div>
    </>
  );
}

function Line({ item, words, selected }: { item: PaletteItem; words: string; selected: boolean }) {
  const enter = selected && <span className="kbd">Enter</span>;
  if (item.kind === 'command') {
    const { icon: Icon, label, detail } = item.command;
    return (
      <>
        <Icon className="icon" aria-hidden="true" />
        <span>
          <Highlight title={label} words={words} />
        </span>
        <span className={`ell ${classes.detail}`}>{detail}</span>
        <span className={classes.end}>{enter}</span>
      </>
    );
  }
  if (item.kind === 'record') {
    return (
      <>
        <IconFileText className="icon" aria-hidden="true" />
        <span className="ell">
          <Highlight title={item.title} words={words} />
        </span>
        <span className={`ell ${classes.detail}`}>{item.detail}</span>
        <span className={classes.end}>{enter}</span>
      </>
    );
  }
  const { derived } = item;
  return (
    <>
      <span className={`light ${derived?.light.color ?? 'none'} ${classes.light}`}>
        <LightShape color={derived?.light.color ?? 'none'} />
      </span>
      <span className="ell">
        <Highlight title={item.title} words={words} />
      </span>
      <span className={`ell ${classes.detail}`}>{item.detail}</span>
      <span className={classes.end}>
        {derived?.completionRate !== null &&
          derived?.completionRate !== undefined &&
          `完成率 ${formatRate(derived.completionRate)}%`}
        {enter}
      </span>
    </>
  );
}
