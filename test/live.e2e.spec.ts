import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { DEMO_PASSWORD, organId } from '@sunshine/demo';
import { Time } from '@sunshine/platform';
import { EventStream } from '@sunshine/testing';
import { atRest, world, type World } from './world.js';

interface After {
  source: string;
  key: string;
  seq: number;
}
interface Filed {
  petition: { id: string };
  queryCode: string;
  secret: string;
}
interface Answer {
  data?: { petition: { stage: string; liveKey: string } | null };
  errors?: { message: string; extensions: Record<string, unknown> }[];
  extensions?: { stale?: boolean };
}

const UNKNOWN = '01900000-0000-7000-8000-0000000000aa';
const READ = 'query ($id: ID!) { petition(id: $id) { stage liveKey } }';

let at: World;
const today = (): string => Time.shared.today();

beforeAll(async () => {
  at = await world();
}, 120_000);
afterAll(() => at.close());

const file = async (kind: 'CLAIM' | 'REPORT', more: object = {}): Promise<Filed> => {
  const { registerPetition } = await at.client.query<{ registerPetition: Filed }>(
    'registrar.city',
    'mutation ($input: RegisterPetitionInput!) { registerPetition(input: $input) { queryCode secret petition { id } } }',
    {
      input: {
        channel: 'LETTER',
        kind,
        receivedOn: today(),
        division: '990100',
        summary: '请求维修楼道照明',
        text: '楼道照明损坏，请求维修。',
        requests: [{ text: '维修照明' }],
        petitioners: [{ name: '试甲', phone: '13900000001', address: '演示路1号' }],
        ...more,
      },
    },
  );
  await atRest(at.admin);
  return registerPetition;
};
const route = (petitionId: string, to = 'housing.city') =>
  at.client.query('dispatcher.city', 'mutation ($input: RoutePetitionInput!) { routePetition(input: $input) { id } }', {
    input: { petitionId, kind: 'TRANSFER', toOrganId: organId(to), reason: '属其职责范围' },
  });
const organKey = async (account: string) => (await at.client.query<{ organLiveKey: string }>(account, '{ organLiveKey }')).organLiveKey;

interface Change {
  key: number;
  after: After[];
}
const pages: EventStream<Change>[] = [];
afterEach(() => {
  for (const page of pages.splice(0)) page.close();
});

async function listen(...keys: string[]): Promise<EventStream<Change>> {
  const page = await EventStream.open<Change>(`${door()}?keys=${keys.join('.')}`);
  pages.push(page);
  return page;
}
const door = () => at.node.url.replace('/graphql', '/live');
const changes = (page: EventStream<Change>) => page.named('change').map(({ data }) => data);
const afterOf = (page: EventStream<Change>) => changes(page).flatMap(({ after }) => after);
const keysOf = (page: EventStream<Change>) => new Set(afterOf(page).map(({ key }) => key));

async function ask(account: string, id: string, after?: readonly After[]): Promise<Answer> {
  const { data } = (await (
    await fetch(at.node.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        query: 'mutation ($a: String!, $p: String!) { signIn(input: { account: $a, password: $p }) { accessToken } }',
        variables: { a: account, p: DEMO_PASSWORD },
      }),
    })
  ).json()) as { data: { signIn: { accessToken: string } } };
  const response = await fetch(at.node.url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${data.signIn.accessToken}`,
      ...(after ? { 'x-after': JSON.stringify(after) } : {}),
    },
    body: JSON.stringify({ query: READ, variables: { id } }),
  });
  return (await response.json()) as Answer;
}

describe('a page that listens', () => {
  it('is told when somebody else acts, and reads what it was told of with `after`', async () => {
    const { petition } = await file('CLAIM');
    const before = await ask('registrar.city', petition.id);
    expect(before.data?.petition?.stage).toBe('registered');
    const page = await listen(before.data!.petition!.liveKey);
    await route(petition.id);
    await page.until(() => afterOf(page).some(({ source }) => source === 'case'));
    expect(keysOf(page)).toEqual(new Set([petition.id]));
    const then = await ask('registrar.city', petition.id, afterOf(page));
    expect(then.extensions?.stale).toBeUndefined();
    expect(then.data?.petition?.stage).toBe('received');
  });

  it('listens with the keys of all its rows, and for new ones with the key of the own organ', async () => {
    const [one, two] = [await file('CLAIM'), await file('CLAIM')];
    const keys = await Promise.all(
      [one, two].map(async ({ petition }) => (await ask('registrar.city', petition.id)).data!.petition!.liveKey),
    );
    const rows = await listen(...keys);
    const list = await listen(await organKey('handler.housing'));
    const heard = changes(rows).length;
    await route(two.petition.id);
    await rows.until(() => changes(rows).length > heard);
    expect(
      changes(rows)
        .slice(heard)
        .map(({ key }) => key),
    ).toContain(1);
    await list.until(() => keysOf(list).has(two.petition.id));
    expect(keysOf(list)).not.toContain(one.petition.id);
    const seen = await ask('handler.housing', two.petition.id, afterOf(list));
    expect(seen.data?.petition?.stage).toBe('received');
  });

  it('of the petitioner hears of moves of the course by its pass, and of a report of nothing', async () => {
    const tracked = async ({ queryCode, secret }: Filed) =>
      (
        await at.client.query<{ trackPetition: { liveKey: string | null; progress: string } }>(
          null,
          'query ($c: String!, $s: String!) { trackPetition(queryCode: $c, secret: $s) { liveKey progress } }',
          { c: queryCode, s: secret },
        )
      ).trackPetition;
    const claim = await file('CLAIM');
    const page = await listen((await tracked(claim)).liveKey!);
    await route(claim.petition.id);
    await page.until(() => afterOf(page).some(({ source }) => source === 'case'));
    expect((await tracked(claim)).progress).toBe('handed_over');
    expect(await tracked(await file('REPORT'))).toEqual({ liveKey: null, progress: 'received' });
  });

  it('learns nothing of a report where it accuses the unit: neither a key of it, nor a signal to any organ', async () => {
    const organ = await listen(await organKey('handler.housing'));
    const bureau = await listen(await organKey('registrar.city'));
    const report = await file('REPORT', { accused: [{ organId: organId('housing.city') }] });
    const claim = await file('CLAIM');
    await route(claim.petition.id);
    // The claim is heard, so what was before it would have been.
    await bureau.until(() => keysOf(bureau).has(claim.petition.id));
    await organ.until(() => keysOf(organ).has(claim.petition.id));
    expect(bureau.text + organ.text).not.toContain(report.petition.id);
    const answers = await Promise.all([report.petition.id, UNKNOWN].map((id) => ask('handler.housing', id)));
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]!.errors![0]!.extensions['code']).toBe('PETITION_NOT_FOUND');
    const doors = await Promise.all(
      [report.petition.id, UNKNOWN].map(async (id) => {
        const answer = await fetch(`${door()}?keys=${id}`);
        return [answer.status, await answer.text()];
      }),
    );
    expect(doors[0]).toEqual(doors[1]);
    expect(doors[0]![0]).toBe(401);
    // Whoever may see the report hears of it.
    const own = await listen((await ask('registrar.city', report.petition.id)).data!.petition!.liveKey);
    await at.client.query('registrar.city', 'mutation ($i: SupplementPetitionInput!) { supplementPetition(input: $i) { id } }', {
      i: { petitionId: report.petition.id, text: '补充一份材料' },
    });
    await own.until(() => keysOf(own).has(report.petition.id));
  });

  it('gets no key of an organ that is not its own, and none without a role that reads petitions', async () => {
    const call = (account: string | null, organ: string | null) =>
      at.client.query(account, 'query ($o: ID) { organLiveKey(organId: $o) }', { o: organ && organId(organ) });
    expect(await call('handler.housing', 'housing.city')).toEqual({ organLiveKey: expect.stringMatching(/^[\w-]{64}$/) });
    await expect(call('handler.housing', 'labour.city')).rejects.toMatchObject({ code: 'ACT_NOT_YOURS' });
    await expect(call('sysadmin', null)).rejects.toMatchObject({ code: 'ACT_NOT_YOURS' });
    await expect(call(null, null)).rejects.toMatchObject({ code: 'SIGN_IN_REQUIRED' });
  });
});
