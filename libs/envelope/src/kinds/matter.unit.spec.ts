import { describe, expect, it } from '@jest/globals';
import { MATTER } from '../../test/bodies.js';
import { withoutReporter, type Matter } from './matter.js';
import { readBody } from './read-body.js';

const letter: Matter = {
  ...MATTER,
  kind: 'REPORT',
  summary: '周水生检举某局负责人',
  text: '本人周水生（电话 139-0000-7777），证件 990101196503021234，住东湖市东湖路20号3栋502室，与孙桂兰一同检举。',
  requests: [{ text: '请回复周水生' }],
};
const IDENTITY = ['周水生', '孙桂兰', '13900007777', '139-0000-7777', '990101196503021234', '502室', '照片.jpg', '0990-5550123'];

describe('a report without its reporter', () => {
  it('tells no name, number, address or file of the reporter in any field', () => {
    const body = withoutReporter({ ...letter, course: [{ step: '周水生来访' }] });
    for (const word of IDENTITY) expect(JSON.stringify(body)).not.toContain(word);
    expect(body).toMatchObject({ kind: 'REPORT', number: MATTER.number, accused: MATTER.accused, summary: '＊检举某局负责人' });
  });

  it('is still a body that a receiver reads', () => {
    const { value } = readBody('transfer', 1, withoutReporter(letter), ['sender', 'registering']);
    expect(value.petitioners).toBeUndefined();
    expect([...(value.text ?? '')].length).toBeLessThanOrEqual([...(letter.text ?? '')].length);
  });

  it('is what a matter is whose kind nobody has told', () => {
    const { kind: _kind, ...unclassified } = letter;
    expect(withoutReporter(unclassified)).not.toHaveProperty('petitioners');
  });

  it.each(['CLAIM', 'SUGGESTION'] as const)('is made of no %s', (kind) => {
    const body = { ...MATTER, kind };
    expect(withoutReporter(body)).toEqual(body);
  });

  it('leaves the given body as it was', () => {
    const before = structuredClone(letter);
    withoutReporter(letter);
    expect(letter).toEqual(before);
  });
});
