import { PetitionClosed, PetitionSplit, SplitProposed, type PetitionKind } from '@sunshine/events';
import type { Term } from '@sunshine/procedure';
import { caseError } from '../case.errors.js';
import { joinedTo } from './groups.js';
import { decided } from '../decision.js';
import { GOES_ON } from '../duties.js';
import type { Decision, Given, PaperIds, PetitionState } from '../petition.js';
import { issue, petitionerParts, sentence } from '../papers/papers.js';
import { recordsOf, withRecord, type CaseRecord } from '../records.js';
import { splitError } from './split.errors.js';
import { requireStage } from '../acts.js';
import { required } from '../text.js';

const SOURCE = '本系统规则 一信多事分件（各件保留最初收到日期，检举控告分开密封）；信访工作条例 30';

/** As the paper names a part: of a report it says no more than the tracking page does, since others of the household may open the letter. */
const PART_NAMES: Record<PetitionKind, string> = { CLAIM: '申诉求决事项', SUGGESTION: '建议意见事项', REPORT: '其他信访事项' };

/** Whether there is somebody whom a paper can be served on. */
export const namesPetitioner = ({ petitionerIds }: Pick<PetitionState, 'petitionerIds'>): boolean => petitionerIds.length > 0;

function requireHere({ state }: Given): void {
  if (state.organId !== state.registeringOrganId) throw splitError('SPLIT_AT_REGISTERING_ORGAN', { source: SOURCE });
  if (joinedTo(state).length > 0) throw splitError('SPLIT_OF_MERGED', { source: SOURCE });
}

/**
 * Proposes to split a letter into the parts that the desk has prepared. Nothing moves before a second person has read them.
 * @throws ACT_NOT_IN_STAGE, SPLIT_AT_REGISTERING_ORGAN, SPLIT_OF_MERGED, SPLIT_NOT_PREPARED, TEXT_MISSING
 * @source law 4.1 splitPetition, law 3 Mixed petitions
 */
export function splitPetition(given: Given, { splitId, reason }: { readonly splitId: string; readonly reason: string }): Decision {
  const { state, act } = given;
  requireStage(state.stage, 'splitPetition', SOURCE);
  requireHere(given);
  const prepared = recordsOf(state, 'split', 'prepared', 'proposed').at(-1);
  if (prepared?.id !== splitId) throw splitError('SPLIT_NOT_PREPARED', { source: SOURCE });
  const record: CaseRecord<'split'> = {
    ...prepared,
    state: 'proposed',
    byPersonId: act.personId,
    data: { ...prepared.data, reason: required('分件理由', 'reason', reason, 2000) },
  };
  return decided(
    given,
    { records: withRecord(state.records, record) },
    {
      events: [SplitProposed.create({ petitionId: state.id, splitId, organId: act.organ.id })],
      line: { act: 'splitPetition', basis: SOURCE, part: 'proposal' },
    },
  );
}

/**
 * The second reader: the letter ends as one matter, each part is registered with the first day of receipt. With a report among them the
 * letter is sealed as a report, so that nobody reads in it what the parts no longer show. What was promised of it, or is to be executed, stays
 * owed as after every end.
 * @param partIds an id for each part
 * The petitioner, whose code opens the letter alone, is told of the parts by a paper that is served as any other; an anonymous one cannot be.
 * @throws ACT_NOT_IN_STAGE, SPLIT_AT_REGISTERING_ORGAN, SPLIT_OF_MERGED, SPLIT_NOT_PROPOSED, OWN_PROPOSAL, the codes of `issue`
 * @source law 4.1 splitPetition, split; practice A, F4; 信访工作条例 30 ¶3
 */
export function confirmSplit(
  given: Given,
  { splitId, partIds, ...ids }: PaperIds & { readonly splitId: string; readonly partIds: readonly string[] },
): Decision {
  const { state, clocks, law, act } = given;
  requireStage(state.stage, 'confirmSplit', SOURCE);
  requireHere(given);
  const proposal = recordsOf(state, 'split', 'prepared', 'proposed').at(-1);
  if (proposal?.id !== splitId || proposal.state !== 'proposed') throw splitError('SPLIT_NOT_PROPOSED', { source: SOURCE });
  if (proposal.byPersonId === act.personId) throw caseError('OWN_PROPOSAL', { source: SOURCE });
  const parts = proposal.data.kinds.map((kind, index) => {
    const petitionId = partIds[index];
    if (petitionId === undefined) throw new Error('an id for each part');
    return { petitionId, kind };
  });
  const pack = law.packOn(act.on);
  const paper = namesPetitioner(state)
    ? issue(given, pack, ids, act.organ, {
        kind: 'SPLIT_NOTICE',
        parts: {
          petitioner: petitionerParts(state),
          partsOfLetter: parts.map(({ petitionId, kind }) => ({ petitionId, what: PART_NAMES[kind] })),
          receivedOn: state.receivedOn,
          partCodes: sentence(pack, 'splitPartCodes'),
          noEffect: sentence(pack, 'splitStopsNoTerm'),
        },
      })
    : null;
  const record: CaseRecord<'split'> = { ...proposal, state: 'split', confirmedBy: act.personId, confirmedOn: act.on };
  return decided(
    given,
    {
      stage: 'closed',
      closedOn: act.on,
      outcome: 'split',
      kind: parts.some(({ kind }) => kind === 'REPORT') ? 'REPORT' : state.kind,
      records: withRecord(state.records, record),
    },
    {
      clocks: clocks
        .filter(({ term, ended }) => ended === null && !GOES_ON.includes(term))
        .map(({ term, subject }) => ({
          do: 'cancel',
          petitionId: state.id,
          term: term as Term,
          ...(subject !== null && { subject }),
          on: act.on,
          reason: 'split',
        })),
      events: [
        PetitionSplit.create({ petitionId: state.id, splitId, organId: act.organ.id, parts }),
        PetitionClosed.create({ petitionId: state.id, ground: 'split', closedOn: act.on }),
      ],
      papers: paper ? [paper] : [],
      line: { act: 'confirmSplit', basis: SOURCE, part: 'confirmation' },
    },
  );
}

/** Most parts that a letter has. */
export const MOST_PARTS = 5;
