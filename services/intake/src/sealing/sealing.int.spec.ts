import { beforeAll, describe, expect, it } from '@jest/globals';
import { RelationSet } from '@sunshine/events';
import { KeyStore, MasterKeys } from '@sunshine/sealing';
import { DataSource } from 'typeorm';
import { EarlierTexts } from './earlier.js';
import { hosted, ORGANS, register, type Answered, type Hosted, type Who } from '../../test/hosted.js';

let host: Hosted;
let keys: DataSource;
let claim: Answered;
let report: Answered;
const OPEN = 'mutation ($input: OpenSealedFieldInput!) { openSealedField(input: $input) { value } }';
const open = (who: Who, input: Record<string, unknown>) =>
  host.answer<{ openSealedField: { value: string } }>(who, OPEN, { input: { purpose: '核对信访人身份', ...input } });
const petitionerOf = async ({ petition }: Answered): Promise<string> =>
  (await host.db.query('select id from petitioner where petition_id = $1', [petition!.id]))[0].id;

beforeAll(async () => {
  host = await hosted();
  keys = await new DataSource({ type: 'postgres', url: host.env.KEYS_DATABASE_URL!, schema: 'intake' }).initialize();
  claim = await register(host, { agent: { name: '钱乙某' } });
  report = await register(host, { kind: 'REPORT', summary: '检举某科长', accused: [{ text: '某科长' }] });
}, 60_000);

describe('sealed identity', () => {
  it('keeps every field sealed and the masked forms beside, so that lists open nothing', async () => {
    const [row] = await host.db.query('select masked_name, masked_phone, sealed from petitioner where petition_id = $1', [
      claim.petition!.id,
    ]);
    expect(row).toMatchObject({ masked_name: '赵**', masked_phone: '199****1234' });
    expect(Object.keys(row.sealed).sort()).toEqual(['address', 'idNumber', 'idType', 'name', 'phone']);
    const all = JSON.stringify(
      await host.db.query(
        'select to_jsonb(p) p, to_jsonb(t) t, to_jsonb(b) b from petition p join petitioner t on t.petition_id = p.id left join blind_index b on b.petition_id = p.id',
      ),
    );
    expect(all).not.toMatch(/赵甲某|钱乙某|99010219900101123|19900001234|东湖路|科长/);
  });

  it('wraps a key for each petition in the second database, reports under a master key of their own', async () => {
    const rows = await keys.query('select petition_id, key_id from wrapped_key where petition_id = any($1)', [
      [claim.petition!.id, report.petition!.id],
    ]);
    expect(rows).toEqual(
      expect.arrayContaining([
        { petition_id: claim.petition!.id, key_id: 'm1' },
        { petition_id: report.petition!.id, key_id: 'r1' },
      ]),
    );
    expect(await host.db.query("select to_regclass('wrapped_key') t")).toEqual([{ t: null }]);
  });

  it('finds the same person by keyed hashes alone', async () => {
    const again = await register(host, { petitioners: [{ name: '赵甲某', phone: '+86 199-0000-1234' }] });
    const digests = (petitionId: string) =>
      host.db.query("select digest from blind_index where petition_id = $1 and field = 'phone'", [petitionId]);
    expect(await digests(again.petition!.id)).toEqual(await digests(claim.petition!.id));
  });
});

describe('opening a sealed field', () => {
  it('needs right and purpose, opens one field and leaves a record', async () => {
    const ownerId = await petitionerOf(claim);
    expect(await open('registrar', { petitionId: claim.petition!.id, ownerId, field: 'name' })).toEqual({
      openSealedField: { value: '赵甲某' },
    });
    expect(await open('registrar', { petitionId: claim.petition!.id, field: 'agent' })).toEqual({ openSealedField: { value: '钱乙某' } });
    expect(
      await host.db.query('select field, role, purpose, organ_id from sealed_opening where petition_id = $1 order by at, field', [
        claim.petition!.id,
      ]),
    ).toEqual(expect.arrayContaining([{ field: 'name', role: 'REGISTRAR', purpose: '核对信访人身份', organ_id: ORGANS.bureau }]));
  });

  it('is refused without right, purpose or such a field, and leaves no record then', async () => {
    const petitionId = claim.petition!.id;
    const ownerId = await petitionerOf(claim);
    const records = () => host.db.query('select count(*)::int n from sealed_opening');
    const before = await records();
    expect(await open('dispatcher', { petitionId, ownerId, field: 'name' })).toBe('ACT_NOT_YOURS');
    expect(await open('supervisor', { petitionId, ownerId, field: 'name' })).toBe('ACT_NOT_YOURS');
    expect(await open('handler', { petitionId, ownerId, field: 'name' })).toBe('PETITION_NOT_FOUND');
    expect(await open('sysadmin', { petitionId, ownerId, field: 'name' })).toBe('PETITION_NOT_FOUND');
    expect(await open('registrar', { petitionId, ownerId, field: 'name', purpose: '看看' })).toBe('OPENING_PURPOSE_MISSING');
    expect(await open('registrar', { petitionId, ownerId, field: 'nonsense' })).toBe('SEALED_FIELD_UNKNOWN');
    expect(await open('registrar', { petitionId, ownerId: 'x', field: 'name' })).toBe('ID_MALFORMED');
    expect(await open('registrar', { petitionId: 'x', field: 'agent' })).toBe('ID_MALFORMED');
    expect(await open('registrar', { petitionId, ownerId: await petitionerOf(report), field: 'name' })).toBe('SEALED_FIELD_UNKNOWN');
    expect(await records()).toEqual(before);
  });

  it('lets the organ in charge read a claimant’s address, and the registering bureau a report', async () => {
    const petitionId = claim.petition!.id;
    await host.read({ key: petitionId, event: RelationSet.create({ petitionId, subject: ORGANS.housing, relation: 'in_charge' }) });
    expect(await open('handler', { petitionId, ownerId: await petitionerOf(claim), field: 'address' })).toEqual({
      openSealedField: { value: '东湖路一号' },
    });
    expect(await open('registrar', { petitionId: report.petition!.id, field: 'text' })).toMatchObject({
      openSealedField: { value: expect.stringContaining('室温') },
    });
    const [request] = await host.db.query('select id from petition_request where petition_id = $1 order by position', [
      report.petition!.id,
    ]);
    expect(await open('registrar', { petitionId: report.petition!.id, ownerId: request.id, field: 'text' })).toEqual({
      openSealedField: { value: '恢复供暖' },
    });
  });

  it('names whom a report accuses, each in the words of the filing, and is the right of whoever finds them out', async () => {
    const said = [{ text: '某科长' }, { organId: ORGANS.housing, text: '窗口' }, { personId: crypto.randomUUID() }];
    const { id: petitionId } = (await register(host, { kind: 'REPORT', summary: '检举某科长', accused: said })).petition!;
    const named = `mutation ($input: OpenSealedFieldInput!) { openSealedField(input: $input) { parties { organ { id } person { id } text } } }`;
    expect(await host.answer('dispatcher', named, { input: { petitionId, field: 'accused', purpose: '核对被检举人' } })).toEqual({
      openSealedField: {
        parties: [
          { organ: null, person: null, text: '某科长' },
          { organ: { id: ORGANS.housing }, person: null, text: '窗口' },
          { organ: null, person: { id: said[2]?.personId }, text: null },
        ],
      },
    });
    const [request] = await host.db.query('select id from petition_request where petition_id = $1', [petitionId]);
    expect(await open('dispatcher', { petitionId, ownerId: request.id, field: 'text' })).toHaveProperty('openSealedField');
    const [petitioner] = await host.db.query('select id from petitioner where petition_id = $1', [petitionId]);
    expect(await open('dispatcher', { petitionId, ownerId: petitioner.id, field: 'name' })).toBe('ACT_NOT_YOURS');
  });

  it('stores the record, never the value, as the answer of its request', async () => {
    const input = { petitionId: claim.petition!.id, ownerId: await petitionerOf(claim), field: 'phone', requestId: 'opening' };
    const first = await open('registrar', input);
    expect(first).toEqual({ openSealedField: { value: '19900001234' } });
    expect(await open('registrar', input)).toEqual(first);
    expect(JSON.stringify(await host.db.query("select answer from request where id = 'opening'"))).not.toContain('1990000');
  });
});

describe('master keys', () => {
  it('are changed by wrapping anew, while what is sealed stays as it is', async () => {
    const master = (id: string) => ({ id, value: `${id}-secret-of-tests` });
    const store = new KeyStore(keys, new MasterKeys({ ordinary: [master('m2'), master('m1')], report: [master('r2'), master('r1')] }));
    const [{ n }] = await keys.query('select count(*)::int n from wrapped_key');
    expect(await store.rotate(2)).toBe(n);
    expect(await keys.query('select distinct key_id from wrapped_key order by 1')).toEqual([{ key_id: 'm2' }, { key_id: 'r2' }]);
    expect(await store.rotate(2)).toBe(0);
    const after = new KeyStore(keys, new MasterKeys({ ordinary: [master('m2')], report: [master('r2')] }));
    expect(await after.open(claim.petition!.id)).toHaveLength(32);
    const back = new KeyStore(keys, new MasterKeys({ ordinary: [master('m1'), master('m2')], report: [master('r1'), master('r2')] }));
    await back.rotate();
    expect(await open('registrar', { petitionId: claim.petition!.id, field: 'agent' })).toEqual({ openSealedField: { value: '钱乙某' } });
  });

  it('open nothing more once the petition’s key is destroyed', async () => {
    const gone = await register(host);
    const store = host.service.app.get(KeyStore, { strict: false });
    expect(await store.destroy([gone.petition!.id])).toBe(1);
    expect(await open('registrar', { petitionId: gone.petition!.id, ownerId: await petitionerOf(gone), field: 'name' })).toBe(
      'IDENTITY_DESTROYED',
    );
    expect(
      await host.answer('registrar', 'query ($id: ID!) { petition(id: $id) { petitioners { masked { name } } } }', {
        id: gone.petition!.id,
      }),
    ).toEqual({ petition: { petitioners: [{ masked: { name: '赵**' } }] } });
  });
});

describe('what a former release kept of reports in clear', () => {
  const SAID = '委托人另有隐情';
  const person = crypto.randomUUID();

  /** Rows as the release before wrote them: open texts, whatever the matter. */
  async function former(petitionId: string): Promise<{ mandate: string; urgent: string }> {
    const [mandate, event, urgent] = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()];
    await host.db.query(
      `insert into mandate (id, petition_id, sealed, from_on, ends_on, ended_on, end_reason, person_id, on_day, at)
       values ($1, $2, '{"scope": "as it was"}', '2025-01-02', '2025-12-31', '2025-02-03', $3, $4, '2025-01-02', now())`,
      [mandate, petitionId, `${SAID}一`, person],
    );
    await host.db.query(
      `insert into urgent_event (id, petition_id, organ_id, sealed, begun_on, ends_on) values ($1, $2, $3, '{}', '2025-01-02', '2025-12-31')`,
      [event, petitionId, ORGANS.bureau],
    );
    await host.db.query(
      `insert into urgent_report (id, event_id, kind, addressee, reported_at, receipt, person_id, at) values ($1, $2, 'FIRST', '市委', now(), $3, $4, now())`,
      [urgent, event, `${SAID}二`, person],
    );
    return { mandate, urgent };
  }
  const kept = async ({ mandate, urgent }: { mandate: string; urgent: string }): Promise<string> =>
    JSON.stringify([
      await host.db.query('select to_jsonb(m) row from mandate m where id = $1', [mandate]),
      await host.db.query('select to_jsonb(r) row from urgent_report r where id = $1', [urgent]),
    ]);

  it('is sealed at the next start and read by right as it was written; of a claim it stays open', async () => {
    const petitionId = report.petition!.id;
    const rows = await former(petitionId);
    const ofClaim = await former(claim.petition!.id);
    expect(await kept(rows)).toContain(SAID);
    await host.service.app.get(EarlierTexts, { strict: false }).onApplicationBootstrap();
    expect(await kept(rows)).not.toContain(SAID);
    expect(await kept(rows)).toContain('as it was');
    expect(await kept(ofClaim)).toContain(`${SAID}一`);
    expect(await kept(ofClaim)).toContain(`${SAID}二`);
    expect(await open('registrar', { petitionId, ownerId: rows.mandate, field: 'endReason' })).toEqual({
      openSealedField: { value: `${SAID}一` },
    });
    expect(await open('registrar', { petitionId, ownerId: rows.urgent, field: 'receipt' })).toEqual({
      openSealedField: { value: `${SAID}二` },
    });
  });

  it('is gone where the key of the report was destroyed before', async () => {
    const gone = (await register(host, { kind: 'REPORT', summary: '检举某科长', accused: [{ text: '某科长' }] })).petition!.id;
    const rows = await former(gone);
    await host.service.app.get(KeyStore, { strict: false }).destroy([gone]);
    await host.service.app.get(EarlierTexts, { strict: false }).onApplicationBootstrap();
    expect(await kept(rows)).not.toContain(SAID);
  });
});
