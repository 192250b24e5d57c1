import { MediationAnswered, MediationArranged, MediationEnded, MediationProposed } from '@sunshine/events';
import { groundsOf, type Day, type RulePack } from '@sunshine/procedure';
import { requireStage } from '../acts.js';
import { decided } from '../decision.js';
import { isByPetitioner, petitionerOf } from '../members.js';
import type { Decision, Given, PetitionerGiven, PetitionState } from '../petition.js';
import { optionalFree, requiredFree } from '../pledge.js';
import { latestRecord, newRecord, withRecord, type CaseRecord } from '../records.js';
import { requireOrganWithAuthority } from '../standing.js';
import { required } from '../text.js';
import { mediationError } from './mediation.errors.js';
import type { Mediation } from './mediation.records.js';
import { settlementError } from './settlement.errors.js';
import { checkedParty, requireBothSides, requireClaim } from './settlement.js';
import type { Party } from './settlement.records.js';

const SOURCE = '信访工作条例 33';
const DECLINED = 'mediation_declined';

type AnyGiven = Given | PetitionerGiven;

const standing = (state: PetitionState): CaseRecord<'mediation'> | null => latestRecord(state, 'mediation', 'asking', 'agreed');

/** @throws MEDIATION_NOT_FOUND */
function requireStanding(state: PetitionState): CaseRecord<'mediation'> {
  const mediation = standing(state);
  if (!mediation) throw mediationError('MEDIATION_NOT_FOUND', { source: SOURCE });
  return mediation;
}

export interface ProposeMediation {
  readonly mediationId: string;
  /** By an officer; with the pass the holder and the organ in charge, or `other` in its place. */
  readonly parties: readonly Party[];
  /** With the pass: the other side in words. */
  readonly other: string | null;
  readonly dispute: string;
}

/**
 * 提出调解: by the petitioner, or by the organ in charge; each side is asked whether it takes part. Whoever proposes with the pass takes part.
 * No clock moves: what the organ owes it owes meanwhile.
 * @throws ACT_NOT_IN_STAGE, BUREAU_DECIDES_NO_EXIT, SETTLEMENT_OF_CLAIMS_ONLY, SETTLEMENT_STANDING, MEDIATION_STANDING, PETITIONER_NOT_NAMED,
 * SETTLEMENT_PARTY_MALFORMED, SETTLEMENT_PARTY_UNKNOWN, SETTLEMENT_PARTIES_MISSING, PLEDGE_NOT_TO_PETITION, TEXT_MISSING, TEXT_TOO_LONG
 * @source 信访工作条例 33; 人民调解法 17; law 4 P14
 */
export function proposeMediation(given: AnyGiven, command: ProposeMediation): Decision {
  const { state, law, act } = given;
  requireStage(state.stage, 'proposeMediation', SOURCE);
  requireOrganWithAuthority(state);
  requireClaim(state);
  if (latestRecord(state, 'settlement', 'standing')) throw settlementError('SETTLEMENT_STANDING', { source: SOURCE });
  if (standing(state)) throw mediationError('MEDIATION_STANDING', { source: SOURCE });
  const byPass = isByPetitioner(given);
  const named = byPass ? [own(petitionerOf(given)), opposite(state, command.other)] : command.parties;
  const parties = named.map((party, at) => checkedParty(given, party, at));
  requireBothSides(parties);
  const mediation = newRecord({
    id: command.mediationId,
    kind: 'mediation',
    state: 'asking',
    on: act.on,
    organId: state.organId,
    byPersonId: act.personId,
    data: {
      parties,
      willing: parties.map((_party, at) => (byPass && at === 0 ? true : null)),
      by: byPass ? 'petitioner' : 'organ',
      dispute: requiredFree(law.packOn(act.on), '争议', 'dispute', command.dispute, 2000),
      mediator: null,
      meetingOn: null,
      meetingAt: null,
      place: null,
      ground: null,
      reason: null,
    },
  });
  return decided(
    given,
    { records: [...state.records, mediation] },
    {
      events: [
        MediationProposed.create({
          petitionId: state.id,
          mediationId: mediation.id,
          organId: state.organId,
          by: mediation.data.by,
          parties: parties.length,
        }),
      ],
      line: { act: 'proposeMediation', basis: SOURCE },
    },
  );
}

const own = (petitionerId: string): Party => ({ petitionerId, organId: null, other: null });
const opposite = ({ organId }: PetitionState, other: string | null): Party =>
  other === null || other.trim() === '' ? { petitionerId: null, organId, other: null } : { petitionerId: null, organId: null, other };

export interface AnswerMediation {
  /** By an officer: 1 for the first party. With the pass it is the holder's own. */
  readonly party: number | null;
  readonly willing: boolean;
  /** By an officer: how the party was asked and what it said; with the pass the reason, if one is given. */
  readonly how: string | null;
}

/**
 * A party says whether it takes part, or that it does so no longer. Nobody is made to: one that does not want it ends the mediation.
 * @throws ACT_NOT_IN_STAGE, MEDIATION_NOT_FOUND, MEDIATION_PARTY_NOT_NAMED, MEDIATION_PARTY_UNKNOWN, PETITIONER_NOT_NAMED, MEDIATION_NOT_A_PARTY, PLEDGE_NOT_TO_PETITION,
 * TEXT_MISSING, TEXT_TOO_LONG
 * @source 信访工作条例 33 (经争议双方当事人同意); 人民调解法 17
 */
export function answerMediation(given: AnyGiven, command: AnswerMediation): Decision {
  const { state, law, act } = given;
  requireStage(state.stage, 'answerMediation', SOURCE);
  const mediation = requireStanding(state);
  const at = answering(given, mediation.data, command.party);
  const pack = law.packOn(act.on);
  const how = isByPetitioner(given)
    ? optionalFree(pack, '理由', 'how', command.how, 1000)
    : requiredFree(pack, '征询情况', 'how', command.how ?? '', 1000);
  const willing = mediation.data.willing.map((one, place) => (place === at ? command.willing : one));
  const event = MediationAnswered.create({
    petitionId: state.id,
    mediationId: mediation.id,
    party: at + 1,
    willing: command.willing,
  });
  if (!command.willing) {
    const reason = how ?? `第${at + 1}方不同意调解`;
    const ended = endedBy(mediation, { ...mediation.data, willing, ground: DECLINED, reason });
    return decided(
      given,
      { records: withRecord(state.records, ended) },
      {
        events: [event, MediationEnded.create({ petitionId: state.id, mediationId: mediation.id, ground: DECLINED, endedOn: act.on })],
        line: { act: 'answerMediation', basis: SOURCE, remark: '不同意调解，调解终止' },
      },
    );
  }
  const answered: CaseRecord<'mediation'> = {
    ...mediation,
    state: willing.every((one) => one === true) ? 'agreed' : mediation.state,
    data: { ...mediation.data, willing },
  };
  return decided(
    given,
    { records: withRecord(state.records, answered) },
    { events: [event], line: { act: 'answerMediation', basis: SOURCE, remark: '同意调解' } },
  );
}

/** Place of the party that answers. */
function answering(given: AnyGiven, { parties }: Mediation, party: number | null): number {
  if (!isByPetitioner(given)) {
    if (party === null) throw mediationError('MEDIATION_PARTY_NOT_NAMED', { source: SOURCE });
    if (!parties[party - 1]) throw mediationError('MEDIATION_PARTY_UNKNOWN', { source: SOURCE, details: { party } });
    return party - 1;
  }
  const id = petitionerOf(given);
  const at = parties.findIndex(({ petitionerId }) => petitionerId === id);
  if (at < 0) throw mediationError('MEDIATION_NOT_A_PARTY', { source: SOURCE });
  return at;
}

export interface ArrangeMediation {
  readonly mediator: string;
  readonly meetingOn: Day;
  /** As it is told to the parties: 上午九时. */
  readonly meetingAt: string;
  readonly place: string;
}

/**
 * The parties who all take part are invited: who mediates, when and where. Entered again, it is put off.
 * @throws ACT_NOT_IN_STAGE, MEDIATION_NOT_FOUND, MEDIATION_PARTIES_UNWILLING, MEDIATION_DAY_PAST, PLEDGE_NOT_TO_PETITION, TEXT_MISSING, TEXT_TOO_LONG
 * @source 信访工作条例 33
 */
export function arrangeMediation(given: Given, command: ArrangeMediation): Decision {
  const { state, law, act } = given;
  requireStage(state.stage, 'arrangeMediation', SOURCE);
  const mediation = requireStanding(state);
  if (mediation.state !== 'agreed') throw mediationError('MEDIATION_PARTIES_UNWILLING', { source: SOURCE });
  const { meetingOn } = command;
  if (meetingOn < act.on) throw mediationError('MEDIATION_DAY_PAST', { source: SOURCE, details: { day: meetingOn } });
  const arranged: CaseRecord<'mediation'> = {
    ...mediation,
    until: meetingOn,
    data: {
      ...mediation.data,
      mediator: requiredFree(law.packOn(act.on), '调解人', 'mediator', command.mediator, 200),
      meetingOn,
      meetingAt: required('调解时间', 'meetingAt', command.meetingAt, 50),
      place: required('调解地点', 'place', command.place, 200),
    },
  };
  return decided(
    given,
    { records: withRecord(state.records, arranged), handlerId: act.personId },
    {
      events: [MediationArranged.create({ petitionId: state.id, mediationId: mediation.id, meetingOn })],
      line: { act: 'arrangeMediation', basis: SOURCE },
    },
  );
}

export interface EndMediation {
  /** A ground of the pack for `endMediation`. */
  readonly ground: string;
  readonly reason: string;
}

/** @throws MEDIATION_GROUND_UNKNOWN */
function requireGround(pack: RulePack, code: string): { readonly title: string; readonly source: string } {
  const ground = groundsOf(pack, 'endMediation').find((one) => one.code === code);
  if (!ground) throw mediationError('MEDIATION_GROUND_UNKNOWN', { source: SOURCE, details: { ground: code } });
  return ground;
}

/**
 * Without an agreement: nobody agreed, or somebody did not sign. The matter stands where it stood, and its terms have run on.
 * @throws ACT_NOT_IN_STAGE, MEDIATION_NOT_FOUND, MEDIATION_GROUND_UNKNOWN, PLEDGE_NOT_TO_PETITION, TEXT_MISSING, TEXT_TOO_LONG
 * @source 信访工作条例 33; 人民调解法 26
 */
export function endMediation(given: Given, command: EndMediation): Decision {
  const { state, law, act } = given;
  requireStage(state.stage, 'endMediation', SOURCE);
  const mediation = requireStanding(state);
  const pack = law.packOn(act.on);
  const { title, source } = requireGround(pack, command.ground);
  const reason = requiredFree(pack, '理由', 'reason', command.reason, 2000);
  const { ground } = command;
  return decided(
    given,
    { records: withRecord(state.records, endedBy(mediation, { ...mediation.data, ground, reason })) },
    {
      events: [MediationEnded.create({ petitionId: state.id, mediationId: mediation.id, ground, endedOn: act.on })],
      line: { act: 'endMediation', basis: source, remark: title },
    },
  );
}

const endedBy = (mediation: CaseRecord<'mediation'>, data: Mediation): CaseRecord<'mediation'> => ({
  ...mediation,
  state: 'ended',
  until: null,
  data,
});
