import { expect, it } from '@jest/globals';
import { ELECTRONIC, type FiledAtDesk, type FindingsCity } from './findings.city.js';

interface Code {
  readonly queryCode: string;
  readonly secret: string;
}
interface Party {
  readonly id: string;
  readonly endedOn: string | null;
  readonly succeeds: string | null;
  readonly masked: { readonly name: string | null };
}
interface Clock {
  readonly term: string;
  readonly state: string;
  readonly startedOn: string;
  readonly effectiveDue: string;
}

const PARTIES = 'petitioners { id endedOn succeeds masked { name } }';

/** A petitioner who died, or was dissolved, while the matter runs. */
export function succession(city: () => FindingsCity): void {
  const dayFrom = (days: number) => new Date(Date.parse(city().today) + days * 86_400_000).toISOString().slice(0, 10);
  const parties = async (id: string) => (await city().petition<{ petitioners: Party[] }>('registrar.city', id, PARTIES))?.petitioners ?? [];
  const clocks = async (id: string) =>
    (await city().petition<{ clocks: Clock[] }>('registrar.city', id, 'clocks { term state startedOn effectiveDue }'))?.clocks;
  const track = (code: Code, fields: string) =>
    city()
      .query<{ trackPetition: Record<string, unknown> }>(
        null,
        `query ($code: String!, $secret: String!) { trackPetition(queryCode: $code, secret: $secret) { ${fields} } }`,
        { code: code.queryCode, secret: code.secret },
      )
      .then(({ trackPetition }) => trackPetition);

  /** An opinion of housing is out; nobody has been served. */
  async function answered(change: Record<string, unknown> = {}): Promise<FiledAtDesk> {
    const filed = await city().filed(change);
    const petitionId = filed.id;
    await city().routed(petitionId, 'housing.city');
    await city().act('handler.housing', 'acceptPetition', { petitionId, ...ELECTRONIC });
    await city().inquired(filed);
    const answers = [{ id: filed.requests[0]?.id, outcome: 'EXPLAINED', answer: '已列入检修计划', basis: ['《条例》'] }];
    await city().act('handler.housing', 'draftOpinion', { petitionId, facts: '屋面渗漏属实。', evidence: ['现场查看记录'], answers });
    await city().act('checker.housing', 'checkOpinion', { petitionId });
    await city().act('issuer.housing', 'issueOpinion', { petitionId, ...ELECTRONIC });
    return filed;
  }

  const scanned = async () => [
    { kind: 'DEATH_CERTIFICATE', fileId: await city().scan('registrar.city', '死亡证明') },
    { kind: 'SUCCESSION', fileId: await city().scan('registrar.city', '亲属关系证明') },
  ];
  /** The entry as the registrar makes it; its id. */
  async function entered(input: Record<string, unknown>): Promise<string | undefined> {
    type Entered = { successions: { id: string; state: string }[] };
    const { successions } = await city().act<Entered>('registrar.city', 'recordSuccession', input, 'successions { id state }');
    return successions.find(({ state }) => state === 'proposed')?.id;
  }
  const death = async (petitionId: string, petitionerId: string | undefined, more: Record<string, unknown>) => ({
    petitionId,
    petitionerId,
    cause: 'DIED',
    endedOn: city().today,
    proofs: [{ kind: 'DEATH_CERTIFICATE', fileId: await city().scan('registrar.city', '死亡证明') }],
    ...more,
  });
  async function confirmed(petitionId: string, successionId: string | undefined): Promise<void> {
    await city().act('auditor.city', 'confirmSuccession', { petitionId, successionId, accepted: true });
    await city().rest();
  }
  const served = (petitionId: string, petitionerId: string | undefined) =>
    city().refusal('handler.housing', 'recordService', { petitionId, petitionerId, way: 'in_person', proof: { signature: '回证' } });

  it('2-19: an heir carries on with a code, a service and thirty days of the own; no clock moves, and nobody is written into the place of the dead', async () => {
    const filed = await answered();
    const [petitionId, dead] = [filed.id, filed.petitioners[0]?.id];
    const before = await clocks(petitionId);
    const proofs = await scanned();
    const found = await death(petitionId, dead, { finding: 'FOUND', successors: [{ name: '申小某', phone: '19900004321' }] });
    expect(await city().refusal('registrar.city', 'recordSuccession', found)).toBe('SUCCESSION_PROOF_MISSING');
    const successionId = await entered({ ...found, proofs });
    // While it waits, the ways that falsify are shut already; another person confirms.
    const corrected = { petitionId, petitionerId: dead, field: 'name', value: '申小某', reason: '由儿子继续' };
    expect(await city().refusal('registrar.city', 'correctRegistration', corrected)).toBe('CORRECTION_OF_ENDED');
    const decide = { petitionId, successionId, accepted: true };
    expect(await city().refusal('registrar.city', 'confirmSuccession', decide)).toBe('ACT_NOT_YOURS');
    await confirmed(petitionId, successionId);

    expect(await clocks(petitionId)).toEqual(before);
    const [first, heir] = await parties(petitionId);
    expect(first).toMatchObject({ id: dead, endedOn: city().today, succeeds: null });
    expect(heir).toMatchObject({ endedOn: null, succeeds: dead, masked: { name: '申**' } });
    expect(await city().refusal('registrar.city', 'correctRegistration', corrected)).toBe('CORRECTION_OF_ENDED');
    await expect(track(filed, 'number')).rejects.toMatchObject({ code: 'TRACKING_FAILED' });
    const check = { petitionId, identityCheck: 'IDENTITY_DOCUMENT_SHOWN' };
    expect(await city().refusal('registrar.city', 'reissueQueryCode', check, 'holderId')).toBe('CODE_HOLDER_ENDED');
    const ofDead = { ...check, petitionerId: dead };
    expect(await city().refusal('registrar.city', 'issueMemberCode', ofDead, 'holderId')).toBe('PETITIONER_ENDED');

    const own = await city().act<Code>('registrar.city', 'issueMemberCode', { ...check, petitionerId: heir?.id }, 'queryCode secret');
    expect(await track(own, 'number ofMember succeededOn nextRight { lastDay }')).toEqual({
      number: filed.number,
      ofMember: false,
      succeededOn: city().today,
      nextRight: null,
    });
    expect(await served(petitionId, heir?.id)).toBeNull();
    const { nextRight, history } = (await track(own, 'nextRight { lastDay } history { act }')) as {
      nextRight: { lastDay: string };
      history: { act: string }[];
    };
    expect(nextRight.lastDay >= dayFrom(30)).toBe(true);
    expect(history.map(({ act }) => act)).toContain('recordSuccession');
    await city().rest();
    const { documents } = (await city().petition<{ documents: { kind: string }[] }>('registrar.city', petitionId, 'documents { kind }'))!;
    expect(documents.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['SUCCESSION_NOTICE', 'CODE_REISSUE']));
    await city().act('handler.housing', 'closePetition', { petitionId, ground: 'opinion_served' });
    await city().act('auditor.city', 'verifyCompletion', { petitionId });
  });

  it('2-19: a matter of the dead whom nobody succeeds is closed by two people, after a search of sixty days', async () => {
    const filed = await answered();
    const [petitionId, dead] = [filed.id, filed.petitioners[0]?.id];
    const undelivered = { petitionId, petitionerId: dead, way: 'undeliverable', proof: { attempts: ['上门未遇', '邻居称已去世'] } };
    await city().act('handler.housing', 'recordService', undelivered);
    const close = () => city().refusal('handler.housing', 'closePetition', { petitionId, ground: 'no_successor' });
    expect(await close()).toBe('COMPLETION_GROUND_UNMET');
    await confirmed(petitionId, await entered(await death(petitionId, dead, { finding: 'SEARCHING' })));
    // A living petitioner is needed for a mandate and for a withdrawal.
    const mandate = { petitionId, agentName: '代某', scope: '代为查询', from: city().today, endsOn: dayFrom(30) };
    const fileId = await city().scan('registrar.city', '授权委托书');
    expect(await city().refusal('registrar.city', 'recordMandate', { ...mandate, fileId }, 'queryCode')).toBe('MANDATE_OF_ENDED');
    expect(await city().refusal('registrar.city', 'withdrawPetition', { petitionId, fileId, signedBy: [dead] })).toBe(
      'WITHDRAWAL_NOT_BY_ALL',
    );
    expect(await close()).toBe('COMPLETION_GROUND_UNMET');
    const begun = city().today;
    try {
      const none = { cause: 'DIED', endedOn: begun, finding: 'NONE_FOUND', proofs: [], search: '向社区、派出所和单位查找' };
      await confirmed(petitionId, await entered({ petitionId, petitionerId: dead, ...none }));
      city().setDay(new Date(Date.parse(begun) + 60 * 86_400_000).toISOString().slice(0, 10));
      expect(await close()).toBe('COMPLETION_GROUND_UNMET');
      city().setDay(new Date(Date.parse(begun) + 61 * 86_400_000).toISOString().slice(0, 10));
      expect(await close()).toBeNull();
      expect(await city().refusal('handler.housing', 'verifyCompletion', { petitionId })).toBe('ACT_NOT_YOURS');
      await city().act('auditor.city', 'verifyCompletion', { petitionId });
    } finally {
      city().setDay(null);
    }
    expect(await city().petition('registrar.city', petitionId, 'stage')).toEqual({ stage: 'closed' });
  });

  it('2-19: a death that was entered by mistake is taken back by two people, with code, mandate and service as before', async () => {
    const filed = await answered();
    const [petitionId, living] = [filed.id, filed.petitioners[0]?.id];
    const fileId = await city().scan('registrar.city', '授权委托书');
    const mandate = { petitionId, agentName: '代某', scope: '代为查询', from: city().today, endsOn: dayFrom(30), fileId };
    const agent = await city().act<Code>('registrar.city', 'recordMandate', mandate, 'queryCode secret');
    const before = await clocks(petitionId);
    const proofs = await scanned();
    const found = await death(petitionId, living, { finding: 'FOUND', successors: [{ name: '申小某' }], proofs });
    await confirmed(petitionId, await entered(found));
    const heir = (await parties(petitionId))[1];
    const check = { petitionId, petitionerId: heir?.id, identityCheck: 'IDENTITY_DOCUMENT_SHOWN' };
    const code = await city().act<Code>('registrar.city', 'issueMemberCode', check, 'queryCode secret');
    for (const former of [filed, agent]) await expect(track(former, 'number')).rejects.toMatchObject({ code: 'TRACKING_FAILED' });
    await city().rest();

    const revoke = { petitionId, petitionerId: living, reason: '同名误登，本人到窗口' };
    expect(await city().refusal('dispatcher.city', 'revokeSuccession', revoke)).toBe('ACT_NOT_YOURS');
    type Proposed = { records: { id: string; state: string }[] };
    const records = 'records(kinds: ["successionRevocation"]) { id state }';
    const proposed = await city().act<Proposed>('registrar.city', 'revokeSuccession', revoke, records);
    const decide = { petitionId, revocationId: proposed.records[0]?.id, accepted: true };
    expect(await city().refusal('registrar.city', 'confirmSuccessionRevocation', decide)).toBe('ACT_NOT_YOURS');
    // Proposed only: nothing has changed.
    expect(await track(code, 'succeededOn')).toEqual({ succeededOn: city().today });
    await city().act('auditor.city', 'confirmSuccessionRevocation', decide);
    await city().rest();

    expect(await clocks(petitionId)).toEqual(before);
    expect(await parties(petitionId)).toMatchObject([{ id: living, endedOn: null, succeeds: null }]);
    await expect(track(code, 'number')).rejects.toMatchObject({ code: 'TRACKING_FAILED' });
    expect(await track(agent, 'number')).toEqual({ number: filed.number });
    const { history, ...shown } = (await track(filed, 'number history { act actName }')) as { history: { act: string; actName: string }[] };
    expect(shown).toEqual({ number: filed.number });
    expect(history.filter(({ act }) => act.endsWith('Succession') || act.endsWith('Revocation'))).toEqual([
      { act: 'recordSuccession', actName: '登记承继' },
      { act: 'confirmSuccessionRevocation', actName: '原承继登记有误，已经撤销' },
    ]);
    type Read = { successions: { state: string }[]; documents: { kind: string; voidedOn: string | null }[] };
    const read = await city().petition<Read>('registrar.city', petitionId, 'successions { state } documents { kind voidedOn }');
    expect(read?.successions).toEqual([{ state: 'revoked' }]);
    for (const kind of ['SUCCESSION_NOTICE', 'CODE_REISSUE'])
      expect(read?.documents.filter((paper) => paper.kind === kind)).toEqual([{ kind, voidedOn: city().today }]);
    expect(await served(petitionId, living)).toBeNull();

    // What an heir has been served is not taken back.
    const again = await answered();
    const dead = again.petitioners[0]?.id;
    await confirmed(again.id, await entered({ ...found, petitionId: again.id, petitionerId: dead, proofs: await scanned() }));
    expect(await served(again.id, (await parties(again.id))[1]?.id)).toBeNull();
    const late = { petitionId: again.id, petitionerId: dead, reason: '误登' };
    expect(await city().refusal('registrar.city', 'revokeSuccession', late)).toBe('SUCCESSION_RELIED_ON');
  });

  it('2-19: a joint matter goes on for the others, and a report is no right that passes on', async () => {
    const petitioners = ['钱甲某', '钱乙某'].map((name) => ({ name, phone: '19900001234', address: '东湖区演示路1号' }));
    const joint = await answered({ petitioners, peopleCount: 2 });
    const [dead, other] = joint.petitioners.map(({ id }) => id);
    const waiver = { kind: 'WAIVER', fileId: await city().scan('registrar.city', '放弃声明') };
    const waived = await death(joint.id, dead, { finding: 'WAIVED' });
    await confirmed(joint.id, await entered({ ...waived, proofs: [...waived.proofs, waiver] }));
    const close = (ground: string) => city().refusal('handler.housing', 'closePetition', { petitionId: joint.id, ground });
    expect(await close('no_successor')).toBe('COMPLETION_GROUND_UNMET');
    expect(await track(joint, 'number')).toEqual({ number: joint.number });
    expect(await served(joint.id, other)).toBeNull();
    expect(await close('opinion_served')).toBeNull();

    const report = await city().filed({ kind: 'REPORT', accused: [{ text: '某科科长' }] });
    const input = await death(report.id, report.petitioners[0]?.id, { finding: 'FOUND', successors: [{ name: '申小某' }] });
    expect(await city().refusal('registrar.city', 'recordSuccession', input)).toBe('SUCCESSION_NOT_OF_REPORT');
  });
}
