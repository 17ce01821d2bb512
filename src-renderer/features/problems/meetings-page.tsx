import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { meeting as entity, type Meeting } from '../../../src-shared/entities/meeting';
import { formatDate } from '../../../src-shared/terms/format';
import { usePageTitle } from '../../app/page-title';
import { useCanWrite, useStatus } from '../../app/status';
import { ScrollRegion } from '../../components/scroll-region';
import { showDone } from '../../components/toast';
import { Empty, Trouble } from '../../components/trouble';
import { run, useLedgerQuery } from '../../ledger-client';
import { FieldsDialog } from './fields-dialog';
import { meetingPath } from './problem-data';
import classes from './problems.module.css';

const levelName = (code: string | null) =>
  entity.fields.level.choices.find((choice) => choice.code === code)?.label ?? '';

/** Joint meetings, newest first: when, how many items, what was decided, what is still open. */
export function MeetingsPage() {
  usePageTitle([{ label: '问题破解', to: '/problems' }, { label: '联席会议' }]);
  const [, navigate] = useLocation();
  const status = useStatus();
  const writable = useCanWrite();
  const meetings = useLedgerQuery('meetings.list', {}, { keep: true });
  const [adding, setAdding] = useState(false);
  if (meetings.error) return <Trouble failure={meetings.error.failure} retry={() => void meetings.refetch()} />;
  if (!meetings.data || !status) return null;
  const city = status.identity?.region === null;
  return (
    <section className="pane" aria-label="联席会议">
      <div className="bar">
        <h1 className="title">联席会议</h1>
        <span className="muted">会前一页纸，会后议定事项逐条落实，下次会先报落实</span>
        <span className="right" />
        {writable && (
          <Button
            size="compact-xs"
            leftSection={<IconPlus className="icon" aria-hidden="true" />}
            onClick={() => setAdding(true)}
          >
            新建会议
          </Button>
        )}
      </div>
      {meetings.data.length === 0 ? (
        <Empty title="这里放联席会议和调度会。" hint="本级解决不了的问题列入议题，会后议定事项成为待办。">
          {writable && (
            <button type="button" className="btn primary" onClick={() => setAdding(true)}>
              新建会议
            </button>
          )}
        </Empty>
      ) : (
        <ScrollRegion label="会议列表">
          <table className="table">
            <colgroup>
              <col style={{ width: 140 }} />
              <col />
              <col style={{ width: 72 }} />
              <col style={{ width: 160 }} />
              <col style={{ width: 110 }} />
              <col style={{ width: 72 }} />
              <col style={{ width: 72 }} />
              <col style={{ width: 130 }} />
            </colgroup>
            <thead>
              <tr>
                <th scope="col">日期</th>
                <th scope="col">会议</th>
                <th scope="col">层级</th>
                <th scope="col">地点</th>
                <th scope="col">主持人</th>
                <th scope="col" className="num">
                  议题
                </th>
                <th scope="col" className="num">
                  议定
                </th>
                <th scope="col" className="num">
                  未落实
                </th>
              </tr>
            </thead>
            <tbody>
              {meetings.data.map(({ meeting: record, items, decided, open, overdue }) => {
                const meeting = record as unknown as Meeting;
                return (
                  <tr key={meeting.id}>
                    <td>{formatDate(meeting.date)}</td>
                    <td title={meeting.title ?? ''}>
                      <Link className={`link ${classes.rowLink}`} to={meetingPath(meeting.id)}>
                        {meeting.title}
                      </Link>
                    </td>
                    <td>{levelName(meeting.level)}</td>
                    <td title={meeting.place ?? ''}>{meeting.place}</td>
                    <td>{meeting.chair}</td>
                    <td className="num">{items}</td>
                    <td className="num">{decided}</td>
                    <td className="num">
                      {overdue > 0 ? (
                        <span className="red-fg">
                          {open}，超期 {overdue}
                        </span>
                      ) : decided > 0 ? (
                        open
                      ) : (
                        <span className="muted">—</span>
                      )}
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </ScrollRegion>
      )}
      {adding && (
        <MeetingDialog
          meeting={null}
          today={status.today}
          level={city ? 'city' : 'county'}
          onDone={(id) => navigate(meetingPath(id))}
          onClose={() => setAdding(false)}
        />
      )}
    </section>
  );
}

/** A new meeting, or what is known of one. */
export function MeetingDialog({
  meeting,
  today,
  level,
  onDone,
  onClose,
}: {
  meeting: Meeting | null;
  today: string;
  level: string;
  onDone: (id: string) => void;
  onClose: () => void;
}) {
  return (
    <FieldsDialog
      title={meeting ? '修改会议' : '新建会议'}
      entity="meeting"
      fields={[
        { name: 'title', required: true },
        { name: 'level', required: true },
        { name: 'date', required: true },
        { name: 'place' },
        { name: 'chair' },
        { name: 'attendees' },
        { name: 'note' },
      ]}
      initial={meeting ?? { title: '项目建设联席会议', level }}
      today={today}
      confirm={meeting ? '保存' : '新建'}
      size={520}
      save={async (values) => {
        const filled = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
        const result = meeting
          ? await run('records.revise', { entity: 'meeting', id: meeting.id, set: values as never })
          : await run('records.create', { entity: 'meeting', set: filled as never });
        if (!result.ok) return result.error;
        showDone(meeting ? '已修改会议' : '已新建会议', { undo: true });
        onDone(result.value.id);
        return null;
      }}
      onClose={onClose}
    />
  );
}
