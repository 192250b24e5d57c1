import { PART_STATES, ROUND_METHODS, ROUND_STATES } from '../domain/rounds/round.records.js';
import { doneBy } from '../runner/done-by.js';
import type { OrganRecordView } from '../runner/organ-record.reads.js';
import type { InspectionRound } from './rounds.graph.js';

export const shownRound = (view: OrganRecordView<'round'>): InspectionRound => ({
  id: view.id,
  number: view.number,
  state: view.state,
  stateName: ROUND_STATES[view.state],
  orderedBy: { id: view.organId },
  order: view.order,
  byOrgan: { id: view.byOrganId },
  byPerson: { id: view.byPersonId },
  team: view.team.map((id) => ({ id })),
  matters: view.matters,
  methods: [...view.methods],
  methodNames: view.methods.map((one) => ROUND_METHODS[one]),
  openedOn: view.openedOn,
  from: view.from,
  to: view.to,
  replyBy: view.replyBy,
  organs: view.parts.map(({ organId, feedback, findings, corrections, checks, ...part }) => ({
    ...part,
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
