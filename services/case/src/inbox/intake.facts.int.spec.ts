import { beforeAll, describe, expect, it } from '@jest/globals';
import {
  Channel,
  CorrectedField,
  GuidanceSlipIssued,
  InterviewRecorded,
  MandateEnded,
  MandateRecorded,
  PetitionClassified,
  PetitionCorrected,
  PetitionSupplemented,
  QueryCodeReissued,
  SameLetterLinked,
  SupplementAsked,
  UrgentMatterReported,
  type NewEvent,
} from '@sunshine/events';
import fc from 'fast-check';
import { v7 as uuid } from 'uuid';
import { BUREAU, HOUSING } from '../../test/builders.js';
import { WHO, World } from '../../test/world.js';

let world: World;
beforeAll(async () => {
  world = await World.open();
  world.setDay('2025-03-10');
}, 60_000);

const tell = (petitionId: string, ...events: NewEvent[]) =>
  world.publish('intake', ...events.map((event): [string, NewEvent] => [petitionId, event]));
const corrected = (petitionId: string, receivedOn: string, organId = BUREAU.id) =>
  tell(petitionId, PetitionCorrected.create({ petitionId, correctionId: uuid(), organId, field: 'receivedOn', receivedOn }));
const history = async (petitionId: string) =>
  (await world.petition(WHO.dispatcher, petitionId, 'history { act basis remark actor on }'))?.['history'] as { act: string }[];

describe('facts of the desk', () => {
  it('stand in the course with the organ of the desk, and change neither stage nor clock', async () => {
    const { petitionId } = await world.register({ receivedOn: '2025-03-10' });
    const before = [await world.clocks(petitionId), await world.petition(WHO.dispatcher, petitionId, 'stage version')];
    await tell(
      petitionId,
      PetitionSupplemented.create({ petitionId, supplementId: uuid(), organId: BUREAU.id, receivedOn: '2025-03-10', files: 1 }),
      UrgentMatterReported.create({
        petitionId,
        urgentEventId: uuid(),
        organId: BUREAU.id,
        report: 'FIRST',
        to: ['GOVERNMENT'],
        endsOn: '2025-03-12',
      }),
    );
    expect((await history(petitionId)).slice(1)).toEqual([
      { act: 'supplementPetition', basis: '信访工作条例 19', remark: '附件1件', actor: BUREAU.name, on: '2025-03-10' },
      { act: 'reportUrgentMatter', basis: '信访工作条例 25', remark: '首报', actor: BUREAU.name, on: '2025-03-10' },
    ]);
    expect([await world.clocks(petitionId), await world.petition(WHO.dispatcher, petitionId, 'stage version')]).toEqual(before);
    // What is reported upwards is no part of the petitioner's page.
    const tracked = await world.tracked(petitionId, 'history { act }');
    expect((tracked?.['history'] as { act: string }[]).map(({ act }) => act)).toEqual(['registerPetition', 'supplementPetition']);
  });
});

describe('any acts of the desk in any order', () => {
  const organId = BUREAU.id;
  /** Every event of intake that case reads, but for a corrected day of receipt; a kind classified anew moves stage and path, never a date. */
  const acts = (petitionId: string): fc.Arbitrary<NewEvent> =>
    fc.oneof(
      fc.nat(3).map((files) => PetitionSupplemented.create({ petitionId, supplementId: uuid(), organId, receivedOn: '2025-03-08', files })),
      fc.constant(SupplementAsked.create({ petitionId, organId, items: 2, answerBy: '2025-03-20' })),
      fc
        .constantFrom(...CorrectedField.options.filter((field) => field !== 'receivedOn'))
        .map((field) => PetitionCorrected.create({ petitionId, correctionId: uuid(), organId, field, receivedOn: null })),
      fc
        .record({ kind: fc.constantFrom('CLAIM', 'SUGGESTION'), proposedExit: fc.constantFrom('31(2)', '31(6)', null) })
        .map(({ kind, proposedExit }) =>
          PetitionClassified.create({ petitionId, organId, kind, formerKind: 'CLAIM', contentClass: '010203', proposedExit } as never),
        ),
      fc.boolean().map((readBack) => InterviewRecorded.create({ petitionId, interviewId: uuid(), organId, readBack })),
      fc.constant(MandateRecorded.create({ petitionId, mandateId: uuid(), from: '2025-03-10', endsOn: '2025-06-30' })),
      fc.constant(MandateEnded.create({ petitionId, mandateId: uuid(), endedOn: '2025-03-10' })),
      fc.constant(QueryCodeReissued.create({ petitionId, organId })),
      fc.constant(SameLetterLinked.create({ petitionId, firstPetitionId: uuid(), organId })),
      fc.constant(GuidanceSlipIssued.create({ petitionId, slipId: uuid(), organId, competentOrganId: HOUSING.id })),
      fc.constantFrom('FIRST', 'FOLLOW_UP', 'FINAL').map((report) =>
        UrgentMatterReported.create({
          petitionId,
          urgentEventId: uuid(),
          organId,
          report,
          to: ['GOVERNMENT'],
          endsOn: '2025-03-12',
        } as never),
      ),
    );
  const ledger = (petitionId: string) =>
    world.rows.query(
      `select count(*)::int n from clock_ledger l join clock c on c.id = l.clock_id where c.petition_id = $1 and c.nature <> 'own'`,
      [petitionId],
    );

  it('move no clock of a term of law, wherever the matter is', async () => {
    const routed = { kind: 'TRANSFER', toOrganId: HOUSING.id, reason: '属其职责' };
    const steps = [
      [],
      [(petitionId: string) => world.act(WHO.dispatcher, 'routePetition', { petitionId, ...routed })],
      [
        (petitionId: string) => world.act(WHO.dispatcher, 'routePetition', { petitionId, ...routed }),
        (petitionId: string) => world.act(WHO.handler, 'acceptPetition', { petitionId }),
      ],
    ];
    for (const [index, done] of steps.entries()) {
      const { petitionId } = await world.register({ receivedOn: '2025-03-03' });
      for (const step of done) expect(await step(petitionId)).toMatchObject({ stage: expect.any(String) });
      const before = [await world.clocks(petitionId), await ledger(petitionId)];
      const facts = fc.sample(acts(petitionId), { numRuns: 40, seed: index + 1 });
      await world.publishAs(
        world.contextOf(WHO.dispatcher),
        'intake',
        facts.map((fact): [string, NewEvent] => [petitionId, fact]),
      );
      expect([await world.clocks(petitionId), await ledger(petitionId)]).toEqual(before);
      expect((await history(petitionId)).length).toBeGreaterThanOrEqual(40);
    }
  });
});

describe('a corrected day of receipt', () => {
  it('moves the first clock to the true day, both judgements in the ledger, and tells supervision', async () => {
    const { petitionId } = await world.register({ receivedOn: '2025-03-03' });
    expect(await world.clocks(petitionId)).toEqual(['ROUTE 2025-03-03..2025-03-18']);
    await corrected(petitionId, '2025-02-17');
    expect(await world.clocks(petitionId)).toEqual(['ROUTE 2025-02-17..2025-03-04']);
    expect(
      await world.rows.query(
        `select move, detail, effective_before::text, effective_after::text, judged_before, judged_after from clock_ledger where petition_id = $1 order by id`,
        [petitionId],
      ),
    ).toEqual([
      expect.objectContaining({ move: 'started' }),
      {
        move: 'restarted',
        detail: '2025-03-03..2025-02-17',
        effective_before: '2025-03-18',
        effective_after: '2025-03-04',
        judged_before: 'running',
        judged_after: 'overdue',
      },
    ]);
    const event = (await world.events(petitionId)).at(-1);
    expect(event).toMatchObject({ type: 'ClocksMoved', clocks: [{ term: 'ROUTE', move: 'restarted', startedOn: '2025-02-17' }] });
    expect((await history(petitionId)).at(-1)).toMatchObject({ act: 'correctRegistration', remark: '收到日期：2025-02-17' });
    // The petition is routed as ever, and its ROUTE is late by the true day.
    await world.act(WHO.dispatcher, 'routePetition', { petitionId, kind: 'TRANSFER', toOrganId: HOUSING.id, reason: '属其职责' });
    expect(await world.clocks(petitionId)).toContain('ROUTE 2025-02-17..2025-03-04 met 2025-03-10');
  });

  it('judges again a clock that had been met', async () => {
    const { petitionId } = await world.register({ receivedOn: '2025-03-03' });
    await world.act(WHO.dispatcher, 'routePetition', { petitionId, kind: 'TRANSFER', toOrganId: HOUSING.id, reason: '属其职责' });
    await corrected(petitionId, '2025-02-10');
    const [route, ...others] = await world.clocks(petitionId);
    expect(route).toBe('ROUTE 2025-02-10..2025-02-25 met 2025-03-10');
    expect(others).toEqual(['NOTIFY_TRANSFERRED 2025-03-10..2025-03-25', 'OBJECT 2025-03-10..2025-03-17']);
  });
});

describe('a kind classified anew', () => {
  it('is followed while nobody has been told', async () => {
    const { petitionId } = await world.register({ receivedOn: '2025-03-10' });
    await tell(
      petitionId,
      PetitionClassified.create({
        petitionId,
        organId: BUREAU.id,
        kind: 'SUGGESTION',
        formerKind: 'CLAIM',
        contentClass: null,
        proposedExit: null,
      }),
    );
    expect(await world.rows.query('select kind, received_on::text from petition where id = $1', [petitionId])).toEqual([
      { kind: 'SUGGESTION', received_on: '2025-03-10' },
    ]);
    expect((await world.events(petitionId)).at(-1)).toMatchObject({ type: 'PetitionReclassified', data: { kind: 'SUGGESTION' } });
    expect((await history(petitionId)).at(-1)).toMatchObject({ act: 'classifyPetition', remark: '申诉求决改为建议意见' });
  });
});

describe('one matter through every channel', () => {
  it.each([
    ['a bureau', BUREAU],
    ['another organ', HOUSING],
  ])('starts equal clocks at %s, but what another body sent on is told as a transfer', async (_where, { id: organId, kind: organKind }) => {
    for (const channel of Channel.options) {
      const { petitionId } = await world.register({ channel, organId, organKind, receivedOn: '2025-03-10' });
      const told = channel === 'TRANSFER_IN' ? 'NOTIFY_TRANSFERRED' : 'NOTIFY_DIRECT';
      const term = organKind === 'petition_bureau' ? 'ROUTE' : told;
      // Whoever gets a matter from another body may object to it within five working days (23 ¶3).
      const objection = channel === 'TRANSFER_IN' ? ['OBJECT 2025-03-10..2025-03-17'] : [];
      expect([channel, await world.clocks(petitionId)]).toEqual([channel, [`${term} 2025-03-10..2025-03-25`, ...objection].toSorted()]);
    }
  });
});
