import { describe, expect, it } from '@jest/globals';
import { nationalPacks, packNamed } from '@sunshine/procedure';
import { placed } from '../../../test/between.js';
import {
  BUREAU,
  COURT,
  HOUSING,
  PERSON,
  aClock,
  aPetition,
  after,
  given,
  id,
  inquired,
  law,
  moved,
  paper,
  refusal,
  sent,
  startOf,
  termsOf,
} from '../../../test/builders.js';
import { confirmExit, correctExit, decideExit, exitNamed, issueGuidance, proposeExit, proposedByDesk, type DecideExit } from './exits.js';
import { exitDecisionOf, proposedExitPart } from '../standing.js';
import { statutoryChannels } from '../channels.js';
import { acceptPetition } from './acceptance.js';
import { informPetitioner } from './notice.js';
import { draftOpinion } from '../opinion/opinion.js';
import type { ClockFact, Decision, PetitionState } from '../petition.js';
import { routePetition } from '../routing/routing.js';

const CHANNELS = {
  '31(1)': 'administrative_litigation',
  '31(2)': 'labour_arbitration',
  '31(3)': 'party_member_appeal',
  '31(4)': 'administrative_reconsideration',
  '31(5)': 'statutory_duty',
  '31(6)': null,
} as const;
const EXITS = Object.keys(CHANNELS) as (keyof typeof CHANNELS)[];

const choice = (exit: keyof typeof CHANNELS, change: Partial<DecideExit> = {}): DecideExit => ({
  recordId: id('r', 1),
  exit,
  reason: '属该途径',
  basis: '《演示办法》第三条',
  channelId: CHANNELS[exit],
  starts: [],
  ...change,
});
const guidance = { body: null, papers: ['申请书'], starts: null };
const told = { path: '法定途径', procedure: '依法定程序提出', ...sent, ...paper };
// NOTIFY received 2025-03-03 ends on Tuesday 2025-03-18.
const NOTIFY = [aClock('NOTIFY_TRANSFERRED', '2025-03-03'), aClock('OBJECT', '2025-03-03')];

const decide = (command: DecideExit, on = '2025-03-10', state: PetitionState = aPetition()) => decideExit(given(state, on), command);
const confirm = (
  decision: Decision,
  on = '2025-03-11',
  clocks: readonly ClockFact[] = NOTIFY,
  by = PERSON.checker,
  recordId = id('r', 1),
) => confirmExit(given(decision.state, on, { clocks, by }), { decisionId: recordId });
/** Decided, and told by one paper. */
const informed = (exit: keyof typeof CHANNELS, change: Partial<DecideExit> = {}) => {
  const { state } = confirm(decide(choice(exit, change)));
  return informPetitioner(given(state, '2025-03-12', { clocks: NOTIFY }), { ...told, guidance: exit === '31(6)' ? null : guidance });
};

describe('the decision on the exit', () => {
  it.each(EXITS)('%s is the organ’s once a second reader has confirmed it, and moves no clock but that of 31(5)', (exit) => {
    const proposal = decide(choice(exit));
    expect(proposal.state).toMatchObject({ exit: null, stage: 'received' });
    expect(proposal.clocks).toEqual([]);
    const decision = confirm(proposal);
    expect(decision.state).toMatchObject({ exit, stage: 'received', outcome: null });
    expect(decision.clocks.map(({ do: move, term }) => `${move} ${term}`)).toEqual(exit === '31(5)' ? ['start PERFORM'] : []);
    expect(exitDecisionOf(decision.state)).toMatchObject({
      state: 'decided',
      organId: HOUSING.id,
      byPersonId: PERSON.handler,
      confirmedBy: PERSON.checker,
      confirmedOn: '2025-03-11',
      data: { exit, channelId: CHANNELS[exit], lateAfter: null },
    });
    expect(decision.events.map(({ type }) => type)).toEqual(['ExitDecided']);
  });

  it('is refused to the one who proposed it, and where nothing is proposed', () => {
    const proposal = decide(choice('31(2)'));
    expect(refusal(() => confirm(proposal, '2025-03-11', NOTIFY, PERSON.handler))).toBe('OWN_PROPOSAL');
    expect(refusal(() => confirm(proposal, '2025-03-11', NOTIFY, PERSON.checker, id('r', 9)))).toBe('EXIT_DECISION_NOT_FOUND');
    expect(refusal(() => confirm(confirm(proposal)))).toBe('EXIT_DECISION_NOT_FOUND');
  });

  it('of a later proposal takes the place of one that nobody confirmed', () => {
    const second = decide(choice('31(4)', { recordId: id('r', 2) }), '2025-03-10', decide(choice('31(2)')).state);
    expect(refusal(() => confirm(second))).toBe('EXIT_DECISION_NOT_FOUND');
    expect(confirm(second, '2025-03-11', NOTIFY, PERSON.checker, id('r', 2)).state.exit).toBe('31(4)');
  });

  it('belongs to the organ: a bureau proposes and decides nothing', () => {
    const atBureau = aPetition({ stage: 'registered', organId: BUREAU.id, organKind: 'petition_bureau', senderId: null });
    expect(refusal(() => decide(choice('31(2)'), '2025-03-10', atBureau))).toBe('BUREAU_DECIDES_NO_EXIT');
    const propose = (state: PetitionState) =>
      proposeExit(given(state, '2025-03-04', { by: PERSON.dispatcher, organ: BUREAU }), {
        recordId: id('r', 1),
        exit: '31(2)',
        reason: '劳动争议',
      });
    const proposal = propose(atBureau);
    expect(proposal.state.exit).toBeNull();
    expect(proposedExitPart(proposal.state)).toEqual({ exit: '31(2)', reason: '劳动争议' });
    expect(refusal(() => propose(aPetition()))).toBe('EXIT_PROPOSED_BY_BUREAU_ONLY');
    expect(proposedExitPart(atBureau)).toBeNull();
  });

  it('is for claims alone', () => {
    for (const kind of ['SUGGESTION', 'REPORT'] as const)
      expect(refusal(() => decide(choice('31(2)'), '2025-03-10', aPetition({ kind })))).toBe('EXIT_CLAIMS_ONLY');
  });

  // The last effective day of NOTIFY is still in time.
  it.each([
    ['2025-03-18', null],
    ['2025-03-19', '2025-03-18'],
  ])('confirmed on %s: later than NOTIFY is a finding (%s), no bar', (on, lateAfter) => {
    const { state } = confirm(decide(choice('31(2)')), on);
    expect(state.exit).toBe('31(2)');
    expect(exitDecisionOf(state)?.data.lateAfter).toBe(lateAfter);
  });

  it('names a channel of that exit, and knows its limits', () => {
    expect(refusal(() => decide(choice('31(2)', { channelId: null })))).toBe('EXIT_CHANNEL_MISSING');
    expect(refusal(() => decide(choice('31(2)', { channelId: 'nowhere' })))).toBe('EXIT_CHANNEL_UNKNOWN');
    expect(refusal(() => decide(choice('31(2)', { channelId: 'administrative_reconsideration' })))).toBe('EXIT_CHANNEL_OF_OTHER_EXIT');
    expect(refusal(() => decide(choice('31(6)', { channelId: 'labour_arbitration' })))).toBe('EXIT_CHANNEL_NOT_NEEDED');
    const started = (...starts: { limit: string; on: string }[]) => refusal(() => decide(choice('31(2)', { starts })));
    expect(started({ limit: '申请', on: '2025-03-10' })).toBe('no refusal');
    expect(started({ limit: '申请', on: '2025-03-11' })).toBe('EXIT_LIMIT_IN_FUTURE');
    expect(started({ limit: '上诉', on: '2025-03-01' })).toBe('EXIT_LIMIT_UNKNOWN');
    expect(started({ limit: '申请', on: '2025-03-01' }, { limit: '申请', on: '2025-03-02' })).toBe('EXIT_LIMIT_TWICE');
    expect(refusal(() => decide(choice('31(2)', { reason: ' ' })))).toBe('TEXT_MISSING');
    expect(refusal(() => exitNamed('31(7)'))).toBe('EXIT_UNKNOWN');
    expect(exitNamed('31(1)')).toBe('31(1)');
  });

  it('is decided once; what was accepted meanwhile is not decided behind its back', () => {
    const decided = confirm(decide(choice('31(2)')));
    expect(refusal(() => decide(choice('31(4)'), '2025-03-12', decided.state))).toBe('EXIT_ALREADY_DECIDED');
    const proposal = decide(choice('31(2)'));
    const accepted = acceptPetition(given(proposal.state, '2025-03-11', { clocks: NOTIFY }), { ...sent, ...paper });
    expect(refusal(() => confirm(accepted, '2025-03-12'))).toBe('EXIT_ALREADY_DECIDED');
  });

  describe('under CN-2005', () => {
    const old = aPetition({ receivedOn: '2019-03-04', latestOn: '2019-03-04' });
    it.each(['31(1)', '31(2)', '31(3)', '31(4)', '31(5)'] as const)('%s is no decision of the organ', (exit) => {
      expect(refusal(() => decide(choice(exit), '2019-03-05', old))).toBe('EXIT_NOT_BY_ORGAN');
    });

    it('the pack of the day of the act rules, on both sides of 2022-05-01', () => {
      const state = aPetition({ receivedOn: '2022-04-20', latestOn: '2022-04-20' });
      expect(refusal(() => decide(choice('31(2)'), '2022-04-30', state))).toBe('EXIT_NOT_BY_ORGAN');
      expect(refusal(() => decide(choice('31(2)'), '2022-05-01', state))).toBe('no refusal');
    });
  });
});

describe('what the bureau proposes', () => {
  const atBureau = aPetition({ stage: 'registered', organId: BUREAU.id, organKind: 'petition_bureau', senderId: null });
  const byDesk = (state: PetitionState) =>
    proposedByDesk(state, { recordId: id('r', 5), exit: '31(2)', on: '2025-03-04', organId: BUREAU.id, byPersonId: PERSON.dispatcher });
  const slip = (state: PetitionState) =>
    routePetition(given(state, '2025-03-05', { by: PERSON.dispatcher, organ: BUREAU }), {
      kind: 'TRANSFER',
      to: placed(HOUSING),
      from: placed(BUREAU),
      reason: '属其职责',
      reportBy: null,
      points: [],
      toAccused: false,
      ...paper,
    });

  it('stands on the transfer slip, and binds the organ to nothing', () => {
    const { papers, state } = slip(byDesk(atBureau));
    expect(papers[0]?.body).toMatchObject({ parts: { proposedExit: { exit: '31(2)', reason: '登记分类时拟议' } } });
    expect(state.exit).toBeNull();
    expect(confirm(decide(choice('31(4)'), '2025-03-10', state)).state.exit).toBe('31(4)');
    expect(slip(atBureau).papers[0]?.body['parts']).not.toHaveProperty('proposedExit');
  });

  it('is heard only of a claim that a bureau still has to route', () => {
    for (const state of [aPetition(), { ...atBureau, kind: 'REPORT' as const }, { ...atBureau, stage: 'closed' as const }])
      expect(byDesk(state)).toBe(state);
  });
});

describe('the guidance notice', () => {
  it.each(EXITS.filter((exit) => exit !== '31(6)' && exit !== '31(5)'))(
    'goes with the notice of %s as one paper and meets NOTIFY',
    (exit) => {
      const { state, papers, clocks, events } = informed(exit);
      expect(state.stage).toBe('informed');
      expect(termsOf(clocks, 'stop')).toEqual(['NOTIFY_TRANSFERRED']);
      expect(startOf(clocks, 'HANDLE')).toBeNull();
      expect(events.map(({ type }) => type)).toEqual(['GuidanceIssued', 'PetitionInformed']);
      expect(papers.map(({ kind }) => kind)).toEqual(['GUIDANCE']);
      const channel = packNamed(nationalPacks(), 'CN-2022').channels.find((one) => one.id === CHANNELS[exit]);
      expect(papers[0]?.body).toMatchObject({
        parts: {
          route: channel?.title,
          competentBody: channel?.body,
          notStopped: '提出信访事项不停止该期限的计算；请在期限内依该途径提出',
          papers: ['申请书'],
          basis: ['《演示办法》第三条', channel?.source],
          exit: '法定途径',
          procedure: '依法定程序提出',
        },
      });
      expect(exitDecisionOf(state)?.data).toMatchObject({ toldOn: '2025-03-12', documentId: paper.documentId });
    },
  );

  const deadlineOf = (change: Partial<DecideExit>) =>
    (informed('31(2)', change).papers[0]?.body['parts'] as { deadline: string[] }).deadline;

  it('tells the last day where the start is known, else the rule', () => {
    expect(deadlineOf({})[0]).toBe('申请：自知道或者应当知道权利被侵害之日起1年内');
    expect(deadlineOf({ starts: [{ limit: '申请', on: '2024-06-03' }] })[0]).toContain('最后一天为2025-06-03（星期二）');
  });

  it('tells the earliest last day of the petitioner, not of the body', () => {
    const event = informed('31(2)', {
      starts: [
        { limit: '申请', on: '2024-06-03' },
        { limit: '受理', on: '2025-03-03' },
      ],
    }).events[0];
    expect(event?.data).toMatchObject({ lastDay: '2025-06-03' });
    expect(informed('31(2)').events[0]?.data).toMatchObject({ lastDay: null });
  });

  it('is missing where such an exit is decided, and not given where none is', () => {
    const { state } = confirm(decide(choice('31(4)')));
    expect(refusal(() => informPetitioner(given(state, '2025-03-12', { clocks: NOTIFY }), told))).toBe('GUIDANCE_MISSING');
    expect(refusal(() => informPetitioner(given(aPetition(), '2025-03-12', { clocks: NOTIFY }), { ...told, guidance }))).toBe(
      'GUIDANCE_NOT_NEEDED',
    );
    expect(refusal(() => informPetitioner(given(state, '2025-03-12'), { ...told, guidance: { ...guidance, papers: [] } }))).toBe(
      'DOCUMENT_PART_MISSING',
    );
  });

  it('follows a notice that came before the decision, and again when the start becomes known', () => {
    const first = informPetitioner(given(aPetition(), '2025-03-10', { clocks: NOTIFY }), told);
    const { state } = confirm(decide(choice('31(2)'), '2025-03-11', first.state), '2025-03-12');
    const issue = (from: PetitionState, starts: { limit: string; on: string }[] | null) =>
      issueGuidance(given(from, '2025-03-13'), { guidance: { ...guidance, starts }, ...sent, ...paper });
    const second = issue(state, null);
    expect(second.clocks).toEqual([]);
    expect(exitDecisionOf(second.state)?.data.toldOn).toBe('2025-03-13');
    expect(issue(second.state, [{ limit: '申请', on: '2024-06-03' }]).events[0]?.data).toMatchObject({ lastDay: '2025-06-03' });
    expect(refusal(() => issue(first.state, null))).toBe('GUIDANCE_NOT_NEEDED');
  });

  it('keeps an accepted matter to 31(6): what has another exit is not accepted', () => {
    const accept = (state: PetitionState) => acceptPetition(given(state, '2025-03-12', { clocks: NOTIFY }), { ...sent, ...paper });
    for (const exit of EXITS)
      expect([exit, refusal(() => accept(confirm(decide(choice(exit))).state))]).toEqual([
        exit,
        exit === '31(6)' ? 'no refusal' : 'EXIT_OTHER_DECIDED',
      ]);
  });
});

describe('a corrected exit', () => {
  const accepted = acceptPetition(given(aPetition(), '2025-03-10', { clocks: NOTIFY }), { ...sent, ...paper });
  const clocks = moved(NOTIFY, accepted.clocks);
  const correct = (state: PetitionState, command: DecideExit, on = '2025-04-01') => correctExit(given(state, on, { clocks }), command);
  const to = (exit: keyof typeof CHANNELS) => choice(exit, { recordId: id('r', 2) });

  it('cancels the HANDLE that was wrongly started and leads back to the notice', () => {
    const decision = confirm(correct(accepted.state, to('31(2)')), '2025-04-02', clocks, PERSON.checker, id('r', 2));
    expect(decision.state).toMatchObject({ stage: 'informed', exit: '31(2)', outcome: null, acceptedOn: null });
    expect(decision.clocks).toEqual([
      { do: 'cancel', petitionId: id('z'), term: 'HANDLE', on: '2025-04-02', reason: 'other_exit' },
      { do: 'start', petitionId: id('z'), term: 'DECIDE_EXIT', subject: HOUSING.id, startedOn: '2025-04-02' },
    ]);
    expect(decision.events[0]?.data).toMatchObject({ corrects: id('z') });
  });

  it('moves nothing before the second reader', () => {
    const proposal = correct(accepted.state, to('31(2)'));
    expect(proposal.clocks).toEqual([]);
    expect(proposal.state).toMatchObject({ stage: 'accepted', exit: '31(6)' });
    expect(refusal(() => confirm(proposal, '2025-04-02', clocks, PERSON.handler, id('r', 2)))).toBe('OWN_PROPOSAL');
  });

  it('sends a draft back, so that a later acceptance can go on from it', () => {
    const draft = draftOpinion(inquired(given(accepted.state, '2025-03-20')), {
      opinionId: id('y'),
      facts: '',
      evidence: [],
      answers: [],
      executeBy: null,
      performerOrganId: null,
    });
    const decision = confirm(correct(draft.state, to('31(2)')), '2025-04-02', clocks, PERSON.checker, id('r', 2));
    expect(decision.state.opinion).toMatchObject({ state: 'returned', remark: '属该途径' });
  });

  it('back to 31(6) counts HANDLE from the last effective day of NOTIFY: a wrong exit buys nothing', () => {
    const led = informed('31(2)');
    const proposal = correctExit(given(led.state, '2025-06-02'), to('31(6)'));
    const open = moved(NOTIFY, led.clocks);
    const decision = confirm(proposal, '2025-06-03', open, PERSON.checker, id('r', 2));
    expect(decision.state).toMatchObject({ stage: 'informed', exit: '31(6)' });
    const again = acceptPetition(after(decision, open, '2025-06-04'), { ...sent, ...paper });
    expect(startOf(again.clocks, 'HANDLE')).toBe('2025-03-18');
  });

  it('keeps the former decision in the record', () => {
    const led = informed('31(2)');
    const { state } = confirm(correctExit(given(led.state, '2025-03-20'), to('31(4)')), '2025-03-21', [], PERSON.checker, id('r', 2));
    expect(state.records.filter(({ kind }) => kind === 'exitDecision').map(({ state: now }) => now)).toEqual(['corrected', 'decided']);
    expect(exitDecisionOf(state)?.data).toMatchObject({ exit: '31(4)', corrects: id('r', 1), toldOn: null });
  });

  it('needs a decided exit, a reason and a change', () => {
    expect(refusal(() => correct(aPetition(), to('31(2)')))).toBe('EXIT_NOT_DECIDED');
    expect(refusal(() => correct(accepted.state, to('31(6)')))).toBe('EXIT_UNCHANGED');
    expect(refusal(() => correct(accepted.state, { ...to('31(2)'), reason: '' }))).toBe('TEXT_MISSING');
    const led = informed('31(2)');
    const other = { ...to('31(2)'), channelId: 'commercial_arbitration' };
    expect(refusal(() => correctExit(given(led.state, '2025-03-20'), other))).toBe('no refusal');
    expect(refusal(() => correctExit(given(led.state, '2025-03-20'), to('31(2)')))).toBe('EXIT_UNCHANGED');
  });
});

describe('the catalogue of channels', () => {
  const pack = law.packOn('2025-03-03');

  it('tells what is left of each term the petitioner has to keep, and leaves the body’s as a rule', () => {
    const [reconsideration] = statutoryChannels(pack, law.calendar, '31(4)', '2025-03-03');
    expect(reconsideration).toMatchObject({ id: 'administrative_reconsideration', exit: '31(4)' });
    expect(reconsideration?.limits.map(({ name, lastDay }) => [name, lastDay])).toEqual([
      ['申请', '2025-05-06'],
      ['审查受理', null],
      ['决定', null],
      ['简易程序决定', null],
    ]);
  });

  it('without an exit has every channel, also those of no exit', () => {
    expect(statutoryChannels(pack, law.calendar, null, null)).toHaveLength(pack.channels.length);
    expect(statutoryChannels(pack, law.calendar, '31(6)', null)).toEqual([]);
  });
});

describe('31(1) at a political-legal organ', () => {
  const atCourt = aPetition({ organId: COURT.id, organKind: COURT.kind });
  const at = (state: PetitionState, on: string, by: string, clocks = NOTIFY) => given(state, on, { by, organ: COURT, clocks });
  const decideAt = (state: PetitionState, clocks: readonly ClockFact[]) =>
    confirmExit(at(decideExit(at(state, '2025-03-10', PERSON.handler), choice('31(1)')).state, '2025-03-11', PERSON.checker, [...clocks]), {
      decisionId: id('r', 1),
    });
  const correctTo = (state: PetitionState, clocks: readonly ClockFact[], on: string) => {
    const proposal = correctExit(at(state, '2025-03-12', PERSON.handler), choice('31(6)', { recordId: id('r', 2) }));
    return confirmExit(at(proposal.state, on, PERSON.checker, [...clocks]), { decisionId: id('r', 2) });
  };

  it('is told under the organ’s own rules: our notice ends, the option to object runs on; of a department it runs on too', () => {
    const here = moved(NOTIFY, decideAt(atCourt, NOTIFY).clocks);
    expect(here.map(({ term, ended }) => [term, ended])).toEqual([
      ['NOTIFY_TRANSFERRED', 'cancelled'],
      ['OBJECT', null],
    ]);
    expect(confirm(decide(choice('31(1)'))).clocks).toEqual([]);
  });

  it('corrected to another exit gives the notice back from its first day', () => {
    const decided = decideAt(atCourt, NOTIFY);
    const back = correctTo(decided.state, moved(NOTIFY, decided.clocks), '2025-03-13');
    expect(startOf(back.clocks, 'NOTIFY_TRANSFERRED')).toBe(atCourt.organReceivedOn);
  });

  it('wins no day: accepted after a correction it counts from the day the notice would have ended', () => {
    const decided = decideAt(atCourt, NOTIFY);
    const clocks = moved(NOTIFY, decided.clocks);
    const corrected = correctTo({ ...decided.state, stage: 'informed' }, clocks, '2025-03-13');
    expect(corrected.clocks.map(({ term }) => term)).toEqual(['DECIDE_EXIT']);
    const accepted = acceptPetition(at(corrected.state, '2025-04-21', PERSON.handler, clocks), { ...sent, ...paper });
    expect(startOf(accepted.clocks, 'HANDLE')).toBe('2025-03-18');
  });
});
