import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { DeskBell, type DeskCounts, dueWords } from '../../src-main/shell/desk-bell';
import { DesktopMemory } from '../../src-main/shell/desktop-settings';
import { badgePixels, type Pixels, trayPixels } from '../../src-main/shell/icon-pixels';
import { temporaryFolder } from '../support/ledger';

type Due = DeskCounts['due'][number];
const due = (id: string, late = false): Due => ({ id, late, what: `事${id}`, project: late ? '江澜' : '' });

/** A bell in a world whose clock, window and ledger the test moves by hand. */
class World {
  ledger: { today: string; demonstration: boolean; due: Due[] } | null = {
    today: '2018-09-17',
    demonstration: false,
    due: [],
  };
  clock = new Date(2018, 8, 17, 8, 20).getTime();
  lookedAt = false;
  wantsNews = true;
  readonly said: string[] = [];
  readonly marks: (number | null)[] = [];
  #waiting: { at: number; work: () => void }[] = [];
  readonly bell = new DeskBell({
    counts: async () =>
      this.ledger && {
        ...this.ledger,
        overdue: this.ledger.due.filter(({ late }) => late).length,
        dueToday: this.ledger.due.filter(({ late }) => !late).length,
      },
    announce: (title, body) => this.said.push(`${title}：${body}`),
    mark: (counts) => this.marks.push(counts && counts.overdue + counts.dueToday),
    wantsNews: () => this.wantsNews,
    isLookedAt: () => this.lookedAt,
    now: () => new Date(this.clock),
    after: (milliseconds, work) => this.#waiting.push({ at: this.clock + milliseconds, work }),
  });

  /** Lets time pass to `hour:minute` and gives what was said meanwhile. */
  async until(hour: number, minute = 1): Promise<string[]> {
    const end = new Date(this.clock).setHours(hour, minute, 0, 0);
    for (;;) {
      const next = this.#waiting.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.#waiting = this.#waiting.filter((other) => other !== next);
      this.clock = next.at;
      next.work();
      await new Promise((resolve) => setImmediate(resolve));
    }
    this.clock = end;
    return this.said.splice(0);
  }
}

describe('the bell of the desk', () => {
  test('says a summary at the start, whoever looks, and on the hour only what came since', async () => {
    const world = new World();
    world.lookedAt = true;
    if (world.ledger) world.ledger.due = [due('1', true), due('2', true), due('3')];
    world.bell.start();
    expect(await world.until(8, 30)).toEqual(['逾期 2 项，今天 1 项：事1（江澜）；事2（江澜）；事3']);
    world.lookedAt = false;
    expect(await world.until(10)).toEqual([]);
    world.ledger?.due.push(due('4'));
    expect(await world.until(11)).toEqual(['新到期 1 项：事4']);
    expect(await world.until(15)).toEqual([]);
  });

  test('says nothing where nothing is due', async () => {
    const world = new World();
    world.bell.start();
    expect(await world.until(12)).toEqual([]);
    expect(world.marks.at(-1)).toBe(0);
  });

  test('keeps its word for a later hour while she is at the window', async () => {
    const world = new World();
    world.bell.start();
    await world.until(8, 30);
    world.ledger?.due.push(due('1'));
    world.lookedAt = true;
    expect(await world.until(11)).toEqual([]);
    world.lookedAt = false;
    expect(await world.until(12)).toEqual(['新到期 1 项：事1']);
  });

  test('is silent in the night, and begins a new day of the ledger with a summary', async () => {
    const world = new World();
    if (world.ledger) world.ledger.due = [due('1')];
    world.bell.start();
    await world.until(9);
    world.ledger = { today: '2018-09-18', demonstration: false, due: [due('1', true), due('2')] };
    expect(await world.until(23)).toEqual(['逾期 1 项，今天 1 项：事1（江澜）；事2']);
    world.ledger.today = '2018-09-19';
    world.clock += 3_600_000;
    expect(await world.until(7)).toEqual([]);
    expect(await world.until(8)).toHaveLength(1);
  });

  test('a demonstration wears no number and rings no bell; nor does a ledger that is not there', async () => {
    const world = new World();
    if (world.ledger) world.ledger = { ...world.ledger, demonstration: true, due: [due('1', true)] };
    world.bell.start();
    expect(await world.until(10)).toEqual([]);
    world.ledger = null;
    expect(await world.until(12)).toEqual([]);
    expect(new Set(world.marks)).toEqual(new Set([null]));
  });

  test('who wants no news still has the number', async () => {
    const world = new World();
    world.wantsNews = false;
    if (world.ledger) world.ledger.due = [due('1')];
    world.bell.start();
    expect(await world.until(12)).toEqual([]);
    expect(world.marks.at(-1)).toBe(1);
  });

  test('many changes are one look, and none of them is said aloud', async () => {
    const world = new World();
    world.bell.start();
    await world.until(8, 30);
    const before = world.marks.length;
    world.ledger?.due.push(due('1'));
    for (let count = 0; count < 50; count += 1) world.bell.onChange();
    expect(await world.until(8, 31)).toEqual([]);
    expect(world.marks.slice(before)).toEqual([1]);
    world.bell.onChange();
    await world.until(8, 32);
    expect(world.marks.slice(before)).toEqual([1, 1]);
  });

  test('names the first three', () => {
    expect(dueWords(['1', '2', '3', '4', '5'].map((id) => due(id)))).toBe('事1；事2；事3等 5 项');
  });
});

describe('what this machine remembers', () => {
  test('is on and off as chosen, and survives a restart', () => {
    const file = path.join(temporaryFolder(), 'desktop.json');
    const memory = new DesktopMemory(file);
    expect(memory.present).toEqual({ notify: true, stayInTray: false });
    memory.revise({ stayInTray: true });
    memory.revise({ notify: false });
    expect(new DesktopMemory(file).present).toEqual({ notify: false, stayInTray: true });
  });

  test('falls back to what is usual where the file is damaged, and holds where it cannot be written', () => {
    const file = path.join(temporaryFolder(), 'desktop.json');
    writeFileSync(file, '{"notify": 1');
    expect(new DesktopMemory(file).present.notify).toBe(true);
    const nowhere = new DesktopMemory(path.join(file, 'below a file'));
    nowhere.revise({ notify: false });
    expect(nowhere.present.notify).toBe(false);
    expect(existsSync(file) && readFileSync(file, 'utf8')).toBe('{"notify": 1');
  });
});

/** Rows of a picture: `#` red, `o` white, `=` petrol, blank where nothing is. */
function drawn({ width, height, bytes }: Pixels): string[] {
  return Array.from({ length: height }, (_, y) =>
    Array.from({ length: width }, (_, x) => {
      const [blue = 0, , red = 0, alpha = 0] = bytes.subarray((y * width + x) * 4, (y * width + x) * 4 + 4);
      if (alpha === 0) return ' ';
      return red === 255 ? 'o' : red > blue ? '#' : '=';
    }).join(''),
  );
}

describe('pictures', () => {
  test('the badge carries its number, 99 at most', () => {
    const [one, seven, many] = [1, 7, 240].map((count) => drawn(badgePixels(count)));
    expect(one).not.toEqual(seven);
    expect(many).toEqual(drawn(badgePixels(99)));
    // The middle row of a 1 is one dot of five pixels.
    expect(one?.[16]?.match(/o+/g)).toEqual(['ooooo']);
    expect(one?.[0]?.[0]).toBe(' ');
    expect(one?.[16]?.[0]).toBe('#');
  });
  test('the tray shows whether something is due', () => {
    expect(drawn(trayPixels(false)).join('')).not.toContain('#');
    expect(drawn(trayPixels(true)).join('')).toContain('#');
  });
});
