import { formatDay } from '../terms/format';
import { type DueCommitment, type LeaderSheetFacts, leaderFigures } from './leader-sheet-prose';
import { firstSentence, headingMark, moreOf, shortened } from './prose';
import { type ReportedProblem, type ReportProject, worstProjects } from './report-project';
import { problemDecision, slipDecision } from './special-report-prose';

export interface SheetColumn {
  readonly header: string;
  /** Per cent of the width of the page. */
  readonly width: number;
  readonly align?: 'center' | 'right';
}

/** A list of the sheet: as many of its rows as the page holds; `total` counts them all. */
export interface SheetList {
  readonly columns: readonly SheetColumn[];
  readonly rows: readonly (readonly (string | null)[])[];
  readonly total: number;
}

export interface SheetLists {
  readonly projects: SheetList;
  readonly problems: SheetList;
  readonly commitments: SheetList;
  /** Lines of the box, the last one counting the rest. */
  readonly decisions: readonly string[];
}

type Room = { projects: number; problems: number; decisions: number; commitments: number };

/** What a page holds of each list where its words are short, and what is kept of each in any case. */
const most: Room = { projects: 5, problems: 4, decisions: 4, commitments: 4 };
const least: Room = { projects: 3, problems: 1, decisions: 1, commitments: 1 };

const colours = { red: '红灯', yellow: '黄灯', green: '绿灯', none: '' } as const;

/** A leader of one region need not be told which. */
function withRegion(columns: readonly SheetColumn[], isAlone: boolean): SheetColumn[] {
  const own = columns.filter(({ header }) => !isAlone || header !== '属地');
  const rest = 100 - own.reduce((sum, { width }) => sum + width, 0);
  return own.map((column, index) => (index === 0 ? { ...column, width: column.width + rest } : column));
}

function listOf<Item>(
  items: readonly Item[],
  shown: number,
  columns: readonly SheetColumn[],
  cell: Readonly<Record<string, (item: Item) => string | null>>,
): SheetList {
  return {
    columns,
    rows: items.slice(0, shown).map((item) => columns.map(({ header }) => cell[header]?.(item) ?? null)),
    total: items.length,
  };
}

function listsFor(facts: LeaderSheetFacts, room: Room): SheetLists {
  const isAlone = facts.regions.length === 1;
  const name = (text: string) => shortened(text, 18);
  const decisions = [
    ...facts.problems.filter(({ level }) => level === 'city').map(problemDecision),
    ...facts.slips.map(slipDecision),
  ];
  const rest = moreOf(decisions.length, Math.min(decisions.length, room.decisions));
  return {
    projects: listOf<ReportProject>(
      worstProjects(facts.projects),
      room.projects,
      withRegion(
        [
          { header: '项目', width: 27 },
          { header: '属地', width: 15 },
          { header: '灯', width: 7, align: 'center' },
          { header: '原因', width: 51 },
        ],
        isAlone,
      ),
      {
        项目: (project) => name(project.name),
        属地: ({ regionName }) => regionName,
        灯: ({ light }) => colours[light.color],
        // One sentence of two lines.
        原因: ({ light }) => shortened(light.sentence.replace(/。$/, ''), 56),
      },
    ),
    problems: listOf<ReportedProblem>(
      facts.problems.filter(({ over }) => over > 0),
      room.problems,
      [
        { header: '项目', width: 27 },
        { header: '问题', width: 43 },
        { header: '责任单位', width: 21 },
        { header: '超期', width: 9, align: 'right' },
      ],
      {
        项目: ({ projectName }) => name(projectName),
        问题: ({ description }) => shortened(firstSentence(description), 40),
        责任单位: ({ unit }) => (unit === null ? null : shortened(unit, 16)),
        超期: ({ over }) => `${over}天`,
      },
    ),
    commitments: listOf<DueCommitment>(
      facts.commitments,
      room.commitments,
      withRegion(
        [
          { header: '事项', width: 39 },
          { header: '属地', width: 15 },
          { header: '责任单位和责任人', width: 26 },
          { header: '时限', width: 20, align: 'right' },
        ],
        isAlone,
      ),
      {
        事项: ({ matter }) => shortened(matter, 34),
        属地: ({ region }) => region,
        责任单位和责任人: ({ unit, person }) => shortened([unit, person].filter(Boolean).join(' '), 20) || null,
        时限: ({ due, over }) => `${formatDay(due)}${over > 0 ? `，超${over}天` : ''}`,
      },
    ),
    decisions: [
      ...decisions
        .slice(0, room.decisions)
        .map(({ lead, text }, index) => shortened(`${headingMark(3, index)} ${lead}：${text}`, 92)),
      ...(rest ? [`${rest}，见问题清单。`] : []),
    ],
  };
}

/** Points: height and width of the page's text, one character of its lists and of its text, and the lines of both. */
const page = { height: 722, width: 493, small: 10.5, smallPitch: 14.5, size: 12, pitch: 20 } as const;

/** Characters as wide as a Chinese one; what stands between Chinese and Latin ones takes a little too. */
const wide = (text: string) =>
  Array.from(text).reduce((sum, character) => sum + (/[\x20-\x7e]/.test(character) ? 0.6 : 1), 0);

const linesOf = (text: string, width: number, size: number) => Math.max(1, Math.ceil((wide(text) * size) / width));

function listHeight({ columns, rows, total }: SheetList): number {
  // A section and one line where there is nothing.
  if (total === 0) return 46;
  const body = rows.reduce((sum, row) => {
    const lines = row.map((text, index) =>
      linesOf(text ?? '', (page.width * (columns[index]?.width ?? 10)) / 100 - 7, page.small),
    );
    return sum + Math.max(...lines) * page.smallPitch + 4;
  }, 0);
  return 4 + 16 + 16 + body + 5;
}

function heightOf(facts: LeaderSheetFacts, { projects, problems, commitments, decisions }: SheetLists): number {
  const head = 50 + linesOf(leaderFigures(facts), page.width - 24, page.size) * page.pitch;
  const regions = facts.regions.length + (facts.regions.length > 1 ? 2 : 1);
  const table = 4 + 16 + 30 + regions * 19 + 21;
  const box =
    decisions.length === 0
      ? 0
      : 30 + decisions.reduce((sum, line) => sum + linesOf(line, page.width - 16, page.small) * page.smallPitch, 0);
  return (
    head +
    table +
    listHeight(projects) +
    listHeight(problems) +
    box +
    (commitments.total > 0 ? listHeight(commitments) : 0)
  );
}

/**
 * The lists of the sheet cut so that it stays on one page: first the five worst projects, of everything else the more the shorter its
 * words are. What is left out is counted.
 */
export function sheetLists(facts: LeaderSheetFacts): SheetLists {
  const room = { ...most };
  let lists = listsFor(facts, room);
  const others = ['commitments', 'problems', 'decisions'] as const;
  while (heightOf(facts, lists) > page.height) {
    const longest =
      others.filter((name) => room[name] > least[name]).sort((a, b) => room[b] - room[a])[0] ??
      (room.projects > least.projects ? 'projects' : undefined);
    if (longest === undefined) break;
    room[longest] -= 1;
    lists = listsFor(facts, room);
  }
  return lists;
}
