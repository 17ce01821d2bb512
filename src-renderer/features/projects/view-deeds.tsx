import { Button, Menu, Modal, Popover, TextInput } from '@mantine/core';
import {
  IconChevronDown,
  IconPencil,
  IconPlus,
  IconRefresh,
  IconShare,
  IconTrash,
  IconUserShare,
} from '@tabler/icons-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useLocation } from 'wouter';
import type { Failure } from '../../../src-shared/terms/errors';
import { ChoiceGroup } from '../../components/choice-group';
import { showDone, showFailure } from '../../components/toast';
import { type GridState, gridAddress, plainState, readGridState } from './grid-state';
import { isChanged, type KeptView, stateOf, type ViewContent, type Views } from './kept-views';
import classes from './projects-page.module.css';

const withName = (name: string) => name.trim().slice(0, 40);

/** What to do with the view in sight: update, rename, share, delete. One that is not one's own can only be kept under another name. */
export function ViewMenu({ view, views, content }: { view: KeptView; views: Views; content: ViewContent }) {
  const [renaming, setRenaming] = useState(false);
  const [, navigate] = useLocation();
  if (!view.own) return null;
  const told = (failure: Failure | null, text: string) =>
    failure ? showFailure(failure) : showDone(text, { undo: view.kind === 'shared' });
  const move = async () => {
    const isShared = view.kind === 'private';
    const { query, columns, pinned } = view;
    const added = await views.add(view.name, { query, columns, pinned }, isShared);
    if (!('id' in added)) return showFailure(added);
    const failure = await views.remove(view);
    if (failure) return showFailure(failure);
    showDone(isShared ? `“${view.name}”已共享，随同步包带走` : `“${view.name}”改为只给自己`);
    navigate(gridAddress(stateOf({ ...view, id: added.id })), { replace: true });
  };
  const remove = async () => {
    told(await views.remove(view), `已删除视图“${view.name}”`);
    navigate(gridAddress({ ...plainState, view: readGridState(view.query).view }));
  };
  return (
    <>
      <Menu position="bottom-start">
        <Menu.Target>
          <button type="button" className={classes.tabMore} aria-label={`视图“${view.name}”的操作`}>
            <IconChevronDown className="icon" aria-hidden="true" />
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconRefresh className="icon" aria-hidden="true" />}
            onClick={async () => told(await views.revise(view, content), `“${view.name}”已按现在的样子更新`)}
          >
            按现在的样子更新
          </Menu.Item>
          <Menu.Item leftSection={<IconPencil className="icon" aria-hidden="true" />} onClick={() => setRenaming(true)}>
            改名
          </Menu.Item>
          {views.sharing && (
            <Menu.Item
              leftSection={
                view.kind === 'private' ? (
                  <IconShare className="icon" aria-hidden="true" />
                ) : (
                  <IconUserShare className="icon" aria-hidden="true" />
                )
              }
              onClick={() => void move()}
            >
              {view.kind === 'private' ? '给大家（随同步包带走）' : '改为只给自己'}
            </Menu.Item>
          )}
          <Menu.Item leftSection={<IconTrash className="icon" aria-hidden="true" />} onClick={() => void remove()}>
            删除视图
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Modal opened={renaming} onClose={() => setRenaming(false)} title="视图改名" size="xs">
        <NameForm
          start={view.name}
          taken={views.taken.filter((name) => name !== view.name)}
          button="改名"
          onName={async (name) => {
            setRenaming(false);
            told(await views.revise(view, { name }), `视图改名为“${name}”`);
          }}
        />
      </Modal>
    </>
  );
}

/** Beside the tab of a view that no longer shows what it keeps: a dot and the two ways out. */
export function ChangedView({
  view,
  views,
  state,
  content,
}: {
  view: KeptView;
  views: Views;
  state: GridState;
  content: ViewContent;
}) {
  const [, navigate] = useLocation();
  if (!isChanged(view, state)) return null;
  const update = async () => {
    const failure = await views.revise(view, content);
    if (failure) return showFailure(failure);
    showDone(`“${view.name}”已按现在的样子更新`, { undo: view.kind === 'shared' });
    navigate(gridAddress(stateOf({ ...view, ...content })), { replace: true });
  };
  return (
    <span className={classes.changed}>
      <span className={classes.changedDot} aria-hidden="true" />
      <span className="muted">已改动</span>
      {view.own && (
        <button type="button" className="link" onClick={() => void update()}>
          更新
        </button>
      )}
      <button type="button" className="link" onClick={() => navigate(gridAddress(stateOf(view)))}>
        还原
      </button>
    </span>
  );
}

type Reach = 'own' | 'all';

/** The plus behind the tabs: keeps what is shown under a name, for oneself or for everybody. */
export function SaveView({ views, content, active }: { views: Views; content: ViewContent; active: KeptView | null }) {
  const [open, setOpen] = useState(false);
  const [reach, setReach] = useState<Reach>('own');
  const [, navigate] = useLocation();
  const save = async (name: string) => {
    setOpen(false);
    const added = await views.add(name, content, reach === 'all');
    if (!('id' in added)) return showFailure(added);
    showDone(reach === 'all' ? `已共享“${name}”，随同步包带走` : `已保存视图“${name}”`, {
      undo: reach === 'all',
    });
    const kept: KeptView = { id: added.id, name, kind: 'private', own: true, from: '', ...content };
    navigate(gridAddress(stateOf(kept)), { replace: true });
  };
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-start" trapFocus returnFocus>
      <Popover.Target>
        <button
          type="button"
          className={classes.plus}
          aria-label="保存为视图"
          title="把现在的筛选、排序、分组和列保存为视图"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          <IconPlus className="icon" aria-hidden="true" />
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <NameForm
          start=""
          taken={views.taken}
          button={active ? '另存视图' : '保存视图'}
          onName={(name) => void save(name)}
        >
          {views.sharing && (
            <ChoiceGroup<Reach>
              label="给谁用"
              value={reach}
              onChange={setReach}
              options={[
                { value: 'own', label: '只给自己' },
                { value: 'all', label: '给大家（随同步包带走）' },
              ]}
            />
          )}
        </NameForm>
      </Popover.Dropdown>
    </Popover>
  );
}

function NameForm({
  start,
  taken,
  button,
  onName,
  children,
}: {
  start: string;
  taken: readonly string[];
  button: string;
  onName: (name: string) => void;
  children?: ReactNode;
}) {
  const [typed, setTyped] = useState(start);
  const name = withName(typed);
  const isTaken = taken.includes(name);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name && !isTaken) onName(name);
  };
  return (
    <form onSubmit={submit} className={classes.saveForm}>
      <TextInput
        label="视图名称"
        value={typed}
        maxLength={40}
        onChange={(event) => setTyped(event.currentTarget.value)}
        error={isTaken ? '已有同名视图' : null}
        placeholder="如：亿元以上红灯"
        data-autofocus
      />
      {children}
      <Button type="submit" variant="filled" disabled={!name || isTaken}>
        {button}
      </Button>
    </form>
  );
}
