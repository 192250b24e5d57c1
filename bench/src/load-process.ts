import { load, type City, type LoadResult } from '@sunshine/demo';
import { GraphClient } from '@sunshine/infra';

/** What the bench tells its load generator, which is a process of its own so that it does not share the node's event loop. */
export interface LoadOrder {
  url: string;
  password: string;
  city: City;
  today: string;
  users: number;
  seconds: number;
  tag: string;
}

/** What it answers. */
export interface LoadReport extends LoadResult {
  /** Processor time that the generator itself took while it sent, milliseconds. */
  readonly cpuMs: number;
}

process.once('message', (message) => {
  const { url, password, city, today, users, seconds, tag } = message as LoadOrder;
  const client = new GraphClient(url, password);
  const before = process.cpuUsage();
  load(client, city, today, users, seconds, tag).then(
    (result) => {
      const { user, system } = process.cpuUsage(before);
      process.send?.({ result: { ...result, cpuMs: (user + system) / 1_000 } }, undefined, undefined, () => process.exit(0));
    },
    (error: unknown) => process.send?.({ error: String(error) }, undefined, undefined, () => process.exit(1)),
  );
});
