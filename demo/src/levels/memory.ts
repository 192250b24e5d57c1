import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

const read = (path: string): string | null => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null; // ended meanwhile
  }
};

interface Row {
  readonly pid: number;
  readonly parent: number;
  /** Kilobytes. */
  readonly held: () => number;
}

/** Of a process on Linux its share of memory (PSS), so that pages that several hold count once. */
function rowsOfLinux(): Row[] {
  return readdirSync('/proc').flatMap((name) => {
    const stat = /^\d+$/.test(name) ? read(`/proc/${name}/stat`) : null;
    if (stat === null) return [];
    // The name of the program stands in brackets and may hold blanks and brackets of its own.
    const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    return { pid: Number(name), parent, held: () => Number(/^Pss:\s+(\d+)/m.exec(read(`/proc/${name}/smaps_rollup`) ?? '')?.[1] ?? 0) };
  });
}

/** Where no share is told, all that is resident: an upper bound. */
const rowsOfPs = (): Row[] =>
  execFileSync('ps', ['-A', '-o', 'pid=,ppid=,rss='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .map(([pid = 0, parent = 0, kilobytes = 0]) => ({ pid, parent, held: () => kilobytes }));

/** What these processes and all below them hold now, MB. */
export function megabytesOf(roots: readonly number[]): number {
  const rows = process.platform === 'linux' ? rowsOfLinux() : rowsOfPs();
  const tree = new Set<number>();
  const open = [...roots];
  for (let pid = open.pop(); pid !== undefined; pid = open.pop()) {
    if (tree.has(pid)) continue;
    tree.add(pid);
    open.push(...rows.filter(({ parent }) => parent === pid).map((row) => row.pid));
  }
  return rows.filter(({ pid }) => tree.has(pid)).reduce((sum, { held }) => sum + held(), 0) / 1_024;
}

const LOOK_MS = 500;

/** Looks every half second what the processes hold, until `stop` tells the most of it, MB; null on Windows, where nothing tells it. */
export function watchMemory(roots: () => readonly number[]): { stop(): number | null } {
  if (process.platform === 'win32') return { stop: () => null };
  let peak = 0;
  const look = () => void (peak = Math.max(peak, megabytesOf(roots())));
  const timer = setInterval(look, LOOK_MS);
  return {
    stop() {
      clearInterval(timer);
      look();
      return Math.round(peak);
    },
  };
}
