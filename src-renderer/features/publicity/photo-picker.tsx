import { IconArrowLeft, IconArrowRight, IconPhotoPlus, IconX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { ShownAttachment } from '../../../src-shared/contract/attachment-methods';
import { mostPhotos } from '../../../src-shared/rules/story-layout';
import { moved } from '../../../src-shared/rules/survey-routes';
import { showFailure } from '../../components/toast';
import { run, useLedgerQuery } from '../../ledger-client';
import { isPicture } from '../attachments/attachment-deeds';
import { useIntake } from '../attachments/attachment-intake';
import { IntakeWords } from '../attachments/intake-words';
import { Thumbnail } from '../attachments/thumbnail';
import classes from './publicity.module.css';

/** Photos of a story in their order, dragged or moved by buttons, and those of the project that may be put in. */
export function PhotoPicker({
  story,
  project,
  chosen,
  readOnly,
}: {
  story: string;
  project: string;
  chosen: readonly string[];
  readOnly: boolean;
}) {
  const files = useLedgerQuery('attachments.list', { entity: 'project', id: project, related: true }, { keep: true });
  const intake = useIntake({ entity: 'story', id: story });
  const [dragged, setDragged] = useState<string | null>(null);
  const pictures = (files.data?.attachments ?? []).filter(isPicture);
  const known = new Map(pictures.map((picture) => [picture.id, picture]));
  // What was put in or taken out is shown before the ledger has answered, so that the next touch starts from it.
  const [touched, setTouched] = useState<readonly string[] | null>(null);
  const isKept = touched?.join() === chosen.join();
  useEffect(() => {
    if (isKept) setTouched(null);
  }, [isKept]);
  const shown = touched ?? chosen;
  const order = shown.flatMap((id) => known.get(id) ?? []);
  const free = pictures.filter(({ id }) => !shown.includes(id));
  const write = async (next: readonly ShownAttachment[]) => {
    const ids = next.map(({ id }) => id);
    setTouched(ids);
    const result = await run('stories.save', { id: story, set: { photos: JSON.stringify(ids) } });
    if (result.ok) return;
    setTouched(null);
    showFailure(result.error);
  };
  const move = (from: number, to: number) => void write(moved(order, from, to));
  return (
    <div {...(readOnly ? {} : intake.dropProps)} className={classes.photos} data-over={intake.over || undefined}>
      <div className={classes.photoHead}>
        <span>
          照片 {order.length} / {mostPhotos}
        </span>
        {order.length === 4 ? (
          <span className="yellow-fg ell">第四张不印：三张、五张才排得齐</span>
        ) : (
          <span className="muted ell">第一张最大；三张、五张排得齐</span>
        )}
        <span className="right" />
        {!readOnly && (
          <button type="button" className="btn sm" disabled={intake.busy} onClick={() => void intake.choose()}>
            <IconPhotoPlus className="icon" aria-hidden="true" />
            从本机添加
          </button>
        )}
      </div>
      {order.length > 0 && (
        <ol className={classes.strip} aria-label="版面上的照片">
          {order.map((picture, at) => (
            <li
              key={picture.id}
              draggable={!readOnly}
              data-dragged={dragged === picture.id || undefined}
              onDragStart={() => setDragged(picture.id)}
              onDragEnd={() => setDragged(null)}
              onDragOver={(event) => dragged !== null && event.preventDefault()}
              onDrop={(event) => {
                const from = order.findIndex(({ id }) => id === dragged);
                if (from < 0) return;
                event.preventDefault();
                event.stopPropagation();
                setDragged(null);
                move(from, at);
              }}
            >
              <Thumbnail attachment={picture} size="card" />
              <span className="ell" title={picture.name}>
                {picture.note ?? picture.name}
              </span>
              {!readOnly && (
                <span className={classes.deeds}>
                  <button
                    type="button"
                    aria-label={`${picture.name} 前移`}
                    title="前移"
                    disabled={at === 0}
                    onClick={() => move(at, at - 1)}
                  >
                    <IconArrowLeft className="icon" aria-hidden="true" />
                  </button>
                  <button
                    type="button"
                    aria-label={`${picture.name} 后移`}
                    title="后移"
                    disabled={at === order.length - 1}
                    onClick={() => move(at, at + 1)}
                  >
                    <IconArrowRight className="icon" aria-hidden="true" />
                  </button>
                  <button
                    type="button"
                    aria-label={`${picture.name} 拿掉`}
                    title="从版面拿掉"
                    onClick={() => void write(order.filter(({ id }) => id !== picture.id))}
                  >
                    <IconX className="icon" aria-hidden="true" />
                  </button>
                </span>
              )}
            </li>
          ))}
        </ol>
      )}
      <IntakeWords intake={intake} />
      {!readOnly &&
        (free.length > 0 ? (
          <>
            <p className="muted">
              {order.length >= mostPhotos ? '版面已满，拿掉一张再选。' : '项目附件里的照片，点一张放进版面：'}
            </p>
            <ul className={classes.strip} aria-label="可选的照片">
              {free.map((picture) => (
                <li key={picture.id}>
                  <button
                    type="button"
                    className={classes.free}
                    aria-label={`放进版面：${picture.name}`}
                    disabled={order.length >= mostPhotos}
                    onClick={() => void write([...order, picture])}
                  >
                    <Thumbnail attachment={picture} size="card" />
                    <span className="ell" title={picture.name}>
                      {picture.note ?? picture.name}
                    </span>
                  </button>
                </li>
              ))}
            </ul>
          </>
        ) : (
          order.length === 0 && <p className="muted">项目还没有照片。从本机添加，或拖到这里。</p>
        ))}
    </div>
  );
}
