import type { Light } from '../contract/record-methods';
import { firstSentence, moreOf, shortened } from './prose';

/** An open problem as a report tells it. */
export interface ReportedProblem {
  readonly id: string;
  readonly project: string;
  readonly projectName: string;
  /** Chinese name. */
  readonly region: string;
  readonly number: string | null;
  readonly description: string;
  readonly category: string | null;
  /** What the company asks for, as it was written down. */
  readonly request: string | null;
  readonly unit: string | null;
  /** Level on which it stands on the day of the report, whatever was last written down. */
  readonly level: 'secretary' | 'unit' | 'county' | 'city';
  /** Last day on that level; null while its clock stands. */
  readonly due: string | null;
  /** Natural days beyond it. */
  readonly over: number;
}

/** A slip that should have been answered. */
export interface OverdueSlip {
  readonly number: string | null;
  readonly label: string;
  readonly project: string;
  readonly projectName: string;
  readonly region: string;
  readonly addressee: string | null;
  readonly due: string;
  /** Natural days beyond it. */
  readonly over: number;
}

/** One project with everything that a report may say of it; all of it from the ledger. Money in whole yuan. */
export interface ReportProject {
  readonly id: string;
  readonly name: string;
  /** Region code, and its Chinese name. */
  readonly region: string;
  readonly regionName: string;
  readonly lifecycle: string | null;
  readonly total: number | null;
  readonly plan: number | null;
  readonly completed: number;
  readonly completionRate: number | null;
  /** Percentage points against 序时进度. */
  readonly gap: number | null;
  readonly light: Light;
  readonly plannedStart: string | null;
  readonly actualStart: string | null;
  readonly isNotListed: boolean;
  /** Names of the reasons, the first one first. */
  readonly reasons: readonly string[];
  readonly missing: string | null;
  readonly promisedMonth: string | null;
  readonly isPreparing: boolean;
  readonly isPrepared: boolean;
  /** Its start was due by the end of the period and has not been reported. */
  readonly isStartDue: boolean;
  readonly permits: { readonly granted: number; readonly open: readonly string[] };
  readonly isUnderConstruction: boolean;
  readonly isSigned: boolean;
  readonly isLanded: boolean;
  readonly signedOn: string | null;
  readonly agreed: number | null;
  readonly promotionStage: string | null;
  readonly performance: string | null;
  /** 需协调事项 of the latest month that has some. */
  readonly needs: string | null;
  readonly secretary: string | null;
  readonly problems: readonly ReportedProblem[];
}

/** What no record explains is said to be unexplained; nothing is guessed. */
const unexplained = '台账未记原因';

/** '用地预审、环评批复等3项未办结'. */
function permitWords(open: readonly string[]): string | null {
  if (open.length === 0) return null;
  const shown = open.slice(0, 2).join('、');
  return open.length > 2 ? `${shown}等${open.length}项手续未办结` : `${shown}未办结`;
}

function problemWords(problems: readonly ReportedProblem[]): string | null {
  const [first] = problems;
  if (!first) return null;
  const rest = moreOf(problems.length, 1, '个问题');
  return `${shortened(firstSentence(first.description), 40)}${rest ? `（${rest}）` : ''}`;
}

const joined = (parts: readonly (string | null | false)[]) => {
  const said = parts.filter((part) => typeof part === 'string' && part !== '');
  return said.length > 0 ? said.join('；') : unexplained;
};

/** Why it is not in statistics: the papers that are lacking, else the reasons by name. */
export function listingHindrance({ missing, reasons }: Pick<ReportProject, 'missing' | 'reasons'>): string {
  const lacking = firstSentence(missing);
  const written = lacking === '' ? null : `${/^[缺无未]/.test(lacking) ? '' : '缺'}${shortened(lacking, 40)}`;
  return joined([written ?? (reasons.length > 0 ? reasons.slice(0, 2).join('、') : null)]);
}

/** Why it has not begun: permits that are open, then what was reported as a problem. */
export function startHindrance(project: Pick<ReportProject, 'isPrepared' | 'permits' | 'problems' | 'needs'>): string {
  const { isPrepared, permits, problems, needs } = project;
  return joined([
    isPrepared ? '开工手续已齐备' : permitWords(permits.open),
    problemWords(problems) ?? (firstSentence(needs) ? shortened(firstSentence(needs), 40) : null),
  ]);
}

/** Why it lags: what was reported as a problem, else what the secretary asked for. */
export function progressHindrance({ problems, needs }: Pick<ReportProject, 'problems' | 'needs'>): string {
  return joined([problemWords(problems) ?? (firstSentence(needs) ? shortened(firstSentence(needs), 40) : null)]);
}

/** Why a signed project has not landed: how far it has come, whether it stands still, what was reported. */
export function landingHindrance(project: Pick<ReportProject, 'performance' | 'problems' | 'needs'>): string {
  const { performance, problems, needs } = project;
  return joined([
    performance !== null && performance !== '履约' && `履约状态为${performance}`,
    problemWords(problems) ?? (firstSentence(needs) ? shortened(firstSentence(needs), 40) : null),
  ]);
}

const severity = { red: 0, yellow: 1, green: 2, none: 3 } as const;

/** The worst first: by light, then by how far it lags, then by how much is planned, then by name. */
function compareWorst(a: ReportProject, b: ReportProject): number {
  return (
    severity[a.light.color] - severity[b.light.color] ||
    (a.gap ?? Number.POSITIVE_INFINITY) - (b.gap ?? Number.POSITIVE_INFINITY) ||
    (b.plan ?? b.total ?? 0) - (a.plan ?? a.total ?? 0) ||
    a.name.localeCompare(b.name, 'zh-CN')
  );
}

/** Projects with a red or yellow light, the worst first. */
export function worstProjects(projects: readonly ReportProject[]): ReportProject[] {
  return projects.filter(({ light }) => light.color === 'red' || light.color === 'yellow').sort(compareWorst);
}

/** What was over longest first; then what ends soonest. */
export function compareProblems(a: ReportedProblem, b: ReportedProblem): number {
  return b.over - a.over || (a.due ?? '9').localeCompare(b.due ?? '9') || a.id.localeCompare(b.id);
}
