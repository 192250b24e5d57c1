import { describe, expect, it } from '@jest/globals';
import type { Channel } from '@sunshine/events';
import { giveCodeSlip, posted, type SlipGiven } from './code-slip.js';
import { act, BUREAU, id, petition, PETITIONER, refusal } from '../../../test/builders.js';

const OTHERS = [PETITIONER, id(40)];
const give = (
  { petitionerId = null, way = 'IN_PERSON', receiptNumber = null }: Partial<SlipGiven> & { readonly petitionerId?: string | null } = {},
  petitionerIds: readonly string[] = [PETITIONER],
  standing = { reissued: false, given: false },
  channel: Channel = 'LETTER',
) => giveCodeSlip(petition({ channel }), standing, petitionerIds, { way, receiptNumber, petitionerId }, act());

describe('the slip of a registration', () => {
  it('is given to the only petitioner, or to the one who is named', () => {
    expect(give()).toMatchObject({
      slip: { way: 'IN_PERSON', receiptNumber: null, petitionerId: PETITIONER },
      events: [{ type: 'CodeSlipGiven', data: { organId: BUREAU, way: 'IN_PERSON', petitionerId: PETITIONER } }],
    });
    expect(give({ petitionerId: OTHERS[1] }, OTHERS).slip.petitionerId).toBe(OTHERS[1]);
    expect(() => give({}, OTHERS)).toThrow(refusal('MEMBER_UNKNOWN'));
    expect(() => give({ petitionerId: id(41) }, OTHERS)).toThrow(refusal('MEMBER_UNKNOWN'));
  });

  it('is posted by a registered letter alone, whose number no event tells', () => {
    expect(() => give({ way: 'POST', receiptNumber: ' ' })).toThrow(refusal('CODE_SLIP_RECEIPT_MISSING'));
    const { slip, events } = give({ way: 'POST', receiptNumber: 'EMS-1' });
    expect(slip.receiptNumber).toBe('EMS-1');
    expect(JSON.stringify(events)).not.toContain('EMS-1');
    // Handed over, there is no letter.
    expect(posted({ way: 'IN_PERSON', receiptNumber: 'EMS-1' }).receiptNumber).toBeNull();
  });

  it('of an anonymous filing is handed over, never posted', () => {
    expect(give({}, []).slip.petitionerId).toBeNull();
    expect(() => give({ way: 'POST', receiptNumber: 'EMS-1' }, [])).toThrow(refusal('CODE_SLIP_NOWHERE_TO_POST'));
  });

  it('is given once, and only where the desk printed one that still opens the matter', () => {
    expect(() => give({}, [PETITIONER], { reissued: false, given: true })).toThrow(refusal('CODE_SLIP_GIVEN'));
    expect(() => give({}, [PETITIONER], { reissued: true, given: false })).toThrow(refusal('CODE_SLIP_REPLACED'));
    for (const channel of ['WEB', 'WECHAT', 'KIOSK', 'IMPORT'] as const)
      expect(() => give({}, [PETITIONER], undefined, channel)).toThrow(refusal('CODE_SLIP_NOT_PRINTED'));
  });
});
