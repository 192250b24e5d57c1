import type { Act, Exit, NewEvent, OrganKind, Outcome, PetitionKind, RelationMove, Role, ServiceWay, Stage } from '@sunshine/events';
import type { Calendar, Day, RulePack, Span, Term } from '@sunshine/procedure';
import type { Answer } from './answer.js';
import type { CaseRecord } from './records.js';

export type { Answer };

/** A petition as `case`, the only decider of its stage, keeps it. Names, addresses and case text of the petitioner stay with intake. */
export interface PetitionState {
  readonly id: string;
  /** 1 when opened, one more with each act. */
  readonly version: number;
  readonly number: string;
  readonly kind: PetitionKind;
  /** May be a channel that only a newer desk knows. */
  readonly channel: string;
  readonly division: string;
  /** Receipt by the first organ: the legal start of the whole course. */
  readonly receivedOn: Day;
  readonly registeredOn: Day;
  readonly registeringOrganId: string;
  /** Where the matter is now. */
  readonly organId: string;
  /** May be a kind that only a newer directory knows: then it counts as no bureau and is exempt from nothing. */
  readonly organKind: string;
  /** Receipt by that organ. */
  readonly organReceivedOn: Day;
  /** The node in charge of it, where that is another one; null: this one. */
  readonly heldBy: string | null;
  /** The bureau that sent it there; null for a matter brought directly. */
  readonly senderId: string | null;
  /** Set where the sender assigned it and waits for a report. */
  readonly assignerId: string | null;
  readonly reportBy: Day | null;
  readonly reportedOn: Day | null;
  readonly stage: Stage;
  readonly exit: Exit | null;
  readonly outcome: Outcome | null;
  readonly addressUnclear: boolean;
  readonly requestIds: readonly string[];
  readonly petitionerIds: readonly string[];
  /** Those of them whom the others chose to speak for them. */
  readonly representativeIds: readonly string[];
  /** Organs and persons a report accuses, or the units a complaint about staff complains of; two people add to them. */
  readonly accusedIds: readonly string[];
  /** How many are accused in words alone; null: it was never told. */
  readonly accusedInWords: number | null;
  /** Organs whose name stands in those words and of which two people have not denied that they are meant. */
  readonly namedIds: readonly string[];
  /** A complaint about the conduct of staff (打击报复、作风): handled above their unit. */
  readonly staffConduct: boolean;
  /** The officer of the organ in charge who acted on it last. */
  readonly handlerId: string | null;
  /** Day of the latest fact: no act may be dated before the one it follows. */
  readonly latestOn: Day;
  readonly acceptedOn: Day | null;
  readonly closedOn: Day | null;
  readonly extension: Extension | null;
  /** The latest one; a reopened matter may get another. */
  readonly opinion: Opinion | null;
  /** Services of that opinion, in order of entry. */
  readonly deliveries: readonly Delivery[];
  readonly completion: Completion | null;
  /** 首办责任单位: set once by the first acceptance, changed by an upheld objection or a designation alone. */
  readonly firstHandlingUnitId: string | null;
  /** The petition it is handled with after a merge. */
  readonly mergedInto: string | null;
  /** The petition it was split from. */
  readonly splitFrom: string | null;
  readonly records: readonly CaseRecord[];
}

export interface Extension {
  readonly id: string;
  readonly days: number;
  readonly reason: string;
  readonly requestedBy: string;
  readonly requestedOn: Day;
  readonly approvedBy: string | null;
  readonly approvedOn: Day | null;
  /** What the head granted, be it other than `days` that were asked; null before, and of extensions from before this was kept. */
  readonly grantedDays: number | null;
  readonly declinedBy: string | null;
  readonly declinedOn: Day | null;
  readonly declineReason: string | null;
}

export type OpinionState = 'drafted' | 'returned' | 'checked' | 'issued';

export interface Opinion {
  readonly id: string;
  readonly revision: number;
  readonly state: OpinionState;
  readonly facts: string;
  readonly evidence: readonly string[];
  readonly answers: readonly Answer[];
  readonly executeBy: Day | null;
  readonly performerId: string | null;
  readonly draftedBy: string;
  readonly checkedBy: string | null;
  readonly issuedBy: string | null;
  /** By the checker, or by the person who returned it last. */
  readonly remark: string | null;
  readonly documentId: string | null;
  readonly dispatchedOn: Day | null;
  /** An old reply brought in by import: exempt from document parts. */
  readonly legacy: boolean;
}

/** What shows that a paper went out or arrived (law 18; CPL 87-90, 95 by analogy). */
export interface Proof {
  readonly signature?: string | null;
  readonly witness?: string | null;
  readonly relation?: string | null;
  /** 授权委托书 or the written naming of a receiver. */
  readonly mandate?: string | null;
  readonly receiptNumber?: string | null;
  readonly consent?: string | null;
  /** The paper the consent was given for; null: the one that is served. */
  readonly consentDocumentId?: string | null;
  /** File of the signed 送达回证. */
  readonly receiptFileId?: string | null;
  readonly photo?: string | null;
  readonly attempts?: readonly string[] | null;
}

/** 送达: how a paper reached one petitioner. */
export interface Delivery {
  readonly id: string;
  /** Null for service of a paper that is no opinion. */
  readonly opinionId: string | null;
  readonly documentId: string | null;
  readonly petitionerId: string;
  /** The representative who received for this petitioner; null: received by himself. */
  readonly throughId: string | null;
  readonly way: ServiceWay;
  /** Null: could not be delivered; the petitioner's right has not started. */
  readonly servedOn: Day | null;
  readonly proof: Proof;
}

export interface Completion {
  readonly ground: string;
  readonly proposedBy: string;
  readonly proposedOn: Day;
  readonly verifiedBy: string | null;
}

/** A running or ended clock as far as the rules read it. */
export interface ClockFact {
  readonly term: string;
  readonly subject: string | null;
  readonly packHash: string;
  readonly startedOn: Day;
  /** The fact that started it, if it is not the usual one of the term. */
  readonly startFact?: string | null;
  readonly nominalDue: Day;
  readonly effectiveDue: Day;
  readonly extendedBy: number;
  /** Days left out of the count. */
  readonly pauses?: readonly Span[];
  readonly ended: 'met' | 'cancelled' | 'lapsed' | null;
  readonly endedOn?: Day | null;
  /** Why it was cancelled, e.g. `not_used`. */
  readonly endReason?: string | null;
}

/** What an act does to clocks; libs/clocks carries it out. */
export type ClockMove =
  | {
      readonly do: 'start';
      readonly petitionId: string;
      readonly term: Term;
      readonly subject: string;
      readonly startedOn: Day;
      /** Where another fact than the usual one of the term starts it: CAP_START. */
      readonly startFact?: string;
      readonly dueOn?: Day;
      readonly recordId?: string;
    }
  | {
      /** A start fact of another day than entered; `former` is the day it was entered with. */
      readonly do: 'restart';
      readonly petitionId: string;
      readonly term: Term;
      readonly subject: string;
      readonly former: Day;
      readonly startedOn: Day;
      readonly startFact?: string;
      readonly article: string;
    }
  | {
      readonly do: 'extend';
      readonly petitionId: string;
      readonly term: Term;
      readonly subject?: string;
      readonly days: number;
      readonly article: string;
      readonly on: Day;
    }
  | {
      /** Leaves days out of the count, both inclusive. */
      readonly do: 'pause';
      readonly petitionId: string;
      readonly term: Term;
      readonly subject: string;
      readonly from: Day;
      readonly to: Day;
      readonly article: string;
    }
  | {
      /** Ends the pause that covers `on`, its last day. */
      readonly do: 'resume';
      readonly petitionId: string;
      readonly term: Term;
      readonly subject: string;
      readonly on: Day;
      readonly article: string;
    }
  | {
      /** Takes back the pause that begins on `from`. */
      readonly do: 'unpause';
      readonly petitionId: string;
      readonly term: Term;
      readonly subject: string;
      readonly from: Day;
      readonly article: string;
    }
  /** `subject` tells promises of a settlement apart, `recordId` own dates of one organ; left out: the clock of the term, whoever's it is. */
  | {
      readonly do: 'stop';
      readonly petitionId: string;
      readonly term: Term;
      readonly subject?: string;
      readonly recordId?: string;
      readonly on: Day;
      readonly article?: string;
    }
  | {
      readonly do: 'cancel';
      readonly petitionId: string;
      readonly term: Term;
      readonly subject?: string;
      readonly recordId?: string;
      readonly on: Day;
      readonly reason: string;
    };

/** The law of one act: the pack in force for the division on a day, packs by hash for clocks that run, the newest calendar. */
export interface ActLaw {
  packOn(day: Day): RulePack;
  packOf(hash: string): RulePack;
  readonly calendar: Calendar;
}

export interface Organ {
  readonly id: string;
  readonly kind: OrganKind;
  readonly name: string;
  readonly shortName: string;
  readonly closedOn: Day | null;
  /** Where petitioners reach it; null where nobody has entered it. */
  readonly contactPhone: string | null;
}

/** An act with the officer who does it: a person, the organ acted for, and the right it rests on. */
export interface CaseAct extends Act {
  readonly personId: string;
  readonly organ: Organ;
  readonly role: Role;
  /** 承办人及电话 as it stands on a paper of this act; null: the organ’s officers, with its telephone. */
  readonly officer?: string | null;
}

/** An act of the petitioner, by the tracking pass. */
export interface PetitionerAct extends Act {
  readonly personId: null;
  /** The member of a joint petition whose pass it is; null or left out for the pass of the petition itself. */
  readonly petitionerId?: string | null;
}

/** What a command finds: the petition, all its clocks, the law. */
export interface Given {
  readonly state: PetitionState;
  readonly clocks: readonly ClockFact[];
  readonly law: ActLaw;
  readonly act: CaseAct;
}

export interface PetitionerGiven extends Omit<Given, 'act'> {
  readonly act: PetitionerAct;
}

/** A paper that was issued: its body is canonical JSON, its number stands in the organ's register. */
export interface Paper {
  readonly id: string;
  /** Key of the pack's document table. */
  readonly kind: string;
  readonly number: string | null;
  readonly organId: string;
  readonly issuedOn: Day;
  readonly body: Readonly<Record<string, unknown>>;
}

/** A line of the course: what was done and on what article. */
export interface HistoryLine {
  /** Of case or of the desk; `decided` and the desk's own lines take no other. */
  readonly act: string;
  readonly basis: string;
  readonly part: 'proposal' | 'confirmation' | null;
  readonly remark: string | null;
}

export interface Decision {
  readonly state: PetitionState;
  readonly events: readonly NewEvent[];
  readonly clocks: readonly ClockMove[];
  readonly papers: readonly Paper[];
  /** Services of papers that are no opinion; those of the opinion stand in the state. */
  readonly paperDeliveries?: readonly Delivery[];
  readonly voids?: readonly VoidedPaper[];
  readonly relations: readonly RelationMove[];
  readonly line: HistoryLine;
}

/** Identity of a paper about to be issued, chosen by the caller: its id and the next number of the organ's register. */
export interface PaperIds {
  readonly documentId: string;
  readonly number: string;
}

/** A paper taken out of use: it stays on file and in the register, with its reason. */
export interface VoidedPaper {
  readonly documentId: string;
  readonly on: string;
  readonly reason: string;
  readonly byPersonId: string;
  /** The paper with the same text under another number; null where an act issues it anew. */
  readonly replacedById: string | null;
}
