import { Controller, Module } from '@nestjs/common';
import { EventPattern, Payload, Server, type CustomTransportStrategy } from '@nestjs/microservices';
import { Field, ID, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { databases } from '@sunshine/testing';
import { isObservable, lastValueFrom } from 'rxjs';
import { DataSource } from 'typeorm';
import { BUS_STRATEGY, ConfigError, hostService, sql, type HostedService, type ServiceDefinition } from './index.js';
import { toyEnv } from '../test/toys.js';

class ToyBus extends Server implements CustomTransportStrategy {
  listening = false;

  listen(callback: () => void): void {
    this.listening = true;
    callback();
  }

  close(): void {
    this.listening = false;
  }

  on(): never {
    throw new Error('no events of its own');
  }

  unwrap<T>(): T {
    return this as unknown as T;
  }

  async deliver(pattern: string, data: unknown): Promise<unknown> {
    const answer: unknown = await this.messageHandlers.get(pattern)?.(data, undefined);
    return isObservable(answer) ? lastValueFrom(answer, { defaultValue: null }) : answer;
  }
}

const bus = new ToyBus();
const failure = new Error('a fault that the bus must see');

@ObjectType({ registerIn: () => ReaderModule })
class Note {
  @Field(() => ID)
  id: string;
}

@Resolver(() => Note)
class NoteResolver {
  @Query(() => [Note])
  notes(): Note[] {
    return [];
  }
}

@Controller()
class NoteConsumer {
  @EventPattern<string>('NoteWritten')
  onNote(@Payload() data: { fail: boolean }): void {
    if (data.fail) throw failure;
  }
}

@Module({ providers: [NoteResolver, { provide: BUS_STRATEGY, useValue: bus }], controllers: [NoteConsumer] })
class ReaderModule {}

const reader: ServiceDefinition = {
  name: 'supervision',
  schema: 'supervision',
  sources: ['case'],
  module: ReaderModule,
  graph: ReaderModule,
  entities: [],
  migrations: [],
};

let service: HostedService;
let env: NodeJS.ProcessEnv;

beforeAll(async () => {
  const db = await databases({ supervision: [] });
  env = { ...(await toyEnv()), ...db.env('supervision') };
  service = await hostService(reader, env);
});
afterAll(() => service.close());

describe('a service with a bus', () => {
  it('hears it once it runs', async () => {
    expect(bus.listening).toBe(true);
    await expect(bus.deliver('NoteWritten', { fail: false })).resolves.not.toThrow();
  });

  it('lets the bus see what went wrong in a handler', async () => {
    await expect(bus.deliver('NoteWritten', { fail: true })).rejects.toBe(failure);
  });
});

describe('a named statement', () => {
  const statement = { name: 'toy_sum', text: 'select $1::int + $2::int as sum' };

  it('is planned once on the connection of its transaction', async () => {
    const db = service.app.get(DataSource);
    await db.transaction(async (tx) => {
      expect(await sql<{ sum: number }>(tx, statement, [1, 2])).toEqual([{ sum: 3 }]);
      expect(await sql<{ sum: number }>(tx, statement, [3, 4])).toEqual([{ sum: 7 }]);
      expect(await tx.query("select name from pg_prepared_statements where name = 'toy_sum'")).toHaveLength(1);
    });
  });

  it('runs outside a transaction too', async () => {
    expect(await sql<{ sum: number }>(service.app.get(DataSource).manager, statement, [1, 1])).toEqual([{ sum: 2 }]);
  });

  it('answers days as days', async () => {
    expect(await sql(service.app.get(DataSource).manager, { name: 'toy_day', text: "select date '2025-03-10' as day" }, [])).toEqual([
      { day: '2025-03-10' },
    ]);
  });
});

describe('a start', () => {
  it('is refused with a list of what is wrong', async () => {
    const wrong = { ...env, TOKEN_KEYS: '', GATEWAY_SECRETS: 'x=vault:y', DATABASE_POOL: 'many' };
    await expect(hostService(reader, wrong)).rejects.toMatchObject({
      problems: ['GATEWAY_SECRETS', 'TOKEN_KEYS', 'DATABASE_POOL'].map((name) => expect.stringContaining(name)),
    });
    await expect(hostService(reader, { ...env, DATABASE_URL: 'mysql://x' })).rejects.toThrow(ConfigError);
  });
});
