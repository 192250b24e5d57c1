import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DEMO_PASSWORD, organId, startDemoNode } from '@sunshine/demo';
import { GraphClient, kafkaLacks, services, startKafka, type Kafka, type RunningNode } from '@sunshine/infra';
import { connected, startPostgres, type Postgres } from '@sunshine/postgres';
import { certified, temporaryFolder } from '@sunshine/testing';
import { allow } from '../libs/messaging/test/allow.js';

const NODE = 'tls-city';
const USER = 'sunshine';
const lacks = await kafkaLacks();
if (lacks !== null && process.env['CI'] !== 'true')
  it.skip(`a node whose broker and database speak TLS: skipped, ${lacks}`, () => undefined);

const withKafka = lacks === null || process.env['CI'] === 'true' ? describe : describe.skip;

withKafka('a node whose broker and database speak TLS', () => {
  let kafka: Kafka;
  let server: Postgres;
  let node: RunningNode;
  let client: GraphClient;
  let databaseUrl: string;

  beforeAll(async () => {
    expect(lacks).toBeNull();
    const [broker, database] = await Promise.all(['broker', 'database'].map(certified));
    const password = 'pass 阳光';
    kafka = await startKafka({
      folder: join(temporaryFolder(), 'kafka'),
      secure: { pem: broker!.keyAndCertificate, users: { [USER]: password } },
    });
    const rooms = [...services, { name: 'gateway', sources: services.map(({ name }) => name) }];
    await allow(kafka.brokers, NODE, rooms, () => USER); // rooms of one process share one user
    server = await startPostgres({
      folder: temporaryFolder(),
      safety: 'throwaway',
      settings: { ssl: 'on', ssl_cert_file: database!.certificate, ssl_key_file: database!.key },
    });
    const address = new URL(server.adminUrl());
    address.searchParams.delete('host'); // a socket has no TLS
    address.searchParams.set('sslmode', 'verify-full');
    address.searchParams.set('sslrootcert', database!.ca);
    databaseUrl = address.href;
    node = await startDemoNode({
      dataDir: join(temporaryFolder(), 'data'),
      databaseUrl,
      env: {
        BUS: 'kafka',
        NODE_NAME: NODE,
        KAFKA_BROKERS: kafka.secureBrokers!,
        KAFKA_CA_FILE: broker!.ca,
        KAFKA_SASL: 'scram-sha-512',
        KAFKA_USER: USER,
        KAFKA_PASSWORD: 'k1=env:PASSWORD_OF_KAFKA',
        PASSWORD_OF_KAFKA: password,
        DATABASE_TLS: 'verify-full',
        DATABASE_CA_FILE: database!.ca,
      },
    });
    client = new GraphClient(node.url, DEMO_PASSWORD);
  }, 180_000);

  afterAll(async () => {
    client?.close();
    await node?.close();
    await server?.stop();
    await kafka?.stop();
  }, 60_000);

  it('registers a petition, and every service hears of it', async () => {
    const today = node.services.case.time.today();
    const { registerPetition } = await client.query<{ registerPetition: { petition: { id: string } } }>(
      'registrar.city',
      'mutation ($input: RegisterPetitionInput!) { registerPetition(input: $input) { petition { id } } }',
      {
        input: {
          channel: 'PHONE',
          kind: 'CLAIM',
          receivedOn: today,
          division: '990100',
          summary: '请求修缮围墙',
          text: '请求修缮围墙，已逾一年。',
          requests: [{ text: '修缮围墙' }],
          petitioners: [{ name: '甲某' }],
        },
      },
    );
    const { id } = registerPetition.petition;
    const heard = async () => {
      const { petition } = await client.query<{
        petition: { stage: string | null; organ: { id: string } | null; clocks: { term: string }[] | null };
      }>('dispatcher.city', 'query ($id: ID!) { petition(id: $id) { stage organ { id } clocks { term } } }', { id });
      return petition;
    };
    let petition = await heard();
    for (const end = Date.now() + 60_000; Date.now() < end && !petition.clocks?.length; petition = await heard()) await sleep(100);
    expect(petition).toMatchObject({ stage: 'registered', organ: { id: organId('bureau.city') } });
    expect(petition.clocks?.map(({ term }) => term)).toContain('ROUTE');
  }, 90_000);

  it('has no connection to the database without TLS', async () => {
    const { rows } = await connected(databaseUrl, (admin) =>
      admin.query<{ tls: boolean; sessions: number }>(
        `select ssl tls, count(*)::int sessions from pg_stat_activity join pg_stat_ssl using (pid) where usename like 'svc_%' group by 1`,
      ),
    );
    expect(rows).toEqual([{ tls: true, sessions: expect.any(Number) }]);
  });
});
