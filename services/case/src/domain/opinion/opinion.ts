import { OpinionChecked, OpinionDrafted, OpinionIssued, OpinionOutcome, OpinionReturned } from '@sunshine/events';
import { contentHash, type Day, type Remedy, type RulePack, type Term } from '@sunshine/procedure';
import { han, isTelephone } from '@sunshine/words';
import { caseError } from '../case.errors.js';
import { decided } from '../decision.js';
import { checkDispatch, dispatchPart, type Dispatch } from '../dispatch.js';
import { cancelledEach } from '../duties.js';
import { answeringOnFastTrack } from '../fast-track.clocks.js';
import { countersignAgain, countersignersIn, countersignersOut, requireCountersigned } from '../handling/countersign.js';
import { evidenceNamed, foundationsOf, requireFounded } from '../handling/inquiry.js';
import { requireNoHearing } from '../hearing/hearing.js';
import {
  bodyOf,
  issue,
  partsOf,
  petitionerParts,
  withHeading,
  type PaperContent,
  type PartOfPaper,
  type Writing,
} from '../papers/papers.js';
import type { Answer, Decision, Given, Opinion, Organ, Paper, PaperIds, PetitionState } from '../petition.js';
import { formerReviewsOver, requireRedoCompared } from '../review/redoing.js';
import { collated } from '../routing/assistance.js';
import { ACTS, notInStage, requireStage, type ActName } from '../acts.js';
import type { Stage } from '../stages.js';
import { isSupport } from '../standing.js';
import { mayDraft } from '../redo.js';
import { optional, required } from '../text.js';

export const SOURCE = '信访工作条例 32';
/** Characters that each text of an opinion may have. */
export const LIMITS = { facts: 10_000, evidence: 500, answer: 5000, basis: 500 } as const;

export interface DraftOpinion {
  readonly opinionId: string;
  readonly facts: string;
  readonly evidence: readonly string[];
  readonly answers: readonly {
    readonly id: string;
    readonly outcome: string;
    readonly answer: string;
    readonly basis: readonly string[];
  }[];
  readonly executeBy: Day | null;
  readonly performerOrganId: string | null;
}

/** How the matter ends as a whole: one answer for all, or partly supported where some request is and some is not. */
export function outcomeOf(answers: readonly Pick<Answer, 'outcome'>[]): OpinionOutcome {
  const outcomes = new Set(answers.map(({ outcome }) => outcome));
  if (outcomes.size === 1) return [...outcomes][0] as OpinionOutcome;
  if ([...outcomes].some(isSupport)) return 'partly_supported';
  return 'not_supported';
}

/**
 * 拟稿: the first draft is the inquiry act that enters `handling`. A returned draft is revised under the same id; a draft that is
 * being checked or was checked stands until it is returned. Missing parts of a draft are judged when it is issued, but hearing and inquiry
 * before anybody checks it: what they find is what it is drafted from, and the text that is typed is kept meanwhile.
 * Evidence is named by its number in the register (`证3`) or in words; units that countersigned a former text are asked again.
 * @throws ACT_NOT_IN_STAGE, OPINION_PETITIONER_NOT_HEARD, OPINION_INQUIRY_MISSING, OPINION_REQUEST_UNKNOWN, OPINION_REQUEST_TWICE,
 * OPINION_OUTCOME_UNKNOWN, EVIDENCE_UNKNOWN, TEXT_TOO_LONG
 * @source 信访工作条例 31(6), 32; 信访条例 31, 32
 */
export function draftOpinion(given: Given, command: DraftOpinion): Decision {
  const { state, act } = given;
  requireStage(state.stage, 'draftOpinion', SOURCE);
  if (!mayDraft(state)) throw notInStage(state.stage, 'draftOpinion', SOURCE);
  requireFounded(state);
  const former = state.opinion?.state === 'issued' ? null : state.opinion;
  const answers = checkAnswers(state.requestIds, command.answers);
  const supported = answers.some(({ outcome }) => isSupport(outcome));
  const opinion: Opinion = {
    id: former?.id ?? command.opinionId,
    revision: (former?.revision ?? 0) + 1,
    state: 'drafted',
    facts: optional('事实', 'facts', command.facts, LIMITS.facts) ?? '',
    evidence: command.evidence.map((entry, at) =>
      evidenceNamed(state, required('证据', `evidence.${at}`, entry, LIMITS.evidence), `evidence.${at}`),
    ),
    answers,
    // Only a supported request is carried out: a date without one has nothing to date.
    executeBy: supported ? command.executeBy : null,
    performerId: supported ? (command.performerOrganId ?? state.organId) : null,
    draftedBy: act.personId,
    checkedBy: null,
    issuedBy: null,
    remark: former?.remark ?? null,
    documentId: null,
    dispatchedOn: null,
    legacy: false,
  };
  const records = countersignAgain(state.records, opinion.id);
  return decided(
    given,
    {
      stage: state.stage === 'redoing' ? 'redoing' : 'handling',
      opinion,
      deliveries: former || !state.opinion ? state.deliveries : [],
      records,
      handlerId: act.personId,
    },
    {
      events: [OpinionDrafted.create({ petitionId: state.id, opinionId: opinion.id, revision: opinion.revision })],
      relations: former ? countersignersIn(records, opinion.id) : [],
      line: { act: 'draftOpinion', basis: SOURCE, part: 'proposal' },
    },
  );
}

/** @throws OPINION_REQUEST_UNKNOWN, OPINION_REQUEST_TWICE, OPINION_OUTCOME_UNKNOWN, TEXT_TOO_LONG */
export function checkAnswers(requestIds: readonly string[], given: DraftOpinion['answers']): Answer[] {
  checkRequests(requestIds, given);
  return given.map(({ id, outcome, answer, basis }, at) => ({
    requestId: id,
    outcome: knownOutcome(outcome, at),
    answer: optional('答复', `answers.${at}.answer`, answer, LIMITS.answer) ?? '',
    basis: basis.map((entry, line) => required('依据', `answers.${at}.basis.${line}`, entry, LIMITS.basis)),
  }));
}

/** Requests of this petition, each once. @throws OPINION_REQUEST_UNKNOWN, OPINION_REQUEST_TWICE */
export function checkRequests(requestIds: readonly string[], given: readonly { readonly id: string }[]): void {
  const answered = new Set<string>();
  for (const [at, { id }] of given.entries()) {
    const field = `answers.${at}.id`;
    if (!requestIds.includes(id)) throw caseError('OPINION_REQUEST_UNKNOWN', { source: SOURCE, details: { id }, field });
    if (answered.has(id)) throw caseError('OPINION_REQUEST_TWICE', { source: SOURCE, details: { id }, field });
    answered.add(id);
  }
}

/** @throws OPINION_OUTCOME_UNKNOWN */
export function knownOutcome(outcome: string, at: number): OpinionOutcome {
  const known = OpinionOutcome.safeParse(outcome);
  if (!known.success) throw caseError('OPINION_OUTCOME_UNKNOWN', { source: SOURCE, details: { outcome }, field: `answers.${at}.outcome` });
  return known.data;
}

/** The opinion in the hand that an act needs it in. @throws ACT_NOT_IN_STAGE */
function opinionIn({ state }: Given, act: ActName, ...states: readonly Opinion['state'][]): Opinion {
  requireStage(state.stage, act, SOURCE);
  if (!state.opinion || !states.includes(state.opinion.state)) throw notInStage(state.stage, act, SOURCE);
  return state.opinion;
}

function notTheDrafter({ act }: Given, opinion: Opinion): void {
  if (opinion.draftedBy === act.personId) throw caseError('OWN_PROPOSAL', { source: '本系统规则 审核签发' });
}

/**
 * 审核, by another officer than the drafter; of a draft from before the rule was kept, hearing and inquiry are owed as well.
 * What is redone after a revocation that forbids the same result was compared first, by another person.
 * @throws ACT_NOT_IN_STAGE, OWN_PROPOSAL, OPINION_PETITIONER_NOT_HEARD, OPINION_INQUIRY_MISSING, REDO_NOT_COMPARED, REDO_SAME_AGAIN
 */
export function checkOpinion(given: Given, { remark }: { readonly remark: string | null }): Decision {
  const opinion = opinionIn(given, 'checkOpinion', 'drafted');
  notTheDrafter(given, opinion);
  requireFounded(given.state);
  requireRedoCompared(given);
  const text = optional('审核意见', 'remark', remark, 1000);
  return decided(
    given,
    { opinion: { ...opinion, state: 'checked', checkedBy: given.act.personId, remark: text } },
    {
      events: [OpinionChecked.create({ petitionId: given.state.id, opinionId: opinion.id })],
      line: { act: 'checkOpinion', basis: SOURCE, part: 'confirmation', remark: text },
    },
  );
}

/** Back to the drafter, by the checker or by the issuer, saying what is asked. @throws ACT_NOT_IN_STAGE, OWN_PROPOSAL, TEXT_MISSING */
export function returnOpinion(given: Given, { remark }: { readonly remark: string }): Decision {
  const opinion = opinionIn(given, 'returnOpinion', 'drafted', 'checked');
  notTheDrafter(given, opinion);
  const text = required('退回意见', 'remark', remark, 1000);
  return decided(
    given,
    { opinion: { ...opinion, state: 'returned', checkedBy: null, remark: text } },
    {
      events: [OpinionReturned.create({ petitionId: given.state.id, opinionId: opinion.id })],
      line: { act: 'returnOpinion', basis: SOURCE, remark: text },
    },
  );
}

export interface IssueOpinion extends PaperIds, Dispatch {
  /** Who reviews the organ's opinions, in words; null where no such organ is known. */
  readonly reviewedBy: string | null;
  /** No organ stands above it that could. */
  readonly endsChain?: boolean;
}

export type Reviewing = Pick<IssueOpinion, 'reviewedBy' | 'endsChain'>;

/**
 * What the petitioner may do next: to whom, within how many days, in which form and with which papers; where the chain ends, that it does.
 * @source 信访工作条例 32, 35
 */
export function remedyOf(
  pack: RulePack,
  { reviewedBy, endsChain = false }: Reviewing,
  served: Remedy['after'] = 'OPINION',
): Record<string, unknown> | null {
  const remedy = pack.remedies.find(({ after }) => after === served);
  const end = pack.values['chainEnd'];
  if (!remedy) return null;
  if (remedy.term === null) return { text: remedy.text, to: null, papers: [], source: remedy.source };
  if (endsChain && end) return { text: String(end.value), to: null, papers: [], source: end.source };
  const { length } = pack.terms[remedy.term];
  const within = length?.unit === 'day' ? `自收到本意见书之日起${han(length.days)}日内，书面提出` : null;
  return { text: remedy.text, to: reviewedBy ?? remedy.to, within, papers: remedy.papers, source: remedy.source };
}

type OpinionText = Pick<Opinion, 'facts' | 'evidence' | 'answers' | 'executeBy' | 'performerId'>;

/** The parts of an opinion that go into its paper. */
function draftOf(
  { state, act }: Writing,
  pack: RulePack,
  command: Dispatch & Reviewing,
  { facts, evidence, answers, executeBy, performerId }: OpinionText,
): PaperContent {
  const perRequest = <T>(of: (answer: Answer) => T) => Object.fromEntries(answers.map((answer) => [answer.requestId, of(answer)]));
  return {
    kind: 'OPINION',
    when: answers.some(({ outcome }) => isSupport(outcome)) ? ['supported'] : [],
    parts: {
      petitioner: petitionerParts(state),
      requests: Object.fromEntries(state.requestIds.map((id) => [id, { requestId: id }])),
      facts,
      evidence,
      answers: perRequest(({ outcome, answer }) => (answer ? { outcome, answer } : null)),
      basis: perRequest(({ basis }) => basis),
      executeBy: executeBy === null ? null : { by: executeBy, performerId },
      remedy: remedyOf(pack, command),
      collated: collated(state),
      dispatch: dispatchPart(command, act.on),
    },
  };
}

/** The paper of an opinion with every part that the pack demands. @throws DOCUMENT_PART_MISSING naming the part */
export function opinionPaper(given: Given, command: IssueOpinion, opinion: Opinion): Paper {
  const { law, act } = given;
  const pack = law.packOn(act.on);
  return issue(given, pack, command, act.organ, draftOf(given, pack, command, opinion));
}

const UNWRITTEN: OpinionText = { facts: '', evidence: [], answers: [], executeBy: null, performerId: null };

export interface OpinionSoFar {
  readonly parts: readonly PartOfPaper[];
  /** The paper as it would be issued on the day; its number is taken only then. */
  readonly body: Paper['body'];
}

/** What has to be on file before it is drafted, as parts that nobody types. */
const foundingParts = (state: PetitionState): readonly PartOfPaper[] =>
  foundationsOf(state).map(({ part, title, source, present }) => ({ part, title, source, present, missingFor: [] }));

/**
 * Which parts the current opinion has and lacks: hearing and inquiry, and those the pack will demand when it is issued. An opinion that
 * nobody has drafted lacks all that is to be written; null where none is being written.
 */
export function opinionSoFar(
  writing: Writing,
  pack: RulePack,
  organ: Pick<Organ, 'name' | 'shortName' | 'contactPhone'>,
  reviewing: Reviewing,
): OpinionSoFar | null {
  const { state, act } = writing;
  const stages: readonly Stage[] = ACTS.draftOpinion.stages;
  if (!stages.includes(state.stage)) return null;
  const opinion = state.opinion === null || state.opinion.state === 'issued' ? UNWRITTEN : state.opinion;
  const content = draftOf(writing, pack, { way: null, proof: null, ...reviewing }, opinion);
  const number = `${organ.shortName}信访〔${act.on.slice(0, 4)}〕　号`;
  const parts = withHeading(writing, pack, number, organ, content);
  return {
    parts: [
      ...foundingParts(state),
      ...partsOf(pack, { ...content, parts }, state.requestIds).map((one) =>
        one.part === 'contact' ? { ...one, present: isTelephone(String(parts['contact'])) } : one,
      ),
    ],
    body: bodyOf(pack, content.kind, parts),
  };
}

/** What a former opinion had started: its execution, and each petitioner's term to have it reviewed, end where another takes its place. */
export const OF_FORMER: readonly Term[] = ['EXECUTE', 'REVIEW_REQUEST', 'REREVIEW_REQUEST'];

/**
 * 签发: approved, numbered, sealed and sent in the name of the organ. Every part that the pack demands must be there: facts, an
 * answer with its basis to each request, the remedy with organ and term, the date of execution where a request is supported.
 * HANDLE is met by the day of dispatch.
 * A unit asked to countersign has agreed; an organ that must perform sees the matter from now on.
 * @throws ACT_NOT_IN_STAGE, OWN_PROPOSAL, HEARING_STANDING, OPINION_PETITIONER_NOT_HEARD, OPINION_INQUIRY_MISSING,
 * OPINION_COUNTERSIGN_MISSING, DOCUMENT_PART_MISSING naming the part, OPINION_EXECUTE_BY_TOO_EARLY, DISPATCH_PROOF_MISSING
 * @source 信访工作条例 31(6), 32, 34, 35; 信访条例 31-34
 */
export function issueOpinion(given: Given, command: IssueOpinion): Decision {
  const { state, clocks, law, act } = given;
  const opinion = opinionIn(given, 'issueOpinion', 'checked');
  notTheDrafter(given, opinion);
  requireNoHearing(state, 'handling', state.organId, '签发处理意见书');
  requireFounded(state);
  requireCountersigned(state);
  checkDispatch(command);
  const pack = law.packOn(act.on);
  const { answers, executeBy } = opinion;
  const paper = opinionPaper(given, command, opinion);
  if (executeBy !== null && executeBy < act.on) {
    throw caseError('OPINION_EXECUTE_BY_TOO_EARLY', { source: SOURCE, details: { day: executeBy } });
  }
  const outcome = outcomeOf(answers);
  const { documentId, number } = command;
  const former = formerReviewsOver(given, opinion.id);
  const performer = opinion.performerId === state.organId ? null : opinion.performerId;
  return decided(
    given,
    {
      stage: 'opinion_issued',
      outcome,
      records: former.records,
      opinion: { ...opinion, state: 'issued', issuedBy: act.personId, documentId, dispatchedOn: act.on },
    },
    {
      events: [
        OpinionIssued.create({
          petitionId: state.id,
          opinionId: opinion.id,
          documentId,
          number,
          hash: contentHash(paper.body),
          dispatchedOn: act.on,
          outcome,
          executeBy,
        }),
      ],
      clocks: [
        { do: 'stop', petitionId: state.id, term: 'HANDLE', on: act.on },
        ...answeringOnFastTrack(state.id, clocks, act.on),
        ...cancelledEach(given, OF_FORMER, 'opinion_replaced'),
        ...former.clocks,
      ],
      papers: [paper],
      relations: [
        ...countersignersOut(state, performer),
        ...former.relations,
        ...(performer === null ? [] : [{ do: 'set', subject: performer, relation: 'assisting' } as const]),
      ],
      line: { act: 'issueOpinion', basis: pack.terms.HANDLE.source, part: 'confirmation' },
    },
  );
}
