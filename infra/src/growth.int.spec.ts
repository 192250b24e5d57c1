import { beforeAll, describe, expect, it } from '@jest/globals';
import { CalendarPublished, RulePackPublished, type ClockChange, type NewEvent } from '@sunshine/events';
import { BusServer, Waiters, appendToOutbox, messagingMigrations } from '@sunshine/messaging';
import { Time, hostService, newSigningKey, type After, type HostedService } from '@sunshine/platform';
import { nationalCalendar, nationalPacks } from '@sunshine/procedure';
import {
  UNKNOWN_MEMBER,
  actOnDay,
  cleanUp,
  databases,
  eventSamples,
  temporaryFolder,
  withUnknownFields,
  withUnknownMembers,
  type RawEvent,
  type TestDatabase,
} from '@sunshine/testing';
import type { DataSource } from 'typeorm';
import { services } from './services.js';

/** How a sample is sent: as this release knows it, and as a later one might. */
const SENT = {
  'as it is': (event: RawEvent) => event,
  'with unknown fields': withUnknownFields,
  'with unknown members': withUnknownMembers,
};
type Sent = keyof typeof SENT;

const samples = eventSamples();
const schemaOf = (name: string): string => services.find((service) => service.name === name)!.schema;
const [pack] = nationalPacks();
const calendar = nationalCalendar();

/** Every event of case may carry clocks and a course. */
const ofCase = (petitionId: string): Pick<RawEvent, 'clocks' | 'course'> => ({
  clocks: [
    clock(petitionId, 'c10c', {}),
    clock(petitionId, 'c10d', { packHash: 'still_to_come', pauses: [{ from: '2025-03-10', to: '2025-03-14' }] }),
  ],
  course: { stage: 'handling', exit: '31(6)', outcome: null, organId: petitionId, closedOn: null, listed: true },
});

const clock = (petitionId: string, name: string, more: Partial<ClockChange>): ClockChange => ({
  clockId: petitionId.replace(/.{4}$/, name),
  petitionId,
  term: 'HANDLE',
  subject: null,
  move: 'started',
  packId: pack!.id,
  packHash: pack!.hash,
  calendarHash: calendar.hash,
  startedOn: '2025-03-03',
  startFact: null,
  dueOn: null,
  length: 60,
  unit: 'day',
  extendedBy: 0,
  pauses: [],
  nominalDue: '2025-05-02',
  effectiveDue: '2025-05-06',
  provisional: false,
  ended: null,
  endedOn: null,
  endReason: null,
  source: '信访工作条例 34',
  ...more,
});

/** A sample of its own petition, organ and person: the ids of the samples, with the number of the play in each. */
function play(name: string, sent: Sent, nth: number): RawEvent[] {
  const sample = samples.get(name)!;
  const whole: RawEvent = {
    ...sample,
    ...(sample.source === 'case' && ofCase(sample.key)),
    // The samples hold stubs of the law; readers check the law itself.
    ...(sample.type === RulePackPublished.type && { data: { ...sample.data, hash: pack!.hash, pack: JSON.parse(JSON.stringify(pack)) } }),
    ...(sample.type === CalendarPublished.type && {
      data: { ...sample.data, hash: calendar.hash, calendar: JSON.parse(JSON.stringify(calendar)) },
    }),
  };
  const registration = samples.get('PetitionRegistered.v1')!;
  const events = [...(whole.key === registration.key && whole.type !== registration.type ? [registration] : []), SENT[sent](whole)];
  const place = nth.toString(16).padStart(4, '0');
  const text = JSON.stringify(events)
    .replaceAll('0190a0b0-0000-7000', `0190a0b0-${place}-7000`)
    .replaceAll('990100-20250303-000001', `990100-20250303-${String(nth).padStart(6, '0')}`);
  return JSON.parse(text) as RawEvent[];
}

/** What differs from play to play, and from run to run. */
const plain = (text: string, nth: number): string =>
  text
    .replaceAll(`0190a0b0-${nth.toString(16).padStart(4, '0')}-7000`, '0190a0b0-0000-7000')
    .replaceAll(`990100-20250303-${String(nth).padStart(6, '0')}`, '990100-20250303-000001')
    .replace(/(?!0190a0b0)[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g, '<made>')
    .replace(/"20\d\d-[^"]*T[^"]*"/g, '<instant>')
    .replace(/"(open|secret)": ?"(c1\.)?[\w-]{43,}"/g, '<key>')
    .replace(/"id": ?\d+/g, '<row>');

/** Tables of the bus and the audit, and those whose rows all plays share. */
const SHARED = /^(outbox|inbox|held|bus_|audit|law$|request$|migrations$)/;

class World {
  /** Reads every table. */
  private all: string | null = null;

  private constructor(
    readonly service: HostedService,
    readonly rows: DataSource,
    private readonly db: TestDatabase,
    private readonly buses: ReadonlyMap<string, BusServer>,
  ) {}

  static async of(reader: (typeof services)[number]): Promise<World> {
    const db = await databases(
      Object.fromEntries(
        services.map(({ name, schema, migrations, keyMigrations }) => [
          schema,
          name === reader.name
            ? { migrations, ...(keyMigrations && { keyMigrations }), sources: reader.sources.map(schemaOf) }
            : { migrations: messagingMigrations, sources: [] },
        ]),
      ),
    );
    const [token, pass] = [await newSigningKey(), await newSigningKey()];
    const secret = (id: string) => JSON.stringify([{ id, source: `value:${id}-secret-of-tests` }]);
    const time = new Time();
    time.set(new Date('2025-03-03T04:00:00.000Z'));
    const service = await hostService(
      reader,
      {
        SUNSHINE_MODE: 'demo',
        ...db.env(reader.schema),
        SWEEP_SECONDS: '0',
        GATEWAY_SECRETS: 'g1=value:gateway-secret-of-tests',
        TOKEN_KEYS: JSON.stringify([{ id: 't1', source: `value:${token.privateJwk}` }]),
        PASS_KEYS: JSON.stringify([{ id: 'p1', source: `value:${pass.privateJwk}` }]),
        INTAKE_MASTER_KEYS: secret('m1'),
        INTAKE_REPORT_KEYS: secret('r1'),
        INTAKE_INDEX_KEYS: secret('i1'),
        INTAKE_CODE_KEYS: secret('c1'),
        CASE_REPORT_KEYS: secret('k1'),
        HEARING_KEYS: secret('h1'),
        EXCHANGE_KEYS: secret('x1'),
        HEARING_SIGNING_KEYS: JSON.stringify([{ id: 's1', source: `value:${pass.privateJwk}` }]),
        FILES_DIR: temporaryFolder(),
      },
      { time },
    );
    cleanUp(() => service.close());
    const buses = new Map<string, BusServer>();
    for (const name of reader.sources) {
      const schema = schemaOf(name);
      const bus = new BusServer({
        ds: await db.source(schema),
        self: { name, schema },
        sources: [],
        config: { engine: 'embedded', node: 'spec', brokers: [] },
        time,
      });
      await new Promise<void>((resolve, reject) => void bus.listen((error) => (error ? reject(error as Error) : resolve())));
      cleanUp(() => bus.close());
      buses.set(name, bus);
    }
    const world = new World(service, await db.source(reader.schema), db, buses);
    await world.law();
    return world;
  }

  /** Every pack and calendar: no petition waits for its law. */
  private async law(): Promise<void> {
    const ds = await this.db.source('directory');
    const data = (value: object) => JSON.parse(JSON.stringify(value)) as Record<string, unknown>;
    const events: [string, NewEvent][] = [
      ...nationalPacks().map((one): [string, NewEvent] => [
        `pack:${one.id}`,
        RulePackPublished.create({ packId: one.id, revision: one.revision, hash: one.hash, pack: data(one) }),
      ]),
      [
        'calendar:CN',
        CalendarPublished.create({ calendarId: 'CN', version: calendar.revision, hash: calendar.hash, calendar: data(calendar) }),
      ],
    ];
    const act = actOnDay('2025-03-03');
    await this.read(
      await ds.transaction((tx) =>
        appendToOutbox(
          tx,
          'directory',
          events.map(([key, event]) => ({ key, event, act })),
        ),
      ),
    );
  }

  /** Puts an event into the outbox of its source just as it is, and waits until the reader has read it. */
  async send({ seq: _, ...event }: RawEvent): Promise<void> {
    const { source, key, type, version, data } = event;
    const ds = await this.db.source(schemaOf(source));
    const after = await ds.transaction(async (tx) => {
      const written = await appendToOutbox(tx, source, [{ key, event: { type, version, data }, act: actOnDay(event.on) }]);
      await tx.query('update outbox set data = $3::json where key = $1 and seq = $2', [key, written[0]!.seq, JSON.stringify(event)]);
      return written;
    });
    await this.read(after);
  }

  private async read(after: After[]): Promise<void> {
    for (const bus of this.buses.values()) bus.wake();
    if (await this.service.app.get(Waiters, { strict: false }).reached(after, 5_000)) return;
    throw new Error(`not read: ${JSON.stringify(after)}; held: ${JSON.stringify(await this.held())}`);
  }

  held(): Promise<unknown[]> {
    return this.rows.query('select source, key, pattern, error from held order by id');
  }

  /** All that the reader keeps of a play, table by table. */
  async kept(nth: number): Promise<string[]> {
    this.all ??= (
      (await this.rows.query(`select tablename from pg_tables where schemaname = current_schema() order by tablename`)) as {
        tablename: string;
      }[]
    )
      .filter(({ tablename }) => !SHARED.test(tablename))
      .map(({ tablename }) => `select '${tablename}' "table", to_jsonb(t)::text json from "${tablename}" t where t::text like $1`)
      .join(' union all ');
    const mark = `%0190a0b0-${nth.toString(16).padStart(4, '0')}-7000%`;
    const rows = (await this.rows.query(this.all, [mark])) as { table: string; json: string }[];
    return rows.map(({ table, json }) => `${table} ${plain(json, nth)}`).sort();
  }
}

/** Readers of case that keep neither course nor clocks: they take of each event what it tells. */
const KEEPS_NO_COURSE: ReadonlySet<string> = new Set(['exchange']);

const readers = services.filter(({ sources }) => sources.length > 0);

describe.each(readers.map((reader) => [reader.name, reader] as const))('%s, sent events of a later release', (_, reader) => {
  const names = [...samples].filter(([, { source }]) => reader.sources.includes(source)).map(([name]) => name);
  const plays = names.flatMap((name) => (Object.keys(SENT) as Sent[]).map((sent) => [name, sent] as const));
  const nthOf = (name: string, sent: Sent) => plays.findIndex((one) => one[0] === name && one[1] === sent) + 1;
  let world: World;

  beforeAll(async () => {
    world = await World.of(reader);
    // Sources have no order between them: what is told of a petition comes after its registration.
    for (const [name, sent] of plays) for (const event of play(name, sent, nthOf(name, sent))) await world.send(event);
  }, 120_000);

  it('holds none of them', async () => {
    expect(names.length).toBeGreaterThan(0);
    expect(await world.held()).toEqual([]);
  });

  it('keeps of an event with fields it does not know what it keeps without them', async () => {
    for (const name of names)
      expect([name, await world.kept(nthOf(name, 'with unknown fields'))]).toEqual([name, await world.kept(nthOf(name, 'as it is'))]);
  });

  it('keeps the members it does not know as they are: of case those of each course and clock', async () => {
    const kept = await Promise.all(names.map((name) => world.kept(nthOf(name, 'with unknown members'))));
    const said = names.filter((_, at) => kept[at]!.some((line) => line.includes(UNKNOWN_MEMBER)));
    const ofOthers = names.filter((name) => samples.get(name)!.source !== 'case' && said.includes(name));
    expect(ofOthers).toEqual(expect.arrayContaining(['OrganSaved.v1', 'RoleGranted.v1']));
    // A step that was none moves no clock; a part of a message, and whether a matter goes back, exchange alone reads.
    const others = ['RelationEnded.v1', 'RelationSet.v1', 'ClockStepRevoked.v1', 'HandlingGiven.v1', 'HandBackAnswered.v1'];
    if (!KEEPS_NO_COURSE.has(reader.name))
      expect(names.filter((name) => samples.get(name)!.source === 'case' && !said.includes(name) && !others.includes(name))).toEqual([]);
  });
});
