import { HearingDecisionServed, HearingNoticeServed, type NewEvent } from '@sunshine/events';
import { dayNumber, proofMissing, wayOf, type Day } from '@sunshine/procedure';
import { SOURCE, acting, changed, now, requireThisOrgan } from './course.js';
import { NOTICES, type Given, type Hearing, type HearingDecided, type MatterState, type Notice, type NoticeKind } from './hearing.js';
import { hearingError } from './hearing.errors.js';
import { oneOf, optional } from './text.js';

/** Somebody who has to be told something. */
export interface Addressee {
  readonly kind: NoticeKind;
  readonly to: string;
  readonly toKind: Notice['toKind'];
}

const petitioners = ({ petitionerIds }: MatterState, kind: NoticeKind): Addressee[] =>
  petitionerIds.map((to) => ({ kind, to, toKind: 'petitioner' }));

/** Everybody who has to be told, as the hearing stands now, whether told already or not. */
export function addressees(state: MatterState, hearing: Hearing): Addressee[] {
  const { schedule, panel, organId } = hearing;
  if (hearing.state === 'refused') return petitioners(state, 'decision');
  if (hearing.state === 'cancelled') {
    const told = new Map(hearing.notices.map((one) => [`${one.toKind} ${one.to}`, one]));
    return [...told.values()].map(({ to, toKind }) => ({ kind: 'cancellation', to, toKind }));
  }
  if (hearing.decision?.confirmedOn == null) return [];
  const members = (panel?.memberIds ?? []).map((to): Addressee => ({ kind: 'notice', to, toKind: 'member' }));
  const organ: Addressee[] =
    state.organId !== null && state.organId !== organId ? [{ kind: 'notice', to: state.organId, toKind: 'organ' }] : [];
  return [
    ...petitioners(state, 'decision'),
    ...(schedule ? [...petitioners(state, 'notice'), ...organ, ...members] : []),
    ...(hearing.state === 'concluded' ? petitioners(state, 'conclusion') : []),
  ];
}

const roundOf = (hearing: Hearing, kind: NoticeKind): number => (kind === 'notice' ? (hearing.schedule?.round ?? 0) : 0);

/** That notice, where it has been served; of time and place the one of the present schedule. */
const servedOn = (hearing: Hearing, { kind, to, toKind }: Addressee): Notice | undefined =>
  hearing.notices.find((one) => one.kind === kind && one.to === to && one.toKind === toKind && one.round === roundOf(hearing, kind));

/** 尚未送达名单. */
export const untold = (state: MatterState, hearing: Hearing): Addressee[] =>
  addressees(state, hearing).filter((one) => servedOn(hearing, one) === undefined);

export interface ServeNotice {
  readonly noticeId: string;
  readonly hearingId: string;
  readonly kind: string;
  readonly to: string;
  readonly way: string;
  readonly proof: Readonly<Record<string, unknown>>;
  readonly servedOn: Day;
  readonly waiver: string | null;
}

/**
 * A notice was served: to whom, how, when, with what proof. The decision's first service on a petitioner is the day from which a re-review
 * stands still.
 * @throws HEARING_ACT_NOT_NOW, NOTICE_TO_UNKNOWN, NOTICE_ALREADY_SERVED, NOTICE_WAY_UNKNOWN, NOTICE_PROOF_MISSING, NOTICE_DAY_WRONG
 * @source law 2.4 (length of the hearing pause), 9 (notice list: who, when, how)
 */
export function serveNotice(given: Given, command: ServeNotice): HearingDecided {
  const { state, act, law } = given;
  const hearing = now(given, command.hearingId, 'serveHearingNotice');
  requireThisOrgan(given, hearing);
  const kind = oneOf('文书', 'kind', Object.keys(NOTICES) as NoticeKind[], command.kind);
  const to = addressees(state, hearing).find((one) => one.kind === kind && one.to === command.to);
  if (!to) throw hearingError('NOTICE_TO_UNKNOWN', { source: SOURCE });
  const former = servedOn(hearing, to);
  if (former) throw hearingError('NOTICE_ALREADY_SERVED', { source: SOURCE, details: { day: former.servedOn } });
  const pack = law.packOn(act.on);
  const way = wayOf(pack, command.way);
  if (!way || way.day === 'none') throw hearingError('NOTICE_WAY_UNKNOWN', { source: SOURCE, details: { way: command.way } });
  const missing = proofMissing(way, command.proof, 'served');
  if (missing) throw hearingError('NOTICE_PROOF_MISSING', { source: missing.source, details: { way: way.title, proof: missing.title } });
  const { servedOn: day } = command;
  if (day > act.on || day < (hearing.decision?.confirmedOn ?? hearing.requestedOn))
    throw hearingError('NOTICE_DAY_WRONG', { source: SOURCE });
  const notice: Notice = {
    id: command.noticeId,
    ...to,
    way: command.way,
    proof: command.proof,
    servedOn: day,
    round: roundOf(hearing, kind),
    waiver: optional('同意提前的书面意见', 'waiver', command.waiver, 500),
  };
  const starts = kind === 'decision' && to.toKind === 'petitioner' && hearing.decision?.hold === true && hearing.serviceOn === null;
  const next: Hearing = { ...hearing, notices: [...hearing.notices, notice], serviceOn: starts ? day : hearing.serviceOn };
  const { stage, organId } = hearing;
  const events: NewEvent[] = [HearingNoticeServed.create({ ...acting(given, hearing), noticeId: notice.id, servedOn: day })];
  if (starts && hearing.state !== 'cancelled')
    events.push(HearingDecisionServed.create({ ...acting(given, hearing), stage, organId, serviceOn: day }));
  return changed(next, ...events);
}

/**
 * Nobody is heard who was not told in time: every notice of the present schedule is served, on petitioners so many days before, unless they
 * agreed in writing to less.
 * @throws NOTICES_MISSING, NOTICE_SHORT
 * @source law 9 (notice before), practice E 5
 */
export function requireNotices(
  state: MatterState,
  hearing: Hearing,
  { days, source }: { readonly days: number; readonly source: string },
): void {
  const missing = untold(state, hearing).length;
  if (missing > 0) throw hearingError('NOTICES_MISSING', { source, details: { count: missing } });
  const { schedule } = hearing;
  if (!schedule) return;
  const short = hearing.notices.filter(
    ({ kind, toKind, round, servedOn: day, waiver }) =>
      kind === 'notice' &&
      toKind === 'petitioner' &&
      round === schedule.round &&
      waiver === null &&
      dayNumber(schedule.on) - dayNumber(day) < days,
  ).length;
  if (short > 0) throw hearingError('NOTICE_SHORT', { source, details: { count: short, days } });
}
