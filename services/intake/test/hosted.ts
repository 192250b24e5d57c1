import { Access } from '@sunshine/access';
import { Law } from '@sunshine/clocks';
import {
  CalendarPublished,
  RulePackPublished,
  type Act,
  type Course,
  type Envelope,
  type NewEvent,
  type OrganKind,
  type Role,
  type Stage,
} from '@sunshine/events';
import {
  GatewaySeal,
  Time,
  Tokens,
  hostService,
  newSigningKey,
  secretList,
  transaction,
  type HostedService,
  type SubgraphAnswer,
} from '@sunshine/platform';
import { messagingMigrations } from '@sunshine/messaging';
import { nationalCalendar, nationalPacks } from '@sunshine/procedure';
import { cleanUp, databases, handlersOf, temporaryFolder, type TestDatabase } from '@sunshine/testing';
import type { DataSource } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { intake } from '../src/index.js';

const GATEWAY = 'g1=value:gateway-secret-of-tests';
export const TODAY = '2025-03-03';

const fixed = (n: number) => `018f0000-0000-7000-8000-${String(n).padStart(12, '0')}`;

export const ORGANS = {
  government: fixed(1),
  bureau: fixed(2),
  supervision: fixed(3),
  housing: fixed(4),
  county: fixed(5),
  countyBureau: fixed(6),
  township: fixed(7),
  closed: fixed(8),
  provinceBureau: fixed(9),
} as const;
export const PEOPLE = {
  registrar: fixed(21),
  dispatcher: fixed(22),
  supervisor: fixed(23),
  handler: fixed(24),
  housingRegistrar: fixed(25),
  countyRegistrar: fixed(26),
  townshipHandler: fixed(27),
  migrator: fixed(28),
  sysadmin: fixed(29),
  housingHead: fixed(30),
  bureauHead: fixed(31),
  auditor: fixed(32),
  provinceDispatcher: fixed(33),
} as const;
/** A person, or another service. */
export type Who = keyof typeof PEOPLE | 'service';

const tree: [keyof typeof ORGANS, keyof typeof ORGANS | null, OrganKind, string, string?][] = [
  ['government', null, 'government', '990100'],
  ['bureau', 'government', 'petition_bureau', '990100'],
  ['supervision', 'government', 'supervision_office', '990100'],
  ['housing', 'government', 'department', '990100'],
  ['county', 'government', 'government', '990102'],
  ['countyBureau', 'county', 'petition_bureau', '990102'],
  ['township', 'county', 'township', '990102'],
  ['closed', 'government', 'department', '990100', '2025-01-01'],
  ['provinceBureau', null, 'petition_bureau', '990000'],
];
const roles: [keyof typeof PEOPLE, Role, keyof typeof ORGANS | null][] = [
  ['registrar', 'REGISTRAR', 'bureau'],
  ['dispatcher', 'DISPATCHER', 'bureau'],
  ['supervisor', 'SUPERVISOR', 'supervision'],
  ['handler', 'HANDLER', 'housing'],
  ['housingHead', 'HEAD', 'housing'],
  ['bureauHead', 'HEAD', 'bureau'],
  ['auditor', 'AUDITOR', 'bureau'],
  ['housingRegistrar', 'REGISTRAR', 'housing'],
  ['countyRegistrar', 'REGISTRAR', 'countyBureau'],
  ['townshipHandler', 'HANDLER', 'township'],
  ['migrator', 'MIGRATOR', null],
  ['sysadmin', 'SYSTEM_ADMIN', null],
  ['provinceDispatcher', 'DISPATCHER', 'provinceBureau'],
];

export interface Hosted {
  readonly service: HostedService;
  readonly db: DataSource;
  readonly database: TestDatabase;
  readonly time: Time;
  readonly env: NodeJS.ProcessEnv;
  /** Asks as the gateway would; null as a citizen without account. */
  ask(who: Who | null, query: string, variables?: Record<string, unknown>, address?: string): Promise<SubgraphAnswer>;
  /** The data, or the code of the first refusal. */
  answer<T>(who: Who | null, query: string, variables?: Record<string, unknown>, address?: string): Promise<T | string>;
  /** Does an act of the graph: its answer, or the code of the refusal. */
  act<T = Record<string, unknown>>(who: Who | null, name: string, input: Record<string, unknown>, fields?: string): Promise<T | string>;
  /** Fields of a petition. Throws the code of a refusal. */
  petition<T = Record<string, unknown>>(id: string, fields: string, who?: Who): Promise<T>;
  /** Hands events of another service to the consumer, as the bus does. */
  read(...events: { key: string; event: NewEvent; source?: string }[]): Promise<void>;
  /** What the consumer told others while it read. */
  readonly emitted: readonly { readonly key: string; readonly event: NewEvent }[];
  token(who: Who): Promise<string>;
}

export const envelopeOf = (key: string, event: NewEvent, source = 'case', seq = 1): Envelope => ({
  id: uuid(),
  source,
  key,
  seq,
  occurredAt: `${TODAY}T04:00:00.000Z`,
  recordedAt: `${TODAY}T04:00:00.000Z`,
  on: TODAY,
  actor: { kind: 'service', id: source },
  correlationId: 'test',
  type: event.type,
  version: event.version,
  data: event.data,
  ...(event.course && { course: event.course }),
});

/** The event of case with where it leaves the petition. */
export const moving = (event: NewEvent, stage: Stage, organId: string, more: Partial<Course> = {}): NewEvent => ({
  ...event,
  course: { stage, organId, exit: null, outcome: null, closedOn: null, ...more },
});

export function testDatabases(): Promise<TestDatabase> {
  return databases({
    intake: {
      migrations: intake.migrations,
      keyMigrations: intake.keyMigrations,
      sources: ['directory', 'casework', 'supervision', 'exchange'],
    },
    directory: { migrations: messagingMigrations, sources: [] },
    casework: { migrations: messagingMigrations, sources: ['intake', 'directory'] },
    supervision: { migrations: messagingMigrations, sources: [] },
    exchange: { migrations: messagingMigrations, sources: [] },
  });
}

/** Intake on a database of its own, with a small city and the national law, on 3 March 2025 at noon. */
export async function hosted(more: NodeJS.ProcessEnv = {}, { bus = false } = {}): Promise<Hosted> {
  const database = await testDatabases();
  const [tokens, passes] = [await newSigningKey(), await newSigningKey()];
  const secret = (id: string) => JSON.stringify([{ id, source: `value:${id}-secret-of-tests` }]);
  const env: NodeJS.ProcessEnv = {
    SUNSHINE_MODE: 'demo',
    ...database.env('intake'),
    GATEWAY_SECRETS: GATEWAY,
    TOKEN_KEYS: JSON.stringify([{ id: 't1', source: `value:${tokens.privateJwk}` }]),
    PASS_KEYS: JSON.stringify([{ id: 'p1', source: `value:${passes.privateJwk}` }]),
    INTAKE_MASTER_KEYS: secret('m1'),
    INTAKE_REPORT_KEYS: secret('r1'),
    INTAKE_INDEX_KEYS: secret('i1'),
    INTAKE_CODE_KEYS: secret('c1'),
    FILES_DIR: temporaryFolder(),
    ...more,
  };
  const time = new Time();
  time.set(new Date(`${TODAY}T04:00:00.000Z`));
  const service = await hostService(intake, env, { time, bus });
  cleanUp(() => service.close());
  const db = await database.source('intake');
  await db.transaction(async (tx) => {
    const [access, law] = [service.app.get(Access, { strict: false }), service.app.get(Law, { strict: false })];
    for (const [name, parent, kind, division, closedOn = null] of tree) {
      await access.saveOrgan(tx, {
        organId: ORGANS[name],
        parentId: parent && ORGANS[parent],
        kind,
        name,
        shortName: name,
        division,
        reviewedBy: null,
        closedOn,
      });
    }
    for (const [who, role, organ] of roles)
      await access.grantRole(tx, { personId: PEOPLE[who], role, organId: organ && ORGANS[organ], notices: false });
    for (const pack of nationalPacks()) {
      await law.follow(
        tx,
        envelopeOf(
          'pack',
          RulePackPublished.create({ packId: pack.id, revision: pack.revision, hash: pack.hash, pack: pack as never }),
          'directory',
        ),
      );
    }
    const calendar = nationalCalendar();
    await law.follow(
      tx,
      envelopeOf(
        'calendar',
        CalendarPublished.create({ calendarId: 'CN', version: calendar.revision, hash: calendar.hash, calendar: calendar as never }),
        'directory',
      ),
    );
  });

  const seal = new GatewaySeal(secretList(env).parse(GATEWAY));
  const issuer = service.app.get(Tokens, { strict: false });
  const known = new Map<Who, string>();
  const token = async (who: Who) => {
    const fresh =
      known.get(who) ??
      (await issuer.issue(
        who === 'service' ? { kind: 'service', person: 'svc:case', session: null } : { kind: 'person', person: PEOPLE[who], session: null },
        3_600,
      ));
    known.set(who, fresh);
    return fresh;
  };
  const ask: Hosted['ask'] = async (who, query, variables = {}, address = '') => {
    const authorization = who === null ? undefined : `Bearer ${await token(who)}`;
    return service.execute(seal.seal('intake', { authorization, correlationId: 'test', address }, JSON.stringify({ query, variables })));
  };
  const answer: Hosted['answer'] = async (who, query, variables, address) => {
    const { data, errors } = await ask(who, query, variables, address);
    return errors ? String(errors[0]?.extensions?.['code']) : (data as never);
  };
  const act: Hosted['act'] = async <T>(who: Who | null, name: string, input: Record<string, unknown>, fields = 'id') => {
    const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
    const data = await answer<Record<string, T>>(who, `mutation ($input: ${type}!) { ${name}(input: $input) { ${fields} } }`, { input });
    return typeof data === 'string' ? data : (data[name] as T);
  };
  const petition: Hosted['petition'] = async <T>(id: string, fields: string, who: Who = 'registrar') => {
    const data = await answer<{ petition: T }>(who, `query ($id: ID!) { petition(id: $id) { ${fields} } }`, { id });
    if (typeof data === 'string') throw new Error(data);
    return data.petition;
  };
  const handlers = handlersOf(service.app);
  const emitted: { key: string; event: NewEvent }[] = [];
  const read: Hosted['read'] = (...events) =>
    transaction(db, async (tx) => {
      for (const { key, event, source } of events) {
        const envelope = envelopeOf(key, event, source);
        const { occurredAt: at, on, recordedAt, correlationId } = envelope;
        const act: Act = { actor: { kind: 'service', id: 'intake' }, at, on, recordedAt, correlationId };
        const emit = (of: string, ...events: NewEvent[]) => emitted.push(...events.map((each) => ({ key: of, event: each })));
        await handlers.get(event.type)?.(envelope, { tx, emit, act });
      }
    });
  return { service, db, database, time, env, ask, answer, act, petition, read, emitted, token };
}

export const REGISTER = `mutation ($input: RegisterPetitionInput!) {
  registerPetition(input: $input) { number registeredOn queryCode secret petition { id number } }
}`;
export const SUBMIT = `mutation ($input: SubmitPetitionInput!) {
  submitPetition(input: $input) { number registeredOn queryCode secret petition { id } }
}`;
export interface Answered {
  number: string;
  registeredOn: string;
  queryCode: string;
  secret: string;
  petition: { id: string; number: string } | null;
}

export const aFiling = (more: Record<string, unknown> = {}) => ({
  channel: 'LETTER',
  kind: 'CLAIM',
  division: '990100',
  receivedOn: TODAY,
  summary: '小区供暖温度不足',
  text: '入冬以来室温一直低于标准，多次联系物业无人处理。',
  requests: [{ text: '恢复供暖' }, { text: '退还供暖费' }],
  petitioners: [{ name: '赵甲某', idType: '111', idNumber: '99010219900101123X', phone: '19900001234', address: '东湖路一号' }],
  ...more,
});

export const aSubmission = (more: Record<string, unknown> = {}) => {
  const { channel: _channel, receivedOn: _receivedOn, ...filing } = aFiling();
  return { ...filing, ...more };
};

/** Registers and answers; throws the code of a refusal. */
export async function register(host: Hosted, more: Record<string, unknown> = {}, who: Who = 'registrar'): Promise<Answered> {
  const data = await host.answer<{ registerPetition: Answered }>(who, REGISTER, { input: aFiling(more) });
  if (typeof data === 'string') throw new Error(data);
  return data.registerPetition;
}

export async function submit(host: Hosted, more: Record<string, unknown> = {}): Promise<Answered> {
  const data = await host.answer<{ submitPetition: Answered }>(null, SUBMIT, { input: aSubmission(more) });
  if (typeof data === 'string') throw new Error(data);
  return data.submitPetition;
}
