import { beforeAll, describe, expect, it } from '@jest/globals';
import { v4 as uuid } from 'uuid';
import { Numbers } from '../registration/numbers.js';
import { FileClient } from '../../test/file-door.js';
import { aSubmission, hosted, ORGANS, PEOPLE, SUBMIT, TODAY, type Hosted, type Who } from '../../test/hosted.js';

const MOST = 20;
const FLOOD = '192.0.2.66';

let host: Hosted;
beforeAll(async () => {
  host = await hosted({ FILINGS_PER_ADDRESS: String(MOST), FILINGS_PER_NODE: '1000' });
}, 60_000);

interface Told {
  number: string | null;
  registeredOn: string | null;
  receivedOn: string;
  pending: boolean;
  queryCode: string;
  secret: string;
}
const FILE = SUBMIT.replace('number registeredOn', 'number registeredOn receivedOn pending notice { text } channelDays { title }');
const file = async (more: Record<string, unknown> = {}, address = FLOOD): Promise<Told> => {
  const data = await host.answer<{ submitPetition: Told }>(null, FILE, { input: aSubmission(more) }, address);
  if (typeof data === 'string') throw new Error(data);
  return data.submitPetition;
};
/** Some at a time, as a flood comes. */
async function each<T>(count: number, work: (at: number) => Promise<T>): Promise<T[]> {
  const done: T[] = [];
  for (let at = 0; at < count; at += MOST)
    done.push(...(await Promise.all(Array.from({ length: Math.min(MOST, count - at) }, (_, more) => work(at + more)))));
  return done;
}
/** Uses up what an address may file in an hour. */
const flood = async (address: string, more: Record<string, unknown> = {}): Promise<Told[]> =>
  each(MOST, () => file({ summary: '占满本小时', ...more }, address));

interface Row {
  id: string;
  kind: string;
  receivedOn: string;
  dueOn: string;
  source: string;
  origin: string;
  likeness: string | null;
  fromOrigin: number;
  alike: number;
  files: number;
  urgent: boolean;
  aside: { reason: string; ofNumber: string | null; confirmed: boolean; reasonName: string } | null;
}
const LIST = `query ($organId: ID, $group: String, $setAside: Boolean, $toConfirm: Boolean, $first: Int, $after: String) {
  pendingFilings(organId: $organId, group: $group, setAside: $setAside, toConfirm: $toConfirm, first: $first, after: $after) {
    edges { node { id kind receivedOn dueOn source provisional origin likeness fromOrigin alike files urgent organ { id }
      aside { reason reasonName ofNumber confirmed on proposedBy { id } } } } pageInfo { hasNextPage endCursor } } }`;
const list = async (who: Who, more: Record<string, unknown> = {}): Promise<Row[]> => {
  const rows: Row[] = [];
  for (let after: string | null = null; ;) {
    const data: { pendingFilings: { edges: { node: Row }[]; pageInfo: { hasNextPage: boolean; endCursor: string } } } | string =
      await host.answer<{
        pendingFilings: { edges: { node: Row }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
      }>(who, LIST, { first: 100, ...more, after });
    if (typeof data === 'string') throw new Error(data);
    rows.push(...data.pendingFilings.edges.map(({ node }) => node));
    if (!data.pendingFilings.pageInfo.hasNextPage) return rows;
    after = data.pendingFilings.pageInfo.endCursor;
  }
};
const act = <T>(who: Who, name: string, input: Record<string, unknown>, answer: string): Promise<T | string> => {
  const type = name === 'openPendingFiling' || name === 'registerPendingFiling' ? 'PendingFiling' : name[0]!.toUpperCase() + name.slice(1);
  return host
    .answer<Record<string, T>>(who, `mutation ($input: ${type}Input!) { ${name}(input: $input) { ${answer} } }`, { input })
    .then((data) => (typeof data === 'string' ? data : (data[name] as T)));
};
interface Registered {
  number: string;
  receivedOn: string;
  registeredOn: string;
  petition: { id: string } | null;
}
const registerIt = (who: Who, filingId: string, requestId?: string) =>
  act<Registered>(who, 'registerPendingFiling', { filingId, requestId }, 'number receivedOn registeredOn petition { id }');
const COUNT = '{ pendingCount { waiting toConfirm oldestOn dueOn } }';
const track = (told: Told) =>
  host.answer<{ trackPetition: Record<string, unknown> }>(
    null,
    `query ($c: String!, $s: String!) { trackPetition(queryCode: $c, secret: $s) { number registeredOn receivedOn kind summary progress
       pending { state reasonName ofNumber decidedOn } } }`,
    { c: told.queryCode, s: told.secret },
    `198.51.100.${Math.ceil(Math.random() * 200)}`,
  );
const count = async (text: string, values: unknown[] = []): Promise<number> => Number((await host.db.query(text, values))[0].n);
const addressed = (summary: string, more: Record<string, unknown> = {}) => ({ organId: ORGANS.bureau, summary, ...more });

describe('a flood from one address', () => {
  let told: Told[];
  let numbersBefore: number;
  const running = async () => Number((await host.service.app.get(Numbers, { strict: false }).take('990100', TODAY)).slice(-6));

  it('is refused to nobody: the first are registered, all others received and held, and no more numbers taken than registered', async () => {
    numbersBefore = await running();
    told = await each(400, (at) => file(addressed(`同一来源第${at % 40}种`)));
    expect(told).toHaveLength(400);
    expect(told.filter(({ pending }) => !pending)).toHaveLength(MOST);
    const held = told.filter(({ pending }) => pending);
    expect(held.every(({ number, registeredOn, receivedOn }) => number === null && registeredOn === null && receivedOn === TODAY)).toBe(
      true,
    );
    expect(new Set(told.map(({ queryCode }) => queryCode)).size).toBe(400);
    expect(await running()).toBe(numbersBefore + MOST + 1);
  });

  it('keeps nobody else back meanwhile, nor the desk', async () => {
    expect(await file(addressed('另一位群众'), '203.0.113.5')).toMatchObject({ pending: false, number: expect.stringMatching(/^990100-/) });
    const signed = await host.answer<{ submitPetition: Told }>('registrar', FILE, { input: aSubmission(addressed('窗口代为提交')) }, FLOOD);
    expect(signed).toMatchObject({ submitPetition: { pending: false } });
  });

  it('tells nobody else: no event, no petition, no word of it in the clear', async () => {
    const ids = (await host.db.query("select id, origin from pending_filing where state = 'waiting'")) as { id: string; origin: string }[];
    expect(ids).toHaveLength(400 - MOST);
    expect(await count('select count(*) n from outbox where key = any($1)', [ids.map(({ id }) => id)])).toBe(0);
    expect(await count('select count(*) n from petition where id = any($1)', [ids.map(({ id }) => id)])).toBe(0);
    const all = JSON.stringify(await host.db.query('select * from pending_filing'));
    expect(all).not.toMatch(/同一来源|供暖|赵甲|1990000|192\.0\.2/);
  });

  it('shows its filer that it was received, and gives the same code to the same request', async () => {
    const held = told.find(({ pending }) => pending)!;
    expect(await track(held)).toEqual({
      trackPetition: {
        number: null,
        registeredOn: null,
        receivedOn: TODAY,
        kind: 'CLAIM',
        summary: null,
        progress: 'received',
        pending: { state: 'waiting', reasonName: null, ofNumber: null, decidedOn: null },
      },
    });
    const input = addressed('再送一次', { requestId: uuid() });
    const first = await file(input);
    expect(first.pending).toBe(true);
    expect(await file(input, '203.0.113.77')).toEqual(first);
  });

  it('is seen at the desk that will register it, the oldest first, by origin and likeness, and by nobody else', async () => {
    const rows = await list('registrar');
    expect(rows).toHaveLength(400 - MOST + 1);
    // 3 March 2025 and fifteen days.
    expect(rows[0]).toMatchObject({
      kind: 'CLAIM',
      receivedOn: TODAY,
      dueOn: '2025-03-18',
      source: expect.stringContaining('22'),
      files: 0,
    });
    const [{ origin, likeness, fromOrigin, alike }] = rows as [Row];
    expect(fromOrigin).toBe(rows.length);
    expect(alike).toBe(rows.filter((row) => row.likeness === likeness).length);
    expect(await list('registrar', { group: origin })).toHaveLength(rows.length);
    expect(await list('registrar', { group: likeness })).toHaveLength(alike);
    expect(await host.answer('registrar', COUNT)).toEqual({
      pendingCount: { waiting: rows.length, toConfirm: 0, oldestOn: TODAY, dueOn: '2025-03-18' },
    });
    expect(await list('housingRegistrar')).toEqual([]);
    expect(await host.answer('handler', LIST)).toBe('ACT_NOT_YOURS');
    expect(await host.answer('registrar', LIST, { organId: ORGANS.housing })).toBe('ACT_NOT_YOURS');
    expect(await host.answer(null, LIST)).toBe('SIGN_IN_REQUIRED');
    expect(await host.answer('dispatcher', COUNT)).toEqual({ pendingCount: { waiting: 0, toConfirm: 0, oldestOn: null, dueOn: null } });
    expect(await registerIt('handler', rows[0]!.id)).toBe('PETITION_NOT_FOUND');
    expect(await registerIt('dispatcher', rows[0]!.id)).toBe('ACT_NOT_YOURS');
    expect(await registerIt('registrar', uuid())).toBe('PETITION_NOT_FOUND');
  });

  it('is registered one by one, each with its number, its own day of receipt and the code that its filer has', async () => {
    host.time.set(new Date('2025-03-06T04:00:00.000Z'));
    const rows = await list('registrar');
    const before = await running();
    const done = (await each(rows.length, (at) => registerIt('registrar', rows[at]!.id))) as Registered[];
    const numbers = done.map(({ number }) => number);
    expect(new Set(numbers).size).toBe(rows.length);
    expect(numbers.every((number) => /^990100-20250306-\d{6}$/.test(number))).toBe(true);
    expect(before).toBeGreaterThan(0);
    expect(done.every(({ receivedOn, registeredOn }) => receivedOn === TODAY && registeredOn === '2025-03-06')).toBe(true);
    // What starts the clocks elsewhere: one registration each, by its day of receipt, done by the registrar.
    const events = (await host.db.query(`select data from outbox where pattern = 'PetitionRegistered' and key = any($1)`, [
      rows.map(({ id }) => id),
    ])) as { data: { data: { receivedOn: string; registeredOn: string; organKind: string }; actor: { kind: string } } }[];
    expect(events).toHaveLength(rows.length);
    for (const { data } of events)
      expect(data).toMatchObject({
        data: { receivedOn: TODAY, registeredOn: '2025-03-06', organKind: 'petition_bureau' },
        actor: { kind: 'person' },
      });
    expect(
      await count("select count(*) n from outbox where data->>'type' = 'RelationSet' or pattern = 'RelationSet' and key = $1", [
        rows[0]!.id,
      ]),
    ).toBeGreaterThan(0);
    for (const held of told.filter(({ pending }) => pending).slice(0, 5))
      expect(await track(held)).toMatchObject({
        trackPetition: {
          number: expect.stringMatching(/^990100-20250306-/),
          receivedOn: TODAY,
          pending: null,
          summary: expect.stringContaining('同一来源'),
        },
      });
    expect(await list('registrar')).toEqual([]);
    expect(
      await count('select count(*) n from pending_filing where sealed is not null or origin is not null or likeness is not null'),
    ).toBe(0);
  });

  it('registers a filing once, whatever is sent again', async () => {
    await flood('192.0.2.67');
    await file(addressed('只登记一次'), '192.0.2.67');
    const [{ id }] = (await list('registrar')) as [Row];
    const requestId = uuid();
    const first = (await registerIt('registrar', id, requestId)) as Registered;
    expect(await registerIt('registrar', id, requestId)).toEqual(first);
    expect(await registerIt('registrar', id)).toBe('PENDING_FILING_REGISTERED');
  });
});

describe('a look at what waits', () => {
  it('shows what it says, names masked, and is on record', async () => {
    await flood('192.0.2.68');
    await file(addressed('打开看看'), '192.0.2.68');
    const [{ id }] = (await list('registrar')) as [Row];
    const CONTENT = 'summary text requests petitioners { name phone } anonymous accused { text } files { type } asideNote';
    const open = (who: Who) => act<Record<string, unknown>>(who, 'openPendingFiling', { filingId: id }, CONTENT);
    const looks = () => count("select count(*) n from audit where act = 'openPendingFiling' and subject = $1 and outcome = 'done'", [id]);
    expect(await looks()).toBe(0);
    expect(await open('registrar')).toMatchObject({
      summary: '打开看看',
      requests: ['恢复供暖', '退还供暖费'],
      petitioners: [{ name: '赵**', phone: '199****1234' }],
    });
    expect(await looks()).toBe(1);
    expect(await open('auditor')).toBe('ACT_NOT_YOURS');
    expect(await open('handler')).toBe('PETITION_NOT_FOUND');
    await registerIt('registrar', id);
    expect(await open('registrar')).toBe('PENDING_FILING_REGISTERED');
  });

  it('at a report is kept from whom it accuses, and it is grouped with nothing that bears a name', async () => {
    const report = { kind: 'REPORT', summary: '检举收受财物', text: '经过如下。', organId: ORGANS.bureau };
    await flood('192.0.2.69');
    const byName = await file(addressed('同一地址的求决'), '192.0.2.69');
    await file({ ...report, accused: [{ personId: PEOPLE.registrar }] }, '192.0.2.69');
    await each(MOST, () => file({ anonymous: true, petitioners: [], summary: '占满不留名的' }, '192.0.2.69'));
    const told = await file({ ...report, anonymous: true, petitioners: [], accused: [{ organId: ORGANS.housing }] }, '192.0.2.69');
    expect(byName.pending && told.pending).toBe(true);
    // Whoever works where the accused works is barred, as after registration; nobody of the bureau sees the first of both reports.
    const rows = await list('registrar');
    expect(rows.map(({ kind }) => kind).toSorted()).toEqual(['CLAIM', 'REPORT']);
    expect(rows.find(({ kind }) => kind === 'REPORT')).toMatchObject({ origin: null, likeness: null, alike: 0, fromOrigin: 0 });
    const [{ id }] = (await host.db.query(
      `select h.id from pending_filing h join relation r on r.petition_id = h.id and r.relation = 'barred' where r.subject = $1`,
      [PEOPLE.registrar],
    )) as [{ id: string }];
    expect(await registerIt('registrar', id)).toBe('PETITION_NOT_FOUND');
    const reportRow = rows.find(({ kind }) => kind === 'REPORT')!;
    const registered = (await registerIt('registrar', reportRow.id)) as Registered;
    const [petition] = await host.db.query('select summary, text, sealed from petition where id = $1', [registered.petition!.id]);
    expect(petition).toMatchObject({ summary: null, text: null });
    expect(await host.db.query(`select pattern from outbox where key = $1 order by seq`, [reportRow.id])).toEqual([
      { pattern: 'PetitionRegistered' },
      { pattern: 'RelationSet' },
      { pattern: 'RelationSet' },
    ]);
    expect(await track(told)).toMatchObject({ trackPetition: { kind: null, pending: null, progress: 'received' } });
  });
});

describe('setting aside', () => {
  let told: Told;
  let id: string;
  beforeAll(async () => {
    await flood('192.0.2.70');
    told = await file(addressed('乱码'), '192.0.2.70');
    const [row] = await host.db.query("select id from pending_filing where state = 'waiting' order by received_at desc, id desc limit 1");
    id = (row as { id: string }).id;
  });
  const propose = (who: Who, more: Record<string, unknown> = {}) =>
    act<Row>(
      who,
      'setFilingAside',
      { filingId: id, reason: 'NO_MATTER', note: '内容全是乱码', ...more },
      'id aside { reason reasonName ofNumber confirmed }',
    );
  const confirm = (who: Who, accepted: boolean) =>
    act<Row>(who, 'confirmFilingAside', { filingId: id, accepted }, 'id aside { reason confirmed }');

  it('needs words, a number that exists, and two people', async () => {
    expect(await propose('registrar', { note: '无' })).toBe('ASIDE_REASON_MISSING');
    expect(await propose('registrar', { reason: 'DUPLICATE' })).toBe('ASIDE_NUMBER_MISSING');
    expect(await propose('registrar', { reason: 'DUPLICATE', ofNumber: '990100-20200101-000001' })).toBe('ASIDE_NUMBER_UNKNOWN');
    expect(await propose('auditor')).toBe('ACT_NOT_YOURS');
    expect(await confirm('auditor', true)).toBe('ASIDE_NOT_PROPOSED');
    expect(await propose('registrar')).toMatchObject({ aside: { reason: 'NO_MATTER', confirmed: false } });
    expect(await propose('registrar')).toBe('ASIDE_PROPOSED_ALREADY');
    expect(await confirm('registrar', true)).toBe('ACT_NOT_YOURS');
    expect(await host.answer('auditor', COUNT)).toMatchObject({ pendingCount: { waiting: 0, toConfirm: 1 } });
    expect((await list('auditor', { toConfirm: true })).map((row) => row.id)).toEqual([id]);
    expect(await act('auditor', 'openPendingFiling', { filingId: id }, 'summary asideNote')).toEqual({
      summary: '乱码',
      asideNote: '内容全是乱码',
    });
    expect(JSON.stringify(await host.db.query('select * from pending_aside'))).not.toMatch(/乱码/);
  });

  it('that is not confirmed leaves it waiting', async () => {
    expect(await confirm('auditor', false)).toMatchObject({ id, aside: null });
    expect(await track(told)).toMatchObject({ trackPetition: { pending: { state: 'waiting' } } });
  });

  it('is told to its filer, deletes nothing, and can be taken back by registering', async () => {
    await propose('registrar');
    expect(await confirm('auditor', true)).toMatchObject({ aside: { confirmed: true } });
    expect(await track(told)).toMatchObject({
      trackPetition: {
        number: null,
        pending: { state: 'set_aside', reasonName: expect.stringContaining('没有反映任何事项'), decidedOn: '2025-03-06' },
      },
    });
    expect((await list('registrar')).map((row) => row.id)).not.toContain(id);
    expect((await list('registrar', { setAside: true })).map((row) => row.id)).toEqual([id]);
    expect(await propose('registrar')).toBe('PENDING_FILING_SET_ASIDE');
    expect(await registerIt('registrar', id)).toMatchObject({ number: expect.stringMatching(/^990100-/), receivedOn: '2025-03-06' });
    expect(await track(told)).toMatchObject({ trackPetition: { pending: null, number: expect.stringMatching(/^990100-/) } });
  });

  it('as a duplicate tells the number of the matter', async () => {
    await flood('192.0.2.71');
    const other = await file(addressed('重复件'), '192.0.2.71');
    const first = await file(addressed('先登记的'), '203.0.113.9');
    const [row] = await host.db.query("select id from pending_filing where state = 'waiting' order by received_at desc, id desc limit 1");
    id = (row as { id: string }).id;
    expect(await propose('registrar', { reason: 'DUPLICATE', ofNumber: first.number })).toMatchObject({
      aside: { ofNumber: first.number },
    });
    await confirm('auditor', true);
    expect(await track(other)).toMatchObject({ trackPetition: { pending: { state: 'set_aside', ofNumber: first.number } } });
  });
});

describe('a file of a filing that waits', () => {
  it('is kept with it, used by nothing else, and belongs to the petition afterwards', async () => {
    await flood('192.0.2.72');
    const client = new FileClient(host);
    const pass = await client.pass();
    const { bytes } = await client.send('POST', '/files/whole', { pass, body: Buffer.from('%PDF-1.7\n%附件\n') });
    const { id: fileId } = JSON.parse(bytes.toString()) as { id: string };
    const filing = addressed('带附件', { attachments: [fileId], uploadPass: pass });
    expect(await file(filing, '192.0.2.72')).toMatchObject({ pending: true });
    const row = (await list('registrar')).at(-1)!;
    expect(row.files).toBe(1);
    expect(await host.answer(null, FILE, { input: aSubmission(filing) }, '203.0.113.10')).toBe('FILE_USED');
    expect(await act('registrar', 'openPendingFiling', { filingId: row.id }, 'files { id type }')).toEqual({
      files: [{ id: fileId, type: 'PDF' }],
    });
    const { petition } = (await registerIt('registrar', row.id)) as Registered;
    expect(await host.answer('registrar', 'query ($id: ID!) { petition(id: $id) { files { id type } } }', { id: petition!.id })).toEqual({
      petition: { files: [{ id: fileId, type: 'PDF' }] },
    });
    const opened = await host.answer<{ openFile: { link: string } }>(
      'registrar',
      'mutation ($input: OpenFileInput!) { openFile(input: $input) { link } }',
      { input: { petitionId: petition!.id, fileId } },
    );
    expect(opened).toMatchObject({ openFile: { link: expect.any(String) } });
  });
});

describe('a flood over the whole node', () => {
  it('is held as well, whatever addresses it comes from', async () => {
    const small = await hosted({ FILINGS_PER_ADDRESS: '5', FILINGS_PER_NODE: '3' });
    const pending: boolean[] = [];
    for (let at = 0; at < 5; at += 1) {
      const data = await small.answer<{ submitPetition: Told }>(null, FILE, { input: aSubmission() }, `198.51.100.${at}`);
      pending.push((data as { submitPetition: Told }).submitPetition.pending);
    }
    expect(pending).toEqual([false, false, false, true, true]);
  });
});
