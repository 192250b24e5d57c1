import { setTimeout as sleep } from 'node:timers/promises';
import { chance } from '@sunshine/chance';
import { loadCity, personId, withOwnNode, type Engine } from '@sunshine/demo';
import { allRead, type RunningNode } from '@sunshine/infra';
import { Time, Tokens, type After } from '@sunshine/platform';
import { connected } from '@sunshine/postgres';
import type pg from 'pg';
import { v7 as uuid } from 'uuid';

export interface RaceOptions {
  engine: Engine;
  /** Matters with a hearing, in each of which the acts are sent at once. */
  sequences: number;
  /** Chooses what stands before the race, what is sent and when. */
  seed: number;
}

/** A withdrawal that was confirmed on the first day can be taken back no more on the second. */
const BEFORE = new Date('2025-03-03T01:00:00Z');
const RACE = new Date('2025-03-24T01:00:00Z');
const PREPARED_AT_ONCE = 8;
const RACED_AT_ONCE = 4;
/** Acts of one race begin within so many milliseconds of each other. */
const SPREAD_MS = 40;
/** Hearings that are to be held, and all that have not ended. */
const HELD = ['decided', 'open', 'deliberating'];
const STANDING = ['requested', 'proposed', ...HELD];

interface Answered {
  readonly value: Record<string, unknown> | null;
  /** Null: it was done. */
  readonly code: string | null;
}

interface People {
  readonly organId: string;
  readonly handler: string;
  readonly checker: string;
  readonly issuer: string;
  readonly head: string;
  readonly clerk: string;
}

/** One matter with what stands on it when the race begins. */
interface Matter {
  readonly id: string;
  readonly petitionerId: string;
  readonly people: People;
  readonly hearingId: string;
  readonly hearing: 'proposed' | 'decided' | 'counted';
  readonly withdrawn: boolean;
  readonly checked: boolean;
  /** The petition that leads, with its record of the merge. */
  readonly merge: { readonly leadId: string; readonly mergeId: string } | null;
}

interface Sent {
  readonly name: string;
  readonly by: string | null;
  readonly input: Record<string, unknown>;
  /** What follows once it was done. */
  readonly then?: Sent;
}

/** Sends acts by whoever it is, and counts what was answered. */
class Sender {
  readonly sent: Record<string, number> = {};
  readonly done: Record<string, number> = {};
  readonly refused: Record<string, number> = {};
  internal = 0;

  constructor(
    private readonly url: string,
    private readonly tokens: Tokens,
    /** Of intake, which alone signs passes. */
    private readonly passes: Tokens,
  ) {}

  /** @param after what was written before, for one who waits to read it; the answer is added */
  async act(
    by: string | null,
    name: string,
    input: Record<string, unknown>,
    fields = 'id',
    after: Map<string, After> | null = null,
  ): Promise<Answered> {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
    const authorization =
      by === null ? {} : { authorization: `Bearer ${await this.tokens.issue({ kind: 'person', person: by, session: null }, 3_600)}` };
    this.sent[name] = (this.sent[name] ?? 0) + 1;
    const answer = await fetch(this.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...authorization,
        ...(after && after.size > 0 && { 'x-after': JSON.stringify([...after.values()]) }),
      },
      body: JSON.stringify({ query: `mutation ($input: ${type}!) { done: ${name}(input: $input) { ${fields} } }`, variables: { input } }),
    });
    const { data, errors, extensions } = (await answer.json()) as {
      extensions?: { after?: After[] };
      data?: { done: Record<string, unknown> | null } | null;
      errors?: { message: string; extensions?: { code?: string; kind?: string } }[];
    };
    for (const one of extensions?.after ?? []) after?.set(`${one.source} ${one.key}`, one);
    const refusal = errors?.[0];
    const code = refusal ? (refusal.extensions?.code ?? 'UNKNOWN') : null;
    if (code === null) this.done[name] = (this.done[name] ?? 0) + 1;
    else this.refused[code] = (this.refused[code] ?? 0) + 1;
    if (code === 'UNKNOWN' || refusal?.extensions?.kind === 'INTERNAL') {
      this.internal += 1;
      process.stderr.write(`${name}: ${refusal?.message}\n`);
    }
    return { value: data?.done ?? null, code };
  }

  pass(petitionId: string): Promise<string> {
    return this.passes.issuePass(petitionId, null);
  }
}

/** Sets up one matter, each act after it has read what the former ones wrote. */
class Preparing {
  private readonly after = new Map<string, After>();

  constructor(private readonly sender: Sender) {}

  /** @throws where what the race stands on was refused */
  async must(by: string | null, name: string, input: Record<string, unknown>, fields?: string): Promise<Record<string, unknown>> {
    const { value, code } = await this.sender.act(by, name, input, fields, this.after);
    if (code !== null || value === null) throw new Error(`${name}: ${code}`);
    return value;
  }

  pass(petitionId: string): Promise<string> {
    return this.sender.pass(petitionId);
  }
}

const AT = {
  registrar: personId('registrar.city'),
  dispatcher: personId('dispatcher.city'),
  auditor: personId('auditor.city'),
  second: personId('auditor2.city'),
};

async function accepted(sender: Preparing, { organId, handler }: People): Promise<{ id: string; petitionerId: string; requestId: string }> {
  const filed = await sender.must(
    AT.registrar,
    'registerPetition',
    {
      channel: 'LETTER',
      kind: 'CLAIM',
      receivedOn: '2025-03-03',
      division: '990100',
      summary: '小区二次供水水压不足',
      text: '小区高层住户早晚用水高峰时水压不足，请求检修。',
      requests: [{ text: '检修二次供水设备' }],
      petitioners: [{ name: '申某', phone: '19900001234', address: '东湖区演示路1号' }],
      peopleCount: 1,
      anonymous: false,
    },
    'petition { id requests { id } petitioners { id } }',
  );
  const { id, requests, petitioners } = filed['petition'] as { id: string; requests: { id: string }[]; petitioners: { id: string }[] };
  const sent = { way: 'post', proof: { receiptNumber: 'EMS-1' } };
  await sender.must(AT.dispatcher, 'routePetition', { petitionId: id, kind: 'TRANSFER', toOrganId: organId, reason: '属该部门职责' });
  await sender.must(handler, 'acceptPetition', { petitionId: id, ...sent });
  return { id, petitionerId: petitioners[0]?.id ?? '', requestId: requests[0]?.id ?? '' };
}

/** An opinion that lacks its issue alone. */
async function opinionChecked(
  sender: Preparing,
  { handler, checker }: People,
  matter: { id: string; petitionerId: string; requestId: string },
): Promise<void> {
  const at = { petitionId: matter.id };
  const talk = {
    form: 'INTERVIEW',
    text: '本人陈述',
    readBack: true,
    signature: '本人签名',
    copyGiven: true,
    petitionerId: matter.petitionerId,
  };
  await sender.must(handler, 'recordInquiry', { ...at, ...talk });
  await sender.must(handler, 'recordInquiry', {
    ...at,
    form: 'SITE_VISIT',
    text: '查看现场',
    place: '泵房',
    people: '二人',
    findings: '属实',
  });
  const answers = [{ id: matter.requestId, outcome: 'EXPLAINED', answer: '已列入年度计划。', basis: ['《供水条例（演示）》第十条'] }];
  await sender.must(handler, 'draftOpinion', { ...at, facts: '水压低于标准。', evidence: ['测压记录'], answers });
  await sender.must(checker, 'checkOpinion', at);
}

/** The panel has sat and voted: the conclusion alone is missing. As hearing keeps it, so that the race need not wait for days of notice. */
async function counted(admin: pg.Client, hearingId: string, clerk: string): Promise<void> {
  const people = [uuid(), uuid(), uuid()];
  const panel = {
    size: 3,
    presiderId: people[0],
    memberIds: people,
    substituteIds: [],
    left: [],
    seed: null,
    pool: null,
    presiders: null,
    listedOn: '2025-03-03',
  };
  const vote = {
    round: 1,
    question: '是否支持',
    options: ['支持', '不支持'],
    entitled: people,
    state: 'counted',
    counts: [2, 1],
    why: null,
  };
  const attendance = [{ id: uuid(), personId: clerk, name: null, part: 'clerk', from: BEFORE.toISOString(), to: null }];
  await admin.query(`update hearing.hearing set state = 'deliberating', data = (data::jsonb || $2::jsonb)::json where id = $1`, [
    hearingId,
    JSON.stringify({ state: 'deliberating', panel, votes: [vote], attendance }),
  ]);
}

async function prepared(sender: Preparing, admin: pg.Client, people: People, random: () => number): Promise<Matter> {
  const pick = [random(), random(), random(), random(), random()] as const;
  const [kind, withdraws, checks, merges, leads] = pick;
  const own = await accepted(sender, people);
  const at = { petitionId: own.id };
  const { handler, head, clerk } = people;
  const checked = checks < 0.3;
  if (checked) await opinionChecked(sender, people, own);
  const withdrawn = withdraws < 0.5;
  if (withdrawn) {
    await sender.must(null, 'withdrawPetition', { pass: await sender.pass(own.id), reason: null });
    await sender.must(AT.auditor, 'confirmWithdrawal', { ...at, contact: '电话联系信访人', willing: true });
  }
  const hearingId = (await sender.must(handler, 'proposeHearing', { ...at, reason: '事实有争议' }))['id'] as string;
  await sender.must(handler, 'decideHearing', { ...at, hearingId, hold: true, reason: '重大、复杂' });
  const hearing = kind < 0.35 ? 'proposed' : kind < 0.65 ? 'decided' : 'counted';
  if (hearing !== 'proposed') await sender.must(head, 'confirmHearing', { ...at, hearingId });
  if (hearing === 'counted') await counted(admin, hearingId, clerk);
  const matter = { id: own.id, petitionerId: own.petitionerId, people, hearingId, hearing, withdrawn, checked } as const;
  // What is withdrawn is not merged, and what is merged is withdrawn with its lead: of these two the race itself decides.
  if (withdrawn || merges >= 0.8) return { ...matter, merge: null };
  const other = await accepted(sender, people);
  const [leadId, joinedId] = leads < 0.5 ? [other.id, own.id] : [own.id, other.id];
  const { records } = await sender.must(
    AT.dispatcher,
    'mergePetitions',
    { petitionId: leadId, joined: [{ petitionId: joinedId }], reason: '同一小区同一事项' },
    'id records(kinds: ["merge"]) { id }',
  );
  const mergeId = (records as { id: string }[]).at(-1)?.id ?? '';
  return { ...matter, merge: { leadId, mergeId } };
}

/** Everything that may happen to the matter now, some of it twice by two people. */
function acts({ id, people, hearingId, hearing, withdrawn, checked, merge }: Matter, pass: string): Sent[] {
  const at = { petitionId: id };
  const one = { ...at, hearingId };
  const { handler, head, issuer, clerk } = people;
  const verified = (by: string): Sent => ({ name: 'verifyCompletion', by, input: at });
  return [
    ...(withdrawn
      ? [
          { name: 'closePetition', by: handler, input: { ...at, ground: 'withdrawn' }, then: verified(AT.auditor) },
          { name: 'closePetition', by: handler, input: { ...at, ground: 'withdrawn' }, then: verified(AT.second) },
        ]
      : [{ name: 'withdrawPetition', by: null, input: { pass, reason: null } }]),
    ...(merge
      ? [AT.auditor, AT.second].map((by) => ({ name: 'confirmMerge', by, input: { petitionId: merge.leadId, mergeId: merge.mergeId } }))
      : []),
    ...(checked ? [{ name: 'issueOpinion', by: issuer, input: { ...at, way: 'post', proof: { receiptNumber: 'EMS-2' } } }] : []),
    ...(hearing === 'proposed' ? [{ name: 'confirmHearing', by: head, input: one }] : []),
    ...(hearing === 'counted' ? [{ name: 'concludeHearing', by: clerk, input: { ...one, text: '建议支持' } }] : []),
    { name: 'cancelHearing', by: head, input: { ...one, reason: '双方和解' } },
    ...(hearing === 'proposed' ? [] : [{ name: 'cancelHearing', by: head, input: { ...one, reason: '申请人撤回' } }]),
    { name: 'proposeHearing', by: handler, input: { ...at, reason: '再次提出' } },
  ];
}

async function raced(sender: Sender, matter: Matter, random: () => number): Promise<string> {
  const order: string[] = [];
  const send = async ({ name, by, input, then }: Sent): Promise<void> => {
    const { code } = await sender.act(by, name, input);
    order.push(`${name} ${code ?? 'done'}`);
    if (code === null && then) await send(then);
  };
  const pass = await sender.pass(matter.id);
  await Promise.all(
    acts(matter, pass).map(async (one) => {
      await sleep(random() * SPREAD_MS);
      await send(one);
    }),
  );
  return order.join('; ');
}

const inParallel = async (width: number, count: number, work: (n: number) => Promise<void>): Promise<void> => {
  let next = 0;
  await Promise.all(
    Array.from({ length: width }, async () => {
      while (next < count) await work(next++);
    }),
  );
};

/** A matter and a hearing that do not agree: which two facts, for whoever reads the figures. */
interface Fault {
  readonly petitionId: string;
  readonly fault: string;
}

/** Facts of which one excludes the other, both done. */
async function twoDeciders(admin: pg.Client): Promise<Fault[]> {
  const { rows } = await admin.query<Fault>(
    `
    select h.petition_id "petitionId", 'a hearing ended twice' fault from hearing.hearing h
      where (select count(*) from hearing.outbox o where o.key = h.petition_id::text and o.pattern in ('HearingConcluded', 'HearingCancelled')
        and o.data::json -> 'data' ->> 'hearingId' = h.id::text) > 1
    union all select p.id, 'closed twice, or closed and merged' from casework.petition p
      where (select count(*) from casework.outbox o where o.key = p.id::text and o.pattern in ('PetitionClosed', 'PetitionMerged')) > 1
    union all select p.id, 'merged with a withdrawal standing' from casework.petition p join casework.case_record w on w.petition_id = p.id
      where p.merged_into is not null and w.kind = 'withdrawal' and w.state in ('declared', 'confirmed')
    union all select i.petition_id, 'an opinion was issued while its hearing stood' from casework.history i
      where i.act = 'issueOpinion' and (select l.act from casework.history l where l.petition_id = i.petition_id and l.id < i.id
        and l.act in ('holdHearing', 'concludeHearing', 'cancelHearing') order by l.id desc limit 1) = 'holdHearing'
    union all select h.petition_id, 'two hearings of one matter stand' from hearing.hearing h
      where h.state = any($1) group by 1 having count(*) > 1
    union all select h.petition_id, 'case and hearing say different things of it' from hearing.hearing h
      left join casework.case_record r on r.id = h.id
      where (h.state = any($2)) is distinct from (coalesce(r.state, '') = 'standing')
    union all select m.id, 'hearing has another course than case' from hearing.matter m join casework.petition p on p.id = m.id
      where (m.stage, m.closed, m.merged_into) is distinct from (p.stage, p.closed_on is not null, p.merged_into)`,
    [STANDING, HELD],
  );
  return rows;
}

/** Hearings that stand where nobody may hear, and events that nobody can read. */
async function stuck(admin: pg.Client): Promise<Fault[]> {
  const { rows } = await admin.query<Fault>(
    `
    select h.petition_id "petitionId", 'a hearing stands on a matter that is over' fault
      from hearing.hearing h join casework.petition p on p.id = h.petition_id
      where h.state = any($1) and (p.closed_on is not null or p.merged_into is not null or p.stage not in ('accepted', 'handling') or p.organ_id <> h.organ_id)
    union all select key::uuid, 'case holds ' || pattern || ': ' || error from casework.held
    union all select key::uuid, 'hearing holds ' || pattern || ': ' || error from hearing.held`,
    [STANDING],
  );
  return rows;
}

/** Whoever waits behind a hearing gets on: the head cancels it, and then no act is held up by it. */
async function freed(sender: Sender, admin: pg.Client, matters: readonly Matter[]): Promise<Fault[]> {
  const { rows } = await admin.query<{ id: string; petitionId: string }>(
    'select id, petition_id "petitionId" from hearing.hearing where state = any($1)',
    [HELD],
  );
  const faults: Fault[] = [];
  const of = new Map(matters.map((matter) => [matter.id, matter]));
  await inParallel(PREPARED_AT_ONCE, rows.length, async (n) => {
    const { id: hearingId, petitionId } = rows[n] as (typeof rows)[number];
    const matter = of.get(petitionId);
    if (!matter) return;
    const { code } = await sender.act(matter.people.head, 'cancelHearing', { petitionId, hearingId, reason: '结束' });
    if (code !== null) faults.push({ petitionId, fault: `its hearing cannot be cancelled: ${code}` });
  });
  await allRead(admin);
  await inParallel(PREPARED_AT_ONCE, matters.length, async (n) => {
    const { id: petitionId, checked, people } = matters[n] as Matter;
    if (!checked) return;
    const { code } = await sender.act(people.issuer, 'issueOpinion', { petitionId, way: 'post', proof: { receiptNumber: 'EMS-3' } });
    if (code === 'HEARING_STANDING') faults.push({ petitionId, fault: 'its opinion waits for a hearing that is over' });
  });
  return faults;
}

async function measured(node: RunningNode, admin: pg.Client, { engine, sequences, seed }: RaceOptions): Promise<Record<string, unknown>> {
  const random = chance(seed);
  const { directory, intake } = node.services;
  const [tokens, passes] = [directory, intake].map(({ app }) => app.get(Tokens, { strict: false })) as [Tokens, Tokens];
  const sender = new Sender(node.url, tokens, passes);
  const departments = loadCity.departments.map(({ organId, handler, checker, issuer }): People => {
    const name = handler.slice('handler.'.length);
    return {
      organId,
      handler: personId(handler),
      checker: personId(checker),
      issuer: personId(issuer),
      head: personId(`head.${name}`),
      clerk: uuid(),
    };
  });
  for (const { clerk, organId } of departments)
    await admin.query(`insert into hearing.person_role (person_id, role, organ_id, notices) values ($1, 'CLERK', $2, false)`, [
      clerk,
      organId,
    ]);
  const said = (line: string) => process.stderr.write(`${line}\n`);
  Time.shared.set(BEFORE);
  const matters: Matter[] = [];
  await inParallel(PREPARED_AT_ONCE, sequences, async (n) => {
    matters.push(await prepared(new Preparing(sender), admin, departments[n % departments.length] as People, chance(seed * 1_000_003 + n)));
  });
  await allRead(admin);
  const before = { ...sender.refused };
  Time.shared.set(RACE);
  said(`${matters.length} matters stand; the race begins`);
  const started = performance.now();
  const orders = new Set<string>();
  await inParallel(RACED_AT_ONCE, matters.length, async (n) => void orders.add(await raced(sender, matters[n] as Matter, random)));
  await allRead(admin);
  const seconds = Math.round((performance.now() - started) / 100) / 10;
  const { done } = sender;
  const raceDone = { ...done };
  const two = await twoDeciders(admin);
  const left = [...(await stuck(admin)), ...(await freed(sender, admin, matters))];
  for (const { petitionId, fault } of [...two, ...left].slice(0, 20)) said(`${petitionId}: ${fault}`);
  return {
    bench: 'race',
    engine,
    seed,
    interleavings: matters.length,
    orders: orders.size,
    twoDeciders: two.length,
    stuck: left.length,
    internal: sender.internal,
    seconds,
    sent: sender.sent,
    done: raceDone,
    refused: Object.keys(before).length === 0 ? sender.refused : { ...sender.refused, before },
  };
}

/**
 * Withdrawn matters are closed, merged, answered by an opinion and heard, all at once: of what excludes one another one is done, and in the end
 * no hearing stands where nobody may hear, and no act waits for one that is over (ADR 0081).
 * @returns `orders`: how many different orders of answers there were
 */
export function benchRace(options: RaceOptions): Promise<Record<string, unknown>> {
  return withOwnNode(options.engine, { safety: 'durable', env: {} }, (node) =>
    connected(node.database.adminUrl, (admin) => measured(node, admin, options)).finally(() => Time.shared.set(null)),
  );
}
