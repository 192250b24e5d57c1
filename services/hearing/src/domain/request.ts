import { HearingDecided as Decided, HearingDecisionProposed, HearingRequested } from '@sunshine/events';
import { groundsOf } from '@sunshine/procedure';
import { SOURCE, acting, changed, daysAfter, now, requireThisOrgan, stageNow, daysOf } from './course.js';
import { CONTENTS, FORMS, STANDING, type Given, type Hearing, type HearingDecided, type PassAct } from './hearing.js';
import { hearingError } from './hearing.errors.js';
import { oneOf, optional, required } from './text.js';

export interface RequestHearing {
  readonly hearingId: string;
  readonly reason: string;
  readonly newEvidence: string | null;
  readonly form: string | null;
  /** Null: by the pass of the petition itself, or by an officer for all. */
  readonly petitionerId: string | null;
}

/**
 * A hearing is asked for: by a petitioner in writing, with the pass or through an officer who enters the paper; or moved by the organ. What
 * stands against it is for the decision to say; a request is refused here only where nothing could be decided.
 * @throws HEARING_CLAIMS_ONLY, HEARING_NOT_IN_STAGE, HEARING_OF_OTHER_ORGAN, HEARING_UNDER_WAY, HEARING_TEXT_MISSING
 * @source 信访工作条例 31(6), 36 ¶2; law 9 (who starts)
 */
export function requestHearing(given: Given | Given<PassAct>, command: RequestHearing, by: Hearing['by']): HearingDecided {
  const { state, act, law } = given;
  if (state.kind !== 'CLAIM') throw hearingError('HEARING_CLAIMS_ONLY', { source: SOURCE });
  const at = stageNow(state, 'organId' in act ? act.organId : null);
  if (at === null) throw hearingError('HEARING_NOT_IN_STAGE', { source: SOURCE });
  if (by === 'organ' && act.personId !== null && act.organId !== at.organId)
    throw hearingError('HEARING_OF_OTHER_ORGAN', { source: SOURCE, details: { organ: '有权办理、复查、复核的机关、单位' } });
  if (state.hearings.some((one) => STANDING.includes(one.state))) throw hearingError('HEARING_UNDER_WAY', { source: SOURCE });
  const { days } = daysOf(law.packOn(act.on), 'hearingDecideDays');
  const decideBy = by === 'petitioner' ? daysAfter(given, act.on, days) : null;
  const hearing: Hearing = {
    id: command.hearingId,
    ...at,
    state: 'requested',
    form: command.form === null ? 'formal' : oneOf('听证形式', 'form', Object.keys(FORMS) as (keyof typeof FORMS)[], command.form),
    by,
    petitionerId: by === 'petitioner' ? command.petitionerId : null,
    byPersonId: act.personId,
    requestedOn: act.on,
    reason: required(by === 'petitioner' ? '申请听证的理由' : '举行听证的理由', 'reason', command.reason, 2000),
    newEvidence: optional('新的证据', 'newEvidence', command.newEvidence, 2000),
    decideBy,
    decision: null,
    serviceOn: null,
    panel: null,
    challenges: [],
    schedule: null,
    afterId: null,
    notices: [],
    attendance: [],
    entries: 0,
    entryKinds: [],
    votes: [],
    conclusion: null,
    ended: null,
  };
  return changed(hearing, HearingRequested.create({ ...acting(given, hearing), ...at, by, decideBy }));
}

export interface DecideHearing {
  readonly hearingId: string;
  readonly hold: boolean;
  readonly ground: string | null;
  readonly reason: string;
  readonly contains: readonly string[];
  readonly form: string | null;
}

/**
 * The decision on a request, as it is put to the head: held, or refused with a ground of the pack and the reason. Until it is confirmed it
 * may be put anew.
 * @throws HEARING_ACT_NOT_NOW, HEARING_GROUND_MISSING, HEARING_GROUND_UNKNOWN, HEARING_STATE_SECRET, HEARING_STATUTORY_ROUTE, HEARING_HELD_BEFORE
 * @source law 9 (not heard: secrets, privacy, statutory route, once only unless new evidence)
 */
export function decideHearing(given: Given, command: DecideHearing): HearingDecided {
  const { state, act, law } = given;
  const hearing = now(given, command.hearingId, 'decideHearing');
  requireThisOrgan(given, hearing);
  const { hold } = command;
  const contains = [
    ...new Set(
      command.contains.map((one, at) => oneOf('涉及内容', `contains.${at}`, Object.keys(CONTENTS) as (keyof typeof CONTENTS)[], one)),
    ),
  ];
  const grounds = groundsOf(law.packOn(act.on), 'refuseHearing');
  const sourceOf = (code: string) => grounds.find((ground) => ground.code === code)?.source ?? SOURCE;
  if (!hold && command.ground === null) throw hearingError('HEARING_GROUND_MISSING', { source: SOURCE });
  if (!hold && !grounds.some(({ code }) => code === command.ground))
    throw hearingError('HEARING_GROUND_UNKNOWN', { source: SOURCE, details: { ground: command.ground ?? '' } });
  if (hold && contains.includes('state_secret')) throw hearingError('HEARING_STATE_SECRET', { source: sourceOf('hearing_state_secret') });
  if (hold && state.exit !== null && state.exit !== '31(6)')
    throw hearingError('HEARING_STATUTORY_ROUTE', { source: sourceOf('hearing_statutory_route'), details: { exit: state.exit } });
  const before = state.hearings.find((one) => one.stage === hearing.stage && one.conclusion !== null);
  if (hold && before?.conclusion && hearing.newEvidence === null)
    throw hearingError('HEARING_HELD_BEFORE', { source: sourceOf('hearing_held_before'), details: { day: before.conclusion.on } });
  const decision = {
    hold,
    ground: hold ? null : command.ground,
    reason: required(hold ? '举行听证的理由' : '不予听证的理由', 'reason', command.reason, 2000),
    contains,
    proposedBy: act.personId,
    proposedOn: act.on,
    confirmedBy: null,
    confirmedOn: null,
    confirmedAt: null,
    seed: null,
  };
  const form = command.form === null ? hearing.form : oneOf('听证形式', 'form', Object.keys(FORMS) as (keyof typeof FORMS)[], command.form);
  return changed({ ...hearing, state: 'proposed', decision, form }, HearingDecisionProposed.create({ ...acting(given, hearing), hold }));
}

export interface ConfirmHearing {
  readonly hearingId: string;
  /** Fresh chance, made with the confirmation: what the lot of this hearing is drawn with. */
  readonly seed: string;
}

/**
 * The head confirms. The seed of the lot is published with the decision, so that nobody chooses it by what it draws.
 * @throws HEARING_ACT_NOT_NOW, HEARING_OWN_PROPOSAL
 * @source law 4.1 (two people), 9
 */
export function confirmHearing(given: Given, { hearingId, seed }: ConfirmHearing): HearingDecided {
  const { act } = given;
  const hearing = now(given, hearingId, 'confirmHearing');
  requireThisOrgan(given, hearing);
  const { decision, stage, organId } = hearing;
  if (!decision) throw hearingError('HEARING_NOT_FOUND');
  if (decision.proposedBy === act.personId) throw hearingError('HEARING_OWN_PROPOSAL', { source: SOURCE });
  const { hold, ground } = decision;
  const confirmed = { ...decision, confirmedBy: act.personId, confirmedOn: act.on, confirmedAt: act.at, seed: hold ? seed : null };
  return changed(
    { ...hearing, state: hold ? 'decided' : 'refused', decision: confirmed },
    Decided.create({ ...acting(given, hearing), stage, organId, hold, ground, serviceOn: null }),
  );
}
