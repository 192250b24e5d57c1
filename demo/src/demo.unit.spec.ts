import { describe, expect, it } from '@jest/globals';
import { ACT_NAMES } from '@sunshine/case';
import { Channel, Stage } from '@sunshine/events';
import { nationalPacks } from '@sunshine/procedure';
import { accounts, demoCity, organOf } from './city.js';
import { HEARING_ACTS, ROOM_CODES } from './hearings.js';
import { petitions, type DemoPetition } from './petitions.js';
import { actsOf, type Filed } from './script.js';

/** All that an act may name, as if each had been made four times. */
const MADE = [
  'succession',
  'successionRevocation',
  'exitDecision',
  'refusal',
  'promise',
  'assistance',
  'countersign',
  'split',
  'instruction',
  'merge',
  'PERFORMANCE_ANSWER',
  'publication',
  'REFUSAL',
  'REVIEW_OPINION',
  'REREVIEW_OPINION',
  'SPLIT_NOTICE',
];
const rows = MADE.flatMap((kind) => [1, 2, 3, 4].map((n) => ({ id: `${kind}${n}`, kind, body: '{}' })));
const FILED: Filed = {
  id: 'i',
  number: '990100-20260101-000001',
  requests: [{ id: 'r1' }, { id: 'r2' }, { id: 'r3' }],
  petitioners: Array.from({ length: 6 }, (_, n) => ({ id: `p${n}` })),
  extension: 'e',
  records: rows,
  papers: rows,
  hearing: 'h',
  seats: ['s1', 's2', 's3', 's4', 's5'],
  substitutes: ['s6', 's7', 's8'],
  challenges: ['c1'],
  followers: ['f1'],
  signers: Array.from({ length: 5 }, (_, n) => `signer-${n}`),
  rooms: Object.fromEntries(ROOM_CODES.map((code) => [code, code])),
};

const before = (acts: readonly string[], first: string, then: string): boolean =>
  acts.includes(first) && acts.includes(then) && acts.indexOf(first) < acts.lastIndexOf(then);

const TODAYS = ['2026-11-24', '2026-02-20', '2026-10-05', '2027-01-03', '2024-02-29'];

/** Where a course must have led, by the last of its acts that moves it on. */
const STAGE_AFTER: Record<string, Stage> = {
  requestReview: 'review_requested',
  takeAsReview: 'closed',
  requestReReview: 'rereview_requested',
  submitPetition: 'registered',
  registerPetition: 'registered',
  routePetition: 'received',
  sendToPoliticalLegalOrgan: 'received',
  submitForDecision: 'routed',
  recordSubmittedDecision: 'registered',
  recallTransfer: 'registered',
  objectToKeeping: 'registered',
  informPetitioner: 'informed',
  confirmRefusal: 'informed',
  acceptPetition: 'accepted',
  draftOpinion: 'handling',
  issueOpinion: 'opinion_issued',
  answerFastTrack: 'opinion_issued',
  recordService: 'opinion_served',
  recordLegacyReply: 'opinion_served',
  recordReceipt: 'led_into_procedure',
  recordProcedureOutcome: 'outcome_reported',
  startStudy: 'studying',
  decideSuggestion: 'decided',
  replySuggestion: 'replied',
  followMeasure: 'measure_followed',
  confirmHandOver: 'routed',
  recordHandOverReceipt: 'handed_to_discipline',
  noteFeedback: 'feedback_noted',
  verifyCompletion: 'closed',
  reopenPetition: 'handling',
  confirmKeeping: 'closed',
  confirmPointing: 'closed',
  guideVisitor: 'closed',
  confirmSplit: 'closed',
};
/** 31(5) tells by its papers alone which of the two it was. */
const PERFORMED: Record<string, Stage> = { performDuty: 'performed', answerUnderLaw: 'answered' };
/** Service of the opinion of a review. */
const REVIEWED: Partial<Record<Stage, Stage>> = { review_requested: 'review_served', rereview_requested: 'rereview_served' };
const stageOf = (index: number): Stage => {
  const acts = actsOf(petitions()[index]!, '2026-11-24');
  const names = acts.map(({ mutation }) => mutation);
  const performed = names.map((name) => PERFORMED[name]).find((stage) => stage !== undefined);
  const revokes = acts.some((act) => act.mutation === 'decideReview' && act.input(FILED, () => FILED)['disposition'] === 'REVOKE');
  return names.reduce<Stage>((stage, name) => {
    if (name === 'confirmPerformance') return performed!;
    if (name === 'recordService' && REVIEWED[stage]) return REVIEWED[stage];
    if (name === 'serveReviewedOrgan') return revokes ? 'redoing' : stage;
    return STAGE_AFTER[name] ?? stage;
  }, 'registered');
};

describe('the demo city', () => {
  it('lies outside the allocated division codes, and every id is its own', () => {
    expect(demoCity.organs.every(({ division }) => division.startsWith('99'))).toBe(true);
    const ids = [...demoCity.organs, ...demoCity.people].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(demoCity.organs.map(({ shortName }) => shortName)).size).toBe(demoCity.organs.length);
  });

  it('names parents before children', () => {
    const seen = new Set<string | null>([null]);
    for (const { id, parentId } of demoCity.organs) {
      expect(seen.has(parentId)).toBe(true);
      seen.add(id);
    }
  });

  it('has three administrators with nothing else, and two of each hand in every bureau', () => {
    for (const admin of ['sysadmin', 'security', 'audit'])
      expect(accounts().find(({ account }) => account === admin)?.roles).toHaveLength(1);
    for (const organ of demoCity.organs.filter(({ kind, division }) => kind === 'petition_bureau' && division !== '990000')) {
      for (const role of ['REGISTRAR', 'DISPATCHER', 'AUDITOR']) {
        const holders = demoCity.people.filter(({ grants }) => grants.some((grant) => grant.organId === organ.id && grant.role === role));
        expect({ organ: organ.name, role, n: holders.length }).toEqual({ organ: organ.name, role, n: 2 });
      }
    }
  });

  it('lets nobody who handles check or issue at the same organ', () => {
    for (const { grants } of demoCity.people) {
      const handles = grants.filter(({ role }) => role === 'HANDLER').map(({ organId }) => organId);
      expect(grants.some(({ role, organId }) => ['CHECKER', 'ISSUER', 'HEAD'].includes(role) && handles.includes(organId))).toBe(false);
    }
  });
});

describe('the demo petitions', () => {
  it('are at least sixty, over every stage and all channels', () => {
    expect(petitions().length).toBeGreaterThanOrEqual(60);
    expect(new Set(petitions().map(({ code }) => code)).size).toBe(petitions().length);
    const stages = new Set(petitions().map((_petition, index) => stageOf(index)));
    expect(Stage.options.filter((stage) => !stages.has(stage))).toEqual([]);
    const channels = new Set(petitions().map(({ channel }) => channel));
    expect(Channel.options.filter((channel) => !channels.has(channel))).toEqual([]);
  });

  /** About an officer's list, or about the register of numbers: on no course of a petition. */
  const ON_NO_COURSE = ['moveMatters', 'voidDocument'];

  /** About the file of a hearing that was concluded; the demo ends its hearings with the conclusion. */
  /** With a key of one's own, and with a purpose that is on record. */
  const BY_HAND = ['openHearingSealed', 'signHearingBundle'];

  it('do every act of a hearing to its bound and signed file', () => {
    const done = new Set(petitions().flatMap((petition) => actsOf(petition, TODAYS[0]!).map(({ mutation }) => mutation)));
    expect([...HEARING_ACTS].filter((name) => !done.has(name)).toSorted()).toEqual(BY_HAND);
  });

  it('do every act of the course', () => {
    const done = new Set(petitions().flatMap((petition) => actsOf(petition, TODAYS[0]!).map(({ mutation }) => mutation)));
    expect(ACT_NAMES.filter((name) => !done.has(name)).toSorted()).toEqual(ON_NO_COURSE);
  });

  /** Ended by its own act, not by a proposal to close. */
  const OWN_ACT: Readonly<Record<string, string>> = { kept_for_reference: 'confirmKeeping', merged: 'confirmMerge' };

  it('end by every ground of the national pack', () => {
    const acts = petitions().flatMap((petition) => actsOf(petition, TODAYS[0]!));
    const proposed = new Set(
      acts.filter(({ mutation }) => mutation === 'closePetition').map((act) => act.input(FILED, () => FILED)['ground']),
    );
    const grounds = nationalPacks()
      .find(({ id }) => id === 'CN-2022')!
      .closingGrounds.map(({ code }) => code);
    const reached = (code: string) => proposed.has(code) || acts.some(({ mutation }) => mutation === OWN_ACT[code]);
    expect(grounds.length).toBeGreaterThan(12);
    expect(grounds.filter((code) => !reached(code))).toEqual([]);
  });

  it.each<[string, (petition: DemoPetition, acts: readonly string[]) => boolean]>([
    [
      'a report taken back before it is handed over',
      ({ kind }, acts) => kind === 'REPORT' && before(acts, 'withdrawPetition', 'confirmHandOver'),
    ],
    ['a report whose accused were found and confirmed', (_, acts) => before(acts, 'confirmAccused', 'confirmHandOver')],
    [
      'a report that the discipline organ received itself, to its end',
      ({ at }, acts) => /^discipline/.test(at) && before(acts, 'noteFeedback', 'verifyCompletion'),
    ],
    [
      'a report that a department received, handed on',
      ({ kind, at }, acts) => kind === 'REPORT' && organOf(at).kind === 'department' && acts.includes('confirmHandOver'),
    ],
    ['a matter assigned by a body outside', ({ transferIn }) => transferIn?.kind === 'ASSIGNMENT'],
    ['a matter transferred by a body outside', ({ transferIn }) => transferIn?.kind === 'TRANSFER'],
    ['an objection to a body outside, upheld', (_, acts) => before(acts, 'confirmObjection', 'recordObjectionAnswer')],
    [
      'a matter that is not the receiver’s, told where to go',
      ({ at }, acts) => organOf(at).kind !== 'petition_bureau' && acts.includes('confirmPointing'),
    ],
    ['31(5) performed', (_, acts) => before(acts, 'performDuty', 'confirmPerformance')],
    ['31(5) answered under the law', (_, acts) => before(acts, 'answerUnderLaw', 'confirmPerformance')],
    ['a refused re-filing', (_, acts) => before(acts, 'refuseRefiling', 'confirmRefusal')],
    ['a settlement performed', (_, acts) => before(acts, 'recordPromisePerformed', 'verifyCompletion')],
    ['a mediation kept', (_, acts) => before(acts, 'arrangeMediation', 'recordPromisePerformed') && acts.includes('verifyCompletion')],
    ['a mediation without agreement', (_, acts) => acts.includes('endMediation')],
    ['a promise with a later day', (_, acts) => acts.includes('movePromise')],
    ['a settlement broken', (_, acts) => acts.includes('recordPromiseBroken')],
    ['a letter that fell apart, each part with its code', (_, acts) => before(acts, 'confirmSplit', 'issuePartCodes')],
    ['an extension that the head declined', (_, acts) => acts.includes('declineExtension')],
    ['a complaint about the conduct of staff', ({ staffConduct }) => staffConduct === true],
  ])('have %s', (_name, is) => {
    expect(
      petitions().some((petition) =>
        is(
          petition,
          actsOf(petition, TODAYS[0]!).map(({ mutation }) => mutation),
        ),
      ),
    ).toBe(true);
  });

  it('hold invented people only: telephone numbers that are given to nobody, no identity numbers', () => {
    for (const { petitioners, text, summary } of petitions()) {
      for (const { name, phone } of petitioners) {
        expect(name).toMatch(/^.某[甲乙丙丁戊己庚辛壬癸]$/u);
        expect(phone).toMatch(/^1990000\d{4}$/);
      }
      expect(`${text}${summary}`).not.toMatch(/\d{15}|1\d{10}/);
      expect(summary.length).toBeLessThanOrEqual(200);
    }
    const people = petitions().flatMap(({ petitioners }) => petitioners.map(({ phone }) => phone));
    expect(new Set(people).size).toBe(people.length);
  });

  it('answer each request where an opinion was written', () => {
    for (const { code, opinion, requests, course } of petitions()) {
      if (course.drafted !== undefined) expect({ code, drafted: opinion !== undefined }).toEqual({ code, drafted: true });
      if (opinion) expect({ code, answers: opinion.answers.length }).toEqual({ code, answers: requests.length });
    }
  });

  it('claim what is a claim, and leave suggestions and reports where their path is built', () => {
    for (const { kind, course, accused } of petitions()) {
      if (kind === 'SUGGESTION') expect(course.accepted).toBeUndefined();
      if (kind === 'REPORT') expect([course.informed, course.accepted]).toEqual([undefined, undefined]);
      if (accused) expect(kind).toBe('REPORT');
      if (course.to && kind !== 'REPORT') expect(organOf(course.to).kind).not.toBe('discipline');
    }
  });
});

describe.each(TODAYS)('the script on %s', (today) => {
  it('has each act done by somebody, in the order of the course, never in the future', () => {
    for (const petition of petitions()) {
      const acts = actsOf(petition, today);
      const written = Object.entries(petition.course).filter(([name, value]) => typeof value === 'number' && name !== 'informed').length;
      expect(acts.length).toBeGreaterThanOrEqual(written);
      for (const [index, act] of acts.entries()) {
        expect(act.day <= today).toBe(true);
        if (index > 0) {
          expect(act.day >= acts[index - 1]!.day).toBe(true);
          expect({ code: petition.code, step: act.step, by: act.account }).toEqual({
            code: petition.code,
            step: act.step,
            by: expect.any(String),
          });
        }
      }
      expect(new Set(acts.map(({ step }) => step)).size).toBe(acts.length);
    }
  });

  it('is the same whenever it is asked for', () => {
    const told = () =>
      petitions().map((petition) => actsOf(petition, today).map((act) => [act.day, act.step, act.input(FILED, () => FILED)]));
    expect(told()).toEqual(told());
  });
});
