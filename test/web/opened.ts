import { afterAll, beforeAll } from '@jest/globals';
import { Time } from '@sunshine/platform';
import type { Browser } from 'playwright-core';
import { atRest, world, type World } from '../world.js';
import { openBrowser } from './browser.js';

/** What the tests of one file share. */
export interface Opened<Courses> {
  readonly city: World;
  readonly browser: Browser;
  readonly address: string;
  readonly courses: Courses;
}

/** Opens a node with the demo city's people and a browser before the tests of a file, and closes them behind. @param begin what is done first */
export function opened<Courses>(
  of: (city: World) => Courses,
  begin: (courses: Courses) => Promise<void> | void = () => undefined,
): Opened<Courses> {
  const shared = {} as { -readonly [Name in keyof Opened<Courses>]: Opened<Courses>[Name] };
  beforeAll(async () => {
    [shared.city, shared.browser] = await Promise.all([world(), openBrowser()]);
    shared.address = `http://127.0.0.1:${shared.city.node.port}`;
    shared.courses = of(shared.city);
    await begin(shared.courses);
    await atRest(shared.city.admin);
  }, 180_000);
  afterAll(async () => {
    Time.shared.set(null);
    await shared.browser.close();
    await shared.city.close();
  });
  return shared;
}
