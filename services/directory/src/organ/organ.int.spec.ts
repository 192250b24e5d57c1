import { beforeAll, describe, expect, it } from '@jest/globals';
import { SIGN_IN, hosted, type Hosted, type SignInAnswer } from '../../test/hosted.js';
import { PASSWORD, smallCity, uuid } from '../../test/small-city.js';

let host: Hosted;
let sysadmin: { token: string };
let handler: { token: string };

const signIn = async (account: string) => ({
  token: ((await host.answer(SIGN_IN, { account, password: PASSWORD })) as SignInAnswer).signIn.accessToken,
});
const SAVE = 'mutation ($input: SaveOrganInput!) { saveOrgan(input: $input) { id name version reviewedBy { id } parent { id } } }';
const CLOSE = 'mutation ($input: CloseOrganInput!) { closeOrgan(input: $input) { id closedOn } }';
const events = async (key: string): Promise<Record<string, unknown>[]> =>
  (await host.db.query('select data from outbox where key = $1 order by seq', [key])).map(
    (row: { data: { data: Record<string, unknown> } }) => row.data.data,
  );
const facts = (more: Record<string, unknown> = {}) => ({
  parentId: uuid(1),
  kind: 'department',
  name: '甲市教育局',
  shortName: '甲教',
  division: '990100',
  ...more,
});
const save = (input: Record<string, unknown>, as = sysadmin) =>
  host.answer<{ saveOrgan: { id: string; version: number; reviewedBy: { id: string } | null; parent: { id: string } | null } }>(
    SAVE,
    { input },
    as,
  );
const saved = async (input: Record<string, unknown>) => {
  const answer = await save(input);
  if (typeof answer === 'string') throw new Error(answer);
  return answer.saveOrgan;
};

beforeAll(async () => {
  host = await hosted(smallCity);
  [sysadmin, handler] = [await signIn('sysadmin'), await signIn('handler')];
});

describe('the tree of organs', () => {
  it('is published organ by organ, each with the organ that reviews it', async () => {
    expect(await events(uuid(3))).toEqual([
      expect.objectContaining({ organId: uuid(3), parentId: uuid(1), kind: 'department', reviewedBy: uuid(1), closedOn: null }),
    ]);
    expect(await events(uuid(6))).toEqual([expect.objectContaining({ reviewedBy: uuid(5) })]);
    expect(await events(uuid(4))).toEqual([expect.objectContaining({ reviewedBy: uuid(3) })]);
    expect(await events(uuid(1))).toEqual([expect.objectContaining({ reviewedBy: null })]);
  });

  it('is kept by system administrators alone', async () => {
    expect(await save(facts(), handler)).toBe('ADMIN_ROLE_NEEDED');
    expect(await save(facts(), await signIn('security'))).toBe('ADMIN_ROLE_NEEDED');
    expect(await host.answer(SAVE, { input: facts() })).toBe('SIGN_IN_REQUIRED');
  });

  it('takes a new organ and its changes, and publishes nothing where nothing changed', async () => {
    const { id, version, reviewedBy } = await saved(facts({ name: '甲市民政局', shortName: '甲民' }));
    expect({ version, reviewedBy }).toEqual({ version: 1, reviewedBy: { id: uuid(1) } });
    expect((await saved(facts({ id, name: '甲市民政局', shortName: '甲民' }))).version).toBe(1);
    expect(await saved(facts({ id, name: '甲市民政局', shortName: '甲民', reviewedById: uuid(5) }))).toMatchObject({
      version: 2,
      reviewedBy: { id: uuid(5) },
    });
    expect(await events(id)).toHaveLength(2);
  });

  it('answers the same request the same and does it once', async () => {
    const input = facts({ name: '甲市交通局', shortName: '甲交', requestId: 'r-1' });
    const first = await saved(input);
    expect((await saved(input)).id).toBe(first.id);
    expect(await save({ ...input, name: '别的名称' })).toBe('REQUEST_REUSED');
    expect(await events(first.id)).toHaveLength(1);
  });

  it('moves a branch with its default reviewers, but not with those entered by hand', async () => {
    const county = await saved(facts({ kind: 'government', name: '丁县人民政府', shortName: '丁政', division: '990124' }));
    const branch = await saved(facts({ kind: 'department', name: '丁县农业局', shortName: '丁农', parentId: county.id }));
    const own = await saved(
      facts({ kind: 'institution', name: '丁县农技站', shortName: '丁技', parentId: branch.id, reviewedById: branch.id }),
    );
    expect(branch.reviewedBy).toEqual({ id: county.id });
    const office = await saved(facts({ kind: 'township', name: '丁县戊镇人民政府', shortName: '戊政', parentId: branch.id }));
    await saved(facts({ id: branch.id, kind: 'government', name: '丁县农业局', shortName: '丁农', parentId: county.id }));
    expect(await events(office.id)).toEqual([
      expect.objectContaining({ reviewedBy: county.id }),
      expect.objectContaining({ reviewedBy: branch.id }),
    ]);
    expect(await events(own.id)).toHaveLength(1);
  });

  it('keeps who reviewed until yesterday, and takes a reviewer for a later day', async () => {
    const named = { name: '甲市水务局', shortName: '甲水' };
    const { id } = await saved(facts(named));
    const from = '2099-01-01';
    expect(await saved(facts({ ...named, id, reviewedById: uuid(5), reviewersFrom: from, address: ' 甲市河滨路1号 ' }))).toMatchObject({
      reviewedBy: { id: uuid(1) },
    });
    const [, change] = await events(id);
    expect(change).toMatchObject({
      reviewedBy: uuid(1),
      address: '甲市河滨路1号',
      reviewers: [
        { organId: uuid(1), also: false, to: '2098-12-31' },
        { organId: uuid(5), also: false, from, to: null },
      ],
    });
    expect(await save(facts({ ...named, id, reviewersFrom: '2020-01-01' }))).toBe('ORGAN_REVIEWERS_BACKDATED');
    const read = `query ($id: ID!) { organ(id: $id) { address reviewers { also from to organ { id } } } }`;
    expect(await host.answer(read, { id })).toMatchObject({
      organ: {
        address: '甲市河滨路1号',
        reviewers: [
          { to: '2098-12-31', organ: { id: uuid(1) } },
          { from, to: null, organ: { id: uuid(5) } },
        ],
      },
    });
  });

  it.each([
    ['a parent that is not there', { parentId: uuid(900) }, 'ORGAN_UNKNOWN'],
    ['an organ that is not there', { id: uuid(900) }, 'ORGAN_UNKNOWN'],
    ['itself or its own branch as parent', { id: uuid(1), parentId: uuid(6), kind: 'government' }, 'ORGAN_PARENT_BELOW'],
    ['a name that another has', { name: '甲市信访局' }, 'ORGAN_NAME_TAKEN'],
    ['a short name that another has', { name: '甲市某局', shortName: '简2' }, 'ORGAN_NAME_TAKEN'],
    ['an unknown kind', { kind: 'ministry' }, 'DIRECTORY_INPUT_MALFORMED'],
    ['a division that is no code', { division: '99010' }, 'DIRECTORY_INPUT_MALFORMED'],
    ['an empty name', { name: '  ' }, 'DIRECTORY_INPUT_MALFORMED'],
    ['itself as reviewer', { id: uuid(3), reviewedById: uuid(3) }, 'ORGAN_REVIEWER_ITSELF'],
    ['a version that moved', { id: uuid(3), expectedVersion: 9 }, 'ORGAN_VERSION_MOVED'],
  ])('refuses %s', async (_case, wrong, code) => {
    expect(await save(facts(wrong))).toBe(code);
  });

  it.each([
    ['name', { name: '甲市信访局' }],
    ['shortName', { name: '甲市某局', shortName: '简2' }],
    ['parentId', { id: uuid(1), parentId: uuid(6), kind: 'government' }],
    ['reviewedById', { id: uuid(3), reviewedById: uuid(3) }],
    ['kind', { kind: 'ministry' }],
  ])('names the field %s where a refusal is about it', async (field, wrong) => {
    const { errors } = await host.ask(SAVE, { input: facts(wrong) }, sysadmin);
    expect(errors?.[0]?.extensions).toMatchObject({ field: `input.${field}` });
  });

  it('lets two moves at once never make a ring', async () => {
    const a = await saved(facts({ name: '甲市环一', shortName: '环一' }));
    const b = await saved(facts({ name: '甲市环二', shortName: '环二' }));
    const answers = await Promise.all([
      save(facts({ id: a.id, parentId: b.id, name: '甲市环一', shortName: '环一' })),
      save(facts({ id: b.id, parentId: a.id, name: '甲市环二', shortName: '环二' })),
    ]);
    expect(answers.filter((answer) => answer === 'ORGAN_PARENT_BELOW')).toHaveLength(1);
  });

  it('closes an organ once, from a day on, when nothing stands below it', async () => {
    const { id } = await saved(facts({ name: '甲市规划局', shortName: '甲规', validFrom: '2020-01-01' }));
    const close = (organId: string, on: string) => host.answer(CLOSE, { input: { organId, on } }, sysadmin);
    expect(await close(uuid(5), '2026-01-01')).toBe('ORGAN_HAS_OPEN_UNITS');
    expect(await close(id, '2020-01-01')).toBe('ORGAN_CLOSED_BEFORE_START');
    expect(await close(id, '2020-01-02')).toEqual({ closeOrgan: { id, closedOn: '2020-01-02' } });
    expect(await close(id, '2021-01-01')).toBe('ORGAN_IS_CLOSED');
    expect(await save(facts({ id, name: '甲市规划局', shortName: '甲规' }))).toBe('ORGAN_IS_CLOSED');
    expect(await save(facts({ name: '甲市测绘队', shortName: '甲测', parentId: id }))).toBe('ORGAN_PARENT_CLOSED');
    expect((await events(id)).at(-1)).toMatchObject({ closedOn: '2020-01-02' });
  });
});

describe('finding organs', () => {
  const LIST =
    'query ($filter: OrganFilterInput, $first: Int, $after: String) { organs(filter: $filter, first: $first, after: $after) { edges { cursor node { id name } } pageInfo { hasNextPage endCursor } } }';
  interface Page {
    organs: {
      edges: { cursor: string; node: { id: string; name: string } }[];
      pageInfo: { hasNextPage: boolean; endCursor: string | null };
    };
  }
  const names = async (filter: object) => ((await host.answer<Page>(LIST, { filter })) as Page).organs.edges.map(({ node }) => node.name);

  it('needs no account, filters by text, division, parent and kind, and leaves out what is no more', async () => {
    expect(await names({ division: '990123' })).toEqual(['丙镇人民政府', '乙县人民政府']);
    expect(await names({ parentId: uuid(5) })).toEqual(['丙镇人民政府']);
    expect(await names({ kind: 'petition_bureau' })).toEqual(['甲市信访局']);
    expect(await names({ text: '供水' })).toEqual(['甲市供水公司']);
    expect(await names({ text: '%' })).toEqual([]);
    expect(await names({ text: '规划' })).toEqual([]);
    expect(await names({ text: '规划', closedToo: true })).toEqual(['甲市规划局']);
  });

  it('pages by keyset without loss or repeat, however small the page', async () => {
    const all = await names({});
    const seen: string[] = [];
    for (let after: string | null = null, more = true; more;) {
      const { organs }: Page = (await host.answer<Page>(LIST, { filter: {}, first: 2, after })) as Page;
      seen.push(...organs.edges.map(({ node }) => node.name));
      [after, more] = [organs.pageInfo.endCursor, organs.pageInfo.hasNextPage];
    }
    expect(seen).toEqual(all);
    expect(new Set(seen).size).toBe(seen.length);
  });

  it('refuses a cursor and a parent that are none', async () => {
    expect(await host.answer(LIST, { after: 'x' })).toBe('CURSOR_MALFORMED');
    expect(await host.answer(LIST, { filter: { parentId: 'x' } })).toBe('ID_MALFORMED');
  });

  it('answers references of other services in one query, null for what is not there', async () => {
    const REFERENCES = 'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Organ { id name parent { name } } } }';
    const of = [uuid(6), uuid(900), 'no uuid', uuid(3)].map((id) => ({ __typename: 'Organ', id }));
    expect(await host.answer(REFERENCES, { of })).toEqual({
      _entities: [
        { id: uuid(6), name: '丙镇人民政府', parent: { name: '乙县人民政府' } },
        null,
        null,
        { id: uuid(3), name: '甲市住房局', parent: { name: '甲市人民政府' } },
      ],
    });
  });
});
