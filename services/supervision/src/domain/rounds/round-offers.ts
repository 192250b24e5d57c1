import type { Day } from '@sunshine/procedure';
import type { OrganOffer } from '../organ-offers.js';
import { isImportant, type Round } from './round.records.js';

/** Who reads a round. */
interface RoundReaderNow {
  readonly personId: string;
  readonly on: Day;
  /** Head of who inspects. */
  readonly isHead: boolean;
}

/**
 * The acts that a round leaves open to a reader, of the round where `of` is null, else of that inspected organ, in the order of their course;
 * whether he has the right is judged apart.
 */
export function roundOffers(round: Round, { personId, on, isHead }: RoundReaderNow, of: string | null): OrganOffer[] {
  if (round.ended) return [];
  const isOfTeam = isHead || round.team.includes(personId);
  const own = (...acts: readonly OrganOffer['act'][]): OrganOffer[] => acts.map((act) => ({ act, organId: round.byOrganId }));
  if (of === null) {
    const important = isImportant(round);
    const mayEnd = round.state === 'checked' && (!important || round.reports.length > 0);
    return [
      ...(isOfTeam && important ? own('reportRoundProblems') : []),
      ...(isOfTeam && mayEnd ? own('endInspectionRound') : []),
      ...(isOfTeam || round.byPersonId === personId ? own('changeRoundTeam') : []),
    ];
  }
  const state = round.parts.find(({ organId }) => organId === of)?.state;
  if (state === 'correcting') return [{ act: 'reportRoundCorrection', organId: of }];
  if (!isOfTeam) return [];
  if (state === 'inspecting') return on < round.from ? [] : own('noteRoundFinding', 'giveRoundFeedback');
  return state === 'corrected' ? own('checkRoundCorrection') : [];
}
