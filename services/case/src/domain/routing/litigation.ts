import { PetitionClosed, VisitorGuided, isPoliticalLegal } from '@sunshine/events';
import { type LimitStart, NOT_STOPPED, channelOf, channelTold, checkStarts } from '../channels.js';
import { issue, matterParts, petitionerParts } from '../papers/papers.js';
import { decided } from '../decision.js';
import type { Decision, Given, Organ, PaperIds } from '../petition.js';
import { routed } from './charge.js';
import type { PlacedOrgan } from './designation.js';
import { newRecord, withRecord } from '../records.js';
import { routePetition } from './routing.js';
import { routingError } from './routing.errors.js';
import { requireStage, type ActName } from '../acts.js';
import { required } from '../text.js';

const VISITOR = '信访工作条例 20';
const LETTER = '信访工作条例 22 ¶2';

/** @throws ACT_NOT_IN_STAGE, GUIDE_BY_BUREAU_ONLY, GUIDE_CLAIMS_ONLY, GUIDE_TO_POLITICAL_LEGAL_ONLY */
function checkLitigation({ state }: Given, to: Organ, name: ActName, source: string): void {
  requireStage(state.stage, name, source);
  if (state.organKind !== 'petition_bureau') throw routingError('GUIDE_BY_BUREAU_ONLY', { source });
  if (state.kind !== 'CLAIM') throw routingError('GUIDE_CLAIMS_ONLY', { source });
  if (!isPoliticalLegal(to.kind)) throw routingError('GUIDE_TO_POLITICAL_LEGAL_ONLY', { source, details: { organ: to.name } });
}

export interface GuideVisitor extends PaperIds {
  readonly guidanceId: string;
  readonly to: Organ;
  /** A channel of exit 31(1) in the pack. */
  readonly channelId: string;
  /** Starts of its limits, where the visitor knows them. */
  readonly starts: readonly LimitStart[];
  /** What the litigation is about and what was explained. */
  readonly reason: string;
}

/**
 * A 涉诉 visitor is guided to the political-legal organ with a slip that names the limits of that way; nothing is transferred. The visit
 * stays on record, ROUTE is met, and what the visitor files there starts anew.
 * @throws ACT_NOT_IN_STAGE, GUIDE_BY_BUREAU_ONLY, GUIDE_CLAIMS_ONLY, GUIDE_VISITORS_ONLY, GUIDE_TO_POLITICAL_LEGAL_ONLY,
 * EXIT_CHANNEL_UNKNOWN, EXIT_LIMIT_UNKNOWN, EXIT_LIMIT_TWICE, EXIT_LIMIT_IN_FUTURE, TEXT_MISSING, DOCUMENT_PART_MISSING
 * @source 信访工作条例 20, 22 ¶2, 28
 */
export function guideVisitor(given: Given, command: GuideVisitor): Decision {
  const { state, law, act } = given;
  const { to, documentId } = command;
  checkLitigation(given, to, 'guideVisitor', VISITOR);
  if (state.channel !== 'VISIT') throw routingError('GUIDE_VISITORS_ONLY', { source: VISITOR });
  const pack = law.packOn(act.on);
  const channel = channelOf(pack, command.channelId);
  const starts = checkStarts(channel, command.starts, act.on);
  const told = channelTold(channel, ({ name }) => starts.find(({ limit }) => limit === name)?.on ?? null, law.calendar);
  const limits = told.limits.map(({ text }) => text);
  const reason = required('引导理由', 'reason', command.reason, 1000);
  const guidance = newRecord({
    id: command.guidanceId,
    kind: 'visitorGuidance',
    state: 'given',
    on: act.on,
    organId: to.id,
    byPersonId: act.personId,
    data: { reason, channelId: channel.id, limits },
  });
  const paper = issue(given, pack, command, act.organ, {
    kind: 'VISIT_GUIDANCE',
    when: ['channelTerm'],
    parts: {
      petitioner: petitionerParts(state),
      visitedOn: state.receivedOn,
      matter: matterParts(state),
      reason,
      competentBody: to.name,
      route: told.title,
      deadline: limits.length > 0 ? limits : [told.note ?? '该途径没有规定期限'],
      notStopped: pack.values[NOT_STOPPED]?.value,
      registered: state.number,
    },
  });
  return decided(
    given,
    { stage: 'closed', outcome: 'guided', closedOn: act.on, records: withRecord(state.records, guidance) },
    {
      events: [
        VisitorGuided.create({ petitionId: state.id, guidanceId: guidance.id, organId: to.id, documentId }),
        PetitionClosed.create({ petitionId: state.id, ground: 'guided', closedOn: act.on }),
      ],
      clocks: routed(given),
      papers: [paper],
      line: { act: 'guideVisitor', basis: VISITOR, remark: reason },
    },
  );
}

export interface SendToPoliticalLegalOrgan extends PaperIds {
  readonly to: PlacedOrgan;
  readonly from: PlacedOrgan;
  readonly toAccused: boolean;
  readonly reason: string;
}

/**
 * A 涉法涉诉 letter, or any filing that is no visit, goes to the political-legal organ of the same level and to nobody else. That organ tells
 * under its own rules (23 ¶4) and may object; its business receipt leads the matter in (`recordReceipt`).
 * @throws ACT_NOT_IN_STAGE, GUIDE_BY_BUREAU_ONLY, GUIDE_CLAIMS_ONLY, GUIDE_TO_POLITICAL_LEGAL_ONLY, LETTER_NOT_FOR_VISITORS,
 * LETTER_OTHER_LEVEL, ROUTE_TO_CLOSED_ORGAN, CONDUCT_ABOVE_THE_UNIT, TEXT_MISSING
 * @source 信访工作条例 22 ¶2
 */
export function sendToPoliticalLegalOrgan(given: Given, command: SendToPoliticalLegalOrgan): Decision {
  const { to, from, toAccused, reason, documentId, number } = command;
  checkLitigation(given, to, 'sendToPoliticalLegalOrgan', LETTER);
  if (given.state.channel === 'VISIT') throw routingError('LETTER_NOT_FOR_VISITORS', { source: LETTER });
  if (to.division !== from.division) throw routingError('LETTER_OTHER_LEVEL', { source: LETTER, details: { organ: to.name } });
  const sent = routePetition(given, { kind: 'LETTER', to, from, reason, reportBy: null, points: [], toAccused, documentId, number });
  return { ...sent, line: { ...sent.line, act: 'sendToPoliticalLegalOrgan', basis: LETTER } };
}
