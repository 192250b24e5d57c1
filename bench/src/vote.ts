import { withOwnNode, type Engine } from '@sunshine/demo';
import type { RunningNode } from '@sunshine/infra';
import { Tokens } from '@sunshine/platform';
import pg from 'pg';
import { v7 as uuid } from 'uuid';

export interface VoteOptions {
  engine: Engine;
  /** Ballots in all. A panel is odd, so an even number is two votes at once. */
  entitled: number;
}

const AT_ONCE = 16;
const LEAST = 3;
const OPTIONS = ['支持', '不支持'];

interface Panel {
  readonly petitionId: string;
  readonly hearingId: string;
  readonly members: readonly string[];
}

interface Answer {
  readonly data?: Record<string, { votes: { counts: number[] | null; state: string }[] | null } | null> | null;
  readonly errors?: readonly { readonly extensions?: { readonly code?: string } }[];
}

/** People, pool and matters of the votes, as directory, intake and case would have told of them; the sitting of each is over. */
async function prepared(admin: pg.Client, clerk: string, sizes: readonly number[], at: Date): Promise<Panel[]> {
  const { rows } = await admin.query<{ id: string }>(`select id from hearing.organ where kind = 'department' order by id limit 1`);
  const organ = rows[0]?.id;
  if (!organ) throw new Error('the node knows no organ');
  const on = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(at);
  const role = (person: string, name: string) =>
    admin.query('insert into hearing.person_role (person_id, role, organ_id, notices) values ($1, $2, $3, false)', [person, name, organ]);
  await role(clerk, 'CLERK');
  const panels: Panel[] = [];
  for (const size of sizes) {
    const [petitionId, hearingId] = [uuid(), uuid()];
    const members = Array.from({ length: size }, () => uuid());
    for (const person of members) {
      await role(person, 'PANEL_MEMBER');
      await admin.query(
        `insert into hearing.pool_member (id, organ_id, person_id, name, skills, from_day, leaves, entered_at) values ($1, $2, $3, '听证员', '{}', '2025-01-01', '[]', '2025-01-01')`,
        [uuid(), organ, person],
      );
    }
    await admin.query(`insert into hearing.petition_known (id, kind, channel, division) values ($1, 'CLAIM', 'LETTER', '990100')`, [
      petitionId,
    ]);
    await admin.query(`insert into hearing.relation (petition_id, subject, relation, kind) values ($1, $2, 'in_charge', 'CLAIM')`, [
      petitionId,
      organ,
    ]);
    await admin.query(
      `insert into hearing.matter (id, division, kind, received_on, stage, exit, organ_id) values ($1, '990100', 'CLAIM', '2025-03-03', 'handling', '31(6)', $2)`,
      [petitionId, organ],
    );
    const from = new Date(at.getTime() - 60_000).toISOString();
    const hearing = {
      id: hearingId,
      stage: 'handling',
      organId: organ,
      state: 'deliberating',
      form: 'formal',
      by: 'organ',
      petitionerId: null,
      byPersonId: clerk,
      requestedOn: on,
      reason: '压力测试',
      newEvidence: null,
      decideBy: null,
      decision: null,
      serviceOn: null,
      panel: {
        size,
        presiderId: members[0],
        memberIds: members,
        substituteIds: [],
        left: [],
        seed: null,
        pool: null,
        presiders: null,
        listedOn: on,
      },
      challenges: [],
      schedule: null,
      afterId: null,
      notices: [],
      attendance: members.map((personId) => ({ id: uuid(), personId, name: null, part: 'member', from, to: null })),
      entries: 0,
      entryKinds: [],
      votes: [],
      conclusion: null,
      ended: null,
    };
    await admin.query(
      `insert into hearing.hearing (id, petition_id, organ_id, stage, state, untold, data) values ($1, $2, $3, 'handling', 'deliberating', 0, $4)`,
      [hearingId, petitionId, organ, JSON.stringify(hearing)],
    );
    panels.push({ petitionId, hearingId, members });
  }
  return panels;
}

async function measured(node: RunningNode, admin: pg.Client, { engine, entitled }: VoteOptions): Promise<Record<string, unknown>> {
  const tokens = node.services.directory.app.get(Tokens, { strict: false });
  const act = async (person: string, name: string, input: object): Promise<Answer> => {
    const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
    const token = await tokens.issue({ kind: 'person', person, session: null }, 3_600);
    const answer = await fetch(node.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({
        query: `mutation ($input: ${type}!) { done: ${name}(input: $input) { votes { state counts } } }`,
        variables: { input },
      }),
    });
    return (await answer.json()) as Answer;
  };
  const codeOf = ({ errors }: Answer) => (errors?.length ? (errors[0]?.extensions?.code ?? 'UNKNOWN') : null);
  const clerk = uuid();
  const sizes = entitled % 2 === 1 ? [entitled] : [entitled - LEAST, LEAST];
  const panels = await prepared(admin, clerk, sizes, node.services.hearing.time.now());
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
  return withOwnNode(options.engine, { safety: 'durable', env: {} }, async (node) => {
    const admin = new pg.Client({ connectionString: node.database.adminUrl });
    await admin.connect();
    try {
      return await measured(node, admin, options);
    } finally {
      await admin.end();
    }
  });
}
