import { playDemo } from '@sunshine/demo';
import { Time } from '@sunshine/platform';
import { atRest, world, type World } from '../world.js';

/** A node with the whole demo: a petition in every stage, exit, kind and channel. */
export async function demoWorld(): Promise<World> {
  const city = await world();
  await playDemo(city.client, Time.shared, Time.shared.today());
  await atRest(city.admin);
  return city;
}
