import { LIMIT, type Explained, type Limit } from '../last-day.js';
import { HEARING_RIGHT, HEARINGS, type HearingRight, type TrackedHearing } from './tracked-hearing.js';

export interface Clock {
  readonly id: string;
  readonly term: string;
  readonly title: string;
  readonly state: string;
  readonly stateName: string;
  readonly effectiveDue: string;
  readonly provisional: boolean;
  readonly source: string;
  readonly explanation: readonly Explained[];
}

export interface NextRight {
  readonly title: string;
  readonly lastDay: string;
  readonly provisional: boolean;
  readonly to: string | null;
  readonly papers: readonly string[];
  readonly source: string;
  readonly explanation: readonly Explained[];
}

/** An organ to which the petitioner may turn. */
export interface Contact {
  readonly id: string;
  readonly name: string;
  readonly address: string | null;
  readonly phone: string | null;
}

/** The review that may be asked for now. */
export interface ReviewRight {
  readonly level: string;
  readonly levelName: string;
  readonly lastDay: string;
  readonly provisional: boolean;
  readonly papers: readonly string[];
  readonly source: string | null;
  readonly explanation: readonly Explained[];
  readonly organs: readonly Contact[];
  readonly online: boolean;
}

/** What a review said. */
export interface ReviewOpinion {
  readonly title: string;
  readonly number: string;
  readonly issuedOn: string;
  readonly facts: string;
  readonly ground: string | null;
  readonly basis: readonly string[];
  readonly outcomes: readonly {
    readonly requestId: string;
    readonly outcomeName: string;
    readonly answer: string;
    readonly basis: readonly string[];
  }[];
  readonly executeBy: string | null;
  readonly remedy: readonly string[];
}

/** A request for review that was made. */
export interface Review {
  readonly levelName: string;
  readonly filedOn: string;
  readonly receivedOn: string;
  readonly stateName: string;
  readonly organ: Contact | null;
  readonly requests: string;
  readonly facts: string | null;
  readonly lateReason: string | null;
  readonly dueOn: string | null;
  readonly explanation: readonly Explained[];
  readonly dispositionName: string | null;
  /** Once it was served. */
  readonly opinion: ReviewOpinion | null;
}

export interface Mediation {
  readonly state: string;
  readonly stateName: string;
  readonly dispute: string;
  readonly others: readonly string[];
  readonly willing: boolean | null;
  readonly mediator: string | null;
  readonly meetingOn: string | null;
  readonly meetingAt: string | null;
  readonly place: string | null;
  readonly reason: string | null;
}

/** A promise of a settlement. */
export interface Promised {
  readonly id: string;
  readonly text: string;
  readonly by: string;
  readonly dueOn: string;
  readonly stateName: string;
  readonly mayReport: boolean;
}

/** An opinion that the holder was served, and whether the public may read it. */
export interface OfPublication {
  readonly documentId: string;
  readonly title: string;
  readonly issuedOn: string;
  readonly byLaw: boolean;
  readonly agrees: boolean | null;
  readonly publishedOn: string | null;
  readonly publicationId: string | null;
  readonly mayAgree: boolean;
}

/** The course of a matter for the holder of its query code. For a report, all except `progress` and the ending is null or not shown. */
export interface Course {
  readonly pass: string;
  /** A filing that was received and not registered; it has no number. */
  readonly pending: {
    readonly state: string;
    readonly reasonName: string | null;
    readonly ofNumber: string | null;
    readonly decidedOn: string | null;
  } | null;
  readonly number: string | null;
  readonly registeredOn: string | null;
  readonly receivedOn: string;
  readonly kind: string | null;
  readonly summary: string | null;
  readonly ofMember: boolean | null;
  readonly leftOn: string | null;
  /** For the code of a successor: the day of the succession. */
  readonly succeededOn: string | null;
  readonly progress: string;
  /** Numbers of the parts if the letter was split. */
  readonly partNumbers: readonly string[] | null;
  /** Their codes are taken here, since no name was left. */
  readonly takesPartCodes: boolean;
  readonly liveKey: string | null;
  readonly stage: string | null;
  readonly stageName: string | null;
  /** How it ended without an answer; null if it did not. */
  readonly outcome: string | null;
  /** The outcome of the answer in words; null until there is an answer. */
  readonly resultName: string | null;
  /** Where to go if the matter ended with guidance. */
  readonly pointedTo: {
    readonly organ: string;
    readonly basis: string | null;
    readonly place: string | null;
    readonly limits: readonly string[];
  } | null;
  readonly organ: { readonly name: string } | null;
  readonly services: readonly { readonly wayName: string; readonly servedOn: string | null }[] | null;
  readonly nextRight: NextRight | null;
  /** What the petition asks for. */
  readonly requests: readonly { readonly id: string; readonly text: string }[];
  /** The opinion, once it was served on the holder. */
  readonly answer: {
    readonly title: string;
    readonly number: string;
    readonly issuedOn: string;
    readonly issuer: string;
    readonly facts: string;
    readonly evidence: readonly string[];
    readonly outcomes: readonly {
      readonly requestId: string;
      readonly outcomeName: string;
      readonly answer: string;
      readonly basis: readonly string[];
    }[];
    readonly executeBy: string | null;
    readonly performer: string | null;
    readonly remedy: readonly string[];
  } | null;
  /** The mediation that the holder takes part in, or is asked to. */
  readonly mediation: Mediation | null;
  readonly promises: readonly Promised[] | null;
  readonly mayProposeMediation: boolean | null;
  readonly publications: readonly OfPublication[] | null;
  readonly reviewRight: ReviewRight | null;
  /** Null while it cannot be loaded. */
  readonly reviews: readonly Review[] | null;
  /** Null while they cannot be loaded. */
  readonly hearings: readonly TrackedHearing[] | null;
  readonly hearingRight: HearingRight | null;
  readonly withdrawal: {
    readonly declaredOn: string;
    readonly confirmedOn: string | null;
    readonly revocableUntil: string | null;
  } | null;
  readonly guidance: {
    readonly text: string;
    readonly papers: readonly string[];
    readonly basis: readonly string[];
    readonly channel: {
      readonly title: string;
      readonly body: string;
      readonly note: string | null;
      readonly limits: readonly Limit[];
    };
  } | null;
  readonly supplementRequest: {
    readonly items: readonly string[] | null;
    readonly answerBy: string;
    readonly organ: { readonly name: string } | null;
  } | null;
  /** Material that was added since, at the desk and online. */
  readonly supplements: readonly { readonly receivedOn: string; readonly files: number }[] | null;
  readonly clocks: readonly Clock[] | null;
  readonly history:
    | readonly { readonly on: string; readonly actor: string; readonly act: string; readonly actName: string; readonly basis: string }[]
    | null;
}

const CONTACT = '{ id name address phone }';
export const REVIEW_RIGHT = `{ level levelName lastDay provisional papers source explanation { text source } organs ${CONTACT} online }`;

const SHOWN = `{
  pass pending { state reasonName ofNumber decidedOn } number registeredOn receivedOn kind summary ofMember leftOn succeededOn progress partNumbers takesPartCodes liveKey stage stageName outcome resultName
  pointedTo { organ basis place limits }
  organ { name }
  services { wayName servedOn }
  nextRight { title lastDay provisional to papers source explanation { text source } }
  requests { id text }
  answer { title number issuedOn issuer facts evidence outcomes { requestId outcomeName answer basis } executeBy performer remedy }
  reviewRight ${REVIEW_RIGHT}
  reviews { levelName filedOn receivedOn stateName organ ${CONTACT} requests facts lateReason dueOn explanation { text source } dispositionName
    opinion { title number issuedOn facts ground basis outcomes { requestId outcomeName answer basis } executeBy remedy } }
  mediation { state stateName dispute others willing mediator meetingOn meetingAt place reason }
  promises { id text by dueOn stateName mayReport }
  mayProposeMediation
  publications { documentId title issuedOn byLaw agrees publishedOn publicationId mayAgree }
  hearings ${HEARINGS}
  hearingRight ${HEARING_RIGHT}
  withdrawal { declaredOn confirmedOn revocableUntil }
  guidance { text papers basis channel { title body note limits { ${LIMIT} } } }
  supplementRequest { items answerBy organ { name } }
  supplements { receivedOn files }
  clocks { id term title state stateName effectiveDue provisional source explanation { text source } }
  history { on actor act actName basis }
}`;

export const BY_CODE = `query ($code: String!, $secret: String!) { course: trackPetition(queryCode: $code, secret: $secret) ${SHOWN} }`;
export const BY_PASS = `query ($pass: String!) { course: trackedPetition(pass: $pass) ${SHOWN} }`;
