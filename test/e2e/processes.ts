import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import path from 'node:path';

// Linux only: the tests of processes read the system's own list of them.

interface Running {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

function running(): Running[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const status = readFileSync(path.join('/proc', name, 'stat'), 'utf8');
        const [state, parent] = status.slice(status.lastIndexOf(')') + 2).split(' ');
        if (state === 'Z') return [];
        const command = readFileSync(path.join('/proc', name, 'cmdline'), 'utf8').replaceAll('\0', ' ');
        return [{ pid: Number(name), parent: Number(parent), command }];
      } catch {
        return [];
      }
    });
}

/** The process and everything it started. */
export function treeOf(pid: number): Running[] {
  const all = running();
  const tree = all.filter((process) => process.pid === pid);
  for (const process of tree) tree.push(...all.filter(({ parent }) => parent === process.pid));
  return tree;
}

export function isAlive(pid: number): boolean {
  return running().some((process) => process.pid === pid);
}

/** The ledger process of the app with this pid. */
export function ledgerOf(pid: number): number | undefined {
  return treeOf(pid).find(({ command }) => command.includes('ledger.cjs') || command.includes('wubao ledger'))?.pid;
}

/** Internet sockets (TCP and UDP) that a process holds open, as `protocol local remote`. */
export function socketsOf(pid: number): string[] {
  const inodes = new Map<string, string>();
  for (const protocol of ['tcp', 'tcp6', 'udp', 'udp6']) {
    try {
      for (const line of readFileSync(`/proc/${pid}/net/${protocol}`, 'utf8').split('\n').slice(1)) {
        const [, local, remote, , , , , , , inode] = line.trim().split(/\s+/);
        if (inode && inode !== '0') inodes.set(inode, `${protocol} ${local} ${remote}`);
      }
    } catch {
      // A protocol that this system does not have.
    }
  }
  try {
    return readdirSync(`/proc/${pid}/fd`).flatMap((descriptor) => {
      const inode = /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${descriptor}`))?.[1];
      const socket = inode === undefined ? undefined : inodes.get(inode);
      return socket === undefined ? [] : [socket];
    });
  } catch {
    return [];
  }
}
