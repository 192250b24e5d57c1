import { describe, expect, it } from '@jest/globals';
import { HearingCancelled, HearingConcluded, HearingDecided, HearingDecisionServed, type Envelope, type NewEvent } from '@sunshine/events';
import { dayNumber, dayOf, dueDate, type Day } from '@sunshine/procedure';
import { actOnDay, tries } from '@sunshine/testing';
import fc from 'fast-check';
import { PROVINCE, Chain, UPHOLD } from '../../../test/review-chain.js';
import { GOVERNMENT } from '../../../test/between.js';
import { HOUSING, PERSON, PETITIONERS, id, law, moved, refusal } from '../../../test/builders.js';
import { issueOpinion } from '../opinion/opinion.js';
import { withdrawReview } from '../reviewing/answering.js';
import type { ClockFact, PetitionState } from '../petition.js';
import { recordsOf } from '../records.js';
import { decidersOf } from './deciders.js';
import { hearingTold, requireNoHearing, type HearingNoted } from './hearing.js';

const HEARING = id('f', 1);
const of = { petitionId: id('a'), hearingId: HEARING, stage: 'rereview' as const, organId: PROVINCE.id };
const told = (event: NewEvent, on: Day): Envelope => ({ ...event, on }) as Envelope;
const decided = (on: Day, more: object = {}) =>
  told(HearingDecided.create({ ...of, hold: true, ground: null, serviceOn: null, ...more }), on);
const served = (serviceOn: Day, on = serviceOn) => told(HearingDecisionServed.create({ ...of, serviceOn }), on);
const concluded = (concludedOn: Day, serviceOn: Day | null) =>
  told(HearingConcluded.create({ ...of, concludedOn, serviceOn }), concludedOn);
const cancelled = (on: Day, serviceOn: Day | null) => told(HearingCancelled.create({ ...of, serviceOn }), on);

/** A re-review that has been asked for, with its term; what hearing tells of it is noted in turn. */
class Heard {
  state: PetitionState;
  clocks: readonly ClockFact[];
  notes: HearingNoted[] = [];

  constructor(readonly chain = atRereview()) {
    this.state = chain.state;
    this.clocks = chain.clocks;
  }

  hear(...events: readonly Envelope[]): this {
    for (const event of events) {
      const noted = hearingTold({ state: this.state, clocks: this.clocks, law }, event);
      if (!noted) continue;
      this.state = noted.state;
      this.clocks = moved(this.clocks, noted.clocks);
      this.notes.push(noted);
    }
    return this;
  }

  get term(): ClockFact {
    return this.clocks.findLast(({ term }) => term === 'REREVIEW') as ClockFact;
  }

  get lines(): (string | null)[] {
    return this.notes.map(({ line }) => line.remark);
  }
}

function atRereview(petitioners: readonly string[] = [PETITIONERS[0] as string]): Chain {
  const chain = new Chain(petitioners);
  for (const one of petitioners) chain.ask('review', one);
  chain.decide('review', UPHOLD);
  for (const one of petitioners) chain.serve(one, chain.issued('review'), GOVERNMENT);
  for (const one of petitioners) chain.ask('rereview', one);
  return chain;
}

const due = (term: ClockFact, pauses: readonly { from: Day; to: Day }[]) =>
  dueDate({ pack: law.packOf(term.packHash), term: 'REREVIEW', start: term.startedOn, paused: pauses, calendar: law.calendar })
    .effectiveDue;

describe('the term of a re-review', () => {
  it('stands still from the first service of the decision to the day of the conclusion, both included, and the petitioner is told both days and the new date', () => {
    const heard = new Heard();
    const before = heard.term.effectiveDue;
    const on = dayOf(dayNumber(heard.term.startedOn) + 5);
    const end = dayOf(dayNumber(on) + 9);
    heard.hear(decided(on), served(on));
    expect(heard.term.pauses).toEqual([{ from: on, to: dayOf(dayNumber(on) + 29) }]);
    heard.hear(concluded(end, on));
    expect(heard.term.pauses).toEqual([{ from: on, to: end }]);
    expect(heard.term.effectiveDue).toBe(due(heard.term, [{ from: on, to: end }]));
    expect(dayNumber(heard.term.nominalDue)).toBe(dayNumber(heard.term.startedOn) + 30 + 10);
    expect(heard.term.effectiveDue > before).toBe(true);
    expect(heard.lines.at(-1)).toBe(
      `复核听证：自${on}起至${end}止为听证所需时间，不计入期限，作出复核意见的到期日为${heard.term.effectiveDue}`,
    );
    expect(heard.lines[1]).toContain('（最迟）');
  });

  it('has its former date again when the hearing is cancelled', () => {
    const heard = new Heard();
    const before = heard.term.effectiveDue;
    const on = dayOf(dayNumber(heard.term.startedOn) + 5);
    heard.hear(decided(on), served(on));
    expect(heard.term.effectiveDue).not.toBe(before);
    heard.hear(cancelled(dayOf(dayNumber(on) + 3), on));
    expect(heard.term).toMatchObject({ effectiveDue: before, pauses: [] });
    expect(heard.lines.at(-1)).toBe(`复核听证：听证取消，期限照常计算，作出复核意见的到期日为${before}`);
  });

  it('stands still no longer than the pack gives: the conclusion that comes later moves nothing, on the last day it moves nothing either', () => {
    for (const [after, length] of [
      [28, 29],
      [29, 30],
      [30, 30],
      [45, 30],
    ] as const) {
      const heard = new Heard();
      const on = dayOf(dayNumber(heard.term.startedOn) + 1);
      const last = dayOf(dayNumber(on) + after);
      heard.hear(decided(on), served(on), concluded(last, on));
      expect(heard.notes.at(-1)?.clocks.map((move) => move.do)).toEqual(after < 29 ? ['resume'] : []);
      expect(heard.term.pauses).toEqual([{ from: on, to: dayOf(dayNumber(on) + length - 1) }]);
      expect(recordsOf(heard.state, 'hearing')).toMatchObject([{ state: 'concluded', data: { concludedOn: last } }]);
    }
  });

  it('is the same whether the service is entered before the conclusion or after it, and however often it is told', () => {
    const on = dayOf(dayNumber(new Heard().term.startedOn) + 5);
    const end = dayOf(dayNumber(on) + 9);
    const inTime = new Heard().hear(decided(on), served(on), concluded(end, on));
    const late = new Heard().hear(decided(on), concluded(end, null), served(on, dayOf(dayNumber(end) + 4)));
    const atOnce = new Heard().hear(decided(on, { serviceOn: on }), concluded(end, on));
    const often = new Heard().hear(decided(on), decided(on), served(on), served(on), concluded(end, on), concluded(end, on), served(on));
    for (const other of [late, atOnce, often])
      expect([other.term.pauses, other.term.effectiveDue]).toEqual([inTime.term.pauses, inTime.term.effectiveDue]);
    expect(late.notes.map(({ clocks }) => clocks.length)).toEqual([0, 0, 1]);
    expect(often.notes).toHaveLength(3);
  });

  it('counts every day that no hearing has taken: due is start, length and the days left out, whatever hearings came and went', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ wait: fc.nat(6), held: fc.nat(12), cancelled: fc.boolean(), late: fc.boolean() }), { maxLength: 5 }),
        (plan) => {
          const heard = new Heard();
          const spans: { from: Day; to: Day }[] = [];
          let day = dayNumber(heard.term.startedOn) + 1;
          for (const [nth, one] of plan.entries()) {
            const from = dayOf((day += one.wait));
            const to = dayOf((day += one.held));
            day += 1;
            const with_ = (event: Envelope): Envelope => ({ ...event, data: { ...(event.data as object), hearingId: id('f', nth + 10) } });
            const left = 30 - spans.reduce((sum, span) => sum + dayNumber(span.to) - dayNumber(span.from) + 1, 0);
            const over = from > heard.term.effectiveDue;
            heard.hear(
              with_(decided(from)),
              ...(one.late ? [] : [with_(served(from))]),
              with_(one.cancelled ? cancelled(to, one.late ? null : from) : concluded(to, one.late ? null : from)),
              ...(one.late ? [with_(served(from, to))] : []),
            );
            const end = dayOf(Math.min(dayNumber(to), dayNumber(from) + left - 1));
            if (!one.cancelled && left > 0 && !over) spans.push({ from, to: end });
          }
          expect(heard.term.pauses ?? []).toEqual(spans);
          expect(heard.term.effectiveDue).toBe(due(heard.term, spans));
        },
      ),
      { numRuns: tries(200) },
    );
  });

  it('is not brought back by a hearing that is decided when it has passed', () => {
    const heard = new Heard();
    const before = heard.term.effectiveDue;
    const on = dayOf(dayNumber(before) + 1);
    heard.hear(decided(on), served(on));
    expect(heard.term.effectiveDue).toBe(before);
    expect(heard.term.pauses ?? []).toEqual([]);
  });

  it('of another petitioner, that takes the place of the first, leaves out the same days', () => {
    const [first, second] = PETITIONERS as [string, string];
    const chain = atRereview([first, second]);
    const heard = new Heard(chain);
    const on = dayOf(dayNumber(heard.term.startedOn) + 2);
    heard.hear(decided(on), served(on));
    chain.state = heard.state;
    chain.clocks = heard.clocks;
    const act = { ...actOnDay(chain.on, { kind: 'tracker' as const, id: null }), personId: null, petitionerId: first };
    const withdrawn = chain.did(withdrawReview({ state: chain.state, clocks: chain.clocks, law, act }, { reviewId: null, fileId: null }));
    expect(withdrawn.clocks.map((move) => move.do)).toEqual(['cancel', 'start', 'pause']);
    const next = chain.clocks.find(({ term, ended }) => term === 'REREVIEW' && ended === null);
    expect(next?.pauses).toEqual([{ from: on, to: dayOf(dayNumber(on) + 29) }]);
  });
});

describe('a hearing at another step', () => {
  it.each(['handling', 'review'] as const)('of %s stops no term of the national packs, and is entered in the course', (stage) => {
    const chain = new Chain();
    if (stage === 'review') chain.ask('review');
    const heard = new Heard(chain);
    const organId = stage === 'review' ? GOVERNMENT.id : HOUSING.id;
    const at = (event: Envelope): Envelope => ({ ...event, data: { ...(event.data as object), stage, organId } });
    const before = heard.clocks;
    heard.hear(at(decided(chain.on)), at(served(chain.on)), at(concluded(chain.on, chain.on)));
    expect(heard.notes.flatMap(({ clocks }) => clocks)).toEqual([]);
    expect(heard.clocks).toEqual(before);
    expect(heard.notes.map(({ line }) => line.act)).toEqual(['holdHearing', 'serveHearingDecision', 'concludeHearing']);
  });

  it('that only a newer release knows is kept as it is and moves nothing', () => {
    const heard = new Heard();
    heard.hear({ ...decided('2025-04-10'), data: { ...(decided('2025-04-10').data as object), stage: 'appeal' } } as Envelope);
    expect(heard.notes).toMatchObject([{ clocks: [], line: { remark: '其他（appeal）听证' } }]);
  });

  it('that is refused leaves nothing', () => {
    const heard = new Heard().hear(decided('2025-04-10', { hold: false, ground: 'hearing_not_needed' }));
    expect(heard.notes).toEqual([]);
  });
});

describe('while a hearing stands', () => {
  const standing = () => new Heard().hear(decided('2025-04-10')).state;

  it('its organ issues no opinion at that step; another organ, another step and what is over hold nobody up', () => {
    const check = (state: PetitionState, stage: 'review' | 'rereview', organId = PROVINCE.id) =>
      refusal(() => requireNoHearing(state, stage, organId, '签发意见书'));
    expect(check(standing(), 'rereview')).toBe('HEARING_STANDING');
    expect(check(standing(), 'review')).toBe('no refusal');
    expect(check(standing(), 'rereview', GOVERNMENT.id)).toBe('no refusal');
    expect(check(new Heard().hear(decided('2025-04-10'), concluded('2025-04-12', null)).state, 'rereview')).toBe('no refusal');
    expect(check(new Heard().hear(decided('2025-04-10'), cancelled('2025-04-12', null)).state, 'rereview')).toBe('no refusal');
  });

  it('no re-review is issued; after its conclusion it is, and says when it was heard and which days were left out', () => {
    const chain = atRereview();
    const on = dayOf(dayNumber(chain.on) + 1);
    chain.appoint('rereview');
    chain.text('rereview', UPHOLD);
    chain.check('rereview');
    const heard = new Heard(chain).hear(decided(on), served(on));
    chain.state = heard.state;
    chain.clocks = heard.clocks;
    expect(refusal(() => chain.issue('rereview'))).toBe('HEARING_STANDING');
    const end = dayOf(dayNumber(on) + 4);
    heard.hear(concluded(end, on));
    chain.state = heard.state;
    chain.clocks = heard.clocks;
    chain.later(6).issue('rereview');
    const paper = [...chain.papers.values()].findLast(({ kind }) => kind === 'REREVIEW_OPINION');
    expect(JSON.stringify(paper?.body)).toContain(`${end}作出听证结论，自${on}起至${end}止共5日不计入期限`);
  });

  it('no opinion of the organ in charge is issued', () => {
    const chain = new Chain();
    chain.state = { ...chain.state, stage: 'handling', opinion: { ...chain.state.opinion!, state: 'checked', documentId: null } };
    const at = { ...(decided(chain.on).data as object), stage: 'handling', organId: HOUSING.id };
    const heard = new Heard(chain).hear({ ...decided(chain.on), data: at } as Envelope);
    chain.state = heard.state;
    const issue = () =>
      issueOpinion(chain.given(PERSON.issuer, HOUSING, 'ISSUER'), {
        ...chain.paper(),
        way: null,
        proof: null,
        reviewedBy: GOVERNMENT.name,
      });
    expect(refusal(issue)).toBe('HEARING_STANDING');
  });
});

describe('who owes an opinion', () => {
  it('is the organ that handles, then each reviewer whose request is in hand, and nobody once it is issued or the matter is over', () => {
    const chain = new Chain();
    expect(decidersOf({ ...chain.state, stage: 'handling' })).toEqual([{ stage: 'handling', organId: HOUSING.id }]);
    expect(decidersOf(chain.state)).toEqual([]);
    chain.ask('review');
    expect(decidersOf(chain.state)).toEqual([{ stage: 'review', organId: GOVERNMENT.id }]);
    chain.decide('review', UPHOLD);
    expect(decidersOf(chain.state)).toEqual([]);
    chain.serve(PETITIONERS[0] as string, chain.issued('review'), GOVERNMENT);
    chain.ask('rereview');
    expect(decidersOf(chain.state)).toEqual([{ stage: 'rereview', organId: PROVINCE.id }]);
    expect(decidersOf({ ...chain.state, closedOn: chain.on })).toEqual([]);
    expect(decidersOf({ ...chain.state, mergedInto: id('a', 9) })).toEqual([]);
    expect(decidersOf({ ...chain.state, kind: 'REPORT' })).toEqual([]);
  });
});
