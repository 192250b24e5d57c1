import { MEASURE_MEANS, MEASURE_STATES } from '../domain/measures/measure.records.js';
import { doneBy } from '../runner/done-by.js';
import type { OrganRecordView } from '../runner/organ-record.reads.js';
import type { ConferenceMeasure } from './measures.graph.js';

/** A `ConferenceMeasure` of the graph that keeps what it is shown of. */
export type ShownMeasure = ConferenceMeasure & { readonly of: OrganRecordView<'measure'> };

export const shownMeasure = (record: OrganRecordView<'measure'>): ShownMeasure => ({ ...shown(record), of: record });

const shown = (view: OrganRecordView<'measure'>): ConferenceMeasure => ({
  id: view.id,
  number: view.number,
  state: view.state,
  stateName: MEASURE_STATES[view.state],
  organ: { id: view.organId },
  cadre: view.cadreId === null ? null : { id: view.cadreId },
  byOrgan: { id: view.byOrganId },
  byPerson: { id: view.byPersonId },
  means: view.means,
  meansNames: view.means.map((one) => MEASURE_MEANS[one]),
  facts: view.facts,
  basis: view.basis,
  gravity: view.gravity,
  openedOn: view.openedOn,
  replyBy: view.replyBy,
  answer: view.answer && doneBy(view.answer),
  decision: view.decision && doneBy(view.decision),
  record: view.record && doneBy(view.record),
  corrections: view.corrections.map(doneBy),
  checks: view.checks.map(doneBy),
  removal: view.removal && { ...doneBy(view.removal), text: view.removal.reason },
});
