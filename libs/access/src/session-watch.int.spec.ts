import { PersonDisabled, PersonEnabled, SessionEnded, type Envelope, type NewEvent } from '@sunshine/events';
import { Tokens, newSigningKey } from '@sunshine/platform';
import { cleanUp, database } from '@sunshine/testing';
import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { Access } from './access.js';
import { accessMigrations } from './migrations.js';
import { SessionWatch } from './session-watch.js';

const PERSON = '0190a000-0000-7000-8000-000000000001';
const [HERE, ELSEWHERE] = ['0190a000-0000-7000-8000-000000000002', '0190a000-0000-7000-8000-000000000003'];

const access = new Access();
let db: DataSource;
let key: string;

beforeAll(async () => {
  db = await database('casework', accessMigrations);
  key = (await newSigningKey()).privateJwk;
});
beforeEach(async () => {
  await db.query('truncate ended_session');
});

/** A process of the service: what it refuses, and its watch. */
async function process(): Promise<Tokens> {
  const tokens = new Tokens({ tokens: [{ id: 'k', source: 'value:', value: key }], passes: [] });
  const watch = new SessionWatch(db, tokens);
  await watch.onApplicationBootstrap();
  cleanUp(() => watch.beforeApplicationShutdown());
  return tokens;
}

const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
const hear = (event: NewEvent) => access.follow(db.manager, { ...event, source: 'directory', key: PERSON } as Envelope);
const tokenOf = (tokens: Tokens, session: string) => tokens.issue({ kind: 'person', person: PERSON, session }, 1_800);
const answer = (tokens: Tokens, token: string) =>
  tokens.verify(token).then(
    () => 'good',
    (error: { code: string }) => error.code,
  );

async function becomes(tokens: Tokens, token: string, code: string): Promise<void> {
  for (const end = Date.now() + 5_000; (await answer(tokens, token)) !== code; await new Promise((again) => setTimeout(again, 20)))
    if (Date.now() > end) throw new Error(`still ${await answer(tokens, token)}`);
}

describe('a session that ended', () => {
  it('is refused by every process of the service soon, and after a restart; another session of the person is not', async () => {
    const [one, two] = [await process(), await process()];
    const [here, elsewhere] = [await tokenOf(one, HERE), await tokenOf(one, ELSEWHERE)];
    expect([await answer(one, here), await answer(two, here)]).toEqual(['good', 'good']);
    await hear(SessionEnded.create({ sessionId: HERE, personId: PERSON, until: inMinutes(30) }));
    await becomes(one, here, 'SESSION_ENDED');
    await becomes(two, here, 'SESSION_ENDED');
    expect(await answer(await process(), here)).toBe('SESSION_ENDED');
    expect([await answer(one, elsewhere), await answer(two, elsewhere)]).toEqual(['good', 'good']);
  });

  it('is not kept once no token of it can be good: read late it is not written, and what is over is swept', async () => {
    await hear(SessionEnded.create({ sessionId: HERE, personId: PERSON, until: inMinutes(-1) }));
    expect(await db.query('select * from ended_session')).toEqual([]);
    await db.query(`insert into ended_session values ($1, now() - interval '1 second'), ($2, now() + interval '1 minute')`, [
      HERE,
      ELSEWHERE,
    ]);
    await process();
    expect(await db.query('select id from ended_session')).toEqual([{ id: ELSEWHERE }]);
  });
});

describe('a person who was disabled', () => {
  it('is refused by any session until enabled again', async () => {
    const tokens = await process();
    const token = await tokenOf(tokens, HERE);
    await hear(PersonDisabled.create({ personId: PERSON, until: inMinutes(30) }));
    await becomes(tokens, token, 'SESSION_ENDED');
    await hear(PersonEnabled.create({ personId: PERSON }));
    await becomes(tokens, token, 'good');
  });
});
