import { setTimeout as sleep } from 'node:timers/promises';
import { directory } from '@sunshine/directory';
import { hostService, type HostedService } from '@sunshine/platform';
import { connected } from '@sunshine/postgres';
import type { Prepared } from './prepare.js';
import { services } from './services.js';

/** Brings the first organs, people and roles into the directory of a node that starts; what is there already must stay as it is. */
export type People = (directory: HostedService) => Promise<unknown>;

/** For a node whose directory runs in another process. */
export async function bringPeople(database: Prepared, people: People): Promise<void> {
  const service = await hostService(directory, database.env('directory'), { bus: false });
  try {
    await people(service);
  } finally {
    await service.close();
  }
}

const READ_MS = 60_000;

/** Waits until every reader of the directory knows the organs and roles it has published: before that nobody may act. */
export async function peopleKnown(database: Prepared): Promise<void> {
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
