import { describe, expect, it } from '@jest/globals';
import { indexedForms, maskName, maskPhone, normalPhone } from './identity.js';

describe('the masked form', () => {
  it.each([
    ['王甲', '王*'],
    ['欧阳甲乙', '欧***'],
    ['某市某某物业服务有限公司', '某***'],
    ['王', '*'],
    ['𠮷田', '𠮷*'],
    [null, null],
  ])('of the name %s is %s', (name, masked) => {
    expect(maskName(name)).toBe(masked);
  });

  it.each([
    ['19900001234', '199****1234'],
    ['+86 199-0000-1234', '199****1234'],
    ['0000-8765', '000****8765'],
    ['8765', '****65'],
    [null, null],
  ])('of the phone %s is %s', (phone, masked) => {
    expect(maskPhone(phone)).toBe(masked);
  });
});

describe('what a later filing of the same person is found by', () => {
  const nothing = { idNumber: null, phone: null, name: null, address: null };

  it('is the same however it was typed', () => {
    const one = indexedForms({ idNumber: '99010219900101000x', phone: '+86 199 0000 1234', name: '王 甲', address: '东湖路１号' });
    const two = indexedForms({ idNumber: ' 99010219900101000X', phone: '199-00001234', name: '王甲', address: '东湖路 1 号' });
    expect(one).toEqual(two);
    expect(one.map(({ field }) => field)).toEqual(['idNumber', 'phone', 'nameAndAddress']);
  });

  it('is never a name alone, nor an empty field', () => {
    expect(indexedForms({ ...nothing, name: '王甲' })).toEqual([]);
    expect(indexedForms({ ...nothing, idNumber: '--', phone: '无', name: '王甲', address: '。' })).toEqual([]);
  });

  it('tells name from address', () => {
    const form = (name: string, address: string) => indexedForms({ ...nothing, name, address })[0]?.form;
    expect(form('王甲', '东湖路')).not.toBe(form('王甲东', '湖路'));
  });

  it('keeps foreign prefixes of a telephone number', () => {
    expect(normalPhone('+852 0000 1234')).toBe('85200001234');
  });
});
