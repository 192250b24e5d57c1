import { ReviewedOrganServed } from '@sunshine/events';
import { dayNumber, dayOf } from '@sunshine/procedure';
import { requireStage } from '../acts.js';
import { decided } from '../decision.js';
import type { Decision, Given } from '../petition.js';
import { recordsOf, type CaseRecord } from '../records.js';
import { REDO_SOURCE } from '../redo.js';
import { decidingError } from '../review/deciding.errors.js';
import { isReplaced } from '../in-force.js';
import { LEVEL_NAMES } from '../review/review.records.js';
import { reviewOf } from '../reviews-in-hand.js';
import { required } from '../text.js';

/**
 * 送达被复查（复核）的机关、单位: with an order to redo its term starts on this day, and a review that was revoked is in the hand of its
 * reviewer again.
 * @throws ACT_NOT_IN_STAGE, REVIEW_OPINION_NOT_ISSUED, REVIEW_ORGAN_ALREADY_SERVED
 * @source own rule; law 2.5 REDO, 4.1 redoing, 10
 */
export function serveReviewedOrgan(given: Given, { receivedBy }: { readonly receivedBy: string }): Decision {
  const { state, act } = given;
  requireStage(state.stage, 'serveReviewedOrgan', REDO_SOURCE);
  const own = recordsOf(state, 'review', 'decided', 'served').filter(({ organId }) => organId === act.organ.id);
  const issued = own.findLast(({ data }) => data.decision?.organServedOn === null) ?? own.at(-1);
  const decision = issued?.data.decision;
  if (!issued || !decision?.documentId)
    throw decidingError('REVIEW_OPINION_NOT_ISSUED', { source: REDO_SOURCE, details: { level: '复查' } });
  const { level } = issued.data;
  if (decision.organServedOn !== null) {
    throw decidingError('REVIEW_ORGAN_ALREADY_SERVED', {
      source: REDO_SOURCE,
      details: { level: LEVEL_NAMES[level], day: decision.organServedOn },
    });
  }
  const served = required('签收人', 'receivedBy', receivedBy, 100);
  const { redoDays, documentId } = decision;
  const reviewed = level === 'rereview' ? reviewOf(state, issued.data.attackedDocumentId) : null;
  const organId = reviewed?.organId ?? state.organId;
  // An order that a re-review has changed or revoked orders nothing.
  const dueOn =
    redoDays === null || (level === 'review' && isReplaced(state, 'rereview', documentId)) ? null : dayOf(dayNumber(act.on) + redoDays);
  const records = state.records.map((record): CaseRecord => {
    if (record.kind !== 'review') return record;
    if (record.data.decision?.documentId === documentId)
      return { ...record, data: { ...record.data, decision: { ...record.data.decision, organServedOn: act.on } } };
    const former = record.data.decision;
    const isAttacked = record.data.level === 'review' && former?.documentId === issued.data.attackedDocumentId;
    if (!reviewed || dueOn === null || !former || !isAttacked || !['decided', 'served'].includes(record.state)) return record;
    const redo = { on: act.on, dueOn, ban: decision.redoBan, ground: decision.ground, formerId: former.reviewOpinionId };
    return { ...record, state: 'admitted', data: { ...record.data, decision: null, redo } };
  });
  return decided(
    given,
    { records, stage: dueOn === null ? state.stage : 'redoing' },
    {
      events: [ReviewedOrganServed.create({ petitionId: state.id, documentId, level, organId, servedOn: act.on, redoDueOn: dueOn })],
      clocks: dueOn === null ? [] : [{ do: 'start', petitionId: state.id, term: 'REDO', subject: organId, startedOn: act.on, dueOn }],
      line: { act: 'serveReviewedOrgan', basis: REDO_SOURCE, remark: served },
    },
  );
}
