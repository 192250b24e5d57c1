import { spawnSync } from 'node:child_process';
import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { OpinionIssued, RoleGranted } from '@sunshine/events';
import { temporaryFolder } from '@sunshine/testing';
import { sm2 } from 'sm-crypto-v2';
import { Hosted, MEMBERS, WHO, uuid } from '../../test/hosted.js';

const AUDITOR = 120;
const [presider, second, third, outside] = MEMBERS;
const folder = temporaryFolder();

let host: Hosted;
let at: { petitionId: string; hearingId: string };
let pass: string;

interface Pen {
  readonly algorithm: string;
  readonly key: string;
  sign(text: string): string;
}
function ed25519(): Pen {
  const { privateKey, publicKey }: { privateKey: KeyObject; publicKey: KeyObject } = generateKeyPairSync('ed25519');
  const key = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex');
  return { algorithm: 'ed25519', key, sign: (text) => sign(null, Buffer.from(text, 'utf8'), privateKey).toString('hex') };
}
function ofSm2(): Pen {
  const pair = sm2.generateKeyPairHex();
  return { algorithm: 'sm2', key: pair.publicKey, sign: (text) => sm2.doSignature(text, pair.privateKey, { hash: true }) };
}

const keyText = async (person: number, { algorithm, key }: Pen) =>
  String((await host.ask(person, `{ signingKeyText(algorithm: "${algorithm}", key: "${key}") }`))['signingKeyText']);
const register = async (person: number, pen: Pen, signedFor = person) =>
  host.act(
    person,
    'registerSigningKey',
    { algorithm: pen.algorithm, key: pen.key, proof: pen.sign(await keyText(signedFor, pen)) },
    'id fingerprint',
  );
const textFor = async (signerId: string, { algorithm, key }: Pen) => {
  const query = `query ($id: ID!, $signer: ID!) { hearing(id: $id) { signingText(signerId: $signer, algorithm: "${algorithm}", key: "${key}") } }`;
  const answer = await host.ask(WHO.clerk, query, { id: at.hearingId, signer: signerId });
  return (answer as { hearing: { signingText: string } }).hearing.signingText;
};
const signAs = async (person: number, signerId: string, pen: Pen) =>
  host.act(person, 'signHearingBundle', {
    ...at,
    signerId,
    algorithm: pen.algorithm,
    key: pen.key,
    value: pen.sign(await textFor(signerId, pen)),
  });

interface Bundle {
  readonly link: string;
  readonly partyLink: string;
  readonly nodeKey: string;
  readonly sections: readonly { readonly section: number; readonly open: number; readonly sealed: number }[];
  readonly signers: readonly {
    readonly id: string;
    readonly name: string | null;
    readonly part: string;
    readonly state: string;
    readonly mine: boolean;
  }[];
}
const bundle = async (person: number): Promise<Bundle | null> =>
  (
    (await host.hearing(
      person,
      at.hearingId,
      'bundle { link partyLink nodeKey sections { section open sealed } signers { id name part state mine } }',
    )) as {
      bundle: Bundle | null;
    } | null
  )?.bundle ?? null;
const tracked = async (): Promise<Bundle | null> => {
  const answer = (await host.ask(
    null,
    `query ($r: [_Any!]!) { _entities(representations: $r) { ... on TrackedPetition { hearings { bundle { link partyLink nodeKey sections { section open sealed } signers { id name part state mine } } } } } }`,
    { r: [{ __typename: 'TrackedPetition', pass }] },
  )) as { _entities: { hearings: { bundle: Bundle | null }[] }[] };
  return answer._entities[0]?.hearings[0]?.bundle ?? null;
};
const signerOf = async (part: string) => (await bundle(WHO.clerk))?.signers.find((one) => one.part === part)?.id ?? '';

/** The check as a process of its own, on what was saved. */
function verify(text: string, ...args: string[]) {
  const file = join(folder, 'bundle.jsonl');
  writeFileSync(file, text);
  const program = fileURLToPath(new URL('../../dist/bundle/verify-bundle.js', import.meta.url));
  const { status, stdout } = spawnSync(process.execPath, ['--no-warnings', program, file, ...args], { encoding: 'utf8', env: {} });
  const last = stdout.trim().split('\n').at(-1) ?? '{}';
  return {
    status,
    stdout,
    report: JSON.parse(last) as { faults: { line: number; place: string }[]; signed: { way: string }[]; opened: string[] },
  };
}

beforeAll(async () => {
  host = await Hosted.open();
  host.setDay('2025-04-07');
  const roomId = await host.pool();
  at = await host.decided(600);
  pass = await host.pass(600);
  await host.send({
    source: 'directory',
    key: uuid(AUDITOR),
    event: RoleGranted.create({ personId: uuid(AUDITOR), organId: uuid(4), role: 'AUDITOR', notices: false }),
  });
  const time = { roomId, startsAt: '2025-04-18T01:00:00.000Z', endsAt: '2025-04-18T04:00:00.000Z' };
  await host.act(WHO.clerk, 'scheduleHearing', { ...at, ...time, public: true, clerkIds: [uuid(WHO.clerk)] });
  await host.tellAll(at, '2025-04-07');
  host.setDay('2025-04-18');
  await host.act(WHO.clerk, 'openHearing', { ...at, presentIds: [...MEMBERS.slice(0, 3), WHO.clerk].map(uuid) });
  await host.act(WHO.clerk, 'noteAttendance', { ...at, name: '贾信访', part: 'petitioner', leaves: false });
  await host.act(WHO.clerk, 'noteAttendance', { ...at, name: '陶见证', part: 'witness', leaves: false });
  const kinds = ['identity', 'rules', 'challenge', 'petitioner_statement', 'organ_statement', 'last_words'];
  const entries = kinds.map((kind) => ({ kind, text: `所述 ${kind}，陶见证电话 13900001111` }));
  await host.act(WHO.clerk, 'addHearingEntries', { ...at, entries });
  await host.act(WHO.clerk, 'endSitting', at);
  await host.act(WHO.clerk, 'recordDeliberation', { ...at, text: '评议中的话' });
  await host.act(WHO.clerk, 'openVote', { ...at, question: '是否支持', options: ['支持', '不支持'] });
  for (const n of MEMBERS.slice(0, 3)) await host.act(n, 'castBallot', { ...at, choice: n === third ? '不支持' : '支持' });
  await host.act(WHO.clerk, 'stopVote', at);
}, 120_000);

describe('the file of a hearing', () => {
  it('is closed by the clerk once there is a conclusion, and by nobody else', async () => {
    expect(await host.act(WHO.clerk, 'sealHearingBundle', at)).toEqual({ code: 'HEARING_ACT_NOT_NOW' });
    await host.act(WHO.clerk, 'concludeHearing', { ...at, text: '听证结论如此', minority: '少数人的理由' });
    expect(await bundle(WHO.clerk)).toBeNull();
    expect(await host.act(WHO.handler, 'sealHearingBundle', at)).toEqual({ code: 'ACT_NOT_YOURS' });
    expect(await host.act(WHO.clerk, 'sealHearingBundle', at, 'bundle { sections { section sealed } }')).toEqual({
      bundle: { sections: [{ section: 1, sealed: 5 }] },
    });
    expect(await host.act(WHO.clerk, 'sealHearingBundle', at)).toEqual({ code: 'BUNDLE_NOTHING_NEW' });
    const { signers } = (await bundle(WHO.clerk)) as Bundle;
    const offered = async (person: number) =>
      ((await host.hearing(person, at.hearingId, 'acts { act }')) as { acts: { act: string }[] } | null)?.acts.map(({ act }) => act);
    expect(await offered(presider)).toContain('signHearingBundle');
    expect(await offered(WHO.handler)).not.toContain('signHearingBundle');
    expect(signers.map(({ part, name, mine }) => [part, name, mine])).toEqual([
      ['presider', `听证员${presider}`, false],
      ['member', `听证员${second}`, false],
      ['member', `听证员${third}`, false],
      ['clerk', null, true],
      ['petitioner', '贾信访', false],
      ['witness', null, false],
    ]);
  });

  it('is signed by a member under a registered key, by that member alone, and once', async () => {
    const [pen, strange] = [ed25519(), ed25519()];
    expect(await register(presider, pen, second)).toEqual({ code: 'BUNDLE_KEY_NOT_HELD' });
    expect(await signAs(presider, uuid(presider), pen)).toEqual({ code: 'BUNDLE_KEY_UNKNOWN' });
    expect(await register(presider, pen)).toMatchObject({ fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(await register(second, pen)).toEqual({ code: 'BUNDLE_KEY_TAKEN' });
    expect(await signAs(presider, uuid(second), pen)).toEqual({ code: 'BUNDLE_SIGNER_OTHER' });
    expect(await signAs(outside, uuid(presider), pen)).toEqual({ code: 'PETITION_NOT_FOUND' });
    const other = { ...pen, sign: strange.sign };
    expect(await signAs(presider, uuid(presider), other)).toEqual({ code: 'BUNDLE_SIGNATURE_WRONG' });
    expect(await signAs(presider, uuid(presider), pen)).toMatchObject({ id: at.hearingId });
    expect(await signAs(presider, uuid(presider), pen)).toEqual({ code: 'BUNDLE_SIGNED_BEFORE' });
    const sm = ofSm2();
    const { id } = await register(second, sm);
    expect(await signAs(second, uuid(second), sm)).toMatchObject({ id: at.hearingId });
    expect(await host.act(second, 'endSigningKey', { id }, 'endedAt')).toEqual({ endedAt: expect.any(String) });
    expect(await host.act(presider, 'endSigningKey', { id }, 'endedAt')).toEqual({ code: 'BUNDLE_KEY_UNKNOWN' });
  });

  it('is signed by a party with the pass, who signs for no other', async () => {
    const pen = ed25519();
    const petitioner = await signerOf('petitioner');
    const value = pen.sign(await textFor(petitioner, pen));
    const input = { hearingId: at.hearingId, pass, algorithm: pen.algorithm, key: pen.key, value };
    expect(await host.act(null, 'signHearingBundle', { ...input, signerId: uuid(third) })).toEqual({ code: 'BUNDLE_SIGNER_OTHER' });
    const ofAnother = { ...input, pass: await host.pass(600, 9003), signerId: petitioner };
    expect(await host.act(null, 'signHearingBundle', ofAnother)).toEqual({ code: 'BUNDLE_SIGNER_OTHER' });
    await host.act(null, 'signHearingBundle', { ...input, signerId: petitioner });
    expect((await tracked())?.signers.find(({ id }) => id === petitioner)).toMatchObject({ state: 'key', mine: false });
  });

  it('is closed for who signs on paper by the scan, and for who refuses by a witness or a recording, never by a tick', async () => {
    const input = { ...at, signerId: uuid(WHO.clerk) };
    expect(await host.act(WHO.clerk, 'recordPaperSignature', { ...input, scan: '已签' })).toEqual({ code: 'BUNDLE_SCAN_HASH' });
    expect(await host.act(WHO.clerk, 'recordPaperSignature', { ...input, scan: 'AB'.repeat(32) })).toMatchObject({ id: at.hearingId });
    const refused = { ...at, signerId: uuid(third) };
    for (const proof of [{}, { witness: ' ' }, { video: '' }])
      expect(await host.act(WHO.clerk, 'recordRefusedSignature', { ...refused, ...proof })).toEqual({ code: 'BUNDLE_REFUSAL_UNPROVEN' });
    expect(await host.act(WHO.clerk, 'recordRefusedSignature', { ...refused, witness: `听证员${third}` })).toEqual({
      code: 'BUNDLE_WITNESS_CONCERNED',
    });
    expect(await host.act(third, 'recordRefusedSignature', { ...refused, witness: '在场人王' })).toEqual({ code: 'ACT_NOT_YOURS' });
    await host.act(WHO.clerk, 'recordRefusedSignature', { ...refused, witness: '在场人王' });
    await host.act(WHO.clerk, 'recordRefusedSignature', { ...at, signerId: await signerOf('witness'), video: '录像 3 号 00:41' });
    const pen = ed25519();
    await register(third, pen);
    expect(await signAs(third, uuid(third), pen)).toEqual({ code: 'BUNDLE_SIGNATURE_REFUSED' });
    expect((await bundle(WHO.clerk))?.signers.map(({ state }) => state)).toEqual(['key', 'key', 'refused', 'paper', 'key', 'refused']);
  });

  it('leaves by a link of a minute to who may read it, and proves itself in a process of its own', async () => {
    const { link, nodeKey } = (await bundle(WHO.clerk)) as Bundle;
    expect(await host.fetch(WHO.handler, link)).toBe('BUNDLE_LINK_INVALID');
    expect(await host.fetch(null, link)).toBe('BUNDLE_LINK_INVALID');
    expect(await host.fetch(WHO.clerk, link.replace(at.hearingId, uuid(1)))).toBe('BUNDLE_LINK_INVALID');
    const text = await host.fetch(WHO.clerk, link);
    expect(verify(text)).toMatchObject({ status: 0, report: { faults: [], signed: [{}, {}, {}, {}, {}, {}] } });
    writeFileSync(join(folder, 'keys'), `${nodeKey} 东湖区住建局\n`);
    expect(verify(text, '--keys', join(folder, 'keys')).stdout).toContain('已核对为 东湖区住建局');
    const changed = verify(text.replace('听证结论如此', '听证结论如比'));
    expect(changed).toMatchObject({ status: 1, report: { faults: [{ place: '听证结论 1' }] } });
    for (const words of ['评议中的话', '少数人的理由', '"choice"']) expect(text).not.toContain(words);
    host.setDay('2025-04-18', 'T01:02:00.000Z');
    expect(await host.fetch(WHO.clerk, link)).toBe('BUNDLE_LINK_EXPIRED');
    host.setDay('2025-04-18');
    expect(await bundle(WHO.registrar)).toBeNull();
    const lines = await host.db.query(`select act, subject from audit where act = 'downloadHearingBundle'`);
    expect(lines).toEqual([{ act: 'downloadHearingBundle', subject: at.petitionId }]);
  });

  it('reaches a party without data of third persons, under the same head and signatures', async () => {
    const { link, partyLink } = (await tracked()) as Bundle;
    expect(link).toBeNull();
    const text = await host.fetch(null, partyLink);
    expect(text).not.toMatch(/陶见证|13900001111/);
    expect(text).toContain('贾信访');
    expect(verify(text)).toMatchObject({ status: 0, report: { faults: [], signed: [{}, {}, {}, {}, {}, {}] } });
    expect(await host.fetch(null, partyLink.replace('view=party', 'view=office'))).toBe('BUNDLE_LINK_INVALID');
  });

  it('is opened where it is sealed by the auditor alone, with a purpose that is on record, and what is opened proves itself', async () => {
    const input = { ...at, purpose: '上级督查调阅表决情况' };
    for (const person of [WHO.clerk, WHO.head, WHO.handler, presider])
      expect(await host.act(person, 'openHearingSealed', input, 'text')).toEqual({ code: 'ACT_NOT_YOURS' });
    expect(await host.act(AUDITOR, 'openHearingSealed', { ...input, purpose: '看看' }, 'text')).toEqual({ code: 'BUNDLE_PURPOSE_MISSING' });
    const { text } = (await host.act(AUDITOR, 'openHearingSealed', input, 'text')) as { text: string };
    expect(text).toContain('少数人的理由');
    writeFileSync(join(folder, 'opened'), text);
    const file = await host.fetch(WHO.clerk, ((await bundle(WHO.clerk)) as Bundle).link);
    expect(verify(file, '--opened', join(folder, 'opened')).report.opened).toHaveLength(5);
    writeFileSync(join(folder, 'opened'), text.replace('"choice":"不支持"', '"choice":"支持"'));
    expect(verify(file, '--opened', join(folder, 'opened'))).toMatchObject({ status: 1 });
    expect(await host.db.query(`select purpose from audit where act = 'openHearingSealed' and purpose is not null`)).toEqual([
      { purpose: '上级督查调阅表决情况' },
    ]);
  });

  it('takes the opinion that came since in a section of its own, and the signatures stand', async () => {
    await host.send({
      source: 'case',
      key: at.petitionId,
      actor: uuid(WHO.head),
      event: OpinionIssued.create({
        petitionId: at.petitionId,
        opinionId: uuid(78),
        documentId: uuid(178),
        number: '东住建访〔2025〕3号',
        hash: 'd'.repeat(64),
        dispatchedOn: '2025-04-18',
        outcome: 'supported',
        executeBy: null,
      }),
    });
    expect(await host.act(WHO.clerk, 'sealHearingBundle', at, 'bundle { sections { section open sealed } }')).toMatchObject({
      bundle: { sections: [{ section: 1 }, { section: 2, open: 1, sealed: 0 }] },
    });
    const text = await host.fetch(WHO.clerk, ((await bundle(WHO.clerk)) as Bundle).link);
    expect(text).toContain('d'.repeat(64));
    expect(verify(text)).toMatchObject({ status: 0, report: { faults: [], signed: [{}, {}, {}, {}, {}, {}] } });
    expect(await host.act(WHO.clerk, 'sealHearingBundle', at)).toEqual({ code: 'BUNDLE_NOTHING_NEW' });
  });
});
