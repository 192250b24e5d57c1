import { describe, expect, it } from '@jest/globals';
import { COURT, HOUSING, PERSON, aClock, aPetition, given, id, moved, paper, refusal, sent, termsOf } from '../../../test/builders.js';
import { confirmExit, correctExit, decideExit } from './exits.js';
import { leadIntoProcedure, recordProcedureOutcome, recordReceipt, type RecordReceipt } from './leading-in.js';
import { informPetitioner } from './notice.js';
import type { PetitionState } from '../petition.js';
import { latestRecord, recordsOf } from '../records.js';

const CHANNELS = {
  '31(1)': 'administrative_litigation',
  '31(2)': 'labour_arbitration',
  '31(3)': 'party_member_appeal',
  '31(4)': 'administrative_reconsideration',
} as const;
type Exit = keyof typeof CHANNELS;
const EXITS = Object.keys(CHANNELS) as Exit[];
const NOTIFY = [aClock('NOTIFY_TRANSFERRED', '2025-03-03'), aClock('OBJECT', '2025-03-03')];

function decided(exit: Exit | '31(5)' | '31(6)', channelId: string | null): PetitionState {
  const proposal = decideExit(given(aPetition(), '2025-03-10'), {
    recordId: id('r', 1),
    exit,
    reason: '属该途径',
    basis: '依据',
    channelId,
    starts: [],
  });
  return confirmExit(given(proposal.state, '2025-03-11', { clocks: NOTIFY, by: PERSON.checker }), { decisionId: id('r', 1) }).state;
}
const told = (state: PetitionState, guided = true) =>
  informPetitioner(given(state, '2025-03-12', { clocks: NOTIFY }), {
    path: '法定途径',
    procedure: '程序',
    guidance: guided ? { body: null, papers: ['申请书'], starts: null } : null,
    ...sent,
    ...paper,
  });
const informed = (exit: Exit) => told(decided(exit, CHANNELS[exit]));
const lead = (state: PetitionState, on = '2025-03-13') =>
  leadIntoProcedure(given(state, on), { recordId: id('l', 1), body: '明川市劳动人事争议仲裁委员会', text: '信件及附件' });
const receipt = (state: PetitionState, change: Partial<RecordReceipt> = {}, more: Parameters<typeof given>[2] = {}, on = '2025-03-17') =>
  recordReceipt(given(state, on, { by: PERSON.checker, ...more }), {
    recordId: id('l', 2),
    receiptNumber: '收〔2025〕7号',
    body: '明川市劳动人事争议仲裁委员会',
    channelId: CHANNELS[(state.exit ?? '31(1)') as Exit],
    ...change,
  });

describe('leading into a procedure', () => {
  it.each(EXITS)('%s leaves the matter with the organ until the receipt is on file', (exit) => {
    const sentOn = lead(informed(exit).state);
    expect(sentOn.state).toMatchObject({ stage: 'informed', organId: HOUSING.id, outcome: null });
    expect(sentOn.clocks).toEqual([]);
    const received = receipt(sentOn.state);
    expect(received.state).toMatchObject({ stage: 'led_into_procedure', exit, outcome: 'led_in', organId: HOUSING.id });
    expect(latestRecord(received.state, 'leadingIn')).toMatchObject({
      state: 'received',
      byPersonId: PERSON.handler,
      confirmedBy: PERSON.checker,
      data: { receiptNumber: '收〔2025〕7号', receivedOn: '2025-03-17', channelId: CHANNELS[exit] },
    });
    expect(received.events.map(({ type }) => type)).toEqual(['PetitionLedIntoProcedure']);
  });

  it('needs the guidance notice to the petitioner first', () => {
    expect(refusal(() => lead({ ...decided('31(2)', 'labour_arbitration'), stage: 'informed' }))).toBe('GUIDANCE_NOT_TOLD');
    expect(refusal(() => lead(decided('31(2)', 'labour_arbitration')))).toBe('ACT_NOT_IN_STAGE');
  });

  it('is for 31(1) to 31(4) alone', () => {
    expect(refusal(() => lead(told(decided('31(5)', 'statutory_duty')).state))).toBe('LEADING_IN_OTHER_EXIT');
    expect(refusal(() => lead(told(decided('31(6)', null), false).state))).toBe('LEADING_IN_OTHER_EXIT');
    expect(refusal(() => lead(aPetition({ stage: 'informed' })))).toBe('EXIT_NOT_DECIDED');
  });

  it('is done once', () => {
    expect(refusal(() => lead(lead(informed('31(2)').state).state))).toBe('LEADING_IN_UNDER_WAY');
  });

  it('needs the receipt to be read by another person, with number, body and a channel of the exit', () => {
    const { state } = lead(informed('31(2)').state);
    expect(refusal(() => receipt(state, {}, { by: PERSON.handler }))).toBe('OWN_PROPOSAL');
    expect(refusal(() => receipt(state, { receiptNumber: ' ' }))).toBe('TEXT_MISSING');
    expect(refusal(() => receipt(state, { body: '' }))).toBe('TEXT_MISSING');
    expect(refusal(() => receipt(state, { channelId: 'administrative_reconsideration' }))).toBe('EXIT_CHANNEL_OF_OTHER_EXIT');
    expect(refusal(() => receipt(state, { channelId: 'commercial_arbitration' }))).toBe('no refusal');
    expect(refusal(() => receipt(informed('31(2)').state))).toBe('LEADING_IN_MISSING');
  });

  it('does not stop NOTIFY, and cancels a HANDLE that was wrongly started', () => {
    const { state } = lead(informed('31(2)').state);
    const clocks = [aClock('NOTIFY_TRANSFERRED', '2025-03-03'), aClock('HANDLE', '2025-03-10')];
    expect(termsOf(receipt(state, {}, { clocks }).clocks, 'cancel')).toEqual(['HANDLE']);
    expect(termsOf(receipt(state, {}, { clocks }).clocks, 'stop')).toEqual([]);
  });

  it('turned down by the body comes back by a corrected exit', () => {
    const led = receipt(lead(informed('31(2)').state).state);
    const proposal = correctExit(given(led.state, '2025-04-01'), {
      recordId: id('r', 2),
      exit: '31(6)',
      reason: '接收机关认为不属其管辖',
      basis: '依据',
      channelId: null,
      starts: [],
    });
    const { state } = confirmExit(given(proposal.state, '2025-04-02', { by: PERSON.checker }), { decisionId: id('r', 2) });
    expect(state).toMatchObject({ stage: 'informed', exit: '31(6)', outcome: null });
    expect(latestRecord(state, 'leadingIn')?.state).toBe('turned_down');
  });
});

describe('a letter to the political-legal organ', () => {
  const letter = aPetition({ organId: COURT.id, organKind: COURT.kind });

  it('is led in by that organ’s own receipt', () => {
    const { state } = receipt(letter, { channelId: 'criminal_and_litigation', body: COURT.name }, { organ: COURT });
    expect(state).toMatchObject({ stage: 'led_into_procedure', exit: '31(1)', outcome: 'led_in' });
  });

  it('ends what runs there: the option to object unused, a notice as one that is told under the organ’s own rules', () => {
    const [notify, object] = [aClock('NOTIFY_TRANSFERRED', '2025-03-03'), aClock('OBJECT', '2025-03-03')];
    const own = receipt(letter, { channelId: 'criminal_and_litigation', body: COURT.name }, { organ: COURT, clocks: [notify, object] });
    const ended = moved([notify, object], own.clocks).map(({ term, ended: how, endReason }) => [term, how, endReason]);
    expect(ended).toEqual([
      ['NOTIFY_TRANSFERRED', 'cancelled', 'own_rules_of_notice'],
      ['OBJECT', 'cancelled', 'not_used'],
    ]);
  });

  it('takes the place of what the organ before it had led in and nobody has received', () => {
    const court: Partial<PetitionState> = { organId: COURT.id, organKind: 'court', stage: 'received', senderId: HOUSING.id };
    const before = { ...lead(informed('31(1)').state).state, ...court };
    const { state } = receipt(before, {}, { organ: COURT });
    expect(state).toMatchObject({ stage: 'led_into_procedure', exit: '31(1)' });
    expect(recordsOf(state, 'leadingIn').map((record) => record.state)).toEqual(['turned_down', 'received']);
  });

  it('no other organ leads in without leading in', () => {
    expect(refusal(() => receipt(aPetition(), { channelId: 'criminal_and_litigation' }))).toBe('RECEIPT_POLITICAL_LEGAL_ONLY');
    expect(refusal(() => receipt({ ...letter, kind: 'REPORT' }, {}, { organ: COURT }))).toBe('EXIT_CLAIMS_ONLY');
    expect(refusal(() => receipt({ ...letter, exit: '31(6)' }, { channelId: 'x' }, { organ: COURT }))).toBe('LEADING_IN_OTHER_EXIT');
  });
});

describe('the result of the procedure', () => {
  const note = (state: PetitionState, toldBy: string) =>
    recordProcedureOutcome(given(state, '2025-06-02'), { recordId: id('o'), text: '裁决支持', toldBy });

  it.each(['body', 'petitioner'])('is noted on the word of the %s and moves no clock', (toldBy) => {
    const decision = note(receipt(lead(informed('31(2)').state).state).state, toldBy);
    expect(decision.state.stage).toBe('outcome_reported');
    expect(decision.clocks).toEqual([]);
  });

  it('needs a matter that was led in, and says whose word it is', () => {
    expect(refusal(() => note(informed('31(2)').state, 'body'))).toBe('ACT_NOT_IN_STAGE');
    expect(refusal(() => note(receipt(lead(informed('31(2)').state).state).state, 'newspaper'))).toBe('PROCEDURE_OUTCOME_SOURCE_UNKNOWN');
    const open = moved(NOTIFY, informed('31(2)').clocks).filter(({ ended }) => ended === null);
    expect(open.map(({ term }) => term)).toEqual(['DECIDE_EXIT']);
  });
});
