import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import { BusServer, Commands, messagingMigrations } from '@sunshine/messaging';
import { GatewaySeal, Time, Tokens, contextOf, hostService, newSigningKey, secretList } from '@sunshine/platform';
import { cleanUp, databases } from '@sunshine/testing';
import { calendar, clock, opened, organ, packs, registered, relation, role, uuid, type Sent } from '../test/hosted.js';
import { supervision } from './index.js';

const SUPERVISOR = 102;

it('a reader who has just acted finds the clocks through the real bus, from all three sources', async () => {
  const database = await databases({
    supervision: { migrations: supervision.migrations },
    directory: { migrations: messagingMigrations, sources: [] },
    intake: { migrations: messagingMigrations, sources: [] },
    casework: { migrations: messagingMigrations, sources: [] },
    exchange: { migrations: messagingMigrations, sources: [] },
  });
  const time = new Time();
  time.set(new Date('2025-03-10T04:00:00.000Z'));
  const publisher = async (name: 'directory' | 'intake' | 'case') => {
    const schema = name === 'case' ? 'casework' : name;
    const ds = await database.source(schema);
    const bus = new BusServer({ ds, self: { name, schema }, sources: [], config: { engine: 'embedded', node: 'test', brokers: [] }, time });
    await new Promise<void>((resolve, reject) => void bus.listen((error) => (error ? reject(error as Error) : resolve())));
    cleanUp(() => bus.close());
    return new Commands(ds, bus, name);
  };
  const publishers = { directory: await publisher('directory'), intake: await publisher('intake'), case: await publisher('case') };

  const keys = [await newSigningKey(), await newSigningKey()];
  const gateway = 'g1=value:gateway-secret-of-tests';
  const env: NodeJS.ProcessEnv = {
    SUNSHINE_MODE: 'demo',
    ...database.env('supervision'),
    GATEWAY_SECRETS: gateway,
    TOKEN_KEYS: JSON.stringify([{ id: 't1', source: `value:${keys[0]?.privateJwk}` }]),
    PASS_KEYS: JSON.stringify([{ id: 'p1', source: `value:${keys[1]?.privateJwk}` }]),
  };
  const service = await hostService(supervision, env, { time });
  cleanUp(() => service.close());

  const ctx = contextOf(time, null);
  const publish = async (...sent: Sent[]) => {
    for (const { source, key, event } of sent) await publishers[source].run(ctx, 'publish', {}, async (_tx, emit) => emit(key, event));
  };
  await publish(opened(500, clock(5000, 500, 'ROUTE', '2025-03-03', 2)), relation('intake', 500, 2, 'registering'), registered(500));
  await publish(
    organ(2, 1, 'petition_bureau'),
    organ(3, 1, 'supervision_office'),
    role(SUPERVISOR, 3, 'SUPERVISOR'),
    ...packs(),
    calendar(),
  );

  const token = await service.app.get(Tokens, { strict: false }).issue({ kind: 'person', person: uuid(SUPERVISOR), session: null }, 600);
  const seal = new GatewaySeal(secretList(env).parse(gateway));
  const body = JSON.stringify({ query: '{ supervisionBoard { edges { node { petitionNumber clock { term state } } } } }' });
  const caller = { authorization: `Bearer ${token}`, correlationId: 'test', address: '', after: JSON.stringify(ctx.answered) };
  const answer = await service.execute(seal.seal('supervision', caller, body));
  expect(answer).toEqual({
    data: {
      supervisionBoard: { edges: [{ node: { petitionNumber: '990100-20250303-000500', clock: { term: 'ROUTE', state: 'running' } } }] },
    },
  });
  // The law is no part of what was asked for, so it may come a moment later.
  for (let tries = 0; !(await service.readiness()).ready && tries < 100; tries++) await sleep(100);
  expect(await service.readiness()).toMatchObject({ ready: true });
}, 30_000);
