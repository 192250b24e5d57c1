import { Crossing, CrossingMarked } from '@sunshine/events';
import { decided } from '../decision.js';
import type { Decision, Given, PetitionState } from '../petition.js';
import { latestRecord, newRecord, withRecord, type CaseRecord } from '../records.js';
import { routingError } from './routing.errors.js';
import { requireStage } from '../acts.js';
import { required } from '../text.js';

const SOURCE = '本系统规则 三跨三分离';

/** Kinds that stand, in the order of the list. */
export const crossingOf = (state: Pick<PetitionState, 'records'>): readonly Crossing[] =>
  latestRecord(state, 'crossing', 'standing')?.data.kinds ?? [];

/**
 * Marks a matter as crossing regions, departments or industries, or as one whose person, place and household lie apart, so that the right
 * organs are brought together. About the matter, never about a person; it moves no clock. An empty list takes the mark off.
 * @throws ACT_NOT_IN_STAGE, CROSSING_UNKNOWN, CROSSING_UNCHANGED, TEXT_MISSING
 * @source own rule
 */
export function markCrossing(
  given: Given,
  command: { readonly crossingId: string; readonly kinds: readonly string[]; readonly reason: string },
): Decision {
  const { state, act } = given;
  requireStage(state.stage, 'markCrossing', SOURCE);
  const unknown = command.kinds.find((kind) => !Crossing.safeParse(kind).success);
  if (unknown !== undefined) throw routingError('CROSSING_UNKNOWN', { source: SOURCE, details: { kind: unknown } });
  const kinds = Crossing.options.filter((kind) => command.kinds.includes(kind));
  if (kinds.join() === crossingOf(state).join()) throw routingError('CROSSING_UNCHANGED', { source: SOURCE });
  const reason = required('标注说明', 'reason', command.reason, 500);
  const former = state.records.map((record): CaseRecord =>
    record.kind === 'crossing' && record.state === 'standing' ? { ...record, state: 'superseded' } : record,
  );
  const mark = newRecord({
    id: command.crossingId,
    kind: 'crossing',
    state: 'standing',
    on: act.on,
    organId: act.organ.id,
    byPersonId: act.personId,
    data: { kinds, reason },
  });
  return decided(
    given,
    { records: withRecord(former, mark) },
    {
      events: [CrossingMarked.create({ petitionId: state.id, kinds })],
      line: { act: 'markCrossing', basis: SOURCE, remark: reason },
    },
  );
}
