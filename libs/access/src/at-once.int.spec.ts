import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { sql, transaction } from '@sunshine/platform';
import { database } from '@sunshine/testing';
import type { DataSource, EntityManager } from 'typeorm';
import { registered, relation, uuid } from '../test/told.js';
import { Access } from './access.js';
import { accessMigrations } from './migrations.js';

const access = new Access();
let db: DataSource;

beforeAll(async () => {
  db = await database('casework', accessMigrations);
});
beforeEach(async () => {
  await db.query('truncate relation, petition_known');
});

/** Two sources are read by transactions of their own, which have no order between them. */
describe('what two transactions tell of one petition at once', () => {
  const kinds = async () =>
    (await db.query('select relation, kind from relation order by relation')) as { relation: string; kind: string | null }[];
  const inCharge = [{ relation: 'in_charge', kind: 'CLAIM' }];
  /** `first` has told and not committed when `second` tells; it commits once `second` has had time to run into it. */
  const atOnce = async (first: (tx: EntityManager) => Promise<void>, second: (tx: EntityManager) => Promise<void>) => {
    let other: Promise<void> = Promise.resolve();
    await transaction(db, async (tx) => {
      await first(tx);
      other = transaction(db, second);
      await sleep(200);
    });
    await other;
  };

  it('makes it visible to the organ in charge, whichever of registration and relation commits first', async () => {
    for (const [first, second] of [
      [registered(1, 'CLAIM'), relation(1, 20, 'in_charge')],
      [relation(1, 20, 'in_charge'), registered(1, 'CLAIM')],
    ] as const) {
      await db.query('truncate relation, petition_known');
      await atOnce(
        (tx) => access.follow(tx, first),
        (tx) => access.follow(tx, second),
      );
      expect(await kinds()).toEqual(inCharge);
    }
  });

  it('gives a relation its kind where neither of the two saw the other, which each commit behind it completes', async () => {
    await atOnce(
      (tx) => access.follow(tx, relation(1, 20, 'in_charge')),
      (tx) => access.follow(tx, registered(1, 'CLAIM')),
    );
    expect(await kinds()).toEqual(inCharge);
  });

  it('never ends one of two that go on to the same row: the relations of petitions unknown yet wait for no registration', async () => {
    await db.query('create table if not exists row_of_both (id int primary key)');
    await db.query('insert into row_of_both values (1) on conflict do nothing');
    const both = { name: 'spec.row-of-both', text: 'select from row_of_both where id = 1 for update' };
    let other: Promise<void> = Promise.resolve();
    await transaction(db, async (tx) => {
      await sql(tx, both, []);
      other = transaction(db, async (second) => {
        await access.follow(second, registered(2, 'CLAIM'));
        await sql(second, both, []);
      });
      await sleep(200);
      await access.follow(tx, relation(1, 20, 'in_charge'));
    });
    await other;
    expect(await kinds()).toEqual([{ relation: 'in_charge', kind: null }]);
    await transaction(db, (tx) => access.follow(tx, registered(1, 'CLAIM')));
    expect(await kinds()).toEqual(inCharge);
  });

  it('seals a relation that is set while the petition becomes a report', async () => {
    await access.follow(db.manager, registered(1, 'CLAIM'));
    await atOnce(
      (tx) => access.seal(tx, uuid(1)),
      (tx) => access.follow(tx, relation(1, 20, 'in_charge')),
    );
    expect(await kinds()).toEqual([{ relation: 'in_charge', kind: 'REPORT' }]);
  });

  it('seals a relation that was set before it, and commits after', async () => {
    await access.follow(db.manager, registered(1, 'CLAIM'));
    await atOnce(
      (tx) => access.follow(tx, relation(1, 20, 'in_charge')),
      (tx) => access.seal(tx, uuid(1)),
    );
    expect(await kinds()).toEqual([{ relation: 'in_charge', kind: 'REPORT' }]);
  });
});
