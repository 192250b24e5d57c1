import {
  OpinionPublished,
  PublicationAnswered,
  PublicationProposed,
  PublicationTakenDown,
  type NewEvent,
  type PublicationEnd,
  type PublicationGround,
} from '@sunshine/events';
import type { Day } from '@sunshine/procedure';
import type { Known } from '@sunshine/redaction';
import { required } from '../desk-text.js';
import type { DeskAct, DeskPetition } from '../desk-petition.js';
import { holderError } from '../holders/holders.errors.js';
import { publicationError } from './publication.errors.js';
import { cutsOf, requireClean, withoutPeople } from './redaction.js';

/** An opinion as `case` has told of it: 处理意见, 复查意见 or 复核意见. */
export interface IssuedOpinion {
  readonly documentId: string;
  readonly level: 'opinion' | 'review' | 'rereview';
  readonly organId: string;
  /** A hearing was held at its step. */
  readonly heard: boolean;
  /** SHA-256 of the paper's canonical JSON, hex; null where it was not told. */
  readonly hash: string | null;
  /** First service on a petitioner. */
  readonly servedOn: Day | null;
  /** It was revoked, changed or taken out of use. */
  readonly endedOn: Day | null;
}

/** What a petitioner has said last about the publication of one opinion. */
export interface PublicationAnswer {
  readonly petitionerId: string;
  readonly agrees: boolean;
}

/** What a publication of an opinion depends on. */
export interface OfOpinion {
  readonly opinion: IssuedOpinion | null;
  /** Petitioners who are alive and have not left, those of petitions that were merged into it among them. */
  readonly livingIds: readonly string[];
  readonly answers: readonly PublicationAnswer[];
}

/** A redacted text that waits or stands in public. */
export interface Publication {
  readonly id: string;
  readonly documentId: string;
  readonly ground: PublicationGround;
  readonly state: 'proposed' | 'published';
  readonly text: string;
  readonly proposedBy: string;
}

/** That a person has looked for each and found none of it. @source law 5 C6 (own rule: the gate of hearings holds for what is published) */
interface Gate {
  readonly noStateSecret: boolean;
  readonly noBusinessSecret: boolean;
  readonly noPrivacy: boolean;
}
const GATES: readonly (readonly [keyof Gate, string])[] = [
  ['noStateSecret', '不涉及国家秘密'],
  ['noBusinessSecret', '不涉及商业秘密'],
  ['noPrivacy', '不涉及个人隐私'],
];

export interface ProposePublication {
  readonly gate: Gate;
  readonly alsoCut?: readonly string[] | null;
  /** Why it is published by law although a petitioner does not agree. */
  readonly objectionAnswer?: string | null;
}

export const GROUND_NAMES: Readonly<Record<PublicationGround, string>> = { HEARD: '经过听证的复核意见', CONSENT: '信访人单独同意' };
const SOURCES: Readonly<Record<PublicationGround, string>> = {
  HEARD: '信访工作条例 36 ¶2',
  CONSENT: '个人信息保护法 14、15、25',
};
const SOURCE = '信访工作条例 36 ¶2；个人信息保护法 14、15、25';

type OfPetition = Pick<DeskPetition, 'id' | 'kind' | 'anonymous'>;

/** @throws PUBLICATION_NEVER */
function requirePublishable({ kind, anonymous }: OfPetition): void {
  if (kind === 'REPORT' || anonymous) throw publicationError('PUBLICATION_NEVER', { source: '信访工作条例 30；浙江省信访条例 26（参照）' });
}

/** @throws PUBLICATION_OPINION_UNKNOWN, PUBLICATION_OPINION_ENDED */
function requireStanding(opinion: IssuedOpinion | null): IssuedOpinion {
  if (!opinion) throw publicationError('PUBLICATION_OPINION_UNKNOWN', { source: SOURCE });
  if (opinion.endedOn !== null) throw publicationError('PUBLICATION_OPINION_ENDED', { source: SOURCE });
  return opinion;
}

/** By what the opinion may be published now; null: by nothing. @source 信访工作条例 36 ¶2; law 10 (Publication) */
export function groundOf({ opinion, livingIds, answers }: OfOpinion): PublicationGround | null {
  if (opinion?.level === 'rereview' && opinion.heard) return 'HEARD';
  const agreed = new Set(answers.filter(({ agrees }) => agrees).map(({ petitionerId }) => petitionerId));
  return livingIds.length > 0 && livingIds.every((id) => agreed.has(id)) ? 'CONSENT' : null;
}

/**
 * The opinion that may be proposed for publication, and by what ground: the organ's own, served, still standing, heard or consented to.
 * @param open a text of the opinion waits or stands in public already
 * @throws PUBLICATION_NEVER, PUBLICATION_OPINION_UNKNOWN, PUBLICATION_OPINION_ENDED, PUBLICATION_OF_OTHER_ORGAN, PUBLICATION_NOT_SERVED,
 * PUBLICATION_CONSENT_MISSING, PUBLICATION_OPEN
 */
export function publishable(
  petition: OfPetition,
  of: OfOpinion,
  open: boolean,
  { organId }: Pick<DeskAct, 'organId'>,
): { readonly opinion: IssuedOpinion; readonly ground: PublicationGround } {
  requirePublishable(petition);
  const opinion = requireStanding(of.opinion);
  if (opinion.organId !== organId) throw publicationError('PUBLICATION_OF_OTHER_ORGAN', { source: SOURCE });
  if (opinion.servedOn === null) throw publicationError('PUBLICATION_NOT_SERVED', { source: SOURCE });
  const ground = groundOf(of);
  if (ground === null) throw publicationError('PUBLICATION_CONSENT_MISSING', { source: SOURCE });
  if (open) throw publicationError('PUBLICATION_OPEN', { source: SOURCE });
  return { opinion, ground };
}

/**
 * Proposes the text: the opinion's own words without whatever rules and known people find in them, and without what the officer cuts out
 * besides. The officer may cut more, never less. Nothing is shown before a second person has published it.
 * @param text what the opinion says, in lines
 * @param known people of the matter
 * @throws PUBLICATION_OBJECTION_UNANSWERED, PUBLICATION_GATE_OPEN, PUBLICATION_CUTS_MALFORMED, PUBLICATION_NOT_CLEAN, DESK_TEXT_TOO_LONG
 * @source 信访工作条例 36 ¶2; law 10 (Publication), 5 C3 and C6
 */
export function proposePublication(
  petitionId: string,
  { opinion: { documentId }, ground }: ReturnType<typeof publishable>,
  answers: readonly PublicationAnswer[],
  { gate, alsoCut, objectionAnswer }: ProposePublication,
  { text, known }: { readonly text: string; readonly known: Known },
  id: string,
  { organId, personId }: Pick<DeskAct, 'organId' | 'personId'>,
): { readonly publication: Publication; readonly objectionAnswer: string | null; readonly events: NewEvent[] } {
  const source = SOURCES[ground];
  const objected = answers.some(({ agrees }) => !agrees);
  if (objected && !objectionAnswer?.trim()) throw publicationError('PUBLICATION_OBJECTION_UNANSWERED', { source });
  const open = GATES.filter(([name]) => !gate[name]);
  if (open.length > 0)
    throw publicationError('PUBLICATION_GATE_OPEN', {
      source: '本系统规则 公示（参照听证）',
      details: { gates: open.map(([, words]) => words).join('、') },
    });
  const cuts = cutsOf(alsoCut);
  const all = { ...known, names: [...known.names, ...cuts] };
  const published = withoutPeople(text, all);
  requireClean(published, all, source);
  return {
    publication: { id, documentId, ground, state: 'proposed', text: published, proposedBy: personId },
    objectionAnswer: objected ? required('对不同意公示的答复', 'objectionAnswer', objectionAnswer, 1000) : null,
    events: [PublicationProposed.create({ petitionId, publicationId: id, documentId, organId, ground })],
  };
}

/**
 * Publishes what another person has proposed, by the act of its ground. What has become known since is looked for once more: an agent, a
 * successor, a corrected name.
 * @throws PUBLICATION_NEVER, PUBLICATION_UNKNOWN, PUBLICATION_OTHER_GROUND, PUBLICATION_OWN_PROPOSAL, PUBLICATION_OPINION_ENDED,
 * PUBLICATION_CONSENT_MISSING, PUBLICATION_NOT_CLEAN
 * @source 信访工作条例 36 ¶2; law 10 (Publication)
 */
export function publish(
  petition: OfPetition,
  proposed: Publication | null,
  by: PublicationGround,
  of: OfOpinion,
  known: Known,
  { organId, personId, on }: Pick<DeskAct, 'organId' | 'personId' | 'on'>,
): { readonly id: string; readonly events: NewEvent[] } {
  requirePublishable(petition);
  const source = SOURCES[by];
  if (proposed?.state !== 'proposed') throw publicationError('PUBLICATION_UNKNOWN', { source });
  const { id, documentId, ground, text, proposedBy } = proposed;
  if (ground !== by) throw publicationError('PUBLICATION_OTHER_GROUND', { source, details: { ground: GROUND_NAMES[ground] } });
  if (proposedBy === personId) throw publicationError('PUBLICATION_OWN_PROPOSAL', { source });
  requireStanding(of.opinion);
  if (groundOf(of) !== by) throw publicationError('PUBLICATION_CONSENT_MISSING', { source });
  requireClean(text, known, source);
  return {
    id,
    events: [OpinionPublished.create({ petitionId: petition.id, publicationId: id, documentId, organId, ground, publishedOn: on })],
  };
}

/** Takes a text out of public, or a proposal off the table. @throws PUBLICATION_UNKNOWN, DESK_TEXT_MISSING, DESK_TEXT_TOO_LONG */
export function takePublicationDown(
  petitionId: string,
  open: Pick<Publication, 'id' | 'documentId'> | null,
  reason: string,
  { organId }: Pick<DeskAct, 'organId'>,
): { readonly id: string; readonly reason: string; readonly events: NewEvent[] } {
  if (!open) throw publicationError('PUBLICATION_UNKNOWN', { source: SOURCE });
  return { id: open.id, reason: required('撤下的理由', 'reason', reason, 500), events: [takenDown(petitionId, open, organId, 'OFFICE')] };
}

export const takenDown = (
  petitionId: string,
  { id, documentId }: Pick<Publication, 'id' | 'documentId'>,
  organId: string | null,
  cause: PublicationEnd,
): NewEvent => PublicationTakenDown.create({ petitionId, publicationId: id, documentId, organId, cause });

/** Who answers: by the pass the member whose it is or the only petitioner, at the desk whom the desk names. */
interface Answering {
  readonly petitionerId: string | null;
  readonly agrees: boolean;
  /** Null for the petitioner's own act by the pass. */
  readonly organId: string | null;
}

/**
 * A petitioner agrees that one opinion is published, or does not agree, or no more: then its text comes down at once, and stays down unless the
 * law alone carries it and an officer answers the objection. Each petitioner answers alone.
 * @param livingIds petitioners of the matter who live and have not left; of a merged one its own
 * @param open what waits or stands in public of that opinion
 * @throws PUBLICATION_NEVER, PUBLICATION_OPINION_UNKNOWN, PUBLICATION_OPINION_ENDED, PUBLICATION_EACH_FOR_HIMSELF, MEMBER_UNKNOWN
 * @source 个人信息保护法 14, 15 (a consent of its own, taken back as easily), 44; capabilities 49 (objection)
 */
export function answerPublication(
  petition: OfPetition,
  { opinion, livingIds }: Pick<OfOpinion, 'opinion' | 'livingIds'>,
  open: Pick<Publication, 'id' | 'documentId'> | null,
  { petitionerId, agrees, organId }: Answering,
): { readonly petitionerIds: readonly string[]; readonly down: string | null; readonly events: NewEvent[] } {
  requirePublishable(petition);
  if (!opinion) throw publicationError('PUBLICATION_OPINION_UNKNOWN', { source: SOURCE });
  if (agrees) requireStanding(opinion);
  if (petitionerId !== null && !livingIds.includes(petitionerId)) throw holderError('MEMBER_UNKNOWN', { source: SOURCE });
  if (petitionerId === null && livingIds.length !== 1 && agrees) throw publicationError('PUBLICATION_EACH_FOR_HIMSELF', { source: SOURCE });
  // The code of the petition speaks for all where it keeps a text from the public.
  const petitionerIds = petitionerId === null ? livingIds : [petitionerId];
  const { documentId } = opinion;
  const down = agrees ? null : open;
  return {
    petitionerIds,
    down: down?.id ?? null,
    events: [
      ...petitionerIds.map((one) =>
        PublicationAnswered.create({ petitionId: petition.id, documentId, petitionerId: one, organId, agrees }),
      ),
      ...(down ? [takenDown(petition.id, down, organId, 'PETITIONER')] : []),
    ],
  };
}
