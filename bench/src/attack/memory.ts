import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

export interface ProcessRow {
  readonly pid: number;
  readonly parent: number;
  /** Name of the program, at most 15 characters of it. */
  readonly name: string;
}

/** The database and the broker are programs of others: what they hold is not what the node grew by. */
const OTHERS = new Set(['postgres', 'java']);

/** A process with all below it, except programs of others and what those started. */
export function treeOf(rows: readonly ProcessRow[], root: number): number[] {
  const below = new Map<number, ProcessRow[]>();
  for (const row of rows) below.set(row.parent, [...(below.get(row.parent) ?? []), row]);
  const tree: number[] = [];
  const open = rows.filter(({ pid }) => pid === root);
  for (let row = open.pop(); row; row = open.pop()) {
    if (OTHERS.has(row.name)) continue;
    tree.push(row.pid);
    open.push(...(below.get(row.pid) ?? []));
  }
  return tree;
}

/** `/proc/<pid>/stat`: the name stands in brackets and may hold blanks and brackets of its own. */
export function rowOf(stat: string): ProcessRow {
  const [open, close] = [stat.indexOf('('), stat.lastIndexOf(')')];
  const parent = Number(stat.slice(close + 2).split(' ')[1]);
  return { pid: Number(stat.slice(0, open)), parent, name: stat.slice(open + 1, close) };
}

/** A line of `/proc/<pid>/status`, kB as MB. */
export const megabytesOf = (status: string, field: 'VmRSS' | 'VmHWM'): number =>
  Number(new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1] ?? 0) / 1_024;

const RSS_MS = 25;
const TREE_MS = 100;
const PS_MS = 250;

const read = (path: string) => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null; // ended meanwhile
  }
};

/**
 * Samples the resident memory of a process and all below it, without its PostgreSQL and Kafka, every 25 ms. A child that came and went
 * between two looks at the tree (100 ms) is missed; of one seen for the first time, the highest until then counts. Where there is no `/proc` (macOS), `ps` is
 * asked every 250 ms.
 */
export class Memory {
  private samples: number[] = [];
  private tree: number[] = [];
  private readonly timers: NodeJS.Timeout[] = [];

  constructor(private readonly root: number) {
    if (process.platform === 'win32') throw new Error('memory of other processes is measured on Linux and macOS only');
    if (process.platform === 'linux') {
      this.look();
      this.timers.push(
        setInterval(() => this.look(), TREE_MS),
        setInterval(() => this.sample(), RSS_MS),
      );
    } else this.timers.push(setInterval(() => this.ask(), PS_MS));
  }

  /** What was sampled since the last call, MB each. */
  take(): number[] {
    const taken = this.samples;
    this.samples = [];
    return taken;
  }

  stop(): void {
    for (const timer of this.timers) clearInterval(timer);
  }

  private look(): void {
    const rows = readdirSync('/proc').flatMap((name) => {
      const stat = /^\d+$/.test(name) ? read(`/proc/${name}/stat`) : null;
      return stat ? [rowOf(stat)] : [];
    });
    const tree = treeOf(rows, this.root);
    const known = new Set(this.tree);
    const fresh = new Set(known.size > 0 ? tree.filter((pid) => !known.has(pid)) : []);
    this.tree = tree;
    this.sample(fresh);
  }

  /** @param fresh of these their highest counts: it was reached since the last look at the tree */
  private sample(fresh: ReadonlySet<number> = new Set()): void {
    let sum = 0;
    for (const pid of this.tree) {
      const status = read(`/proc/${pid}/status`);
      if (status) sum += megabytesOf(status, fresh.has(pid) ? 'VmHWM' : 'VmRSS');
    }
    if (sum > 0) this.samples.push(sum);
  }

  private ask(): void {
    const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,rss=,comm='], { encoding: 'utf8' }).trim().split('\n');
    const rows = lines.map((line) => {
      const [, pid, parent, rss, path = ''] = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
      return { pid: Number(pid), parent: Number(parent), rss: Number(rss) / 1_024, name: path.slice(path.lastIndexOf('/') + 1) };
    });
    const tree = new Set(treeOf(rows, this.root));
    this.samples.push(rows.filter(({ pid }) => tree.has(pid)).reduce((sum, { rss }) => sum + rss, 0));
  }
}
