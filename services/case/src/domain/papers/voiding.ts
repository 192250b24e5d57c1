import { PaperVoided } from '@sunshine/events';
import { decided, running } from '../decision.js';
import { handleAgain, startedAgain } from '../duties.js';
import { answeredOnFastTrack, fastTrackOf } from '../fast-track.clocks.js';
import type { ClockMove, Decision, Given, Paper, PaperIds } from '../petition.js';
import { recordsOf, type CaseRecord } from '../records.js';
import { notInStage, requireStage } from '../acts.js';
import { required } from '../text.js';
import { redoAgain } from '../review/redoing.js';
import { paperError } from './papers.errors.js';
import type { IssuedPaper } from './delivery.js';

const SOURCE = '本系统规则 文号登记';

export interface VoidDocument extends PaperIds {
  readonly paper: IssuedPaper;
  /** Content of the paper as it was issued. */
  readonly body: Readonly<Record<string, unknown>>;
  readonly reason: string;
}

/** @throws TEXT_MISSING, TEXT_TOO_LONG, TEXT_MALFORMED */
export const voidReason = (reason: string): string => required('作废理由', 'reason', reason, 500);

/** Whether another paper takes the place of this one in the same act: an opinion is issued anew by the issuer. */
export const isReplacedAtOnce = ({ kind }: Pick<IssuedPaper, 'kind'>): boolean => kind !== 'OPINION';

/**
 * 作废: takes the number of a used paper out of use, with its reason; the paper stays on file. What has been served on somebody is
 * corrected by an act, never by the register.
 *
 * The act that the paper rests on stands, so the same text is issued at once under the next number and the day of this act. An opinion
 * goes back to the issuer instead, as checked: HANDLE, met by the dispatch of a paper that is none, runs again from its own start; of a redone
 * one REDO does, under the review that ordered it. The paper
 * asked for after an answer on the fast track falls alone: the answer was given by word and stands.
 * @throws ACT_NOT_IN_STAGE, TEXT_MISSING, DOCUMENT_OF_OTHER_ORGAN, DOCUMENT_WITHOUT_SEAL, DOCUMENT_VOID, DOCUMENT_SERVED,
 * DOCUMENT_RELIED_ON
 * @source own rule; practice C (a number taken out of use stays in the register with its reason)
 */
export function voidDocument(given: Given, command: VoidDocument): Decision {
  const { state, act } = given;
  const { paper } = command;
  requireStage(state.stage, 'voidDocument', SOURCE);
  const reason = voidReason(command.reason);
  if (paper.organId !== act.organ.id) throw paperError('DOCUMENT_OF_OTHER_ORGAN', { source: SOURCE });
  if (paper.number === null) throw paperError('DOCUMENT_WITHOUT_SEAL', { source: SOURCE });
  const details = { number: paper.number };
  if (paper.voidedOn !== null)
    throw paperError('DOCUMENT_VOID', { source: SOURCE, details: { ...details, reason: paper.voidReason ?? '' } });
  const served = paper.deliveries.find(({ servedOn }) => servedOn !== null)?.servedOn;
  if (served) throw paperError('DOCUMENT_SERVED', { source: SOURCE, details: { ...details, day: served } });
  return isReplacedAtOnce(paper) ? replaced(given, command, reason) : backToTheIssuer(given, command, reason);
}

function replaced(given: Given, { paper, body, documentId, number }: VoidDocument, reason: string): Decision {
  const { state, act } = given;
  const parts = body['parts'] as Readonly<Record<string, unknown>>;
  const again: Paper = {
    id: documentId,
    kind: paper.kind,
    number,
    organId: paper.organId,
    issuedOn: act.on,
    body: {
      ...body,
      parts: {
        ...parts,
        number,
        date: act.on,
        replaces: { number: paper.number, on: paper.issuedOn },
        ...('dispatch' in parts && { dispatch: { on: act.on, way: 'register', proof: {} } }),
      },
    },
  };
  return decided(
    given,
    { records: state.records.map((record) => repointed(record, paper.id, documentId)) },
    {
      events: [
        PaperVoided.create({ petitionId: state.id, documentId: paper.id, kind: paper.kind, replacedById: documentId, opinionId: null }),
      ],
      papers: [again],
      voids: [{ documentId: paper.id, on: act.on, reason, byPersonId: act.personId, replacedById: documentId }],
      line: { act: 'voidDocument', basis: SOURCE, remark: `${paper.number}：${reason}` },
    },
  );
}

/** A record that names the paper names from now on the one in its place. */
function repointed(record: CaseRecord, former: string, now: string): CaseRecord {
  const { data } = record;
  if (record.kind === 'review' && record.data.decision?.documentId === former)
    return { ...record, data: { ...record.data, decision: { ...record.data.decision, documentId: now } } };
  return 'documentId' in data && data.documentId === former ? ({ ...record, data: { ...data, documentId: now } } as CaseRecord) : record;
}

function backToTheIssuer(given: Given, { paper }: VoidDocument, reason: string): Decision {
  const { state, act } = given;
  const { opinion } = state;
  if (opinion?.documentId !== paper.id) throw paperError('OPINION_REPLACED', { source: SOURCE });
  if (state.stage !== 'opinion_issued') throw notInStage(state.stage, 'voidDocument', SOURCE);
  const redo = redoAgain(given, opinion.id);
  // Of an opinion that was redone before that was kept nobody knows how the review stood.
  const unknown = recordsOf(state, 'review', 'replaced').some(
    ({ data }) => data.opinionId !== opinion.id && data.decision?.redoDays != null && data.endedBy === undefined,
  );
  if (state.reportedOn !== null || state.completion !== null || (redo === null && unknown))
    throw paperError('DOCUMENT_RELIED_ON', { source: SOURCE, details: { number: paper.number ?? '' } });
  const voids = [{ documentId: paper.id, on: act.on, reason, byPersonId: act.personId, replacedById: null }];
  const events = [
    PaperVoided.create({ petitionId: state.id, documentId: paper.id, kind: paper.kind, replacedById: null, opinionId: opinion.id }),
  ];
  const line = { act: 'voidDocument', basis: SOURCE, remark: `${paper.number}：${reason}` } as const;
  if (answeredOnFastTrack(state, opinion)) {
    const records = state.records.map((record): CaseRecord =>
      record.kind === 'fastTrackAnswer' && record.data.opinionId === opinion.id ? { ...record, state: 'answered' } : record,
    );
    return decided(given, { opinion: { ...opinion, issuedBy: null, documentId: null }, records }, { events, voids, line });
  }
  return decided(
    given,
    {
      stage: redo ? 'redoing' : 'handling',
      outcome: null,
      ...(redo && { records: redo.records }),
      opinion: { ...opinion, state: 'checked', issuedBy: null, documentId: null, dispatchedOn: null },
    },
    {
      events,
      clocks: redo?.clocks ?? metByNone(given),
      relations: redo?.relations ?? [],
      voids,
      line,
    },
  );
}

/** HANDLE, and the fast track's term, as they ran before the dispatch met them: from their start, with the extension. */
function metByNone(given: Given): ClockMove[] {
  const { state, clocks } = given;
  const met = (term: 'HANDLE' | 'SIMPLE_HANDLE') =>
    running(clocks, term) ? undefined : clocks.findLast((clock) => clock.term === term && clock.ended !== null);
  const handle = met('HANDLE');
  const simple = fastTrackOf(state) ? met('SIMPLE_HANDLE') : undefined;
  return [
    ...(handle?.ended === 'met' ? handleAgain(given, handle, SOURCE) : []),
    ...(simple?.ended === 'met' ? [startedAgain(state, simple)] : []),
  ];
}
