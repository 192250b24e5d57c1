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
    const { upQueries } = await host.db.driver.createSchemaBuilder().log();
    const changes = upQueries.map(({ query }) => query).filter((query) => /add column|drop column|alter column|create table/i.test(query) && !/(drop|create) index|constraint|set default|drop default/i.test(query));
    expect(changes).toEqual([]);
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
    expect(await host.service.readiness()).toEqual({ ready: true, checks: { database: 'ok', bus: 'ok', law: 'ok' } });
  });
});
