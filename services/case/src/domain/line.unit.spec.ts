import { describe, expect, it } from '@jest/globals';
import { isDomainError } from '@sunshine/errors';
import fc from 'fast-check';
import { placed } from '../../test/between.js';
import {
  BUREAU,
  COUNTY_BUREAU,
  COURT,
  HOUSING,
  INQUIRED,
  PERSON,
  PETITIONERS,
  REQUESTS,
  aRegistration,
  given,
  id,
  law,
  moved,
} from '../../test/builders.js';
import { closePetition, verifyCompletion } from './closing/closing.js';
import { recordExecution } from './handling/execution.js';
import { reportAssignment } from './handling/assignment.js';
import { extendHandling, requestExtension } from './handling/extension.js';
import { notifyOf } from './duties.js';
import { recordLegacyReply } from './closing/legacy.js';
import { acceptPetition } from './exits/acceptance.js';
import { informPetitioner } from './exits/notice.js';
import { openCase, registered } from './opening.js';
import { checkOpinion, draftOpinion, issueOpinion, returnOpinion } from './opinion/opinion.js';
import type { ClockFact, ClockMove, Decision, Given, PetitionState } from './petition.js';
import { routePetition } from './routing/routing.js';
import { recordService } from './papers/delivery.js';
import { voidDocument } from './papers/voiding.js';
import { ACT_NAMES, ACTS, type ActName } from './acts.js';
import { NEXT_STAGES, Stage, mayFollow, pathOf } from './stages.js';

const people = Object.values(PERSON);

/** The acts of the straight line with an input that their rule takes; what refuses it is the matter. */
const commands = {
  routePetition: (at, n) =>
    routePetition(at, {
      to: placed([HOUSING, COUNTY_BUREAU, COURT, BUREAU][n % 4]!),
      from: placed(at.act.organ),
      ...(n % 3 ? { kind: 'TRANSFER', reportBy: null, points: [] } : { kind: 'ASSIGNMENT', reportBy: '2031-01-01', points: ['一'] }),
      reason: '理由',
      toAccused: n % 5 === 0,
      ...papers(n),
    }),
  informPetitioner: (at, n) => informPetitioner(at, { path: '途径', procedure: '程序', way: null, proof: null, ...papers(n) }),
  acceptPetition: (at, n) => acceptPetition(at, { way: null, proof: null, ...papers(n) }),
  requestExtension: (at, n) => requestExtension(at, { extensionId: id('e', n), days: 1 + (n % 33), reason: '理由' }),
  extendHandling: (at, n) =>
    extendHandling(at, { extensionId: at.state.extension?.id ?? id('e'), days: null, post: null, way: null, proof: null, ...papers(n) }),
  draftOpinion: (at, n) =>
    draftOpinion(at, {
      opinionId: id('y', n),
      facts: '事实',
      evidence: ['证据'],
      answers: REQUESTS.slice(0, 1 + (n % 2)).map((request) => ({
        id: request,
        outcome: n % 3 ? 'supported' : 'explained',
        answer: '答复',
        basis: ['依据'],
      })),
      executeBy: n % 4 ? '2031-01-01' : null,
      performerOrganId: null,
    }),
  checkOpinion: (at) => checkOpinion(at, { remark: null }),
  returnOpinion: (at) => returnOpinion(at, { remark: '退回' }),
  issueOpinion: (at, n) => issueOpinion(at, { way: null, proof: null, reviewedBy: null, ...papers(n) }),
  recordService: (at, n) =>
    recordService(at, {
      deliveryIds: [id('v', n), id('v', n + 1)],
      petitionerId: PETITIONERS[n % 2]!,
      ...(n % 5 ? { way: 'in_person', proof: { signature: '名' } } : { way: 'undeliverable', proof: { attempts: ['一'] } }),
    }),
  voidDocument: (at, n) =>
    voidDocument(at, {
      paper: {
        id: at.state.opinion?.documentId ?? id('x'),
        kind: 'OPINION',
        title: '信访事项处理意见书',
        number: '明住建信访〔2025〕1号',
        organId: at.act.organ.id,
        issuedOn: at.act.on,
        voidedOn: null,
        voidReason: null,
        deliveries: at.state.deliveries,
      },
      body: {},
      reason: '印章模糊',
      ...papers(n),
    }),
  recordExecution: (at, n) => recordExecution(at, { recordId: id('e', n), evidence: '证据', petitionerAsked: n % 4 !== 0 }),
  reportAssignment: (at) => reportAssignment(at, { recordId: id('e', 900), report: '报告', ...papers(900) }),
  closePetition: (at, n) =>
    closePetition(at, { ground: ['opinion_served', 'opinion_final', 'opinion_executed', 'withdrawn'][n % 4]!, served: [] }),
  verifyCompletion: (at, n) =>
    verifyCompletion(
      { ...at, act: { ...at.act, organ: BUREAU } },
      { archiveId: id('a', n), served: [], remark: null, helpBy: null, ...papers(n) },
    ),
  recordLegacyReply: (at, n) =>
    recordLegacyReply(at, {
      opinionId: id('y', n),
      documentId: id('x', n),
      deliveryIds: PETITIONERS.map((_, i) => id('v', n + i)),
      reply: '答复',
    }),
} satisfies Partial<Record<ActName, (at: Given, n: number) => Decision>>;
type LineAct = keyof typeof commands;
const papers = (n: number) => ({ documentId: id('x', n), number: `明住建信访〔2025〕${n}号` });

/** The only moves of clocks that each act may make (law 4.1); all others move none. */
const MOVES: Partial<Record<ActName, readonly string[]>> = {
  routePetition: ['stop ROUTE', 'start ROUTE', 'start NOTIFY_TRANSFERRED', 'start OBJECT', 'start ASSIGNMENT_REPORT'],
  informPetitioner: [
    'stop NOTIFY_DIRECT',
    'stop NOTIFY_TRANSFERRED',
    'cancel OBJECT',
    'start HANDLE',
    'cancel HANDLE',
    'start DECIDE_EXIT',
  ],
  acceptPetition: ['stop NOTIFY_DIRECT', 'stop NOTIFY_TRANSFERRED', 'cancel OBJECT', 'start HANDLE', 'cancel HANDLE', 'stop DECIDE_EXIT'],
  extendHandling: ['extend HANDLE'],
  issueOpinion: ['stop HANDLE'],
  recordLegacyReply: ['stop HANDLE'],
  recordService: ['start EXECUTE', 'start REVIEW_REQUEST'],
  recordExecution: ['stop EXECUTE'],
  verifyCompletion: [
    'cancel HANDLE',
    'cancel OBJECT',
    'cancel ROUTE',
    'cancel NOTIFY_DIRECT',
    'cancel NOTIFY_TRANSFERRED',
    'cancel DECIDE_EXIT',
  ],
  reportAssignment: ['stop ASSIGNMENT_REPORT'],
  voidDocument: ['start HANDLE', 'extend HANDLE'],
};

interface Step {
  readonly act: LineAct;
  readonly n: number;
  readonly days: number;
  readonly by: string;
}

const step = fc.record({
  act: fc.constantFrom(...(Object.keys(commands) as LineAct[])),
  n: fc.nat(1000),
  days: fc.nat(25),
  by: fc.constantFrom(...people),
});
/** Acts in the lawful order with noise between, so that the far stages are reached too. */
const line: LineAct[] = [
  'routePetition',
  'informPetitioner',
  'acceptPetition',
  'requestExtension',
  'extendHandling',
  'draftOpinion',
  'checkOpinion',
  'issueOpinion',
  'recordService',
  'recordService',
  'reportAssignment',
  'recordExecution',
  'closePetition',
  'verifyCompletion',
];
const steps = fc
  .tuple(fc.array(step, { maxLength: 25 }), fc.array(fc.tuple(step, step), { minLength: line.length, maxLength: line.length }))
  .map(([noise, guided]) => [
    ...noise.slice(0, 5),
    ...guided.flatMap(([one, other], at) => [{ ...one, act: line[at]! }, other, { ...other, act: line[at]!, n: one.n + 1 }]),
    ...noise.slice(5),
  ]);

const plus = (day: string, days: number) => new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

function run(
  first: PetitionState,
  list: readonly Step[],
  each: (before: { state: PetitionState; clocks: ClockFact[] }, step: Step, decision: Decision, on: string) => void,
): PetitionState {
  let state = first;
  let clocks = moved([], openCase(first, law.packOn(first.receivedOn)).clocks);
  let on = first.receivedOn;
  for (const one of list) {
    on = plus(on, one.days);
    const organ = state.organId === BUREAU.id ? BUREAU : state.organId === COUNTY_BUREAU.id ? COUNTY_BUREAU : HOUSING;
    let decision: Decision;
    try {
      decision = commands[one.act](given(state, on, { clocks, by: one.by, organ }), one.n);
    } catch (error) {
      if (!isDomainError(error)) throw error;
      continue;
    }
    each({ state, clocks }, one, decision, on);
    state = decision.state;
    clocks = moved(clocks, decision.clocks);
  }
  return state;
}

const start = fc
  .record({
    receivedOn: fc.constantFrom('2019-03-04', '2021-12-20', '2022-04-20', '2025-01-14', '2025-09-20'),
    kind: fc.constantFrom('CLAIM' as const, 'CLAIM' as const, 'SUGGESTION' as const, 'REPORT' as const),
    channel: fc.constantFrom('LETTER' as const, 'IMPORT' as const),
    direct: fc.boolean(),
    addressUnclear: fc.boolean(),
  })
  .map(({ direct, ...change }) => ({
    ...registered(
      aRegistration({
        ...change,
        registeredOn: change.receivedOn,
        ...(direct ? { organId: HOUSING.id, organKind: 'department' as const } : {}),
      }),
    ),
    records: INQUIRED,
  }));

const key = (move: ClockMove) => `${move.do} ${move.term}`;

describe('any sequence of acts, lawful or not', () => {
  it('moves stage only along the table and clocks only by the acts that law lists', () => {
    const reached = new Set<string>();
    fc.assert(
      fc.property(start, steps, (first, list) => {
        run(first, list, ({ state, clocks }, { act }, decision, on) => {
          const { stage } = decision.state;
          reached.add(stage);
          // Routing and the transport receipt are one moment inside a node.
          const way =
            stage === state.stage ||
            mayFollow(pathOf(decision.state), state.stage, stage) ||
            (mayFollow(pathOf(decision.state), state.stage, 'routed') && stage === 'received');
          expect([act, state.stage, stage, way]).toEqual([act, state.stage, stage, true]);
          expect(ACTS[act].stages).toContain(state.stage);
          expect(decision.state.version).toBe(state.version + 1);
          expect(decision.state.latestOn >= state.latestOn && decision.state.latestOn >= on).toBe(true);
          for (const move of decision.clocks) expect([act, MOVES[act] ?? []]).toEqual([act, expect.arrayContaining([key(move)])]);
          const now = moved(clocks, decision.clocks).filter(({ ended }) => ended === null);
          // A right has a clock of each petitioner.
          expect(new Set(now.map(({ term, subject }) => (term === 'REVIEW_REQUEST' ? `${term} ${subject}` : term))).size).toBe(now.length);
          expect(decision.events.length).toBeGreaterThan(0);
        });
      }),
      { numRuns: 300 },
    );
    expect([...reached].sort()).toEqual(['accepted', 'closed', 'handling', 'informed', 'opinion_issued', 'opinion_served', 'received']);
  });

  it('never starts HANDLE after the last effective day of NOTIFY, and moves it by an extension alone', () => {
    fc.assert(
      fc.property(start, steps, (first, list) => {
        run(first, list, ({ clocks }, { act }, decision) => {
          const before = clocks.findLast(({ term, ended }) => term === 'HANDLE' && ended === null);
          const after = moved(clocks, decision.clocks).findLast(({ term, ended }) => term === 'HANDLE' && ended !== 'cancelled');
          const cap = notifyOf(clocks)?.effectiveDue;
          if (after && cap) expect(after.startedOn <= cap).toBe(true);
          if (before && after && act !== 'extendHandling')
            expect([after.startedOn, after.effectiveDue]).toEqual([before.startedOn, before.effectiveDue]);
        });
      }),
      { numRuns: 200 },
    );
  });

  it('has two people where two are wanted, and no right without a service', () => {
    fc.assert(
      fc.property(start, steps, (first, list) => {
        const last = run(first, list, () => undefined);
        const { opinion, extension, completion, deliveries } = last;
        if (opinion?.checkedBy) expect(opinion.checkedBy).not.toBe(opinion.draftedBy);
        if (opinion?.issuedBy && !opinion.legacy) expect(opinion.issuedBy).not.toBe(opinion.draftedBy);
        if (extension?.approvedBy) expect(extension.approvedBy).not.toBe(extension.requestedBy);
        if (completion?.verifiedBy) expect(completion.verifiedBy).not.toBe(completion.proposedBy);
        if (last.stage === 'opinion_served') expect(deliveries.some(({ servedOn }) => servedOn !== null)).toBe(true);
        if (last.stage === 'closed')
          expect(
            PETITIONERS.every((one) => deliveries.some(({ petitionerId, servedOn }) => petitionerId === one && servedOn !== null)),
          ).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});

describe('the table of stages', () => {
  const reachedOn = (way: keyof typeof NEXT_STAGES) => {
    const seen = new Set<Stage>(['registered']);
    for (const stage of seen) for (const next of NEXT_STAGES[way][stage] ?? []) seen.add(next);
    return seen;
  };

  it('leads to each stage of a path from registration, and to every stage on some path', () => {
    const ways = Object.keys(NEXT_STAGES) as (keyof typeof NEXT_STAGES)[];
    for (const way of ways)
      expect([way, Object.keys(NEXT_STAGES[way]).every((stage) => reachedOn(way).has(stage as Stage))]).toEqual([way, true]);
    expect(new Set([...ways.flatMap((way) => [...reachedOn(way)]), 'closed'])).toEqual(new Set(Stage.options));
  });

  it('closes from every open stage, and reopens at a stage of the same path alone', () => {
    expect(mayFollow('opinion', 'handling', 'closed')).toBe(true);
    expect(mayFollow('opinion', 'closed', 'handling')).toBe(true);
    expect(mayFollow('opinion', 'closed', 'studying')).toBe(false);
    expect(mayFollow('suggestion', 'informed', 'accepted')).toBe(false);
    expect(mayFollow('report', 'received', 'handed_to_discipline')).toBe(true);
  });

  it('lets no act touch a closed matter except reopening, and duties and files that remain after closing', () => {
    const reasons: Partial<Record<ActName, string>> = {
      objectToKeeping: 'law 4.1 kept_for_reference: reopened on request',
      identifyAccused: '信访工作条例 30 ¶3: whom it means may be known later, and who is barred may not read the file',
      confirmAccused: '信访工作条例 30 ¶3: the second reader',
      recordService: 'law 18, 35: a paper is served whenever it is; the own term of each petitioner starts then',
      recordExecution: 'law 4.1 closed: EXECUTE goes on',
      reopenPetition: 'law 4.1 reopenPetition',
      archivePetition: 'practice C: the file of a closed matter',
      reviewCommitment: 'beyond 267: what was put off is looked at again on its day',
      answerInstruction: 'practice B15: the result of a leader’s instruction',
      acceptAssignmentReport: 'law 4.1 reportAssignment: the assigner accepts',
      checkExecution: 'law 4.1 recordExecution: the issuing organ checks what goes on after closing',
      requestReview: '信访工作条例 35: the own term goes on, whatever the end of the matter',
      requestReReview: '信访工作条例 36: the own term goes on, whatever the end of the matter',
      passOnReview: 'law 2.4: a request handed to a wrong organ goes on, whatever the end of the matter',
      admitLateReview: 'law 4.1 requestReview: late with good reason',
      askReviewPapers: 'practice E2: of a late request of a closed matter too',
      refuseReview: 'law 4.1 refuseReview',
      checkReviewRefusal: 'law 4.1 refuseReview: the second reviewer',
      confirmReviewRefusal: 'law 4.1 refuseReview: the head',
      withdrawReview: 'own rule: taken back before it is answered',
      recordPromisePerformed: 'law 4.1 closed: PROMISE goes on',
      movePromise: 'law 2.5 PROMISE: by agreement of both',
      recordPromiseBroken: 'law 4.1 settled: a broken promise reopens the matter',
    };
    expect(ACT_NAMES.filter((act) => (ACTS[act].stages as readonly Stage[]).includes('closed'))).toEqual(Object.keys(reasons));
  });
});
