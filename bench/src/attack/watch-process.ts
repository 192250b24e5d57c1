import { Agent } from 'node:http';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { ask, filing, graph, passFor, SUBMIT, signIn, tokenOf, uploadWhole, type Heard } from './asking.js';
import { Memory } from './memory.js';
import type { Waits } from './verdict.js';

/** The node to be watched and the honest people beside its attacker. */
export interface WatchOrder {
  readonly origin: string;
  readonly pid: number;
  readonly account: string;
  readonly password: string;
  readonly queryCode: string;
  readonly secret: string;
  /** Memory at which the node is killed, so that an attack that succeeds does not take the machine with it, MB. */
  readonly killAtMb: number;
}

export interface Watched {
  readonly waits: Record<string, Waits>;
  readonly refused: Record<string, number>;
  /** Memory of the node, MB each. */
  readonly memory: number[];
  /** The longest that this process itself was held up: waits are at most so much too long. */
  readonly ownDelayMs: number;
  readonly killed: boolean;
}

const TICK_MS = 50;
const PENDING_MAX = 500;
const LIST =
  'query { petitions(first: 20) { edges { node { id number summary stage organ { name } clocks { term effectiveDue } } } pageInfo { hasNextPage } } }';
const TRACK = 'query ($queryCode: String!, $secret: String!) { trackPetition(queryCode: $queryCode, secret: $secret) { number } }';
const PICTURE = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
/** What is asked, tick after tick: mostly reading, now and then a filing, an upload, a sign-in. */
const ROUND = [
  'list',
  'track',
  'list',
  'page',
  'track',
  'list',
  'upload',
  'list',
  'track',
  'file',
  'list',
  'track',
  'list',
  'page',
  'track',
];
const SIGN_IN_EVERY = 3;

const order = JSON.parse(process.argv[2] ?? '') as WatchOrder;
process.once('disconnect', () => process.exit(0));
const agent = new Agent({ keepAlive: true });
const token = tokenOf(await signIn(order.origin, order.account, order.password, { from: '10.1.0.1' }));
const memory = new Memory(order.pid);
const own = monitorEventLoopDelay({ resolution: 5 });
own.enable();

let waits: Record<string, { asked: number; worstMs: number }> = {};
let refused: Record<string, number> = {};
let samples: number[] = [];
let killed = false;
let pending = 0;
let ticks = 0;
let people = 0;
let generation = 0;
let ticking: NodeJS.Timeout | undefined;

/** Every citizen has an address of her own. */
const citizen = () => {
  people += 1;
  return `10.2.${(people >> 8) & 255}.${people & 255}`;
};

const honest: Record<string, (heard: (answer: Heard) => void) => Promise<void>> = {
  list: async (heard) => heard(await graph(order.origin, LIST, {}, { token, agent, from: '10.1.0.1' })),
  track: async (heard) =>
    heard(await graph(order.origin, TRACK, { queryCode: order.queryCode, secret: order.secret }, { agent, from: citizen() })),
  // A browser that comes for the first time: a connection of its own.
  page: async (heard) => heard(await ask(order.origin, { path: '/', from: citizen() })),
  file: async (heard) => heard(await graph(order.origin, SUBMIT, { input: filing() }, { agent, from: citizen() })),
  upload: async (heard) => {
    const from = citizen();
    heard(await uploadWhole(order.origin, PICTURE, await passFor(order.origin, from), from));
  },
  signIn: async (heard) => heard(await signIn(order.origin, 'head.land', order.password, { agent, from: '10.1.0.2' })),
};

function begin(kind: string): void {
  if (pending >= PENDING_MAX) return;
  pending += 1;
  const of = generation;
  const started = performance.now();
  const count = (what: string, fine: boolean) => {
    if (of !== generation) return;
    const known = (waits[kind] ??= { asked: 0, worstMs: 0 });
    known.asked += 1;
    known.worstMs = Math.max(known.worstMs, performance.now() - started);
    if (!fine) refused[`${kind} ${what}`] = (refused[`${kind} ${what}`] ?? 0) + 1;
  };
  void honest[kind]!(({ what, status }) => count(what, (status === 200 || status === 201) && what.endsWith(' ok')))
    .catch((error: unknown) => count(error instanceof Error ? error.message.slice(0, 100) : String(error), false))
    .finally(() => (pending -= 1));
}

function tick(): void {
  begin(ROUND[ticks % ROUND.length]!);
  if (ticks % ROUND.length === 0 && (ticks / ROUND.length) % SIGN_IN_EVERY === 0) begin('signIn');
  ticks += 1;
  const taken = memory.take();
  samples.push(...taken);
  if (Math.max(0, ...taken) > order.killAtMb) {
    killed = true;
    process.kill(order.pid, 'SIGKILL');
  }
}

function forget(): void {
  generation += 1;
  waits = {};
  refused = {};
  samples = [];
  own.reset();
}

/** Answers what was seen since `forget`, when all that was asked is answered, or was not within its time. */
async function told(): Promise<Watched> {
  clearInterval(ticking);
  while (pending > 0) await new Promise((again) => setTimeout(again, 20));
  samples.push(...memory.take());
  return { waits, refused, memory: samples, ownDelayMs: Math.round(own.max / 1e6), killed };
}

process.on('message', (word: 'begin' | 'mark' | 'end') => {
  if (word === 'begin') {
    forget();
    ticking = setInterval(tick, TICK_MS);
  } else if (word === 'mark') {
    process.send?.({ memory: samples });
    forget();
  } else void told().then((watched) => process.send?.(watched));
});
process.send?.('ready');
