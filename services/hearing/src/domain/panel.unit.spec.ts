import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  CLERK,
  HANDLER,
  HEAD,
  HEARING,
  ORGAN,
  PACK,
  PEOPLE,
  POOL,
  act,
  after,
  code,
  given,
  id,
  matter,
  member,
  requested,
} from '../../test/given.js';
import type { HearingDecided, MatterState } from './hearing.js';
import { serveNotice, untold } from './notices.js';
import { drawLot, listed, lotOrder, panelRule, requireValidPanel, type Involvement, type ListPanel, type People } from './panel.js';
import type { PoolMember } from './pool.js';
import { confirmHearing, decideHearing } from './request.js';
import { scheduleHearing } from './schedule.js';
import { challengeMember, decideChallenge, listPanel, replaceMember } from './seats.js';
import { MUST_HAVE, addEntries, endSitting, openHearing } from './sitting.js';
import { castBallot, openVote } from './vote.js';

const rule = panelRule(PACK);
const on = '2025-05-06';
const people = (more: Partial<People> = {}): People => ({ pool: POOL, involved: {}, on, ...more });
const byName = (memberIds: readonly string[], more: Partial<ListPanel> = {}): ListPanel => ({
  byLot: false,
  size: 0,
  presiderId: memberIds[0] ?? null,
  memberIds,
  substituteIds: [],
  ...more,
});
const decision = { seed: 'ab12', at: '2025-04-10T01:00:00.000Z' };
const list = (command: ListPanel, of = people()) => listed(command, of, rule, decision, '2025-04-14');
const lot = (size: number): ListPanel => ({ byLot: true, size, presiderId: null, memberIds: [], substituteIds: [] });
const [a, b, c, d, e] = PEOPLE as [string, string, string, string, string];

describe('a panel that is named', () => {
  it('is odd, at least three, each once', () => {
    expect(list(byName([a, b, c]))).toMatchObject({ size: 3, presiderId: a, memberIds: [a, b, c] });
    expect(() => list(byName([a, b]))).toThrow(code('PANEL_EVEN'));
    expect(() => list(byName([a, b, c, d]))).toThrow(code('PANEL_EVEN'));
    expect(() => list(byName([a]))).toThrow(code('PANEL_TOO_FEW'));
    expect(() => list(byName([a, b, b]))).toThrow(code('PANEL_MEMBER_TWICE'));
  });

  it('takes its presider along, whether the members name the presider or not', () => {
    expect(list(byName([b, c], { presiderId: a })).memberIds).toEqual([a, b, c]);
  });

  it('is of the pool of the organ, with terms in force on the day of the hearing: the first and the last day count', () => {
    expect(() => list(byName([a, b, id(999)]))).toThrow(code('PANEL_MEMBER_NOT_IN_POOL'));
    const term = (more: Partial<PoolMember>) => people({ pool: [member(0), member(1), member(2, more)] });
    for (const more of [{ from: on }, { until: on }, { endedOn: '2025-05-07' }]) expect(list(byName([a, b, c]), term(more)).size).toBe(3);
    for (const more of [{ from: '2025-05-07' }, { until: '2025-05-05' }, { endedOn: on }])
      expect(() => list(byName([a, b, c]), term(more))).toThrow(code('PANEL_TERM_NOT_IN_FORCE'));
  });

  it('has nobody on leave', () => {
    const leave = (from: string, to: string) => people({ pool: [member(0), member(1), member(2, { leaves: [{ from, to }] })] });
    expect(() => list(byName([a, b, c]), leave(on, on))).toThrow(code('PANEL_MEMBER_ON_LEAVE'));
    expect(list(byName([a, b, c]), leave('2025-05-01', '2025-05-05')).size).toBe(3);
  });

  it.each(['opinion', 'recused', 'accused', 'challenged'] as const)('has nobody who is kept away by %s', (part) => {
    expect(() => list(byName([a, b, c]), people({ involved: { [b]: [part] } }))).toThrow(code('PANEL_MEMBER_BARRED'));
  });

  it.each(['handler', 'investigator'] as const)('is not presided over by a %s of the matter, who may be a member', (part) => {
    const of = people({ involved: { [a]: [part] } });
    expect(() => list(byName([a, b, c]), of)).toThrow(code('PANEL_PRESIDER_HANDLED'));
    expect(list(byName([b, a, c]), of).presiderId).toBe(b);
  });

  it('has substitutes who may sit, and none of its members among them', () => {
    expect(list(byName([a, b, c], { substituteIds: [d, e] })).substituteIds).toEqual([d, e]);
    expect(() => list(byName([a, b, c], { substituteIds: [c] }))).toThrow(code('PANEL_SUBSTITUTE_UNFIT'));
    expect(() => list(byName([a, b, c], { substituteIds: [d] }), people({ involved: { [d]: ['recused'] } }))).toThrow(
      code('PANEL_SUBSTITUTE_UNFIT'),
    );
  });
});

describe('a panel by lot', () => {
  it('follows from seed and pool alone, so that anybody can draw it again', () => {
    const first = list(lot(5));
    expect(list(lot(5), people({ pool: POOL.toReversed() }))).toEqual(first);
    const rank = (personId: string) => createHash('sha256').update(`{"personId":"${personId}","seed":"ab12"}`).digest('hex');
    const order = PEOPLE.toSorted((left, right) => (rank(left) < rank(right) ? -1 : 1));
    expect([...first.memberIds, ...first.substituteIds]).toEqual(order);
    expect(lotOrder(PEOPLE, 'ab12')).toEqual(order);
    expect(drawLot(first.pool ?? [], first.presiders ?? [], first.seed ?? '', 5)).toMatchObject({ memberIds: first.memberIds });
  });

  it('lets the first who may preside do so', () => {
    const [first = '', second = ''] = lotOrder(PEOPLE, 'ab12');
    const panel = list(lot(3), people({ involved: { [first]: ['handler'] } }));
    expect(panel.presiderId).toBe(second);
    expect(panel.memberIds).toContain(first);
    const all = Object.fromEntries(PEOPLE.map((person) => [person, ['handler'] as const]));
    expect(() => list(lot(3), people({ involved: all }))).toThrow(code('POOL_NO_PRESIDER'));
  });

  it('needs the pack’s number in the lot, and counts nobody who came into the pool after the decision', () => {
    const pool = (n: number) => people({ pool: POOL.slice(0, n) });
    expect(list(lot(3), pool(7)).pool).toHaveLength(7);
    expect(() => list(lot(3), pool(6))).toThrow(code('POOL_TOO_SMALL'));
    const late = people({ pool: [...POOL.slice(0, 6), member(6, { enteredAt: '2025-04-10T01:00:00.001Z' })] });
    expect(() => list(lot(3), late)).toThrow(code('POOL_TOO_SMALL'));
    expect(() => listed(lot(3), people(), rule, { seed: null, at: null }, on)).toThrow(code('PANEL_NO_SEED'));
  });
});

describe('random panels', () => {
  const day = fc.integer({ min: 0, max: 20 }).map((n) => new Date(Date.UTC(2025, 3, 25 + n)).toISOString().slice(0, 10));
  const rarely = fc.integer({ min: 0, max: 9 }).map((n) => n === 0);
  const aMember = (n: number) =>
    fc.record({ ended: rarely, endedOn: day, until: rarely, untilOn: day, away: rarely, from: day }).map((one) =>
      member(n, {
        endedOn: one.ended ? one.endedOn : null,
        until: one.until ? one.untilOn : '2027-12-31',
        leaves: one.away ? [{ from: one.from, to: one.from }] : [],
      }),
    );
  const PARTS: readonly Involvement[] = ['opinion', 'recused', 'accused', 'handler', 'investigator'];
  const scene = fc.record({
    pool: fc.tuple(...Array.from({ length: 9 }, (_, n) => aMember(n))),
    involved: fc.array(fc.tuple(fc.nat(8), fc.constantFrom(...PARTS)), { maxLength: 2 }),
    byLot: fc.boolean(),
    size: fc.integer({ min: 2, max: 7 }),
    order: fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6, 7, 8], { minLength: 9, maxLength: 9 }),
    challenges: fc.array(fc.record({ seat: fc.nat(6), upheld: fc.boolean(), decided: fc.boolean(), filled: fc.boolean() }), {
      maxLength: 2,
    }),
    absent: fc.array(fc.nat(6), { maxLength: 1 }),
    leaves: fc.array(fc.record({ seat: fc.nat(6), filled: fc.boolean(), enters: fc.boolean() }), { maxLength: 2 }),
    /** People whose term or freedom ends between the opening and the vote. */
    ends: fc.array(fc.nat(8), { maxLength: 1 }),
  });

  /** Written apart from the rule: whether these people may sit for this matter on that day. */
  function isValid(state: MatterState, pool: readonly PoolMember[], on: string): boolean {
    const [hearing] = state.hearings;
    const panel = hearing?.panel;
    if (!panel || panel.size < 3 || panel.size % 2 !== 1 || new Set(panel.memberIds).size !== panel.size) return false;
    if (!panel.memberIds.includes(panel.presiderId)) return false;
    const upheld = hearing.challenges.filter((one) => one.decision?.upheld).map((one) => one.memberId);
    if (hearing.challenges.some((one) => one.decision === null && panel.memberIds.includes(one.memberId))) return false;
    return panel.memberIds.every((personId) => {
      const parts = state.involved[personId] ?? [];
      const free = !parts.some((part) => part === 'opinion' || part === 'recused' || part === 'accused') && !upheld.includes(personId);
      const presides = personId === panel.presiderId && parts.some((part) => part === 'handler' || part === 'investigator');
      const term = pool.some(
        (one) =>
          one.personId === personId &&
          one.from <= on &&
          (one.until ?? '9999') >= on &&
          !(one.endedOn !== null && one.endedOn <= on) &&
          !one.leaves.some((leave) => leave.from <= on && leave.to >= on),
      );
      return free && !presides && term;
    });
  }

  it('10,000 of them, with leaves, challenges and ended terms: no invalid one opens or votes', () => {
    const seen = { opened: 0, refused: 0, voted: 0, stopped: 0 };
    fc.assert(
      fc.property(scene, (one) => {
        let pool: readonly PoolMember[] = one.pool;
        let state = requested(matter({ involved: Object.fromEntries(one.involved.map(([n, part]) => [PEOPLE[n] as string, [part]])) }));
        const tried = (rule: (state: MatterState) => HearingDecided): boolean => {
          try {
            state = after(state, rule(state));
            return true;
          } catch (error) {
            if (!(error instanceof Error) || error.name !== 'DomainError') throw error;
            return false;
          }
        };
        const at = (personId: string, on: string) => given(state, act(personId, on));
        const hearing = () => state.hearings[0]!;
        const doing = (rule: (state: MatterState) => HearingDecided) => expect(tried(rule)).toBe(true);
        const decided = { hearingId: HEARING, hold: true, ground: null, reason: '重大', contains: [], form: null };
        doing(() => decideHearing(at(HANDLER, '2025-04-08'), decided));
        doing(() => confirmHearing(at(HEAD, '2025-04-09'), { hearingId: HEARING, seed: 'cd34' }));
        const memberIds = one.order.slice(0, one.size).map((n) => PEOPLE[n] as string);
        const substituteIds = one.order.slice(one.size).map((n) => PEOPLE[n] as string);
        const command = { hearingId: HEARING, byLot: one.byLot, size: one.size, presiderId: memberIds[0] ?? null, memberIds, pool };
        const room = { id: id(50), organId: ORGAN, name: '一号', place: '县政务中心', seats: 30, endedOn: null };
        const when = { startsAt: `${on}T01:00:00.000Z`, endsAt: `${on}T04:00:00.000Z`, startsOn: on, endsOn: on };
        const place = { hearingId: HEARING, room, ...when, public: true, closedReason: null, clerkIds: [CLERK], before: null };
        doing(() => scheduleHearing(at(CLERK, '2025-04-14'), place));
        // Substitutes who may not sit are refused: without them the panel may still be listed.
        if (!tried(() => listPanel(at(CLERK, '2025-04-14'), { ...command, substituteIds })))
          if (!tried(() => listPanel(at(CLERK, '2025-04-14'), { ...command, substituteIds: [] }))) return;
        expect(isValid(state, pool, on)).toBe(true);
        const seat = (n: number) => hearing().panel?.memberIds[n % hearing().panel!.memberIds.length] ?? '';
        const substitute = () => hearing().panel?.substituteIds[0] ?? null;
        for (const { seat: n, upheld, decided: isDecided, filled } of one.challenges) {
          const challengeId = id(600 + n);
          const memberId = seat(n);
          const asked = tried(() =>
            challengeMember(at(HANDLER, '2025-04-15'), { challengeId, hearingId: HEARING, memberId, reason: '亲属' }),
          );
          if (!asked || !isDecided) continue;
          const answer = { hearingId: HEARING, challengeId, upheld, reason: '查实', pool };
          if (!tried(() => decideChallenge(at(HEAD, '2025-04-16'), { ...answer, substituteId: filled ? substitute() : null })))
            tried(() => decideChallenge(at(HEAD, '2025-04-16'), { ...answer, substituteId: null }));
        }
        for (const { kind, to } of untold(state, hearing())) {
          const notice = { noticeId: id(7), hearingId: HEARING, kind, to, way: 'in_person', proof: { signature: '签收' }, waiver: null };
          doing(() => serveNotice(at(CLERK, '2025-04-17'), { ...notice, servedOn: '2025-04-17' }));
        }
        pool = pool.map((term, n) => (one.ends.includes(n) && n % 2 === 0 ? { ...term, endedOn: on } : term));
        const presentIds = [...(hearing().panel?.memberIds ?? []), CLERK].filter((_, n) => !one.absent.includes(n));
        const attendanceIds = presentIds.map((_, n) => id(800 + n));
        const wasValid = isValid(state, pool, on);
        const opened = tried(() => openHearing(at(CLERK, on), { hearingId: HEARING, presentIds, attendanceIds, pool }));
        if (!opened) {
          seen.refused += 1;
          return;
        }
        seen.opened += 1;
        expect([wasValid, hearing().panel?.memberIds.every((personId) => presentIds.includes(personId))]).toEqual([true, true]);
        const entries = MUST_HAVE.map((kind) => ({ kind, speaker: null, text: '记录', hash: null, corrects: null }));
        doing(() => addEntries(at(CLERK, on), { hearingId: HEARING, entries }));
        doing(() => endSitting(at(CLERK, on), { hearingId: HEARING }));
        pool = pool.map((term, n) => (one.ends.includes(n) && n % 2 === 1 ? { ...term, leaves: [{ from: on, to: on }] } : term));
        const cast: string[] = [];
        const vote = () =>
          tried(() => openVote(at(CLERK, on), { hearingId: HEARING, question: '是否维持', options: ['维持', '撤销'], pool }));
        const ballots = (most: number) => {
          for (const personId of (hearing().votes.at(-1)?.entitled ?? []).slice(0, most)) {
            const valid = isValid(state, pool, on);
            const there = hearing().panel?.memberIds.every((who) =>
              hearing().attendance.some((here) => here.personId === who && here.to === null),
            );
            if (!tried(() => castBallot(at(personId, on), { hearingId: HEARING, choice: '维持', pool, cast }))) continue;
            cast.push(personId);
            seen.voted += 1;
            expect([valid, there]).toEqual([true, true]);
          }
        };
        if (vote()) ballots(1);
        for (const { seat: n, filled } of one.leaves) {
          const before = hearing().votes.at(-1);
          const leaving = { hearingId: HEARING, memberId: seat(n), reason: '身体不适', pool };
          if (!tried(() => replaceMember(at(CLERK, on), { ...leaving, substituteId: filled ? substitute() : null }))) continue;
          // Whoever leaves stops the vote.
          if (before?.state === 'open') {
            seen.stopped += 1;
            expect(hearing().votes.at(-1)).toMatchObject({ state: 'stopped', counts: null });
          }
          ballots(9);
        }
        cast.length = 0;
        if (hearing().votes.at(-1)?.state !== 'open') vote();
        ballots(9);
      }),
      { numRuns: 10_000 },
    );
    // The scene reaches both sides of each gate.
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(200);
  }, 120_000);

  it('does not trust the panel that was listed: it is judged again on the day', () => {
    const panel = list(byName([a, b, c]));
    expect(() => requireValidPanel(panel, people({ involved: { [c]: ['recused'] } }), rule)).toThrow(code('PANEL_MEMBER_BARRED'));
    expect(() => requireValidPanel({ ...panel, memberIds: [a, b] }, people(), rule)).toThrow(code('PANEL_SEAT_EMPTY'));
  });
});
