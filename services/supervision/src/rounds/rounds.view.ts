import { PART_STATES, ROUND_METHODS, ROUND_STATES } from '../domain/rounds/round.records.js';
import { doneBy } from '../runner/done-by.js';
import type { OrganRecordView } from '../runner/organ-record.reads.js';
import type { InspectedOrgan, InspectionRound } from './rounds.graph.js';

/** An `InspectedOrgan` of the graph that keeps the round. */
export type ShownPart = InspectedOrgan & { readonly of: OrganRecordView<'round'> };
/** An `InspectionRound` of the graph that keeps what it is shown of. */
export type ShownRound = InspectionRound & { readonly of: OrganRecordView<'round'>; readonly organs: readonly ShownPart[] };

export const shownRound = (view: OrganRecordView<'round'>): ShownRound => ({
  of: view,
  id: view.id,
  number: view.number,
  state: view.state,
  stateName: ROUND_STATES[view.state],
  orderedBy: { id: view.organId },
  order: view.order,
  byOrgan: { id: view.byOrganId },
  byPerson: { id: view.byPersonId },
  team: view.team.map((id) => ({ id })),
  teamChanges: view.teamChanges.map(({ left, joined, ...change }) => ({
    ...doneBy(change),
    left: left.map((id) => ({ id })),
    joined: joined.map((id) => ({ id })),
  })),
  matters: view.matters,
  methods: [...view.methods],
  methodNames: view.methods.map((one) => ROUND_METHODS[one]),
  openedOn: view.openedOn,
  from: view.from,
  to: view.to,
  replyBy: view.replyBy,
  organs: view.parts.map(({ organId, feedback, findings, corrections, checks, ...part }) => ({
    ...part,
    of: view,
    organ: { id: organId },
    stateName: PART_STATES[part.state],
    findings: findings.map(doneBy),
    feedback: feedback && doneBy(feedback),
    corrections: corrections.map(doneBy),
    checks: checks.map(doneBy),
  })),
  reports: view.reports.map(({ toOrganId, ...report }) => ({ ...doneBy(report), toOrgan: { id: toOrganId } })),
  endedOn: view.ended?.on ?? null,
  result: view.ended?.text ?? null,
});
