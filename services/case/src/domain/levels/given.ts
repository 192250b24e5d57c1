import type { MatterWanted, DataOf } from '@sunshine/events';
import type { ClockFact, Organ, PetitionState } from '../petition.js';
import type { ChannelTold } from '../channels.js';
import { latestRecord, recordsOf } from '../records.js';
import { proposedExitPart, standingTransfer } from '../standing.js';

type Wanted = Pick<DataOf<typeof MatterWanted>, 'messageKind' | 'about'>;

/** A petition that another node is told of, and the organs between which it was sent on last. */
export interface Told {
  readonly state: PetitionState;
  readonly clocks: readonly ClockFact[];
  readonly from: Pick<Organ, 'id' | 'name'> | null;
  readonly to: Pick<Organ, 'id' | 'name'> | null;
  /** Of the opinion in hand; null: there is none, or it was not looked up. */
  readonly opinionNumber: string | null;
  /** The way to which the petitioner was guided, as the notice has it; null: to none, or it was not looked up. */
  readonly guidance: ChannelTold | null;
  /** Where the matter is now. */
  readonly organ: Pick<Organ, 'id' | 'name'> | null;
  /** Of the objection that is told of: the organ that is proposed, and the one that the decision names. */
  readonly proposed?: Pick<Organ, 'id' | 'name'> | null;
  readonly newOrgan?: Pick<Organ, 'id' | 'name'> | null;
}

const named = (organ: Pick<Organ, 'id' | 'name'> | null) => organ && { name: organ.name, code: organ.id };

/** Fields without those that nobody has said anything of. */
const said = (fields: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== undefined && value !== ''));

/** How the matter was sent on. @source 信访工作条例 22 ¶1(2), (3) */
function sentOn({ state, from, to }: Told): Record<string, unknown> {
  const transfer = standingTransfer(state);
  if (!transfer) return {};
  const { reason, reportBy, points, number } = transfer.data;
  return said({
    from: named(from),
    to: named(to),
    reason,
    proposedExit: proposedExitPart(state)?.exit,
    paper: { number, issuedOn: transfer.on },
    ...(transfer.data.kind === 'ASSIGNMENT' && { reportRequired: true, reportBy, points }),
  });
}

/** What the opinion says to each request, with what was found. */
const wordsOf = ({ opinion }: PetitionState): string | null =>
  opinion && [opinion.facts, ...opinion.answers.map(({ answer }) => answer)].filter((text) => text !== '').join('\n');

/** @source 信访工作条例 23 ¶3 */
function objected({ state, proposed = null, newOrgan = null }: Told, messageKind: string, about: string | null): Record<string, unknown> {
  const objection = recordsOf(state, 'objection').find(({ id }) => id === about);
  if (!objection) return {};
  const { reason, basis, number, decision } = objection.data;
  const { confirmedOn } = objection;
  if (messageKind === 'objection')
    return said({ reason, basis, raisedOn: confirmedOn, proposedOrgan: named(proposed), paper: { number, issuedOn: confirmedOn } });
  if (!decision) return {};
  const paper = decision.paper && { number: decision.paper.number, issuedOn: decision.on };
  return said({ reason: decision.reason, decidedOn: decision.on, newOrgan: named(newOrgan), paper });
}

/**
 * What another node is told of the handling, beside the days that the event of the act told already: the fields of the message as
 * `libs/envelope` has them. Empty where nothing of it stands any more.
 */
export function handlingGiven(told: Told, { messageKind, about }: Wanted): Record<string, unknown> {
  const { state, clocks } = told;
  switch (messageKind) {
    case 'transfer':
    case 'assignment':
    case 'political-legal-hand-over':
    case 'discipline-hand-over':
      return sentOn(told);
    case 'acceptance':
      return said({ dueOn: clocks.findLast(({ term }) => term === 'HANDLE')?.effectiveDue });
    case 'extension':
      return said({ reason: state.extension?.id === about ? state.extension.reason : null });
    case 'opinion':
      return said({ text: wordsOf(state) });
    case 'service':
      return said({ opinionNumber: told.opinionNumber });
    case 'assigned-matter-report': {
      const made =
        recordsOf(state, 'assignmentReport').find(({ data }) => data.documentId === about) ??
        latestRecord(state, 'assignmentReport', 'made');
      return said({ text: made?.data.report });
    }
    case 'report-return': {
      const sent = recordsOf(state, 'assignmentReport', 'returned').find(({ data }) => data.returned?.documentId === about);
      if (!sent) return {};
      const { answer: reason, todo, returned } = sent.data;
      return said({ reason, todo, paper: { number: returned?.number, issuedOn: sent.confirmedOn } });
    }
    case 'guidance-given': {
      const decision = recordsOf(state, 'exitDecision').find(({ data }) => data.documentId === about);
      const { guidance } = told;
      if (!decision || !guidance) return {};
      return said({
        guidedOn: decision.data.toldOn,
        reason: guidance.title,
        competentBody: { name: guidance.body },
        deadline: guidance.limits.flatMap(({ duty, text }) => (duty === 'petitioner' ? [text] : [])).join('\n'),
      });
    }
    case 'merge': {
      const merge = recordsOf(state, 'merge').find(({ data }) => data.mergeId === about);
      if (!merge) return {};
      const { leadNumber: lead, joined, reason } = merge.data;
      return said({ lead, merged: joined.map(({ number }) => number), mergedOn: merge.confirmedOn ?? merge.on, reason });
    }
    case 'split':
      return said({ reason: recordsOf(state, 'split', 'split').find(({ id }) => id === about)?.data.reason });
    case 'recall': {
      const recall = standingTransfer(state)?.data.recall;
      return recall ? said({ reason: recall.reason, recalledOn: recall.on, paper: { number: recall.number, issuedOn: recall.on } }) : {};
    }
    case 'objection':
    case 'objection-decision':
      return objected(told, messageKind, about);
    case 'status-answer': {
      const { stage, exit, outcome, acceptedOn, closedOn } = state;
      const dueOn = clocks.findLast(({ term, ended }) => term === 'HANDLE' && ended === null)?.effectiveDue;
      return said({ stage, exit, outcome, acceptedOn, dueOn, closedOn, handlingUnit: told.organ?.name });
    }
    default:
      return {};
  }
}
