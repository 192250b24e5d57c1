import { directory, seedDirectory } from '@sunshine/directory';
import { hostService } from '@sunshine/platform';
import type { HostedService } from '@sunshine/platform';
import { setTimeout as sleep } from 'node:timers/promises';
import { connected } from '@sunshine/postgres';
import { demoCity } from './demo/city.js';
import type { Prepared } from './prepare.js';
import { services } from './services.js';

/** Before the oldest matter that a replay may bring. */
const CITY_SINCE = '2000-01-01';

/** Organs, people and roles of the demo city; what is there already stays as it is. */
export const seedCity = (service: HostedService) => seedDirectory(service.app, { ...demoCity, validFrom: CITY_SINCE });

/** As `seedCity`, for a node whose directory runs in another process. */
export async function seedCityOf(database: Prepared): Promise<void> {
  const service = await hostService(directory, database.env('directory'), { bus: false });
  try {
    await seedCity(service);
  } finally {
    await service.close();
  }
}

const READ_MS = 60_000;

/** Waits until every reader of the directory knows the organs and roles it has published: before that nobody may act. */
export async function cityKnown(database: Prepared): Promise<void> {
  const deadline = Date.now() + READ_MS;
  for (const reader of services.filter(({ sources }) => sources.includes('directory'))) {
    await connected(database.serviceUrl(reader.name), async (client) => {
      for (;;) {
        const { rows } = await client.query<{ unread: string }>(
          `select count(*) unread from directory.outbox_seq s left join inbox i on i.source = 'directory' and i.key = s.key where s.seq > coalesce(i.seq, 0)`,
        );
        if (rows[0]?.unread === '0') return;
        if (Date.now() > deadline) throw new Error(`${reader.name} has not read the directory within ${READ_MS / 1000} s`);
        await sleep(50);
      }
    });
  }
}
