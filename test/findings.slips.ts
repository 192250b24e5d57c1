import { expect, it } from '@jest/globals';
import { organId } from '@sunshine/demo';
import type { FindingsCity } from './findings.city.js';

const PURPOSE = '核对文书内容';
const TRACK =
  'query ($queryCode: String!, $secret: String!) { trackPetition(queryCode: $queryCode, secret: $secret) { number stageName progress partNumbers } }';

interface Code {
  readonly number: string;
  readonly queryCode: string;
  readonly secret: string;
}
interface Tracked {
  readonly number: string | null;
  readonly stageName: string;
  readonly partNumbers: readonly string[] | null;
}

/** 查询单: who was given the code of what, and how. */
export function slips(city: () => FindingsCity): void {
  const track = async ({ queryCode, secret }: Pick<Code, 'queryCode' | 'secret'>): Promise<Tracked> =>
    (await city().query<{ trackPetition: Tracked }>(null, TRACK, { queryCode, secret })).trackPetition;

  const LETTER = { text: '一是屋面漏雨；二是建议加装路灯；三是有人收礼。' };
  /** A letter with a claim, a suggestion and a report, split by two people. */
  const split = async (): Promise<{ petitionId: string; petitionerId: string; code: Pick<Code, 'queryCode' | 'secret'> }> => {
    const { id: petitionId, petitioners, ...code } = await city().filed(LETTER);
    await fallsApart(petitionId);
    return { petitionId, petitionerId: petitioners[0]?.id ?? '', code };
  };
  const fallsApart = async (petitionId: string): Promise<void> => {
    const part = (kind: string, text: string) => ({ kind, summary: text, text, requests: [{ text }] });
    const report = { ...part('REPORT', '有人收礼'), accused: [{ organId: organId('education.city') }] };
    const parts = [part('CLAIM', '屋面漏雨'), part('SUGGESTION', '加装路灯'), report];
    const { id: splitId } = await city().act('registrar.city', 'prepareSplit', { petitionId, parts });
    await city().rest();
    await city().act('registrar.city', 'splitPetition', { petitionId, splitId, reason: '三件事' });
    await city().act('auditor.city', 'confirmSplit', { petitionId, splitId });
    await city().rest();
  };
  const byNumber = async <T>(number: string, fields: string): Promise<T> =>
    (
      await city().query<{ petitionByNumber: T }>(
        'registrar.city',
        `query ($number: String!) { petitionByNumber(number: $number) { ${fields} } }`,
        { number },
      )
    ).petitionByNumber;
  const passOf = async (code: Pick<Code, 'queryCode' | 'secret'>): Promise<{ pass: string; takesPartCodes: boolean }> => {
    const fields = 'trackPetition(queryCode: $queryCode, secret: $secret) { pass takesPartCodes }';
    const query = `query ($queryCode: String!, $secret: String!) { ${fields} }`;
    const { queryCode, secret } = code;
    return (await city().query<{ trackPetition: { pass: string; takesPartCodes: boolean } }>(null, query, { queryCode, secret }))
      .trackPetition;
  };
  const noticeOf = async (petitionId: string) => {
    const fields = `documents { id kind number html(purpose: "${PURPOSE}") receipt(purpose: "${PURPOSE}") }`;
    const found = await city().petition<{
      documents: { id: string; kind: string; number: string | null; html: string | null; receipt: string | null }[];
    }>('registrar.city', petitionId, fields);
    return found?.documents.findLast(({ kind }) => kind === 'SPLIT_NOTICE');
  };

  it('2-12: who held the code of the letter alone gets a paper of its parts, their codes with it, and the service stands on record', async () => {
    const { petitionId, petitionerId, code } = await split();
    const { partNumbers } = await track(code);
    expect(partNumbers).toHaveLength(3);
    const notice = await noticeOf(petitionId);
    expect(notice?.number).toMatch(/信访〔\d{4}〕[1-9]\d*号$/);
    for (const words of ['分件告知书', ...(partNumbers ?? []), '申诉求决', '建议意见', '其他信访事项', '查询单']) {
      expect(notice?.html).toContain(words);
    }
    // No word of a report, of whom it accuses, or of what any part is about.
    for (const words of ['检举', '控告', '收礼', '教育局', '屋面', '路灯']) expect(notice?.html).not.toContain(words);

    const issued = await city().act<Code[]>(
      'registrar.city',
      'issuePartCodes',
      { petitionId, way: 'POST', receiptNumber: 'EMS-7' },
      'number queryCode secret',
    );
    expect(issued.map(({ number }) => number).toSorted()).toEqual([...(partNumbers ?? [])].toSorted());
    for (const one of issued) {
      expect(notice?.html).not.toContain(one.queryCode);
      expect((await track(one)).number).toBe(one.number);
    }
    expect(await city().refusal('registrar.city', 'issuePartCodes', { petitionId, way: 'POST', receiptNumber: 'EMS-8' }, 'number')).toBe(
      'PART_CODES_ISSUED',
    );

    const served = { petitionId, documentId: notice?.id, petitionerId, way: 'post', proof: { receiptNumber: 'EMS-7' } };
    await city().act('registrar.city', 'recordService', served);
    expect((await noticeOf(petitionId))?.receipt).toContain('EMS-7');
    await city().rest();
    for (const { number } of issued) {
      const { petitionByNumber: one } = await city().query<{ petitionByNumber: { history: { act: string; remark: string | null }[] } }>(
        'registrar.city',
        'query ($number: String!) { petitionByNumber(number: $number) { history { act remark } } }',
        { number },
      );
      expect(one.history).toContainEqual({ act: 'giveCodeSlip', remark: '邮寄' });
    }
  });

  it('2-12: who filed online without a name takes the codes of the parts with the code of the letter, and no officer learns them', async () => {
    const filed = await city().submitted({ ...LETTER, anonymous: true, petitioners: [] });
    const { id: petitionId } = await byNumber<{ id: string }>(filed.number ?? '', 'id');
    expect((await passOf(filed)).takesPartCodes).toBe(false);
    await fallsApart(petitionId);
    expect(await city().refusal('registrar.city', 'issuePartCodes', { petitionId, way: 'IN_PERSON' }, 'number')).toBe(
      'CODE_HOLDER_UNKNOWN',
    );

    const { partNumbers } = await track(filed);
    const take = async () => {
      const { pass, takesPartCodes } = await passOf(filed);
      expect(takesPartCodes).toBe(true);
      return city().act<Code[]>(null, 'takePartCodes', { pass }, 'number queryCode secret');
    };
    const taken = await take();
    expect(taken.map(({ number }) => number)).toEqual(partNumbers);
    for (const one of taken) expect((await track(one)).number).toBe(one.number);
    // Nobody could be asked who they are, were the answer lost.
    expect(await take()).toEqual(taken);
    await city().rest();
    for (const { number } of taken) {
      const { history, codeSlips } = await byNumber<{ history: { act: string; actor: string; remark: string }[]; codeSlips: object[] }>(
        number,
        'history { act actor remark } codeSlips { way petitionerId }',
      );
      expect(history.filter(({ act }) => act === 'giveCodeSlip')).toEqual([{ act: 'giveCodeSlip', actor: '信访人', remark: '网上领取' }]);
      expect(codeSlips).toEqual([{ way: 'ONLINE', petitionerId: null }]);
    }

    const course = await city().page('/track', { code: filed.queryCode, secret: filed.secret });
    for (const said of ['领取各件查询码', '/track/parts', ...(partNumbers ?? [])]) expect(course).toContain(said);
    for (const { queryCode } of taken) expect(course).not.toContain(queryCode);
    const codes = await city().page('/track/parts', { pass: (await passOf(filed)).pass });
    for (const { number, secret } of taken) for (const said of [number, secret]) expect(codes).toContain(said);
    for (const words of ['检举', '收礼', '屋面', '路灯']) expect(codes).not.toContain(words);
  });

  it('2-12: who is named gets the codes of the parts from the desk, with the paper', async () => {
    const { code } = await split();
    const { pass, takesPartCodes } = await passOf(code);
    expect(takesPartCodes).toBe(false);
    expect(await city().refusal(null, 'takePartCodes', { pass }, 'number')).toBe('PART_CODES_AT_DESK');
  });

  it('2-12: no code of a part is given for a letter that was not split', async () => {
    const { id: petitionId } = await city().filed();
    expect(await city().refusal('registrar.city', 'issuePartCodes', { petitionId, way: 'IN_PERSON' }, 'number')).toBe('SPLIT_UNKNOWN');
  });

  it('2-26: the slip of a registration is handed over or posted once, by whom and how stands in the course of the office alone', async () => {
    const { id: petitionId, petitioners, ...code } = await city().filed();
    const give = { petitionId, way: 'POST' };
    expect(await city().refusal('registrar.city', 'giveCodeSlip', give)).toBe('CODE_SLIP_RECEIPT_MISSING');
    expect(await city().refusal('handler.housing', 'giveCodeSlip', { ...give, receiptNumber: 'EMS-1' })).toBe('PETITION_NOT_FOUND');
    await city().act('registrar.city', 'giveCodeSlip', { ...give, receiptNumber: 'EMS-1' });
    expect(await city().refusal('registrar.city', 'giveCodeSlip', { petitionId, way: 'IN_PERSON' })).toBe('CODE_SLIP_GIVEN');
    await city().rest();
    const seen = await city().petition<{
      history: { act: string; actor: string; remark: string | null }[];
      courseTold: { act: string }[];
      codeSlips: object[];
    }>(
      'registrar.city',
      petitionId,
      'history { act actor remark } courseTold { act } codeSlips { way receiptNumber petitionerId on organ { name } }',
    );
    expect(seen?.history).toContainEqual({ act: 'giveCodeSlip', actor: '明川市信访局', remark: '邮寄' });
    expect(seen?.courseTold.map(({ act }) => act)).not.toContain('giveCodeSlip');
    expect(seen?.codeSlips).toEqual([
      { way: 'POST', receiptNumber: 'EMS-1', petitionerId: petitioners[0]?.id, on: city().today, organ: { name: '明川市信访局' } },
    ]);
    expect((await track(code)).number).not.toBeNull();
  });

  it('2-26: nobody is posted a slip who left no name, and what was filed online has none', async () => {
    const { id: unnamed } = await city().filed({ anonymous: true, petitioners: [] });
    const post = { way: 'POST', receiptNumber: 'EMS-1' };
    expect(await city().refusal('registrar.city', 'giveCodeSlip', { petitionId: unnamed, ...post })).toBe('CODE_SLIP_NOWHERE_TO_POST');
    await city().act('registrar.city', 'giveCodeSlip', { petitionId: unnamed, way: 'IN_PERSON' });
    const { number } = await city().submitted();
    const { petitionByNumber } = await city().query<{ petitionByNumber: { id: string } }>(
      'registrar.city',
      'query ($number: String!) { petitionByNumber(number: $number) { id } }',
      { number },
    );
    expect(await city().refusal('registrar.city', 'giveCodeSlip', { petitionId: petitionByNumber.id, way: 'IN_PERSON' })).toBe(
      'CODE_SLIP_NOT_PRINTED',
    );
  });
}
