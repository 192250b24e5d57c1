import { describe, expect, it } from '@jest/globals';
import type { DeskAct } from '../desk-petition.js';
import { ASIDE_NOTE, decideAside, proposeAside, requireRegistrable, type Pending, type Proposal } from './pending.js';

const act = (personId: string): DeskAct => ({
  actor: { kind: 'person', id: personId },
  at: '2025-03-04T04:00:00.000Z',
  on: '2025-03-04',
  recordedAt: '2025-03-04T04:00:00.000Z',
  correlationId: 'test',
  personId,
  organId: 'bureau',
});
const proposal: Proposal = { id: 'p', reason: 'NO_MATTER', ofNumber: null, note: '内容是乱码', by: 'registrar' };
const pending = (more: Partial<Pending> = {}): Pending => ({ state: 'waiting', number: null, proposal: null, ...more });
const refusal = (code: string) => expect.objectContaining({ code });
const propose = (of: Pending, more: Partial<Parameters<typeof proposeAside>[1]> = {}) =>
  proposeAside(of, { reason: 'NO_MATTER', note: '内容是乱码', ...more }, act('registrar'), 'p');

describe('a filing that waits', () => {
  it('can be registered, also after it was set aside or proposed to be, but once', () => {
    for (const one of [pending(), pending({ state: 'set_aside' }), pending({ proposal })])
      expect(() => requireRegistrable(one)).not.toThrow();
    expect(() => requireRegistrable(pending({ state: 'registered', number: '990100-20250303-000001' }))).toThrow(
      refusal('PENDING_FILING_REGISTERED'),
    );
  });

  it('is set aside by two people: one proposes, another confirms or does not', () => {
    expect(propose(pending())).toEqual(proposal);
    expect(decideAside(pending({ proposal }), true, act('auditor'))).toEqual({ state: 'set_aside', proposal });
    expect(decideAside(pending({ proposal }), false, act('auditor'))).toEqual({ state: 'waiting', proposal });
    expect(() => decideAside(pending({ proposal }), true, act('registrar'))).toThrow(refusal('ASIDE_OWN_PROPOSAL'));
    expect(() => decideAside(pending(), true, act('auditor'))).toThrow(refusal('ASIDE_NOT_PROPOSED'));
  });

  it('is proposed once, while it waits', () => {
    expect(() => propose(pending({ proposal }))).toThrow(refusal('ASIDE_PROPOSED_ALREADY'));
    expect(() => propose(pending({ state: 'set_aside' }))).toThrow(refusal('PENDING_FILING_SET_ASIDE'));
    expect(() => propose(pending({ state: 'registered' }))).toThrow(refusal('PENDING_FILING_REGISTERED'));
    expect(() => decideAside(pending({ state: 'registered', proposal }), true, act('auditor'))).toThrow(
      refusal('PENDING_FILING_REGISTERED'),
    );
  });

  it('is not set aside without words, nor as a duplicate of nothing', () => {
    const long = (length: number) => '字'.repeat(length);
    expect(() => propose(pending(), { note: long(ASIDE_NOTE.shortest - 1) })).toThrow(refusal('ASIDE_REASON_MISSING'));
    expect(propose(pending(), { note: ` ${long(ASIDE_NOTE.shortest)} ` }).note).toBe(long(ASIDE_NOTE.shortest));
    expect(propose(pending(), { note: long(ASIDE_NOTE.longest) }).note).toHaveLength(ASIDE_NOTE.longest);
    expect(() => propose(pending(), { note: long(ASIDE_NOTE.longest + 1) })).toThrow(refusal('ASIDE_REASON_MISSING'));
    expect(() => propose(pending(), { reason: 'DUPLICATE', ofNumber: ' ' })).toThrow(refusal('ASIDE_NUMBER_MISSING'));
    expect(propose(pending(), { reason: 'DUPLICATE', ofNumber: '990100-20250303-000001' }).ofNumber).toBe('990100-20250303-000001');
    expect(propose(pending(), { ofNumber: '990100-20250303-000001' }).ofNumber).toBeNull();
  });
});
