import type { Act, HearingStage, NewEvent } from '@sunshine/events';
import type { Calendar, Day, RulePack } from '@sunshine/procedure';
import type { ATTENDEE_NAMES } from '@sunshine/words';
import type { Bundle, MadeSection } from './bundle.types.js';
import type { Challenge, Involvement, Panel } from './panel.js';

/** The step of the matter's course at which it is heard. */
export const STAGE_NAMES = { handling: '办理', review: '复查', rereview: '复核' } as const satisfies Record<HearingStage, string>;

/** Where a hearing stands, in the order of its course; `refused` and `cancelled` end it before its time. */
export const HEARING_STATES = {
  requested: '已提出，待决定',
  proposed: '已拟决定，待负责人确认',
  refused: '不予听证',
  decided: '已决定听证',
  open: '正在进行',
  deliberating: '评议中',
  concluded: '已作出结论',
  cancelled: '已取消',
} as const;
export type HearingState = keyof typeof HEARING_STATES;

/** Those that may still be held: of one matter there is one at a time. */
export const STANDING: readonly HearingState[] = ['requested', 'proposed', 'decided', 'open', 'deliberating'];

/** 规范听证; 村级听证 at the place where people live, never streamed; 简易听证. */
export const FORMS = { formal: '规范听证', village: '村（社区）听证', simple: '简易听证' } as const;
export type Form = keyof typeof FORMS;

/** What may stand against a public hearing, or against any. */
export const CONTENTS = { state_secret: '国家秘密', business_secret: '商业秘密', privacy: '个人隐私' } as const;
export type Contents = keyof typeof CONTENTS;

export interface HearingDecision {
  readonly hold: boolean;
  /** Code of the pack's ground; null where it is held. */
  readonly ground: string | null;
  readonly reason: string;
  readonly contains: readonly Contents[];
  readonly proposedBy: string;
  readonly proposedOn: Day;
  readonly confirmedBy: string | null;
  readonly confirmedOn: Day | null;
  /** Instant of the confirmation: who came into the pool later is in no lot of this hearing. */
  readonly confirmedAt: string | null;
  /** Made and published with the decision, before anybody can know what it draws; null where it is not held. */
  readonly seed: string | null;
}

/** What a notice tells. `decision`: that a hearing is held, or refused; `notice`: time and place, new with each putting off. */
export const NOTICES = { decision: '听证决定书', notice: '听证通知书', cancellation: '取消听证通知书', conclusion: '听证结论' } as const;
export type NoticeKind = keyof typeof NOTICES;

export interface Notice {
  readonly id: string;
  readonly kind: NoticeKind;
  /** A petitioner, an organ or a member of the panel. */
  readonly to: string;
  readonly toKind: 'petitioner' | 'organ' | 'member';
  readonly way: string;
  readonly proof: Readonly<Record<string, unknown>>;
  readonly servedOn: Day;
  /** Of `notice`: the schedule it tells. */
  readonly round: number;
  /** The addressee's written consent to be told less than the pack's days before. */
  readonly waiver: string | null;
}

export interface Schedule {
  readonly roomId: string;
  /** UTC; the end exclusive. */
  readonly startsAt: string;
  readonly endsAt: string;
  /** Day of the start, Asia/Shanghai. */
  readonly on: Day;
  readonly public: boolean;
  readonly closedReason: string | null;
  readonly clerkIds: readonly string[];
  /** One more with each putting off. */
  readonly round: number;
  /** Why it was put off last. */
  readonly reason: string | null;
}

export interface Attendance {
  readonly id: string;
  /** Null for who has no account: then `name`. */
  readonly personId: string | null;
  readonly name: string | null;
  readonly part: keyof typeof ATTENDEE_NAMES | 'member' | 'clerk';
  /** Of a petitioner or an agent: which petitioner, or for which one; null: the clerk did not say. Left out before 2026-12. */
  readonly petitionerId?: string | null;
  readonly from: string;
  /** Null: still there. */
  readonly to: string | null;
}

export interface Conclusion {
  readonly text: string;
  readonly on: Day;
  readonly byPersonId: string;
  readonly round: number;
  /** Code of the option that the majority chose. */
  readonly result: string;
}

/** One vote: who is entitled is frozen when it begins. */
export interface Vote {
  readonly round: number;
  readonly question: string;
  readonly options: readonly string[];
  readonly entitled: readonly string[];
  readonly state: 'open' | 'counted' | 'stopped';
  /** Votes for each option, in their order; null until it is counted. */
  readonly counts: readonly number[] | null;
  /** Why it was stopped without a result. */
  readonly why: string | null;
}

export interface Hearing {
  readonly id: string;
  readonly stage: HearingStage;
  readonly organId: string;
  readonly state: HearingState;
  readonly form: Form;
  readonly by: 'petitioner' | 'organ';
  readonly petitionerId: string | null;
  readonly byPersonId: string | null;
  readonly requestedOn: Day;
  readonly reason: string;
  readonly newEvidence: string | null;
  /** Last day for the decision, inclusive; null where the organ moved it itself. */
  readonly decideBy: Day | null;
  readonly decision: HearingDecision | null;
  /** The decision was served, for the first time on any petitioner. */
  readonly serviceOn: Day | null;
  readonly panel: Panel | null;
  readonly challenges: readonly Challenge[];
  readonly schedule: Schedule | null;
  /** Heard after that one, on the same day or later. */
  readonly afterId: string | null;
  readonly notices: readonly Notice[];
  readonly attendance: readonly Attendance[];
  /** Entries of the minutes so far. */
  readonly entries: number;
  /** Kinds of entries there are. */
  readonly entryKinds: readonly string[];
  readonly votes: readonly Vote[];
  readonly conclusion: Conclusion | null;
  /** The file of the hearing; left out until it is closed. */
  readonly bundle?: Bundle;
  readonly ended: { readonly on: Day; readonly reason: string; readonly why: 'cancelled' | 'matter_ended' } | null;
}

/** An opinion on the matter that was issued, as case tells of it. */
export interface IssuedOpinion {
  readonly documentId: string;
  readonly stage: HearingStage;
  readonly number: string | null;
  /** SHA-256 of the paper's canonical JSON, hex; null where case did not tell it. */
  readonly hash: string | null;
  readonly issuedOn: Day;
}

/** A matter under its lock, with its hearings, oldest first. */
export interface MatterState {
  readonly id: string;
  readonly number: string | null;
  readonly division: string;
  readonly kind: string;
  /** Null until case has told it. */
  readonly stage: string | null;
  readonly exit: string | null;
  readonly organId: string | null;
  readonly closed: boolean;
  readonly mergedInto: string | null;
  readonly receivedOn: Day;
  /** Of a matter that leads a merge also those of the petitions that joined it: each is told by itself. */
  readonly petitionerIds: readonly string[];
  /** Organs that review the matter, or have reviewed it. */
  readonly reviewerIds: readonly string[];
  /** Who owes an opinion now, as case tells it; null: case of an earlier release has not told. */
  readonly inHand: readonly { readonly stage: string; readonly organId: string }[] | null;
  /** When the re-review was due before a hearing paused it, and is due now; null: case has not told. */
  readonly rereview: { readonly before: Day; readonly now: Day } | null;
  readonly hearings: readonly Hearing[];
  /** Opinions on it, oldest first. */
  readonly opinions: readonly IssuedOpinion[];
  /** By person. */
  readonly involved: Readonly<Record<string, readonly Involvement[]>>;
}

/** An act of an officer, with the organ it is done for. */
export interface HearingAct extends Act {
  readonly personId: string;
  readonly organId: string;
  readonly role: string;
}

interface Law {
  packOn(day: Day): RulePack;
  readonly calendar: Calendar;
}

/** What a rule reads: the matter, the law, and the act. */
export interface Given<A = HearingAct> {
  readonly state: MatterState;
  readonly law: Law;
  readonly act: A;
}

/** An act by the pass: no officer's. */
export type PassAct = Act & { readonly personId: null; readonly petitionerId: string | null };

export interface Entry {
  readonly number: number;
  readonly kind: string;
  readonly speaker: string | null;
  readonly text: string;
  /** SHA-256 of what was shown, hex. */
  readonly hash: string | null;
  /** The entry beside which this correction stands. */
  readonly corrects: number | null;
  /** Not shown to followers; a correction withholds its original too. Left out before 2026-12: shown. */
  readonly withheld?: boolean;
  readonly byPersonId: string;
  readonly at: string;
}

/** Somebody who may follow the sitting from outside the room (旁听): a person with an account, or a name with a code. */
export interface Follower {
  readonly id: string;
  /** Null for who has no account: then `name`, and a code. */
  readonly personId: string | null;
  readonly name: string | null;
  readonly byPersonId: string;
  readonly admittedAt: string;
  /** Null: may follow. */
  readonly endedAt: string | null;
  /** Why it was taken back. */
  readonly reason: string | null;
}

/** What an act of a hearing changes. */
export interface HearingDecided {
  readonly events: readonly NewEvent[];
  /** The hearing afterwards. */
  readonly hearing: Hearing;
  readonly entries?: readonly Entry[];
  readonly ballot?: Ballot;
  readonly follower?: Follower;
  /** What the panel weighed, in words that are sealed. */
  readonly sealed?: { readonly id: string; readonly kind: 'deliberation' | 'minority'; readonly byPersonId: string; readonly text: string };
  /** A section of the file that was bound. */
  readonly section?: MadeSection;
  readonly answer?: unknown;
}

/** One member's choice; it is sealed before it is kept. */
export interface Ballot {
  readonly round: number;
  readonly personId: string;
  /** Place of the option in the vote, from 0. */
  readonly choice: number;
}
