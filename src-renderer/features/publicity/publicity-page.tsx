import { IconFileText, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import { addMonths } from '../../../src-shared/rules/dates';
import { usePageTitle } from '../../app/page-title';
import { useStatus } from '../../app/status';
import { Empty, Trouble } from '../../components/trouble';
import { useLedgerQuery } from '../../ledger-client';
import { paperPath } from '../papers/paper-links';
import { MonthPicker } from '../surveys/month-picker';
import { NewStory } from './new-story';
import { StoryEditor } from './story-editor';
import { StoryList } from './story-list';

/** 宣传: stories of a month, the editor of one with its page beside it, and the city's page of the month. */
export function PublicityPage() {
  usePageTitle([{ label: '调度', to: '/dispatch' }, { label: '宣传' }]);
  const status = useStatus();
  const [, navigate] = useLocation();
  const search = new URLSearchParams(useSearch());
  const [making, setMaking] = useState(false);
  const today = status?.today ?? '';
  const asked = search.get('month') ?? '';
  const month = /^\d{4}-(0[1-9]|1[0-2])$/.test(asked) ? asked : today.slice(0, 7);
  const answer = useLedgerQuery('stories.list', status ? { month } : undefined, { keep: true });
  if (answer.error) return <Trouble failure={answer.error.failure} retry={() => void answer.refetch()} />;
  if (!answer.data || !status) return null;
  const { stories } = answer.data;
  const chosen = stories.find(({ id }) => id === search.get('story')) ?? stories[0];
  const writable = status.state === 'open';
  const go = (next: { month?: string; story?: string }) => {
    const query = new URLSearchParams({ month: next.month ?? month, ...(next.story ? { story: next.story } : {}) });
    navigate(`/dispatch/publicity?${query}`, { replace: true });
  };
  const others = answer.data.months.filter((one) => one.month !== month).slice(0, 4);
  return (
    <>
      <div className="bar">
        <MonthPicker
          month={month}
          last={addMonths(`${today.slice(0, 7)}-01`, 1).slice(0, 7)}
          onChange={(next) => go({ month: next })}
        />
        <span className="sub-fg">宣传稿 {stories.length} 篇</span>
        {others.map((one) => (
          <button key={one.month} type="button" className="link" onClick={() => go({ month: one.month })}>
            {Number(one.month.slice(5))}月 {one.count} 篇
          </button>
        ))}
        <span className="right" />
        <Link className="btn" to={paperPath('city_page', month)}>
          <IconFileText className="icon" aria-hidden="true" />
          全市月页
        </Link>
        {writable && (
          <button type="button" className="btn primary" onClick={() => setMaking(true)}>
            <IconPlus className="icon" aria-hidden="true" />
            写宣传稿
          </button>
        )}
      </div>
      {chosen ? (
        <div className="split">
          <StoryList stories={stories} chosen={chosen.id} onChoose={(story) => go({ story })} withProject />
          <StoryEditor key={chosen.id} id={chosen.id} writable={writable} />
        </div>
      ) : (
        <Empty title="这个月还没有宣传稿。" hint="一个项目一页纸：标题、照片、台账里的数、几段话。">
          {writable && (
            <button type="button" className="btn" onClick={() => setMaking(true)}>
              写宣传稿
            </button>
          )}
        </Empty>
      )}
      <div className="foot">
        <span className="muted">不写涉密内容；数据从台账取，带截至日期</span>
        <span className="right muted">调度口径，不作统计数据使用</span>
      </div>
      {making && (
        <NewStory
          month={month}
          onMade={(story) => {
            setMaking(false);
            go({ story });
          }}
          onClose={() => setMaking(false)}
        />
      )}
    </>
  );
}
