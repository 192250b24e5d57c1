import {
  MandateEnded,
  SuccessionRecorded,
  type NewEvent,
  type SuccessionCause,
  type SuccessionFinding,
  type SuccessionProof,
} from '@sunshine/events';
import type { Day } from '@sunshine/procedure';
import { SUCCESSION_PROOF_NAMES } from '@sunshine/words';
import { deskError } from '../desk.errors.js';
import type { DeskAct, DeskPetition } from '../desk-petition.js';
import { idOf, required } from '../desk-text.js';
import { petitionerOf, type PetitionerFields, type RegisteredPetitioner } from '../registration/registration.js';
import { holderError } from './holders.errors.js';
import { successionError } from './succession.errors.js';

/** Regulation and local rules say nothing of who carries on; 行政复议法 14 gives the right of the dead to the near relatives. */
const SOURCE = '本系统规则 承继（参照行政复议法 14、41）';
const MOST = 20;
const TEXT = 1000;

/** A petitioner as far as a succession weighs it. */
export interface Succeeded {
  readonly id: string;
  /** The day on which it died or was dissolved, as far as two people have read. */
  readonly endedOn: Day | null;
  /** Whom it succeeds; null for who filed the petition. */
  readonly succeeds: string | null;
  readonly leftOn: Day | null;
}

/** What shows that the petitioner has ended, and what that somebody succeeds it. */
const ENDING: Readonly<Record<SuccessionCause, readonly SuccessionProof[]>> = {
  DIED: ['DEATH_CERTIFICATE', 'HOUSEHOLD_CANCELLED', 'DEATH_DECLARED'],
  DISSOLVED: ['DEREGISTERED', 'MERGED_OR_DIVIDED'],
};
const SUCCEEDING: Readonly<Record<SuccessionCause, readonly SuccessionProof[]>> = {
  DIED: ['SUCCESSION'],
  DISSOLVED: ['SUCCESSION', 'MERGED_OR_DIVIDED'],
};

export interface SuccessionOf {
  readonly petitionerId: string;
  readonly cause: SuccessionCause;
  readonly endedOn: Day;
  readonly finding: SuccessionFinding;
  readonly proofs: readonly { readonly kind: SuccessionProof; readonly fileId: string }[];
  readonly successors?: readonly PetitionerFields[] | null;
  /** Where nobody was found: whom the desk asked, and where. */
  readonly search?: string | null;
}

export interface Succession {
  readonly id: string;
  readonly petitionId: string;
  readonly petitionerId: string;
  readonly cause: SuccessionCause;
  readonly endedOn: Day;
  readonly finding: SuccessionFinding;
  readonly proofs: readonly { readonly kind: SuccessionProof; readonly fileId: string }[];
  readonly search: string | null;
  readonly successorIds: readonly string[];
  readonly by: string;
}

/** What the desk knows of the petition when a succession is entered. */
export interface BeforeSuccession {
  readonly petitioners: readonly Succeeded[];
  /** The latest confirmed entry for the same petitioner. */
  readonly former: Pick<Succession, 'cause' | 'endedOn' | 'finding'> | null;
  readonly undecided: boolean;
}

const named = (kinds: readonly SuccessionProof[]): string => kinds.map((kind) => SUCCESSION_PROOF_NAMES[kind]).join('或者');

function checkProofs({ cause, endedOn, finding, proofs }: SuccessionOf, former: BeforeSuccession['former']): void {
  const [ending, succeeding] = [ENDING[cause], SUCCEEDING[cause]];
  const fitting: readonly SuccessionProof[] = [...ending, ...succeeding, 'WAIVER'];
  const other = proofs.findIndex(({ kind }) => !fitting.includes(kind));
  if (other >= 0) {
    const proof = SUCCESSION_PROOF_NAMES[(proofs[other] as SuccessionOf['proofs'][number]).kind];
    throw successionError('SUCCESSION_PROOF_OTHER_CAUSE', { source: SOURCE, details: { proof }, field: `proofs.${other}.kind` });
  }
  const has = (kinds: readonly SuccessionProof[]) => proofs.some(({ kind }) => kinds.includes(kind));
  const missing = (proof: string) => successionError('SUCCESSION_PROOF_MISSING', { source: SOURCE, details: { proof } });
  // Proved before, and the same is said of it now.
  const proved = former?.cause === cause && former.endedOn === endedOn;
  if (!proved && !has(ending)) throw missing(named(ending));
  if (finding === 'FOUND' && !has(succeeding)) throw missing(named(succeeding));
  if (finding === 'WAIVED' && !has(['WAIVER'])) throw missing(SUCCESSION_PROOF_NAMES.WAIVER);
}

/**
 * A petitioner has died or was dissolved, and who carries on: proposed with the proofs, for a second person to read. Who is entered later (a
 * successor found after a search) takes the place of the earlier entry; a succession that stands is never rewritten.
 * @param newId for the petitioner that each successor becomes
 * @throws SUCCESSION_NOT_OF_REPORT, SUCCESSION_OF_NOBODY, MEMBER_UNKNOWN, MEMBER_HAS_LEFT, SUCCESSION_UNDECIDED, SUCCESSION_STANDS,
 * SUCCESSION_DAY_IN_FUTURE, SUCCESSION_PROOF_OTHER_CAUSE, SUCCESSION_PROOF_MISSING, SUCCESSORS_MISSING, SUCCESSORS_NOT_ASKED,
 * SUCCESSORS_TOO_MANY, SUCCESSION_SEARCH_MISSING, PETITIONER_FIELD_TOO_LONG, PETITIONER_NAME_MISSING, DESK_TEXT_MISSING, DESK_TEXT_TOO_LONG,
 * DESK_ID_MALFORMED
 * @source own rule, by 行政复议法 14 (near relatives and who takes over the rights apply in place of the dead or dissolved); the Regulation is
 * silent. A report is a clue and no right that passes on (信访工作条例 30), and to whom it was made must not be told its maker's family.
 */
export function recordSuccession(
  petition: Pick<DeskPetition, 'id' | 'kind' | 'anonymous' | 'receivedOn'>,
  { petitioners, former, undecided }: BeforeSuccession,
  given: SuccessionOf,
  { id, newId }: { readonly id: string; newId(): string },
  act: DeskAct,
): { succession: Succession; successors: RegisteredPetitioner[] } {
  if (petition.kind === 'REPORT') throw successionError('SUCCESSION_NOT_OF_REPORT', { source: '信访工作条例 30' });
  if (petition.anonymous) throw successionError('SUCCESSION_OF_NOBODY', { source: SOURCE });
  const petitionerId = idOf('petitionerId', given.petitionerId);
  const petitioner = petitioners.find((one) => one.id === petitionerId);
  if (!petitioner) throw holderError('MEMBER_UNKNOWN', { source: SOURCE });
  if (petitioner.leftOn !== null) throw deskError('MEMBER_HAS_LEFT', { source: SOURCE, details: { day: petitioner.leftOn } });
  if (undecided) throw successionError('SUCCESSION_UNDECIDED', { source: SOURCE });
  if (former?.finding === 'FOUND') throw successionError('SUCCESSION_STANDS', { source: SOURCE });
  const { cause, endedOn, finding } = given;
  if (endedOn > act.on) throw successionError('SUCCESSION_DAY_IN_FUTURE', { source: SOURCE });
  const proofs = given.proofs.map(({ kind, fileId }, at) => ({ kind, fileId: idOf(`proofs.${at}.fileId`, fileId) ?? '' }));
  checkProofs(given, former);
  const people = given.successors ?? [];
  if (finding === 'FOUND' && people.length === 0) throw successionError('SUCCESSORS_MISSING', { source: SOURCE });
  if (finding !== 'FOUND' && people.length > 0) throw successionError('SUCCESSORS_NOT_ASKED', { source: SOURCE });
  if (people.length > MOST) throw successionError('SUCCESSORS_TOO_MANY', { source: SOURCE, details: { limit: MOST } });
  if (finding === 'NONE_FOUND' && !given.search?.trim()) throw successionError('SUCCESSION_SEARCH_MISSING', { source: SOURCE });
  const search = given.search?.trim() ? required('查找经过', 'search', given.search, TEXT) : null;
  const successors = people.map((fields, index) =>
    petitionerOf(fields, { list: 'successors', index, anonymous: false, id: newId(), on: act.on }),
  );
  const successorIds = successors.map((one) => one.id);
  const succession: Succession = {
    id,
    petitionId: petition.id,
    petitionerId: petitioner.id,
    cause,
    endedOn,
    finding,
    proofs,
    search,
    successorIds,
    by: act.personId,
  };
  return { succession, successors };
}

/** A mandate in force of a petitioner who has ended. */
interface MandateInForce {
  readonly id: string;
}

export interface ConfirmedSuccession {
  readonly state: 'confirmed' | 'rejected';
  /** The code of the petition is that of the dead: nobody else is left who filed it. */
  readonly endsPetitionCode: boolean;
  /** Mandates that ended with the petitioner (民法典 173). */
  readonly endsMandates: readonly string[];
  readonly events: NewEvent[];
}

/**
 * A second person has read the proofs: the petitioner is recorded as dead or dissolved, its query code ends, the successors are petitioners
 * with codes, services and terms of their own. No clock moves.
 * @param mandates in force
 * @throws SUCCESSION_UNKNOWN, SUCCESSION_OWN_PROPOSAL
 * @source own rule, law 4.1 (two people where an act takes a right away); 民法典 173(4)-(5) for the mandates
 */
export function confirmSuccession(
  proposed: Succession | null,
  accepted: boolean,
  { petitioners, mandates }: { readonly petitioners: readonly Succeeded[]; readonly mandates: readonly MandateInForce[] },
  act: DeskAct,
): ConfirmedSuccession {
  if (!proposed) throw successionError('SUCCESSION_UNKNOWN', { source: SOURCE });
  if (proposed.by === act.personId) throw successionError('SUCCESSION_OWN_PROPOSAL', { source: SOURCE });
  if (!accepted) return { state: 'rejected', endsPetitionCode: false, endsMandates: [], events: [] };
  const { id: successionId, petitionId, petitionerId, cause, endedOn, finding, successorIds } = proposed;
  const others = livingOf(petitioners).filter(({ id }) => id !== petitionerId);
  const endsMandates = others.length === 0 ? mandates.map(({ id }) => id) : [];
  return {
    state: 'confirmed',
    endsPetitionCode: others.every(({ succeeds }) => succeeds !== null),
    endsMandates,
    events: [
      SuccessionRecorded.create({
        petitionId,
        successionId,
        petitionerId,
        organId: act.organId,
        cause,
        endedOn,
        finding,
        successorIds: [...successorIds],
      }),
      ...endsMandates.map((mandateId) => MandateEnded.create({ petitionId, mandateId, endedOn: act.on })),
    ],
  };
}

/** Petitioners who are party to the petition still. */
export const livingOf = (petitioners: readonly Succeeded[]): readonly Succeeded[] =>
  petitioners.filter(({ endedOn, leftOn }) => endedOn === null && leftOn === null);

/** The day on which the last of them ended, where nobody is left of whom a mandate could be; null otherwise. */
function allEndedOn(petitioners: readonly Succeeded[]): Day | null {
  const ended = petitioners.flatMap(({ endedOn }) => endedOn ?? []).sort();
  return livingOf(petitioners).length === 0 ? (ended.at(-1) ?? null) : null;
}

/**
 * The dead give no mandate: where nobody lives, or where only successors do and the mandate is older than what they succeeded to.
 * @throws MANDATE_OF_ENDED
 * @source 民法典 173(4)-(5)
 */
export function requirePrincipal(petitioners: readonly Succeeded[], from: Day): void {
  const day = allEndedOn(petitioners);
  const refused = (on: Day) => successionError('MANDATE_OF_ENDED', { source: '民法典 173', details: { day: on } });
  if (day !== null) throw refused(day);
  const living = livingOf(petitioners);
  if (living.some(({ succeeds }) => succeeds === null)) return;
  const first = petitioners.flatMap(({ id, endedOn }) => (living.some(({ succeeds }) => succeeds === id) ? (endedOn ?? []) : [])).sort()[0];
  if (first !== undefined && from < first) throw refused(first);
}

/** @throws CORRECTION_OF_ENDED where somebody else is written into the place of the dead */
export function requireCorrectable(field: string, petitioner: { readonly endedOn: Day | null; readonly undecided: boolean } | null): void {
  if (field !== 'name' && field !== 'idType' && field !== 'idNumber') return;
  if (petitioner && (petitioner.endedOn !== null || petitioner.undecided)) throw successionError('CORRECTION_OF_ENDED', { source: SOURCE });
}

/** @throws PETITIONER_ENDED */
export function requireLiving({ endedOn }: { readonly endedOn?: Day | null }): void {
  if (endedOn) throw successionError('PETITIONER_ENDED', { source: SOURCE, details: { day: endedOn } });
}
