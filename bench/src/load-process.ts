import { GraphClient, load, type City } from '@sunshine/infra';

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

process.once('message', (message) => {
  const { url, password, city, today, users, seconds, tag } = message as LoadOrder;
  const client = new GraphClient(url, password);
  load(client, city, today, users, seconds, tag).then(
    (result) => process.send?.({ result }, undefined, undefined, () => process.exit(0)),
    (error: unknown) => process.send?.({ error: String(error) }, undefined, undefined, () => process.exit(1)),
  );
});
