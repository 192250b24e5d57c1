import { describe, expect, it } from '@jest/globals';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { connected } from '@sunshine/postgres';
import { database, databases } from './database.js';

class Outbox1700000000900 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create table outbox (id int primary key, note text)');
    await runner.query('create table secret (id int primary key)');
    await runner.query('create index on outbox using gin (note gin_trgm_ops)');
  }
  async down(): Promise<void> {}
}
class Keys1700000000901 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create table wrapped_key (id int primary key)');
  }
  async down(): Promise<void> {}
}

describe('database', () => {
  it('gives each caller a fresh one, cloned from the same template', async () => {
    const first = await database('intake', [Outbox1700000000900]);
    await first.query('insert into outbox values (1)');
    const second = await database('intake', [Outbox1700000000900]);
    expect(await second.query('select * from outbox')).toEqual([]);
    expect(await second.query('select current_user as who, current_schema as place')).toEqual([{ who: 'svc_intake', place: 'intake' }]);
  });
});

describe('databases', () => {
  it('lets a reader see the outbox of its source and nothing else', async () => {
    const db = await databases({
      intake: { migrations: [Outbox1700000000900], sources: [] },
      casework: { migrations: [Outbox1700000000900], sources: ['intake'] },
    });
    const reader = await db.source('casework');
    expect(await reader.query('select * from intake.outbox')).toEqual([]);
    await expect(reader.query('select * from intake.secret')).rejects.toThrow('permission denied');
    const other = await db.source('intake');
    await expect(other.query('select * from casework.outbox')).rejects.toThrow('permission denied');
  });

  it('keeps wrapped keys in a second database that only their owner may enter', async () => {
    const db = await databases({ intake: { migrations: [], keyMigrations: [Keys1700000000901] } });
    const url = db.env('intake')['KEYS_DATABASE_URL']!;
    expect(await connected(url, async (client) => (await client.query('select * from wrapped_key')).rows)).toEqual([]);
  });
});
