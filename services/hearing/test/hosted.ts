import { randomUUID } from 'node:crypto';
import {
  CalendarPublished,
  OpinionDrafted,
  OrganSaved,
  PetitionAccepted,
  PetitionClosed,
  PetitionMerged,
  PetitionRegistered,
  RelationSet,
  ReviewInvestigatorsAppointed,
  ReviewOpinionDrafted,
  RoleGranted,
  RulePackPublished,
  type Course,
  type Envelope,
  type NewEvent,
  type Relation,
  type Role,
  type Stage,
} from '@sunshine/events';
import { messagingMigrations } from '@sunshine/messaging';
import { GatewaySeal, Time, Tokens, hostService, newSigningKey, sealedForDoor, secretList } from '@sunshine/platform';
import { nationalCalendar, nationalPacks } from '@sunshine/procedure';
import { cleanUp, databases, handlersOf } from '@sunshine/testing';
import type { DataSource } from 'typeorm';
import { hearing } from '../src/index.js';

export const uuid = (n: number): string => `0190a000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;
export const [BUREAU, ORGAN, REVIEWER_ORGAN, OTHER, EXPERTS] = [2, 4, 5, 6, 7] as const;
export const WHO = {
  registrar: 101,
  handler: 102,
  head: 103,
  clerk: 104,
  secondClerk: 105,
  otherHandler: 106,
  reviewer: 107,
  reviewHead: 108,
  supervisor: 109,
  checker: 110,
} as const;
export const PETITIONER = 9002;
/** Members of the pool are people of another organ. */
export const MEMBERS = [201, 202, 203, 204, 205, 206, 207, 208, 209] as const;

interface Sent {
  readonly source: 'directory' | 'intake' | 'case';
  readonly key: string;
  readonly event: NewEvent;
  readonly actor?: string;
}

const plain = (value: unknown): Record<string, unknown> => JSON.parse(JSON.stringify(value)) as Record<string, unknown>;
const organ = (n: number, kind: 'petition_bureau' | 'department' | 'government'): Sent => ({
  source: 'directory',
  key: uuid(n),
  event: OrganSaved.create({
    organId: uuid(n),
    parentId: null,
    kind,
    name: `单位${n}`,
    shortName: `单位${n}`,
    division: '990100',
    reviewedBy: null,
    closedOn: null,
  }),
});
const role = (person: number, inOrgan: number, name: Role): Sent => ({
  source: 'directory',
  key: uuid(person),
  event: RoleGranted.create({ personId: uuid(person), organId: uuid(inOrgan), role: name, notices: false }),
});
const law = (): Sent[] => [
  ...nationalPacks().map((pack): Sent => ({
    source: 'directory',
    key: `pack:${pack.id}`,
    event: RulePackPublished.create({ packId: pack.id, revision: pack.revision, hash: pack.hash, pack: plain(pack) }),
  })),
  {
    source: 'directory',
    key: 'calendar:CN',
    event: CalendarPublished.create({
      calendarId: nationalCalendar().id,
      version: nationalCalendar().revision,
      hash: nationalCalendar().hash,
      calendar: plain(nationalCalendar()),
    }),
  },
];
export const relation = (n: number, subject: number, name: Relation): Sent => ({
  source: 'case',
  key: uuid(n),
  event: RelationSet.create({ petitionId: uuid(n), subject: uuid(subject), relation: name }),
});
export const registered = (n: number, petitioners: readonly number[] = [PETITIONER]): Sent => ({
  source: 'intake',
  key: uuid(n),
  event: PetitionRegistered.create({
    petitionId: uuid(n),
    number: `990100-20250303-${String(n).padStart(6, '0')}`,
    kind: 'CLAIM',
    channel: 'LETTER',
    division: '990100',
    receivedOn: '2025-03-03',
    registeredOn: '2025-03-03',
    organId: uuid(BUREAU),
    organKind: 'petition_bureau',
    addressUnclear: false,
    anonymous: false,
    peopleCount: petitioners.length,
    requestIds: [uuid(9001)],
    petitionerIds: petitioners.map(uuid),
    respondentIds: [],
    accusedIds: [],
  }),
});
type InHand = NonNullable<Course['inHand']>;
const course = (stage: Stage, closedOn: string | null = null, inHand?: readonly InHand[number][]) => ({
  course: { stage, exit: '31(6)' as const, outcome: null, organId: uuid(ORGAN), closedOn, ...(inHand && { inHand: [...inHand] }) },
});
export const accepted = (n: number): Sent => ({
  source: 'case',
  key: uuid(n),
  actor: uuid(WHO.handler),
  event: {
    ...PetitionAccepted.create({
      petitionId: uuid(n),
      organId: uuid(ORGAN),
      exit: '31(6)',
      acceptedOn: '2025-03-10',
      handleFrom: '2025-03-10',
      documentId: uuid(77),
    }),
    ...course('accepted'),
  },
});
export const drafted = (n: number, by: number): Sent => ({
  source: 'case',
  key: uuid(n),
  actor: uuid(by),
  event: { ...OpinionDrafted.create({ petitionId: uuid(n), opinionId: uuid(78), revision: 1 }), ...course('handling') },
});
export const reviewDrafted = (n: number, by: number): Sent => ({
  source: 'case',
  key: uuid(n),
  actor: uuid(by),
  event: ReviewOpinionDrafted.create({
    petitionId: uuid(n),
    reviewOpinionId: uuid(79),
    organId: uuid(REVIEWER_ORGAN),
    level: 'review',
    revision: 1,
  }),
});
export const investigated = (n: number, ...by: readonly number[]): Sent => ({
  source: 'case',
  key: uuid(n),
  event: ReviewInvestigatorsAppointed.create({
    ...{ petitionId: uuid(n), reviewIds: [uuid(76)], organId: uuid(REVIEWER_ORGAN), investigators: by.length },
    investigatorIds: by.map(uuid),
  }),
});
/** A course that a later release or another room tells: any stage. */
export const moved = (n: number, stage: string, inHand?: readonly InHand[number][]): Sent => ({
  source: 'case',
  key: uuid(n),
  event: { ...OpinionDrafted.create({ petitionId: uuid(n), opinionId: uuid(78), revision: 2 }), ...course(stage as Stage, null, inHand) },
});
/** Joined to a lead, or standing alone again. */
export const merging = (n: number, lead: number, event = PetitionMerged): Sent => ({
  source: 'case',
  key: uuid(n),
  event: event.create({ petitionId: uuid(n), mergeId: uuid(80), organId: uuid(ORGAN), leadPetitionId: uuid(lead) }),
});
export const closed = (n: number): Sent => ({
  source: 'case',
  key: uuid(n),
  event: {
    ...PetitionClosed.create({ petitionId: uuid(n), ground: 'opinion_final', closedOn: '2025-05-12' } as never),
    ...course('closed', '2025-05-12'),
  },
});

/** `hearing` on a database of its own, its consumer fed by hand. */
export class Hosted {
  private readonly seqs = new Map<string, number>();

  private constructor(
    readonly db: DataSource,
    readonly time: Time,
    private readonly handlers: ReturnType<typeof handlersOf>,
    private readonly tokens: Tokens,
    private readonly run: (
      authorization: string | undefined,
      query: string,
      variables: object,
    ) => Promise<{ data?: unknown; errors?: readonly unknown[] }>,
    private readonly door: (authorization: string | undefined, path: string) => Promise<Response>,
  ) {}

  static async open(): Promise<Hosted> {
    const database = await databases({
      hearing: { migrations: hearing.migrations },
      directory: { migrations: messagingMigrations, sources: [] },
      intake: { migrations: messagingMigrations, sources: [] },
      casework: { migrations: messagingMigrations, sources: [] },
      supervision: { migrations: messagingMigrations, sources: [] },
    });
    const [tokens, passes, signing] = [await newSigningKey(), await newSigningKey(), await newSigningKey()];
    const gateway = 'g1=value:gateway-secret-of-tests';
    const env: NodeJS.ProcessEnv = {
      SUNSHINE_MODE: 'demo',
      ...database.env('hearing'),
      GATEWAY_SECRETS: gateway,
      HEARING_KEYS: 'h1=value:hearing-secret-of-tests-0123456789',
      HEARING_SIGNING_KEYS: JSON.stringify([{ id: 's1', source: `value:${signing.privateJwk}` }]),
      TOKEN_KEYS: JSON.stringify([{ id: 't1', source: `value:${tokens.privateJwk}` }]),
      PASS_KEYS: JSON.stringify([{ id: 'p1', source: `value:${passes.privateJwk}` }]),
    };
    const time = new Time();
    const service = await hostService(hearing, env, { time, bus: false });
    cleanUp(() => service.close());
    const seal = new GatewaySeal(secretList(env).parse(gateway));
    const run = (authorization: string | undefined, query: string, variables: object) =>
      service.execute(seal.seal('hearing', { authorization, correlationId: 'test', address: '' }, JSON.stringify({ query, variables })));
    const issuer = service.app.get(Tokens, { strict: false });
    const host = new Hosted(
      await database.source('hearing'),
      time,
      handlersOf(service.app),
      issuer,
      run as never,
      (authorization, path) => {
        const caller = { authorization, correlationId: 'test', address: '' };
        const request = new Request(new URL(path, 'http://node'));
        return (service.door as NonNullable<typeof service.door>)(sealedForDoor(seal, 'hearing', caller, request));
      },
    );
    await host.send(organ(BUREAU, 'petition_bureau'), organ(ORGAN, 'department'), organ(REVIEWER_ORGAN, 'government'));
    await host.send(organ(OTHER, 'department'), organ(EXPERTS, 'department'), ...law());
    await host.send(
      role(WHO.registrar, BUREAU, 'REGISTRAR'),
      role(WHO.handler, ORGAN, 'HANDLER'),
      role(WHO.checker, ORGAN, 'CHECKER'),
      role(WHO.head, ORGAN, 'HEAD'),
      role(WHO.clerk, ORGAN, 'CLERK'),
      role(WHO.secondClerk, ORGAN, 'CLERK'),
      role(WHO.otherHandler, OTHER, 'HANDLER'),
      role(WHO.reviewer, REVIEWER_ORGAN, 'REVIEWER'),
      role(WHO.reviewHead, REVIEWER_ORGAN, 'HEAD'),
      ...MEMBERS.map((n) => role(n, EXPERTS, 'PANEL_MEMBER')),
    );
    return host;
  }

  async send(...sent: readonly Sent[]): Promise<void> {
    for (const { source, key, event, actor } of sent) {
      const seq = (this.seqs.get(`${source} ${key}`) ?? 0) + 1;
      this.seqs.set(`${source} ${key}`, seq);
      const at = this.time.now().toISOString();
      const envelope: Envelope = {
        id: randomUUID(),
        type: event.type,
        version: event.version,
        source,
        key,
        seq,
        occurredAt: at,
        recordedAt: at,
        on: this.time.today(),
        actor: actor ? { kind: 'person', id: actor } : { kind: 'service', id: source },
        correlationId: 'test',
        ...(event.course ? { course: event.course } : {}),
        data: event.data,
      };
      const handle = this.handlers.get(event.type);
      if (!handle) throw new Error(`no handler of ${event.type}`);
      const emitted = this.emitted;
      await this.db.transaction((tx) =>
        handle(envelope, {
          tx,
          emit: (of: string, ...events: NewEvent[]) => emitted.push(...events.map((one) => ({ key: of, ...one }))),
        } as never),
      );
    }
  }

  /** What the consumer has published. */
  readonly emitted: (NewEvent & { readonly key: string })[] = [];

  setDay(day: string, time = 'T01:00:00.000Z'): void {
    this.time.set(new Date(`${day}${time}`));
  }

  /** @param petitioner whose own code it is; left out: the code of the petition */
  pass(petition: number, petitioner: number | null = null): Promise<string> {
    return this.tokens.issuePass(uuid(petition), petitioner === null ? null : uuid(petitioner));
  }

  private async tokenOf(person: number | null): Promise<string | undefined> {
    return person === null
      ? undefined
      : `Bearer ${await this.tokens.issue({ kind: 'person', person: uuid(person), session: null }, 3_600)}`;
  }

  /** What a link opens: the file, or the code of the refusal. */
  async fetch(person: number | null, link: string): Promise<string> {
    const answer = await this.door(await this.tokenOf(person), link);
    const text = await answer.text();
    return answer.ok ? text : ((JSON.parse(text) as { errors: { extensions: { code: string } }[] }).errors[0]?.extensions.code ?? text);
  }

  /** Answers the data, or `{ code }` of the first refusal. */
  async ask(person: number | null, query: string, variables: object = {}): Promise<Record<string, unknown>> {
    const token = await this.tokenOf(person);
    const { data, errors } = await this.run(token, query, variables);
    const [error] = (errors ?? []) as { extensions?: { code?: string }; message: string }[];
    return error ? { code: error.extensions?.code ?? error.message } : (data as Record<string, unknown>);
  }

  /** An act, answered by `fields` of the hearing. */
  async act(person: number | null, act: string, input: object, fields = 'id state'): Promise<Record<string, unknown>> {
    const name = `${act[0]?.toUpperCase()}${act.slice(1)}Input`;
    const answer = await this.ask(person, `mutation ($input: ${name}!) { done: ${act}(input: $input) { ${fields} } }`, { input });
    return 'code' in answer ? answer : (answer['done'] as Record<string, unknown>);
  }

  async hearing(person: number, id: unknown, fields: string): Promise<Record<string, unknown> | null> {
    return (await this.ask(person, `query ($id: ID!) { hearing(id: $id) { ${fields} } }`, { id }))['hearing'] as never;
  }

  /** A matter that is handled. */
  async matter(n: number): Promise<string> {
    await this.send(registered(n), relation(n, BUREAU, 'registering'), relation(n, ORGAN, 'in_charge'), accepted(n));
    return uuid(n);
  }

  private kept = false;
  /** The pool of the organ and a room of it. */
  async pool(): Promise<string> {
    if (!this.kept)
      for (const n of MEMBERS)
        await this.act(
          WHO.clerk,
          'keepPoolMember',
          { personId: uuid(n), name: `听证员${n}`, from: '2025-01-01', until: '2027-12-31' },
          'id',
        );
    this.kept = true;
    return (await this.act(WHO.clerk, 'keepHearingRoom', { name: '听证室', place: '政务中心', seats: 40 }, 'id'))['id'] as string;
  }

  /** A hearing that is decided and listed, with the first three members. @param from place of the first of them */
  async decided(n: number, from = 0): Promise<{ petitionId: string; hearingId: string }> {
    const petitionId = await this.matter(n);
    const { id } = await this.act(WHO.handler, 'proposeHearing', { petitionId, reason: '事实有争议' });
    const at = { petitionId, hearingId: id as string };
    await this.act(WHO.handler, 'decideHearing', { ...at, hold: true, reason: '重大、复杂' });
    await this.act(WHO.head, 'confirmHearing', at);
    const [a, b, c, d, e] = [0, 1, 2, 3, 4].map((k) => uuid(MEMBERS[(from + k) % MEMBERS.length] as number));
    const listed = await this.act(WHO.clerk, 'listPanel', { ...at, byLot: false, presiderId: a, memberIds: [b, c], substituteIds: [d, e] });
    if ('code' in listed) throw new Error(String(listed['code']));
    return at;
  }

  /** Everybody who has to be told has been. */
  async tellAll(at: { petitionId: string; hearingId: string }, servedOn: string): Promise<void> {
    const { untold } = (await this.hearing(WHO.clerk, at.hearingId, 'untold { kind to }')) as { untold: { kind: string; to: string }[] };
    for (const { kind, to } of untold) {
      const done = await this.act(WHO.clerk, 'serveHearingNotice', {
        ...at,
        kind,
        to,
        way: 'in_person',
        proof: { signature: '签收' },
        servedOn,
      });
      if ('code' in done) throw new Error(`${kind}: ${String(done['code'])}`);
    }
  }
}
