import { beforeAll, describe, expect, it } from '@jest/globals';
import { FileClient } from '../../test/file-door.js';
import { hosted, register, TODAY, type Hosted } from '../../test/hosted.js';

let host: Hosted;
let files: FileClient;
beforeAll(async () => {
  host = await hosted();
  files = new FileClient(host);
}, 60_000);

const NOBODY = '018f0000-0000-7000-8000-0000000000f1';
const CODE = 'holderId queryCode secret';
const MEMBERS = 'petitioners { id consent { way on fileId } leftOn }';
interface Code {
  holderId: string;
  queryCode: string;
  secret: string;
}
interface Tracked {
  number: string;
  pass: string;
  leftOn: string | null;
}

async function track({ queryCode, secret }: Pick<Code, 'queryCode' | 'secret'>): Promise<Tracked | string> {
  const query =
    'query ($queryCode: String!, $secret: String!) { trackPetition(queryCode: $queryCode, secret: $secret) { number pass leftOn } }';
  const data = await host.answer<{ trackPetition: Tracked }>(null, query, { queryCode, secret }, '10.1.1.7');
  return typeof data === 'string' ? data : data.trackPetition;
}
const passOf = async (code: Pick<Code, 'queryCode' | 'secret'>) => ((await track(code)) as Tracked).pass;
const scan = () => files.upload(Buffer.from('%PDF-1.7\n'), { who: 'registrar' });

async function joint(more: Record<string, unknown> = {}) {
  const petitioners = ['钱甲某', '钱乙某', '钱丙某'].map((name) => ({ name }));
  const filed = await register(host, { petitioners, peopleCount: 3, contentClass: '010203', ...more });
  const petitionId = filed.petition!.id;
  const { petitioners: rows } = await host.petition<{ petitioners: { id: string }[] }>(petitionId, MEMBERS);
  return { filed, petitionId, members: rows.map(({ id }) => id) as [string, string, string] };
}
const code = (petitionId: string, petitionerId: string, more: Record<string, unknown> = {}) =>
  host.act<Code>(
    'registrar',
    'issueMemberCode',
    { petitionId, petitionerId, identityCheck: 'IDENTITY_DOCUMENT_SHOWN', ...more },
    CODE,
  ) as Promise<Code>;

describe('the query code of a member', () => {
  it('is the member’s own beside that of the petition, given again to the same request', async () => {
    const { filed, petitionId, members } = await joint();
    const [a, b] = [await code(petitionId, members[0], { requestId: 'member-a' }), await code(petitionId, members[1])];
    expect(await code(petitionId, members[0], { requestId: 'member-a' })).toEqual(a);
    expect(a.holderId).toBe(members[0]);
    expect(new Set([a.queryCode, b.queryCode, filed.queryCode]).size).toBe(3);
    for (const holder of [a, b, filed]) expect(await track(holder)).toMatchObject({ number: filed.number, leftOn: null });
    expect(await track({ queryCode: a.queryCode, secret: b.secret })).toBe('TRACKING_FAILED');
    await host.db.query('delete from guess_gate');
  });

  it('opens a pass that names its own member and no other', async () => {
    const { filed, petitionId, members } = await joint();
    for (const member of members) {
      const pass = await passOf(await code(petitionId, member));
      const claims = JSON.parse(Buffer.from(pass.split('.')[1]!, 'base64url').toString()) as Record<string, unknown>;
      expect(claims).toMatchObject({ kind: 'tracker', sub: petitionId, member });
      for (const other of members.filter((id) => id !== member)) expect(JSON.stringify(claims)).not.toContain(other);
    }
    expect(Buffer.from((await passOf(filed)).split('.')[1]!, 'base64url').toString()).not.toContain('member');
  });

  it('issued again replaces the former one, and no other', async () => {
    const { filed, petitionId, members } = await joint();
    const [former, other] = [await code(petitionId, members[0]), await code(petitionId, members[1])];
    const now = await code(petitionId, members[0]);
    expect(await track(former)).toBe('TRACKING_FAILED');
    for (const holder of [now, other, filed]) expect(await track(holder)).toMatchObject({ number: filed.number });
    await host.db.query('delete from guess_gate');
  });

  it('is given by the registrar of the registering organ, to petitioners of a joint petition', async () => {
    const { petitionId, members } = await joint();
    const input = { petitionId, petitionerId: members[0], identityCheck: 'KNOWN_TO_THE_DESK' };
    expect(await host.act('dispatcher', 'issueMemberCode', input, CODE)).toBe('ACT_NOT_YOURS');
    expect(await host.act('registrar', 'issueMemberCode', { ...input, petitionerId: NOBODY }, CODE)).toBe('MEMBER_UNKNOWN');
    const alone = await register(host);
    const { petitioners } = await host.petition<{ petitioners: { id: string }[] }>(alone.petition!.id, MEMBERS);
    const single = { ...input, petitionId: alone.petition!.id, petitionerId: petitioners[0]!.id };
    expect(await host.act('registrar', 'issueMemberCode', single, CODE)).toBe('MEMBERS_ONLY_IF_JOINT');
  });
});

describe('the consent of a member', () => {
  it('is an open point while it is missing, and refuses nothing', async () => {
    const { petitionId, members } = await joint();
    const points = async () => (await host.petition<{ openPoints: { part: string }[] }>(petitionId, 'openPoints { part }')).openPoints;
    expect(await points()).toEqual([{ part: 'jointConsent' }]);
    const fileId = await scan();
    const given = { petitionId, petitionerId: members[0], way: 'SIGNED_PAPER', fileId };
    expect(await host.act('registrar', 'recordConsent', given, MEMBERS)).toMatchObject({
      petitioners: [{ consent: { way: 'SIGNED_PAPER', on: TODAY, fileId } }, { consent: null }, { consent: null }],
    });
    for (const petitionerId of members.slice(1)) {
      expect(await points()).toEqual([{ part: 'jointConsent' }]);
      expect(await host.act('registrar', 'recordConsent', { petitionId, petitionerId, way: 'IN_PERSON' })).toMatchObject({
        id: petitionId,
      });
    }
    expect(await points()).toEqual([]);
  });

  it('is not needed from a representative at a visit, nor from a member who has left', async () => {
    const speaker = { name: '钱甲某', representative: true };
    const { petitionId, members } = await joint({ petitioners: [speaker, { name: '钱乙某' }], peopleCount: 2 });
    await host.act('registrar', 'recordConsent', { petitionId, petitionerId: members[0], way: 'CALLED_BACK' });
    const left = { petitionId, petitionerId: members[1], fileId: await scan() };
    expect(await host.act('registrar', 'leaveGroup', left, 'leftOn')).toEqual({ leftOn: TODAY });
    expect(await host.petition(petitionId, 'openPoints { part }')).toEqual({ openPoints: [] });
    const visit = await joint({ channel: 'VISIT', petitioners: [speaker, { name: '钱乙某', representative: true }], peopleCount: 2 });
    const { openPoints } = await host.petition<{ openPoints: { part: string }[] }>(visit.petitionId, 'openPoints { part }');
    expect(openPoints.map(({ part }) => part)).not.toContain('jointConsent');
  });
});

describe('leaving the group', () => {
  it('is the member’s own act; the code still works, and the others learn nothing', async () => {
    const { filed, petitionId, members } = await joint();
    const [a, b] = [await code(petitionId, members[0]), await code(petitionId, members[1])];
    const before = await track(b);
    const input = { requestId: 'leave-a', pass: await passOf(a) };
    const answer = { petitionId, petitionerId: members[0], leftOn: TODAY };
    const fields = 'petitionId petitionerId leftOn';
    expect(await host.act(null, 'leaveGroup', input, fields)).toEqual(answer);
    // A repeat with a fresh pass is the same request.
    expect(await host.act(null, 'leaveGroup', { ...input, pass: await passOf(a) }, fields)).toEqual(answer);
    expect(await host.act(null, 'leaveGroup', { pass: await passOf(a) }, fields)).toBe('MEMBER_HAS_LEFT');
    expect(await track(a)).toMatchObject({ number: filed.number, leftOn: TODAY });
    expect(await track(b)).toEqual({ ...(before as Tracked), pass: expect.any(String) });
    expect(await track(filed)).toMatchObject({ leftOn: null });
    expect(await host.petition(petitionId, MEMBERS)).toMatchObject({
      petitioners: [{ leftOn: TODAY }, { leftOn: null }, { leftOn: null }],
    });
    const [{ data }] = (await host.db.query("select data from outbox where key = $1 and pattern = 'MemberLeft'", [petitionId])) as [
      { data: Record<string, unknown> },
    ];
    expect(data).toMatchObject({ actor: { kind: 'tracker', id: null }, data: { petitionerId: members[0], organId: null, way: 'online' } });
  });

  it('by a registrar needs the signed paper; the pass of the petition belongs to no member', async () => {
    const { filed, petitionId, members } = await joint();
    const left = { petitionId, petitionerId: members[0] };
    expect(await host.act('registrar', 'leaveGroup', left, 'leftOn')).toBe('LEAVING_PAPER_MISSING');
    expect(await host.act('dispatcher', 'leaveGroup', left, 'leftOn')).toBe('ACT_NOT_YOURS');
    expect(await host.act(null, 'leaveGroup', left, 'leftOn')).toBe('SIGN_IN_REQUIRED');
    expect(await host.act(null, 'leaveGroup', { pass: await passOf(filed) }, 'leftOn')).toBe('LEAVING_BY_MEMBER_ALONE');
    expect(await host.act(null, 'leaveGroup', { pass: 'x' }, 'leftOn')).toBe('TOKEN_INVALID');
    for (const petitionerId of members.slice(0, 2))
      expect(await host.act('registrar', 'leaveGroup', { petitionId, petitionerId, fileId: await scan() }, 'leftOn')).toEqual({
        leftOn: TODAY,
      });
    const last = { petitionId, petitionerId: members[2], fileId: await scan() };
    expect(await host.act('registrar', 'leaveGroup', last, 'leftOn')).toBe('LAST_MEMBER_WITHDRAWS');
  });
});
