import { composeServices } from '@apollo/composition';
import type { PublicKeys, Suite } from '@sunshine/envelope';
import { exchange, NodeKeys } from '@sunshine/exchange';
import { createGateway } from '@sunshine/gateway';
import { messagingMigrations } from '@sunshine/messaging';
import { describeService, hostService, newSigningKey, Time } from '@sunshine/platform';
import { cleanUp, databases, temporaryFolder } from '@sunshine/testing';
import { parse } from 'graphql';
import { DataSource } from 'typeorm';
import type { Own } from '../src/conformance/kit.js';
import { UNHANDLED_KIND } from '../src/conformance/refusals.js';

const NODE = 'city.990100';
const DIVISION = '990100';

/** Our own node behind its gateway, on a database of its own. */
export interface NodeUnderTest {
  readonly node: string;
  /** As a partner has it in its list. */
  readonly endpoint: string;
  readonly division: string;
  keys(suite: Suite): ReturnType<NodeKeys['signing']>;
  /** Lists the kit, and revokes its second key. All kinds but one pass that the kit speaks of. */
  list(own: Own): Promise<void>;
}

export async function openNode(): Promise<NodeUnderTest> {
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
    GATEWAY_SECRETS: 'g1=value:gateway-secret-of-tests',
    EXCHANGE_NODE: NODE,
    EXCHANGE_KEYS: 'x1=value:exchange-secret-of-tests-0123456789',
    EXCHANGE_PAUSE_MS: '50',
    FILES_DIR: temporaryFolder(),
    TOKEN_KEYS: JSON.stringify([{ id: 't1', source: `value:${tokens.privateJwk}` }]),
    PASS_KEYS: JSON.stringify([{ id: 'p1', source: `value:${passes.privateJwk}` }]),
  };
  const service = await hostService(exchange, env, { time: new Time(), bus: false });
  cleanUp(() => service.close());
  const { name } = exchange;
  const { supergraphSdl, errors = [] } = composeServices([
    { name, url: `http://${name}`, typeDefs: parse(await describeService(exchange)) },
  ]);
  if (supergraphSdl === undefined) throw new AggregateError(errors, 'the exchange alone does not compose');
  const gateway = await createGateway({ services: [service], env, supergraph: supergraphSdl });
  cleanUp(() => gateway.close());
  const address = await gateway.listen(0);
  const db = service.app.get(DataSource, { strict: false });
  const nodeKeys = service.app.get(NodeKeys, { strict: false });
  return {
    node: NODE,
    endpoint: `${address}/exchange`,
    division: DIVISION,
    keys: (suite) => nodeKeys.signing(suite),
    list: async ({ node, keys, revoked }) => {
      const passes = JSON.stringify({ kinds: [UNHANDLED_KIND], divisions: [DIVISION] });
      await db.query(
        `insert into partner (node, name, endpoint, suite, organ_id, state, sends, receives, registered_at, changed_at)
         values ($1, $1, null, $2, gen_random_uuid(), 'active', $3, $3, now(), now())`,
        [node, keys.suite, passes],
      );
      const add = (key: PublicKeys, revokedAt: Date | null) =>
        db.query(
          `insert into partner_key (key_id, node, suite, signing, encryption, valid_from, revoked_at)
           values ($1, $2, $3, $4, $5, now() - interval '1 hour', $6)`,
          [key.keyId, node, key.suite, key.signing, key.encryption, revokedAt],
        );
      await add(keys, null);
      await add(revoked, new Date(Date.now() - 60_000));
    },
  };
}
