import { organId, personId } from '@sunshine/demo';
import type { GraphClient } from '@sunshine/infra';

/** What the test brings in besides the demo: petitions with every fact of the desk, told in words that no answer may hold. */
export const SECRETS = [
  '慕容示例',
  '慕容更正',
  '慕容承继',
  '欧阳举报',
  '上官代理',
  '13900139001',
  '13900139002',
  '99010219900101123X',
  '银杏巷九号',
  '收受礼金',
];
export const SECRET_WORD = '收受礼金';

type Kind = 'CLAIM' | 'REPORT';
interface Made {
  readonly id: string;
  readonly petitioners: { id: string }[];
}

const dayFrom = (today: string, days: number) => new Date(Date.parse(today) + days * 86_400_000).toISOString().slice(0, 10);

export class Stock {
  /** Acts of the desk that were refused, with their codes: a report takes fewer than a claim. */
  readonly refused: string[] = [];

  constructor(
    private readonly client: GraphClient,
    private readonly today: string,
    /** Waits until no event is underway. */
    private readonly rest: () => Promise<void>,
  ) {}

  private upload(content: string, account = 'registrar.city'): Promise<string> {
    return this.client.upload(account, content);
  }

  /** Copies may still be under way. */
  private async act(account: string, name: string, input: object): Promise<void> {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
    await this.client.query(account, `mutation ($input: ${type}!) { ${name}(input: $input) { __typename } }`, { input });
  }

  private async tried<T = unknown>(account: string, name: string, input: object, fields = '__typename'): Promise<T | null> {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
    try {
      return (
        await this.client.query<Record<string, T>>(account, `mutation ($input: ${type}!) { ${name}(input: $input) { ${fields} } }`, {
          input,
        })
      )[name] as T;
    } catch (error) {
      this.refused.push(`${name}: ${(error as { code?: string }).code ?? String(error)}`);
      return null;
    }
  }

  private async one<T>(account: string, id: string, fields: string): Promise<T> {
    return (await this.client.query<{ petition: T }>(account, `query ($id: ID!) { petition(id: $id) { ${fields} } }`, { id })).petition;
  }

  /** A matter that is led into another procedure: exit 31(2) with its guidance, a notice printed twice, and one whose number is out of use. */
  async ledElsewhere(earlierNumber: string): Promise<string> {
    const { today } = this;
    const { id, petitioners } = await this.register('CLAIM', {
      channel: 'PHONE',
      postmarkOn: undefined,
      firstStampOn: undefined,
      previousNumber: earlierNumber,
      recordingFileId: await this.upload('录音'),
    });
    const on = (more: object) => ({ petitionId: id, ...more });
    await this.act('dispatcher.city', 'routePetition', on({ kind: 'TRANSFER', toOrganId: organId('housing.city'), reason: '属其职责' }));
    await this.act('dispatcher.city', 'markCrossing', on({ kinds: ['CROSS_DEPARTMENT'], reason: '涉及两个部门' }));
    const { statutoryChannels } = await this.client.query<{ statutoryChannels: { id: string; limits: { name: string }[] }[] }>(
      'handler.housing',
      '{ statutoryChannels(exit: "31(2)") { id limits { name } } }',
    );
    const channel = statutoryChannels.find(({ limits }) => limits.length > 0)!;
    const starts = channel.limits.slice(0, 1).map(({ name }) => ({ limit: name, on: dayFrom(today, -3) }));
    const exit = { exit: '31(2)', reason: '应当通过行政复议解决', basis: '行政复议法', channelId: channel.id, starts };
    await this.act('handler.housing', 'decideExit', on(exit));
    const { exitDecision } = await this.one<{ exitDecision: { id: string } }>('checker.housing', id, 'exitDecision { id }');
    await this.act('checker.housing', 'confirmExit', on({ decisionId: exitDecision.id }));
    const sent = { way: 'electronic', proof: { consent: '同意电子送达' } };
    await this.act(
      'handler.housing',
      'informPetitioner',
      on({ ...sent, path: '行政复议', procedure: '向复议机关申请', guidance: { papers: ['申请书'] } }),
    );
    const { documents } = await this.one<{ documents: { id: string; kind: string; number: string | null }[] }>(
      'handler.housing',
      id,
      'documents { id kind number }',
    );
    for (const { id: documentId } of documents)
      for (const reason of [undefined, '遗失重印']) await this.tried('handler.housing', 'printDocument', { documentId, copies: 2, reason });
    const notice = documents.at(-1)!;
    const receipt = { petitionerId: petitioners[0]?.id, documentId: notice.id, way: 'in_person', proof: { signature: '回证' } };
    await this.tried(
      'handler.housing',
      'recordService',
      on({ ...receipt, receiptFileId: await this.upload('送达回证', 'handler.housing') }),
    );
    const slip = documents.find(({ kind }) => kind === 'TRANSFER_SLIP')!;
    await this.tried('head.bureau.city', 'voidDocumentNumber', { kind: slip.kind, number: slip.number, reason: '印错' });
    return id;
  }

  /** Accepts a claim that housing has received, and types a part of its opinion. */
  async typed(petitionId: string): Promise<void> {
    const { requests } = await this.one<{ requests: { id: string }[] }>('handler.housing', petitionId, 'requests { id }');
    await this.act('handler.housing', 'acceptPetition', { petitionId });
    await this.act('handler.housing', 'saveOpinionDraft', {
      petitionId,
      facts: '经现场查看，围墙',
      evidence: ['查看记录'],
      answers: requests.map(({ id }) => ({ id, outcome: 'SUPPORTED', answer: '修缮', basis: ['演示办法第一条'] })),
      executeBy: dayFrom(this.today, 60),
      performerOrganId: organId('housing.city'),
    });
  }

  /** A matter of former times with its old reply. */
  async imported(): Promise<string> {
    const on = dayFrom(this.today, -400);
    const { registerPetition } = await this.client.query<{ registerPetition: { petition: Made } }>(
      'migrator',
      'mutation ($input: RegisterPetitionInput!) { registerPetition(input: $input) { petition { id petitioners { id } } } }',
      {
        input: {
          channel: 'IMPORT',
          kind: 'CLAIM',
          on,
          receivedOn: on,
          organId: organId('bureau.city'),
          division: '990100',
          summary: '旧留言',
          text: '旧留言的内容。',
          requests: [{ text: '答复' }],
          petitioners: [{ name: '慕容示例' }],
        },
      },
    );
    const { id } = registerPetition.petition;
    const then = (more: object) => ({ petitionId: id, on, ...more });
    await this.act('migrator', 'routePetition', then({ kind: 'TRANSFER', toOrganId: organId('housing.city'), reason: '历史留言' }));
    await this.act('migrator', 'informPetitioner', then({ path: '办理', procedure: '依照当时规定' }));
    await this.act('migrator', 'acceptPetition', then({}));
    await this.act('migrator', 'recordLegacyReply', then({ reply: '已经解决。', on: dayFrom(on, 20) }));
    return id;
  }

  /** What a body outside assigned to the bureau by a letter. */
  async transferredIn(): Promise<string> {
    const transferIn = { sender: '省信访局', number: '晴信〔2026〕7号', kind: 'ASSIGNMENT', reportBy: dayFrom(this.today, 40) };
    return (await this.register('CLAIM', { channel: 'TRANSFER_IN', postmarkOn: undefined, firstStampOn: undefined, transferIn })).id;
  }

  /** One letter that came twice, and a matter beside it. */
  async sameLetter(): Promise<string> {
    const [first, second] = [await this.register('CLAIM'), await this.register('CLAIM')];
    const { number: firstNumber } = await this.one<{ number: string }>('registrar.city', first.id, 'number');
    await this.tried('registrar.city', 'linkSameLetter', { petitionId: second.id, firstNumber });
    await this.tried('registrar.city', 'linkRepeat', { petitionId: second.id, repeatOf: first.id, kind: 'SAME_MATTER' });
    const third = await this.register('CLAIM');
    await this.tried('registrar.city', 'linkRepeat', { petitionId: second.id, repeatOf: third.id, kind: 'RELATED' });
    return second.id;
  }

  /** A joint petition: one member has agreed on paper and has an own code, the other has left. */
  async joint(): Promise<string> {
    const { id: petitionId, petitioners } = await this.register('CLAIM', {
      petitioners: [{ name: '慕容示例' }, { name: '慕容示例' }],
      peopleCount: 2,
    });
    const [stays, leaves] = petitioners.map(({ id: petitionerId }) => ({ petitionId, petitionerId }));
    const [consent, signed] = [await this.upload('同意联名'), await this.upload('退出联名')];
    await this.act('registrar.city', 'recordConsent', { ...stays, way: 'SIGNED_PAPER', fileId: consent });
    await this.act('registrar.city', 'issueMemberCode', { ...stays, identityCheck: 'IDENTITY_DOCUMENT_SHOWN' });
    await this.act('registrar.city', 'leaveGroup', { ...leaves, fileId: signed });
    return petitionId;
  }

  /** Registers at the city's desk; a report says nothing of what it is about in the open. */
  async register(kind: Kind, more: Record<string, unknown> = {}): Promise<Made> {
    const told = kind === 'REPORT' ? `反映${SECRET_WORD}` : '请求修缮围墙';
    const made = await this.client.query<{ registerPetition: { petition: Made } }>(
      'registrar.city',
      'mutation ($input: RegisterPetitionInput!) { registerPetition(input: $input) { petition { id petitioners { id } } } }',
      {
        input: {
          channel: 'LETTER',
          kind,
          receivedOn: this.today,
          postmarkOn: this.today,
          firstStampOn: this.today,
          division: '990100',
          summary: told,
          text: `${told}，已逾一年。`,
          requests: [{ text: `${told}，请予处理` }],
          petitioners: [
            {
              name: kind === 'REPORT' ? '欧阳举报' : '慕容示例',
              idType: '111',
              idNumber: '99010219900101123X',
              phone: '13900139001',
              address: '银杏巷九号',
            },
          ],
          ...more,
        },
      },
    );
    return made.registerPetition.petition;
  }

  /** The petitioner died and an heir carries on; of a report nothing is entered. */
  private async succeeded(petitionId: string, petitionerId: string | undefined): Promise<void> {
    const death = { petitionId, petitionerId, cause: 'DIED', endedOn: this.today };
    const proofs = [
      { kind: 'DEATH_CERTIFICATE', fileId: await this.upload('死亡证明') },
      { kind: 'SUCCESSION', fileId: await this.upload('亲属关系证明') },
    ];
    const heir = { finding: 'FOUND', successors: [{ name: '慕容承继', phone: '13900139002' }], search: '向社区核实' };
    const entered = await this.tried<{ successions: { id: string }[] }>(
      'registrar.city',
      'recordSuccession',
      { ...death, proofs, ...heir },
      'successions { id }',
    );
    const successionId = entered?.successions.at(-1)?.id;
    if (successionId) await this.tried('auditor.city', 'confirmSuccession', { petitionId, successionId, accepted: true });
    // Proposed to be taken back, and nobody has read it yet.
    await this.rest();
    await this.tried('registrar.city', 'revokeSuccession', { petitionId, petitionerId, reason: '系同名误登' });
  }

  /** A letter with its envelope, or a visit with its record; then everything that a desk adds to it. */
  async full(kind: Kind, channel: 'LETTER' | 'VISIT', accused: object[] = []): Promise<string> {
    const { today } = this;
    const secret = kind === 'REPORT' ? `所述${SECRET_WORD}一事` : '所述围墙一事';
    // Just after midnight in Shanghai: no visit lies in the future.
    const at = `${dayFrom(today, -1)}T16:01:00.000Z`;
    const [envelope, attachment, signature] = [await this.upload(secret), await this.upload(secret), await this.upload(secret)];
    const visit = {
      timeIn: at,
      timeOut: `${dayFrom(today, -1)}T16:02:00.000Z`,
      place: '接访大厅',
      ticketNumber: 3,
      receptionOfficerId: personId('registrar.city'),
      onDutyIds: [personId('registrar2.city')],
      calledOrganIds: [organId('housing.city')],
      headCount: 2,
    };
    const byChannel =
      channel === 'VISIT'
        ? {
            visit,
            oral: true,
            entry: { wordsOf: 1, readBack: true, signatureFileId: signature },
            postmarkOn: undefined,
            firstStampOn: undefined,
          }
        : { barCode: 'XA12345678901', stampNumber: 7, envelopeFileId: envelope, entry: { wordsOf: 1, readBack: true } };
    const { id, petitioners } = await this.register(kind, {
      channel,
      attachments: [attachment],
      addressedTo: [organId('gov.city')],
      respondent: kind === 'REPORT' ? [] : [{ organId: organId('housing.city') }, { text: '某物业公司' }],
      purpose: '01',
      contentClass: '010000',
      urgentEvent: { reason: kind === 'REPORT' ? `${SECRET_WORD}者将外逃` : '围墙将倒塌', endsOn: dayFrom(today, 5) },
      ...(kind === 'REPORT' ? { accused } : {}),
      ...byChannel,
    });
    const on = (more: object) => ({ petitionId: id, ...more });
    const desk = (name: string, more: object) => this.tried('registrar.city', name, on(more));
    await desk('supplementPetition', { text: secret, fileIds: [await this.upload(secret)] });
    await desk('askSupplement', { items: [secret], answerBy: dayFrom(today, 10) });
    await desk('correctRegistration', { field: 'name', petitionerId: petitioners[0]?.id, value: '慕容更正', reason: '笔误' });
    await desk('correctRegistration', { field: 'phone', petitionerId: petitioners[0]?.id, value: '13900139002', reason: '笔误' });
    await desk('correctRegistration', { field: 'summary', value: kind === 'REPORT' ? secret : '请求修缮老宅围墙', reason: '摘要不全' });
    const corrected = await this.tried<{ corrections: { id: string }[] }>(
      'registrar.city',
      'correctRegistration',
      on({
        field: 'receivedOn',
        value: dayFrom(today, -1),
        reason: '收信章日期',
        evidence: '收信登记簿',
        evidenceFileId: await this.upload(secret),
      }),
      'corrections { id }',
    );
    const waiting = corrected?.corrections.at(-1)?.id;
    if (waiting) await this.tried('registrar2.city', 'confirmCorrection', on({ correctionId: waiting, accepted: true }));
    await desk('recordMandate', {
      agentName: '上官代理',
      scope: '代为查询',
      from: today,
      endsOn: dayFrom(today, 30),
      fileId: await this.upload(secret),
    });
    await desk('recordInterview', {
      answers: [{ question: '要反映什么', answer: secret }],
      readBack: true,
      signatureFileId: await this.upload(secret),
      copyGiven: true,
    });
    await desk('recordInterview', {
      answers: [{ question: '还有什么', answer: secret }],
      readBack: true,
      refusalWitness: '见证人',
      copyGiven: false,
    });
    await desk('classifyPetition', { contentClass: '020000', reason: secret, proposedExit: '31(6)' });
    await desk('reissueQueryCode', { identityCheck: 'IDENTITY_DOCUMENT_SHOWN' });
    const mandates = (
      await this.client.query<{ petition: { mandates: { id: string }[] } }>(
        'registrar.city',
        'query ($id: ID!) { petition(id: $id) { mandates { id } } }',
        { id },
      )
    ).petition.mandates;
    await desk('endMandate', { mandateId: mandates[0]?.id, reason: '委托到期' });
    await desk('issueGuidanceSlip', {
      competentOrganId: organId('hubin'),
      place: '湖滨街道接访室',
      receptionTimes: '工作日',
      calledAt: at,
      callAnswer: '同意接待',
    });
    await desk('reportUrgentMatter', {
      kind: 'FIRST',
      reason: secret,
      endsOn: dayFrom(today, 5),
      reports: [{ to: 'GOVERNMENT', organId: organId('gov.city'), at, receipt: '回执一号' }],
    });
    await this.succeeded(id, petitioners[0]?.id);
    return id;
  }
}
