import { PaperVoided, SuccessionRevocationDeclined, SuccessionRevocationProposed, SuccessionRevoked } from '@sunshine/events';
import { requireStage, type ActName } from '../acts.js';
import { caseError } from '../case.errors.js';
import { decided } from '../decision.js';
import { ownPetitioners } from '../members.js';
import type { Decision, Given, PetitionState } from '../petition.js';
import { latestRecord, newRecord, proposalsReplaced, recordsOf, withRecord, type CaseRecord } from '../records.js';
import { standingWithdrawal } from '../standing.js';
import { required } from '../text.js';
import { revocationError } from './revocation.errors.js';

const SOURCE = '本系统规则 撤销误登的死亡、终止（参照行政复议法 14）';

/** Papers that the entry itself has brought to the successors: they are void with it. */
export const PAPERS_OF_ENTRY: readonly string[] = ['SUCCESSION_NOTICE', 'CODE_REISSUE'];

/** What stands in the tables of the successors of the entry. */
export interface OfSuccessors {
  /** Kinds of other papers that reached one of them. */
  readonly served: readonly string[];
  /** Papers of the entry that are not void. */
  readonly papers: readonly { readonly id: string; readonly kind: string; readonly number: string | null }[];
}

/** The latest entry of a petitioner of this petition; null where none stands. */
export const standingSuccession = (state: PetitionState, petitionerId: string): CaseRecord<'succession'> | null =>
  ownPetitioners(state).includes(petitionerId)
    ? (recordsOf(state, 'succession', 'recorded').findLast(({ data }) => data.petitionerId === petitionerId) ?? null)
    : null;

/** What has been done on the entry, in words; null where nothing was. */
function reliedOn(state: PetitionState, { on, data }: CaseRecord<'succession'>, { served }: OfSuccessors): string | null {
  const { successorIds } = data;
  const among = (id: string | null) => id !== null && successorIds.includes(id);
  if (recordsOf(state, 'succession', 'recorded').some((later) => among(later.data.petitionerId)))
    return '承继人自己的死亡、终止已经登记，请先撤销该登记';
  if (served.length > 0 || state.deliveries.some(({ petitionerId, servedOn }) => servedOn !== null && among(petitionerId)))
    return '已有文书送达承继人';
  if (recordsOf(state, 'inquiry').some((inquiry) => among(inquiry.data.petitionerId))) return '已向承继人调查核实';
  if (recordsOf(state, 'settlement').some((settlement) => settlement.data.parties.some(({ petitionerId }) => among(petitionerId))))
    return '承继人已经签订调解、和解协议';
  if (recordsOf(state, 'mediation').some(({ data: { parties } }) => parties.some(({ petitionerId }) => among(petitionerId))))
    return '承继人已经参加调解';
  const withdrawal = standingWithdrawal(state);
  if (withdrawal !== null && withdrawal.on >= on) return '登记以后本件已经声明撤回，而该信访人没有参加；请先由声明人撤销撤回';
  return null;
}

function requireRevocable({ state }: Given, act: ActName, petitionerId: string, of: OfSuccessors): CaseRecord<'succession'> {
  requireStage(state.stage, act, SOURCE);
  const succession = standingSuccession(state, petitionerId);
  if (!succession) throw revocationError('SUCCESSION_NOT_STANDING', { source: SOURCE });
  const what = reliedOn(state, succession, of);
  if (what !== null) throw revocationError('SUCCESSION_RELIED_ON', { source: SOURCE, details: { what } });
  return succession;
}

export interface RevokeSuccession {
  readonly recordId: string;
  readonly petitionerId: string;
  readonly reason: string;
}

/**
 * A death or dissolution was entered by mistake: its taking back is proposed, with the reason. Only the latest entry of a petitioner, and only
 * before anybody has relied on it: no paper has reached a successor, nobody has heard or settled with one, nobody has withdrawn since.
 * @throws ACT_NOT_IN_STAGE, SUCCESSION_NOT_STANDING, SUCCESSION_RELIED_ON, TEXT_MISSING
 * @source own rule; a matter that was closed on the entry is opened again first (law 4.1 reopenPetition)
 */
export function revokeSuccession(given: Given, { recordId, petitionerId, reason }: RevokeSuccession, of: OfSuccessors): Decision {
  const { state, act } = given;
  const { id: successionId } = requireRevocable(given, 'revokeSuccession', petitionerId, of);
  const record = newRecord({
    id: recordId,
    kind: 'successionRevocation',
    state: 'proposed',
    on: act.on,
    organId: act.organ.id,
    byPersonId: act.personId,
    data: { successionId, petitionerId, reason: required('撤销理由', 'reason', reason, 1000) },
  });
  return decided(
    given,
    { records: withRecord(proposalsReplaced(state.records, 'successionRevocation'), record) },
    {
      events: [SuccessionRevocationProposed.create({ petitionId: state.id, revocationId: recordId, organId: act.organ.id })],
      line: { act: 'revokeSuccession', basis: SOURCE, part: 'proposal' },
    },
  );
}

/**
 * The second person, never the proposer; everything is judged again. The petitioner is party to the matter as before the entry, or as the entry
 * before it left it; the successors are petitioners no longer and the papers that made them so are void. No clock moves: the organ owed the same
 * by the same day all along.
 * @throws ACT_NOT_IN_STAGE, REVOCATION_NOT_PROPOSED, OWN_PROPOSAL, SUCCESSION_NOT_STANDING, SUCCESSION_RELIED_ON
 * @source own rule, law 4.1 (two people where an act takes a right away: here that of the successors)
 */
export function confirmSuccessionRevocation(
  given: Given,
  { revocationId, accepted }: { readonly revocationId: string; readonly accepted: boolean },
  of: OfSuccessors,
): Decision {
  const { state, act } = given;
  requireStage(state.stage, 'confirmSuccessionRevocation', SOURCE);
  const proposal = latestRecord(state, 'successionRevocation', 'proposed');
  if (proposal?.id !== revocationId) throw revocationError('REVOCATION_NOT_PROPOSED', { source: SOURCE });
  if (proposal.byPersonId === act.personId) throw caseError('OWN_PROPOSAL', { source: SOURCE });
  const judged = { confirmedBy: act.personId, confirmedOn: act.on };
  const basis = { act: 'confirmSuccessionRevocation', basis: SOURCE } as const;
  if (!accepted) {
    const records = withRecord(state.records, { ...proposal, ...judged, state: 'rejected' });
    return decided(
      given,
      { records },
      {
        events: [SuccessionRevocationDeclined.create({ petitionId: state.id, revocationId, organId: act.organ.id })],
        line: { ...basis, part: 'proposal', remark: '不同意撤销' },
      },
    );
  }
  const { petitionerId } = proposal.data;
  const succession = requireRevocable(given, 'confirmSuccessionRevocation', petitionerId, of);
  const { successorIds, successionId = null } = succession.data;
  const records = withRecord(withRecord(state.records, { ...succession, state: 'revoked' }), { ...proposal, ...judged, state: 'revoked' });
  return decided(
    given,
    { petitionerIds: state.petitionerIds.filter((id) => !successorIds.includes(id)), records },
    {
      events: [
        SuccessionRevoked.create({
          petitionId: state.id,
          organId: act.organ.id,
          successionId,
          petitionerId,
          successorIds: [...successorIds],
        }),
        ...of.papers.map(({ id: documentId, kind }) =>
          PaperVoided.create({ petitionId: state.id, documentId, kind, replacedById: null, opinionId: null }),
        ),
      ],
      voids: of.papers.map(({ id: documentId }) => ({
        documentId,
        on: act.on,
        reason: '所依据的承继登记已撤销',
        byPersonId: act.personId,
        replacedById: null,
      })),
      line: { ...basis, part: 'confirmation' },
    },
  );
}
