import type { Facts, Grant } from '@sunshine/access';
import type { ActLaw, Clock, ClockAct } from '@sunshine/clocks';
import type { Act, NewEvent, RelationMove, Role } from '@sunshine/events';
import type { Day } from '@sunshine/procedure';
import type { EntityManager } from 'typeorm';

/** What every act on a matter takes. */
export interface ActRequest {
  readonly requestId?: string | null;
  readonly expectedVersion?: number | null;
  readonly petitionId: string;
  /** Legal day of the act. */
  readonly on?: Day | null;
  /** 承办人及电话 for the paper that the act issues. */
  readonly officer?: string | null;
}

/** What an act of the petitioner takes: the pass of `trackPetition` is the right to it. */
export interface PassInput {
  readonly requestId?: string | null;
  readonly expectedVersion?: number | null;
  readonly pass: string;
  /** What else is part of the request. */
  readonly [given: string]: unknown;
}

/** What an act takes that is the officer's by a right, or the petitioner's by the pass. */
export interface OfficerOrPassInput extends Omit<ActRequest, 'petitionId' | 'officer'> {
  readonly petitionId?: string | null;
  readonly pass?: string | null;
}

/** The answer of an act; the graph reads the rest of the petition by its id. */
export interface Acted {
  readonly id: string;
}

/** What the lifecycle itself reads of a matter. */
export interface Matter {
  /** Of the petition: the key of rights, clocks and events. */
  readonly id: string;
  /** Six digits; chooses pack and calendar. */
  readonly division: string;
  /** One more with each act; left out where a service does not count. */
  readonly version?: number;
}

/** A matter under its lock, with what else `load` read for the act. */
export interface Found {
  readonly state: Matter;
  /** What the right of the officer is judged by; null where no officer acts. */
  readonly facts: Facts | null;
}

/** An act of the petitioner, by the tracking pass. */
export interface PetitionerAct extends Act {
  readonly personId: null;
  /** The member of a joint petition whose pass it is; null for the pass of the petition itself. */
  readonly petitionerId: string | null;
}

/** Who acts: an officer by a right, or the petitioner by the pass (`grant` null). */
export interface Doer {
  readonly act: string;
  readonly personId: string | null;
  readonly petitionerId: string | null;
  readonly grant: Grant | null;
  /** Today. */
  readonly on: Day;
  /** One of several petitions of one act. */
  readonly among: boolean;
}

/** What a rule finds: what `load` read, and the act. `clocks` holds those of the matter, ended ones too; none where the plan says so. */
export type Given<F extends Found, A> = F & {
  readonly clocks: readonly Clock[];
  readonly law: ActLaw;
  readonly act: A;
};

/** What the lifecycle carries out of a decision; `save` of the service writes the rest. */
export interface Decided<S = Matter> {
  /** The matter afterwards; left out where it stays as it was. */
  readonly state?: S;
  readonly events: readonly NewEvent[];
  readonly clocks?: readonly ClockAct[];
  readonly relations?: readonly RelationMove[];
  /** Another petition whose course tells of it as well. */
  readonly alsoOf?: string;
  /** Events of other petitions that the act brings about, where nothing may tell of one in the course of the other. */
  readonly elsewhere?: readonly { readonly petitionId: string; readonly events: readonly NewEvent[] }[];
  /** Ids and facts that the act answers, kept for a repeat of the request; left out: the petition's id as `Acted`. */
  readonly answer?: unknown;
}

/** Between which days an act may be dated. */
export interface Dates {
  /** Null: today. */
  readonly on?: Day | null;
  /** Day of the act it follows, inclusive. */
  readonly notBefore: Day | null;
  /** What came on paper may be entered after its day. */
  readonly paperChannel: boolean;
}

/** Identity of a paper that the act may issue: its id, and the next number of the organ's register; empty where the act issues none. */
export interface PaperIds {
  readonly documentId: string;
  readonly number: string;
}

/** What a service's table of acts says of one, as far as the lifecycle reads it. */
export interface ActRow {
  /** The kinds of paper that it may issue. */
  readonly paper?: readonly string[];
  /** False: its rule reads no clock and stops none. */
  readonly clocks?: false;
}

export interface Plan<F extends Found, A, D extends Decided<F['state']>, P = undefined> {
  /** Organs besides the officer's own that the rule reads; the first is the addressee. Null: none is named. */
  readonly organIds?: readonly (string | null)[];
  /** By which role a person acts who has several rights to the act; left out, null: by the first of the matrix. */
  readonly role?: (state: F['state'], personId: string) => Role | null;
  /** Legal day of the act and the day it may not come before, where they are not those of every act. */
  readonly day?: (state: F['state'], tx: EntityManager) => Dates | Promise<Dates>;
  /** Reads under the lock, on the legal day, what the rule needs besides the matter; `decide` gets what it answers. */
  readonly prepare?: (tx: EntityManager, state: F['state'], act: A) => Promise<P>;
  /** The kind of paper the act issues and numbers, null for none; left out: the only one of its row. */
  readonly paper?: string | null | ((state: F['state'], prepared: P) => string | null);
  readonly decide: Decide<F, A, D, P>;
}

/** The rule of an act. It is asked twice where the act issues a paper: what is refused must not use up a number. */
export type Decide<F extends Found, A, D extends Decided<F['state']>, P = undefined> = (
  given: Given<F, A>,
  ids: PaperIds,
  prepared: P,
) => D;

/** Whose pass it is: of a petition, or of one member of it. */
export interface PassHolder {
  readonly petitionId: string;
  readonly petitionerId: string | null;
}

/** An act by the pass. */
export interface PassPlan<F extends Found, D extends Decided<F['state']>, P = undefined> {
  /** The petition on which the act is done, where it is another than that of the pass. */
  readonly at?: (holder: PassHolder) => Promise<PassHolder>;
  readonly prepare?: (tx: EntityManager, state: F['state'], act: PetitionerAct) => Promise<P>;
  readonly decide: (given: Given<F, PetitionerAct>, prepared: P) => D;
}

/** An act of an officer, or of the petitioner by the pass; it reads no clock of an officer's. */
export interface OfficerOrPassPlan<F extends Found, A, D extends Decided<F['state']>, P = undefined> {
  /** As in `PassPlan`. */
  readonly at?: (holder: PassHolder) => Promise<PassHolder>;
  /** As in `Plan`; by the pass it is today. */
  readonly day?: (state: F['state'], tx: EntityManager) => Dates | Promise<Dates>;
  readonly prepare?: (tx: EntityManager, state: F['state'], act: A | PetitionerAct) => Promise<P>;
  readonly decide: (given: Given<F, A> | Given<F, PetitionerAct>, prepared: P) => D;
}

/** A petition of an act on several, besides that of the input. */
export interface Member {
  readonly petitionId: string;
  readonly expectedVersion?: number | null;
  /** Judged by the rule of the act alone: the officer needs no right to this one. */
  readonly free?: true;
}

export interface GroupPlan<F extends Found, A, D extends Decided<F['state']>, P = undefined> {
  /** The other petitions of the act, in the order in which `decide` takes them. */
  readonly others: (tx: EntityManager) => Promise<readonly Member[]>;
  /** As in `Plan`, for all petitions of the act. */
  readonly prepare?: (tx: EntityManager, states: readonly F['state'][]) => Promise<P>;
  /** A decision for each petition, that of the input first. */
  readonly decide: (group: readonly [Given<F, A>, ...Given<F, A>[]], prepared: P) => readonly D[];
}

/** What was decided on one matter, to be written. */
export interface Written<F extends Found, A, D extends Decided<F['state']>> {
  readonly found: F;
  readonly act: A;
  /** The clocks `decide` was given. */
  readonly clocks: readonly Clock[];
  readonly decision: D;
}

/** Numbers of the papers of an organ. */
export interface PaperNumbers<A> {
  /** The number that a paper is tried with before one is taken. */
  blank(act: A): string;
  take(act: A, kind: string, documentId: string): Promise<string>;
  /** Gives back the number of a paper that was not written. */
  release(documentId: string): Promise<void>;
}
