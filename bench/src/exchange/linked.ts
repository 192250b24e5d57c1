import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Suite } from '@sunshine/envelope';
import { Applier, exchange, Handlers, NodeKeys, Outbox, Receiver, Sender, Wire, type Arrived, type WireAnswer } from '@sunshine/exchange';
import { services } from '@sunshine/infra';
import { hostService, logOf, newSigningKey, refusalOf, transaction, type HostedService, type Time } from '@sunshine/platform';
import { addressOf, migrate, roleOf, startPostgres } from '@sunshine/postgres';
import { DataSource } from 'typeorm';

const PASSWORD = 'bench';
/** Of what the benches exchange: it says nothing of a petition. */
export const KIND = 'word';
const DIVISION = '990100';

/** A node of the exchange on a database of its own. It moves by hand. */
export class BenchNode {
  private constructor(
    readonly node: string,
    private readonly service: HostedService,
  ) {}

  static async open(node: string, url: string, time: Time): Promise<BenchNode> {
    const [tokens, passes] = [await newSigningKey(), await newSigningKey()];
    const env: NodeJS.ProcessEnv = {
      SUNSHINE_MODE: 'demo',
      DATABASE_URL: url,
      GATEWAY_SECRETS: 'g1=value:gateway-secret-of-benches',
      EXCHANGE_NODE: node,
      EXCHANGE_KEYS: 'x1=value:exchange-secret-of-benches-0123456789',
      EXCHANGE_PAUSE_MS: '0',
      FILES_DIR: tmpdir(),
      TOKEN_KEYS: JSON.stringify([{ id: 't1', source: `value:${tokens.privateJwk}` }]),
      PASS_KEYS: JSON.stringify([{ id: 'p1', source: `value:${passes.privateJwk}` }]),
    };
    return new BenchNode(node, await hostService(exchange, env, { time, bus: false }));
  }

  get<T>(part: abstract new (...args: never[]) => T): T {
    return this.service.app.get(part, { strict: false });
  }

  get db(): DataSource {
    return this.get(DataSource);
  }

  /** Lists the other as a partner with which everything may be exchanged. */
  async list(other: BenchNode, suite: Suite): Promise<void> {
    const all = JSON.stringify({ kinds: ['*'], divisions: ['990000'] });
    await this.db.query(
      `insert into partner (node, name, endpoint, suite, organ_id, state, sends, receives, registered_at, changed_at)
       values ($1, $1, $2, $3, gen_random_uuid(), 'active', $4, $4, now(), now()) on conflict (node) do update set suite = excluded.suite`,
      [other.node, `http://${other.node}.test/exchange`, suite, all],
    );
    for (const key of other.get(NodeKeys).all.filter((one) => one.suite === suite))
      await this.db.query(
        `insert into partner_key (key_id, node, suite, signing, encryption, valid_from) values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
        [key.keyId, other.node, suite, key.signing, key.encryption, key.validFrom],
      );
  }

  /** Lines messages up, one transaction. */
  say(to: BenchNode, said: readonly { readonly conversation: string; readonly body: unknown }[]): Promise<void> {
    const outbox = this.get(Outbox);
    return transaction(this.db, async (tx) => {
      for (const { conversation, body } of said)
        await outbox.enqueue(tx, { partner: to.node, conversation, kind: KIND, schemaVersion: 1, division: DIVISION, body });
    });
  }

  hears(keep: (message: Arrived) => void): void {
    this.get(Handlers).register(KIND, (_tx, message) => Promise.resolve(keep(message)));
  }

  /** What a partner is answered at the door. */
  async receive(text: string): Promise<WireAnswer> {
    try {
      return { status: 200, text: await this.get(Receiver).receive(text, '') };
    } catch (error) {
      const answer = refusalOf(error, logOf('bench'), '');
      return { status: answer.status, text: await answer.text() };
    }
  }

  send = (): Promise<boolean> => this.get(Sender).run();
  apply = (): Promise<boolean> => this.get(Applier).run();

  reachedBy(post: Wire['post']): void {
    this.get(Wire).post = post;
  }

  close(): Promise<void> {
    return this.service.close();
  }
}

/** Two nodes on one server, of which each lists the other in that suite. */
export async function withTwoNodes<T>(time: Time, work: (city: BenchNode, county: BenchNode) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'sunshine-exchange-'));
  const server = await startPostgres({ folder, safety: 'durable' });
  const nodes: BenchNode[] = [];
  try {
    const plans = services.filter(({ name }) => name === 'exchange' || name === 'directory');
    for (const [database, node] of [
      ['city', 'city.990100'],
      ['county', 'county.990122'],
    ] as const) {
      await migrate({ adminUrl: server.adminUrl(), database, plans, password: () => PASSWORD });
      nodes.push(
        await BenchNode.open(node, addressOf(server.adminUrl(), database, { role: roleOf('exchange'), password: PASSWORD }), time),
      );
    }
    return await work(nodes[0]!, nodes[1]!);
  } finally {
    for (const node of nodes) await node.close();
    await server.stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 300 });
  }
}
