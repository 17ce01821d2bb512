import { useCallback, useEffect, useRef, useState } from 'react';
import { Link } from 'wouter';
import { type Story, story as storyEntity } from '../../../src-shared/entities/story';
import { photosOf, storyStanding, storyState } from '../../../src-shared/rules/story-states';
import { type Failure, failureMessage } from '../../../src-shared/terms/errors';
import { formatDate } from '../../../src-shared/terms/format';
import { useStatus } from '../../app/status';
import { PaperView } from '../../components/paper/paper-view';
import { withdrawRecord } from '../../components/record-actions';
import { ScrollRegion } from '../../components/scroll-region';
import { showDone, showFailure } from '../../components/toast';
import { Trouble } from '../../components/trouble';
import { run, useLedgerQuery } from '../../ledger-client';
import { paperPath } from '../papers/paper-links';
import { PhotoPicker } from './photo-picker';
import classes from './publicity.module.css';

type Words = Pick<Story, 'title' | 'lead' | 'body'>;
const fields = ['title', 'lead', 'body'] as const;
/** After so many milliseconds without a key what was typed is kept. */
const rest = 800;

/** A story in the making: its words and photos at the left, its page as it will be printed at the right. */
export function StoryEditor({ id, writable }: { id: string; writable: boolean }) {
  const shown = useLedgerQuery('stories.show', { id }, { keep: true });
  const page = useLedgerQuery('papers.show', { kind: 'story', subject: id }, { keep: true });
  const isCommission = useStatus()?.identity?.role === 'commission';
  if (shown.error && !shown.data) return <Trouble failure={shown.error.failure} retry={() => void shown.refetch()} />;
  if (!shown.data) return null;
  const { story, project, over, approve, publish } = shown.data;
  // The contract gives records loosely; here it is known which one it is.
  const known = story as unknown as Story;
  const state = storyState(known.state);
  const advance = async (to: 'draft' | 'approved' | 'published', what: string) => {
    const result = await run('stories.advance', { id, to });
    if (!result.ok) showFailure(result.error);
    else showDone(what, { undo: true });
  };
  return (
    <>
      <section className={`pane ${classes.editor}`} aria-label="写宣传稿">
        <div className={`panel-h ${classes.head}`}>
          <Link className="link ell" to={`/projects/${encodeURIComponent(project.id)}/publicity`}>
            {project.name}
          </Link>
          <span className="muted ell">
            {[known.month && formatDate(known.month), storyStanding(known)].filter(Boolean).join('，')}
          </span>
          <span className="right" />
          {writable && state === 'draft' && (
            <button
              type="button"
              className="btn sm quiet"
              onClick={() => void withdrawRecord('story', id, `宣传稿“${known.title ?? ''}”`)}
            >
              删除
            </button>
          )}
          {writable && isCommission && state === 'approved' && (
            <button type="button" className="btn sm" onClick={() => void advance('draft', '已退回起草，可以改了')}>
              退回起草
            </button>
          )}
          {writable && state === 'draft' && (
            <button
              type="button"
              className="btn sm primary"
              disabled={approve.length > 0}
              title={approve.join('；') || undefined}
              onClick={() => void advance('approved', '宣传稿已审定')}
            >
              审定
            </button>
          )}
          {writable && isCommission && state === 'approved' && (
            <button
              type="button"
              className="btn sm primary"
              disabled={publish.length > 0}
              title={publish.join('；') || undefined}
              onClick={() => void advance('published', '已记为刊发')}
            >
              刊发
            </button>
          )}
        </div>
        <ScrollRegion label="宣传稿内容">
          <div className={classes.form}>
            <WordsForm key={state} story={known} readOnly={!writable || state !== 'draft'} />
            <PhotoPicker
              story={id}
              project={project.id}
              chosen={photosOf(known.photos)}
              readOnly={!writable || state !== 'draft'}
            />
            {state !== 'draft' && (
              <p className="muted">
                {state === 'approved' ? '已审定，由市发改委退回起草以后才能改。' : '已刊发，不再改。'}
              </p>
            )}
          </div>
        </ScrollRegion>
      </section>
      <section className={classes.preview} aria-label="版面">
        <div className={`panel-h ${classes.head}`}>
          <h2>版面</h2>
          {over > 0 && (
            <span className="yellow-fg ell" role="status" title="删几句，或少放几张照片">
              正文约多 {over} 字，印到“〔未完〕”为止
            </span>
          )}
          <span className="right" />
          <Link className="link" to={paperPath('story', id)}>
            打开、打印
          </Link>
        </div>
        <ScrollRegion label="宣传稿版面">
          <div className={classes.sheet}>
            {page.data && !page.error && <PaperView paper={page.data} scale={0.52} />}
            {page.error && <Trouble failure={page.error.failure} retry={() => void page.refetch()} />}
          </div>
        </ScrollRegion>
      </section>
    </>
  );
}

/** Title, lead and body; kept a moment after the last key, and at once when the field is left. */
function WordsForm({ story, readOnly }: { story: Story; readOnly: boolean }) {
  const [words, setWords] = useState<Words>({ title: story.title, lead: story.lead, body: story.body });
  const [failure, setFailure] = useState<Failure | null>(null);
  const kept = useRef<Words>(words);
  const latest = useRef<Words>(words);
  const saving = useRef<Promise<void>>(Promise.resolve());
  const save = useCallback(() => {
    // One after the other, so that what was typed last is what stays.
    saving.current = saving.current.then(async () => {
      const now = latest.current;
      const set = Object.fromEntries(
        fields.filter((name) => now[name] !== kept.current[name]).map((name) => [name, now[name]]),
      );
      if (Object.keys(set).length === 0 || (now.title ?? '').trim() === '') return;
      const result = await run('stories.save', { id: story.id, set: set as never });
      if (result.ok) kept.current = now;
      setFailure(result.ok ? null : result.error);
    });
  }, [story.id]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: every key begins the wait anew
  useEffect(() => {
    const timer = setTimeout(save, rest);
    return () => clearTimeout(timer);
  }, [words, save]);
  // Whoever leaves the story loses nothing.
  useEffect(() => save, [save]);
  const form = useRef<HTMLDivElement>(null);
  // Taken back or written elsewhere: the words follow, but never under the hand that writes.
  useEffect(() => {
    if (form.current?.contains(document.activeElement)) return;
    const { title, lead, body } = story;
    const now = latest.current;
    if (fields.some((name) => now[name] !== kept.current[name])) return;
    const next = { title, lead, body };
    kept.current = next;
    latest.current = next;
    setWords(next);
  }, [story]);
  const change = (name: (typeof fields)[number], text: string) => {
    const next = { ...latest.current, [name]: text === '' ? null : text };
    latest.current = next;
    setWords(next);
  };
  const most = storyEntity.fields.lead.maxLength;
  return (
    <div ref={form} className={classes.words}>
      <label>
        <span>标题</span>
        <input
          className="text-input wide"
          value={words.title ?? ''}
          maxLength={30}
          readOnly={readOnly}
          aria-invalid={(words.title ?? '').trim() === '' || undefined}
          onChange={(event) => change('title', event.currentTarget.value)}
          onBlur={save}
        />
      </label>
      <label>
        <span>
          导语{' '}
          <i className="muted">
            {(words.lead ?? '').length} / {most}
          </i>
        </span>
        <textarea
          className={classes.text}
          rows={2}
          value={words.lead ?? ''}
          maxLength={most}
          readOnly={readOnly}
          onChange={(event) => change('lead', event.currentTarget.value)}
          onBlur={save}
        />
      </label>
      <label>
        <span>正文</span>
        <textarea
          className={classes.text}
          rows={9}
          value={words.body ?? ''}
          maxLength={4_000}
          readOnly={readOnly}
          placeholder="一段一行。写现场、写人、写怎么办成的；数不用写，版面上从台账取。"
          onChange={(event) => change('body', event.currentTarget.value)}
          onBlur={save}
        />
      </label>
      {failure && (
        <div className="note red" role="alert">
          {failureMessage(failure)}
        </div>
      )}
    </div>
  );
}
