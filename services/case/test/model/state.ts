import type { Channel, Exit, InquiryKind, OpinionOutcome, Outcome, PetitionKind, Role, Stage } from '@sunshine/events';
import type { Day, Disposition } from '@sunshine/procedure';
import type { PlacedOrgan } from '../../src/domain/routing/designation.js';
import type { ActName } from '../../src/domain/acts.js';

export interface ModelClock {
  readonly term: string;
  subject: string;
  from: Day;
  nominal: Day;
  due: Day;
  extended: number;
  ended: 'met' | 'cancelled' | 'lapsed' | null;
  why: string | null;
  /** The day of the paper, for a term without days of its own. */
  paper: Day | null;
}

export interface Officer {
  readonly id: string;
  readonly roles: readonly Role[];
  /** Null: a role of the whole node. */
  readonly organ: PlacedOrgan | null;
  /** Named in writing to issue notices. */
  readonly delegated: boolean;
}
export const PETITIONER = 'petitioner';

/** What an act is told; only what the law weighs. */
export interface What {
  readonly n: number;
  readonly to: PlacedOrgan;
  readonly day: Day;
  readonly assigned: boolean;
  readonly yes: boolean;
  readonly exit: Exit;
  readonly outcomes: readonly OpinionOutcome[];
  readonly adopted: 'adopted' | 'partly_adopted' | 'not_adopted';
  readonly petitioner: string;
  readonly undelivered: boolean;
  readonly paper: string | null;
  readonly form: InquiryKind;
  readonly ground: string;
  readonly stage: Stage;
  readonly reason: 'DEFECT' | 'NEW_FACTS' | 'NON_EXECUTION' | 'BROKEN_PROMISE';
  readonly officer: string;
  readonly days: number;
  /** What a review decides, and on which ground where it does not uphold. */
  readonly disposition: Disposition;
  readonly reviewGround: 'facts_unclear' | 'procedure_broken' | 'not_acceptable';
  /** Two who are named to investigate a review. */
  readonly investigators: readonly [string, string];
  readonly id: string;
  readonly inside: boolean;
  readonly organs: readonly PlacedOrgan[];
  /** Ids of further records of the act. */
  readonly more: readonly [string, string];
}

export interface Command {
  readonly act: ActName;
  readonly by: Officer | typeof PETITIONER;
  readonly on: Day;
  readonly what: What;
  /** A defect of the input: whatever the matter, the act is refused, and for no other reason than these codes where it were lawful. */
  readonly flaw: readonly string[] | null;
}

export interface Transfer {
  readonly id: string;
  readonly kind: 'TRANSFER' | 'ASSIGNMENT' | 'LETTER' | 'HAND_DOWN' | 'HAND_OVER' | 'DESIGNATION' | 'AVOIDANCE';
  readonly from: string;
  readonly by: string;
  head: boolean;
  readonly day: Day | null;
  readonly former: Pick<Model, 'at' | 'since' | 'sender' | 'assigner'> & { readonly stage: 'registered' | 'received' };
  /** The report that the sender owed. */
  readonly owed: ModelClock | null;
}

export interface IssuedByModel {
  readonly id: string;
  readonly kind: string;
  readonly organ: string;
  readonly toPetitioner: boolean;
  voided: boolean;
  readonly served: Set<string>;
}

export interface ModelOpinion {
  id: string;
  state: 'drafted' | 'returned' | 'checked' | 'issued';
  by: string;
  outcomes: readonly OpinionOutcome[];
  executeBy: Day | null;
  performer: string | null;
  paper: string | null;
  /** Given by web, SMS or telephone. */
  spoken: boolean;
  legacy: boolean;
  /** Who checked it and who issued it. */
  checkedBy?: string | null;
  issuedBy?: string | null;
  /** What a person said of this text beside the one that was revoked. */
  compared?: Compared;
}

/** Whether a redone text is nearly what was revoked; null: nobody has compared it since it was drafted. */
export type Compared = 'same' | 'different' | null;

/** Who carries on for the dead: an heir, who is a petitioner too; nobody yet; nobody. */
export type Ended = 'FOUND' | 'SEARCHING' | 'NONE_FOUND' | 'WAIVED';

/** A request for 复查 or 复核. */
export interface ModelReview {
  readonly id: string;
  readonly level: 'review' | 'rereview';
  readonly petitioner: string;
  readonly organ: string;
  readonly chosen: string | null;
  /** Receipt there. */
  readonly on: Day;
  state: 'misdirected' | 'passed_on' | 'late' | 'admitted' | 'refused' | 'withdrawn' | 'decided' | 'served' | 'cancelled' | 'replaced';
  /** The first day: it decides whether it is in time. */
  readonly first: Day;
  /** Papers were asked for, until this day. */
  papers: Day | null;
  refusal: { id: string; by: string; checkedBy: string | null; ground: string } | null;
  /** Last effective day of the right. */
  readonly lastDay: Day;
  /** What it is aimed at: the opinion, of a re-review the paper of the review. */
  readonly attacked: string;
  /** Named to investigate it. */
  investigators: readonly string[];
  /** The file was asked of this organ. */
  file: { readonly from: string; handed: boolean } | null;
  /** The answer, one for all requests that it answers. */
  answer: ModelAnswer | null;
  /** A re-review revoked the answer: it is to be given anew, and after some grounds not nearly the same. */
  redo: { readonly ban: boolean } | null;
}

/** 维持, 变更, 撤销: what a review decides. */
export interface ModelDecision {
  readonly disposition: Disposition;
  /** Of a revocation, unless the matter should not have been accepted. */
  readonly redoDays: number | null;
  /** The redo may not say nearly the same. */
  readonly ban: boolean;
  /** Of a change. */
  readonly outcomes: readonly OpinionOutcome[];
  readonly executeBy: Day | null;
}

export interface ModelAnswer extends ModelDecision {
  readonly level: ModelReview['level'];
  readonly organ: string;
  paper: string;
  /** Of its issue. */
  readonly on: Day;
  /** How the matter ended before. */
  readonly formerOutcome: Outcome | null;
  /** The days on which somebody was served with it. */
  readonly services: Day[];
  /** Whom it has reached, and when. */
  readonly reached: Map<string, Day>;
  /** Served on the organ whose opinion it is about. */
  organServed: boolean;
}

/** What a reviewer writes of the requests that it answers together. */
export interface ModelText extends ModelDecision {
  readonly organ: string;
  readonly level: ModelReview['level'];
  state: 'drafted' | 'returned' | 'checked' | 'issued';
  by: string;
  checkedBy: string | null;
  issuedBy: string | null;
  /** The requests that it answers. */
  reviews: readonly string[];
  compared: Compared;
}

export interface Model {
  kind: PetitionKind;
  channel: Channel;
  unclear: boolean;
  registrar: PlacedOrgan;
  received: Day;
  petitioners: readonly string[];
  /** The first petitioner died before anything was done; who carries on. */
  ended: Ended | null;
  /** That entry is to be taken back, and whom it made an heir has been served, heard or settled with. */
  revocation: { readonly by: string } | null;
  heirMet: boolean;
  /** An officer compared it with a finished matter: same facts and reasons. */
  compared: boolean;
  /** It compared it with a matter in hand at an organ below: the same, and of a petitioner in common. */
  pendingElsewhere: boolean;
  /** The desk has prepared the parts, a claim and a report; or somebody has proposed them. */
  split: 'prepared' | { readonly by: string } | null;
  at: PlacedOrgan;
  since: Day;
  sender: string | null;
  assigner: string | null;
  stage: Stage;
  exit: Exit | null;
  outcome: Outcome | null;
  clocks: ModelClock[];
  transfer: Transfer | null;
  former: Transfer[];
  objection: {
    by: string;
    state: 'proposed' | 'raised';
    /** Null: a body outside had sent it. */
    transfer: Transfer | null;
    decision: { by: string; yes: boolean; to: PlacedOrgan; day: Day | null } | null;
  } | null;
  keeping: { by: string } | null;
  kept: boolean;
  pointing: { by: string; to: PlacedOrgan } | null;
  /** Put before the own Party committee or government: the step at which the bureau had it. */
  submitted: 'registered' | 'received' | null;
  handOver: { by: string; state: 'proposed' | 'sent' | 'received'; to: PlacedOrgan } | null;
  /** Whom a report accuses: looked up by one, confirmed by another. */
  identification: { by: string } | null;
  identified: boolean;
  feedback: boolean;
  /** The steps at which the body that has the report gave its answer. */
  answeredAt: Set<Stage>;
  /** It came from another organ, not because that one had to step aside. */
  sent: boolean;
  proposal: { id: string; by: string; exit: Exit; corrects: boolean } | null;
  /** A decision of the organ on the exit stands; whether the petitioner has the guidance notice. */
  decided: { told: boolean; on: Exit } | null;
  leading: { by: string; exit: Exit } | null;
  ledIn: boolean;
  /** Its organ, a political-legal one, took it into its own procedure. */
  tookItself: boolean;
  performance: { by: string; as: 'performed' | 'answered' } | null;
  performed: string | null;
  refusal: { id: string; by: string; as: 'refused_acceptance' | 'refused_refiling' } | null;
  refused: string | null;
  study: readonly string[] | null;
  replied: boolean;
  /** On the fast track; `enquiry`: it asks, and may be explained to. */
  fast: boolean | 'enquiry';
  /** A petitioner was heard, or it is on file why not; and the facts were looked into. */
  heard: boolean;
  inquired: boolean;
  opinion: ModelOpinion | null;
  services: Map<string, Day | null>;
  extension: { id: string; by: string; days: number; judged: 'approved' | 'declined' | null } | null;
  assistance: { readonly id: string; readonly organ: string; state: 'asked' | 'answered' | 'ended' }[];
  countersigns: {
    readonly id: string;
    readonly organ: string | null;
    readonly opinion: string;
    state: 'asked' | 'signed' | 'objected';
    signer: string | null;
  }[];
  performer: string | null;
  options: { by: string } | null;
  commitment: boolean;
  instructions: Set<string>;
  report: boolean;
  reported: boolean;
  execution: { by: string; organ: string; on: Day; state: 'recorded' | 'checked' | 'sent_back' } | null;
  completion: { ground: string; by: string } | null;
  closedFrom: Stage | null;
  archiveDue: boolean;
  withdrawal: { by: string; state: 'declared' | 'confirmed'; on: Day; until: Day } | null;
  /** `petitioner`: who is its first party; the organ is its second. */
  mediation: { readonly petitioner: string; willing: readonly [boolean | null, boolean | null] } | null;
  settlement: { id: string; petitioner: string; stage: Stage; state: 'standing' | 'performed' | 'broken' } | null;
  /** The opinion was redone on an order: reviews and rights as they stood before, which come back where its paper is none. */
  beforeRedo: { readonly reviews: ReadonlyMap<ModelReview, ModelReview['state']>; readonly clocks: readonly ModelClock[] } | null;
  settlements: Map<string, { petitioner: string; stage: Stage; state: 'standing' | 'performed' | 'broken' }>;
  promises: { readonly id: string; readonly settlement: string; readonly day: Day; state: 'open' | 'performed' | 'broken' }[];
  recusals: { readonly id: string; readonly officer: string; readonly by: string; readonly above: string | null }[];
  recused: Set<string>;
  task: { readonly officer: string; readonly day: Day } | null;
  crossing: boolean;
  accepted: boolean;
  visited: Set<Stage>;
  papers: IssuedByModel[];
  reviews: ModelReview[];
  texts: ModelText[];
  /** Who looked into the matter or was given it, at any organ that had it. */
  workers: Set<string>;
}

/** Acts on several petitions have their own properties (groups.unit.spec.ts, reviewing/taking.unit.spec.ts); all others stand here. */
export const SEVERAL = ['mergePetitions', 'confirmMerge', 'unmergePetitions', 'confirmUnmerge', 'takeAsReview'] as const;
export type ModelledAct = Exclude<ActName, (typeof SEVERAL)[number]>;
