import type { Paper, PaperBlock } from '../../../../src-shared/contract/paper-values';
import { minutesText, minutesTitle } from '../../../../src-shared/rules/minutes-prose';
import { headingMark } from '../../../../src-shared/rules/prose';
import { formatDate } from '../../../../src-shared/terms/format';
import { type MeetingFile, meetingFile } from '../../queries/meetings';
import type { PaperMaker } from './makers';

/**
 * 纪要 in the form of GB/T 9704-2012, 10.2: its name in red, the number under it, no signature; 出席 in 黑体 with further lines under the
 * first name. `issuer` prints it, '' leaves the foot away.
 */
function minutesPaper(file: MeetingFile, issuer: string, day: string): Paper {
  const { meeting } = file;
  const name = meeting.title ?? '联席会议';
  const { opening, parts, present } = minutesText({
    title: name,
    date: meeting.date,
    place: meeting.place,
    chair: meeting.chair,
    attendees: meeting.attendees,
    items: file.items.map(({ item, project }) => ({ ...item, project: project?.name ?? null })),
    last: file.last?.items.map(({ item }) => item) ?? [],
  });
  return {
    name: `${name}纪要（${meeting.date ?? ''}）`,
    form: 'red',
    landscape: false,
    letterhead: `${name.replace(/会议?$/, '')}会议纪要`,
    number: null,
    title: minutesTitle(file.items.map(({ project }) => project?.name ?? null)),
    subtitle: null,
    addressee: null,
    blocks: [
      { kind: 'paragraph', runs: [{ text: opening }], indent: true, align: 'left' },
      ...parts.flatMap((part, index): PaperBlock[] => [
        { kind: 'heading', level: 1, text: `${headingMark(1, index)}${part.heading}` },
        ...part.items.map(
          (item, at): PaperBlock =>
            item.lead === ''
              ? { kind: 'paragraph', runs: [{ text: item.text }], indent: true, align: 'left' }
              : {
                  kind: 'heading',
                  level: 2,
                  text: `${at < 99 ? headingMark(2, at) : `（${at + 1}）`}${item.lead}`,
                  after: `。${item.text}`,
                },
        ),
      ]),
      ...(present === ''
        ? []
        : [
            {
              kind: 'paragraph',
              runs: [{ text: '出席：', face: 'first' }, { text: present }],
              indent: true,
              align: 'left',
              hang: 3,
            } satisfies PaperBlock,
          ]),
    ],
    imprint: issuer === '' ? null : { copies: '', printer: issuer, date: formatDate(day) },
    draft: null,
    notice: null,
  };
}

export const makeMinutes: PaperMaker = (context, id) =>
  minutesPaper(meetingFile(context, id), context.identity.unit, context.clock.today());
