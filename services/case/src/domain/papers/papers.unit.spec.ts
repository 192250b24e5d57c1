import { describe, expect, it } from '@jest/globals';
import { nationalPacks, packNamed, requiredParts } from '@sunshine/procedure';
import { BUREAU, COUNTY_BUREAU, HOUSING, aPetition, actOf, id, paper, refusal } from '../../../test/builders.js';
import { checkIssuer, checkParts, issue, noticeParts, queryCodeLine, slipParts } from './papers.js';
import type { CaseAct, Organ } from '../petition.js';

const pack = packNamed(nationalPacks(), 'CN-2022');
const pack2005 = packNamed(nationalPacks(), 'CN-2005');
const state = aPetition();
const act = actOf('2025-03-10');
const notice = { ...noticeParts(state, HOUSING), exit: '属我局职责', procedure: '依法办理' };

describe('where a paper says the query code is', () => {
  const line = (channel: string, petitionerIds: readonly string[] = ['x']) => queryCodeLine({ channel, petitionerIds });
  it('is the receipt for who filed online alone', () => {
    for (const channel of ['WEB', 'WECHAT', 'KIOSK']) expect(line(channel)).toBe('见登记回执');
    for (const channel of ['LETTER', 'VISIT', 'PHONE', 'TRANSFER_IN']) expect(line(channel)).not.toContain('登记回执');
  });

  it('is never the window for who did not say a name', () => {
    expect(line('LETTER')).toContain('接待窗口领取');
    expect(line('LETTER', [])).not.toContain('接待窗口');
  });
});

describe('issue', () => {
  it('names the organ in full, bears number, date and query code, and the template of the pack', () => {
    const issued = issue({ state, act }, pack, paper, HOUSING, { kind: 'NOTICE', parts: notice });
    expect(issued).toMatchObject({
      id: paper.documentId,
      kind: 'NOTICE',
      number: paper.number,
      organId: HOUSING.id,
      issuedOn: '2025-03-10',
    });
    expect(issued.body).toMatchObject({ template: 'NOTICE.2', title: '告知书', pack: 'CN-2022', packHash: pack.hash });
    expect(issued.body['parts']).toMatchObject({
      issuer: HOUSING.name,
      seal: HOUSING.name,
      number: paper.number,
      petitionNumber: state.number,
      date: '2025-03-10',
      queryCode: '登记时领有查询单的，见查询单；没有领取的，凭本人有效身份证件到信访接待窗口领取',
      petitioner: { petitionerIds: state.petitionerIds },
    });
  });

  it('names the officer and a telephone: what was typed, else the organ’s, and is refused where there is none', () => {
    const issued = (officer: string | null, contactPhone: string | null, role: CaseAct['role'] = 'HANDLER') =>
      issue({ state, act: { ...act, officer, role } }, pack, paper, { ...HOUSING, contactPhone }, { kind: 'NOTICE', parts: notice });
    const contact = (...given: Parameters<typeof issued>) => (issued(...given).body['parts'] as { contact: string }).contact;
    expect(contact('承办科 0000-8800009', null)).toBe('承办科 0000-8800009');
    expect(contact('承办科', '0000-8800000')).toBe('承办科，电话0000-8800000');
    expect(contact(null, '0000-8800000')).toBe('明川市住房和城乡建设局承办人员，电话0000-8800000');
    for (const officer of [null, '承办科']) expect(refusal(() => issued(officer, null))).toBe('DOCUMENT_CONTACT_MISSING');
    // A paper of an older system.
    expect(contact(null, null, 'MIGRATOR')).toBe('明川市住房和城乡建设局承办人员');
  });

  it('names the part that is missing; a part told per request must stand there for each of them', () => {
    const { exit: _exit, ...without } = notice;
    expect(() => issue({ state, act }, pack, paper, HOUSING, { kind: 'NOTICE', parts: without })).toThrow(
      expect.objectContaining({ code: 'DOCUMENT_PART_MISSING', details: { document: '告知书', part: 'exit', title: '处理途径' } }),
    );
    const all = Object.fromEntries(requiredParts(pack, 'OPINION').map(({ part }) => [part, '有']));
    const [first, second] = state.requestIds as [string, string];
    const check = (basis: unknown) => refusal(() => checkParts(pack, { kind: 'OPINION', parts: { ...all, basis } }, state.requestIds));
    expect(check({ [first]: ['甲'], [second]: ['乙'] })).toBe('no refusal');
    expect(check({ [first]: ['甲'] })).toBe('DOCUMENT_PART_MISSING');
    expect(check({ [first]: ['甲'], [second]: [' '] })).toBe('DOCUMENT_PART_MISSING');
  });

  it('demands a conditional part only where its condition holds', () => {
    const parts = Object.fromEntries(requiredParts(pack, 'OPINION').map(({ part }) => [part, '有']));
    const check = (when?: readonly string[]) => refusal(() => checkParts(pack, { kind: 'OPINION', parts, ...(when && { when }) }, []));
    expect(check()).toBe('no refusal');
    expect(check(['supported'])).toBe('DOCUMENT_PART_MISSING');
  });

  it('masks the petitioner of a report on the slip, and of no other matter', () => {
    const slip = (kind: 'CLAIM' | 'REPORT') => slipParts(aPetition({ kind }), BUREAU, HOUSING, '属其职责', null)['petitioner'];
    expect(slip('REPORT')).toEqual({ petitionerIds: state.petitionerIds, masked: true });
    expect(slip('CLAIM')).toEqual({ petitionerIds: state.petitionerIds });
  });

  it('refuses a kind that the pack does not know', () => {
    expect(refusal(() => issue({ state, act }, pack, paper, HOUSING, { kind: 'LOVE_LETTER', parts: {} }))).toBe('DOCUMENT_KIND_UNKNOWN');
  });
});

describe('the issuer', () => {
  const organ = (change: Partial<Organ>): Organ => ({ ...HOUSING, ...change });
  const who = (kind: string, issuer: Organ, rules = pack) => refusal(() => checkIssuer(rules, kind, issuer, state));

  it('is never an internal office, whatever the paper', () => {
    for (const name of ['明川市人民政府办公室', '明川市住房和城乡建设局信访科', '明川市信访局督查室'])
      for (const kind of ['NOTICE', 'OPINION', 'DESIGNATION', 'SETTLEMENT'])
        expect(who(kind, organ({ name }))).toBe('DOCUMENT_ISSUER_INTERNAL');
    expect(who('REMINDER', organ({ kind: 'supervision_office', name: '明川市政务督查组' }))).toBe('DOCUMENT_ISSUER_INTERNAL');
    expect(who('NOTICE', organ({ kind: 'township', name: '东湖区湖滨街道办事处' }))).toBe('no refusal');
  });

  it('a bureau transfers and assigns, and decides on no claim; an organ with authority the other way round', () => {
    expect(who('ASSIGNMENT_LETTER', BUREAU)).toBe('no refusal');
    expect(who('ASSIGNMENT_LETTER', HOUSING)).toBe('DOCUMENT_ISSUER_NOT_ALLOWED');
    // Of a report that came straight to it, the organ judges the end itself.
    for (const issuer of [BUREAU, HOUSING]) expect(who('COMPLETION_REVIEW', issuer)).toBe('no refusal');
    for (const kind of ['NOTICE', 'ACCEPTANCE', 'OPINION', 'EXTENSION_NOTICE']) {
      expect(who(kind, HOUSING)).toBe('no refusal');
      expect(who(kind, BUREAU)).toBe('DOCUMENT_ISSUER_NOT_ALLOWED');
    }
    expect(who('GUIDANCE', BUREAU, pack2005)).toBe('no refusal');
  });

  it('is the sender alone for a decision on an objection or a recall', () => {
    for (const kind of ['OBJECTION_DECISION', 'RECALL_DECISION', 'REDO_RETURN']) {
      expect(who(kind, BUREAU)).toBe('no refusal');
      expect(who(kind, COUNTY_BUREAU)).toBe('DOCUMENT_ISSUER_NOT_ALLOWED');
      expect(who(kind, organ({ id: id('n') }))).toBe('DOCUMENT_ISSUER_NOT_ALLOWED');
    }
  });

  it('both packs know the same papers', () => {
    expect(Object.keys(pack.documents)).toEqual(Object.keys(pack2005.documents));
  });
});
