import { describe, expect, it } from '@jest/globals';
import { fenceOff, readBody } from '@sunshine/envelope';
import { matterOf, type RegisteredMatter } from './matter.js';

const registered = (change: Partial<RegisteredMatter> = {}): RegisteredMatter => ({
  ...{ number: '990100-20250303-000001', kind: 'CLAIM', channel: 'LETTER', purpose: null, contentClass: null, summary: '拖欠工资' },
  ...{ text: '工地拖欠工资', requests: ['支付工资'], receivedOn: '2025-03-03', registeredAt: new Date('2025-03-03T01:00:00Z') },
  ...{ peopleCount: 2, anonymous: false, staffConduct: false, previousNumber: null, respondents: [], accused: [], attachments: [] },
  registeringOrgan: { id: '0190a000-0000-7000-8000-000000000002', name: '明川市信访局' },
  petitioners: [
    {
      name: '申甲',
      phone: '13800000000',
      address: null,
      idType: null,
      idNumber: null,
      representative: true,
      below14: false,
      guardian: null,
    },
    { name: '申乙', phone: null, address: '甲街1号', idType: '111', idNumber: '990100199001010000', representative: false },
  ],
  ...change,
});
const read = (of: RegisteredMatter) => readBody('transfer', 1, matterOf(of), ['registering', 'sender']);

describe('条例 19: a matter as another node is told of it', () => {
  it('has the form that both sides agreed on, and nothing in it is dropped, unknown or somebody else’s', () => {
    const { value, dropped, unknown, ignored } = read(
      registered({ purpose: '01', contentClass: '010203', previousNumber: '990100-20240101-000001' }),
    );
    expect({ dropped, unknown, ignored }).toEqual({ dropped: [], unknown: {}, ignored: [] });
    expect(value).toMatchObject({
      number: '990100-20250303-000001',
      requests: [{ text: '支付工资' }],
      petitioners: [
        { name: '申甲', phone: '13800000000', representative: true },
        { name: '申乙', address: '甲街1号', idType: { code: '111' }, idNumber: '990100199001010000', representative: false },
      ],
      joint: true,
      repeat: { repeated: true, earlierNumber: '990100-20240101-000001' },
    });
  });

  it('says nothing of what was not said, and of no profile', () => {
    const { petitioners: [one] = [], ...matter } = matterOf(registered());
    expect(Object.keys(one!)).toEqual(['name', 'phone', 'representative']);
    expect(fenceOff(matter).dropped).toEqual([]);
    expect(matter).not.toHaveProperty('purpose');
  });

  it('names nobody where it is anonymous, whatever was left with it', () => {
    expect(JSON.stringify(read(registered({ anonymous: true })).value)).not.toMatch(/申|13800000000|甲街/);
  });
});
