import { describe, expect, it } from '@jest/globals';
import { database } from '@sunshine/testing';
import { DataSource } from 'typeorm';
import { casework } from './index.js';

describe('the tables', () => {
  it('are exactly what the entities say', async () => {
    const migrated = await database('casework', casework.migrations);
    const source = new DataSource({ ...migrated.options, entities: casework.entities as Function[] } as ConstructorParameters<
      typeof DataSource
    >[0]);
    await source.initialize();
    const { upQueries } = await source.driver.createSchemaBuilder().log();
    await source.destroy();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });

  it('can be taken back and made again', async () => {
    const migrated = await database('casework', casework.migrations);
    const own = new casework.migrations[casework.migrations.length - 1]!();
    const runner = migrated.createQueryRunner();
    await own.down(runner);
    await own.up(runner);
    await runner.release();
  });
});
