import { describe, expect, it } from '@jest/globals';
import { CLERK, HEARING, PEOPLE, PETITIONER, POOL, SCHEDULE, act, after, code, given, id, matter, requested } from '../../test/given.js';
import type { Hearing, HearingAct, MatterState, Vote } from './hearing.js';
import {
  ENTRY_KINDS,
  MOST_ENTRIES,
  MUST_HAVE,
  addEntries,
  agendaOf,
  endSitting,
  noteAttendance,
  openHearing,
  recordDeliberation,
  type NewEntry,
} from './sitting.js';
import { castBallot, concludeHearing, majorityOf, openVote, stopVote } from './vote.js';

const [a, b, c, d] = PEOPLE as [string, string, string, string];
const { on } = SCHEDULE;
const panel = {
  size: 3,
  presiderId: a,
  memberIds: [a, b, c],
  substituteIds: [d],
  left: [],
  seed: null,
  pool: null,
  presiders: null,
  listedOn: '2025-04-10',
};
const notice = (kind: 'decision' | 'notice', to: string, servedOn = '2025-04-15', more: object = {}) => ({
  id: id(70),
  kind,
  to,
  toKind: to === PETITIONER ? ('petitioner' as const) : ('member' as const),
  way: 'in_person',
  proof: {},
  servedOn,
  round: kind === 'notice' ? 1 : 0,
  waiver: null,
  ...more,
});
const TOLD = [notice('decision', PETITIONER), notice('notice', PETITIONER), ...[a, b, c].map((to) => notice('notice', to))];
const ready = (more: Partial<Hearing> = {}): MatterState => {
  const [one] = requested().hearings;
  const decision = {
    hold: true,
    ground: null,
    reason: '重大',
    contains: [],
    proposedBy: id(10),
    proposedOn: '2025-04-08',
    confirmedBy: id(11),
    confirmedOn: '2025-04-09',
    confirmedAt: '2025-04-09T01:00:00.000Z',
    seed: 'ab',
  };
  return matter({ hearings: [{ ...one!, state: 'decided', decision, panel, schedule: SCHEDULE, notices: TOLD, ...more }] });
};
const at = (state: MatterState, by: string = CLERK, day = on): ReturnType<typeof given> => given(state, act(by, day));
const open = (state = ready(), presentIds: readonly string[] = [a, b, c, CLERK], day = on) =>
  openHearing(at(state, CLERK, day), { hearingId: HEARING, presentIds, attendanceIds: presentIds.map((_, n) => id(90 + n)), pool: POOL });
const opened = (more: Partial<Hearing> = {}) => after(ready(more), open(ready(more)));
const entry = (kind: string, more: Partial<NewEntry> = {}): NewEntry => ({
  kind,
  speaker: null,
  text: '记录',
  hash: null,
  corrects: null,
  ...more,
});
const write = (state: MatterState, ...entries: readonly NewEntry[]) => addEntries(at(state), { hearingId: HEARING, entries });

describe('the opening', () => {
  it('is on its day, with everybody told and the panel there', () => {
    expect(open().hearing.attendance.map(({ part }) => part)).toEqual(['member', 'member', 'member', 'clerk']);
    expect(() => open(ready(), [a, b, c], '2025-04-21')).toThrow(code('HEARING_NOT_TODAY'));
    expect(() => open(ready({ schedule: null }))).toThrow(code('HEARING_NOT_TODAY'));
    expect(() => open(ready({ panel: null }))).toThrow(code('PANEL_NOT_LISTED'));
    expect(() => open(ready(), [a, b, CLERK])).toThrow(code('PANEL_NO_QUORUM'));
    expect(() => open(ready({ notices: TOLD.slice(1) }))).toThrow(code('NOTICES_MISSING'));
  });

  it('comes seven days after the petitioner was told, unless the petitioner agreed in writing to less', () => {
    const told = (servedOn: string, waiver: string | null = null) => [
      notice('decision', PETITIONER),
      notice('notice', PETITIONER, servedOn, { waiver }),
      ...[a, b, c].map((to) => notice('notice', to, '2025-04-21')),
    ];
    expect(open(ready({ notices: told('2025-04-15') })).hearing.state).toBe('open');
    expect(() => open(ready({ notices: told('2025-04-16') }))).toThrow(code('NOTICE_SHORT'));
    expect(open(ready({ notices: told('2025-04-21', '同意提前') })).hearing.state).toBe('open');
  });

  it('waits for a challenge that is not decided', () => {
    const challenge = { id: id(80), memberId: b, byPersonId: null, petitionerId: PETITIONER, reason: '亲属', on, decision: null };
    expect(() => open(ready({ challenges: [challenge] }))).toThrow(code('PANEL_CHALLENGE_OPEN'));
    expect(open(ready({ challenges: [{ ...challenge, memberId: d }] })).hearing.state).toBe('open');
  });
});

describe('attendance', () => {
  const note = (state: MatterState, more: object = {}, by: HearingAct = act(CLERK, on, 'T02:00:00.000Z')) =>
    noteAttendance(given(state, by), {
      attendanceId: id(95),
      hearingId: HEARING,
      personId: null,
      name: '甲',
      part: 'witness',
      petitionerId: null,
      leaves: false,
      ...more,
    });

  it('has a from and a to, one at a time', () => {
    const came = after(opened(), note(opened()));
    expect(came.hearings[0]?.attendance.at(-1)).toMatchObject({ name: '甲', part: 'witness', from: `${on}T02:00:00.000Z`, to: null });
    expect(() => note(came)).toThrow(code('ATTENDANCE_ALREADY'));
    const left = note(came, { leaves: true }, act(CLERK, on, 'T03:00:00.000Z'));
    expect(left.hearing.attendance.at(-1)?.to).toBe(`${on}T03:00:00.000Z`);
    expect(() => note(opened(), { leaves: true })).toThrow(code('ATTENDANCE_NOT_THERE'));
    expect(() => note(opened(), { name: null })).toThrow(code('HEARING_TEXT_MISSING'));
    expect(() => note(opened(), { part: 'ghost' })).toThrow(code('HEARING_CODE_UNKNOWN'));
  });

  it('of a petitioner or an agent says which petitioner of a joint petition it is', () => {
    const joint: MatterState = { ...opened(), petitionerIds: [PETITIONER, id(5)] };
    const saidOf = (state: MatterState, more: object) => note(state, more).hearing.attendance.at(-1)?.petitionerId;
    for (const part of ['petitioner', 'agent']) {
      expect(saidOf(joint, { part, petitionerId: id(5) })).toBe(id(5));
      expect(saidOf(joint, { part })).toBeNull();
      expect(saidOf(opened(), { part })).toBe(PETITIONER);
      expect(() => note(joint, { part, petitionerId: id(6) })).toThrow(code('ATTENDANCE_PETITIONER_UNKNOWN'));
    }
    expect(saidOf(joint, { part: 'witness', petitionerId: id(5) })).toBeNull();
  });

  it('of a member ends by replacing the member alone', () => {
    expect(() => note(opened(), { personId: b, name: null, leaves: true })).toThrow(code('ATTENDANCE_NOT_THERE'));
    expect(() => note(opened(), { personId: b, name: null })).toThrow(code('ATTENDANCE_ALREADY'));
  });
});

describe('the minutes', () => {
  it('number their entries on from the last, and keep a correction beside its original', () => {
    const state = after(opened(), write(opened(), entry('opening'), entry('identity')));
    const more = write(state, entry('note', { corrects: 2 }));
    expect([more.entries?.map(({ number }) => number), more.hearing.entries]).toEqual([[3], 3]);
    expect(more.events).toMatchObject([{ type: 'HearingEntriesAdded', data: { first: 3, last: 3 } }]);
    for (const corrects of [0, 3]) expect(() => write(state, entry('note', { corrects }))).toThrow(code('ENTRY_UNKNOWN'));
  });

  it('name evidence by its hash', () => {
    const state = after(opened(), write(opened(), ...['identity', 'rules', 'challenge'].map((kind) => entry(kind))));
    expect(() => write(state, entry('evidence'))).toThrow(code('ENTRY_EVIDENCE_HASH'));
    expect(() => write(state, entry('evidence', { hash: 'abc' }))).toThrow(code('ENTRY_EVIDENCE_HASH'));
    expect(write(state, entry('evidence', { hash: 'AB'.repeat(32) })).entries?.[0]?.hash).toBe('ab'.repeat(32));
  });

  it('take so many at once, of known kinds, in an open hearing', () => {
    expect(() => write(opened())).toThrow(code('ENTRIES_TOO_MANY'));
    expect(write(opened(), ...Array.from({ length: MOST_ENTRIES }, () => entry('note'))).hearing.entries).toBe(MOST_ENTRIES);
    expect(() => write(opened(), ...Array.from({ length: MOST_ENTRIES + 1 }, () => entry('note')))).toThrow(code('ENTRIES_TOO_MANY'));
    expect(() => write(opened(), entry('song'))).toThrow(code('HEARING_CODE_UNKNOWN'));
    expect(() => write(ready(), entry('note'))).toThrow(code('HEARING_ACT_NOT_NOW'));
  });

  it.each([
    ['petitioner_statement', ['identity', 'rules', 'challenge']],
    ['organ_statement', ['identity', 'rules', 'challenge']],
    ['evidence', ['identity', 'rules', 'challenge']],
    ['question', ['identity', 'rules', 'challenge']],
    ['answer', ['identity', 'rules', 'challenge']],
    ['debate', ['identity', 'rules', 'challenge', 'petitioner_statement', 'organ_statement']],
    ['last_words', ['identity', 'rules', 'challenge', 'petitioner_statement', 'organ_statement']],
  ] as const)('have %s after what the law puts before it, and name what is missing', (kind, before) => {
    const one = entry(kind, { hash: 'ab'.repeat(32) });
    for (const missing of before) {
      const state = opened({ entryKinds: before.filter((other) => other !== missing) });
      expect(() => write(state, one)).toThrow(code('SITTING_OUT_OF_ORDER'));
      expect(() => write(state, one)).toThrow(`须有：${ENTRY_KINDS[missing]}`);
      expect(agendaOf(state.hearings[0]!).find((part) => part.kind === kind)?.waitsFor).toEqual([missing]);
      // Notes and corrections may stand anywhere.
      expect(write({ ...state, hearings: [{ ...state.hearings[0]!, entries: 1 }] }, { ...one, corrects: 1 }).entries).toHaveLength(1);
      expect(write(state, entry('note')).entries).toHaveLength(1);
    }
    expect(write(opened({ entryKinds: [...before] }), one).entries).toHaveLength(1);
    // In one piece too.
    expect(write(opened(), ...before.map((other) => entry(other)), one).entries).toHaveLength(before.length + 1);
    expect(() => write(opened(), one, ...before.map((other) => entry(other)))).toThrow(code('SITTING_OUT_OF_ORDER'));
  });

  it.each(MUST_HAVE)('make no sitting without %s', (kind) => {
    const without = opened({ entries: 5, entryKinds: MUST_HAVE.filter((one) => one !== kind) });
    expect(() => endSitting(at(without), { hearingId: HEARING })).toThrow(code('SITTING_NOT_COMPLETE'));
    expect(agendaOf(without.hearings[0]!).filter(({ required, done }) => required && !done)).toMatchObject([{ kind }]);
    // A correction that says it is that part does not make up for it.
    const corrected = after(without, write(without, entry(kind, { corrects: 1 })));
    expect(() => endSitting(at(corrected), { hearingId: HEARING })).toThrow(code('SITTING_NOT_COMPLETE'));
    const whole = after(opened(), write(opened(), ...MUST_HAVE.map((one) => entry(one))));
    expect(endSitting(at(whole), { hearingId: HEARING }).hearing.state).toBe('deliberating');
    expect(Object.keys(ENTRY_KINDS)).toContain(kind);
  });
});

describe('the vote', () => {
  const deliberating = () => opened() && after(opened(), { hearing: { ...opened().hearings[0]!, state: 'deliberating' }, events: [] });
  const ballot = { hearingId: HEARING, question: '是否支持', options: ['支持', '不支持'], pool: POOL };
  const voting = () => after(deliberating(), openVote(at(deliberating()), ballot));
  const cast = (state: MatterState, by: string, already: readonly string[] = [], choice = '支持') =>
    castBallot(at(state, by), { hearingId: HEARING, choice, pool: POOL, cast: already });
  const ballots = (...choices: readonly number[]) => choices.map((choice, n) => ({ round: 1, personId: [a, b, c][n] as string, choice }));

  it('is opened once, with options that differ, by the whole panel in the room', () => {
    expect(voting().hearings[0]?.votes).toMatchObject([{ round: 1, entitled: [a, b, c], state: 'open', counts: null }]);
    expect(() => openVote(at(voting()), ballot)).toThrow(code('HEARING_UNDER_WAY'));
    expect(() => openVote(at(deliberating()), { ...ballot, options: ['支持'] })).toThrow(code('VOTE_OPTIONS_WRONG'));
    expect(() => openVote(at(deliberating()), { ...ballot, options: ['支持', '支持'] })).toThrow(code('VOTE_OPTIONS_WRONG'));
    const ill = { ...deliberating(), involved: { [b]: ['recused' as const] } };
    expect(() => openVote(at(ill), ballot)).toThrow(expect.objectContaining({ code: 'PANEL_MEMBER_BARRED', field: null }));
  });

  it('takes one ballot of each who is entitled, for an option that there is', () => {
    expect(cast(voting(), b, [a], '不支持').ballot).toEqual({ round: 1, personId: b, choice: 1 });
    expect(cast(voting(), b, [a]).events).toMatchObject([{ type: 'BallotCast', data: { cast: 2 } }]);
    expect(() => cast(voting(), b, [b])).toThrow(code('VOTE_ALREADY_CAST'));
    expect(() => cast(voting(), d)).toThrow(code('VOTE_NOT_ENTITLED'));
    expect(() => cast(voting(), a, [], '弃权')).toThrow(code('VOTE_CHOICE_UNKNOWN'));
    expect(() => cast(deliberating(), a)).toThrow(code('VOTE_NONE_OPEN'));
  });

  it('is counted when everybody has voted, and once', () => {
    const stop = (state: MatterState, ...choices: readonly number[]) =>
      stopVote(at(state), { hearingId: HEARING, ballots: ballots(...choices) });
    expect(() => stop(voting(), 0, 1)).toThrow(code('VOTE_BALLOTS_MISSING'));
    const counted = after(voting(), stop(voting(), 0, 1, 0));
    expect(counted.hearings[0]?.votes).toMatchObject([{ state: 'counted', counts: [2, 1] }]);
    expect(stop(counted, 1, 1, 1)).toEqual({ events: [], hearing: counted.hearings[0] });
    expect(() => stop(deliberating())).toThrow(code('VOTE_NONE_OPEN'));
  });

  it('has a result where more than half chose the same', () => {
    const vote: Vote = {
      round: 1,
      question: '',
      options: ['甲', '乙', '丙'],
      entitled: [a, b, c],
      state: 'counted',
      counts: [1, 1, 1],
      why: null,
    };
    expect(majorityOf(vote)).toBeNull();
    expect(majorityOf({ ...vote, counts: [1, 2, 0] })).toBe('乙');
    expect(majorityOf({ ...vote, entitled: [a, b, c, d], counts: [2, 2, 0] })).toBeNull();
  });

  it('leads to the conclusion, what was weighed and the minority under seal', () => {
    const counted = (...choices: readonly number[]) =>
      after(voting(), stopVote(at(voting()), { hearingId: HEARING, ballots: ballots(...choices) }));
    const conclude = (state: MatterState, minority: string | null = null) =>
      concludeHearing(at(state), { hearingId: HEARING, text: '建议支持', minority, sealedId: id(99) });
    const { hearing, events, sealed } = conclude(counted(0, 0, 1), '证据不足');
    expect(hearing).toMatchObject({ state: 'concluded', conclusion: { result: '支持', on } });
    expect(JSON.stringify([hearing, events])).not.toContain('证据不足');
    expect(sealed).toMatchObject({ kind: 'minority', text: '证据不足' });
    expect(events).toMatchObject([{ type: 'HearingConcluded', data: { concludedOn: on, serviceOn: null } }]);
    expect(() => conclude(voting())).toThrow(code('VOTE_NONE_OPEN'));
    expect(recordDeliberation(at(deliberating()), { hearingId: HEARING, sealedId: id(99), text: '评议' }).sealed?.kind).toBe(
      'deliberation',
    );
    const three = after(deliberating(), openVote(at(deliberating()), { ...ballot, options: ['甲', '乙', '丙'] }));
    const split = after(three, stopVote(at(three), { hearingId: HEARING, ballots: ballots(0, 1, 2) }));
    expect(() => conclude(split)).toThrow(code('VOTE_NO_RESULT'));
  });
});
