import { placed } from '@sunshine/errors';
import { PetitionCorrected, type CorrectedField, type NewEvent } from '@sunshine/events';
import type { Day } from '@sunshine/procedure';
import { FILING_LIMITS } from '@sunshine/words';
import { recordError } from './record.errors.js';
import type { DeskAct, DeskPetition } from '../desk-petition.js';
import { idOf, optional, required } from '../desk-text.js';
import { dayOf } from '../registration/fields.js';
import { daysOf } from '../registration/registration.js';
import { registrationError } from '../registration/registration.errors.js';

export const PETITIONER_FIELDS = ['name', 'idType', 'idNumber', 'phone', 'address'] as const;
export type PetitionerField = (typeof PETITIONER_FIELDS)[number];

export const isOfPetitioner = (field: CorrectedField): field is PetitionerField => (PETITIONER_FIELDS as readonly string[]).includes(field);

export interface CorrectionOf {
  readonly field: CorrectedField;
  /** Required for a petitioner's field. */
  readonly petitionerId?: string | null;
  /** Null or empty removes the entry, where the form does not demand it. */
  readonly value?: string | null;
  readonly reason: string;
  readonly evidence?: string | null;
  readonly evidenceFileId?: string | null;
}

/** Keeps the old value beside the new one. */
export interface Correction {
  readonly id: string;
  readonly petitionId: string;
  readonly petitionerId: string | null;
  readonly field: CorrectedField;
  readonly former: string | null;
  readonly value: string | null;
  readonly reason: string;
  readonly evidence: string | null;
  readonly evidenceFileId: string | null;
  readonly state: 'proposed' | 'applied' | 'rejected';
  readonly by: string;
  readonly on: Day;
  readonly confirmedBy: string | null;
  readonly confirmedOn: Day | null;
}

const REASON = 500;
const SOURCE = '本系统规则 更正';

/**
 * Corrects a wrong entry. The day of receipt starts the terms, so it changes only with evidence and after another person has confirmed
 * it; every other field changes at once.
 * @param former the value as it stands, opened by the caller where it is sealed
 * @param undecided whether a correction of the day of receipt still waits for confirmation
 * @throws CORRECTION_VALUE_MISSING, CORRECTION_SAME_VALUE, CORRECTION_WITHOUT_EVIDENCE, CORRECTION_UNDECIDED,
 * CORRECTION_BREAKS_ANONYMITY, DESK_TEXT_MISSING, DESK_TEXT_TOO_LONG, DESK_ID_MALFORMED, and those codes of registration.errors.ts that
 * the field has
 * @source law 2.4 (a fact entered late counts by its own date); 个人信息保护法 46
 */
export function correctRegistration(
  petition: DeskPetition,
  given: CorrectionOf,
  { id, former, undecided }: { readonly id: string; readonly former: string | null; readonly undecided: boolean },
  act: DeskAct,
): { correction: Correction; events: NewEvent[] } {
  const { field } = given;
  const value = valueOf(petition, given);
  if (value === former) throw recordError('CORRECTION_SAME_VALUE');
  const evidence = optional('证据说明', 'evidence', given.evidence, REASON);
  const evidenceFileId = idOf('evidenceFileId', given.evidenceFileId);
  const proposed = field === 'receivedOn';
  if (proposed && undecided) throw recordError('CORRECTION_UNDECIDED', { source: SOURCE });
  if (proposed && evidence === null && evidenceFileId === null) throw recordError('CORRECTION_WITHOUT_EVIDENCE', { source: SOURCE });
  const correction: Correction = {
    id,
    petitionId: petition.id,
    petitionerId: isOfPetitioner(field) ? (given.petitionerId ?? null) : null,
    field,
    former,
    value,
    reason: required('更正理由', 'reason', given.reason, REASON),
    evidence,
    evidenceFileId,
    state: proposed ? 'proposed' : 'applied',
    by: act.personId,
    on: act.on,
    confirmedBy: null,
    confirmedOn: null,
  };
  return { correction, events: proposed ? [] : [correctedEvent(correction, act.organId)] };
}

/**
 * Another person confirms or rejects the new day of receipt; clocks judged by the old day are then judged again.
 * @throws CORRECTION_UNKNOWN, CORRECTION_OWN_PROPOSAL
 */
export function confirmCorrection(
  correction: Correction | null,
  accepted: boolean,
  act: DeskAct,
): { correction: Correction; events: NewEvent[] } {
  if (correction?.state !== 'proposed') throw recordError('CORRECTION_UNKNOWN');
  if (correction.by === act.personId) throw recordError('CORRECTION_OWN_PROPOSAL', { source: SOURCE });
  const decided: Correction = {
    ...correction,
    state: accepted ? 'applied' : 'rejected',
    confirmedBy: act.personId,
    confirmedOn: act.on,
  };
  return { correction: decided, events: accepted ? [correctedEvent(decided, act.organId)] : [] };
}

function correctedEvent({ id, petitionId, field, value }: Correction, organId: string): NewEvent {
  return PetitionCorrected.create({
    petitionId,
    correctionId: id,
    organId,
    field,
    receivedOn: field === 'receivedOn' ? value : null,
  });
}

/** Whatever is wrong is wrong in `value`. */
const valueOf = (petition: DeskPetition, correction: CorrectionOf): string | null =>
  placed(
    () => 'value',
    () => judgedValue(petition, correction),
  );

function judgedValue(petition: DeskPetition, { field, value: given }: CorrectionOf): string | null {
  const text = (given ?? '').trim();
  if (text === '' && !canBeEmpty(field, petition)) throw recordError('CORRECTION_VALUE_MISSING');
  switch (field) {
    case 'receivedOn':
    case 'postmarkOn':
    case 'firstStampOn': {
      const days = { ...petition, [field]: text === '' ? null : dayOf(text, field) };
      return daysOf(days, petition.registeredOn)[field];
    }
    case 'peopleCount': {
      const people = Number(text);
      if (!/^\d{1,7}$/.test(text) || people < 1 || people > FILING_LIMITS.people)
        throw registrationError('PEOPLE_COUNT_MALFORMED', { details: { limit: FILING_LIMITS.people } });
      return String(people);
    }
    case 'summary':
      return required('概况', 'value', text, FILING_LIMITS.summary);
    case 'text':
      return required('信访内容', 'value', text, FILING_LIMITS.text);
    case 'name':
    case 'idType':
    case 'idNumber':
    case 'phone':
    case 'address':
      if (petition.anonymous && text !== '' && (field === 'name' || field === 'idNumber')) throw recordError('CORRECTION_BREAKS_ANONYMITY');
      return optional('更正内容', 'value', text, FILING_LIMITS[field]);
  }
}

const canBeEmpty = (field: CorrectedField, { anonymous }: DeskPetition): boolean =>
  field === 'postmarkOn' || field === 'firstStampOn' || (isOfPetitioner(field) && (field !== 'name' || anonymous));
