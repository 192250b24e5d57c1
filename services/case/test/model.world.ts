import { decide, type Facts } from '@sunshine/access';
import { isDomainError } from '@sunshine/errors';
import type { Exit, InquiryKind, Relation, Role } from '@sunshine/events';
import { dueDate, type Day } from '@sunshine/procedure';
import { actOnDay } from '@sunshine/testing';
import { actsNow } from '../src/domain/acts-now.js';
import { acceptAssignmentReport, moveReportDate, reportStage, returnAssignmentReport } from '../src/domain/handling/assignment.js';
import { agreeJointHandling, answerAssistance, endAssistance, requestAssistance } from '../src/domain/routing/assistance.js';
import { closePetition, verifyCompletion, type ServedPaper } from '../src/domain/closing/closing.js';
import { answerInstruction, pendingCommitment, recordInstruction, reviewCommitment } from '../src/domain/handling/commitment.js';
import { askCountersign, countersignOpinion } from '../src/domain/handling/countersign.js';
import { markCrossing } from '../src/domain/routing/crossing.js';
import { commonSuperior, designateOrgan, type PlacedOrgan } from '../src/domain/routing/designation.js';
import { checkExecution, recordExecution, reportAssignment } from '../src/domain/handling/execution.js';
import { confirmExit, correctExit, decideExit, issueGuidance, proposeExit } from '../src/domain/exits/exits.js';
import { extendHandling, requestExtension } from '../src/domain/handling/extension.js';
import { answerFastTrack, chooseFastTrack, issueFastTrackPaper, leaveFastTrack } from '../src/domain/exits/fast-track.js';
import { handDown } from '../src/domain/routing/hand-down.js';
import { confirmHandOver, handOverReport, noteFeedback, recordHandOverReceipt } from '../src/domain/routing/hand-over.js';
import { addEvidence, decideOptions, proposeOptions, recordInquiry } from '../src/domain/handling/inquiry.js';
import { confirmKeeping, keepForReference, objectToKeeping } from '../src/domain/routing/keeping.js';
import { leadIntoProcedure, recordProcedureOutcome, recordReceipt } from '../src/domain/exits/leading-in.js';
import { recordLegacyReply } from '../src/domain/closing/legacy.js';
import { guideVisitor, sendToPoliticalLegalOrgan } from '../src/domain/routing/litigation.js';
import { moveMatter } from '../src/domain/routing/matters.js';
import { acceptPetition, capOfHandle, informPetitioner } from '../src/domain/handling/notice.js';
import { confirmObjection, confirmObjectionDecision, decideObjection, objectToTransfer } from '../src/domain/routing/objection.js';
import { openCase, registered, type Registration } from '../src/domain/opening.js';
import { checkOpinion, draftOpinion, issueOpinion, returnOpinion } from '../src/domain/opinion/opinion.js';
import { answerUnderLaw, confirmPerformance, performDuty } from '../src/domain/exits/performance.js';
import type { ClockFact, ClockMove, Decision, Given, Paper, PetitionState, PetitionerGiven, Service } from '../src/domain/petition.js';
import { recallTransfer } from '../src/domain/routing/recall.js';
import { latestRecord, newRecord, recordsOf, type CaseRecord } from '../src/domain/records.js';
import { decideRecusal, requestRecusal, requireNoRecusalPending, type Desk } from '../src/domain/handling/recusal.js';
import { confirmRefusal, refuseAcceptance, refuseRefiling, type RefusalFacts } from '../src/domain/exits/refusal.js';
import { archivePetition, reopenPetition } from '../src/domain/closing/reopening.js';
import { compareRefiling } from '../src/domain/groups/refiling.js';
import { routePetition } from '../src/domain/routing/routing.js';
import { recordService, type IssuedPaper } from '../src/domain/papers/service.js';
import { recordPromiseBroken, recordPromisePerformed, recordSettlement } from '../src/domain/closing/settlement.js';
import { confirmSplit, splitPetition } from '../src/domain/groups/split.js';
import { decideSuggestion, followMeasure, replySuggestion, startStudy } from '../src/domain/exits/suggestion.js';
import { voidDocument } from '../src/domain/papers/voiding.js';
import { confirmWithdrawal, revokeWithdrawal, withdrawPetition } from '../src/domain/closing/withdrawal.js';
import { AT, COUNTY_GOVERNMENT, GOVERNMENT, PARTY } from './between.js';
import { REQUESTS, actOf, id, law } from './builders.js';
import { PETITIONER, plus, type Command, type ModelledAct, type Officer, type What } from './model.js';

export const PLACES: readonly PlacedOrgan[] = [...Object.values(AT), GOVERNMENT, COUNTY_GOVERNMENT, PARTY];

const BUREAU_ROLES: readonly Role[] = ['REGISTRAR', 'DISPATCHER', 'AUDITOR', 'HEAD'];
const ORGAN_ROLES: readonly Role[] = ['REGISTRAR', 'HANDLER', 'CHECKER', 'ISSUER', 'HEAD'];
let persons = 100;
const officer = (organ: PlacedOrgan | null, roles: readonly Role[], delegated: boolean): Officer => ({
  id: id('p', (persons += 1)),
  organ,
  roles,
  delegated,
});

/** In each organ one officer for each role, one who holds them all, and a second handler without the written delegation. */
export const OFFICERS: readonly Officer[] = [
  ...PLACES.flatMap((organ) => {
    const roles = organ.kind === 'petition_bureau' ? BUREAU_ROLES : ORGAN_ROLES;
    const second: Role = organ.kind === 'petition_bureau' ? 'DISPATCHER' : 'HANDLER';
    return [...roles.map((role) => officer(organ, [role], true)), officer(organ, roles, true), officer(organ, [second], false)];
  }),
  officer(null, ['MIGRATOR'], false),
];

/** What the desk has prepared of a letter that holds a claim and a report. */
export const PREPARED: CaseRecord<'split'> = newRecord({
  id: id('c', 1),
  kind: 'split',
  state: 'prepared',
  on: '2019-01-01',
  data: { kinds: ['CLAIM', 'REPORT'], reason: null },
});

export const CHANNELS: Record<Exit, string | null> = {
  '31(1)': 'administrative_litigation',
  '31(2)': 'labour_arbitration',
  '31(3)': 'party_member_appeal',
  '31(4)': 'administrative_reconsideration',
  '31(5)': 'statutory_duty',
  '31(6)': null,
};

/** A clock as libs/clocks keeps it. */
type Kept = ClockFact & { readonly endReason: string | null; readonly endedOn: Day | null; readonly dueOn: Day | null };

/** What the moves of an act leave, by the rules of libs/clocks: a second start of a running clock and a late extension are faults. */
export function carriedOut(clocks: readonly Kept[], moves: readonly ClockMove[]): Kept[] {
  const now = [...clocks];
  for (const move of moves) {
    const own = now.filter(({ term, subject }) => term === move.term && (move.subject === undefined || move.subject === subject));
    const open = own.find(({ ended }) => ended === null);
    const put = (former: Kept, change: Partial<Kept>) => now.splice(now.indexOf(former), 1, { ...former, ...change });
    switch (move.do) {
      case 'start': {
        if (open) throw new Error(`CLOCK_RUNNING ${move.term}`);
        now.push(dated(move));
        break;
      }
      case 'restart': {
        const clock = own.findLast(({ startedOn, ended }) => startedOn === move.former && ended !== 'cancelled');
        if (clock) put(clock, { ...dated({ ...clock, ...move, dueOn: clock.dueOn, term: move.term }), ended: clock.ended });
        break;
      }
      case 'extend': {
        const clock = open ?? own.findLast(({ ended, endedOn }) => ended === 'met' && move.on <= (endedOn ?? ''));
        if (!clock || move.on > clock.effectiveDue) throw new Refused('CLOCK_EXTENSION_TOO_LATE');
        const extendedBy = clock.extendedBy + move.days;
        const { startedOn, packHash, dueOn } = clock;
        const { nominalDue, effectiveDue } = dueDate({
          pack: law.packOf(packHash),
          term: move.term,
          start: startedOn,
          calendar: law.calendar,
          extended: extendedBy,
          dueOn,
        });
        put(clock, { extendedBy, nominalDue, effectiveDue });
        break;
      }
      case 'stop': {
        const clock =
          open ??
          own.findLast(
            ({ ended, endReason, endedOn }) =>
              (ended === 'cancelled' && endReason === 'not_used') || (ended === 'met' && move.on < (endedOn ?? '')),
          );
        if (clock) put(clock, { ended: 'met', endedOn: move.on, endReason: null });
        break;
      }
      case 'cancel':
        if (open) put(open, { ended: 'cancelled', endedOn: move.on, endReason: move.reason });
    }
  }
  return now;
}

function dated(
  start: Pick<Extract<ClockMove, { do: 'start' }>, 'term' | 'startedOn'> & {
    subject: string | null;
    startFact?: string | null;
    dueOn?: Day | null;
  },
): Kept {
  const { term, startedOn, subject, startFact = null, dueOn = null } = start;
  const pack = law.packOn(startedOn);
  const { nominalDue, effectiveDue } = dueDate({ pack, term, start: startedOn, startFact, calendar: law.calendar, dueOn });
  return {
    term,
    subject,
    packHash: pack.hash,
    startedOn,
    startFact,
    nominalDue,
    effectiveDue,
    extendedBy: 0,
    ended: null,
    endReason: null,
    endedOn: null,
    dueOn,
  };
}

interface Held {
  readonly paper: Paper;
  readonly voidedOn: Day | null;
  readonly services: readonly Service[];
}

/** The case as the service keeps it: state, clocks, relations and papers. */
export class World {
  private constructor(
    readonly state: PetitionState,
    readonly clocks: readonly Kept[],
    readonly relations: readonly { readonly subject: string; readonly relation: Relation }[],
    readonly papers: ReadonlyMap<string, Held>,
  ) {}

  static opened(registration: Registration, records: readonly CaseRecord[]): World {
    const state = { ...registered(registration), records };
    const clocks = carriedOut([], openCase(state, law.packOn(state.receivedOn)).clocks);
    return new World(state, clocks, [{ subject: state.registeringOrganId, relation: 'registering' }], new Map());
  }

  /** The sweeps of clocks and of the cap. */
  passed(today: Day): World {
    const unused = this.clocks.map((clock) =>
      clock.term === 'OBJECT' && clock.ended === null && clock.effectiveDue < today
        ? { ...clock, ended: 'cancelled' as const, endReason: 'not_used', endedOn: clock.effectiveDue }
        : clock,
    );
    const late = unused.find(({ term, ended, effectiveDue }) => term.startsWith('NOTIFY_') && ended === null && effectiveDue < today);
    const moves = late ? capOfHandle(this.state, unused, late.effectiveDue, law.packOn(late.effectiveDue)) : [];
    return new World(this.state, carriedOut(unused, moves), this.relations, this.papers);
  }

  /** Rights, the officer's recusal, the rule, and what is saved: as ActRunner does it. @throws DomainError, or a fault */
  done(command: Command): { world: World; decision: Decision } {
    const { act, by, on } = command;
    const decision = by === PETITIONER ? petitionerCall(this, command) : this.officerActs(by, command);
    const { state } = decision;
    if (state.version !== this.state.version + 1) throw new Error(`${act}: version`);
    if (state.latestOn < on) throw new Error(`${act}: latest day`);
    if (decision.line.act !== act) throw new Error(`${act}: line says ${decision.line.act}`);
    const relations = decision.relations.reduce(
      (all, { do: move, subject, relation }) => {
        const others = all.filter((one) => one.subject !== subject || one.relation !== relation);
        return move === 'set' ? [...others, { subject, relation }] : others;
      },
      [...this.relations],
    );
    return { world: new World(state, carriedOut(this.clocks, decision.clocks), relations, this.papersAfter(decision)), decision };
  }

  /** What the officer may do now, as the graph lists it; null for an act that is done on no one petition. */
  listed({ act, by, on }: Command): readonly string[] | null {
    if (by === PETITIONER || act === 'moveMatters') return null;
    return actsNow(this.state, by.id, (name) => this.grantOf(by, name, on)?.organId ?? null).map((one) => one.act);
  }

  private papersAfter(decision: Decision): ReadonlyMap<string, Held> {
    const papers = new Map(this.papers);
    for (const paper of decision.papers) papers.set(paper.id, { paper, voidedOn: null, services: [] });
    for (const { documentId, on } of decision.voids ?? []) {
      const held = papers.get(documentId);
      if (held) papers.set(documentId, { ...held, voidedOn: on });
    }
    for (const service of decision.paperServices ?? []) {
      const held = papers.get(service.documentId ?? '');
      if (held) papers.set(held.paper.id, { ...held, services: [...held.services, service] });
    }
    return papers;
  }

  private officerActs(by: Officer, command: Command): Decision {
    const { act, on } = command;
    const grant = act === 'moveMatters' ? this.ownHead(by) : this.grantOf(by, act, on);
    if (!grant) throw new Refused('ACT_NOT_YOURS');
    requireNoRecusalPending(this.state, by.id);
    const organ = by.organ ?? PLACES.find((one) => one.id === grant.organId);
    if (!organ) throw new Error('no organ');
    const given: Given = { state: this.state, clocks: this.clocks, law, act: actOf(on, by.id, organ, grant.role) };
    return CALLS[act as ModelledAct](given, command.what, { world: this, flaw: command.flaw });
  }

  private grantOf(by: Officer, act: string, on: Day): { organId: string; role: Role } | null {
    const { kind, channel } = this.state;
    const facts: Facts = {
      kind,
      channel,
      roles: by.roles.map((role) => ({
        role,
        organId: by.organ?.id ?? null,
        notices: by.delegated,
        kind: by.organ?.kind ?? null,
        name: by.organ?.name ?? null,
        closedOn: null,
        path: by.organ?.path ?? [],
        root: by.organ ? (by.organ.path.at(-2) ?? by.organ.id) : null,
      })),
      relations: this.relations.map(({ subject, relation }) => ({
        subject,
        relation,
        path: PLACES.find((one) => one.id === subject)?.path ?? [],
        units: [],
      })),
    };
    const decision = decide(facts, act, { personId: by.id, on });
    return decision.refused === null ? decision.grant : null;
  }

  /** The head hands over the matters of an officer of the own organ. */
  private ownHead({ organ, roles, id: personId }: Officer): { organId: string; role: Role } | null {
    const recused = this.relations.some(({ subject, relation }) => relation === 'recused' && subject === personId);
    return organ?.id === this.state.organId && roles.includes('HEAD') && !recused ? { organId: organ.id, role: 'HEAD' } : null;
  }

  served(): ServedPaper[] {
    return [...this.papers.values()].flatMap(({ services }) =>
      services.flatMap(({ documentId, petitionerId, servedOn }) =>
        documentId !== null && servedOn !== null ? [{ documentId, petitionerId, servedOn }] : [],
      ),
    );
  }

  issued(documentId: string | null): IssuedPaper | null {
    const held = this.papers.get(documentId ?? '');
    if (!held) return null;
    const { paper, voidedOn, services } = held;
    const { opinion } = this.state;
    return {
      id: paper.id,
      kind: paper.kind,
      title: paper.kind,
      number: paper.number,
      organId: paper.organId,
      issuedOn: paper.issuedOn,
      voidedOn,
      voidReason: voidedOn && '作废',
      services: paper.id === opinion?.documentId ? this.state.services : services,
    };
  }
}

/** Refused before any rule is asked. */
export class Refused extends Error {
  constructor(readonly code: string) {
    super(code);
  }
}

export const codeOf = (error: unknown): string | null => (error instanceof Refused ? error.code : isDomainError(error) ? error.code : null);

const desk = ({ state }: World): Desk => ({
  path: PLACES.find((one) => one.id === state.organId)?.path ?? [],
  officers: OFFICERS.flatMap(({ id: personId, roles, organ }) =>
    organ?.id === state.organId ? roles.map((role) => ({ personId, role })) : [],
  ),
});

function petitionerCall(world: World, { act, on, what, flaw }: Command): Decision {
  const given: PetitionerGiven = {
    state: world.state,
    clocks: world.clocks,
    law,
    act: { ...actOnDay(on, { kind: 'tracker', id: null }), personId: null },
  };
  if (act === 'withdrawPetition') return withdrawPetition(given, { recordId: what.id, reason: null, fileId: null, signedBy: [] });
  if (act === 'revokeWithdrawal') return revokeWithdrawal(given);
  if (act === 'requestRecusal')
    return requestRecusal(given, {
      recordId: what.id,
      officerId: what.officer,
      ofHead: false,
      reason: flaw ? ' ' : '有利害关系',
      desk: desk(world),
    });
  throw new Refused('ACT_NOT_YOURS');
}

interface Setting {
  readonly world: World;
  readonly flaw: readonly string[] | null;
}
type Call = (given: Given, what: What, setting: Setting) => Decision;

const paper = ({ id: documentId, n }: What) => ({ documentId, number: `文〔2025〕${n}号` });
const has = ({ flaw }: Setting, code: string): boolean => flaw?.includes(code) ?? false;
/** Sent by the register of papers, unless that is what is wrong. */
const sent = (setting: Setting) => (has(setting, 'DISPATCH_WAY_UNKNOWN') ? { way: 'pigeon', proof: null } : { way: null, proof: null });
const text = (setting: Setting): string =>
  has(setting, 'TEXT_MISSING') ? ' ' : has(setting, 'PLEDGE_NOT_TO_PETITION') ? '今后不再上访' : '经核对属实';
const answers = (setting: Setting, { outcomes }: What) => [
  ...outcomes.map((outcome, index) => ({ id: REQUESTS[index] ?? '', outcome, answer: '答复', basis: ['依据'] })),
  ...(has(setting, 'OPINION_REQUEST_TWICE') ? [{ id: REQUESTS[0] ?? '', outcome: 'supported', answer: '答复', basis: ['依据'] }] : []),
];
const guidance = (given: Given, setting: Setting) => {
  const { exit } = given.state;
  const needed = exit !== null && exit !== '31(6)' && latestRecord(given.state, 'exitDecision', 'decided')?.data.channelId != null;
  const wanted = has(setting, 'GUIDANCE_MISSING') ? !needed : needed;
  return wanted ? { body: null, papers: ['申请书'], starts: null } : null;
};
const choice = (setting: Setting, what: What) => ({
  recordId: what.id,
  exit: what.exit,
  reason: text(setting),
  basis: '依据',
  channelId: has(setting, 'EXIT_CHANNEL_UNKNOWN') ? 'nowhere' : CHANNELS[what.exit],
  starts: [],
});
const asked = (setting: Setting, { to, day, more }: What) => ({
  assistanceId: more[0],
  organ: to,
  toAccused: false,
  points: has(setting, 'ASSISTANCE_POINTS_MISSING') ? [] : ['提供资料'],
  answerBy: day,
});
const lower = (given: Given, setting: Setting): RefusalFacts => ({
  matter: {
    petitionId: id('u'),
    number: '990102-20250203-000009',
    organ: { organId: AT.countyHousing.id, name: AT.countyHousing.name, below: !has(setting, 'REFUSAL_NOT_THE_SUPERIOR') },
    until: plus(given.act.on, has(setting, 'REFUSAL_LOWER_OVERDUE') ? -1 : 5),
  },
  lowerOrgan: null,
});
const refusing = (setting: Setting, what: What, ground: string) => ({
  recordId: what.id,
  ground: has(setting, 'REFUSAL_GROUND_UNKNOWN') ? 'tired' : ground,
  reason: text(setting),
  instead: null,
  insteadDeadline: null,
  channelId: null,
  matterNumber: ground === 'pending_with_lower_organ' ? '990102-20250203-000009' : null,
  earlier: ground === 'after_rereview_same_facts' ? [{ number: '明府信复核〔2018〕3号', servedOn: '2018-05-04' }] : [],
  help: null,
});

function designation(setting: Setting, { state, act }: Given, what: What) {
  const current = PLACES.find((one) => one.id === state.organId) as PlacedOrgan;
  const sides = [
    what.to,
    ...(current.kind === 'petition_bureau' || current.id === what.to.id
      ? [AT.hospital.id === what.to.id ? AT.labour : AT.hospital]
      : [current]),
  ];
  const superior = PLACES.find((one) => one.id === commonSuperior(sides)) ?? null;
  return {
    designationId: what.more[0],
    current,
    to: what.to,
    toAccused: false,
    by: superior ? 'COMMON_SUPERIOR' : 'JOINT_CONFERENCE',
    decider: superior,
    reference: text(setting),
    reason: '职责不清',
    reorganisation: null,
    heard: (has(setting, 'DESIGNATION_SIDES_MISSING') ? sides.slice(1) : sides).map((organ) => ({ organ, on: act.on, position: '意见' })),
    ...paper(what),
  };
}

const inquiry = (form: InquiryKind, setting: Setting, what: What) => ({
  recordId: what.id,
  form,
  text: text(setting),
  petitionerId: null,
  withWhom: '邻居',
  companion: null,
  place: '现场',
  people: '二人',
  questions: [{ question: '问', answer: '答' }],
  findings: '属实',
  fileIds: [],
  photosKnown: true,
  readBack: true,
  signature: '名',
  witness: null,
  copyGiven: true,
  until: what.day,
});

const proposedExitId = ({ state }: Given): string => latestRecord(state, 'exitDecision', 'proposed')?.id ?? id('q');
const recordId = (found: CaseRecord | null | undefined): string => found?.id ?? id('q');

export const CALLS: Record<ModelledAct, Call> = {
  routePetition: (at, what, how) =>
    routePetition(at, {
      kind: what.assigned ? 'ASSIGNMENT' : 'TRANSFER',
      to: what.to,
      reason: text(how),
      reportBy: what.assigned ? what.day : has(how, 'ROUTE_TRANSFER_HAS_NO_DATE') ? what.day : null,
      points: what.assigned && !has(how, 'ROUTE_POINTS_MISSING') ? ['一'] : [],
      toAccused: has(how, 'ROUTE_TO_ACCUSED'),
      ...paper(what),
    }),
  sendToPoliticalLegalOrgan: (at, what, how) =>
    sendToPoliticalLegalOrgan(at, { to: what.to, from: at.act.organ as PlacedOrgan, reason: text(how), ...paper(what) }),
  guideVisitor: (at, what, how) =>
    guideVisitor(at, {
      guidanceId: what.more[0],
      to: what.to,
      channelId: has(how, 'EXIT_CHANNEL_UNKNOWN') ? 'nowhere' : 'administrative_litigation',
      starts: [],
      reason: text(how),
      ...paper(what),
    }),
  recallTransfer: (at, what, how) => recallTransfer(at, { reason: text(how), ...paper(what) }),
  objectToTransfer: (at, what, how) => objectToTransfer(at, { objectionId: what.id, reason: text(how), basis: '依据', proposed: what.to }),
  confirmObjection: (at, what) => confirmObjection(at, paper(what)),
  decideObjection: (at, what, how) =>
    decideObjection(at, {
      upheld: what.yes,
      reason: text(how),
      newOrgan: what.yes && !has(how, 'OBJECTION_NEW_ORGAN_MISSING') ? what.to : null,
      toAccused: false,
      reportBy: what.assigned ? what.day : null,
      ...paper(what),
    }),
  confirmObjectionDecision: (at, what) => {
    const decision = latestRecord(at.state, 'objection', 'raised')?.data.decision;
    const newOrgan = PLACES.find((one) => one.id === decision?.newOrganId) ?? null;
    return confirmObjectionDecision(at, { newOrgan, toAccused: false, ...paper(what) });
  },
  designateOrgan: (at, what, how) => designateOrgan(at, designation(how, at, what)),
  handDown: (at, what, how) =>
    handDown(at, {
      to: what.to,
      toAccused: false,
      reason: text(how),
      line: '业务条线',
      from: PLACES.find((one) => one.id === at.state.organId) as PlacedOrgan,
      ...sent(how),
      ...paper(what),
    }),
  handOverReport: (at, what, how) =>
    handOverReport(at, {
      handOverId: what.id,
      to: what.to,
      toAccused: has(how, 'ROUTE_TO_ACCUSED'),
      authority: text(how),
      despiteAccused: null,
      cadreMatter: true,
      grave: false,
    }),
  confirmHandOver: (at, what, how) => {
    const to = PLACES.find((one) => one.id === latestRecord(at.state, 'handOver', 'proposed')?.organId) ?? AT.discipline;
    const organisationNotifiedOn = has(how, 'HAND_OVER_NOTICE_MISSING') ? null : at.act.on;
    return confirmHandOver(at, { to, toAccused: false, organisationNotifiedOn, leadersNotifiedOn: null, ...paper(what) });
  },
  recordHandOverReceipt: (at, _, how) => recordHandOverReceipt(at, { receiptNumber: text(how) }),
  noteFeedback: (at, what, how) => noteFeedback(at, { feedbackId: what.id, reference: '文号', text: text(how), reporterTold: true }),
  keepForReference: (at, what, how) =>
    keepForReference(at, {
      keepingId: what.id,
      ground: has(how, 'KEEPING_GROUND_UNKNOWN') ? 'TIRED' : 'THANKS',
      reason: text(how),
      asked: null,
      named: false,
      duplicate: null,
    }),
  confirmKeeping: (at, what, how) => confirmKeeping(at, { duplicate: null, ...sent(how), ...paper(what) }),
  objectToKeeping: (at, _, how) => objectToKeeping(at, { reason: text(how) }),
  markCrossing: (at, what, how) => markCrossing(at, { crossingId: what.id, kinds: what.yes ? ['CROSS_REGION'] : [], reason: text(how) }),
  moveMatters: (at, what, how) =>
    moveMatter(at, {
      fromPersonId: what.officer,
      toPersonId: id('p', what.officer === id('p', 99) ? 98 : 99),
      reason: text(how),
      kept: has(how, 'MATTER_TO_BARRED'),
    }),
  requestAssistance: (at, what, how) => requestAssistance(at, { ...asked(how, what), ...paper(what) }),
  agreeJointHandling: (at, what, how) =>
    agreeJointHandling(at, { leadOrganId: at.state.organId, others: [asked(how, what)], agreement: text(how), ...paper(what) }),
  answerAssistance: (at, _, how) =>
    answerAssistance(at, {
      assistanceId: recordId(recordsOf(at.state, 'assistance', 'asked').find(({ organId }) => organId === at.act.organ.id)),
      answer: text(how),
    }),
  endAssistance: (at, _, how) =>
    endAssistance(at, { assistanceId: recordId(recordsOf(at.state, 'assistance', 'asked')[0]), reason: text(how) }),
  informPetitioner: (at, what, how) =>
    informPetitioner(at, { path: text(how), procedure: '程序', guidance: guidance(at, how), ...sent(how), ...paper(what) }),
  acceptPetition: (at, what, how) => acceptPetition(at, { ...sent(how), ...paper(what) }),
  proposeExit: (at, what, how) => proposeExit(at, { recordId: what.id, exit: what.exit, reason: text(how) }),
  decideExit: (at, what, how) => decideExit(at, choice(how, what)),
  correctExit: (at, what, how) => correctExit(at, choice(how, what)),
  confirmExit: (at) => confirmExit(at, { decisionId: proposedExitId(at) }),
  issueGuidance: (at, what, how) =>
    issueGuidance(at, {
      guidance: { body: null, papers: [has(how, 'TEXT_MISSING') ? ' ' : '申请书'], starts: null },
      ...sent(how),
      ...paper(what),
    }),
  leadIntoProcedure: (at, what, how) => leadIntoProcedure(at, { recordId: what.id, body: '接收机关', text: text(how) }),
  recordReceipt: (at, what, how) => {
    const exit = at.state.stage === 'informed' ? latestRecord(at.state, 'leadingIn', 'sent')?.data.exit : '31(1)';
    const channelId = has(how, 'EXIT_CHANNEL_UNKNOWN') ? 'nowhere' : (CHANNELS[exit ?? '31(1)'] ?? '');
    return recordReceipt(at, { recordId: what.id, receiptNumber: text(how), body: '接收机关', channelId });
  },
  recordProcedureOutcome: (at, what, how) => recordProcedureOutcome(at, { recordId: what.id, text: text(how), toldBy: 'body' }),
  performDuty: (at, what, how) => performDuty(at, { recordId: what.id, text: text(how), basis: '依据', remedy: null }),
  answerUnderLaw: (at, what, how) => answerUnderLaw(at, { recordId: what.id, text: text(how), basis: '依据', remedy: null }),
  confirmPerformance: (at, what, how) => confirmPerformance(at, { ...sent(how), ...paper(what) }),
  refuseAcceptance: (at, what, how) => refuseAcceptance(at, refusing(how, what, 'pending_with_lower_organ'), lower(at, how)),
  refuseRefiling: (at, what, how) =>
    refuseRefiling(at, refusing(how, what, 'after_rereview_same_facts'), { matter: null, lowerOrgan: null }),
  confirmRefusal: (at, what, how) => {
    const proposal = latestRecord(at.state, 'refusal', 'proposed');
    const facts = proposal?.data.act === 'refuseRefiling' ? { matter: null, lowerOrgan: null } : lower(at, how);
    return confirmRefusal(at, { refusalId: recordId(proposal), ...sent(how), ...paper(what) }, facts);
  },
  compareRefiling: (at, what, how) =>
    compareRefiling(
      at,
      {
        recordId: what.id,
        earlierNumber: '990100-20180504-000003',
        opinions: has(how, 'REFILING_OPINIONS_MISSING') ? [] : [{ number: '明府信复核〔2018〕3号', servedOn: '2018-05-04' }],
        same: what.yes,
        reason: text(how),
      },
      { petitionId: id('u'), number: '990100-20180504-000003', stage: has(how, 'REFILING_EARLIER_OPEN') ? 'handling' : 'closed' },
    ),
  splitPetition: (at, _, how) => splitPetition(at, { splitId: PREPARED.id, reason: text(how) }),
  confirmSplit: (at, what) => confirmSplit(at, { splitId: PREPARED.id, partIds: what.more }),
  startStudy: (at, what, how) => startStudy(at, { recordId: what.id, plan: text(how), withOrgans: what.organs }),
  decideSuggestion: (at, what, how) => {
    const views = (latestRecord(at.state, 'study', 'open')?.data.withOrganIds ?? []).map((organId) => ({
      organId,
      organ: '单位',
      view: '意见',
    }));
    return decideSuggestion(at, {
      recordId: what.id,
      outcome: has(how, 'SUGGESTION_OUTCOME_UNKNOWN') ? 'perhaps' : what.adopted,
      reason: text(how),
      measure: '措施',
      views,
    });
  },
  replySuggestion: (at, what, how) =>
    replySuggestion(at, { recordId: what.more[0], text: text(how), answerBy: null, award: null, ...sent(how), ...paper(what) }),
  followMeasure: (at, what, how) => followMeasure(at, { recordId: what.id, text: text(how), doneOn: at.act.on }),
  chooseFastTrack: (at, what, how) =>
    chooseFastTrack(at, {
      recordId: what.id,
      first: !has(how, 'FAST_TRACK_FIRST_ONLY'),
      fits: has(how, 'FAST_TRACK_FITS_NOTHING') ? [] : ['daily_life'],
      checked: has(how, 'FAST_TRACK_NOT_CHECKED') ? [] : law.packOn(at.act.on).fastTrack.excludes.map(({ code }) => code),
      reason: text(how),
    }),
  leaveFastTrack: (at, _, how) => leaveFastTrack(at, { reason: text(how) }),
  answerFastTrack: (at, what, how) =>
    answerFastTrack(at, {
      recordId: what.more[0],
      opinionId: what.id,
      way: has(how, 'FAST_TRACK_WAY_UNKNOWN') ? 'pigeon' : 'phone',
      record: text(how),
      paperOffered: !has(how, 'FAST_TRACK_PAPER_NOT_OFFERED'),
      facts: '事实',
      executeBy: what.day,
      answers: answers(how, what),
    }),
  issueFastTrackPaper: (at, what, how) => issueFastTrackPaper(at, { reviewedBy: null, ...sent(how), ...paper(what) }),
  requestExtension: (at, what, how) =>
    requestExtension(at, {
      extensionId: what.id,
      days: has(how, 'EXTENSION_TOO_LONG') ? 31 : has(how, 'EXTENSION_DAYS_MALFORMED') ? 0 : what.days,
      reason: text(how),
    }),
  extendHandling: (at, what) => extendHandling(at, { extensionId: at.state.extension?.id ?? id('q'), ...paper(what) }),
  draftOpinion: (at, what, how) =>
    draftOpinion(at, {
      opinionId: what.id,
      facts: '事实',
      evidence: [has(how, 'EVIDENCE_UNKNOWN') ? '证99' : '证据'],
      answers: answers(how, what),
      executeBy: what.day,
      performerOrganId: what.inside ? null : what.to.id,
    }),
  checkOpinion: (at) => checkOpinion(at, { remark: null }),
  returnOpinion: (at, _, how) => returnOpinion(at, { remark: text(how) }),
  issueOpinion: (at, what, how) => issueOpinion(at, { reviewedBy: null, ...sent(how), ...paper(what) }),
  askCountersign: (at, what) =>
    askCountersign(at, {
      recordId: what.id,
      ...(what.to.id === at.state.organId ? { organ: null, unit: '法制科' } : { organ: what.to, unit: null }),
    }),
  countersignOpinion: (at, what, how) => {
    const own = recordsOf(at.state, 'countersign', 'asked').find(
      ({ organId, data }) => data.opinionId === at.state.opinion?.id && (organId ?? at.state.organId) === at.act.organ.id,
    );
    return countersignOpinion(at, { countersignId: recordId(own), agreed: what.yes && !has(how, 'TEXT_MISSING'), view: text(how) });
  },
  recordService: (at, what, how) =>
    recordService(at, {
      serviceIds: [...what.more],
      petitionerId: what.petitioner,
      ...(what.undelivered ? { way: 'undeliverable', proof: { attempts: ['一'] } } : { way: 'in_person', proof: { signature: '名' } }),
      ...(has(how, 'SERVICE_PROOF_MISSING') && { proof: {} }),
      ...(has(how, 'SERVICE_WAY_UNKNOWN') && { way: 'portal' }),
      paper: how.world.issued(what.paper),
    }),
  voidDocument: (at, what, how) => {
    const found = how.world.issued(what.paper);
    if (!found) throw new Refused('DOCUMENT_NOT_FOUND');
    return voidDocument(at, { paper: found, body: how.world.papers.get(found.id)?.paper.body ?? {}, reason: text(how), ...paper(what) });
  },
  recordExecution: (at, what, how) =>
    recordExecution(at, { recordId: what.id, evidence: text(how), petitionerAsked: !has(how, 'EXECUTION_PETITIONER_NOT_ASKED') }),
  checkExecution: (at, what, how) => checkExecution(at, { carriedOut: what.yes, finding: text(how) }),
  reportAssignment: (at, what, how) => reportAssignment(at, { recordId: what.id, report: text(how) }),
  reportStage: (at, what, how) =>
    reportStage(at, { recordId: what.more[0], reason: text(how), progress: '进展', nextDate: what.day, ...paper(what) }),
  acceptAssignmentReport: (at) => acceptAssignmentReport(at),
  returnAssignmentReport: (at, what, how) =>
    returnAssignmentReport(at, { reason: text(how), todo: '重办', deadline: what.day, ...paper(what) }),
  moveReportDate: (at, what, how) => moveReportDate(at, { reportBy: what.day, reason: text(how) }),
  recordInquiry: (at, what, how) => recordInquiry(at, inquiry(what.plan ? 'PLAN' : 'SITE_VISIT', how, what)),
  addEvidence: (at, what, how) => addEvidence(at, { recordId: what.id, what: text(how), source: '来源', fileId: null, heldBy: '保管' }),
  proposeOptions: (at, what, how) => proposeOptions(at, { recordId: what.id, root: text(how), interim: null, recommended: 'root' }),
  decideOptions: (at, _, how) => decideOptions(at, { choice: has(how, 'OPTION_UNKNOWN') ? 'interim' : 'root', reason: text(how) }),
  pendingCommitment: (at, what, how) =>
    pendingCommitment(at, { recordId: what.more[0], reason: text(how), plan: '安排', reviewOn: what.day, ...paper(what) }),
  reviewCommitment: (at, what, how) => reviewCommitment(at, { text: text(how), nextReviewOn: what.yes ? null : what.day, ...paper(what) }),
  recordInstruction: (at, what, how) =>
    recordInstruction(at, { recordId: what.id, text: text(how), post: '局长', unit: '科室', dueOn: null }),
  answerInstruction: (at, _, how) =>
    answerInstruction(at, { instructionId: recordId(recordsOf(at.state, 'instruction', 'open')[0]), result: text(how) }),
  requestRecusal: (at, what, how) =>
    requestRecusal(at, { recordId: what.id, officerId: what.officer, ofHead: false, reason: text(how), desk: desk(how.world) }),
  decideRecusal: (at, what, how) => {
    const { officers } = desk(how.world);
    const officerId = recordsOf(at.state, 'recusal', 'requested').find(({ id: one }) => one === what.paper)?.data.officerId;
    const named = officers.find(({ personId, role }) => role === 'HANDLER' && personId !== officerId)?.personId ?? null;
    return decideRecusal(at, {
      recusalId: what.paper ?? id('q'),
      granted: what.yes,
      reason: text(how),
      namedHandlerId: named,
      desk: desk(how.world),
    });
  },
  withdrawPetition: (at, what, how) =>
    withdrawPetition(at, {
      recordId: what.id,
      reason: has(how, 'PLEDGE_NOT_TO_PETITION') ? text(how) : null,
      fileId: has(how, 'WITHDRAWAL_PAPER_MISSING') ? null : id('f'),
      signedBy: at.state.petitionerIds,
    }),
  confirmWithdrawal: (at, what, how) => confirmWithdrawal(at, { contact: text(how), willing: what.yes }),
  revokeWithdrawal: (at) => revokeWithdrawal(at),
  recordSettlement: (at, what, how) =>
    recordSettlement(at, {
      settlementId: what.id,
      parties: [
        {
          petitionerId: at.state.petitionerIds[0] ?? null,
          organId: null,
          other: null,
          signature: has(how, 'SETTLEMENT_NOT_SIGNED') ? ' ' : '名',
        },
        { petitionerId: null, organId: at.state.organId, other: null, signature: '名' },
      ],
      mediator: null,
      dispute: '争议',
      terms: text(how),
      promises: has(how, 'SETTLEMENT_PROMISES_MISSING')
        ? []
        : what.more.map((promise) => ({ id: promise, party: 2, text: '修复', dueOn: what.day })),
      ...paper(what),
    }),
  recordPromisePerformed: (at, what, how) =>
    recordPromisePerformed(at, {
      promiseId: what.paper ?? id('q'),
      evidence: text(how),
      otherPartyAsked: !has(how, 'PROMISE_PARTY_NOT_ASKED'),
    }),
  recordPromiseBroken: (at, what, how) =>
    recordPromiseBroken(at, { promiseId: what.paper ?? id('q'), reason: text(how), refusedByParty: what.yes }),
  recordLegacyReply: (at, what, how) =>
    recordLegacyReply(at, { opinionId: what.more[0], documentId: what.id, serviceIds: [...what.more], reply: text(how) }),
  closePetition: (at, what, how) =>
    closePetition(at, { ground: has(how, 'COMPLETION_GROUND_UNKNOWN') ? 'silent' : what.ground, served: how.world.served() }),
  verifyCompletion: (at, what, how) =>
    verifyCompletion(at, {
      archiveId: what.more[0],
      served: how.world.served(),
      remark: has(how, 'PLEDGE_NOT_TO_PETITION') ? text(how) : null,
      helpBy: null,
      ...paper(what),
    }),
  reopenPetition: (at, what, how) => reopenPetition(at, { recordId: what.id, reason: what.reason, text: text(how), stage: what.stage }),
  archivePetition: (at, _, how) => {
    const papers = [...how.world.papers.values()]
      .filter(({ voidedOn }) => voidedOn === null)
      .map(({ paper: { id: one, kind, number, issuedOn } }) => ({ id: one, kind, number, issuedOn }));
    return archivePetition(at, {
      papers,
      entries: papers.map(({ id: documentId }) => ({ documentId, pages: has(how, 'ARCHIVE_PAGES_MALFORMED') ? 0 : 2 })),
    });
  },
};
