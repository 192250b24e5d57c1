import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Gauge } from 'prom-client';
import { platformError } from './errors.js';
import type { HealthCheck } from './health.js';
import { metrics } from './metrics.js';

/** A folder whose file system must not run full. */
export interface Volume {
  readonly name: string;
  readonly path: string;
}

const MB = 1_048_576;
/** A reading is good for so long, milliseconds. */
const READING_MS = 1_000;

const watched = new Set<Space>();
const free = new Gauge({
  name: 'sunshine_space_free_bytes',
  help: 'Free space of the file systems that hold data, files and database',
  labelNames: ['volume'],
  registers: [metrics],
  collect: async () => void (await Promise.all([...watched].map((space) => space.free()))),
});

/**
 * Free space of the volumes a node writes to. A database that runs out of it stops, and reads fail with it: so what makes the data grow
 * most is refused first, while there is still room for the acts on what is there.
 */
export class Space {
  private reading: { readonly at: number; readonly answer: Promise<ReadonlyMap<string, number>> } | null = null;

  /**
   * @param minMb below it nothing new is taken in
   * @param read free bytes of the file system that holds a folder, for an ordinary user
   */
  constructor(
    private readonly volumes: readonly Volume[],
    private readonly minMb: number,
    private readonly read: (path: string) => Promise<number> = freeBytes,
  ) {
    watched.add(this);
  }

  /** Free bytes by volume, not older than a second. */
  free(): Promise<ReadonlyMap<string, number>> {
    const now = performance.now();
    if (!this.reading || now - this.reading.at > READING_MS) this.reading = { at: now, answer: this.readAll() };
    return this.reading.answer;
  }

  /** Before something new is taken in. @throws STORAGE_LOW */
  async require(): Promise<void> {
    if ((await this.low()).length > 0) throw platformError('STORAGE_LOW');
  }

  /** Tells an operator which volume has too little. */
  readonly check: HealthCheck = async () => (await this.low()).join('; ') || null;

  /** No longer part of the metrics. */
  close(): void {
    watched.delete(this);
  }

  private async low(): Promise<string[]> {
    return [...(await this.free())]
      .filter(([, bytes]) => bytes < this.minMb * MB)
      .map(([name, bytes]) => `${name}: ${Math.floor(bytes / MB)} MB free, filing and uploads are refused below ${this.minMb} MB`);
  }

  private async readAll(): Promise<ReadonlyMap<string, number>> {
    const answers = await Promise.all(this.volumes.map(async ({ name, path }) => [name, await this.read(path)] as const));
    for (const [name, bytes] of answers) free.set({ volume: name }, bytes);
    return new Map(answers);
  }
}

/** Of the nearest folder that is there: one that is not made yet will be on the same file system. */
async function freeBytes(path: string): Promise<number> {
  try {
    const { bavail, bsize } = await statfs(path);
    return bavail * bsize;
  } catch (error) {
    const above = dirname(path);
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || above === path) throw error;
    return freeBytes(above);
  }
}
