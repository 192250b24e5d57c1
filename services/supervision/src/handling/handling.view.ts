import { HANDLING_MEANS, HANDLING_STATES, HANDLING_STEPS } from '../domain/handling/handling.records.js';
import type { OfferedTrigger as Offered } from '../domain/handling/triggers.js';
import type { RecordView } from '../runner/record.reads.js';
import type { OfferedTrigger, SupervisedHandling } from './handling.graph.js';

const person = (id: string | null | undefined) => (id ? { id } : null);

export const shownHandling = (view: RecordView<'handling'>): SupervisedHandling => ({
  id: view.id,
  petition: { id: view.petitionId },
  petitionNumber: view.petitionNumber,
  state: view.state,
  stateName: HANDLING_STATES[view.state],
  number: view.number,
  organ: { id: view.organId },
  byOrgan: { id: view.byOrganId },
  fromNode: view.node?.name ?? null,
  byPerson: person(view.byPersonId),
  proposalId: view.proposalId,
  triggers: view.triggers.map(({ title: name, ...trigger }) => ({ ...trigger, name })),
  wrong: view.wrong,
  request: view.request,
  means: view.means,
  meansName: HANDLING_MEANS[view.means],
  openedOn: view.openedOn,
  replyBy: view.replyBy,
  steps: view.steps.map(({ byPersonId, ...line }) => ({ ...line, stepName: HANDLING_STEPS[line.step], byPerson: { id: byPersonId } })),
  replies: view.replies.map(({ on, byPersonId, text, judged }) => ({
    on,
    byPerson: person(byPersonId),
    text,
    judgedOn: judged?.on ?? null,
    judgedBy: person(judged?.byPersonId),
    accepted: judged?.accepted ?? null,
    missing: judged?.missing ?? null,
  })),
  extensions: view.extensions.map(({ on, from, to, reason }) => ({ on, from, to, reason })),
  closedOn: view.closed?.on ?? null,
  result: view.closed?.result ?? null,
});

export const shownTrigger = ({ organId, title: name, ...trigger }: Offered): OfferedTrigger => ({
  ...trigger,
  name,
  organ: { id: organId },
});
