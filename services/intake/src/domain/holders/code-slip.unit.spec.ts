import { describe, expect, it } from '@jest/globals';
import type { Channel } from '@sunshine/events';
import { giveCodeSlip, posted, takePartCodes, type SlipGiven } from './code-slip.js';
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

describe('the codes of the parts of a letter without a name', () => {
  const [LETTER, ONE, TWO] = [petition().id, id(51), id(52)];
  const take = (parts: readonly (readonly [petitionId: string, given: boolean])[], anonymous = true) =>
    takePartCodes(
      petition({ anonymous }),
      parts.map(([petitionId, given]) => ({ petitionId, given })),
    );

  it('are taken by the holder of the code of the letter, and recorded of each part under its own', () => {
    const { codes, taken } = take([
      [ONE, false],
      [TWO, false],
    ]);
    expect(codes.map(({ petitionId }) => petitionId)).toEqual([ONE, TWO]);
    expect(taken).toMatchObject([
      {
        petitionId: ONE,
        slip: { way: 'ONLINE', receiptNumber: null, petitionerId: null },
        event: { type: 'CodeSlipGiven', data: { petitionId: ONE } },
      },
      { petitionId: TWO, event: { data: { petitionId: TWO, organId: BUREAU, way: 'ONLINE' } } },
    ]);
    for (const { petitionId, event } of taken)
      for (const other of [LETTER, ONE, TWO].filter((one) => one !== petitionId)) expect(JSON.stringify(event)).not.toContain(other);
  });

  it('may be read again, which is recorded no second time', () => {
    const { codes, taken } = take([
      [ONE, true],
      [TWO, true],
    ]);
    expect(codes).toHaveLength(2);
    expect(taken).toEqual([]);
  });

  it('are those of the others, where the letter was split as it was registered and is a part itself', () => {
    expect(
      take([
        [LETTER, true],
        [ONE, false],
      ]).codes,
    ).toEqual([{ petitionId: ONE, given: false }]);
  });

  it('are given by the desk where somebody is named, and by nobody where nothing was split', () => {
    expect(() => take([[ONE, false]], false)).toThrow(refusal('PART_CODES_AT_DESK'));
    expect(() => take([])).toThrow(refusal('SPLIT_UNKNOWN'));
    expect(() => take([[LETTER, true]])).toThrow(refusal('SPLIT_UNKNOWN'));
  });
});
