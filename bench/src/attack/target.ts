import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { DEMO_PASSWORD } from '@sunshine/demo';
import { dataOf, filing, graph, signIn, SUBMIT, tokenOf } from './asking.js';
import { forked, heardFrom, NodeChild, type NodeOptions } from './node-child.js';
import type { Mode } from './node-process.js';
import type { Watched, WatchOrder } from './watch-process.js';

/** A node to be attacked, with an honest person beside it in a process of her own. */
export class Target {
  private constructor(
    readonly mode: Mode,
    private readonly node: NodeChild,
    private readonly watcher: ChildProcess,
  ) {}

  /** @param killAtMb memory at which the node is killed, so that an attack that succeeds does not take the machine with it */
  static async start({ killAtMb, ...options }: NodeOptions & { readonly killAtMb: number }): Promise<Target> {
    const node = await NodeChild.start(options);
    try {
      const submitted = await graph(node.origin, SUBMIT, { input: filing() }, { from: '10.1.0.3' });
      const { queryCode, secret } = dataOf<{ submitPetition: { queryCode: string; secret: string } }>(submitted).submitPetition;
      const { origin, pid } = node;
      const order: WatchOrder = { origin, pid, account: 'registrar.city', password: DEMO_PASSWORD, queryCode, secret, killAtMb };
      const watcher = forked('./watch-process.js', order);
      await heardFrom(watcher);
      return new Target(options.mode, node, watcher);
    } catch (error) {
      await node.close();
      throw error;
    }
  }

  get origin(): string {
    return this.node.origin;
  }

  get alive(): boolean {
    return this.node.alive;
  }

  ready(): Promise<boolean> {
    return this.node.isReady();
  }

  lastWords(): Promise<string> {
    return this.node.lastWords();
  }

  async tokenOf(account: string): Promise<string> {
    return tokenOf(await signIn(this.origin, account, DEMO_PASSWORD, { from: '10.1.0.4' }));
  }

  /** The honest people begin; answers what the node's memory was while nobody else was there, MB each. */
  async calm(ms: number): Promise<number[]> {
    this.watcher.send('begin');
    await sleep(ms);
    const heard = heardFrom<{ memory: number[] }>(this.watcher);
    this.watcher.send('mark');
    return (await heard).memory;
  }

  /** The honest people stop; answers what they saw since `calm`. */
  async watched(): Promise<Watched> {
    const heard = heardFrom<Watched>(this.watcher);
    this.watcher.send('end');
    return heard;
  }

  async close(): Promise<void> {
    this.watcher.kill('SIGKILL');
    await this.node.close();
  }
}
