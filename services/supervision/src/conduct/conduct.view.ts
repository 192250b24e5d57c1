import { CONDUCT_MEASURES, CONDUCT_STATES } from '../domain/conduct/conduct.records.js';
import { doneBy } from '../runner/done-by.js';
import type { OrganRecordView } from '../runner/organ-record.reads.js';
import type { ConductComplaint } from './conduct.graph.js';

/** A `ConductComplaint` of the graph that keeps what it is shown of. */
export type ShownComplaint = ConductComplaint & { readonly of: OrganRecordView<'conduct'> };

export const shownComplaint = (record: OrganRecordView<'conduct'>): ShownComplaint => ({ ...shown(record), of: record });

const shown = ({ conclusion, ...view }: OrganRecordView<'conduct'>): ConductComplaint => ({
  id: view.id,
  number: view.number,
  state: view.state,
  stateName: CONDUCT_STATES[view.state],
  organ: { id: view.organId },
  person: view.personId === null ? null : { id: view.personId },
  byOrgan: { id: view.byOrganId },
  receivedBy: { id: view.receivedByOrganId },
  byPerson: { id: view.byPersonId },
  petition: view.petitionId === null ? null : { id: view.petitionId },
  petitionNumber: view.petitionNumber,
  facts: view.facts,
  classified: view.classified,
  retaliation: view.retaliation,
  openedOn: view.openedOn,
  replyBy: view.replyBy,
  protections: view.protections.map(doneBy),
  conclusion: conclusion && {
    ...doneBy(conclusion),
    measureName: conclusion.measure && CONDUCT_MEASURES[conclusion.measure],
    decidedBy: conclusion.decidedByOrganId === null ? null : { id: conclusion.decidedByOrganId },
  },
  reply: view.reply && doneBy(view.reply),
  ended: view.ended && doneBy(view.ended),
});
