import { describe, expect, it } from '@jest/globals';
import type { RulePack } from '@sunshine/procedure';
import { endMandate, isInForce, recordMandate } from './mandate.js';
import { id, PETITION, FILE, ON, refusal, act, petition } from '../../../test/builders.js';

describe('a mandate', () => {
  const mandate = (more: Partial<Parameters<typeof recordMandate>[2]> = {}, inForce = 0, values: RulePack['values'] = {}) =>
    recordMandate(
      petition(),
      inForce,
      { agentName: '代某', scope: '代为提出、查询', from: ON, endsOn: '2025-06-30', fileId: FILE, ...more },
      { values },
      id(35),
      act(),
    );

  it('runs from today or before to a last day, inclusive', () => {
    expect(mandate()).toMatchObject({
      mandate: { agentName: '代某', endsOn: '2025-06-30', fileId: FILE },
      events: [{ type: 'MandateRecorded', data: { endsOn: '2025-06-30' } }],
    });
    expect(mandate({ endsOn: ON }).mandate.endsOn).toBe(ON);
    expect(() => mandate({ from: '2025-02-01', endsOn: '2025-03-02' })).toThrow(refusal('MANDATE_ENDS_TOO_EARLY'));
    expect(() => mandate({ from: '2025-03-04' })).toThrow(refusal('MANDATE_BEGINS_LATER'));
    for (const fileId of [null, undefined]) expect(() => mandate({ fileId })).toThrow(refusal('MANDATE_PAPER_MISSING'));
    expect(() => mandate({ agentName: ' ' })).toThrow(refusal('DESK_TEXT_MISSING'));
    expect(isInForce({ endsOn: ON, endedOn: null }, ON)).toBe(true);
    expect(isInForce({ endsOn: ON, endedOn: null }, '2025-03-04')).toBe(false);
    expect(isInForce({ endsOn: ON, endedOn: ON }, ON)).toBe(false);
  });

  it('has no more agents than the pack allows, where it says how many', () => {
    const two: RulePack['values'] = {
      agentsAtMost: { value: 2, direction: 'fixed', text: '代理人', source: '地方规定 27', mark: 'verified' },
    };
    expect(mandate({}, 1, two).mandate.agentName).toBe('代某');
    expect(() => mandate({}, 2, two)).toThrow(expect.objectContaining({ code: 'MANDATES_TOO_MANY', source: '地方规定 27' }));
    expect(mandate({}, 2).mandate.agentName).toBe('代某');
  });

  it('ends with a reason, and only while it is in force', () => {
    const known = { id: id(35), petitionId: PETITION, endsOn: ON, endedOn: null };
    expect(endMandate(known, '撤销委托', act())).toMatchObject({ endedOn: ON, events: [{ type: 'MandateEnded' }] });
    for (const gone of [null, { ...known, endedOn: ON }, { ...known, endsOn: '2025-03-02' }])
      expect(() => endMandate(gone, '撤销委托', act())).toThrow(refusal('MANDATE_UNKNOWN'));
  });
});
