import { describe, expect, it } from '@jest/globals';
import { Matter } from '../../../test/between.js';
import { HOUSING, PERSON, id, refusal } from '../../../test/builders.js';
import { newRecord } from '../records.js';
import { moveMatter, type MoveMatters } from './matters.js';

const of = (handlerId: string | null) => Matter.registered().routed(HOUSING, '2025-03-05').with({ handlerId });
const move = (matter: Matter, more: Partial<MoveMatters & { kept: boolean }> = {}) =>
  moveMatter(matter.given('2025-03-06', PERSON.head, HOUSING, 'HEAD'), {
    fromPersonId: PERSON.handler,
    toPersonId: PERSON.checker,
    reason: '休假',
    kept: false,
    taskId: id('k', 2),
    ...more,
  });

describe('moveMatter', () => {
  it('gives the matter to another officer; no clock, no stage, no organ moves', () => {
    const matter = of(PERSON.handler);
    const decision = move(matter);
    expect(decision).toMatchObject({ clocks: [], relations: [], papers: [] });
    expect(decision.state).toEqual({
      ...matter.state,
      handlerId: PERSON.checker,
      version: matter.state.version + 1,
      latestOn: '2025-03-06',
    });
    expect(decision.events).toMatchObject([{ type: 'MatterMoved', data: { fromPersonId: PERSON.handler, toPersonId: PERSON.checker } }]);
  });

  it('moves what the head gave to that officer, by the same day, whoever acted on it last, and nothing of another', () => {
    const given = (officerId: string | null, lastActor: string = PERSON.handler) =>
      move(
        of(lastActor).with({
          records: [
            newRecord({
              id: id('k'),
              kind: 'task',
              state: 'open',
              on: '2025-03-05',
              until: '2025-03-12',
              data: { officerId, section: '房产股', text: null, reason: null },
            }),
          ],
        }),
      ).state.records;
    expect(given(PERSON.handler, PERSON.head)).toMatchObject([
      { id: id('k'), state: 'moved', data: { officerId: PERSON.handler, reason: '休假' } },
      {
        id: id('k', 2),
        state: 'open',
        on: '2025-03-06',
        until: '2025-03-12',
        byPersonId: PERSON.head,
        data: { officerId: PERSON.checker, section: '房产股', reason: null },
      },
    ]);
    expect(refusal(() => given(PERSON.issuer))).toBe('MATTER_NOT_OF_PERSON');
    // Given to a section alone, it is of who acted last.
    expect(given(null)).toMatchObject([{ id: id('k'), state: 'open', data: { officerId: null } }]);
  });

  it('moves what is that officer’s, open, and to another who need not step back', () => {
    expect(refusal(() => move(of(PERSON.issuer)))).toBe('MATTER_NOT_OF_PERSON');
    expect(refusal(() => move(of(PERSON.handler).with({ stage: 'closed' })))).toBe('ACT_NOT_IN_STAGE');
    expect(refusal(() => move(of(PERSON.handler), { toPersonId: PERSON.handler }))).toBe('MATTERS_TO_SAME_PERSON');
    expect(refusal(() => move(of(PERSON.handler), { kept: true }))).toBe('MATTER_TO_BARRED');
    expect(refusal(() => move(of(PERSON.handler).with({ accusedIds: [PERSON.checker] })))).toBe('MATTER_TO_BARRED');
    expect(refusal(() => move(of(PERSON.handler), { reason: '' }))).toBe('TEXT_MISSING');
  });
});
