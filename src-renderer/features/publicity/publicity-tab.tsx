import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { showFailure } from '../../components/toast';
import { Empty, Trouble } from '../../components/trouble';
import { run, useLedgerQuery } from '../../ledger-client';
import classes from './publicity.module.css';
import { StoryEditor } from './story-editor';
import { StoryList } from './story-list';

/** Stories of one project, on its page: its secretary writes them, the Commission approves them. */
export function PublicityTab({ project, writable }: { project: string; writable: boolean }) {
  const answer = useLedgerQuery('stories.list', { project }, { keep: true });
  const [asked, setAsked] = useState<string | null>(null);
  if (answer.error) return <Trouble failure={answer.error.failure} retry={() => void answer.refetch()} />;
  if (!answer.data) return null;
  const { stories } = answer.data;
  const chosen = stories.find(({ id }) => id === asked) ?? stories[0];
  const begin = async () => {
    const result = await run('stories.begin', { project });
    if (!result.ok) showFailure(result.error);
    else setAsked(result.value.id);
  };
  const button = writable && (
    <button type="button" className="btn" onClick={() => void begin()}>
      <IconPlus className="icon" aria-hidden="true" />
      写宣传稿
    </button>
  );
  if (!chosen)
    return (
      <Empty title="这个项目还没有宣传稿。" hint="一页纸：标题、照片、台账里的数、几段话；由发改委审定、刊发。">
        {button}
      </Empty>
    );
  return (
    <>
      <div className={`panel-h ${classes.head}`}>
        <h2>宣传稿 {stories.length}</h2>
        <span className="muted">由发改委审定、刊发；数据从台账取</span>
        <span className="right" />
        {button}
      </div>
      <div className="split">
        <StoryList stories={stories} chosen={chosen.id} onChoose={setAsked} />
        <StoryEditor key={chosen.id} id={chosen.id} writable={writable} />
      </div>
    </>
  );
}
