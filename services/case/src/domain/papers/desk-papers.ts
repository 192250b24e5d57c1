import type { IdentityCheck } from '@sunshine/events';
import type { Day, RulePack } from '@sunshine/procedure';
import type { Organ, Paper, PaperIds, PetitionState } from '../petition.js';
import { isSuccessor, successionsOf } from '../succession.js';
import { bodyOf, matterParts, petitionerParts, sentence, withHeading, type PaperContent, type Writing } from './papers.js';

/** Registrations that no desk of ours wrote a form for: the matter was brought over from an older system. */
const WITHOUT_FORM: ReadonlySet<string> = new Set(['IMPORT']);
const VISIT = 'VISIT';

type Desk = Pick<Organ, 'id' | 'name' | 'contactPhone'>;

/**
 * 信访登记表 of every registration, and 来访登记单 of one that came by visit. They stay in the file, so the number of the petition is
 * theirs. What intake keeps (text, place, visit, read-back) is named by the petition and stands on the page when it is printed.
 * @param documentIds one for each paper
 * @source 信访工作条例 19, 20 ¶3; law 18
 */
export function registrationPapers(
  state: PetitionState,
  pack: RulePack,
  organ: Desk,
  [formId, slipId]: readonly [form: string, slip: string],
): Paper[] {
  if (WITHOUT_FORM.has(state.channel)) return [];
  const matter = matterParts(state);
  const shared = {
    petitioners: petitionerParts(state),
    peopleCount: matter,
    ...(state.representativeIds.length > 0 && { representatives: { petitionerIds: state.representativeIds } }),
    requests: matter,
    summary: matter,
    officer: matter,
    readBack: matter,
    place: matter,
  };
  const form: PaperContent = {
    kind: 'REGISTRATION_FORM',
    parts: {
      ...shared,
      channel: state.channel,
      receivedOn: state.receivedOn,
      earlierHandling: matter,
      evidence: matter,
      class: matter,
      purpose: matter,
    },
  };
  const slip: PaperContent = {
    kind: 'VISIT_SLIP',
    parts: { ...shared, visitedOn: state.receivedOn, timeIn: matter, timeOut: matter, calledUnit: matter },
  };
  const writing = { state, act: { on: state.registeredOn, officer: null } };
  return [...kept(writing, pack, formId, organ, form), ...(state.channel === VISIT ? kept(writing, pack, slipId, organ, slip) : [])];
}

/** A paper of the file: what is known stands there, the rest is filled in by hand. Nothing for a pack without it. */
function kept(writing: Writing, pack: RulePack, id: string, organ: Desk, content: PaperContent): Paper[] {
  return written(writing, pack, { documentId: id, number: '' }, organ, content).map((paper) => ({ ...paper, number: null }));
}

/**
 * The facts come from an act that was judged at the desk and cannot be refused here, so that nothing of the paper is checked again.
 */
function written({ state, act }: Writing, pack: RulePack, ids: PaperIds, organ: Desk, content: PaperContent): Paper[] {
  if (!pack.documents[content.kind]) return [];
  const parts = withHeading({ state, act }, pack, ids.number, organ, content);
  const { documentId: id, number } = ids;
  return [{ id, kind: content.kind, number, organId: organ.id, issuedOn: act.on, body: bodyOf(pack, content.kind, parts) }];
}

/** Who issues a paper of the desk, when, and under which identity. */
export interface DeskPaper {
  readonly state: PetitionState;
  readonly pack: RulePack;
  readonly organ: Desk;
  readonly on: Day;
  readonly ids: PaperIds;
}

/**
 * 补正告知书: what is missing, asked for once. The list stays with intake, as all text of the matter.
 * @source own rule: law 18 (补正); the request stops no term
 */
export const supplementRequest = ({ state, pack, organ, on, ids }: DeskPaper, answerBy: Day): Paper[] =>
  written({ state, act: { on, officer: null } }, pack, ids, organ, {
    kind: 'SUPPLEMENT_REQUEST',
    parts: {
      petitioner: petitionerParts(state),
      matter: matterParts(state),
      missing: matterParts(state),
      until: answerBy,
      noEffect: sentence(pack, 'supplementNoEffect'),
    },
  });

const CHECKS: Readonly<Record<IdentityCheck, string>> = {
  IDENTITY_DOCUMENT_SHOWN: '出示有效身份证件',
  CALLED_BACK_KNOWN_PHONE: '按登记的电话回拨核对',
  MANDATE_SHOWN: '出示委托书',
  KNOWN_TO_THE_DESK: '窗口人员认识本人',
};

/** Whom a code was given: the petition as a whole, one member of a joint one, or an agent. */
export interface CodeGiven {
  readonly petitionerId: string | null;
  /** May be a way that only a newer desk knows; null for codes from before it was told. */
  readonly identityCheck: string | null;
}

function formerCode({ state, pack }: DeskPaper, petitionerId: string | null): string | null {
  if (petitionerId === null) return sentence(pack, 'codeReissuedFormer');
  return sentence(pack, isSuccessor(successionsOf(state), petitionerId) ? 'codeReissuedSuccessor' : 'codeReissuedMember');
}

/** Whom the successors succeed, and since when. */
export interface Succeeding {
  readonly petitionerId: string;
  readonly endedOn: Day;
  readonly successorIds: readonly string[];
}

/**
 * 承继告知书 to the successors: what they have taken over, that no day of the organ moved, when their own term for review starts, and where they
 * get their own code.
 * @source own rule, by 行政复议法 14; 信访工作条例 35 (from the own receipt)
 */
export const successionNotice = (
  { state, pack, organ, on, ids }: DeskPaper,
  { petitionerId, endedOn, successorIds }: Succeeding,
): Paper[] =>
  written({ state, act: { on, officer: null } }, pack, ids, organ, {
    kind: 'SUCCESSION_NOTICE',
    parts: {
      petitioner: { petitionerIds: successorIds },
      succeeds: { petitionerIds: [petitionerId] },
      endedOn,
      matter: matterParts(state),
      effect: sentence(pack, 'successionEffect'),
      terms: sentence(pack, 'successionTerms'),
      review: sentence(pack, 'successionReview'),
      queryCode: sentence(pack, 'successionCode'),
    },
  });

/**
 * 查询码补发回执: to whom, after which check, and that the former code is dead. The code itself is on no paper of the file.
 * @source own rule: law 18 (查询码)
 */
export const codeReissue = (desk: DeskPaper, { petitionerId, identityCheck }: CodeGiven): Paper[] => {
  const { state, pack, organ, on, ids } = desk;
  return written({ state, act: { on, officer: null } }, pack, ids, organ, {
    kind: 'CODE_REISSUE',
    parts: {
      petitioner: petitionerId === null ? petitionerParts(state) : { petitionerIds: [petitionerId] },
      identityChecked: (identityCheck !== null && CHECKS[identityCheck as IdentityCheck]) || '按登记时的要求核对',
      reissuedOn: on,
      formerCode: formerCode(desk, petitionerId),
      officer: organ.name,
    },
  });
};
