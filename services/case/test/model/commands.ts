import { InquiryKind, Stage, type Exit, type OpinionOutcome, type Role } from '@sunshine/events';
import type { Day } from '@sunshine/procedure';
import { AT, COUNTY_GOVERNMENT, GOVERNMENT, PARTY } from '../between.js';
import { id } from '../builders.js';
import { CALLS } from './calls.js';
import { plus } from './clocks.js';
import { LAW, lawful } from './law.js';
import { decidingLaw } from './law/deciding.js';
import { redoLaw } from './law/redo.js';
import { reviewLaw } from './law/review.js';
import { OFFICERS } from './officers.js';
import { PETITIONER, type Command, type Model, type ModelledAct, type Officer, type What } from './state.js';
import { reviewing } from './reviewers.js';
import type { World } from './world.js';

type Chance = () => number;
const pick = <T>(dice: Chance, list: readonly T[]): T => list[Math.floor(dice() * list.length)] as T;

export const MODELLED = Object.keys(LAW) as readonly ModelledAct[];

/** How eagerly a lawful act is chosen: those that lead on more than those that only stand beside the course. */
const EAGER: Partial<Record<ModelledAct, number>> = {
  routePetition: 5,
  sendToPoliticalLegalOrgan: 2,
  submitForDecision: 0.5,
  recordSubmittedDecision: 9,
  identifyAccused: 2,
  confirmAccused: 9,
  handOverReport: 5,
  confirmHandOver: 9,
  recordHandOverReceipt: 9,
  noteFeedback: 5,
  objectToTransfer: 20,
  confirmObjection: 30,
  recordObjectionAnswer: 20,
  decideObjection: 60,
  confirmObjectionDecision: 90,
  splitPetition: 3,
  confirmSplit: 12,
  compareRefiling: 2,
  refuseAcceptance: 6,
  refuseRefiling: 3,
  informPetitioner: 4,
  acceptPetition: 6,
  decideExit: 6,
  confirmExit: 14,
  leadIntoProcedure: 8,
  recordReceipt: 8,
  recordProcedureOutcome: 5,
  performDuty: 14,
  answerUnderLaw: 14,
  issueGuidance: 8,
  confirmPerformance: 10,
  confirmRefusal: 10,
  startStudy: 6,
  decideSuggestion: 6,
  replySuggestion: 6,
  followMeasure: 5,
  chooseFastTrack: 3,
  answerFastTrack: 8,
  issueFastTrackPaper: 4,
  requestExtension: 2,
  extendHandling: 6,
  declineExtension: 2,
  draftOpinion: 5,
  checkOpinion: 9,
  issueOpinion: 14,
  askCountersign: 2,
  countersignOpinion: 10,
  recordService: 7,
  recordExecution: 5,
  checkExecution: 4,
  reportAssignment: 8,
  acceptAssignmentReport: 2,
  returnAssignmentReport: 3,
  confirmKeeping: 6,
  pointElsewhere: 2,
  confirmPointing: 12,
  closePetition: 5,
  verifyCompletion: 12,
  reopenPetition: 4,
  archivePetition: 2,
  recordLegacyReply: 5,
  confirmWithdrawal: 4,
  requestReview: 12,
  passOnReview: 8,
  refuseReview: 2,
  checkReviewRefusal: 10,
  confirmReviewRefusal: 14,
  admitLateReview: 3,
  appointInvestigators: 5,
  askReviewFile: 6,
  handOverReviewFile: 40,
  decideReview: 20,
  checkReviewOpinion: 14,
  returnReviewOpinion: 4,
  issueReviewOpinion: 60,
  serveReviewedOrgan: 30,
  compareRedo: 9,
  requestReReview: 80,
  recordPromisePerformed: 4,
  recordPromiseBroken: 3,
  proposeMediation: 2,
  answerMediation: 6,
  arrangeMediation: 4,
  endMediation: 0.3,
  movePromise: 0.9,
  designateOrgan: 0.5,
  recallTransfer: 0.7,
  recordInstruction: 0.3,
  markCrossing: 0.3,
  moveMatters: 0.3,
  requestRecusal: 0.3,
  assignPetition: 0.3,
  takeBackPetition: 0.3,
  revokeSuccession: 0.4,
  confirmSuccessionRevocation: 0.9,
  addEvidence: 0.4,
  recordInquiry: 1.5,
  requestAssistance: 0.5,
  agreeJointHandling: 0.3,
};

/** The way of a claim to its opinion, the reviews of it, and what they have redone. */
export const REVIEWS: readonly ModelledAct[] = [
  ...(['routePetition', 'acceptPetition', 'recordInquiry', 'draftOpinion', 'checkOpinion', 'issueOpinion', 'recordService'] as const),
  ...(Object.keys({ ...reviewLaw, ...decidingLaw, ...redoLaw }) as ModelledAct[]),
];

/** Often, so that chance comes to the end of a mediation and to the file of a review; none leads on. */
const BESIDE: ReadonlySet<ModelledAct> = new Set([
  'proposeMediation',
  'answerMediation',
  'arrangeMediation',
  'endMediation',
  'askReviewFile',
  'handOverReviewFile',
  'compareRedo',
]);

/** Acts that may lead on; the others stand beside the course, or take the matter back. */
export const LEADING: readonly ModelledAct[] = MODELLED.filter((act) => (EAGER[act] ?? 1) >= 1 && !BESIDE.has(act));

/** What could be wrong with the input alone; null where the call says of nothing that it could be. */
function flawOf(dice: Chance, m: Model, act: ModelledAct, what: What): readonly string[] | null {
  const { flaws = [] } = CALLS[act];
  const all = typeof flaws === 'function' ? flaws(m, what) : flaws;
  return all.length > 0 ? [pick(dice, all)].flat() : null;
}

const EXITS: readonly Exit[] = ['31(1)', '31(2)', '31(3)', '31(4)', '31(5)', '31(5)', '31(6)', '31(6)'];
const OUTCOMES: readonly OpinionOutcome[] = ['supported', 'supported', 'explained', 'partly_supported', 'not_supported'];
const GROUNDS = [
  'opinion_served',
  'opinion_final',
  'opinion_executed',
  'led_into_procedure',
  'performed_or_answered',
  'suggestion_replied',
  'report_handed_over',
  'report_answered',
  'settled',
  'withdrawn',
  'refused',
  'fast_track_answered',
  'no_successor',
  'kept_for_reference',
  'merged',
  'review_served',
  'rereview_served',
];
const STAGES = Stage.options.filter((stage) => stage !== 'routed' && stage !== 'closed');
/** Who may be given a matter. */
const WORKING: readonly Role[] = ['REGISTRAR', 'DISPATCHER', 'HANDLER', 'HEAD'];
const NEAR = [AT.housing, AT.housing, AT.labour, AT.estate, AT.estate, AT.court, AT.countyBureau];
const PLACES = [...Object.values(AT), GOVERNMENT, PARTY];

function named(dice: Chance, m: Model, act: ModelledAct): string | null {
  const papers = m.papers.filter(({ voided }) => !voided);
  switch (act) {
    case 'recordService': {
      const open = papers.filter(({ toPetitioner }) => toPetitioner);
      const answered = m.reviews.find(({ state }) => state === 'decided')?.answer;
      if (answered && dice() < 0.9) return answered.paper;
      return m.opinion?.state === 'issued' && dice() < 0.8 ? m.opinion.paper : open.length > 0 ? pick(dice, open).id : null;
    }
    case 'voidDocument':
      return m.papers.length > 0 ? (m.opinion?.paper && dice() < 0.4 ? m.opinion.paper : pick(dice, m.papers).id) : null;
    case 'recordPromisePerformed':
    case 'recordPromiseBroken':
    case 'movePromise':
      return m.promises.length > 0 ? pick(dice, m.promises).id : null;
    case 'decideRecusal':
      return m.recusals.length > 0 ? pick(dice, m.recusals).id : null;
    default:
      return null;
  }
}

function target(dice: Chance, m: Model, act: ModelledAct) {
  if (act === 'handOverReport') return pick(dice, [AT.discipline, AT.discipline, PARTY, AT.housing]);
  if (act === 'guideVisitor' || act === 'sendToPoliticalLegalOrgan') return pick(dice, [AT.court, AT.court, AT.countyCourt, AT.housing]);
  if (act === 'submitForDecision' && dice() < 0.8)
    return m.at.id === AT.countyBureau.id ? COUNTY_GOVERNMENT : pick(dice, [GOVERNMENT, PARTY]);
  // A county bureau routes inside the county alone.
  if (act === 'routePetition' && m.at.id === AT.countyBureau.id && dice() < 0.8)
    return pick(dice, [AT.countyHousing, AT.countyHousing, AT.countyCourt, COUNTY_GOVERNMENT]);
  const attacked =
    (act === 'requestReReview' ? m.reviews.findLast(({ level, answer }) => level === 'review' && answer)?.organ : null) ?? m.at.id;
  if (act === 'requestReview' || act === 'requestReReview' || act === 'passOnReview')
    return (
      pick(
        dice,
        PLACES.filter(({ id: one }) => reviewing(attacked).includes(one) || dice() < 0.1),
      ) ?? GOVERNMENT
    );
  if (act === 'handDown') return pick(dice, [AT.estate, AT.countyHousing, AT.countyCourt, AT.labour]);
  if (act === 'askCountersign' && dice() < 0.4) return m.at;
  return dice() < 0.7 ? pick(dice, NEAR) : pick(dice, PLACES);
}

function told(dice: Chance, world: World, m: Model, act: ModelledAct, on: Day, n: number): What {
  const here = OFFICERS.filter(({ organ }) => organ?.id === m.at.id);
  const paper = named(dice, m, act);
  const asked = act === 'decideRecusal' ? m.recusals.find(({ id: one }) => one === paper) : undefined;
  const officer =
    act === 'moveMatters' && dice() < 0.8
      ? (m.task?.officer ?? world.state.handlerId ?? id('q'))
      : pick(dice, dice() < 0.9 && here.length > 0 ? here : OFFICERS).id;
  const who = OFFICERS.find((one) => one.id === (asked?.officer ?? officer));
  const inside = (): boolean => {
    if (act === 'moveMatters') return world.state.handlerId === officer;
    if (act === 'requestRecusal') return who?.organ?.id === m.at.id;
    if (act === 'assignPetition') return who?.organ?.id === m.at.id && who.roles.some((role) => WORKING.includes(role));
    if (act === 'decideRecusal') return who?.organ?.id === m.at.id && who.roles.includes('HEAD');
    return dice() < 0.6;
  };
  const fast = act === 'answerFastTrack';
  const reviewers = OFFICERS.filter(({ organ, roles }) =>
    m.reviews.some(
      (one) => one.organ === organ?.id && one.state === 'admitted' && (roles.includes('REVIEWER') || roles.includes('HANDLER')),
    ),
  );
  const investigator = (): string => pick(dice, reviewers.length > 0 && dice() < 0.9 ? reviewers : OFFICERS).id;
  return {
    n,
    id: id('k', n),
    more: [id('m', n * 2), id('m', n * 2 + 1)],
    to: target(dice, m, act),
    day: plus(on, 1 + Math.floor(dice() * 60)),
    assigned: dice() < 0.3,
    // Of an officer to step back: whether it is the head.
    yes: act === 'requestRecusal' ? (who?.roles.includes('HEAD') ?? false) : dice() < 0.65,
    exit: pick(dice, EXITS),
    outcomes: [pick(dice, fast ? OUTCOMES.slice(0, 3) : OUTCOMES), pick(dice, fast ? OUTCOMES.slice(0, 3) : OUTCOMES)],
    adopted: pick(dice, ['adopted', 'partly_adopted', 'not_adopted'] as const),
    petitioner: m.petitioners.length > 0 ? pick(dice, m.petitioners) : id('s', 9),
    undelivered: dice() < 0.1,
    paper,
    form: dice() < 0.5 ? pick(dice, InquiryKind.options) : m.heard ? 'SITE_VISIT' : 'INTERVIEW',
    ground: pick(dice, GROUNDS),
    stage: pick(dice, STAGES),
    reason: pick(dice, ['DEFECT', 'NEW_FACTS', 'NON_EXECUTION', 'BROKEN_PROMISE'] as const),
    officer,
    days: 1 + Math.floor(dice() * 30),
    investigators: [investigator(), investigator()],
    disposition: pick(dice, ['uphold', 'uphold', 'change', 'revoke', 'revoke'] as const),
    reviewGround: pick(dice, ['facts_unclear', 'facts_unclear', 'procedure_broken', 'procedure_broken', 'not_acceptable'] as const),
    inside: inside(),
    organs: dice() < 0.5 ? [] : [pick(dice, PLACES), m.at],
  };
}

/** Officers of the organs that the matter has to do with, those above them, and who is of the whole node. */
function concerned(m: Model): readonly Officer[] {
  const near = new Set([
    m.registrar.id,
    ...m.at.path,
    ...m.registrar.path,
    m.sender,
    m.assigner,
    AT.bureau.id,
    ...m.assistance.map(({ organ }) => organ),
    ...m.countersigns.map(({ organ }) => organ),
    m.performer,
    ...m.reviews.map(({ organ }) => organ),
  ]);
  return OFFICERS.filter(({ organ }) => organ === null || near.has(organ.id));
}

const byPetitioner = (act: ModelledAct): boolean => LAW[act].petitioner ?? false;
const TRIES = 3;

/** A lawful act by the model, those that lead on before others; null where chance found none. */
export function guided(dice: Chance, world: World, m: Model, on: Day, n: number, among: readonly ModelledAct[] = MODELLED): Command | null {
  const officers = concerned(m);
  const order = among
    .filter((act) => LAW[act].stages.includes(m.stage))
    .map((act) => ({ act, rank: dice() ** (1 / (EAGER[act] ?? 1)) }))
    .sort((left, right) => right.rank - left.rank);
  for (const { act } of order) {
    for (let tries = 0; tries < TRIES; tries += 1) {
      const what = told(dice, world, m, act, on, n);
      const from = Math.floor(dice() * officers.length);
      const who = [...officers.slice(from), ...officers.slice(0, from), ...(byPetitioner(act) ? [PETITIONER] : [])] as Command['by'][];
      if (byPetitioner(act) && dice() < 0.4) who.unshift(PETITIONER);
      for (const by of who) {
        const command: Command = { act, by, on, what, flaw: null };
        if (!lawful(m, command)) continue;
        const flaw = dice() < 0.1 && by !== PETITIONER ? flawOf(dice, m, act, what) : null;
        return { ...command, flaw };
      }
    }
  }
  return null;
}

/** Any act by anybody. */
export function random(dice: Chance, world: World, m: Model, on: Day, n: number): Command {
  const act = pick(dice, MODELLED);
  const what = told(dice, world, m, act, on, n);
  const by = byPetitioner(act) && dice() < 0.3 ? PETITIONER : pick(dice, dice() < 0.8 ? concerned(m) : OFFICERS);
  return { act, by, on, what, flaw: by !== PETITIONER && dice() < 0.1 ? flawOf(dice, m, act, what) : null };
}
