import { RefilingCompared } from '@sunshine/events';
import { decided } from '../decision.js';
import type { Decision, Given, PetitionState } from '../petition.js';
import { newRecord, recordsOf, type CaseRecord } from '../records.js';
import { refilingError } from './refiling.errors.js';
import type { EarlierOpinion } from './refiling.records.js';
import { requireStage } from '../acts.js';
import type { Stage } from '../stages.js';
import { required } from '../text.js';

const SOURCE = '信访工作条例 36 ¶3';
const PENDING = '信访工作条例 19 ¶3';

/** The finished matter as the officer may see it, or one in hand at an organ below. */
export interface EarlierMatter {
  readonly petitionId: string;
  readonly number: string;
  readonly stage: Stage;
  /** In hand at an organ below the one that compares. */
  readonly inHand?: boolean;
}

export interface CompareRefiling {
  readonly recordId: string;
  readonly earlierNumber: string;
  /** Of the finished matter, the last one last: the opinion of 复核, or the one whose term was missed. */
  readonly opinions: readonly EarlierOpinion[];
  /** Facts and reasons are the same. */
  readonly same: boolean;
  readonly reason: string;
}

/**
 * A person reads both and says in writing whether facts and reasons are the same: no search and no likeness decides it. Where they are not
 * clearly the same it is a new matter. No clock moves; a refusal needs this finding, and another person to confirm it. Of a matter that an organ below
 * has in hand (19 ¶3) no opinion is named, and the desk says whether both have a petitioner in common (`petitionersCompared`).
 * @param earlier null where the officer may see no such matter
 * @throws ACT_NOT_IN_STAGE, REFILING_EARLIER_NOT_FOUND, REFILING_EARLIER_OPEN, REFILING_OPINIONS_MISSING, REFILING_OPINION_LATER, TEXT_MISSING
 * @source 信访工作条例 19 ¶3, 36 ¶3; law 4.1 (any filing on a closed matter), 10 rule 3
 */
export function compareRefiling(given: Given, command: CompareRefiling, earlier: EarlierMatter | null): Decision {
  const { state, act } = given;
  const { recordId, earlierNumber, opinions, same } = command;
  requireStage(state.stage, 'compareRefiling', SOURCE);
  if (!earlier || earlier.petitionId === state.id)
    throw refilingError('REFILING_EARLIER_NOT_FOUND', { source: SOURCE, details: { number: earlierNumber } });
  const inHand = earlier.stage !== 'closed';
  if (inHand && !earlier.inHand) throw refilingError('REFILING_EARLIER_OPEN', { source: SOURCE, details: { number: earlierNumber } });
  const source = inHand ? PENDING : SOURCE;
  if (!inHand && opinions.length === 0) throw refilingError('REFILING_OPINIONS_MISSING', { source: SOURCE });
  const later = opinions.find(({ servedOn }) => servedOn > state.receivedOn);
  if (later) throw refilingError('REFILING_OPINION_LATER', { details: { number: later.number, received: state.receivedOn } });
  const record = newRecord({
    id: recordId,
    kind: 'refilingComparison',
    state: same ? 'same' : 'new',
    on: act.on,
    organId: act.organ.id,
    byPersonId: act.personId,
    data: {
      earlierId: earlier.petitionId,
      earlierNumber: earlier.number,
      opinions: opinions.map(({ number, servedOn }, at) => ({
        number: required('意见书文号', `opinions.${at}.number`, number, 100),
        servedOn,
      })),
      reason: required('比对理由', 'reason', command.reason, 2000),
      ...(inHand && { inHand }),
    },
  });
  return decided(
    given,
    { records: [...state.records, record] },
    {
      events: [
        RefilingCompared.create({
          petitionId: state.id,
          comparisonId: recordId,
          organId: act.organ.id,
          earlierPetitionId: earlier.petitionId,
          same,
          ...(inHand && { inHand }),
        }),
      ],
      line: { act: 'compareRefiling', basis: source, remark: same ? '事实和理由相同' : '有新的事实或者理由' },
    },
  );
}

/** What the desk found of the petitioners of both matters; null where no comparison of that id waits for it. */
export function petitionersCompared(
  state: Pick<PetitionState, 'records'>,
  { comparisonId, common }: { readonly comparisonId: string; readonly common: boolean },
): CaseRecord<'refilingComparison'> | null {
  const record = recordsOf(state, 'refilingComparison').find(({ id }) => id === comparisonId);
  return record ? { ...record, data: { ...record.data, commonPetitioner: common } } : null;
}
