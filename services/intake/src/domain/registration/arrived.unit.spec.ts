import { describe, expect, it } from '@jest/globals';
import { checkArrived, type ArrivedMatter } from './arrived.js';

const [HERE, ELSEWHERE] = ['018f0000-0000-7000-8000-000000000002', '018f0000-0000-7000-8000-000000000004'];
const matter: ArrivedMatter = { organId: HERE, receivedOn: '2025-03-03', state: 'waiting' };
const registered =
  (of: Partial<ArrivedMatter> | null, desk: { deskId?: string | null; receivedOn?: string } = {}) =>
  () =>
    checkArrived(of && { ...matter, ...of }, { deskId: HERE, receivedOn: '2025-03-03', ...desk });
const refused = (code: string) => expect.objectContaining({ code });

describe('a matter that another node sent', () => {
  it('is registered where it arrived, with the day of its transport receipt', () => expect(registered({})).not.toThrow());

  it('is unknown where it did not arrive', () => {
    expect(registered(null)).toThrow(refused('ARRIVED_MATTER_UNKNOWN'));
    expect(registered(null, { deskId: null })).toThrow(refused('ARRIVED_MATTER_UNKNOWN'));
    expect(registered({}, { deskId: ELSEWHERE })).toThrow(refused('ARRIVED_MATTER_UNKNOWN'));
    expect(registered({}, { deskId: null })).toThrow(refused('ARRIVED_MATTER_UNKNOWN'));
    expect(registered({ state: 'registered' }, { deskId: ELSEWHERE })).toThrow(refused('ARRIVED_MATTER_UNKNOWN'));
  });

  it.each(['registered', 'refused'] as const)('is registered once: not when it is %s', (state) =>
    expect(registered({ state })).toThrow(refused('ARRIVED_MATTER_ENDED')),
  );

  it.each(['2025-03-02', '2025-03-04'])('has no other day of receipt: %s', (receivedOn) =>
    expect(registered({}, { receivedOn })).toThrow(
      expect.objectContaining({ code: 'ARRIVED_DAY_WRONG', source: '信访工作条例 23', details: { day: '2025-03-03' } }),
    ),
  );
});
