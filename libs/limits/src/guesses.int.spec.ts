import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { databases } from '@sunshine/testing';
import type { DataSource } from 'typeorm';
import { Limits, limitsMigrations, type GuessAt, type GuessName, type Guessed } from './index.js';

const HALL = '192.0.2.1';
const HOME = '192.0.2.2';
const ELSEWHERE = '192.0.2.3';

let db: DataSource;
let one: Limits;
/** Another process of the node. */
let two: Limits;

beforeAll(async () => {
  const base = await databases({ directory: limitsMigrations });
  db = await base.source('directory');
  one = new Limits(db, {});
  two = new Limits(await base.source('directory'), {});
});
beforeEach(() => db.query('truncate guess_gate'));

const SECRET = 'right';
const guess = (name: GuessName, at: GuessAt, secret: string, by = one): Promise<Guessed<true>> =>
  by.guess(name, at, async () => (secret === SECRET ? true : null));
const from = (place: string, thing = 'issuer'): GuessAt => ({ thing, place });
const wrong = async (count: number, at: GuessAt, name: GuessName = 'signIn') => {
  for (let done = 0; done < count; done += 1) expect(await guess(name, at, 'wrong')).toMatchObject({ outcome: 'wrong' });
};
/** Lets time pass for all that is kept. */
const age = (seconds: number) =>
  db.query(
    `update guess_gate set expires_at = expires_at - $1::bigint, gate = gate || jsonb_build_object(
       'at', (gate->>'at')::bigint - $1::bigint, 'nextAt', (gate->>'nextAt')::bigint - $1::bigint, 'knownUntil', (gate->>'knownUntil')::bigint - $1::bigint,
       'waiting', coalesce((select jsonb_agg(jsonb_set(w, '{until}', to_jsonb((w->>'until')::bigint - $1::bigint))) from jsonb_array_elements(gate->'waiting') w), '[]'))
     where gate ? 'at'`,
    [seconds * 1_000],
  );
const outcomes = (answers: readonly Guessed<true>[]) => answers.map(({ outcome }) => outcome);

describe('guesses at one secret', () => {
  it('from one place: five, then an announced wait, however many are made at once and by whichever process', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, (_, at) => guess('signIn', from(HALL), 'wrong', at % 2 ? one : two)));
    expect(outcomes(answers).filter((outcome) => outcome === 'wrong')).toHaveLength(5);
    expect(await guess('signIn', from(HALL), SECRET)).toEqual({ outcome: 'wait', seconds: 5 });
  });

  it('tell how many are left before a wait', async () => {
    const left: unknown[] = [];
    for (let at = 0; at < 5; at += 1) left.push(await guess('trackPetition', from(HALL), 'wrong'));
    expect(left).toEqual([4, 3, 2, 1, 0].map((n) => ({ outcome: 'wrong', left: n, seconds: n ? 0 : 720 })));
  });

  it('from one place do not hold up the right one from another', async () => {
    await wrong(5, from(HALL));
    expect(await guess('signIn', from(HOME), SECRET)).toMatchObject({ outcome: 'right' });
  });

  it('from many places do not hold up the right one from a known place, and from a new one only by a wait after which it passes', async () => {
    expect(await guess('signIn', from(HOME), SECRET)).toMatchObject({ outcome: 'right' });
    for (let at = 0; at < 10; at += 1) await wrong(1, from(`198.51.100.${at}`));
    expect(await guess('signIn', from(HOME), SECRET)).toMatchObject({ outcome: 'right' });
    expect(await guess('signIn', from(ELSEWHERE), SECRET)).toEqual({ outcome: 'wait', seconds: 5 });
    await age(5);
    // Meanwhile the guesser asks again.
    expect(await guess('signIn', from('198.51.100.77'), 'wrong')).toMatchObject({ outcome: 'wait' });
    expect(await guess('signIn', from(ELSEWHERE), SECRET)).toMatchObject({ outcome: 'right' });
  });

  it('from the address of the holder do not hold up the holder’s device', async () => {
    const mine = { ...from(HALL), device: 'my device' };
    expect(await guess('signIn', mine, SECRET)).toMatchObject({ outcome: 'right' });
    await wrong(10, from(HALL));
    expect(await guess('signIn', from(HALL), SECRET)).toMatchObject({ outcome: 'wait' });
    expect(await guess('signIn', mine, SECRET)).toMatchObject({ outcome: 'right' });
  });

  it('gain nothing by devices that were never proved, nor by one that was proved for another thing', async () => {
    await guess('signIn', { ...from(HALL, 'own'), device: 'of the guesser' }, SECRET);
    for (let at = 0; at < 5; at += 1) await wrong(1, { ...from(ELSEWHERE), device: at ? `device ${at}` : 'of the guesser' });
    expect(await guess('signIn', { ...from(ELSEWHERE), device: 'device 9' }, 'wrong')).toMatchObject({ outcome: 'wait' });
  });

  it('from a known place are spaced as well', async () => {
    await guess('signIn', from(HOME), SECRET);
    await wrong(10, from(HOME));
    expect(await guess('signIn', from(HOME), SECRET)).toEqual({ outcome: 'wait', seconds: 5 });
  });

  it('that were right make the place forget the wrong ones', async () => {
    for (let round = 0; round < 3; round += 1) {
      await wrong(4, from(HALL));
      expect(await guess('signIn', from(HALL), SECRET)).toMatchObject({ outcome: 'right' });
    }
  });

  it('whose check fails are not counted', async () => {
    for (let at = 0; at < 8; at += 1)
      await expect(one.guess('signIn', from(HALL), () => Promise.reject(new Error('away')))).rejects.toThrow('away');
    await wrong(5, from(HALL));
  });

  it('come from a known place no longer when its days are over', async () => {
    await guess('signIn', from(HOME), SECRET);
    const known: boolean[] = [];
    const look = () => one.guess('signIn', from(HOME), async (is) => (known.push(is), null));
    await age(89 * 86_400);
    await look();
    await age(2 * 86_400);
    await look();
    expect(known).toEqual([true, false]);
  });
});

describe('guesses at a rule without known places', () => {
  it('leave no row when they were right', async () => {
    await wrong(2, from(HOME), 'trackPetition');
    expect(await guess('trackPetition', from(HALL), SECRET)).toMatchObject({ outcome: 'right' });
    const rows: { key: string }[] = await db.query('select key from guess_gate');
    expect(rows.map(({ key }) => key.split('/')[1]).sort()).toEqual(['pair', 'place', 'thing']);
  });
});

describe('guesses from one place at many things', () => {
  it('are slowed down after thirty, and the right one for another thing there passes', async () => {
    for (let at = 0; at < 30; at += 1) await wrong(1, from(HALL, `account ${at}`));
    // A pause of a second is waited out, not told.
    expect(await guess('signIn', from(HALL, 'another'), SECRET)).toMatchObject({ outcome: 'right' });
    await wrong(1, from(HALL, 'account 31'));
    expect(await guess('signIn', from(HALL, 'account 32'), 'wrong')).toMatchObject({ outcome: 'wait' });
    expect(await guess('signIn', from(HALL, 'another'), SECRET)).toMatchObject({ outcome: 'right' });
    expect(await guess('signIn', from(HOME, 'account 32'), SECRET)).toMatchObject({ outcome: 'right' });
  });
});

describe('the stored state of guesses', () => {
  it('names neither thing, place nor device', async () => {
    await wrong(2, { thing: 'zhangsan', place: '192.0.2.99', device: 'device-text' });
    const rows: { row: string }[] = await db.query('select g::text as row from guess_gate g');
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter(({ row }) => /zhangsan|192\.0\.2|device-text/.test(row))).toEqual([]);
  });

  it('goes when it is forgotten', async () => {
    for (let at = 0; at < 30; at += 1) await wrong(1, from(`203.0.113.${at}`, `account ${at}`));
    const count = async () => Number((await db.query('select count(*) from guess_gate'))[0].count);
    expect(await count()).toBe(90);
    await age(3_700);
    for (let at = 0; at < 6; at += 1) await guess('signIn', from(HOME, 'another'), SECRET);
    expect(await count()).toBeLessThanOrEqual(3);
  });
});
