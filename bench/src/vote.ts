import { withOwnNode, type Engine } from '@sunshine/demo';
import type { RunningNode } from '@sunshine/infra';
import { connected } from '@sunshine/postgres';
import type pg from 'pg';
import { v7 as uuid } from 'uuid';
import { asking, preparedHearings, typeOf } from './hearings.js';

export interface VoteOptions {
  engine: Engine;
  /** Ballots in all. A panel is odd, so an even number is two votes at once. */
  entitled: number;
}

const AT_ONCE = 16;
const LEAST = 3;
const OPTIONS = ['支持', '不支持'];

interface Answer {
  readonly data?: Record<string, { votes: { counts: number[] | null; state: string }[] | null } | null> | null;
  readonly errors?: readonly { readonly extensions?: { readonly code?: string } }[];
}

async function measured(node: RunningNode, admin: pg.Client, { engine, entitled }: VoteOptions): Promise<Record<string, unknown>> {
  const ask = asking(node);
  const act = (person: string, name: string, input: object) =>
    ask<Answer>(person, `mutation ($input: ${typeOf(name)}!) { done: ${name}(input: $input) { votes { state counts } } }`, { input });
  const codeOf = ({ errors }: Answer) => (errors?.length ? (errors[0]?.extensions?.code ?? 'UNKNOWN') : null);
  const clerk = uuid();
  const sizes = entitled % 2 === 1 ? [entitled] : [entitled - LEAST, LEAST];
  const panels = await preparedHearings(admin, {
    clerks: [clerk],
    sizes,
    at: node.services.hearing.time.now(),
    hearing: { state: 'deliberating' },
  });
  const errors: Record<string, number> = {};
  const count = (code: string | null) => {
    if (code !== null && code !== 'VOTE_ALREADY_CAST') errors[code] = (errors[code] ?? 0) + 1;
  };
  for (const { petitionId, hearingId } of panels)
    count(codeOf(await act(clerk, 'openVote', { petitionId, hearingId, question: '是否支持', options: OPTIONS })));
  // Each member votes three times at once: twice anew, and once as a repeat of the first.
  const ballots = panels.flatMap(({ petitionId, hearingId, members }) =>
    members.flatMap((person, n) => {
      const choice = OPTIONS[n % 3 === 2 ? 1 : 0];
      return [`${person}-1`, `${person}-2`, `${person}-1`].map((requestId) => ({
        person,
        input: { petitionId, hearingId, choice, requestId },
      }));
    }),
  );
  const started = performance.now();
  const waiting = [...ballots];
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) count(codeOf(await act(next.person, 'castBallot', next.input)));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  const seconds = Math.round(performance.now() - started) / 1_000;
  const results = new Set<string>();
  const stops = panels.flatMap((panel) => [1, 2, 3, 4].map(() => panel));
  await Promise.all(
    stops.map(async ({ petitionId, hearingId }) => {
      const answer = await act(clerk, 'stopVote', { petitionId, hearingId });
      count(codeOf(answer));
      for (const { state, counts } of answer.data?.['done']?.votes ?? []) results.add(`${hearingId} ${state} ${counts?.join()}`);
    }),
  );
  const { rows } = await admin.query<{ accepted: string; people: string; events: string }>(
    `select count(*) accepted, count(distinct (hearing_id, person_id)) people,
        (select count(*) from hearing.outbox where pattern = 'BallotCast') events from hearing.hearing_ballot`,
  );
  const [{ accepted, people, events }] = rows as [{ accepted: string; people: string; events: string }];
  const doubled = Number(accepted) - Number(people) + Math.abs(Number(events) - Number(accepted));
  return {
    bench: 'vote',
    engine,
    entitled,
    accepted: Number(accepted),
    doubled,
    results: results.size,
    votes: panels.length,
    seconds,
    errors,
  };
}

/**
 * Votes of `entitled` members, everybody voting several times at once, and each vote stopped four times at once.
 * `results` counts what the stops answered: one for each vote.
 */
export function benchVote(options: VoteOptions): Promise<Record<string, unknown>> {
  if (options.entitled < LEAST + LEAST) throw new Error(`at least ${LEAST + LEAST} entitled`);
  return withOwnNode(options.engine, { safety: 'durable', env: {} }, (node) =>
    connected(node.database.adminUrl, (admin) => measured(node, admin, options)),
  );
}
