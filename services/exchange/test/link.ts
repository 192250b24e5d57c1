import { randomUUID } from 'node:crypto';
import { OrganSaved, RoleGranted, type Envelope, type NewEvent } from '@sunshine/events';
import { messagingMigrations } from '@sunshine/messaging';
import { readEnvelope, sealEnvelope, type Suite } from '@sunshine/envelope';
import { GatewaySeal, Time, Tokens, hostService, newSigningKey, sealedForDoor, secretList, type HostedService } from '@sunshine/platform';
import { cleanUp, databases, handlersOf, temporaryFolder } from '@sunshine/testing';
import type { DataSource } from 'typeorm';
import { exchange } from '../src/index.js';
import { Arrivals } from '../src/arrivals/arrivals.js';
import { IncomingRounds } from '../src/files/incoming.rounds.js';
import { OutgoingFiles } from '../src/files/outgoing.js';
import { HandBackRounds } from '../src/hand-back/hand-back.rounds.js';
import { NodeKeys } from '../src/keys/node-keys.js';
import { MatterRounds } from '../src/matters/matter.rounds.js';
import { ProofRoots } from '../src/proof/proof.roots.js';
import { Applier } from '../src/receiving/applier.js';
import { Handlers, type Arrived } from '../src/receiving/handlers.js';
import { Outbox } from '../src/sending/outbox.js';
import { Puller } from '../src/pulling/puller.js';
import { Sender } from '../src/sending/sender.js';
import { Wire, type WireAnswer } from '../src/sending/wire.js';

export const uuid = (n: number): string => `0190a000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;
export const [BUREAU, OPERATOR, OTHER] = [2, 101, 102] as const;
const GATEWAY = 'g1=value:gateway-secret-of-tests';

interface Opened {
  readonly node?: string;
  readonly time?: Time;
  readonly keys?: string;
  readonly more?: NodeJS.ProcessEnv;
}

/** A node of the exchange on a database of its own. Nothing in it moves by itself. */
export class LinkedNode {
  private constructor(
    readonly node: string,
    readonly db: DataSource,
    readonly time: Time,
    private readonly service: HostedService,
    private readonly env: NodeJS.ProcessEnv,
  ) {}

  private get seal(): GatewaySeal {
    return new GatewaySeal(secretList(this.env).parse(GATEWAY));
  }

  /** Folder of sealed files, which intake fills. */
  get filesFolder(): string {
    return String(this.env['FILES_DIR']);
  }

  /** The same node in another process, which finds other keys in its configuration. */
  async openedAgain(keys: string): Promise<LinkedNode> {
    const env = { ...this.env, EXCHANGE_KEYS: keys };
    const service = await hostService(exchange, env, { time: this.time, bus: false });
    cleanUp(() => service.close());
    return new LinkedNode(this.node, this.db, this.time, service, env);
  }

  static async open({
    node = 'city.990100',
    time = new Time(),
    keys = 'x1=value:exchange-secret-of-tests-0123456789',
    more = {},
  }: Opened = {}): Promise<LinkedNode> {
    const database = await databases({
      exchange: { migrations: exchange.migrations },
      directory: { migrations: messagingMigrations, sources: [] },
      intake: { migrations: messagingMigrations, sources: [] },
      casework: { migrations: messagingMigrations, sources: [] },
      supervision: { migrations: messagingMigrations, sources: [] },
    });
    const [tokens, passes] = [await newSigningKey(), await newSigningKey()];
    const env: NodeJS.ProcessEnv = {
      SUNSHINE_MODE: 'demo',
      ...database.env('exchange'),
      GATEWAY_SECRETS: GATEWAY,
      EXCHANGE_NODE: node,
      EXCHANGE_KEYS: keys,
      EXCHANGE_PAUSE_MS: '0',
      FILES_DIR: temporaryFolder(),
      ...more,
      TOKEN_KEYS: JSON.stringify([{ id: 't1', source: `value:${tokens.privateJwk}` }]),
      PASS_KEYS: JSON.stringify([{ id: 'p1', source: `value:${passes.privateJwk}` }]),
    };
    const service = await hostService(exchange, env, { time, bus: false });
    cleanUp(() => service.close());
    const opened = new LinkedNode(node, await database.source('exchange'), time, service, env);
    const organ = {
      organId: uuid(BUREAU),
      parentId: null,
      kind: 'petition_bureau' as const,
      name: '甲市信访局',
      shortName: '信访局',
      division: '990100',
      reviewedBy: null,
      closedOn: null,
    };
    await opened.hear(uuid(BUREAU), OrganSaved.create(organ));
    await opened.hear(
      uuid(OPERATOR),
      RoleGranted.create({ personId: uuid(OPERATOR), organId: uuid(BUREAU), role: 'EXCHANGE_OPERATOR', notices: false }),
    );
    await opened.hear(uuid(OTHER), RoleGranted.create({ personId: uuid(OTHER), organId: uuid(BUREAU), role: 'REGISTRAR', notices: false }));
    return opened;
  }

  /** A part of the service, by its class. */
  get<T>(part: abstract new (...args: never[]) => T): T {
    return this.service.app.get(part, { strict: false });
  }

  /** Hands it an event of another service, as the bus does. @returns what it told others while it read */
  async hear(key: string, event: NewEvent, source = 'directory'): Promise<{ readonly key: string; readonly event: NewEvent }[]> {
    const at = this.time.now().toISOString();
    const by = { on: this.time.today(), actor: { kind: 'service', id: source }, correlationId: 'test' } as const;
    const envelope: Envelope = {
      ...{ id: randomUUID(), type: event.type, version: event.version, source, key, seq: 1, occurredAt: at, recordedAt: at },
      ...{ ...by, data: event.data },
    };
    const told: { key: string; event: NewEvent }[] = [];
    const emit = (of: string, ...events: NewEvent[]) => told.push(...events.map((one) => ({ key: of, event: one })));
    const act = { ...by, at, recordedAt: at };
    await this.db.transaction((tx) => handlersOf(this.service.app).get(event.type)!(envelope, { tx, emit, act } as never));
    return told;
  }

  /** What this node has published by itself, oldest first. */
  async published(): Promise<Record<string, unknown>[]> {
    const rows = (await this.db.query('select data from outbox order by id')) as { data: { type: string; data: object } }[];
    return rows.map(({ data }) => ({ ...data.data, type: data.type }));
  }

  /** Lists the other node as a partner: everything passes, in both directions, unless `terms` say else. */
  async list(other: LinkedNode, suite: Suite = 'international', terms: object = {}): Promise<void> {
    const keys = other.get(NodeKeys).all.filter((key) => key.suite === suite);
    const all = { kinds: ['*'], divisions: ['990000'] };
    const answer = await this.act(OPERATOR, 'registerPartner', {
      ...{ node: other.node, name: other.node, endpoint: `http://${other.node}.test/exchange`, suite, sends: all, receives: all },
      keys: keys.map(({ keyId, signing, encryption, validFrom }) => ({ keyId, signing, encryption, validFrom: validFrom.toISOString() })),
      ...terms,
    });
    if ('code' in answer) throw new Error(String(answer['code']));
  }

  /** Answers the data, or `{ code }` of the first refusal. */
  async ask(person: number | null, query: string, variables: object = {}): Promise<Record<string, unknown>> {
    const tokens = this.get(Tokens);
    const authorization =
      person === null ? undefined : `Bearer ${await tokens.issue({ kind: 'person', person: uuid(person), session: null }, 3_600)}`;
    const request = this.seal.seal('exchange', { authorization, correlationId: 'test', address: '' }, JSON.stringify({ query, variables }));
    const { data, errors } = (await this.service.execute(request)) as unknown as {
      data?: unknown;
      errors?: { extensions?: { code?: string }; message: string }[];
    };
    const [error] = errors ?? [];
    return error ? { code: error.extensions?.code ?? error.message } : (data as Record<string, unknown>);
  }

  /** An act, answered by `fields`. */
  async act(person: number | null, act: string, input: object, fields = 'id'): Promise<Record<string, unknown>> {
    const name = `${act[0]?.toUpperCase()}${act.slice(1)}Input`;
    const answer = await this.ask(person, `mutation ($input: ${name}!) { done: ${act}(input: $input) { ${fields} } }`, { input });
    return 'code' in answer ? answer : (answer['done'] as Record<string, unknown>);
  }

  /** Lines a message up for the other node. @returns its id */
  say(to: LinkedNode, body: unknown, { conversation = 'A-1', kind = 'word', division = '990100' } = {}): Promise<string> {
    return this.db.transaction((tx) =>
      this.get(Outbox).enqueue(tx, { partner: to.node, conversation, kind, schemaVersion: 1, division, body }),
    );
  }

  /** Texts that stand on no wire yet, as this node would write them to the other. */
  async written(
    to: LinkedNode,
    rows: readonly { readonly id: string; readonly conversation: string; readonly sequence: number; readonly at: Date }[],
  ): Promise<{ id: string; wire: string; digest: string }[]> {
    const [own, theirs] = [this.get(NodeKeys).signing('international'), to.get(NodeKeys).signing('international')];
    return Promise.all(
      rows.map(async ({ at, ...row }) => {
        const about = { ...row, kind: 'word', schemaVersion: 1, division: '990100', sender: this.node, receiver: to.node };
        const wire = await sealEnvelope({ ...about, createdAt: at.toISOString(), attachments: [] }, 'x', own, theirs);
        return { id: row.id, wire, digest: readEnvelope(wire).digest };
      }),
    );
  }

  /** What a partner would be answered. */
  async receive(text: string, path = '/exchange/messages', method = 'POST'): Promise<WireAnswer> {
    const request = new Request(new URL(path, 'http://node'), { method, ...(method === 'POST' && { body: text }) });
    const answer = await this.service.door!(
      sealedForDoor(this.seal, 'exchange', { authorization: undefined, correlationId: 'test', address: '192.0.2.7' }, request),
    );
    return { status: answer.status, text: await answer.text() };
  }

  /** The code with which a text is refused without a receipt; null where a receipt was given. */
  async refusal(text: string): Promise<string | null> {
    const answer = await this.receive(text);
    if (answer.status === 200) return null;
    return (JSON.parse(answer.text) as { errors: { extensions: { code: string } }[] }).errors[0]!.extensions.code;
  }

  /** Has kinds of messages handled by keeping what they say. @returns what was said, in its order */
  hears(kind = 'word', judge: (message: Arrived) => void = () => undefined): Arrived[] {
    const heard: Arrived[] = [];
    // What the node does with matters that come is no part of a spec that keeps what they say.
    this.get(Handlers)['byKind'].delete(kind);
    this.get(Handlers).register(kind, async (_tx, message) => {
      judge(message);
      heard.push(message);
    });
    return heard;
  }

  send = (): Promise<boolean> => this.get(Sender).run();
  fetch = (): Promise<boolean> => this.get(Puller).run();
  apply = (): Promise<boolean> => this.get(Applier).run();
  tell = async (): Promise<boolean> => {
    const arrivals = await this.get(Arrivals).run();
    const back = await this.get(HandBackRounds).run();
    const matters = (await this.get(MatterRounds).run()) || back || arrivals;
    const files = await this.get(OutgoingFiles).run();
    return (await this.get(IncomingRounds).run()) || files || matters;
  };
  root = (): Promise<boolean> => this.get(ProofRoots).close();

  async states(table: 'message_out' | 'message_in'): Promise<string[]> {
    const rows = (await this.db
      .query(`select conversation || ' ' || sequence || ' ' || state || coalesce(' ' || code, '') line from ${table}
      where conversation not like 'link.%' order by conversation, sequence`)) as { line: string }[];
    return rows.map(({ line }) => line);
  }
}

/** What becomes of a text on its way: answered, or thrown as where nobody is there. */
export type Way = (text: string, to: LinkedNode, path: string) => Promise<WireAnswer>;

/** Nodes that reach each other: what one posts the other is given. @returns the way, which may be changed */
export function linked(...nodes: readonly LinkedNode[]): { way: Way } {
  const link: { way: Way } = { way: (text, to, path) => to.receive(text, path) };
  for (const from of nodes)
    from.get(Wire).post = (endpoint, text, path = 'messages') => {
      const to = nodes.find(({ node }) => endpoint === `http://${node}.test/exchange`);
      if (!to) return Promise.reject(new Error('ENOTFOUND'));
      return link.way(text, to, `/exchange/${path}`);
    };
  return link;
}

/** Rounds of all nodes until nothing moves. */
export async function settle(...nodes: readonly LinkedNode[]): Promise<void> {
  for (let moved = true; moved;) {
    moved = false;
    for (const node of nodes) moved = (await node.send()) || moved;
    for (const node of nodes) moved = (await node.apply()) || moved;
    for (const node of nodes) moved = (await node.tell()) || moved;
  }
}
