import { expect, it } from '@jest/globals';
import { organId, personId } from '@sunshine/demo';
import { GraphError } from '@sunshine/infra';
import type { FindingsCity } from './findings.city.js';

const AUTHORITY = { authority: '被反映人属该机关管理', cadreMatter: false, grave: false };

/** Reports reach a body that may act, and never those whom they accuse. */
export function reports(city: () => FindingsCity): void {
  const report = (accused: readonly object[], change: Record<string, unknown> = {}) =>
    city().submitted({
      kind: 'REPORT',
      summary: '反映收受回扣',
      text: '所述情况见附页。',
      requests: [{ text: '请核查' }],
      accused,
      ...change,
    });
  /** The petition as the account finds it by its number; null where it may not see it. */
  const found = (account: string, number: string | null) =>
    city()
      .query<{ petitionByNumber: { id: string } | null }>(
        account,
        'query ($number: String!) { petitionByNumber(number: $number) { id } }',
        { number },
      )
      .then(
        ({ petitionByNumber }) => petitionByNumber,
        (error: unknown) => {
          if (error instanceof GraphError && error.code === 'PETITION_NOT_FOUND') return null;
          throw error;
        },
      );
  const idOf = async (account: string, number: string | null) => {
    await city().rest();
    const petition = await found(account, number);
    if (!petition) throw new Error(`${account} does not see ${String(number)}`);
    return petition.id;
  };
  const seers = async (accounts: readonly string[], number: string | null) => {
    const seen = await Promise.all(accounts.map(async (account) => ((await found(account, number)) ? [account] : [])));
    return seen.flat();
  };
  const handOver = (account: string, petitionId: string, organ: string) =>
    city().refusal(account, 'handOverReport', { petitionId, toOrganId: organId(organ), ...AUTHORITY });

  it('2-17: a report leaves the bureau only by hand-over, which needs two people and goes to any organ with authority', async () => {
    const { number } = await report([{ organId: organId('hospital.city') }]);
    const petitionId = await idOf('dispatcher.city', number);
    const routed = { petitionId, kind: 'TRANSFER', toOrganId: organId('health.city'), reason: '属该单位职责' };
    expect(await city().refusal('dispatcher.city', 'routePetition', routed)).toBe('REPORT_BY_HAND_OVER_ONLY');
    expect(await handOver('dispatcher.city', petitionId, 'bureau.donghu')).toBe('HAND_OVER_TO_BODY_ONLY');
    expect(await handOver('dispatcher.city', petitionId, 'health.city')).toBeNull();
    expect(await found('handler.health', number)).toBeNull();
    await city().act('head.bureau.city', 'confirmHandOver', { petitionId });
    await city().rest();
    const at = await city().petition<{ stage: string; clocks: { term: string; state: string }[] }>(
      'handler.health',
      petitionId,
      'stage clocks { term state }',
    );
    expect(at?.stage).toBe('received');
    // Art 23 ¶3: an organ that is no discipline organ tells the reporter in fifteen days.
    expect(at?.clocks).toContainEqual({ term: 'NOTIFY_TRANSFERRED', state: 'running' });
    expect(await found('head.hospital', number)).toBeNull();
  });

  it('2-2: a report that accuses in words leaves only after a second reader has resolved them, and the bars follow at once', async () => {
    const { number } = await report([{ text: '市住建局局长' }], { anonymous: true, petitioners: [] });
    const petitionId = await idOf('dispatcher.city', number);
    expect(await handOver('dispatcher.city', petitionId, 'discipline.city')).toBe('ACCUSED_NOT_IDENTIFIED');
    const identified = { petitionId, accused: [{ personId: personId('head.housing'), who: '住建局局长' }] };
    await city().act('dispatcher.city', 'identifyAccused', identified);
    expect(await handOver('dispatcher.city', petitionId, 'discipline.city')).toBe('ACCUSED_NOT_IDENTIFIED');
    await city().act('auditor.city', 'confirmAccused', { petitionId });
    expect(await handOver('dispatcher.city', petitionId, 'housing.city')).toBe('ROUTE_TO_ACCUSED');
    expect(await handOver('dispatcher.city', petitionId, 'discipline.city')).toBeNull();
    await city().act('head.bureau.city', 'confirmHandOver', { petitionId });
    await city().rest();
    expect(await seers(['head.housing', 'handler.housing', 'handler.discipline'], number)).toEqual(['handler.discipline']);
  });

  it('2-2: whoever resolves the accused may open what the report says, and never who reports', async () => {
    const { number } = await report([{ text: '某科长' }]);
    const petitionId = await idOf('dispatcher.city', number);
    const opened = (account: string, field: string, ownerId?: string) =>
      city().refusal(account, 'openSealedField', { petitionId, field, purpose: '核对被检举人', ...(ownerId && { ownerId }) }, 'value');
    const petition = await city().petition<{ petitioners: { id: string }[] }>('dispatcher.city', petitionId, 'petitioners { id }');
    for (const account of ['dispatcher.city', 'auditor.city']) {
      expect(await opened(account, 'accused')).toBeNull();
      expect(await opened(account, 'text')).toBeNull();
      expect(await opened(account, 'name', petition?.petitioners[0]?.id)).toBe('ACT_NOT_YOURS');
    }
    // What the second reader compares with the directory: the names as they were typed, at first and later.
    const who = '{ organ { name } person { name } text }';
    const seen = await city().act(
      'auditor.city',
      'openSealedField',
      { petitionId, field: 'accused', purpose: '核对被检举人' },
      `parties ${who}`,
    );
    expect(seen).toEqual({ parties: [{ organ: null, person: null, text: '某科长' }] });
    await city().act('registrar.city', 'supplementPetition', { petitionId, text: '就是房产科的那位' });
    const later = await city().petition<{ supplements: { id: string }[] }>('auditor.city', petitionId, 'supplements { id }');
    for (const account of ['dispatcher.city', 'auditor.city']) expect(await opened(account, 'text', later?.supplements[0]?.id)).toBeNull();
    const none = { petitionId, accused: [], unnamedReason: '材料只称某科长，无单位、姓名，无法查明' };
    await city().act('dispatcher.city', 'identifyAccused', none);
    await city().act('auditor.city', 'confirmAccused', { petitionId });
    expect(await handOver('dispatcher.city', petitionId, 'discipline.city')).toBeNull();
  });

  it('2-2 and H1: an organ whose name stands in the words is no addressee until two people have denied it', async () => {
    const { number } = await report([{ text: '明川市住房和城乡建设局局长张三' }]);
    const petitionId = await idOf('dispatcher.city', number);
    const reason = { unnamedReason: '名录中没有此人' };
    expect(
      await city().refusal('dispatcher.city', 'identifyAccused', {
        petitionId,
        accused: [],
        ...reason,
        denied: [{ organId: organId('labour.city'), reason: '同名，实为外地单位' }],
      }),
    ).toBe('ACCUSED_DENIAL_OF_UNNAMED');
    await city().act('dispatcher.city', 'identifyAccused', { petitionId, accused: [], ...reason });
    await city().act('auditor.city', 'confirmAccused', { petitionId });
    expect(await handOver('dispatcher.city', petitionId, 'housing.city')).toBe('ROUTE_TO_ACCUSED');
    expect(await handOver('dispatcher.city', petitionId, 'land.city')).toBeNull();
  });

  it('2-2: nobody confirms what he found himself, and nobody who is barred is let in by it', async () => {
    const { number } = await report([{ text: '某科长' }]);
    const petitionId = await idOf('dispatcher.city', number);
    const refused = (input: object) => city().refusal('dispatcher.city', 'identifyAccused', { petitionId, ...input });
    expect(await refused({})).toBe('ACCUSED_NOT_ALL_RESOLVED');
    expect(await refused({ accused: [{ personId: personId('head.labour') }] })).toBe('ACCUSED_PARTY_MALFORMED');
    expect(await city().refusal('auditor.city', 'confirmAccused', { petitionId })).toBe('ACCUSED_NOT_PROPOSED');
    await city().act('dispatcher.city', 'identifyAccused', { petitionId, accused: [{ organId: organId('labour.city') }] });
    expect(await city().refusal('dispatcher.city', 'confirmAccused', { petitionId })).toBe('ACT_NOT_YOURS');
  });

  it('2-2: a bureau that turns out to be accused loses the report to the next one that is not, without a gap', async () => {
    const { number } = await report([{ text: '接待窗口的负责人' }]);
    const petitionId = await idOf('dispatcher.city', number);
    await city().act('dispatcher.city', 'identifyAccused', {
      petitionId,
      accused: [{ personId: personId('registrar2.city'), who: '登记员' }],
    });
    await city().act('auditor.city', 'confirmAccused', { petitionId });
    await city().rest();
    const all = ['registrar.city', 'dispatcher.city', 'auditor.city', 'head.bureau.city', 'dispatcher.province', 'head.bureau.province'];
    expect(await seers(all, number)).toEqual(['dispatcher.province', 'head.bureau.province']);
    expect(await handOver('dispatcher.province', petitionId, 'discipline.city')).toBeNull();
    expect(await city().refusal('head.bureau.province', 'confirmHandOver', { petitionId })).toBeNull();
    // Who handed it over may find out more, and reads for that what was typed.
    const field = { petitionId, field: 'accused', purpose: '核对被检举人' };
    for (const account of ['dispatcher.province', 'auditor.province'])
      expect(await city().refusal(account, 'openSealedField', field, 'value')).toBeNull();
  });

  it('2-3: a report on the head of the bureau, or on the government, goes to the nearest bureau that is not barred', async () => {
    const all = ['registrar.city', 'dispatcher.city', 'head.bureau.city', 'auditor.city', 'handler.gov.city', 'dispatcher.province'];
    for (const accused of [{ personId: personId('head.bureau.city') }, { organId: organId('gov.city') }, { text: '明川市信访局' }]) {
      const { number } = await report([accused]);
      await city().rest();
      expect(await seers(all, number)).toEqual(['dispatcher.province']);
    }
  });

  it('2-3: where every bureau is barred, the discipline organ of that level or above receives it', async () => {
    const { number } = await report([{ organId: organId('gov.province') }]);
    await city().rest();
    const all = ['registrar.city', 'dispatcher.city', 'dispatcher.province', 'handler.discipline'];
    expect(await seers(all, number)).toEqual(['handler.discipline']);
  });

  it('2-18: a withdrawal before the hand-over travels with the report and does not end it', async () => {
    const { number, queryCode: code, secret } = await report([{ organId: organId('traffic.city') }]);
    const petitionId = await idOf('dispatcher.city', number);
    const { trackPetition } = await city().query<{ trackPetition: { pass: string } }>(
      null,
      'query ($code: String!, $secret: String!) { trackPetition(queryCode: $code, secret: $secret) { pass } }',
      { code, secret },
    );
    await city().act(null, 'withdrawPetition', { pass: trackPetition.pass, reason: '不想再提' });
    await city().act('registrar.city', 'confirmWithdrawal', { petitionId, contact: '电话联系本人', willing: true });
    expect(await city().refusal('dispatcher.city', 'closePetition', { petitionId, ground: 'withdrawn' })).toBe(
      'WITHDRAWN_REPORT_NOT_HANDED_OVER',
    );
    expect(await handOver('dispatcher.city', petitionId, 'discipline.city')).toBeNull();
    await city().act('head.bureau.city', 'confirmHandOver', { petitionId });
    await city().rest();
    const records = await city().petition<{ records: { details: { name: string; text: string }[] }[] }>(
      'handler.discipline',
      petitionId,
      'records(kinds: ["handOver"]) { details { name text } }',
    );
    expect(records?.records.at(-1)?.details).toContainEqual({ name: '随同移送的撤回', text: city().today });
  });

  it('2-28: a complaint about the conduct of staff is handled above their unit, which never sees it', async () => {
    const complaint = { staffConduct: true, respondent: [{ organId: organId('housing.city') }], organId: organId('housing.city') };
    const { number } = await city().submitted({ summary: '反映窗口人员打击报复', ...complaint });
    const petitionId = await idOf('dispatcher.city', number);
    const route = (organ: string) =>
      city().refusal('dispatcher.city', 'routePetition', {
        petitionId,
        kind: 'TRANSFER',
        toOrganId: organId(organ),
        reason: '由上一级处理',
      });
    expect(await route('housing.city')).toBe('CONDUCT_ABOVE_THE_UNIT');
    expect(await route('gov.city')).toBeNull();
    await city().rest();
    expect(await seers(['registrar.housing', 'handler.housing', 'head.housing', 'handler.gov.city'], number)).toEqual(['handler.gov.city']);
  });
}
