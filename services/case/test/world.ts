import { deepStrictEqual as deepEqual } from 'node:assert';
import type { Envelope, NewEvent } from '@sunshine/events';
import {
  OrganSaved,
  PetitionRegistered,
  RelationSet,
  RoleGranted,
  CalendarPublished,
  RulePackPublished,
  type OrganKind,
  type Role,
} from '@sunshine/events';
import { BusServer, appendToOutbox, messagingMigrations } from '@sunshine/messaging';
import {
  GatewaySeal,
  Time,
  Tokens,
  contextOf,
  encodeAfter,
  hostService,
  newSigningKey,
  type After,
  type HostedService,
  type RequestContext,
  type SubgraphAnswer,
} from '@sunshine/platform';
import { nationalCalendar, nationalPacks } from '@sunshine/procedure';
import { cleanUp, databases, type TestDatabase } from '@sunshine/testing';
import type { DataSource } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { casework } from '../src/index.js';
import { BUREAU, COUNTY_BUREAU, COURT, DISCIPLINE, HOUSING, PERSON, aRegistration, id, type SentRegistration } from './builders.js';

export const GOVERNMENT = {
  id: id('g'),
  kind: 'government' as OrganKind,
  name: '明川市人民政府',
  shortName: '明政',
  closedOn: null,
  contactPhone: '0000-8800001',
};
export const LABOUR = {
  id: id('l'),
  kind: 'department' as OrganKind,
  name: '明川市人力资源和社会保障局',
  shortName: '明人社',
  closedOn: null,
  contactPhone: '0000-8800002',
};
export const OFFICE = {
  id: id('f'),
  kind: 'supervision_office' as OrganKind,
  name: '明川市督查室',
  shortName: '明督',
  closedOn: null,
  contactPhone: null,
};

export const WHO = {
  ...PERSON,
  labourHandler: id('p', 11),
  supervisor: id('p', 12),
  migrator: id('p', 13),
  stranger: id('p', 14),
  undelegated: id('p', 15),
  countyDispatcher: id('p', 16),
  registrar: id('p', 41),
  superior: id('p', 42),
  secondHandler: id('p', 43),
  labourHead: id('p', 44),
};

const ORGANS = [GOVERNMENT, BUREAU, HOUSING, LABOUR, OFFICE, COURT, DISCIPLINE, COUNTY_BUREAU];
const ROLES: [string, Role, string | null, boolean][] = [
  [WHO.dispatcher, 'DISPATCHER', BUREAU.id, false],
  [WHO.auditor, 'AUDITOR', BUREAU.id, false],
  [WHO.countyDispatcher, 'DISPATCHER', COUNTY_BUREAU.id, false],
  [WHO.registrar, 'REGISTRAR', BUREAU.id, false],
  [WHO.superior, 'HEAD', GOVERNMENT.id, false],
  [WHO.secondHandler, 'HANDLER', HOUSING.id, false],
  [WHO.labourHead, 'HEAD', LABOUR.id, false],
  [WHO.handler, 'HANDLER', HOUSING.id, true],
  [WHO.undelegated, 'HANDLER', HOUSING.id, false],
  [WHO.checker, 'CHECKER', HOUSING.id, false],
  [WHO.issuer, 'ISSUER', HOUSING.id, false],
  [WHO.head, 'HEAD', HOUSING.id, false],
  [WHO.labourHandler, 'HANDLER', LABOUR.id, true],
  [WHO.supervisor, 'SUPERVISOR', OFFICE.id, false],
  [WHO.migrator, 'MIGRATOR', null, false],
];

export const organEvent = (organ: (typeof ORGANS)[number], closedOn: string | null = null): [string, NewEvent] => [
  organ.id,
  OrganSaved.create({
    organId: organ.id,
    parentId: organ === GOVERNMENT ? null : GOVERNMENT.id,
    kind: organ.kind,
    name: organ.name,
    shortName: organ.shortName,
    division: '990100',
    contactPhone: organ.contactPhone,
    reviewedBy: organ === HOUSING || organ === LABOUR ? GOVERNMENT.id : null,
    closedOn,
  }),
];
export const roleEvents = (): [string, NewEvent][] =>
  ROLES.map(([personId, role, organId, notices]) => [personId, RoleGranted.create({ personId, organId, role, notices })]);
export const organEvents = (): [string, NewEvent][] => ORGANS.map((organ) => organEvent(organ));
export const lawEvents = (): [string, NewEvent][] => [
  ...nationalPacks().map((pack): [string, NewEvent] => [
    `pack:${pack.id}`,
    RulePackPublished.create({ packId: pack.id, revision: pack.revision, hash: pack.hash, pack: { ...pack } }),
  ]),
  [
    'calendar:CN',
    CalendarPublished.create({
      calendarId: 'CN',
      version: nationalCalendar().revision,
      hash: nationalCalendar().hash,
      calendar: { ...nationalCalendar() },
    }),
  ],
];

/** Registration as intake publishes it: the relation of the registering organ comes with it. */
export const registration = (change: Partial<SentRegistration> = {}) => {
  const given = aRegistration({ petitionId: uuid(), requestIds: [uuid(), uuid()], petitionerIds: [uuid(), uuid()], ...change });
  const events: NewEvent[] = [
    PetitionRegistered.create({
      ...given,
      anonymous: given.petitionerIds.length === 0,
      peopleCount: Math.max(1, given.petitionerIds.length),
      requestIds: [...given.requestIds],
      petitionerIds: [...given.petitionerIds],
      representativeIds: [...(given.representativeIds ?? [])],
      accusedIds: [...given.accusedIds],
      namedIds: [...(given.namedIds ?? [])],
      respondentIds: [],
    }),
    RelationSet.create({ petitionId: given.petitionId, subject: given.organId, relation: 'registering' }),
  ];
  return { ...given, events };
};

const SOURCES = ['directory', 'intake', 'hearing', 'supervision', 'exchange'] as const;
type SourceOfCase = (typeof SOURCES)[number];

/** `case` alone on a real database, with what it reads as bare publishers on the embedded bus. */
const SHOWN =
  'stageName exit outcome outcomeName closedOn heldBy organ { id } firstHandlingUnit { id } nextRight { term } services { petitionerId } records { id } opinion { id }';

export class World {
  private readonly buses = new Map<string, BusServer>();

  private constructor(
    readonly db: TestDatabase,
    readonly service: HostedService,
    readonly time: Time,
    readonly rows: DataSource,
    private readonly seal: GatewaySeal,
    private readonly tokens: Tokens,
  ) {}

  static async open({ law = true } = {}): Promise<World> {
    const db = await databases({
      directory: { migrations: messagingMigrations, sources: [] },
      intake: { migrations: messagingMigrations, sources: [] },
      hearing: { migrations: messagingMigrations, sources: [] },
      supervision: { migrations: messagingMigrations, sources: [] },
      exchange: { migrations: messagingMigrations, sources: [] },
      casework: { migrations: casework.migrations, keyMigrations: casework.keyMigrations, sources: [...casework.sources] },
    });
    const [token, pass] = [await newSigningKey(), await newSigningKey()];
    const env = {
      ...db.env('casework'),
      SUNSHINE_MODE: 'demo',
      CASE_REPORT_KEYS: 'demo-cr1=value:secret-of-reports',
      SWEEP_SECONDS: '0',
      GATEWAY_SECRETS: 'g=value:secret',
      TOKEN_KEYS: JSON.stringify([{ id: 'demo-t', source: `value:${token.privateJwk}` }]),
      PASS_KEYS: JSON.stringify([{ id: 'demo-p', source: `value:${pass.privateJwk}` }]),
    };
    const time = new Time();
    const service = await hostService(casework, env, { time });
    const secret = (value: string, name: string) => ({ id: name, source: 'value', value });
    const world = new World(
      db,
      service,
      time,
      await db.source('casework'),
      new GatewaySeal([secret('secret', 'g')]),
      new Tokens({ tokens: [secret(token.privateJwk, 'demo-t')], passes: [secret(pass.privateJwk, 'demo-p')] }),
    );
    cleanUp(() => world.close());
    for (const name of SOURCES) await world.publisher(name);
    await world.publish('directory', ...organEvents(), ...roleEvents(), ...(law ? lawEvents() : []));
    return world;
  }

  setDay(day: string, at = '09:00'): void {
    this.time.set(new Date(`${day}T${at}:00+08:00`));
  }

  /** Publishes and waits until `case` has read all of it. */
  async publish(source: SourceOfCase, ...events: [string, NewEvent][]): Promise<After[]> {
    return this.publishAs(contextOf(this.time, { kind: 'service', person: source, session: null }), source, events);
  }

  /** What an officer of another service did. */
  async publishAs(ctx: RequestContext, source: SourceOfCase, events: readonly [string, NewEvent][]): Promise<After[]> {
    const ds = await this.db.source(source);
    const after = await ds.transaction((tx) =>
      appendToOutbox(
        tx,
        source,
        events.map(([key, event]) => ({ key, event, act: ctx })),
      ),
    );
    this.buses.get(source)?.wake();
    const { Waiters } = await import('@sunshine/messaging');
    if (!(await this.service.app.get(Waiters, { strict: false }).reached(after, 10_000)))
      throw new Error(`case did not read ${JSON.stringify(after)}`);
    return after;
  }

  async register(change: Partial<SentRegistration> = {}) {
    const petition = registration(change);
    await this.publish('intake', ...petition.events.map((event): [string, NewEvent] => [petition.petitionId, event]));
    return petition;
  }

  contextOf(personId: string | null): RequestContext {
    return contextOf(this.time, personId === null ? null : { kind: 'person', person: personId, session: null });
  }

  /** Runs an operation of the subgraph as a person, a tracker or nobody. */
  async graph(
    personId: string | null,
    query: string,
    variables: Record<string, unknown> = {},
    after: After[] = [],
  ): Promise<SubgraphAnswer> {
    const authorization =
      personId === null ? undefined : `Bearer ${await this.tokens.issue({ kind: 'person', person: personId, session: null }, 600)}`;
    const request = this.seal.seal(
      'case',
      { authorization, after: after.length > 0 ? encodeAfter(after) : undefined, correlationId: 'spec', address: '127.0.0.1' },
      JSON.stringify({ query, variables }),
    );
    return this.service.execute(request);
  }

  /**
   * One act through the graph: the petition, or the code of the refusal. An officer's act must show the petition as a query does right after
   * it; it is compared where no other fields are asked for.
   */
  async act(personId: string | null, name: string, input: Record<string, unknown>, fields?: string): Promise<Record<string, unknown>> {
    const compared = personId !== null && fields === undefined;
    const answer = await this.graph(
      personId,
      `mutation ($input: ${name[0]!.toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { ${fields ?? 'id stage version'} ${compared ? SHOWN : ''} } }`,
      { input },
    );
    const [refusal] = answer.errors ?? [];
    if (refusal) return { code: refusal.extensions?.code, kind: refusal.extensions?.kind, source: refusal.extensions?.source };
    const shown = answer.data?.[name] as Record<string, unknown>;
    if (!compared) return shown;
    const read = await this.petition(personId, shown['id'] as string, `id stage version ${SHOWN}`);
    const empty = Object.fromEntries(Object.keys(shown).map((field) => [field, field === 'id' ? shown['id'] : null]));
    deepEqual(shown, read ?? empty, `${name} shows what a query does not`);
    return { id: shown['id'], stage: shown['stage'], version: shown['version'] };
  }

  /** Hears a petitioner and looks at the place, as is owed before an opinion. */
  async inquire(
    { petitionId, petitionerIds: [petitionerId] }: { readonly petitionId: string; readonly petitionerIds: readonly string[] },
    who = WHO.handler,
  ): Promise<void> {
    const talk = petitionerId
      ? { form: 'INTERVIEW', text: '本人陈述', petitionerId, readBack: true, signature: '本人签名', copyGiven: true }
      : { form: 'NOT_HEARD', text: '匿名反映，没有联系方式' };
    const visit = { form: 'SITE_VISIT', text: '查看现场', place: '现场', people: '二人', findings: '属实' };
    for (const inquiry of [talk, visit]) {
      const answer = await this.act(who, 'recordInquiry', { petitionId, ...inquiry });
      if (answer['code']) throw new Error(`recordInquiry: ${JSON.stringify(answer)}`);
    }
  }

  async petition(personId: string | null, petitionId: string, fields: string): Promise<Record<string, unknown> | null> {
    const answer = await this.graph(
      personId,
      `query ($refs: [_Any!]!) { _entities(representations: $refs) { ... on Petition { ${fields} } } }`,
      {
        refs: [{ __typename: 'Petition', id: petitionId }],
      },
    );
    if (answer.errors) throw new Error(JSON.stringify(answer.errors));
    return (answer.data?._entities as Record<string, unknown>[])[0] ?? null;
  }

  /** What `trackPetition` hands to the petitioner. */
  pass(petitionId: string, petitionerId: string | null = null): Promise<string> {
    return this.tokens.issuePass(petitionId, petitionerId);
  }

  async tracked(petitionId: string, fields: string, petitionerId: string | null = null): Promise<Record<string, unknown> | null> {
    const pass = await this.pass(petitionId, petitionerId);
    const answer = await this.graph(
      null,
      `query ($refs: [_Any!]!) { _entities(representations: $refs) { ... on TrackedPetition { ${fields} } } }`,
      {
        refs: [{ __typename: 'TrackedPetition', pass }],
      },
    );
    if (answer.errors) throw new Error(JSON.stringify(answer.errors));
    return (answer.data?._entities as Record<string, unknown>[])[0] ?? null;
  }

  /** What `case` has published of a petition, in order. */
  async events(petitionId: string): Promise<Envelope<Record<string, unknown>>[]> {
    const rows = (await this.rows.query('select data from outbox where key = $1 order by seq', [petitionId])) as {
      data: Envelope<Record<string, unknown>>;
    }[];
    return rows.map(({ data }) => data);
  }

  /** The terms of law. */
  clocks(petitionId: string): Promise<string[]> {
    return this.clocksWhere(petitionId, `nature <> 'own'`);
  }

  /** What organs owe besides them. */
  ownDates(petitionId: string): Promise<string[]> {
    return this.clocksWhere(petitionId, `nature = 'own'`);
  }

  private async clocksWhere(petitionId: string, condition: string): Promise<string[]> {
    const rows = (await this.rows.query(
      `select term, started_on, effective_due, ended, ended_on from clock where petition_id = $1 and ${condition} order by started_on, term, id`,
      [petitionId],
    )) as Record<string, string | null>[];
    return rows.map(
      (row) => `${row['term']} ${row['started_on']}..${row['effective_due']}${row['ended'] ? ` ${row['ended']} ${row['ended_on']}` : ''}`,
    );
  }

  /** All that an act could change, so that a refusal is seen to change nothing. */
  async fingerprint(): Promise<string> {
    const tables = [
      'petition',
      'petition_request',
      'extension',
      'case_record',
      'opinion',
      'opinion_draft',
      'service',
      'document',
      'document_number',
      'document_register',
      'history',
      'clock',
      'clock_ledger',
      'outbox',
      'relation',
    ];
    const sums = await Promise.all(
      tables.map((table) => this.rows.query(`select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) h from ${table} t`)),
    );
    return sums.map(([row]: { h: string }[]) => row?.h).join();
  }

  private async publisher(name: SourceOfCase): Promise<void> {
    const ds = await this.db.source(name);
    const bus = new BusServer({
      ds,
      self: { name, schema: name },
      sources: [],
      config: { engine: 'embedded', node: 'spec', brokers: [] },
      time: this.time,
    });
    await new Promise<void>((resolve, reject) => void bus.listen((error) => (error ? reject(error as Error) : resolve())));
    this.buses.set(name, bus);
  }

  private async close(): Promise<void> {
    await this.service.close();
    for (const bus of this.buses.values()) await bus.close();
  }
}
