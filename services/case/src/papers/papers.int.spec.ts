import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { RulePackPublished } from '@sunshine/events';
import { builtInPacks, packNamed } from '@sunshine/procedure';
import { v7 as uuid } from 'uuid';
import { BUREAU, HOUSING } from '../../test/builders.js';
import { WHO, World } from '../../test/world.js';

let world: World;

beforeAll(async () => {
  world = await World.open();
  world.setDay('2025-03-03');
}, 120_000);

type Petition = Awaited<ReturnType<World['register']>>;
interface Doc {
  id: string;
  kind: string;
  number: string;
  hash: string;
  body: string;
  voidedOn: string | null;
  voidReason: string | null;
  replacedBy: { id: string; number: string } | null;
  prints: { line: number; copies: number; reason: string | null; printedBy: { id: string } }[];
  services: {
    petitionerId: string;
    throughPetitionerId: string | null;
    way: string;
    servedOn: string | null;
    receiptFileId: string | null;
  }[];
}
const FIELDS = 'id kind number issuedOn hash body petitionId voidedOn voidReason replacedBy { id number } organ { id }';

const documents = async ({ petitionId }: Petition, who: string = WHO.handler): Promise<Doc[]> => {
  const found = await world.petition(
    who,
    petitionId,
    `documents { ${FIELDS} prints { line copies reason printedOn printedBy { id } } services { petitionerId throughPetitionerId way servedOn receiptFileId } }`,
  );
  return (found?.['documents'] ?? []) as Doc[];
};
const paper = async (petition: Petition, kind: string): Promise<Doc> => (await documents(petition)).findLast((one) => one.kind === kind)!;

async function accepted(change: Parameters<World['register']>[0] = {}): Promise<Petition> {
  const petition = await world.register(change);
  const { petitionId } = petition;
  await world.act(WHO.dispatcher, 'routePetition', { petitionId, kind: 'TRANSFER', toOrganId: HOUSING.id, reason: '属该单位职责' });
  expect(await world.act(WHO.handler, 'acceptPetition', { petitionId })).toMatchObject({ stage: 'accepted' });
  return petition;
}

async function issued(change: Parameters<World['register']>[0] = {}): Promise<Petition> {
  const petition = await accepted(change);
  const { petitionId, requestIds } = petition;
  await world.inquire(petition);
  const answers = requestIds.map((request) => ({ id: request, outcome: 'NOT_SUPPORTED', answer: '不予支持。', basis: ['依据'] }));
  await world.act(WHO.handler, 'draftOpinion', { petitionId, facts: '事实', evidence: ['证据'], answers });
  await world.act(WHO.checker, 'checkOpinion', { petitionId });
  expect(await world.act(WHO.issuer, 'issueOpinion', { petitionId })).toMatchObject({ stage: 'opinion_issued' });
  return petition;
}

const voidNumber = (who: string, { kind, number }: Pick<Doc, 'kind' | 'number'>, reason = '印章模糊') =>
  world.act(who, 'voidDocumentNumber', { kind, number, reason }, 'state reason number voidedOn paper { id }');
const print = (who: string, documentId: string, copies = 2, reason: string | null = null) =>
  world.act(who, 'printDocument', { documentId, copies, reason }, 'id number');

interface Register {
  edges: {
    cursor: string;
    node: { kind: string; running: number; number: string; state: string; reason: string | null; paper: { id: string } | null };
  }[];
  pageInfo: { hasNextPage: boolean; endCursor: string };
}
async function register(who: string | null, more: Record<string, unknown> = {}): Promise<Register | { code: unknown }> {
  const { data, errors } = await world.graph(
    who,
    `query ($organId: ID!, $year: Int!, $kind: String, $gapsOnly: Boolean, $first: Int, $after: String) {
      documentRegister(organId: $organId, year: $year, kind: $kind, gapsOnly: $gapsOnly, first: $first, after: $after) {
        edges { cursor node { id kind year running number state reason voidedOn voidedBy { id } organ { id } paper { id } } } pageInfo { hasNextPage endCursor } } }`,
    { organId: HOUSING.id, year: 2025, ...more },
  );
  return errors ? { code: errors[0]?.extensions?.code } : (data?.['documentRegister'] as Register);
}
const gaps = async () => ((await register(WHO.head, { gapsOnly: true })) as Register).edges.map(({ node }) => node);
/** What a killed or refused act leaves: a number taken for a paper that was not written. */
async function gap(kind = 'NOTICE'): Promise<number> {
  const [row] = (await world.rows.query(
    `with n as (insert into document_number as n (organ_id, kind, year, last) values ($1, $2, 2025, 1)
        on conflict (organ_id, kind, year) do update set last = n.last + 1 returning last)
      insert into document_register (organ_id, kind, year, running, state, taken_at) select $1, $2, 2025, last, 'free', now() from n returning running`,
    [HOUSING.id, kind],
  )) as { running: number }[];
  return row!.running;
}

describe('the content of a paper', () => {
  it('is canonical JSON whose SHA-256 is the hash, and names nobody', async () => {
    const petition = await issued();
    for (const { body, hash, kind } of await documents(petition)) {
      expect(createHash('sha256').update(body, 'utf8').digest('hex')).toBe(hash);
      expect(JSON.parse(body)).toMatchObject({ template: expect.stringMatching(new RegExp(`^${kind}\\.\\d+$`)) });
    }
  });

  it('is shown to readers of the petition, by its id as well', async () => {
    const { id } = await paper(await accepted(), 'ACCEPTANCE');
    const byId = async (who: string) => {
      const { data } = await world.graph(
        who,
        `query ($r: [_Any!]!) { _entities(representations: $r) { ... on CaseDocument { id body } } }`,
        {
          r: [{ __typename: 'CaseDocument', id }],
        },
      );
      return (data?.['_entities'] as ({ body: string } | null)[])[0];
    };
    expect((await byId(WHO.handler))?.body).toContain('"template":"ACCEPTANCE.2"');
    expect(await byId(uuid())).toBeNull();
  });
});

describe('a number out of use', () => {
  it('of an opinion gives it back to the issuer: nothing is served on it, HANDLE runs again, and the next one has the next number', async () => {
    world.setDay('2025-03-10');
    const petition = await issued();
    const { petitionId, petitionerIds } = petition;
    const former = await paper(petition, 'OPINION');
    world.setDay('2025-03-12');
    expect(await voidNumber(WHO.issuer, former)).toMatchObject({
      state: 'void',
      reason: '印章模糊',
      voidedOn: '2025-03-12',
      paper: { id: former.id },
    });

    expect(await world.petition(WHO.handler, petitionId, 'stage outcome opinion { state }')).toEqual({
      stage: 'handling',
      outcome: null,
      opinion: { state: 'checked' },
    });
    const [request] = (await world.rows.query('select outcome, basis from petition_request where petition_id = $1 limit 1', [
      petitionId,
    ])) as object[];
    expect(request).toEqual({ outcome: null, basis: null });
    expect((await world.clocks(petitionId)).filter((clock) => clock.startsWith('HANDLE'))).toEqual([
      'HANDLE 2025-03-10..2025-05-09 met 2025-03-10',
      'HANDLE 2025-03-10..2025-05-09',
    ]);
    const serve = (more: object = {}) =>
      world.act(WHO.handler, 'recordService', {
        petitionId,
        petitionerId: petitionerIds[0],
        way: 'in_person',
        proof: { signature: '名' },
        ...more,
      });
    expect(await serve()).toMatchObject({ code: 'ACT_NOT_IN_STAGE' });
    expect(await serve({ documentId: former.id })).toMatchObject({ code: 'DOCUMENT_VOID' });

    world.setDay('2025-03-14');
    expect(await world.act(WHO.issuer, 'issueOpinion', { petitionId })).toMatchObject({ stage: 'opinion_issued' });
    const next = await paper(petition, 'OPINION');
    expect(Number(/(\d+)号$/.exec(next.number)?.[1])).toBe(Number(/(\d+)号$/.exec(former.number)?.[1]) + 1);
    expect(await serve()).toMatchObject({ stage: 'opinion_served' });
    expect(await voidNumber(WHO.issuer, next)).toMatchObject({ code: 'DOCUMENT_SERVED' });
    expect((await world.events(petitionId)).map(({ type }) => type).slice(-3)).toEqual(['PaperVoided', 'OpinionIssued', 'OpinionServed']);
  });

  it('of another paper issues the same text at once under the next number; both stay on file', async () => {
    world.setDay('2025-03-10');
    const petition = await accepted();
    const former = await paper(petition, 'ACCEPTANCE');
    world.setDay('2025-03-12');
    await voidNumber(WHO.head, former, '重号');
    const [out, again] = (await documents(petition)).filter(({ kind }) => kind === 'ACCEPTANCE');
    expect(out).toMatchObject({ id: former.id, hash: former.hash, body: former.body, voidedOn: '2025-03-12', voidReason: '重号' });
    expect(out?.replacedBy).toEqual({ id: again?.id, number: again?.number });
    const [before, after] = [former, again!].map(({ body }) => (JSON.parse(body) as { parts: Record<string, unknown> }).parts);
    expect(after).toEqual({
      ...before,
      number: again?.number,
      date: '2025-03-12',
      dispatch: { on: '2025-03-12', way: 'register', proof: {} },
      replaces: { number: former.number, on: '2025-03-10' },
    });
    expect(await world.petition(WHO.handler, petition.petitionId, 'stage')).toEqual({ stage: 'accepted' });
    expect(await voidNumber(WHO.head, former)).toMatchObject({ code: 'DOCUMENT_VOID' });
  });

  it('is the issuer’s or the head’s matter, in the own organ, with a reason', async () => {
    const { kind, number } = await paper(await accepted(), 'ACCEPTANCE');
    const before = await world.fingerprint();
    for (const who of [WHO.handler, WHO.checker, WHO.dispatcher, WHO.auditor])
      expect(await voidNumber(who, { kind, number })).toMatchObject({ code: 'ACT_NOT_YOURS' });
    expect(await voidNumber(WHO.head, { kind, number }, ' ')).toMatchObject({ code: 'TEXT_MISSING' });
    for (const strange of ['明信信访〔2025〕1号', '明住建信访〔2025〕9999号', '明住建信访〔2025〕01号', '12'])
      expect(await voidNumber(WHO.head, { kind, number: strange })).toMatchObject({ code: 'DOCUMENT_NUMBER_UNKNOWN' });
    expect(await world.fingerprint()).toBe(before);
  });
});

describe('the register of numbers', () => {
  it('shows every number with its state and paper, and a gap until it has a reason', async () => {
    const running = await gap();
    const free = (await gaps()).find((one) => one.kind === 'NOTICE' && one.running === running);
    expect(free).toMatchObject({ state: 'free', reason: null, number: `明住建信访〔2025〕${running}号`, paper: null });
    expect(await voidNumber(WHO.head, { kind: 'NOTICE', number: free!.number }, '草稿撤回')).toMatchObject({
      state: 'void',
      reason: '草稿撤回',
    });
    expect((await gaps()).filter(({ kind }) => kind === 'NOTICE')).toEqual([]);
    expect(await voidNumber(WHO.head, { kind: 'NOTICE', number: free!.number })).toMatchObject({ code: 'DOCUMENT_VOID' });
    // Out of use for good: the next notice has the number after it.
    const petition = await world.register();
    const { petitionId } = petition;
    await world.act(WHO.dispatcher, 'routePetition', { petitionId, kind: 'TRANSFER', toOrganId: HOUSING.id, reason: '属该单位职责' });
    await world.act(WHO.handler, 'informPetitioner', { petitionId, path: '属我局职责', procedure: '依法办理' });
    expect((await paper(petition, 'NOTICE')).number).toBe(`明住建信访〔2025〕${running + 1}号`);
  });

  it('waits for a number whose paper is being written', async () => {
    const running = await gap('EXTENSION_NOTICE');
    await world.rows.query(
      `update document_register set state = 'taken', document_id = $2 where organ_id = $1 and kind = 'EXTENSION_NOTICE' and running = ${running}`,
      [HOUSING.id, uuid()],
    );
    expect(await voidNumber(WHO.head, { kind: 'EXTENSION_NOTICE', number: `明住建信访〔2025〕${running}号` })).toMatchObject({
      code: 'DOCUMENT_NUMBER_TAKEN',
    });
  });

  it('is read page by page by kind and number, by year', async () => {
    await accepted();
    const all = (await register(WHO.issuer, { first: 100 })) as Register;
    const keys = all.edges.map(({ node }) => `${node.kind} ${String(node.running).padStart(6, '0')}`);
    expect(keys).toEqual(keys.toSorted());
    const seen: string[] = [];
    for (let after: string | null = null; ;) {
      const page = (await register(WHO.issuer, { first: 2, after })) as Register;
      seen.push(...page.edges.map(({ node }) => `${node.kind} ${String(node.running).padStart(6, '0')}`));
      if (!page.pageInfo.hasNextPage) break;
      after = page.pageInfo.endCursor;
    }
    expect(seen).toEqual(keys);
    expect(((await register(WHO.issuer, { year: 2024 })) as Register).edges).toEqual([]);
    expect(((await register(WHO.issuer, { kind: 'ACCEPTANCE' })) as Register).edges.every(({ node }) => node.kind === 'ACCEPTANCE')).toBe(
      true,
    );
    expect(await register(WHO.issuer, { year: 0 })).toEqual({ code: 'REGISTER_YEAR_MALFORMED' });
  });

  it('is open to the organ’s issuer and head and to the auditor of the bureau above, to nobody else', async () => {
    for (const who of [WHO.issuer, WHO.head, WHO.auditor]) expect(await register(who)).toHaveProperty('edges');
    for (const who of [WHO.handler, WHO.checker, WHO.dispatcher]) expect(await register(who)).toEqual({ code: 'ACT_NOT_YOURS' });
    expect(await register(null)).toEqual({ code: 'SIGN_IN_REQUIRED' });
    expect(await register(WHO.head, { organId: BUREAU.id })).toEqual({ code: 'ACT_NOT_YOURS' });
    expect(await register(WHO.head, { organId: 'x' })).toEqual({ code: 'ID_MALFORMED' });
  });
});

describe('the seal register', () => {
  it('has a line a print; a print again says why, and two at once are two lines', async () => {
    const petition = await accepted();
    const { id } = await paper(petition, 'ACCEPTANCE');
    expect(await print(WHO.handler, id)).toMatchObject({ id });
    expect(await print(WHO.handler, id)).toMatchObject({ code: 'REPRINT_REASON_MISSING' });
    await Promise.all([print(WHO.head, id, 1, '原件污损'), print(WHO.issuer, id, 1, '补送一份')]);
    const { prints } = await paper(petition, 'ACCEPTANCE');
    expect(prints.map(({ line, copies }) => [line, copies])).toEqual([
      [1, 2],
      [2, 1],
      [3, 1],
    ]);
    expect(prints[0]).toMatchObject({ reason: null, printedBy: { id: WHO.handler } });
  });

  it('repeats nothing for a request that came twice', async () => {
    const petition = await accepted();
    const { id } = await paper(petition, 'ACCEPTANCE');
    const again = { documentId: id, copies: 1, requestId: uuid() };
    for (let tries = 0; tries < 2; tries++) expect(await world.act(WHO.handler, 'printDocument', again, 'id')).toEqual({ id });
    expect((await paper(petition, 'ACCEPTANCE')).prints).toHaveLength(1);
  });

  it('seals no paper of another organ, none out of use, and none for a person who may not see the petition', async () => {
    const petition = await accepted();
    const slip = await paper(petition, 'TRANSFER_SLIP');
    expect(await print(WHO.handler, slip.id)).toMatchObject({ code: 'DOCUMENT_OF_OTHER_ORGAN' });
    expect(await print(WHO.dispatcher, slip.id)).toMatchObject({ id: slip.id });
    const { id, kind, number } = await paper(petition, 'ACCEPTANCE');
    await voidNumber(WHO.head, { kind, number });
    expect(await print(WHO.handler, id)).toMatchObject({ code: 'DOCUMENT_VOID' });
    // Hidden and unknown answer the same.
    expect(await print(uuid(), slip.id)).toMatchObject({ code: 'DOCUMENT_UNKNOWN' });
    expect(await print(WHO.handler, uuid())).toMatchObject({ code: 'DOCUMENT_UNKNOWN' });
    expect(await print(WHO.handler, 'x')).toMatchObject({ code: 'ID_MALFORMED' });
  });
});

describe('service of a paper that is no opinion', () => {
  it('is kept by paper and petitioner with the file of the signed receipt, and told as such', async () => {
    const petition = await accepted();
    const { petitionId, petitionerIds } = petition;
    const [first, second] = petitionerIds as [string, string];
    const { id } = await paper(petition, 'ACCEPTANCE');
    const receiptFileId = uuid();
    const serve = (petitionerId: string, more: Record<string, unknown> = {}) =>
      world.act(WHO.handler, 'recordService', { petitionId, documentId: id, petitionerId, way: 'in_person', ...more });
    expect(await serve(first, { receiptFileId })).toMatchObject({ stage: 'accepted' });
    expect(await serve(second, { way: 'undeliverable', proof: { attempts: ['上门无人'] } })).toMatchObject({ stage: 'accepted' });
    expect(await serve(first, { proof: { signature: '名' } })).toMatchObject({ code: 'SERVICE_ALREADY_RECORDED' });
    expect(await serve(second, { receiptFileId: 'x' })).toMatchObject({ code: 'ID_MALFORMED' });
    expect(await serve(second, { documentId: uuid(), proof: { signature: '名' } })).toMatchObject({ code: 'DOCUMENT_UNKNOWN' });
    const { services } = await paper(petition, 'ACCEPTANCE');
    expect(services.toSorted((a, b) => petitionerIds.indexOf(a.petitionerId) - petitionerIds.indexOf(b.petitionerId))).toMatchObject([
      { petitionerId: first, way: 'in_person', receiptFileId },
      { petitionerId: second, way: 'undeliverable', servedOn: null, receiptFileId: null },
    ]);
    expect((await world.events(petitionId)).slice(-2).map(({ type, data }) => [type, data['documentId']])).toEqual([
      ['PaperServed', id],
      ['PaperServed', id],
    ]);
    // The opinion that comes later starts with nobody served.
    expect(await world.petition(WHO.handler, petitionId, 'services { petitionerId }')).toEqual({ services: [] });
  });

  it('of a paper of the bureau is the bureau’s', async () => {
    const petition = await accepted();
    const { petitionId, petitionerIds } = petition;
    const input = { petitionId, petitionerId: petitionerIds[0], way: 'in_person', proof: { signature: '名' } };
    const { id } = await paper(petition, 'ACCEPTANCE');
    expect(await world.act(WHO.dispatcher, 'recordService', { ...input, documentId: id })).toMatchObject({
      code: 'SERVICE_OF_OTHER_ORGAN',
    });
  });

  it('through a representative is refused by the national packs', async () => {
    const petitionerIds = [uuid(), uuid()];
    const petition = await issued({ petitionerIds, representativeIds: [petitionerIds[0]!] });
    const { petitionId } = petition;
    const input = { petitionId, petitionerId: petitionerIds[0], way: 'in_person', proof: { signature: '名' }, forAll: true };
    expect(await world.act(WHO.handler, 'recordService', input)).toMatchObject({ code: 'REPRESENTATIVE_RECEIVES_FOR_ONE' });
    expect(await world.act(WHO.handler, 'recordService', { ...input, petitionerId: petitionerIds[1] })).toMatchObject({
      code: 'REPRESENTATIVE_UNKNOWN',
    });
  });

  it('through a representative reaches all under the Beijing pack of its years: a row each, marked through whom', async () => {
    const beijing = packNamed(builtInPacks(), 'CN-11-2006');
    const { revision, hash } = beijing;
    await world.publish('directory', [
      'pack:CN-11-2006',
      RulePackPublished.create({ packId: beijing.id, revision, hash, pack: { ...beijing } }),
    ]);
    // A service asks what law is active once a second.
    await new Promise((again) => setTimeout(again, 1_100));
    world.setDay('2019-03-04');
    const [speaker, other] = [uuid(), uuid()];
    const petition = await issued({
      division: '110101',
      receivedOn: '2019-03-04',
      registeredOn: '2019-03-04',
      petitionerIds: [other, speaker],
      representativeIds: [speaker],
    });
    const { petitionId } = petition;
    world.setDay('2019-03-06');
    const served = await world.act(
      WHO.handler,
      'recordService',
      { petitionId, petitionerId: speaker, way: 'in_person', proof: { signature: '代表人签名' }, forAll: true },
      'stage services { petitionerId throughPetitionerId servedOn nextRight { term lastDay } }',
    );
    const nextRight = { term: 'REVIEW_REQUEST', lastDay: '2019-04-08' };
    expect(served).toEqual({
      stage: 'opinion_served',
      services: [
        { petitionerId: other, throughPetitionerId: speaker, servedOn: '2019-03-06', nextRight },
        { petitionerId: speaker, throughPetitionerId: null, servedOn: '2019-03-06', nextRight },
      ],
    });
  });
});
