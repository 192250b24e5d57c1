import { TERM_NAMES } from '@sunshine/words';
import { PROPOSAL_STATES, REMINDER_MEANS, REMINDER_STATES } from '../domain/reminders/reminders.records.js';
import type { RecordView } from '../runner/record.reads.js';
import type { Reminder, SupervisionProposal } from './reminders.graph.js';

const person = (id: string | null | undefined) => (id ? { id } : null);

/** What every record on a petition tells. */
const ofPetition = (view: RecordView<'reminder' | 'proposal'>) => ({
  id: view.id,
  petition: { id: view.petitionId },
  petitionNumber: view.petitionNumber,
  state: view.state,
  organ: { id: view.organId },
  byOrgan: { id: view.byOrganId },
  clockId: view.clockId,
  term: view.term,
  termName: TERM_NAMES[view.term] ?? view.term,
  effectiveDue: view.effectiveDue,
  openedOn: view.openedOn,
});

export const shownReminder = (view: RecordView<'reminder'>): Reminder => ({
  ...ofPetition(view),
  stateName: REMINDER_STATES[view.state],
  number: view.number,
  fromNode: view.node?.name ?? null,
  byPerson: person(view.byPersonId),
  means: view.means,
  meansName: REMINDER_MEANS[view.means],
  spokenWith: view.spokenWith,
  reason: view.reason,
  replyBy: view.replyBy,
  answeredOn: view.answer?.on ?? null,
  answeredBy: person(view.answer?.byPersonId),
  answer: view.answer?.text ?? null,
  withdrawnReason: view.withdrawn?.reason ?? null,
});

export const shownProposal = (view: RecordView<'proposal'>): SupervisionProposal => ({
  ...ofPetition(view),
  stateName: PROPOSAL_STATES[view.state],
  endedOn: view.ended?.on ?? null,
  endedBy: person(view.ended?.byPersonId),
  endReason: view.ended?.reason ?? null,
});
