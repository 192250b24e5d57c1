import { setTimeout as sleep } from 'node:timers/promises';
import { withOwnNode, type Engine } from '@sunshine/demo';
import type { RunningNode } from '@sunshine/infra';
import { connected } from '@sunshine/postgres';
import type pg from 'pg';
import { v7 as uuid } from 'uuid';
import { Random } from './fuzz/random.js';
import { asking, preparedHearings, typeOf } from './hearings.js';

export interface MinutesOptions {
  engine: Engine;
  /** Entries in all, of both clerks. */
  entries: number;
}

/** Share of requests whose line is cut before the answer is there. */
const CUT_SHARE = 0.2;
/** Within which it is cut: before the request arrives, while it is done, or while its answer is on the way. */
const CUT_WITHIN_MS = 40;
const PAGE = 100;
/** How long a follower may need for the rest when nobody writes any more. */
const DRAIN_MS = 30_000;

interface Line {
  readonly number: number;
  readonly text: string;
}
interface Answer {
  readonly data?: {
    readonly [name: string]: {
      readonly liveKey?: string;
      readonly entries?: readonly Line[];
      readonly followers?: { code: string }[];
    } | null;
  };
  readonly errors?: readonly { readonly extensions?: { readonly code?: string } }[];
}

/** What somebody reads of the minutes, behind that entry. */
type Read = (after: number) => Promise<readonly Line[]>;

/** Somebody who has the page of the sitting open: hears by `/live` that something happened, and reads on behind the last entry it has. */
class Follower {
  readonly lines: Line[] = [];
  cut = 0;

  constructor(
    private readonly live: URL,
    private readonly key: () => Promise<string>,
    private readonly read: Read,
    private readonly random: Random,
  ) {}

  /** Until it has that many entries, or nobody has written for so long. */
  async follow(until: number, over: () => boolean): Promise<void> {
    while (this.lines.length < until && !over()) {
      const line = new AbortController();
      const stop = setInterval(() => over() && line.abort(), 200);
      try {
        await this.listen(line, until);
      } catch {
        // The line is cut, here on purpose: the page opens another one and reads on.
        this.cut++;
      } finally {
        clearInterval(stop);
        line.abort();
      }
    }
  }

  private async listen(line: AbortController, until: number): Promise<void> {
    const url = new URL(`/live?keys=${await this.key()}`, this.live);
    const { body } = await fetch(url, { signal: line.signal });
    if (!body) throw new Error('no stream');
    let told = 1 + this.random.below(25);
    for await (const text of body.pipeThrough(new TextDecoderStream())) {
      if (!/^event: ?(?:ready|change|refresh)$/m.test(text)) continue;
      await this.readOn();
      if (this.lines.length >= until) return;
      if (--told === 0) line.abort();
    }
  }

  private async readOn(): Promise<void> {
    for (;;) {
      const more = await this.read(this.lines.at(-1)?.number ?? 0);
      this.lines.push(...more);
      if (more.length < PAGE) return;
    }
  }
}

async function measured(node: RunningNode, admin: pg.Client, { engine, entries }: MinutesOptions): Promise<Record<string, unknown>> {
  const ask = asking(node);
  const clerks = [uuid(), uuid()];
  const at = node.services.hearing.time.now();
  const from = new Date(at.getTime() - 3_600_000).toISOString();
  const schedule = {
    roomId: uuid(),
    startsAt: from,
    endsAt: new Date(at.getTime() + 3_600_000).toISOString(),
    on: from.slice(0, 10),
    public: true,
    closedReason: null,
    clerkIds: clerks,
    round: 1,
    reason: null,
  };
  const [sitting] = await preparedHearings(admin, { clerks, sizes: [3], at, hearing: { state: 'open', schedule } });
  if (!sitting) throw new Error('no sitting');
  const { petitionId, hearingId, members } = sitting;
  const errors: Record<string, number> = {};
  const count = (answer: Answer): void => {
    for (const { extensions } of answer.errors ?? [])
      errors[extensions?.code ?? 'UNKNOWN'] = (errors[extensions?.code ?? 'UNKNOWN'] ?? 0) + 1;
  };
  const act = async (person: string, name: string, input: object, fields: string, signal: AbortSignal | null = null): Promise<Answer> => {
    const query = `mutation ($input: ${typeOf(name)}!) { done: ${name}(input: $input) { ${fields} } }`;
    return ask<Answer>(person, query, { input: { petitionId, hearingId, ...input } }, signal);
  };
  const admitted = await act(clerks[0] as string, 'admitFollower', { name: '旁听人' }, 'followers { code }');
  count(admitted);
  const code = admitted.data?.['done']?.followers?.[0]?.code ?? '';

  /** Of an account: member of the panel or clerk; of the code: the follower. */
  const lines = `entries(after: $after, first: ${PAGE}) { number text }`;
  const inside = (person: string): { read: Read; key: () => Promise<string> } => {
    const query = async (fields: string, after = 0) => {
      const answer = await ask<Answer>(
        person,
        `query ($id: ID!, $after: Int) { seen: hearing(id: $id) { id liveKey entryCount ${fields} } }`,
        { id: hearingId, after },
      );
      count(answer);
      return answer.data?.['seen'];
    };
    return { read: async (after) => (await query(lines, after))?.entries ?? [], key: async () => (await query(lines))?.liveKey ?? '' };
  };
  const outside = (): { read: Read; key: () => Promise<string> } => {
    const query = async (after = 0) => {
      const answer = await ask<Answer>(
        null,
        `query ($code: String, $after: Int) { seen: followedHearing(code: $code) { id liveKey ${lines} } }`,
        { code, after },
      );
      count(answer);
      return answer.data?.['seen'];
    };
    return { read: async (after) => (await query(after))?.entries ?? [], key: async () => (await query())?.liveKey ?? '' };
  };

  let broken = 0;
  const write = async (clerk: number): Promise<void> => {
    const random = new Random(`minutes/clerk ${clerk}`);
    const person = clerks[clerk] as string;
    const texts = Array.from({ length: Math.floor((entries + (clerk === 0 ? 1 : 0)) / 2) }, (_, n) => `${clerk === 0 ? '甲' : '乙'}${n}`);
    while (texts.length > 0) {
      const input = { requestId: uuid(), entries: texts.splice(0, 1 + random.below(3)).map((text) => ({ kind: 'note', text })) };
      // Cut, the clerk's page sends the same again, with the same id, until an answer comes.
      for (;;) {
        const line = new AbortController();
        const cutting = random.chance(CUT_SHARE) ? setTimeout(() => line.abort(), random.below(CUT_WITHIN_MS)) : undefined;
        try {
          count(await act(person, 'addHearingEntries', input, 'id', line.signal));
          break;
        } catch (error) {
          if (!line.signal.aborted) throw error;
          broken++;
        } finally {
          clearTimeout(cutting);
        }
      }
    }
  };

  const readers = [inside(clerks[0] as string), inside(clerks[1] as string), inside(members[0] as string), outside()];
  const followers = readers.map(({ read, key }, n) => new Follower(new URL(node.url), key, read, new Random(`minutes/follower ${n}`)));
  const started = performance.now();
  let endsAt = Infinity;
  const following = followers.map((follower) => follower.follow(entries, () => performance.now() > endsAt));
  await Promise.all([write(0), write(1)]);
  const seconds = Math.round(performance.now() - started) / 1_000;
  endsAt = performance.now() + DRAIN_MS;
  await Promise.all(following);
  await sleep(0);

  const { rows } = await admin.query<Line>('select number, text from hearing.hearing_entry where hearing_id = $1 order by number', [
    hearingId,
  ]);
  const copies = [rows, ...followers.map((follower) => follower.lines)];
  const wanted = [0, 1].flatMap((clerk) =>
    Array.from({ length: Math.floor((entries + (clerk === 0 ? 1 : 0)) / 2) }, (_, n) => `${clerk === 0 ? '甲' : '乙'}${n}`),
  );
  const lost = copies.reduce((sum, copy) => sum + wanted.filter((text) => !copy.some((one) => one.text === text)).length, 0);
  const doubled = copies.reduce((sum, copy) => sum + copy.length - new Set(copy.map(({ text }) => text)).size, 0);
  const orders = new Set(copies.map((copy) => JSON.stringify(copy.map(({ number, text }) => [number, text])))).size;
  const gaps = rows.filter(({ number }, n) => number !== n + 1).length;
  return {
    bench: 'minutes',
    engine,
    entries: rows.length,
    lost: lost + gaps,
    doubled,
    orders,
    brokenLines: broken + followers.reduce((sum, { cut }) => sum + cut, 0),
    readers: followers.length,
    seconds,
    errors,
  };
}

/**
 * Two clerks write the minutes of one sitting at once, in requests whose lines are cut, while a clerk each, a member of the panel and a
 * follower with a code read along, whose lines are cut too. `orders` counts the orders in which they and the database have the entries.
 */
export function benchMinutes(options: MinutesOptions): Promise<Record<string, unknown>> {
  if (!(options.entries >= 2)) throw new Error('at least 2 entries');
  return withOwnNode(options.engine, { safety: 'durable', env: {} }, (node) =>
    connected(node.database.adminUrl, (admin) => measured(node, admin, options)),
  );
}
