import { spawnSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AuditSealer, headsFile } from '@sunshine/audit';
import { life, loadCity, organId } from '@sunshine/demo';
import { GraphError, verifyAudit } from '@sunshine/infra';
import { temporaryFolder } from '@sunshine/testing';
import { world, type World } from './world.js';

const housing = loadCity.departments[0]!;
const SERVICES = ['directory', 'intake', 'case', 'supervision', 'hearing', 'exchange'] as const;
const UNKNOWN = '01900000-0000-7000-8000-00000000000f';
const PHONE = '13900139000';

interface Line {
  act: string;
  outcome: string;
  actor: { account: string } | null;
  organ: { id: string } | null;
  role: string | null;
  subject: string | null;
  part: string | null;
  purpose: string | null;
}

let at: World;
let petition: string;
let number: string;

const TRAIL = `query ($filter: AuditFilterInput) { auditTrail { ${SERVICES.map(
  (service) =>
    `${service}(filter: $filter, first: 100) { edges { node { act outcome actor { account } organ { id } role subject part purpose } } }`,
).join(' ')} } }`;
/** Oldest first. */
const lines = async (filter: object, account = 'audit'): Promise<Record<(typeof SERVICES)[number], Line[]>> => {
  const { auditTrail } = await at.client.query<{ auditTrail: Record<string, { edges: { node: Line }[] }> }>(account, TRAIL, { filter });
  return Object.fromEntries(SERVICES.map((service) => [service, auditTrail[service]!.edges.map(({ node }) => node).toReversed()])) as never;
};
const code = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof GraphError ? error.code : String(error)),
  );
const OPEN = 'mutation ($input: OpenSealedFieldInput!) { openSealedField(input: $input) { value } }';
const OPENINGS = '($id: ID!) { petition(id: $id) { openings { on role field purpose organ { id } } } }';

beforeAll(async () => {
  // Only when a test says so, so that no seal falls between a tampering and its undoing.
  at = await world({ env: { AUDIT_SEAL_SECONDS: '3600', AUDIT_HEADS_COPY: temporaryFolder() } });
  const today = at.node.services.case.time.today();
  petition = await life({ client: at.client, city: loadCity, department: housing, today, tag: 'audit', until: 'serve' });
  const found = await at.client.query<{ petition: { number: string } }>(
    'handler.housing',
    'query ($id: ID!) { petition(id: $id) { number } }',
    {
      id: petition,
    },
  );
  number = found.petition.number;
}, 120_000);
afterAll(() => at.close());

describe('the audit', () => {
  it('has a line for every act of a life, with organ and role, in the service that decided it', async () => {
    const { intake, case: casework } = await lines({ subject: petition, refused: false });
    const bureau = organId('bureau.city');
    expect(intake.map(({ act, role, organ, actor }) => [act, role, organ?.id, actor?.account])).toEqual([
      ['registerPetition', 'REGISTRAR', bureau, 'registrar.city'],
    ]);
    const office = organId('housing.city');
    expect(casework.filter(({ actor }) => actor).map(({ act, role, organ }) => [act, role, organ?.id])).toEqual([
      ['routePetition', 'DISPATCHER', bureau],
      ['informPetitioner', 'HANDLER', office],
      ['acceptPetition', 'HANDLER', office],
      ['recordInquiry', 'HANDLER', office],
      ['recordInquiry', 'HANDLER', office],
      ['draftOpinion', 'HANDLER', office],
      ['checkOpinion', 'CHECKER', office],
      ['issueOpinion', 'ISSUER', office],
      ['recordService', 'HANDLER', office],
    ]);
  });

  it('has every opening of a sealed field with its purpose, and the head of the organ sees it too', async () => {
    const { petitioners } = (
      await at.client.query<{ petition: { petitioners: { id: string }[] } }>(
        'handler.housing',
        'query ($id: ID!) { petition(id: $id) { petitioners { id } } }',
        { id: petition },
      )
    ).petition;
    const input = { petitionId: petition, ownerId: petitioners[0]!.id, field: 'name', purpose: '核对送达对象', requestId: 'open-1' };
    const first = await at.client.query('handler.housing', OPEN, { input });
    expect(await at.client.query('handler.housing', OPEN, { input })).toEqual(first);
    const { intake } = await lines({ acts: ['openSealedField'], subject: petition });
    const line = { outcome: 'done', role: 'HANDLER', part: `${petitioners[0]!.id} name`, purpose: '核对送达对象' };
    expect(intake).toEqual([expect.objectContaining(line), expect.objectContaining({ ...line, role: 'HANDLER' })]);

    const seen = async (account: string) =>
      (await at.client.query<{ petition: { openings: object[] | null } }>(account, `query ${OPENINGS}`, { id: petition })).petition
        .openings;
    const opening = {
      on: expect.any(String),
      role: 'HANDLER',
      field: 'name',
      purpose: '核对送达对象',
      organ: { id: organId('housing.city') },
    };
    expect(await seen('head.housing')).toEqual([opening]);
    for (const account of ['handler.housing', 'supervisor.city', 'dispatcher.city', 'registrar.city'])
      expect([account, await seen(account)]).toEqual([account, null]);
    // Asking for what others may see is no refusal.
    expect((await lines({ acts: ['readOpenings'] })).intake).toEqual([]);
  });

  it('has who asked for what they may not know of, and who tried what is another’s; nothing of what does not exist', async () => {
    const ask = (id: string) => code(at.client.query('handler.labour', 'query ($id: ID!) { petition(id: $id) { number } }', { id }));
    const askNumber = (of: string) =>
      code(at.client.query('handler.labour', 'query ($number: String!) { petitionByNumber(number: $number) { id } }', { number: of }));
    const draft = code(
      at.client.query('checker.housing', 'mutation ($input: CheckOpinionInput!) { checkOpinion(input: $input) { id } }', {
        input: { petitionId: petition },
      }),
    );
    const issue = code(
      at.client.query('checker.housing', 'mutation ($input: RecordServiceInput!) { recordService(input: $input) { id } }', {
        input: { petitionId: petition, petitionerId: UNKNOWN, way: 'in_person', proof: { signature: '回证' } },
      }),
    );
    const answers = [await ask(petition), await askNumber(number), await ask(UNKNOWN), await askNumber('990100-20200101-000001')];
    expect(new Set(answers)).toEqual(new Set(['PETITION_NOT_FOUND']));
    expect([await draft, await issue]).toEqual(['ACT_NOT_IN_STAGE', 'ACT_NOT_YOURS']);
    const { intake, case: casework } = await lines({ refused: true });
    expect(intake.map(({ act, outcome, actor, subject }) => [act, outcome, actor?.account, subject])).toEqual([
      ['readPetition', 'PETITION_NOT_FOUND', 'handler.labour', petition],
      ['readPetition', 'PETITION_NOT_FOUND', 'handler.labour', petition],
    ]);
    expect(casework.map(({ act, outcome, actor, subject }) => [act, outcome, actor?.account, subject])).toEqual([
      ['recordService', 'ACT_NOT_YOURS', 'checker.housing', petition],
    ]);
  });

  it('is read by its administrator alone, who sees no petition', async () => {
    for (const account of ['sysadmin', 'security', 'supervisor.city', 'head.housing', 'migrator'])
      expect([account, await code(lines({}, account))]).toEqual([account, 'ADMIN_ROLE_NEEDED']);
    expect(await code(at.client.query('audit', 'query ($id: ID!) { petition(id: $id) { number } }', { id: petition }))).toBe(
      'PETITION_NOT_FOUND',
    );
    const list = await at.client.query<{ petitions: { edges: object[] } }>('audit', '{ petitions { edges { node { id } } } }');
    expect(list.petitions.edges).toEqual([]);
  });

  it('holds no word of a case and no name', async () => {
    const planted = await at.client.query<{ registerPetition: { petition: { id: string } } }>(
      'registrar.city',
      'mutation ($input: RegisterPetitionInput!) { registerPetition(input: $input) { petition { id } } }',
      {
        input: {
          channel: 'PHONE',
          kind: 'CLAIM',
          receivedOn: at.node.services.case.time.today(),
          division: '990100',
          summary: '请求修缮老宅围墙',
          text: '老宅围墙倒塌，请求修缮。',
          requests: [{ text: '修缮围墙' }],
          petitioners: [{ name: '慕容示例', phone: PHONE, address: '银杏巷九号' }],
        },
      },
    );
    // The pattern finds them where they may be: in the petition itself.
    const { rows: kept } = await at.admin.query(`select count(*)::int n from intake.petition where id = $1 and text ~ '围墙'`, [
      planted.registerPetition.petition.id,
    ]);
    expect(kept).toEqual([{ n: 1 }]);
    for (const schema of ['directory', 'intake', 'casework', 'supervision', 'hearing', 'exchange']) {
      const { rows } = await at.admin.query(`select count(*)::int n from ${schema}.audit a where a::text ~ '围墙|慕容|银杏|${PHONE}|供暖'`);
      expect([schema, rows]).toEqual([schema, [{ n: 0 }]]);
    }
  });
});

describe('what the superuser of the database does to the audit is found and located by verify-audit:', () => {
  const check = () => verifyAudit({ database: at.node.database.adminUrl, heads: at.node.database.auditHeads });
  const faults = async () =>
    (await check()).flatMap(({ service, faults: found }) => found.map(({ code: kind, ids }) => [service, kind, ...(ids ?? [])]));
  const seal = async () => {
    for (const service of SERVICES) await at.node.services[service].app.get(AuditSealer, { strict: false }).drain();
  };
  const asSuperuser = async (statement: string, values: unknown[] = []) => {
    await at.admin.query('set session_replication_role = replica');
    await at.admin.query(statement, values);
    await at.admin.query('set session_replication_role = origin');
  };
  const ids = async (): Promise<string[]> =>
    (await at.admin.query<{ id: string }>('select id::text from casework.audit order by audit.id')).rows.map(({ id }) => id);
  /** Does something to the audit of case, looks, and takes it back. */
  const tampered = async (statement: string, values: unknown[]): Promise<unknown[][]> => {
    await asSuperuser('create table casework.audit_before as table casework.audit');
    await asSuperuser('create table casework.batch_before as table casework.audit_batch');
    try {
      await asSuperuser(statement, values);
      return await faults();
    } finally {
      await asSuperuser('delete from casework.audit');
      await asSuperuser('insert into casework.audit overriding system value select * from casework.audit_before');
      await asSuperuser('delete from casework.audit_batch');
      await asSuperuser('insert into casework.audit_batch select * from casework.batch_before');
      await asSuperuser('drop table casework.audit_before, casework.batch_before');
    }
  };
  let of: string[];

  beforeAll(async () => {
    await seal();
    of = await ids();
    await life({
      client: at.client,
      city: loadCity,
      department: housing,
      today: at.node.services.case.time.today(),
      tag: 'more',
      until: 'accept',
    });
    await seal();
  }, 60_000);

  it('nothing, when nothing was done', async () => {
    const reports = await check();
    expect(reports.map(({ service, unsealed, faults: found }) => [service, unsealed, found])).toEqual(
      SERVICES.map((service) => [service, 0, []]),
    );
    for (const { service, rows, batches } of reports.slice(0, 3)) expect([service, rows > 0 && batches > 0]).toEqual([service, true]);
  });

  it('a line changed', async () => {
    expect(await tampered(`update casework.audit set actor_id = 'another' where id = $1`, [of[2]])).toEqual([
      ['case', 'ROW_CHANGED', of[2], of[2]],
    ]);
  });

  it('a line removed', async () => {
    expect(await tampered('delete from casework.audit where id = $1', [of[3]])).toEqual([['case', 'ROWS_REMOVED', of[3], of[3]]]);
  });

  it('two lines swapped', async () => {
    const swap = `update casework.audit a set (at, on_day, act, outcome, actor_kind, actor_id, organ_id, role, subject, part, purpose, correlation_id) =
      (select b.at, b.on_day, b.act, b.outcome, b.actor_kind, b.actor_id, b.organ_id, b.role, b.subject, b.part, b.purpose, b.correlation_id
       from casework.audit b where b.id in ($1::bigint, $2::bigint) and b.id <> a.id) where a.id in ($1::bigint, $2::bigint)`;
    expect(await tampered(swap, [of[1], of[4]])).toEqual([['case', 'ROWS_SWAPPED', of[1], of[4]]]);
  });

  it('the tail cut, lines and seals', async () => {
    const all = await ids();
    const cut = `with gone as (delete from casework.audit_batch where seq = (select max(seq) from casework.audit_batch) returning from_id)
      delete from casework.audit where id >= (select from_id from gone)`;
    const [[service, kind, from, to]] = (await tampered(cut, [])) as [[string, string, string, string]];
    expect([service, kind]).toEqual(['case', 'TAIL_CUT']);
    expect(all.slice(of.length).every((id) => BigInt(id) >= BigInt(from) && BigInt(id) <= BigInt(to))).toBe(true);
    expect(of.every((id) => BigInt(id) < BigInt(from))).toBe(true);
  });

  it('and the command ends with 1, naming the line, or with 0', async () => {
    const run = () =>
      spawnSync(
        process.execPath,
        [
          '--no-warnings',
          join(import.meta.dirname, '../infra/dist/verify-audit.js'),
          '--database',
          at.node.database.adminUrl,
          ...at.node.database.auditHeads.flatMap((folder) => ['--heads', folder]),
        ],
        { encoding: 'utf8' },
      );
    const clean = run();
    expect([clean.status, clean.stdout.trimEnd().split('\n').length]).toEqual([0, SERVICES.length + 1]);
    expect(JSON.parse(clean.stdout.trimEnd().split('\n').at(-1) ?? '')).toMatchObject({ faults: 0 });
    await asSuperuser(`update casework.audit set act = 'another' where id = $1`, [of[0]]);
    const found = run();
    expect([found.status, found.stdout]).toEqual([1, expect.stringContaining(`一行被改动（第 ${of[0]} 行`)]);
  }, 60_000);

  const openName = async (purpose: string) => {
    const { petitioners } = (
      await at.client.query<{ petition: { petitioners: { id: string }[] } }>(
        'handler.housing',
        'query ($id: ID!) { petition(id: $id) { petitioners { id } } }',
        { id: petition },
      )
    ).petition;
    await at.client.query('handler.housing', OPEN, {
      input: { petitionId: petition, ownerId: petitioners[0]!.id, field: 'name', purpose },
    });
  };
  const ofIntake = async () => (await faults()).filter(([service]) => service === 'intake');
  const ready = async () =>
    (await (await fetch(new URL('/health/ready', at.node.url))).json()) as { ready: boolean; checks: Record<string, string> };

  it('the opening of a sealed field, removed before it is sealed', async () => {
    await seal();
    expect(await ofIntake()).toEqual([]);
    await openName('核对联系方式');
    const [{ id }] = (await at.admin.query<{ id: string }>('select max(id)::text id from intake.audit')).rows as [{ id: string }];
    await asSuperuser('delete from intake.audit where id = (select max(id) from intake.audit)');
    expect(await ofIntake()).toEqual([['intake', 'ROWS_REMOVED', id, id]]);
    await seal();
    const report = (await check()).find(({ service }) => service === 'intake')!;
    expect(report.faults).toEqual([{ code: 'ROWS_REMOVED', ids: [id, id], batches: [report.batches, report.batches] }]);
    const { ready: taken, checks } = await ready();
    expect([taken, checks['intake.audit'], checks['directory.audit']]).toEqual([
      true,
      expect.stringContaining(`ROWS_REMOVED lines ${id}`),
      'ok',
    ]);
  });

  it('the last batch with its lines and the last line of the file of heads: the second place knows it', async () => {
    await openName('再次核对联系方式');
    await seal();
    const known = await ofIntake();
    const [{ seq, from }] = (
      await at.admin.query<{ seq: number; from: string }>(
        'select seq, from_id::text "from" from intake.audit_batch order by seq desc limit 1',
      )
    ).rows as [{ seq: number; from: string }];
    await asSuperuser('delete from intake.audit where id >= $1', [from]);
    await asSuperuser('delete from intake.audit_batch where seq = $1', [seq]);
    const file = headsFile(at.node.database.auditHeads[0]!, 'intake');
    const kept = (await readFile(file, 'utf8')).trimEnd().split('\n');
    await writeFile(file, `${kept.slice(0, -1).join('\n')}\n`);
    expect((await ofIntake()).filter((one) => !known.some((other) => String(other) === String(one)))).toEqual([
      ['intake', 'TAIL_CUT', from, expect.any(String)],
    ]);
    await seal();
    expect((await ready()).checks['intake.audit']).toContain(`TAIL_CUT batches ${seq}-${seq}`);
    expect(await (await fetch(new URL('/metrics', at.node.url))).text()).toMatch(/sunshine_audit_faults\{service="intake"\} [1-9]/);
  });
});
