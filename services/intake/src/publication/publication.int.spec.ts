import { createHash } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  OpinionIssued,
  OpinionServed,
  PaperVoided,
  RelationSet,
  ReviewOpinionIssued,
  ReviewOpinionServed,
  CaseOpened,
} from '@sunshine/events';
import { Access } from '@sunshine/access';
import { v7 as uuid } from 'uuid';
import { FileClient } from '../../test/file-door.js';
import { hosted, moving, ORGANS, PEOPLE, register, TODAY, type Hosted } from '../../test/hosted.js';

let host: Hosted;
let files: FileClient;
beforeAll(async () => {
  host = await hosted();
  files = new FileClient(host);
  const access = host.service.app.get(Access, { strict: false });
  await host.db.transaction(async (tx) => {
    await access.grantRole(tx, { personId: PEOPLE.housingHead, role: 'HANDLER', organId: ORGANS.housing, notices: false });
  });
}, 60_000);
// What others have published is none of a test's.
beforeEach(() => host.db.query(`delete from publication`));

const GATE = { noStateSecret: true, noBusinessSecret: true, noPrivacy: true };
const PUBLISHED = 'publications { id state ground text downCause downReason }';
const FACTS = '经查，赵甲某（电话19900001234，身份证99010219900101123X）反映属实，证人李建国在场。钱代理一并陈述。';
const hashOf = (body: string) => createHash('sha256').update(body).digest('hex');

interface Publication {
  readonly id: string;
  readonly state: string;
  readonly ground: string;
  readonly text: string;
  readonly downCause: string | null;
}
interface Matter {
  readonly petitionId: string;
  readonly documentId: string;
  readonly opinionId: string;
  readonly content: string;
  readonly code: { readonly queryCode: string; readonly secret: string };
}

/** The canonical JSON of a paper with these facts. */
const bodyOf = (facts: string) => `{"parts":{"facts":${JSON.stringify(facts)}},"template":"OPINION.3","title":"信访事项处理意见书"}`;

/** A petition in the charge of the housing department, whose opinion was issued and, unless told otherwise, served. */
async function opined({ served = true, ...more }: Record<string, unknown> = {}): Promise<Matter> {
  const filed = await register(host, { contentClass: '010100', ...more });
  const petitionId = filed.petition!.id;
  const [documentId, opinionId] = [uuid(), uuid()];
  const content = bodyOf(FACTS);
  const events = [
    moving(CaseOpened.create({ petitionId, organId: ORGANS.bureau, stage: 'registered' }), 'handling', ORGANS.housing),
    RelationSet.create({ petitionId, subject: ORGANS.housing, relation: 'in_charge' }),
    OpinionIssued.create({
      petitionId,
      opinionId,
      documentId,
      number: '住访〔2025〕1号',
      hash: hashOf(content),
      dispatchedOn: TODAY,
      outcome: 'supported',
      executeBy: TODAY,
    }),
    ...(served
      ? [OpinionServed.create({ petitionId, opinionId, petitionerId: uuid(), way: 'post', servedOn: TODAY, reviewRequestLastDay: TODAY })]
      : []),
  ];
  await host.read(...events.map((event) => ({ key: petitionId, event })));
  return { petitionId, documentId, opinionId, content, code: filed };
}

/** A re-review opinion of the matter, by the same department; served. */
async function reReviewed({ petitionId, opinionId }: Matter, heard: boolean): Promise<Pick<Matter, 'documentId' | 'content'>> {
  const [documentId, content] = [uuid(), bodyOf(`复核查明：${FACTS}`)];
  const issued = ReviewOpinionIssued.create({
    petitionId,
    reviewOpinionId: uuid(),
    organId: ORGANS.housing,
    level: 'rereview',
    reviewIds: [uuid()],
    opinionId,
    documentId,
    hash: hashOf(content),
    dispatchedOn: TODAY,
    disposition: 'uphold',
    redoDays: null,
    heard,
    outcome: null,
  });
  const served = ReviewOpinionServed.create({
    petitionId,
    documentId,
    level: 'rereview',
    petitionerId: uuid(),
    way: 'post',
    servedOn: TODAY,
    rereviewRequestLastDay: null,
  });
  await host.read(
    { key: petitionId, event: RelationSet.create({ petitionId, subject: ORGANS.housing, relation: 'reviewer' }) },
    { key: petitionId, event: issued },
    { key: petitionId, event: served },
  );
  return { documentId, content };
}

async function passOf({ code }: Matter): Promise<string> {
  const query = 'query ($queryCode: String!, $secret: String!) { trackPetition(queryCode: $queryCode, secret: $secret) { pass } }';
  const { queryCode, secret } = code;
  const data = await host.answer<{ trackPetition: { pass: string } }>(null, query, { queryCode, secret }, '10.1.1.9');
  return (data as { trackPetition: { pass: string } }).trackPetition.pass;
}
const ANSWER = 'petitionId documentId agrees';
const says = async (matter: Matter, act: 'agreeToPublication' | 'objectToPublication', documentId = matter.documentId) =>
  host.act(null, act, { pass: await passOf(matter), documentId }, ANSWER);

const propose = (
  { petitionId, documentId, content }: Pick<Matter, 'petitionId' | 'documentId' | 'content'>,
  more: Record<string, unknown> = {},
) =>
  host.act<{ publications: Publication[] }>(
    'handler',
    'proposePublication',
    { petitionId, documentId, content, gate: GATE, ...more },
    PUBLISHED,
  );
const proposedOf = async (of: Parameters<typeof propose>[0], more: Record<string, unknown> = {}): Promise<Publication> => {
  const answer = await propose(of, more);
  if (typeof answer === 'string') throw new Error(answer);
  return answer.publications.at(-1) as Publication;
};
const publish = (petitionId: string, { id, ground }: Publication, who: 'housingHead' | 'handler' = 'housingHead') =>
  host.act<{ publications: Publication[] }>(
    who,
    ground === 'HEARD' ? 'publishHeardOpinion' : 'publishConsentedOpinion',
    { petitionId, publicationId: id },
    PUBLISHED,
  );

interface InPublic {
  readonly id: string;
  readonly text: string;
  readonly className: string;
  readonly resultName: string;
}
async function inPublic(): Promise<readonly InPublic[]> {
  const query =
    '{ publishedOpinions { edges { node { id organ { id } title className resultName issuedOn publishedOn groundName text } } } }';
  const data = await host.answer<{ publishedOpinions: { edges: { node: InPublic }[] } }>(null, query);
  if (typeof data === 'string') throw new Error(data);
  return data.publishedOpinions.edges.map(({ node }) => node);
}

describe('a heard re-review opinion', () => {
  it('stands in public without a name once a second person has published it', async () => {
    const matter = await opined();
    const paper = { ...matter, ...(await reReviewed(matter, true)) };
    const proposal = await proposedOf(paper, { alsoCut: ['钱代理'] });
    expect(await inPublic()).toEqual([]);
    expect(await publish(matter.petitionId, proposal)).toMatchObject({ publications: [{ state: 'published', ground: 'HEARD' }] });
    const [shown] = await inPublic();
    expect(shown).toMatchObject({
      id: proposal.id,
      title: '信访事项复核意见书',
      className: '城乡建设：住房保障与房地产',
      resultName: '维持',
      groundName: '经过听证的复核意见',
      publishedOn: TODAY,
    });
    expect(shown?.text).toContain('反映属实');
    expect(shown?.text).not.toMatch(/赵甲某|19900001234|99010219900101123X|李建国|钱代理/);
    expect(await host.answer(null, `{ publishedOpinion(id: "${proposal.id}") { text } }`)).toEqual({
      publishedOpinion: { text: shown?.text },
    });
  });

  it('is published by nobody who proposed it', async () => {
    const matter = await opined();
    const paper = { ...matter, ...(await reReviewed(matter, true)) };
    const own = await host.act<{ publications: Publication[] }>(
      'housingHead',
      'proposePublication',
      { petitionId: matter.petitionId, documentId: paper.documentId, content: paper.content, gate: GATE },
      PUBLISHED,
    );
    const [proposal] = (own as { publications: Publication[] }).publications;
    expect(await publish(matter.petitionId, proposal as Publication)).toBe('PUBLICATION_OWN_PROPOSAL');
    expect(await inPublic()).toEqual([]);
  });

  it('comes down by an objection, and comes back only with an answer to it', async () => {
    const matter = await opined();
    const paper = { ...matter, ...(await reReviewed(matter, true)) };
    await publish(matter.petitionId, await proposedOf(paper));
    expect(await inPublic()).toHaveLength(1);
    expect(await says(matter, 'objectToPublication', paper.documentId)).toMatchObject({ agrees: false });
    expect(await inPublic()).toEqual([]);
    expect(await propose(paper)).toBe('PUBLICATION_OBJECTION_UNANSWERED');
    await publish(matter.petitionId, await proposedOf(paper, { objectionAnswer: '姓名、住址均已遮盖。' }));
    expect(await inPublic()).toHaveLength(1);
  });

  it('needs a hearing', async () => {
    const matter = await opined();
    expect(await propose({ ...matter, ...(await reReviewed(matter, false)) })).toBe('PUBLICATION_CONSENT_MISSING');
  });
});

describe('any other opinion', () => {
  it('is published with the petitioner’s own consent, and comes down at once when it is taken back', async () => {
    const matter = await opined();
    expect(await propose(matter)).toBe('PUBLICATION_CONSENT_MISSING');
    expect(await says(matter, 'agreeToPublication')).toEqual({
      petitionId: matter.petitionId,
      documentId: matter.documentId,
      agrees: true,
    });
    await publish(matter.petitionId, await proposedOf(matter));
    expect(await inPublic()).toMatchObject([{ resultName: '支持' }]);
    await says(matter, 'objectToPublication');
    expect(await inPublic()).toEqual([]);
    expect(await host.petition(matter.petitionId, PUBLISHED, 'handler')).toMatchObject({
      publications: [{ state: 'down', downCause: 'PETITIONER' }],
    });
    expect(await propose(matter)).toBe('PUBLICATION_CONSENT_MISSING');
  });

  it('is not published on a consent that was taken back while it waited', async () => {
    const matter = await opined();
    await says(matter, 'agreeToPublication');
    const proposal = await proposedOf(matter);
    await says(matter, 'objectToPublication');
    expect(await publish(matter.petitionId, proposal)).toBe('PUBLICATION_UNKNOWN');
  });

  it('takes a consent that the desk enters, with its paper', async () => {
    const matter = await opined();
    const fileId = await files.upload(Buffer.from('%PDF-1.7\n'), { who: 'registrar' });
    const { petitionId, documentId } = matter;
    const entered = { petitionId, documentId, way: 'SIGNED_PAPER', fileId };
    expect(await host.act('dispatcher', 'agreeToPublication', entered, ANSWER)).toBe('ACT_NOT_YOURS');
    expect(await host.act('registrar', 'agreeToPublication', entered, ANSWER)).toMatchObject({ agrees: true });
    expect((await proposedOf(matter)).ground).toBe('CONSENT');
    expect(await host.act('registrar', 'objectToPublication', { ...entered, fileId: null, way: 'CALLED_BACK' }, ANSWER)).toMatchObject({
      agrees: false,
    });
    expect(await host.petition(petitionId, PUBLISHED, 'handler')).toMatchObject({ publications: [{ state: 'down' }] });
  });

  it('asks every member of a joint petition, each with the own code', async () => {
    const matter = await opined({ petitioners: [{ name: '钱甲某' }, { name: '钱乙某' }], peopleCount: 2 });
    const { petitionId, documentId } = matter;
    expect(await says(matter, 'agreeToPublication')).toBe('PUBLICATION_EACH_FOR_HIMSELF');
    const { petitioners } = await host.petition<{ petitioners: { id: string }[] }>(petitionId, 'petitioners { id }');
    const agree = (petitionerId: string) =>
      host.act('registrar', 'agreeToPublication', { petitionId, documentId, petitionerId, way: 'IN_PERSON' }, ANSWER);
    await agree(petitioners[0]!.id);
    expect(await propose(matter)).toBe('PUBLICATION_CONSENT_MISSING');
    await agree(petitioners[1]!.id);
    expect((await proposedOf(matter)).ground).toBe('CONSENT');
  });
});

describe('no text', () => {
  it('of a report or of an anonymous matter is ever published', async () => {
    const report = await opined({ kind: 'REPORT', accused: [{ text: '某科长' }], respondent: [] });
    expect(await says(report, 'agreeToPublication')).toBe('PUBLICATION_NEVER');
    expect(await propose(report)).toBe('PUBLICATION_NEVER');
    const anonymous = await opined({ anonymous: true, petitioners: [] });
    expect(await says(anonymous, 'agreeToPublication')).toBe('PUBLICATION_NEVER');
  });

  it('but that of the paper itself is proposed', async () => {
    const matter = await opined();
    await says(matter, 'agreeToPublication');
    expect(await propose({ ...matter, content: bodyOf('另一个结论。') })).toBe('PUBLICATION_CONTENT_CHANGED');
    expect(await propose({ ...matter, content: '{' })).toBe('PUBLICATION_CONTENT_CHANGED');
    expect(await propose({ ...matter, documentId: uuid() })).toBe('PUBLICATION_OPINION_UNKNOWN');
    expect(await propose({ ...matter, petitionId: (await opined()).petitionId })).toBe('PUBLICATION_OPINION_UNKNOWN');
  });

  it('is proposed before its petitioner was served, nor twice, nor past the gate', async () => {
    const unserved = await opined({ served: false });
    await says(unserved, 'agreeToPublication');
    expect(await propose(unserved)).toBe('PUBLICATION_NOT_SERVED');
    const matter = await opined();
    await says(matter, 'agreeToPublication');
    expect(await propose(matter, { gate: { ...GATE, noPrivacy: false } })).toBe('PUBLICATION_GATE_OPEN');
    await proposedOf(matter);
    expect(await propose(matter)).toBe('PUBLICATION_OPEN');
  });

  it('is published after somebody whom it names became known', async () => {
    const matter = await opined();
    await says(matter, 'agreeToPublication');
    const proposal = await proposedOf(matter);
    const fileId = await files.upload(Buffer.from('%PDF-1.7\n'), { who: 'registrar' });
    const mandate = { petitionId: matter.petitionId, agentName: '钱代理', scope: '代为陈述', from: TODAY, endsOn: '2025-12-31', fileId };
    expect(await host.act('registrar', 'recordMandate', mandate, 'holderId')).toMatchObject({ holderId: expect.any(String) });
    const refused = await host.ask(
      'housingHead',
      'mutation ($input: PublishConsentedOpinionInput!) { publishConsentedOpinion(input: $input) { id } }',
      { input: { petitionId: matter.petitionId, publicationId: proposal.id } },
    );
    expect(refused.errors?.[0]?.extensions?.['code']).toBe('PUBLICATION_NOT_CLEAN');
    expect(refused.errors?.[0]?.message).toMatch(/登记在案人员的姓名（第\d行）/);
    expect(JSON.stringify(refused)).not.toContain('钱代理');
    expect(await inPublic()).toEqual([]);
  });
});

describe('a published text', () => {
  it('comes down by the office, with the reason', async () => {
    const matter = await opined();
    await says(matter, 'agreeToPublication');
    const proposal = await proposedOf(matter);
    await publish(matter.petitionId, proposal);
    const down = { petitionId: matter.petitionId, publicationId: proposal.id, reason: '表述不当' };
    expect(await host.act('handler', 'takePublicationDown', down, PUBLISHED)).toMatchObject({
      publications: [{ state: 'down', downCause: 'OFFICE', downReason: '表述不当' }],
    });
    expect(await inPublic()).toEqual([]);
    expect(await host.act('handler', 'takePublicationDown', down, PUBLISHED)).toBe('PUBLICATION_UNKNOWN');
  });

  it.each(['revoked by a review', 'taken out of use'])('comes down when its opinion is %s', async (how) => {
    const matter = await opined();
    const { petitionId, documentId, opinionId } = matter;
    await says(matter, 'agreeToPublication');
    await publish(petitionId, await proposedOf(matter));
    expect(await inPublic()).toHaveLength(1);
    const event =
      how === 'taken out of use'
        ? PaperVoided.create({ petitionId, documentId, kind: 'OPINION', replacedById: null, opinionId: null })
        : ReviewOpinionIssued.create({
            petitionId,
            reviewOpinionId: uuid(),
            organId: ORGANS.government,
            level: 'review',
            reviewIds: [uuid()],
            opinionId,
            documentId: uuid(),
            dispatchedOn: TODAY,
            disposition: 'revoke',
            redoDays: 20,
            outcome: null,
          });
    await host.read({ key: petitionId, event });
    expect(await inPublic()).toEqual([]);
    expect(host.emitted.at(-1)).toMatchObject({
      key: petitionId,
      event: { type: 'PublicationTakenDown', data: { cause: 'OPINION_ENDED' } },
    });
    expect(await host.petition(petitionId, PUBLISHED, 'handler')).toMatchObject({ publications: [{ downCause: 'OPINION_ENDED' }] });
    expect(await propose(matter)).toBe('PUBLICATION_OPINION_ENDED');
  });
});

describe('the tracking page', () => {
  const TRACKED = `query ($pass: String!) { trackedPetition(pass: $pass) { publications { documentId title byLaw agrees publishedOn mayAgree } } }`;
  const shown = async (matter: Matter) => host.answer(null, TRACKED, { pass: await passOf(matter) });

  it('tells of each served opinion whether it is public, and what the holder has said', async () => {
    const matter = await opined();
    const { documentId } = matter;
    const paper = { documentId, title: '信访事项处理意见书', byLaw: false, mayAgree: true };
    expect(await shown(matter)).toEqual({ trackedPetition: { publications: [{ ...paper, agrees: null, publishedOn: null }] } });
    await says(matter, 'agreeToPublication');
    await publish(matter.petitionId, await proposedOf(matter));
    expect(await shown(matter)).toEqual({ trackedPetition: { publications: [{ ...paper, agrees: true, publishedOn: TODAY }] } });
  });

  it('tells nothing of a report', async () => {
    const report = await opined({ kind: 'REPORT', accused: [{ text: '某科长' }], respondent: [] });
    expect(await shown(report)).toEqual({ trackedPetition: { publications: [] } });
  });
});
