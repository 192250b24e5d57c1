import { expect, it } from '@jest/globals';
import { organId } from '@sunshine/demo';
import { ELECTRONIC, type FindingsCity } from './findings.city.js';

interface Paper {
  readonly kind: string;
  readonly number: string | null;
  readonly html: string;
  readonly receipt: string;
}

const PURPOSE = '核对文书内容';
const BY_HAND = { way: 'in_person', proof: { signature: '本人签收' } } as const;

/** Papers that nobody issued, and what they say. */
export function papers(city: () => FindingsCity): void {
  it('2-26: a registration issues its form, and a visit its slip, with what was registered on them', async () => {
    const letter = await city().filed({ previousNumber: '990100-20200101-000001', purpose: '求决' });
    const form = await paperOf('registrar.city', letter.id, 'REGISTRATION_FORM');
    expect(form).toMatchObject({ number: null });
    for (const words of ['信访登记表', letter.number, '来信', '顶层屋面渗漏，请求检修。', '申某', '990100-20200101-000001', '书面提出'])
      expect(form?.html).toContain(words);
    expect(await paperOf('registrar.city', letter.id, 'VISIT_SLIP')).toBeUndefined();

    const visit = await city().act<{ id: string }>('registrar.city', 'recordVisit', {
      organId: organId('bureau.city'),
      headCount: 3,
      place: '接待大厅2号窗口',
    });
    const visited = await city().filed({ channel: 'VISIT', visitId: visit.id });
    const slip = await paperOf('registrar.city', visited.id, 'VISIT_SLIP');
    for (const words of ['来访登记单', visited.number, '接待大厅2号窗口', '3人', '签名']) expect(slip?.html).toContain(words);
  });

  it('2-26: what is missing is asked for in a numbered paper, which is served like any other', async () => {
    const { id: petitionId, petitioners } = await city().filed();
    const ask = { petitionId, items: ['房屋权属证明', '漏水照片'], answerBy: dayAfter(city().today) };
    await city().act('registrar.city', 'askSupplement', ask);
    const paper = await paperOf('registrar.city', petitionId, 'SUPPLEMENT_REQUEST');
    expect(paper?.number).toMatch(/信访〔\d{4}〕[1-9]\d*号$/);
    for (const words of ['补正告知书', '房屋权属证明', '漏水照片', '不停止办理期限']) expect(paper?.html).toContain(words);
    const { id: documentId } = await idOf('registrar.city', petitionId, 'SUPPLEMENT_REQUEST');
    await city().act('registrar.city', 'recordService', { petitionId, documentId, petitionerId: petitioners[0]?.id, ...BY_HAND });
    const served = await paperOf('registrar.city', petitionId, 'SUPPLEMENT_REQUEST');
    for (const words of ['☑ 直接送达', '本人签收']) expect(served?.receipt).toContain(words);
  });

  it('2-26: a code that was issued again leaves a numbered receipt without the code', async () => {
    const { id: petitionId } = await city().filed();
    const again = { petitionId, identityCheck: 'IDENTITY_DOCUMENT_SHOWN' };
    const { queryCode } = await city().act<{ queryCode: string }>('registrar.city', 'reissueQueryCode', again, 'queryCode');
    const paper = await paperOf('registrar.city', petitionId, 'CODE_REISSUE');
    expect(paper?.number).toMatch(/信访〔\d{4}〕[1-9]\d*号$/);
    for (const words of ['查询码补发回执', '出示有效身份证件', '原查询码自补发之时起失效']) expect(paper?.html).toContain(words);
    expect(paper?.html).not.toContain(queryCode);
  });

  it('2-26: the report to the assigner is a numbered paper with the opinion and its service', async () => {
    const { id: petitionId, petitioners, requests } = await city().filed();
    const assign = { kind: 'ASSIGNMENT', toOrganId: organId('housing.city'), reason: '属该单位职责', reportBy: dayAfter(city().today, 30) };
    await city().act('dispatcher.city', 'routePetition', { petitionId, points: ['渗漏原因'], ...assign });
    await answered(petitionId, requests[0]?.id ?? '', petitioners[0]?.id ?? '');
    await city().act('handler.housing', 'reportAssignment', { petitionId, report: '已检修并送达。', pointsAnswered: ['防水层老化'] });
    const paper = await paperOf('handler.housing', petitionId, 'COMPLETION_REPORT');
    expect(paper?.number).toMatch(/信访〔\d{4}〕[1-9]\d*号$/);
    for (const words of ['办结报告', '已检修并送达。', '防水层老化', '信访事项处理意见书', '市住房和城乡建设局负责人', '支持'])
      expect(paper?.html).toContain(words);
  });

  it('2-26: a paper names the receipt of the query code only where one was given', async () => {
    const told = async (petitionId: string) => {
      await city().routed(petitionId, 'housing.city');
      await city().act('handler.housing', 'acceptPetition', { petitionId, ...ELECTRONIC });
      return (await paperOf('handler.housing', petitionId, 'ACCEPTANCE'))?.html;
    };
    const byLetter = await told((await city().filed()).id);
    expect(byLetter).not.toContain('见登记回执');
    expect(byLetter).toContain('到信访接待窗口领取');
    const { number } = await city().submitted();
    const { petitionByNumber } = await city().query<{ petitionByNumber: { id: string } }>(
      'dispatcher.city',
      'query ($number: String!) { petitionByNumber(number: $number) { id } }',
      { number },
    );
    expect(await told(petitionByNumber.id)).toContain('查询码：见登记回执');
  });

  it('2-27: an opinion of a county department names both organs between which the petitioner chooses, and so does the tracking page', async () => {
    const filed = await city().filed({ division: '990123' }, 'registrar.xiling');
    const { id: petitionId, petitioners, requests } = filed;
    await city().act('dispatcher.xiling', 'routePetition', {
      petitionId,
      kind: 'TRANSFER',
      toOrganId: organId('land.xiling'),
      reason: '属该单位职责',
    });
    await answered(petitionId, requests[0]?.id ?? '', petitioners[0]?.id ?? '', 'land.xiling');
    const whom =
      '西岭县人民政府（地址：示例路32号，电话：0000-8800032）或者明川市自然资源和规划局（地址：示例路13号，电话：0000-8800013），由您选择';
    const opinion = await paperOf('handler.land.xiling', petitionId, 'OPINION');
    expect(opinion?.html).toContain(`受理申请的机关、单位：${whom}；自收到本意见书之日起三十日内，书面提出`);
    const track = 'query ($code: String!, $secret: String!) { trackPetition(queryCode: $code, secret: $secret) { nextRight { to } } }';
    const { trackPetition } = await city().query<{ trackPetition: unknown }>(null, track, { code: filed.queryCode, secret: filed.secret });
    expect(trackPetition).toMatchObject({ nextRight: { to: whom } });
  });

  async function paperOf(account: string, petitionId: string, kind: string): Promise<Paper | undefined> {
    await city().rest();
    const found = await city().petition<{ documents: Paper[] }>(
      account,
      petitionId,
      `documents { kind number html(purpose: "${PURPOSE}") receipt(purpose: "${PURPOSE}") }`,
    );
    return found?.documents.findLast((one) => one.kind === kind);
  }

  async function idOf(account: string, petitionId: string, kind: string): Promise<{ id: string }> {
    const found = await city().petition<{ documents: { id: string; kind: string }[] }>(account, petitionId, 'documents { id kind }');
    const paper = found?.documents.findLast((one) => one.kind === kind);
    if (!paper) throw new Error(`no paper ${kind}`);
    return paper;
  }

  /** Accepted, heard and looked at, answered, served by hand. */
  async function answered(petitionId: string, requestId: string, petitionerId: string, at = 'housing'): Promise<void> {
    await city().act(`handler.${at}`, 'acceptPetition', { petitionId, ...ELECTRONIC });
    await city().act(`handler.${at}`, 'recordInquiry', {
      petitionId,
      form: 'INTERVIEW',
      text: '当面听取陈述',
      petitionerId,
      signature: '本人签名',
      readBack: true,
      copyGiven: true,
    });
    await city().act(`handler.${at}`, 'recordInquiry', {
      petitionId,
      form: 'SITE_VISIT',
      text: '现场查看',
      place: '现场',
      people: '承办人员',
      findings: '属实',
    });
    const answers = [{ id: requestId, outcome: 'SUPPORTED', answer: '由我局组织检修。', basis: ['演示办法第六条'] }];
    await city().act(`handler.${at}`, 'draftOpinion', {
      petitionId,
      facts: '经现场查看，渗漏属实。',
      evidence: ['现场查看记录'],
      answers,
      executeBy: dayAfter(city().today, 20),
    });
    await city().act(`checker.${at}`, 'checkOpinion', { petitionId, remark: '事实清楚' });
    await city().act(`head.${at}`, 'issueOpinion', { petitionId, ...ELECTRONIC });
    await city().act(`handler.${at}`, 'recordService', { petitionId, petitionerId, ...BY_HAND });
  }
}

const dayAfter = (day: string, days = 10): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
