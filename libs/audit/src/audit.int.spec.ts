import { fork } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, mkdir, readFile, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Time, contextOf, transaction } from '@sunshine/platform';
import { cleanUp, databases, ownServer, tries, temporaryFolder, type TestDatabase } from '@sunshine/testing';
import fc from 'fast-check';
import pg from 'pg';
import { DataSource } from 'typeorm';
import {
  AuditLog,
  AuditSealer,
  auditMigrations,
  headsFile,
  headsOf,
  lineOf,
  verifyChain,
  writeLine,
  type ChainReport,
  type Line,
} from './index.js';
import { digestOf, type AuditRow } from './chain.js';
import { receiptsOf } from './receipts.js';
import { rowsBetween } from './audit.rows.js';

const PERSON = '018f0000-0000-7000-8000-000000000001';
const PETITION = '018f0000-0000-7000-8000-000000000002';

let database: TestDatabase;
let db: DataSource;
let admin: pg.Client;
let heads: string;
/** The second place of the heads. */
let copy: string;
let log: AuditLog;

const ctx = () => contextOf(Time.shared, { kind: 'person', person: PERSON, session: null });
const sealer = (more: NodeJS.ProcessEnv = {}) =>
  new AuditSealer(db, { name: 'intake', schema: 'intake' }, Time.shared, { AUDIT_HEADS_DIR: heads, AUDIT_HEADS_COPY: copy, ...more });
const note = async (count: number) => {
  for (let at = 0; at < count; at += 1)
    await log.note(ctx(), 'openSealedField', { subject: PETITION, part: 'phone', purpose: `核对第${at}次` });
};
const verify = (minutes = 15): Promise<ChainReport> =>
  verifyChain(admin, { service: 'intake', schema: 'intake', heads: [heads, copy], unsealedMinutes: minutes });
const found = async () =>
  (await verify()).faults.map(({ code, ids, batches }) => [code, ids?.join('-') ?? null, batches?.join('-') ?? null]);
/** Ids of the lines, ascending. */
const ids = async (): Promise<string[]> =>
  (await admin.query<{ id: string }>('select id::text from intake.audit order by audit.id')).rows.map(({ id }) => id);
/** What a superuser can do that nobody else can: set the triggers aside. */
const asSuperuser = async (statement: string, values: unknown[] = []) => {
  await admin.query(`set session_replication_role = replica`);
  const { rowCount } = await admin.query(statement, values);
  await admin.query(`set session_replication_role = origin`);
  expect(rowCount).toBeGreaterThan(0);
};

/** A transaction that waits in its midst until the test lets it end. */
class Held {
  private goOn!: () => void;
  private failed!: (error: Error) => void;
  private arrive!: () => void;
  readonly reached = new Promise<void>((arrive) => (this.arrive = arrive));
  private readonly gate = new Promise<void>((goOn, failed) => ([this.goOn, this.failed] = [goOn, failed]));

  until(): Promise<void> {
    this.arrive();
    return this.gate;
  }

  end(error?: Error): void {
    if (error) this.failed(error);
    else this.goOn();
  }
}

// The sealer waits for every transaction of the server.
beforeAll(ownServer, 60_000);

beforeEach(async () => {
  database = await databases({ intake: auditMigrations });
  db = await database.source('intake');
  admin = new pg.Client({ connectionString: database.adminUrl });
  await admin.connect();
  [heads, copy] = [temporaryFolder(), temporaryFolder()];
  const client = admin;
  cleanUp(() => client.end());
  const receipts = receiptsOf(db);
  cleanUp(() => receipts.close());
  log = new AuditLog(db);
});

describe('a line of the audit', () => {
  it('says who was given which right, did what on what, and why; its instant is the database’s', async () => {
    const who = ctx();
    who.remarks.granted = { act: 'openSealedField', subject: PETITION, organId: PERSON, role: 'HANDLER' };
    await log.note(who, 'openSealedField', { part: 'phone', purpose: '核对联系方式' });
    await log.note(who, 'downloadFile', { subject: PETITION, part: 'a file' });
    const lines = (await db.query(
      `select act, outcome, actor_kind, actor_id, organ_id, role, subject, part, purpose, on_day, now() - at < interval '1 minute' fresh from audit order by id`,
    )) as Record<string, unknown>[];
    expect(lines).toEqual([
      {
        act: 'openSealedField',
        outcome: 'done',
        actor_kind: 'person',
        actor_id: PERSON,
        organ_id: PERSON,
        role: 'HANDLER',
        subject: PETITION,
        part: 'phone',
        purpose: '核对联系方式',
        on_day: who.on,
        fresh: true,
      },
      expect.objectContaining({ act: 'downloadFile', organ_id: null, role: null, part: 'a file' }),
    ]);
  });

  it('keeps what a request was refused under its code, once each', async () => {
    const who = ctx();
    const refused = { act: 'readPetition', code: 'PETITION_NOT_FOUND', subject: PETITION };
    who.remarks.refused = [refused];
    await log.refused(who);
    expect(await db.query('select act, outcome, subject from audit')).toEqual([
      { act: 'readPetition', outcome: 'PETITION_NOT_FOUND', subject: PETITION },
    ]);
  });

  it.each([
    'update audit set act = $$x$$',
    'delete from audit',
    'truncate audit',
    'update audit_batch set root = $$x$$',
    'delete from audit_batch',
  ])('is not changed by its service: %s', async (statement) => {
    await note(1);
    await sealer().drain();
    await expect(db.query(statement)).rejects.toMatchObject({ driverError: { code: '42501' } });
    await expect(admin.query(statement.replace(/audit/, 'intake.audit'))).rejects.toMatchObject({ code: '42501' });
    expect(await found()).toEqual([]);
  });
});

describe('the chain', () => {
  it('of an untouched audit is clean, batch for batch, whichever hash sealed it', async () => {
    await note(3);
    await sealer().drain();
    await note(2);
    await sealer({ AUDIT_HASH: 'sm3' }).drain();
    const report = await verify();
    expect(report).toMatchObject({ service: 'intake', rows: 5, batches: 2, unsealed: 0, faults: [] });
    const kept = await headsOf(heads, 'intake');
    expect(kept?.map(({ seq, algorithm, count }) => [seq, algorithm, count])).toEqual([
      [1, 'sha256', 3],
      [2, 'sm3', 2],
    ]);
    expect(kept?.at(-1)?.root).toBe(report.head);
  });

  it('gives a line that commits late its place, and passes over ids that were never used', async () => {
    const [early, gone] = [new Held(), new Held()];
    const ends = [early, gone].map((held, at) =>
      transaction(db, async (tx) => {
        await writeLine(tx, lineOf(ctx(), at === 0 ? 'early' : 'gone'));
        await held.until();
      }),
    );
    await Promise.all([early.reached, gone.reached]);
    await note(2);
    const one = sealer();
    await one.seal();
    await one.seal();
    expect(await verify()).toMatchObject({ batches: 0, unsealed: 2, faults: [] });
    gone.end(new Error('undone'));
    early.end();
    await expect(ends[1]).rejects.toThrow('undone');
    await ends[0];
    await one.seal();
    await one.seal();
    expect(await verify()).toMatchObject({ rows: 3, unsealed: 0, faults: [] });
    expect(one.problem()).toBeNull();
  });

  it('is sealed by one of several sealers at a time, and by none twice', async () => {
    const sealers = [sealer(), sealer(), sealer()];
    for (let round = 0; round < 5; round += 1) {
      await note(4);
      await Promise.all(sealers.map((one) => one.seal()));
    }
    await sealers[0]!.drain();
    expect(await verify()).toMatchObject({ rows: 20, unsealed: 0, faults: [] });
  });

  it('goes on where a crash fell between the head and its batch', async () => {
    await note(2);
    await sealer().drain();
    await note(3);
    await sealer().drain();
    // The batch was not written, its head was; a torn line stands behind it.
    await asSuperuser('delete from intake.audit_batch where seq = 2');
    await appendFile(headsFile(heads, 'intake'), '{"service":"intake","seq":3,"algo');
    expect(await verify()).toMatchObject({ rows: 2, unsealed: 3, faults: [] });
    await note(1);
    await sealer().drain();
    expect(await verify()).toMatchObject({ rows: 6, batches: 3, unsealed: 0, faults: [] });
    expect((await headsOf(heads, 'intake'))?.map(({ seq }) => seq)).toEqual([1, 2, 3]);
  });

  it('tells lines that wait too long for their seal', async () => {
    await note(1);
    expect(await verify()).toMatchObject({ unsealed: 1, faults: [] });
    expect((await verify(0)).faults.map(({ code }) => code)).toEqual(['UNSEALED']);
  });
});

describe('what the superuser of the database did is found and located:', () => {
  let at: string[];

  beforeEach(async () => {
    for (let batch = 0; batch < 3; batch += 1) {
      await note(4);
      await sealer().drain();
    }
    at = await ids();
    expect(await found()).toEqual([]);
  });

  it('a line changed', async () => {
    await asSuperuser(`update intake.audit set actor_id = 'somebody else' where id = $1`, [at[5]]);
    expect(await found()).toEqual([['ROW_CHANGED', `${at[5]}-${at[5]}`, '2-2']]);
  });

  it('lines removed', async () => {
    await asSuperuser('delete from intake.audit where id = any($1)', [[at[5], at[6], at[10]]]);
    expect(await found()).toEqual([
      ['ROWS_REMOVED', `${at[5]}-${at[6]}`, '2-2'],
      ['ROWS_REMOVED', `${at[10]}-${at[10]}`, '3-3'],
    ]);
  });

  it.each([
    ['of one batch', 1, 2, '1-1'],
    ['of two batches', 1, 9, '1-3'],
  ])('two lines swapped, %s', async (_case, left, right, batches) => {
    const [one, other] = [at[left]!, at[right]!];
    await admin.query('alter table intake.audit alter column id set generated by default');
    for (const [from, to] of [
      [one, '-1'],
      [other, one],
      ['-1', other],
    ])
      await asSuperuser('update intake.audit set id = $2::bigint where id = $1::bigint', [from, to]);
    expect(await ids()).toEqual(at);
    expect(await found()).toEqual([['ROWS_SWAPPED', `${one}-${other}`, batches]]);
  });

  it('a line put in afterwards', async () => {
    await asSuperuser('delete from intake.audit where id = $1', [at[3]]);
    await asSuperuser(
      `insert into intake.audit (id, on_day, act, outcome, actor_kind, correlation_id) overriding system value values ($1, current_date, 'x', 'done', 'person', 'x')`,
      [at[3]],
    );
    expect(await found()).toEqual([['ROW_CHANGED', `${at[3]}-${at[3]}`, '1-1']]);
  });

  it('the tail cut: the last lines', async () => {
    await asSuperuser('delete from intake.audit where id >= $1', [at[9]]);
    expect(await found()).toEqual([['ROWS_REMOVED', `${at[9]}-${at[11]}`, '3-3']]);
  });

  it('the tail cut: the last lines with their seal, and after the next line as well', async () => {
    await asSuperuser('delete from intake.audit where id >= $1', [at[8]]);
    await asSuperuser('delete from intake.audit_batch where seq = 3');
    const [fault] = (await verify()).faults;
    expect(fault).toMatchObject({ code: 'TAIL_CUT', batches: [3, 3], ids: [at[8], at[11]] });
    await note(1);
    await sealer().drain();
    expect((await verify()).faults[0]).toMatchObject({ code: 'HEAD_DIFFERS', batches: [3, 3] });
  });

  it('all lines and seals gone', async () => {
    await asSuperuser('delete from intake.audit');
    await asSuperuser('delete from intake.audit_batch');
    expect((await verify()).faults).toEqual([{ code: 'TAIL_CUT', ids: ['1', at[11]], batches: [1, 3] }]);
  });

  it('a seal removed from the middle', async () => {
    await asSuperuser('delete from intake.audit_batch where seq = 2');
    expect((await found())[0]).toEqual(['BATCH_REMOVED', `${at[4]}-${at[7]}`, '2-2']);
  });

  it('a whole chain made anew over a changed line: the heads outside know the old one', async () => {
    await asSuperuser(`update intake.audit set purpose = null where id = $1`, [at[5]]);
    await asSuperuser('delete from intake.audit_batch where seq >= 2');
    await sealer({ AUDIT_HEADS_DIR: undefined, AUDIT_HEADS_COPY: undefined }).drain();
    expect((await found())[0]).toEqual(['HEAD_DIFFERS', `${at[4]}-${at[11]}`, '2-2']);
  });

  it('a digest changed with its line', async () => {
    await asSuperuser(`update intake.audit_batch set digests = set_byte(digests, 0, 255 - get_byte(digests, 0)) where seq = 2`);
    const codes = (await found()).map(([code]) => code);
    expect(codes).toEqual(expect.arrayContaining(['BATCH_CHANGED', 'ROW_CHANGED']));
  });
});

describe('the file of heads', () => {
  it('cut short is found; a line added for a batch that has one counts for nothing', async () => {
    for (let batch = 0; batch < 3; batch += 1) {
      await note(1);
      await sealer().drain();
    }
    const file = headsFile(heads, 'intake');
    const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
    await writeFile(file, `${lines.join('\n')}\n${lines[0]!.replace(/"root":"[0-9a-f]{4}/, '"root":"0000')}\n`);
    expect(await found()).toEqual([]);
    await writeFile(file, `${lines[0]}\n`);
    expect(await found()).toEqual([['HEADS_CUT', null, '2-3']]);
    await rm(file);
    expect(await found()).toEqual([['HEADS_CUT', null, '1-3']]);
  });

  it('has a copy in a second place, which an older audit fills when it gets one', async () => {
    for (let batch = 0; batch < 3; batch += 1) {
      await note(1);
      await sealer({ AUDIT_HEADS_COPY: undefined }).drain();
    }
    expect(await headsOf(copy, 'intake')).toBeNull();
    await sealer().drain();
    expect(await headsOf(copy, 'intake')).toEqual(await headsOf(heads, 'intake'));
    expect(await found()).toEqual([]);
  });

  it('gets the missing heads once its place is in reach again, also after a restart; no fault is reported', async () => {
    await note(1);
    await sealer().drain();
    await rm(copy, { recursive: true });
    const kept = await readFile(headsFile(heads, 'intake'));
    await writeFile(copy, 'no folder');
    const one = sealer();
    await note(1);
    await one.drain();
    await note(1);
    await one.drain();
    expect(one.problem()).toBe(`heads cannot be kept in ${copy}`);
    await rm(copy);
    await mkdir(copy);
    await writeFile(headsFile(copy, 'intake'), kept);
    const restarted = sealer();
    await restarted.drain();
    expect(restarted.problem()).toBeNull();
    expect(await headsOf(copy, 'intake')).toEqual(await headsOf(heads, 'intake'));
    expect(await found()).toEqual([]);
  });

  it.each([
    ['the first', () => heads],
    ['the copy', () => copy],
  ])('%s: cut or deleted under a running sealer, it is told and noted, and stays found', async (_which, folder) => {
    const one = sealer();
    for (let batch = 0; batch < 3; batch += 1) {
      await note(1);
      await one.drain();
    }
    expect(one.problem()).toBeNull();
    const file = headsFile(folder(), 'intake');
    await writeFile(file, `${(await readFile(file, 'utf8')).split('\n')[0]}\n`);
    await one.seal();
    expect(one.problem()).toContain('HEADS_CUT batches 2-3');
    await note(1);
    await one.drain();
    await sealer().drain();
    expect(await found()).toEqual([['HEADS_CUT', null, '2-3']]);
    await rm(file);
    await one.seal();
    expect(one.problem()).toContain('HEADS_CUT batches 1-4');
    await note(1);
    await one.drain();
    expect((await found())[0]).toEqual(['HEADS_CUT', null, '1-4']);
    // Somebody who then empties the other file as well finds the note in both.
    expect((await readFile(headsFile(heads, 'intake'), 'utf8')).includes('"HEADS_CUT"')).toBe(true);
    expect((await readFile(headsFile(copy, 'intake'), 'utf8')).includes('"HEADS_CUT"')).toBe(true);
  });

  it('and the last batch with its lines and the last line of one file: the other place knows them', async () => {
    for (let batch = 0; batch < 3; batch += 1) {
      await note(2);
      await sealer().drain();
    }
    const at = await ids();
    await asSuperuser('delete from intake.audit where id >= $1', [at[4]]);
    await asSuperuser('delete from intake.audit_batch where seq = 3');
    const file = headsFile(heads, 'intake');
    await writeFile(file, (await readFile(file, 'utf8')).trimEnd().split('\n').slice(0, 2).join('\n') + '\n');
    expect((await found())[0]).toEqual(['TAIL_CUT', `${at[4]}-${at[5]}`, '3-3']);
    // After a restart the chain goes on, and the fault stays.
    await note(1);
    const restarted = sealer();
    await restarted.drain();
    expect(restarted.problem()).toContain('TAIL_CUT');
    expect((await found()).map(([code]) => code)).toEqual(expect.arrayContaining(['HEAD_DIFFERS', 'TAIL_CUT']));
  });

  it('and the same in both files while the sealer runs: it knows what it has sealed', async () => {
    const one = sealer();
    for (let batch = 0; batch < 3; batch += 1) {
      await note(2);
      await one.drain();
    }
    const at = await ids();
    await asSuperuser('delete from intake.audit where id >= $1', [at[4]]);
    await asSuperuser('delete from intake.audit_batch where seq = 3');
    for (const folder of [heads, copy]) {
      const file = headsFile(folder, 'intake');
      await writeFile(file, (await readFile(file, 'utf8')).trimEnd().split('\n').slice(0, 2).join('\n') + '\n');
    }
    await one.seal();
    expect(one.problem()).toContain('TAIL_CUT batches 3-3');
    await note(1);
    await one.drain();
    expect(await found()).toEqual(expect.arrayContaining([['TAIL_CUT', null, '3-3']]));
  });
});

describe('before it is sealed, a line', () => {
  beforeEach(() => void sealer()); // from now on receipts are kept beside the heads
  const newest = async () => (await ids()).at(-1)!;

  it('removed by the superuser is sealed as it was committed, so that line and batch are named', async () => {
    await note(3);
    const gone = await newest();
    await asSuperuser('delete from intake.audit where id = (select max(id) from intake.audit)');
    expect(await found()).toEqual([['ROWS_REMOVED', `${gone}-${gone}`, null]]);
    const one = sealer();
    await note(1);
    await one.drain();
    expect(one.problem()).toContain(`ROWS_REMOVED lines ${gone}-${gone}`);
    expect(await found()).toEqual([['ROWS_REMOVED', `${gone}-${gone}`, '1-1']]);
  });

  it('removed with all others is found as well, and when the counter is wound back and another line takes its id', async () => {
    await note(2);
    const gone = await ids();
    await asSuperuser('delete from intake.audit');
    await admin.query('alter table intake.audit alter column id restart with 1');
    await admin.query(
      `insert into intake.audit (on_day, act, outcome, actor_kind, correlation_id) values (current_date, 'x', 'done', 'person', 'x')`,
    );
    await sealer().drain();
    await sealer().drain();
    expect(await found()).toEqual([
      ['ROW_CHANGED', `${gone[0]}-${gone[0]}`, '1-1'],
      ['ROWS_REMOVED', `${gone[1]}-${gone[1]}`, '1-1'],
    ]);
  });

  it('changed by the superuser is sealed as it was committed', async () => {
    await note(3);
    const at = await ids();
    await asSuperuser(`update intake.audit set purpose = 'another' where id = $1`, [at[1]]);
    expect(await found()).toEqual([['ROW_CHANGED', `${at[1]}-${at[1]}`, null]]);
    await sealer().drain();
    expect(await found()).toEqual([['ROW_CHANGED', `${at[1]}-${at[1]}`, '1-1']]);
  });

  it('that was sealed by another process is compared with the seal', async () => {
    await note(3);
    const [, gone] = await ids();
    await asSuperuser('delete from intake.audit where id = $1', [gone]);
    // Another process, which knows of no receipts. They are written behind the commit.
    while (!(await readdir(join(heads, 'receipts')).catch(() => [] as string[])).length) await sleep(5);
    await rm(join(heads, 'receipts'), { recursive: true });
    const stranger = await new DataSource(db.options).initialize();
    await new AuditSealer(stranger, { name: 'intake', schema: 'intake' }, Time.shared, {
      AUDIT_HEADS_DIR: heads,
      AUDIT_HEADS_COPY: copy,
    }).drain();
    await stranger.destroy();
    expect(await found()).toEqual([]);
    const one = sealer();
    await one.drain();
    expect(one.problem()).toContain(`ROWS_REMOVED batches 1-1 lines ${gone}-${gone}`);
    expect(await found()).toEqual(expect.arrayContaining([['ROWS_REMOVED', `${gone}-${gone}`, '1-1']]));
  });

  it('of a transaction that was undone leaves no receipt', async () => {
    await expect(
      transaction(db, async (tx) => {
        await writeLine(tx, lineOf(ctx(), 'undone'));
        throw new Error('undone');
      }),
    ).rejects.toThrow('undone');
    await note(1);
    expect(receiptsOf(db).upTo(1_000n)).toHaveLength(1);
    await sealer().drain();
    expect(await verify()).toMatchObject({ rows: 1, faults: [] });
    expect(receiptsOf(db).upTo(1_000n)).toEqual([]);
  });

  it('has a receipt that is its digest to the letter, whatever stands in it', async () => {
    const word = fc.oneof(fc.string({ unit: 'binary', maxLength: 20 }), fc.constant('\ud800x'), fc.constant(''), fc.constant(' 信 访 '));
    const clean = word.map((text) => text.replaceAll('\0', ''));
    const orNull = fc.option(clean);
    const aLine: fc.Arbitrary<Line> = fc.record({
      act: clean,
      outcome: clean,
      actorKind: fc.constantFrom('person', 'anonymous'),
      actorId: orNull,
      organId: fc.option(fc.uuid().chain((id) => fc.constantFrom(id, id.toUpperCase()))),
      role: orNull,
      subject: orNull,
      part: orNull,
      purpose: orNull,
      on: fc.constantFrom('2026-02-28', '2028-02-29'),
      correlationId: clean,
    });
    await fc.assert(
      fc.asyncProperty(aLine, async (line) => {
        await writeLine(db.manager, line);
        const [row] = (await db.query(rowsBetween().replace('order by audit.id', 'order by audit.id desc'), [
          '0',
          '9999999',
          1,
        ])) as AuditRow[];
        const receipt = receiptsOf(db)
          .upTo(BigInt(row!.id))
          .find(({ id }) => id === row!.id);
        expect(receipt?.digest.toString('hex')).toBe(digestOf('sha256', row!).toString('hex'));
      }),
      { numRuns: tries(200) },
    );
  });

  it('outlives its process: a killed one leaves receipts, no false fault, and what is removed meanwhile is named', async () => {
    const script = join(import.meta.dirname, '../test/writer.mjs');
    let killed = 0;
    for (const ms of [30, 60, 90, 130]) {
      const child = fork(script, [database.url('intake'), heads, copy], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
      await once(child, 'message');
      await sleep(ms);
      child.kill('SIGKILL');
      await once(child, 'exit');
      killed += 1;
      const quiet = await verify();
      expect([killed, quiet.faults]).toEqual([killed, []]);
      if (killed % 2 === 0) {
        const one = sealer();
        await one.drain();
        expect([killed, one.problem(), (await verify()).faults]).toEqual([killed, null, []]);
      }
    }
    const child = fork(script, [database.url('intake'), heads, copy], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    await once(child, 'message');
    await sleep(200);
    child.kill('SIGKILL');
    await once(child, 'exit');
    const last = (await admin.query<{ id: string }>('select max(to_id)::text id from intake.audit_batch')).rows[0]!.id;
    const receipts = await receiptsOf(db).left();
    const gone = receipts
      .map(({ id }) => BigInt(id))
      .filter((id) => id > BigInt(last))
      .toSorted((a, b) => (a < b ? -1 : 1))
      .at(-1)!;
    await asSuperuser('delete from intake.audit where id = $1', [gone.toString()]);
    expect(await found()).toEqual([['ROWS_REMOVED', `${gone}-${gone}`, null]]);
    const restarted = sealer();
    await restarted.drain();
    const faults = await found();
    expect(faults.map(([code, lines]) => [code, lines])).toEqual([['ROWS_REMOVED', `${gone}-${gone}`]]);
    expect(faults[0]![2]).not.toBeNull();
    // Files of the dead are removed once they have lain for a minute.
    const folder = join(heads, 'receipts');
    for (const name of await readdir(folder)) await utimes(join(folder, name), new Date(0), new Date(0));
    await restarted.seal();
    expect((await readdir(folder)).length).toBeLessThanOrEqual(1);
  }, 60_000);
});
