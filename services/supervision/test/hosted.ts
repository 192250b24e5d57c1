import type { INestApplicationContext } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import {
  CalendarPublished,
  CaseOpened,
  OrganSaved,
  PetitionRegistered,
  RelationSet,
  RoleGranted,
  RulePackPublished,
  type Act,
  type ClockChange,
  type Envelope,
  type NewEvent,
  type OrganKind,
  type PetitionKind,
  type Relation,
  type Role,
} from '@sunshine/events';
import {
  GatewaySeal,
  Time,
  Tokens,
  hostService,
  newSigningKey,
  secretList,
  type HostedService,
  type SubgraphAnswer,
} from '@sunshine/platform';
import { messagingMigrations, type Emit } from '@sunshine/messaging';
import { dueDate, nationalCalendar, nationalPacks, packInForce, type Term } from '@sunshine/procedure';
import { cleanUp, databases, handlersOf } from '@sunshine/testing';
import type { DataSource, EntityManager } from 'typeorm';
import { supervision } from '../src/index.js';

export const uuid = (n: number): string => `0190a000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;

export interface Sent {
  readonly source: 'directory' | 'intake' | 'case';
  readonly key: string;
  readonly event: NewEvent;
  /** Legal day of the act. */
  readonly on?: string;
}

/** An event of the service itself comes back to it as those of others do. */
type Fed = Sent | (Omit<Sent, 'source'> & { readonly source: 'supervision' | 'exchange' });

const plain = (value: unknown): Record<string, unknown> => JSON.parse(JSON.stringify(value)) as Record<string, unknown>;

export const organ = (n: number, parent: number | null, kind: OrganKind): Sent => ({
  source: 'directory',
  key: uuid(n),
  event: OrganSaved.create({
    organId: uuid(n),
    parentId: parent === null ? null : uuid(parent),
    kind,
    name: `单位${n}`,
    shortName: `单位${n}`,
    division: '990100',
    reviewedBy: null,
    closedOn: null,
  }),
});
export const role = (person: number, inOrgan: number | null, name: Role): Sent => ({
  source: 'directory',
  key: uuid(person),
  event: RoleGranted.create({ personId: uuid(person), organId: inOrgan === null ? null : uuid(inOrgan), role: name, notices: false }),
});
export const packs = (): Sent[] =>
  nationalPacks().map((pack) => ({
    source: 'directory',
    key: `pack:${pack.id}`,
    event: RulePackPublished.create({ packId: pack.id, revision: pack.revision, hash: pack.hash, pack: plain(pack) }),
  }));
export const calendar = (): Sent => {
  const national = nationalCalendar();
  return {
    source: 'directory',
    key: 'calendar:CN',
    event: CalendarPublished.create({
      calendarId: national.id,
      version: national.revision,
      hash: national.hash,
      calendar: plain(national),
    }),
  };
};
export const registered = (n: number, kind: PetitionKind = 'CLAIM', organId = 2, accused: number[] = []): Sent => ({
  source: 'intake',
  key: uuid(n),
  event: PetitionRegistered.create({
    petitionId: uuid(n),
    number: numberOf(n),
    kind,
    channel: 'LETTER',
    division: '990100',
    receivedOn: '2025-03-03',
    registeredOn: '2025-03-03',
    organId: uuid(organId),
    organKind: 'petition_bureau',
    addressUnclear: false,
    anonymous: false,
    peopleCount: 1,
    requestIds: [uuid(9001)],
    petitionerIds: [uuid(9002)],
    respondentIds: [],
    accusedIds: accused.map(uuid),
  }),
});
export const numberOf = (n: number): string => `990100-20250303-${String(n).padStart(6, '0')}`;
export const relation = (source: 'intake' | 'case', n: number, subject: number, name: Relation): Sent => ({
  source,
  key: uuid(n),
  event: RelationSet.create({ petitionId: uuid(n), subject: uuid(subject), relation: name }),
});
export const opened = (n: number, ...clocks: ClockChange[]): Sent => ({
  source: 'case',
  key: uuid(n),
  event: CaseOpened.create({ petitionId: uuid(n), organId: uuid(2), stage: 'registered' }, clocks),
});

/** A clock as its owner tells it. */
export function clock(
  n: number,
  petition: number,
  term: Term,
  startedOn: string,
  subject: number,
  more: Partial<ClockChange> = {},
): ClockChange {
  const pack = packInForce(nationalPacks(), '990100', startedOn);
  const due = dueDate({
    pack,
    term,
    start: startedOn,
    startFact: more.startFact ?? null,
    calendar: nationalCalendar(),
    extended: more.extendedBy ?? 0,
    dueOn: more.dueOn ?? null,
    paused: more.pauses ?? [],
  });
  const { length } = pack.terms[term];
  return {
    clockId: uuid(n),
    petitionId: uuid(petition),
    term,
    subject: uuid(subject),
    move: 'started',
    packId: pack.id,
    packHash: pack.hash,
    calendarHash: nationalCalendar().hash,
    startedOn,
    startFact: null,
    dueOn: null,
    length: length?.days ?? null,
    unit: length?.unit === 'working_day' ? 'workday' : 'day',
    extendedBy: 0,
    pauses: [],
    nominalDue: due.nominalDue,
    effectiveDue: due.effectiveDue,
    provisional: due.provisional,
    ended: null,
    endedOn: null,
    endReason: null,
    source: due.source,
    ...more,
  };
}

/** Hands events to the service as the bus does: numbered by source and key, each as parsed JSON. */
export class Feed {
  /** What the service itself has published of what it was handed. */
  readonly told: NewEvent[] = [];
  private readonly seqs = new Map<string, number>();

  private readonly handlers: ReturnType<typeof handlersOf>;

  constructor(app: INestApplicationContext) {
    this.handlers = handlersOf(app);
  }

  async send(tx: EntityManager, ...sent: Fed[]): Promise<void> {
    for (const one of sent) await this.handle(tx, this.envelope(one));
  }

  private envelope({ source, key, event, on = '2025-03-03' }: Fed): Envelope {
    const seq = (this.seqs.get(`${source} ${key}`) ?? 0) + 1;
    this.seqs.set(`${source} ${key}`, seq);
    const at = '2025-03-03T04:00:00.000Z';
    return {
      id: randomUUID(),
      type: event.type,
      version: event.version,
      source,
      key,
      seq,
      occurredAt: at,
      recordedAt: at,
      on,
      actor: { kind: 'service', id: source },
      correlationId: 'test',
      ...(event.clocks ? { clocks: [...event.clocks] } : {}),
      ...(event.course ? { course: event.course } : {}),
      data: event.data,
    };
  }

  private async handle(tx: EntityManager, envelope: Envelope): Promise<void> {
    const handle = this.handlers.get(envelope.type);
    if (!handle) throw new Error(`no handler of ${envelope.type}`);
    const { occurredAt: at, recordedAt, on, correlationId } = envelope;
    const act: Act = { actor: { kind: 'service', id: 'supervision' }, at, on, recordedAt, correlationId };
    const emit: Emit = (_key, ...events) => void this.told.push(...events);
    await handle(envelope, { tx, act, emit });
  }
}

export interface Hosted {
  readonly service: HostedService;
  readonly db: DataSource;
  readonly time: Time;
  readonly env: NodeJS.ProcessEnv;
  readonly feed: Feed;
  readonly pass: (petition: number) => Promise<string>;
  token(person: number): Promise<string>;
  ask(person: number | null, query: string, variables?: Record<string, unknown>): Promise<SubgraphAnswer>;
  setDay(day: string): void;
}

/** Supervision on a database of its own, its consumer fed by hand. */
export async function hosted(settings: NodeJS.ProcessEnv = {}): Promise<Hosted> {
  const database = await databases({
    supervision: { migrations: supervision.migrations },
    directory: { migrations: messagingMigrations, sources: [] },
    intake: { migrations: messagingMigrations, sources: [] },
    casework: { migrations: messagingMigrations, sources: [] },
    exchange: { migrations: messagingMigrations, sources: [] },
  });
  const [tokens, passes] = [await newSigningKey(), await newSigningKey()];
  const gateway = 'g1=value:gateway-secret-of-tests';
  const env: NodeJS.ProcessEnv = {
    SUNSHINE_MODE: 'demo',
    ...database.env('supervision'),
    GATEWAY_SECRETS: gateway,
    TOKEN_KEYS: JSON.stringify([{ id: 't1', source: `value:${tokens.privateJwk}` }]),
    PASS_KEYS: JSON.stringify([{ id: 'p1', source: `value:${passes.privateJwk}` }]),
    ...settings,
  };
  const time = new Time();
  const service = await hostService(supervision, env, { time, bus: false });
  cleanUp(() => service.close());
  const seal = new GatewaySeal(secretList(env).parse(gateway));
  const issuer = service.app.get(Tokens, { strict: false });
  const token: Hosted['token'] = (person) => issuer.issue({ kind: 'person', person: uuid(person), session: null }, 3_600);
  return {
    service,
    time,
    env,
    token,
    db: await database.source('supervision'),
    feed: new Feed(service.app),
    pass: (petition) => issuer.issuePass(uuid(petition)),
    setDay: (day) => time.set(new Date(`${day}T04:00:00.000Z`)),
    ask: async (person, query, variables = {}) => {
      const authorization = person === null ? undefined : `Bearer ${await token(person)}`;
      return service.execute(
        seal.seal('supervision', { authorization, correlationId: 'test', address: '' }, JSON.stringify({ query, variables })),
      );
    },
  };
}
