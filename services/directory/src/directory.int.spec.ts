import { beforeAll, describe, expect, it } from '@jest/globals';
import { describeService } from '@sunshine/platform';
import { hosted, type Hosted } from '../test/hosted.js';
import { smallCity } from '../test/small-city.js';
import { directory, seedDirectory } from './index.js';

let host: Hosted;

beforeAll(async () => {
  host = await hosted(smallCity);
});

describe('the directory', () => {
  it('has entities that agree with its tables', async () => {
    const rows: { table: string; column: string; type: string; nullable: boolean }[] = await host.db.query(
      `select c.relname "table", a.attname "column", format_type(a.atttypid, null) type, not a.attnotnull nullable
        from pg_attribute a join pg_class c on c.oid = a.attrelid
        where c.relnamespace = 'directory'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped`,
    );
    const short: Record<string, string> = { integer: 'int', 'timestamp with time zone': 'timestamptz' };
    const typeOf = (type: string) => short[type.replace('[]', '')] ?? type.replace('[]', '');
    for (const { tableName, columns } of host.db.entityMetadatas) {
      const table = rows
        .filter((row) => row.table === tableName)
        .map(({ column, type, nullable }) => ({ column, type: typeOf(type), nullable, array: type.endsWith('[]') }));
      const entity = columns.map((column) => ({
        column: column.databaseName,
        type: String(column.type),
        nullable: column.isNullable,
        array: column.isArray,
      }));
      const byName = (left: { column: string }, right: { column: string }) => left.column.localeCompare(right.column);
      expect({ tableName, columns: entity.toSorted(byName) }).toEqual({ tableName, columns: table.toSorted(byName) });
    }
  });

  it('is seeded once: a second time publishes nothing and keeps passwords that were changed', async () => {
    const count = async () => Number((await host.db.query('select count(*) n from outbox'))[0].n);
    const before = await count();
    await host.db.query("update person set password_hash = 'changed' where account = 'handler'");
    await seedDirectory(host.service.app, smallCity);
    expect(await count()).toBe(before);
    expect((await host.db.query("select password_hash from person where account = 'handler'"))[0].password_hash).toBe('changed');
  });

  it('tells its subgraph without a database', async () => {
    expect(await describeService(directory)).toBe(host.service.sdl);
  });

  it('is ready when the law is published', async () => {
    expect(await host.service.readiness()).toEqual({ ready: true, checks: { database: 'ok', bus: 'ok', law: 'ok', audit: 'ok' } });
  });
});
