import { expect, it } from '@jest/globals';
import { organId } from '@sunshine/demo';
import { ELECTRONIC, type FindingsCity } from './findings.city.js';

/** Endings that the law does not know, refusals without ground, and matters that had no end. */
export function endings(city: () => FindingsCity): void {
  it('2-14: a suggestion is not settled between the parties; a claim is', async () => {
    const settled = async (kind: 'SUGGESTION' | 'CLAIM') => {
      const { id: petitionId, petitioners } = await city().filed({ kind });
      await city().routed(petitionId, 'housing.city');
      await city().act('handler.housing', 'informPetitioner', { petitionId, path: '办理程序', procedure: '依法办理', ...ELECTRONIC });
      return city().refusal('handler.housing', 'recordSettlement', {
        petitionId,
        parties: [
          { petitionerId: petitioners[0]?.id, signature: '本人签名' },
          { organId: organId('housing.city'), signature: '单位盖章' },
        ],
        dispute: '屋面维修费用',
        terms: '单位支付补偿一万元',
        promises: [{ party: 2, text: '支付补偿', dueOn: city().today }],
      });
    };
    expect(await settled('SUGGESTION')).toBe('SETTLEMENT_OF_CLAIMS_ONLY');
    expect(await settled('CLAIM')).toBeNull();
  });
}
