import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { CaseOpened, type NewEvent } from '@sunshine/events';
import { hosted, moving, ORGANS, register, submit, TODAY, type Answered, type Hosted } from '../../test/hosted.js';

let host: Hosted;
let claim: Answered;
let other: Answered;
let report: Answered;

const TRACK = `query ($queryCode: String!, $secret: String!) {
  trackPetition(queryCode: $queryCode, secret: $secret) { pass number registeredOn receivedOn kind channel summary progress } }`;
const track = (queryCode: string, secret: string, address = '10.0.0.1') =>
  host.answer<{ trackPetition: Record<string, string> }>(null, TRACK, { queryCode, secret }, address);
/** A code of the right shape that was never issued. */
const UNKNOWN = '000000000000';
const wrong = (secret: string) => String((Number(secret) + 1) % 1_000_000).padStart(6, '0');
const noon = new Date(`${TODAY}T04:00:00.000Z`).getTime();

beforeAll(async () => {
  host = await hosted();
  [claim, other, report] = [
    await submit(host),
    await register(host),
    await register(host, { kind: 'REPORT', accused: [{ text: '某科长' }], summary: '检举某科长' }),
  ];
}, 60_000);
beforeEach(async () => {
  await host.db.query('delete from guess_gate');
  host.time.set(new Date(noon));
});

describe('tracking', () => {
  it('opens one petition for the holder of code and secret, without an account', async () => {
    expect(await track(claim.queryCode, claim.secret)).toEqual({
      trackPetition: {
        pass: expect.any(String),
        number: claim.number,
        registeredOn: TODAY,
        receivedOn: TODAY,
        kind: 'CLAIM',
        channel: 'WEB',
        summary: '小区供暖温度不足',
        progress: 'received',
      },
    });
    expect(await track(`${claim.queryCode.slice(0, 4)}-${claim.queryCode.slice(4).toLowerCase()}`, ` ${claim.secret} `)).toMatchObject({
      trackPetition: { number: claim.number },
    });
  });

  it('hands out a pass that other subgraphs, and this one, open', async () => {
    const data = await track(claim.queryCode, claim.secret);
    const { pass } = (data as { trackPetition: { pass: string } }).trackPetition;
    const entities = 'query ($list: [_Any!]!) { _entities(representations: $list) { ... on TrackedPetition { number progress } } }';
    expect(await host.answer(null, entities, { list: [{ __typename: 'TrackedPetition', pass }] })).toEqual({
      _entities: [{ number: claim.number, progress: 'received' }],
    });
    expect(await host.answer(null, entities, { list: [{ __typename: 'TrackedPetition', pass: `${pass}x` }] })).toBe('TOKEN_INVALID');
    expect(await host.answer(null, entities, { list: [{ __typename: 'TrackedPetition', pass: await host.token('registrar') }] })).toBe(
      'TOKEN_INVALID',
    );
  });

  it('of a report shows its progress, but neither organ nor content', async () => {
    const seen = async () => ((await track(report.queryCode, report.secret)) as { trackPetition: Record<string, unknown> }).trackPetition;
    const expected = { number: report.number, registeredOn: TODAY, receivedOn: TODAY, kind: null, channel: null, summary: null };
    const id = report.petition!.id;
    expect(await seen()).toMatchObject({ ...expected, progress: 'received' });
    const opened = CaseOpened.create({ petitionId: id, organId: ORGANS.bureau, stage: 'registered' });
    await host.read({ key: id, event: moving(opened, 'received', ORGANS.government) });
    expect(await seen()).toMatchObject({ ...expected, progress: 'handed_over' });
    await host.read({ key: id, event: moving(opened, 'feedback_noted', ORGANS.government) });
    expect(await seen()).toMatchObject({ ...expected, progress: 'answered' });
  });

  it('of a stage that only a newer case knows says that the matter was handed over, and once it is closed that it was answered', async () => {
    const { petition, queryCode, secret } = await register(host);
    const seen = async () => ((await track(queryCode, secret)) as { trackPetition: { progress: string } }).trackPetition.progress;
    const opened = CaseOpened.create({ petitionId: petition!.id, organId: ORGANS.bureau, stage: 'registered' });
    const course = { stage: 'hearing', exit: '31(7)', outcome: null, organId: ORGANS.housing };
    const read = (closedOn: string | null) =>
      host.read({ key: petition!.id, event: { ...opened, course: { ...course, closedOn } } as unknown as NewEvent });
    await read(null);
    expect(await seen()).toBe('handed_over');
    await read(TODAY);
    expect(await seen()).toBe('answered');
  });

  it('answers an unknown code and a wrong secret the same', async () => {
    const refusal = async (queryCode: string, secret: string) => (await host.ask(null, TRACK, { queryCode, secret }, '10.0.0.2')).errors;
    expect(await refusal(UNKNOWN, claim.secret)).toEqual(await refusal(claim.queryCode, wrong(claim.secret)));
    expect(await track(claim.queryCode, other.secret)).toBe('TRACKING_FAILED');
  });

  it('sees a mistyped code by its check character, and counts nothing', async () => {
    const mistyped = (claim.queryCode.startsWith('0') ? '1' : '0') + claim.queryCode.slice(1);
    for (let times = 0; times < 10; times += 1) expect(await track(mistyped, claim.secret)).toBe('QUERY_CODE_MALFORMED');
    expect(await track(claim.queryCode, claim.secret)).toMatchObject({ trackPetition: { number: claim.number } });
    expect(await host.db.query('select 1 from guess_gate')).toEqual([]);
  });
});

describe('guessing', () => {
  const fail = async (times: number, queryCode: string, address: (at: number) => string) => {
    for (let at = 0; at < times; at += 1) expect(await track(queryCode, wrong(claim.secret), address(at))).toBe('TRACKING_FAILED');
  };

  /** Lets so many seconds pass for all guesses. */
  const age = (seconds: number) =>
    host.db.query(
      `update guess_gate set gate = gate || jsonb_build_object('at', (gate->>'at')::bigint - $1::bigint, 'nextAt', (gate->>'nextAt')::bigint - $1::bigint)
       where gate ? 'at'`,
      [seconds * 1_000],
    );
  const opened = { trackPetition: { number: expect.any(String) } };

  it('from one address ends after five failures in an hour, for the right secret too; the holder elsewhere does not notice', async () => {
    await fail(4, claim.queryCode, () => '10.0.1.1');
    expect(await track(claim.queryCode, claim.secret, '10.0.1.1')).toMatchObject(opened);
    await fail(5, claim.queryCode, () => '10.0.1.1');
    const { errors } = await host.ask(null, TRACK, { queryCode: claim.queryCode, secret: claim.secret }, '10.0.1.1');
    expect(errors?.[0]).toMatchObject({
      message: expect.stringMatching(/请等1[12]分钟再试/),
      extensions: { code: 'TRACKING_LOCKED', kind: 'TOO_MANY' },
    });
    expect(await track(claim.queryCode, claim.secret, '10.0.1.9')).toMatchObject(opened);
    expect(await track(other.queryCode, other.secret, '10.0.1.1')).toMatchObject(opened);
  });

  it('tells how many are left, and then how long to wait', async () => {
    const rest: string[] = [];
    for (let at = 0; at < 5; at += 1) {
      const { errors } = await host.ask(null, TRACK, { queryCode: claim.queryCode, secret: wrong(claim.secret) }, '10.0.1.1');
      rest.push(/还可以再试\d次|要等\d+分钟/.exec(errors?.[0]?.message ?? '')?.[0] ?? '');
    }
    expect(rest).toEqual(['还可以再试4次', '还可以再试3次', '还可以再试2次', '还可以再试1次', '要等12分钟']);
  });

  it('goes on twelve minutes later, by one', async () => {
    await fail(5, claim.queryCode, () => '10.0.1.1');
    await age(11 * 60);
    expect(await track(claim.queryCode, wrong(claim.secret), '10.0.1.1')).toBe('TRACKING_LOCKED');
    await age(60);
    await fail(1, claim.queryCode, () => '10.0.1.1');
    expect(await track(claim.queryCode, claim.secret, '10.0.1.1')).toBe('TRACKING_LOCKED');
    await age(12 * 60);
    expect(await track(claim.queryCode, claim.secret, '10.0.1.1')).toMatchObject(opened);
  });

  it('from many addresses ends after twenty in a day; the holder of the secret waits a minute and gets through', async () => {
    await fail(20, claim.queryCode, (at) => `10.0.1.${at}`);
    expect(await track(claim.queryCode, claim.secret, '10.0.5.1')).toBe('TRACKING_LOCKED');
    await age(60);
    for (let at = 0; at < 20; at += 1) expect(await track(claim.queryCode, wrong(claim.secret), `10.0.1.${at}`)).toBe('TRACKING_LOCKED');
    expect(await track(claim.queryCode, claim.secret, '10.0.5.1')).toMatchObject(opened);
  });

  it('an unknown code costs what a known one costs', async () => {
    await fail(5, UNKNOWN, () => '10.0.1.1');
    expect(await track(UNKNOWN, '000000', '10.0.1.1')).toBe('TRACKING_LOCKED');
    for (let at = 0; at < 15; at += 1) await fail(1, UNKNOWN, () => `10.0.1.${20 + at}`);
    expect(await track(UNKNOWN, '000000', '10.0.1.9')).toBe('TRACKING_LOCKED');
  });

  it('slows an address down after thirty failures over all codes, and refuses the right code and secret nowhere', async () => {
    const codes = await Promise.all(Array.from({ length: 8 }, () => register(host)));
    for (const { queryCode } of codes.slice(0, 7)) await fail(4, queryCode, () => '10.0.2.1');
    await fail(2, codes[7]!.queryCode, () => '10.0.2.1');
    expect(await track(claim.queryCode, claim.secret, '10.0.2.1')).toMatchObject(opened);
    expect(await track(claim.queryCode, claim.secret, '10.0.2.2')).toMatchObject(opened);
    await fail(1, codes[7]!.queryCode, () => '10.0.2.1');
    expect(await track(codes[6]!.queryCode, wrong(claim.secret), '10.0.2.1')).toBe('TRACKING_LOCKED');
  });

  it('at the same instant gets no more attempts than one after the other', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => track(claim.queryCode, wrong(claim.secret), '10.0.3.1')));
    expect(answers.filter((answer) => answer === 'TRACKING_FAILED')).toHaveLength(5);
    expect(answers.filter((answer) => answer === 'TRACKING_LOCKED')).toHaveLength(15);
  });

  it('is not suspected where the holder opens the petition many times at once', async () => {
    const answers = await Promise.all(Array.from({ length: 30 }, () => track(claim.queryCode, claim.secret, '10.0.3.2')));
    expect(answers.filter((answer) => typeof answer === 'string')).toEqual([]);
  });

  it('leaves neither code nor address behind', async () => {
    await fail(1, claim.queryCode, () => '10.0.4.1');
    const kept = JSON.stringify(await host.db.query('select * from guess_gate'));
    expect(kept).not.toContain(claim.queryCode);
    expect(kept).not.toContain('10.0.4.1');
  });
});
