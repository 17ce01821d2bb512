import type { OutputOf } from '../../src-shared/contract/contract';

export type DeskCounts = OutputOf<'desk.counts'>;

export interface DeskBellParts {
  /** What is due by the ledger's day, or null where no ledger is open. */
  counts(): Promise<DeskCounts | null>;
  /** Shows a message of the system. */
  announce(title: string, body: string): void;
  /** Shows the numbers on the window, the tray and the program's icon; null where there are none to show. */
  mark(counts: DeskCounts | null): void;
  wantsNews(): boolean;
  /** While she looks at the window nothing needs to be said beside it. */
  isLookedAt(): boolean;
  now(): Date;
  after(milliseconds: number, work: () => void): void;
}

/** Hours of the clock at which something may be said; nobody is called in the night by a computer that was left on. */
const firstHour = 8;
const lastHour = 18;
/** The first page comes first. */
const startDelay = 3000;
/** Several changes in a row are one. */
const changeDelay = 2000;
const hour = 3_600_000;

/** '逾期 3 项，今天 2 项'; empty where nothing is due. */
export function countWords({ overdue, dueToday }: Pick<DeskCounts, 'overdue' | 'dueToday'>): string {
  return [overdue > 0 ? `逾期 ${overdue} 项` : '', dueToday > 0 ? `今天 ${dueToday} 项` : '']
    .filter((part) => part !== '')
    .join('，');
}

/** The first few by name, the rest by number: `total`, where not all of them are named in `due`. */
export function dueWords(due: DeskCounts['due'], total = due.length): string {
  const named = due.slice(0, 3).map(({ what, project }) => (project ? `${what}（${project}）` : what));
  return `${named.join('；')}${total > named.length ? `等 ${total} 项` : ''}`;
}

/**
 * Says what is due: at the start a summary, whoever looks; on the hour only what has become due since the last word, and while she is at
 * the window not even that: it is kept for a later hour. On a new day of the ledger the first word is a summary again. A demonstration
 * rings no bell and wears no number: its day is nobody's day. The number on the icon follows every change of the ledger.
 */
export class DeskBell {
  readonly #parts: DeskBellParts;
  /** Day of the ledger, and the to-dos, of which something was said. */
  #day: string | null = null;
  #said = new Set<string>();
  #isChanging = false;

  constructor(parts: DeskBellParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#parts.after(startDelay, () => void this.#look('start'));
    this.#nextHour();
  }

  /** The ledger's records have changed: the numbers may have. Says nothing aloud. */
  onChange(): void {
    if (this.#isChanging) return;
    this.#isChanging = true;
    this.#parts.after(changeDelay, () => {
      this.#isChanging = false;
      void this.#look('change');
    });
  }

  #nextHour(): void {
    const { after, now } = this.#parts;
    after(hour - (now().getTime() % hour), () => {
      void this.#look('hour');
      this.#nextHour();
    });
  }

  async #look(why: 'start' | 'hour' | 'change'): Promise<void> {
    const found = await this.#parts.counts();
    const counts = found && !found.demonstration ? found : null;
    this.#parts.mark(counts);
    if (!counts || why === 'change') return;
    const at = this.#parts.now().getHours();
    const silent = why === 'hour' && (at < firstHour || at > lastHour || this.#parts.isLookedAt());
    if (silent || !this.#parts.wantsNews()) return;
    const isNewDay = this.#day !== counts.today;
    const fresh = isNewDay ? counts.due : counts.due.filter(({ id }) => !this.#said.has(id));
    this.#day = counts.today;
    this.#said = new Set(counts.due.map(({ id }) => id));
    if (fresh.length === 0) return;
    if (isNewDay) this.#parts.announce(countWords(counts), dueWords(fresh, counts.overdue + counts.dueToday));
    else this.#parts.announce(`新到期 ${fresh.length} 项`, dueWords(fresh));
  }
}
