import { appendFile, readFile, rm, writeFile } from 'node:fs/promises';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { Time, contextOf } from '@sunshine/platform';
import { cleanUp, databases, temporaryFolder, type TestDatabase } from '@sunshine/testing';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { AuditLog, AuditSealer, auditMigrations, headsOf, lineOf, verifyChain, writeLine, type ChainReport } from './index.js';
import { headsFile } from './heads.js';

const PERSON = '018f0000-0000-7000-8000-000000000001';
const PETITION = '018f0000-0000-7000-8000-000000000002';

let database: TestDatabase;
let db: DataSource;
let admin: pg.Client;
let heads: string;
let log: AuditLog;

const ctx = () => contextOf(Time.shared, { kind: 'person', person: PERSON, session: null });
const sealer = (more: NodeJS.ProcessEnv = {}) =>
  new AuditSealer(db, { name: 'intake', schema: 'intake' }, Time.shared, { AUDIT_HEADS_DIR: heads, ...more });
const note = async (count: number) => {
  for (let at = 0; at < count; at += 1)
    await log.note(ctx(), 'openSealedField', { subject: PETITION, part: 'phone', purpose: `核对第${at}次` });
};
const verify = (minutes = 15): Promise<ChainReport> =>
  verifyChain(admin, { service: 'intake', schema: 'intake', heads, unsealedMinutes: minutes });
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

beforeEach(async () => {
  database = await databases({ intake: auditMigrations });
  db = await database.source('intake');
  admin = new pg.Client({ connectionString: database.adminUrl });
  await admin.connect();
  heads = temporaryFolder();
  const client = admin;
  cleanUp(() => client.end());
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
    const early = db.createQueryRunner();
    await early.startTransaction();
    await writeLine(early.manager, lineOf(ctx(), 'early'));
    const gone = db.createQueryRunner();
    await gone.startTransaction();
    await writeLine(gone.manager, lineOf(ctx(), 'gone'));
    await note(2);
    const one = sealer();
    await one.seal();
    await one.seal();
    expect(await verify()).toMatchObject({ batches: 0, unsealed: 2, faults: [] });
    await gone.rollbackTransaction();
    await early.commitTransaction();
    await Promise.all([gone.release(), early.release()]);
    await one.seal();
    await one.seal();
    expect(await verify()).toMatchObject({ rows: 3, unsealed: 0, faults: [] });
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
    await sealer({ AUDIT_HEADS_DIR: undefined }).drain();
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
});
