import { personId } from '@sunshine/demo';
import {
  at,
  matter,
  rule,
  input,
  unknown,
  conflict,
  NOT_YOURS,
  UNSEEN,
  NOT_NOW,
  presider,
  second,
  third,
} from './refusals.hearings.rows.js';
import { CLERK, HANDLED, ON_LEAVE, TERM_OVER } from './refusals.hearings.stock.js';
import { NOBODY, type Refusal, type Stock } from './refusals.rows.js';

const dayFrom = (day: string, days: number) => new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
const panel = (more: object = {}) => ({ byLot: false, presiderId: presider, memberIds: [second, third], substituteIds: [], ...more });
const slot = (stock: Stock, days: number, more: object = {}) => {
  const day = dayFrom(stock.today, days);
  return { roomId: stock.hearings.roomId, startsAt: `${day}T01:00:00.000Z`, endsAt: `${day}T02:00:00.000Z`, public: true, ...more };
};
const notice = (stock: Stock, more: object = {}) => ({
  ...{ kind: 'decision', to: stock.hearings.petitioner, way: 'in_person', proof: { signature: '签收' }, servedOn: stock.today },
  ...more,
});

const asking: readonly Refusal[] = [
  matter(
    'hears no report',
    'registrar.city',
    'requestHearing',
    (s) => ({ petitionId: s.report, reason: '理由' }),
    rule('HEARING_CLAIMS_ONLY', ''),
  ),
  matter(
    'hears nothing that nobody has accepted',
    'registrar.city',
    'requestHearing',
    (s) => ({ petitionId: s.received, reason: '理由' }),
    rule('HEARING_NOT_IN_STAGE', ''),
  ),
  matter(
    'asks for none without a reason',
    null,
    'requestHearing',
    (s) => ({ pass: s.hearings.passOfFree, reason: ' ' }),
    input('HEARING_TEXT_MISSING', 'reason'),
  ),
  matter(
    'asks for none in a form that is none',
    null,
    'requestHearing',
    (s) => ({ pass: s.hearings.passOfFree, reason: '理由', form: 'grand' }),
    input('HEARING_CODE_UNKNOWN', 'form'),
  ),
  matter(
    'asks for one at a time',
    null,
    'requestHearing',
    (s) => ({ pass: s.hearings.passOfRequested, reason: '理由' }),
    conflict('HEARING_UNDER_WAY', ''),
  ),
  matter(
    'lets the organ move none where somebody reviews its opinion',
    'handler.housing',
    'proposeHearing',
    (s) => ({ petitionId: s.reviews.admitted, reason: '理由' }),
    rule('HEARING_OF_OTHER_ORGAN', ''),
  ),
  matter(
    'lets another organ move none',
    'handler.labour',
    'proposeHearing',
    (s) => ({ petitionId: s.hearings.free, reason: '理由' }),
    UNSEEN,
  ),
  matter(
    'lets a checker move none',
    'checker.housing',
    'proposeHearing',
    (s) => ({ petitionId: s.hearings.free, reason: '理由' }),
    NOT_YOURS,
  ),
];

const deciding: readonly Refusal[] = [
  at(
    'knows none of that id',
    'handler.housing',
    'decideHearing',
    'requested',
    { hearingId: NOBODY, hold: true, reason: '理由' },
    unknown('HEARING_NOT_FOUND', 'hearingId'),
  ),
  at(
    'refuses none without a ground',
    'handler.housing',
    'decideHearing',
    'requested',
    { hold: false, reason: '理由' },
    input('HEARING_GROUND_MISSING', 'ground', ''),
  ),
  at(
    'refuses none on a ground that no rule has',
    'handler.housing',
    'decideHearing',
    'requested',
    { hold: false, ground: 'busy', reason: '理由' },
    input('HEARING_GROUND_UNKNOWN', 'ground', ''),
  ),
  at(
    'hears no secret of the state',
    'handler.housing',
    'decideHearing',
    'requested',
    { hold: true, reason: '理由', contains: ['state_secret'] },
    rule('HEARING_STATE_SECRET', '', 'contains'),
  ),
  at(
    'hears the same step once without new evidence',
    'handler.housing',
    'decideHearing',
    'again',
    { hold: true, reason: '理由' },
    rule('HEARING_HELD_BEFORE', '', 'hold'),
  ),
  at('decides no second time', 'handler.housing', 'decideHearing', 'decided', { hold: true, reason: '理由' }, NOT_NOW),
  at('lets the head confirm nothing that nobody decided', 'head.housing', 'confirmHearing', 'requested', {}, NOT_NOW),
  at('lets nobody confirm for the head', 'handler.housing', 'confirmHearing', 'proposed', {}, NOT_YOURS),
];
const listing: readonly Refusal[] = [
  at('lists no panel before the decision', CLERK, 'listPanel', 'proposed', panel(), NOT_NOW),
  at('lists no even number', CLERK, 'listPanel', 'decided', panel({ memberIds: [second] }), rule('PANEL_EVEN', '', 'memberIds')),
  at('lists no fewer than three', CLERK, 'listPanel', 'decided', panel({ memberIds: [] }), rule('PANEL_TOO_FEW', '', 'memberIds')),
  at(
    'seats nobody twice',
    CLERK,
    'listPanel',
    'decided',
    panel({ memberIds: [second, second] }),
    input('PANEL_MEMBER_TWICE', 'memberIds', ''),
  ),
  at(
    'seats nobody from outside the pool',
    CLERK,
    'listPanel',
    'decided',
    panel({ memberIds: [second, personId('handler.labour')] }),
    rule('PANEL_MEMBER_NOT_IN_POOL', '', 'memberIds'),
  ),
  at(
    'seats nobody whose term is over',
    CLERK,
    'listPanel',
    'decided',
    panel({ memberIds: [second, personId(TERM_OVER)] }),
    rule('PANEL_TERM_NOT_IN_FORCE', '', 'memberIds'),
  ),
  at(
    'seats nobody on leave',
    CLERK,
    'listPanel',
    'decided',
    panel({ memberIds: [second, personId(ON_LEAVE)] }),
    rule('PANEL_MEMBER_ON_LEAVE', '', 'memberIds'),
  ),
  at(
    'lets nobody preside who handled the matter',
    CLERK,
    'listPanel',
    'decided',
    panel({ presiderId: personId(HANDLED) }),
    rule('PANEL_PRESIDER_HANDLED', '', 'presiderId'),
  ),
  at('draws no more than the pool has', CLERK, 'listPanel', 'decided', { byLot: true, size: 99 }, rule('POOL_TOO_SMALL', '', 'size')),
  at(
    'has no substitute who may not sit',
    CLERK,
    'listPanel',
    'decided',
    panel({ substituteIds: [personId(ON_LEAVE)] }),
    rule('PANEL_SUBSTITUTE_UNFIT', '', 'substituteIds'),
  ),
];

const placing: readonly Refusal[] = [
  at('is not before the days of notice', CLERK, 'scheduleHearing', 'decided', (s) => slot(s, 1), rule('HEARING_TOO_SOON', '', 'startsAt')),
  at(
    'is not after the days that the decision leaves',
    CLERK,
    'scheduleHearing',
    'decided',
    (s) => slot(s, 90),
    rule('HEARING_TOO_LATE', '', 'startsAt'),
  ),
  at(
    'is in no room that nobody knows',
    CLERK,
    'scheduleHearing',
    'decided',
    (s) => slot(s, 8, { roomId: NOBODY }),
    unknown('ROOM_UNKNOWN', 'roomId'),
  ),
  at(
    'is in no room that is used no more',
    CLERK,
    'scheduleHearing',
    'decided',
    (s) => slot(s, 8, { roomId: s.hearings.endedRoomId }),
    rule('ROOM_ENDED', undefined, 'roomId'),
  ),
  at(
    'does not end before it begins',
    CLERK,
    'scheduleHearing',
    'decided',
    (s) => slot(s, 8, { endsAt: `${s.today}T00:00:00.000Z` }),
    input('HEARING_TIMES_BACKWARDS', 'endsAt'),
  ),
  at(
    'is closed for a reason',
    CLERK,
    'scheduleHearing',
    'decided',
    (s) => slot(s, 8, { public: false }),
    input('HEARING_CLOSED_REASON_MISSING', 'closedReason', ''),
  ),
  at(
    'is put off only where it has a time',
    CLERK,
    'rescheduleHearing',
    'decided',
    (s) => slot(s, 8, { reason: '生病' }),
    unknown('HEARING_NOT_FOUND', 'hearingId'),
  ),
  at(
    'is put off for a reason',
    CLERK,
    'rescheduleHearing',
    'listed',
    (s) => slot(s, 8, { reason: ' ' }),
    input('HEARING_TEXT_MISSING', 'reason'),
  ),
  at(
    'follows not itself',
    CLERK,
    'linkHearings',
    'listed',
    (s) => ({ afterHearingId: s.hearings.listed.hearingId }),
    input('HEARING_LINK_TO_ITSELF', 'afterHearingId'),
  ),
  at(
    'follows none that has no time',
    CLERK,
    'linkHearings',
    'listed',
    (s) => ({ afterHearingId: s.hearings.decided.hearingId }),
    unknown('HEARING_LINK_UNKNOWN', 'afterHearingId'),
  ),
  at(
    'tells nobody who need not be told',
    CLERK,
    'serveHearingNotice',
    'listed',
    (s) => notice(s, { to: NOBODY }),
    input('NOTICE_TO_UNKNOWN', 'to', ''),
  ),
  at('tells nobody the same twice', CLERK, 'serveHearingNotice', 'told', (s) => notice(s), conflict('NOTICE_ALREADY_SERVED', '', 'to')),
  at(
    'tells nobody by pigeon',
    CLERK,
    'serveHearingNotice',
    'untold',
    (s) => ({ ...notice(s, { way: 'pigeon', kind: 'notice', to: presider }) }),
    input('NOTICE_WAY_UNKNOWN', 'way', ''),
  ),
  at(
    'tells nobody without proof',
    CLERK,
    'serveHearingNotice',
    'untold',
    (s) => notice(s, { kind: 'notice', to: presider, proof: {} }),
    rule('NOTICE_PROOF_MISSING', '', 'proof'),
  ),
  at(
    'tells nobody tomorrow',
    CLERK,
    'serveHearingNotice',
    'untold',
    (s) => notice(s, { kind: 'notice', to: presider, servedOn: s.tomorrow }),
    rule('NOTICE_DAY_WRONG', '', 'servedOn'),
  ),
  at('is cancelled for a reason', 'head.housing', 'cancelHearing', 'decided', { reason: ' ' }, input('HEARING_TEXT_MISSING', 'reason')),
  at('is cancelled by the head alone', CLERK, 'cancelHearing', 'decided', { reason: '和解' }, NOT_YOURS),
  at('is not cancelled before it is decided', 'head.housing', 'cancelHearing', 'requested', { reason: '和解' }, NOT_NOW),
];

const pool: readonly Refusal[] = [
  matter(
    'keeps no term that ends before it begins',
    'head.housing',
    'keepPoolMember',
    { personId: personId('handler.water'), name: '某人', from: '2026-02-01', until: '2026-01-01' },
    input('POOL_TERM_BACKWARDS', 'until'),
  ),
  matter(
    'keeps no second term beside one that runs',
    'head.housing',
    'keepPoolMember',
    { personId: presider, name: '某人', from: '2026-02-01' },
    conflict('POOL_MEMBER_TWICE', undefined, 'personId'),
  ),
  matter(
    'changes no term that nobody has entered',
    'head.housing',
    'keepPoolMember',
    { id: NOBODY, personId: presider, name: '某人', from: '2026-02-01' },
    unknown('POOL_MEMBER_UNKNOWN'),
  ),
  matter(
    'lets another organ keep no term of this pool',
    'head.labour',
    'keepPoolMember',
    (s) => ({ ...s.hearings.pool, name: '某人', from: '2026-02-01' }),
    unknown('POOL_MEMBER_UNKNOWN'),
  ),
  matter(
    'lets a handler keep no pool',
    'handler.housing',
    'keepPoolMember',
    { personId: personId('handler.water'), name: '某人', from: '2026-02-01' },
    NOT_YOURS,
  ),
  matter(
    'has no room without seats',
    'head.housing',
    'keepHearingRoom',
    { name: '听证室', place: '政务中心', seats: 0 },
    input('ROOM_SEATS_WRONG', 'seats'),
  ),
  matter(
    'lets another organ change no room',
    'head.labour',
    'keepHearingRoom',
    (s) => ({ id: s.hearings.roomId, name: '听证室', place: '政务中心', seats: 9 }),
    unknown('ROOM_UNKNOWN', 'id'),
  ),
];

/** 听证 from the request to its time and place, with the pool and the rooms. */
export const hearingRefusals: readonly Refusal[] = [...asking, ...deciding, ...listing, ...placing, ...pool];
