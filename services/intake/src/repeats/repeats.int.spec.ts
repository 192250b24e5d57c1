import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { hosted, ORGANS, PEOPLE, register, submit, type Answered, type Hosted, type Who } from '../../test/hosted.js';

const LOOK = `query ($id: ID!, $first: Int) { repeatCandidates(petitionId: $id, first: $first) { elsewhere
  repeats { score petition { number } reasons { kind text } } related { score petition { number } reasons { kind text } } } }`;
interface Candidate {
  score: number;
  petition: { number: string };
  reasons: { kind: string; text: string }[];
}
interface Look {
  repeatCandidates: { elsewhere: number | null; repeats: Candidate[]; related: Candidate[] };
}

const LINK = `mutation ($input: LinkRepeatInput!) { linkRepeat(input: $input) { id } }`;
const UNLINK = `mutation ($input: UnlinkRepeatInput!) { unlinkRepeat(input: $input) { id } }`;
const LINKED = `query ($id: ID!) { petition(id: $id) { occurrence repeats { number } related { number } } }`;
interface Linked {
  petition: { occurrence: string | null; repeats: { number: string }[]; related: { number: string }[] };
}

/** One matter, told three times; and another matter of the same home. */
const lift = {
  summary: '锦绣家园电梯经常停运，物业不修',
  text: '我住湖滨街道锦绣家园16号楼，两部电梯今年已经停运九次，最长一次停了十一天。物业说要动用维修资金，业主签字不够。',
  requests: [{ text: '请求对电梯进行检验并更换' }],
};
const liftAgain = {
  summary: '锦绣家园16号楼的电梯又坏了',
  text: '电梯三天两头出毛病，今年停了快十回，有一回十多天没修好。去找物业，物业讲维修资金要业主签字，人数凑不齐。',
  requests: [{ text: '要求尽快更换电梯' }],
};
const liftThird = {
  summary: '锦绣家园16号楼电梯停运没人修',
  text: '湖滨街道锦绣家园的电梯经常停运，物业以维修资金签字不够为由一直不修，老人下不了楼。',
  requests: [{ text: '请求更换电梯' }],
};
const road = {
  summary: '村道被运砂车压坏',
  text: '入冬以来大车把村道压出深坑，雨天积水，学生骑车摔过。镇里说没有排上计划。',
  requests: [{ text: '请求修复村道' }],
};
const somebody = { name: '申某甲', idType: '111', idNumber: '990102199001014561', phone: '19900000001', address: '锦绣家园16号楼301室' };
const other = { name: '李某乙', phone: '19900000002', address: '锦绣家园16号楼502室' };

let host: Hosted;
const made: Record<string, Answered> = {};
const idOf = (name: string) => made[name]!.petition!.id;
const numberOf = (name: string) => made[name]!.number;
const nameOf = (number: string) => Object.keys(made).find((name) => made[name]!.number === number);

async function look(who: Who | null, name: string, first?: number) {
  const answer = await host.answer<Look>(who, LOOK, { id: idOf(name), first });
  if (typeof answer === 'string') return answer;
  const { elsewhere, repeats, related } = answer.repeatCandidates;
  const names = (found: Candidate[]) => found.map(({ petition }) => nameOf(petition.number));
  return { elsewhere, repeats: names(repeats), related: names(related) };
}
async function reasons(who: Who, name: string, of: string) {
  const { repeatCandidates } = (await host.answer<Look>(who, LOOK, { id: idOf(name) })) as Look;
  return [...repeatCandidates.repeats, ...repeatCandidates.related]
    .find(({ petition }) => petition.number === numberOf(of))
    ?.reasons.map(({ kind }) => kind);
}
const audited = (since: number) =>
  host.db.query(`select act, outcome, actor_id, organ_id, role, subject from audit where id > $1 order by id`, [since]) as Promise<
    Record<string, unknown>[]
  >;
const lastLine = async () => Number(((await host.db.query('select coalesce(max(id), 0) id from audit')) as { id: string }[])[0]!.id);
const looks = () => host.db.query('select * from repeat_look order by id') as Promise<Record<string, unknown>[]>;

beforeAll(async () => {
  host = await hosted();
  const petitioners = [somebody];
  made['lift'] = await register(host, { ...lift, petitioners, receivedOn: '2025-02-10' });
  made['liftAgain'] = await register(host, { ...liftAgain, petitioners: [other, { name: '申某甲', phone: '+86 199-0000-0001' }] });
  made['road'] = await register(host, { ...road, petitioners, receivedOn: '2025-02-12' });
  made['neighbour'] = await register(host, { ...liftThird, petitioners: [{ name: '周某丙', phone: '19900000003' }] });
  made['anonymous'] = await register(host, { ...liftThird, anonymous: true, petitioners: [{ phone: '19900000001' }] });
  made['report'] = await register(host, { ...lift, kind: 'REPORT', petitioners, accused: [{ text: '某人' }] });
  const county = { division: '990102', petitioners };
  made['countyLift'] = await register(host, { ...liftThird, ...county }, 'countyRegistrar');
  made['countyRoad'] = await register(host, { ...road, ...county }, 'countyRegistrar');
  made['housing'] = await register(host, { ...lift, petitioners }, 'housingRegistrar');
}, 60_000);

beforeEach(async () => {
  await host.db.query('truncate repeat_look, repeat_link');
});

describe('candidates for a matter', () => {
  it('are of the same petitioner with similar facts, one joint signer being enough; other filings of that person are not shown', async () => {
    expect(await look('registrar', 'liftAgain')).toMatchObject({ repeats: ['lift'], elsewhere: 2 });
    expect(await look('registrar', 'lift')).toMatchObject({ repeats: ['liftAgain'], elsewhere: 2 });
    expect(await look('registrar', 'road')).toEqual({ repeats: [], related: [], elsewhere: 1 });
  });

  it('show similar facts from other petitioners separately', async () => {
    expect(await look('registrar', 'liftAgain')).toMatchObject({ related: ['anonymous', 'neighbour'] });
    expect(await look('registrar', 'neighbour')).toMatchObject({ repeats: [], related: ['anonymous', 'lift', 'liftAgain'], elsewhere: 0 });
    expect(await look('registrar', 'neighbour', 1)).toMatchObject({ related: ['anonymous'] });
  });

  it('never tell who filed an anonymous matter', async () => {
    expect(await look('registrar', 'anonymous')).toMatchObject({ repeats: [], elsewhere: 0 });
    expect(await reasons('registrar', 'lift', 'anonymous')).not.toContain('SAME_PHONE');
    expect(await host.db.query('select * from blind_index where petition_id = $1', [idOf('anonymous')])).toEqual([]);
  });

  it('come with their reasons', async () => {
    const answer = (await host.answer<Look>('registrar', LOOK, { id: idOf('liftAgain') })) as Look;
    const [candidate] = answer.repeatCandidates.repeats;
    expect(candidate?.score).toBeGreaterThan(0);
    expect(candidate?.reasons.slice(0, 2)).toEqual([
      { kind: 'SAME_PHONE', text: '有信访人联系电话相同' },
      { kind: 'LIKE_FACTS', text: expect.stringContaining('“锦绣家园16号楼”') },
    ]);
    expect(candidate?.reasons.map(({ kind }) => kind)).toEqual(['SAME_PHONE', 'LIKE_FACTS', 'SAME_PLACE', 'NEAR_DATES']);
    expect(await reasons('housingRegistrar', 'housing', 'lift')).toBeUndefined();
    expect(await reasons('dispatcher', 'lift', 'housing')).toEqual(
      expect.arrayContaining(['SAME_ID_NUMBER', 'SAME_PHONE', 'SAME_NAME_AND_ADDRESS', 'LIKE_FACTS']),
    );
  });

  it('name the same agent, who alone does not make the same petitioner', async () => {
    const agent = { name: '钱 某代' };
    const parking = { summary: '小区停车收费翻倍', text: '菊香园停车费每月涨到四百元，没有征求业主意见。', requests: [{ text: '查处' }] };
    made['agentOne'] = await register(host, { ...parking, agent, petitioners: [{ name: '郑某丁', phone: '19900000005' }] });
    made['agentTwo'] = await register(host, {
      ...parking,
      agent: { name: '钱某代' },
      petitioners: [{ name: '王某戊', phone: '19900000006' }],
    });
    expect(await look('registrar', 'agentTwo')).toMatchObject({ repeats: [], related: ['agentOne'] });
    expect(await reasons('registrar', 'agentTwo', 'agentOne')).toContain('SAME_AGENT');
  });

  it('hold the matter whose number the petitioner wrote down', async () => {
    made['named'] = await register(host, {
      ...road,
      summary: '路又坏了',
      text: '跟上次一样。',
      petitioners: [{ name: '冯某己', phone: '19900000007' }],
      previousNumber: numberOf('lift'),
    });
    expect(await look('registrar', 'named')).toMatchObject({ repeats: ['lift'] });
    expect((await reasons('registrar', 'named', 'lift'))?.[0]).toBe('NAMED_BY_PETITIONER');
  });
});

describe('candidates for a filing that is still being typed', () => {
  const OF_FORM = `query ($input: RepeatsOfFormInput!) { repeatCandidatesOfForm(input: $input) { elsewhere
    repeats { petition { number } reasons { kind } } related { petition { number } reasons { kind } } } }`;
  const typed = { ...liftAgain, kind: 'CLAIM', division: '990100', receivedOn: '2025-02-20' };
  const ask = async (who: Who | null, more: object = {}) => {
    const answer = await host.answer<{ repeatCandidatesOfForm: Look['repeatCandidates'] }>(who, OF_FORM, { input: { ...typed, ...more } });
    return typeof answer === 'string' ? answer : answer.repeatCandidatesOfForm;
  };

  it('are similar by facts only, among the petitions that the registrar may see, and never counted elsewhere', async () => {
    const found = (await ask('registrar')) as Look['repeatCandidates'];
    const names = found.related.map(({ petition }) => nameOf(petition.number));
    expect(names).toEqual(expect.arrayContaining(['lift', 'liftAgain', 'neighbour']));
    for (const hidden of ['report', 'countyLift', 'housing']) expect(names).not.toContain(hidden);
    expect(found).toMatchObject({ repeats: [], elsewhere: null });
    const kinds = found.related.flatMap(({ reasons: why }) => why.map(({ kind }) => kind));
    expect(kinds).toContain('LIKE_FACTS');
    for (const kind of ['SAME_PHONE', 'SAME_ID_NUMBER', 'SAME_NAME_AND_ADDRESS', 'SAME_AGENT']) expect(kinds).not.toContain(kind);
  });

  it('hold the matter whose number is typed, where the registrar may see it', async () => {
    const form = { summary: '井盖缺失', text: '巷口少了盖子。', requests: [] };
    expect(await ask('registrar', { ...form, previousNumber: numberOf('road') })).toMatchObject({
      repeats: [{ petition: { number: numberOf('road') } }],
    });
    expect(await ask('registrar', { ...form, previousNumber: numberOf('housing') })).toMatchObject({ repeats: [], related: [] });
    expect(await ask('registrar', { ...form, previousNumber: numberOf('report') })).toMatchObject({ repeats: [], related: [] });
  });

  it('are recorded as a search, and nothing of the form is stored', async () => {
    const since = await lastLine();
    await ask('registrar');
    expect(await audited(since)).toEqual([
      { act: 'seekRepeatsOfForm', outcome: 'done', actor_id: PEOPLE.registrar, organ_id: ORGANS.bureau, role: 'REGISTRAR', subject: null },
    ]);
    expect(await looks()).toEqual([]);
  });

  it('are refused to others than registrars, for a report, and for a text that no form may hold', async () => {
    expect(await ask(null)).toBe('SIGN_IN_REQUIRED');
    expect(await ask('dispatcher')).toBe('ACT_NOT_YOURS');
    expect(await ask('registrar', { kind: 'REPORT' })).toBe('REPEATS_SEALED');
    expect(await ask('registrar', { text: '路'.repeat(10_001) })).toBe('TEXT_TOO_LONG');
  });
});

describe('matters that the officer may not see', () => {
  it('are only counted for a petition bureau; the bureau that may see them compares', async () => {
    expect(await look('registrar', 'lift')).toMatchObject({ repeats: ['liftAgain'], elsewhere: 2 });
    expect(await look('dispatcher', 'lift')).toEqual({
      repeats: expect.arrayContaining(['liftAgain', 'countyLift', 'housing']),
      related: expect.arrayContaining(['neighbour', 'anonymous']),
      elsewhere: 0,
    });
    expect(await look('countyRegistrar', 'countyRoad')).toEqual({ repeats: [], related: [], elsewhere: 1 });
  });

  it('are not told at all to an organ that is no petition bureau', async () => {
    expect(await look('housingRegistrar', 'housing')).toEqual({ repeats: [], related: [], elsewhere: null });
  });

  it('are not counted where somebody is barred from them', async () => {
    const barred = [idOf('countyLift'), ORGANS.supervision];
    await host.db.query("insert into relation (petition_id, subject, relation, kind) values ($1, $2, 'barred', 'CLAIM')", barred);
    expect(await look('registrar', 'lift')).toMatchObject({ elsewhere: 1 });
    await host.db.query("delete from relation where petition_id = $1 and subject = $2 and relation = 'barred'", barred);
  });

  it('are not counted for the organ that they complain of', async () => {
    const complain = (organId: string | null) =>
      host.db.query('update petition set respondent = $2 where id = $1', [
        idOf('countyLift'),
        JSON.stringify(organId ? [{ organId }] : []),
      ]);
    await complain(ORGANS.bureau);
    expect(await look('registrar', 'lift')).toMatchObject({ elsewhere: 1 });
    await complain(ORGANS.housing);
    expect(await look('registrar', 'lift')).toMatchObject({ elsewhere: 2 });
    await complain(null);
  });
});

describe('a report', () => {
  it('is never a candidate, seen or counted, and is compared with nothing', async () => {
    for (const name of ['lift', 'liftAgain', 'neighbour']) {
      const found = await look('dispatcher', name);
      expect(JSON.stringify(found)).not.toContain('report');
    }
    expect(await look('registrar', 'report')).toBe('REPEATS_SEALED');
    expect(await look('countyRegistrar', 'report')).toBe('PETITION_NOT_FOUND');
    expect(await looks()).toHaveLength(3);
  });

  it('is linked with nothing, and has no first or repeat', async () => {
    const input = { petitionId: idOf('report'), repeatOf: idOf('lift'), kind: 'RELATED' };
    expect(await host.answer('registrar', LINK, { input })).toBe('REPEATS_SEALED');
    expect(await host.answer('registrar', LINK, { input: { ...input, petitionId: idOf('lift'), repeatOf: idOf('report') } })).toBe(
      'REPEATS_SEALED',
    );
    expect(await host.answer<Linked>('registrar', LINKED, { id: idOf('report') })).toEqual({
      petition: { occurrence: null, repeats: [], related: [] },
    });
  });
});

describe('a look', () => {
  it('is on record: who, for whom, by which right, and what was shown', async () => {
    const before = await lastLine();
    await look('registrar', 'liftAgain', 1);
    expect(await audited(before)).toEqual([
      {
        act: 'seekRepeats',
        outcome: 'done',
        actor_id: PEOPLE.registrar,
        organ_id: ORGANS.bureau,
        role: 'REGISTRAR',
        subject: idOf('liftAgain'),
      },
    ]);
    expect(await looks()).toEqual([
      expect.objectContaining({
        petition_id: idOf('liftAgain'),
        person_id: PEOPLE.registrar,
        organ_id: ORGANS.bureau,
        role: 'REGISTRAR',
        looked_on: '2025-03-03',
        shown: [idOf('lift'), idOf('anonymous')],
        elsewhere: 2,
      }),
    ]);
  });

  it.each([
    ['somebody who may not see the matter', 'countyRegistrar', 'PETITION_NOT_FOUND'],
    ['somebody who sees it by another right', 'supervisor', 'ACT_NOT_YOURS'],
    ['a service', 'service', 'PETITION_NOT_FOUND'],
    ['an administrator', 'sysadmin', 'PETITION_NOT_FOUND'],
    ['somebody without a token', null, 'SIGN_IN_REQUIRED'],
  ] as const)('is refused to %s, and shows nothing', async (_case, who, code) => {
    expect(await look(who, 'lift')).toBe(code);
    expect(await looks()).toEqual([]);
  });

  it('that is refused stands in the audit too', async () => {
    const before = await lastLine();
    await look('registrar', 'report');
    await look('supervisor', 'lift');
    expect(await audited(before)).toMatchObject([
      { act: 'seekRepeats', outcome: 'REPEATS_SEALED', actor_id: PEOPLE.registrar, subject: idOf('report') },
      { act: 'seekRepeats', outcome: 'ACT_NOT_YOURS', actor_id: PEOPLE.supervisor, subject: idOf('lift') },
    ]);
  });

  it('for what is no id finds no matter', async () => {
    expect(await host.answer('registrar', LOOK, { id: "' or 1=1" })).toBe('ID_MALFORMED');
  });

  it('ends with the duty', async () => {
    const closed = await register(host, { ...road, petitioners: [other] });
    await host.db.query("insert into petition_course (petition_id, stage, organ_id, closed_on) values ($1, 'closed', $2, '2025-03-03')", [
      closed.petition!.id,
      ORGANS.bureau,
    ]);
    expect(await host.answer('registrar', LOOK, { id: closed.petition!.id })).toBe('REPEATS_OF_CLOSED');
  });

  it('is for three hundred matters of one officer a day; the same matter may be looked at again', async () => {
    await host.db.query(
      `insert into petition (id, number, channel, kind, division, organ_id, received_on, registered_on, registered_at, summary, text, people_count, anonymous, respondent, addressed_to, sealed, bigrams)
       select gen_random_uuid(), 'filler-' || n, 'WEB', 'CLAIM', '990100', $1, '2025-03-01', '2025-03-01', now(), '', '', 1, false, '[]', '{}', '{}', '' from generate_series(1, 300) n`,
      [ORGANS.bureau],
    );
    const fill = (on: string, count: number) =>
      host.db.query(
        `insert into repeat_look (petition_id, person_id, organ_id, role, looked_on, at, shown)
         select id, $1, $2, 'REGISTRAR', $3, now(), '{}' from petition where number like 'filler-%' limit $4`,
        [PEOPLE.registrar, ORGANS.bureau, on, count],
      );
    await fill('2025-03-02', 300);
    await fill('2025-03-03', 299);
    expect(await look('registrar', 'lift')).toMatchObject({ repeats: ['liftAgain'] });
    expect(await look('registrar', 'lift')).toMatchObject({ repeats: ['liftAgain'] });
    expect(await look('registrar', 'liftAgain')).toBe('REPEAT_LOOKS_TOO_MANY');
    expect(await look('dispatcher', 'liftAgain')).toMatchObject({ elsewhere: 0 });
  });
});

describe('a link', () => {
  const link = (who: Who, petition: string, repeatOf: string, kind = 'SAME_MATTER', more = {}) =>
    host.answer(who, LINK, { input: { petitionId: idOf(petition), repeatOf: idOf(repeatOf), kind, ...more } });
  const unlink = (who: Who, petition: string, repeatOf: string, reason = '核对后不是同一事项') =>
    host.answer(who, UNLINK, { input: { petitionId: idOf(petition), repeatOf: idOf(repeatOf), reason } });
  const linked = async (who: Who, name: string) => {
    const { petition } = (await host.answer<Linked>(who, LINKED, { id: idOf(name) })) as Linked;
    const names = (found: { number: string }[]) => found.map(({ number }) => nameOf(number));
    return { occurrence: petition.occurrence, repeats: names(petition.repeats), related: names(petition.related) };
  };
  const sent = () =>
    host.db.query(`select key, pattern, data from outbox where pattern like 'Repeat%' order by id`) as Promise<
      { key: string; pattern: string }[]
    >;

  beforeEach(() => host.db.query(`delete from outbox where pattern like 'Repeat%'`));

  it('of the same matter makes the later one a repeat of the first, and shows both to each other', async () => {
    expect(await linked('registrar', 'liftAgain')).toEqual({ occurrence: 'FIRST', repeats: [], related: [] });
    const moved = await host.db.query('select count(*) n from outbox');
    expect(await link('registrar', 'liftAgain', 'lift')).toEqual({ linkRepeat: { id: idOf('liftAgain') } });
    expect(await linked('registrar', 'liftAgain')).toEqual({ occurrence: 'REPEAT', repeats: ['lift'], related: [] });
    expect(await linked('registrar', 'lift')).toEqual({ occurrence: 'FIRST', repeats: ['liftAgain'], related: [] });
    expect((await sent()).map(({ key, pattern }) => [key, pattern]).sort()).toEqual(
      [idOf('liftAgain'), idOf('lift')].map((key) => [key, 'RepeatLinked']).sort(),
    );
    const now = await host.db.query('select count(*) n from outbox');
    expect(Number(now[0].n) - Number(moved[0].n)).toBe(2);
  });

  it('joins all petitions of the same matter, of which each reader sees their own', async () => {
    await link('registrar', 'liftAgain', 'lift');
    await host.db.query(
      "insert into repeat_link (id, petition_id, repeat_of_id, kind, linked_by, organ_id, linked_on, linked_at) values (gen_random_uuid(), $1, $2, 'SAME_MATTER', $3, $4, '2025-03-03', now())",
      [idOf('countyLift'), idOf('liftAgain'), PEOPLE.dispatcher, ORGANS.bureau],
    );
    expect((await linked('dispatcher', 'lift')).repeats).toEqual(['liftAgain', 'countyLift']);
    expect((await linked('registrar', 'lift')).repeats).toEqual(['liftAgain']);
    expect(await linked('countyRegistrar', 'countyLift')).toEqual({ occurrence: 'REPEAT', repeats: [], related: [] });
  });

  it('of related matters joins no further ones and repeats nothing', async () => {
    await link('registrar', 'lift', 'neighbour', 'RELATED');
    await link('registrar', 'liftAgain', 'lift');
    expect(await linked('registrar', 'neighbour')).toEqual({ occurrence: 'FIRST', repeats: [], related: ['lift'] });
    expect(await linked('registrar', 'lift')).toEqual({ occurrence: 'FIRST', repeats: ['liftAgain'], related: ['neighbour'] });
  });

  it('has no kind for the same petitioner alone', async () => {
    const { errors } = await host.ask('registrar', LINK, {
      input: { petitionId: idOf('road'), repeatOf: idOf('lift'), kind: 'SAME_PETITIONER' },
    });
    expect(errors?.[0]?.message).toContain('LinkKind');
  });

  it.each([
    ['registrar', 'lift', 'liftAgain', 'REPEAT_OF_LATER'],
    ['registrar', 'lift', 'lift', 'REPEAT_OF_ITSELF'],
    ['registrar', 'liftAgain', 'countyLift', 'PETITION_NOT_FOUND'],
    ['countyRegistrar', 'liftAgain', 'lift', 'PETITION_NOT_FOUND'],
    ['dispatcher', 'liftAgain', 'lift', 'ACT_NOT_YOURS'],
  ] as const)('is refused: %s, %s of %s', async (who, petition, repeatOf, code) => {
    expect(await link(who, petition, repeatOf)).toBe(code);
    expect(await sent()).toEqual([]);
  });

  it('stands once, whatever its kind, and the same request again answers the same', async () => {
    expect(await link('registrar', 'liftAgain', 'lift', 'SAME_MATTER', { requestId: 'link-1' })).toMatchObject({ linkRepeat: {} });
    expect(await link('registrar', 'liftAgain', 'lift', 'SAME_MATTER', { requestId: 'link-1' })).toMatchObject({ linkRepeat: {} });
    expect(await link('registrar', 'liftAgain', 'lift')).toBe('REPEAT_ALREADY_LINKED');
    expect(await link('registrar', 'lift', 'liftAgain', 'RELATED')).toBe('REPEAT_ALREADY_LINKED');
    expect(await sent()).toHaveLength(2);
  });

  it('is taken back from either side with a reason, stays on record, and may be made again', async () => {
    await link('registrar', 'liftAgain', 'lift');
    expect(await unlink('registrar', 'lift', 'liftAgain', '错')).toBe('UNLINK_REASON_MISSING');
    expect(await unlink('registrar', 'lift', 'liftAgain')).toEqual({ unlinkRepeat: { id: idOf('lift') } });
    expect(await linked('registrar', 'liftAgain')).toEqual({ occurrence: 'FIRST', repeats: [], related: [] });
    expect(await unlink('registrar', 'lift', 'liftAgain')).toBe('REPEAT_LINK_UNKNOWN');
    expect(await unlink('dispatcher', 'lift', 'liftAgain')).toBe('ACT_NOT_YOURS');
    expect(await link('registrar', 'liftAgain', 'lift', 'RELATED')).toMatchObject({ linkRepeat: {} });
    expect(await host.db.query('select kind, ended_by, end_reason from repeat_link order by linked_at, id')).toEqual(
      expect.arrayContaining([
        { kind: 'SAME_MATTER', ended_by: PEOPLE.registrar, end_reason: '核对后不是同一事项' },
        { kind: 'RELATED', ended_by: null, end_reason: null },
      ]),
    );
    expect((await sent()).map(({ pattern }) => pattern)).toEqual([
      'RepeatLinked',
      'RepeatLinked',
      'RepeatUnlinked',
      'RepeatUnlinked',
      'RepeatLinked',
      'RepeatLinked',
    ]);
  });

  it('made twice at one instant is made once', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => link('registrar', 'liftAgain', 'lift')));
    expect(answers.filter((answer) => answer === 'REPEAT_ALREADY_LINKED')).toHaveLength(2);
  });
});

describe('a citizen', () => {
  it('who files again without an account is found by the former filing', async () => {
    const filed = await submit(host, { ...liftAgain, petitioners: [{ ...somebody, phone: '19900000009' }] });
    const [row] = (await host.db.query('select id from petition where number = $1', [filed.number])) as { id: string }[];
    const answer = (await host.answer<Look>('registrar', LOOK, { id: row!.id })) as Look;
    expect(answer.repeatCandidates.repeats.map(({ petition }) => nameOf(petition.number))).toContain('lift');
  });
});
