import { CountersignAsked, OpinionCountersigned, type RelationMove } from '@sunshine/events';
import { caseError } from '../case.errors.js';
import { handlingError } from './handling.errors.js';
import { decided } from '../decision.js';
import type { Decision, Given, Organ, PetitionState } from '../petition.js';
import { newRecord, recordsOf, withRecord, type CaseRecord } from '../records.js';
import { requireStage } from '../acts.js';
import { optional, required } from '../text.js';

const SOURCE = '本系统规则 会签';

export interface AskCountersign {
  readonly recordId: string;
  /** Another organ, or a unit inside the own one in words. */
  readonly organ: Organ | null;
  readonly unit: string | null;
}

/**
 * 会签 is asked of a unit that the draft concerns; the opinion is not issued before it has agreed. An organ that is asked sees the matter
 * until it has answered.
 * @throws ACT_NOT_IN_STAGE, COUNTERSIGN_OPINION_MISSING, COUNTERSIGN_ALREADY_ASKED, TEXT_MISSING
 * @source law 4.1 issueOpinion; practice C
 */
export function askCountersign(given: Given, { recordId, organ, unit: words }: AskCountersign): Decision {
  const { state, act } = given;
  requireStage(state.stage, 'askCountersign', SOURCE);
  const { opinion } = state;
  if (!opinion || opinion.state === 'issued' || opinion.state === 'returned')
    throw handlingError('COUNTERSIGN_OPINION_MISSING', { source: SOURCE });
  const other = organ && organ.id !== state.organId ? organ : null;
  const unit = other?.name ?? required('会签单位', 'unit', words ?? organ?.name ?? '', 200);
  if (recordsOf(state, 'countersign').some(({ data }) => data.opinionId === opinion.id && data.unit === unit))
    throw handlingError('COUNTERSIGN_ALREADY_ASKED', { source: SOURCE, details: { unit } });
  const record = newRecord({
    id: recordId,
    kind: 'countersign',
    state: 'asked',
    on: act.on,
    organId: other?.id ?? null,
    byPersonId: act.personId,
    data: { unit, opinionId: opinion.id, view: null },
  });
  return decided(
    given,
    { records: [...state.records, record] },
    {
      events: [CountersignAsked.create({ petitionId: state.id, opinionId: opinion.id, organId: other?.id ?? null })],
      relations: other ? [{ do: 'set', subject: other.id, relation: 'assisting' }] : [],
      line: { act: 'askCountersign', basis: SOURCE, remark: unit },
    },
  );
}

export interface CountersignOpinion {
  readonly countersignId: string;
  readonly agreed: boolean;
  readonly view: string | null;
}

/**
 * Agreed, or what stands against it; by the unit that was asked, never by the drafter.
 * @throws ACT_NOT_IN_STAGE, COUNTERSIGN_NOT_FOUND, COUNTERSIGN_OF_OTHER_UNIT, OWN_PROPOSAL, TEXT_MISSING
 * @source practice C
 */
export function countersignOpinion(given: Given, { countersignId, agreed, view }: CountersignOpinion): Decision {
  const { state, act } = given;
  requireStage(state.stage, 'countersignOpinion', SOURCE);
  const asked = recordsOf(state, 'countersign', 'asked').find(
    ({ id, data }) => id === countersignId && data.opinionId === state.opinion?.id,
  );
  if (!asked) throw handlingError('COUNTERSIGN_NOT_FOUND', { source: SOURCE });
  const { unit } = asked.data;
  if ((asked.organId ?? state.organId) !== act.organ.id)
    throw handlingError('COUNTERSIGN_OF_OTHER_UNIT', { source: SOURCE, details: { unit } });
  if (state.opinion?.draftedBy === act.personId) throw caseError('OWN_PROPOSAL', { source: SOURCE });
  const record: CaseRecord<'countersign'> = {
    ...asked,
    state: agreed ? 'signed' : 'objected',
    confirmedBy: act.personId,
    confirmedOn: act.on,
    data: { ...asked.data, view: agreed ? optional('会签意见', 'view', view, 1000) : required('会签意见', 'view', view ?? '', 1000) },
  };
  return decided(
    given,
    { records: withRecord(state.records, record) },
    {
      events: [OpinionCountersigned.create({ petitionId: state.id, opinionId: asked.data.opinionId, organId: asked.organId, agreed })],
      line: { act: 'countersignOpinion', basis: SOURCE, part: 'confirmation', remark: unit },
    },
  );
}

/** @throws OPINION_COUNTERSIGN_MISSING */
export function requireCountersigned(state: PetitionState): void {
  const open = recordsOf(state, 'countersign', 'asked', 'objected').find(({ data }) => data.opinionId === state.opinion?.id);
  if (open) throw handlingError('OPINION_COUNTERSIGN_MISSING', { source: SOURCE, details: { unit: open.data.unit } });
}

/** A revised draft is asked for anew: what was signed was another text. */
export const countersignAgain = (records: PetitionState['records'], opinionId: string): PetitionState['records'] =>
  records.map((record) =>
    record.kind === 'countersign' && record.data.opinionId === opinionId && record.state !== 'asked'
      ? { ...record, state: 'asked', confirmedBy: null, confirmedOn: null }
      : record,
  );

/** Organs that are asked to sign the text as it stands now: they see the matter until they have. */
export const countersignersIn = (records: PetitionState['records'], opinionId: string): RelationMove[] =>
  recordsOf({ records }, 'countersign', 'asked').flatMap(({ organId, data }) =>
    organId !== null && data.opinionId === opinionId ? [{ do: 'set', subject: organId, relation: 'assisting' } as const] : [],
  );

/** Organs that were let in for their signature alone; those that assist stay. */
export function countersignersOut(state: PetitionState, keep: string | null): RelationMove[] {
  const assisting = new Set(recordsOf(state, 'assistance', 'asked', 'answered').map(({ organId }) => organId));
  const asked = new Set(recordsOf(state, 'countersign').flatMap(({ organId }) => organId ?? []));
  return [...asked]
    .filter((organId) => organId !== keep && !assisting.has(organId))
    .map((subject) => ({ do: 'end', subject, relation: 'assisting' }) as const);
}
