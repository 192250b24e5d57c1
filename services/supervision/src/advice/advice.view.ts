import { ADVICE_ANSWERS, ADVICE_EFFECTS, ADVICE_KINDS, ADVICE_STATES, RESPONSIBILITY_RESULTS } from '../domain/advice/advice.records.js';
import { doneBy } from '../runner/done-by.js';
import type { OrganRecordView } from '../runner/organ-record.reads.js';
import type { Advice } from './advice.graph.js';

/** An `Advice` of the graph that keeps what it is shown of. */
export type ShownAdvice = Advice & { readonly of: OrganRecordView<'advice'> };

export const shownAdvice = (record: OrganRecordView<'advice'>): ShownAdvice => ({ ...shown(record), of: record });

const shown = ({ advice, petitionId, answer, result, ...view }: OrganRecordView<'advice'>): Advice => ({
  id: view.id,
  number: view.number,
  kind: advice,
  kindName: ADVICE_KINDS[advice],
  state: view.state,
  stateName: ADVICE_STATES[view.state],
  organ: { id: view.organId },
  byOrgan: { id: view.byOrganId },
  byPerson: { id: view.byPersonId },
  unit: view.unitId === null ? null : { id: view.unitId },
  petition: petitionId === null ? null : { id: petitionId },
  petitionNumber: view.petitionNumber,
  found: view.found,
  basis: view.basis,
  advised: view.advised,
  consequences: view.consequences,
  openedOn: view.openedOn,
  replyBy: view.replyBy,
  extensions: view.extensions.map(doneBy),
  answeredOn: answer?.on ?? null,
  answeredBy: answer ? { id: answer.byPersonId } : null,
  answer: answer?.as ?? null,
  answerName: answer ? ADVICE_ANSWERS[answer.as] : null,
  answerText: answer?.text ?? null,
  answerReasons: answer?.reasons ?? null,
  effects: view.effects.map((one) => ({ ...doneBy(one), effectName: ADVICE_EFFECTS[one.effect] })),
  result: result ? { ...doneBy(result), resultName: RESPONSIBILITY_RESULTS[result.result] } : null,
});
