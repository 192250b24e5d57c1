import fs from 'node:fs';
import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { CaseOpened, Channel, type Course } from '@sunshine/events';
import { QueryCodes } from './tracking/query-codes.js';
import { FileClient } from '../test/file-door.js';
import {
  aFiling,
  hosted,
  ORGANS,
  PEOPLE,
  register,
  REGISTER,
  submit,
  TODAY,
  type Answered,
  type Hosted,
  type Who,
} from '../test/hosted.js';

let host: Hosted;
let files: FileClient;
beforeAll(async () => {
  host = await hosted();
  files = new FileClient(host);
}, 60_000);

const at = (time: string, on = TODAY) => `${on}T${time}:00.000Z`;
const NOBODY = '018f0000-0000-7000-8000-0000000000f1';
/** A scan that the registrar uploaded. */
const scan = () => files.upload(Buffer.from('%PDF-1.7\n'), { who: 'registrar' });

const eventsOf = async (key: string): Promise<{ pattern: string; data: { data: Record<string, unknown>; on: string } }[]> =>
  host.db.query('select pattern, data from outbox where key = $1 order by seq', [key]);
const idOf = ({ petition }: Answered) => petition!.id;
const track = (queryCode: string, secret: string, fields = 'number') =>
  host.answer<{ trackPetition: Record<string, unknown> }>(
    null,
    `query ($queryCode: String!, $secret: String!) { trackPetition(queryCode: $queryCode, secret: $secret) { ${fields} } }`,
    { queryCode, secret },
    '10.1.1.1',
  );
const opened = (petitionId: string, course: Partial<Course> = {}) =>
  host.read({
    key: petitionId,
    event: {
      ...CaseOpened.create({ petitionId, organId: ORGANS.bureau, stage: 'registered' }),
      course: { stage: 'registered', exit: null, outcome: null, organId: ORGANS.bureau, closedOn: null, ...course },
    },
  });

describe('a visit', () => {
  it('of thirty-one people is one event with speakers named, the others counted, the unit called in', async () => {
    const visit = (await host.act(
      'registrar',
      'recordVisit',
      { timeIn: at('01:00'), place: '三号接待室', headCount: 31, ticketNumber: 1, onDutyIds: [PEOPLE.dispatcher] },
      'id on headCount collective timeOut organ { id } called { id }',
    )) as { id: string };
    expect(visit).toMatchObject({ on: TODAY, headCount: 31, collective: true, timeOut: null, organ: { id: ORGANS.bureau }, called: [] });
    const people = Array.from({ length: 5 }, (_, n) => ({ name: `代表${n}`, representative: true }));
    const more = { channel: 'VISIT', visitId: visit.id, petitioners: people, peopleCount: 31 };
    const [one, other] = [await register(host, more), await register(host, { ...more, summary: '同行另一诉求' })];
    expect((await host.petition(idOf(one), 'visit { id headCount } peopleCount petitioners { representative }'))['visit']).toEqual({
      id: visit.id,
      headCount: 31,
    });
    expect(
      (await host.petition<{ openPoints: { part: string }[] }>(idOf(other), 'openPoints { part }')).openPoints.map(({ part }) => part),
    ).toEqual(['class', 'readBack', 'visitTimes']);
    const end = { visitId: visit.id, timeOut: at('02:30'), calledOrganIds: [ORGANS.housing] };
    expect(await host.act('registrar', 'recordVisitEnd', end, 'timeOut called { id }')).toEqual({
      timeOut: at('02:30'),
      called: [{ id: ORGANS.housing }],
    });
    expect(await host.act('registrar', 'recordVisitEnd', end)).toBe('VISIT_ENDED_ALREADY');
    expect(await host.act('housingRegistrar', 'recordVisitEnd', end)).toBe('VISIT_UNKNOWN');
    expect(await host.db.query('select count(*)::int n from petitioner where petition_id = $1', [idOf(one)])).toEqual([{ n: 5 }]);
    expect((await eventsOf(`visit:${visit.id}`)).map(({ pattern, data }) => [pattern, data.data['headCount']])).toEqual([
      ['VisitRecorded', 31],
      ['VisitEnded', undefined],
    ]);
  });

  it('that was not recorded before is created by the registration, in the same statement', async () => {
    const { petition } = await register(host, { channel: 'VISIT', visit: { timeIn: at('03:00'), timeOut: at('03:20'), ticketNumber: 2 } });
    const { visit } = await host.petition<{ visit: { id: string } }>(petition!.id, 'visit { id timeIn timeOut headCount collective }');
    expect(visit).toMatchObject({ timeIn: at('03:00'), timeOut: at('03:20'), headCount: 1, collective: false });
    expect((await eventsOf(`visit:${visit.id}`)).map(({ pattern }) => pattern)).toEqual(['VisitRecorded', 'VisitEnded']);
  });

  it.each([
    [{ channel: 'LETTER', visit: {} }, 'VISIT_ONLY_FOR_VISITS'],
    [{ channel: 'VISIT', visitId: PEOPLE.registrar }, 'VISIT_UNKNOWN'],
    [{ channel: 'VISIT', visit: { timeIn: at('05:00') } }, 'VISIT_TIME_MALFORMED'],
    [{ channel: 'VISIT', visit: { calledOrganIds: [PEOPLE.registrar] } }, 'FILING_ORGAN_UNKNOWN'],
  ])('is sent back where it is malformed: %j', async (more, code) => {
    expect(await host.answer('registrar', REGISTER, { input: aFiling(more) })).toBe(code);
  });

  it('above the level is registered, and gets a slip that says that it is still transferred', async () => {
    const petitionId = idOf(await register(host, { channel: 'VISIT' }));
    const slip = (competentOrganId: string, more = {}) =>
      host.act(
        'registrar',
        'issueGuidanceSlip',
        { petitionId, competentOrganId, place: '镇政府一楼', calledAt: at('03:30'), callAnswer: '派员接待', ...more },
        'guidanceSlip { place competentOrgan { id } organ { id } calledAt callAnswer text } visit { aboveLevel }',
      );
    expect(await slip(ORGANS.countyBureau)).toBe('SLIP_NOT_ABOVE_LEVEL');
    expect(await slip(ORGANS.township)).toMatchObject({
      guidanceSlip: {
        competentOrgan: { id: ORGANS.township },
        organ: { id: ORGANS.bureau },
        callAnswer: '派员接待',
        text: expect.arrayContaining([expect.stringContaining('仍按规定转送')]),
      },
    });
    expect(await host.petition(petitionId, 'visit { aboveLevel }')).toEqual({ visit: { aboveLevel: true } });
    expect(await host.petition(idOf(await register(host, { channel: 'VISIT' })), 'visit { aboveLevel }')).toEqual({
      visit: { aboveLevel: false },
    });
    expect(await slip(ORGANS.township)).toBe('SLIP_ISSUED_ALREADY');
    expect((await eventsOf(petitionId)).at(-1)).toMatchObject({ pattern: 'GuidanceSlipIssued' });
  });
});

describe('an oral petition', () => {
  it('is registered with the point of reading back open, and an interview record closes it', async () => {
    const petitionId = idOf(await register(host, { channel: 'PHONE', contentClass: '010203' }));
    expect(await host.petition(petitionId, 'oral openPoints { part source }')).toEqual({
      oral: true,
      openPoints: [{ part: 'readBack', source: '信访工作条例 19' }],
    });
    const interview = { petitionId, answers: [{ question: '何事？', answer: '停暖' }], readBack: true, copyGiven: false };
    expect(
      await host.act(
        'registrar',
        'recordInterview',
        interview,
        'openPoints { part } interviews { answers { answer } readBack organ { id } }',
      ),
    ).toEqual({
      openPoints: [],
      interviews: [{ answers: [{ answer: '停暖' }], readBack: true, organ: { id: ORGANS.bureau } }],
    });
  });

  it('typed by an officer shows the officer and the speaker, and is counted separately', async () => {
    const signature = await scan();
    const petitionId = idOf(await register(host, { channel: 'KIOSK', entry: { readBack: true, signatureFileId: signature } }));
    const petition = await host.petition<{ petitioners: { id: string }[] }>(
      petitionId,
      'entry { typedBy wordsOf readBack signatureFileId } petitioners { id }',
    );
    expect(petition).toMatchObject({
      entry: { typedBy: PEOPLE.registrar, wordsOf: petition.petitioners[0]?.id, readBack: true, signatureFileId: signature },
    });
    const list = (onBehalf: boolean) =>
      host.answer<{ petitions: { edges: { node: { id: string } }[] } }>(
        'registrar',
        'query ($filter: PetitionFilterInput) { petitions(filter: $filter, first: 100) { edges { node { id } } } }',
        { filter: { onBehalf } },
      );
    const ids = async (onBehalf: boolean) =>
      ((await list(onBehalf)) as Exclude<Awaited<ReturnType<typeof list>>, string>).petitions.edges.map((e) => e.node.id);
    expect(await ids(true)).toEqual([petitionId]);
    expect(await ids(false)).not.toContain(petitionId);
  });
});

describe('further material', () => {
  it('is added to an open petition without changing a date, and shown to every reader of the course', async () => {
    const petitionId = idOf(await register(host, { receivedOn: '2025-03-01' }));
    await opened(petitionId);
    const file = await scan();
    const supplement = { petitionId, text: '补充照片说明', fileIds: [file], on: '2025-03-02' };
    expect(
      await host.act('registrar', 'supplementPetition', supplement, 'receivedOn supplements { text fileIds receivedOn organ { id } }'),
    ).toEqual({
      receivedOn: '2025-03-01',
      supplements: [{ text: '补充照片说明', fileIds: [file], receivedOn: '2025-03-02', organ: { id: ORGANS.bureau } }],
    });
    const event = (await eventsOf(petitionId)).at(-1);
    expect(event).toMatchObject({
      pattern: 'PetitionSupplemented',
      data: { on: '2025-03-02', data: { receivedOn: '2025-03-02', files: 1 } },
    });
    expect(JSON.stringify(event)).not.toContain('照片');
    expect(await host.act('registrar', 'supplementPetition', { ...supplement, on: '2025-02-28' })).toBe('DAY_BEFORE_FORMER_ACT');
    expect(await host.act('handler', 'supplementPetition', supplement)).toBe('PETITION_NOT_FOUND');
    await opened(petitionId, { stage: 'closed', closedOn: TODAY });
    expect(await host.act('registrar', 'supplementPetition', supplement)).toBe('SUPPLEMENT_AFTER_CLOSING');
  });

  it('is asked for once, and the petitioner sees it behind the code', async () => {
    const filed = await register(host);
    const ask = { petitionId: idOf(filed), items: ['身份证明'], answerBy: '2025-03-10' };
    expect(await host.act('registrar', 'askSupplement', ask, 'supplementRequest { items answerBy askedOn }')).toEqual({
      supplementRequest: { items: ['身份证明'], answerBy: '2025-03-10', askedOn: TODAY },
    });
    expect(await host.act('registrar', 'askSupplement', ask)).toBe('SUPPLEMENT_ASKED_ALREADY');
    expect(await track(filed.queryCode, filed.secret, 'supplementRequest { items answerBy }')).toEqual({
      trackPetition: { supplementRequest: { items: ['身份证明'], answerBy: '2025-03-10' } },
    });
  });
});

describe('an answer to what was asked for', () => {
  const SENT = 'id receivedOn files';
  const ask = { items: ['身份证明', '照片'], answerBy: '2025-03-10' };
  const asked = async (more: Record<string, unknown> = {}) => {
    const filed = await register(host, more);
    const petitionId = idOf(filed);
    await opened(petitionId);
    expect(await host.act('registrar', 'askSupplement', { petitionId, ...ask })).toEqual({ id: petitionId });
    return { filed, petitionId };
  };
  const passOf = async ({ queryCode, secret }: Answered) => {
    const data = await track(queryCode, secret, 'pass');
    return (data as Exclude<typeof data, string>).trackPetition['pass'] as string;
  };
  const answer = async (filed: Answered, more: Record<string, unknown>) =>
    host.act<{ id: string; receivedOn: string; files: number }>(null, 'answerSupplement', { pass: await passOf(filed), ...more }, SENT);

  it('is sent with the pass, counts once when sent twice, and is shown in the course like material received at the desk', async () => {
    const { filed, petitionId } = await asked();
    const uploadPass = await files.pass();
    const fileIds = [await files.upload(Buffer.from('%PDF-1.7\n'), { pass: uploadPass })];
    const given = { requestId: 'answer-01', text: '照片见附件', fileIds };
    const sent = await answer(filed, { ...given, uploadPass });
    expect(sent).toEqual({ id: expect.any(String), receivedOn: TODAY, files: 1 });
    // A fresh pass, and none for what is uploaded already: the same request.
    expect(await answer(filed, given)).toEqual(sent);
    expect(await answer(filed, { ...given, text: '另有说明' })).toBe('REQUEST_REUSED');
    expect(await host.petition(petitionId, 'receivedOn supplements { text fileIds receivedOn online organ { id } }')).toMatchObject({
      supplements: [{ text: '照片见附件', fileIds, receivedOn: TODAY, online: true, organ: { id: ORGANS.bureau } }],
    });
    expect(await host.petition(petitionId, 'files { id role }')).toEqual({ files: [{ id: fileIds[0], role: 'ATTACHMENT' }] });
    const event = (await eventsOf(petitionId)).at(-1);
    expect(event).toMatchObject({
      pattern: 'PetitionSupplemented',
      data: { actor: { kind: 'tracker' }, data: { receivedOn: TODAY, files: 1 } },
    });
    expect(JSON.stringify(event)).not.toContain('照片');
    expect(await host.act('registrar', 'supplementPetition', { petitionId, text: '窗口补交' }, 'supplements { online }')).toEqual({
      supplements: [{ online: true }, { online: false }],
    });
    expect(await track(filed.queryCode, filed.secret, 'supplements { receivedOn files }')).toEqual({
      trackPetition: {
        supplements: [
          { receivedOn: TODAY, files: 1 },
          { receivedOn: TODAY, files: 0 },
        ],
      },
    });
  });

  it('is taken after its day, until the matter is closed', async () => {
    const { filed, petitionId } = await asked();
    await host.db.query("update supplement_request set answer_by = '2025-01-02' where petition_id = $1", [petitionId]);
    expect(await answer(filed, { text: '迟到的说明' })).toMatchObject({ files: 0 });
    await opened(petitionId, { stage: 'closed', closedOn: TODAY });
    expect(await answer(filed, { text: '又一说明' })).toBe('SUPPLEMENT_AFTER_CLOSING');
  });

  it('needs a request, something in it, files of one’s own, and comes at most five times', async () => {
    const { filed } = await asked();
    expect(await answer(await register(host), { text: '没有人问过' })).toBe('SUPPLEMENT_NOT_ASKED');
    expect(await host.act(null, 'answerSupplement', { pass: 'x', text: '说明' }, SENT)).toBe('TOKEN_INVALID');
    expect(await answer(filed, { text: ' ' })).toBe('SUPPLEMENT_EMPTY');
    expect(await answer(filed, { text: '字'.repeat(10_001) })).toBe('DESK_TEXT_TOO_LONG');
    expect(await answer(filed, { fileIds: [await scan()] })).toBe('FILE_UNKNOWN');
    expect(await answer(filed, { fileIds: [await files.upload(Buffer.from('%PDF-1.7\n'), { pass: await files.pass() })] })).toBe(
      'FILE_UNKNOWN',
    );
    for (let times = 1; times <= 5; times += 1) expect(await answer(filed, { text: `第${times}次` })).toMatchObject({ files: 0 });
    expect(await answer(filed, { text: '第6次' })).toBe('SUPPLEMENT_ANSWERED_ALREADY');
  });

  it('about a report is never asked for online, and no such request is shown', async () => {
    const { filed } = await asked({ kind: 'REPORT', accused: [{ text: '某科长' }] });
    expect(await answer(filed, { text: '补充线索' })).toBe('SUPPLEMENT_NOT_ASKED');
    expect(await track(filed.queryCode, filed.secret, 'supplements { id } supplementRequest { id }')).toEqual({
      trackPetition: { supplements: null, supplementRequest: null },
    });
  });

  it('is refused to a member who has left the joint petition', async () => {
    const petitioners = ['钱甲某', '钱乙某', '钱丙某'].map((name) => ({ name }));
    const { petitionId } = await asked({ petitioners, peopleCount: 3 });
    const { petitioners: rows } = await host.petition<{ petitioners: { id: string }[] }>(petitionId, 'petitioners { id }');
    const petitionerId = rows[0]!.id;
    const issue = { petitionId, petitionerId, identityCheck: 'IDENTITY_DOCUMENT_SHOWN' };
    const code = (await host.act('registrar', 'issueMemberCode', issue, 'queryCode secret')) as unknown as Answered;
    expect(await answer(code, { text: '成员的说明' })).toMatchObject({ files: 0 });
    expect(await host.act(null, 'leaveGroup', { pass: await passOf(code) }, 'leftOn')).toEqual({ leftOn: TODAY });
    expect(await answer(code, { text: '退出后的说明' })).toBe('MEMBER_HAS_LEFT');
  });
});

describe('a correction', () => {
  it('keeps the old value beside the new one, and the corrected text is found from now on', async () => {
    const petitionId = idOf(await register(host, { summary: '电梯故障频发' }));
    const correct = (more: Record<string, unknown>) =>
      host.act(
        'registrar',
        'correctRegistration',
        { petitionId, reason: '录入有误', ...more },
        'summary corrections { field former value state }',
      );
    expect(await correct({ field: 'summary', value: '水管爆裂漏水' })).toMatchObject({
      summary: '水管爆裂漏水',
      corrections: [{ field: 'summary', former: '电梯故障频发', value: '水管爆裂漏水', state: 'applied' }],
    });
    const found = (text: string) =>
      host.answer('registrar', 'query ($text: String) { petitions(filter: { text: $text }) { edges { node { id } } } }', { text });
    expect(await found('水管爆裂')).toEqual({ petitions: { edges: [{ node: { id: petitionId } }] } });
    expect(await found('电梯故障频发')).toEqual({ petitions: { edges: [] } });
  });

  it('of a petitioner is sealed, masks anew, and moves the blind index', async () => {
    const petitionId = idOf(await register(host, { petitioners: [{ name: '钱乙某', phone: '19900005555', address: '西街二号' }] }));
    const petitioner = async () =>
      (
        await host.petition<{ petitioners: { id: string; masked: { name: string; phone: string } }[] }>(
          petitionId,
          'petitioners { id masked { name phone } }',
        )
      ).petitioners[0]!;
    const { id: petitionerId } = await petitioner();
    const digests = () =>
      host.db.query('select field, digest from blind_index where petition_id = $1 order by field', [petitionId]) as Promise<
        { field: string; digest: string }[]
      >;
    const before = await digests();
    const answer = await host.act<{ corrections: { id: string; former: null }[] }>(
      'registrar',
      'correctRegistration',
      { petitionId, petitionerId, field: 'phone', value: '19900006666', reason: '号码录错' },
      'corrections { id former value }',
    );
    const { corrections } = answer as Exclude<typeof answer, string>;
    expect(corrections).toMatchObject([{ former: null, value: null }]);
    expect((await petitioner()).masked).toEqual({ name: '钱**', phone: '199****6666' });
    const after = await digests();
    expect(after.map(({ field }) => field)).toEqual(before.map(({ field }) => field));
    expect(after.filter(({ field }) => field !== 'phone')).toEqual(before.filter(({ field }) => field !== 'phone'));
    expect(after.find(({ field }) => field === 'phone')).not.toEqual(before.find(({ field }) => field === 'phone'));
    const open = (ownerId: string, field: string) =>
      host.act('registrar', 'openSealedField', { petitionId, ownerId, field, purpose: '核对更正内容' }, 'value');
    expect(await open(petitionerId, 'phone')).toEqual({ value: '19900006666' });
    expect(await open(petitionerId, 'address')).toEqual({ value: '西街二号' });
    expect(await open(corrections[0]!.id, 'former')).toEqual({ value: '19900005555' });
    expect(
      await host.act('registrar', 'correctRegistration', {
        petitionId,
        petitionerId: NOBODY,
        field: 'phone',
        value: '1',
        reason: '号码录错',
      }),
    ).toBe('CORRECTION_OWNER_UNKNOWN');
  });

  it('of the day of receipt waits for another person, and is told with its day', async () => {
    const petitionId = idOf(await register(host, { receivedOn: '2025-03-03' }));
    const correct = { petitionId, field: 'receivedOn', value: '2025-02-28', reason: '收件章为2月28日' };
    expect(await host.act('registrar', 'correctRegistration', correct)).toBe('CORRECTION_WITHOUT_EVIDENCE');
    const proposed = await host.act<{ receivedOn: string; corrections: { id: string; state: string }[] }>(
      'registrar',
      'correctRegistration',
      { ...correct, evidence: '信封及收件章扫描件' },
      'receivedOn corrections { id state }',
    );
    const { receivedOn, corrections } = proposed as Exclude<typeof proposed, string>;
    expect([receivedOn, corrections[0]?.state]).toEqual(['2025-03-03', 'proposed']);
    expect((await eventsOf(petitionId)).map(({ pattern }) => pattern)).not.toContain('PetitionCorrected');
    const confirm = { petitionId, correctionId: corrections[0]!.id, accepted: true };
    expect(await host.act('registrar', 'correctRegistration', { ...correct, evidence: '再次' })).toBe('CORRECTION_UNDECIDED');
    const listed = async (who: Who) =>
      (await host.petition<{ deskActs: { act: string }[] }>(petitionId, 'deskActs { act }', who)).deskActs.map((one) => one.act);
    expect(await listed('registrar')).toEqual(expect.arrayContaining(['correctRegistration', 'classifyPetition']));
    expect(await listed('registrar')).not.toContain('confirmCorrection');
    expect(await listed('dispatcher')).toContain('confirmCorrection');
    expect(await listed('dispatcher')).not.toContain('correctRegistration');
    expect(await host.act('registrar', 'confirmCorrection', confirm)).toBe('CORRECTION_OWN_PROPOSAL');
    expect(await host.act('dispatcher', 'confirmCorrection', confirm, 'receivedOn corrections { state confirmedOn }')).toEqual({
      receivedOn: '2025-02-28',
      corrections: [{ state: 'applied', confirmedOn: TODAY }],
    });
    expect((await eventsOf(petitionId)).at(-1)).toMatchObject({
      pattern: 'PetitionCorrected',
      data: { data: { field: 'receivedOn', receivedOn: '2025-02-28' } },
    });
    expect(await host.act('dispatcher', 'confirmCorrection', confirm)).toBe('CORRECTION_UNKNOWN');
  });
});

describe('who may see a petition', () => {
  it('is answered by organ, relation, roles and rule, without naming a person', async () => {
    const petitionId = idOf(await register(host, { receivedOn: '2025-03-03' }));
    const { readers } = await host.petition<{ readers: { organ: { id: string } | null; relation: string; roles: string[] }[] }>(
      petitionId,
      'readers { organ { id } relation relationName roles roleNames source }',
    );
    expect(readers[0]).toMatchObject({ organ: { id: ORGANS.bureau }, relation: 'registering', relationName: '登记单位' });
    expect(readers[0]?.roles).toEqual(expect.arrayContaining(['REGISTRAR', 'DISPATCHER']));
    for (const id of Object.values(PEOPLE)) expect(JSON.stringify(readers)).not.toContain(id);
  });
});

describe('a classification', () => {
  it('keeps the first day of receipt, and makes no report', async () => {
    const petitionId = idOf(await register(host, { receivedOn: '2025-03-01' }));
    const classify = (more: Record<string, unknown>) =>
      host.act(
        'dispatcher',
        'classifyPetition',
        { petitionId, reason: '内容为建议', ...more },
        'kind receivedOn contentClass classifications { formerKind kind proposedExit }',
      );
    expect(await classify({ kind: 'SUGGESTION', contentClass: '020304', proposedExit: '31(6)' })).toEqual({
      kind: 'SUGGESTION',
      receivedOn: '2025-03-01',
      contentClass: '020304',
      classifications: [{ formerKind: 'CLAIM', kind: 'SUGGESTION', proposedExit: '31(6)' }],
    });
    expect(await classify({ kind: 'REPORT' })).toBe('CLASSIFY_REPORT_BY_SPLIT');
    expect((await eventsOf(petitionId)).at(-1)).toMatchObject({ pattern: 'PetitionClassified', data: { data: { kind: 'SUGGESTION' } } });
  });

  it('made twice in one request is answered each time with the state of that moment', async () => {
    const petitionId = idOf(await register(host));
    const input = (contentClass: string) => ({ petitionId, reason: '按内容分类', contentClass });
    const answer = await host.answer<Record<string, { contentClass: string; classifications: unknown[] }>>(
      'dispatcher',
      `mutation ($first: ClassifyPetitionInput!, $then: ClassifyPetitionInput!) {
        first: classifyPetition(input: $first) { contentClass classifications { contentClass } }
        then: classifyPetition(input: $then) { contentClass classifications { contentClass } } }`,
      { first: input('010203'), then: input('020304') },
    );
    expect(answer).toEqual({
      first: { contentClass: '010203', classifications: [{ contentClass: '010203' }] },
      then: { contentClass: '020304', classifications: [{ contentClass: '010203' }, { contentClass: '020304' }] },
    });
  });
});

interface Code {
  queryCode: string;
  secret: string;
  holderId: string;
}
const CODE = 'holderId queryCode secret petition { id }';

describe('a lost query code', () => {
  it('is reissued at the window, and the old one stops working at once', async () => {
    const filed = await register(host);
    const input = { petitionId: idOf(filed), identityCheck: 'IDENTITY_DOCUMENT_SHOWN', requestId: 'lost-1' };
    const fresh = (await host.act<Code>('registrar', 'reissueQueryCode', input, CODE)) as Code;
    expect(fresh.queryCode).not.toBe(filed.queryCode);
    expect(await track(filed.queryCode, filed.secret)).toBe('TRACKING_FAILED');
    expect(await track(fresh.queryCode, fresh.secret)).toEqual({ trackPetition: { number: filed.number } });
    expect(await host.act('registrar', 'reissueQueryCode', input, CODE)).toEqual(fresh);
    const second = (await host.act<Code>('registrar', 'reissueQueryCode', { ...input, requestId: 'lost-2' }, CODE)) as Code;
    expect(await track(fresh.queryCode, fresh.secret)).toBe('TRACKING_FAILED');
    expect(await track(second.queryCode, second.secret)).toEqual({ trackPetition: { number: filed.number } });
    expect(await host.petition(idOf(filed), 'queryCodeReissues { identityCheck organ { id } }')).toEqual({
      queryCodeReissues: Array(2).fill({ identityCheck: 'IDENTITY_DOCUMENT_SHOWN', organ: { id: ORGANS.bureau } }),
    });
    expect(JSON.stringify(await host.db.query('select * from query_code_reissue'))).not.toContain(second.queryCode);
  });

  it('of an anonymous filing is not reissued', async () => {
    const { petition } = await register(host, { anonymous: true, petitioners: [] });
    expect(await host.act('registrar', 'reissueQueryCode', { petitionId: petition!.id, identityCheck: 'KNOWN_TO_THE_DESK' }, CODE)).toBe(
      'CODE_HOLDER_UNKNOWN',
    );
  });
});

describe('a mandate', () => {
  const record = async (petitionId: string, more: Record<string, unknown> = {}) =>
    host.act<Code>(
      'registrar',
      'recordMandate',
      { petitionId, agentName: '代理甲', scope: '代为提出、查询', from: TODAY, endsOn: '2025-03-05', fileId: await scan(), ...more },
      CODE,
    ) as Promise<Code>;

  it('gives the agent a code that ends with it, and does not change the petitioner’s', async () => {
    const filed = await register(host);
    const agent = await record(idOf(filed));
    expect(await track(agent.queryCode, agent.secret)).toEqual({ trackPetition: { number: filed.number } });
    expect(await host.petition(idOf(filed), 'mandates { maskedName scope endsOn inForce fileId }')).toEqual({
      mandates: [{ maskedName: '代**', scope: '代为提出、查询', endsOn: '2025-03-05', inForce: true, fileId: expect.any(String) }],
    });
    const end = { petitionId: idOf(filed), mandateId: agent.holderId, reason: '信访人撤销委托' };
    expect(await host.act('registrar', 'endMandate', end, 'mandates { inForce endedOn endReason }')).toEqual({
      mandates: [{ inForce: false, endedOn: TODAY, endReason: '信访人撤销委托' }],
    });
    expect(await track(agent.queryCode, agent.secret)).toBe('TRACKING_FAILED');
    expect(await track(filed.queryCode, filed.secret)).toEqual({ trackPetition: { number: filed.number } });
    expect(await host.act('registrar', 'endMandate', end)).toBe('MANDATE_UNKNOWN');
  });

  it('ends by itself after its last day', async () => {
    const filed = await register(host);
    const agent = await record(idOf(filed));
    host.time.set(new Date(at('15:59', '2025-03-05')));
    expect(await track(agent.queryCode, agent.secret)).toEqual({ trackPetition: { number: filed.number } });
    host.time.set(new Date(at('16:00', '2025-03-05')));
    expect(await track(agent.queryCode, agent.secret)).toBe('TRACKING_FAILED');
    host.time.set(new Date(at('04:00')));
    await host.db.query('delete from guess_gate');
  });

  it('is an open point while an agent is named without it', async () => {
    const petitionId = idOf(await register(host, { agent: { name: '代理乙' }, contentClass: '010203' }));
    expect(await host.petition(petitionId, 'openPoints { part }')).toEqual({ openPoints: [{ part: 'mandate' }] });
    await record(petitionId);
    expect(await host.petition(petitionId, 'openPoints { part }')).toEqual({ openPoints: [] });
  });
});

describe('a child below fourteen', () => {
  it('is known by the identity number, and waits for the guardian’s consent without being turned away', async () => {
    const child = { name: '幼某', idType: '111', idNumber: '990102201503041238', guardian: { name: '监护某', relation: '父亲' } };
    const points = async (more: Record<string, unknown>) =>
      host.petition(idOf(await register(host, { contentClass: '010203', petitioners: [{ ...child, ...more }] })), 'openPoints { part }');
    expect(await points({})).toEqual({ openPoints: [{ part: 'guardianConsent' }] });
    expect(await points({ guardian: { name: '监护某', consent: true } })).toEqual({ openPoints: [] });
    const [row] = await host.db.query("select masked_name, sealed from petitioner where sealed ? 'guardianName' limit 1");
    expect(JSON.stringify(row)).not.toContain('监护某');
  });
});

describe('one letter to several addressees', () => {
  const letter = (more: Record<string, unknown> = {}) => ({
    summary: '同信多投测试事项',
    text: '本人反映某小区地下室长期积水，多次反映未解决，请求尽快排水并修缮。',
    petitioners: [{ name: '孙丙某', phone: '19900007777', address: '南街三号' }],
    ...more,
  });
  const REGISTER_AND_LOOK = REGISTER.replace(
    'petition { id number }',
    'petition { id } sameLetter { elsewhere candidates { number petition { id } } }',
  );

  it('is shown to the desk that may see both filings, and as existing elsewhere to the desk that may see one', async () => {
    const first = await register(host, letter());
    const look = async (who: Who, more: Record<string, unknown> = {}) => {
      const data = await host.answer<{ registerPetition: Answered & { sameLetter: unknown } }>(who, REGISTER_AND_LOOK, {
        input: aFiling(letter(more)),
      });
      return (data as Exclude<typeof data, string>).registerPetition;
    };
    const second = await look('registrar', { postmarkOn: '2025-03-02', text: `${letter().text}此致` });
    expect(second.sameLetter).toEqual({ elsewhere: false, candidates: [{ number: first.number, petition: { id: idOf(first) } }] });
    const third = await look('housingRegistrar');
    expect(third.sameLetter).toEqual({ elsewhere: true, candidates: [] });
    expect((await look('registrar', { text: '另一件事：请求更换路灯灯杆。', summary: '路灯' })).sameLetter).toEqual({
      elsewhere: false,
      candidates: [],
    });
    expect((await look('registrar', { kind: 'REPORT' })).sameLetter).toEqual({ elsewhere: false, candidates: [] });

    const link = (firstNumber: string, petitionId = second.petition!.id) =>
      host.act('registrar', 'linkSameLetter', { petitionId, firstNumber }, 'sameLetterAs { number addressedTo { id } }');
    expect(await link(third.number)).toBe('SAME_LETTER_UNLIKE');
    expect(await link(second.number)).toBe('SAME_LETTER_WITH_ITSELF');
    expect(await link(first.number)).toEqual({ sameLetterAs: { number: first.number, addressedTo: [{ id: ORGANS.bureau }] } });
    expect(await link(first.number)).toBe('SAME_LETTER_LINKED');
    for (const key of [second.petition!.id, idOf(first)]) expect((await eventsOf(key)).at(-1)?.pattern).toBe('SameLetterLinked');
  });

  it('is not shown to a citizen', async () => {
    const data = await host.answer(
      null,
      'mutation ($input: SubmitPetitionInput!) { submitPetition(input: $input) { sameLetter { elsewhere candidates { number } } } }',
      { input: (({ channel: _c, receivedOn: _r, ...filing }) => filing)(aFiling(letter())) },
    );
    expect(data).toEqual({ submitPetition: { sameLetter: { elsewhere: false, candidates: [] } } });
  });
});

describe('an urgent matter', () => {
  it('has a list of reports with instants and receipts, and ends by date', async () => {
    const petitionId = idOf(await register(host));
    const fields = 'urgentMatters { reason endsOn open reports { kind to at receipt organ { id } } stillToReport }';
    const report = (more: Record<string, unknown>) => host.act('registrar', 'reportUrgentMatter', { petitionId, ...more }, fields);
    const first = {
      kind: 'FIRST',
      reason: '供暖管道爆裂',
      endsOn: '2025-03-04',
      reports: [{ to: 'GOVERNMENT', organId: ORGANS.government, at: at('03:50'), receipt: '值班室' }],
    };
    expect(await report({ ...first, kind: 'FOLLOW_UP' })).toBe('URGENT_NOT_OPEN');
    expect(await report({ ...first, reports: [{ to: 'GOVERNMENT', organId: NOBODY, at: at('03:50') }] })).toBe('ORGAN_NOT_FOUND');
    expect(await report(first)).toMatchObject({
      urgentMatters: [
        {
          reason: '供暖管道爆裂',
          open: true,
          reports: [{ kind: 'FIRST', to: 'GOVERNMENT', at: at('03:50'), receipt: '值班室', organ: { id: ORGANS.government } }],
          stillToReport: ['PARTY_COMMITTEE', 'COMPETENT_DEPARTMENT', 'JOINT_CONFERENCE', 'NEXT_BUREAU', 'NATIONAL_BUREAU'],
        },
      ],
    });
    expect(await report(first)).toBe('URGENT_ALREADY_OPEN');
    const final = { kind: 'FINAL', reports: [{ to: 'NEXT_BUREAU', at: at('03:55') }] };
    expect(await report(final)).toBe('URGENT_ADDRESSEE_OPEN');
    const others = ['PARTY_COMMITTEE', 'COMPETENT_DEPARTMENT', 'JOINT_CONFERENCE', 'NATIONAL_BUREAU'];
    await report({ kind: 'FOLLOW_UP', reports: others.map((to) => ({ to, at: at('03:52') })) });
    expect(await report(final)).toMatchObject({ urgentMatters: [{ open: false, endsOn: '2025-03-04' }] });
    expect((await eventsOf(petitionId)).at(-1)).toMatchObject({
      pattern: 'UrgentMatterReported',
      data: { data: { report: 'FINAL', to: ['NEXT_BUREAU'] } },
    });
  });
});

describe('of a report', () => {
  it('everything that the desk records is sealed, and opened by right with a purpose', async () => {
    const petitionId = idOf(await register(host, { kind: 'REPORT', channel: 'VISIT', accused: [{ text: '某科长' }] }));
    await host.act('registrar', 'supplementPetition', { petitionId, text: '密封补充' });
    await host.act('registrar', 'askSupplement', { petitionId, items: ['密封补正'], answerBy: '2025-03-09' });
    await host.act('registrar', 'recordInterview', {
      petitionId,
      answers: [{ question: '密封问', answer: '密封答' }],
      readBack: false,
      copyGiven: false,
    });
    await host.act('registrar', 'reportUrgentMatter', {
      petitionId,
      kind: 'FIRST',
      reason: '密封急情',
      endsOn: '2025-03-09',
      reports: [{ to: 'GOVERNMENT', at: at('03:00') }],
    });
    await host.act('registrar', 'correctRegistration', { petitionId, field: 'summary', value: '密封更正', reason: '密封理由' });
    await host.act(
      'registrar',
      'recordMandate',
      { petitionId, agentName: '密封代理', scope: '密封权限', from: TODAY, endsOn: TODAY, fileId: await scan() },
      CODE,
    );
    await host.act('registrar', 'classifyPetition', { petitionId, contentClass: '010203', reason: '密封分类' });
    const seen = await host.petition<Record<string, Record<string, unknown>[]>>(
      petitionId,
      `supplements { id text } supplementRequest { items } interviews { answers { answer } } urgentMatters { reason }
       corrections { former value reason } mandates { maskedName scope } classifications { reason } summary`,
    );
    expect(JSON.stringify(seen)).not.toContain('密封问');
    expect(seen).toMatchObject({
      supplements: [{ text: null }],
      supplementRequest: { items: null },
      interviews: [{ answers: null }],
      urgentMatters: [{ reason: null }],
      corrections: [{ former: null, value: null, reason: null }],
      mandates: [{ scope: null }],
      classifications: [{ reason: null }],
      summary: null,
    });
    const rows = await Promise.all(
      [
        'supplement',
        'supplement_request',
        'interview',
        'urgent_event',
        'correction',
        'mandate',
        'classification',
        'petition',
        'outbox',
        'request',
      ].map((table) => host.db.query(`select t::text from ${table} t`)),
    );
    expect(JSON.stringify(rows)).not.toContain('密封');
    const open = (ownerId: string, field: string) =>
      host.act('registrar', 'openSealedField', { petitionId, ownerId, field, purpose: '移送前核对' }, 'value');
    expect(await open(String(seen['supplements']![0]!['id']), 'text')).toEqual({ value: '密封补充' });
    expect(await open(petitionId, 'summary')).toEqual({ value: '密封更正' });
    expect(await host.act('registrar', 'issueGuidanceSlip', { petitionId, competentOrganId: ORGANS.township, place: '镇政府' })).toBe(
      'SLIP_NOT_FOR_REPORT',
    );
  });
});

describe('what is said at the desk', () => {
  it('of a claim stands in its own rows, and in no event, stored answer, audit or log line', async () => {
    const words = [
      '植入补充',
      '植入补正',
      '植入问',
      '植入答',
      '植入更正',
      '植入理由',
      '植入证据',
      '植入代理',
      '植入权限',
      '植入急情',
      '植入监护',
      '植入地点',
    ];
    const logged: string[] = [];
    const write = fs.writeSync as (fd: number, text: string) => number;
    const spy = jest.spyOn(fs, 'writeSync').mockImplementation(((fd: number, text: string) => {
      logged.push(String(text));
      return write(fd, text);
    }) as typeof fs.writeSync);
    const petitioners = [{ name: '周某', phone: '19900008888', guardian: { name: '植入监护', consent: true } }];
    const petitionId = idOf(await register(host, { channel: 'VISIT', petitioners, requestId: 'desk-0' }));
    const acts: [string, Record<string, unknown>][] = [
      ['supplementPetition', { text: '植入补充' }],
      ['askSupplement', { items: ['植入补正'], answerBy: '2025-03-10' }],
      ['recordInterview', { answers: [{ question: '植入问', answer: '植入答' }], readBack: false, copyGiven: false }],
      ['correctRegistration', { field: 'summary', value: '植入更正', reason: '植入理由', evidence: '植入证据' }],
      ['recordMandate', { agentName: '植入代理', scope: '植入权限', from: TODAY, endsOn: TODAY, fileId: await scan() }],
      ['reportUrgentMatter', { kind: 'FIRST', reason: '植入急情', endsOn: TODAY, reports: [{ to: 'GOVERNMENT', at: at('03:00') }] }],
      ['issueGuidanceSlip', { competentOrganId: ORGANS.township, place: '植入地点' }],
      ['classifyPetition', { contentClass: '010203', reason: '植入理由' }],
    ];
    for (const [name, input] of acts) {
      const done = await host.act(
        'registrar',
        name,
        { petitionId, requestId: `desk-${name}`, ...input },
        name === 'recordMandate' ? CODE : 'id',
      );
      expect([name, typeof done]).toEqual([name, 'object']);
    }
    spy.mockRestore();
    const tables = (await host.db.query(
      "select table_name as name from information_schema.tables where table_schema = 'intake' and table_type = 'BASE TABLE'",
    )) as { name: string }[];
    const elsewhere = tables.filter(
      ({ name }) => /outbox|request$|audit|inbox|held/.test(name) && name !== 'petition_request' && name !== 'supplement_request',
    );
    expect(elsewhere.map(({ name }) => name)).toEqual(expect.arrayContaining(['outbox', 'request']));
    for (const { name } of elsewhere) {
      const rows = JSON.stringify(await host.db.query(`select t::text from "${name}" t`));
      expect([name, words.filter((word) => rows.includes(word))]).toEqual([name, []]);
    }
    expect(words.filter((word) => logged.join().includes(word))).toEqual([]);
    const sealed = JSON.stringify(await host.db.query('select t::text from petitioner t union all select m::text from mandate m'));
    expect(['植入监护', '植入代理'].filter((word) => sealed.includes(word))).toEqual([]);
  });
});

describe('the rights of the desk', () => {
  it('are the registrar’s of the organ that registered, and nobody else’s', async () => {
    const petitionId = idOf(await register(host));
    const acts: [string, Record<string, unknown>][] = [
      ['supplementPetition', { text: '补充' }],
      ['askSupplement', { items: ['照片'], answerBy: '2025-03-10' }],
      ['correctRegistration', { field: 'peopleCount', value: '2', reason: '录错' }],
      ['classifyPetition', { kind: 'SUGGESTION', reason: '建议' }],
      ['recordMandate', { agentName: '代某', scope: '查询', from: TODAY, endsOn: TODAY }],
      ['reissueQueryCode', { identityCheck: 'KNOWN_TO_THE_DESK' }],
      ['linkSameLetter', { firstNumber: '990100-20250303-000001' }],
      ['reportUrgentMatter', { kind: 'FIRST', reports: [] }],
    ];
    const fields = (name: string) => (['recordMandate', 'reissueQueryCode'].includes(name) ? CODE : 'id');
    for (const [name, input] of acts) {
      expect([name, await host.act('housingRegistrar', name, { petitionId, ...input }, fields(name))]).toEqual([
        name,
        'PETITION_NOT_FOUND',
      ]);
      expect([name, await host.act('supervisor', name, { petitionId, ...input }, fields(name))]).toEqual([name, 'ACT_NOT_YOURS']);
      expect([name, await host.act(null, name, { petitionId, ...input }, fields(name))]).toEqual([name, 'SIGN_IN_REQUIRED']);
      expect([name, await host.act('registrar', name, { petitionId: 'nonsense', ...input }, fields(name))]).toEqual([name, 'ID_MALFORMED']);
    }
    expect(await host.act('handler', 'recordVisit', { headCount: 1 })).toBe('ACT_NOT_YOURS');
    expect(await host.answer('registrar', 'query { sameLetter(petitionId: "x") { elsewhere } }')).toBe('ID_MALFORMED');
  });
});

describe('what is told at filing', () => {
  it('is how personal data is handled, and the days left in other channels', async () => {
    const fields =
      'notice { text source } channelDays(knownOn: "2025-01-10", ids: ["administrative_reconsideration"]) { title rule lastDay daysLeft notStopped source }';
    const data = await host.answer<{ registerPetition: unknown }>('registrar', REGISTER.replace('petition { id number }', fields), {
      input: aFiling(),
    });
    expect(data).toMatchObject({
      registerPetition: {
        notice: { text: expect.stringContaining('更正本人信息'), source: expect.stringContaining('个人信息保护法') },
        channelDays: [
          {
            title: '行政复议',
            rule: expect.stringContaining('60日内'),
            lastDay: '2025-03-11',
            daysLeft: 8,
            notStopped: expect.stringContaining('不停止'),
            source: '行政复议法（2023） 20',
          },
        ],
      },
    });
    const unknown = REGISTER.replace('petition { id number }', 'channelDays { lastDay daysLeft rule }');
    const days = await host.answer<{ registerPetition: { channelDays: { lastDay: null; daysLeft: null }[] } }>('registrar', unknown, {
      input: aFiling(),
    });
    const { channelDays } = (days as Exclude<typeof days, string>).registerPetition;
    expect(channelDays.length).toBeGreaterThan(5);
    expect(channelDays.every(({ lastDay, daysLeft }) => lastDay === null && daysLeft === null)).toBe(true);
    expect(await host.answer(null, '{ filingNotice(division: "990100") { text } }')).toMatchObject({
      filingNotice: { text: expect.any(String) },
    });
  });
});

describe('the end of the day', () => {
  it('compares stamp register and visit book with the system', async () => {
    const on = '2025-02-20';
    const letters = { on, receivedOn: on };
    for (const stampNumber of [1, 2, 4]) await register(host, { ...letters, stampNumber }, 'housingRegistrar');
    await register(
      host,
      { ...letters, channel: 'VISIT', visit: { ticketNumber: 1, headCount: 3 }, entry: { readBack: true } },
      'housingRegistrar',
    );
    await host.act('housingRegistrar', 'recordVisit', { on, headCount: 2, ticketNumber: 3 });
    const ask = (who: Who) =>
      host.answer<{ deskDay: Record<string, unknown> }>(
        who,
        `query ($input: DeskDayInput!) { deskDay(input: $input) { organ { id } heads channels { channel registered onBehalf } stamps { first last missing doubled }
          tickets { missing } visits { headCount } visitsWithoutPetition { ticketNumber } visitsWithoutEnd { ticketNumber } missingNumbers } }`,
        { input: { on, lastStamp: 5 } },
      );
    expect(await ask('housingRegistrar')).toEqual({
      deskDay: {
        organ: { id: ORGANS.housing },
        heads: 5,
        channels: [
          { channel: 'LETTER', registered: 3, onBehalf: 0 },
          { channel: 'VISIT', registered: 1, onBehalf: 1 },
        ],
        stamps: { first: 1, last: 4, missing: [3, 5], doubled: [] },
        tickets: { missing: [2] },
        visits: expect.arrayContaining([{ headCount: 3 }, { headCount: 2 }]),
        visitsWithoutPetition: [{ ticketNumber: 3 }],
        visitsWithoutEnd: expect.arrayContaining([{ ticketNumber: 1 }, { ticketNumber: 3 }]),
        missingNumbers: [],
      },
    });
    expect(await ask('supervisor')).toBe('ACT_NOT_YOURS');
  });
});

describe('one matter through every channel', () => {
  /** Facts of the channel, of the moment and of chance. */
  const OWN = ['id', 'number', 'channel', 'registered_at', 'registered_by', 'sealed', 'oral', 'visit_id'];
  const LISTED = `query ($filter: PetitionFilterInput) { petitions(filter: $filter, first: 50) { edges { node {
    id kind summary receivedOn registeredOn division peopleCount anonymous contentClass registeringOrgan { id } } } } }`;
  interface Listed {
    readonly petitions: { readonly edges: readonly { readonly node: Record<string, unknown> }[] };
  }

  it('gives equal petitions apart from the facts of the channel: row, parts, line of the register and events', async () => {
    const summary = '各渠道同一事项';
    // At the desk through each channel, by the migrator what is brought in, and by the citizen through those that are open to citizens.
    const filed = await Promise.all(
      Channel.options.map(async (channel) => {
        const brought = channel === 'IMPORT';
        const more = { channel, summary, ...(brought && { organId: ORGANS.bureau }) };
        return { channel, ...(await register(host, more, brought ? 'migrator' : 'registrar')) };
      }),
    );
    expect(filed.map(({ channel }) => channel).sort()).toEqual([...Channel.options].sort());
    const online = await Promise.all(['WEB', 'WECHAT', 'KIOSK'].map((channel) => submit(host, { channel, summary })));
    const petitionIds = [
      ...filed.map(idOf),
      ...(await Promise.all(
        online.map(
          async ({ number }) => ((await host.db.query('select id from petition where number = $1', [number])) as { id: string }[])[0]!.id,
        ),
      )),
    ];

    const rowOf = async (id: string) => {
      const [row] = (await host.db.query('select * from petition where id = $1', [id])) as Record<string, unknown>[];
      const parts = await host.db.query(
        `select (select json_agg(text order by position) from petition_request where petition_id = $1) requests,
                (select json_agg(json_build_array(masked_name, masked_phone, representative) order by position) from petitioner where petition_id = $1) petitioners,
                (select json_agg(json_build_array(field, digest) order by field) from blind_index where petition_id = $1) found_by`,
        [id],
      );
      return { ...Object.fromEntries(Object.entries(row!).filter(([column]) => !OWN.includes(column))), ...parts[0] };
    };
    const rows = await Promise.all(petitionIds.map(rowOf));
    for (const row of rows) expect(row).toEqual(rows[0]);

    const { petitions } = (await host.answer<Listed>('registrar', LISTED, { filter: { text: summary } })) as Listed;
    const listed = petitions.edges.map(({ node }) => node);
    expect(listed.map(({ id }) => id).sort()).toEqual([...petitionIds].sort());
    const [line, ...lines] = listed.map(({ id: _id, ...shown }) => shown);
    for (const other of lines) expect(other).toEqual(line);

    const events = await Promise.all(petitionIds.map((id) => eventsOf(id)));
    const [wanted, ...others] = events.map((list) =>
      list.map(({ pattern, data }) => {
        const { petitionId: _p, number: _n, channel: _c, requestIds: _r, petitionerIds: _t, subject, ...facts } = data.data;
        return { pattern, on: data.on, subject, facts };
      }),
    );
    for (const list of others) expect(list).toEqual(wanted);
    // The day of receipt is what every clock starts from (case: intake.facts.int.spec.ts).
    expect(new Set(rows.map((row) => String((row as { received_on: string }).received_on)))).toEqual(new Set([TODAY]));
  });
});

describe('an anonymous filing', () => {
  it('leaves no device data: its address is stored nowhere, not even as a hash', async () => {
    const address = '203.0.113.77';
    const { petitioners: _petitioners, ...rest } = aFiling();
    const { channel: _channel, receivedOn: _receivedOn, ...input } = rest as Record<string, unknown>;
    const data = await host.answer(
      null,
      'mutation ($input: SubmitPetitionInput!) { submitPetition(input: $input) { number } }',
      { input: { ...input, anonymous: true, petitioners: [] } },
      address,
    );
    expect(data).toMatchObject({ submitPetition: { number: expect.any(String) } });
    const tables = (await host.db.query(
      "select table_name as name from information_schema.tables where table_schema = 'intake' and table_type = 'BASE TABLE'",
    )) as { name: string }[];
    expect(tables.length).toBeGreaterThan(20);
    const digest = host.service.app.get(QueryCodes, { strict: false }).addressDigest(address);
    expect(digest.length).toBeGreaterThan(20);
    for (const { name } of tables) {
      const rows = JSON.stringify(await host.db.query(`select t::text from "${name}" t`));
      expect([name, rows.includes(address) || rows.includes(digest)]).toEqual([name, false]);
    }
    const columns = (await host.db.query("select column_name as name from information_schema.columns where table_schema = 'intake'")) as {
      name: string;
    }[];
    expect(
      columns.map(({ name }) => name).filter((name) => /agent_string|user_agent|device|fingerprint|browser|(^|_)ip($|_)/.test(name)),
    ).toEqual([]);
  });

  it('keeps an address only as a hash of failed attempts, and no longer than an hour', async () => {
    const { queryCode, secret } = await submit(host, { anonymous: true, petitioners: [] });
    // Code and secret together leave nothing: that somebody opened the matter from an address is kept nowhere.
    await host.db.query('delete from guess_gate');
    await track(queryCode, secret);
    expect(await host.db.query('select key from guess_gate')).toEqual([]);
    await track(queryCode, '000000');
    const kept = async (): Promise<string[]> =>
      (await host.db.query(`select key from guess_gate where key not like '%/thing/%'`)).map(({ key }: { key: string }) => key);
    const former = await kept();
    expect(former).toHaveLength(2);
    await host.db.query('update guess_gate set expires_at = expires_at - 3600000');
    // Somebody else looks for another matter.
    await host.ask(null, 'query { trackPetition(queryCode: "000000000000", secret: "000000") { number } }', {}, '10.9.9.9');
    expect((await kept()).filter((key) => former.includes(key))).toEqual([]);
  });
});
