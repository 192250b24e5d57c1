import { LegacyReplyRecorded } from '@sunshine/events';
import { caseError } from '../case.errors.js';
import { decided } from '../decision.js';
import type { Decision, Given, Opinion, Delivery } from '../petition.js';
import { notInStage, requireStage } from '../acts.js';
import { required } from '../text.js';

export interface RecordLegacyReply {
  readonly opinionId: string;
  readonly documentId: string;
  /** One id for each petitioner. */
  readonly deliveryIds: readonly string[];
  readonly reply: string;
}

/**
 * An old reply brought in by import: issued and served on every petitioner on the day of the act. It is exempt from document parts and
 * bears no number; the history marks it. HANDLE is met by that day.
 * @throws LEGACY_IMPORT_ONLY, ACT_NOT_IN_STAGE, TEXT_MISSING, TEXT_TOO_LONG
 * @source contract, import; 信访工作条例 34, 信访条例 33 for HANDLE
 */
export function recordLegacyReply(given: Given, command: RecordLegacyReply): Decision {
  const { state, act, law } = given;
  const pack = law.packOn(act.on);
  const { source } = pack.terms.HANDLE;
  if (state.channel !== 'IMPORT') throw caseError('LEGACY_IMPORT_ONLY', { source });
  requireStage(state.stage, 'recordLegacyReply', source);
  if (state.opinion) throw notInStage(state.stage, 'recordLegacyReply', source);
  const { opinionId, documentId, deliveryIds } = command;
  const reply = required('原答复', 'reply', command.reply, 50_000);
  const opinion: Opinion = {
    id: opinionId,
    revision: 1,
    state: 'issued',
    facts: '',
    evidence: [],
    answers: [],
    executeBy: null,
    performerId: null,
    draftedBy: act.personId,
    checkedBy: null,
    issuedBy: act.personId,
    remark: null,
    documentId,
    dispatchedOn: act.on,
    legacy: true,
  };
  const deliveries = state.petitionerIds.map((petitionerId, index): Delivery => {
    const id = deliveryIds[index];
    if (!id) throw new Error('one id for each petitioner');
    return {
      id,
      opinionId,
      documentId,
      petitionerId,
      throughId: null,
      way: 'electronic',
      servedOn: act.on,
      proof: { consent: '历史件导入' },
    };
  });
  return decided(
    given,
    { stage: 'opinion_served', opinion, deliveries },
    {
      events: [LegacyReplyRecorded.create({ petitionId: state.id, opinionId, repliedOn: act.on })],
      clocks: [{ do: 'stop', petitionId: state.id, term: 'HANDLE', on: act.on }],
      papers: [
        {
          id: documentId,
          kind: 'LEGACY_REPLY',
          number: null,
          organId: state.organId,
          issuedOn: act.on,
          body: { template: 'LEGACY_REPLY.1', title: '历史答复（导入）', petitionNumber: state.number, date: act.on, reply },
        },
      ],
      line: { act: 'recordLegacyReply', basis: source, remark: '历史件导入，原答复未按现行文书要件审核' },
    },
  );
}
