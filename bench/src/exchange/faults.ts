import { badLink, chance } from '@sunshine/chance';
import { SUITES } from '@sunshine/envelope';
import { Time } from '@sunshine/platform';
import { withTwoNodes, type BenchNode } from './linked.js';

export interface FaultsOptions {
  readonly messages: number;
  readonly seed: number;
}

const FAULTS = { drop: 0.1, double: 0.1, delay: 0.1, reorder: 0.1, corrupt: 0.1 };
const CONVERSATIONS = 50;
const MINUTE = 60_000;
const DOWN_HOURS = 6;
/** Legal time that the drain may take. */
const DRAIN_HOURS = 72;

interface Heard {
  readonly conversation: string;
  readonly sequence: number;
  readonly body: unknown;
}

/** A way that disturbs both what is sent and what is answered. Held texts come with later ones, or when the way is cleared. */
class BadWay {
  readonly counts = { dropped: 0, doubledOnWire: 0 };
  down = false;
  private readonly late: (() => Promise<unknown>)[] = [];
  private readonly there;
  private readonly back;

  constructor(
    private readonly to: BenchNode,
    draw: () => number,
  ) {
    this.there = badLink(draw, FAULTS);
    this.back = badLink(draw, FAULTS);
  }

  post = async (_endpoint: string, text: string) => {
    if (this.down) throw new Error('ECONNREFUSED');
    const passage = this.there(text);
    const bring = () => this.to.receive(passage.text);
    const former = this.late.splice(0);
    if (passage.copies === 0) this.counts.dropped += 1;
    if (passage.copies === 2) this.counts.doubledOnWire += 1;
    if (passage.copies > 0 && (passage.late || passage.afterNext)) this.late.push(bring);
    const heard = passage.copies === 0 || passage.late || passage.afterNext ? null : await bring();
    if (passage.copies === 2) await bring();
    for (const late of former) await late();
    const answer = heard && this.back(heard.text);
    if (!heard || !answer || answer.copies === 0 || answer.late || answer.afterNext) throw new Error('no answer in time');
    return { status: heard.status, text: answer.text };
  };

  async clear(): Promise<void> {
    for (const late of this.late.splice(0)) await late();
  }
}

/**
 * Messages over a way that drops, doubles, delays, reorders and corrupts a tenth each, in both directions, then a partner that is away for six hours of
 * legal time while more is said. After the drain both sides hold the same, each message was taken over once, and in its order.
 */
export async function benchExchangeFaults({ messages, seed }: FaultsOptions): Promise<Record<string, unknown>> {
  const time = new Time();
  const forward = (ms: number) => time.set(new Date(time.now().getTime() + ms));
  return withTwoNodes(time, async (city, county) => {
    const [suite] = SUITES;
    await city.list(county, suite);
    await county.list(city, suite);
    const heard: Heard[] = [];
    county.hears(({ head: { conversation, sequence }, body }) => heard.push({ conversation, sequence, body }));
    const way = new BadWay(county, chance(seed));
    city.reachedBy(way.post);
    const said = Array.from({ length: messages }, (_of, n) => ({ conversation: `A-${n % CONVERSATIONS}`, body: n }));
    const round = async () => {
      while (await city.send());
      while (await county.apply());
      forward(5 * MINUTE);
    };
    const half = Math.floor(messages / 2);
    await city.say(county, said.slice(0, half));
    for (let rounds = 0; rounds < 6; rounds += 1) await round();
    way.down = true;
    await city.say(county, said.slice(half));
    for (let minutes = 0; minutes < DOWN_HOURS * 60; minutes += 5) await round();
    way.down = false;
    const waiting = async () => {
      const [{ n }] = (await city.db.query(`select count(*)::int n from message_out where state <> 'sent'`)) as [{ n: number }];
      return n;
    };
    let drained = 0;
    for (; drained < DRAIN_HOURS * 60 && (await waiting()) > 0; drained += 5) await round();
    await way.clear();
    await round();
    const places = heard.map(({ conversation, sequence }) => `${conversation} ${sequence}`);
    const doubled = places.length - new Set(places).size;
    const bodies = new Set(heard.map(({ body }) => body));
    const lost = said.filter(({ body }) => !bodies.has(body)).length;
    const disordered = Array.from({ length: CONVERSATIONS }, (_of, n) =>
      heard.filter(({ conversation }) => conversation === `A-${n}`),
    ).filter((of) => of.some(({ sequence }, at) => sequence !== at + 1)).length;
    const sums = await Promise.all([
      city.db.query(
        `select id, conversation, sequence, digest, received_at at, receipt is not null receipted from message_out order by id`,
      ),
      county.db.query(`select id, conversation, sequence, digest, received_at at, true receipted from message_in order by id`),
    ]);
    const equal = JSON.stringify(sums[0]) === JSON.stringify(sums[1]);
    return { bench: 'exchange-faults', messages, seed, ...way.counts, lost, doubled, disordered, drainedMinutes: drained, equal };
  });
}
