import { personId } from '@sunshine/demo';
import { CLERK, HANDLED, ON_LEAVE, SEATS, SUBSTITUTE, TERM_OVER, type Hearings, type Heard } from './refusals.hearings.stock.js';
import { NOBODY, act, type Refusal, type Stock } from './refusals.rows.js';

type More = Record<string, unknown> | ((stock: Stock) => Record<string, unknown>);
type Refused = Pick<Refusal, 'code' | 'kind'> & Partial<Pick<Refusal, 'source' | 'field'>>;
type Step = { [name in keyof Hearings]: Hearings[name] extends Heard ? name : never }[keyof Hearings];

const written = (more: More, stock: Stock) => (typeof more === 'function' ? more(stock) : more);
const at = (title: string, as: string, name: string, step: Step, more: More, refused: Refused): Refusal => ({
  ...{ title: `hearing: ${title}`, as, query: act(name), ...refused },
  variables: (stock) => ({ input: { ...stock.hearings[step], ...written(more, stock) } }),
});
const matter = (title: string, as: string | null, name: string, more: More, refused: Refused): Refusal => ({
  ...{ title: `hearing: ${title}`, as, query: act(name), ...refused },
  variables: (stock) => ({ input: { ...(as === null && { requestId: crypto.randomUUID() }), ...written(more, stock) } }),
});

const rule = (code: string, source?: string, field?: string): Refused => ({
  ...{ code, kind: 'RULE_BROKEN' },
  ...(source !== undefined && { source }),
  ...(field !== undefined && { field }),
});
const input = (code: string, field?: string, source?: string): Refused => ({ ...rule(code, source, field), kind: 'INVALID_INPUT' });
const unknown = (code: string, field?: string, source?: string): Refused => ({ ...rule(code, source, field), kind: 'NOT_FOUND' });
const conflict = (code: string, source?: string, field?: string): Refused => ({ ...rule(code, source, field), kind: 'CONFLICT' });
const NOT_YOURS: Refused = { code: 'ACT_NOT_YOURS', kind: 'FORBIDDEN' };
const UNSEEN: Refused = unknown('PETITION_NOT_FOUND');
const NOT_NOW = rule('HEARING_ACT_NOT_NOW');

const [presider, second, third] = SEATS.map(personId) as [string, string, string];
const panel = (more: object = {}) => ({ byLot: false, presiderId: presider, memberIds: [second, third], substituteIds: [], ...more });
const dayFrom = (day: string, days: number) => new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
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

const sitting: readonly Refusal[] = [
  at(
    'bars nobody who does not sit',
    CLERK,
    'challengeMember',
    'listed',
    { memberId: personId(ON_LEAVE), reason: '相识' },
    input('CHALLENGE_NOT_OF_PANEL', 'memberId', ''),
  ),
  at(
    'asks once that somebody step back',
    CLERK,
    'challengeMember',
    'challenged',
    { memberId: second, reason: '相识' },
    conflict('CHALLENGE_AGAIN', '', 'memberId'),
  ),
  at(
    'decides no challenge that nobody made',
    'head.housing',
    'decideChallenge',
    'challenged',
    { challengeId: NOBODY, upheld: true, reason: '属实' },
    unknown('CHALLENGE_NOT_FOUND', 'challengeId', ''),
  ),
  at(
    'lets the clerk decide no challenge',
    CLERK,
    'decideChallenge',
    'challenged',
    (s) => ({ challengeId: s.hearings.challengeId, upheld: true, reason: '属实' }),
    NOT_YOURS,
  ),
  at(
    'replaces nobody where nobody is listed',
    CLERK,
    'replaceMember',
    'decided',
    { memberId: second, reason: '生病' },
    rule('PANEL_NOT_LISTED', ''),
  ),
  at(
    'replaces nobody who does not sit',
    CLERK,
    'replaceMember',
    'told',
    { memberId: personId(ON_LEAVE), reason: '生病' },
    input('CHALLENGE_NOT_OF_PANEL', 'memberId', ''),
  ),
  at(
    'gives no seat to who is no substitute',
    CLERK,
    'replaceMember',
    'told',
    { memberId: second, substituteId: personId(ON_LEAVE), reason: '生病' },
    rule('PANEL_SUBSTITUTE_UNFIT', '', 'substituteId'),
  ),
  at('opens none without a panel', CLERK, 'openHearing', 'decided', { presentIds: [] }, rule('PANEL_NOT_LISTED', '')),
  at('opens none on another day', CLERK, 'openHearing', 'listed', { presentIds: [] }, rule('HEARING_NOT_TODAY', '')),
  at(
    'opens none before everybody is told',
    CLERK,
    'openHearing',
    'untold',
    { presentIds: [presider, second, third] },
    rule('NOTICES_MISSING', ''),
  ),
  at(
    'opens none while a challenge waits',
    CLERK,
    'openHearing',
    'challenged',
    { presentIds: [presider, second, third] },
    rule('PANEL_CHALLENGE_OPEN', ''),
  ),
  at('opens none without those who must be there', CLERK, 'openHearing', 'told', { presentIds: [presider] }, rule('PANEL_NO_QUORUM', '')),
  at('lets the handler open none', 'handler.housing', 'openHearing', 'told', { presentIds: [presider, second, third] }, NOT_YOURS),
  at('opens none twice', CLERK, 'openHearing', 'open', { presentIds: [presider, second, third] }, NOT_NOW),
  at(
    'notes nobody who is there already',
    CLERK,
    'noteAttendance',
    'open',
    { personId: presider, part: 'observer', leaves: false },
    conflict('ATTENDANCE_ALREADY', '', 'personId'),
  ),
  at(
    'notes nobody as a petitioner who is none of the matter',
    CLERK,
    'noteAttendance',
    'open',
    { name: '某人', part: 'petitioner', petitionerId: NOBODY, leaves: false },
    unknown('ATTENDANCE_PETITIONER_UNKNOWN', 'petitionerId'),
  ),
  at(
    'notes nobody leaving who was not there',
    CLERK,
    'noteAttendance',
    'open',
    { name: '某人', part: 'observer', leaves: true },
    rule('ATTENDANCE_NOT_THERE', '', 'personId'),
  ),
  at('notes nobody before it is open', CLERK, 'noteAttendance', 'told', { name: '某人', part: 'observer', leaves: false }, NOT_NOW),
  at('writes minutes of something', CLERK, 'addHearingEntries', 'open', { entries: [] }, { code: 'ENTRIES_TOO_MANY', kind: 'TOO_MANY' }),
  at(
    'corrects no entry that is not there',
    CLERK,
    'addHearingEntries',
    'open',
    { entries: [{ kind: 'note', text: '更正', corrects: 99 }] },
    unknown('ENTRY_UNKNOWN', 'entries.0.corrects'),
  ),
  at(
    'shows no evidence without its hash',
    CLERK,
    'addHearingEntries',
    'open',
    { entries: [{ kind: 'evidence', text: '照片' }] },
    input('ENTRY_EVIDENCE_HASH', 'entries.0.hash'),
  ),
  at('writes no minutes before it is open', CLERK, 'addHearingEntries', 'told', { entries: [{ kind: 'note', text: '记事' }] }, NOT_NOW),
  at(
    'writes no last words before both sides have spoken',
    CLERK,
    'addHearingEntries',
    'open',
    { entries: [{ kind: 'last_words', text: '最后陈述' }] },
    rule('SITTING_OUT_OF_ORDER', '', 'entries.0.kind'),
  ),
  at('lets nobody follow what has no time yet', CLERK, 'admitFollower', 'decided', { name: '某人' }, rule('FOLLOWER_NOT_SCHEDULED', '')),
  at('lets nobody follow what is not decided', CLERK, 'admitFollower', 'requested', { name: '某人' }, NOT_NOW),
  at('lets nobody without a name follow', CLERK, 'admitFollower', 'told', { name: ' ' }, input('HEARING_TEXT_MISSING', 'name')),
  at('lets the handler admit no follower', 'handler.housing', 'admitFollower', 'told', { name: '某人' }, NOT_YOURS),
  at('lets a member of the panel admit no follower', SEATS[0], 'admitFollower', 'told', { name: '某人' }, NOT_YOURS),
  at(
    'takes back no admission that there is not',
    CLERK,
    'dismissFollower',
    'told',
    { followerId: presider },
    unknown('FOLLOWER_UNKNOWN', 'followerId', ''),
  ),
  at('lets a member of the panel dismiss no follower', SEATS[0], 'dismissFollower', 'told', { followerId: presider }, NOT_YOURS),
  at('ends no sitting that lacks a part', CLERK, 'endSitting', 'open', {}, rule('SITTING_NOT_COMPLETE', '')),
  at('lets a member of the panel end no sitting', SEATS[0], 'endSitting', 'open', {}, NOT_YOURS),
];

const following: readonly Refusal[] = [
  at(
    'is followed by nobody before it has a time',
    CLERK,
    'admitFollower',
    'decided',
    { name: '王记者' },
    rule('FOLLOWER_NOT_SCHEDULED', ''),
  ),
  at('is followed by nobody without a name', CLERK, 'admitFollower', 'listed', { name: ' ' }, input('HEARING_TEXT_MISSING', 'name')),
  at('lets the handler admit nobody to it', 'handler.housing', 'admitFollower', 'listed', { name: '王记者' }, NOT_YOURS),
  at(
    'dismisses nobody whom nobody admitted',
    CLERK,
    'dismissFollower',
    'listed',
    { followerId: NOBODY },
    unknown('FOLLOWER_UNKNOWN', 'followerId', ''),
  ),
];

const voting: readonly Refusal[] = [
  at('deliberates over nothing while it sits', CLERK, 'recordDeliberation', 'open', { text: '评议' }, NOT_NOW),
  at(
    'records no deliberation without words',
    CLERK,
    'recordDeliberation',
    'deliberating',
    { text: ' ' },
    input('HEARING_TEXT_MISSING', 'text'),
  ),
  at('votes on nothing while it sits', CLERK, 'openVote', 'open', { question: '是否支持', options: ['支持', '不支持'] }, NOT_NOW),
  at(
    'votes on two things or more',
    CLERK,
    'openVote',
    'deliberating',
    { question: '是否支持', options: ['支持'] },
    input('VOTE_OPTIONS_WRONG', 'options', ''),
  ),
  at(
    'votes on no two questions at a time',
    CLERK,
    'openVote',
    'voting',
    { question: '是否支持', options: ['支持', '不支持'] },
    conflict('HEARING_UNDER_WAY', ''),
  ),
  at('takes no ballot where no vote runs', SEATS[0], 'castBallot', 'deliberating', { choice: '支持' }, rule('VOTE_NONE_OPEN', '')),
  at('takes one ballot of each', SEATS[0], 'castBallot', 'voting', { choice: '不支持' }, conflict('VOTE_ALREADY_CAST', '')),
  at(
    'takes no ballot for what nobody asked',
    SEATS[1],
    'castBallot',
    'voting',
    { choice: '弃权' },
    input('VOTE_CHOICE_UNKNOWN', 'choice', ''),
  ),
  at('takes no ballot of a substitute without a seat', SUBSTITUTE, 'castBallot', 'voting', { choice: '支持' }, UNSEEN),
  at('takes no ballot of the clerk', CLERK, 'castBallot', 'voting', { choice: '支持' }, NOT_YOURS),
  at('takes no ballot of who is in the pool alone', ON_LEAVE, 'castBallot', 'voting', { choice: '支持' }, UNSEEN),
  at('counts nothing before everybody has voted', CLERK, 'stopVote', 'voting', {}, rule('VOTE_BALLOTS_MISSING', '')),
  at('counts no vote that does not run', CLERK, 'stopVote', 'deliberating', {}, rule('VOTE_NONE_OPEN', '')),
  at('concludes on no vote that runs', CLERK, 'concludeHearing', 'voting', { text: '建议支持' }, rule('VOTE_NONE_OPEN', '')),
  at('lets a member conclude nothing', SEATS[0], 'concludeHearing', 'voting', { text: '建议支持' }, NOT_YOURS),
];

const signing = { signerId: NOBODY, algorithm: 'ed25519', key: 'a'.repeat(64), value: 'b'.repeat(128) };
const binding: readonly Refusal[] = [
  at('binds no file before the conclusion', CLERK, 'sealHearingBundle', 'voting', {}, NOT_NOW),
  at('lets a member of the panel bind no file', SEATS[0], 'sealHearingBundle', 'bound', {}, NOT_YOURS),
  at('takes no key that is none', CLERK, 'signHearingBundle', 'bound', { ...signing, key: 'abc' }, input('BUNDLE_KEY_MALFORMED', 'key')),
  at(
    'signs no part that is not bound',
    CLERK,
    'signHearingBundle',
    'bound',
    { ...signing, section: 2 },
    rule('BUNDLE_NOT_SEALED', '', 'section'),
  ),
  at('lets nobody sign who is not to', CLERK, 'signHearingBundle', 'bound', signing, unknown('BUNDLE_SIGNER_UNKNOWN', 'signerId', '')),
  at(
    'records no signature on paper of who is not to sign',
    CLERK,
    'recordPaperSignature',
    'bound',
    { signerId: NOBODY, scan: 'a'.repeat(64) },
    unknown('BUNDLE_SIGNER_UNKNOWN', 'signerId', ''),
  ),
  at(
    'records no refusal of who is not to sign',
    CLERK,
    'recordRefusedSignature',
    'bound',
    { signerId: NOBODY, witness: '见证人' },
    unknown('BUNDLE_SIGNER_UNKNOWN', 'signerId', ''),
  ),
  {
    ...at('opens no seal for the clerk', CLERK, 'openHearingSealed', 'bound', { purpose: '复核表决是否合规' }, NOT_YOURS),
    query: act('openHearingSealed', 'text'),
  },
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

const holding: readonly Refusal[] = [
  matter(
    'lets no opinion be issued before it is concluded or cancelled',
    'issuer.housing',
    'issueOpinion',
    (s) => ({ petitionId: s.hearings.answered.petitionId, way: 'post', proof: { receiptNumber: 'EMS-1' } }),
    rule('HEARING_STANDING', '31(6)'),
  ),
];

/** 听证: every act from the request to the conclusion, the pool and the rooms. */
export const hearingRefusals: readonly Refusal[] = [
  ...asking,
  ...deciding,
  ...listing,
  ...placing,
  ...sitting,
  ...following,
  ...voting,
  ...holding,
  ...binding,
  ...pool,
];
