import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Time } from '@sunshine/platform';

/** The clock of a bench: legal time starts at an instant of the machine's time and runs so many times as fast. Milliseconds since 1970. */
export interface Pace {
  readonly realStart: number;
  readonly legalStart: number;
  readonly factor: number;
}

/** All processes of a bench share it, whenever they start. */
export class PacedTime extends Time {
  constructor(private readonly pace: Pace) {
    super();
  }

  override now(): Date {
    const { realStart, legalStart, factor } = this.pace;
    return new Date(legalStart + (Date.now() - realStart) * factor);
  }
}

/** One process of `case` that is killed and started again. */
export class SweepWorker {
  private child: ChildProcess;
  private stopped = false;
  private waiting: (() => void)[] = [];
  private said = '';
  ready = false;
  starts = 0;

  constructor(
    private readonly env: NodeJS.ProcessEnv,
    private readonly pace: Pace,
  ) {
    this.child = this.spawn();
  }

  /** Of a process that has come up. @throws where none did */
  async isReady(): Promise<void> {
    if (this.ready) return;
    await new Promise<void>((resolve) => this.waiting.push(resolve));
    if (!this.ready) throw new Error(`a worker did not start: ${this.said}`);
  }

  /** @returns whether there was a process to kill */
  kill(): boolean {
    return this.child.kill('SIGKILL');
  }

  async stop(): Promise<void> {
    this.stopped = true;
    const child = this.child;
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((done) => child.once('exit', done));
    child.kill('SIGKILL');
    await ended;
  }

  private spawn(): ChildProcess {
    this.starts += 1;
    const child = fork(fileURLToPath(new URL('../dist/sweep-process.js', import.meta.url)), [JSON.stringify(this.pace)], {
      env: { NODE_COMPILE_CACHE: fileURLToPath(new URL('../../.cache/compile', import.meta.url)), ...process.env, ...this.env },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    child.stderr!.on('data', (chunk: Buffer) => (this.said = (this.said + chunk.toString()).slice(-2_000)));
    child.once('message', () => this.told(true));
    child.once('exit', () => {
      if (this.starts === 1 && !this.ready) this.told(false);
      if (!this.stopped) setTimeout(() => !this.stopped && (this.child = this.spawn()), 100);
    });
    return child;
  }

  private told(ready: boolean): void {
    this.ready = ready;
    for (const done of this.waiting.splice(0)) done();
  }
}
